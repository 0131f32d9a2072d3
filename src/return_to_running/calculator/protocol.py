"""The rule book as data: load one protocol file and check all of it at once.

`load_protocol` is the only reader of the disk in the calculator. Past it every object is
frozen and every function pure.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Iterator, Mapping
from pathlib import Path
from typing import Annotated, Any, Literal, Self

import yaml
from pydantic import (
    BaseModel,
    ConfigDict,
    Field,
    StrictBool,
    StrictInt,
    ValidationError,
    model_validator,
)
from pydantic_core import ErrorDetails

Strength = Literal["A", "B", "C", "D", "S"]
Card = Literal["emergency", "same-day", "soon"]
Settled = Literal["hour", "morning", "later"]
Identifier = Annotated[str, Field(pattern=r"^[A-Za-z][A-Za-z0-9-]*$")]

GENTLE = "gentle"
STANDARD = "standard"


class ProtocolError(ValueError):
    """Every fault of one protocol file, each with its field, what is wrong and the cure."""

    def __init__(self, path: Path | str, faults: Collection[str]) -> None:
        self.faults = tuple(faults)
        count = f"{len(self.faults)} fault{'s' if len(self.faults) > 1 else ''}"
        super().__init__("\n".join([f"{path}: {count}", *(f"  {fault}" for fault in self.faults)]))


class _Frozen(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class Sourced(_Frozen):
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


class Choice(Sourced):
    """One of the words a runner can answer with."""

    value: Settled


class Switch(Sourced):
    """A yes or no."""

    value: StrictBool


class Stage(_Frozen):
    """One row of the ladder: run, walk, so many times. Minutes."""

    id: Identifier
    run_min: Annotated[float, Field(gt=0)]
    walk_min: Annotated[float, Field(ge=0)]
    times: Annotated[StrictInt, Field(ge=1)]

    @property
    def running_min(self) -> float:
        """Minutes of running in one session."""
        return self.run_min * self.times

    @property
    def block_min(self) -> float:
        """Minutes of running and walking between warm-up and cool-down."""
        return (self.run_min + self.walk_min) * self.times


class Track(Sourced):
    """A ladder of stages, from easy to hard."""

    stages: Annotated[tuple[Stage, ...], Field(min_length=2)]

    @model_validator(mode="after")
    def _climbs(self) -> Self:
        ids = [stage.id for stage in self.stages]
        for twice in sorted({name for name in ids if ids.count(name) > 1}):
            raise ValueError(f"stage {twice} stands twice; give each stage its own id")
        for before, after in zip(self.stages, self.stages[1:], strict=False):
            if (after.running_min, after.run_min) <= (before.running_min, before.run_min):
                raise ValueError(
                    f"stage {after.id} runs {after.running_min:g} min, not more than {before.id} "
                    f"({before.running_min:g} min); put the stages in order from easy to hard"
                )
        if self.stages[-1].walk_min or self.stages[-1].times != 1:
            raise ValueError(
                f"the last stage, {self.stages[-1].id}, must be one run without a walk; "
                "write walk_min: 0, times: 1"
            )
        return self


class Tracks(_Frozen):
    """The two ladders. Both end with the same run."""

    standard: Track
    gentle: Track

    @model_validator(mode="after")
    def _meet_at_the_end(self) -> Self:
        if self.standard.stages[-1].run_min != self.gentle.stages[-1].run_min:
            raise ValueError("the last stages differ in length; end both with the same run")
        return self


class SessionRules(_Frozen):
    """What every outing has."""

    warm_up_walk_min: Count
    cool_down_walk_min: Count
    effort_max: Count
    outing_max_min: Count


class ProgressRules(_Frozen):
    """When a runner moves up, and when the plan ends."""

    good_sessions_to_move_up: Count
    good_sessions_before_longer: Count
    setback_clear_stages: Count
    weeks_to_move_up: Count
    weeks_to_move_up_beyond: Count
    stages_up_in_7_days_max: Count


class ResponseRules(_Frozen):
    """How one session is judged. Pain from 0 to 10."""

    pain_green_max: Count
    pain_amber_max: Count
    pain_before_green_max: Count
    pain_before_amber_max: Count
    settled_green: Choice
    settled_amber: Choice
    worse_weeks_to_step_back: Count

    @model_validator(mode="after")
    def _bands_in_order(self) -> Self:
        for low, high in (
            ("pain_green_max", "pain_amber_max"),
            ("pain_before_green_max", "pain_before_amber_max"),
        ):
            if not getattr(self, low).value < getattr(self, high).value < 10:
                raise ValueError(f"{low} must be below {high}, and {high} below 10")
        return self


class DayRules(_Frozen):
    """Dates between things, counted by subtracting dates."""

    between_runs: Count
    runs_a_week_max: Count
    rest_after_setback: Count
    not_usual_soon: Count
    not_usual_stop: Count
    break_same_max: Count
    break_one_back_max: Count
    break_two_back_max: Count
    tests_valid: Count
    weekly_question: Count

    @model_validator(mode="after")
    def _longer_and_longer(self) -> Self:
        for low, high in (
            ("break_same_max", "break_one_back_max"),
            ("break_one_back_max", "break_two_back_max"),
            ("not_usual_soon", "not_usual_stop"),
            ("between_runs", "rest_after_setback"),
        ):
            if getattr(self, low).value >= getattr(self, high).value:
                raise ValueError(f"{low} must be below {high}")
        return self


class BeyondRules(_Frozen):
    """From 30 minutes to the runner's goal."""

    longest_run_step_percent: Count
    longest_run_window_days: Count
    longest_run_every_days: Count
    easier_week_every: Count
    easier_week_steps_back: Count
    goal_max_min: Count
    distance_min_km: Count
    plan_shown_weeks: Count


