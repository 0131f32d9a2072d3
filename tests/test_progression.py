"""The rule, point by point. R-numbers are the points of the rule book the tests hold it to.

The expected values are written out here from the rule book; they are not read from the protocol.
"""

from __future__ import annotations

import dataclasses
from itertools import pairwise, product
from typing import Any

import pytest

from engine import READY, SESSIONS, TRACKS, at, course, index, label, play, protocol
from return_to_running.calculator import progression
from return_to_running.calculator.course import Course
from return_to_running.calculator.judging import Response, Result, judge
from return_to_running.calculator.progression import (
    ENDS,
    STOPS,
    Decision,
    Event,
    State,
    begin,
    respond,
)
from return_to_running.calculator.start import start

FINE = Response(0, 0, 0, limp=False, settled="hour", worse_next_morning=False)
S30 = course("standard")
S30_TWICE = course("standard", runs_a_week=2)
S60 = course("standard", 60)
S60_TWICE = course("standard", 60, runs_a_week=2)

GREEN, UNCOUNTED, AMBER, RED, STOP = Result
BEFORE = DURING = AFTER = [GREEN] * 3 + [AMBER] * 3 + [RED] * 5
ANSWERS: dict[str, dict[Any, Result]] = {
    "pain_before": dict(enumerate(BEFORE)),
    "pain_during": dict(enumerate(DURING)),
    "pain_after": dict(enumerate(AFTER)),
    "limp": {False: GREEN, True: RED},
    "settled": {"hour": GREEN, "morning": AMBER, "later": RED},
    "worse_next_morning": {False: GREEN, None: UNCOUNTED, True: RED},
    "warning_sign": {False: GREEN, True: STOP},
    "painkiller": {False: GREEN, True: UNCOUNTED},
    "too_soon": {False: GREEN, True: UNCOUNTED},
}
"""What each single answer means by the rule book, when all others are fine."""


def judged(**answers: Any) -> Result:
    return judge(protocol(), dataclasses.replace(FINE, **answers))


def started(**answers: Any) -> tuple[str, str]:
    track, stage, _ = start(protocol(), dataclasses.replace(READY, **answers))
    return track, label(course(track), stage)


def decisions(where: Course, stage: str, letters: str) -> list[str]:
    return [str(decision) for decision in play(where, at(where, stage), letters)[1]]


def stage_after(where: Course, stage: str, letters: str) -> str:
    state, _ = play(where, at(where, stage), letters)
    assert not state.ended, state.ended
    return label(where, state.stage)


# ---------------------------------------------------------------- how one session is judged


def test_r4_the_worst_single_answer_decides_over_the_full_product_of_answers() -> None:
    """Every combination of answers is judged like its worst answer, neither better nor worse."""
    assert set(ANSWERS) == {field.name for field in dataclasses.fields(Response)}
    rules, tried = protocol(), 0
    for answers in product(*(meanings.items() for meanings in ANSWERS.values())):
        response = Response(*(answer for answer, _ in answers))
        assert judge(rules, response) is max(result for _, result in answers), response
        tried += 1
    assert tried == 11**3 * 2 * 3 * 3 * 2 * 2 * 2


def test_r4_a_warning_sign_outweighs_red_and_red_amber_and_amber_a_missing_answer() -> None:
    assert STOP > RED > AMBER > UNCOUNTED > GREEN
    assert judged(warning_sign=True, pain_during=10, limp=True) is STOP
    assert judged(limp=True, pain_during=4) is RED
    assert judged(pain_during=4, worse_next_morning=None) is AMBER


def test_r4_a_warning_sign_stops_although_the_run_did_not_hurt() -> None:
    assert judged(warning_sign=True) is STOP


@pytest.mark.parametrize("when", ["pain_during", "pain_after"])
@pytest.mark.parametrize(("pain", "result"), [(0, GREEN), (2, GREEN), (3, AMBER), (5, AMBER)])
def test_r20_pain_up_to_2_is_green_and_3_to_5_amber_during_and_after(
    when: str, pain: int, result: Result
) -> None:
    assert judged(**{when: pain}) is result


