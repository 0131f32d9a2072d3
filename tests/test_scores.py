"""The scored checklists: whole, earned in the built site, and checked where a test can check."""

import re

import pytest
import yaml

from checks.pages import Page
from checks.reading import measure
from guide import ROOT
from scores import NOT_APPLICABLE, Sheet, load_sheet

FOLDER = ROOT / "evidence" / "scores"
NUMBERS = {
    "pemat-p": [*range(1, 13), *range(15, 27)],
    "discern": list(range(1, 17)),
    "cdc-index": list(range(1, 21)),
}
SHEETS = {name: load_sheet(FOLDER / f"{name}.yml") for name in NUMBERS}
BARS = yaml.safe_load((FOLDER / "bars.yml").read_text(encoding="utf-8"))
ITEMS = [(name, item) for name, sheet in SHEETS.items() for item in sheet.items]
EVERY_PAGE = "every page"


# ------------------------------------------------------------------ the sheets


@pytest.mark.parametrize("name", SHEETS)
def test_every_item_is_scored_once_on_the_scale_and_in_one_part(name: str) -> None:
    sheet = SHEETS[name]
    assert [each.item for each in sheet.items] == NUMBERS[name]
    assert sorted(item for part in sheet.parts.values() for item in part) == NUMBERS[name]
    for each in sheet.items:
        assert each.score in sheet.scale, each
        assert each.score != NOT_APPLICABLE or each.item in sheet.may_be_na, each
        assert each.asks.endswith("?"), each


@pytest.mark.parametrize(("name", "item"), ITEMS, ids=lambda each: str(getattr(each, "item", each)))
def test_every_place_and_test_that_a_score_rests_on_exists(
    name: str, item: object, pages: dict[str, Page]
) -> None:
    each = next(each for each in SHEETS[name].items if each is item)
    if each.earned != EVERY_PAGE:
        page, _, anchor = each.earned.partition("#")
        assert page in pages, each
        assert not anchor or anchor in pages[page].ids, each
    if each.test:
        file, _, test = each.test.partition("::")
        assert f"def {test}(" in (ROOT / file).read_text(encoding="utf-8"), each


@pytest.mark.parametrize(("name", "item"), ITEMS, ids=lambda each: str(getattr(each, "item", each)))
def test_a_score_below_the_best_says_why(name: str, item: object) -> None:
    each = next(each for each in SHEETS[name].items if each is item)
    best = "yes" if "yes" in SHEETS[name].scale else max(SHEETS[name].scale, key=int)
    assert each.score == best or each.why


def test_the_scores_reach_the_bars() -> None:
    # Written out here as well, so that nobody lowers the file of bars unseen.
    assert BARS["scores"] == {
        "pemat-p": {"percent": 90},
        "discern": {"total": 63},
        "cdc-index": {"percent": 90},
    }
    pemat = SHEETS["pemat-p"]
    assert pemat.percent("understandability") >= 90
    assert pemat.percent("actionability") >= 90
    assert SHEETS["discern"].total("total") >= 63
    assert SHEETS["cdc-index"].percent() >= 90


def test_an_item_that_does_not_apply_counts_neither_way() -> None:
    text = (FOLDER / "pemat-p.yml").read_text(encoding="utf-8")
    sheet = SHEETS["pemat-p"]
    applying = [each for each in sheet.items if each.item != 24]
    without = Sheet(**{**vars(sheet), "items": tuple(applying)})
    assert without.percent("actionability") == 100 * 6 / 6
    assert sheet.percent("understandability") == 100 * 16 / 17
    assert "percent" not in text
    assert "total" not in text


def how_we_write(pages: dict[str, Page]) -> str:
    """The words of the page that prints the scores."""
    return " ".join(" ".join(pages["how-we-write.html"].article.itertext()).split())


def test_the_page_on_how_we_write_prints_what_the_sheets_come_to(pages: dict[str, Page]) -> None:
    said = how_we_write(pages)
    pemat, cdc = SHEETS["pemat-p"], SHEETS["cdc-index"]
    for part, name in (("first part", "understandability"), ("second part", "actionability")):
        assert re.search(rf"PEMAT-P, {part}.{{0,60}}\b{pemat.percent(name):.0f}%", said)
    assert f"{SHEETS['discern'].total('total')} of 75" in said
    assert re.search(rf"CDC Clear Communication Index.{{0,60}}\b{cdc.percent():.0f}%", said)


def test_the_page_on_how_we_write_prints_what_was_measured(
    pages: dict[str, Page], for_patients: dict[str, Page]
) -> None:
    readings = [measure(page.sentences) for page in for_patients.values()]
    grades = [reading.grade for reading in readings]
    measured = {
        "Flesch-Kincaid grade, mean": sum(grades) / len(grades),
        "Flesch-Kincaid grade, hardest page": max(grades),
        "SMOG grade, mean": sum(reading.smog for reading in readings) / len(readings),
        "Words in a sentence, mean": sum(each.sentence_words for each in readings) / len(readings),
    }
    said = how_we_write(pages)
    for title, figure in measured.items():
        found = re.search(rf"{title} \d+ about (\d+)", said)
        assert found, title
        assert abs(int(found[1]) - figure) <= 0.5, f"{title}: {figure}"
