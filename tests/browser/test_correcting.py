"""Setting right what was entered: undo, edit, take out, and enter what was missed."""

from __future__ import annotations

import re
from typing import Any

import pytest
from playwright.sync_api import expect

from calculator_page import DAY, TODAY, CalculatorPage, day_number, run_entry, shown


def test_undo_takes_the_last_entry_back(planned: CalculatorPage) -> None:
    before = (planned.link(), planned.planned())
    planned.check_in(during="6")
    assert (planned.link(), planned.planned()) != before
    planned.press("undo")
    assert (planned.link(), planned.planned()) == before
    expect(planned.slot("answer")).to_be_hidden()
    assert planned.logged() == 0


def test_undo_takes_back_what_was_entered_last_even_for_an_earlier_day(
    calculator: CalculatorPage, link: str
) -> None:
    calculator.fresh_with(link, days_ago=5)
    calculator.check_in(TODAY)
    before = calculator.link()
    calculator.check_in(TODAY - 3 * DAY, during="6")
    calculator.press("undo")
    assert calculator.link() == before


def test_an_edited_entry_changes_everything_after_it(calculator: CalculatorPage, link: str) -> None:
    days = [TODAY - n * DAY for n in (7, 5, 3)]
    calculator.fresh_with(link, days_ago=7, log=[run_entry(day) for day in days])
    assert calculator.first_stage() == "S3"
    calculator.correct("edit")
    checked = calculator.view("check-in").locator(":checked")
    assert {each.get_attribute("name") for each in checked.all()} >= {"before", "during", "limp"}
    calculator.choose("during", "6", "check-in")
    expect(calculator.view("check-in").locator("[data-question=week]")).to_be_hidden()
    calculator.submit("check-in")
    after = calculator.read_link(calculator.link())
    assert after
    assert [entry["during"] for entry in after["log"]] == [6, 0, 0]
    assert [entry["week"] for entry in after["log"]] == [None, None, None]
    assert calculator.first_stage() == "S1"


def test_of_two_runs_on_one_day_both_stay_when_one_is_edited(
    calculator: CalculatorPage, link: str
) -> None:
    """R22: keep both, use the worse."""
    calculator.fresh_with(link, log=[run_entry(TODAY, during=4), run_entry(TODAY, during=1)])
    calculator.correct("edit")
    calculator.submit("check-in")
    plan = calculator.read_link(calculator.link())
    assert plan
    assert len(plan["log"]) == 2


@pytest.mark.parametrize("what", ["check-in", "pain"])
def test_what_is_logged_before_the_start_leaves_a_link_that_opens(
    what: str, calculator: CalculatorPage, link: str
) -> None:
    plan = calculator.read_link(link)
    assert plan
    calculator.fresh_with(link, start=plan["start"] + 3)
    if what == "pain":
        calculator.press("missed")
        calculator.without_run("missed-pain")
    after = calculator.link()
    calculator.fresh(after)
    assert calculator.view_shown() == "plan"
    assert calculator.logged() == (what == "pain")


@pytest.mark.parametrize("kind", ["too-sore", "not-usual", "pain-break"])
def test_a_day_without_a_run_that_was_entered_by_mistake_can_be_taken_out(
    kind: str, calculator: CalculatorPage, link: str
) -> None:
    red, good = run_entry(TODAY - 8 * DAY, during=7), run_entry(TODAY - 2 * DAY)
    note = {"on": red["on"] + 4, "kind": kind, "signs": []}  # type: ignore[operator]
    calculator.fresh_with(link, days_ago=8, log=[red, good])
    before = calculator.planned()
    calculator.fresh_with(link, days_ago=8, log=[red, note, good])
    calculator.correct("remove")
    assert calculator.logged() == 2
    assert calculator.planned() == before


def test_r18_a_run_missed_for_another_reason_is_told_what_the_break_does(
    planned: CalculatorPage,
) -> None:
    planned.press("missed")
    planned.press("missed-other")
    told = planned.slot("breaks")
    expect(told).to_be_focused()
    expect(told).to_have_attribute("role", "status")
    assert told.locator("li").all_inner_texts() == [
        "Up to 7 days: Go on at the same stage",
        "8 to 14 days: Go one stage back",
        "15 to 28 days: Go two stages back",
        "29 or more days: Do the readiness tests again",
    ]
    planned.check_in()
    expect(told).to_be_hidden()