@pytest.mark.parametrize("when", ["pain_before", "pain_during", "pain_after"])
@pytest.mark.parametrize("pain", [6, 10])
def test_r20_pain_of_6_or_more_is_red_whenever_it_comes(when: str, pain: int) -> None:
    assert judged(**{when: pain}) is RED


@pytest.mark.parametrize(("pain", "result"), [(2, GREEN), (3, AMBER), (5, AMBER), (6, RED)])
def test_r20_a_run_begun_with_pain_of_3_to_5_is_amber_at_best(pain: int, result: Result) -> None:
    assert judged(pain_before=pain) is result


def test_r5_pain_that_has_not_settled_by_next_morning_is_red() -> None:
    assert judged(settled="hour") is GREEN
    assert judged(settled="morning") is AMBER
    assert judged(settled="later", worse_next_morning=False) is RED


def test_r7_any_worse_next_morning_is_red() -> None:
    assert judged(worse_next_morning=True) is RED
    assert judged(worse_next_morning=False) is GREEN


def test_r21_an_unanswered_morning_is_no_success_but_red_and_stop_act_at_once() -> None:
    assert judged(worse_next_morning=None) is UNCOUNTED
    assert judged(worse_next_morning=None, limp=True) is RED
    assert judged(worse_next_morning=None, warning_sign=True) is STOP


def test_r22_a_run_too_soon_is_never_a_success_but_amber_and_red_count_in_full() -> None:
    assert judged(too_soon=True) is UNCOUNTED
    assert judged(too_soon=True, pain_during=3) is AMBER
    assert judged(too_soon=True, pain_during=6) is RED


def test_r41_a_run_on_painkillers_is_no_success() -> None:
    assert judged(painkiller=True) is UNCOUNTED
    assert judged(painkiller=True, pain_during=3) is AMBER


# ---------------------------------------------------------------- where to start


@pytest.mark.parametrize(
    ("days_off", "expected"),
    [
        (0, ("standard", "S4")),
        (6, ("standard", "S4")),
        (7, ("standard", "S3")),
        (13, ("standard", "S3")),
        (14, ("standard", "S2")),
        (27, ("standard", "S2")),
        (28, ("standard", "S2")),
        (29, ("standard", "S1")),
        (55, ("standard", "S1")),
        (56, ("gentle", "G1")),
        (400, ("gentle", "G1")),
    ],
)
def test_r9_the_days_off_choose_the_first_stage_on_both_sides_of_every_limit(
    days_off: int, expected: tuple[str, str]
) -> None:
    assert started(days_off=days_off) == expected


@pytest.mark.parametrize(
    "answers",
    [
        {"age": 60},
        {"stairs_pain": 3},
        {"regular_runner": False},
        {"past_bone_stress": True},
        {"bmi_over_limit": True},
        {"days_off": 56},
    ],
)
def test_r10_everyone_on_the_gentle_track_begins_at_g1(answers: dict[str, Any]) -> None:
    assert started(**answers) == ("gentle", "G1")
    assert started(**answers, after_stop=True) == ("gentle", "G1")


@pytest.mark.parametrize("answers", [{"age": 59}, {"stairs_pain": 2}, {"bmi_over_limit": False}])
def test_r10_just_below_each_limit_stays_on_the_standard_track(answers: dict[str, Any]) -> None:
    assert started(**answers) == ("standard", "S4")


def test_r3_a_healed_stress_fracture_chooses_the_gentle_track() -> None:
    track, _, why = start(protocol(), dataclasses.replace(READY, past_bone_stress=True))
    assert (track, why) == ("gentle", ("bone-stress",))


def test_r34_an_unanswered_weight_does_not_choose_the_track() -> None:
    assert started(bmi_over_limit=None) == ("standard", "S4")


@pytest.mark.parametrize(("pain", "stage"), [(0, "S4"), (1, "S4"), (2, "S1")])
def test_r11_a_readiness_test_at_2_leads_to_the_first_stage(pain: int, stage: str) -> None:
    assert started(worst_test_pain=pain) == ("standard", stage)


