"""The face of a person: a few strokes where it is seen."""

import numpy as np
from scipy.spatial import ConvexHull

from curves import fit_closed, fit_open, path
from person import Seen
from raster import Picture
from svg import OUTLINE, element
from wardrobe import Part


def face(seen: Seen, scale: float, offset: tuple[float, float]) -> str:
    """Ears, eyes, brows and mouth, where they are seen."""
    unit = seen.picture.view.pixels * scale  # SVG units per metre
    out = []
    for side in "lr":
        ear = seen.face["ear_" + side]
        if _visible(seen.picture, ear[seen.picture.view.project(ear)[1].argmax()]):
            out.append(_ear(seen.place(scale, offset, ear), 0.0052 * unit))
        eye = seen.face["eye_" + side]
        if not _visible(seen.picture, eye):
            continue
        x, y = seen.place(scale, offset, eye)
        out.append(element("circle", cx=x, cy=y, r=0.0068 * unit, fill=OUTLINE))
        brow = seen.place(scale, offset, seen.face["brow_" + side])
        out.append(_stroke(path(fit_open(brow, 0.2), False), 0.0062 * unit))
    shown = [at for at in seen.face["mouth"] if _visible(seen.picture, at)]
    if len(shown) >= 2:
        mouth = fit_open(seen.place(scale, offset, np.array(shown)), 0.2)
        out.append(_stroke(path(mouth, False), 0.0055 * unit))
    return "".join(out)


def _visible(picture: Picture, at: np.ndarray) -> bool:
    """Tell whether a point on the head has nothing before it."""
    pixel, depth = picture.view.project(at)
    x, y = int(pixel[0]), int(pixel[1])
    inside = 0 <= x < picture.view.width and 0 <= y < picture.view.height
    return bool(inside and picture.parts[y, x] == Part.HEAD and picture.depth[y, x] < depth + 0.012)


def _ear(points: np.ndarray, width: float) -> str:
    """The rim of an ear, and its fold within."""
    if min(np.ptp(points, axis=0)) < 0.4 * max(np.ptp(points, axis=0)):
        return ""  # seen from its edge, the outline of the head says enough
    rim = points[ConvexHull(points).vertices]
    fold = rim.mean(0) + (rim - rim.mean(0)) * 0.5
    data = path(fit_closed(np.vstack([rim, rim[:1]]), 0.3), True)
    return _stroke(data + path(fit_open(fold[: len(fold) * 2 // 3], 0.3), False), width)


def _stroke(data: str, width: float) -> str:
    return element(
        "path",
        d=data,
        fill="none",
        stroke=OUTLINE,
        stroke_width=round(width, 2),
        stroke_linecap="round",
    )
