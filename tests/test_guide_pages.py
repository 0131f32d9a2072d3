"""How the pages of the guide are filled: no heading alone, no list torn, little left empty."""

from pathlib import Path
from typing import Any

import pymupdf
import pytest
from pypdf import PdfReader

from engine import WORDS_FILE, protocol
from guide import ROOT
from pdf_reading import PAPERS, bookmarks, chapter_pages
from return_to_running.calculator.words import load_words

HEAD_MM, FOOT_MM = 23, 20.5
DPI, INK = 36, 235
BODY_PT = 10
MOST_BLANK = 0.3
MOST_PAGES_BLANK = 0.24


@pytest.mark.parametrize("paper", PAPERS)
def test_an_exercise_takes_one_sheet_of_the_guide(demo: Path, paper: str) -> None:
    """Two sides at most, and one for nearly all; once each had a nearly empty second one."""
    reader = PdfReader(demo / f"guide-{paper}.pdf")
    starts = chapter_pages(reader)
    names = bookmarks(reader)
    first, last = names.index("Push the thigh into your hand"), names.index("Return to running")
    sides = [starts[at + 1] - starts[at] for at in range(first, last)]
    assert len(sides) == len(list((ROOT / "docs/exercises").glob("*.md"))) - 1
    assert sides.count(1) >= len(sides) - 1
    assert max(sides) <= 2


@pytest.mark.parametrize("paper", PAPERS)
def test_few_pages_of_the_guide_are_a_third_empty(demo: Path, paper: str) -> None:
    """Once it was one page of four: short chapters and the last lines of long ones stood alone."""
    with pymupdf.open(demo / f"guide-{paper}.pdf") as document:  # type: ignore[no-untyped-call]
        empty = [page.number + 1 for page in list(document)[1:] if blank_share(page) > MOST_BLANK]
        assert len(empty) <= len(document) * MOST_PAGES_BLANK, empty


def blank_share(page: Any) -> float:
    """Return how much of a page, between its head and its foot, is empty at the end."""
    pixels = page.get_pixmap(dpi=DPI, colorspace=pymupdf.csGRAY)
    top, bottom = (round(each / 25.4 * DPI) for each in (HEAD_MM, FOOT_MM))
    last = pixels.height - bottom
    inked = [
        row
        for row in range(top, last)
        if min(pixels.samples[row * pixels.stride : row * pixels.stride + pixels.width]) < INK
    ]
    return float(last - max(inked, default=top)) / float(last - top)


@pytest.mark.parametrize("paper", PAPERS)
def test_no_heading_is_the_last_line_of_a_page(demo: Path, paper: str) -> None:
    """Once each held its paragraph, and that the next heading: then they are cut anywhere."""
    with pymupdf.open(demo / f"guide-{paper}.pdf") as document:  # type: ignore[no-untyped-call]
        alone = [line for page in list(document)[1:] if is_heading(line := last_line(page))]
    assert [line["spans"][0]["text"] for line in alone] == []


def last_line(page: Any) -> Any:
    lines = [
        line
        for block in page.get_text("dict")["blocks"]
        for line in block.get("lines", [])
        if line["bbox"][3] < page.rect.height - FOOT_MM / 25.4 * 72
    ]
    return max(lines, key=lambda line: line["bbox"][3])


def is_heading(line: Any) -> bool:
    return all(span["size"] > BODY_PT + 1 and "Bold" in span["font"] for span in line["spans"])


@pytest.mark.parametrize("paper", PAPERS)
def test_a_danger_list_stands_on_one_page_from_its_head_to_what_to_do(
    demo: Path, paper: str
) -> None:
    pages = [
        " ".join(page.extract_text().split())
        for page in PdfReader(demo / f"guide-{paper}.pdf").pages
    ]
    rules = load_words(WORDS_FILE, protocol())["tables"]["title"]
    for head in ("Emergency: go now Call 999", "Stop running and get checked Call your GP"):
        # The plan's own lists are no cards: they say whom to call at their head alone.
        found = [page.split(head)[1] for page in pages if head in page and rules not in page]
        assert len(found) >= 2
        assert all("Call 999" in page or "Call 111" in page for page in found)


@pytest.mark.parametrize("paper", PAPERS)
def test_the_contents_take_one_page(demo: Path, paper: str) -> None:
    reader = PdfReader(demo / f"guide-{paper}.pdf")
    assert chapter_pages(reader)[:2] == [1, 2]
