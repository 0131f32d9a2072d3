"""Beyond 30 minutes in every state: all that a session is made from, tried in every combination."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import fields, replace
from itertools import product

import pytest

from engine import TRACKS, course, protocol
from logbook import MONDAY, plan
from return_to_running.calculator.schedule import DAY, Plan, Progress, Session, opening, planned

BASE_MIN = 30
LAST = 60
"""Days looked back: twice as far as the rule looks."""
NEAR = (*range(10), 29, 30, 31, LAST)
"""Days since the last longer run, or the longest: both sides of a week and of the window."""


def every_state(of: Plan) -> Iterator[tuple[Session, int, int | None]]:
    """Each session, with the longest run of the last 30 days and the days since a longer one."""
    ladder = of.course.ladder
    lengths = [int(length) for length in of.course.lengths_min[ladder - 1 :]]
    on = of.start + LAST * DAY
    begun = opening(protocol(), of)
    for stage, longest, ago, since, weeks in product(
        range(ladder, len(of.course.lengths_min)), lengths, NEAR[1:], (None, *NEAR), range(9)
    ):
        progress: Progress = replace(
            begun,
            state=begun.state._replace(stage=stage),
            counted=((on - ago * DAY, longest),),
            long_on=None if since is None else on - since * DAY,
            beyond_since=on - 7 * weeks * DAY,
        )
        yield planned(protocol(), of, progress, on), longest if ago <= 30 else 0, since


@pytest.fixture(scope="module", params=TRACKS)
def sessions(request: pytest.FixtureRequest) -> list[tuple[Session, int, int | None]]:
    of = replace(plan(start=MONDAY), course=course(request.param, 180))
    found = list(every_state(of))
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
