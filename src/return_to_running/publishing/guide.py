"""The guide: every page of the site, laid out once for all clinics.

site pages -> chapters (chapter.py) -> one numbering of sources (sources.py) -> a document with an
empty first page, on which each clinic's cover is put (stamp.py), and the contents; and one for each
run of chapters, of which the first begins a page. They are bound into one (binding.py).
"""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path
from xml.etree.ElementTree import Element

from jinja2 import Environment, PackageLoader, StrictUndefined, TemplateNotFound
from markupsafe import Markup

from return_to_running.publishing.binding import ELSEWHERE
from return_to_running.publishing.chapter import (
    APPENDIX,
    TO_PAGE,
    HandbookError,
    Heading,
    anchor,
    as_html,
    heading,
    missing_targets,
    read_chapter,
)
from return_to_running.publishing.edition import Edition
from return_to_running.publishing.handbook import Document
from return_to_running.publishing.numbering import UNKNOWN, Numbering
from return_to_running.publishing.paper import classes
from return_to_running.publishing.site_config import Chapter
from return_to_running.publishing.sources import number_once
from return_to_running.publishing.style import PACKAGE, Format, Style

CONTENTS = "contents"
ON_A_PAGE = {"g-exercise", "c-calculator", "g-care--soon", "is-dl", "g-refs--all"}
"""A chapter with one of these begins a page, and so does the next: an exercise, the running plan,
the page of all danger signs, the glossary, the sources. They are looked up or handed out, or are
long and worded by the clinic, and so laid out anew. The other chapters of a part run on."""
NO_PAGE = "00"
"""Takes as much room as a page number that is not known yet."""


@dataclass(frozen=True)
class Guide:
    """The guide's text: the parts of its contents, and its chapters in runs."""

    edition: Edition
    parts: Sequence[tuple[str | None, Sequence[Heading]]]
    runs: Sequence[Sequence[Element]]

    def documents(
        self, style: Style, base: str, form: Format, numbering: Numbering = UNKNOWN
    ) -> dict[str, Document]:
        """Return what is laid out, with the page numbers of a numbering, and bound in this order.

        ``base`` is the address of its pictures and fonts.
        """
        sheet, frame = style.sheet("guide", form), {"edition": self.edition, "unknown": NO_PAGE}
        front = render(
            "front.html",
            **frame,
            first=1,
            numbering=numbering,
            parts=self.parts,
            elsewhere=ELSEWHERE,
        )
        made = {CONTENTS: Document(front, sheet, base)}
        for run in self.runs:
            name = run[0].get("id", "")
            html = render(
                "guide.html",
                **frame,
                first=numbering.of.get(name, 1),
                numbering=numbering,
                chapters=[_numbered(chapter, numbering) for chapter in run],
            )
            made[name] = Document(html, sheet, base)
        return made


def read_guide(site: Path, chapters: Sequence[Chapter], edition: Edition) -> Guide:
    """Return the guide of one site; a `HandbookError` names what is missing from the site."""
    anchors = {chapter.page: anchor(chapter.page) for chapter in chapters}
    twice = [
        page for page, name in anchors.items() if [CONTENTS, *anchors.values()].count(name) > 1
    ]
    if twice:
        raise HandbookError(
            "pages that the guide cannot tell from each other or from its contents: "
            + ", ".join(twice)
            + "; give them other names"
        )
    made = [read_chapter(site, chapter.page, anchors) for chapter in chapters]
    number_once(made)
    lost = list(missing_targets(made))
    if lost:
        raise HandbookError("links that lead nowhere in the guide: " + ", ".join(lost))
    style = Style(site)
    for chapter in made:
        style.dress(chapter)
    parts = [
        (part, [heading(each) for _, each in group])
        for part, group in groupby(zip(chapters, made, strict=True), key=lambda pair: pair[0].part)
    ]
    runs = _runs(chapters, made)
    for run in runs:
        _point_elsewhere(run)
    return Guide(edition, parts, runs)


def _runs(chapters: Sequence[Chapter], made: Sequence[Element]) -> list[list[Element]]:
    """Gather the chapters that follow each other on a page."""
    runs: list[list[Element]] = []
    for _, group in groupby(zip(chapters, made, strict=True), key=lambda pair: pair[0].part):
        part = [element for _, element in group]
        for apart, follow in groupby(part, key=_is_apart):
            run = list(follow)
            runs += [one for each in run for one in _with_appendix(each)] if apart else [run]
    return runs


def _is_apart(chapter: Element) -> bool:
    return any(classes(each) & ON_A_PAGE for each in chapter.iter())


def _with_appendix(chapter: Element) -> list[list[Element]]:
    """Begin a page with a chapter's appendix too: it is in the same words for all clinics."""
    appendix = [each for each in chapter if APPENDIX in classes(each)]
    for each in appendix:
        chapter.remove(each)
    return [[chapter], *([each] for each in appendix)]


def _point_elsewhere(run: Sequence[Element]) -> None:
    """Mark the links to other chapters that are no part of the run's document."""
    own = {element.get("id") for chapter in run for element in chapter.iter()}
    for link in (link for chapter in run for link in chapter.iter("a")):
        href = link.get("href", "")
        if href.startswith("#") and href[1:] not in own:
            link.set("href", f"{ELSEWHERE}{href[1:]}")


def _numbered(chapter: Element, numbering: Numbering) -> Markup:
    """Write a chapter as HTML with the page number of each target beside its link."""
    for link in chapter.iter("a"):
        target = link.get("href", "").removeprefix("#").removeprefix(ELSEWHERE)
        if TO_PAGE in classes(link):
            link.set("data-page", str(numbering.of.get(target, NO_PAGE)))
    return as_html(chapter)


def render(template: str, **values: object) -> str:
    """Fill one of our templates for paper; a `HandbookError` names the one that is missing."""
    environment = Environment(
        loader=PackageLoader(PACKAGE), autoescape=True, undefined=StrictUndefined
    )
    try:
        return environment.get_template(template).render(values)
    except TemplateNotFound as error:
        raise HandbookError(f"publishing/templates/{error.name}: is missing") from None
