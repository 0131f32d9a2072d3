"""Safety over every reachable state of every kind of plan, not over samples.

Each course (track, runs a week, goal) is explored once; each test then looks at all of it.
"""

from __future__ import annotations

from engine import protocol
from graph import BREAKS, Graph
from return_to_running.calculator.course import Course
from return_to_running.calculator.decisions import ENDS, STEPS_BACK, STOPS, Decision, Event
from return_to_running.calculator.progression import TWICE_TROUBLED, State, respond

STUCK = {Decision.STOP_STUCK, Decision.STOP_STUCK_BEYOND}

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
            further = Decision.NEXT_STAGE if then.stage < ladder else Decision.NEXT_LENGTH
            assert decision in (further, Decision.DONE)


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
            assert decision in (
                Decision.NOT_COUNTED,
                Decision.STOP_STUCK,
                Decision.STOP_STUCK_BEYOND,
            )
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
                assert then.ended is decision is Decision.TEST_SECOND_BREAK
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
        Event.BREAK_LONG: {Decision.TEST_LONG_BREAK},
        Event.PAIN_BREAK: {Decision.TEST_PAIN, Decision.STOP_SETBACKS},
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


def test_a_decision_ends_the_plan_if_and_only_if_it_says_so(graph: Graph) -> None:
    """The runner is told that the plan has ended exactly when it has."""
    for _, _, after, decision in graph.edges:
        assert graph.states[after].ended == (decision if decision in ENDS else None)


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


def test_the_stops_are_met_in_every_plan(graph: Graph) -> None:
    """Every kind of end can really happen, so none of the proofs is empty."""
    met = {decision for _, _, _, decision in graph.edges}
    # Beyond 30 minutes too few longer runs are a stop of their own (R26).
    assert met >= ENDS - {Decision.STOP_STUCK_BEYOND}
    assert met >= STOPS - {Decision.STOP_STUCK_BEYOND}
    assert any(state.held for state in graph.states)
    assert {0, TWICE_TROUBLED} <= {state.trouble for state in graph.states}
    assert any(state.successes for state in graph.states)
