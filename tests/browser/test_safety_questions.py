"""The danger signs, asked first: each shows its card, and withholds the plan if it must."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from calculator_page import SIGNS, CalculatorPage
from engine import protocol

HARMLESS = [name for name, sign in SIGNS.items() if sign.plan]


@pytest.mark.parametrize("sign", SIGNS)
def test_a_sign_shows_its_card_at_once_and_withholds_the_plan(
    sign: str, calculator: CalculatorPage
) -> None:
    calculator.answer_safety()
    calculator.choose("sign", sign)
    assert calculator.cards_shown() == [SIGNS[sign].card]
    words = calculator.view("safety").locator(f"label:has([value='{sign}'])").inner_text()
    expect(calculator.card(SIGNS[sign].card)).to_contain_text(words.strip())
    calculator.submit("safety")
    assert calculator.view_shown() == ("tests" if SIGNS[sign].plan else "safety")
    if not SIGNS[sign].plan:
        expect(calculator.slot("withheld")).to_be_visible()


def test_r47_the_card_of_a_sign_is_in_view_where_it_was_ticked(calculator: CalculatorPage) -> None:
    """R47: on a phone nobody looks for a card far below the answer that calls for it."""
    calculator.page.set_viewport_size({"width": 360, "height": 740})
    calculator.choose("sign", "cannot-stand")
    expect(calculator.card("emergency")).to_be_in_viewport()


def test_the_most_urgent_card_stands_alone(calculator: CalculatorPage) -> None:
    for sign, kind in (("two-weeks", "soon"), ("pop", "same-day"), ("chest", "emergency")):
        calculator.choose("sign", sign)
        assert calculator.cards_shown() == [kind]
    calculator.choose("sign", "chest")
    assert calculator.cards_shown() == ["same-day"]


@pytest.mark.parametrize("other", ["under-18", "weak-bones"])
def test_r35_r47_a_limp_with_young_or_weak_bones_is_to_be_seen_today(
    other: str, calculator: CalculatorPage
) -> None:
    calculator.choose("sign", "limp")
    assert calculator.cards_shown() == ["soon"]
    expect(calculator.card("soon").locator("[data-when=limp]")).to_be_visible()
    calculator.choose("sign", other)
    assert calculator.cards_shown() == ["same-day"]
    named = calculator.card("same-day").locator("[data-slot=signs] li")
    expect(named).to_have_count(2)
    calculator.choose("sign", "limp")
    assert calculator.cards_shown() == ["soon"]


def test_r14_an_untouched_group_is_not_none_of_these(calculator: CalculatorPage) -> None:
    *touched, last = [group.group for group in protocol().safety]
    for group in touched:
        calculator.choose(f"none-{group}", "none")
    calculator.submit("safety")
    assert calculator.view_shown() == "safety"
    expect(calculator.slot("error", "safety")).to_be_visible()
    expect(calculator.slot("error", "safety")).to_have_attribute("role", "alert")
    assert calculator.focused()["name"] == "sign"
    calculator.choose(f"none-{last}", "none")
    calculator.submit("safety")
    assert calculator.view_shown() == "tests"


def test_none_of_these_and_a_sign_exclude_each_other(calculator: CalculatorPage) -> None:
    safety = calculator.view("safety")
    none = safety.locator("[name=none-now]")
    calculator.choose("none-now", "none")
    calculator.choose("sign", "chest")
    expect(none).not_to_be_checked()
    calculator.choose("none-now", "none")
    assert safety.locator("[data-group=now] :checked").count() == 1
    assert calculator.cards_shown() == []


@pytest.mark.parametrize("sign", HARMLESS)
def test_a_sign_that_allows_the_plan_keeps_its_card_beside_it(
    sign: str, calculator: CalculatorPage, link: str
) -> None:
    """R13: "see a clinician soon" is shown with the plan, not only on the way there."""
    calculator.fresh_with(link, signs=[sign])
    assert calculator.view_shown() == "plan"
    assert calculator.cards_shown() == ["soon"]


@pytest.mark.parametrize("sign", HARMLESS)
def test_the_card_of_a_sign_that_allows_the_plan_has_words_of_its_own_and_none_that_forbid_it(
    sign: str, calculator: CalculatorPage
) -> None:
    """R15: after birth it asks for a pelvic health check. A page may help here, so it says so."""
    card = calculator.card("soon")
    calculator.choose("sign", sign)
    expect(card.locator("[data-when]:visible")).to_have_count(1)
    expect(card.locator(f"[data-when={sign}]")).to_be_visible()
    expect(calculator.slot("action").last).to_be_hidden()
    assert ("pelvic health check" in card.inner_text()) == (sign == "after-birth")
    calculator.choose("sign", "locking")
    expect(card.locator("[data-when]:visible")).to_have_count(0)
    expect(calculator.slot("action").last).to_be_visible()
