"""Hair, ears and the marks of a face, in the rest pose of a body; metres."""

import numpy as np
import trimesh

from human import Human

Mesh = tuple[np.ndarray, np.ndarray]
# Where the hair ends, as a share of the head's height over its middle, from the back of the head
# to the forehead: at the nape, behind the ear, before the ear, at the temple, at the forehead.
FORWARD = (-0.60, -0.22, -0.02, 0.08, 0.40)
NAPE = {"short": -0.36, "crop": -0.42}
SWEPT = {"short": 0.22, "crop": 0.4, "bun": 0.0, "tail": 0.3}
THICK = {"short": 0.011, "crop": 0.024}


class Head:
    """The head of a body; `of_head` tells which vertices belong to it."""

    def __init__(self, human: Human, of_head: np.ndarray) -> None:
        self.human = human
        self.of_head = of_head
        v, base = human.vertices, human.head["head"]
        self.size = float(v[of_head][:, 1].max() - base[1])
        self.centre = np.array([0, base[1] + self.size * 0.52, base[2] - 0.005])

    def hair(self, cut: str) -> np.ndarray:
        """How far each vertex lies within the hair, as a share of the head; below 0 outside."""
        away = (self.human.vertices - self.centre) / self.size
        nape = NAPE.get(cut, -0.34)
        line = np.interp(away[:, 2], FORWARD, [nape, nape, -0.06, 0.06, 0.27])
        front = np.clip((away[:, 2] - 0.12) / 0.2, 0, 1)
        line = line + front * SWEPT[cut] * (away[:, 0] - 0.09)  # brushed to the right
        hair = np.where(self.of_head, away[:, 1] - line, -1)
        ears = np.concatenate(list(self.human.ears.values()))
        hair[ears] = np.minimum(hair[ears], -0.03)
        return hair

    def with_hair(self, vertices: np.ndarray, hair: np.ndarray, cut: str) -> np.ndarray:
        """The vertices moved outward by the thickness of the hair; ears stay."""
        away = vertices - self.centre
        away = away / np.maximum(np.linalg.norm(away, axis=1, keepdims=True), 1e-6)
        thick = np.clip((hair + 0.03) / 0.18, 0, 1) * THICK.get(cut, 0.016)
        return vertices + away * thick[:, None]

    def knot(self, cut: str) -> Mesh | None:
        """A bun or a tail behind the head."""
        if cut not in ("bun", "tail"):
            return None
        ball = trimesh.creation.icosphere(subdivisions=3, radius=0.046)
        corners, faces = np.array(ball.vertices), np.array(ball.faces)
        if cut == "bun":
            return corners * [1, 0.95, 0.85] + self.centre + [0, self.size * 0.50, -0.058], faces
        drop = np.clip(-corners[:, 1] / 0.046, 0, 1)
        corners = corners * [0.62, 1, 0.72] * (1 - 0.3 * drop[:, None]) - np.outer(
            drop, [0, 0.085, 0.012]
        )
        return corners + self.centre + [0, self.size * 0.13, -0.117], faces

    def marks(self) -> dict[str, np.ndarray]:
        """Eyes, brows and mouth as points just in front of the skin, ears as all their points."""
        v, quads = self.human.vertices, self.human.quads
        marks = {"ear_" + side: v[self.human.ears[side]] for side in "lr"}
        for side, sign in (("l", 1), ("r", -1)):
            eye = v[np.unique(np.concatenate(quads[f"helper-{side}-eye"]))]
            front = eye[eye[:, 2].argmax()]
            marks["eye_" + side] = front + [0, 0, 0.002]
            marks["brow_" + side] = front + np.array(
                [
                    [-0.013 * sign, 0.0235, 0.008],
                    [0.004 * sign, 0.025, 0.006],
                    [0.019 * sign, 0.0185, -0.006],
                ]
            )
            marks["lid_" + side] = front + np.array(
                [
                    [-0.0115 * sign, 0.0005, -0.003],
                    [-0.002 * sign, 0.0065, 0.001],
                    [0.0135 * sign, 0.001, -0.008],
                ]
            )
        lips = v[np.unique(np.concatenate(quads["helper-upper-teeth"]))]
        low, front = lips[:, 1].min(), lips[:, 2].max()
        marks["mouth"] = np.array(
            [
                [0.022, low + 0.0035, front - 0.004],
                [0.0, low - 0.003, front + 0.012],
                [-0.022, low + 0.0035, front - 0.004],
            ]
        )
        middle = v[self.of_head & (np.abs(v[:, 0]) < 0.004)]
        eyes = marks["eye_l"][1]
        nose = middle[(middle[:, 1] > low + 0.012) & (middle[:, 1] < eyes - 0.01)]
        tip = nose[nose[:, 2].argmax()]
        marks["nose"] = tip + np.array(
            [[0.012, -0.004, -0.012], [0.005, -0.0085, -0.002], [-0.006, -0.0085, -0.002]]
        )
        return marks
