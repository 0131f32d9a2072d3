"""How one session is judged, answer by answer.

R-numbers are the points of the rule book. The expected values are written out here from it;
they are not read from the protocol.
"""

from __future__ import annotations

import dataclasses
from itertools import product
from typing import Any

import pytest

from engine import AMBER, FINE, GREEN, RED, STOP, UNCOUNTED, protocol
from return_to_running.calculator.judging import Response, Result, judge

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
    "short": {False: GREEN, True: UNCOUNTED},
    "too_soon": {False: GREEN, True: UNCOUNTED},
}
"""What each single answer means by the rule book, when all others are fine."""


def judged(**answers: Any) -> Result:
    return judge(protocol(), dataclasses.replace(FINE, **answers))


def test_r4_the_worst_single_answer_decides_over_the_full_product_of_answers() -> None:
    """Every combination of answers is judged like its worst answer, neither better nor worse."""
    assert set(ANSWERS) == {field.name for field in dataclasses.fields(Response)}
    rules, tried = protocol(), 0
    for answers in product(*(meanings.items() for meanings in ANSWERS.values())):
        response = Response(*(answer for answer, _ in answers))
        assert judge(rules, response) is max(result for _, result in answers), response
        tried += 1
    assert tried == 11**3 * 2 * 3 * 3 * 2 * 2 * 2 * 2


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


def test_a_run_that_was_stopped_early_is_no_success() -> None:
    assert judged(short=True) is UNCOUNTED
    assert judged(short=True, pain_during=3) is AMBER


def test_r41_a_run_on_painkillers_is_no_success() -> None:
    assert judged(painkiller=True) is UNCOUNTED
    assert judged(painkiller=True, pain_during=3) is AMBER
