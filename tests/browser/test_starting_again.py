"""Starting again: what the last plan left survives the way through the questions, and a reload."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, expect

from calculator_page import DAY, LAST_RUN, NOON, PAGE, TODAY, CalculatorPage, run_entry, shown
from engine import protocol

SETTLING_MS = 500
EVERY_DAY = (0, 2, 4, 6)
LONG_OFF = TODAY - 40 * DAY
VERY_LONG_OFF = TODAY - 70 * DAY


def again(calculator: CalculatorPage) -> str:
    """What the address holds of the last plan."""
    fragment = str(calculator.page.evaluate("location.hash"))
    return fragment if fragment.startswith("#again=") else ""


def answer_all(
    calculator: CalculatorPage, last_run: dt.date, *, cleared: str | None = None
) -> None:
    """From the safety questions to a plan, as somebody with no other reason for caution."""
    if cleared:
        calculator.choose("cleared", cleared)
    calculator.pass_safety()
    calculator.pass_tests()
    calculator.answer_questions(last_run, days=EVERY_DAY)
    calculator.submit("questions")


def start_again(calculator: CalculatorPage) -> None:
    """Leave the plan for a new one."""
    calculator.press("restart")
    if calculator.slot("ask").is_visible():
        calculator.confirm()


def reload(calculator: CalculatorPage) -> None:
    calculator.page.reload()
    calculator.wait()
    assert calculator.view_shown() == "safety"


def first_run(calculator: CalculatorPage) -> tuple[str, str]:
    """Stage and day of the first run."""
    return calculator.first_stage(), calculator.days_planned()[0]


@pytest.fixture
def by_touch(browser: Browser, served: str) -> Iterator[CalculatorPage]:
    """A phone, held upright, worked with fingers alone."""
    context = browser.new_context(
        viewport={"width": 360, "height": 740}, has_touch=True, is_mobile=True, locale="en-GB"
    )
    context.clock.set_fixed_time(NOON)
    calculator = CalculatorPage(context.new_page())
    calculator.open(served + PAGE)
    yield calculator
    context.close()


def by_key(calculator: CalculatorPage, name: str) -> None:
    """Press one of the plan's buttons by the keyboard."""
    button = calculator.view("plan").locator(f"[data-do='{name}']:visible")
    button.focus()
    calculator.page.keyboard.press("Enter")


# ---------------------------------------------------------------- the first stage


def test_r1_after_a_stop_and_a_reload_a_clinician_is_asked_for_and_the_first_stage_stays(
    planned: CalculatorPage,
) -> None:
    """R1: by keyboard. The mark was only in the page's memory before."""
    planned.check_in(signs=["deep-groin"])
    by_key(planned, "restart")
    planned.slot("ask").locator("[data-do=ask-yes]").press("Enter")
    assert again(planned)
    reload(planned)
    planned.choose("cleared", "no")
    planned.pass_safety()
    assert planned.view_shown() == "safety"
    expect(planned.slot("not-cleared")).to_be_visible()
    answer_all(planned, TODAY, cleared="yes")
    assert first_run(planned) == ("S1", shown(TODAY + 4 * DAY))


@pytest.mark.parametrize("own", ["made", "checked in", "saved", "saved just now"])
def test_r1_who_was_stopped_here_is_not_offered_to_leave_the_stop_as_somebody_else_s(
    own: str, calculator: CalculatorPage, link: str
) -> None:
    """R1: one tap gave a fresh start. It stays so over a reload and a link within the page."""
    sign = [run_entry(TODAY, signs=["deep-groin"])]
    if own == "made":
        calculator.make_plan(TODAY - 3 * DAY)
        calculator.check_in(signs=["deep-groin"])
    elif own == "checked in":
        calculator.fresh(link)
        calculator.check_in(signs=["deep-groin"])
    else:
        calculator.fresh_with(link, log=sign)
        calculator.press("save")
    calculator.link()
    calculator.page.evaluate("location.hash = 'rtr-why-tracks.standard'")
    calculator.page.wait_for_timeout(SETTLING_MS)
    if own != "saved just now":
        calculator.page.reload()
        calculator.wait()
        expect(calculator.slot("notice").locator("a[href='?']")).to_be_hidden()
    start_again(calculator)
    without = calculator.view("safety").locator("a[href='?']")
    expect(calculator.element.locator("[data-question=after-stop]")).to_be_visible()
    expect(without).to_be_hidden()
    reload(calculator)
    expect(without).to_be_hidden()


