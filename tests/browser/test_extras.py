"""What a runner takes along: spreadsheet, sheet, watch files; and before the script comes."""

from __future__ import annotations

import csv
import datetime as dt
import io
from pathlib import Path

import pytest
from playwright.sync_api import Page, Route, expect
from pypdf import PdfReader

from calculator_page import (
    PAGE,
    SIGNS,
    TODAY,
    CalculatorPage,
    base36,
    day_number,
    plan_made,
)
from listening import Listener
from pdf_reading import printed

SECOND = "**/return-to-running-extras.js"


def test_the_spreadsheet_holds_the_same_runs(plan: CalculatorPage, tmp_path: Path) -> None:
    head, *rows = csv.reader(io.StringIO(plan.taken("spreadsheet", tmp_path)))
    assert head[:4] == ["Run", "Day", "Stage", "Minutes running"]
    assert [row[0] for row in rows] == [str(n) for n in range(1, 13)]
    assert [float(row[3]) for row in rows] == [12, 12, 18, 18, 24, 24, 24, 24, 28, 28, 30, 30]
    assert dt.date.fromisoformat(rows[0][1]).weekday() in (1, 3, 5)


@pytest.mark.parametrize("paper", ["A4", "Letter"])
def test_the_plan_prints_on_one_page_and_the_diary_on_the_next(
    plan: CalculatorPage, tmp_path: Path, paper: str
) -> None:
    path = tmp_path / "plan.pdf"
    plan.page.pdf(path=path, format=paper)
    pages = [page.extract_text() for page in PdfReader(path).pages]
    assert len(pages) == 2
    assert "My plan to run again" in pages[0]
    assert "Pain diary" in pages[1]
    assert "Get help" not in pages[0].splitlines()[0]
    emergencies = [sign for sign in SIGNS.values() if sign.card == "emergency" and sign.check_in]
    assert emergencies
    words = " ".join(pages[0].split())
    assert plan.element.locator(".c-sheet__stop li").count() == len(emergencies)
    for sign in emergencies:
        asked = plan.element.locator(f"[name=sign][value='{sign.id}'] + span").text_content()
        assert str(asked) in words


@pytest.mark.parametrize("paper", ["A4", "Letter"])
def test_the_longest_plan_still_prints_on_two_pages(
    paper: str, at_noon: Page, served: str, tmp_path: Path
) -> None:
    """Gentle track, twice a week, to 180 minutes: more runs than a sheet has rows."""
    calculator = CalculatorPage(at_noon)
    made = base36(day_number(TODAY))
    calculator.open(served + PAGE, f"1-1-{made}-{made}-9-50--2s.0.1.0.1u.0..2.0--")
    at_noon.locator("[data-slot=sheet-qr] svg").wait_for(state="attached")
    at_noon.pdf(path=tmp_path / "plan.pdf", format=paper)
    assert len(PdfReader(tmp_path / "plan.pdf").pages) == 2


def test_the_diary_has_lines_for_repeats_and_the_rule_for_pain_before_a_run(
    plan: CalculatorPage, tmp_path: Path
) -> None:
    spare = plan.slot("sheet-spare")
    assert plan.slot("sheet-diary").locator("tr").count() == 12
    assert spare.locator("tr:not([hidden])").count() == spare.locator("tr").count() - 12 > 0
    path = tmp_path / "plan.pdf"
    plan.page.pdf(path=path, format="Letter")
    second = " ".join(PdfReader(path).pages[1].extract_text().split())
    for words in ("The days hold if every run is good", "3 to 5: do not run today", "Deep groin"):
        assert words in second


@pytest.mark.parametrize(
    ("goal", "cut", "longer"), [("u", False, False), ("w", False, True), ("3c", True, True)]
)
def test_the_printed_plan_says_which_runs_it_holds_and_what_a_longer_goal_needs(
    goal: str, cut: bool, longer: bool, at_noon: Page, served: str, tmp_path: Path
) -> None:
    """To 30, 32 and 120 minutes: at most 26 rows, and three good runs of 30 before any longer."""
    calculator = CalculatorPage(at_noon)
    calculator.open(served + PAGE, plan_made(TODAY, goal))
    at_noon.locator("[data-slot=sheet-qr] svg").wait_for(state="attached")
    path = tmp_path / "plan.pdf"
    at_noon.pdf(path=path, format="A4")
    pages = PdfReader(path).pages
    first = " ".join(pages[0].extract_text().split())
    runs = calculator.slot("facts").locator("[data-slot=runs]").inner_text()
    done = calculator.slot("facts").locator("[data-slot=done]").inner_text()
    assert (f"The first 26 of {runs} runs. At best, done on {done}." in first) == cut
    assert ("At best, done on" in first) == cut
    assert ("3 good runs" in first) == longer
    assert len(pages) == 2


def test_the_watch_file_of_the_next_stage_is_there(plan: CalculatorPage) -> None:
    link = plan.view("plan").locator("[data-watch]")
    assert str(link.get_attribute("href")).endswith("return-to-running-S2.fit")
    found = plan.page.request.get(str(link.evaluate("(a) => a.href")))
    assert found.ok
    assert found.body()[8:12] == b".FIT"


