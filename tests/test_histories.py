"""Sessions on dates: what holds in every one of many random histories."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from hypothesis import given, settings
from hypothesis import strategies as st

from engine import AMBER, FINE, GREEN, RED, TRACKS, UNCOUNTED, course, protocol
from logbook import USABLE_SETS, days_between, replayed
from return_to_running.calculator.decisions import STEPS_BACK, Decision
from return_to_running.calculator.forecast import look_ahead
from return_to_running.calculator.history import Entry, not_usual, run
from return_to_running.calculator.judging import Result
from return_to_running.calculator.schedule import (
    Plan,
    Progress,
    Session,
    Week,
    next_run,
    opening,
    runs_a_week,
)

UP = {Decision.NEXT_STAGE, Decision.NEXT_LENGTH}
GOOD_RUN = UP | {Decision.SAME_STAGE, Decision.BEFORE_LONGER, Decision.EASY_RUN}
thorough = settings(max_examples=300)


@dataclass(frozen=True)
class Move:
    """What a runner does next: run late by some days or on time, run too soon, or say no."""

    kind: str
    days: int
    result: Result
    week: Week | None


@dataclass(frozen=True)
class Lived:
    """One run of a history: what was planned for it, before and after."""

    planned: Session | None
    on: dt.date
    result: Result
    week: Week | None
    before: Progress
    after: Progress

    @property
    def decisions(self) -> tuple[Decision, ...]:
        return self.after.steps[-1].decisions

    @property
    def logged(self) -> Session:
        return self.after.steps[-1].session


moves = st.builds(
    Move,
    kind=st.sampled_from(["run"] * 8 + ["early"]),
    days=st.sampled_from([0] * 12 + [*range(1, 10), 13, 14, 15, 20, 27, 28]),
    result=st.sampled_from([GREEN] * 4 + [UNCOUNTED, UNCOUNTED, AMBER, AMBER, RED, RED]),
    week=st.sampled_from([None] * 8 + ["same", "same", "worse"]),
)
dates = st.dates(dt.date(2023, 12, 20), dt.date(2029, 1, 10))


@st.composite
def plans(draw: st.DrawFn, goals: Sequence[int] = range(30, 181)) -> Plan:
    weekdays = draw(st.sampled_from(USABLE_SETS))
    track = draw(st.sampled_from(TRACKS))
    where = course(track, draw(st.sampled_from(goals)), runs_a_week(protocol(), weekdays))
    first = draw(st.sampled_from([*range(where.ladder), where.ladder - 1, where.ladder - 1]))
    return Plan(where, first, weekdays, draw(dates))


def live(of: Plan, doing: list[Move]) -> list[Lived]:
    """Carry a history out, run by run, until it or the plan ends."""
    progress, today, lived = opening(protocol(), of), of.start, list[Lived]()
    for move in doing:
        if progress.state.ended:
            break
        if move.kind == "no":
            today = max(today, progress.earliest)
            progress = not_usual(protocol(), of, progress, today)
            continue
        looking = progress.earliest + dt.timedelta(days=move.days)
        planned = next_run(protocol(), of, progress, looking)
        if planned is None:
            break
        on = planned.on
        if move.kind == "early" and progress.last_run:
            on, planned = progress.last_run + dt.timedelta(days=1), None
        after = run(protocol(), of, progress, on, move.result, move.week)
        lived.append(Lived(planned, on, move.result, move.week, progress, after))
        progress, today = after, on
    return lived


def reached(of: Plan, doing: list[Move]) -> Progress:
    """Where a history leads."""
    lived = live(of, doing)
    return lived[-1].after if lived else opening(protocol(), of)


GOOD, NO = Move("run", 0, GREEN, None), Move("no", 0, GREEN, None)
turns = st.tuples(st.sampled_from([0] * 6 + [*range(1, 13)]), moves, st.sampled_from([0, 0, 1, 13]))
histories = st.lists(turns, min_size=1, max_size=10).map(
    lambda turns: [
        move for good, then, waits in turns for move in [GOOD] * good + [then] + [NO] * waits
    ]
)
"""Good runs on time, then another one, then perhaps days that are not back to usual; again and
again. Without the good ones few histories get beyond 30 minutes."""


def test_the_histories_meet_all_that_is_said_of_them() -> None:
    """Else what follows would hold of nothing."""
    met: Counter[str] = Counter()

    @thorough
    @given(plans(range(31, 181)), histories)
    def count(of: Plan, doing: list[Move]) -> None:
        lived = live(of, doing)
        lengths = [one.logged.running_min for one in lived]
        decided = [decision for one in lived for decision in one.decisions]
        stands = reached(of, doing)
        told = [decision for step in stands.steps for decision in step.decisions]
        if not stands.state.ended:
            ahead = look_ahead(protocol(), of, stands, stands.earliest)
            met["a run that can be missed"] += ahead[-1].stage == of.course.goal
        met["beyond 30 minutes"] += any(
            one.planned and one.planned.running_min > 30 for one in lived
        )
        met["two longest runs"] += len({length for length in lengths if length > 30}) > 1
        met["three stages up"] += sum(decision in UP for decision in decided) > 2
        met["a run after a setback"] += any(STEPS_BACK & set(one.decisions) for one in lived[:-1])
        met["a break"] += Decision.BREAK_BACK in decided
        met["a run too soon"] += any(one.planned is None for one in lived)
        met["a day that is not back to usual"] += Decision.WAIT in told
        met["an end"] += bool(lived and lived[-1].after.state.ended)

    count()
    assert min(met.values()) > 30, met


@thorough
@given(plans(), histories)
def test_r17_a_run_is_planned_only_on_chosen_weekdays_at_least_2_dates_after_the_last(
    of: Plan, doing: list[Move]
) -> None:
    for one in live(of, doing):
        if one.planned:
            assert one.planned.on.weekday() in of.weekdays
            assert one.planned.on >= of.start
            if one.before.last_run:
                assert days_between(one.before.last_run, one.planned.on) >= 2


@thorough
@given(plans(), histories, st.integers(1, 6))
def test_no_rule_knows_on_which_day_a_week_begins(of: Plan, doing: list[Move], days: int) -> None:
    """Sunday or Monday: a plan and its history, moved by some days, are the same, moved."""
    moved = dt.timedelta(days=days)
    chosen = frozenset((day + days) % 7 for day in of.weekdays)
    assert runs_a_week(protocol(), chosen) == of.course.runs_a_week
    other = live(replace(of, weekdays=chosen, start=of.start + moved), doing)
    assert [(one.on + moved, one.decisions, one.logged.running_min) for one in live(of, doing)] == [
        (one.on, one.decisions, one.logged.running_min) for one in other
    ]


@thorough
@given(plans(), histories)
def test_r8_after_a_setback_two_whole_days_are_without_a_planned_run(
    of: Plan, doing: list[Move]
) -> None:
    setbacks: list[dt.date] = []
    for one in live(of, doing):
        if one.planned:
            assert all(days_between(on, one.planned.on) >= 3 for on in setbacks)
        if STEPS_BACK & set(one.decisions):
            setbacks.append(one.on)


@thorough
@given(plans(range(31, 181)), histories)
def test_r24_no_planned_run_beyond_30_minutes_is_over_the_cap(of: Plan, doing: list[Move]) -> None:
    """At most a tenth longer than the longest run of the last 30 days that was not red."""
    ran: list[tuple[dt.date, float]] = []
    for one in live(of, doing):
        if one.planned and one.planned.running_min > 30:
            recent = [minutes for on, minutes in ran if days_between(on, one.planned.on) <= 30]
            assert recent
            assert 10 * one.planned.running_min <= 11 * max(recent)
        if one.result < RED:
            ran.append((one.on, one.logged.running_min))


@thorough
@given(plans(range(31, 181)), histories)
def test_r27_at_most_one_new_longest_run_in_any_7_days(of: Plan, doing: list[Move]) -> None:
    longest, raised = 30.0, list[dt.date]()
    for one in live(of, doing):
        if one.logged.running_min > longest:
            longest = one.logged.running_min
            raised.append(one.on)
    assert all(days_between(first, second) >= 7 for first, second in pairwise(raised))


@thorough
@given(plans(), histories)
def test_after_a_run_that_was_not_good_the_next_run_is_no_longer_than_that_run(
    of: Plan, doing: list[Move]
) -> None:
    """R48, R49: nor while the hip is worse than the week before."""
    for one, then in pairwise(live(of, doing)):
        if one.result is not GREEN or one.after.state.held:
            assert then.logged.running_min <= one.logged.running_min


@thorough
@given(plans(), histories)
def test_r32_at_most_2_stages_up_in_any_7_days(of: Plan, doing: list[Move]) -> None:
    ups = [one.on for one in live(of, doing) if UP & set(one.decisions)]
    assert all(days_between(first, third) >= 7 for first, third in zip(ups, ups[2:], strict=False))


@thorough
@given(plans(), histories)
def test_no_session_that_was_not_good_raises_the_stage(of: Plan, doing: list[Move]) -> None:
    for one in live(of, doing):
        if one.result is not GREEN or one.planned is None:
            assert one.after.state.stage <= one.before.state.stage


@thorough
@given(plans(), histories)
def test_r22_a_run_too_soon_is_never_a_success(of: Plan, doing: list[Move]) -> None:
    for one in live(of, doing):
        if one.planned is None:
            assert not (GOOD_RUN | {Decision.DONE}) & set(one.decisions)


@thorough
@given(plans(), histories, st.integers(1, 60))
def test_r38_replaying_a_log_gives_what_living_it_gave(
    of: Plan, doing: list[Move], mixed: int
) -> None:
    """In whatever order the entries are stored."""
    answers = {
        GREEN: FINE,
        UNCOUNTED: replace(FINE, painkiller=True),
        AMBER: replace(FINE, pain_during=4),
        RED: replace(FINE, limp=True),
    }
    lived = live(of, [move for move in doing if move.kind != "no"])
    log = [Entry(one.on, answers[one.result], one.week) for one in lived]
    cut = mixed % (len(log) + 1)
    progress = replayed(of, *log[cut:], *log[:cut])
    assert progress == (lived[-1].after if lived else opening(protocol(), of))


@thorough
@given(plans(range(30, 31)), histories, st.integers(1, 28))
def test_a_missed_run_to_30_minutes_is_never_made_up(
    of: Plan, doing: list[Move], missed_days: int
) -> None:
    """Seen later, the plan never has more runs, or a longer one, by any date."""
    progress = reached(of, doing)
    if progress.state.ended:
        return
    today = progress.earliest
    on_time = look_ahead(protocol(), of, progress, today)
    late = look_ahead(protocol(), of, progress, today + dt.timedelta(days=missed_days))
    if on_time[-1].stage != of.course.goal:
        return  # One good run more would not have saved the plan: nothing to compare with.
    for n, session in enumerate(late, 1):
        until_then = [s for s in on_time if s.on <= session.on]
        assert n <= len(until_then) or len(until_then) == len(on_time)
        assert session.running_min <= max(s.running_min for s in until_then)


@thorough
@given(plans(range(31, 91)), histories, st.integers(1, 28))
def test_a_missed_run_beyond_30_minutes_is_never_made_up(
    of: Plan, doing: list[Move], missed_days: int
) -> None:
    """After missed days there are never more runs by any date, and the run due is no longer."""
    progress = reached(of, doing)
    if progress.state.ended:
        return
    on_time = look_ahead(protocol(), of, progress, progress.earliest)
    back = progress.earliest + dt.timedelta(days=missed_days)
    late = look_ahead(protocol(), of, progress, back)
    for n, session in enumerate(late, 1):
        assert n <= len([s for s in on_time if s.on <= session.on]) or session.on > on_time[-1].on
    if late:
        assert late[0].running_min <= max(30, of.course.lengths_min[progress.state.stage])


@given(plans())
@settings(max_examples=100)
def test_all_green_reaches_the_goal_from_any_start(of: Plan) -> None:
    ahead = look_ahead(protocol(), of, opening(protocol(), of), of.start)
    assert ahead[-1].running_min == of.course.lengths_min[-1]
