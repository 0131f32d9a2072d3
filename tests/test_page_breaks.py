"""Where a page of paper may break, and what must stand on one with what it belongs to."""

import io
from pathlib import Path
from xml.etree.ElementTree import fromstring, tostring

import pymupdf
import pytest
from pypdf import PdfReader

from pdf_reading import PAPERS, bookmarks, chapter_pages
from return_to_running.publishing.handbook import Document, lay_out
from return_to_running.publishing.paper import fit
from return_to_running.publishing.style import SITE_SHEET, Format, Style

ROWS = "<tbody><tr><td>1</td><td>a</td></tr><tr><td>2</td><td>b</td></tr></tbody>"
LINES_ABOVE = range(18, 40)
"""Below the fewest of these there is room for all that is tried; below the most, for nothing."""


@pytest.fixture(scope="module")
def sheet(tmp_path_factory: pytest.TempPathFactory) -> str:
    """How the guide is styled."""
    folder = tmp_path_factory.mktemp("site")
    (folder / "assets/stylesheets").mkdir(parents=True)
    (folder / SITE_SHEET).write_text(":root{--ink:#111}")
    return Style(folder).sheet("guide", Format("a4"))


def pages(sheet: str, lines: int, body: str) -> list[str]:
    """Return the words of each page on which a body stands below so many lines."""
    above = "".join(f"<p>Line {number}</p>" for number in range(lines))
    html = f'<html lang="en"><title>T</title><section class="chapter"><h1>T</h1>{above}{body}'
    reader = PdfReader(io.BytesIO(lay_out(Document(html, sheet, ""))))
    return [" ".join(page.extract_text().split()) for page in reader.pages]


def parted(sheet: str, body: str, *words: str) -> int:
    """Return how often two words of a body stand on two pages, wherever on a page it begins."""
    count = 0
    for lines in LINES_ABOVE:
        made = pages(sheet, lines, body)
        first, second = (next(at for at, text in enumerate(made) if each in text) for each in words)
        count += first != second
    return count


def test_a_heading_stands_on_the_page_of_the_table_below_it_and_its_subheading(sheet: str) -> None:
    table = f"<h2>Weeks</h2><p>If all is well.</p><h3>Gentle</h3><table>{ROWS}</table>"
    assert parted(sheet, table, "Weeks", "Gentle") == 0
    assert parted(sheet, f"<h2>Weeks</h2><p>Well.</p><p>So.</p>{table}", "Weeks", "Gentle") > 0


def test_rows_of_cards_part_between_any_two_rows(sheet: str) -> None:
    card = '<div class="g-card"><p>Card {}</p><p>a</p><p>b</p></div>'
    rows = "".join(card.format(letter * 2) for letter in "ABCDEFGHIJKL")
    cards = f'<div class="g-cards">{rows}</div>'
    assert parted(sheet, cards, "Card AA", "Card EE") > 0
    assert parted(sheet, cards, "Card EE", "Card II") > 0
    assert parted(sheet, cards, "Card AA", "Card DD") == 0


def test_a_box_with_one_line_is_not_tied_to_what_follows(sheet: str) -> None:
    box = '<div class="g-stop-if"><h3>Stop if</h3><ul><li>It hurts.</li></ul></div>'
    assert parted(sheet, f"{box}<h2>More</h2><p>Some.</p>", "It hurts", "More") > 0


def test_what_is_not_known_stands_alone_on_a_page_only_if_another_chapter_follows(
    sheet: str,
) -> None:
    end = '<p>Before it</p><div class="g-box g-unknown"><p>Not known</p></div>'
    evidence = '<div class="g-box g-evidence"><p>Evidence</p></div>'
    assert parted(sheet, end + evidence, "Before it", "Not known") == 0
    more = f'{end}{evidence}</section><section class="chapter"><h1>More</h1>'
    assert parted(sheet, more, "Before it", "Not known") > 0
    assert parted(sheet, more, "Not known", "Evidence") == 0


