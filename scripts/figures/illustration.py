"""From what is seen of a person to flat colours, a shade, a working area and outlines."""

import numpy as np
from scipy.ndimage import gaussian_filter, map_coordinates
from skimage import measure

from areas import Area
from curves import fit_closed, fit_open, number, outlines, path
from face import face
from person import Seen
from raster import Picture
from svg import OUTLINE, PAPER, again, element
from wardrobe import Field, Part, Stuff

HATCH = "#7d2405"
WORK = "#f58a4f"
LIGHT = (-0.25, 0.55, 0.80)  # right, up, toward the reader
Offset = tuple[float, float]

# Depth jumps (metres) below which two joined parts are one surface: no line is drawn there.
SMOOTH_JOINTS = {
    0.045: [(Part.HEAD, Part.TRUNK)],
    0.035: [(Part.TRUNK, Part.THIGH_L), (Part.TRUNK, Part.THIGH_R)],
    0.034: [(Part.TRUNK, Part.UPPER_ARM_L), (Part.TRUNK, Part.UPPER_ARM_R)],
    0.022: [
        (Part.THIGH_L, Part.SHIN_L),
        (Part.THIGH_R, Part.SHIN_R),
        (Part.UPPER_ARM_L, Part.FOREARM_L),
        (Part.UPPER_ARM_R, Part.FOREARM_R),
    ],
}
JUMP = 0.012


def hatch(name: str, step: float = 6, colour: str = HATCH) -> str:
    """Diagonal lines so many units apart: pattern as well as colour tells a working area."""
    s = step
    line = f"M-1 1L1-1M0 {number(s)}L{number(s)} 0M{number(s - 1)} {number(s + 1)}l2-2"
    return element(
        "pattern",
        element("path", d=line, stroke=colour, stroke_width=step / 4),
        id=name,
        width=step,
        height=step,
        patternUnits="userSpaceOnUse",
    )


def person_drawing(
    seen: Seen,
    scale: float,
    offset: Offset,
    name: str,
    pattern: str | None = None,
    area: Area | None = None,
    error: float = 0.6,
    line: float = 1.9,
    tint: str = WORK,
) -> str:
    """Draw a person; `scale` turns pixels into SVG units, `name` is the id of the outline."""
    picture, look = seen.picture, seen.person.look
    colours = {
        Stuff.HAIR: look.hair_colour,
        Stuff.TOP: look.top,
        Stuff.SHORTS: look.shorts,
        Stuff.SOCK: "#f7f7f5",
        Stuff.SHOE: look.shoe,
        Stuff.SOLE: "#fdfdfb",
        Stuff.STRIPE: "#fdfdfb",
    }
    stuff = seen.person.stuff(picture)
    silhouette = outlines(picture.figure, scale, offset, error=error, least=40)
    out = [
        element("defs", element("path", id=name, d=silhouette)),
        again(name, fill=look.skin),
    ]
    for kind, colour in colours.items():
        least = 150 if kind == Stuff.STRIPE else 40
        here = stuff >= Stuff.SHOE if kind == Stuff.SHOE else stuff == kind
        data = outlines(here, scale, offset, blur=1.1, error=error, least=least)
        if data:
            edge = None if kind in (Stuff.SOLE, Stuff.STRIPE) else OUTLINE
            out.append(element("path", fill=colour, stroke=edge, stroke_width=edge and 0.9, d=data))
    dark = outlines(_shade(picture, LIGHT), scale, offset, blur=2.4, error=error * 2.1, least=420)
    out.append(element("path", fill="#1d1430", fill_opacity=".13", d=dark))
    if area is not None:
        score = np.clip(area(seen.person, picture) * 8 + 0.5, 0, 1)
        data = outlines(score, scale, offset, blur=2.0, error=error * 1.2, least=900)
        if data:
            out += _tinted(name + "-w", data, tint, pattern, line)
    out.append(face(seen, scale, offset))
    out.append(
        element(
            "g",
            again(name, stroke_width=line)
            + element("path", d=_inner_lines(seen, scale, offset, error), stroke_width=line * 0.72),
            fill="none",
            stroke=OUTLINE,
            stroke_linejoin="round",
            stroke_linecap="round",
        )
    )
    return "".join(out)


def _tinted(name: str, data: str, tint: str, pattern: str | None, line: float) -> list[str]:
    """A working area; its light rim lies within it, so that it cuts into nothing before it."""
    clip = element("clipPath", again(name), id=name + "c")
    return [
        element("defs", element("path", id=name, d=data) + clip),
        again(name, fill=tint),
        again(name, fill=f"url(#{pattern})") if pattern else "",
        again(name, fill="none", stroke=PAPER, stroke_width=line * 2, clip_path=f"url(#{name}c)"),
        again(name, fill="none", stroke=HATCH, stroke_width=1),
    ]


