"""What can happen to a plan, and what a runner is then told. Words are in the catalogue."""

from __future__ import annotations

from collections.abc import Iterable
from enum import StrEnum


class Event(StrEnum):
    """What can happen to a plan."""

    GREEN = "green"
    EASY = "easy"
    UNCOUNTED = "uncounted"
    AMBER = "amber"
    RED = "red"
    STOP = "stop"
    WEEK_SAME = "week-same"
    WEEK_WORSE = "week-worse"
    BREAK_ONE = "break-one"
    BREAK_TWO = "break-two"
    BREAK_LONG = "break-long"
    PAIN_BREAK = "pain-break"
    NOT_USUAL = "not-usual"
    LONG_NOT_USUAL = "long-not-usual"
    STILL_NOT_USUAL = "still-not-usual"


class Decision(StrEnum):
    """What the runner is told, from the mildest to the gravest (R4).

    One day can bring several: a break, a week, a run. The gravest is then the answer and the
    others are its reasons: go on, stay at the same stage, rest, go back, the end of the plan.
    Each has its sentence in the catalogue, which is true wherever the decision is taken: where the
    ladder's first stage, its last or a longer run asks for other words, it is another decision.
    """

    WEEK_NOTED = "week-noted"
    BREAK_SAME = "break-same"
    SAME_STAGE = "same-stage"
    BEFORE_LONGER = "before-longer"
    EASY_RUN = "easy-run"
    NEXT_STAGE = "next-stage"
    NEXT_LENGTH = "next-length"
    NOT_COUNTED = "not-counted"
    WAITING = "waiting"
    REPEAT = "repeat"
    WEEK_HOLD = "week-hold"
    WAIT = "wait"
    WAIT_SOON = "wait-soon"
    BREAK_BACK = "break-back"
    REST_REPEAT = "rest-repeat"
    STEP_BACK = "step-back"
    WEEK_REPEAT = "week-repeat"
    WEEK_BACK = "week-back"
    DONE = "done"
    TEST_LONG_BREAK = "test-long-break"
    TEST_SECOND_BREAK = "test-second-break"
    TEST_PAIN = "test-pain"
    STOP_STUCK = "stop-stuck"
    STOP_STUCK_BEYOND = "stop-stuck-beyond"
    STOP_SETBACKS = "stop-setbacks"
    STOP_NOT_SETTLING = "stop-not-settling"
    STOP_SIGN = "stop-sign"


STOPS = frozenset(decision for decision in Decision if decision.startswith("stop-"))
TESTS = frozenset(decision for decision in Decision if decision.startswith("test-"))
ENDS = STOPS | TESTS | {Decision.DONE}
AT_FIRST_STAGE = {
    Decision.STEP_BACK: Decision.REST_REPEAT,
    Decision.WEEK_BACK: Decision.WEEK_REPEAT,
}
STEPS_BACK = frozenset([*AT_FIRST_STAGE, *AT_FIRST_STAGE.values()])
SEE_CLINICIAN = STOPS | {Decision.WEEK_REPEAT, Decision.WEEK_BACK, Decision.WAIT_SOON}
"""Decisions that come with "see a clinician soon" (R8, R48, R49)."""


def gravest(decisions: Iterable[Decision]) -> Decision | None:
    """The decision that is the answer of a day; None when there was none."""
    return max(decisions, key=list(Decision).index, default=None)
