"""The first stage and the first day of somebody who has had a plan: over every reachable state.

Whatever ended a plan, or made its runner give it up, the next one begins no higher than where that
one stood, and no sooner than the rest it asked for.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import replace
from functools import cache
from itertools import product

import pytest

from engine import FINE, READY, course, protocol
from logbook import MONDAY, USABLE_SETS
from return_to_running.calculator.course import Course
from return_to_running.calculator.decisions import STOPS, Decision, Event
from return_to_running.calculator.history import Entry, Kind, replay
from return_to_running.calculator.judging import Result
from return_to_running.calculator.progression import State, begin, respond
from return_to_running.calculator.schedule import (
    DAY,
    Plan,
    Progress,
    Session,
    Step,
    chosen_day,
    next_run,
    opening,
    runs_a_week,
)
from return_to_running.calculator.start import (
    GENTLE_ONLY,
    LastPlan,
    first_day,
    left_by,
    stages_lost,
    start,
    within_tests,
)
from walking import explore

DAYS_OFF = (2, 7, 8, 14, 15, 28, 29, 55, 56)
COURSES = [("standard", 2, 30), ("standard", 3, 36), ("gentle", 2, 33), ("gentle", 3, 30)]
BLANK = State(stage=0, successes=0, sessions_left=1)
"""What is left depends on the stage, the last setback and the end alone."""
ALL_DAYS = frozenset(range(7))


@pytest.fixture(scope="module", params=COURSES, ids=lambda c: f"{c[0]}-{c[1]}-a-week-{c[2]}-min")
def walked(request: pytest.FixtureRequest) -> list[tuple[Course, State, Event, State]]:
    """Every transition of one kind of plan, from every start the start table knows."""
    track, runs, goal = request.param
    where = course(track, goal, runs)
    stages = range(4) if track == "standard" else range(1)
    edges = explore(protocol(), where, [begin(protocol(), where, stage) for stage in stages])
    return [(where, before, event, after) for before, event, after, _ in edges]


def standing(where: Course, state: State, before: LastPlan | None = None) -> LastPlan:
    """What a plan that was begun leaves when it stands at a state."""
    plan = Plan(where, 0, ALL_DAYS, MONDAY)
    step = Step(Session(MONDAY, state.stage, 6, grows=True), Result.GREEN, (), state)
    progress = Progress(state, MONDAY + 2 * DAY, (step,), MONDAY)
    return left_by(plan, progress, before)


@cache
def next_start(last: LastPlan, days_off: int = 2) -> tuple[str, int]:
    """Track and first stage of the next plan."""
    answers = replace(READY, days_off=days_off, after_stop=last.after_stop, highest=last.highest)
    track, stage, why = start(protocol(), answers)
    assert why
    return track, stage


def all_left(walked: list[tuple[Course, State, Event, State]]) -> set[tuple[int, LastPlan]]:
    """The stage of every state that can be reached, and what is left there for the next plan."""
    states = {
        BLANK._replace(stage=s.stage, clear_from=s.clear_from, ended=s.ended)
        for _, _, _, s in walked
    }
    return {(state.stage, standing(walked[0][0], state)) for state in states}


def minutes(track: str, stage: int) -> float:
    return course(track).lengths_min[stage]


# ---------------------------------------------------------------- the first stage


def test_r1_r19_a_new_plan_never_starts_above_where_the_last_one_stood(
    walked: list[tuple[Course, State, Event, State]],
) -> None:
    """R1, R19: whatever happened, however short the time off. The gentle track stays gentle."""
    where = walked[0][0]
    for (highest, last), days_off in product(all_left(walked), DAYS_OFF):
        track, stage = next_start(last, days_off)
        assert minutes(track, stage) <= where.lengths_min[highest]
        if where.track == "gentle":
            assert (track, stage) == ("gentle", 0)
        else:
            assert stage <= highest


def test_r1_after_any_stop_the_new_plan_starts_at_the_first_stage_of_its_track(
    walked: list[tuple[Course, State, Event, State]],
) -> None:
    """R1: never above the stage of the stop, and a clinician is asked for, now and later."""
    where = walked[0][0]
    ends = {after.ended for _, _, _, after in walked}
    assert ends >= STOPS - {Decision.STOP_STUCK_BEYOND}
    stopped = [last for _, last in all_left(walked) if last.after_stop]
    assert stopped
    for last in stopped:
        for days_off in (2, 6, 20, 40):
            assert next_start(last, days_off) == (where.track, 0)
        later = begin(protocol(), where, where.ladder - 1)
        assert next_start(standing(where, later, before=last)) == (where.track, 0)


def test_r19_pain_that_kept_a_runner_from_running_counts_as_a_bad_run_in_the_next_plan(
    walked: list[tuple[Course, State, Event, State]],
) -> None:
    """R19: "count it as red and go to the readiness tests"."""
    pained = [(where, b, after) for where, b, event, after in walked if event is Event.PAIN_BREAK]
    assert pained
    for where, before, after in pained:
        near = before.stage < before.clear_from
        assert after.ended is (Decision.STOP_SETBACKS if near else Decision.TEST_PAIN)
        if not near:
            again = before._replace(held=False, sessions_left=9, ended=None)
            red, _ = respond(protocol(), where, again, Event.RED)
            assert (after.stage, after.clear_from) == (red.stage, red.clear_from)
            assert after.stage == max(0, before.stage - 1)


def test_r2_r44_a_setback_that_is_not_left_behind_counts_in_the_next_plan(
    walked: list[tuple[Course, State, Event, State]],
) -> None:
    """R2, R44: starting again makes no second setback a first, and no first one a second."""
    where = walked[0][0]
    for _, _, _, state in walked:
        last = standing(where, state)
        if state.ended in STOPS:
            assert last.clear_from == 0  # A clinician has been asked, and the count begins anew.
            continue
        stage = min(state.stage, where.ladder - 1)
        again = begin(protocol(), where, stage, last.clear_from)
        assert (again.stage < again.clear_from) == (state.stage < state.clear_from)
        assert max(0, again.clear_from - stage) == max(0, state.clear_from - state.stage)


@pytest.mark.parametrize(("stage", "ends"), [(2, True), (3, True), (4, True), (5, False)])
def test_r2_after_a_bad_run_at_s4_the_next_plan_ends_with_one_up_to_s5(
    stage: int, ends: bool
) -> None:
    where = course("standard")
    red, _ = respond(protocol(), where, begin(protocol(), where, 3), Event.RED)
    last = standing(where, red)
    second = begin(protocol(), where, stage, last.clear_from)
    after, decision = respond(protocol(), where, second, Event.RED)
    assert (after.ended is Decision.STOP_SETBACKS) == ends
    assert (decision is Decision.STEP_BACK) == (not ends)


def test_r19_pain_that_keeps_a_runner_from_running_soon_after_a_bad_run_ends_the_plan() -> None:
    """R19, R2: it counts as the second bad run, and both ways round."""
    where = course("standard")
    for first, second in product((Event.RED, Event.PAIN_BREAK), repeat=2):
        after, _ = respond(protocol(), where, begin(protocol(), where, 3), first)
        last = standing(where, after)
        again = begin(protocol(), where, after.stage, last.clear_from)
        _, decision = respond(protocol(), where, again, second)
        assert decision is Decision.STOP_SETBACKS


def test_r18_r19_starting_again_never_leads_above_going_on_after_the_same_break(
    walked: list[tuple[Course, State, Event, State]],
) -> None:
    """R18, R19: a bad run's stage and a break's stages add up, in a new plan as in the old one."""
    events = (None, Event.BREAK_ONE, Event.BREAK_TWO, Event.BREAK_LONG)
    limits = [days for days, _ in stages_lost(protocol())]
    where = walked[0][0]
    running = {
        BLANK._replace(stage=state.stage, trouble=state.trouble) for _, state, _, _ in walked
    }
    for state in running:
        for days_off in DAYS_OFF:
            event = events[sum(days is not None and days_off > days for days in limits)]
            on = respond(protocol(), where, state, event)[0] if event else state
            track, stage = next_start(standing(where, state), days_off)
            assert minutes(track, stage) <= where.lengths_min[on.stage]


@pytest.mark.parametrize("stage", range(7))
def test_r43_bad_runs_with_a_new_plan_after_each_lead_to_a_clinician(stage: int) -> None:
    """R43: a painful stage is not repeated for ever by starting again and again."""
    where = course("standard")
    red, _ = respond(protocol(), where, begin(protocol(), where, stage), Event.RED)
    last = standing(where, red)
    _, again = next_start(last)
    _, decision = respond(
        protocol(), where, begin(protocol(), where, again, last.clear_from), Event.RED
    )
    assert decision is Decision.STOP_SETBACKS


def test_r9_after_a_long_time_off_the_ordinary_rule_leads_lower_still() -> None:
    where = course("standard")
    last = standing(where, begin(protocol(), where, 3))
    assert next_start(last, 2) == ("standard", 3)
    assert next_start(last, 7) == ("standard", 2)
    assert next_start(last, 55) == ("standard", 0)
    assert next_start(last, 56) == ("gentle", 0)


def test_the_last_plan_is_named_as_what_led_to_the_first_stage() -> None:
    for highest, days_off in ((0, 2), (2, 2), (2, 10), (GENTLE_ONLY, 2)):
        _, _, why = start(protocol(), replace(READY, highest=highest, days_off=days_off))
        assert why == ("highest",)


# ---------------------------------------------------------------- what is passed on


def test_r1_a_plan_that_was_never_begun_passes_on_what_it_was_given() -> None:
    """R1: the mark of a stop is not lost by making a plan and giving it up at once."""
    where = course("standard")
    plan = Plan(where, 0, ALL_DAYS, MONDAY)
    unbegun = opening(protocol(), plan)
    stopped = LastPlan(0, after_stop=True, rest_until=MONDAY, clear_from=3)
    for given in (None, stopped, LastPlan(GENTLE_ONLY)):
        assert left_by(plan, unbegun, given) == (given or LastPlan())


# ---------------------------------------------------------------- the first day


HISTORIES = [
    kinds
    for length in (1, 2, 3)
    for kinds in product(("good", "so-so", "bad", "sign", "too-sore", "pain-break"), repeat=length)
]


def logged(kind: str, on: dt.date) -> Entry:
    pain = {"so-so": 4, "bad": 6}.get(kind, 0)
    if kind in ("too-sore", "pain-break"):
        without_run: Kind = "too-sore" if kind == "too-sore" else "pain-break"
        return Entry(on, kind=without_run)
    return Entry(on, replace(FINE, pain_during=pain, warning_sign=kind == "sign"))


def ended_or_given_up() -> Iterator[tuple[str, dt.date, LastPlan]]:
    """Short histories of plans begun at S1 and at S3: the last entry, its day, what is left."""
    for stage, kinds in product((0, 2), HISTORIES):
        plan = Plan(course("standard"), stage, ALL_DAYS, MONDAY)
        log = [logged(kind, MONDAY + 2 * n * DAY) for n, kind in enumerate(kinds)]
        for n in range(1, len(log)):
            if replay(protocol(), plan, log[:n]).state.ended:
                break
        else:
            progress = replay(protocol(), plan, log)
            yield kinds[-1], log[-1].on, left_by(plan, progress)


def test_r8_r17_a_new_plan_keeps_the_rest_that_the_last_one_asked_for() -> None:
    """R8, R17: two whole days after a bad run, a stop or pain; a free day after any other."""
    found = list(ended_or_given_up())
    assert len(found) > 100
    for kind, on, last in found:
        rest = 2 if kind in ("good", "so-so") else 3
        earliest = first_day(protocol(), on, on, last.rest_until)
        assert (earliest - on).days >= rest, kind


@pytest.mark.parametrize("days_ago", range(5))
def test_r17_the_first_run_leaves_a_free_day_after_the_last_run_before_the_plan(
    days_ago: int,
) -> None:
    last_run = MONDAY - days_ago * DAY
    begin_on = first_day(protocol(), MONDAY, last_run)
    plan = Plan(course("standard"), 0, ALL_DAYS, begin_on)
    session = next_run(protocol(), plan, opening(protocol(), plan), MONDAY)
    assert session
    assert (session.on - last_run).days == max(2, days_ago)


def test_r39_r40_a_plan_that_may_be_made_has_its_first_run_while_the_tests_hold() -> None:
    """R39, R40: on every set of days, from every wanted start. Both sides of the limit are met."""
    met = set()
    for weekdays, weekday, ahead in product(USABLE_SETS, range(7), range(8)):
        made = MONDAY + weekday * DAY
        runs = runs_a_week(protocol(), weekdays)
        plan = Plan(course("standard", 30, runs), 0, weekdays, made + ahead * DAY)
        first = chosen_day(plan, first_day(protocol(), plan.start, made - DAY))
        days = (first - made).days
        assert within_tests(protocol(), made, first) == (days <= 7)
        met.add(days)
    assert {7, 8} <= met
