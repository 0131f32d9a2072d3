"""The rule, point by point: one thing happens, one decision follows.

R-numbers are the points of the rule book. The expected values are written out here from it;
they are not read from the protocol.
"""

from __future__ import annotations

import pytest

from engine import TRACKS, at, course, decisions, index, label, play, protocol, stage_after
from return_to_running.calculator.decisions import (
    ENDS,
    SEE_CLINICIAN,
    STEPS_BACK,
    STOPS,
    TESTS,
    Decision,
    Event,
)
from return_to_running.calculator.progression import begin, respond

S30 = course("standard")
S30_TWICE = course("standard", runs_a_week=2)
S60 = course("standard", 60)


# ---------------------------------------------------------------- moving on


@pytest.mark.parametrize("track", TRACKS)
@pytest.mark.parametrize("runs_a_week", [2, 3])
def test_r48_one_good_session_repeats_the_stage_and_the_second_leads_on(
    track: str, runs_a_week: int
) -> None:
    where = course(track, 30, runs_a_week)
    for stage in range(where.goal):
        state, told = play(where, begin(protocol(), where, stage), "GG")
        assert told == [Decision.SAME_STAGE, Decision.NEXT_STAGE]
        assert (state.stage, state.successes) == (stage + 1, 0)


def test_r23_thirty_minutes_are_reached_after_two_good_runs() -> None:
    assert decisions(S30, "S7", "GG") == ["same-stage", "done"]


def test_r23_anything_longer_needs_a_third_good_run_of_30_minutes_first() -> None:
    assert decisions(S60, "S7", "GGG") == ["before-longer", "before-longer", "next-length"]
    assert stage_after(S60, "S7", "GGG") == "33 min"
    assert decisions(course("gentle", 31), "G12", "GGG")[-1] == "next-length"


def test_r31_amber_and_red_clear_the_good_sessions() -> None:
    assert decisions(S30, "S3", "GAG") == ["same-stage", "repeat", "same-stage"]
    assert decisions(S30, "S3", "GRG") == ["same-stage", "step-back", "same-stage"]


def test_r31_an_uncounted_session_neither_gives_nor_takes_a_success() -> None:
    assert decisions(S30, "S3", "GUG") == ["same-stage", "not-counted", "next-stage"]
    assert decisions(S30, "S3", "UGU") == ["not-counted", "same-stage", "not-counted"]


def test_r48_amber_repeats_the_stage() -> None:
    assert decisions(S30, "S3", "A") == ["repeat"]
    assert stage_after(S30, "S3", "A") == "S3"


def test_r48_red_steps_back_one_stage_and_at_the_first_stage_rests_and_repeats() -> None:
    assert decisions(S30, "S3", "R") == ["step-back"]
    assert stage_after(S30, "S3", "R") == "S2"
    assert decisions(S30, "S1", "R") == ["rest-repeat"]
    assert stage_after(S30, "S1", "R") == "S1"


@pytest.mark.parametrize("stage", ["S1", "S4", "S7", "33 min", "60 min"])
def test_r48_a_warning_sign_ends_the_plan_at_once_and_for_good(stage: str) -> None:
    state, decision = respond(protocol(), S60, at(S60, stage), Event.STOP)
    assert decision is state.ended is Decision.STOP_SIGN
    with pytest.raises(ValueError, match="ended"):
        respond(protocol(), S60, state, Event.GREEN)


# ---------------------------------------------------------------- two weeks without moving up


def test_r16_six_ambers_at_three_runs_a_week_stop_at_the_sixth() -> None:
    assert decisions(S30, "S2", "AAAAAA") == ["repeat"] * 5 + ["stop-stuck"]


def test_r16_four_ambers_at_two_runs_a_week_stop_at_the_fourth() -> None:
    assert decisions(S30_TWICE, "S2", "AAAA") == ["repeat"] * 3 + ["stop-stuck"]


