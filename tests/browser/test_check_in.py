"""Checking in after a run, and setting right what was entered."""

from __future__ import annotations

from typing import Any

import pytest
from playwright.sync_api import expect

from calculator_page import DAY, NOON, SIGNS, TODAY, CalculatorPage, run_entry, shown

# ---------------------------------------------------------------- check in


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


def test_two_good_runs_lead_to_the_next_stage(planned: CalculatorPage) -> None:
    planned.page.clock.set_fixed_time(NOON + 2 * DAY)
    try:
        planned.check_in(TODAY)
        planned.check_in(TODAY + 2 * DAY)
        assert planned.first_stage() == "S3"
    finally:
        planned.page.clock.set_fixed_time(NOON)


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


def test_a_worse_week_never_shortens_the_way_to_the_goal(
    calculator: CalculatorPage, link: str
) -> None:
    """R49 holds the stage until the next weekly answer; the forecast must not end at a stop."""
    logged = [run_entry(TODAY - 7 * DAY), run_entry(TODAY - DAY, week="worse")]
    calculator.fresh_with(link, days_ago=7, log=logged)
    assert calculator.planned()[-1][2] == "30"


def test_a_forecast_never_calls_a_stop_done(calculator: CalculatorPage, link: str) -> None:
    """R16: after three ambers at two runs a week the next run cannot reach the next stage."""
    logged = [run_entry(TODAY - day * DAY, during=3) for day in (10, 7, 3)]
    back: dict[str, Any] = {"days_ago": 10, "days": [0, 4]}
    calculator.fresh_with(link, **back, log=logged)
    last = calculator.planned()[-1:]
    assert not last or last[0][2] == "30" or calculator.slot("facts").is_hidden()


@pytest.mark.parametrize(("pain", "offered"), [(2, False), (3, True), (6, False)])
def test_r33_a_repeat_of_30_minutes_may_be_done_in_two_parts(
    calculator: CalculatorPage, link: str, pain: int, offered: bool
) -> None:
    """Only after a so-so run of 30 minutes: neither after a good one nor after a bad one."""
    days = [TODAY - 3 * n * DAY for n in range(11, 0, -1)]
    logged = [run_entry(day) for day in days[:-1]] + [run_entry(days[-1], during=pain)]
    calculator.fresh_with(link, days_ago=33, log=logged)
    words = calculator.slot("in-parts")
    assert words.is_visible() == offered
    assert "2 runs of 15 minutes" in (words.text_content() or "")
    assert calculator.first_stage() == ("S6" if pain == 6 else "S7")


# ---------------------------------------------------------------- setting it right


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
    calculator.slot("history").locator("[data-do=edit]").first.click()
    checked = calculator.view("check-in").locator(":checked")
    assert {each.get_attribute("name") for each in checked.all()} >= {"before", "during", "limp"}
    calculator.choose("during", "6", "check-in")
    if calculator.view("check-in").locator("[data-question=week]").is_visible():
        calculator.choose("week", "same", "check-in")
    calculator.submit("check-in")
    after = calculator.read_link(calculator.link())
    assert after
    assert [entry["during"] for entry in after["log"]] == [6, 0, 0]
    assert calculator.first_stage() == "S1"


def test_of_two_runs_on_one_day_both_stay_when_one_is_edited(
    calculator: CalculatorPage, link: str
) -> None:
    """R22: keep both, use the worse."""
    calculator.fresh_with(link, log=[run_entry(TODAY, during=4), run_entry(TODAY, during=1)])
    calculator.slot("history").locator("[data-do=edit]").first.click()
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
        calculator.press("missed-pain")
    after = calculator.link()
    assert calculator.read_link(after) is not None


@pytest.mark.parametrize("kind", ["too-sore", "not-usual", "pain-break"])
def test_a_day_without_a_run_that_was_entered_by_mistake_can_be_taken_out(
    kind: str, calculator: CalculatorPage, link: str
) -> None:
    red, good = run_entry(TODAY - 8 * DAY, during=7), run_entry(TODAY - 2 * DAY)
    note = {"on": red["on"] + 4, "kind": kind, "signs": []}  # type: ignore[operator]
    calculator.fresh_with(link, days_ago=8, log=[red, good])
    before = calculator.planned()
    calculator.fresh_with(link, days_ago=8, log=[red, note, good])
    calculator.slot("history").locator("[data-do=remove]").click()
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
    calculator.press("not-usual")
    assert calculator.days_planned()[0] == shown(TODAY + 2 * DAY)


def test_r1_after_a_stop_a_new_plan_asks_for_a_clinician_and_starts_at_the_first_stage(
    planned: CalculatorPage,
) -> None:
    """R1."""
    planned.check_in(signs=["deep-groin"])
    planned.press("restart")
    planned.confirm()
    assert planned.view_shown() == "safety"
    assert planned.link() == ""
    planned.pass_safety()
    planned.pass_tests()
    planned.answer_questions(TODAY - DAY)
    planned.submit("questions")
    assert planned.view_shown() == "questions"
    planned.choose("cleared", "no")
    planned.submit("questions")
    assert planned.view_shown() == "questions"
    expect(planned.slot("not-cleared")).to_be_visible()
    planned.choose("cleared", "yes")
    planned.submit("questions")
    assert planned.view_shown() == "plan"
    assert planned.first_stage() == "S1"


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
    planned.slot("history").locator("[data-do=edit]").click()
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
