"""The tables that the browser looks up are the rule, on every transition of every kind of plan."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from engine import TRACKS, course, protocol
from graph import Graph
from return_to_running.calculator.course import Course
from return_to_running.calculator.decisions import ENDS, Decision, Event
from return_to_running.calculator.machine import Machine, fold
from return_to_running.calculator.machine_table import machine_table
from return_to_running.calculator.progression import State, begin, respond
from walking import explore, walk


@pytest.fixture(scope="module")
def tables() -> Machine:
    return fold(protocol())


def test_the_decisions_that_end_a_plan_are_the_gravest_and_stand_last() -> None:
    """The browser's tables only say where they begin."""
    ends = machine_table(fold(protocol()))["ends"]
    assert set(list(Decision)[ends:]) == ENDS


def test_the_folded_tables_equal_the_rule_on_every_transition(
    graph: Graph, tables: Machine, capsys: pytest.CaptureFixture[str]
) -> None:
    """What the browser looks up is what the rule says, in every state and for every event."""
    rules, states = protocol(), graph.states
    for before, event, after, decision in graph.edges:
        found = walk(tables, rules, graph.course, states[before], event)
        assert found == (states[after], decision), (states[before], event)
    with capsys.disabled():
        print(
            f"\n{graph.course.track}, {graph.course.runs_a_week} a week, "
            f"{graph.course.lengths_min[-1]:g} min: "
            f"{len(states):,} states, {len(graph.edges):,} transitions"
        )


def test_exploring_finds_what_any_history_can_reach() -> None:
    """A second, plain search over whole histories finds no state that exploring missed."""
    where = course("standard", 33, 2)
    edges = explore(protocol(), where, [begin(protocol(), where, 3)])
    found = {state for before, _, after, _ in edges for state in (before, after)}
    for state in histories(where, begin(protocol(), where, 3), length=4):
        assert state in found


def histories(where: Course, state: State, length: int) -> Iterator[State]:
    yield state
    if length and not state.ended:
        for event in Event:
            if event is not Event.EASY or where.beyond(state.stage):
                yield from histories(where, respond(protocol(), where, state, event)[0], length - 1)


def test_the_tables_serve_the_longest_goal_too(tables: Machine) -> None:
    """Walked by good sessions, and by a few bad ones, up to 180 minutes."""
    rules = protocol()
    for track in TRACKS:
        where = course(track, 180)
        state = begin(rules, where, 0)
        while not state.ended:
            for event in (Event.AMBER, Event.RED, Event.EASY, Event.BREAK_TWO, Event.WEEK_WORSE):
                if event is not Event.EASY or where.beyond(state.stage):
                    assert walk(tables, rules, where, state, event) == respond(
                        rules, where, state, event
                    )
            walked = walk(tables, rules, where, state, Event.GREEN)
            assert walked == respond(rules, where, state, Event.GREEN)
            state = walked[0]
        assert state.ended is Decision.DONE
