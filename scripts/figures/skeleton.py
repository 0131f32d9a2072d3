"""Lower spine, pelvis and legs in one anatomical frame, symmetric about the midline.

Millimetres; x to the subject's left, y backward, z up; the origin lies midway between the
centres of the hip joints and the anterior pelvic plane is upright.
"""

import io
from dataclasses import dataclass
from functools import cache

import numpy as np
import trimesh
from scipy.spatial import ConvexHull, cKDTree

from mean_bones import Mesh, mean_bones
from sources import wheel

# Tilt (degrees) of each vertebra and share of its size, from below: a typical lordosis,
# set by eye on a sacral slope of 38 degrees. [@own]
SACRAL_SLOPE = 38.0
VERTEBRAE = (
    ("lumbar5", 24, 1.00, 1.9),
    ("lumbar4", 10, 1.00, 1.9),
    ("lumbar3", 1, 0.99, 2.2),
    ("lumbar2", -7, 0.97, 1.9),
    ("lumbar1", -12, 0.95, 1.6),
    ("thoracic12_s", -15, 0.92, 1.0),
)
BODY_HEIGHT, BODY_WIDTH, DISC_HEIGHT = 27.0, 50.0, 10.0


@dataclass(frozen=True)
class Vertebra:
    """Where a vertebral body stands: centre, tilt in degrees, share of the full size."""

    centre: np.ndarray
    tilt: float
    size: float

    def at(self, right: float, back: float, up: float) -> np.ndarray:
        """A point given in the vertebra's own axes."""
        a = np.radians(self.tilt)
        y = back * np.cos(a) - up * np.sin(a)
        z = back * np.sin(a) + up * np.cos(a)
        return self.centre + np.array([right * self.size, y, z])


@dataclass(frozen=True)
class Skeleton:
    """Meshes by name (`_l` and `_r`), discs apart, and the vertebrae from L5 up to T12."""

    bones: dict[str, Mesh]
    discs: dict[str, Mesh]
    vertebrae: dict[str, Vertebra]


def mirrored(mesh: Mesh) -> Mesh:
    """The same mesh on the other side."""
    return mesh[0] * np.array([-1, 1, 1.0]), mesh[1][:, ::-1]


@cache
def skeleton() -> Skeleton:
    """Build it once."""
    source = mean_bones()
    halves = trimesh.Trimesh(*source["pelvis"], process=False).split(only_watertight=False)
    right, sacrum, left = sorted(halves, key=lambda part: part.centroid[0])
    centre = _hip_centre(source["femur_l"][0])
    across = left.centroid - right.centroid
    across /= np.linalg.norm(across)
    front = _front_of_pelvis(np.vstack([left.vertices, right.vertices]))
    front = front - across * (front @ across)
    front /= np.linalg.norm(front)
    axes = np.stack([across, -front, np.cross(across, -front)])
    middle = (left.centroid + right.centroid) / 2
    turned = (centre - middle) @ axes.T

    def moved(points: np.ndarray) -> np.ndarray:
        return (np.asarray(points) - middle) @ axes.T - np.array([0, turned[1], turned[2]])

    bones: dict[str, Mesh] = {}
    for name, mesh in (("hip", (left.vertices, np.array(left.faces))), *_legs(source)):
        bones[name + "_l"] = (moved(mesh[0]), mesh[1])
        bones[name + "_r"] = mirrored(bones[name + "_l"])
    points = moved(sacrum.vertices)
    _, near = cKDTree(points * np.array([-1, 1, 1.0])).query(points, k=3)
    twin = (points * np.array([-1, 1, 1.0]))[near].mean(1)
    bones["sacrum"] = ((points + twin) / 2, np.array(sacrum.faces))
    spine, discs, vertebrae = _spine(bones["sacrum"][0])
    return Skeleton({**bones, **spine}, discs, vertebrae)


def _legs(source: dict[str, Mesh]) -> list[tuple[str, Mesh]]:
    return [(name, source[name + "_l"]) for name in ("femur", "patella", "tibfib")]


def _hip_centre(femur: np.ndarray) -> np.ndarray:
    """Centre of the sphere that fits the head of the femur."""
    top = femur[femur[:, 2] > femur[:, 2].max() - 60]
    centre, radius = _sphere(top[np.argsort(top[:, 0])[:60]])
    for _ in range(5):
        near = np.abs(np.linalg.norm(femur - centre, axis=1) - radius) < 2
        centre, radius = _sphere(femur[near & (femur[:, 0] < centre[0] + 8)])
    return centre


def _sphere(points: np.ndarray) -> tuple[np.ndarray, float]:
    matrix = np.c_[2 * points, np.ones(len(points))]
    solution = np.linalg.lstsq(matrix, (points**2).sum(1), rcond=None)[0]
    centre = solution[:3]
    return centre, float(np.sqrt(solution[3] + centre @ centre))


def _front_of_pelvis(points: np.ndarray) -> np.ndarray:
    """Normal of the plane that touches both hip bones and the pubis in front."""
    hull = ConvexHull(points)
    spans = [
        (np.ptp(points[corners][:, 2]) * np.ptp(points[corners][:, 0]), tuple(plane[:3]))
        for corners, plane in zip(hull.simplices, hull.equations, strict=True)
        if plane[1] < -0.7
    ]
    return np.array(max(spans)[1])


