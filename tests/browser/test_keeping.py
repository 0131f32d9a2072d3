"""What this device, another window and a file hold: nothing that was logged is lost unasked."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import BrowserContext, expect

from calculator_page import DAY, PAGE, TODAY, CalculatorPage, run_entry
from engine import protocol

FORGET = "[data-do=forget]"


def log_file(plan: CalculatorPage, folder: Path) -> Path:
    """The log of the plan, as its button hands it over."""
    with plan.page.expect_download() as download:
        plan.press("save-log")
    path = folder / "log.json"
    download.value.save_as(path)
    return path


def written(folder: Path, link: object) -> Path:
    path = folder / "log.json"
    path.write_text(
        json.dumps({"format": "return-to-running", "protocol": protocol().id, "plan": link}),
        encoding="utf-8",
    )
    return path


def choose_file(calculator: CalculatorPage, path: Path) -> None:
    calculator.page.locator("[name=log-file]").set_input_files(path)


def saved(calculator: CalculatorPage) -> str | None:
    text: str | None = calculator.page.evaluate("localStorage.getItem('return-to-running')")
    return text


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


# ---------------------------------------------------------------- two windows


def test_a_stop_in_one_window_stops_the_plan_in_the_other(
    planned: CalculatorPage, other: CalculatorPage
) -> None:
    planned.check_in(signs=["deep-groin"])
    expect(other.card("same-day")).to_be_visible()
    expect(other.slot("next")).to_be_hidden()
    expect(other.slot("notice")).to_contain_text("Another window", use_inner_text=True)
    assert other.link() == planned.link() == saved(planned)


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
    assert logged_in(other, saved(other)) == logged_in(other, other.link()) == both
    expect(planned.slot("history").locator("> li")).to_have_count(1)
    assert logged_in(planned, planned.link()) == both


def test_a_window_that_heard_nothing_of_the_other_reads_the_device_before_it_writes(
    planned: CalculatorPage, other: CalculatorPage
) -> None:
    """What a window writes itself it is not told of, so here it stands in for the other one."""
    text = planned.link_with(planned.link(), log=[run_entry(TODAY, signs=["chest"])])
    other.page.evaluate("(text) => localStorage.setItem('return-to-running', text)", text)
    other.check_in(during="1")
    expect(other.card("emergency")).to_be_visible()
    assert logged_in(other, saved(other)) == [(0, ["chest"]), (1, [])]


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
    expect(other.element.locator(FORGET)).to_be_hidden()
    other.check_in()
    assert other.logged() == 1
    assert other.kept() == "none"
    assert saved(other) is None


def test_another_plan_saved_by_one_window_is_not_overwritten_by_the_other(
    planned: CalculatorPage, other: CalculatorPage, link: str
) -> None:
    planned.press("forget")
    planned.fresh_with(link, goal=45)
    planned.press("save")
    expect(other.slot("notice")).to_contain_text("Another plan", use_inner_text=True)
    other.check_in()
    expect(other.element.locator("p[data-kept=other]")).to_be_visible()
    assert saved(other) == planned.link()


# ---------------------------------------------------------------- what this device holds


def test_a_link_says_that_another_plan_is_saved_and_opens_it_on_request(
    planned: CalculatorPage, link: str
) -> None:
    planned.press("save")
    planned.check_in(signs=["chest"])
    stopped = planned.link()
    planned.fresh(link)
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
    button = calculator.element.locator(FORGET)
    expect(button).to_be_visible()
    button.click()
    assert saved(calculator) is None
    assert calculator.kept() == "none"
    expect(button).to_be_hidden()
    expect(calculator.slot("kept")).to_be_focused()


def test_a_new_plan_takes_the_place_of_the_saved_one_once_it_is_made(
    planned: CalculatorPage,
) -> None:
    planned.press("save")
    old = planned.link()
    planned.press("restart")
    assert (planned.kept(), saved(planned)) == ("waits", old)
    planned.make_plan(TODAY - 3 * DAY)
    new = planned.link()
    assert new != old
    assert (planned.kept(), saved(planned)) == ("this", new)


# ---------------------------------------------------------------- before a log closes


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


# ---------------------------------------------------------------- a log from a file


def test_a_log_that_was_kept_opens_again_on_a_fresh_page(
    planned: CalculatorPage, tmp_path: Path
) -> None:
    planned.check_in()
    link = planned.link()
    path = log_file(planned, tmp_path)
    assert json.loads(path.read_text(encoding="utf-8"))["plan"] == link
    planned.fresh()
    assert planned.view_shown() == "safety"
    choose_file(planned, path)
    expect(planned.page.locator("#rtr-plan")).to_be_focused()
    assert planned.link() == link
    assert planned.logged() == 1


def test_a_file_takes_the_place_of_an_open_log_only_after_a_question(
    planned: CalculatorPage, tmp_path: Path
) -> None:
    path = log_file(planned, tmp_path)
    planned.check_in()
    before = planned.link()
    choose_file(planned, path)
    expect(planned.slot("ask")).to_be_visible()
    planned.slot("ask").locator("[data-do=ask-no]").click()
    assert planned.link() == before
    choose_file(planned, path)
    planned.confirm()
    expect(planned.slot("no-history")).to_be_visible()
    assert planned.link() != before


def test_a_file_writes_nothing_on_the_device(planned: CalculatorPage, tmp_path: Path) -> None:
    planned.press("save")
    before = saved(planned)
    path = written(tmp_path, planned.link_with(planned.link(), goal=45))
    choose_file(planned, path)
    expect(planned.slot("notice")).to_contain_text("Another plan", use_inner_text=True)
    planned.check_in()
    assert (planned.kept(), saved(planned)) == ("other", before)


def test_r39_a_file_with_tests_that_are_too_old_is_treated_as_a_link_is(
    planned: CalculatorPage, tmp_path: Path
) -> None:
    plan = planned.read_link(planned.link())
    assert plan
    old = planned.link_with(planned.link(), made=plan["made"] - 8, start=plan["start"] - 8)
    choose_file(planned, written(tmp_path, old))
    expect(planned.slot("stale")).to_be_visible()
    expect(planned.slot("next")).to_be_hidden()


def test_a_file_of_an_older_version_says_so(planned: CalculatorPage, tmp_path: Path) -> None:
    kind, version, rest = planned.link().split("-", 2)
    choose_file(planned, written(tmp_path, f"{kind}-{int(version) + 1}-{rest}"))
    expect(planned.slot("notice")).to_contain_text("another version", use_inner_text=True)


def test_a_refused_file_shows_the_sign_that_it_speaks_of(
    planned: CalculatorPage, tmp_path: Path
) -> None:
    path = written(tmp_path, planned.link_with(planned.link(), signs=["chest"]))
    choose_file(planned, path)
    expect(planned.slot("notice")).to_contain_text("ticked below", use_inner_text=True)
    assert planned.view("safety").locator("[value=chest]").is_checked()
    assert planned.cards_shown() == ["emergency"]


@pytest.mark.parametrize(
    "text",
    [
        "",
        "{",
        "[]",
        "null",
        '{"format": "return-to-running"}',
        '{"format": "return-to-running", "plan": "<img src=x onerror=alert(1)>"}',
        '{"format": "return-to-running", "plan": {"a": 1}}',
        '{"format": "another", "plan": "1-1-g18-g18-16-u--l.1.1.0.14.0.1o.2.0--"}',
    ],
)
def test_a_file_that_is_no_log_changes_nothing_and_says_so(
    planned: CalculatorPage, tmp_path: Path, text: str
) -> None:
    before = planned.page.url
    path = tmp_path / "log.json"
    path.write_text(text, encoding="utf-8")
    choose_file(planned, path)
    planned.slot("told").get_by_text("Nothing was changed").wait_for()
    assert planned.page.url == before
    assert planned.view_shown() == "plan"
