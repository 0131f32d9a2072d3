"""The rule explored from state to state, and the folded tables walked as the browser walks them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from return_to_running.calculator.course import Course
from return_to_running.calculator.decisions import ENDS, Decision, Event
from return_to_running.calculator.machine import ENOUGH_LEFT, EVENTS, MOVES, Machine, zone
from return_to_running.calculator.progression import (
    TROUBLE_AFTER,
    TWICE_TROUBLED,
    State,
    budget,
    respond,
)
from return_to_running.calculator.protocol import Protocol


def explore(
    protocol: Protocol, course: Course, starts: Iterable[State]
) -> Iterator[tuple[State, Event, State, Decision]]:
    """Every transition of every state that can be reached from one of `starts`."""
    waiting = list(starts)
    seen = set(waiting)
    while waiting:
        state = waiting.pop()
        for event in events_at(course, state):
            after, decision = respond(protocol, course, state, event)
            yield state, event, after, decision
            if after not in seen:
                seen.add(after)
                if not after.ended:
                    waiting.append(after)


def events_at(course: Course, state: State) -> tuple[Event, ...]:
    """The events that can happen here: an easy run exists only beyond the ladder."""
    return tuple(e for e in EVENTS if e is not Event.EASY or course.beyond(state.stage))


def walk(
    machine: Machine, protocol: Protocol, course: Course, state: State, event: Event
) -> tuple[State, Decision]:
    """What the browser does: look the effect up and carry it out."""
    found = machine.effects[
        machine.rows[machine.index[key(machine, course, state)]][EVENTS.index(event)]
    ]
    stage = destination(course, state.stage, found.move)
    clear = state.stage + protocol.progress.setback_clear_stages.value
    return State(
        stage=stage,
        successes={"add": state.successes + 1, "keep": state.successes, "clear": 0}[
            found.successes
        ],
        sessions_left={
            "keep": state.sessions_left,
            "spend": max(0, state.sessions_left - 1),
            "refill": budget(protocol, course, stage),
        }[found.sessions_left],
        trouble=TROUBLE_AFTER[found.trouble][state.trouble],
        clear_from=clear if found.setback else state.clear_from,
        held=found.held,
        climb_back=state.climb_back + state.stage - stage if found.free else 0,
        ended=found.decision if found.decision in ENDS else None,
    ), found.decision


def key(machine: Machine, course: Course, state: State) -> int:
    """The position of a state's row in `index`."""
    position = state.held * 2 + (state.stage < state.clear_from)
    position = position * 2 + (state.climb_back > 0)
    position = position * len(machine.zones) + machine.zones.index(zone(course, state.stage))
    position = position * 2 + (state.trouble == TWICE_TROUBLED)
    position = position * machine.successes + state.successes
    return position * ENOUGH_LEFT + min(state.sessions_left, ENOUGH_LEFT - 1)


def destination(course: Course, stage: int, move: str) -> int:
    """Where a move leads from a stage: never below the first, never above the goal."""
    stages, stops_at_ladder = MOVES[move]
    floor = course.ladder - 1 if stops_at_ladder and course.beyond(stage) else 0
    return min(max(floor, stage + stages), course.goal)