def test_r16_amber_green_amber_green_at_two_runs_a_week_stops_at_the_fourth() -> None:
    told = decisions(S30_TWICE, "S2", "AGAG")
    assert told == ["repeat", "same-stage", "repeat", "stop-stuck"]


def test_r16_three_ambers_and_two_greens_go_on_at_three_runs_a_week() -> None:
    assert decisions(S30, "S2", "AAAGG")[-1] == "next-stage"


def test_r16_the_session_that_reaches_the_limit_may_still_lead_on() -> None:
    assert decisions(S30, "S2", "AAAAGG")[-1] == "next-stage"
    assert decisions(S30, "S2", "AAAAAG")[-1] == "stop-stuck"
    assert decisions(S30_TWICE, "S2", "AAGG")[-1] == "next-stage"


def test_r16_a_step_up_starts_the_count_anew() -> None:
    assert decisions(S30, "S2", "AAAAGG" + "AAAAA")[-1] == "repeat"
    assert decisions(S30, "S2", "AAAAGG" + "AAAAAA")[-1] == "stop-stuck"


def test_r16_a_step_down_does_not_reset_the_count() -> None:
    assert decisions(S30, "S3", "AARAAG")[-1] == "stop-stuck"
    assert decisions(S30, "S3", "AARAGG")[-1] == "next-stage"


def test_r16_uncounted_sessions_count_towards_the_limit() -> None:
    assert decisions(S30, "S2", "UUUUUU") == ["not-counted"] * 5 + ["stop-stuck"]


def test_r16_a_break_without_pain_before_it_starts_the_count_anew() -> None:
    assert decisions(S30, "S3", "G" + "1" + "AAAAA")[-1] == "repeat"
    assert decisions(S30, "S3", "G" + "1" + "AAAAAA")[-1] == "stop-stuck"


def test_r16_after_a_break_amber_green_amber_green_stops_at_the_fourth_as_ever() -> None:
    """The count begins anew at the break; good sessions on the way back count like all others."""
    told = decisions(S30_TWICE, "S3", "1" + "AGAG")
    assert told == ["break-back", "repeat", "same-stage", "repeat", "stop-stuck"]


def test_r16_one_missing_answer_after_a_break_does_not_stop_a_runner_who_moves_up() -> None:
    """Two steps up in two weeks are progress; one session after the last one is no standstill."""
    told = decisions(S30_TWICE, "S3", "2" + "U" + "GG" + "GG" + "GG")
    assert told[-1] == "next-stage"


def test_r43_breaks_cannot_be_used_to_repeat_a_painful_stage_for_ever() -> None:
    """Five ambers, a break, five ambers, a break ... would never end if each break reset R16."""
    state, told = at(S30, "S1"), [Decision.REPEAT]
    for _ in range(10):
        for letter in "AAAAA1":
            if not state.ended:
                state, told = play(S30, state, letter)
    assert told[-1] is state.ended is Decision.STOP_STUCK


# ---------------------------------------------------------------- breaks


@pytest.mark.parametrize(
    ("event", "stage"), [(Event.BREAK_ONE, "S4"), (Event.BREAK_TWO, "S3"), (Event.RED, "S4")]
)
def test_r18_a_break_costs_one_stage_or_two_and_the_good_sessions(event: Event, stage: str) -> None:
    state, _ = play(S30, at(S30, "S5"), "G")
    after, decision = respond(protocol(), S30, state, event)
    assert (label(S30, after.stage), after.successes) == (stage, 0)
    assert decision in (Decision.BREAK_BACK, Decision.STEP_BACK)


@pytest.mark.parametrize(
    ("stage", "letters", "left_at"), [("S1", "1", "S1"), ("S1", "2", "S1"), ("S2", "2", "S1")]
)
def test_r18_no_break_leads_below_the_first_stage(stage: str, letters: str, left_at: str) -> None:
    assert stage_after(S30, stage, letters) == left_at


