"""Lays out documents as PDF/UA-1: the only importer of WeasyPrint.

A document that was laid out once in a run is not laid out again, whichever clinic asks for it; the
others are shared out among the machine's cores. Same document, same bytes.

The guide is laid out by runs of chapters: the styles, boxes and drawings of one are freed before
the next, which takes less than half of the memory of the whole (scripts/benchmarks/pdf.py).
"""

import gc
import hashlib
import logging
import multiprocessing
import os
from collections.abc import Callable, Iterator, Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import lru_cache
from typing import TypeVar

from weasyprint import CSS, HTML  # type: ignore[import-untyped]
from weasyprint.document import Document as Rendering  # type: ignore[import-untyped]
from weasyprint.text.fonts import FontConfiguration  # type: ignore[import-untyped]
from weasyprint.urls import URLFetcher, URLFetcherResponse  # type: ignore[import-untyped]

from return_to_running.publishing.chapter import HandbookError
from return_to_running.publishing.numbering import Numbering, in_a_row
from return_to_running.publishing.tagged import mended

Made = TypeVar("Made")

TAGGED = "pdf/ua-1"
MOST_WORKERS = 8
"""Each holds one document at a time; more would take memory from the rest of the machine."""
SELDOM = (1_000_000, 1000, 1000)
"""How often Python looks for waste while a document is laid out: its boxes all live until the end,
and looking through them again and again took a tenth of the time."""
YOUNG = 1
"""What a document leaves is looked through once, when it is done: of Python's generations, those
that came since the one before."""
WORTH_SHARING = 12
"""Fewer documents than this are done before a second process has started."""

Told = Callable[[int, int], None]
"""Is told how many documents of how many are done."""


@dataclass(frozen=True)
class Document:
    """What is laid out: HTML, its style sheet, and the folder its pictures are in, as an address.

    ``tagged`` is off for what is stamped on to pages as an artifact. ``letters_pt`` is the size of
    letters where the sheet leaves it open; its other sizes are in proportion.
    """

    html: str
    sheet: str
    base: str
    tagged: bool = True
    letters_pt: float | None = None

    @property
    def digest(self) -> str:
        """Tells documents apart."""
        words = f"{self.tagged}\0{self.base}\0{self.style}\0{self.html}"
        return hashlib.sha256(words.encode()).hexdigest()

    @property
    def style(self) -> str:
        """The style sheet with the size of letters."""
        letters = f"html{{font-size:{self.letters_pt}pt}}" if self.letters_pt else ""
        return self.sheet + letters


@dataclass
class Press:
    """Keeps what it has laid out."""

    pool: ProcessPoolExecutor | None = None
    numberings: dict[str, Numbering] = field(default_factory=dict)
    """Of each guide as it was last laid out: most likely the next clinic's too."""
    _kept: dict[str, bytes] = field(default_factory=dict)
    _shares: bool = False

    def print(
        self, documents: Mapping[str, Document], told: Told | None = None
    ) -> dict[str, bytes]:
        """Return the PDF of each document by its name; a `HandbookError` names the one at fault."""
        names = {document.digest: name for name, document in reversed(list(documents.items()))}
        new = [name for digest, name in names.items() if digest not in self._kept]
        new.sort(
            key=lambda name: -len(documents[name].html)
        )  # the longest first: none is left over
        made = self._share(_lay_out_named, new, [documents[name] for name in new])
        for done, (name, pdf) in enumerate(zip(new, made, strict=True), start=1):
            self._kept[documents[name].digest] = pdf
            if told:
                told(done, len(new))
        return {name: self._kept[document.digest] for name, document in documents.items()}

    def count(self, documents: Mapping[str, Document]) -> Numbering:
        """Return the pages that documents will take, one after the other, without drawing them."""
        return in_a_row(self._share(_count_named, list(documents), list(documents.values())))

    def _share(
        self,
        work: Callable[[str, Document], Made],
        names: Sequence[str],
        documents: Sequence[Document],
    ) -> Iterator[Made]:
        self._shares = self._shares or len(documents) >= WORTH_SHARING
        share = self.pool.map if self.pool and self._shares else map
        return iter(share(work, names, documents))


