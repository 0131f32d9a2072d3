"""Handouts: a page of the site, or a sheet made of parts of pages, as a document of its own.

The sheets are listed in ``handouts.yml``: which parts, in which order, on how many sides.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import Path
from typing import Annotated, Literal
from xml.etree.ElementTree import Element

from markupsafe import Markup
from pydantic import BaseModel, ConfigDict, Field, ValidationError

from return_to_running.faults import FaultError, from_pydantic
from return_to_running.publishing.chapter import (
    HandbookError,
    anchor,
    as_html,
    heading,
    page_title,
    read_chapter,
)
from return_to_running.publishing.edition import Edition
from return_to_running.publishing.guide import render
from return_to_running.publishing.handbook import Document
from return_to_running.publishing.paper import CITED, classes
from return_to_running.publishing.site_config import Chapter
from return_to_running.publishing.style import Format, Style
from return_to_running.yaml_file import read_fields

HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")
FILE = "handouts.yml"
CURES = {
    "title": "the title in one line",
    "parts": "at least one part, as {page: first-days.md, take: g-short}",
    "page": "a page of the navigation, such as first-days.md, or a folder, such as exercises/",
    "take": "a class such as g-care, or # and the id of a heading",
    "show": "diary or exercises, or leave it out",
    "columns": "true, or leave it out",
    "side": "true, or leave it out",
    "fill_in": "a list of what to write a line for, such as [Name, Date], or leave it out",
    "most_sides": "a whole number of sides, or leave it out",
}


class _Data(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid", strict=True)


class Part(_Data):
    """What a sheet takes from a page."""

    page: Annotated[str, Field(pattern=r"(\.md|/)$")]
    take: Annotated[str, Field(pattern=r"^#?[\w-]+$")]
    titled: bool = False
    columns: bool = False
    side: bool = False
    show: Literal["as-is", "diary", "exercises"] = "as-is"


class Sheet(_Data):
    """A handout made of parts. ``most_sides`` is held in normal print only."""

    title: str
    lead: str = ""
    most_sides: int | None = None
    fill_in: list[str] = []
    parts: Annotated[list[Part], Field(min_length=1)]


class Practice(_Data):
    """What a handout has overleaf: a box that says when to get help, and what to fill in.

    Only a page with a box of the class ``of`` has it. ``now`` and ``today`` say what to do, and if
    what is so.
    """

    of: str
    help: str
    now: Annotated[list[str], Field(min_length=2, max_length=2)]
    today: Annotated[list[str], Field(min_length=2, max_length=2)]
    more: str
    title: str
    how: str
    weeks: Annotated[int, Field(gt=0)]
    week: str
    days: Annotated[list[str], Field(min_length=1)]
    notes: str


class Handouts(_Data):
    """The whole of ``handouts.yml``."""

    sheets: dict[str, Sheet] = {}
    diary: dict[str, str] = {}
    practice: Practice | None = None


@dataclass(frozen=True)
class Site:
    """The built site that handouts are made from; ``base`` is the address of its pictures."""

    folder: Path
    base: str
    chapters: Sequence[Chapter]
    edition: Edition

    @cached_property
    def pages(self) -> Mapping[str, str]:
        """Every page of the navigation, with its title."""
        return {each.page: page_title(self.folder, each.page) for each in self.chapters}

    @cached_property
    def style(self) -> Style:
        """What its paper looks like, read once for all documents."""
        return Style(self.folder)

    def article(self, page: str) -> Element:
        """Return a page's article for a document in which no other page stands."""
        return read_chapter(self.folder, page, {page: anchor(page)}, self.pages)


def load_handouts(path: Path) -> Handouts:
    """Read ``handouts.yml``, if there is one; a `FaultError` names all its faults."""
    if not path.exists():
        return Handouts()
    raw = read_fields(path, "`title:` and `parts:` below the name of a sheet")
    own = {name: raw.pop(name) for name in Handouts.model_fields.keys() - {"sheets"} if name in raw}
    try:
        return Handouts.model_validate({"sheets": raw} | own)
    except ValidationError as error:
        found = from_pydantic(path.name, error, CURES)
        raise FaultError(
            replace(fault, field=fault.field.removeprefix("sheets.")) for fault in found
        ) from None


def page_handout(site: Site, page: str, form: Format, practice: Practice | None = None) -> Document:
    """Return one page of the site as a handout."""
    article = site.article(page)
    site.style.dress(article)
    title, terms = heading(article).title, _terms(article)
    if practice is None or not any(_outermost(article, practice.of)):
        return _document(site, form, title, [as_html(article)], terms)
    rest = _cut_off(article, "g-evidence")
    overleaf = Markup(render("practice.html", words=practice))
    return _document(site, form, title, [as_html(article), overleaf, as_html(rest)], terms)


def _cut_off(article: Element, first: str) -> Element:
    """Take what begins with the first box of a class out of an article and return it."""
    rest = Element("section", {"class": "chapter"})
    at = next((at for at, each in enumerate(article) if first in classes(each)), len(article))
    rest[:], article[at:] = article[at:], []
    return rest


def sheet_handout(
    site: Site, name: str, sheet: Sheet, words: Mapping[str, str], form: Format
) -> Document:
    """Return a sheet; a `HandbookError` names the part that the site does not have."""
    sides: list[list[tuple[bool, list[Markup]]]] = [[]]
    for part in sheet.parts:
        made = list(_part(site, name, part, words))
        if part.side:
            sides.append([])
        if not sides[-1] or sides[-1][-1][0] != part.columns:
            sides[-1].append((part.columns, []))
        sides[-1][-1][1].extend(made)
    html = render("sheet.html", sheet=sheet, sides=sides)
    return _document(site, form, sheet.title, [Markup(html)], {})


