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


# ---------------------------------------------------------------- answers of another day


@pytest.mark.parametrize(("days", "kept"), [(7, True), (8, False)])
def test_r39_answers_come_back_after_a_reload_for_as_long_as_the_tests_hold(
    days: int, kept: bool, calculator: CalculatorPage
) -> None:
    """R39: the day of the first answer counts; a later change of one does not renew the others."""
    calculator.answer_safety()
    with calculator.later(days - 1):
        calculator.choose("sign", "chest")
        calculator.link()  # The answers are kept a task later.
    with calculator.later(days):
        calculator.page.reload()
        calculator.wait()
        assert calculator.cards_shown() == (["emergency"] if kept else [])
        assert calculator.view("safety").locator(":checked").count() > 0 or not kept


def test_r39_answers_that_were_kept_without_their_day_do_not_come_back(
    calculator: CalculatorPage,
) -> None:
    """A page that was open while the guide was renewed kept none."""
    calculator.answer_safety(["chest"])
    calculator.link()
    calculator.page.evaluate("history.replaceState({ answers: history.state.answers }, '')")
    calculator.page.reload()
    calculator.wait()
    assert calculator.cards_shown() == []
    assert calculator.view("safety").locator(":checked").count() == 0


@pytest.mark.parametrize("view", ["safety", "tests", "questions"])
@pytest.mark.parametrize(("days", "kept"), [(7, True), (8, False)])
def test_r39_a_page_left_open_asks_anew_once_the_tests_hold_no_more(
    view: str, days: int, kept: bool, calculator: CalculatorPage
) -> None:
    calculator.answer_safety()
    if view != "safety":
        calculator.submit("safety")
        calculator.answer_tests()
    if view == "questions":
        calculator.submit("tests")
        calculator.answer_questions(LAST_RUN, start=(TODAY + 7 * DAY).isoformat())
    with calculator.later(days):
        calculator.submit(view)
        following = {"safety": "tests", "tests": "questions", "questions": "plan"}[view]
        assert calculator.view_shown() == (following if kept else "safety")
        told = calculator.slot("notice").locator("[data-notice=old_answers]")
        assert told.is_visible() != kept
        if not kept:
            assert calculator.view("safety").locator(":checked").count() == 0
            calculator.make_plan(LAST_RUN)  # and it goes on from here


def test_r39_a_plan_is_as_old_as_the_tests_behind_it(calculator: CalculatorPage) -> None:
    """Tests of Monday hold until the Monday after, also for a plan made on Thursday."""
    calculator.pass_safety()
    calculator.pass_tests()
    with calculator.later(3):
        calculator.answer_questions(LAST_RUN, start=(TODAY + 7 * DAY).isoformat())
        assert (
            calculator.page.locator("[name=start]").get_attribute("max")
            == (TODAY + 7 * DAY).isoformat()
        )
        calculator.submit("questions")
        link = calculator.link()
    for days, stale in ((7, False), (8, True)):
        with calculator.later(days):
            calculator.fresh(link)
            assert calculator.element.locator("[data-when=stale]").is_visible() == stale
