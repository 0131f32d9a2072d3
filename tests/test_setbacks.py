"""Pain that comes back: after how many setbacks the rule ends a plan.

R-numbers are the points of the rule book. The expected values are written out here from it;
they are not read from the protocol.
"""

from __future__ import annotations

import pytest

from engine import SESSIONS, TRACKS, course, decisions, protocol, stage_after
from return_to_running.calculator import progression
from return_to_running.calculator.course import Course
from return_to_running.calculator.decisions import Decision, Event
from return_to_running.calculator.progression import State, begin, respond

S30 = course("standard")
S60 = course("standard", 60)


def test_r44_red_green_red_stops() -> None:
    for stage in ("S1", "S2", "S4", "S7", "33 min", "50 min"):
        assert decisions(S60, stage, "RGR")[-1] == "stop-setbacks"


def test_r44_two_reds_in_a_row_stop() -> None:
    for stage in ("S1", "S2", "S4", "S7", "33 min", "50 min"):
        assert decisions(S60, stage, "RR")[-1] == "stop-setbacks"


def test_r44_the_count_of_setbacks_reaches_over_breaks() -> None:
    assert decisions(S30, "S6", "R1R")[-1] == "stop-setbacks"
    assert decisions(S30, "S6", "R2GR")[-1] == "stop-setbacks"


def test_r2_a_second_setback_ends_the_plan_before_two_stages_past_the_first() -> None:
    """The stricter form that the rule book allows: the same or a neighbouring stage."""
    assert decisions(S30, "S3", "R" + "GG" + "R")[-1] == "stop-setbacks"
    assert decisions(S30, "S3", "R" + "GGGG" + "R")[-1] == "stop-setbacks"
    assert decisions(S30, "S3", "R" + "GGGGGG" + "R")[-1] == "step-back"


def test_r2_a_red_at_the_first_stage_counts_although_one_stays() -> None:
    assert decisions(S30, "S1", "R" + "GG" + "R")[-1] == "stop-setbacks"
    assert decisions(S30, "S1", "R" + "GGGG" + "R")[-1] == "step-back"


def test_r2_staying_after_amber_does_not_count() -> None:
    assert decisions(S30, "S3", "AGAGG")[-1] == "next-stage"


def test_r2_a_healthy_person_with_many_holidays_is_not_stopped() -> None:
    """Breaks do not count as arrivals, and the climb over the same stages is free."""
    assert decisions(S30, "S3", "1GG" * 30 + "G")[-1] == "same-stage"
    assert stage_after(S30, "S3", "2GGGG" * 30) == "S3"


SETBACKS = frozenset(
    {Decision.STEP_BACK, Decision.REST_REPEAT, Decision.WEEK_BACK, Decision.WEEK_REPEAT}
)


def boldest_moves(where: Course, stage: int, clear_from: int) -> list[tuple[Event, State]]:
    """Where each event leads when it does most and the plan goes on.

    A good session is always the last one needed, a worse week always the second, and sessions
    never run out. Whatever no such history does, no other does either.
    """
    most = progression.needed(protocol(), where, stage) - 1
    moves = []
    for event in Event:
        successes = most if event is Event.GREEN else 0
        held = event is Event.WEEK_WORSE
        state = State(stage, successes, 99, clear_from=clear_from, held=held)
        after, decision = respond(protocol(), where, state, event)
        if not after.ended and (after.stage != stage or decision in SETBACKS):
            moves.append((event, after))
    return moves


@pytest.mark.parametrize("track", TRACKS)
@pytest.mark.parametrize("goal_min", [30, 45])
def test_r2_no_plan_goes_on_after_a_third_arrival_at_one_stage(track: str, goal_min: int) -> None:
    """The machine walks together with a monitor that keeps the arrivals the rule book describes:
    starting, going up and stepping back arrive; a break takes one arrival off each stage left."""
    where = course(track, goal_min)
    stages = range(len(where.lengths_min))
    waiting = [(stage, 0, tuple(int(n == stage) for n in stages)) for stage in stages]
    seen = set(waiting)
    moves: dict[tuple[int, int], list[tuple[Event, State]]] = {}
    while waiting:
        stage, clear_from, arrivals = waiting.pop()
        if (stage, clear_from) not in moves:
            moves[stage, clear_from] = boldest_moves(where, stage, clear_from)
        for event, after in moves[stage, clear_from]:
            count = list(arrivals)
            if event in (Event.BREAK_ONE, Event.BREAK_TWO):
                for left in range(after.stage + 1, stage + 1):
                    count[left] = max(0, count[left] - 1)
            else:
                count[after.stage] += 1
            assert count[after.stage] < 3, (event, stage, clear_from, arrivals)
            found = (after.stage, after.clear_from, tuple(count))
            if found not in seen:
                seen.add(found)
                waiting.append(found)
    assert len(seen) > 500


@pytest.mark.parametrize("track", TRACKS)
@pytest.mark.parametrize("goal_min", [30, 45])
def test_r44_no_plan_goes_on_after_two_reds_in_three_sessions(track: str, goal_min: int) -> None:
    """The machine walks together with a monitor that keeps the last two colours."""
    where, rules = course(track, goal_min), protocol()
    waiting: list[tuple[State, tuple[bool, bool]]] = [
        (begin(rules, where, stage), (False, False)) for stage in range(len(where.lengths_min))
    ]
    seen = set(waiting)
    reds_that_ended = 0
    while waiting:
        state, (before_last, last) = waiting.pop()
        for event in Event:
            for held in (False, True):
                poised = state._replace(held=held)
                after, decision = respond(rules, where, poised, event)
                if event is Event.RED and (before_last or last):
                    assert after.ended is decision is Decision.STOP_SETBACKS, (state, after)
                    reds_that_ended += 1
                if after.ended:
                    continue
                colours = (last, event is Event.RED) if event in SESSIONS else (before_last, last)
                found = (
                    after._replace(sessions_left=99, trouble=0, held=False, climb_back=0),
                    colours,
                )
                if found not in seen:
                    seen.add(found)
                    waiting.append(found)
    assert reds_that_ended > 100