def _document(
    site: Site, form: Format, title: str, articles: list[Markup], terms: Mapping[str, str]
) -> Document:
    html = render("handout.html", edition=site.edition, title=title, articles=articles, terms=terms)
    return Document(html, site.style.sheet("handout", form), site.base)


def _part(site: Site, name: str, part: Part, words: Mapping[str, str]) -> Iterator[Markup]:
    if part.show == "exercises":
        yield _exercises(site, name, part)
        return
    page = part.page.removesuffix(".md") + ".html"
    if page not in site.pages:
        raise HandbookError(f"{FILE}: {name}: {part.page} is not in the navigation")
    article = site.article(page)
    title = heading(article).title
    taken = list(_taken(article, part.take, anchor(page)))
    if not taken:
        raise HandbookError(f"{FILE}: {name}: {part.page} has no {part.take}")
    site.style.dress(article)
    _raise_headings(taken)
    for element in taken:
        _drop_citations(element)
    if part.titled:
        first = next(each for each in taken[0].iter() if each.tag in HEADINGS)
        first[:], first.text = [], title
    if part.show == "diary":
        yield _diary(name, part, taken, words)
    else:
        for element in taken:
            element.tail = None
            yield as_html(element)


def _diary(name: str, part: Part, taken: list[Element], words: Mapping[str, str]) -> Markup:
    """A line for every good run that a stage needs: the page itself says how many (`data-good`)."""
    table = next((each for element in taken for each in element.iter("table")), None)
    if table is None:
        raise HandbookError(f"{FILE}: {name}: {part.page} has no table under {part.take}")
    rows = [(row, list(row)) for body in table.iter("tbody") for row in body.iter("tr")]
    stages = [
        {
            "lines": int(place.get("data-good", "1")),
            "name": "".join(row[0].itertext()),
            "set": "".join(row[1].itertext()),
            "strip": next((as_html(each) for each in row[-1].iter("svg")), ""),
        }
        for place, row in rows
    ]
    title = "".join(taken[0].itertext())
    return Markup(render("diary.html", title=title, stages=stages, words=words))


def _exercises(site: Site, name: str, part: Part) -> Markup:
    """Return a card of each exercise page of a folder, in the order of the navigation.

    An exercise page is one that has the box ``take``; its parts are those of
    pages/templates/exercise.md.
    """
    cards = []
    for page in (
        each.page for each in site.chapters if each.source.as_posix().startswith(part.page)
    ):
        article = site.article(page)
        if not any(_outermost(article, part.take)):
            continue
        _drop_citations(article)
        site.style.dress(article)
        parts = {
            "steps": next(article.iter("ol"), None),
            "picture": next(iter([*article.iter("img"), *article.iter("svg")]), None),
            "dose": next((row[-1] for body in article.iter("tbody") for row in body), None),
            "stop": next(
                (each for box in _outermost(article, "g-stop-if") for each in box.iter("ul")), None
            ),
        }
        lost = [what for what, found in parts.items() if found is None]
        if lost:
            raise HandbookError(f"{FILE}: {name}: {page} has no {', '.join(lost)}")
        cards.append(
            {"title": heading(article).title}
            | {what: _whole(found) for what, found in parts.items() if found is not None}
        )
    if not cards:
        raise HandbookError(f"{FILE}: {name}: {part.page} has no page with {part.take}")
    return Markup(render("exercises.html", cards=cards))


def _whole(element: Element) -> Markup:
    """Write an element, or what is in it if it is a cell of a table."""
    element.tail = None
    if element.tag == "td":
        element.tag, element.attrib = "span", {}
    return as_html(element)


def _taken(article: Element, take: str, here: str) -> Iterator[Element]:
    if not take.startswith("#"):
        yield from _outermost(article, take)
        return
    for parent in article.iter():
        for place, child in enumerate(parent):
            if child.tag in HEADINGS and child.get("id") == f"{here}--{take[1:]}":
                yield child
                for after in parent[place + 1 :]:
                    if after.tag in HEADINGS and after.tag <= child.tag:
                        return
                    yield after


def _outermost(parent: Element, name: str) -> Iterator[Element]:
    for child in parent:
        if name in classes(child):
            yield child
        else:
            yield from _outermost(child, name)


def _raise_headings(elements: list[Element]) -> None:
    """Let the highest heading of a part follow the sheet's title: PDF/UA allows no gap."""
    found = [each for element in elements for each in element.iter() if each.tag in HEADINGS]
    up = min((int(each.tag[1]) for each in found), default=2) - 2
    for each in found:
        each.tag = f"h{int(each.tag[1]) - up}"


def _drop_citations(parent: Element) -> None:
    before: Element | None = None
    for child in list(parent):
        if CITED in classes(child):
            if before is None:
                parent.text = (parent.text or "") + (child.tail or "")
            else:
                before.tail = (before.tail or "") + (child.tail or "")
            parent.remove(child)
            continue
        _drop_citations(child)
        before = child


def _terms(article: Element) -> dict[str, str]:
    """Return the terms a page uses and what they mean; on paper nothing pops up."""
    found = {
        " ".join("".join(link.itertext()).split()): link.get("title", "")
        for link in article.iter("a")
        if "g-term" in classes(link) and link.get("title")
    }
    return dict(sorted(found.items(), key=lambda each: each[0].lower()))
