"""Checking in after a run: what is asked, and what becomes of the plan."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
from playwright.sync_api import expect

from calculator_page import DAY, TODAY, CalculatorPage, run_entry, shown


@pytest.mark.parametrize(
    ("answers", "look", "rest_days", "stage", "runs"),
    [
        ({}, "go", 2, "S2", 11),
        ({"during": "3"}, "same", 2, "S2", 12),
        ({"settled": "morning"}, "same", 2, "S2", 12),
        ({"painkiller": "yes"}, "same", 2, "S2", 12),
        ({"morning": "unknown"}, "same", 2, "S2", 12),
        ({"during": "6"}, "back", 4, "S1", 14),
        ({"limp": "yes"}, "back", 4, "S1", 14),
        ({"settled": "later"}, "back", 4, "S1", 14),
        ({"morning": "worse"}, "back", 4, "S1", 14),
    ],
    ids=lambda value: (
        "-".join(f"{k}={v}" for k, v in value.items()) or "all good"
        if isinstance(value, dict)
        else ""
    ),
)
def test_a_check_in_gives_its_decision_and_moves_the_plan(
    answers: dict[str, Any],
    look: str,
    rest_days: int,
    stage: str,
    runs: int,
    planned: CalculatorPage,
) -> None:
    before = planned.link()
    planned.check_in(**answers)
    answer = planned.slot("answer")
    expect(answer).to_be_visible()
    assert answer.locator("[data-look]:visible").get_attribute("data-look") == look
    expect(planned.slot("verb")).to_be_focused()
    assert planned.slot("reasons").locator("li").count() >= 1
    assert planned.link() != before
    assert planned.days_planned()[0] == shown(TODAY + rest_days * DAY)
    assert planned.first_stage() == stage
    assert len(planned.planned()) == runs


@pytest.mark.parametrize(
    ("name", "look", "row"),
    [
        ("short", "same", "response.short"),
        ("longer", "go", "beyond.longest_run_step_percent"),
    ],
)
def test_a_run_that_was_not_the_one_planned_is_ticked_and_the_answer_says_what_that_means(
    name: str, look: str, row: str, planned: CalculatorPage
) -> None:
    """A good run in all else. One that was stopped early is done again; a longer one counts."""
    planned.press("check-in")
    planned.answer_check_in()
    planned.choose(name, "yes", "check-in")
    planned.submit("check-in")
    answer = planned.slot("answer")
    assert answer.locator("[data-look]:visible").get_attribute("data-look") == look
    note = planned.slot("reasons").locator(f"[data-when={name}]")
    expect(note).to_be_visible()
    expect(note.locator(f"[data-why='{row}']")).to_be_visible()
    [entry] = (planned.read_link(planned.link()) or {})["log"]
    assert entry[name]
    assert (entry["short"], entry["longer"]) == (name == "short", name == "longer")
    planned.correct("edit")
    expect(planned.view("check-in").locator(f"[name={name}]")).to_be_checked()
    planned.choose(name, "yes", "check-in")
    planned.submit("check-in")
    assert answer.locator("[data-look]:visible").get_attribute("data-look") == "go"
    expect(note).to_be_hidden()


def test_two_good_runs_lead_to_the_next_stage(planned: CalculatorPage) -> None:
    with planned.later(days=2):
        planned.check_in(TODAY)
        planned.check_in(TODAY + 2 * DAY)
        assert planned.first_stage() == "S3"


@pytest.mark.parametrize("open_question", ["morning", "settled"])
def test_the_morning_after_asks_only_what_is_still_open(
    open_question: str, calculator: CalculatorPage, link: str
) -> None:
    entry = run_entry(TODAY - DAY, week="worse", **{open_question: "unknown"})
    calculator.fresh_with(link, days_ago=8, log=[entry])
    calculator.press("add-morning")
    view = calculator.view("check-in")
    questions = view.locator("[data-question]:visible")
    names = [each.get_attribute("data-question") for each in questions.all()]
    assert names == [open_question, "signs"]
    calculator.choose(open_question, {"morning": "same", "settled": "hour"}[open_question])
    calculator.submit("check-in")
    assert calculator.view_shown() == "check-in", "R14: signs of the night are not taken for none"
    calculator.no_sign()
    calculator.submit("check-in")
    plan = calculator.read_link(calculator.link())
    assert plan
    answered = {"morning": "same", "settled": "hour"}
    assert plan["log"] == [{**entry, **answered}]


@pytest.mark.parametrize(
    ("now", "begun", "day"),
    [
        (TODAY, 2, TODAY),
        (TODAY + DAY, 2, TODAY),
        (TODAY + 5 * DAY, 2, TODAY + 4 * DAY),
        (TODAY + DAY, -1, TODAY + DAY),
    ],
    ids=["on a run day", "the day after", "on a Saturday", "before the first run"],
)
def test_a_run_is_taken_for_that_of_the_last_run_day_and_its_weekday_is_said(
    now: dt.date, begun: int, day: dt.date, calculator: CalculatorPage, link: str
) -> None:
    with calculator.later((now - TODAY).days):
        calculator.fresh_with(link, days_ago=begun)
        calculator.press("check-in")
        assert calculator.view("check-in").locator("[name=date]").input_value() == day.isoformat()
        assert calculator.slot("date-day").inner_text().startswith(f"{day:%A}")


def test_r20_a_day_that_is_too_sore_to_run_logs_nothing_and_asks_again_on_the_next_run_day(
    planned: CalculatorPage,
) -> None:
    planned.press("missed")
    planned.without_run("missed-sore")
    told = planned.slot("breaks")
    expect(told).to_be_focused()
    assert "on your next run day" in told.inner_text()
    assert told.locator("li:visible").count() == 0
    assert planned.logged() == 0


def test_an_unanswered_check_in_is_not_a_good_run(planned: CalculatorPage) -> None:
    planned.press("check-in")
    planned.submit("check-in")
    assert planned.view_shown() == "check-in"
    error = planned.slot("error", "check-in")
    expect(error).to_be_visible()
    expect(error).to_have_attribute("role", "alert")


@pytest.mark.parametrize("days", [-1, 1], ids=["before the start", "tomorrow"])
def test_a_run_cannot_lie_in_the_future_or_before_the_plan(
    days: int, planned: CalculatorPage
) -> None:
    planned.press("check-in")
    planned.answer_check_in(TODAY + days * DAY)
    planned.submit("check-in")
    assert planned.view_shown() == "check-in"
    expect(planned.slot("date-error")).to_be_visible()


def test_the_weekly_question_is_asked_once_a_week(calculator: CalculatorPage, link: str) -> None:
    week = calculator.view("check-in").locator("[data-question=week]")
    for day, asked in ((6, False), (7, True)):
        calculator.fresh_with(link, days_ago=day)
        calculator.press("check-in")
        expect(week).to_be_visible(visible=asked)


def test_r49_a_run_that_is_entered_late_is_asked_only_what_was_due_on_its_own_day(
    calculator: CalculatorPage, link: str
) -> None:
    """R38, R49: an answer about this week must not land on a run of last week."""
    calculator.fresh_with(link, days_ago=9)
    calculator.press("check-in")
    week = calculator.view("check-in").locator("[data-question=week]")
    calculator.answer_check_in(TODAY - 2 * DAY)
    calculator.choose("week", "worse", "check-in")
    calculator.view("check-in").locator("[name=date]").fill((TODAY - 3 * DAY).isoformat())
    expect(week).to_be_hidden()
    calculator.submit("check-in")
    after = calculator.read_link(calculator.link())
    assert after
    assert [entry["week"] for entry in after["log"]] == [None]
