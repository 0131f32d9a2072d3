"""One built page as one chapter of the guide: its article, fit for paper, in one document."""

import re
from collections.abc import Iterator, Mapping
from copy import deepcopy
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path, PurePosixPath
from urllib.parse import unquote, urlsplit
from xml.etree.ElementTree import Element, tostring

import tinyhtml5  # type: ignore[import-untyped]
from markupsafe import Markup

from return_to_running.faults import GuideError
from return_to_running.publishing.paper import CITED, classes, fit

ID_LISTS = ("aria-labelledby", "aria-describedby", "aria-controls", "headers", "for")
HELD_SCHEMES = {"http", "https", "mailto", "tel"}
POINTER = re.compile(r"url\(['\"]?#([^)'\"]+)['\"]?\)")
ARTICLE = re.compile(r"<article\b.*(?:</article>|\Z)", re.DOTALL)
"""Most of a page is the menu: parsing the article alone takes a third of the time."""
EXPLAINED = "g-term"
"""Class of links to the glossary: a handout explains their words itself."""
ELSEWHERE = "elsewhere"
"""Class of what was a link to a page that is not in this document: on paper it names the page."""
TO_PAGE = "to-page"
"""Class of links to another chapter: on paper they also say the page."""
FOLDED = "c-why"
"""Class of the table of every number of the plan, folded away on a screen."""
APPENDIX = "appendix"
"""Class of what a chapter has at its end, because on paper nothing folds: pages of small print."""


class HandbookError(GuideError):
    """The guide cannot be made from the built site; the message names the page."""


@dataclass(frozen=True)
class Heading:
    """A chapter as the table of contents lists it."""

    title: str
    target: str


def read_chapter(
    site: Path, page: str, chapters: Mapping[str, str], elsewhere: Mapping[str, str] | None = None
) -> Element:
    """Return a page's article, ready for paper; ``chapters`` gives each page its anchor.

    Every id is made unique with the chapter's anchor, links to pages become links inside the
    document, and what cannot work on paper is gone. A link to a page ``elsewhere``, one of the
    site but not of this document, becomes plain text, with the page's title where its words do
    not name the page. A `HandbookError` names a missing page, picture or link target.
    """
    file = site / page
    if not file.is_file():
        raise HandbookError(f"{page}: is in the navigation, but was not built")
    found = ARTICLE.search(file.read_text(encoding="utf-8"))
    if found is None:
        raise HandbookError(f"{page}: has no <article>")
    article = deepcopy(_parsed(found[0]))
    if sum(1 for _ in article.iter("h1")) != 1:
        raise HandbookError(f"{page}: needs exactly one h1, the title of its chapter")
    broken = fit(article)
    if broken:
        raise HandbookError(f"{page}: {broken}")
    _Rewriting(site, PurePosixPath(page), chapters, elsewhere or {}).apply(article)
    _append(article)
    article.tag = "section"
    article.attrib.clear()
    article.set("class", "chapter")
    article.set("id", chapters[page])
    return article


def _append(article: Element) -> None:
    """Move what is folded away on a screen to the end, under a heading of its own."""
    for parent in list(article.iter()):
        for folded in [each for each in parent if FOLDED in classes(each)]:
            parent.remove(folded)
            folded.tag = "section"
            folded.set("class", f"{folded.get('class')} {APPENDIX}")
            for title in folded.findall("summary"):
                title.tag = "h2"
            article.append(folded)


def read_drawing(site: Path, page: str, name: str) -> Element | None:
    """Return the first drawing of a page that is of a class, or in a box of it, fit for paper."""
    file = site / page
    found = ARTICLE.search(file.read_text(encoding="utf-8")) if file.is_file() else None
    boxes = [each for each in _parsed(found[0]).iter() if name in classes(each)] if found else []
    drawing = next((each for box in boxes for each in box.iter("svg")), None)
    if drawing is None:
        return None
    alone = Element("div")
    alone.append(deepcopy(drawing))
    fit(alone)
    alone[0].tail = None
    return alone


def page_title(site: Path, page: str) -> str:
    """Return the title of a built page, or nothing when there is none."""
    file = site / page
    found = ARTICLE.search(file.read_text(encoding="utf-8")) if file.is_file() else None
    title = next(_parsed(found[0]).iter("h1"), None) if found else None
    return "" if title is None else " ".join("".join(title.itertext()).split())


@lru_cache(maxsize=128)
def _parsed(article: str) -> Element:
    """Parse an article once for the guide, its handout, every sheet and every clinic."""
    return next(parse(article).iter("article"))


