"""What a protocol is made of: frozen parts, and entries that say where they come from."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Annotated, Literal, Self, get_args

from pydantic import BaseModel, ConfigDict, Field, StrictBool, StrictInt, model_validator

Strength = Literal["A", "B", "C", "D", "S"]
Settled = Literal["hour", "morning", "later"]
SETTLED: tuple[Settled, ...] = get_args(Settled)
"""When a session has settled, from the soonest to the latest."""
Identifier = Annotated[str, Field(pattern=r"^[A-Za-z][A-Za-z0-9-]*$")]


class Frozen(BaseModel):
    """A part of a protocol: its fields and no other, never changed."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class Sourced(Frozen):
    """What every number carries: where it comes from, how strong that is, what is not known."""

    strength: Strength
    sources: tuple[str, ...]
    note: str = ""

    @model_validator(mode="after")
    def _stands_on_something(self) -> Self:
        if not self.sources and not (self.strength == "S" and self.note):
            raise ValueError(
                "has no source; name at least one id in `sources`, or give strength S and a note"
            )
        return self


class Count(Sourced):
    """A whole number of minutes, days, sessions, stages, points of pain or per cent."""

    value: Annotated[StrictInt, Field(ge=0)]


class Rule(Sourced):
    """A rule without a number: it holds always, and a protocol only says where it comes from."""


class Choice(Sourced):
    """One of the words a runner can answer with."""

    value: Settled


class Switch(Sourced):
    """A yes or no."""

    value: StrictBool


def entries(field: str, value: object) -> Iterator[tuple[str, Sourced]]:
    """Every sourced entry in a part, by its dotted name, in the order of the file."""
    if isinstance(value, Sourced):
        yield field, value
    if isinstance(value, BaseModel):
        for name in type(value).model_fields:
            yield from entries(f"{field}.{name}" if field else name, getattr(value, name))
    elif isinstance(value, Mapping):
        for name, item in value.items():
            yield from entries(f"{field}.{name}", item)
    elif isinstance(value, tuple):
        for item in value:
            key = getattr(item, "id", None) or getattr(item, "group", None)
            if key is not None:
                yield from entries(f"{field}.{key}", item)
