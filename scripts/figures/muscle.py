"""A muscle as a smooth, closed body, lofted through lines of points or along a centre line.

Millimetres in the frame of `skeleton`. Where a point lies on a bone, only x and z are given and the
depth is looked up on the bone's front.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import TypeAlias

import numpy as np
from scipy.interpolate import CubicSpline, PchipInterpolator

from mean_bones import Mesh
from raster import NOTHING, Solid, View, render

Station: TypeAlias = Sequence[Sequence[float]] | np.ndarray


@dataclass(frozen=True)
class Muscle:
    """A closed body; `across` and `along` (0 to 1) are given at each vertex."""

    vertices: np.ndarray
    faces: np.ndarray
    across: np.ndarray
    along: np.ndarray
    front: np.ndarray  # grid of the front surface: along, across, xyz

    def mirrored(self) -> "Muscle":
        """The same muscle on the other side."""
        flip = np.array([-1, 1, 1.0])
        return replace(
            self, vertices=self.vertices * flip, faces=self.faces[:, ::-1], front=self.front * flip
        )

    def split(self, ends: tuple[float, float]) -> tuple[Mesh, Mesh]:
        """The fleshy part and the tendons before and after these shares of the length."""
        along = self.along[self.faces].mean(1)
        across = self.across[self.faces].mean(1)
        tongue = 0.055 * (1 - (2 * across - 1) ** 2) - 0.02
        tendon = (along < ends[0]) | (along > ends[1] + tongue)
        return (self.vertices, self.faces[~tendon]), (self.vertices, self.faces[tendon])


def sheet(
    stations: Sequence[Station],
    thickness: Sequence[float],
    outward: tuple[float, float, float] = (0, -1, 0),
    cells: tuple[int, int] = (90, 25),
) -> Muscle:
    """Loft a body through lines of points; `thickness` is the greatest half thickness of each."""
    most = max(len(line) for line in stations)
    grid = np.array([_evenly(np.asarray(line, float), most) for line in stations])
    middle = grid.mean(1)
    t = np.r_[0, np.cumsum(np.linalg.norm(np.diff(middle, axis=0), axis=1))]
    t /= t[-1]
    along, across = np.linspace(0, 1, cells[0]), np.linspace(0, 1, cells[1])
    grid = CubicSpline(t, grid, axis=0)(along)
    grid = CubicSpline(np.linspace(0, 1, most), grid, axis=1)(across)
    half = np.maximum(PchipInterpolator(t, thickness)(along), 0.05)
    normal = np.cross(np.gradient(grid, axis=1), np.gradient(grid, axis=0))
    normal /= np.maximum(np.linalg.norm(normal, axis=2, keepdims=True), 1e-9)
    normal *= np.sign((normal @ np.asarray(outward, float)).mean())
    round_ = np.sqrt(np.maximum(1 - (2 * across - 1) ** 2, 0))
    raised = half[:, None, None] * round_[None, :, None] * normal
    front, back = grid + raised, grid - 0.55 * raised
    rows, columns = cells
    n = rows * columns
    a = (np.arange(rows - 1)[:, None] * columns + np.arange(columns - 1)).ravel()
    one, two = (a, a + 1, a + columns + 1), (a, a + columns + 1, a + columns)
    faces = np.vstack([np.stack(one, 1), np.stack(two, 1)])
    vertices = np.vstack([front.reshape(-1, 3), back.reshape(-1, 3)])
    p, q, r = (vertices[faces[:, i]] for i in range(3))
    if (np.cross(q - p, r - p) @ np.asarray(outward, float)).sum() < 0:
        faces = faces[:, ::-1]
    faces = np.vstack([faces, faces[:, ::-1] + n])
    u, v = np.meshgrid(across, along)
    return Muscle(vertices, faces, np.tile(u.ravel(), 2), np.tile(v.ravel(), 2), front)


def band(
    centres: Station,
    half_width: Sequence[float],
    thickness: Sequence[float],
    sideways: Sequence[Sequence[float]] | None = None,
    outward: tuple[float, float, float] = (0, -1, 0),
    cells: tuple[int, int] = (90, 25),
) -> Muscle:
    """A strap about a centre line; `sideways` is the direction of its width, x if not given."""
    centres = np.asarray(centres, float)
    way = np.tile([1.0, 0, 0], (len(centres), 1)) if sideways is None else np.asarray(sideways)
    way = way / np.linalg.norm(way, axis=1, keepdims=True)
    lines = [[c - w * h, c, c + w * h] for c, w, h in zip(centres, way, half_width, strict=True)]
    return sheet([np.array(line) for line in lines], thickness, outward, cells)


def _evenly(points: np.ndarray, count: int) -> np.ndarray:
    if len(points) == 2:
        return np.linspace(points[0], points[1], count)
    s = np.r_[0, np.cumsum(np.linalg.norm(np.diff(points, axis=0), axis=1))]
    return CubicSpline(s / s[-1], points)(np.linspace(0, 1, count))


class FrontOf:
    """Looks up the depth y of the front of some bones at a place (x, z)."""

    def __init__(self, *bones: Mesh) -> None:
        self.view = View.looking((1, 0, 0), (0, 0, 1), 2.0, (-200, 200), (-520, 320))
        self.picture = render(self.view, [Solid(1, *bone) for bone in bones])

    def points(self, places: Sequence[tuple[float, float]], off: float) -> np.ndarray:
        """Points `off` millimetres before the bone; gaps are bridged."""
        out = np.array([[x, self._depth(x, z) - off, z] for x, z in places])
        gap = np.isnan(out[:, 1])
        out[gap, 1] = np.interp(np.flatnonzero(gap), np.flatnonzero(~gap), out[~gap, 1])
        return out

    def _depth(self, x: float, z: float) -> float:
        (i, j), _ = self.view.project(np.array([x, 0.0, z]))
        window = self.picture.depth[
            max(int(j) - 2, 0) : int(j) + 3, max(int(i) - 2, 0) : int(i) + 3
        ]
        seen = window[window > NOTHING / 10]
        return -float(np.median(seen)) if len(seen) else float("nan")
