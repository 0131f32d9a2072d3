"""The log: what a runner entered, worked out from the start, day by day."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import groupby
from typing import Literal

from return_to_running.calculator.course import Course
from return_to_running.calculator.decisions import STEPS_BACK, Decision, Event
from return_to_running.calculator.judging import Response, Result, judge
from return_to_running.calculator.progression import respond
from return_to_running.calculator.protocol import Protocol
from return_to_running.calculator.schedule import (
    DAY,
    WEEK,
    Plan,
    Progress,
    Session,
    Step,
    Week,
    break_before,
    opening,
    planned,
)

Kind = Literal["run", "not-usual", "too-sore", "pain-break"]


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


def replay(protocol: Protocol, plan: Plan, log: Sequence[Entry]) -> Progress:
    """Work the whole log out from the start, in order of dates (R38).

    Two runs on one date are one session with the worse result, and too soon for a success (R22).
    The last run waits while its next morning is open, unless it was red (R21). Raises ValueError
    for a date before the start.
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
            twice = len(responses) > 1
            result = max(
                judge(protocol, replace(r, too_soon=r.too_soon or twice)) for r in responses
            )
            waits = on == days[-1][0] and any(map(_is_open, responses)) and result < Result.RED
            short = any(response.short for response in responses)
            week = _week(entries)
            progress = run(protocol, plan, progress, on, result, week, waits=waits, short=short)
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
    short: bool = False,
) -> Progress:
    """Log one run: a warning sign first (R4), else the break before it, the week, the session.

    A warning sign is a stop also where the plan had ended before it, for pain or a break (R1). A
    run cut `short` is none of the runs from which the cap on the longest is worked out (R24).
    """
    course, state = plan.course, progress.state
    if result is Result.STOP:
        state = state._replace(ended=None)
    if state.ended:
        return _noted(progress, Session(on, state.stage, 0, grows=False), None)
    decisions: list[Decision] = []

    def tell(event: Event) -> None:
        nonlocal state
        if not state.ended:
            state, decision = respond(protocol, course, state, event)
            decisions.append(decision)

    pause = break_before(protocol, plan, progress, on)
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
    step = Step(session, result, tuple(decisions), state)
    return _after(protocol, plan, progress, step, week, short=short)


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
    *,
    short: bool,
) -> Progress:
    """The bookkeeping after a run."""
    on, session, state = step.session.on, step.session, step.state
    most = protocol.days.runs_a_week_max.value
    runs = (*progress.runs, on)[-most:]
    setback = not STEPS_BACK.isdisjoint(step.decisions)
    # A red run that ended the plan asks for rest too, before the first run of another plan.
    red = step.result is not None and step.result >= Result.RED
    rest = protocol.days.rest_after_setback if setback or red else protocol.days.between_runs
    earliest = on + rest.value * DAY
    if len(runs) == most:
        earliest = max(earliest, runs[0] + WEEK)
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
            if step.result is None or red or short
            else (*progress.counted, (on, session.running_min))
        ),
        long_on=on if ran_last_stage and is_long else progress.long_on,
        beyond_since=(progress.beyond_since or on) if plan.course.beyond(state.stage) else None,
        week_on=on if week else progress.week_on,
        easy_next=step.result is not Result.GREEN,
    )


def too_sore(protocol: Protocol, plan: Plan, progress: Progress, on: dt.date) -> Progress:
    """Too sore before the run to start it: a red day without a run (R20)."""
    return _tell(protocol, plan, progress, on, Event.RED)


def not_usual(protocol: Protocol, plan: Plan, progress: Progress, on: dt.date) -> Progress:
    """After a setback: "not back to usual yet". Ask again tomorrow, at last stop (R8).

    It holds where a correction has taken the setback away (R38): the hip was not back to usual.
    """
    waited = (on - (progress.setback_on or on)).days
    told = _tell(protocol, plan, progress, on, not_usual_event(protocol, waited))
    return replace(told, earliest=max(told.earliest, on + DAY))


def not_usual_event(protocol: Protocol, waited_days: int) -> Event:
    """What "not back to usual" means so many days after the setback (R8)."""
    if waited_days >= protocol.days.not_usual_stop.value:
        return Event.STILL_NOT_USUAL
    if waited_days >= protocol.days.not_usual_soon.value:
        return Event.LONG_NOT_USUAL
    return Event.NOT_USUAL


def _tell(
    protocol: Protocol, plan: Plan, progress: Progress, on: dt.date, event: Event
) -> Progress:
    """Log a day that pain left without a run, so that the next one is easy.

    A setback asks for rest, and so does an end.
    """
    session = Session(on, progress.state.stage, 0, grows=False)
    if progress.state.ended:
        return _noted(progress, session, None)
    state, decision = respond(protocol, plan.course, progress.state, event)
    told = _noted(replace(progress, state=state, easy_next=True), session, decision)
    if decision not in STEPS_BACK and not state.ended:
        return told
    rest = protocol.days.rest_after_setback.value * DAY
    return replace(told, setback_on=on, earliest=max(told.earliest, on + rest))


def _noted(progress: Progress, session: Session, decision: Decision | None) -> Progress:
    step = Step(session, None, (decision,) if decision else (), progress.state)
    return replace(progress, steps=(*progress.steps, step))
