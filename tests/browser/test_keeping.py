"""What this device holds: shown, deleted with one tap, and never closed unasked."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from playwright.sync_api import expect

from calculator_page import DAY, TODAY, CalculatorPage, run_entry


def test_an_old_link_of_the_saved_plan_hides_no_stop(planned: CalculatorPage, link: str) -> None:
    """Bookmarks of the day the plan was made, and of an evening whose morning came later."""
    planned.press("save")
    planned.check_in(morning="unknown")
    evening = planned.link()
    with planned.later(2):
        planned.fresh()
        planned.press("add-morning")
        planned.choose("morning", "same", "check-in")
        planned.choose("new-sign", "chest", "check-in")
        planned.submit("check-in")
        stopped = planned.link()
        for old in (link, evening):
            planned.fresh(old)
            assert planned.cards_shown() == ["emergency"]
            assert (planned.link(), planned.kept()) == (stopped, "this")


def test_a_link_that_knows_more_of_the_saved_plan_than_this_device_opens_beside_it(
    planned: CalculatorPage,
) -> None:
    """R39: a stop that was entered on another device is not hidden, and nothing is mixed."""
    planned.press("save")
    saved = planned.saved()
    ahead = planned.link_with(planned.link(), log=[run_entry(TODAY, signs=["chest"])])
    planned.fresh(ahead)
    assert planned.cards_shown() == ["emergency"]
    assert (planned.kept(), planned.saved()) == ("other", saved)


def test_a_link_says_that_another_plan_is_saved_and_opens_it_on_request(
    planned: CalculatorPage, link: str
) -> None:
    planned.press("save")
    planned.check_in(signs=["chest"])
    stopped = planned.link()
    planned.fresh_with(link, goal=45)
    assert planned.cards_shown() == []
    assert planned.kept() == "other"
    planned.slot("notice").locator("[data-do=open-saved]").click()
    assert planned.cards_shown() == ["emergency"]
    assert planned.link() == stopped
    assert planned.kept() == "this"


def test_a_plan_that_comes_from_this_device_stands_in_the_address(
    planned: CalculatorPage, link: str
) -> None:
    """The address is what is copied and what the printed code holds."""
    planned.press("save")
    planned.fresh()
    assert planned.view_shown() == "plan"
    assert planned.link() == link
    assert planned.kept() == "this"


@pytest.mark.parametrize("state", ["open", "too old", "refused"])
def test_whatever_is_saved_is_deleted_with_one_tap(
    state: str, calculator: CalculatorPage, link: str
) -> None:
    plan = calculator.read_link(link)
    assert plan
    changed = {
        "open": {},
        "too old": {"made": plan["made"] - 8, "start": plan["start"] - 8},
        "refused": {"signs": ["chest"]},
    }[state]
    text = calculator.link_with(link, **changed)
    calculator.page.evaluate("(text) => localStorage.setItem('return-to-running', text)", text)
    calculator.fresh()
    calculator.load_extras()
    button = calculator.element.locator("[data-do=forget]")
    expect(button).to_be_visible()
    button.click()
    assert calculator.saved() is None
    assert calculator.kept() == "none"
    expect(button).to_be_hidden()
    expect(calculator.slot("kept")).to_be_focused()


def test_a_new_plan_takes_the_place_of_the_saved_one_once_it_is_made(
    planned: CalculatorPage,
) -> None:
    planned.press("save")
    old = planned.link()
    planned.press("restart")
    assert (planned.kept(), planned.saved()) == ("waits", old)
    planned.make_plan(TODAY - 3 * DAY)
    new = planned.link()
    assert new != old
    assert (planned.kept(), planned.saved()) == ("this", new)


def test_a_saved_plan_waits_over_a_reload_is_offered_and_gives_way_to_the_new_one(
    planned: CalculatorPage,
) -> None:
    planned.check_in()
    planned.press("save")
    old = planned.link()
    for stay in (False, True):
        planned.press("restart")
        planned.confirm()
        planned.page.reload()
        planned.wait()
        assert (planned.kept(), planned.saved()) == ("waits", old)
        if not stay:
            planned.element.locator("[data-do=open-saved]:visible").click()
            assert (planned.link(), planned.kept()) == (old, "this")
    planned.make_plan(TODAY)
    new = planned.link()
    assert new != old
    assert (planned.kept(), planned.saved()) == ("this", new)


def test_a_link_of_what_a_last_plan_left_does_not_take_the_place_of_the_saved_one(
    planned: CalculatorPage,
) -> None:
    """Who opens somebody's `#again=` has made no plan here that the saved one could give way to."""
    planned.press("save")
    saved = planned.saved()
    planned.page.evaluate("history.replaceState(null, '', '#again=1-0.3.0.0')")
    planned.page.reload()
    planned.wait()
    planned.make_plan(TODAY - 3 * DAY)
    assert (planned.kept(), planned.saved()) == ("other", saved)


def test_r48_start_again_asks_before_a_log_closes_and_offers_to_keep_it(
    planned: CalculatorPage, tmp_path: Path
) -> None:
    planned.check_in()
    before = planned.link()
    keys, ask = planned.page.keyboard, planned.slot("ask")
    button = planned.view("plan").locator("[data-slot=keep] [data-do=restart]")
    for leave in ("Escape", "Enter"):
        button.focus()
        keys.press("Enter")
        expect(ask).to_be_visible()
        expect(ask.locator("[data-do=save-log]")).to_be_focused()
        if leave == "Enter":
            keys.press("Tab")
            keys.press("Tab")
            expect(ask.locator("[data-do=ask-no]")).to_be_focused()
        keys.press(leave)
        expect(ask).to_be_hidden()
        expect(button).to_be_focused()
        assert planned.logged() == 1
    keys.press("Enter")
    with planned.page.expect_download() as download:
        ask.locator("[data-do=save-log]").click()
    download.value.save_as(tmp_path / "log.json")
    assert json.loads((tmp_path / "log.json").read_text())["plan"] == before
    planned.confirm()
    assert planned.view_shown() == "safety"
    assert planned.link() == ""


def test_a_plan_without_a_run_starts_again_at_once(planned: CalculatorPage) -> None:
    planned.press("restart")
    assert planned.view_shown() == "safety"