def parse(page: str) -> Element:
    """Return a page's tree; drawings keep their place but not their XML name spaces."""
    tree: Element = tinyhtml5.parse(page, namespace_html_elements=False)
    for element in tree.iter():
        if isinstance(element.tag, str):
            element.tag = element.tag.rsplit("}", 1)[-1]
        for name in [name for name in element.attrib if name.startswith("{")]:
            if "}" in name:
                element.set(name.rsplit("}", 1)[-1], element.attrib.pop(name))
    return tree


def as_html(chapter: Element) -> Markup:
    """Write a chapter as HTML, for the template of the guide."""
    return Markup(tostring(chapter, encoding="unicode", method="html"))


def anchor(page: str) -> str:
    """Return the anchor of a page's chapter."""
    return re.sub(r"[^a-z0-9]+", "-", page.removesuffix(".html").lower()).strip("-")


def heading(chapter: Element) -> Heading:
    """Return the chapter's title and where it stands."""
    title = next(chapter.iter("h1"))
    return Heading(" ".join("".join(title.itertext()).split()), chapter.get("id", ""))


class _Rewriting:
    """Ids, links and pictures of one page, moved into one document with all the others."""

    def __init__(
        self,
        site: Path,
        page: PurePosixPath,
        chapters: Mapping[str, str],
        elsewhere: Mapping[str, str],
    ) -> None:
        self.site = site
        self.page = page
        self.chapters = chapters
        self.elsewhere = elsewhere
        self.here = chapters[page.as_posix()]

    def apply(self, article: Element) -> None:
        marks = (each for each in article.iter("sup") if CITED in classes(each))
        self.marks = {id(link) for mark in marks for link in mark.iter("a")}
        for element in article.iter():
            for name, value in list(element.attrib.items()):
                changed = self._attribute(element, name, value)
                if changed is None:
                    del element.attrib[name]
                else:
                    element.set(name, changed)

    def _attribute(self, element: Element, name: str, value: str) -> str | None:
        if name == "id":
            return self._unique(value)
        if name in ID_LISTS:
            return " ".join(self._unique(each) for each in value.split())
        if name == "src" or (name == "href" and element.tag != "a"):
            return f"#{self._unique(value[1:])}" if value.startswith("#") else self._picture(value)
        if name == "href":
            return self._link(element, value)
        return POINTER.sub(lambda pointer: f"url(#{self._unique(pointer[1])})", value)

    def _unique(self, name: str) -> str:
        return f"{self.here}--{name}"

    def _link(self, link: Element, href: str) -> str | None:
        parts = urlsplit(href)
        if parts.scheme:
            return href if parts.scheme in HELD_SCHEMES else None
        if not parts.path:
            return f"#{self._unique(unquote(parts.fragment))}" if parts.fragment else None
        target = self._from_root(parts.path)
        if target not in self.chapters:
            if target in self.elsewhere:
                self._name(link, self.elsewhere[target])
                return None
            if target.endswith(".html") or not (self.site / target).is_file():
                raise HandbookError(f"{self.page}: links to {href}, which is no page of the guide")
            return None  # a file for download: of no use on paper
        link.set("class", f"{link.get('class', '')} {TO_PAGE}".strip())
        there = self.chapters[target]
        return f"#{there}--{unquote(parts.fragment)}" if parts.fragment else f"#{there}"

    def _name(self, link: Element, title: str) -> None:
        """Keep the title of a page elsewhere beside the words that led to it."""
        words = " ".join("".join(link.itertext()).split())
        plain = id(link) in self.marks or EXPLAINED in classes(link)
        named = title.lower() in words.lower() or title.lower().startswith(words.lower())
        if not plain and not named:
            link.set("class", f"{link.get('class', '')} {ELSEWHERE}".strip())
            link.set("data-title", title)
            link.tag = "span"  # a link that breaks before what is added leaves a tag without words

    def _picture(self, source: str) -> str:
        if source.startswith("data:"):
            return source
        target = self._from_root(urlsplit(source).path)
        if not (self.site / target).is_file():
            raise HandbookError(f"{self.page}: the picture {source} is missing")
        return target

    def _from_root(self, path: str) -> str:
        steps: list[str] = []
        for step in (*self.page.parent.parts, *PurePosixPath(unquote(path)).parts):
            if step == "..":
                if not steps:
                    raise HandbookError(f"{self.page}: {path} leads out of the site")
                steps.pop()
            else:
                steps.append(step)
        return "/".join(steps)


def missing_targets(chapters: list[Element]) -> Iterator[str]:
    """Give every link inside the document that leads nowhere."""
    ids = {element.get("id") for chapter in chapters for element in chapter.iter()}
    for chapter in chapters:
        for link in chapter.iter("a"):
            href = link.get("href", "")
            if href.startswith("#") and href[1:] not in ids:
                yield f"{chapter.get('id')}: {href}"
