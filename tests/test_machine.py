"""Safety over every reachable state of every kind of plan, not over samples.

Each course (track, runs a week, goal) is explored once; each test then looks at all of it.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import pytest

from engine import TRACKS, course, play, protocol
from graph import BREAKS, COURSES, NOT_GOOD, WEEKS, Graph, components, explored, longest_history
from return_to_running.calculator.course import Course
from return_to_running.calculator.machine import Machine, explore, fold
from return_to_running.calculator.machine_table import machine_table
from return_to_running.calculator.progression import (
    ENDS,
    STEPS_BACK,
    STOPS,
    TWICE_TROUBLED,
    Decision,
    Event,
    State,
    begin,
    respond,
)


@pytest.fixture(scope="module", params=COURSES, ids=lambda c: f"{c[0]}-{c[1]}-a-week-{c[2]}-min")
def graph(request: pytest.FixtureRequest) -> Graph:
    return explored(*request.param)


@pytest.fixture(scope="module")
def tables() -> Machine:
    return fold(protocol())


# ---------------------------------------------------------------- what a session may do


def test_a_red_or_amber_response_never_raises_the_stage(graph: Graph) -> None:
    """After a run that hurt, the next run is never harder."""
    for before, event, after, _ in graph.edges:
        if event in (Event.AMBER, Event.RED):
            assert graph.states[after].stage <= graph.states[before].stage


def test_only_a_good_session_raises_the_stage(graph: Graph) -> None:
    """No break, missing answer, easy run or weekly answer makes the next run harder."""
    for before, event, after, _ in graph.edges:
        if graph.states[after].stage > graph.states[before].stage:
            assert event is Event.GREEN


def test_at_most_one_stage_up_per_session_after_the_required_good_sessions(graph: Graph) -> None:
    """Up one stage at a time: after 2 good sessions, after 3 of 30 minutes when longer runs
    follow, and beyond 30 minutes after each good long run."""
    ladder, goal = graph.course.ladder, graph.course.goal
    for before, _, after, decision in graph.edges:
        state, then = graph.states[before], graph.states[after]
        if then.stage > state.stage or decision is Decision.DONE:
            beyond, last_before_longer = state.stage >= ladder, state.stage == ladder - 1 < goal
            required = 1 if beyond else 3 if last_before_longer else 2
            assert state.successes + 1 == required
            assert then.stage == state.stage + (decision is not Decision.DONE)
            assert decision in (Decision.NEXT_STAGE, Decision.DONE)


def test_good_sessions_are_counted_truly(graph: Graph) -> None:
    """A good session adds exactly one; amber, red and every change of stage start from none."""
    for before, event, after, decision in graph.edges:
        state, then = graph.states[before], graph.states[after]
        if decision in ENDS:
            continue
        if then.stage != state.stage or event in (Event.AMBER, Event.RED):
            assert then.successes == 0
        elif then.successes > state.successes:
            assert event is Event.GREEN
            assert then.successes == state.successes + 1
        elif event is Event.UNCOUNTED:
            assert then.successes == state.successes
    assert all(graph.states[start].successes == 0 for start in graph.starts)


def test_a_worse_week_holds_every_good_session_until_a_better_answer(graph: Graph) -> None:
    """While the hip is getting worse from week to week, no run leads on."""
    for before, event, after, decision in graph.edges:
        state, then = graph.states[before], graph.states[after]
        if state.held and event is Event.GREEN:
            assert decision in (Decision.NOT_COUNTED, Decision.STOP_STUCK)
            assert then.successes == state.successes
        if state.held and not then.held:
            assert event is Event.WEEK_SAME


def test_no_setback_is_without_a_stage_back_or_an_end(graph: Graph) -> None:
    """After a bad run, or a second worse week, the plan steps back, repeats the first stage, or
    ends."""
    for before, event, after, decision in graph.edges:
        state, then = graph.states[before], graph.states[after]
        if event is Event.RED or decision in STEPS_BACK:
            assert then.ended or then.stage == max(0, state.stage - 1)
            assert then.ended or then.successes == 0


def test_a_break_never_costs_more_than_two_stages_and_ends_no_healthy_plan(graph: Graph) -> None:
    """A holiday takes a healthy runner back one stage or two. Only a second break after sessions
    that were not good, with no new stage between, asks for the tests again (R43)."""
    for before, event, after, decision in graph.edges:
        if event in BREAKS:
            state, then = graph.states[before], graph.states[after]
            if state.trouble == TWICE_TROUBLED:
                assert then.ended is decision is Decision.TEST_AGAIN
                continue
            assert not then.ended
            assert state.stage - (1 if event is Event.BREAK_ONE else 2) <= then.stage <= state.stage
            if state.stage >= graph.course.ladder:
                assert then.stage >= graph.course.ladder - 1


# ---------------------------------------------------------------- ends


def test_a_warning_sign_stops_the_plan_from_every_state(graph: Graph) -> None:
    """Whatever went before, a warning sign ends the plan."""
    stopped = {before for before, event, _, _ in graph.edges if event is Event.STOP}
    going = {n for n, state in enumerate(graph.states) if not state.ended}
    assert stopped == going
    for _, event, after, decision in graph.edges:
        if event is Event.STOP:
            assert graph.states[after].ended is decision is Decision.STOP_SIGN


def test_long_waits_and_long_or_painful_breaks_always_end_the_plan(graph: Graph) -> None:
    """14 days of "not back to usual" need a person; a long or painful break needs the tests.

    A painful one soon after a setback is the second setback, and needs a person too.
    """
    ends = {
        Event.STILL_NOT_USUAL: {Decision.STOP_NOT_SETTLING},
        Event.BREAK_LONG: {Decision.TEST_AGAIN},
        Event.PAIN_BREAK: {Decision.TEST_AGAIN, Decision.STOP_SETBACKS},
    }
    for _, event, after, decision in graph.edges:
        if event in ends:
            assert graph.states[after].ended is decision
            assert decision in ends[event]


def test_stop_is_an_end(graph: Graph) -> None:
    """Once a plan has ended nothing leads out of it: no answer, no break, no waiting."""
    left = {before for before, _, _, _ in graph.edges}
    for number, state in enumerate(graph.states):
        if state.ended:
            assert state.ended in ENDS
            assert number not in left
            for event in Event:
                assert refuses(graph.course, state, event)


def refuses(where: Course, state: State, event: Event) -> bool:
    try:
        respond(protocol(), where, state, event)
    except ValueError:
        return True
    return False


def test_the_decisions_that_end_a_plan_are_the_gravest_and_stand_last() -> None:
    """The browser's tables only say where they begin."""
    ends = machine_table(fold(protocol()))["ends"]
    assert set(list(Decision)[ends:]) == ENDS


