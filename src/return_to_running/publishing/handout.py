"""A page of the site as a handout: a document of its own."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from xml.etree.ElementTree import Element

from markupsafe import Markup

from return_to_running.publishing.chapter import (
    APPENDIX,
    anchor,
    as_html,
    heading,
    page_title,
    read_chapter,
)
from return_to_running.publishing.edition import Edition
from return_to_running.publishing.guide import render
from return_to_running.publishing.handbook import Document
from return_to_running.publishing.handout_list import Practice
from return_to_running.publishing.paper import classes
from return_to_running.publishing.site_config import Chapter
from return_to_running.publishing.style import Format, Style

PAGE_PT = 11
EXERCISE_PT = 9.7
"""What to do stands on one side; why, the sources and the words overleaf."""
SHEET_PT = 9.5
"""As few sides as its letters allow."""
LARGE_PT = 18


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


def page_handout(site: Site, page: str, form: Format, practice: Practice | None = None) -> Document:
    """Return one page of the site as a handout.

    An appendix stays in the guide, and the handout says so: its pages of small print tell where
    numbers come from, and nobody who is handed this paper needs them to act on it.
    """
    article = site.article(page)
    site.style.dress(article)
    title, terms, appendices = heading(article).title, _terms(article), _take_appendices(article)
    made, letters_pt = [as_html(article)], float(PAGE_PT)
    if practice and any(outermost(article, practice.of)):
        rest = _cut_off(article, "g-evidence")
        overleaf = Markup(render("practice.html", words=practice))
        made, letters_pt = [as_html(article), overleaf, as_html(rest)], EXERCISE_PT
    return document(site, form, letters_pt, title, made, terms, appendices)


def _take_appendices(article: Element) -> list[str]:
    """Take the appendices out of an article and return their titles."""
    taken = [each for each in article if APPENDIX in classes(each)]
    for each in taken:
        article.remove(each)
    return ["".join(each[0].itertext()) for each in taken]


def _cut_off(article: Element, first: str) -> Element:
    """Take what begins with the first box of a class out of an article and return it."""
    rest = Element("section", {"class": "chapter"})
    at = next((at for at, each in enumerate(article) if first in classes(each)), len(article))
    rest[:], article[at:] = article[at:], []
    return rest


def document(
    site: Site,
    form: Format,
    letters_pt: float,
    title: str,
    articles: Sequence[Markup],
    terms: Mapping[str, str],
    appendices: Sequence[str] = (),
) -> Document:
    """Return what is printed: articles, the terms in them, what is to be read in the guide.

    ``letters_pt`` is the size of letters in usual print.
    """
    html = render(
        "handout.html",
        edition=site.edition,
        title=title,
        articles=articles,
        terms=terms,
        appendices=appendices,
    )
    return Document(
        html,
        site.style.sheet("handout", form),
        site.base,
        letters_pt=LARGE_PT if form.large else letters_pt,
    )


def _terms(article: Element) -> dict[str, str]:
    """Return the terms a page uses and what they mean; on paper nothing pops up."""
    found = {
        " ".join("".join(link.itertext()).split()): link.get("title", "")
        for link in article.iter("a")
        if "g-term" in classes(link) and link.get("title")
    }
    return dict(sorted(found.items(), key=lambda each: each[0].lower()))


def outermost(parent: Element, name: str) -> Iterator[Element]:
    """Give the boxes of a class, but not those that stand in another of it."""
    for child in parent:
        if name in classes(child):
            yield child
        else:
            yield from outermost(child, name)