@contextmanager
def opened_press() -> Iterator[Press]:
    """Give a press with as many workers as there are cores."""
    workers = min(os.cpu_count() or 1, MOST_WORKERS)
    if workers == 1:
        yield Press()
        return
    with ProcessPoolExecutor(workers, mp_context=multiprocessing.get_context("spawn")) as pool:
        yield Press(pool)


def lay_out(document: Document) -> bytes:
    """Return one document as a PDF; a `HandbookError` repeats what WeasyPrint complained of."""
    variant = TAGGED if document.tagged else None
    with _complaints() as complaints, _seldom_tidied():
        pdf: bytes = _rendered(document).write_pdf(pdf_variant=variant)
    if complaints:
        raise HandbookError("; ".join(dict.fromkeys(complaints)))
    return mended(pdf) if document.tagged else pdf


def count(document: Document) -> Numbering:
    """Return the pages of one document without drawing them, in less than half of the time."""
    with _complaints() as complaints, _seldom_tidied():
        anchors = [list(page.anchors) for page in _rendered(document).pages]
    if complaints:
        raise HandbookError("; ".join(dict.fromkeys(complaints)))
    of: dict[str, int] = {}
    for at, names in enumerate(anchors, start=1):
        of = dict.fromkeys(names, at) | of  # what goes on over pages is where it begins
    return Numbering(len(anchors), of)


def _rendered(document: Document) -> Rendering:
    styles, fonts = _styles(document.style, document.base)
    page = HTML(string=document.html, base_url=document.base, url_fetcher=_Fetcher())
    return page.render(
        stylesheets=styles,
        font_config=fonts,
        pdf_variant=TAGGED if document.tagged else None,
    )


def _lay_out_named(name: str, document: Document) -> bytes:
    with _naming(name):
        return lay_out(document)


def _count_named(name: str, document: Document) -> Numbering:
    with _naming(name):
        return count(document)


@contextmanager
def _naming(name: str) -> Iterator[None]:
    try:
        yield
    except HandbookError as error:
        raise HandbookError(f"{name}: {error}") from None


class _Fetcher(URLFetcher):  # type: ignore[misc]
    """Gives a drawing our face: it names none, and styles of the page do not reach into it."""

    def __init__(self) -> None:
        super().__init__(allowed_protocols=("file", "data"))

    def fetch(self, url: str, headers: dict[str, str] | None = None) -> URLFetcherResponse:
        response = super().fetch(url, headers)
        if not url.endswith(".svg"):
            return response
        drawing = response.read().replace(b"<svg ", b'<svg font-family="Guide Sans" ', 1)
        response.close()
        return URLFetcherResponse(response.url, drawing, response.headers)


@lru_cache(maxsize=8)
def _styles(sheet: str, base: str) -> tuple[list[CSS], FontConfiguration]:
    fonts = FontConfiguration()
    return [CSS(string=sheet, base_url=base, font_config=fonts)], fonts


@contextmanager
def _seldom_tidied() -> Iterator[None]:
    usual = gc.get_threshold()
    gc.set_threshold(*SELDOM)
    try:
        yield
    finally:
        gc.set_threshold(*usual)
        gc.collect(YOUNG)


@contextmanager
def _complaints() -> Iterator[list[str]]:
    """Collect WeasyPrint's errors, such as a picture or link target that is not there.

    Its warnings are about properties of CSS that paper does not know, and stay unsaid.
    """
    said: list[str] = []
    handler = _Collector(said)
    logger = logging.getLogger("weasyprint")
    logger.addHandler(handler)
    try:
        yield said
    finally:
        logger.removeHandler(handler)


class _Collector(logging.Handler):
    def __init__(self, said: list[str]) -> None:
        super().__init__(logging.ERROR)
        self.said = said

    def emit(self, record: logging.LogRecord) -> None:
        self.said.append(record.getMessage())