@pytest.mark.parametrize(
    ("longest", "stage"),
    [
        (None, "S1"),
        (0, "S1"),
        (5, "S1"),
        (6, "S1"),
        (11, "S1"),
        (12, "S2"),
        (17, "S2"),
        (18, "S3"),
        (23, "S3"),
        (24, "S4"),
        (300, "S4"),
    ],
)
def test_r46_nobody_starts_above_their_longest_run(longest: int | None, stage: str) -> None:
    assert started(longest_run_min=longest) == ("standard", stage)


def test_r46_the_longest_run_never_lifts_the_start_above_what_the_days_off_allow() -> None:
    assert started(days_off=20, longest_run_min=120) == ("standard", "S2")


@pytest.mark.parametrize("days_off", [0, 6, 10, 20, 40])
def test_r1_a_restart_after_a_stop_begins_at_the_first_stage(days_off: int) -> None:
    assert started(days_off=days_off, after_stop=True) == ("standard", "S1")


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
    assert decisions(S60, "S7", "GGG") == ["same-stage", "same-stage", "next-stage"]
    assert stage_after(S60, "S7", "GGG") == "33 min"
    assert decisions(course("gentle", 31), "G12", "GGG")[-1] == "next-stage"


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


# ---------------------------------------------------------------- pain that comes back


def test_r44_red_green_red_stops() -> None:
    for stage in ("S1", "S2", "S4", "S7", "33 min", "50 min"):
        assert decisions(S60, stage, "RGR")[-1] == "stop-setbacks"


def test_r44_two_reds_in_a_row_stop() -> None:
    for stage in ("S1", "S2", "S4", "S7", "33 min", "50 min"):
        assert decisions(S60, stage, "RR")[-1] == "stop-setbacks"


def test_r44_reaches_over_breaks() -> None:
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


SETBACKS = frozenset({Decision.STEP_BACK, Decision.REST_REPEAT, Decision.WEEK_BACK})


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
                poised = dataclasses.replace(state, held=held)
                after, decision = respond(rules, where, poised, event)
                if event is Event.RED and (before_last or last):
                    assert after.ended is decision is Decision.STOP_SETBACKS, (state, after)
                    reds_that_ended += 1
                if after.ended:
                    continue
                colours = (last, event is Event.RED) if event in SESSIONS else (before_last, last)
                found = (
                    dataclasses.replace(
                        after, sessions_left=99, trouble=0, held=False, climb_back=0
                    ),
                    colours,
                )
                if found not in seen:
                    seen.add(found)
                    waiting.append(found)
    assert reds_that_ended > 100


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


@pytest.mark.parametrize("event", [Event.BREAK_LONG, Event.PAIN_BREAK])
@pytest.mark.parametrize("stage", ["S1", "S7", "33 min", "60 min"])
def test_r18_r19_a_long_or_a_painful_break_leads_to_the_readiness_tests(
    event: Event, stage: str
) -> None:
    after, decision = respond(protocol(), S60, at(S60, stage), event)
    assert decision is after.ended is Decision.TEST_AGAIN
    assert decision in ENDS
    assert decision not in STOPS


def test_r19_a_red_drop_and_a_break_drop_add_up() -> None:
    assert stage_after(S30, "S6", "R1") == "S4"
    assert stage_after(S30, "S6", "2R") == "S3"


# ---------------------------------------------------------------- beyond 30 minutes


def test_r24_the_longer_runs_are_the_list_of_the_rule_book() -> None:
    expected = [30, 33, 36, 39, 42, 46, 50, 55, 60, 66, 72, 79, 86, 94, 103, 113, 124, 136]
    for track in TRACKS:
        where = course(track, 136)
        assert list(where.lengths_min[where.ladder - 1 :]) == expected


