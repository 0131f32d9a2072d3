"""Sessions on dates: where a plan stands, and when and how long its next run is.

Dates are counted by subtracting dates, never in hours (R17, R18). Today is a parameter.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import accumulate, combinations
from typing import Literal

from return_to_running.calculator.course import Course, cap_min
from return_to_running.calculator.decisions import Decision, Event
from return_to_running.calculator.judging import Result
from return_to_running.calculator.progression import State, begin, respond
from return_to_running.calculator.protocol import Protocol
from return_to_running.calculator.rules import WEEK_DAYS, look_up

DAY = dt.timedelta(days=1)
WEEK = WEEK_DAYS * DAY
Week = Literal["same", "worse"]


@dataclass(frozen=True)
class Plan:
    """What a runner starts with. Weekdays from Monday (0) to Sunday (6).

    `clear_from` is the stage at which the last plan's setback is left behind (R2).
    """

    course: Course
    first_stage: int
    weekdays: frozenset[int]
    start: dt.date
    clear_from: int = 0


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
    answer. `easy_next` after a run that was not good, or a day that pain left without one: beyond
    the ladder the next run is then an easy one.
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
    easy_next: bool = False


_WEEKS_TO_SETTLE = 4


def runs_a_week(protocol: Protocol, weekdays: Iterable[int]) -> int:
    """How many runs a week the chosen days allow, neighbours skipped (R16, R17)."""
    chosen = sorted(set(weekdays))
    apart = protocol.days.between_runs.value
    last, runs = -apart, 0
    for week in range(_WEEKS_TO_SETTLE):
        runs = 0
        for day in (WEEK_DAYS * week + weekday for weekday in chosen):
            if day - last >= apart:
                last, runs = day, runs + 1
    return min(runs, protocol.days.runs_a_week_max.value)


def enough_days(protocol: Protocol, weekdays: Iterable[int]) -> bool:
    """Whether the chosen days make a plan: not too many, and runs enough a week (R17)."""
    chosen = frozenset(weekdays)
    runs = runs_a_week(protocol, chosen)
    rule = protocol.days
    return len(chosen) <= rule.days_ticked_max.value and runs >= rule.runs_a_week_min.value


def strength_days(protocol: Protocol, gaps: Sequence[int], long: int | None) -> tuple[int, ...]:
    """The days of a week for strength work, counted from its first run (R42).

    `gaps` are the days from each run of the week to the next, `long` which run is longer than
    the ladder's. Never on a day with a run; not on the eve of the long one if there is a choice;
    then as far apart as can be, and early in the week.
    """
    runs = list(accumulate(gaps, initial=0))
    eve = None if long is None else (runs[long] - 1) % WEEK_DAYS
    free = [day for day in range(WEEK_DAYS) if day not in {run % WEEK_DAYS for run in runs}]

    def worth(days: tuple[int, ...]) -> tuple[bool, int, tuple[int, ...]]:
        round_the_week = (*days[1:], days[0] + WEEK_DAYS)
        apart = min(b - a for a, b in zip(days, round_the_week, strict=True))
        return eve in days, -apart, days

    return min(combinations(free, min(protocol.days.strength_days.value, len(free))), key=worth)


def opening(protocol: Protocol, plan: Plan) -> Progress:
    """Before the first run, which is due on the first chosen day from the start on (R40)."""
    state = begin(protocol, plan.course, plan.first_stage, plan.clear_from)
    return Progress(state, plan.start)


def break_before(protocol: Protocol, plan: Plan, progress: Progress, on: dt.date) -> Event | None:
    """The break between the last run, or the planned first one, and this date (R18)."""
    since = progress.last_run or chosen_day(plan, plan.start)
    return look_up(breaks(protocol), (on - since).days)


def breaks(protocol: Protocol) -> Sequence[tuple[int | None, Event | None]]:
    """Up to so many days of break, what happens to the plan (R18)."""
    events = (None, Event.BREAK_ONE, Event.BREAK_TWO, Event.BREAK_LONG)
    return list(zip(protocol.days.breaks_max, events, strict=True))


def planned(protocol: Protocol, plan: Plan, progress: Progress, on: dt.date) -> Session:
    """The session of a date: its stage, or beyond the ladder this week's long or easy run.

    One run a week grows, the others stay at the ladder's last run (R27). So does the run after one
    that was not good, and every run while the hip is worse than the week before (R48, R49): nobody
    is told to repeat or to step back and then sent further. Some weeks nothing grows and the long
    run is one of some lengths before (R28). The long run is never above what the longest of the
    last days allows (R24).
    """
    course, state, rule = plan.course, progress.state, protocol.beyond
    if not course.beyond(state.stage):
        return Session(on, state.stage, course.lengths_min[state.stage], grows=True)
    base = course.lengths_min[course.ladder - 1]
    since_long = (on - (progress.long_on or on)).days
    if progress.easy_next or state.held or since_long < rule.longest_run_every_days.value:
        return Session(on, state.stage, base, grows=False)
    window = rule.longest_run_window_days.value
    recent = [minutes for day, minutes in progress.counted if 0 < (on - day).days <= window]
    if not recent:
        return Session(on, state.stage, base, grows=False, long=True)
    cap = cap_min(protocol, int(max(recent)))
    weeks = (on - progress.beyond_since) // WEEK if progress.beyond_since else 0
    if weeks % rule.easier_week_every.value == rule.easier_week_every.value - 1:
        back = state.stage - 1 - rule.easier_week_steps_back.value
        easier = course.lengths_min[max(course.ladder - 1, back)]
        return Session(on, state.stage, min(easier, cap), grows=False, long=True)
    wanted = course.lengths_min[state.stage]
    return Session(on, state.stage, min(wanted, cap), grows=wanted <= cap, long=True)


def next_run(protocol: Protocol, plan: Plan, progress: Progress, today: dt.date) -> Session | None:
    """The next run on or after today, after the break before it. None when the plan has ended.

    The break is counted to the day on which that run really is, not to today (R18).
    """
    if progress.state.ended:
        return None
    on = chosen_day(plan, max(progress.earliest, today))
    event = break_before(protocol, plan, progress, on)
    state = progress.state
    if event:
        state, _ = respond(protocol, plan.course, state, event)
    if state.ended:
        return None
    return planned(protocol, plan, replace(progress, state=state), on)


def chosen_day(plan: Plan, earliest: dt.date) -> dt.date:
    """The first of the runner's weekdays on or after a date."""
    return next(
        day for n in range(WEEK_DAYS) if (day := earliest + n * DAY).weekday() in plan.weekdays
    )
