"""Nobody loops for ever: over every reachable state of every kind of plan, not over samples."""

from __future__ import annotations

import pytest

from engine import course, play, protocol
from graph import BREAKS, COURSES, NOT_GOOD, WEEKS, Graph, components, longest_history
from return_to_running.calculator.decisions import STEPS_BACK, Decision, Event
from return_to_running.calculator.progression import begin


def test_nobody_can_have_bad_sessions_for_ever(graph: Graph) -> None:
    """An endless plan has only finitely many amber, red or uncounted sessions, breaks or not:
    whoever keeps hurting meets a clinician or the readiness tests."""
    component = components(
        len(graph.states), [(before, after) for before, _, after, _ in graph.edges]
    )
    for before, event, after, decision in graph.edges:
        if component[before] == component[after]:
            assert event not in NOT_GOOD, graph.states[before]
            assert decision not in STEPS_BACK, graph.states[before]


def test_without_breaks_every_plan_ends(graph: Graph) -> None:
    """Sessions without breaks lead to the goal or to an end (an easy run beyond 30 minutes may
    repeat; the dates allow it only between long runs)."""
    longest_history(graph, lambda _, event, __: event not in BREAKS and event is not Event.EASY)


def test_every_state_has_a_way_to_an_end(graph: Graph) -> None:
    """Nobody is trapped: from every state the plan can still end."""
    going_on = [0] * len(graph.states)
    for before, _, after, _ in graph.edges:
        going_on[before] |= graph.states[after].ended is not None
    assert all(graph.states[n].ended or going_on[n] for n in range(len(graph.states)))


def test_all_green_reaches_the_goal_from_every_start(graph: Graph) -> None:
    """A runner without trouble arrives, in exactly the sessions the stages ask for."""
    ladder, goal = graph.course.ladder, graph.course.goal
    for number in graph.starts:
        state = graph.states[number]
        on_ladder = 2 * (ladder - state.stage)
        letters = "G" * (on_ladder + (0 if goal == ladder - 1 else 1 + goal - (ladder - 1)))
        after, told = play(graph.course, state, letters)
        assert after.ended is Decision.DONE
        assert Decision.DONE not in told[:-1]


TO_30_MIN = [found for found in COURSES if found[2] == 30]


@pytest.mark.parametrize("graph", TO_30_MIN, indirect=True, ids=str)
def test_two_weeks_of_sessions_without_a_step_up_end_the_plan(graph: Graph) -> None:
    """Counted in runs, without a break to climb back from: 4 at two runs a week, 6 at three."""
    most = longest_history(
        graph,
        lambda state, event, decision: (
            event not in BREAKS and decision is not Decision.NEXT_STAGE and not state.climb_back
        ),
    )
    assert most == 2 * graph.course.runs_a_week


LONGEST_PLAN = {("standard", 2): 40, ("standard", 3): 60, ("gentle", 2): 72, ("gentle", 3): 108}
"""Worked out by hand. Each stage can take two weeks of sessions (4 or 6). Each setback can make
one more stage of two weeks, and setbacks must lie two stages apart: 3 of them fit the 7 standard
stages, 6 the 12 gentle ones. So (7 + 3) x 4 = 40 and so on."""


@pytest.mark.parametrize("graph", TO_30_MIN, indirect=True, ids=str)
def test_the_longest_possible_plan_to_30_minutes_is_known_exactly(
    graph: Graph, capsys: pytest.CaptureFixture[str]
) -> None:
    """Without breaks no plan to 30 minutes has more sessions than this, whatever the answers."""
    track, runs_a_week = graph.course.track, graph.course.runs_a_week
    without_weeks = longest_history(
        graph, lambda _, event, __: event not in BREAKS | WEEKS, graph.starts
    )
    most = longest_history(graph, lambda _, event, __: event not in BREAKS, graph.starts)
    with capsys.disabled():
        print(f"\n{track}, {runs_a_week} a week, 30 min: at most {most} sessions")
    assert without_weeks == most == LONGEST_PLAN[track, runs_a_week]


def test_a_looping_rule_would_be_found() -> None:
    """The search for loops itself finds one: two states that lead to each other."""
    assert components(3, [(0, 1), (1, 0), (1, 2)]) == [1, 1, 0]
    state = begin(protocol(), course("standard"), 0)
    other = state._replace(stage=1)
    edges = [(0, Event.AMBER, 1, Decision.REPEAT), (1, Event.AMBER, 0, Decision.REPEAT)]
    looping = Graph(course("standard"), (0,), [state, other], edges)
    with pytest.raises(AssertionError):
        test_nobody_can_have_bad_sessions_for_ever(looping)
    with pytest.raises(AssertionError, match="for ever"):
        longest_history(looping, lambda *_: True)
