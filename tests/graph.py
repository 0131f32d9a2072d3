"""Every state of a plan that can be reached, as a graph, and the searches in it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from engine import SESSIONS, TRACKS, course, protocol
from return_to_running.calculator.course import Course
from return_to_running.calculator.decisions import Decision, Event
from return_to_running.calculator.progression import State, begin
from walking import explore

Edge = tuple[int, Event, int, Decision]
BREAKS = frozenset({Event.BREAK_ONE, Event.BREAK_TWO})
WEEKS = frozenset({Event.WEEK_SAME, Event.WEEK_WORSE})
NOT_GOOD = frozenset({Event.AMBER, Event.RED, Event.UNCOUNTED})
# 33 minutes on the gentle track; on the standard one also 36, 39 and 40, so that every place
# beyond the ladder that the tables tell apart is met.
BEYOND_MIN = {"standard": 40, "gentle": 33}
COURSES = [
    (track, runs_a_week, goal_min)
    for track in TRACKS
    for runs_a_week in (2, 3)
    for goal_min in (30, BEYOND_MIN[track])
]


@dataclass(frozen=True)
class Graph:
    """Every state that can be reached on one course, and every transition between them."""

    course: Course
    starts: tuple[int, ...]
    states: list[State]
    edges: list[Edge]


def explored(track: str, runs_a_week: int, goal_min: int) -> Graph:
    """All states from every start the start table knows: S1 to S4, or G1.

    Each with every setback that another plan can have left: `clear_from` up to past the ladder.
    """
    where = course(track, goal_min, runs_a_week)
    ids: dict[State, int] = {}
    begun = [
        begin(protocol(), where, stage, clear_from)
        for stage in (range(4) if track == "standard" else range(1))
        for clear_from in (0, *range(stage + 1, where.ladder + 2))
    ]
    starts = tuple(ids.setdefault(state, len(ids)) for state in begun)
    edges = [
        (
            ids.setdefault(before, len(ids)),
            event,
            ids.setdefault(after, len(ids)),
            decision,
        )
        for before, event, after, decision in explore(protocol(), where, begun)
    ]
    return Graph(where, starts, list(ids), edges)


def components(states: int, edges: list[tuple[int, int]]) -> list[int]:
    """The strongly connected component of each state (Tarjan, without recursion).

    Components are numbered so that every edge leads to the same or a lower number.
    """
    following: list[list[int]] = [[] for _ in range(states)]
    for before, after in edges:
        following[before].append(after)
    number = [-1] * states
    lowest = [0] * states
    component = [-1] * states
    stack: list[int] = []
    visited = found = 0
    for root in range(states):
        if number[root] >= 0:
            continue
        work = [(root, iter(following[root]))]
        number[root] = lowest[root] = visited
        visited += 1
        stack.append(root)
        while work:
            state, rest = work[-1]
            for after in rest:
                if number[after] < 0:
                    number[after] = lowest[after] = visited
                    visited += 1
                    stack.append(after)
                    work.append((after, iter(following[after])))
                    break
                if component[after] < 0:
                    lowest[state] = min(lowest[state], number[after])
            else:
                work.pop()
                if work:
                    lowest[work[-1][0]] = min(lowest[work[-1][0]], lowest[state])
                if lowest[state] == number[state]:
                    while component[state] < 0:
                        component[stack.pop()] = found
                    found += 1
    return component


def longest_history(
    graph: Graph,
    keep: Callable[[State, Event, Decision], bool],
    starts: tuple[int, ...] | None = None,
) -> int:
    """The most sessions any history can have that is made of kept transitions only.

    Raises AssertionError when such histories can go on for ever.
    """
    edges = [edge for edge in graph.edges if keep(graph.states[edge[0]], edge[1], edge[3])]
    component = components(len(graph.states), [(before, after) for before, _, after, _ in edges])
    leading: dict[int, dict[int, int]] = {}
    for before, event, after, _ in edges:
        here, there, sessions = component[before], component[after], int(event in SESSIONS)
        if here == there:
            assert not sessions, f"{event} repeats for ever at {graph.states[before]}"
        else:
            onward = leading.setdefault(here, {})
            onward[there] = max(onward.get(there, 0), sessions)
    most = [0] * (max(component) + 1)
    for here in range(len(most)):
        most[here] = max((n + most[there] for there, n in leading.get(here, {}).items()), default=0)
    if starts is None:
        return max(most)
    return max(most[component[state]] for state in starts)
