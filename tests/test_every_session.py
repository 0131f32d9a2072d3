"""Beyond 30 minutes in every state: all that a session is made from, tried in every combination."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import fields, replace
from itertools import product

import pytest

from engine import TRACKS, course, protocol
from logbook import MONDAY, plan
from return_to_running.calculator.history import run, too_sore
from return_to_running.calculator.judging import Result
from return_to_running.calculator.schedule import (
    DAY,
    Plan,
    Progress,
    Session,
    Week,
    next_run,
    opening,
    planned,
)

BASE_MIN = 30
LAST = 60
"""Days looked back: twice as far as the rule looks."""
NEAR = (*range(10), 29, 30, 31, LAST)
"""Days since the last longer run, or the longest: both sides of a week and of the window."""


def every_state(
    of: Plan, weeks_beyond: Iterable[int] = range(9)
) -> Iterator[tuple[Progress, dt.date, int, int | None]]:
    """Each state on a date, with the longest run of the last 30 days, and the days since a longer
    one."""
    ladder = of.course.ladder
    lengths = [int(length) for length in of.course.lengths_min[ladder - 1 :]]
    on = of.start + LAST * DAY
    begun = opening(protocol(), of)
    for stage, longest, ago, since, weeks in product(
        range(ladder, len(of.course.lengths_min)), lengths, NEAR[1:], (None, *NEAR), weeks_beyond
    ):
        progress: Progress = replace(
            begun,
            state=begun.state._replace(stage=stage),
            last_run=on - 2 * DAY,
            counted=((on - ago * DAY, longest),),
            long_on=None if since is None else on - since * DAY,
            beyond_since=on - 7 * weeks * DAY,
        )
        yield progress, on, longest if ago <= 30 else 0, since


@pytest.fixture(scope="module", params=TRACKS)
def sessions(request: pytest.FixtureRequest) -> list[tuple[Session, int, int | None]]:
    of = replace(plan(start=MONDAY), course=course(request.param, 180))
    found = [
        (planned(protocol(), of, progress, on), longest, since)
        for progress, on, longest, since in every_state(of)
    ]
    assert len(found) > 100_000
    assert {session.running_min for session, _, _ in found} > {BASE_MIN, 33, 180}
    return found


def test_r24_no_session_is_over_the_cap_in_any_state(
    sessions: list[tuple[Session, int, int | None]],
) -> None:
    """At most a tenth longer than the longest run of the last 30 days, or 30 minutes."""
    assert all(
        session.running_min <= max(BASE_MIN, longest * 11 // 10) for session, longest, _ in sessions
    )


def test_r27_no_session_is_a_new_longest_within_a_week_of_the_last_longer_one(
    sessions: list[tuple[Session, int, int | None]],
) -> None:
    assert all(
        since is None or since >= 7
        for session, longest, since in sessions
        if session.running_min > max(BASE_MIN, longest)
    )


def test_one_thing_grows_at_a_time(sessions: list[tuple[Session, int, int | None]]) -> None:
    """Minutes alone, in the one longer run of a week; all others stay at 30.

    Runs a week are those of the plan from its first day to its last, and a session knows no hills
    and no speed.
    """
    assert [each.name for each in fields(Session)] == [
        *("on", "stage", "running_min", "grows", "long"),
    ]
    assert all(session.long or session.running_min == BASE_MIN for session, _, _ in sessions)
    assert all(session.long for session, _, _ in sessions if session.grows)


S60 = replace(plan(start=MONDAY, goal_min=60), weekdays=frozenset(range(7)))
BAD: list[tuple[Result, Week | None]] = [
    *((result, None) for result in (Result.UNCOUNTED, Result.AMBER, Result.RED)),
    *((result, "worse") for result in (Result.GREEN, Result.UNCOUNTED, Result.AMBER, Result.RED)),
]
NORMAL_AND_EASIER_WEEK = (0, 3)


def test_after_a_run_that_was_not_good_the_next_run_is_no_longer_than_that_run() -> None:
    """R48, R49: whoever is told to repeat, to stay or to step back is not sent further, whenever
    the next run is."""
    on_the_page = Counter[bool]()
    for progress, on, _, _ in every_state(S60, NORMAL_AND_EASIER_WEEK):
        session = planned(protocol(), S60, progress, on)
        for result, week in BAD:
            after = run(protocol(), S60, progress, on, result, week)
            for days in (2, 4, 7, 9):
                then = next_run(protocol(), S60, after, on + days * DAY)
                on_the_page[then is not None] += 1
                assert then is None or then.running_min <= session.running_min
    assert on_the_page[True] > 100_000


def test_after_a_day_too_sore_to_run_the_next_run_is_an_easy_one() -> None:
    for progress, on, _, _ in every_state(S60, NORMAL_AND_EASIER_WEEK):
        after = too_sore(protocol(), S60, progress, on)
        for days in range(3, 11):
            then = next_run(protocol(), S60, after, on + days * DAY)
            assert then
            assert then.running_min <= BASE_MIN
            assert not then.long


def test_no_session_beyond_30_minutes_is_a_long_one_while_the_hip_is_worse_than_last_week() -> None:
    for progress, on, _, _ in every_state(S60):
        held = replace(progress, state=progress.state._replace(held=True))
        session = planned(protocol(), S60, held, on)
        assert (session.running_min, session.grows, session.long) == (BASE_MIN, False, False)
