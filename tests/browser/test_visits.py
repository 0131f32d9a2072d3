"""Links, visits and devices: a plan comes back, or says why it stays closed."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, expect

from calculator_page import DAY, LAST_RUN, NOON, PAGE, TODAY, CalculatorPage, run_entry, shown
from watch import Watch

SETTLING_MS = 500
STORE = "Object.entries(localStorage).filter(([name]) => name.includes('return-to-running'))"


# ---------------------------------------------------------------- links, visits, devices


def test_a_reload_brings_the_plan_back(planned: CalculatorPage) -> None:
    planned.check_in()
    before = (planned.link(), planned.planned())
    planned.page.reload()
    planned.wait()
    assert (planned.link(), planned.planned()) == before
    assert planned.logged() == 1


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
    before = calculator.page.url
    calculator.submit("check-in")
    expect(calculator.slot("morning")).to_be_hidden()
    expect(calculator.page).not_to_have_url(before)
    after = calculator.read_link(calculator.link())
    assert after
    assert [entry["morning"] for entry in after["log"]] == ["same"]


def test_a_footnote_costs_neither_the_plan_nor_the_answers(
    noon: BrowserContext, link: str, served: str
) -> None:
    """A link within the page, such as a footnote or "skip to content", leads nowhere else."""
    calculator = CalculatorPage(noon.new_page())
    footnote = calculator.page.locator("article a[href*='#ref-']").first
    calculator.open(served + PAGE)
    calculator.choose("sign", "chest")
    footnote.click()
    calculator.page.wait_for_timeout(SETTLING_MS)
    shown_cards = calculator.cards_shown()
    calculator.open(served + PAGE, link)
    footnote.click()
    calculator.page.wait_for_timeout(SETTLING_MS)
    shown_view = calculator.view_shown()
    calculator.page.close()
    assert (shown_cards, shown_view) == (["emergency"], "plan")


def test_a_broken_link_says_so(calculator: CalculatorPage, served: str) -> None:
    calculator.open(served + PAGE, "1-1-xyz")
    assert calculator.view_shown() == "safety"
    expect(calculator.slot("notice")).to_be_visible()
    expect(calculator.slot("notice")).to_have_attribute("role", "status")


def test_a_link_from_an_older_version_opens_with_a_notice(
    calculator: CalculatorPage, link: str
) -> None:
    calculator.fresh(link)
    now = calculator.slot("notice").inner_text()
    kind, version, rest = link.split("-", 2)
    calculator.fresh(f"{kind}-{int(version) + 1}-{rest}")
    assert calculator.view_shown() == "plan"
    assert len(calculator.slot("notice").inner_text()) > len(now)


def test_after_a_month_without_a_run_the_page_sends_to_the_tests(
    calculator: CalculatorPage, link: str
) -> None:
    """R18."""
    logged = [run_entry(TODAY - 40 * DAY)]
    calculator.fresh_with(link, days_ago=40, log=logged)
    expect(calculator.slot("next")).to_be_hidden()
    text = calculator.element.locator(".c-live").inner_text()
    assert "28" in text


def test_opening_a_link_writes_nothing_on_the_device(planned: CalculatorPage) -> None:
    planned.check_in()
    assert planned.page.evaluate(STORE) == []


def test_a_saved_plan_comes_back_and_keeps_what_is_added(
    planned: CalculatorPage, served: str
) -> None:
    planned.press("save")
    assert planned.kept() == "this"
    planned.open(served + PAGE)
    assert planned.view_shown() == "plan"
    planned.check_in()
    planned.open(served + PAGE)
    assert planned.logged() == 1
    planned.press("forget")
    assert planned.page.evaluate(STORE) == []
    planned.open(served + PAGE)
    assert planned.view_shown() == "safety"


def test_a_page_closed_at_once_after_a_check_in_has_kept_it(
    planned: CalculatorPage, served: str
) -> None:
    """The device is written after the screen: a phone may be put away before that."""
    planned.press("save")
    planned.page.evaluate("window.setTimeout = () => 1")
    planned.check_in()
    planned.open(served + PAGE)
    assert planned.logged() == 1


def test_r39_another_plan_s_link_leaves_the_saved_one_alone(
    planned: CalculatorPage, link: str
) -> None:
    """R39."""
    planned.press("save")
    saved = planned.page.evaluate(STORE)
    planned.fresh_with(link, goal=45)
    planned.check_in()
    assert planned.page.evaluate(STORE) == saved


def test_the_page_works_where_storage_is_refused(
    noon: BrowserContext, link: str, served: str, watch: Watch
) -> None:
    page = noon.new_page()
    page.add_init_script(
        "for (const name of ['getItem', 'setItem', 'removeItem'])"
        " Storage.prototype[name] = () => { throw new DOMException('no', 'SecurityError'); };"
        " Object.defineProperty(window, 'localStorage',"
        " { get() { throw new DOMException('no', 'SecurityError'); } });"
    )
    calculator = CalculatorPage(page)
    calculator.page.goto(served + PAGE + f"#plan={link}")
    calculator.wait()
    assert calculator.view_shown() == "plan"
    calculator.press("save")
    assert calculator.kept() == "failed"
    expect(calculator.element.locator("[data-do=forget]")).to_be_hidden()
    calculator.check_in()
    assert calculator.logged() == 1
    page.close()
    watch.complaints.clear()


def test_the_calculator_works_by_double_click(
    noon: BrowserContext, site: Path, watch: Watch
) -> None:
    page = noon.new_page()
    calculator = CalculatorPage(page)
    page.goto((site / PAGE).as_uri())
    calculator.wait()
    calculator.make_plan(LAST_RUN)
    calculator.check_in()
    before = calculator.planned()
    page.reload()
    calculator.wait()
    assert calculator.planned() == before
    expect(calculator.slot("chart").locator("rect")).to_have_count(len(before))
    calculator.press("restart")
    calculator.confirm()
    assert calculator.view_shown() == "safety"
    page.close()
    complaints = [said for said in watch.complaints if "asked another host: file:" not in said]
    watch.complaints.clear()
    assert complaints == []


def test_it_wakes_on_arrival_by_instant_navigation_twice_and_on_the_way_back(
    browser: Browser, instant_site: str
) -> None:
    context = browser.new_context(viewport={"width": 1280, "height": 900}, locale="en-GB")
    context.clock.set_fixed_time(NOON)
    watch = Watch(context, instant_site)
    page = context.new_page()
    calculator = CalculatorPage(page)
    page.goto(instant_site + "index.html")
    page.mouse.move(640, 500)  # Material's script waits for the reader.
    expect(page.locator("[data-md-component=palette] label:visible")).to_have_count(1)
    page.evaluate("window.sameDocument = true")
    tab = page.locator(f".md-tabs a[href$='{PAGE}']")
    for visit in range(2):
        tab.click()
        calculator.wait()
        assert calculator.view_shown() == "safety"
        if visit == 0:  # The answers wait while other pages are read.
            calculator.choose("sign", "chest")
        assert calculator.cards_shown() == ["emergency"]
        page.locator(".md-tabs a[href$='anatomy.html']").click()
        expect(page.locator("return-to-running")).to_have_count(0)
    tab.click()
    calculator.wait()
    calculator.choose("sign", "chest")
    calculator.make_plan(LAST_RUN)
    link = calculator.link()
    page.locator(".md-tabs a[href$='anatomy.html']").click()
    expect(page.locator("return-to-running")).to_have_count(0)
    page.go_back()
    calculator.wait()
    expect(calculator.view("plan")).to_be_visible()
    assert calculator.link() == link
    page.go_back()
    expect(page.locator("return-to-running")).to_have_count(0)
    page.go_forward()
    calculator.wait()
    expect(calculator.view("plan")).to_be_visible()
    assert calculator.link() == link
    assert page.evaluate("window.sameDocument") is True
    assert watch.complaints == []
    context.close()


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


# ---------------------------------------------------------------- links that stay closed


@pytest.mark.parametrize(
    ("changed", "said"), [({"age": 17}, "under 18"), ({"worst": 3}, "hurt 3 out of 10")]
)
def test_r39_a_link_that_stays_closed_says_why(
    changed: dict[str, int], said: str, calculator: CalculatorPage, link: str
) -> None:
    plan = calculator.read_link(link)
    assert plan
    calculator.fresh_with(link, answers={**plan["answers"], **changed})
    assert calculator.view_shown() == "safety"
    expect(calculator.slot("notice")).to_contain_text(said, use_inner_text=True)


def test_r39_a_link_with_a_danger_sign_says_why_and_shows_its_card(
    calculator: CalculatorPage, link: str
) -> None:
    calculator.fresh_with(link, signs=["chest"])
    assert calculator.view_shown() == "safety"
    expect(calculator.slot("notice")).to_contain_text("danger sign", use_inner_text=True)
    assert calculator.cards_shown() == ["emergency"]


@pytest.mark.parametrize(("days", "opens"), [(1, True), (2, False)])
def test_r22_a_link_with_a_run_in_the_future_stays_closed_but_for_another_time_zone(
    days: int, opens: bool, calculator: CalculatorPage, link: str
) -> None:
    """Where the run was logged it may be tomorrow already."""
    calculator.fresh_with(link, log=[run_entry(TODAY + days * DAY)])
    assert calculator.view_shown() == ("plan" if opens else "safety")
    if not opens:
        expect(calculator.slot("notice")).to_contain_text("in the future", use_inner_text=True)


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
    calculator.view("check-in").locator("[data-go=plan]").click()
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
        assert calculator.slot("stale").is_hidden()
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
    planned.page.clock.set_fixed_time(NOON + DAY)
    try:
        come_back(planned)
        expect(planned.slot("morning")).to_be_visible()
    finally:
        planned.page.clock.set_fixed_time(NOON)


def test_a_check_in_being_filled_in_is_left_alone_when_the_day_changes(
    planned: CalculatorPage,
) -> None:
    planned.press("check-in")
    planned.answer_check_in(during="4")
    planned.page.clock.set_fixed_time(NOON + DAY)
    try:
        come_back(planned)
        assert planned.view_shown() == "check-in"
        date = planned.view("check-in").locator("[name=date]")
        assert date.get_attribute("max") == (TODAY + DAY).isoformat()
        planned.submit("check-in")
        assert planned.days_planned()[0] == shown(TODAY + 2 * DAY)
    finally:
        planned.page.clock.set_fixed_time(NOON)


def test_a_danger_sign_ticked_before_another_page_was_read_is_not_there_without_its_card(
    noon: BrowserContext, served: str, watch: Watch
) -> None:
    """R14: nothing is answered beforehand, not even by the browser's own memory."""
    calculator = CalculatorPage(noon.new_page())
    calculator.open(served + PAGE)
    calculator.answer_safety(["chest"])
    calculator.page.goto(served + "anatomy.html")
    calculator.page.go_back()
    calculator.wait()
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
