"""A guide on paper: chapters laid out one by one, and one book made of them."""

import datetime as dt
import io
import re
from dataclasses import replace
from pathlib import Path
from typing import Any
from xml.etree.ElementTree import Element, fromstring

import pymupdf
import pytest
from pypdf import PdfReader

import pdf_ua
from return_to_running.publishing.binding import bind
from return_to_running.publishing.book import Book
from return_to_running.publishing.chapter import HandbookError
from return_to_running.publishing.edition import Edition
from return_to_running.publishing.guide import Guide
from return_to_running.publishing.handbook import Document, Press, lay_out
from return_to_running.publishing.numbering import Numbering
from return_to_running.publishing.stamp import Brand, stamp
from return_to_running.publishing.style import SITE_SHEET, Format, Style

LONG = "".join(f"<p>Line {number} of a long text.</p>" for number in range(60))


def chapter(name: str, body: str) -> Element:
    return fromstring(
        f'<section class="chapter" id="{name}"><h1>{name.title()}</h1>{body}</section>'
    )


CHAPTERS = {
    "one": f'<p id="one--a">Go <a class="to-page" href="guide:three">on</a>.</p>{LONG}',
    "two": '<h2>Call</h2><p><a href="tel:111">111</a>, see <a href="guide:one--a">a</a>.</p>',
    "three": '<p>Back to <a class="to-page" href="guide:two">two</a>.</p>',
}


def guide(**changed: str) -> Guide:
    runs = [[chapter(name, body)] for name, body in (CHAPTERS | changed).items()]
    return Guide(Edition("Guide", dt.date(2026, 1, 2), "1"), [], runs)


@pytest.fixture(scope="module")
def book(tmp_path_factory: pytest.TempPathFactory) -> Book:
    folder = tmp_path_factory.mktemp("site")
    (folder / "assets/stylesheets").mkdir(parents=True)
    (folder / SITE_SHEET).write_text(":root{--ink:#111}")
    return Book("guide.pdf", guide(), Style(folder), "", Format("a4"))


@pytest.fixture(scope="module")
def pdf(book: Book) -> bytes:
    return book.bound(Press())


def words(pdf: bytes) -> list[str]:
    return [page.extract_text() for page in PdfReader(io.BytesIO(pdf)).pages]


def test_the_book_has_every_chapter_and_each_page_says_its_number(pdf: bytes) -> None:
    starts = ["Contents", "One", "Line", "Two", "Three"]
    assert [re.findall("|".join(starts), text)[:1] for text in words(pdf)[1:]] == [
        [start] for start in starts
    ]
    for number, text in enumerate(words(pdf)[1:], start=2):
        assert f"Page {number} of 6" in text


def test_links_lead_to_the_page_they_print(pdf: bytes) -> None:
    assert led(pdf) == [(2, "page 6", 5), (4, "a", 2), (5, "page 5", 4)]


def led(pdf: bytes) -> list[tuple[int, str, int]]:
    """Return each link's page, the number it prints, and the page it leads to, from 0."""
    with pymupdf.open(stream=pdf) as document:  # type: ignore[no-untyped-call]
        links = [(page, each) for page in document for each in page.get_links()]
        found = {
            (page.number, said[-1], link["page"])
            for page, link in links
            if (said := re.findall(r"page \d+|^a$", page.get_textbox(link["from"]).strip()))
        }
    return sorted(found)


def test_the_book_lists_its_headings_with_their_pages(pdf: bytes) -> None:
    with pymupdf.open(stream=pdf) as document:  # type: ignore[no-untyped-call]
        assert document.get_toc() == [
            [1, "Contents", 2],
            [1, "One", 3],
            [1, "Two", 5],
            [2, "Call", 5],
            [1, "Three", 6],
        ]


def test_the_book_is_one_tagged_whole_in_the_order_of_its_pages(pdf: bytes, tmp_path: Path) -> None:
    reader = PdfReader(io.BytesIO(pdf))
    root: Any = reader.root_object["/StructTreeRoot"]
    (document,) = root["/K"]
    numbers = {page.indirect_reference: number for number, page in enumerate(reader.pages)}
    order = [numbers[each.get_object().raw_get("/Pg")] for each in document.get_object()["/K"]]
    assert order == sorted(order)
    assert set(order) == {0, 1, 2, 3, 4, 5}
    path = tmp_path / "guide.pdf"
    path.write_bytes(stamp(pdf, Brand("Clinic", pdf, cover=pdf)))
    assert pdf_ua.check(path).failures == ()


def test_a_book_made_again_is_the_same_bytes(book: Book, pdf: bytes) -> None:
    assert book.bound(Press()) == pdf


def printed(press: Press, book: Book) -> tuple[int, bytes]:
    """Return how many documents were laid out, and the book."""
    told = [0]
    pdf = book.bound(press, lambda done, total: told.append(done))
    return sum(1 for each in told if each), pdf


def test_for_another_clinic_only_the_chapters_in_other_words_are_laid_out(book: Book) -> None:
    press = Press()
    assert printed(press, book)[0] == 4
    other = replace(book, guide=guide(two=CHAPTERS["two"].replace("111", "999")))
    count, pdf = printed(press, other)
    assert count == 1
    assert "999" in words(pdf)[4]
    assert pdf == other.bound(Press())


def test_a_chapter_that_takes_more_pages_moves_the_numbers_of_the_rest(book: Book) -> None:
    press = Press()
    book.bound(press)
    other = replace(book, guide=guide(two=CHAPTERS["two"] + LONG))
    pdf = other.bound(press)
    assert led(pdf) == [(2, "page 7", 6), (4, "a", 2), (6, "page 5", 4)]
    assert pdf == other.bound(Press())


def test_wrong_numbers_are_never_printed(book: Book, pdf: bytes) -> None:
    wrong = Press(numberings={book.name: Numbering(9, {"one": 8, "two": 7, "three": 9})})
    assert book.bound(wrong) == pdf


def test_a_book_whose_numbers_move_its_pages_for_ever_is_a_fault(book: Book) -> None:
    """The second chapter is long while the link says that the third is on page 6, else short."""
    style = '<style>a[data-page="6"]{display:block;height:400mm}</style>'
    restless = CHAPTERS["two"] + '<p><a class="to-page" href="guide:three">x</a></p>' + style
    with pytest.raises(HandbookError, match=r"guide\.pdf: its page numbers move"):
        replace(book, guide=guide(two=restless)).bound(Press())


def test_a_link_to_no_part_of_the_book_is_a_fault() -> None:
    page = '<html lang="en"><title>T</title><h1 id="{0}">T</h1><p><a href="guide:no">x</a>'
    parts = [lay_out(Document(page.format(name), "", "")) for name in ("a", "b")]
    with pytest.raises(KeyError, match="no"):
        bind(parts)