def _tilted(degrees: float) -> np.ndarray:
    c, s = np.cos(np.radians(degrees)), np.sin(np.radians(degrees))
    return np.array([[1, 0, 0], [0, c, -s], [0, s, c]])


def _up(degrees: float) -> np.ndarray:
    return np.array([0, -np.sin(np.radians(degrees)), np.cos(np.radians(degrees))])


def _spine(sacrum: np.ndarray) -> tuple[dict[str, Mesh], dict[str, Mesh], dict[str, Vertebra]]:
    """Stack the vertebrae on the sacrum with discs between them."""
    middle = sacrum[(np.abs(sacrum[:, 0]) < 10) & (sacrum[:, 2] > 70)]
    promontory = middle[np.argmin(middle[:, 1])]
    a = np.radians(SACRAL_SLOPE)
    top = np.array([0, promontory[1], promontory[2]]) + np.array([0, np.cos(a), np.sin(a)]) * 15
    below = SACRAL_SLOPE
    bones, discs, vertebrae = {}, {}, {}
    with wheel("myo_sim") as archive:
        for name, tilt, size, processes in VERTEBRAE:
            file = io.BytesIO(archive.read(f"myo_sim/models/meshes/{name}.stl"))
            corners, faces = _vertebra(file, name, size, processes)
            gap = DISC_HEIGHT * size + (3 if name == "lumbar5" else 0)
            low = top + _up((tilt + below) / 2) * gap
            centre = low + _up(tilt) * BODY_HEIGHT * size / 2
            bones[name] = (corners @ _tilted(tilt).T + centre, faces)
            discs[name] = _disc(top, below, low, tilt, 24.5 * size, 16.5 * size)
            vertebrae[name] = Vertebra(centre, tilt, size)
            top, below = centre + _up(tilt) * BODY_HEIGHT * size / 2, tilt
    return bones, discs, vertebrae


def _vertebra(file: io.BytesIO, name: str, size: float, processes: float) -> Mesh:
    """A vertebra made level, smoothed, and brought to a plausible size.

    The file's axes are forward, up, right, in metres; `processes` widens the side processes.
    """
    mesh = trimesh.load(file, file_type="stl")
    mesh.merge_vertices()
    v = np.array(mesh.vertices)
    v = np.stack([-v[:, 2], -v[:, 0], v[:, 1]], 1) * 1000
    v = v - v.mean(0)
    body = v[v[:, 1] < np.percentile(v[:, 1], 45)]
    plates = [
        body[:, 2] > np.percentile(body[:, 2], 75),
        body[:, 2] < np.percentile(body[:, 2], 25),
    ]
    slope = np.mean([np.polyfit(body[p][:, 1], body[p][:, 2], 1)[0] for p in plates])
    v = v @ _tilted(-np.degrees(np.arctan(slope))).T
    body = v[v[:, 1] < np.percentile(v[:, 1], 42)]
    v = v - np.array([0, *((body[:, 1:].min(0) + body[:, 1:].max(0)) / 2)])
    smooth = trimesh.Trimesh(v, np.array(mesh.faces), process=True).subdivide_loop(2)
    trimesh.smoothing.filter_taubin(smooth, iterations=4)
    v = np.array(smooth.vertices)
    body = v[v[:, 1] < v[:, 1].min() + 26]
    width = np.ptp(body[np.abs(body[:, 0]) < 26][:, 0])
    wanted = 46.0 if name.startswith("thoracic") else BODY_WIDTH * size
    v = v * np.array([wanted / width, 1.18, BODY_HEIGHT * size / np.ptp(body[:, 2])])
    out, half = np.abs(v[:, 0]), 25 * size
    v[:, 0] = np.sign(v[:, 0]) * np.where(out > half, half + (out - half) * processes, out)
    return v, np.array(smooth.faces)


def _disc(
    low: np.ndarray, low_tilt: float, high: np.ndarray, high_tilt: float, rx: float, ry: float
) -> Mesh:
    """A closed barrel between two end plates."""
    around, rings = 48, np.linspace(-0.12, 1.12, 9)
    turn = np.linspace(0, 2 * np.pi, around, endpoint=False)
    points = []
    for s in rings:
        bulge = 1 + 0.06 * np.sin(np.pi * np.clip(s, 0, 1)) - 0.25 * (s < 0 or s > 1)
        a = np.radians(low_tilt + (high_tilt - low_tilt) * s)
        back = np.array([0, np.cos(a), np.sin(a)])
        ring = np.outer(np.cos(turn) * rx * bulge, [1, 0, 0]) + np.outer(
            np.sin(turn) * ry * bulge, back
        )
        points.append(low + (high - low) * s + ring)
    v = np.vstack(points)
    faces = []
    for j in range(len(rings) - 1):
        for i in range(around):
            a, b = j * around + i, j * around + (i + 1) % around
            faces += [(a, b, b + around), (a, b + around, a + around)]
    for row in (0, len(rings) - 1):
        v = np.vstack([v, v[row * around : (row + 1) * around].mean(0)])
        faces += [
            (row * around + i, row * around + (i + 1) % around, len(v) - 1) for i in range(around)
        ]
    return v, np.array(faces)
