"""Another clinic's guide: only what it words differently is laid out, and the whole is the same."""

import datetime as dt
import io
from dataclasses import replace
from pathlib import Path

import pymupdf
import pytest
from markupsafe import Markup
from pypdf import PdfReader

import pdf_ua
from return_to_running.publishing import handbook
from return_to_running.publishing.edition import Edition
from return_to_running.publishing.guide import Guide
from return_to_running.publishing.relay import Laid, differing, joined
from return_to_running.publishing.stamp import Brand, stamp
from return_to_running.publishing.style import SITE_SHEET, Format, Style

LONG = "".join(f"<p>Line {number} of a long text.</p>" for number in range(60))


def chapter(name: str, body: str) -> Markup:
    html = f'<section class="chapter" id="{name}"><h1>{name.title()}</h1>{body}</section>'
    return Markup(html)


GUIDE = Guide(
    Edition("Guide", dt.date(2026, 1, 2), "1"),
    [],
    {
        "one": chapter(
            "one", f'<p id="one--a">Go <a class="to-page" href="#three">on</a>.</p>{LONG}'
        ),
        "two": chapter(
            "two",
            '<h2>Call</h2><p>Call <a href="tel:111">111</a>, see <a href="#one--a">a</a>.</p>',
        ),
        "three": chapter("three", '<p>Back to <a class="to-page" href="#two">two</a>.</p>'),
    },
)


def worded(old: str, new: str, name: str = "two") -> Guide:
    text = Markup(GUIDE.chapters[name].replace(old, new))
    return replace(GUIDE, chapters={**GUIDE.chapters, name: text})


@pytest.fixture(scope="module")
def style(tmp_path_factory: pytest.TempPathFactory) -> Style:
    folder = tmp_path_factory.mktemp("site")
    (folder / "assets/stylesheets").mkdir(parents=True)
    (folder / SITE_SHEET).write_text(":root{--ink:#111}")
    return Style(folder)


@pytest.fixture(scope="module")
def laid(style: Style) -> Laid:
    return Laid(GUIDE, laid_out(GUIDE, style))


def laid_out(guide: Guide, style: Style) -> bytes:
    return handbook.lay_out(guide.document(style, "", Format("a4")))


def again(laid: Laid, other: Guide, style: Style) -> bytes | None:
    part = differing(laid, other)
    assert part is not None
    return joined(laid, other, laid_out(part, style))


def test_the_joined_guide_says_leads_and_lists_the_same_as_one_laid_out_whole(
    laid: Laid, style: Style, tmp_path: Path
) -> None:
    other = worded("111", "5550 100 199")
    made = again(laid, other, style)
    assert made is not None
    assert contents(made) == contents(laid_out(other, style))
    path = tmp_path / "guide.pdf"
    path.write_bytes(stamp(made, Brand("Clinic", laid.pdf, cover=laid.pdf)))
    assert pdf_ua.check(path).failures == ()


def contents(pdf: bytes) -> tuple[object, ...]:
    """Return the bookmarks, the targets and links, and the words of each page."""
    with pymupdf.open(stream=pdf) as document:  # type: ignore[no-untyped-call]
        return (
            [(*entry[:3], str(entry[3].get("to"))) for entry in document.get_toc(simple=False)],
            [
                (link["from"], link.get("page"), link.get("uri"), str(link.get("to")))
                for page in document
                for link in page.get_links()
            ],
            [page.get_text() for page in document],
        )


def test_a_chapter_that_is_the_same_is_not_laid_out_again(laid: Laid, style: Style) -> None:
    part = differing(laid, worded("111", "999"))
    assert part is not None
    words = [page.extract_text() for page in PdfReader(io.BytesIO(laid_out(part, style))).pages]
    assert not any("long text" in page or "Back to" in page for page in words)
    assert any("Call 999" in page for page in words)


@pytest.mark.parametrize(
    "other",
    [
        worded("</h2>", f"</h2>{LONG}"),
        worded("<h2>Call</h2>", "<h2>Phone</h2>"),
    ],
    ids=["more pages", "another heading"],
)
def test_what_cannot_be_joined_is_told(laid: Laid, style: Style, other: Guide) -> None:
    assert again(laid, other, style) is None


@pytest.mark.parametrize(
    "other",
    [
        worded("#one--a", "#one--new"),
        replace(GUIDE, columns=[["x"]]),
        replace(GUIDE, chapters={"one": GUIDE.chapters["one"]}),
    ],
    ids=["a new target", "other contents", "other chapters"],
)
def test_a_guide_that_differs_in_more_than_words_is_laid_out_whole(
    laid: Laid, other: Guide
) -> None:
    assert differing(laid, other) is None
