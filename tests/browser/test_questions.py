"""The questions that choose where a runner starts, asked last."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
from playwright.sync_api import expect

from calculator_page import DAY, LAST_RUN, TODAY, CalculatorPage


def test_under_eighteen_gets_a_card_and_no_plan(calculator: CalculatorPage) -> None:
    calculator.pass_safety()
    calculator.pass_tests()
    calculator.answer_questions(LAST_RUN, age="17")
    calculator.submit("questions")
    assert calculator.view_shown() == "safety"
    assert calculator.cards_shown() == ["soon"]
    assert calculator.link() == ""
    calculator.submit("safety")
    assert calculator.view_shown() == "safety"


@pytest.mark.parametrize(
    ("answer", "value"),
    [
        ("age", ""),
        ("age", "0"),
        ("days", (5, 6)),
        ("days", (3,)),
        ("days", (0, 1, 2, 3, 4)),
        ("start", (TODAY - DAY).isoformat()),
        ("start", (TODAY + 8 * DAY).isoformat()),
        ("last_run", TODAY + DAY),
        ("goal_min", "181"),
        ("goal_min", "29"),
        ("longest", "1500"),
        ("last_run", dt.date(1900, 1, 1)),
        ("race", "9000-01-01"),
    ],
)
def test_an_answer_out_of_range_gives_no_plan(
    answer: str, value: Any, calculator: CalculatorPage
) -> None:
    """None of these may lead to a plan that its own link cannot hold."""
    calculator.pass_safety()
    calculator.pass_tests()
    answers: dict[str, Any] = {"last_run": LAST_RUN, answer: value}
    if answer == "goal_min":
        answers["goal"] = "longer"
    calculator.answer_questions(**answers)
    calculator.submit("questions")
    assert calculator.view_shown() == "questions"
    expect(calculator.slot("error", "questions")).to_be_visible()


@pytest.mark.parametrize(
    ("off_days", "first"), [(6, "S4"), (7, "S3"), (14, "S2"), (29, "S1"), (56, "G1")]
)
def test_time_off_decides_the_first_stage(
    off_days: int, first: str, calculator: CalculatorPage, link: str
) -> None:
    plan = calculator.read_link(link)
    assert plan
    calculator.fresh_with(link, answers={**plan["answers"], "daysOff": off_days})
    assert calculator.first_stage() == first
