"""The guide: every page of the site is in it, in order, and nothing in it leads nowhere."""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pymupdf
import pytest
from fontTools.ttLib import TTFont  # type: ignore[import-untyped]
from pypdf import PdfReader

from engine import protocol
from guide import ROOT
from pdf_reading import PAPERS, bookmarks, chapter_pages, scope_of, squeezed, structure
from return_to_running.publishing.clinic import in_full
from return_to_running.publishing.site_config import load_site_config, newest_change, pages


@pytest.fixture(scope="module")
def reader(demo: Path) -> PdfReader:
    return PdfReader(demo / "guide-a4.pdf")


@pytest.fixture(scope="module")
def chapters(site: Path) -> list[tuple[str, str]]:
    """File name and title of each page, in the order of the site's navigation."""
    listed = load_site_config(ROOT / "mkdocs.yml").chapters
    titles = []
    for chapter in listed:
        found = re.search(r"<h1[^>]*>(.*?)</h1>", (site / chapter.page).read_text("utf-8"), re.S)
        assert found, chapter.page
        titles.append((chapter.page, " ".join(re.sub(r"<[^>]+>", "", found[1]).split())))
    return titles


@pytest.fixture(scope="module")
def texts(reader: PdfReader) -> list[str]:
    """The text of each sheet of paper."""
    return [page.extract_text() for page in reader.pages]


def test_the_chapters_are_the_pages_of_the_site_in_the_order_of_its_navigation(
    reader: PdfReader, chapters: list[tuple[str, str]]
) -> None:
    assert bookmarks(reader) == ["Contents", *(title for _, title in chapters)]
    assert len(chapters) == len(list((ROOT / "docs").rglob("*.md")))


def test_the_contents_name_every_chapter_with_the_page_it_starts_on(
    reader: PdfReader, texts: list[str], chapters: list[tuple[str, str]]
) -> None:
    starts = chapter_pages(reader)[1:]
    contents = squeezed("".join(texts[1 : starts[0]]))
    for (_, title), start in zip(chapters, starts, strict=True):
        assert f"{start + 1}{squeezed(title)}" in contents
        # What floats is drawn before its chapter's title; tags, not drawing, give the order.
        assert squeezed(title) in map(squeezed, texts[start].splitlines())


def test_the_text_of_every_page_is_in_its_chapter(
    reader: PdfReader, texts: list[str], site: Path
) -> None:
    chapters = load_site_config(ROOT / "mkdocs.yml").chapters
    starts = chapter_pages(reader)[1:]
    ends = [*starts[1:], len(texts) - 1]  # a chapter may end on the page on which the next begins
    looked_for = 0
    for chapter, start, end in zip(chapters, starts, ends, strict=True):
        text = squeezed("".join(texts[start : end + 1]))
        page = (site / chapter.page).read_text("utf-8")
        article = page.split("<article", 1)[1].split("</article>")[0]
        headings = re.findall(r"<h2[^>]*>([^<]+)</h2>", article.split('<div class="c-live"')[0])
        for heading in headings:
            if heading == "Sources":  # one list for all, in the last chapter
                continue
            looked_for += 1
            assert squeezed(heading.replace("&amp;", "&")) in text, (chapter.page, heading)
    assert looked_for > 100


def test_the_calculators_tables_are_there_and_its_forms_are_not(
    reader: PdfReader, texts: list[str]
) -> None:
    text = squeezed("".join(texts))
    assert "Run30minwithoutabreak" in text
    assert "/AcroForm" not in reader.root_object


def test_every_page_but_the_cover_says_whose_it_is_which_edition_and_who_reviewed_it(
    texts: list[str],
) -> None:
    day = in_full(newest_change(pages(ROOT / "docs")))
    plan = f"Plan version {protocol().version}"
    for number, page in enumerate(texts[1:], start=2):
        text = " ".join(page.split())
        assert f"Hip Flexor Pain and Running. Edition {day}. {plan}." in text
        assert "General information, not a diagnosis." in text
        assert "Demo Clinic" in text
        assert "Not yet reviewed by a clinician." in text
        assert f"Page {number} of {len(texts)}" in text


def test_the_cover_has_the_clinics_name_contact_edition_and_what_the_guide_is_not(
    texts: list[str],
) -> None:
    cover = " ".join(texts[0].split())
    for words in ("Demo Clinic", "01632 960 123", "hello@clinic.example", "Edition ", "Sampletown"):
        assert words in cover
    assert "does not replace a visit to a clinician" in cover
    assert "Page 1" not in cover


def test_the_cover_shows_the_runner_and_says_so_and_a_strip_in_the_clinic_s_colour(
    demo: Path, reader: PdfReader
) -> None:
    figures = [
        str(each.get("/Alt", "")) for each in structure(reader) if each.get("/S") == "/Figure"
    ]
    assert any(said.startswith("A runner in mid-stride.") for said in figures)
    with pymupdf.open(demo / "guide-a4.pdf") as document:  # type: ignore[no-untyped-call]
        drawn = document[0].get_drawings()
    colour = tuple(int("0b5563"[at : at + 2], 16) / 255 for at in (0, 2, 4))
    runs = [
        each for each in drawn if each["fill"] and each["fill"] == pytest.approx(colour, abs=0.01)
    ]
    assert max(len(each["items"]) for each in runs) >= 6  # as many as the first stage has


