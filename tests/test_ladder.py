"""A clinic that asks for the tables alone: no symptom is asked, and nothing else is missing."""

from pathlib import Path

import pytest

from built_page import Element, read_page
from calculator_page import PAGE
from guide import ROOT
from return_to_running.publishing import branding
from return_to_running.publishing.clinic import Clinic
from return_to_running.publishing.handout import Site, page_handout
from return_to_running.publishing.handout_list import Handouts
from return_to_running.publishing.neutral_site import neutral_site
from return_to_running.publishing.sheet import sheet_handout
from return_to_running.publishing.site_config import load_site_config
from return_to_running.publishing.style import Format

ASKING = {"input", "select", "textarea", "button", "form"}


@pytest.fixture(scope="module")
def ladder(built: Site, clinic: Clinic, tmp_path_factory: pytest.TempPathFactory) -> Site:
    """The demo clinic's site with the tables alone, as it is published."""
    folder = tmp_path_factory.mktemp("ladder")
    config, day = load_site_config(ROOT / "mkdocs.yml"), built.edition.day
    neutral = neutral_site(config, folder / "neutral", day, "ladder")
    asked = clinic.model_copy(update={"calculator": "ladder", "site_url": None})
    branding.write_site(neutral, asked, day, folder / "site")
    return Site(folder / "site", built.base, built.chapters, built.edition)


def calculator(folder: Path) -> list[Element]:
    return [
        each for each in read_page(folder / PAGE).elements if "return-to-running" in each.around
    ]


def test_the_tables_alone_ask_no_symptom_and_load_no_script_of_the_calculator(
    ladder: Site, site: Path
) -> None:
    assert {"input", "button", "form"} <= {each.name for each in calculator(site)}
    assert not ASKING & {each.name for each in calculator(ladder.folder)}
    for folder, whole in ((site, True), (ladder.folder, False)):
        text = (folder / PAGE).read_text(encoding="utf-8")
        assert ("assets/return-to-running/calculator.js" in text) == whole
        assert ("data-rule=" in text) == ("data-extras=" in text) == whole
        assert ("Answer a few questions and get your plan." in text) == whole
        assert "clinic.full-calculator" not in text


def test_the_tables_alone_hold_every_part_of_the_rules_every_source_and_the_printed_sheet(
    ladder: Site, site: Path
) -> None:
    tables = [
        each
        for each in calculator(site)
        if "details" in each.around and "section" not in each.around
    ]
    parts = {str(each.attributes["id"]) for each in tables if "id" in each.attributes}
    assert {"rtr-danger", "rtr-readiness", "rtr-stages", "rtr-decisions", "rtr-diary"} <= parts
    assert len([part for part in parts if part.startswith("rtr-why-")]) > 50
    alone = read_page(ladder.folder / PAGE)
    assert parts <= set(alone.ids)
    assert any("c-blank" in str(each.attributes.get("class")) for each in alone.elements)


def test_paper_says_the_same_whether_the_page_asks_questions_or_not(
    ladder: Site, built: Site, handouts: Handouts
) -> None:
    for name in ("short-version", "stages"):
        sheet = handouts.sheets[name]
        made = [
            sheet_handout(site, name, sheet, handouts.diary, Format("a4")).html
            for site in (built, ladder)
        ]
        assert made[0] == made[1], name
    whole, alone = (page_handout(site, PAGE, Format("a4")).html for site in (built, ladder))
    assert whole.count("<table") == alone.count("<table") >= 9
