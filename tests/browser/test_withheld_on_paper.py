"""Where an answer withholds the plan, its card is printed, and no plan."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from calculator_page import CalculatorPage
from pdf_reading import printed

PLAN = "My plan to run again"
RULES = "All the rules in one place"


def chest_pain(calculator: CalculatorPage) -> str:
    calculator.choose("sign", "chest")
    return "Emergency: get help now"


def a_hop_that_hurts_in_the_groin(calculator: CalculatorPage) -> str:
    calculator.pass_safety()
    calculator.answer_tests(hop="3")
    return "Stop running and get checked"


def a_test_not_done(calculator: CalculatorPage) -> str:
    calculator.pass_safety()
    calculator.pass_tests(squat="not-yet")
    return "You are not ready to run yet"


def a_link_for_somebody_of_17(calculator: CalculatorPage, link: str) -> str:
    plan = calculator.read_link(link)
    assert plan
    calculator.fresh_with(link, answers={**plan["answers"], "age": 17})
    return "under 18"


def a_sign_not_saved_yet(calculator: CalculatorPage, link: str) -> str:
    calculator.fresh(link)
    calculator.press("check-in")
    calculator.choose("new-sign", "chest", "check-in")
    return "Emergency: get help now"


@pytest.mark.parametrize("state", [chest_pain, a_hop_that_hurts_in_the_groin, a_test_not_done])
def test_what_withholds_a_plan_is_printed_in_its_place(
    state: Callable[[CalculatorPage], str], calculator: CalculatorPage
) -> None:
    said = state(calculator)
    assert_withheld(calculator, said)


@pytest.mark.parametrize("state", [a_link_for_somebody_of_17, a_sign_not_saved_yet])
def test_what_closes_a_plan_is_printed_in_its_place(
    state: Callable[[CalculatorPage, str], str], calculator: CalculatorPage, link: str
) -> None:
    said = state(calculator, link)
    assert_withheld(calculator, said)


def assert_withheld(calculator: CalculatorPage, said: str) -> None:
    text = on_paper(calculator)
    assert said in text
    assert PLAN not in text
    assert RULES not in text


def on_paper(calculator: CalculatorPage) -> str:
    calculator.page.emulate_media(media="print")
    text = " ".join(printed(calculator.page))
    calculator.page.emulate_media(media="screen")
    return text


def test_a_sign_that_allows_a_plan_still_prints_the_sheet(calculator: CalculatorPage) -> None:
    """And so does the page once the sign is unticked."""
    calculator.choose("sign", "two-weeks")
    assert PLAN in on_paper(calculator)
    calculator.choose("sign", "chest")
    calculator.choose("sign", "chest")
    assert PLAN in on_paper(calculator)
