"""Mean lower-limb bones as triangle meshes, evaluated from their Lagrange patches.

Source: LLP26 in `musculoskeletal-models` (Auckland Bioengineering Institute, MPL-2.0). A file
pair holds patches of degree 3 or 4 (`.mesh`: which nodes they share, `.geof`: where nodes are).
"""

import json
from functools import cache
from typing import TypeAlias

import numpy as np

from sources import wheel

FOLDER = "musculoskeletal/models/atlas_meshes/"
BONES = {
    "pelvis": ("pelvis_combined_cubic_flat", "pelvis_combined_cubic_mean_rigid_LLP26"),
    "femur_l": ("femur_left_quartic_flat", "femur_left_mean_rigid_LLP26"),
    "tibfib_l": ("tibia_fibula_left_cubic_flat", "tibia_fibula_cubic_left_mean_rigid_LLP26"),
    "patella_l": ("patella_11_left", "patella_left_mean_rigid_LLP26"),
}
NODES = {"quad44": 16, "tri10": 10, "quad54": 20, "quad55": 25, "tri15": 15}
CUTS = 6  # edges of triangles along one edge of a patch
Mesh: TypeAlias = tuple[np.ndarray, np.ndarray]


def _line_basis(degree: int, x: np.ndarray) -> np.ndarray:
    nodes = np.linspace(0, 1, degree + 1)
    basis = np.ones((len(x), degree + 1))
    for i in range(degree + 1):
        for j in range(degree + 1):
            if i != j:
                basis[:, i] *= (x - nodes[j]) / (nodes[i] - nodes[j])
    return basis


def _triangle_basis(degree: int, u: np.ndarray, v: np.ndarray) -> np.ndarray:
    """Silvester's basis; nodes run along u first, row by row."""

    def product(count: int, z: np.ndarray) -> np.ndarray:
        out = np.ones_like(z)
        for k in range(count):
            out = out * (degree * z - k) / (k + 1)
        return out

    w = 1 - u - v
    rows = [(i, j) for j in range(degree + 1) for i in range(degree + 1 - j)]
    return np.stack(
        [product(i, u) * product(j, v) * product(degree - i - j, w) for i, j in rows], 1
    )


def _quad(kind: str, nodes: np.ndarray) -> tuple[np.ndarray, list[tuple[int, int, int]]]:
    x, y = np.meshgrid(np.linspace(0, 1, CUTS + 1), np.linspace(0, 1, CUTS + 1))
    one, two = _line_basis(int(kind[4]) - 1, x.ravel()), _line_basis(int(kind[5]) - 1, y.ravel())
    points = np.einsum("pi,pj->pji", one, two).reshape(x.size, -1) @ nodes
    faces = []
    for j in range(CUTS):
        for i in range(CUTS):
            a, row = j * (CUTS + 1) + i, CUTS + 1
            faces += [(a, a + 1, a + row + 1), (a, a + row + 1, a + row)]
    return points, faces


def _triangle(kind: str, nodes: np.ndarray) -> tuple[np.ndarray, list[tuple[int, int, int]]]:
    rows = [(i, j) for j in range(CUTS + 1) for i in range(CUTS + 1 - j)]
    index = {at: k for k, at in enumerate(rows)}
    uv = np.array(rows) / CUTS
    points = _triangle_basis({"tri10": 3, "tri15": 4}[kind], uv[:, 0], uv[:, 1]) @ nodes
    faces = []
    for i, j in rows:
        if i + j < CUTS:
            faces.append((index[i, j], index[i + 1, j], index[i, j + 1]))
        if i + j < CUTS - 1:
            faces.append((index[i + 1, j], index[i + 1, j + 1], index[i, j + 1]))
    return points, faces


def _mesh(topology: dict[str, dict[str, str]], nodes: np.ndarray) -> Mesh:
    shared: dict[str, int] = {}
    count = 0
    elements = sorted(topology["elements"], key=int)
    for name in elements:
        for i in range(NODES[topology["elements"][name].split()[1]]):
            key = f"{name}_{i}"
            known = [shared[k] for k in topology["connectivity"][key].split() if k in shared]
            shared[key] = known[0] if known else count
            count += not known
    vertices, faces, start = [], [], 0
    for name in elements:
        kind = topology["elements"][name].split()[1]
        corner = nodes[[shared[f"{name}_{i}"] for i in range(NODES[kind])]]
        points, triangles = (_quad if kind.startswith("quad") else _triangle)(kind, corner)
        vertices.append(points)
        faces.append(np.array(triangles) + start)
        start += len(points)
    return _welded(np.vstack(vertices), np.vstack(faces))


def _welded(vertices: np.ndarray, faces: np.ndarray) -> Mesh:
    """Join vertices that lie within 0.02 mm and drop faces without area."""
    keys, inverse = np.unique(np.round(vertices * 50).astype(int), axis=0, return_inverse=True)
    inverse = inverse.ravel()
    joined = np.zeros((len(keys), 3))
    np.add.at(joined, inverse, vertices)
    joined /= np.bincount(inverse)[:, None]
    faces = inverse[faces]
    a, b, c = faces.T
    return joined, faces[(a != b) & (b != c) & (a != c)]


@cache
def mean_bones() -> dict[str, Mesh]:
    """Pelvis with sacrum, and the left femur, patella, tibia and fibula, in millimetres."""
    bones = {}
    with wheel("musculoskeletal_models") as archive:
        for bone, (stem, geometry) in BONES.items():
            topology = json.loads(archive.read(FOLDER + stem + ".mesh"))
            values = json.loads(archive.read(FOLDER + geometry + ".geof"))["field_parameters"]
            nodes = [[float(at[f"dim {d}"]) for d in range(3)] for _, at in sorted(values.items())]
            bones[bone] = _mesh(topology, np.array(nodes))
    return bones
