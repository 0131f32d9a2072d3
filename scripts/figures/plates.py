"""Anatomy plates: bones and muscles back to front, two bands of shade, fibres."""

from dataclasses import dataclass, field

import numpy as np
from scipy.ndimage import gaussian_filter

from curves import fit_open, outlines, path
from mean_bones import Mesh
from muscle import Muscle
from raster import Picture, Solid, View, render
from svg import element

COLOURS = {
    "bone": "#efe5cf",
    "disc": "#c3d3dc",
    "tendon": "#a9b6c4",
    "psoas": "#c8453b",
    "iliacus": "#e8834f",
    "recfem": "#6c7fc0",
    "sartorius": "#3f9c85",
    "tfl": "#a86fae",
    "pectineus": "#4d9fc4",
}
LINE, BODY = "#5b4a3a", "#f4e3d9"
LIGHT = (-0.35, 0.45, 0.82)
LEAST_TINT = 2400  # pixels: a smaller tint on a bone looks as if it lay before it


@dataclass
class Subject:
    """What a plate shows, in the order of adding."""

    solids: list[Solid] = field(default_factory=list)
    kinds: dict[int, str] = field(default_factory=dict)
    names: dict[int, str] = field(default_factory=dict)
    fibres: list[tuple[int, Muscle, int, tuple[float, float]]] = field(default_factory=list)

    def add(self, kind: str, mesh: Mesh, name: str = "") -> int:
        """Add a mesh of a kind of `COLOURS`, called as its kind if unnamed; return its number."""
        number = len(self.solids) + 1
        self.solids.append(Solid(number, *mesh))
        self.kinds[number], self.names[number] = kind, name or kind
        return number

    def muscle(
        self,
        kind: str,
        muscle: Muscle,
        fibres: int = 0,
        along: tuple[float, float] = (0.03, 0.97),
        tendons: tuple[float, float] | None = None,
        name: str = "",
    ) -> None:
        """Add a muscle with so many fibre lines; beyond the shares of `tendons` it is tendon."""
        if tendons:
            flesh, ends = muscle.split(tendons)
            number = self.add(kind, flesh, name)
            self.add("tendon", ends)
        else:
            number = self.add(kind, (muscle.vertices, muscle.faces), name)
        if fibres:
            self.fibres.append((number, muscle, fibres, along))


@dataclass(frozen=True)
class Plate:
    """A drawn subject; `at` turns millimetres of the scene into SVG units."""

    view: View
    scale: float
    offset: tuple[float, float]
    body: str
    masks: dict[str, np.ndarray] = field(repr=False)  # where each thing is seen, or shows through

    def shows(self, name: str, where: tuple[float, float, float]) -> bool:
        """Whether the thing of that name is what one sees at a point of the scene."""
        x, y = self.view.project(np.array(where, float))[0].astype(int)
        return bool(self.masks[name][y, x])

    def at(self, where: tuple[float, float, float]) -> np.ndarray:
        """Card position of a point of the scene."""
        xy = self.view.project(np.array(where, float))[0]
        return xy * (self.scale / self.view.pixels) + np.array(self.offset)


