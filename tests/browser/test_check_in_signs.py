"""A danger sign at a check-in ends the plan with its card, and can be taken back as a slip."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import expect

from calculator_page import DAY, SIGNS, TODAY, CalculatorPage, day_number, run_entry
from engine import protocol

# ---------------------------------------------------------------- check in


@pytest.mark.parametrize("sign", [name for name, sign in SIGNS.items() if sign.check_in])
def test_a_warning_sign_at_a_check_in_ends_the_plan_with_its_own_card(
    sign: str, planned: CalculatorPage
) -> None:
    """R37, R48: no stage, no dates, no next run."""
    planned.press("check-in")
    planned.choose("new-sign", sign, "check-in")
    assert planned.cards_shown() == [SIGNS[sign].card]
    planned.submit("check-in")
    assert planned.view_shown() == "plan"
    answer = planned.slot("answer")
    assert answer.locator("[data-look]:visible").get_attribute("data-look") == "stop"
    for slot in ("next", "facts", "forecast", "take"):
        expect(planned.slot(slot, "plan")).to_be_hidden()
    assert planned.cards_shown() == [SIGNS[sign].card]


@pytest.mark.parametrize("opened", ["at the check-in", "from the link of the stopped plan"])
def test_the_card_stands_right_under_the_answer_that_stopped_the_plan(
    opened: str, planned: CalculatorPage
) -> None:
    """R47: whoever must call now does not look for the number below the history."""
    planned.check_in(signs=["chest"])
    if opened != "at the check-in":
        planned.fresh(planned.link())
    answer = planned.slot("answer").bounding_box()
    card = planned.card("emergency").bounding_box()
    assert answer
    assert card
    gap_px = card["y"] - (answer["y"] + answer["height"])
    assert 0 <= gap_px < 60
    expect(planned.slot("start")).to_be_hidden()


def test_a_stop_by_a_sign_alone_names_the_sign_and_claims_nothing_that_was_not_said(
    planned: CalculatorPage,
) -> None:
    """The other answers could wait, so none of them may appear as given."""
    planned.press("check-in")
    planned.choose("new-sign", "chest", "check-in")
    planned.submit("check-in")
    reasons = planned.slot("reasons").locator("li:visible")
    expect(reasons).to_have_count(1)
    sign = planned.view("safety").locator("[value=chest] + span").text_content() or ""
    expect(reasons).to_contain_text(sign)
    expect(planned.slot("history").locator("> li")).not_to_contain_text("pain")
    plan = planned.read_link(planned.link())
    assert plan
    (entry,) = plan["log"]
    answers = ("before", "during", "after", "limp", "painkiller")
    assert {entry[name] for name in answers} == {None}
    assert entry["signs"] == ["chest"]


def test_an_answer_left_out_without_a_sign_is_no_plan(
    calculator: CalculatorPage, link: str
) -> None:
    """R14. Only a sign may leave answers out: no link can turn "not said" into a good run."""
    for name in ("before", "during", "after", "limp", "painkiller"):
        unsaid = calculator.link_with(link, log=[run_entry(TODAY, **{name: None})])
        assert calculator.read_link(unsaid) is None
        stopped = calculator.link_with(
            link, log=[run_entry(TODAY, **{name: None}, signs=["chest"])]
        )
        assert calculator.read_link(stopped) is not None


def test_r37_the_signs_of_a_check_in_are_one_question_in_groups(
    planned: CalculatorPage,
) -> None:
    """One "none of these" for all; signs that nobody touched are not "none"."""
    planned.press("check-in")
    planned.answer_check_in()
    question = planned.view("check-in").locator("[data-group]")
    groups = question.get_by_role("group")
    expect(groups).to_have_count(len(protocol().check_in_groups))
    asked = planned.view("check-in").locator("[name=new-sign]").all()
    assert {each.get_attribute("value") for each in asked} == {
        name for name, sign in SIGNS.items() if sign.check_in
    }
    none = question.locator(".c-opt--none")
    none.click()
    planned.submit("check-in")
    assert planned.view_shown() == "check-in"
    expect(question).to_have_class(re.compile("is-missing"))
    none.click()
    planned.submit("check-in")
    assert planned.view_shown() == "plan"


def test_a_new_danger_sign_of_the_morning_after_stops_the_plan(
    calculator: CalculatorPage, link: str
) -> None:
    log = [run_entry(TODAY - DAY, morning="unknown")]
    calculator.fresh_with(link, days_ago=2, log=log)
    calculator.press("add-morning")
    calculator.choose("new-sign", "chest", "check-in")
    calculator.submit("check-in")
    assert calculator.cards_shown() == ["emergency"]


# ---------------------------------------------------------------- who did not run

NO_RUN = ("too-sore", "missed-pain", "missed-sore", "not-usual")


def without_run(calculator: CalculatorPage, link: str, why: str) -> None:
    """Press what says that there was no run, and why. "Back to usual?" is asked after a bad one."""
    pain = 7 if why == "not-usual" else 1  # R8: only then is it asked
    calculator.fresh_with(link, days_ago=3, log=[run_entry(TODAY - 3 * DAY, during=pain)])
    if why != "not-usual":
        calculator.press("missed")
    calculator.press(why)


@pytest.mark.parametrize("why", NO_RUN)
def test_r37_whom_pain_keeps_from_running_is_asked_for_danger_signs_and_nothing_else(
    why: str, calculator: CalculatorPage, link: str
) -> None:
    without_run(calculator, link, why)
    view = calculator.view("check-in")
    questions = view.locator("[data-question]:visible").all()
    asked = [each.get_attribute("data-question") for each in questions]
    assert asked == ["signs"]
    expect(view.locator("h2")).to_have_text("First, the danger signs", use_inner_text=True)
    calculator.submit("check-in")
    assert calculator.view_shown() == "check-in"
    expect(calculator.slot("error", "check-in")).to_be_visible()
    calculator.no_sign()
    calculator.submit("check-in")
    assert calculator.view_shown() == "plan"
    assert calculator.logged() == 1 + (why != "missed-sore")
    if why == "missed-pain":
        return  # the tests come first
    calculator.press("check-in")
    expect(view.locator("h2")).to_have_text("How was your run?", use_inner_text=True)
    expect(view.locator("[data-question=before]")).to_be_visible()


@pytest.mark.parametrize("why", NO_RUN)
def test_r4_a_danger_sign_of_a_runner_who_did_not_run_ends_the_plan(
    why: str, calculator: CalculatorPage, link: str
) -> None:
    """Night pain must not pass for "too sore to run"."""
    without_run(calculator, link, why)
    calculator.choose("new-sign", "constant", "check-in")
    calculator.submit("check-in")
    for _ in range(2):
        assert calculator.cards_shown() == ["same-day"]
        expect(calculator.slot("next")).to_be_hidden()
        assert (calculator.read_link(calculator.link()) or {})["log"][-1]["signs"] == ["constant"]
        calculator.fresh(calculator.link())


def test_r22_a_danger_sign_before_the_first_day_of_a_plan_is_logged_on_that_day(
    calculator: CalculatorPage, link: str
) -> None:
    plan = calculator.read_link(link) or {}
    calculator.fresh_with(link, start=plan["start"] + 3)
    calculator.press("missed")
    calculator.press("missed-pain")
    calculator.choose("new-sign", "limp", "check-in")
    expect(calculator.card("soon").locator("[data-when=limp]")).to_be_hidden()
    calculator.submit("check-in")
    [entry] = (calculator.read_link(calculator.link()) or {})["log"]
    assert (entry["on"], entry["signs"]) == (plan["start"] + 3, ["limp"])


# ---------------------------------------------------------------- going back


def test_a_danger_sign_that_is_ticked_does_not_go_by_going_back(planned: CalculatorPage) -> None:
    planned.page.set_viewport_size({"width": 360, "height": 740})
    planned.press("check-in")
    planned.choose("during", "2", "check-in")
    planned.choose("new-sign", "chest", "check-in")
    back = planned.view("check-in").locator("[data-do=leave]")
    words = planned.slot("ticked")
    expect(words).to_be_hidden()
    back.click()
    assert planned.view_shown() == "check-in"
    expect(words).to_be_in_viewport()
    expect(planned.card("emergency")).to_be_in_viewport()
    planned.choose("new-sign", "chest", "check-in")
    expect(words).to_be_hidden()
    back.click()
    assert planned.view_shown() == "plan"
    assert planned.logged() == 0


def test_a_check_in_half_filled_waits_for_its_runner_until_it_is_sent_or_a_day_goes_by(
    planned: CalculatorPage,
) -> None:
    view = planned.view("check-in")
    answer = view.locator("[name=during][value='2']")
    planned.press("check-in")
    planned.choose("during", "2", "check-in")
    view.locator("[data-do=leave]").click()
    planned.press("check-in")
    expect(answer).to_be_checked()
    view.locator("[data-do=leave]").click()
    with planned.later(1):
        planned.press("check-in")
        expect(answer).not_to_be_checked()
        planned.answer_check_in(during="2")
        planned.submit("check-in")
        planned.press("check-in")
        expect(answer).not_to_be_checked()


@pytest.mark.parametrize("sent", [False, True])
def test_a_reload_in_the_middle_of_a_check_in_costs_none_of_its_answers(
    sent: bool, planned: CalculatorPage
) -> None:
    planned.press("check-in")
    planned.answer_check_in(TODAY, during="2", settled="morning")
    if sent:
        planned.submit("check-in")
    planned.link()
    planned.page.reload()
    planned.wait()
    assert planned.logged() == sent
    planned.press("check-in")
    kept = planned.view("check-in").locator(":checked")
    if sent:
        expect(kept).to_have_count(0)
    else:
        planned.submit("check-in")
        assert planned.logged() == 1
        [entry] = (planned.read_link(planned.link()) or {})["log"]
        assert (entry["during"], entry["settled"]) == (2, "morning")


# ---------------------------------------------------------------- slips


def test_r1_a_warning_sign_is_only_taken_back_as_a_slip_with_the_card_in_view(
    planned: CalculatorPage,
) -> None:
    planned.page.set_viewport_size({"width": 360, "height": 740})
    planned.check_in()
    planned.check_in(signs=["chest"])
    assert planned.cards_shown() == ["emergency"]
    expect(planned.view("plan").locator("[data-do=undo]")).to_be_hidden()
    assert planned.slot("history").locator("[data-do=edit]").count() == 1
    planned.press("slip")
    expect(planned.card("emergency")).to_be_in_viewport()
    expect(planned.slot("next")).to_be_hidden()
    planned.press("slip-no")
    assert len((planned.read_link(planned.link()) or {})["log"]) == 2
    planned.press("slip")
    planned.press("slip-yes")
    assert [entry["signs"] for entry in (planned.read_link(planned.link()) or {})["log"]] == [
        [],
        [],
    ]
    assert planned.cards_shown() == []
    expect(planned.slot("next")).to_be_visible()


def test_r1_a_slip_in_an_edited_run_takes_only_the_signs_back(planned: CalculatorPage) -> None:
    planned.check_in(during="1")
    before = planned.link()
    planned.correct("edit")
    planned.choose("new-sign", "chest", "check-in")
    planned.submit("check-in")
    planned.press("slip")
    planned.press("slip-yes")
    assert planned.link() == before


def test_r14_a_slip_with_answers_left_out_does_not_become_a_run_without_pain(
    planned: CalculatorPage,
) -> None:
    planned.press("check-in")
    planned.choose("settled", "hour", "check-in")
    planned.choose("new-sign", "chest", "check-in")
    planned.submit("check-in")
    planned.fresh(planned.link())
    planned.press("slip")
    planned.press("slip-yes")
    assert planned.logged() == 0


@pytest.mark.parametrize("begins_in", [-4, 4])
def test_r4_a_danger_sign_ends_the_plan_whatever_date_stands_above_it(
    begins_in: int, calculator: CalculatorPage, link: str
) -> None:
    """Before the first day of a plan no date is right; a date in the future is a slip."""
    calculator.fresh_with(link, start=day_number(TODAY + begins_in * DAY))
    calculator.press("check-in")
    calculator.page.locator("[name=date]").fill((TODAY + 9 * DAY).isoformat())
    calculator.choose("new-sign", "chest", "check-in")
    calculator.submit("check-in")
    assert calculator.cards_shown() == ["emergency"]
    expect(calculator.slot("next")).to_be_hidden()
    plan = calculator.read_link(calculator.link())
    assert plan
    assert [entry["signs"] for entry in plan["log"]] == [["chest"]]
    calculator.page.reload()
    assert calculator.cards_shown() == ["emergency"]