@pytest.mark.parametrize("goal_min", range(30, 181))
def test_r24_no_length_is_more_than_a_tenth_longer_and_the_last_one_is_the_goal(
    goal_min: int,
) -> None:
    where = course("standard", goal_min)
    lengths = where.lengths_min[where.ladder - 1 :]
    assert lengths[-1] == goal_min
    for shorter, longer in pairwise(lengths):
        assert longer == int(longer)
        assert shorter < longer
        assert 10 * longer <= 11 * shorter


@pytest.mark.parametrize("goal_min", [29, 0, -1, 181])
def test_a_goal_out_of_range_is_refused(goal_min: int) -> None:
    with pytest.raises(ValueError, match="30 to 180"):
        course("standard", goal_min)


def test_r26_red_beyond_30_minutes_is_one_length_back_and_red_at_30_the_stage_before() -> None:
    assert stage_after(S60, "42 min", "R") == "39 min"
    assert stage_after(S60, "33 min", "R") == "S7"
    assert stage_after(S60, "S7", "R") == "S6"


@pytest.mark.parametrize(
    ("stage", "one", "two"),
    [("42 min", "39 min", "36 min"), ("36 min", "33 min", "S7"), ("33 min", "S7", "S7")],
)
def test_r26_a_break_beyond_30_minutes_is_one_or_two_lengths_back_never_below_30(
    stage: str, one: str, two: str
) -> None:
    assert stage_after(S60, stage, "1") == one
    assert stage_after(S60, stage, "2") == two


@pytest.mark.parametrize(("where", "limit"), [(S60, 9), (S60_TWICE, 6)])
def test_r26_three_weeks_without_a_longer_run_stop_unless_the_last_session_was_good(
    where: Course, limit: int
) -> None:
    assert decisions(where, "36 min", "A" * limit) == ["repeat"] * (limit - 1) + ["stop-stuck"]
    good_last = "A" * (limit - 1) + "E"
    assert decisions(where, "36 min", good_last)[-1] == "same-stage"
    assert decisions(where, "36 min", good_last + "E")[-1] == "same-stage"
    assert decisions(where, "36 min", good_last + "A")[-1] == "stop-stuck"
    assert decisions(where, "36 min", "A" * (limit - 1) + "G")[-1] == "next-stage"


def test_r27_an_easy_run_never_leads_on() -> None:
    assert set(decisions(S60, "36 min", "E" * 30)) == {"same-stage"}


def test_r26_reaching_the_goal_ends_the_plan() -> None:
    assert decisions(S60, "60 min", "G") == ["done"]


# ---------------------------------------------------------------- from week to week


def test_r49_a_worse_week_holds_the_stage_until_an_answer_of_same_or_better() -> None:
    assert decisions(S30, "S3", "-GGG") == ["week-hold"] + ["not-counted"] * 3
    assert decisions(S30, "S3", "-G+GG")[-3:] == ["week-noted", "same-stage", "next-stage"]


def test_r49_a_worse_week_keeps_the_good_sessions_made_before() -> None:
    assert decisions(S30, "S3", "G-G+G")[-1] == "next-stage"


def test_r49_two_worse_weeks_in_a_row_are_one_stage_back() -> None:
    assert decisions(S30, "S3", "-G-") == ["week-hold", "not-counted", "week-back"]
    assert stage_after(S30, "S3", "-G-") == "S2"


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
        "stop-not-settling",
    }
    assert {Decision.DONE, Decision.TEST_AGAIN} == ENDS - STOPS


@pytest.mark.parametrize("end", sorted(ENDS))
@pytest.mark.parametrize("event", list(Event))
def test_nothing_leads_out_of_an_ended_plan(end: Decision, event: Event) -> None:
    ended = dataclasses.replace(at(S30, "S3"), ended=end)
    with pytest.raises(ValueError, match=str(end)):
        respond(protocol(), S30, ended, event)


def test_the_rule_is_pure_and_leaves_the_state_it_was_given() -> None:
    state = at(S30, "S3")
    copy = dataclasses.replace(state)
    for event in Event:
        assert respond(protocol(), S30, state, event) == respond(protocol(), S30, state, event)
    assert state == copy
    assert index(S30, "S3") == 2