@pytest.mark.parametrize(
    ("event", "end"),
    [(Event.BREAK_LONG, Decision.TEST_LONG_BREAK), (Event.PAIN_BREAK, Decision.TEST_PAIN)],
)
@pytest.mark.parametrize("stage", ["S1", "S7", "33 min", "60 min"])
def test_r18_r19_a_long_or_a_painful_break_leads_to_the_readiness_tests(
    event: Event, end: Decision, stage: str
) -> None:
    after, decision = respond(protocol(), S60, at(S60, stage), event)
    assert decision is after.ended is end
    assert decision in ENDS
    assert decision not in STOPS


def test_r19_a_red_drop_and_a_break_drop_add_up() -> None:
    assert stage_after(S30, "S6", "R1") == "S4"
    assert stage_after(S30, "S6", "2R") == "S3"


# ---------------------------------------------------------------- from week to week


def test_r49_a_worse_week_holds_the_stage_until_an_answer_of_same_or_better() -> None:
    assert decisions(S30, "S3", "-GGG") == ["week-hold"] + ["not-counted"] * 3
    assert decisions(S30, "S3", "-G+GG")[-3:] == ["week-noted", "same-stage", "next-stage"]


def test_r49_a_worse_week_keeps_the_good_sessions_made_before() -> None:
    assert decisions(S30, "S3", "G-G+G")[-1] == "next-stage"


def test_r49_two_worse_weeks_in_a_row_are_one_stage_back() -> None:
    assert decisions(S30, "S3", "-G-") == ["week-hold", "not-counted", "week-back"]
    assert stage_after(S30, "S3", "-G-") == "S2"


def test_r49_two_worse_weeks_at_the_first_stage_repeat_it() -> None:
    """No stage lies below it; the rest is the same, as after a bad run there (R48)."""
    assert decisions(S30, "S1", "-G-")[-1] == "week-repeat"
    assert decisions(S30, "S2", "-G-")[-1] == "week-back"
    assert stage_after(S30, "S1", "-G-") == "S1"
    assert {Decision.WEEK_REPEAT, Decision.WEEK_BACK} <= STEPS_BACK & SEE_CLINICIAN


def test_r49_worse_same_worse_is_not_two_in_a_row() -> None:
    assert decisions(S30, "S3", "-+-") == ["week-hold", "week-noted", "week-hold"]
    assert stage_after(S30, "S3", "-+-") == "S3"


def test_r49_the_hold_survives_a_break() -> None:
    assert decisions(S30, "S3", "-1G")[-1] == "not-counted"


# ---------------------------------------------------------------- waiting for back to usual


def test_r8_a_no_waits_and_the_last_no_ends_the_plan() -> None:
    state, _ = play(S30, at(S30, "S3"), "R")
    assert respond(protocol(), S30, state, Event.NOT_USUAL) == (state, Decision.WAIT)
    _, decision = respond(protocol(), S30, state, Event.STILL_NOT_USUAL)
    assert decision is Decision.STOP_NOT_SETTLING


# ---------------------------------------------------------------- words and ends


def test_r48_only_done_stops_and_the_readiness_tests_end_a_plan() -> None:
    assert {str(decision) for decision in STOPS} == {
        "stop-sign",
        "stop-setbacks",
        "stop-stuck",
        "stop-stuck-beyond",
        "stop-not-settling",
    }
    assert TESTS | {Decision.DONE} == ENDS - STOPS


@pytest.mark.parametrize("end", sorted(ENDS))
@pytest.mark.parametrize("event", list(Event))
def test_nothing_leads_out_of_an_ended_plan(end: Decision, event: Event) -> None:
    ended = at(S30, "S3")._replace(ended=end)
    with pytest.raises(ValueError, match=str(end)):
        respond(protocol(), S30, ended, event)


def test_the_rule_is_pure_and_leaves_the_state_it_was_given() -> None:
    state = at(S30, "S3")
    for event in Event:
        assert respond(protocol(), S30, state, event) == respond(protocol(), S30, state, event)
    assert state == at(S30, "S3")
    assert index(S30, "S3") == 2
