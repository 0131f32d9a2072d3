"""What a patient reads of a built page, as sentences.

Not read: headings, buttons, citations, lists of sources, drawings, code, form fields, open
clinic fields, and words in a cell of a table, a label or the legend of a form that make no
sentence. A line of a list is a sentence also without a full stop, and so are six words or more in
a cell, a label or a legend: the questions of the calculator stand there. Fewer than three words
("Walk on.") are no sentence: they would make the text look easier.
"""

import re
from collections.abc import Iterator
from xml.etree.ElementTree import Element

from return_to_running.publishing.paper import classes

HEADINGS = {"h1", "h2", "h3", "h4", "h5", "h6"}
NOT_READ = {"script", "style", "template", "svg", "pre", "code", "nav", "noscript", *HEADINGS}
CONTROLS = {"button", "input", "select", "textarea", "output"}
CLASSES_NOT_READ = {
    "c-blank",
    "g-cite",
    "g-refs",
    "g-review",
    "g-paper",
    "g-btn",
    "g-grade",
    "g-box__title",
}
INLINE = {"a", "abbr", "b", "bdi", "cite", "dfn", "em", "i", "kbd", "mark", "q", "s", "small"}
INLINE |= {"span", "strong", "sub", "sup", "time", "u", "var", "wbr", "img", "br"}
FIELD = re.compile(r"@@clinic\.[\w.-]+@@")
SPLIT = re.compile(r"(?<=[.!?:])[\"'\u201d\u2019)]*\s+(?=[\"'\u201c\u2018(]?[A-Z0-9])")
ENDS = re.compile(r"[.!?:][\"'\u201d\u2019)]*$")
LEAST_WORDS = 3
LEAST_WORDS_UNSTOPPED = {"li": LEAST_WORDS, "label": 6, "legend": 6, "td": 6}
"""Words that make a sentence without a full stop, in the elements where there may be none."""


def sentences(article: Element) -> list[str]:
    """Return every sentence of an article, in order."""
    return [
        sentence
        for tag, text in _blocks(article)
        for sentence in SPLIT.split(text)
        if _is_sentence(sentence, tag)
    ]


def is_read(element: Element) -> bool:
    """Tell whether a patient reads the element as running text."""
    return (
        isinstance(element.tag, str)
        and element.tag not in NOT_READ | CONTROLS
        and not classes(element) & CLASSES_NOT_READ
        and element.get("aria-hidden") != "true"
    )


def _is_sentence(text: str, tag: str) -> bool:
    words = len(text.split())
    if ENDS.search(text):
        return words >= LEAST_WORDS
    return tag in LEAST_WORDS_UNSTOPPED and words >= LEAST_WORDS_UNSTOPPED[tag]


def _blocks(article: Element) -> Iterator[tuple[str, str]]:
    """Give the text of each innermost block, with the name of its element."""
    held: list[str] = []
    for tag, piece in _pieces(article, "article"):
        if piece is not None:
            held.append(piece)
            continue
        yield tag, " ".join(FIELD.sub(" ", "".join(held)).split())
        held = []


def _pieces(element: Element, tag: str) -> Iterator[tuple[str, str | None]]:
    """Give the text in page order; None ends a block."""
    yield tag, element.text or ""
    for child in element:
        if is_read(child):
            if child.tag in INLINE:
                yield from _pieces(child, tag)
            else:
                yield tag, None
                yield from _pieces(child, str(child.tag))
        yield tag, child.tail or ""
    if element.tag not in INLINE:
        yield tag, None
