"""The face of a person: a few strokes where it is seen."""

import numpy as np
from scipy.spatial import ConvexHull

from curves import fit_closed, fit_open, path
from person import Seen
from raster import Picture
from svg import OUTLINE, element
from wardrobe import Part

BOLD, FINE = 0.0058, 0.0045  # metres: brows and mouth; lids, nose and ears


def face(seen: Seen, scale: float, offset: tuple[float, float]) -> str:
    """Ears, eyes, brows, nose and mouth, where they are seen."""
    unit = seen.picture.view.pixels * scale  # SVG units per metre
    lines, eyes = {BOLD: "", FINE: ""}, ""
    for side in "lr":
        ear = seen.face["ear_" + side]
        if _visible(seen.picture, ear[seen.picture.view.project(ear)[1].argmax()]):
            lines[FINE] += _ear(seen.place(scale, offset, ear))
        eye = seen.face["eye_" + side]
        if not _visible(seen.picture, eye):
            continue
        x, y = seen.place(scale, offset, eye)
        eyes += element("circle", cx=x, cy=y, r=0.0056 * unit, fill=OUTLINE)
        for mark, width in (("lid_", FINE), ("brow_", BOLD)):
            lines[width] += _line(seen.place(scale, offset, seen.face[mark + side]))
    for mark, width in (("nose", FINE), ("mouth", BOLD)):
        shown = [at for at in seen.face[mark] if _visible(seen.picture, at)]
        if len(shown) >= 2:
            lines[width] += _line(seen.place(scale, offset, np.array(shown)))
    strokes = "".join(
        element("path", d=data, stroke_width=round(width * unit, 2))
        for width, data in lines.items()
        if data
    )
    group = {"fill": "none", "stroke": OUTLINE, "stroke_linecap": "round"}
    return eyes + (element("g", strokes, **group) if strokes else "")


def _line(points: np.ndarray) -> str:
    return path(fit_open(points, 0.1), False)


def _visible(picture: Picture, at: np.ndarray) -> bool:
    """Tell whether a point on the head has nothing before it."""
    pixel, depth = picture.view.project(at)
    x, y = int(pixel[0]), int(pixel[1])
    inside = 0 <= x < picture.view.width and 0 <= y < picture.view.height
    return bool(inside and picture.parts[y, x] == Part.HEAD and picture.depth[y, x] < depth + 0.012)


def _ear(points: np.ndarray) -> str:
    """The rim of an ear, and its fold within."""
    if min(np.ptp(points, axis=0)) < 0.4 * max(np.ptp(points, axis=0)):
        return ""  # seen from its edge, the outline of the head says enough
    rim = points[ConvexHull(points).vertices]
    fold = rim.mean(0) + (rim - rim.mean(0)) * 0.5
    closed = path(fit_closed(np.vstack([rim, rim[:1]]), 0.3), True)
    return closed + path(fit_open(fold[: len(fold) * 2 // 3], 0.3), False)
