"""A sheet of paper made of parts of pages: boxes, what stands under a heading, forms to fill in."""

from collections.abc import Iterator, Mapping
from xml.etree.ElementTree import Element

from markupsafe import Markup

from return_to_running.publishing.chapter import HandbookError, anchor, as_html, heading
from return_to_running.publishing.guide import render
from return_to_running.publishing.handbook import Document
from return_to_running.publishing.handout import SHEET_PT, Site, document, outermost
from return_to_running.publishing.handout_list import FILE, Part, Sheet
from return_to_running.publishing.paper import CITED, add_text, classes
from return_to_running.publishing.sheet_tables import HEADINGS, TURNED, rows_of, tables_of
from return_to_running.publishing.style import Format

LOOKS = ("columns", "large")
"""What a part may be, and the class that makes it so; parts of one look that follow share a box."""


def sheet_handout(
    site: Site, name: str, sheet: Sheet, words: Mapping[str, str], form: Format
) -> Document:
    """Return a sheet; a `HandbookError` names the part that the site does not have."""
    sides: list[list[tuple[str, list[Markup]]]] = [[]]
    for part in sheet.parts:
        made = list(_part(site, name, part, words))
        if part.side:
            sides.append([])
        look = " ".join(name for name in LOOKS if getattr(part, name))
        if not sides[-1] or sides[-1][-1][0] != look:
            sides[-1].append((look, []))
        sides[-1][-1][1].extend(made)
    html = render("sheet.html", sheet=sheet, sides=sides)
    return document(site, form, SHEET_PT, sheet.title, [Markup(html)], {})


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
        return
    if part.show != "as-is":
        taken = TURNED[part.show](name, part, taken)
    if part.lead:
        taken.insert(1, Element("p"))
        taken[1].text = part.lead
    for element in taken:
        element.tail = None
        yield as_html(element)


def _diary(name: str, part: Part, taken: list[Element], words: Mapping[str, str]) -> Markup:
    """A line for every good run that a stage needs: the page itself says how many (`data-good`)."""
    rows = [(row, list(row)) for row in rows_of(tables_of(name, part, taken)[0])]
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
        if not any(outermost(article, part.take)):
            continue
        _drop_citations(article)
        site.style.dress(article)
        parts = {
            "steps": next(article.iter("ol"), None),
            "picture": next(iter([*article.iter("img"), *article.iter("svg")]), None),
            "dose": next((row[-1] for body in article.iter("tbody") for row in body), None),
            "stop": next(
                (each for box in outermost(article, "g-stop-if") for each in box.iter("ul")), None
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
        yield from outermost(article, take)
        return
    for parent in article.iter():
        for place, child in enumerate(parent):
            if child.tag in HEADINGS and child.get("id") == f"{here}--{take[1:]}":
                yield child
                for after in parent[place + 1 :]:
                    if after.tag in HEADINGS and after.tag <= child.tag:
                        return
                    yield after


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
            add_text(parent, before, child.tail or "")
            parent.remove(child)
            continue
        _drop_citations(child)
        before = child