class DaysOffBand(_Frozen):
    """Up to so many days off running, start here. The last band has no limit."""

    up_to_days: StrictInt | None = None
    stage: str


class DaysOff(Sourced):
    """Where the weeks off running lead."""

    bands: Annotated[tuple[DaysOffBand, ...], Field(min_length=2)]

    @model_validator(mode="after")
    def _climbs(self) -> Self:
        limits = [band.up_to_days for band in self.bands]
        known = [limit for limit in limits if limit is not None]
        if known != sorted(set(known)) or limits[-1] is not None or None in limits[:-1]:
            raise ValueError("bands must rise in up_to_days, and only the last one has no limit")
        return self


class StartRules(_Frozen):
    """The answers that choose track and first stage."""

    days_off: DaysOff
    test_pain_full_start_max: Count
    adult_age: Count
    gentle_age: Count
    gentle_stairs_pain: Count
    gentle_bmi_over: Count
    gentle_not_regular: Switch
    gentle_past_bone_stress: Switch
    first_stage_after_stop: Switch


class Test(Sourced):
    """One readiness test."""

    id: Identifier


class ReadinessRules(_Frozen):
    """The tests before the first run. Pain from 0 to 10."""

    pain_max: Count
    bone_hop_pain_max: Count
    groin_hop_pain_max: Count
    tests: Annotated[tuple[Test, ...], Field(min_length=1)]


class Sign(Sourced):
    """One warning sign: how urgent, whether a plan may follow, whether check-ins ask again."""

    id: Identifier
    card: Card
    plan: StrictBool
    check_in: StrictBool


class SignGroup(_Frozen):
    """Signs asked together, with one "none of these"."""

    group: Identifier
    signs: Annotated[tuple[Sign, ...], Field(min_length=1)]


class Review(_Frozen):
    """Who signed the protocol, and when."""

    on: dt.date
    by: Annotated[str, Field(min_length=1)]


class Protocol(_Frozen):
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
    def signs(self) -> tuple[Sign, ...]:
        """Every warning sign, in the order they are asked."""
        return tuple(sign for group in self.safety for sign in group.signs)

    def numbers(self) -> Iterator[tuple[str, Sourced]]:
        """Every sourced entry with its dotted field name, in file order."""
        yield from _sourced("", self)


def load_protocol(path: Path, known_sources: Collection[str]) -> Protocol:
    """Read and check the protocol at `path`.

    `known_sources` are the ids that may be cited. Raises `ProtocolError` with every fault:
    missing or wrong numbers, unknown fields, unknown sources, stages out of order.
    """
    try:
        raw = yaml.safe_load(path.read_text(encoding="utf-8"))
    except OSError as error:
        raise ProtocolError(path, [f"cannot be read ({error.strerror}); check the path"]) from error
    except (yaml.YAMLError, UnicodeDecodeError) as error:
        fault = " ".join(str(error).split())
        raise ProtocolError(path, [f"is not valid YAML: {fault}; mend the line"]) from error
    if not isinstance(raw, dict):
        raise ProtocolError(path, ["is not a list of fields; begin with `id:` and `version:`"])
    faults = list(_unknown_sources("", raw, known_sources))
    protocol = None
    try:
        protocol = Protocol.model_validate(raw)
    except ValidationError as error:
        faults += [_fault(detail) for detail in error.errors()]
    if protocol is not None:
        faults += _contradictions(protocol)
    if faults or protocol is None:
        raise ProtocolError(path, faults)
    return protocol


