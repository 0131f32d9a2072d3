"""Sessions on dates: replay a log, say when the next run is, and look ahead.

Dates are counted by subtracting dates, never in hours (R17, R18). Today is a parameter.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import groupby
from typing import Literal

from return_to_running.calculator.progression import (
    STEPS_BACK,
    Course,
    Decision,
    Event,
    Response,
    Result,
    State,
    begin,
    cap_min,
    judge,
    respond,
)
from return_to_running.calculator.protocol import Protocol

DAY = dt.timedelta(days=1)
Week = Literal["same", "worse"]
Kind = Literal["run", "not-usual", "too-sore", "pain-break"]


@dataclass(frozen=True)
class Plan:
    """What a runner starts with. Weekdays from Monday (0) to Sunday (6)."""

    course: Course
    first_stage: int
    weekdays: frozenset[int]
    start: dt.date


@dataclass(frozen=True)
class Entry:
    """One line of the log.

    A run with its answers and, once a week, how the hip compares; or without a run: "not back to
    usual yet", too sore before the run to start it, or a break because of pain.
    """

    on: dt.date
    response: Response | None = None
    week: Week | None = None
    kind: Kind = "run"


@dataclass(frozen=True)
class Session:
    """One run as planned. Minutes of running.

    `grows` when a good run may lead on; `long` for the one long run of a week beyond the ladder.
    """

    on: dt.date
    stage: int
    running_min: float
    grows: bool
    long: bool = False


@dataclass(frozen=True)
class Step:
    """What one day of the log led to. `result` is None when the plan had already ended."""

    session: Session
    result: Result | None
    decisions: tuple[Decision, ...]
    state: State


@dataclass(frozen=True)
class Progress:
    """Where a plan stands after its log.

    `earliest` is the first date on which a run is allowed; `setback_on` the day of a setback
    that the runner is resting from. `runs` are the last runs, as many as a week may have.
    `counted` holds date and minutes of every run that was not red. `long_on` is the date of the
    last long run, `beyond_since` of the step beyond the ladder, `week_on` of the last weekly
    answer.
    """

    state: State
    earliest: dt.date
    steps: tuple[Step, ...] = ()
    last_run: dt.date | None = None
    setback_on: dt.date | None = None
    runs: tuple[dt.date, ...] = ()
    counted: tuple[tuple[dt.date, float], ...] = ()
    long_on: dt.date | None = None
    beyond_since: dt.date | None = None
    week_on: dt.date | None = None


_WEEKS_TO_SETTLE = 4


def runs_a_week(protocol: Protocol, weekdays: Iterable[int]) -> int:
    """How many runs a week the chosen days allow, neighbours skipped (R16, R17)."""
    chosen = sorted(set(weekdays))
    apart = protocol.days.between_runs.value
    last, runs = -apart, 0
    for week in range(_WEEKS_TO_SETTLE):
        runs = 0
        for day in (7 * week + weekday for weekday in chosen):
            if day - last >= apart:
                last, runs = day, runs + 1
    return min(runs, protocol.days.runs_a_week_max.value)


def opening(protocol: Protocol, plan: Plan) -> Progress:
    """Before the first run, which is due on the first chosen day from the start on (R40)."""
    return Progress(begin(protocol, plan.course, plan.first_stage), plan.start)


def replay(protocol: Protocol, plan: Plan, log: Sequence[Entry]) -> Progress:
    """Work the whole log out from the start, in order of dates (R38).

    Two runs on one date are one session with the worse result, never a success (R22). The last
    run waits while its next morning is open, unless it was red (R21). Raises ValueError for a
    date before the start.
    """
    progress = opening(protocol, plan)
    days = [
        (on, list(entries))
        for on, entries in groupby(sorted(log, key=lambda e: e.on), key=lambda e: e.on)
    ]
    for on, entries in days:
        if on < plan.start:
            raise ValueError(f"{on} is before the start of the plan, {plan.start}")
        kinds = {entry.kind for entry in entries}
        responses = [entry.response for entry in entries if entry.response]
        if "pain-break" in kinds:
            progress = _tell(protocol, plan, progress, on, Event.PAIN_BREAK)
        if "too-sore" in kinds:
            progress = too_sore(protocol, plan, progress, on)
        if "not-usual" in kinds:
            progress = not_usual(protocol, plan, progress, on)
        if responses:
            results = [judge(protocol, response) for response in responses]
            result = max(*results, Result.UNCOUNTED) if len(results) > 1 else results[0]
            waits = on == days[-1][0] and any(map(_is_open, responses)) and result < Result.RED
            progress = run(protocol, plan, progress, on, result, _week(entries), waits=waits)
    return progress


def _is_open(response: Response) -> bool:
    return response.settled is None or response.worse_next_morning is None


def _week(entries: Iterable[Entry]) -> Week | None:
    weeks = {entry.week for entry in entries}
    return "worse" if "worse" in weeks else "same" if "same" in weeks else None


def run(
    protocol: Protocol,
    plan: Plan,
    progress: Progress,
    on: dt.date,
    result: Result,
    week: Week | None = None,
    *,
    waits: bool = False,
) -> Progress:
    """Log one run: a warning sign first (R4), else the break before it, the week, the session."""
    course, state = plan.course, progress.state
    if state.ended:
        return _noted(progress, Session(on, state.stage, 0, grows=False), None)
    decisions: list[Decision] = []

    def tell(event: Event) -> None:
        nonlocal state
        if not state.ended:
            state, decision = respond(protocol, course, state, event)
            decisions.append(decision)

    pause = _break_before(protocol, plan, progress, on)
    if pause and result is not Result.STOP:
        tell(pause)
    session = planned(protocol, plan, replace(progress, state=state), on)
    if week and result is not Result.STOP and not waits:
        tell(_WEEK[week])
    if on < progress.earliest:
        result = max(result, Result.UNCOUNTED)
    if waits and not state.ended:
        decisions.append(Decision.WAITING)
    else:
        tell(_event(course, session, result))
    return _after(protocol, plan, progress, Step(session, result, tuple(decisions), state), week)


_WEEK = {"same": Event.WEEK_SAME, "worse": Event.WEEK_WORSE}
_RESULT = {
    Result.GREEN: Event.GREEN,
    Result.UNCOUNTED: Event.UNCOUNTED,
    Result.AMBER: Event.AMBER,
    Result.RED: Event.RED,
    Result.STOP: Event.STOP,
}


def _event(course: Course, session: Session, result: Result) -> Event:
    easy = result is Result.GREEN and course.beyond(session.stage) and not session.grows
    return Event.EASY if easy else _RESULT[result]


def _after(
    protocol: Protocol,
    plan: Plan,
    progress: Progress,
    step: Step,
    week: Week | None,
) -> Progress:
    """The bookkeeping after a run."""
    on, session, state = step.session.on, step.session, step.state
    most = protocol.days.runs_a_week_max.value
    runs = (*progress.runs, on)[-most:]
    setback = not STEPS_BACK.isdisjoint(step.decisions)
    rest = protocol.days.rest_after_setback if setback else protocol.days.between_runs
    earliest = on + rest.value * DAY
    if len(runs) == most:
        earliest = max(earliest, runs[0] + 7 * DAY)
    ran_last_stage = session.stage >= plan.course.ladder - 1
    is_long = session.long if plan.course.beyond(session.stage) else progress.long_on is None
    return replace(
        progress,
        state=state,
        earliest=earliest,
        steps=(*progress.steps, step),
        last_run=on,
        setback_on=on if setback else None,
        runs=runs,
        counted=(
            progress.counted
            if step.result is None or step.result >= Result.RED
            else (*progress.counted, (on, session.running_min))
        ),
        long_on=on if ran_last_stage and is_long else progress.long_on,
        beyond_since=(progress.beyond_since or on) if plan.course.beyond(state.stage) else None,
        week_on=on if week else progress.week_on,
    )


def too_sore(protocol: Protocol, plan: Plan, progress: Progress, on: dt.date) -> Progress:
    """Too sore before the run to start it: a red day without a run (R20)."""
    told = _tell(protocol, plan, progress, on, Event.RED)
    if STEPS_BACK.isdisjoint(told.steps[-1].decisions):
        return told
    rest = protocol.days.rest_after_setback.value * DAY
    return replace(told, setback_on=on, earliest=max(told.earliest, on + rest))


def not_usual(protocol: Protocol, plan: Plan, progress: Progress, on: dt.date) -> Progress:
    """After a setback: "not back to usual yet". Ask again tomorrow, at last stop (R8)."""
    if progress.setback_on is None:
        return progress
    waited = (on - progress.setback_on).days
    over = waited >= protocol.days.not_usual_stop.value
    told = _tell(protocol, plan, progress, on, Event.STILL_NOT_USUAL if over else Event.NOT_USUAL)
    return replace(told, earliest=max(progress.earliest, on + DAY))


def _tell(
    protocol: Protocol, plan: Plan, progress: Progress, on: dt.date, event: Event
) -> Progress:
    """Log a day without a run."""
    session = Session(on, progress.state.stage, 0, grows=False)
    if progress.state.ended:
        return _noted(progress, session, None)
    state, decision = respond(protocol, plan.course, progress.state, event)
    return _noted(replace(progress, state=state), session, decision)


def _noted(progress: Progress, session: Session, decision: Decision | None) -> Progress:
    step = Step(session, None, (decision,) if decision else (), progress.state)
    return replace(progress, steps=(*progress.steps, step))


def _break_before(protocol: Protocol, plan: Plan, progress: Progress, on: dt.date) -> Event | None:
    """The break between the last run, or the planned first one, and this date (R18)."""
    since = progress.last_run or _chosen_day(plan, plan.start)
    days, rule = (on - since).days, protocol.days
    if days <= rule.break_same_max.value:
        return None
    if days <= rule.break_one_back_max.value:
        return Event.BREAK_ONE
    return Event.BREAK_TWO if days <= rule.break_two_back_max.value else Event.BREAK_LONG


def planned(protocol: Protocol, plan: Plan, progress: Progress, on: dt.date) -> Session:
    """The session of a date: its stage, or beyond the ladder this week's long or easy run."""
    course, state, rule = plan.course, progress.state, protocol.beyond
    if not course.beyond(state.stage):
        return Session(on, state.stage, course.lengths_min[state.stage], grows=True)
    base = course.lengths_min[course.ladder - 1]
    last_long = progress.long_on or on
    if (on - last_long).days < rule.longest_run_every_days.value:
        return Session(on, state.stage, base, grows=False)
    weeks = ((on - progress.beyond_since).days // 7) if progress.beyond_since else 0
    if weeks % rule.easier_week_every.value == rule.easier_week_every.value - 1:
        back = state.stage - 1 - rule.easier_week_steps_back.value
        easier = course.lengths_min[max(course.ladder - 1, back)]
        return Session(on, state.stage, easier, grows=False, long=True)
    window = rule.longest_run_window_days.value
    recent = [minutes for day, minutes in progress.counted if 0 < (on - day).days <= window]
    if not recent:
        return Session(on, state.stage, base, grows=False, long=True)
    cap = cap_min(protocol, int(max(recent)))
    wanted = course.lengths_min[state.stage]
    return Session(on, state.stage, min(wanted, cap), grows=wanted <= cap, long=True)


def next_run(protocol: Protocol, plan: Plan, progress: Progress, today: dt.date) -> Session | None:
    """The next run on or after today, after the break before it. None when the plan has ended."""
    if progress.state.ended:
        return None
    on = _chosen_day(plan, max(progress.earliest, today))
    event = _break_before(protocol, plan, progress, on)
    state = progress.state
    if event:
        state, _ = respond(protocol, plan.course, state, event)
    if state.ended:
        return None
    return planned(protocol, plan, replace(progress, state=state), on)


def look_ahead(
    protocol: Protocol,
    plan: Plan,
    progress: Progress,
    today: dt.date,
    result: Callable[[int, int], Result] = lambda _number, _left: Result.GREEN,
) -> tuple[Session, ...]:
    """Every session until the goal, if each goes as `result(number, sessions left)` says.

    The next weekly answer is taken to be "the same".
    """
    sessions: list[Session] = []
    progress = replace(progress, state=replace(progress.state, held=False))
    while session := next_run(protocol, plan, progress, today):
        sessions.append(session)
        left = progress.state.sessions_left
        progress = run(protocol, plan, progress, session.on, result(len(sessions), left))
    return tuple(sessions)


def one_in_three_again(number: int, sessions_left: int) -> Result:
    """Every third session has to be done again, unless that would end the plan."""
    return Result.UNCOUNTED if number % 3 == 0 and sessions_left > 1 else Result.GREEN


def _chosen_day(plan: Plan, earliest: dt.date) -> dt.date:
    """The first of the runner's weekdays on or after a date."""
    return next(day for n in range(7) if (day := earliest + n * DAY).weekday() in plan.weekdays)
