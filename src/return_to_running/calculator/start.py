"""Where a runner starts: track, first stage, first day, and the answers that led there.

The browser looks the same up in the start table of `answer_tables`; a test compares the two for
every answer.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from return_to_running.calculator.decisions import STOPS
from return_to_running.calculator.protocol import Protocol
from return_to_running.calculator.rules import GENTLE, STANDARD, Stage, look_up
from return_to_running.calculator.schedule import DAY, Plan, Progress

GENTLE_ONLY = -1
"""A highest first stage that leaves only the gentle track."""


@dataclass(frozen=True)
class LastPlan:
    """What a plan that was begun leaves for the one that follows it.

    `highest` is the index of the highest first stage, `GENTLE_ONLY`, or None when there was no
    plan. `after_stop` stays true in every later plan. No run is allowed before `rest_until`.
    `clear_from` is the stage at which its last setback is left behind, or 0; on another track it is
    the stage of the same number.
    """

    highest: int | None = None
    after_stop: bool = False
    rest_until: dt.date | None = None
    clear_from: int = 0


REASONS = {
    "daysOff": "start.days_off",
    "regular": "start.gentle_not_regular",
    "stairs": "start.gentle_stairs_pain",
    "age": "start.gentle_age",
    "bone": "start.gentle_past_bone_stress",
    "bmi": "start.gentle_bmi_over",
    "worst": "start.test_pain_full_start_max",
    "longest": "start.longest_run",
    "afterStop": "start.first_stage_after_stop",
    "highest": "start.after_last_plan",
}
"""Every answer that can lead to a start, as the script names it, and the field that says why."""


@dataclass(frozen=True)
class Answers:
    """What decides track and first stage. None is "not answered".

    `days_off` lie between the last run and the first one of the plan. `worst_test_pain` is the
    worst of all readiness tests, 0 to 10. `longest_run_min` is the longest run in the month before
    the pain. `after_stop` and `highest` come from the last plan.
    """

    days_off: int
    regular_runner: bool
    stairs_pain: int
    worst_test_pain: int
    age: int
    past_bone_stress: bool
    longest_run_min: int | None
    bmi_over_limit: bool | None = None
    after_stop: bool = False
    highest: int | None = None


def start(protocol: Protocol, answers: Answers) -> tuple[str, int, tuple[str, ...]]:
    """Track, index of the first stage, and which answers led there.

    The lowest stage any answer allows wins; one reason for the gentle track is enough (R1, R9,
    R10, R11, R19, R34, R46).
    """
    allowed = ceilings(protocol, answers)
    first = min(allowed.values())
    reasons = tuple(reason for reason, stage in allowed.items() if stage == first)
    return (GENTLE, 0, reasons) if first == GENTLE_ONLY else (STANDARD, first, reasons)


def ceilings(protocol: Protocol, answers: Answers) -> dict[str, int]:
    """Index of the highest first stage that each answer allows, by its name in REASONS.

    `GENTLE_ONLY` where it leads to the gentle track. A plan before this one is an answer only for
    those who had one.
    """
    rule, stages = protocol.start, protocol.tracks.standard.stages
    any_stage = len(stages) - 1
    bands = ((band.up_to_days, band.stage) for band in rule.days_off.bands)
    by_time_off = {stage.id: index for index, stage in enumerate(stages)} | {GENTLE: GENTLE_ONLY}

    def gentle_if(answer: bool) -> int:
        return GENTLE_ONLY if answer else any_stage

    def first_if(answer: bool) -> int:
        return 0 if answer else any_stage

    allowed = {
        "daysOff": by_time_off[look_up(bands, answers.days_off)],
        "regular": gentle_if(rule.gentle_not_regular.value and not answers.regular_runner),
        "stairs": gentle_if(answers.stairs_pain >= rule.gentle_stairs_pain.value),
        "age": gentle_if(answers.age >= rule.gentle_age.value),
        "bone": gentle_if(rule.gentle_past_bone_stress.value and answers.past_bone_stress),
        "bmi": gentle_if(answers.bmi_over_limit is True),
        "worst": first_if(answers.worst_test_pain > rule.test_pain_full_start_max.value),
        "longest": highest_within(stages, answers.longest_run_min or 0),
        "afterStop": first_if(rule.first_stage_after_stop.value and answers.after_stop),
    }
    if answers.highest is not None:
        allowed["highest"] = highest_now(protocol, answers.highest, answers.days_off)
    return allowed


def highest_within(stages: Sequence[Stage], longest_run_min: int) -> int:
    """Index of the highest stage that runs no longer in all than `longest_run_min` (R46)."""
    return max(
        (index for index, stage in enumerate(stages) if stage.running_min <= longest_run_min),
        default=0,
    )


# ---------------------------------------------------------------- after another plan


def left_by(plan: Plan, progress: Progress, before: LastPlan | None = None) -> LastPlan:
    """What a plan leaves for the next one; `before` is what it was given itself.

    Its track, if that is the gentle one, and the stage at which it stands: a red session has taken
    one by then, and so has pain that kept the runner from running (R19). A setback that is not left
    behind yet: starting again does not make the next one a first (R2, R44). A stop leads to the
    first stage, now and later, and to a clinician, who may let the count begin anew (R1). A plan
    that was never begun passes on what it was given.
    """
    before = before or LastPlan()
    if not progress.steps:
        return before
    state, stopped = progress.state, progress.state.ended in STOPS
    stage = min(state.stage, plan.course.ladder - 1)
    near = not stopped and state.stage < state.clear_from
    return LastPlan(
        highest=GENTLE_ONLY if plan.course.track == GENTLE else stage,
        after_stop=before.after_stop or stopped,
        rest_until=progress.earliest,
        clear_from=stage + state.clear_from - state.stage if near else 0,
    )


def highest_now(protocol: Protocol, highest: int, days_off: int) -> int:
    """Index of the highest first stage on the standard track, `days_off` after the last run.

    A break takes from where the last plan stood what it takes inside a plan, so that starting again
    never leads above going on; a red drop and a break's drop add up (R18, R19). The gentle track
    stays the gentle track.
    """
    return max(min(0, highest), highest - look_up(stages_lost(protocol), days_off))


def stages_lost(protocol: Protocol) -> Sequence[tuple[int | None, int]]:
    """Up to so many days of break, so many stages lost; after the longest break all (R9, R18)."""
    lost = (0, 1, 2, len(protocol.tracks.standard.stages) - 1)
    return list(zip(protocol.days.breaks_max, lost, strict=True))


# ---------------------------------------------------------------- the first day


def first_day(
    protocol: Protocol, wanted: dt.date, last_run: dt.date, rest_until: dt.date | None = None
) -> dt.date:
    """The day from which a plan may have its first run: the wanted one, or the first after it.

    There is as much rest after the last run as between any two, and as much after a bad one as the
    last plan asked for (R8, R17). No plan asks for more than a week, so the browser lets a link ask
    for no more (`contradictions`).
    """
    rested = last_run + protocol.days.between_runs.value * DAY
    return max(wanted, rested, rest_until or wanted)


def within_tests(protocol: Protocol, made: dt.date, first_run: dt.date) -> bool:
    """Whether the readiness tests of the day a plan is made still hold at its first run (R39, R40).

    A plan whose first run lies later is not made: on that day it would have to be refused.
    """
    return (first_run - made).days <= protocol.days.tests_valid.value
