"""What the tests read from a PDF: its bookmarks, its tags, and what is read aloud."""

import io
import re
from pathlib import Path
from typing import Any

import outloud  # type: ignore[import-untyped]
import pymupdf
from playwright.sync_api import Page
from pypdf import PdfReader
from pypdf.generic import DictionaryObject

PAPERS = ("a4", "letter")
LARGE_PT = 18
MM = 72 / 25.4
"""Points."""


def chapter_pages(reader: PdfReader) -> list[int]:
    """The page to which each bookmark of the first rank leads, counted from 0."""
    numbers = [
        reader.get_destination_page_number(entry)
        for entry in reader.outline
        if not isinstance(entry, list)
    ]
    assert None not in numbers
    return [number for number in numbers if number is not None]


def bookmarks(reader: PdfReader) -> list[str]:
    return [str(entry.title) for entry in reader.outline if not isinstance(entry, list)]


def squeezed(text: str) -> str:
    return re.sub(r"\s+", "", text)


def structure(reader: PdfReader) -> list[DictionaryObject]:
    found: list[DictionaryObject] = []
    waiting: list[Any] = [reader.root_object["/StructTreeRoot"]]
    while waiting:
        element = waiting.pop().get_object()
        if isinstance(element, DictionaryObject):
            found.append(element)
            kids: Any = element.get("/K", [])
            waiting += kids if isinstance(kids, list) else [kids]
    return found


def scope_of(cell: DictionaryObject) -> object:
    attributes: Any = cell["/A"]
    for each in attributes if isinstance(attributes, list) else [attributes]:
        scope = each.get_object().get("/Scope")
        if scope:
            return scope
    return None


def read_aloud(path: Path) -> list[str]:
    """Return the errors of outloud, a checker of what a screen reader would say."""
    report = outloud.check(str(path))
    assert report.error is None
    return [
        f"{found.rule}: {found.message} (page {found.page})"
        for found in report.findings
        if found.severity == "error"
    ]


def printed(page: Page, paper: str = "A4") -> list[str]:
    """What a printer puts on each side of paper, as text."""
    pdf = PdfReader(io.BytesIO(page.pdf(format=paper)))
    return [" ".join(each.extract_text().split()) for each in pdf.pages]


def text_of(pdf: bytes) -> str:
    return " ".join("".join(page.extract_text() for page in opened(pdf).pages).split())


def opened(pdf: bytes) -> PdfReader:
    return PdfReader(io.BytesIO(pdf))


def small_texts(
    pdf: bytes, least_pt: float = LARGE_PT, head_mm: float = 0, foot_mm: float = 0
) -> set[str]:
    """Return the pieces of text that are smaller than large print, between head and foot."""
    with pymupdf.open(stream=pdf) as document:  # type: ignore[no-untyped-call]
        return {
            span["text"].strip()
            for page in document
            for block in page.get_text("dict")["blocks"]
            for line in block.get("lines", [])
            for span in line["spans"]
            if span["size"] < least_pt - 0.01
            and head_mm * MM < span["bbox"][1] < page.rect.height - foot_mm * MM
        } - {""}


def lowest_mm(pdf: bytes, foot_mm: float) -> list[float]:
    """Return how far down the words above the foot reach, on each page."""
    with pymupdf.open(stream=pdf) as document:  # type: ignore[no-untyped-call]
        return [
            max(
                word[3]
                for word in page.get_text("words")
                if word[3] < page.rect.height - foot_mm * MM
            )
            / MM
            for page in document
        ]


def outside(pdf: bytes, margin_mm: float) -> set[str]:
    """Return the words that stand in the left and right margin."""
    with pymupdf.open(stream=pdf) as document:  # type: ignore[no-untyped-call]
        return {
            word[4]
            for page in document
            for word in page.get_text("words")
            if word[0] < margin_mm * MM or word[2] > page.rect.width - margin_mm * MM
        }
