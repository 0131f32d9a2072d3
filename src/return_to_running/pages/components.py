"""Python-Markdown extension: what authors write as plain Markdown becomes the guide's components.

=====================================  ===========================================================
``!!! emergency / same-day / soon``    care card: a labelled section with head, signs and actions
``!!! short / stop-if / weigh``        a section with a heading
``!!! do / dont / easier / harder``    a box with a bold title, beside its neighbour
``!!! unknown``                        a box with a bold title
``!!! evidence "C: small studies"``    the strength of the evidence: boxed letter, verdict, limits
a table                                column scopes, and a box of its own that may scroll; of
                                       three columns, blocks on a phone
a citation                             stands close to the word before it
a link to ``@@clinic.booking@@``       is left open for the clinic; MkDocs does not look for a page
an ``<svg>`` from a snippet            stands as a block, as it is
=====================================  ===========================================================
"""

import re
from itertools import groupby
from typing import Any
from xml.etree.ElementTree import Element, SubElement

from markdown import Markdown
from markdown.extensions import Extension
from markdown.extensions.toc import slugify, unique
from markdown.postprocessors import Postprocessor
from markdown.treeprocessors import Treeprocessor

from return_to_running.faults import PAGE, Fault, FaultError

CARE = ("emergency", "same-day", "soon")
SECTIONS = (*CARE, "short", "stop-if", "weigh")
BOXES = ("do", "dont", "easier", "harder", "unknown", "evidence")
KINDS = (*SECTIONS, *BOXES)
STRENGTHS = "ABCDS"
STRENGTH = re.compile(rf"[{STRENGTHS}]\b")
OPEN = "clinic:"
DIALLED = "tel:@@clinic.phone-digits@@"
PAIRS = ("do", "dont", "easier", "harder")
BLOCKS = 3
"""Columns from which a phone has no room for a row side by side."""
ROLES = {
    "table": "table",
    "thead": "rowgroup",
    "tbody": "rowgroup",
    "tr": "row",
    "th": "columnheader",
    "td": "cell",
}
SIDE_BY_SIDE = {**dict.fromkeys(CARE, "g-cares"), **dict.fromkeys(PAIRS, "g-pair")}


class PageComponents(Treeprocessor):
    """Rewrites the element tree of one page, top-down."""

    def run(self, root: Element) -> None:
        """Rewrite in place: boxes first, since a box may hold a table.

        A `FaultError` names a box of no known kind, or evidence of no known strength.
        """
        self.ids = {element.attrib["id"] for element in root.iter() if "id" in element.attrib}
        self.level = 2
        self._boxes(root)
        _refuse_other_boxes(root)
        for parent in list(root.iter()):
            _tables(parent)
            _close_up_citations(parent)
        for link in root.iter("a"):
            if link.get("href", "").startswith("@@"):
                link.set("href", OPEN + link.attrib["href"])
            if link.get("href") == DIALLED:  # as the clinic writes it, for paper
                link.set("data-number", "@@clinic.phone@@")

    def _boxes(self, parent: Element) -> None:
        for child in list(parent):
            if child.tag == "h2":
                self.level = 3
            kind = _kind(child)
            if kind in SECTIONS:
                self._section(child, kind)
            elif kind in BOXES:
                _box(child, kind)
            else:
                self._boxes(child)
        _side_by_side(parent)

    def _section(self, box: Element, kind: str) -> None:
        """Give a box a heading that screen readers and the table of contents find."""
        title = box[0]
        name = unique(slugify("".join(title.itertext()), "-"), self.ids)
        title.tag, title.attrib = f"h{self.level}", {"id": name}
        box.tag, box.attrib = "section", {"class": f"g-{kind}"}
        if kind != "stop-if":  # A page may have several of these: as landmarks they would be noise.
            box.set("aria-labelledby", name)
        if kind in CARE:
            _care_card(box, kind)


class OpenLinks(Postprocessor):
    """Takes back the scheme that hid the open links from MkDocs."""

    def run(self, text: str) -> str:
        """Return the page's HTML with each open link as the author wrote it."""
        return text.replace(f'href="{OPEN}@@', 'href="@@')


class PagesExtension(Extension):
    """Registers the rewriting."""

    def extendMarkdown(self, md: Markdown) -> None:  # noqa: N802 (Python-Markdown's name)
        """After citations (15) and attribute lists (8), before the table of contents (5)."""
        md.block_level_elements.append("svg")
        md.treeprocessors.register(PageComponents(md), "page-components", 6)
        md.postprocessors.register(OpenLinks(md), "open-links", 0)


def makeExtension(**options: Any) -> PagesExtension:  # noqa: N802 (Python-Markdown's name)
    """Make the extension: Python-Markdown calls this."""
    return PagesExtension(**options)


