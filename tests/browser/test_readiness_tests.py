"""The tests at home, asked second: what a failed one leads to, and what a reload keeps."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import BrowserContext, expect

from calculator_page import LAST_RUN, PAGE, TESTS, CalculatorPage


@pytest.mark.parametrize("pain", ["3", "not-yet"])
def test_a_failed_test_names_what_to_do_first_and_gives_no_plan(
    pain: str, calculator: CalculatorPage
) -> None:
    calculator.pass_safety()
    calculator.pass_tests(squat=pain)
    assert calculator.view_shown() == "tests"
    expect(calculator.slot("not-ready")).to_be_visible()
    shown_first = calculator.view("tests").locator("[data-first]:visible")
    assert [each.get_attribute("data-first") for each in shown_first.all()] == ["squat"]
    assert shown_first.locator("a").get_attribute("href")
    calculator.choose("test-squat", "2")
    calculator.submit("tests")
    assert calculator.view_shown() == "questions"


def test_r14_an_unanswered_test_is_not_a_passed_one(calculator: CalculatorPage) -> None:
    calculator.pass_safety()
    for test in TESTS[1:]:
        calculator.choose(f"test-{test}", "0")
    calculator.choose("bone", "no")
    calculator.submit("tests")
    assert calculator.view_shown() == "tests"
    expect(calculator.slot("error", "tests")).to_be_visible()


@pytest.mark.parametrize(
    ("pain", "where", "bone", "card", "first", "view"),
    [
        ("1", "groin", "no", ["same-day"], "", "tests"),
        ("1", None, "no", ["same-day"], "", "tests"),
        ("1", "groin", "yes", ["same-day"], "", "tests"),
        ("2", "elsewhere", "no", [], "", "questions"),
        ("3", "elsewhere", "no", [], "Do this first", "tests"),
        ("1", "elsewhere", "yes", [], "Ask a clinician before you hop again", "tests"),
        ("0", None, "yes", [], "", "questions"),
        ("0", None, "unhealed", ["same-day"], "", "tests"),
    ],
    ids=[
        *("groin", "unsaid", "groin, old bone", "thigh 2", "thigh 3", "thigh, old bone", "none"),
        "a bone that nobody called healed",
    ],
)
def test_r6_where_the_hop_hurts_decides(
    pain: str,
    where: str | None,
    bone: str,
    card: list[str],
    first: str,
    view: str,
    calculator: CalculatorPage,
) -> None:
    """R6: pain in the groin is never tried away, nor is an old bone injury hopped on."""
    calculator.pass_safety()
    calculator.answer_tests(bone=bone, hop=pain)
    if where:
        calculator.choose("hop-where", where)
    calculator.submit("tests")
    assert calculator.cards_shown() == card
    assert calculator.view_shown() == view
    practice = calculator.slot("not-ready")
    assert practice.is_visible() == bool(first)
    said = practice.locator("li:visible").all_inner_texts()
    assert [first in text for text in said] == [True] * bool(first)
    if card:
        expect(calculator.card(card[0])).to_be_in_viewport()


@pytest.mark.parametrize(
    ("pain", "card", "first"),
    [
        ("5", [], "build up your walking"),
        ("6", ["soon"], ""),
        ("not-yet", [], "build up your walking"),
    ],
)
def test_a_walk_that_hurts_as_much_as_a_limp_is_to_be_checked(
    pain: str, card: list[str], first: str, calculator: CalculatorPage
) -> None:
    """Dossier 3D: pain of 6 or more on walking is a hard stop."""
    calculator.pass_safety()
    calculator.answer_tests(walk=pain)
    calculator.submit("tests")
    assert calculator.view_shown() == "tests"
    assert calculator.cards_shown() == card
    practice = calculator.slot("not-ready")
    assert practice.is_visible() == bool(first)
    if card:
        expect(calculator.card("soon").locator("[data-slot=signs]")).to_contain_text(
            "walking hurts"
        )
        expect(calculator.card("soon")).to_be_in_viewport()


@pytest.mark.parametrize(
    ("bone", "hop", "sign"), [("unhealed", "0", "bone-stress"), ("no", "1", "deep-groin")]
)
def test_r3_the_card_of_the_tests_names_the_sign_behind_it(
    bone: str, hop: str, sign: str, calculator: CalculatorPage
) -> None:
    calculator.pass_safety()
    calculator.answer_tests(bone=bone, hop=hop)
    box = calculator.view("safety").locator(f"label:has([name=sign][value={sign}])")
    named = calculator.card("same-day").locator("[data-slot=signs] li")
    assert named.all_text_contents() == [(box.text_content() or "").strip()]


@pytest.mark.parametrize("view", ["tests", "questions"])
def test_a_reload_loses_no_answer(view: str, noon: BrowserContext, served: str) -> None:
    """Two days of brisk walking: the page may be asked to come back tomorrow."""
    calculator = CalculatorPage(noon.new_page())
    calculator.open(served + PAGE)
    calculator.pass_safety(["two-weeks"])
    calculator.answer_tests(hop="1")
    calculator.choose("hop-where", "elsewhere")
    if view == "questions":
        calculator.submit("tests")
        calculator.answer_questions(LAST_RUN)
    # The page notes an answer a task after it is given: this one comes after that.
    calculator.page.evaluate("new Promise((noted) => setTimeout(noted))")
    calculator.page.reload()
    calculator.wait()
    assert calculator.view_shown() == "safety"
    assert calculator.cards_shown() == ["soon"]
    calculator.submit("safety")
    expect(calculator.slot("hop-where")).to_be_visible()
    calculator.submit("tests")
    assert calculator.view_shown() == "questions"
    if view == "questions":
        calculator.submit("questions")
        assert calculator.view_shown() == "plan"
    calculator.page.close()


def test_what_to_do_first_is_a_place_on_the_rehab_page(
    calculator: CalculatorPage, site: Path
) -> None:
    links = calculator.view("tests").locator("[data-first] a").all()
    assert len(links) == len(TESTS)
    for each in links:
        page, anchor = str(each.get_attribute("href")).split("#")
        assert f'id="{anchor}"' in (site / page).read_text(encoding="utf-8")