def test_neither_the_first_nor_the_last_line_of_a_list_stands_alone(sheet: str) -> None:
    lines = "<ul><li>One</li><li>Two</li><li>Three</li><li>Four</li></ul>"
    assert parted(sheet, lines, "One", "Two") == 0
    assert parted(sheet, lines, "Two", "Three") > 0
    assert parted(sheet, lines, "Three", "Four") == 0


def test_a_list_right_after_a_figure_is_its_key_and_stands_in_its_caption() -> None:
    figure = "<figure><svg aria-label='Map'/><figcaption><p>Map</p></figcaption></figure>"
    listed = "<ol><li>Hip</li></ol><p>On</p><ol><li>x</li></ol>"
    article = fromstring(f"<article>{figure}{listed}</article>")
    assert fit(article) is None
    made = tostring(article, encoding="unicode")
    assert "<p>Map</p><ol><li>Hip</li></ol></figcaption></figure><p>On</p><ol>" in made


def test_a_source_on_paper_is_one_text_and_its_link() -> None:
    source = "Smith. A title. <cite>Journal.</cite> 2020;1. <a href='https://doi.org/1'>doi:1</a>"
    listed = f"<li>{source}</li><li>B. <cite>C.</cite></li>"
    article = fromstring(f"<article><ol class='g-refs'>{listed}</ol></article>")
    assert fit(article) is None
    made = tostring(article, encoding="unicode")
    assert "<li><span>Smith. A title. Journal. 2020;1.</span> <a " in made
    assert "<li><span>B. C.</span></li>" in made


def test_no_source_breaks_after_its_first_word(sheet: str) -> None:
    """WeasyPrint does that where a text fits a line, but not with the space that it ends in."""
    article = fromstring(
        "<article><ol class='g-refs'><li>Robertson GA, Wood AM. Femoral neck stress fractures. "
        "<cite>Sports Medicine.</cite> 2017;1(2):E58-E68. "
        "<a href='https://doi.org/10.1055/s-0043-103946'>doi:10.1055/s-0043-103946</a></li></ol>"
        "</article>"
    )
    assert fit(article) is None
    listing = tostring(article, encoding="unicode", method="html")
    widths = [70 + step / 8 for step in range(400)]
    narrow = "".join(f'<div style="width:{width}mm">{listing}</div>' for width in widths)
    html = f'<html lang="en"><title>T</title><h1>T</h1>{narrow}'
    with pymupdf.open(stream=lay_out(Document(html, sheet, ""))) as document:  # type: ignore[no-untyped-call]
        lines = [
            "".join(span["text"] for span in line["spans"]).strip()
            for page in document
            for block in page.get_text("dict")["blocks"]
            for line in block.get("lines", [])
        ]
    assert sum("Robertson" in line for line in lines) == len(widths)
    assert [line for line in lines if line.endswith("Robertson")] == []


def test_a_block_does_not_end_in_a_space_where_a_link_is_not_printed() -> None:
    cells = "<tr><td>Up <a class='c-link' href='#x'>Why?</a></td><td><b>On</b> </td></tr>"
    article = fromstring(f"<article><table>{cells}</table><p>One </p></article>")
    assert fit(article) is None
    made = tostring(article, encoding="unicode")
    assert "<td>Up</td><td><b>On</b></td>" in made
    assert "<p>One</p>" in made


@pytest.mark.parametrize("paper", PAPERS)
def test_every_exercise_of_the_guide_stands_on_one_page(paper: str, demo: Path) -> None:
    reader = PdfReader(demo / f"guide-{paper}.pdf")
    titles, starts = bookmarks(reader), chapter_pages(reader)
    first, after = titles.index("Push the thigh into your hand"), titles.index("Return to running")
    assert after - first == 16
    assert starts[first : after + 1] == list(range(starts[first], starts[first] + 17))