def _kind(element: Element) -> str:
    """Return the word after ``!!!``, or nothing when the element is no admonition."""
    words = element.get("class", "").split()
    return words[1] if element.tag == "div" and words[:1] == ["admonition"] else ""


def _care_card(card: Element, kind: str) -> None:
    """Split a card into head (title, whom to call), body (signs) and actions (last links)."""
    card.set("class", f"g-care g-care--{kind}")
    title, *rest = list(card)
    card[:] = []
    head = SubElement(SubElement(card, "div", {"class": "g-care__head"}), "div")
    head.append(title)
    if rest and rest[0].tag == "p":
        head.append(rest.pop(0))
    has_actions = bool(rest) and any("g-btn" in a.get("class", "") for a in rest[-1].iter("a"))
    actions = [rest.pop()] if has_actions else []
    SubElement(card, "div", {"class": "g-care__body"}).extend(rest)
    if actions:
        SubElement(card, "div", {"class": "g-care__act"}).extend(actions)


def _box(box: Element, kind: str) -> None:
    title, *rest = list(box)
    title.set("class", "g-box__title")
    box.set("class", f"g-box g-{kind}")
    if kind == "evidence":
        letter, separator, verdict = (title.text or "").partition(":")
        if not STRENGTH.match(letter):
            cure = f"begin its title with one of {', '.join(STRENGTHS)}"
            raise FaultError([Fault(PAGE, f"!!! evidence {letter}", "has no strength", cure)])
        title.text = f"Evidence: {verdict.lstrip() if separator else letter}"
        box[:] = []
        SubElement(box, "span", {"class": "g-grade"}).text = letter[:1]
        SubElement(box, "div").extend([title, *rest])


def _refuse_other_boxes(root: Element) -> None:
    """As plain boxes they would look harmless: a misspelt emergency without signs or buttons."""
    for kind in filter(None, map(_kind, root.iter())):
        what, cure = "there is no such box", f"write one of {', '.join(KINDS)}"
        if kind in KINDS:
            what, cure = "stands in another box", "let it stand by itself"
        raise FaultError([Fault(PAGE, f"!!! {kind}", what, cure)])


def _side_by_side(parent: Element) -> None:
    """Wrap neighbours of one family, such as the three care cards, for the grid."""
    children = []
    for wrapper, group in groupby(list(parent), _family):
        members = list(group)
        if wrapper and len(members) > 1:
            row = Element("div", {"class": wrapper})
            row.extend(members)
            members = [row]
        children.extend(members)
    parent[:] = children


def _family(element: Element) -> str:
    """Return the wrapper's class for a finished care card, do or dont box, or nothing."""
    kind = element.get("class", "").partition(" g-")[2].removeprefix("care--")
    return SIDE_BY_SIDE.get(kind, "")


def _tables(parent: Element) -> None:
    for place, table in enumerate(parent):
        if table.tag != "table":
            continue
        table.set("class", "g-table")
        headings = list(table.iter("th"))
        for heading in headings:
            heading.set("scope", "col")
        names = [_name(heading) for heading in headings]
        if len(names) >= BLOCKS:
            _blocks(table, names)
        label = ", ".join(filter(None, names))
        box = Element(
            "div",
            {
                "class": "g-scroll",
                "role": "group",
                "tabindex": "0",
                "aria-label": f"Table: {label}",
            },
        )
        box.append(table)
        box.tail, table.tail = table.tail, None
        parent[place] = box


def _name(heading: Element) -> str:
    """Return the words of a column's head, without its citations."""
    words = [heading.text or ""]
    for child in heading:
        words += [] if child.get("class") == "g-cite" else child.itertext()
        words.append(child.tail or "")
    return " ".join("".join(words).split())


def _blocks(table: Element, names: list[str]) -> None:
    """Let a phone show each row as a block of named lines, and still be read out as a table.

    A browser forgets what a table's parts are once they are laid out as blocks: the roles say it.
    """
    table.set("class", "g-table g-table--blocks")
    for part in table.iter():
        if part.tag in ROLES:
            part.set("role", ROLES[part.tag])
    for row in table.iter("tr"):
        for name, cell in zip(names, row, strict=False):
            if cell.tag == "td":
                cell.set("data-name", name)


def _close_up_citations(parent: Element) -> None:
    """Take the space before a citation away, so that no line begins with a bare number."""
    before: Element | None = None
    for child in parent:
        if child.get("class") == "g-cite":
            if before is None:
                parent.text = (parent.text or "").rstrip()
            else:
                before.tail = (before.tail or "").rstrip()
        before = child
