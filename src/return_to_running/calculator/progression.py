"""The rule: what one answer means, and where it leads.

Pure, and short enough to read aloud. Numbers come from the protocol; words are in the
catalogue. R-numbers name the points of the rule book that each part carries out.

A *setback* is a red session, or a second worse week in a row. A *break* is time without
running that pain did not cause.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from enum import IntEnum, StrEnum

from return_to_running.calculator.protocol import GENTLE, STANDARD, Protocol, Settled, Stage


class Result(IntEnum):
    """How a session went. The worst answer wins (R4)."""

    GREEN = 0
    UNCOUNTED = 1
    AMBER = 2
    RED = 3
    STOP = 4


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
    STILL_NOT_USUAL = "still-not-usual"


SESSIONS = frozenset({Event.GREEN, Event.EASY, Event.UNCOUNTED, Event.AMBER, Event.RED})


class Decision(StrEnum):
    """What the runner is told. Each has its sentence in the catalogue."""

    SAME_STAGE = "same-stage"
    NEXT_STAGE = "next-stage"
    NOT_COUNTED = "not-counted"
    REPEAT = "repeat"
    STEP_BACK = "step-back"
    REST_REPEAT = "rest-repeat"
    WEEK_NOTED = "week-noted"
    WEEK_HOLD = "week-hold"
    WEEK_BACK = "week-back"
    BREAK_SAME = "break-same"
    BREAK_BACK = "break-back"
    WAIT = "wait"
    WAITING = "waiting"
    TEST_AGAIN = "test-again"
    DONE = "done"
    STOP_SIGN = "stop-sign"
    STOP_SETBACKS = "stop-setbacks"
    STOP_STUCK = "stop-stuck"
    STOP_NOT_SETTLING = "stop-not-settling"


STOPS = frozenset(decision for decision in Decision if decision.startswith("stop-"))
ENDS = STOPS | {Decision.DONE, Decision.TEST_AGAIN}
STEPS_BACK = frozenset({Decision.STEP_BACK, Decision.REST_REPEAT, Decision.WEEK_BACK})


@dataclass(frozen=True)
class Response:
    """A runner's answers about one session.

    Pain from 0 to 10. `settled` and `worse_next_morning` are None until answered.
    `painkiller` was taken in the hours before. `too_soon` is True when the dates are closer than
    the protocol allows.
    """

    pain_before: int
    pain_during: int
    pain_after: int
    limp: bool
    settled: Settled | None
    worse_next_morning: bool | None
    warning_sign: bool = False
    painkiller: bool = False
    too_soon: bool = False


def judge(protocol: Protocol, response: Response) -> Result:
    """How the session went: the worst of its answers (R4, R5, R7, R20, R21, R22, R41)."""
    rule = protocol.response
    return max(
        Result.STOP if response.warning_sign else Result.GREEN,
        _pain(
            response.pain_before, rule.pain_before_green_max.value, rule.pain_before_amber_max.value
        ),
        _pain(response.pain_during, rule.pain_green_max.value, rule.pain_amber_max.value),
        _pain(response.pain_after, rule.pain_green_max.value, rule.pain_amber_max.value),
        Result.RED if response.limp else Result.GREEN,
        _settling(protocol, response.settled),
        {None: Result.UNCOUNTED, False: Result.GREEN, True: Result.RED}[
            response.worse_next_morning
        ],
        Result.UNCOUNTED if response.painkiller or response.too_soon else Result.GREEN,
    )


def _pain(pain: int, green_max: int, amber_max: int) -> Result:
    if pain <= green_max:
        return Result.GREEN
    return Result.AMBER if pain <= amber_max else Result.RED


def _settling(protocol: Protocol, settled: Settled | None) -> Result:
    rule = protocol.response
    if settled is None:
        return Result.UNCOUNTED
    if settled == rule.settled_green.value:
        return Result.GREEN
    return Result.AMBER if settled == rule.settled_amber.value else Result.RED


@dataclass(frozen=True)
class Course:
    """One runner's ladder: the stages of a track, then longer runs up to the goal.

    `lengths_min` holds the minutes of running of every stage; `ladder` is how many of them
    belong to the track; `runs_a_week` how many the chosen days allow.
    """

    track: str
    stages: tuple[Stage, ...]
    lengths_min: tuple[float, ...]
    ladder: int
    runs_a_week: int

    @property
    def goal(self) -> int:
        """Index of the last stage."""
        return len(self.lengths_min) - 1

    def beyond(self, stage: int) -> bool:
        """Whether the stage is longer than the ladder's last run."""
        return stage >= self.ladder