def _contradictions(protocol: Protocol) -> Iterator[str]:
    """Faults that show only between parts of the file."""
    outing = protocol.session
    for name, track in ((STANDARD, protocol.tracks.standard), (GENTLE, protocol.tracks.gentle)):
        for stage in track.stages:
            total = (
                outing.warm_up_walk_min.value + stage.block_min + outing.cool_down_walk_min.value
            )
            if total > outing.outing_max_min.value:
                yield (
                    f"tracks.{name}: stage {stage.id} takes {total:g} min with its walks, over "
                    f"session.outing_max_min ({outing.outing_max_min.value}); shorten one of them"
                )
    stages = [stage.id for stage in protocol.tracks.standard.stages]
    for index, band in enumerate(protocol.start.days_off.bands):
        if band.stage not in (*stages, GENTLE):
            yield (
                f"start.days_off.bands[{index}].stage: {band.stage} is not a stage; "
                f"write one of {', '.join(stages)} or {GENTLE}"
            )
    for what, ids in (
        ("safety", [sign.id for sign in protocol.signs]),
        ("safety", [group.group for group in protocol.safety]),
        ("readiness.tests", [test.id for test in protocol.readiness.tests]),
    ):
        for twice in sorted({name for name in ids if ids.count(name) > 1}):
            yield f"{what}: {twice} stands twice; give each its own id"


def _sourced(field: str, value: object) -> Iterator[tuple[str, Sourced]]:
    if isinstance(value, Sourced):
        yield field, value
    if isinstance(value, BaseModel):
        for name in type(value).model_fields:
            yield from _sourced(f"{field}.{name}" if field else name, getattr(value, name))
    elif isinstance(value, Mapping):
        for name, item in value.items():
            yield from _sourced(f"{field}.{name}", item)
    elif isinstance(value, tuple):
        for item in value:
            key = getattr(item, "id", None) or getattr(item, "group", None)
            if key is not None:
                yield from _sourced(f"{field}.{key}", item)


def _unknown_sources(field: str, value: object, known: Collection[str]) -> Iterator[str]:
    if isinstance(value, dict):
        for name, item in value.items():
            where = f"{field}.{name}" if field else str(name)
            if name == "sources" and isinstance(item, list):
                for source in item:
                    if source not in known:
                        yield (
                            f"{where}: {source!r} is not a verified reference; "
                            "add it to the references or cite another"
                        )
            else:
                yield from _unknown_sources(where, item, known)
    elif isinstance(value, list):
        for index, item in enumerate(value):
            yield from _unknown_sources(f"{field}[{index}]", item, known)


_PLAIN: dict[str, str] = {
    "missing": "is missing; add it",
    "extra_forbidden": "is not a field of a protocol; remove it or mend the spelling",
    "int_type": "must be a whole number, not {input!r}",
    "float_parsing": "must be a number of minutes, not {input!r}",
    "float_type": "must be a number of minutes, not {input!r}",
    "bool_type": "must be true or false, not {input!r}",
    "model_type": "must have `value`, `strength` and `sources`, not {input!r}",
    "tuple_type": "must be a list, not {input!r}",
    "literal_error": "must be {expected}, not {input!r}",
    "greater_than": "must be more than {gt}, not {input!r}",
    "greater_than_equal": "must be {ge} or more, not {input!r}",
}


def _fault(detail: ErrorDetails) -> str:
    """One pydantic finding in the file's own words."""
    field = ""
    for part in detail["loc"]:
        field += f"[{part}]" if isinstance(part, int) else f".{part}" if field else str(part)
    context: Mapping[str, Any] = detail.get("ctx", {})
    if detail["type"] == "value_error":
        return f"{field}: {context['error']}"
    template = _PLAIN.get(detail["type"])
    if template is None:
        return f"{field}: {detail['msg']}; found {detail['input']!r}"
    return f"{field}: {template.format(input=detail['input'], **context)}"
