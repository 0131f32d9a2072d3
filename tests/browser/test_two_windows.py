"""One saved plan in two windows: what each logs is kept, and a stop stops both."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import BrowserContext, expect

from calculator_page import PAGE, TODAY, CalculatorPage, run_entry


def logged_in(calculator: CalculatorPage, link: str | None) -> list[tuple[int, list[str]]]:
    """Pain and signs of every entry of a link."""
    plan = calculator.read_link(link or "")
    assert plan
    return [(entry["during"], entry["signs"]) for entry in plan["log"]]


@pytest.fixture
def other(noon: BrowserContext, planned: CalculatorPage, served: str) -> Iterator[CalculatorPage]:
    """Another window on the plan that `planned` has saved on this device."""
    planned.press("save")
    other = CalculatorPage(noon.new_page())
    other.open(served + PAGE)
    yield other
    other.page.close()


def test_a_stop_in_one_window_stops_the_plan_in_the_other(
    planned: CalculatorPage, other: CalculatorPage
) -> None:
    planned.check_in(signs=["deep-groin"])
    expect(other.card("same-day")).to_be_visible()
    expect(other.slot("next")).to_be_hidden()
    expect(other.slot("notice")).to_contain_text("Another window", use_inner_text=True)
    assert other.link() == planned.link() == planned.saved()


def test_a_stop_logged_while_the_other_window_fills_in_a_check_in_is_not_lost(
    planned: CalculatorPage, other: CalculatorPage
) -> None:
    other.press("check-in")
    other.answer_check_in(during="1")
    planned.check_in(signs=["deep-groin"])
    other.page.wait_for_timeout(200)
    assert other.view_shown() == "check-in"
    other.submit("check-in")
    expect(other.card("same-day")).to_be_visible()
    both = [(0, ["deep-groin"]), (1, [])]
    assert logged_in(other, other.saved()) == logged_in(other, other.link()) == both
    expect(planned.page).to_have_url(re.compile(f"{re.escape(other.link())}$"))
    assert logged_in(planned, planned.link()) == both


def test_a_window_that_heard_nothing_of_the_other_reads_the_device_before_it_writes(
    planned: CalculatorPage, other: CalculatorPage
) -> None:
    """What a window writes itself it is not told of, so here it stands in for the other one."""
    text = planned.link_with(planned.link(), log=[run_entry(TODAY, signs=["chest"])])
    other.page.evaluate("(text) => localStorage.setItem('return-to-running', text)", text)
    other.check_in(during="1")
    expect(other.card("emergency")).to_be_visible()
    assert logged_in(other, other.saved()) == [(0, ["chest"]), (1, [])]


def test_what_one_window_took_out_stays_out_and_what_the_other_added_stays_in(
    calculator: CalculatorPage,
) -> None:
    def merged(*logs: str) -> str | None:
        text: str | None = calculator.engine(
            "return engine.merged(...given.map((log) => '1-1-g18-x-' + log));", list(logs)
        )
        return text and text.removeprefix("1-1-g18-x-")

    assert merged("a", "a", "a.b") == "a.b"
    assert merged("a", "a.c", "a.b") == "a.b.c"
    assert merged("a.b", "a", "a.b.c") == "a.c"
    assert merged("a.b", "a.b.c", "b") == "b.c"
    assert merged("a", "x", "a.b") == "b.x"
    assert merged("", "", "a") == "a"
    assert merged("a", "", "") == ""
    assert calculator.engine("return engine.merged('1-1-a-x', '1-1-a-x', '1-1-b-x');") is None


def test_a_plan_deleted_in_one_window_is_not_written_again_by_the_other(
    planned: CalculatorPage, other: CalculatorPage
) -> None:
    planned.press("forget")
    expect(other.element.locator("[data-do=forget]")).to_be_hidden()
    other.check_in()
    assert other.logged() == 1
    assert other.kept() == "none"
    assert other.saved() is None


def test_another_plan_saved_by_one_window_is_not_overwritten_by_the_other(
    planned: CalculatorPage, other: CalculatorPage, link: str
) -> None:
    planned.press("forget")
    planned.fresh_with(link, goal=45)
    planned.press("save")
    expect(other.slot("notice")).to_contain_text("Another plan", use_inner_text=True)
    other.check_in()
    expect(other.element.locator("p[data-kept=other]")).to_be_visible()
    assert other.saved() == planned.link()
