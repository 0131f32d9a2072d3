"""Things made of boxes, which stand in the scene: they hide what is behind them."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np

from raster import Solid, View
from svg import PROP, PROP_LIT, PROP_SHADED, element, points

Span = tuple[float, float]

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
        return "".join(
            element(
                "path",
                fill=self.top if way[1] else self.front if way == front else self.side,
                d="M" + points(*at(self._corners(SIDES[way]))) + "z",
            )
            for way, toward in facing.items()
            if toward > 0.01
        )


def chair(
    rail: np.ndarray, away: Sequence[float], near: Sequence[float], seat: float = 0.45
) -> tuple[Block, ...]:
    """A chair, what is behind first: the middle of the upper edge of its back is at `rail`.

    The seat, `seat` metres high, reaches from there along the axis `away`; the axis `near` points
    across it, toward the reader.
    """
    top, half, deep = float(rail[1]), 0.20, 0.36
    foot = np.array([rail[0], 0, rail[2]])

    def part(along: Span, across: Span, up: Span) -> Block:
        ends = [
            foot + np.array(away) * a + np.array(near) * c + [0, y, 0]
            for a, c, y in zip(along, across, up, strict=True)
        ]
        return Block(tuple(np.minimum(*ends)), tuple(np.maximum(*ends)))

    front, back, under = (deep - 0.04, deep), (-0.02, 0.02), (0, seat - 0.04)
    far, close = (-half, 0.04 - half), (half - 0.04, half)
    return (
        part(front, far, under),
        part(back, far, (0, top)),
        part(back, (-half, half), (top - 0.13, top)),
        part((0, deep), (-half, half), (seat - 0.04, seat)),
        part(front, close, under),
        part(back, close, (0, top)),
    )
