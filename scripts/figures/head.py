"""Hair, ears and the marks of a face, in the rest pose of a body; metres."""

import numpy as np
import trimesh
from scipy.interpolate import PchipInterpolator

from human import Human

Mesh = tuple[np.ndarray, np.ndarray]
# Where the hair ends, in shares of the head from its middle: so far forward, so high. From the nape
# it comes up to the ear, which lies from -0.08 to 0.11; before the ear it goes down, then round the
# temple and over the forehead.
HAIRLINE = PchipInterpolator(
    *zip(
        (-0.60, -0.52),
        (-0.24, -0.52),
        (-0.10, -0.36),
        (0.00, -0.36),
        (0.13, -0.44),
        (0.19, -0.40),
        (0.25, -0.16),
        (0.34, -0.02),
        (0.46, 0.20),
        (0.60, 0.25),
        strict=True,
    )
)
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

    def hair(self, cut: str, at: np.ndarray, ear: np.ndarray) -> np.ndarray:
        """How far points of the head lie within the hair, as a share of it; below 0 outside.

        `ear` is 1 on an ear and 0 elsewhere.
        """
        aside, up, forward = np.moveaxis((at - self.centre) / self.size, -1, 0)
        line = HAIRLINE(np.clip(forward, -0.6, 0.6))
        front = np.clip((forward - 0.22) / 0.2, 0, 1)
        line = line + front * SWEPT[cut] * (aside - 0.09)  # brushed to the right
        return np.minimum(up - line, 0.47 - ear)

    def with_hair(self, vertices: np.ndarray, cut: str, ear: np.ndarray) -> np.ndarray:
        """The vertices moved outward by the thickness of the hair; ears stay."""
        hair = np.where(self.of_head, self.hair(cut, self.human.vertices, ear), -1)
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
        across = np.linspace(1, -1, 9)  # so many points that half a mouth is a curve too
        corner = across**2
        marks["mouth"] = np.stack(
            [0.022 * across, low - 0.003 + 0.0065 * corner, front + 0.012 - 0.016 * corner], 1
        )
        middle = v[self.of_head & (np.abs(v[:, 0]) < 0.004)]
        eyes = marks["eye_l"][1]
        nose = middle[(middle[:, 1] > low + 0.012) & (middle[:, 1] < eyes - 0.01)]
        tip = nose[nose[:, 2].argmax()]
        marks["nose"] = tip + np.array(
            [[0.012, -0.004, -0.012], [0.005, -0.0085, -0.002], [-0.006, -0.0085, -0.002]]
        )
        return marks
