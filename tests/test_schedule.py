"""Sessions on dates: the days of the week, breaks and rests, on both sides of every limit."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

import pytest

from engine import FINE, WEEKDAYS, course, day, day_name, label, protocol
from logbook import ALL_SETS, MONDAY, USABLE_SETS, bad, days_between, due, fine, plan, replayed
from return_to_running.calculator.decisions import SEE_CLINICIAN, Decision
from return_to_running.calculator.forecast import look_ahead
from return_to_running.calculator.history import Entry
from return_to_running.calculator.schedule import Plan, next_run, opening, runs_a_week

# ---------------------------------------------------------------- the days of the week


def plainly_counted(weekdays: frozenset[int], first: int) -> int:
    """Runs in a year of 52 weeks, taking every chosen day that is 2 dates after the last."""
    runs, last = 0, -2
    for number in range(first, first + 364):
        if number % 7 in weekdays and number - last >= 2:
            runs, last = runs + 1, number
    return min(3, runs // 52)


@pytest.mark.parametrize("weekdays", ALL_SETS, ids=lambda s: "-".join(WEEKDAYS[d] for d in s))
def test_r17_the_runs_a_week_of_every_set_of_days_are_counted_right(
    weekdays: frozenset[int],
) -> None:
    """Whatever day of the week one starts on."""
    assert {plainly_counted(weekdays, first) for first in range(7)} == {
        runs_a_week(protocol(), weekdays)
    }


@pytest.mark.parametrize("weekdays", ["Sat Sun", "Sun Mon", "Wed", "Tue Wed"])
def test_r17_neighbouring_days_allow_one_run_a_week(weekdays: str) -> None:
    assert runs_a_week(protocol(), [WEEKDAYS.index(name) for name in weekdays.split()]) == 1


def test_r17_no_days_allow_no_run() -> None:
    assert runs_a_week(protocol(), []) == 0


def test_r17_four_runs_in_seven_dates_are_never_planned() -> None:
    """Whichever two to four days are chosen, and whatever day one starts on."""
    found = []
    for weekdays in USABLE_SETS:
        where = course("standard", 30, runs_a_week(protocol(), weekdays))
        for later in range(7):
            of = Plan(where, 0, weekdays, MONDAY + dt.timedelta(days=later))
            runs = [s.on for s in look_ahead(protocol(), of, opening(protocol(), of), of.start)]
            found += [
                " ".join(day_name(MONDAY, on) for on in runs[n : n + 4])
                for n in range(len(runs) - 3)
                if days_between(runs[n], runs[n + 3]) < 7
            ]
    assert not found


@pytest.mark.parametrize(
    ("start", "first"), [("Mon 1", "Mon 1"), ("Tue 1", "Wed 1"), ("Sat 1", "Mon 2")]
)
def test_r40_the_first_run_is_the_first_chosen_day_from_the_start_on(
    start: str, first: str
) -> None:
    of = plan(start=day(MONDAY, start))
    assert due(of, opening(protocol(), of)) == (first, "S3")


@pytest.mark.parametrize(
    ("start", "runs"),
    [
        # 2028 has a 29 February, 2027 has not.
        ("2028-02-26", ["2028-02-28", "2028-03-01", "2028-03-03"]),
        ("2027-02-26", ["2027-02-26", "2027-03-01", "2027-03-03"]),
        ("2028-02-29", ["2028-03-01", "2028-03-03", "2028-03-06"]),
        ("2027-12-30", ["2027-12-31", "2028-01-03", "2028-01-05"]),
        # The clocks change on 28 March and 31 October 2027 in much of Europe.
        ("2027-03-26", ["2027-03-26", "2027-03-29", "2027-03-31"]),
        ("2027-10-29", ["2027-10-29", "2027-11-01", "2027-11-03"]),
    ],
)
def test_leap_days_year_ends_and_clock_changes_are_only_dates(start: str, runs: list[str]) -> None:
    of = plan(start=dt.date.fromisoformat(start))
    ahead = look_ahead(protocol(), of, opening(protocol(), of), of.start)
    assert [str(session.on) for session in ahead[:3]] == runs


# ---------------------------------------------------------------- breaks


@pytest.mark.parametrize(
    ("days", "decisions", "stage"),
    [
        (2, ["next-stage"], "S5"),
        (6, ["next-stage"], "S5"),
        (7, ["next-stage"], "S5"),
        (8, ["break-back", "same-stage"], "S3"),
        (14, ["break-back", "same-stage"], "S3"),
        (15, ["break-back", "same-stage"], "S2"),
        (28, ["break-back", "same-stage"], "S2"),
    ],
)
def test_r18_a_break_is_counted_from_run_to_run_on_both_sides_of_every_limit(
    days: int, decisions: list[str], stage: str
) -> None:
    of = plan("S4")
    progress = replayed(of, fine(MONDAY), fine(MONDAY + dt.timedelta(days=days)))
    assert [str(d) for d in progress.steps[-1].decisions] == decisions
    assert label(of.course, progress.state.stage) == stage


def test_r18_a_break_of_29_days_leads_to_the_readiness_tests() -> None:
    of = plan("S4")
    progress = replayed(of, fine(MONDAY), fine(MONDAY + dt.timedelta(days=29)))
    assert progress.steps[-1].decisions == (Decision.TEST_LONG_BREAK,)
    assert due(of, progress) is None


@pytest.mark.parametrize(
    ("today", "expected"),
    [
        ("Mon 2", ("Mon 2", "S4")),  # 7 dates after Monday: nothing changes
        ("Tue 2", ("Wed 2", "S3")),  # the next run is on Wednesday: 9
        ("Mon 3", ("Mon 3", "S3")),  # 14
        ("Tue 3", ("Wed 3", "S2")),  # 16
        ("Mon 5", ("Mon 5", "S2")),  # 28
        ("Tue 5", None),  # 30: the readiness tests
    ],
)
def test_r18_the_break_runs_to_the_day_of_the_next_run_not_to_today(
    today: str, expected: tuple[str, str] | None
) -> None:
    of = plan("S4")
    progress = replayed(of, fine(MONDAY))
    assert due(of, progress, day(MONDAY, today)) == expected


@pytest.mark.parametrize(
    ("on", "stage"), [("Mon 2", "S4"), ("Wed 2", "S3"), ("Mon 3", "S3"), ("Wed 3", "S2")]
)
def test_r18_a_first_run_that_never_took_place_counts_from_the_planned_start(
    on: str, stage: str
) -> None:
    of = plan("S4")
    assert due(of, opening(protocol(), of), day(MONDAY, on)) == (on, stage)


def test_r19_a_break_because_of_pain_leads_to_the_readiness_tests() -> None:
    of = plan("S4")
    progress = replayed(of, fine(MONDAY), Entry(day(MONDAY, "Mon 2"), kind="pain-break"))
    assert progress.state.ended is Decision.TEST_PAIN


def test_r19_a_run_on_the_same_date_does_not_hide_a_break_because_of_pain() -> None:
    """The worse of two entries of one date counts."""
    of, on = plan("S4"), day(MONDAY, "Fri 2")
    progress = replayed(of, fine(MONDAY), Entry(on, kind="pain-break"), fine(on))
    assert progress.state.ended is Decision.TEST_PAIN


def test_r19_a_setback_and_a_break_add_up() -> None:
    of = plan("S5")
    progress = replayed(of, bad(MONDAY))
    assert due(of, progress, day(MONDAY, "Wed 2")) == ("Wed 2", "S3")


def test_r4_a_warning_sign_after_a_long_break_is_still_a_stop() -> None:
    """29 days or more lead to the tests; a warning sign told on that day must not get lost."""
    of = plan("S4")
    sign = replace(fine(day(MONDAY, "Mon 6")), response=replace(FINE, warning_sign=True))
    progress = replayed(of, fine(MONDAY), sign)
    assert progress.state.ended is Decision.STOP_SIGN


def test_r4_a_warning_sign_together_with_a_second_worse_week_is_told() -> None:
    """The plan ends either way, but the card of the sign must be shown."""
    of = plan("S4")
    sign = Entry(day(MONDAY, "Mon 3"), replace(FINE, warning_sign=True), "worse")
    progress = replayed(
        of,
        bad(MONDAY),
        fine(day(MONDAY, "Mon 2"), week="worse"),
        sign,
    )
    assert progress.state.ended is Decision.STOP_SIGN


# ---------------------------------------------------------------- rest after a bad run


@pytest.mark.parametrize(
    ("weekdays", "bad_day", "next_day"),
    [
        ("Mon Wed Fri", "Mon 1", "Fri 1"),
        ("Mon Wed Fri", "Wed 1", "Mon 2"),
        ("Mon Wed Fri", "Fri 1", "Mon 2"),
        ("Mon Thu", "Mon 1", "Thu 1"),
        ("Mon Wed Thu Sat", "Mon 1", "Thu 1"),
    ],
)
def test_r8_the_next_run_is_3_dates_after_a_bad_one_then_the_next_chosen_day(
    weekdays: str, bad_day: str, next_day: str
) -> None:
    of = plan("S3", weekdays=weekdays)
    assert due(of, replayed(of, bad(day(MONDAY, bad_day)))) == (next_day, "S2")


def test_r8_a_no_moves_the_run_on_by_a_day_and_asks_again() -> None:
    of = plan("S3", weekdays="Mon Thu Fri Sat")
    no = Entry(day(MONDAY, "Thu 1"), kind="not-usual")
    assert due(of, replayed(of, bad(MONDAY), no)) == ("Fri 1", "S2")
    assert due(
        of, replayed(of, bad(MONDAY), no, Entry(day(MONDAY, "Fri 1"), kind="not-usual"))
    ) == ("Sat 1", "S2")


@pytest.mark.parametrize("days", [3, 6, 7, 13])
def test_r8_until_the_13th_day_a_no_only_waits_and_from_the_7th_asks_for_a_clinician(
    days: int,
) -> None:
    of = plan("S3")
    progress = replayed(of, bad(MONDAY), Entry(MONDAY + dt.timedelta(days=days), kind="not-usual"))
    told = Decision.WAIT if days < 7 else Decision.WAIT_SOON
    assert progress.steps[-1].decisions == (told,)
    assert (told in SEE_CLINICIAN) == (days >= 7)
    assert next_run(protocol(), of, progress, of.start)


@pytest.mark.parametrize("days", [14, 15, 40])
def test_r8_from_the_14th_day_on_a_no_ends_the_plan(days: int) -> None:
    of = plan("S3")
    progress = replayed(of, bad(MONDAY), Entry(MONDAY + dt.timedelta(days=days), kind="not-usual"))
    assert progress.state.ended is Decision.STOP_NOT_SETTLING
    assert due(of, progress) is None
