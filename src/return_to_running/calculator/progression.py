"""The rule: where a plan goes on when something has happened.

Pure, and short enough to read aloud. Numbers come from the protocol; words are in the
catalogue. R-numbers name the points of the rule book that each part carries out.

A *setback* is a red session, or a second worse week in a row. A *break* is time without
running that pain did not cause.
"""

from __future__ import annotations

from typing import NamedTuple

from return_to_running.calculator.course import Course
from return_to_running.calculator.decisions import AT_FIRST_STAGE, Decision, Event
from return_to_running.calculator.protocol import Protocol

# Trouble since the last new stage: 0 none, 1 sessions that were not good, 2 a break after such
# sessions, 3 such sessions again after that break. The next break then asks for the tests.
TWICE_TROUBLED = 3
TROUBLE_AFTER = {
    "keep": (0, 1, 2, 3),
    "bad-session": (1, 1, 3, 3),
    "break": (0, 2, 2, 3),
    "new-stage": (0, 0, 0, 0),
}


class State(NamedTuple):
    """Where a plan stands.

    `stage` counts from 0. `successes` at this stage. `sessions_left` in which to step up before
    the plan ends (R16). `trouble` remembers, since the last new stage, sessions that were not
    good and a break after them (R43). A setback below stage
    `clear_from` is the second one too close to the first (R2). `held` after a worse week (R49).
    `climb_back` counts the stages lost to breaks and not yet regained.
    `ended` is None while the plan runs. `stage` is then the highest at which another plan may
    begin (R1, R18, R19).
    """

    stage: int
    successes: int
    sessions_left: int
    trouble: int = 0
    clear_from: int = 0
    held: bool = False
    climb_back: int = 0
    ended: Decision | None = None


def begin(protocol: Protocol, course: Course, stage: int, clear_from: int = 0) -> State:
    """The state before the first session; `clear_from` is what the last plan left (R2)."""
    return State(stage, 0, budget(protocol, course, stage), clear_from=clear_from)


def budget(protocol: Protocol, course: Course, stage: int) -> int:
    """Sessions in which a runner must step up from `stage` (R16, R26)."""
    rule = protocol.progress
    weeks = rule.weeks_to_move_up_beyond if course.beyond(stage) else rule.weeks_to_move_up
    return weeks.value * course.runs_a_week


def needed(protocol: Protocol, course: Course, stage: int) -> int:
    """Good sessions that lead on from `stage` (R23, R27)."""
    if course.beyond(stage):
        return 1
    rule = protocol.progress
    return (
        rule.good_sessions_before_longer
        if _longer_follows(course, stage)
        else rule.good_sessions_to_move_up
    ).value


def _longer_follows(course: Course, stage: int) -> bool:
    return stage == course.ladder - 1 and course.goal > stage


def respond(
    protocol: Protocol, course: Course, state: State, event: Event
) -> tuple[State, Decision]:
    """The next state, and what the runner is told. Raises ValueError once the plan has ended.

    Pain that kept the runner from running counts as a red session before the tests are asked again
    (R19). A break takes the stages that it takes at any time; a long one leads to the first (R9,
    R18).
    """
    if state.ended:
        raise ValueError(f"the plan has ended: {state.ended}")
    match event:
        case Event.STOP:
            return _end(state, Decision.STOP_SIGN)
        case Event.STILL_NOT_USUAL:
            return _end(state, Decision.STOP_NOT_SETTLING)
        case Event.BREAK_LONG:
            return _end(state._replace(stage=0, climb_back=0), Decision.TEST_LONG_BREAK)
        case Event.PAIN_BREAK:
            after, decision = _setback(protocol, state, Decision.STEP_BACK)
            return (after, decision) if after.ended else _end(after, Decision.TEST_PAIN)
        case Event.NOT_USUAL:
            return state, Decision.WAIT
        case Event.LONG_NOT_USUAL:
            return state, Decision.WAIT_SOON
        case Event.BREAK_ONE:
            return _break(protocol, course, state, 1)
        case Event.BREAK_TWO:
            return _break(protocol, course, state, 2)
        case Event.WEEK_SAME:
            return state._replace(held=False), Decision.WEEK_NOTED
        case Event.WEEK_WORSE:
            if not state.held:
                return state._replace(held=True), Decision.WEEK_HOLD
            return _setback(protocol, state, Decision.WEEK_BACK)
    return _session(protocol, course, state, event)


