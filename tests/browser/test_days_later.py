"""A plan opened days later: runs that are entered late, and a tab that stays open."""

from __future__ import annotations

import datetime as dt

import pytest
from playwright.sync_api import Browser, BrowserContext, expect

from calculator_page import DAY, PAGE, TODAY, CalculatorPage, day_number, run_entry, shown
from engine import protocol
from listening import Listener

# ---------------------------------------------------------------- links, visits, devices


def test_r21_the_morning_after_is_asked_once_it_is_known(
    calculator: CalculatorPage, link: str
) -> None:
    """R21: the evening part is saved first; the rest is asked at the next visit."""
    waiting = run_entry(TODAY - 2 * DAY, settled="unknown", morning="unknown")
    calculator.fresh_with(link, days_ago=2, log=[waiting])
    expect(calculator.slot("morning")).to_be_visible()
    calculator.slot("morning").locator("button").click()
    calculator.choose("settled", "hour", "check-in")
    calculator.choose("morning", "same", "check-in")
    calculator.no_sign()
    before = calculator.page.url
    calculator.submit("check-in")
    expect(calculator.slot("morning")).to_be_hidden()
    expect(calculator.page).not_to_have_url(before)
    after = calculator.read_link(calculator.link())
    assert after
    assert [entry["morning"] for entry in after["log"]] == ["same"]


@pytest.mark.parametrize(
    ("off", "stage", "says"), [(7, "S3", ""), (8, "S2", "break-back"), (15, "S1", "break-back")]
)
def test_r18_r19_a_break_is_said_and_asked_about_where_it_changes_the_next_run(
    off: int, stage: str, says: str, calculator: CalculatorPage, link: str
) -> None:
    """R19: pain or something else? R18: the answer to the last run was another stage."""
    log = [run_entry(TODAY - (off + 2 - 2 * n) * DAY) for n in range(2)]
    calculator.fresh_with(link, days_ago=off + 2, days=[TODAY.weekday(), 2, 4], log=log)
    assert calculator.first_stage() == stage
    pause, asked = calculator.slot("pause"), calculator.slot("missed")
    assert asked.is_visible() == pause.is_visible() == bool(says)
    if not says:
        return
    table = calculator.element.locator(f"[data-decision={says}] td").first
    assert (table.text_content() or "").strip() in pause.inner_text()
    assert pause.locator("[data-why]").count() == 1
    calculator.press("missed-other")
    expect(asked).to_be_hidden()
    expect(calculator.slot("breaks")).to_be_visible()
    calculator.press("missed")
    calculator.without_run("missed-pain")
    answer = calculator.slot("answer").locator("[data-look]:visible")
    assert answer.get_attribute("data-look") == "back"
    expect(calculator.slot("next")).to_be_hidden()


def test_r18_r19_a_break_after_a_bad_run_is_said_and_asked_about_once_the_hip_is_back_to_usual(
    calculator: CalculatorPage, link: str
) -> None:
    log = [run_entry(TODAY - 12 * DAY, during=7)]
    calculator.fresh_with(link, days_ago=12, days=[TODAY.weekday(), 2, 4], log=log)
    expect(calculator.slot("missed")).to_be_hidden()
    calculator.press("usual")
    expect(calculator.slot("usual")).to_be_hidden()
    expect(calculator.slot("pause")).to_contain_text("You had a break.")
    expect(calculator.slot("missed")).to_be_visible()
    expect(calculator.slot("next-title")).to_be_focused()


@pytest.mark.parametrize(("ago", "stale"), [(7, False), (8, True)])
def test_r39_tests_lapse_before_a_first_run_whatever_else_was_logged(
    ago: int, stale: bool, calculator: CalculatorPage, link: str
) -> None:
    sore = {"on": day_number(TODAY - 5 * DAY), "kind": "too-sore", "signs": []}
    calculator.fresh_with(link, days_ago=ago, log=[sore])
    lapsed = calculator.slot("tests-again").locator("[data-when=stale]")
    assert lapsed.is_visible() == stale
    assert calculator.slot("next").is_visible() != stale


