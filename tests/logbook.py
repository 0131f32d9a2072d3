"""Plans on dates and their logs, in short words."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import replace
from itertools import combinations

from engine import FINE, WEEKDAYS, course, day_name, index, label, protocol
from return_to_running.calculator.history import Entry, replay, run
from return_to_running.calculator.judging import Result
from return_to_running.calculator.schedule import (
    Plan,
    Progress,
    Week,
    next_run,
    opening,
    runs_a_week,
)

MONDAY = dt.date(2027, 1, 4)
ALL_SETS = [frozenset(days) for n in range(1, 8) for days in combinations(range(7), n)]
USABLE_SETS = [s for s in ALL_SETS if 2 <= len(s) <= 4 and runs_a_week(protocol(), s) > 1]
"""The sets of two to four days that hold two days which are not neighbours."""


def days_between(earlier: dt.date, later: dt.date) -> int:
    return (later - earlier).days


def plan(
    stage: str = "S3",
    goal_min: int = 30,
    weekdays: str = "Mon Wed Fri",
    start: dt.date = MONDAY,
    track: str = "standard",
) -> Plan:
    chosen = frozenset(WEEKDAYS.index(name) for name in weekdays.split())
    where = course(track, goal_min, runs_a_week(protocol(), chosen))
    return Plan(where, index(where, stage), chosen, start)


def fine(on: dt.date, pain: int = 0, week: Week | None = None) -> Entry:
    return Entry(on, replace(FINE, pain_during=pain), week)


def bad(on: dt.date) -> Entry:
    return fine(on, pain=6)


def replayed(of: Plan, *log: Entry) -> Progress:
    return replay(protocol(), of, log)


def good_runs(of: Plan, until: Callable[[Progress], bool]) -> Progress:
    """Every run on its day and good, until the plan stands where it should."""
    progress = opening(protocol(), of)
    while not until(progress):
        session = next_run(protocol(), of, progress, of.start)
        assert session, "the plan ended before"
        progress = run(protocol(), of, progress, session.on, Result.GREEN)
    return progress


def due_min(of: Plan, progress: Progress) -> float:
    """The length of the stage a plan stands at, in minutes."""
    return of.course.lengths_min[progress.state.stage]


def told(of: Plan, progress: Progress) -> list[tuple[str, list[str]]]:
    """Day and decisions of each step."""
    return [
        (day_name(of.start, step.session.on), [str(d) for d in step.decisions])
        for step in progress.steps
    ]


def due(of: Plan, progress: Progress, today: dt.date | None = None) -> tuple[str, str] | None:
    """Day and stage of the next run, as seen on a date."""
    session = next_run(protocol(), of, progress, today or of.start)
    if session is None:
        return None
    return day_name(of.start, session.on), label(of.course, session.stage)