def test_who_opened_the_stopped_plan_of_somebody_else_can_start_without_it(
    calculator: CalculatorPage, link: str
) -> None:
    calculator.fresh_with(link, log=[run_entry(TODAY, signs=["deep-groin"])])
    planned = calculator
    expect(planned.slot("notice").locator("a[href='?']")).to_be_visible()
    start_again(planned)
    planned.view("safety").locator("a[href='?']").click()
    planned.wait()
    assert planned.view_shown() == "safety"
    assert not again(planned)
    answer_all(planned, LONG_OFF)
    assert planned.view_shown() == "plan"


def test_r2_a_bad_run_of_the_last_plan_counts_in_the_next_one_and_the_page_says_so(
    planned: CalculatorPage,
) -> None:
    """R2, R44: over a reload too. The start table alone would let S4 begin with a clean slate."""
    planned.check_in(during="6")
    start_again(planned)
    reload(planned)
    answer_all(planned, TODAY)
    note = planned.slot("start").locator("span[data-when=setback]")
    expect(note).to_be_visible()
    plan = planned.read_link(planned.link())
    assert plan
    day = TODAY + 4 * DAY
    planned.page.clock.set_fixed_time(NOON + 4 * DAY)
    try:
        planned.fresh(planned.link())
        planned.check_in(day, during="6")
        answer = planned.slot("answer").locator("[data-look]:visible")
        assert answer.get_attribute("data-look") == "stop"
    finally:
        planned.page.clock.set_fixed_time(NOON)


def test_a_plan_after_good_runs_says_nothing_of_a_bad_one(planned: CalculatorPage) -> None:
    planned.check_in()
    start_again(planned)
    answer_all(planned, TODAY)
    expect(planned.slot("start").locator("span[data-when=setback]")).to_be_hidden()


def test_r1_the_mark_of_a_stop_outlives_a_plan_that_is_given_up_before_its_first_run(
    planned: CalculatorPage,
) -> None:
    planned.check_in(signs=["deep-groin"])
    start_again(planned)
    answer_all(planned, TODAY, cleared="yes")
    start_again(planned)
    reload(planned)
    answer_all(planned, TODAY, cleared="yes")
    assert first_run(planned) == ("S1", shown(TODAY + 4 * DAY))


def test_r19_pain_that_kept_a_runner_from_running_leads_to_a_lower_stage_not_to_24_minutes(
    by_touch: CalculatorPage,
) -> None:
    """R19: by touch. A plan from S1, for somebody who was off running for 40 days."""
    by_touch.make_plan(LONG_OFF)
    assert by_touch.first_stage() == "S1"
    by_touch.check_in()
    by_touch.view("plan").locator("[data-do=missed]:visible").tap()
    by_touch.view("plan").locator("[data-do=missed-pain]:visible").tap()
    by_touch.no_sign()
    by_touch.view("check-in").locator("[type=submit]").tap()
    by_touch.view("plan").locator("[data-do=restart]:visible").tap()
    by_touch.slot("ask").locator("[data-do=ask-yes]").tap()
    reload(by_touch)
    answer_all(by_touch, TODAY)
    assert first_run(by_touch) == ("S1", shown(TODAY + 4 * DAY))
    expect(by_touch.slot("start")).to_contain_text("where your last plan stood")


def test_r1_r8_after_a_bad_run_the_new_plan_leaves_two_whole_days_and_starts_no_higher(
    planned: CalculatorPage, link: str
) -> None:
    """R1, R8: a new plan on the day of the bad run."""
    plan = planned.read_link(link)
    assert plan
    planned.fresh_with(link, answers={**plan["answers"], "daysOff": 40}, days=[0, 1, 3])
    assert planned.first_stage() == "S1"
    planned.check_in(during="6")
    start_again(planned)
    reload(planned)
    planned.pass_safety()
    planned.pass_tests()
    planned.answer_questions(TODAY, days=(0, 1, 3))
    planned.submit("questions")
    assert first_run(planned) == ("S1", shown(TODAY + 3 * DAY))


def test_r1_the_gentle_track_stays_gentle_after_a_stop(calculator: CalculatorPage) -> None:
    calculator.make_plan(VERY_LONG_OFF)
    assert calculator.first_stage() == "G1"
    calculator.check_in(signs=["constant"])
    start_again(calculator)
    reload(calculator)
    answer_all(calculator, TODAY, cleared="yes")
    assert calculator.first_stage() == "G1"


@pytest.mark.parametrize("address", ["#again=", "#again=1-0.2", "#again=2-0.5.abc", "#again=<b>"])
def test_r1_what_cannot_be_read_is_taken_for_a_stop(
    address: str, calculator: CalculatorPage, served: str
) -> None:
    calculator.page.goto("about:blank")
    calculator.page.goto(served + PAGE + address)
    calculator.wait()
    answer_all(calculator, TODAY - 2 * DAY, cleared="yes")
    assert calculator.first_stage() == "S1"