def test_a_decision_ends_the_plan_if_and_only_if_it_says_so(graph: Graph) -> None:
    """The runner is told that the plan has ended exactly when it has."""
    for _, _, after, decision in graph.edges:
        assert graph.states[after].ended == (decision if decision in ENDS else None)


# ---------------------------------------------------------------- nobody loops for ever


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


# ---------------------------------------------------------------- the tables are the rule


def test_the_folded_tables_equal_the_rule_on_every_transition(
    graph: Graph, tables: Machine, capsys: pytest.CaptureFixture[str]
) -> None:
    """What the browser looks up is what the rule says, in every state and for every event."""
    rules, states = protocol(), graph.states
    for before, event, after, decision in graph.edges:
        found = tables.walk(rules, graph.course, states[before], event)
        assert found == (states[after], decision), (states[before], event)
    with capsys.disabled():
        print(
            f"\n{graph.course.track}, {graph.course.runs_a_week} a week, "
            f"{graph.course.lengths_min[-1]:g} min: "
            f"{len(states):,} states, {len(graph.edges):,} transitions"
        )


def test_every_event_is_tried_in_every_state(graph: Graph) -> None:
    """The proofs above leave nothing out: an easy run exists only beyond 30 minutes."""
    tried = {(before, event) for before, event, _, _ in graph.edges}
    expected = {
        (number, event)
        for number, state in enumerate(graph.states)
        if not state.ended
        for event in Event
        if event is not Event.EASY or state.stage >= graph.course.ladder
    }
    assert tried == expected
    assert len(tried) == len(graph.edges)


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
                    assert tables.walk(rules, where, state, event) == respond(
                        rules, where, state, event
                    )
            walked = tables.walk(rules, where, state, Event.GREEN)
            assert walked == respond(rules, where, state, Event.GREEN)
            state = walked[0]
        assert state.ended is Decision.DONE


def test_a_looping_rule_would_be_found() -> None:
    """The search for loops itself finds one: two states that lead to each other."""
    assert components(3, [(0, 1), (1, 0), (1, 2)]) == [1, 1, 0]
    state = begin(protocol(), course("standard"), 0)
    other = replace(state, stage=1)
    edges = [(0, Event.AMBER, 1, Decision.REPEAT), (1, Event.AMBER, 0, Decision.REPEAT)]
    looping = Graph(course("standard"), (0,), [state, other], edges)
    with pytest.raises(AssertionError):
        test_nobody_can_have_bad_sessions_for_ever(looping)
    with pytest.raises(AssertionError, match="for ever"):
        longest_history(looping, lambda *_: True)


def test_the_stops_are_met_in_every_plan(graph: Graph) -> None:
    """Every kind of end can really happen, so none of the proofs is empty."""
    met = {decision for _, _, _, decision in graph.edges}
    assert met >= ENDS
    assert met >= STOPS