def test_after_a_month_without_a_run_the_page_sends_to_the_tests(
    calculator: CalculatorPage, link: str
) -> None:
    """R18."""
    logged = [run_entry(TODAY - 40 * DAY)]
    calculator.fresh_with(link, days_ago=40, log=logged)
    expect(calculator.slot("next")).to_be_hidden()
    text = calculator.element.locator(".c-live").inner_text()
    assert "28" in text


@pytest.mark.parametrize(
    ("zone", "now", "local"),
    [
        ("Pacific/Pago_Pago", "2026-11-23T23:30:00", dt.date(2026, 11, 23)),
        ("Pacific/Kiritimati", "2026-11-23T11:00:00", dt.date(2026, 11, 24)),
        ("Europe/London", "2027-03-28T00:30:00", dt.date(2027, 3, 28)),
        ("Europe/London", "2026-10-24T23:30:00", dt.date(2026, 10, 25)),
        ("America/Sao_Paulo", "2026-11-24T01:30:00", dt.date(2026, 11, 23)),
        ("Asia/Kathmandu", "2028-02-28T19:00:00", dt.date(2028, 2, 29)),
        ("America/New_York", "2027-01-01T03:00:00", dt.date(2026, 12, 31)),
    ],
)
def test_time_zone_and_clock_changes_never_move_a_run(
    zone: str, now: str, local: dt.date, browser: Browser, served: str, link: str
) -> None:
    context = browser.new_context(locale="en-GB", timezone_id=zone)
    context.clock.set_fixed_time(dt.datetime.fromisoformat(now).replace(tzinfo=dt.UTC))
    calculator = CalculatorPage(context.new_page())
    calculator.open(served + PAGE)
    number = (local - dt.date(1970, 1, 1)).days
    calculator.fresh_with(link, start=number, made=number, days=[0, 2, 4])
    expected = [local + n * DAY for n in range(20) if (local + n * DAY).weekday() in (0, 2, 4)]
    assert calculator.days_planned()[:8] == [shown(day) for day in expected[:8]]
    calculator.press("check-in")
    date = calculator.view("check-in").locator("[name=date]")
    assert date.get_attribute("max") == local.isoformat()
    context.close()


# ---------------------------------------------------------------- runs that are entered late


@pytest.mark.parametrize(("days", "holds"), [(7, True), (8, False)])
def test_r39_r40_tests_older_than_a_week_before_a_first_run_are_asked_again_with_the_reason(
    days: int, holds: bool, calculator: CalculatorPage, link: str
) -> None:
    calculator.fresh_with(link, days_ago=days)
    expect(calculator.slot("next")).to_be_visible(visible=holds)
    expect(calculator.slot("tests-again")).to_be_visible(visible=not holds)
    if not holds:
        text = calculator.slot("tests-again").inner_text()
        assert "15 November 2026" in text
        assert "7 days" in text
        calculator.slot("tests-again").locator("[data-do=restart]").click()
        assert calculator.view_shown() == "safety"


def test_who_ran_from_the_print_out_enters_the_runs_when_the_page_calls_the_tests_too_old(
    calculator: CalculatorPage, link: str
) -> None:
    """The plan of 15 November has its first run on the 16th: that day is offered."""
    calculator.fresh_with(link, days_ago=8)
    calculator.press("check-in")
    date = calculator.view("check-in").locator("[name=date]")
    assert date.input_value() == (TODAY - 7 * DAY).isoformat()
    calculator.view("check-in").locator("[data-do=leave]").click()
    expect(calculator.slot("tests-again")).to_be_visible()
    calculator.check_in(TODAY - 7 * DAY)
    calculator.check_in(TODAY - 5 * DAY)
    assert calculator.logged() == 2
    assert calculator.first_stage() == "S3"
    assert calculator.days_planned()[0] == shown(TODAY)


@pytest.mark.parametrize(("days", "long"), [(28, False), (29, True)])
def test_r18_after_four_weeks_without_a_logged_run_a_run_since_can_still_be_entered(
    days: int, long: bool, calculator: CalculatorPage, link: str
) -> None:
    last = TODAY - days * DAY
    calculator.fresh_with(
        link, days_ago=days, log=[run_entry(last)], days=[last.weekday(), TODAY.weekday(), 3]
    )
    expect(calculator.slot("tests-again")).to_be_visible(visible=long)
    if long:
        said = calculator.slot("tests-again").locator("[data-when]:visible")
        assert [each.get_attribute("data-when") for each in said.all()] == ["test-long-break"]
        calculator.press("check-in")
        calculator.answer_check_in(TODAY - 4 * DAY)
        calculator.submit("check-in")
        assert calculator.logged() == 2
        expect(calculator.slot("next")).to_be_visible()