def test_r8_not_back_to_usual_moves_the_next_run_by_a_day(
    calculator: CalculatorPage, link: str
) -> None:
    """R8: three dates after a red run, asked before it, moved on while the answer is no."""
    every_day: dict[str, Any] = {"days": [0, 2, 4, 6], "days_ago": 3}
    log = [run_entry(TODAY - 3 * DAY, during=7)]
    calculator.fresh_with(link, **every_day, log=log)
    expect(calculator.slot("usual")).to_be_visible()
    assert calculator.days_planned()[0] == shown(TODAY)
    calculator.without_run("not-usual")
    assert calculator.days_planned()[0] == shown(TODAY + 2 * DAY)


@pytest.mark.parametrize(("rested", "asked"), [(0, False), (2, False), (3, True)])
def test_r8_back_to_usual_is_asked_before_the_next_run_and_not_on_the_days_of_rest(
    rested: int, asked: bool, calculator: CalculatorPage, link: str
) -> None:
    """R8: a "yes" on the evening of the bad run silenced the question."""
    log = [run_entry(TODAY - rested * DAY, during=7)]
    calculator.fresh_with(link, days_ago=rested, log=log)
    expect(calculator.slot("next")).to_be_visible()
    assert calculator.slot("usual").is_visible() == asked


@pytest.mark.parametrize("pain", [7, 0])
def test_r8_r19_pain_that_is_logged_as_a_setback_is_not_asked_for_a_second_time(
    pain: int, calculator: CalculatorPage, link: str
) -> None:
    """R2: one setback, not back to usual for 9 days, counted as two and ended the plan."""
    waited = [
        {"on": day_number(TODAY - ago * DAY), "kind": "not-usual", "signs": []} for ago in (6, 4, 2)
    ]
    log = [run_entry(TODAY - 9 * DAY, during=pain), *(waited if pain else [])]
    calculator.fresh_with(link, days_ago=10, log=log)
    if pain:
        calculator.press("usual")
    calculator.press("missed")
    choices = calculator.slot("missed", "plan").locator("[data-do=missed-pain]")
    assert choices.is_visible() == (pain == 0)


def test_the_button_that_takes_an_entry_back_names_it(planned: CalculatorPage) -> None:
    """After an edit of an earlier run, "the last entry" took a bad run back without a word."""
    planned.check_in()
    with planned.later(4):
        planned.fresh(planned.link())
        planned.check_in(TODAY + 4 * DAY, during="7")
        planned.correct("edit")
        planned.submit("check-in")
        undo = planned.view("plan").locator("[data-do=undo]")
        expect(undo).to_have_text(re.compile(r"Take back the entry of Fri,? 27 Nov"))


def test_r1_after_a_stop_a_new_plan_asks_for_a_clinician_and_starts_at_the_first_stage(
    planned: CalculatorPage,
) -> None:
    """R1."""
    planned.check_in(signs=["deep-groin"])
    planned.press("restart")
    planned.confirm()
    assert planned.view_shown() == "safety"
    assert planned.link() == ""
    for answer in (None, "no"):
        if answer:
            planned.choose("cleared", answer)
        planned.pass_safety()
        assert planned.view_shown() == "safety"
    expect(planned.slot("not-cleared")).to_be_visible()
    planned.choose("cleared", "yes")
    planned.submit("safety")
    planned.pass_tests()
    planned.answer_questions(TODAY - DAY)
    planned.submit("questions")
    assert planned.view_shown() == "plan"
    assert planned.first_stage() == "S1"


def test_r1_a_sign_stays_a_sign_when_the_plan_had_ended_before_it(
    calculator: CalculatorPage, link: str
) -> None:
    """R1: an edit of an earlier run made the stop one of pain, whose last entry could be undone."""
    log = [run_entry(TODAY - ago * DAY, during=7) for ago in (8, 4)]
    sign = run_entry(TODAY, signs=["constant"])
    calculator.fresh_with(link, days_ago=8, log=[*log, sign])
    expect(calculator.view("plan").locator("[data-do=undo]")).to_be_hidden()
    expect(calculator.slot("slip")).to_be_visible()
    assert calculator.cards_shown() == ["same-day"]


def test_r1_a_sign_is_a_stop_also_after_a_plan_that_a_break_had_ended(
    calculator: CalculatorPage, link: str
) -> None:
    """R1: an edit of an earlier run opened a gap, and the next plan asked for no clinician."""
    log = [run_entry(TODAY - 40 * DAY), run_entry(TODAY - DAY)]
    sign = run_entry(TODAY, signs=["deep-groin"])
    calculator.fresh_with(link, days_ago=40, log=[*log, sign])
    expect(calculator.slot("verb")).to_have_text("Stop and get help")
    calculator.press("restart")
    calculator.confirm()
    expect(calculator.element.locator("[data-question=after-stop]")).to_be_visible()
