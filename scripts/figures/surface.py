"""Coordinates on a body in its rest pose: how far along a limb, how far round it, how high."""

import numpy as np

from human import Human
from raster import vertex_normals
from wardrobe import Field, Part


def fields(human: Human, share: np.ndarray, cloth_faces: np.ndarray) -> np.ndarray:
    """The coordinates of `Field` at every vertex.

    `share` tells how much of a vertex each part moves; normals are those of the cloth.
    """
    v, head = human.vertices, human.head
    out = np.zeros((len(v), len(Field)))
    out[:, Field.ASIDE], out[:, Field.HEIGHT], out[:, Field.DEPTH] = v.T
    out[np.concatenate(list(human.ears.values())), Field.EAR] = 1
    neck = head["neck_01"]
    round_neck = v[:, 1] - neck[1] + 0.026 + 0.25 * (v[:, 2] - neck[2]) - 9 * v[:, 0] ** 2
    out[:, Field.COLLAR] = np.maximum(
        np.minimum(round_neck, 0.085 - np.abs(v[:, 0])), v[:, 1] - neck[1] - 0.05
    )
    normals = vertex_normals(v, cloth_faces)
    out[:, Field.FACING_SIDE], out[:, Field.FACING_FRONT] = normals[:, 0], normals[:, 2]
    for s, sign in (("_l", 1), ("_r", -1)):
        for upper, lower, end, first in (
            ("upperarm", "lowerarm", "hand", Part.UPPER_ARM_L),
            ("thigh", "calf", "foot", Part.THIGH_L),
        ):
            a, b, c = head[upper + s], head[lower + s], head[end + s]
            one = (v - a) @ (b - a) / ((b - a) @ (b - a))
            two = (v - b) @ (c - b) / ((c - b) @ (c - b))
            parts = [first + (s == "_r") + 2 * i for i in range(3)]
            here = share[:, parts].sum(1) > 0.02
            along = np.where(two > 0, 1 + two, np.minimum(one, 1))
            out[here, Field.ALONG] = along[here]
        here = v[:, 0] * sign > 0
        for upper, lower, field in (
            ("thigh", "calf", Field.THIGH_FRONT),
            ("calf", "foot", Field.SHIN_FRONT),
        ):
            front, along = _round(v, head[upper + s], head[lower + s])
            out[here, field] = front[here]
            if upper == "thigh":
                out[here, Field.THIGH_ALONG] = along[here]
    return out


def _round(v: np.ndarray, start: np.ndarray, end: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Degrees round a bone (0 behind, 180 in front) and the share of its length."""
    length = np.linalg.norm(end - start)
    axis = (end - start) / length
    along = (v - start) @ axis
    away = v - start - np.outer(along, axis)
    forward = np.array([0, 0, 1.0]) - axis * axis[2]
    forward = forward / np.linalg.norm(forward)
    angle = np.degrees(np.arctan2(away @ np.cross(axis, forward), away @ forward))
    return 180 - np.abs(angle), along / length
