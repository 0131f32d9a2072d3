"""Statements of a patient page that carry no mark: neither a source nor an S for our own.

A mark covers what stands before it in its paragraph, list or row. What needs one:

- a number about the body, a time, a dose or a share, within its own paragraph, line or row
- a paragraph or a list that says anything; a row of a table
- in a care card, every sign

What follows a paragraph that ends in a colon and a mark is covered by it. A table is covered by a
mark in its head as well, or in the paragraph before or after it.

No mark is needed for a question, for words that only lead on or link on to another page, nor for
what the guide says of itself. Not looked at: the line under a page's title and the box "In short",
which say what stands below them (every number of the box must stand there again), captions, which
say what to see in a picture, and the calculator, whose every number shows its source.
"""

import re
from collections.abc import Iterator, Sequence
from xml.etree.ElementTree import Element

from checks.article import ENDS, SPLIT, is_read
from checks.pages import Page
from return_to_running.faults import Fault
from return_to_running.publishing.paper import classes

CURE = "cite what says so, or mark it [@own]"
SUMMARY = "g-short"
CALCULATOR = "return-to-running"
NOT_LOOKED_AT = {"figure", "dl", CALCULATOR}
CLASSES_NOT_LOOKED_AT = {SUMMARY, "g-lead", "g-home", "g-cards", "g-vh", "g-stripkey"}
LISTS = {"ul", "ol"}
SAYS = {"p", "li", "td"}
LEAST_WORDS = 3
DIGITS = re.compile(r"\d+")
MARK, LINK = "\x01", "\x02"
NAMED = re.compile(f"{LINK}[^{LINK}]*{LINK}")
WORDS = "two|three|four|five|six|seven|eight|nine|ten"
UNITS = (
    "minutes?|seconds?|hours?|days?|weeks?|months?|years?|times|sets?|lifts|holds|hops|squats|"
    "marches|swings|km|degrees|people|runners|athletes|professionals|trials|studies|strides|runs"
)
NUMBER = re.compile(
    rf"\b(\d[\d.,]*|{WORDS})([ -]|\s\w+\s)({UNITS})\b"
    r"|\d\s?%"
    r"|\b\d+ (in|of|out of) (every )?\d+"
    r"|\bpain (\w+ ){0,4}\d"
    r"|\b\d+ or (less|more)\b",
    re.IGNORECASE,
)
OF_ITSELF = re.compile(
    r"\b(this|the) (guide|page|calculator)\b|\beach (answer|page|number)\b|"
    r"\b(this|these) (wording|words)\b|\bnothing you type\b|"
    r"\b(your|the) plan (shows|says|does not promise)\b",
    re.IGNORECASE,
)


def claim_faults(page: Page) -> Iterator[Fault]:
    """Find what a patient page says without a mark."""
    if not page.is_for_patients:
        return
    unmarked = [*_in(list(page.article)), *_only_in_short(page.article)]
    for said in unmarked:
        yield Fault(page.source, f'"{said}"', "has no source", CURE)


def _in(parts: Sequence[Element], lead: str = "", follow: str = "") -> Iterator[str]:
    """Give what is unmarked in neighbours; ``lead`` and ``follow`` stand before and after them."""
    looked_at = [part for part in parts if _is_looked_at(part)]
    for place, part in enumerate(looked_at):
        before = _paragraph(looked_at[place - 1]) if place else lead
        after = _paragraph(looked_at[place + 1]) if place + 1 < len(looked_at) else follow
        if before.endswith(f":{MARK}"):
            continue
        if part.tag == "p":
            yield from _of_a_text(_written(part))
        elif part.tag in LISTS:
            yield from _of_a_list(part)
        elif part.tag == "table":
            yield from _of_a_table(part, before, after)
        elif "g-care" in classes(part):
            yield from _of_a_card(part)
        else:
            yield from _in(list(part), before, after)


def _of_a_text(text: str) -> Iterator[str]:
    """Give the text when it has a number after its last mark, or says something without one."""
    if _has_open_number(text) or _says_something(text):
        yield _plain(text)


def _of_a_list(listing: Element) -> Iterator[str]:
    """Give each line with a number of its own, and the last line when no mark stands after it."""
    lines = [_written(line) for line in listing]
    yield from (_plain(line) for line in lines if _has_open_number(line))
    marked = [place for place, line in enumerate(lines) if MARK in line]
    after = lines[marked[-1] + 1 if marked else 0 :]
    stopped = (line if ENDS.search(_plain(line)) else f"{line}." for line in after)
    yield from [_plain(line) for line in stopped if _says_something(line)][-1:]


def _of_a_table(table: Element, before: str, after: str) -> Iterator[str]:
    head = "".join(_written(cell) for cell in table.iter("th"))
    if any(MARK in text for text in (head, before, after)):
        return
    for row in table.iter("tr"):
        cells = " ".join(_written(cell) for cell in row.iter("td"))
        if _has_open_number(cells) or (cells and not {MARK, LINK} & set(cells)):
            yield _plain(cells)


def _of_a_card(card: Element) -> Iterator[str]:
    for sign in card.iter("li"):
        if MARK not in _written(sign):
            yield _plain(_written(sign))


def _only_in_short(article: Element) -> Iterator[str]:
    """Give each line of the box "In short" with a number that does not stand below it again."""
    boxes = [part for part in article.iter() if SUMMARY in classes(part)]
    in_boxes = {part for box in boxes for part in box.iter()}
    below = (part for part in article.iter() if part.tag in SAYS and part not in in_boxes)
    known = {number for part in below for number in DIGITS.findall(_written(part))}
    for line in (_written(part) for box in boxes for part in box.iter("li")):
        numbers = {each for found in NUMBER.finditer(line) for each in DIGITS.findall(found[0])}
        if MARK not in line and not numbers <= known:
            yield _plain(line)


def _says_something(text: str) -> bool:
    """Tell whether an unmarked text makes a statement of its own."""
    if MARK in text or _plain(text).endswith(":") or OF_ITSELF.search(text):
        return False
    return any(
        sentence.endswith((".", "!")) and len(sentence.split()) >= LEAST_WORDS
        for sentence in SPLIT.split(NAMED.sub(LINK, text))
        if LINK not in sentence
    )


def _has_open_number(text: str) -> bool:
    """Tell whether a number stands after the last mark; the words of a link name a page."""
    return bool(NUMBER.search(NAMED.sub("", text.rpartition(MARK)[2])))


def _is_looked_at(part: Element) -> bool:
    return (
        is_read(part)
        and part.tag not in NOT_LOOKED_AT
        and not classes(part) & CLASSES_NOT_LOOKED_AT
    )


def _paragraph(part: Element) -> str:
    return _written(part) if part.tag == "p" else ""


def _written(part: Element) -> str:
    """The text with a sign for each mark and each link to a page; a glossary's link is none."""
    pieces = [part.text or ""]
    for child in part:
        if "g-cite" in classes(child):
            pieces.append(MARK)
        elif is_read(child):
            if child.tag == "a" and "g-term" not in classes(child):
                pieces.append(f"{LINK}{_written(child)}{LINK}")
            else:
                pieces.append(_written(child))
        pieces.append(child.tail or "")
    return " ".join("".join(pieces).split())


def _plain(text: str) -> str:
    return text.replace(MARK, "").replace(LINK, "").strip()
