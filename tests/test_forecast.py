"""Looking ahead: all green reaches the goal, and looking changes nothing."""

from __future__ import annotations

import pytest

from engine import GREEN, TRACKS, day, day_name, label, protocol
from logbook import MONDAY, fine, plan, replayed
from return_to_running.calculator.decisions import Decision
from return_to_running.calculator.forecast import look_ahead, one_again
from return_to_running.calculator.history import run
from return_to_running.calculator.schedule import opening


@pytest.mark.parametrize("track", TRACKS)
@pytest.mark.parametrize("weekdays", ["Mon Thu", "Mon Wed Fri"])
@pytest.mark.parametrize("goal_min", range(30, 181, 5))
def test_all_green_reaches_every_goal(track: str, weekdays: str, goal_min: int) -> None:
    of = plan("S1" if track == "standard" else "G1", goal_min, weekdays, track=track)
    ahead = look_ahead(protocol(), of, opening(protocol(), of), of.start)
    assert ahead[-1].running_min == goal_min
    assert max(session.running_min for session in ahead) == goal_min
    progress = opening(protocol(), of)
    for session in ahead:
        progress = run(protocol(), of, progress, session.on, GREEN)
    assert progress.state.ended is Decision.DONE


@pytest.mark.parametrize("track", TRACKS)
@pytest.mark.parametrize("weekdays", ["Mon Thu", "Mon Wed Fri"])
@pytest.mark.parametrize("goal_min", [30, 60])
def test_a_look_ahead_with_every_third_session_again_still_reaches_the_goal(
    track: str, weekdays: str, goal_min: int
) -> None:
    """It tells the runner "or a little later", so it must arrive, not stop as stuck."""
    of = plan("S1" if track == "standard" else "G1", goal_min, weekdays, track=track)
    start = opening(protocol(), of)
    ahead = look_ahead(protocol(), of, start, of.start, one_again(protocol()))
    assert ahead[-1].running_min == goal_min
    assert ahead[-1].on > look_ahead(protocol(), of, start, of.start)[-1].on


@pytest.mark.parametrize(
    ("track", "sessions", "last"), [("standard", 14, "Wed 5"), ("gentle", 24, "Fri 8")]
)
def test_the_shortest_plans_to_30_minutes_are_those_of_the_dossier(
    track: str, sessions: int, last: str
) -> None:
    """14 sessions in about 5 weeks, 24 in 8, at three runs a week."""
    of = plan("S1" if track == "standard" else "G1", track=track)
    ahead = look_ahead(protocol(), of, opening(protocol(), of), of.start)
    assert (len(ahead), day_name(MONDAY, ahead[-1].on)) == (sessions, last)


def test_looking_ahead_changes_nothing() -> None:
    of = plan("S3", goal_min=45)
    progress = replayed(of, fine(MONDAY))
    first = look_ahead(protocol(), of, progress, MONDAY)
    assert look_ahead(protocol(), of, progress, MONDAY) == first
    assert progress == replayed(of, fine(MONDAY))


def test_the_forecast_holds_a_worse_week_until_the_next_weekly_answer() -> None:
    """R49: the two runs before it count for nothing, the run on its day for one good one."""
    of = plan("S3")
    held = replayed(of, fine(MONDAY, week="worse"))
    ahead = look_ahead(protocol(), of, held, MONDAY)
    assert [(day_name(MONDAY, run.on), label(of.course, run.stage)) for run in ahead[:5]] == [
        *(("Wed 1", "S3"), ("Fri 1", "S3"), ("Mon 2", "S3"), ("Wed 2", "S3"), ("Fri 2", "S4")),
    ]


def test_beyond_30_minutes_the_forecast_holds_a_worse_week_too() -> None:
    of = plan("S7", goal_min=60)
    days = [day(MONDAY, name) for name in ("Mon 1", "Wed 1", "Fri 1", "Mon 2")]
    held = replayed(of, *map(fine, days), fine(day(MONDAY, "Wed 2"), week="worse"))
    ahead = look_ahead(protocol(), of, held, MONDAY)
    assert [(day_name(MONDAY, run.on), run.running_min) for run in ahead[:4]] == [
        *(("Fri 2", 30), ("Mon 3", 30), ("Wed 3", 30), ("Fri 3", 36)),
    ]


@pytest.mark.parametrize("weekdays", ["Mon Thu", "Mon Wed Fri"])
@pytest.mark.parametrize("goal_min", [33, 45, 90, 180])
def test_one_run_in_three_again_makes_a_plan_slower_but_not_endless(
    weekdays: str, goal_min: int
) -> None:
    """Beyond 30 minutes a run that does not count puts an easy one before the next longer run."""
    of = plan("S7", goal_min, weekdays)
    start = opening(protocol(), of)
    best = look_ahead(protocol(), of, start, of.start)
    slower = look_ahead(protocol(), of, start, of.start, one_again(protocol()))
    assert slower[-1].running_min == goal_min
    assert len(best) < len(slower) < 2 * len(best) + 4
