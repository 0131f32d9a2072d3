"""The log: runs too close together, entries that are edited, and the weekly answer."""

from __future__ import annotations

import pytest

from engine import day, label
from logbook import MONDAY, bad, due, fine, plan, replayed, told
from return_to_running.calculator.decisions import Decision

# ---------------------------------------------------------------- runs too close together


def test_r22_a_run_on_the_next_date_is_kept_but_is_no_success() -> None:
    of = plan("S3")
    progress = replayed(of, fine(MONDAY), fine(day(MONDAY, "Tue 1")))
    assert told(of, progress) == [("Mon 1", ["same-stage"]), ("Tue 1", ["not-counted"])]
    assert due(of, progress) == ("Fri 1", "S3")


def test_r22_a_run_two_dates_later_is_a_success_although_not_on_a_chosen_day() -> None:
    of = plan("S3", weekdays="Mon Thu")
    progress = replayed(of, fine(MONDAY), fine(day(MONDAY, "Wed 1")))
    assert told(of, progress)[-1] == ("Wed 1", ["next-stage"])


def test_r22_a_bad_run_on_the_next_date_counts_in_full() -> None:
    of = plan("S3")
    progress = replayed(of, fine(MONDAY), bad(day(MONDAY, "Tue 1")))
    assert told(of, progress)[-1] == ("Tue 1", ["step-back"])
    assert due(of, progress) == ("Fri 1", "S2")


@pytest.mark.parametrize("first_bad", [True, False])
def test_r22_of_two_runs_on_one_date_the_worse_counts(first_bad: bool) -> None:
    of = plan("S3")
    both = [bad(MONDAY), fine(MONDAY)]
    progress = replayed(of, *(both if first_bad else both[::-1]))
    assert told(of, progress) == [("Mon 1", ["step-back"])]


def test_r22_two_good_runs_on_one_date_are_no_success() -> None:
    """They lie less than 2 dates apart, and twice the stage in a day is not the stage."""
    of = plan("S3")
    progress = replayed(of, fine(MONDAY), fine(MONDAY))
    assert told(of, progress) == [("Mon 1", ["not-counted"])]


def test_r22_a_date_before_the_start_is_refused() -> None:
    of = plan(start=day(MONDAY, "Wed 1"))
    with pytest.raises(ValueError, match="before the start"):
        replayed(of, fine(MONDAY))


def test_r8_a_run_within_the_rest_does_not_shorten_it() -> None:
    of = plan("S3", weekdays="Mon Wed Thu Sat")
    progress = replayed(of, bad(MONDAY), fine(day(MONDAY, "Tue 1")))
    assert told(of, progress)[-1] == ("Tue 1", ["not-counted"])
    assert due(of, progress) == ("Thu 1", "S2")


# ---------------------------------------------------------------- editing the log


def test_r38_editing_an_old_entry_replays_everything_after_it() -> None:
    of = plan("S3")
    days = [day(MONDAY, name) for name in ("Mon 1", "Wed 1", "Fri 1", "Mon 2")]
    before = replayed(of, *map(fine, days))
    assert label(of.course, before.state.stage) == "S5"
    log = [fine(days[0]), fine(days[1], pain=4), fine(days[2]), fine(days[3])]
    after = replayed(of, *log)
    assert [d for _, ds in told(of, after) for d in ds] == [
        *("same-stage", "repeat", "same-stage", "next-stage")
    ]
    assert label(of.course, after.state.stage) == "S4"


def test_r38_entries_after_the_end_stay_visible_and_change_nothing() -> None:
    of = plan("S3")
    days = [day(MONDAY, name) for name in ("Mon 1", "Thu 1", "Mon 2")]
    progress = replayed(of, bad(days[0]), bad(days[1]), fine(days[2]))
    assert [step.session.on for step in progress.steps] == days
    assert progress.steps[-1].result is None
    assert progress.steps[-1].decisions == ()
    assert progress.state.ended is Decision.STOP_SETBACKS


# ---------------------------------------------------------------- the weekly answer


def test_r49_the_weekly_answer_holds_the_session_of_the_same_check_in() -> None:
    of = plan("S3")
    progress = replayed(of, fine(MONDAY), fine(day(MONDAY, "Wed 1"), week="worse"))
    assert told(of, progress)[-1] == ("Wed 1", ["week-hold", "not-counted"])


def test_r49_the_session_run_before_a_second_worse_week_is_recorded_as_it_was_run() -> None:
    of = plan("S3")
    log = [fine(MONDAY, week="worse"), fine(day(MONDAY, "Mon 2"), week="worse")]
    progress = replayed(of, *log)
    assert told(of, progress)[-1][1][0] == "week-back"
    assert label(of.course, progress.state.stage) == "S2"
    assert label(of.course, progress.steps[-1].session.stage) == "S3"
