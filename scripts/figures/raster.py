"""An orthographic depth buffer: which part is nearest at each pixel, how deep, facing where."""

from collections.abc import Sequence
from dataclasses import dataclass, field

import numpy as np
from numba import njit

NOTHING = -1e18


def _fill_loop(xy, depth, extra, faces, part, parts, depths, extras):  # type: ignore[no-untyped-def]
    height, width = parts.shape
    for k in range(faces.shape[0]):
        a, b, c = faces[k, 0], faces[k, 1], faces[k, 2]
        x0, y0, x1, y1, x2, y2 = xy[a, 0], xy[a, 1], xy[b, 0], xy[b, 1], xy[c, 0], xy[c, 1]
        area = (y1 - y2) * (x0 - x2) + (x2 - x1) * (y0 - y2)
        if abs(area) < 1e-12:
            continue
        left = max(int(np.ceil(min(x0, x1, x2) - 0.5)), 0)
        right = min(int(np.floor(max(x0, x1, x2) - 0.5)), width - 1)
        top = max(int(np.ceil(min(y0, y1, y2) - 0.5)), 0)
        bottom = min(int(np.floor(max(y0, y1, y2) - 0.5)), height - 1)
        for j in range(top, bottom + 1):
            for i in range(left, right + 1):
                px = i + 0.5
                py = j + 0.5
                u = ((y1 - y2) * (px - x2) + (x2 - x1) * (py - y2)) / area
                v = ((y2 - y0) * (px - x2) + (x0 - x2) * (py - y2)) / area
                w = 1 - u - v
                if u < -1e-9 or v < -1e-9 or w < -1e-9:
                    continue
                z = u * depth[a] + v * depth[b] + w * depth[c]
                if z > depths[j, i]:
                    depths[j, i] = z
                    parts[j, i] = part[k]
                    for q in range(extras.shape[2]):
                        extras[j, i, q] = u * extra[a, q] + v * extra[b, q] + w * extra[c, q]


_fill = njit(cache=True)(_fill_loop)


@dataclass(frozen=True)
class View:
    """A window on the scene: screen axes, scale and bounds in the scene's unit of length."""

    right: np.ndarray
    up: np.ndarray
    pixels: float  # per unit of length
    left: float
    bottom: float
    width: int  # pixels
    height: int  # pixels

    @classmethod
    def looking(
        cls,
        right: Sequence[float] | np.ndarray,
        up: Sequence[float] | np.ndarray,
        pixels: float,
        across: tuple[float, float],
        upward: tuple[float, float],
    ) -> "View":
        """Look so that `right` and `up` lie in the picture; bounds are along those axes."""
        x = np.asarray(right, float) / np.linalg.norm(right)
        y = np.asarray(up, float) - x * (np.asarray(up, float) @ x)
        width = round((across[1] - across[0]) * pixels)
        height = round((upward[1] - upward[0]) * pixels)
        y = y / np.linalg.norm(y)
        return cls(x, y, pixels, across[0], upward[0], width, height)

    @property
    def toward(self) -> np.ndarray:
        """The direction toward the reader."""
        return np.cross(self.right, self.up)

    def project(self, points: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
        """Return pixel positions (x right, y down) and depths (larger is nearer).

        They are rounded, so that the last digits of another processor change no drawing.
        """
        points = np.asarray(points, float)
        x = (points @ self.right - self.left) * self.pixels
        y = self.height - (points @ self.up - self.bottom) * self.pixels
        return np.round(np.stack([x, y], -1), 6), np.round(points @ self.toward, 9)


@dataclass(frozen=True)
class Solid:
    """A triangle mesh; `part` is one number for all faces, or one for each."""

    part: int | np.ndarray
    vertices: np.ndarray
    faces: np.ndarray
    extra: np.ndarray | None = None


@dataclass(frozen=True)
class Picture:
    """What the view sees at each pixel. Part 0 is the background."""

    view: View
    parts: np.ndarray
    depth: np.ndarray
    normals: np.ndarray  # right, up, toward
    extra: np.ndarray = field(repr=False)

    @property
    def figure(self) -> np.ndarray:
        """Every pixel that is not background."""
        return self.parts > 0


def vertex_normals(vertices: np.ndarray, faces: np.ndarray) -> np.ndarray:
    """Area-weighted unit normals at the vertices."""
    a, b, c = (vertices[faces[:, i]] for i in range(3))
    face = np.cross(b - a, c - a)
    normals = np.zeros_like(vertices)
    for i in range(3):
        np.add.at(normals, faces[:, i], face)
    return normals / np.maximum(np.linalg.norm(normals, axis=1, keepdims=True), 1e-12)


def render(view: View, solids: list[Solid]) -> Picture:
    """Draw the solids into one depth buffer."""
    count = max([0] + [s.extra.shape[1] for s in solids if s.extra is not None])
    parts = np.zeros((view.height, view.width), np.int32)
    depth = np.full(parts.shape, NOTHING)
    extras = np.zeros((*parts.shape, 3 + count))
    for solid in solids:
        normals = vertex_normals(solid.vertices, solid.faces)
        extra = np.zeros((len(solid.vertices), 3 + count))
        facing = np.stack([normals @ view.right, normals @ view.up, normals @ view.toward], 1)
        extra[:, :3] = np.round(facing, 6)
        if solid.extra is not None:
            extra[:, 3 : 3 + solid.extra.shape[1]] = np.round(solid.extra, 6)
        xy, z = view.project(solid.vertices)
        part = np.broadcast_to(np.asarray(solid.part, np.int32), (len(solid.faces),)).copy()
        faces = np.ascontiguousarray(solid.faces.astype(np.int64))
        _fill(xy, z, extra, faces, part, parts, depth, extras)
    return Picture(view, parts, depth, extras[..., :3], extras[..., 3:])
