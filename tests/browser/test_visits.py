"""Links, visits and devices: a plan comes back, or says why it stays closed."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, expect

from calculator_page import DAY, LAST_RUN, NOON, PAGE, TODAY, CalculatorPage, run_entry
from listening import Listener

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


def test_only_a_plan_that_this_device_does_not_hold_may_be_somebody_else_s(
    planned: CalculatorPage, served: str
) -> None:
    not_mine = planned.slot("notice").locator("a[href='?']")
    planned.fresh(planned.link())
    expect(not_mine).to_be_visible()
    planned.press("save")
    planned.open(served + PAGE)
    assert planned.view_shown() == "plan"
    expect(not_mine).to_be_hidden()


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
    noon: BrowserContext, link: str, served: str, listener: Listener
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
    listener.complaints.clear()


def test_the_calculator_works_by_double_click(
    noon: BrowserContext, site: Path, listener: Listener
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
    complaints = [said for said in listener.complaints if "asked another host: file:" not in said]
    listener.complaints.clear()
    assert complaints == []


def test_it_wakes_on_arrival_by_instant_navigation_twice_and_on_the_way_back(
    browser: Browser, instant_site: str
) -> None:
    context = browser.new_context(viewport={"width": 1280, "height": 900}, locale="en-GB")
    context.clock.set_fixed_time(NOON)
    listener = Listener(context, instant_site)
    page = context.new_page()
    calculator = CalculatorPage(page)
    page.goto(instant_site + "index.html")
    # Material's script waits for the reader, and until it knows which pages there are, the browser
    # follows each link itself.
    with page.expect_response("**/sitemap.xml"):
        page.mouse.move(640, 500)
    page.wait_for_timeout(SETTLING_MS)
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
    assert listener.complaints == []
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
    # One true sentence in each place: the link stays closed, the questions go on.
    expect(calculator.slot("withheld")).to_contain_text("Untick it and go on")
    calculator.choose("sign", "chest")
    calculator.pass_safety()
    assert calculator.view_shown() == "tests"
    expect(calculator.slot("notice")).not_to_contain_text("ticked below", use_inner_text=True)


@pytest.mark.parametrize(("days", "opens"), [(2, True), (3, False)])
def test_r22_a_link_with_a_run_in_the_future_stays_closed_but_for_another_time_zone(
    days: int, opens: bool, calculator: CalculatorPage, link: str
) -> None:
    """From Kiritimati to Pago Pago, the date goes back by two days."""
    calculator.fresh_with(link, days_ago=-days)
    assert calculator.view_shown() == ("plan" if opens else "safety")
    calculator.fresh_with(link, log=[run_entry(TODAY + days * DAY)])
    assert calculator.view_shown() == ("plan" if opens else "safety")
    if not opens:
        expect(calculator.slot("notice")).to_contain_text("in the future", use_inner_text=True)
