"""The parts of a protocol: stages, and the numbers of every rule with their sources."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Annotated, TypeVar

from pydantic import Field, StrictInt

from return_to_running.calculator.sourced import (
    Choice,
    Count,
    Frozen,
    Identifier,
    Rule,
    Sourced,
    Switch,
)

T = TypeVar("T")
STANDARD, GENTLE = "standard", "gentle"
WEEK_DAYS = 7


def look_up(bands: Iterable[tuple[int | None, T]], number: int) -> T:
    """What holds for a number: a band up to and including its limit, the last without one."""
    return next(found for up_to, found in bands if up_to is None or number <= up_to)


class Stage(Frozen):
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


class Tracks(Frozen):
    """The two ladders. Both end with the same run."""

    standard: Track
    gentle: Track

    @property
    def stages(self) -> tuple[Stage, ...]:
        """Every stage of both."""
        return (*self.standard.stages, *self.gentle.stages)


class SessionRules(Frozen):
    """What every session has: it begins and ends with a walk, and the total counts them."""

    warm_up_walk_min: Count
    cool_down_walk_min: Count
    effort_max: Count
    total_max_min: Count


class ProgressRules(Frozen):
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


class ResponseRules(Frozen):
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
    short: Rule
    warning_sign: Rule
    worse_weeks_to_step_back: Count


class DayRules(Frozen):
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

    @property
    def breaks_max(self) -> tuple[int | None, ...]:
        """The longest breaks that take no stage, one stage, two, and all: without a limit (R18)."""
        limits = (self.break_same_max, self.break_one_back_max, self.break_two_back_max)
        return (*(limit.value for limit in limits), None)


class BeyondRules(Frozen):
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


class DaysOffBand(Frozen):
    """Up to so many days off running, start here. The last band has no limit."""

    up_to_days: StrictInt | None = None
    stage: str


class DaysOff(Sourced):
    """Where the weeks off running lead."""

    bands: Annotated[tuple[DaysOffBand, ...], Field(min_length=2)]


class StartRules(Frozen):
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


class ReadinessRules(Frozen):
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