def test_after_a_stop_nothing_of_the_plan_can_be_taken_along(plan: CalculatorPage) -> None:
    stopped = f"{plan_made(TODAY)}0_r00000000_9"
    plan.page.evaluate("(link) => { location.hash = 'plan=' + link; }", stopped)
    plan.slot("answer").wait_for()
    assert not plan.view("plan").locator("[data-do=calendar]").is_visible()
    assert not plan.view("plan").locator("[data-do=print]").is_visible()
    assert not plan.slot("next").is_visible()
    assert plan.slot("sheet-plan").evaluate("(sheet) => sheet.hidden")
    assert plan.view("plan").locator("[data-do=save-log]").is_visible()


def test_before_a_plan_the_blank_sheet_is_printed(at_noon: Page, served: str) -> None:
    CalculatorPage(at_noon).open(served + PAGE)
    sides = printed(at_noon)
    assert len(sides) == 2
    assert "Standard track" in sides[0]
    assert "Pain diary" in sides[1]


def test_after_a_stop_the_answer_and_its_card_are_printed_without_the_rules(
    plan: CalculatorPage,
) -> None:
    plan.check_in(signs=["chest"])
    rules = plan.element.locator(".c-tables > summary").inner_text()
    sides = printed(plan.page)
    assert "Emergency: get help now" in sides[0]
    assert rules not in " ".join(sides)


def test_a_plan_that_stops_while_its_sheet_waits_is_not_printed(plan: CalculatorPage) -> None:
    """R48: neither drawn late nor by printing at once, both before the page has had a turn."""
    plan.press("check-in")
    plan.choose("new-sign", "chest", "check-in")
    # The sheet is asked for again, so that it is waiting for certain when the plan stops.
    hidden = plan.view("check-in").evaluate(
        """(view) => {
          view.closest("return-to-running").extras.draw();
          view.querySelector("form").requestSubmit();
          window.dispatchEvent(new Event("beforeprint"));
          return document.querySelector("[data-slot=sheet-plan]").hidden;
        }"""
    )
    assert plan.slot("answer").locator("[data-look]:visible").get_attribute("data-look") == "stop"
    assert hidden


# ---------------------------------------------------------------- before the second script
def test_the_plan_is_printed_only_once_its_sheet_is_filled(
    at_noon: Page, served: str, tmp_path: Path
) -> None:
    """The second script is held back: what is printed until then is the page itself."""
    held: list[Route] = []
    at_noon.route(SECOND, lambda route: held.append(route))
    at_noon.add_init_script(
        "window.print = () => { window.printed ="
        " document.querySelectorAll('[data-slot=sheet-runs] tr').length; };"
    )
    calculator = CalculatorPage(at_noon)
    address = f"{served}{PAGE}#plan={plan_made(TODAY)}"
    at_noon.goto(address, wait_until="commit")  # A script that is held may hold the load event.
    calculator.wait()
    calculator.button("print").click()
    at_noon.pdf(path=tmp_path / "page.pdf", format="A4")
    text = "".join(page.extract_text() for page in PdfReader(tmp_path / "page.pdf").pages)
    assert "Next run: " in text
    assert "My plan to run again" not in text
    assert at_noon.evaluate("window.printed") is None
    for route in held:
        route.continue_()
    expect(calculator.slot("chart").locator("svg")).to_be_visible()
    assert at_noon.evaluate("window.printed") == 12


def test_a_check_in_says_when_its_script_did_not_come_and_opens_once_it_does(
    at_noon: Page, served: str, listener: Listener
) -> None:
    at_noon.route(SECOND, lambda route: route.abort())
    calculator = CalculatorPage(at_noon)
    calculator.open(served + PAGE, plan_made(TODAY))
    expect(calculator.slot("notice")).to_contain_text("did not load", use_inner_text=True)
    calculator.button("check-in").click()
    assert calculator.view_shown() == "plan"
    at_noon.unroute(SECOND)
    calculator.button("check-in").click()
    calculator.view("check-in").wait_for()
    calculator.answer_check_in(signs=["chest"])
    calculator.submit("check-in")
    assert calculator.cards_shown() == ["emergency"]
    listener.complaints.clear()


def test_the_page_itself_is_printed_where_the_second_script_never_comes(
    at_noon: Page, served: str, tmp_path: Path, listener: Listener
) -> None:
    at_noon.route(SECOND, lambda route: route.abort())
    calculator = CalculatorPage(at_noon)
    calculator.open(served + PAGE, plan_made(TODAY))
    calculator.button("print").click()
    expect(calculator.slot("notice")).to_contain_text("did not load", use_inner_text=True)
    at_noon.pdf(path=tmp_path / "page.pdf", format="A4")
    text = "".join(page.extract_text() for page in PdfReader(tmp_path / "page.pdf").pages)
    assert "Next run: " in text
    listener.complaints.clear()
