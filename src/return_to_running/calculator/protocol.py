"""The rule book as data: what a protocol holds. Every object is frozen."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from typing import Annotated, Literal

from pydantic import Field, StrictBool, StrictInt

from return_to_running.calculator.rules import (
    BeyondRules,
    DayRules,
    ProgressRules,
    ReadinessRules,
    ResponseRules,
    SessionRules,
    StartRules,
    Tracks,
)
from return_to_running.calculator.sourced import Frozen, Identifier, Sourced, entries

Card = Literal["emergency", "same-day", "soon"]


class Sign(Sourced):
    """One warning sign: how urgent, whether a plan may follow, whether check-ins ask again.

    Together with a sign of `same_day_with` it is to be seen the same day.
    """

    id: Identifier
    card: Card
    same_day_with: tuple[Identifier, ...] = ()
    plan: StrictBool
    check_in: StrictBool


class SignGroup(Frozen):
    """Signs asked together, with one "none of these".

    At a check-in a group may be asked under the heading of another, `check_in_with`.
    """

    group: Identifier
    check_in_with: Identifier | None = None
    signs: Annotated[tuple[Sign, ...], Field(min_length=1)]


class Review(Frozen):
    """Who signed the protocol, and when."""

    date: dt.date
    by: Annotated[str, Field(min_length=1)]


class Protocol(Frozen):
    """One rule book."""

    id: Identifier
    version: Annotated[StrictInt, Field(ge=1)]
    updated: dt.date
    next_review: dt.date
    reviewed: Review | None
    session: SessionRules
    tracks: Tracks
    progress: ProgressRules
    response: ResponseRules
    days: DayRules
    beyond: BeyondRules
    start: StartRules
    readiness: ReadinessRules
    safety: Annotated[tuple[SignGroup, ...], Field(min_length=1)]

    @property
    def check_in_groups(self) -> dict[str, tuple[Sign, ...]]:
        """The signs that every check-in asks, by the group under whose heading they stand (R37)."""
        groups: dict[str, tuple[Sign, ...]] = {}
        for group in self.safety:
            asked = tuple(sign for sign in group.signs if sign.check_in)
            if asked:
                name = group.check_in_with or group.group
                groups[name] = groups.get(name, ()) + asked
        return groups

    @property
    def signs(self) -> tuple[Sign, ...]:
        """Every warning sign, in the order they are asked."""
        return tuple(sign for group in self.safety for sign in group.signs)

    @property
    def same_day_pairs(self) -> tuple[tuple[Sign, Sign], ...]:
        """Signs that are to be seen the same day when both are true."""
        signs = {sign.id: sign for sign in self.signs}
        return tuple((sign, signs[other]) for sign in self.signs for other in sign.same_day_with)

    def numbers(self) -> Iterator[tuple[str, Sourced]]:
        """Every sourced entry with its dotted field name, in file order."""
        yield from entries("", self)
