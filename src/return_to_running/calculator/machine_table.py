"""The folded machine as small trees, which the browser walks."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from return_to_running.calculator.decisions import ENDS
from return_to_running.calculator.machine import DECISIONS, EVENTS, MOVES, Effect, Machine
from return_to_running.calculator.progression import TROUBLE_AFTER

# A number, or one tree for each value of the next part of the key.
Tree = int | list["Tree"]
COUNTERS = ("keep", "add", "clear", "spend", "refill")


def machine_table(machine: Machine) -> dict[str, Any]:
    """The folded machine: zones, moves, and six small trees for each event.

    Decisions are numbered from the mildest to the gravest, as the page lists them: from the number
    `ends` on they end the plan.

    A tree gives one part of the effect: move, successes, sessions left, flags, trouble, decision.
    A move is how far the stage goes, and whether it stops at the ladder's last stage.
    """
    return {
        "zones": [
            f"{int(first)}{int(last)}{beyond}{int(goal)}"
            for first, last, beyond, goal in machine.zones
        ],
        "trouble": list(TROUBLE_AFTER.values()),
        "ends": min(DECISIONS.index(decision) for decision in ENDS),
        "moves": [[move.stages, int(move.stops_at_ladder)] for move in MOVES.values()],
        "events": {event.value: _trees(machine, n) for n, event in enumerate(EVENTS)},
    }


def _trees(machine: Machine, event: int) -> list[Tree]:
    """The six parts of one event's effects, each as a tree over the parts of the key."""
    effects = (machine.effects[machine.rows[row][event]] for row in machine.index)
    parts = zip(*map(_numbered, effects), strict=True)
    return [_tree(part, machine.sizes) for part in parts]


def _numbered(effect: Effect) -> tuple[int, ...]:
    return (
        list(MOVES).index(effect.move),
        COUNTERS.index(effect.successes),
        COUNTERS.index(effect.sessions_left),
        effect.setback | effect.held << 1 | effect.free << 2,
        list(TROUBLE_AFTER).index(effect.trouble),
        DECISIONS.index(effect.decision),
    )


def _tree(values: Sequence[int], sizes: tuple[int, ...]) -> Tree:
    """Values of every key, as a tree; the last branch stands for all that would follow it."""
    if len(set(values)) == 1:
        return values[0]
    width, rest = len(values) // sizes[0], sizes[1:]
    branches = [_tree(values[n : n + width], rest) for n in range(0, len(values), width)]
    while len(branches) > 1 and branches[-1] == branches[-2]:
        branches.pop()
    return branches