# ---------------------------------------------------------------- a tab that stays open


def come_back(calculator: CalculatorPage) -> None:
    calculator.page.evaluate(
        "document.dispatchEvent(new Event('visibilitychange', { bubbles: true }))"
    )


def test_r21_a_tab_left_open_asks_about_the_morning_on_the_next_day(
    planned: CalculatorPage,
) -> None:
    planned.check_in(morning="unknown", settled="unknown")
    expect(planned.slot("morning")).to_be_hidden()
    come_back(planned)
    expect(planned.slot("morning")).to_be_hidden()
    with planned.later(days=1):
        come_back(planned)
        expect(planned.slot("morning")).to_be_visible()


def test_r21_a_page_the_browser_kept_asks_about_the_morning_when_it_is_gone_back_to(
    planned: CalculatorPage,
) -> None:
    """Such a page is shown as it was left and loads nothing; all it hears is that it is shown."""
    planned.check_in(morning="unknown", settled="unknown")
    with planned.later(days=1):
        planned.page.evaluate(
            "dispatchEvent(new PageTransitionEvent('pageshow', { persisted: true }))"
        )
        expect(planned.slot("morning")).to_be_visible()


def test_a_check_in_being_filled_in_is_left_alone_when_the_day_changes(
    planned: CalculatorPage,
) -> None:
    planned.press("check-in")
    planned.answer_check_in(during="4")
    with planned.later(days=1):
        come_back(planned)
        assert planned.view_shown() == "check-in"
        date = planned.view("check-in").locator("[name=date]")
        assert date.get_attribute("max") == (TODAY + DAY).isoformat()
        planned.submit("check-in")
        assert planned.days_planned()[0] == shown(TODAY + 2 * DAY)


def test_a_danger_sign_ticked_before_another_page_was_read_is_there_again_with_its_card(
    noon: BrowserContext, served: str, listener: Listener
) -> None:
    """R14: another visit to the page, even in the same tab, has nothing answered beforehand."""
    calculator = CalculatorPage(noon.new_page())
    calculator.open(served + PAGE)
    calculator.answer_safety(["chest"])
    calculator.page.goto(served + "anatomy.html")
    calculator.page.go_back()
    calculator.wait()
    ticked = calculator.view("safety").locator(":checked").count()
    assert (ticked, calculator.cards_shown()) == (len(protocol().safety), ["emergency"])
    calculator.page.goto(served + "anatomy.html")
    calculator.open(served + PAGE)
    ticked = calculator.view("safety").locator(":checked").count()
    assert (ticked, calculator.cards_shown()) == (0, [])
    calculator.page.close()


def test_the_card_is_drawn_before_it_is_gone_to(calculator: CalculatorPage) -> None:
    """However a danger sign came to be ticked."""
    calculator.answer_safety()
    box = calculator.view("safety").locator("[value=chest]")
    box.evaluate("(box) => { box.checked = true; }")
    calculator.submit("safety")
    assert calculator.view_shown() == "safety"
    assert calculator.cards_shown() == ["emergency"]
    expect(calculator.card("emergency")).to_be_in_viewport()


def test_r43_a_second_break_after_runs_that_were_not_good_is_called_that_and_not_a_long_one(
    calculator: CalculatorPage, link: str
) -> None:
    days = [(30, {"during": 3}), (20, {"during": 3})]
    logged = [run_entry(TODAY - ago * DAY, **answers) for ago, answers in days]
    calculator.fresh_with(link, days_ago=30, log=logged)
    said = calculator.slot("tests-again").locator("[data-when]:visible")
    assert [each.get_attribute("data-when") for each in said.all()] == ["test-second-break"]
    why = said.locator("[data-why]").get_attribute("data-why")
    assert why == "progress.painful_breaks_to_tests"