def _session(
    protocol: Protocol, course: Course, state: State, event: Event
) -> tuple[State, Decision]:
    if event is Event.GREEN and state.held:
        event = Event.UNCOUNTED
    if event is Event.GREEN:
        successes = state.successes + 1
        if successes >= needed(protocol, course, state.stage):
            return _step_up(protocol, course, state)
        after = state._replace(successes=successes)
        last = _longer_follows(course, state.stage)
        decision = Decision.BEFORE_LONGER if last else Decision.SAME_STAGE
    elif event is Event.EASY:
        after, decision = state, Decision.EASY_RUN
    elif event is Event.UNCOUNTED:
        after, decision = state, Decision.NOT_COUNTED
    elif event is Event.AMBER:
        after, decision = state._replace(successes=0), Decision.REPEAT
    else:
        after, decision = _setback(protocol, state, Decision.STEP_BACK)
    if after.ended:
        return after, decision
    good, beyond = event in (Event.GREEN, Event.EASY), course.beyond(state.stage)
    left = max(0, state.sessions_left - 1)
    if left == 0 and not (good and beyond):
        return _end(after, Decision.STOP_STUCK_BEYOND if beyond else Decision.STOP_STUCK)
    trouble = state.trouble if good else TROUBLE_AFTER["bad-session"][state.trouble]
    return after._replace(sessions_left=left, trouble=trouble), decision


def _step_up(protocol: Protocol, course: Course, state: State) -> tuple[State, Decision]:
    if state.stage == course.goal:
        return _end(state, Decision.DONE)
    stage = state.stage + 1
    after = state._replace(
        stage=stage,
        successes=0,
        sessions_left=budget(protocol, course, stage),
        trouble=state.trouble if state.climb_back else 0,
        climb_back=max(0, state.climb_back - 1),
    )
    return after, Decision.NEXT_LENGTH if course.beyond(stage) else Decision.NEXT_STAGE


def _setback(protocol: Protocol, state: State, decision: Decision) -> tuple[State, Decision]:
    """One stage back, or the end when the last setback is too near (R2, R44, R49)."""
    if state.stage < state.clear_from:
        return _end(state, Decision.STOP_SETBACKS)
    after = state._replace(
        stage=max(0, state.stage - 1),
        successes=0,
        climb_back=0,
        trouble=TROUBLE_AFTER["bad-session"][state.trouble],
        clear_from=state.stage + protocol.progress.setback_clear_stages.value,
    )
    return after, decision if state.stage else AT_FIRST_STAGE[decision]


def _break(
    protocol: Protocol, course: Course, state: State, stages_back: int
) -> tuple[State, Decision]:
    """A break without pain: back some stages; a drop begins the count of sessions again (R16, R18).

    Breaks may repeat without end, but not as a way to repeat a painful stage for ever: a second
    break after sessions that were not good, with no new stage between, asks for the tests (R43).
    """
    floor = course.ladder - 1 if course.beyond(state.stage) else 0
    stage = max(floor, state.stage - stages_back)
    dropped = stage < state.stage
    after = state._replace(
        stage=stage,
        successes=0,
        sessions_left=budget(protocol, course, stage) if dropped else state.sessions_left,
        trouble=TROUBLE_AFTER["break"][state.trouble],
        climb_back=state.climb_back + state.stage - stage,
    )
    if state.trouble == TWICE_TROUBLED:
        return _end(after, Decision.TEST_SECOND_BREAK)
    return after, Decision.BREAK_BACK if dropped else Decision.BREAK_SAME


def _end(state: State, decision: Decision) -> tuple[State, Decision]:
    return state._replace(ended=decision), decision
