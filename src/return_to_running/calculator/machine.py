"""The rule as tables: what the browser looks up instead of deciding.

A state of the plan is folded into a small key (where on the ladder, successes, sessions left,
near the last setback, held, climbing back). For every key and event the rule gives one effect,
written relative to the stage, so that one table serves every stage and every goal. The tests
walk the rule and the tables side by side over every reachable state and find them equal.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import product
from typing import NamedTuple

from return_to_running.calculator.course import Course, course
from return_to_running.calculator.decisions import STEPS_BACK, Decision, Event
from return_to_running.calculator.progression import (
    TROUBLE_AFTER,
    TWICE_TROUBLED,
    State,
    budget,
    needed,
    respond,
)
from return_to_running.calculator.protocol import Protocol
from return_to_running.calculator.rules import STANDARD

EVENTS = tuple(Event)
DECISIONS = tuple(Decision)
# Further than any ladder is long.
ALL_STAGES = 999
# Sessions left matter only as none, one, or more: two and above fold together.
ENOUGH_LEFT = 3


class Move(NamedTuple):
    """How far the stage goes, and whether it stops at the ladder's last stage (R26)."""

    stages: int
    stops_at_ladder: bool = False


MOVES = {
    "stay": Move(0),
    "up": Move(1),
    "back": Move(-1),
    "one": Move(-1, stops_at_ladder=True),
    "two": Move(-2, stops_at_ladder=True),
    "first": Move(-ALL_STAGES),
}


@dataclass(frozen=True)
class Effect:
    """What an event does: where the stage goes, what happens to each counter, the decision.

    `move` is a name of MOVES. `successes`: add one, keep or clear. `sessions_left`: spend one,
    keep, or refill to the budget of the stage after. `trouble` is a word of TROUBLE_AFTER.
    `setback` marks the stage left as the place of the last setback. `free` adds the stages lost
    to the climb back, or takes off those regained; otherwise the climb back is over.
    """

    move: str
    successes: str
    sessions_left: str
    trouble: str
    setback: bool
    held: bool
    free: bool
    decision: Decision


def zone(course: Course, stage: int) -> tuple[bool, bool, int, bool]:
    """What the rule can tell apart about a stage: first, last of the ladder, beyond, goal."""
    beyond = min(stage - course.ladder, 2) if course.beyond(stage) else -1
    return stage == 0, stage == course.ladder - 1, beyond, stage == course.goal


def effect(protocol: Protocol, course: Course, state: State, event: Event) -> Effect:
    """The rule's answer, written relative to the stage.

    `state` stands for all states that differ from it only in trouble that does not yet count.
    """
    after, decision = respond(protocol, course, state, event)
    breaks = {Event.BREAK_ONE: "one", Event.BREAK_TWO: "two", Event.BREAK_LONG: "first"}
    if event in breaks:
        move = breaks[event]
    elif decision in STEPS_BACK:
        move = "back"
    else:
        move = {-1: "back", 0: "stay", 1: "up"}[after.stage - state.stage]
    return Effect(
        move=move,
        successes={state.successes + 1: "add", state.successes: "keep"}.get(
            after.successes, "clear"
        ),
        sessions_left=_spent(protocol, course, state, after),
        trouble=_trouble(protocol, course, state, event),
        setback=after.clear_from != state.clear_from,
        held=after.held,
        free=after.climb_back == state.climb_back + state.stage - after.stage,
        decision=decision,
    )


def _trouble(protocol: Protocol, course: Course, state: State, event: Event) -> str:
    """What the event does to trouble, whatever it was: the one word that is right for each."""
    alike = [TWICE_TROUBLED] if state.trouble == TWICE_TROUBLED else range(TWICE_TROUBLED)
    after = {
        trouble: respond(protocol, course, state._replace(trouble=trouble), event)[0].trouble
        for trouble in alike
    }
    return next(
        word
        for word, result in TROUBLE_AFTER.items()
        if all(result[trouble] == value for trouble, value in after.items())
    )


def _spent(protocol: Protocol, course: Course, state: State, after: State) -> str:
    """How the sessions left changed. Keeping comes first, so that equal effects read the same."""
    if after.sessions_left == state.sessions_left:
        return "keep"
    if after.sessions_left == max(0, state.sessions_left - 1):
        return "spend"
    if after.sessions_left == budget(protocol, course, after.stage):
        return "refill"
    raise AssertionError(f"no word for {state} to {after}")


@dataclass(frozen=True)
class Machine:
    """The tables. They serve every track, goal and number of runs a week."""

    zones: tuple[tuple[bool, bool, int, bool], ...]
    successes: int
    effects: tuple[Effect, ...]
    rows: tuple[tuple[int, ...], ...]
    index: tuple[int, ...]

    @property
    def sizes(self) -> tuple[int, ...]:
        """How many values each part of the key has, in its order."""
        return (2, 2, 2, len(self.zones), 2, self.successes, ENOUGH_LEFT)


def fold(protocol: Protocol) -> Machine:
    """Tabulate the rule for every key, one representative state each."""
    places = dict(_places(protocol))
    successes = max(needed(protocol, at, stage) for at, stage in places.values())
    effects: dict[Effect, int] = {}
    rows: dict[tuple[int, ...], int] = {}
    index: list[int] = []
    # The order of the key: what decides most comes first, which makes the trees small.
    for held, near, climbing, (at, stage), troubled, done, left in product(
        (False, True),
        (False, True),
        (False, True),
        places.values(),
        (False, True),
        range(successes),
        range(ENOUGH_LEFT),
    ):
        # Three stages to climb back, so that "one fewer" and "none" can be told apart.
        state = State(
            stage=stage,
            successes=done,
            sessions_left=left,
            trouble=TWICE_TROUBLED if troubled else 0,
            clear_from=stage + 1 if near else 0,
            held=held,
            climb_back=3 if climbing else 0,
        )
        row = tuple(
            effects.setdefault(effect(protocol, at, state, event), len(effects)) for event in EVENTS
        )
        index.append(rows.setdefault(row, len(rows)))
    return Machine(tuple(places), successes, tuple(effects), tuple(rows), tuple(index))


def _places(
    protocol: Protocol,
) -> Iterator[tuple[tuple[bool, bool, int, bool], tuple[Course, int]]]:
    """One stage of one course for each zone: goals on the ladder, just beyond it, and far."""
    runs_a_week = protocol.days.runs_a_week_max.value
    longest = course(protocol, STANDARD, protocol.beyond.goal_max_min.value, runs_a_week)
    for stages in (*range(longest.ladder, longest.ladder + 4), len(longest.lengths_min)):
        at = replace(longest, lengths_min=longest.lengths_min[:stages])
        for stage in range(stages):
            yield zone(at, stage), (at, stage)
