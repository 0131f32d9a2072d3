"""What a screen reader is told when something changes."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import expect

from calculator_page import CalculatorPage
from engine import WORDS_FILE, protocol
from return_to_running.calculator.words import load_words
from states import after, in_each_card, in_groin_hop, in_questions

WORDS = load_words(WORDS_FILE, protocol())


def heard(calculator: CalculatorPage) -> str:
    """What Chromium's accessibility tree holds in live regions, as a screen reader is given it."""
    session = calculator.page.context.new_cdp_session(calculator.page)
    nodes = {node["nodeId"]: node for node in session.send("Accessibility.getFullAXTree")["nodes"]}
    session.detach()

    def words(node: dict[str, Any]) -> str:
        if node["role"]["value"] == "StaticText":
            return str(node["name"]["value"])
        return " ".join(words(nodes[child]) for child in node.get("childIds", ()))

    regions = (
        node
        for node in nodes.values()
        if any(
            each["name"] == "live" and each["value"]["value"] != "off"
            for each in node.get("properties", ())
        )
    )
    return " ".join(words(node) for node in regions)


def with_a_test_to_do(calculator: CalculatorPage) -> None:
    calculator.pass_safety()
    calculator.pass_tests(squat="not-yet")


def copied(calculator: CalculatorPage) -> None:
    calculator.press("copy")
    expect(calculator.slot("told")).not_to_be_empty()


def saved(calculator: CalculatorPage) -> None:
    calculator.press("save")
    expect(calculator.element.locator("p[data-kept=this]")).to_be_visible()


ANNOUNCED: dict[Callable[[CalculatorPage], None], tuple[bool, str]] = {
    in_each_card("emergency"): (False, WORDS["cards"]["emergency"]["title"]),
    in_groin_hop: (False, WORDS["cards"]["same-day"]["title"]),
    with_a_test_to_do: (False, WORDS["readiness"]["not_ready"]),
    in_questions: (False, WORDS["questions"]["missing"]),
    after(during="6"): (True, WORDS["decisions"]["step-back"]["verb"]),
    after(signs=["chest"]): (True, WORDS["cards"]["emergency"]["title"]),
    copied: (True, WORDS["plan"]["copied"]),
    saved: (True, WORDS["plan"]["kept"]["this"]),
}


@pytest.mark.parametrize(
    ("act", "has_plan", "words"), [(act, *told) for act, told in ANNOUNCED.items()]
)
def test_what_changes_is_announced(
    act: Callable[[CalculatorPage], None],
    has_plan: bool,
    words: str,
    calculator: CalculatorPage,
    link: str,
) -> None:
    calculator.fresh(link if has_plan else None)
    assert words not in heard(calculator)
    act(calculator)
    assert words in heard(calculator)