@pytest.mark.parametrize("paper", PAPERS)
def test_every_printed_page_number_of_a_link_is_the_page_it_leads_to(
    demo: Path, paper: str
) -> None:
    """WeasyPrint may stop before the numbers agree with the pages, as it once did."""
    wrong, right = [], 0
    with pymupdf.open(demo / f"guide-{paper}.pdf") as document:  # type: ignore[no-untyped-call]
        for page in document:
            words = page.get_text("words")
            for link in page.get_links():
                said = " ".join(word[4] for word in words if middle(word) in link["from"])
                printed = re.search(r"\(page\s*(\d+)\)", said)
                if printed and link.get("page", -1) >= 0:
                    right += 1
                    if int(printed[1]) != link["page"] + 1:
                        wrong.append((page.number + 1, said))
    assert wrong == []
    assert right > 50


def middle(word: Any) -> tuple[float, float]:
    """Where the middle of a word stands."""
    left, top, right, bottom = word[:4]
    return (left + right) / 2, (top + bottom) / 2


def test_a_link_is_described_by_its_page(reader: PdfReader) -> None:
    places, within = reader.named_destinations, 0
    for page in reader.pages:
        for link in page.get("/Annots", []):
            target = link.get_object().get("/Dest")
            if target is not None:
                number = reader.get_destination_page_number(places[str(target)])
                assert number is not None
                assert link.get_object()["/Contents"] == f"Page {number + 1}"
                within += 1
    assert within > 100


def test_sources_are_numbered_once_across_the_guide(texts: list[str], site: Path) -> None:
    listed = re.findall(r'<li id="([\w-]+)">', (site / "references.html").read_text("utf-8"))
    assert len(listed) > 50
    assert not any(re.search(r"^Sources$", text, re.M) for text in texts)
    last = "".join(texts[-8:])
    assert f"{len(listed)}." in last
    assert f"{len(listed) + 1}. " not in last


def test_a_table_that_goes_on_has_its_header_on_every_page(texts: list[str]) -> None:
    """The table of the plan's numbers is the one table longer than a page."""
    header = squeezed("Number Strength Source and limits")
    assert sum(header in squeezed(text) for text in texts) > 1


def test_the_fonts_are_embedded_in_part_and_the_sites_own_where_it_has_the_letter(
    demo: Path, reader: PdfReader
) -> None:
    for page in reader.pages:
        resources: Any = page["/Resources"]
        assert resources["/Font"]
        for font in resources["/Font"].values():
            family = font.get_object()["/DescendantFonts"][0].get_object()
            assert re.match(r"/[A-Z]{6}\+", str(family["/BaseFont"]))
            assert {"/FontFile2", "/FontFile3"} & set(family["/FontDescriptor"])
    own = set(TTFont(ROOT / "docs/assets/fonts/guide-sans-400.woff2").getBestCmap())
    borrowed = {
        text for text, font in pieces_of_text(demo / "guide-a4.pdf") if "Guide-Sans" not in font
    }
    assert not {letter for text in borrowed for letter in text if ord(letter) in own}


def pieces_of_text(path: Path) -> Iterator[tuple[str, str]]:
    """Give each piece of text with the name of its font."""
    with pymupdf.open(path) as document:  # type: ignore[no-untyped-call]
        for page in document:
            for block in page.get_text("dict")["blocks"]:
                for line in block.get("lines", []):
                    for span in line["spans"]:
                        yield span["text"].strip(), span["font"]


def test_every_picture_says_what_it_shows(reader: PdfReader) -> None:
    figures = [each for each in structure(reader) if each.get("/S") == "/Figure"]
    assert len(figures) > 10
    assert all(str(figure.get("/Alt", "")).strip() for figure in figures)


def test_every_table_heading_has_a_scope(reader: PdfReader) -> None:
    cells = [each for each in structure(reader) if each.get("/S") == "/TH"]
    assert len(cells) > 20
    assert {str(scope_of(cell)) for cell in cells} == {"/Column", "/Row"}


def test_a_plate_has_its_numbers_beside_the_list_that_names_them(texts: list[str]) -> None:
    """In the picture, and as marks of the list; its words would be too small to read."""
    page = next(text for text in texts if "The hip flexors from the front" in text)
    assert squeezed(page).count("Kneecap") == 1
    numbers = re.findall(r"\b\d+\b", page)
    assert all(numbers.count(str(number)) >= 2 for number in range(1, 15))


def test_the_numbers_of_the_plan_end_with_one_full_stop(texts: list[str]) -> None:
    assert "al.." not in squeezed("".join(texts))
