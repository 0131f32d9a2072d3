"""The rule book as data: what a protocol holds. Every object is frozen."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping
from typing import Annotated, Literal, Self, get_args

from pydantic import (
    BaseModel,
    ConfigDict,
    Field,
    StrictBool,
    StrictInt,
    model_validator,
)

STANDARD, GENTLE = "standard", "gentle"
WEEK_DAYS = 7
Strength = Literal["A", "B", "C", "D", "S"]
Card = Literal["emergency", "same-day", "soon"]
Settled = Literal["hour", "morning", "later"]
SETTLED: tuple[Settled, ...] = get_args(Settled)
"""When a session has settled, from the soonest to the latest."""
Identifier = Annotated[str, Field(pattern=r"^[A-Za-z][A-Za-z0-9-]*$")]


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


class Rule(Sourced):
    """A rule without a number: it holds always, and a protocol only says where it comes from."""


class Choice(Sourced):
    """One of the words a runner can answer with."""

    value: Settled


class Switch(Sourced):
    """A yes or no."""

    value: StrictBool


class Stage(_Frozen):
    """One row of the ladder: run, walk, so many times. Minutes."""

    id: Identifier
    run_min: Annotated[float, Field(gt=0, strict=True)]
    walk_min: Annotated[float, Field(ge=0, strict=True)]
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


class Tracks(_Frozen):
    """The two ladders. Both end with the same run."""

    standard: Track
    gentle: Track


class SessionRules(_Frozen):
    """What every session has: it begins and ends with a walk, and the total counts them."""

    warm_up_walk_min: Count
    cool_down_walk_min: Count
    effort_max: Count
    total_max_min: Count


class ProgressRules(_Frozen):
    """When a runner moves up, and when the plan ends."""

    good_sessions_to_move_up: Count
    good_sessions_before_longer: Count
    repeat_in_parts: Count
    setback_clear_stages: Count
    weeks_to_move_up: Count
    painful_breaks_to_tests: Count
    weeks_to_move_up_beyond: Count
    stages_up_in_7_days_max: Count
    forecast_repeat_every: Count


class ResponseRules(_Frozen):
    """How one session is judged. Pain from 0 to 10."""

    pain_green_max: Count
    pain_amber_max: Count
    pain_before_green_max: Count
    pain_before_amber_max: Count
    settled_green: Choice
    settled_green_min: Count
    settled_amber: Choice
    limp: Rule
    worse_next_morning: Rule
    painkiller: Rule
    warning_sign: Rule
    worse_weeks_to_step_back: Count


class DayRules(_Frozen):
    """Dates between things, counted by subtracting dates."""

    between_runs: Count
    runs_a_week_max: Count
    runs_a_week_min: Count
    days_ticked_max: Count
    rest_after_setback: Count
    not_usual_soon: Count
    not_usual_stop: Count
    break_same_max: Count
    break_one_back_max: Count
    break_two_back_max: Count
    tests_valid: Count
    weekly_question: Count
    strength_days: Count


class BeyondRules(_Frozen):
    """From 30 minutes to the runner's goal."""

    longest_run_step_percent: Count
    longest_run_window_days: Count
    longest_run_every_days: Count
    easier_week_every: Count
    easier_week_steps_back: Count
    goal_max_min: Count
    full_training_weeks_min: Count
    full_training_weeks_max: Count
    distance_min_km: Count
    plan_shown_weeks: Count


class DaysOffBand(_Frozen):
    """Up to so many days off running, start here. The last band has no limit."""

    up_to_days: StrictInt | None = None
    stage: str


class DaysOff(Sourced):
    """Where the weeks off running lead."""

    bands: Annotated[tuple[DaysOffBand, ...], Field(min_length=2)]


class StartRules(_Frozen):
    """The answers that choose track and first stage.

    `under_age_sign` is the id of the danger sign of somebody below `adult_age`.
    """

    days_off: DaysOff
    longest_run: Rule
    test_pain_full_start_max: Count
    adult_age: Count
    under_age_sign: Identifier
    gentle_age: Count
    gentle_stairs_pain: Count
    gentle_bmi_over: Count
    gentle_not_regular: Switch
    gentle_past_bone_stress: Switch
    first_stage_after_stop: Switch
    after_last_plan: Sourced
    fall_age: Count
    ease_off_days: Count
    recent_weeks: Count


class Test(Sourced):
    """One readiness test, and the file name of its picture if there is one.

    `dose` is how many minutes, seconds or times; the test's own words say which.
    """

    id: Identifier
    dose: Annotated[StrictInt, Field(ge=1)]
    figure: Annotated[str, Field(pattern=r"^([a-z0-9-]+\.(svg|png|jpg|webp))?$")] = ""


class ReadinessRules(_Frozen):
    """The tests before the first run. Pain from 0 to 10.

    `groin_hop_sign` is the id of the danger sign of somebody whose groin hurts on hopping,
    `unhealed_bone_sign` that of somebody whose bone stress injury nobody called healed, and
    `sore_walk_sign` that of somebody who is too sore to walk.
    """

    pain_max: Count
    bone_hop_pain_max: Count
    groin_hop_pain_max: Count
    groin_hop_sign: Identifier
    unhealed_bone_sign: Identifier
    sore_walk_sign: Identifier
    tests: Annotated[tuple[Test, ...], Field(min_length=1)]


class Sign(Sourced):
    """One warning sign: how urgent, whether a plan may follow, whether check-ins ask again.

    Together with a sign of `same_day_with` it is to be seen the same day.
    """

    id: Identifier
    card: Card
    same_day_with: tuple[Identifier, ...] = ()
    plan: StrictBool
    check_in: StrictBool


class SignGroup(_Frozen):
    """Signs asked together, with one "none of these".

    At a check-in a group may be asked under the heading of another, `check_in_with`.
    """

    group: Identifier
    check_in_with: Identifier | None = None
    signs: Annotated[tuple[Sign, ...], Field(min_length=1)]


class Review(_Frozen):
    """Who signed the protocol, and when."""

    date: dt.date
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
        yield from _sourced("", self)


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
