"""An answer that cannot be right is named, in the words of the page or of the browser."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from calculator_page import DAY, LAST_RUN, TODAY, CalculatorPage


@pytest.fixture
def asked(calculator: CalculatorPage) -> CalculatorPage:
    """The questions, answered but for the goal."""
    calculator.pass_safety()
    calculator.pass_tests()
    calculator.answer_questions(LAST_RUN)
    return calculator


@pytest.mark.parametrize(
    ("typed", "minutes"),
    [
        ("3,5", 33),
        ("3.5", 33),
        ("4", 38),
        (" 4,25 ", 40),
        ("3.1", None),
        ("4,5,6", None),
        ("", None),
    ],
)
def test_a_distance_has_a_point_or_a_comma_and_never_becomes_ten_times_as_long(
    typed: str, minutes: int | None, asked: CalculatorPage
) -> None:
    """At 9:30 a mile. An input of numbers read 3,5 as 35 where the browser writes points."""
    asked.choose("goal", "distance")
    asked.choose("unit", "mi")
    for name, value in (("distance", typed), ("pace-min", "9"), ("pace-sec", "30")):
        asked.page.locator(f"[name={name}]").press_sequentially(value)
    asked.submit("questions")
    if minutes is None:
        expect(asked.slot("goal-error")).to_be_visible()
        return
    assert asked.view_shown() == "plan"
    plan = asked.read_link(asked.link())
    assert plan
    assert plan["goal"] == minutes


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("last-run", (TODAY + DAY).isoformat()),
        ("race", (TODAY - DAY).isoformat()),
        ("age", "35.5"),
    ],
)
def test_the_browser_says_what_is_wrong_with_an_answer(
    name: str, value: str, asked: CalculatorPage
) -> None:
    """The page only marks the question; `reportValidity` shows why, in the reader's language."""
    asked.view("questions").evaluate(
        """(view) => {
          window.reported = [];
          for (const input of view.querySelectorAll("input")) {
            const say = () => window.reported.push([input.name, input.validationMessage]);
            input.reportValidity = say;
          }
        }"""
    )
    asked.page.locator(f"[name={name}]").fill(value)
    asked.submit("questions")
    assert asked.view_shown() == "questions"
    [[reported, why]] = asked.page.evaluate("window.reported")
    assert reported == name
    assert why
    assert asked.focused()["name"] == name


def test_a_tab_answered_yesterday_starts_today(asked: CalculatorPage) -> None:
    start = asked.page.locator("[name=start]")
    assert start.input_value() == TODAY.isoformat()
    start.evaluate("(input, day) => { input.value = day; }", (TODAY - DAY).isoformat())
    asked.view("questions").locator("[data-go=tests]").click()
    asked.submit("tests")
    assert start.input_value() == TODAY.isoformat()
