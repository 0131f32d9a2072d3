"""Beyond 30 minutes: how much longer, how often, and after a break; by the rule and on dates."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from itertools import pairwise

import pytest

from engine import FINE, GREEN, RED, TRACKS, course, day, decisions, label, protocol, stage_after
from logbook import MONDAY, bad, days_between, due_min, fine, good_runs, plan, replayed
from return_to_running.calculator.course import Course
from return_to_running.calculator.forecast import look_ahead
from return_to_running.calculator.history import run
from return_to_running.calculator.schedule import next_run, opening

S60 = course("standard", 60)
S60_TWICE = course("standard", 60, runs_a_week=2)


# ---------------------------------------------------------------- the rule


def test_r24_the_longer_runs_are_the_list_of_the_rule_book() -> None:
    expected = [30, 33, 36, 39, 42, 46, 50, 55, 60, 66, 72, 79, 86, 94, 103, 113, 124, 136]
    for track in TRACKS:
        where = course(track, 136)
        assert list(where.lengths_min[where.ladder - 1 :]) == expected


@pytest.mark.parametrize("goal_min", range(30, 181))
def test_r24_no_length_is_more_than_a_tenth_longer_and_the_last_one_is_the_goal(
    goal_min: int,
) -> None:
    where = course("standard", goal_min)
    lengths = where.lengths_min[where.ladder - 1 :]
    assert lengths[-1] == goal_min
    for shorter, longer in pairwise(lengths):
        assert longer == int(longer)
        assert shorter < longer
        assert 10 * longer <= 11 * shorter


@pytest.mark.parametrize("goal_min", [29, 0, -1, 181])
def test_a_goal_out_of_range_is_refused(goal_min: int) -> None:
    with pytest.raises(ValueError, match="30 to 180"):
        course("standard", goal_min)


def test_r26_red_beyond_30_minutes_is_one_length_back_and_red_at_30_the_stage_before() -> None:
    assert stage_after(S60, "42 min", "R") == "39 min"
    assert stage_after(S60, "33 min", "R") == "S7"
    assert stage_after(S60, "S7", "R") == "S6"


@pytest.mark.parametrize(
    ("stage", "one", "two"),
    [("42 min", "39 min", "36 min"), ("36 min", "33 min", "S7"), ("33 min", "S7", "S7")],
)
def test_r26_a_break_beyond_30_minutes_is_one_or_two_lengths_back_never_below_30(
    stage: str, one: str, two: str
) -> None:
    assert stage_after(S60, stage, "1") == one
    assert stage_after(S60, stage, "2") == two


@pytest.mark.parametrize(("where", "limit"), [(S60, 9), (S60_TWICE, 6)])
def test_r26_three_weeks_without_a_longer_run_stop_unless_the_last_session_was_good(
    where: Course, limit: int
) -> None:
    assert decisions(where, "36 min", "A" * limit) == ["repeat"] * (limit - 1) + [
        "stop-stuck-beyond"
    ]
    good_last = "A" * (limit - 1) + "E"
    assert decisions(where, "36 min", good_last)[-1] == "easy-run"
    assert decisions(where, "36 min", good_last + "E")[-1] == "easy-run"
    assert decisions(where, "36 min", good_last + "A")[-1] == "stop-stuck-beyond"
    assert decisions(where, "36 min", "A" * (limit - 1) + "G")[-1] == "next-length"


def test_r27_an_easy_run_never_leads_on() -> None:
    assert set(decisions(S60, "36 min", "E" * 30)) == {"easy-run"}


def test_r26_reaching_the_goal_ends_the_plan() -> None:
    assert decisions(S60, "60 min", "G") == ["done"]


# ---------------------------------------------------------------- runs on dates


def test_r27_r28_one_long_run_a_week_and_every_fourth_week_is_easier() -> None:
    """Worked out by hand from the rule book for Monday, Wednesday, Friday and a goal of 60.

    The third good run of 30 minutes, on the first Friday, leads beyond; from it the weeks count.
    """
    of = plan("S7", goal_min=60)
    ahead = look_ahead(protocol(), of, opening(protocol(), of), MONDAY)
    by_week = [[s.running_min for s in ahead[n : n + 3]] for n in range(0, len(ahead), 3)]
    assert by_week == [
        [30, 30, 30],
        [33, 30, 30],
        [36, 30, 30],
        [39, 30, 30],
        [33, 30, 30],
        [42, 30, 30],
        [46, 30, 30],
        [50, 30, 30],
        [42, 30, 30],
        [55, 30, 30],
        [60],
    ]


@pytest.mark.parametrize("track", TRACKS)
@pytest.mark.parametrize("weekdays", ["Mon Thu", "Mon Wed Fri", "Tue Thu Sat Sun"])
def test_r28_in_every_fourth_week_nothing_grows(track: str, weekdays: str) -> None:
    of = plan("S7" if track == "standard" else "G12", 120, weekdays, track=track)
    progress = opening(protocol(), of)
    beyond_from: dt.date | None = None
    longest, grown = 30.0, dict[int, int]()
    while session := next_run(protocol(), of, progress, of.start):
        if beyond_from:
            week = days_between(beyond_from, session.on) // 7
            grown.setdefault(week, 0)
            if session.running_min > longest:
                grown[week] += 1
            if week % 4 == 3:
                assert session.running_min <= longest
                assert session.running_min < longest or longest == 30
        longest = max(longest, session.running_min)
        progress = run(protocol(), of, progress, session.on, GREEN)
        if beyond_from is None and of.course.beyond(progress.state.stage):
            beyond_from = session.on
    assert {3, 7} <= grown.keys()
    assert all(times == 0 for week, times in grown.items() if week % 4 == 3)
    assert all(times <= 1 for times in grown.values())


def test_r25_a_run_lifts_the_cap_by_what_was_planned() -> None:
    """The log holds no minutes of its own, so a wild run cannot lift the cap."""
    of = plan("S7", goal_min=60)
    days = ("Mon 1", "Wed 1", "Fri 1", "Mon 2")
    progress = replayed(of, *(fine(day(MONDAY, name)) for name in days))
    assert [minutes for _, minutes in progress.counted] == [30, 30, 30, 33]


def test_r24_a_red_run_does_not_lift_the_cap() -> None:
    of = plan("S7", goal_min=60)
    log = [fine(day(MONDAY, name)) for name in ("Mon 1", "Wed 1", "Fri 1")]
    progress = replayed(of, *log, bad(day(MONDAY, "Mon 2")))
    assert max(minutes for _, minutes in progress.counted) == 30


def test_r24_a_run_that_was_stopped_early_does_not_lift_the_cap() -> None:
    of = plan("S7", goal_min=60)
    log = [fine(day(MONDAY, name)) for name in ("Mon 1", "Wed 1", "Fri 1", "Mon 2")]
    cut_short = replace(log[-1], response=replace(FINE, short=True))
    for last, longest in ((log[-1], 33), (cut_short, 30)):
        progress = replayed(of, *log[:-1], last)
        assert max(minutes for _, minutes in progress.counted) == longest


def test_r24_a_long_run_more_than_30_days_ago_no_longer_carries_the_next_one() -> None:
    """50 would be next after the break, but only runs of 30 lie within the last 30 days: 33."""
    of = plan("S7", goal_min=60)
    progress = good_runs(
        of, lambda so_far: due_min(of, so_far) == 60 and so_far.earliest.weekday() == 0
    )
    assert progress.last_run
    session = next_run(protocol(), of, progress, progress.last_run + dt.timedelta(days=28))
    assert session
    assert days_between(progress.last_run, session.on) == 28
    assert label(of.course, session.stage) == "50 min"
    assert (session.running_min, session.grows) == (33, False)


def test_r24_r26_nothing_longer_than_30_is_planned_without_a_run_in_the_last_30_days() -> None:
    """Two breaks of four weeks with a red run between leave no run in the window: 1.10 times
    nothing is nothing."""
    of = plan("S7", goal_min=60)
    progress = good_runs(of, lambda so_far: due_min(of, so_far) == 60)
    assert progress.last_run
    progress = run(protocol(), of, progress, progress.last_run + dt.timedelta(days=28), RED)
    assert progress.last_run
    after = progress.last_run + dt.timedelta(days=28)
    session = next_run(protocol(), of, progress, after)
    in_window = [m for on, m in progress.counted if days_between(on, after) <= 30]
    assert not in_window
    assert session is None or session.running_min <= 30


@pytest.mark.parametrize(
    ("days", "minutes"), [(7, 42), (8, 39), (14, 39), (15, 36), (28, 36), (29, None)]
)
def test_r26_breaks_beyond_30_minutes_cost_lengths_on_both_sides_of_every_limit(
    days: int, minutes: int | None
) -> None:
    of = plan("S7", goal_min=60, weekdays="Mon Thu")
    progress = good_runs(of, lambda so_far: due_min(of, so_far) == 42)
    assert progress.last_run
    on = progress.last_run + dt.timedelta(days=days)
    anywhere = replace(of, weekdays=frozenset(range(7)))
    session = next_run(protocol(), anywhere, progress, on)
    assert (of.course.lengths_min[session.stage] if session else None) == minutes