def course(protocol: Protocol, track: str, goal_min: int, runs_a_week: int) -> Course:
    """The stages from the first one to a run of `goal_min` minutes.

    Beyond the ladder each length is the last one and ten per cent, in whole minutes, rounded
    down with integers, never above the goal (R24). Raises ValueError for a goal out of range.
    """
    stages = (protocol.tracks.gentle if track == GENTLE else protocol.tracks.standard).stages
    longest = int(stages[-1].run_min)
    if not longest <= goal_min <= protocol.beyond.goal_max_min.value:
        raise ValueError(
            f"goal_min is {goal_min}; write {longest} to {protocol.beyond.goal_max_min.value}"
        )
    lengths = [stage.running_min for stage in stages]
    while longest < goal_min:
        longest = min(cap_min(protocol, longest), goal_min)
        lengths.append(longest)
    return Course(track, stages, tuple(lengths), len(stages), runs_a_week)


def cap_min(protocol: Protocol, longest_min: int) -> int:
    """The longest run allowed after `longest_min`, in whole minutes, never rounded up (R24)."""
    return longest_min * (100 + protocol.beyond.longest_run_step_percent.value) // 100


# Trouble since the last new stage: 0 none, 1 sessions that were not good, 2 a break after such
# sessions, 3 such sessions again after that break. The next break then asks for the tests.
TWICE_TROUBLED = 3
TROUBLE_AFTER = {
    "keep": (0, 1, 2, 3),
    "bad-session": (1, 1, 3, 3),
    "break": (0, 2, 2, 3),
    "new-stage": (0, 0, 0, 0),
}


@dataclass(frozen=True)
class State:
    """Where a plan stands.

    `stage` counts from 0. `successes` at this stage. `sessions_left` in which to step up before
    the plan ends (R16). `trouble` remembers, since the last new stage, sessions that were not
    good and a break after them (R43). A setback below stage
    `clear_from` is the second one too close to the first (R2). `held` after a worse week (R49).
    `climb_back` counts the stages lost to breaks and not yet regained.
    `ended` is None while the plan runs.
    """

    stage: int
    successes: int
    sessions_left: int
    trouble: int = 0
    clear_from: int = 0
    held: bool = False
    climb_back: int = 0
    ended: Decision | None = None


def begin(protocol: Protocol, course: Course, stage: int) -> State:
    """The state before the first session."""
    return State(stage, 0, budget(protocol, course, stage))


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
    longer_follows = stage == course.ladder - 1 and course.goal > stage
    return (
        rule.good_sessions_before_longer if longer_follows else rule.good_sessions_to_move_up
    ).value


def respond(
    protocol: Protocol, course: Course, state: State, event: Event
) -> tuple[State, Decision]:
    """The next state, and what the runner is told. Raises ValueError once the plan has ended."""
    if state.ended:
        raise ValueError(f"the plan has ended: {state.ended}")
    match event:
        case Event.STOP:
            return _end(state, Decision.STOP_SIGN)
        case Event.STILL_NOT_USUAL:
            return _end(state, Decision.STOP_NOT_SETTLING)
        case Event.BREAK_LONG | Event.PAIN_BREAK:
            return _end(state, Decision.TEST_AGAIN)
        case Event.NOT_USUAL:
            return state, Decision.WAIT
        case Event.BREAK_ONE:
            return _break(protocol, course, state, 1)
        case Event.BREAK_TWO:
            return _break(protocol, course, state, 2)
        case Event.WEEK_SAME:
            return replace(state, held=False), Decision.WEEK_NOTED
        case Event.WEEK_WORSE:
            if not state.held:
                return replace(state, held=True), Decision.WEEK_HOLD
            return _setback(protocol, course, state, Decision.WEEK_BACK)
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
        after, decision = replace(state, successes=successes), Decision.SAME_STAGE
    elif event is Event.EASY:
        after, decision = state, Decision.SAME_STAGE
    elif event is Event.UNCOUNTED:
        after, decision = state, Decision.NOT_COUNTED
    elif event is Event.AMBER:
        after, decision = replace(state, successes=0), Decision.REPEAT
    else:
        after, decision = _setback(protocol, course, state, Decision.STEP_BACK)
    if after.ended:
        return after, decision
    good = event in (Event.GREEN, Event.EASY)
    left = max(0, state.sessions_left - 1)
    if left == 0 and not (good and course.beyond(state.stage)):
        return _end(after, Decision.STOP_STUCK)
    trouble = state.trouble if good else TROUBLE_AFTER["bad-session"][state.trouble]
    return replace(after, sessions_left=left, trouble=trouble), decision


