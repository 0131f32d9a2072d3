"""The working area of an exercise: a score for each pixel, above 0 inside.

Areas are a teaching tint on the skin and clothes, not outlines of muscles. [@own]
"""

from collections.abc import Callable

import numpy as np

from person import Person
from raster import Picture
from wardrobe import Field, Part

Area = Callable[[Person, Picture], np.ndarray]
ROUND = 4.0  # how sharp the corners of an area are: without end, a corner is a corner


def hip_flexors(side: str) -> Area:
    """Front of the hip and thigh."""
    return _thigh(side, (112, 45), (-0.20, 0.96), also_trunk=True)


def thigh_front(side: str) -> Area:
    """Front of the thigh down to the knee."""
    return _thigh(side, (108, 45), (0.12, 1.0))


def buttock(side: str) -> Area:
    """Back of the hip."""

    def score(_person: Person, picture: Picture) -> np.ndarray:
        extra = picture.extra
        behind = (100 - extra[..., Field.THIGH_FRONT]) / 45
        along = extra[..., Field.THIGH_ALONG]
        return _within(
            [behind, (along + 0.26) / 0.2, (0.24 - along) / 0.2],
            picture,
            (_of(Part.THIGH_L, side), Part.TRUNK),
        )

    return score


def calf(side: str) -> Area:
    """Back of the lower leg."""

    def score(_person: Person, picture: Picture) -> np.ndarray:
        extra = picture.extra
        behind = (92 - extra[..., Field.SHIN_FRONT]) / 40
        along = extra[..., Field.ALONG]
        return _within(
            [behind, (along - 1.03) / 0.15, (1.66 - along) / 0.3],
            picture,
            (_of(Part.SHIN_L, side),),
        )

    return score


def belly() -> Area:
    """Front of the trunk below the ribs."""

    def score(person: Person, picture: Picture) -> np.ndarray:
        extra, head = picture.extra, person.human.head
        low, high = head["thigh_l"][1] + 0.02, head["spine_03"][1] + 0.02
        height = extra[..., Field.HEIGHT]
        front = (extra[..., Field.FACING_FRONT] - 0.1) / 0.6
        return _within(
            [front, (height - low) / 0.08, (high - height) / 0.08],
            picture,
            (Part.TRUNK,),
        )

    return score


def flank(side: str) -> Area:
    """Side of the trunk, from the hip to the ribs."""

    def score(person: Person, picture: Picture) -> np.ndarray:
        extra, head = picture.extra, person.human.head
        low, high = head["thigh_l"][1] + 0.0, head["spine_03"][1] + 0.03
        sign = 1 if side == "l" else -1
        height = extra[..., Field.HEIGHT]
        aside = (extra[..., Field.FACING_SIDE] * sign + 0.1) / 0.5
        return _within(
            [aside, (height - low) / 0.1, (high - height) / 0.1],
            picture,
            (Part.TRUNK, _of(Part.THIGH_L, side)),
        )

    return score


def inner_thigh(side: str) -> Area:
    """Inside of the thigh."""

    def score(_person: Person, picture: Picture) -> np.ndarray:
        extra = picture.extra
        sign = 1 if side == "l" else -1
        along = extra[..., Field.THIGH_ALONG]
        inward = (-extra[..., Field.FACING_SIDE] * sign + 0.1) / 0.6
        return _within(
            [inward, (along - 0.02) / 0.2, (0.95 - along) / 0.2],
            picture,
            (_of(Part.THIGH_L, side),),
        )

    return score


def outer_hip(side: str) -> Area:
    """Side of the hip."""

    def score(_person: Person, picture: Picture) -> np.ndarray:
        extra = picture.extra
        sign = 1 if side == "l" else -1
        along = extra[..., Field.THIGH_ALONG]
        aside = (extra[..., Field.FACING_SIDE] * sign - 0.45) / 0.4
        return _within(
            [aside, (along + 0.24) / 0.16, (0.2 - along) / 0.16],
            picture,
            (_of(Part.THIGH_L, side), Part.TRUNK),
        )

    return score


def _thigh(
    side: str, front: tuple[float, float], along: tuple[float, float], also_trunk: bool = False
) -> Area:
    def score(person: Person, picture: Picture) -> np.ndarray:
        extra = picture.extra
        t = extra[..., Field.THIGH_ALONG]
        value = [
            (extra[..., Field.THIGH_FRONT] - front[0]) / front[1],
            (t - along[0]) / 0.2,
            (along[1] - t) / 0.24,
        ]
        parts = (_of(Part.THIGH_L, side), *((Part.TRUNK,) if also_trunk else ()))
        below = extra[..., Field.HEIGHT] < person.human.head["spine_02"][1]
        return np.where(below, _within(value, picture, parts), -1)

    return score


def _of(left: Part, side: str) -> Part:
    return left if side == "l" else Part(left + 1)


def _within(scores: list[np.ndarray], picture: Picture, parts: tuple[Part, ...]) -> np.ndarray:
    """Inside all of the scores, with round corners, and on one of the parts."""
    score = -np.log(sum(np.exp(-ROUND * np.clip(each, -3, 3)) for each in scores)) / ROUND
    return np.where(np.isin(picture.parts, parts), score, -1)