def _shade(picture: Picture, light: tuple[float, float, float]) -> np.ndarray:
    """1 where a surface looks away from the light or lies close behind another."""
    figure, depth = picture.figure, picture.depth
    toward = picture.normals @ (np.array(light) / np.linalg.norm(light))
    tone = np.ones_like(toward)
    for part in np.unique(picture.parts[figure]):
        here = picture.parts == part
        weight = gaussian_filter(here.astype(float), 4)
        soft = gaussian_filter(np.where(here, toward, 0), 4) / np.maximum(weight, 1e-6)
        tone[here] = soft[here]
    known = np.where(figure, depth, 0)
    hidden = np.zeros_like(tone)
    for radius in (0.02, 0.045):
        pixels = radius * picture.view.pixels
        weight = np.maximum(gaussian_filter(figure.astype(float), pixels), 1e-3)
        hidden += np.clip((gaussian_filter(known, pixels) / weight - depth) / radius, 0, 1.3)
    tone = np.where(figure, tone - 0.22 * hidden, 1)
    return np.clip((0.42 - tone) / 0.08 + 0.5, 0, 1) * figure


def _jumps_needed(inside: np.ndarray, outside: np.ndarray) -> np.ndarray:
    needed = np.full(len(inside), JUMP)
    for jump, pairs in SMOOTH_JOINTS.items():
        for one, two in pairs:
            met = ((inside == one) & (outside == two)) | ((inside == two) & (outside == one))
            needed[met] = jump
    return needed


def _inner_lines(seen: Seen, scale: float, offset: Offset, error: float) -> str:
    """Edges of parts where the depth jumps: an arm before the trunk, a thigh before the other."""
    picture = seen.picture
    parts, digits = picture.parts, seen.digits
    height, width = parts.shape
    depth = np.where(picture.figure, picture.depth, -9)
    collar = seen.person.human.head["neck_01"][1] - 0.02
    out = []
    for digit, part in np.unique(np.stack([digits, parts], -1).reshape(-1, 2), axis=0):
        mask = (parts == part) & ((digits == digit) | (digit == 0))
        if not part or mask.sum() < 30:
            continue
        soft = gaussian_filter(np.pad(mask.astype(float), 3), 1.2)
        down, right = np.gradient(soft)
        for contour in measure.find_contours(soft, 0.5):
            if len(contour) < 40:
                continue
            normal = np.stack([map_coordinates(g, contour.T, order=1) for g in (down, right)], 1)
            normal /= np.maximum(np.linalg.norm(normal, axis=1, keepdims=True), 1e-9)
            at, limit = contour - 3, [height - 1, width - 1]
            near = tuple(np.clip((at + normal * 3).round().astype(int), 0, limit).T)
            far = tuple(np.clip((at - normal * 3).round().astype(int), 0, limit).T)
            needed = _jumps_needed(parts[near], parts[far])
            by_collar = np.abs(picture.extra[..., Field.HEIGHT][near] - collar) < 0.055
            trunk = np.isin(parts[near], [1, 2]) & np.isin(parts[far], [1, 2, 3, 4])
            needed[by_collar & trunk] = 9
            jump = depth[near] - depth[far]
            if digit:
                keep = (parts[far] == part) & (digits[far] != digit)
                keep &= (jump > 0.003) | ((digits[far] > 0) & (digits[far] < digit))
            else:
                keep = (parts[far] > 0) & (parts[far] != part) & (jump > needed)
            around = np.r_[keep[-7:], keep, keep[:7]].astype(float)
            keep = np.convolve(around, np.ones(15) / 15, "valid") > 0.5
            line = (at[:, ::-1] + 0.5) * scale + np.array(offset)
            out.append(_runs(line, keep, error))
    return "".join(out)


def _runs(line: np.ndarray, keep: np.ndarray, error: float, least: int = 14) -> str:
    """The kept stretches of a closed line."""
    if keep.all():
        return path(fit_closed(line, error), True)
    if not keep.any():
        return ""
    start = int(np.where(~keep)[0][0])
    line, keep = np.roll(line, -start, 0), np.roll(keep, -start)
    edges = np.flatnonzero(np.diff(np.r_[0, keep.astype(int), 0]))
    return "".join(
        path(fit_open(line[a:b], error), False)
        for a, b in zip(edges[::2], edges[1::2], strict=True)
        if b - a > least
    )