def _step_up(protocol: Protocol, course: Course, state: State) -> tuple[State, Decision]:
    if state.stage == course.goal:
        return _end(state, Decision.DONE)
    stage = state.stage + 1
    after = replace(
        state,
        stage=stage,
        successes=0,
        sessions_left=budget(protocol, course, stage),
        trouble=state.trouble if state.climb_back else 0,
        climb_back=max(0, state.climb_back - 1),
    )
    return after, Decision.NEXT_STAGE


def _setback(
    protocol: Protocol, course: Course, state: State, decision: Decision
) -> tuple[State, Decision]:
    """One stage back, or the end when the last setback is too near (R2, R44, R49)."""
    if state.stage < state.clear_from:
        return _end(state, Decision.STOP_SETBACKS)
    after = replace(
        state,
        stage=max(0, state.stage - 1),
        successes=0,
        climb_back=0,
        trouble=TROUBLE_AFTER["bad-session"][state.trouble],
        clear_from=state.stage + protocol.progress.setback_clear_stages.value,
    )
    if decision is Decision.STEP_BACK and state.stage == 0:
        return after, Decision.REST_REPEAT
    return after, decision


def _break(
    protocol: Protocol, course: Course, state: State, stages_back: int
) -> tuple[State, Decision]:
    """A break without pain: back some stages; a drop begins the count of sessions again (R16, R18).

    Breaks may repeat without end, but not as a way to repeat a painful stage for ever: a second
    break after sessions that were not good, with no new stage between, asks for the tests (R43).
    """
    if state.trouble == TWICE_TROUBLED:
        return _end(state, Decision.TEST_AGAIN)
    floor = course.ladder - 1 if course.beyond(state.stage) else 0
    stage = max(floor, state.stage - stages_back)
    dropped = stage < state.stage
    after = replace(
        state,
        stage=stage,
        successes=0,
        sessions_left=budget(protocol, course, stage) if dropped else state.sessions_left,
        trouble=TROUBLE_AFTER["break"][state.trouble],
        climb_back=state.climb_back + state.stage - stage,
    )
    return after, Decision.BREAK_BACK if dropped else Decision.BREAK_SAME


def _end(state: State, decision: Decision) -> tuple[State, Decision]:
    return replace(state, ended=decision), decision


@dataclass(frozen=True)
class Answers:
    """What decides track and first stage. None is "not answered".

    `worst_test_pain` is the worst of all readiness tests, 0 to 10. `longest_run_min` is the
    longest run in the month before the pain.
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


def start(protocol: Protocol, answers: Answers) -> tuple[str, int, tuple[str, ...]]:
    """Track, index of the first stage, and which answers led there (R1, R9, R10, R11, R34, R46).

    The lowest stage any answer allows wins; one reason for the gentle track is enough.
    """
    rule = protocol.start
    stages = protocol.tracks.standard.stages
    band = next(
        band
        for band in rule.days_off.bands
        if band.up_to_days is None or answers.days_off <= band.up_to_days
    )
    gentle = {
        "days-off": band.stage == GENTLE,
        "not-regular": rule.gentle_not_regular.value and not answers.regular_runner,
        "stairs": answers.stairs_pain >= rule.gentle_stairs_pain.value,
        "age": answers.age >= rule.gentle_age.value,
        "bone-stress": rule.gentle_past_bone_stress.value and answers.past_bone_stress,
        "bmi": answers.bmi_over_limit is True,
    }
    if any(gentle.values()):
        return GENTLE, 0, tuple(reason for reason, true in gentle.items() if true)
    ceilings = {
        "days-off": [stage.id for stage in stages].index(band.stage),
        "test-pain": (
            len(stages) - 1 if answers.worst_test_pain <= rule.test_pain_full_start_max.value else 0
        ),
        "longest-run": highest_within(stages, answers.longest_run_min or 0),
        "after-stop": (
            0 if rule.first_stage_after_stop.value and answers.after_stop else len(stages) - 1
        ),
    }
    first = min(ceilings.values())
    return STANDARD, first, tuple(name for name, stage in ceilings.items() if stage == first)


def highest_within(stages: Sequence[Stage], longest_run_min: int) -> int:
    """Index of the highest stage that runs no longer in all than `longest_run_min` (R46)."""
    return max(
        (index for index, stage in enumerate(stages) if stage.running_min <= longest_run_min),
        default=0,
    )
