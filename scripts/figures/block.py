"""Boxes that stand in the scene: they are drawn from where one looks, and hide what is behind."""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from raster import Solid, View
from svg import PROP, PROP_DARK, PROP_LIT, PROP_SHADED, element, points

# Corners of each side, seen from outside, as 0 (low) and 1 (high) along x, y, z; y is up.
SIDES = {
    (0, 1, 0): ((0, 1, 0), (0, 1, 1), (1, 1, 1), (1, 1, 0)),
    (0, -1, 0): ((0, 0, 0), (1, 0, 0), (1, 0, 1), (0, 0, 1)),
    (1, 0, 0): ((1, 0, 0), (1, 1, 0), (1, 1, 1), (1, 0, 1)),
    (-1, 0, 0): ((0, 0, 0), (0, 0, 1), (0, 1, 1), (0, 1, 0)),
    (0, 0, 1): ((0, 0, 1), (1, 0, 1), (1, 1, 1), (0, 1, 1)),
    (0, 0, -1): ((0, 0, 0), (0, 1, 0), (1, 1, 0), (1, 0, 0)),
}


@dataclass(frozen=True)
class Block:
    """A box between two corners (metres); colours of its top, its front and its other sides."""

    low: tuple[float, float, float]
    high: tuple[float, float, float]
    top: str = PROP_LIT
    front: str = PROP
    side: str = PROP_SHADED
    edge: str = PROP_DARK

    def _corners(self, side: tuple[tuple[int, int, int], ...]) -> np.ndarray:
        low, high = np.array(self.low, float), np.array(self.high, float)
        return low + (high - low) * np.array(side)

    def solid(self) -> Solid:
        """Its mesh, as background: a person behind it is not seen."""
        vertices = np.vstack([self._corners(side) for side in SIDES.values()])
        first = 4 * np.arange(len(SIDES))[:, None]
        return Solid(0, vertices, np.vstack([first + [0, 1, 2], first + [0, 2, 3]]))

    def drawn(self, view: View, at: Callable[[np.ndarray], np.ndarray]) -> str:
        """The sides that one sees; `at` gives the place of a point on the card."""
        facing = {way: float(np.array(way) @ view.toward) for way in SIDES}
        front = max(facing, key=lambda way: facing[way] * (way[1] == 0))
        common = {"stroke": self.edge, "stroke_width": "1.2", "stroke_linejoin": "round"}
        return "".join(
            element(
                "path",
                fill=self.top if way[1] else self.front if way == front else self.side,
                d="M" + points(*at(self._corners(SIDES[way]))) + "z",
                **common,
            )
            for way, toward in facing.items()
            if toward > 0.01
        )
