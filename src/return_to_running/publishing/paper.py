"""A page's article without what works only on a screen, and tagged as PDF/UA wants it."""

import re
from itertools import pairwise
from urllib.parse import urlsplit
from xml.etree.ElementTree import Element

DROPPED_TAGS = {
    "script",
    "noscript",
    "form",
    "button",
    "input",
    "select",
    "textarea",
    "dialog",
    "metadata",
}
DROPPED_CLASSES = {
    *("g-next", "g-review", "g-hero", "g-paper", "c-link", "headerlink", "md-content__button"),
}
"""``g-paper`` offers the PDF itself."""
STRIPS = {"g-strip", "c-strip"}
STRIP_IN_WORDS = "The same minutes, drawn to scale."
TO_WEB = "to-web"
"""Class of links to the world, or to a phone, whose address or number is not in the text: on paper
it is added."""
CITED = "g-cite"
JOINED = "\N{WORD JOINER}"
SOURCES = "g-refs"
BLOCKS = {"p", "li", "td", "th", "h1", "h2", "h3", "h4"}
SAID = ("title", "desc")
ATTRIBUTE = re.compile(r"[A-Za-z_][\w:.-]*")


def classes(element: Element) -> set[str]:
    """Return the classes of an element."""
    return set(element.get("class", "").split())


def fit(article: Element) -> str | None:
    """Make an article fit for paper and for PDF/UA; return what is broken in it, if anything."""
    _drop(article)
    broken = _broken_attribute(article)
    if broken:
        return broken
    for drawing in article.iter("svg"):
        _name(drawing)
    for parent in list(article.iter()):
        _join_key(parent)
        if SOURCES in classes(parent):
            for source in parent:
                _smooth(source)
    for element in article.iter():
        _retag_lists(element)
        if element.tag in BLOCKS:
            _trim(element)
    for table in article.iter("table"):
        _plain_pairs(table)
    for parent in list(article.iter()):
        _hold_citations(parent)
    for link in list(article.iter("a")):
        _simplify(link)
    return None


def add_text(parent: Element, after: Element | None, text: str) -> None:
    """Add text to what stands after a child, or before the first."""
    if after is None:
        parent.text = (parent.text or "") + text
    else:
        after.tail = (after.tail or "") + text


def _drop(parent: Element) -> None:
    previous: Element | None = None
    for child in list(parent):
        if _is_for_screens(child):
            add_text(parent, previous, child.tail or "")
            parent.remove(child)
            continue
        _drop(child)
        previous = child


def _is_for_screens(element: Element) -> bool:
    if not isinstance(element.tag, str):
        return True  # a comment
    return (
        element.tag in DROPPED_TAGS
        or "hidden" in element.attrib
        or bool(classes(element) & DROPPED_CLASSES)
        or (element.tag == "svg" and not _spoken(element))
    )


def _spoken(drawing: Element) -> str:
    """Say what a drawing shows: its title and description; icons say nothing and are dropped."""
    if classes(drawing) & STRIPS:
        return STRIP_IN_WORDS
    said = [drawing.get("aria-label", ""), *(drawing.findtext(part, "") for part in SAID)]
    return " ".join(f"{each.strip().rstrip('.')}." for each in said if each.strip())


def _name(drawing: Element) -> None:
    """Put all that a drawing says into its title, the only part that WeasyPrint reads out."""
    spoken = _spoken(drawing)
    for part in SAID:
        for element in drawing.findall(part):
            drawing.remove(element)
    title = Element("title")
    title.text = spoken
    drawing.insert(0, title)


def _broken_attribute(article: Element) -> str | None:
    for element in article.iter():
        for name in element.attrib:
            if not ATTRIBUTE.fullmatch(name):
                return (
                    f"<{element.tag}> has an attribute that is not closed where it should be, "
                    f"near {name!r}: escape the quotes in it"
                )
    return None


def _simplify(link: Element) -> None:
    """Leave only text in a link: WeasyPrint makes every element in it one more, untagged link.

    Where one part is underlined (the way on, in a row that is one big link), that part is the link.
    """
    way_on = link.find(".//u")
    if way_on is not None:
        way_on.tag, way_on.attrib = "a", {**link.attrib}
        link.tag, link.attrib = "span", {}
    elif len(link):
        text = "".join(link.itertext())
        for child in list(link):
            link.remove(child)
        link.text = text
    _show_address(link)


def _show_address(link: Element) -> None:
    """Keep the address or number of a link beside it, for the sheet that prints it."""
    parts = urlsplit(link.get("href", ""))
    if parts.scheme in ("http", "https"):
        address = f"{parts.netloc}{parts.path}".rstrip("/") + (
            f"?{parts.query}" * bool(parts.query)
        )
    elif parts.scheme == "tel":
        address = link.get("data-number", parts.path)
    else:
        return
    if address not in (link.text or ""):
        link.set("class", f"{link.get('class', '')} {TO_WEB}".strip())
        link.set("data-address", address)


def _hold_citations(parent: Element) -> None:
    """Keep each citation on the line of the word before it: WeasyPrint breaks between the two."""
    before: Element | None = None
    for child in parent:
        if CITED in classes(child):
            add_text(parent, before, JOINED)
        before = child


def _plain_pairs(table: Element) -> None:
    """Make data of the row headers in a table of two columns.

    There each is read right before the one cell it is for, and checkers of PDFs take a table with
    more headers than data for a broken one.
    """
    rows = [row for body in table.iter("tbody") for row in body.iter("tr")]
    if all(len(row) == 2 for row in rows):
        for row in rows:
            if row[0].tag == "th":
                row[0].tag, row[0].attrib = "td", {"class": "was-th"}


def _join_key(parent: Element) -> None:
    """Put the numbered list right after a figure into its caption: it says what the numbers are.

    A caption stands beside its picture, so that nobody turns a page between a number and its line.
    """
    for figure, key in pairwise(list(parent)):
        caption = figure.find("figcaption")
        if figure.tag == "figure" and key.tag == "ol" and caption is not None:
            parent.remove(key)
            caption.append(key)


def _trim(block: Element) -> None:
    """Take away the space that a block ends in, such as that before a link which is not printed.

    WeasyPrint breaks a line after its first word where a text has room, but not the space at its
    end.
    """
    if len(block):
        block[-1].tail = (block[-1].tail or "").rstrip()
        if not block[-1].tail:
            _trim(block[-1])
    else:
        block.text = (block.text or "").rstrip()


def _smooth(source: Element) -> None:
    """Make one text of what stands before the link in an entry of a list of sources.

    The space before the link stands apart: see `_trim`.
    """
    links = source.findall("a")
    for link in links:
        source.remove(link)
    words = Element("span")
    words.text = "".join(source.itertext()).rstrip()
    words.tail = " " if links else ""
    source.text, source[:] = None, [words, *links]


def _retag_lists(element: Element) -> None:
    """Make plain boxes of the lists that WeasyPrint tags in a way PDF/UA forbids.

    These are lists of terms, and lists whose items stand side by side, such as cards.
    """
    plain = {"dl": "div", "dt": "p", "dd": "p"}.get(str(element.tag))
    if plain:
        element.set("class", f"{element.get('class', '')} is-{element.tag}".strip())
        element.tag = plain
    elif element.tag == "ul" and "g-cards" in classes(element):
        for each in (element, *element):
            each.tag = "div"
