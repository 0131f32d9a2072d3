"""The check for statements without a mark: what it finds, and what it lets stand."""

import pytest
from markdown import Markdown

from checks.claims import claim_faults
from checks.pages import Page
from guide import ROOT
from return_to_running.publishing.chapter import parse

CITATIONS = "return_to_running.evidence.citations"
EXTENSIONS = ["admonition", "attr_list", "tables", CITATIONS, "return_to_running.pages.components"]
REFERENCES = {CITATIONS: {"references": str(ROOT / "evidence" / "references.json")}}


def unmarked(markdown: str, **front: object) -> list[str]:
    """The statements without a mark on a page with this text."""
    html = Markdown(extensions=EXTENSIONS, extension_configs=REFERENCES).convert(markdown)
    page = Page("a.html", "a.md", front, parse(f"<article>{html}</article>"))
    faults = list(claim_faults(page))
    assert all(fault.file == "a.md" and "[@own]" in str(fault) for fault in faults)
    return [fault.field.strip('"') for fault in faults]


UNMARKED = {
    "a statement": ("The muscle gets weak.", "The muscle gets weak."),
    "a time after the last mark": (
        "Rest helps. [@own] It takes 3 weeks.",
        "Rest helps. It takes 3 weeks.",
    ),
    "a time in words": ("It heals. [@own] Wait two weeks.", "It heals. Wait two weeks."),
    "a share": ("It helps. [@own] It helped 7 of 9.", "It helps. It helped 7 of 9."),
    "a percentage": ("It helps. [@own] It was 17%.", "It helps. It was 17%."),
    "a limit of pain": ("- Walk, with pain of 2.\n- Rest. [@own]", "Walk, with pain of 2."),
    "a line with a dose": ("1. Hold for 30 seconds.\n2. Rest. [@own]", "Hold for 30 seconds."),
    "the end of a list": ("- It helps. [@own]\n- It is safe.", "It is safe."),
    "a list without full stops": (
        "- poor feeling in the leg\n- a rash",
        "poor feeling in the leg.",
    ),
    "a statement before a link": ("It is safe. See [help](b.md).", "It is safe. See help."),
    "a time behind a link": ("[Rest](b.md) for 3 days.", "Rest for 3 days."),
    "a row of a table": (
        "| A | B |\n|---|---|\n| Rest | Helps |\n| Ice | Helps [@own] |",
        "Rest Helps",
    ),
    "a sign of a care card": (
        '!!! emergency "Go"\n\n    Call now.\n\n    - You faint.\n    - You limp. [@own]',
        "You faint.",
    ),
    "a line in a box": ('!!! do "Do"\n\n    - Walk for a while.', "Walk for a while."),
    "a number that stands only in short": (
        '!!! short "In short"\n\n    - Rest for 3 days.\n\nRest for 2 days. [@own]',
        "Rest for 3 days.",
    ),
}
MARKED = {
    "a source": "Rest helps for 3 weeks. [@dubois2020]",
    "our own": "It takes 3 weeks. [@own]",
    "a study's limits": "It helped. [@dubois2020] It was not about runners.",
    "a list that ends in a mark": "- Walk a bit.\n- Swim. [@own]",
    "a list led to by a mark": "Move on when: [@own]\n\n- Pain is 2 or less.\n- You walk.",
    "a table with a mark in its head": "| A | B [@own] |\n|---|---|\n| Rest | 3 days |",
    "a table with a mark below": "| A | B |\n|---|---|\n| Rest | 3 days |\n\nIt is our own. [@own]",
    "a row that leads on": "| A | B |\n|---|---|\n| You limp | [Help](b.md) |",
    "a question": "Do you limp? Did it take 2?\n\n- What is it?\n- Could it be the bone?",
    "a link": "See [After 30 minutes](b.md).",
    "what leads on": "Ask these questions:",
    "what the guide says of itself": "This guide is for adults who run.",
    "a number that stands below in full": (
        '!!! short "In short"\n\n    - Rest for 3 days.\n\nRest for 3 days. [@own]'
    ),
}


@pytest.mark.parametrize(("text", "found"), UNMARKED.values(), ids=UNMARKED.keys())
def test_what_is_said_without_a_source_is_found(text: str, found: str) -> None:
    assert unmarked(text) == [found]


@pytest.mark.parametrize("text", MARKED.values(), ids=MARKED.keys())
def test_what_has_a_source_or_says_nothing_is_no_fault(text: str) -> None:
    assert unmarked(text) == []


def test_a_page_about_the_guide_needs_no_sources() -> None:
    assert unmarked("It takes 3 weeks.", patient_page=False) == []
    assert unmarked("It takes 3 weeks.", patient_page=True) == ["It takes 3 weeks."]