def plate(
    subject: Subject,
    view: View,
    scale: float,
    offset: tuple[float, float],
    through: tuple[tuple[str, Muscle], ...] = (),
    light: tuple[float, float, float] = LIGHT,
    error: float = 0.55,
) -> Plate:
    """Draw; `scale` is units per mm.

    `through` are muscles that show through what hides them: tinted behind bone, and an outline of
    dashes behind other muscles.
    """
    picture = render(view, subject.solids)
    k = scale / view.pixels
    out = []
    present = [int(part) for part in np.unique(picture.parts) if part]
    for part in sorted(present, key=lambda p: np.median(picture.depth[picture.parts == p])):
        data = outlines(picture.parts == part, k, offset, 1.1, error, 25)
        if data:
            out.append(_fill(subject.kinds[part], data))
    bones = [part for part, kind in subject.kinds.items() if kind in ("bone", "disc")]
    masks = {
        name: np.isin(picture.parts, [part for part, of in subject.names.items() if of == name])
        for name in subject.names.values()
    }
    for kind, muscle in through:
        whole = render(view, [Solid(1, muscle.vertices, muscle.faces)]).figure
        hidden = whole & ~masks[kind]
        tint = outlines(hidden & np.isin(picture.parts, bones), k, offset, 1.6, error, LEAST_TINT)
        edge = outlines(hidden, k, offset, 1.6, error, 400)
        out.append(element("path", fill=COLOURS[kind], fill_opacity=".45", d=tint))
        out.append(element("path", fill="none", stroke=LINE, stroke_dasharray="4 3", d=edge))
        masks[kind] = whole
    tone = _tone(picture, light)
    for level in (0.5, 0.25):
        mask = np.clip((level - tone) / 0.06 + 0.5, 0, 1) * picture.figure
        data = outlines(mask, k, offset, 1.6, error * 1.8, 260)
        out.append(element("path", fill="#2b1a10", fill_opacity=".11", d=data))
    mask = np.clip((tone - 0.93) / 0.03 + 0.5, 0, 1) * picture.figure
    data = outlines(mask, k, offset, 1.8, error * 1.8, 320)
    out.append(element("path", fill="#fff", fill_opacity=".2", d=data))
    lines = "".join(
        _fibres(picture, number, muscle, count, along, k, offset)
        for number, muscle, count, along in subject.fibres
    )
    if lines:
        out.append(
            element(
                "path",
                fill="none",
                stroke="#2a1208",
                stroke_opacity=".3",
                stroke_width=".7",
                stroke_linecap="round",
                d=lines,
            )
        )
    return Plate(view, scale, offset, "".join(out), masks)


def _fill(kind: str, data: str, **attributes: object) -> str:
    return element(
        "path",
        class_="hf-o",
        fill=COLOURS[kind],
        stroke=LINE,
        stroke_width=".9",
        stroke_linejoin="round",
        d=data,
        **attributes,
    )


def _tone(picture: Picture, light: tuple[float, float, float], reach: float = 9.0) -> np.ndarray:
    """Light on each pixel, 0 to 1, less what lies close before it (`reach` in mm)."""
    figure, depth, mm = picture.figure, picture.depth, picture.view.pixels
    toward = picture.normals @ (np.array(light) / np.linalg.norm(light))
    tone = np.ones_like(toward)
    for part in np.unique(picture.parts[figure]):
        here = picture.parts == part
        rows, columns = np.where(here.any(1))[0], np.where(here.any(0))[0]
        box = (
            slice(max(rows[0] - 12, 0), rows[-1] + 13),
            slice(max(columns[0] - 12, 0), columns[-1] + 13),
        )
        weight = gaussian_filter(here[box].astype(float), 2.2)
        soft = gaussian_filter(np.where(here, toward, 0)[box], 2.2) / np.maximum(weight, 1e-6)
        tone[box][here[box]] = soft[here[box]]
    known = np.where(figure, depth, 0)
    floor = np.where(figure, depth, np.percentile(depth[figure], 2))
    hidden = np.zeros_like(tone)
    for radius in (reach * 0.5, reach):
        weight = np.maximum(gaussian_filter(figure.astype(float), radius * mm), 1e-3)
        near = gaussian_filter(known, radius * mm) / weight
        hidden += np.clip((near - floor) / radius, 0, 1.2)
    return np.where(figure, tone - 0.275 * hidden, 1)


def _fibres(
    picture: Picture,
    part: int,
    muscle: Muscle,
    count: int,
    along: tuple[float, float],
    k: float,
    offset: tuple[float, float],
) -> str:
    """Lines along the front of a muscle, where it is seen."""
    rows, columns, _ = muscle.front.shape
    first, last = int(along[0] * rows), int(along[1] * rows)
    out = []
    for share in np.linspace(0.12, 0.88, count):
        i = share * (columns - 1)
        low = int(i)
        line = muscle.front[:, low] * (1 - (i - low)) + muscle.front[
            :, min(low + 1, columns - 1)
        ] * (i - low)
        xy, depth = picture.view.project(line[first:last])
        x = np.clip(xy[:, 0].astype(int), 0, picture.view.width - 1)
        y = np.clip(xy[:, 1].astype(int), 0, picture.view.height - 1)
        seen = (picture.depth[y, x] < depth + 2.5) & (picture.parts[y, x] == part)
        edges = np.flatnonzero(np.diff(np.r_[0, seen.astype(int), 0]))
        for a, b in zip(edges[::2], edges[1::2], strict=True):
            if b - a > 8:
                out.append(path(fit_open(xy[a:b] * k + np.array(offset), 0.5), False))
    return "".join(out)