def test_no_address_asks_for_more_rest_than_a_week(calculator: CalculatorPage, served: str) -> None:
    """R40. Else a link could keep its reader from every day that may be chosen."""
    calculator.page.goto("about:blank")
    calculator.page.goto(served + PAGE + "#again=1-0.0.zzzz.0")
    calculator.wait()
    answer_all(calculator, TODAY - 2 * DAY)
    assert first_run(calculator)[1] == shown(TODAY + 7 * DAY)


def test_r1_a_plan_that_stays_closed_passes_its_mark_on_as_well(
    calculator: CalculatorPage, link: str
) -> None:
    """R1, R39: a link with a danger sign, from somebody who was stopped before."""
    plan = calculator.read_link(link)
    assert plan
    answers = {**plan["answers"], "afterStop": True}
    calculator.fresh_with(link, signs=["chest"], answers=answers)
    assert calculator.view_shown() == "safety"
    calculator.choose("sign", "chest")
    answer_all(calculator, TODAY - 2 * DAY, cleared="yes")
    assert calculator.first_stage() == "S1"


def test_a_link_within_the_page_does_not_lose_what_the_last_plan_left(
    planned: CalculatorPage,
) -> None:
    planned.check_in()
    start_again(planned)
    before = again(planned)
    planned.page.evaluate("location.hash = 'rtr-safety'")
    planned.page.wait_for_timeout(SETTLING_MS)
    assert before
    assert again(planned) == before


def test_a_plan_without_a_run_leaves_nothing_to_the_next(planned: CalculatorPage) -> None:
    start_again(planned)
    assert again(planned) == ""
    answer_all(planned, TODAY - 2 * DAY)
    assert planned.first_stage() == "S4"


def test_a_saved_plan_stays_closed_while_a_new_one_is_made(planned: CalculatorPage) -> None:
    """A reload in the middle of the questions must not bring the plan back that was stopped."""
    planned.check_in(signs=["deep-groin"])
    planned.press("save")
    start_again(planned)
    reload(planned)
    assert again(planned)


# ---------------------------------------------------------------- links


def test_a_link_of_the_first_kind_opens_without_a_last_plan(
    calculator: CalculatorPage, link: str
) -> None:
    parts = link.split("-")
    parts[8] = ".".join(parts[8].split(".")[:9])
    old = calculator.read_link("-".join(parts))
    assert old == calculator.read_link(link)
    calculator.fresh("-".join(parts))
    assert calculator.view_shown() == "plan"


@pytest.mark.parametrize("days", [[0, 1, 2, 3, 4], [5, 6], [3]])
def test_r17_a_link_is_held_to_the_same_days_as_the_question(
    days: list[int], calculator: CalculatorPage, link: str
) -> None:
    """R17: two to four days, of which two are no neighbours."""
    assert calculator.read_link(calculator.link_with(link, days=days)) is None


# ---------------------------------------------------------------- the first day


@pytest.mark.parametrize(("days_ago", "first"), [(0, 2), (1, 1), (2, 0), (3, 0)])
def test_r17_the_first_run_leaves_a_free_day_after_the_last_one(
    days_ago: int, first: int, calculator: CalculatorPage
) -> None:
    """R17."""
    calculator.pass_safety()
    calculator.pass_tests()
    calculator.answer_questions(TODAY - days_ago * DAY, days=(0, 1, 2, 4))
    calculator.submit("questions")
    assert calculator.days_planned()[0] == shown(TODAY + first * DAY)


def test_r39_r40_no_plan_is_made_whose_first_run_comes_after_the_tests_have_run_out(
    calculator: CalculatorPage,
) -> None:
    """R39, R40: from Monday in a week, on Thursdays and Saturdays, would be ten days after them."""
    valid = protocol().days.tests_valid.value
    calculator.pass_safety()
    calculator.pass_tests()
    calculator.answer_questions(LAST_RUN, days=(3, 5), start=(TODAY + valid * DAY).isoformat())
    calculator.submit("questions")
    assert calculator.view_shown() == "questions"
    expect(calculator.slot("start-error")).to_be_visible()
    calculator.choose("day", "0")
    calculator.submit("questions")
    assert calculator.days_planned()[0] == shown(TODAY + valid * DAY)


def test_r39_a_plan_opens_on_the_morning_of_its_first_run(
    calculator: CalculatorPage, link: str
) -> None:
    valid = protocol().days.tests_valid.value
    calculator.fresh_with(link, days_ago=valid)
    assert calculator.view_shown() == "plan"
    calculator.fresh_with(link, days_ago=valid, log=[run_entry(TODAY - valid * DAY)])
    assert calculator.view_shown() == "plan"
