"""One numbering and one list of sources for the whole guide.

On the site each page numbers its own sources. On paper the reader has all pages in one hand: each
source gets one number, in the order of first use, and one entry, in the chapter of references.
"""

from collections.abc import Iterable
from copy import deepcopy
from xml.etree.ElementTree import Element

from return_to_running.publishing.paper import CITED

LISTED = "g-refs"
ALL = "g-refs--all"


def number_once(chapters: list[Element]) -> None:
    """Number the citations of all chapters anew and leave one list of sources.

    Does nothing when no chapter lists all sources, as then each chapter must keep its own list.
    """
    listing = next((each for each in _lists(chapters) if _has(each, ALL)), None)
    if listing is None:
        return
    entries = {_words(entry): entry for entry in listing.iter("li")}
    numbers: dict[str, int] = {}
    for chapter in chapters:
        own = _own_sources(chapter)
        for mark in chapter.iter("sup"):
            if _has(mark, CITED):
                _renumber(mark, own, entries, numbers)
        _remove_own_list(chapter)
    uncited = [words for words in entries if words not in numbers]
    ordered = [entries[words] for words in (*numbers, *uncited)]
    listing.tag = "ol"
    listing[:] = ordered


def _own_sources(chapter: Element) -> dict[str, Element]:
    """Return the chapter's own entries by the id that its citations point to."""
    return {
        entry.get("id", ""): deepcopy(entry)
        for each in _lists([chapter])
        if not _has(each, ALL)
        for entry in each.iter("li")
    }


def _renumber(
    mark: Element, own: dict[str, Element], entries: dict[str, Element], numbers: dict[str, int]
) -> None:
    for link in mark.iter("a"):
        source = own.get(link.get("href", "").removeprefix("#"))
        if source is None:
            continue  # our own synthesis, which has a letter and no number
        words = _words(source)
        entry = entries.setdefault(words, source)
        number = numbers.setdefault(words, len(numbers) + 1)
        link.text = str(number)
        link.set("aria-label", f"Reference {number}")
        link.set("href", f"#{entry.get('id')}")


def _remove_own_list(chapter: Element) -> None:
    """Take out the chapter's list and the heading right before it."""
    for parent in list(chapter.iter()):
        for listing in [each for each in parent if each.tag == "ol" and _has(each, LISTED)]:
            place = list(parent).index(listing)
            parent.remove(listing)
            if place and parent[place - 1].tag == "h2":
                parent.remove(parent[place - 1])


def _lists(chapters: Iterable[Element]) -> Iterable[Element]:
    for chapter in chapters:
        for each in chapter.iter():
            if each.tag in ("ol", "ul") and _has(each, LISTED):
                yield each


def _has(element: Element, name: str) -> bool:
    return name in element.get("class", "").split()


def _words(entry: Element) -> str:
    return " ".join("".join(entry.itertext()).split())
