"""Another clinic's guide, of which only the chapters that differ are laid out again.

Chapters in other words than those of a guide already laid out are laid out at their own place in
it: a chapter in the same words is as many empty pages, with the targets of links on the page where
they are, so that every page number comes out as it should. The pages then take the place of the
first guide's. A guide in which a chapter would take more or fewer pages is laid out whole.

Tried before: all pages again, at the cost of the first clinic. Decided against, untried: stamping
on clinic fields of a fixed width, since they stand inside sentences and are read aloud there.
"""

import io
import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any

import pikepdf
from markupsafe import Markup
from pikepdf import Name, Pdf

from return_to_running.publishing.guide import Guide, render
from return_to_running.publishing.tagged import Tags, destinations, replace_page

INSIDE = re.compile(r'(?:href|src)="#([^"]+)"|url\(#([^)"]+)\)')
ID = re.compile(r'\bid="([^"]+)"')


@dataclass(frozen=True)
class Laid:
    """A guide and its PDF."""

    guide: Guide
    pdf: bytes


def differing(laid: Laid, other: Guide) -> Guide | None:
    """Return the other guide with empty pages for what it has in the same words.

    None if the two differ in more than the words of some chapters.
    """
    first = laid.guide
    changed = {name for name, text in other.chapters.items() if first.chapters.get(name) != text}
    same_frame = (first.edition, first.columns) == (other.edition, other.columns)
    if not same_frame or list(first.chapters) != list(other.chapters):
        return None
    with pikepdf.open(io.BytesIO(laid.pdf)) as pdf:
        targets = {name: page for name, (page, _) in _targets(pdf).items()}
        spans = _spans(pdf, first)
    own = {each for name in changed for each in ID.findall(other.chapters[name])}
    wanted = {
        each
        for name in changed
        for pair in INSIDE.findall(other.chapters[name])
        for each in pair
        if each
    }
    if not wanted <= own | set(targets):
        return None
    chapters = {
        name: text if name in changed else _gap(name, spans[name], targets)
        for name, text in other.chapters.items()
    }
    return replace(other, chapters=chapters)


def joined(laid: Laid, other: Guide, part: bytes) -> bytes | None:
    """Return the whole of the other guide from the PDF of what `differing` gave.

    None if a chapter takes other pages than before, or has other headings.
    """
    with pikepdf.open(io.BytesIO(laid.pdf)) as pdf, pikepdf.open(io.BytesIO(part)) as new:
        spans = _spans(pdf, laid.guide)
        if len(pdf.pages) != len(new.pages) or _spans(new, other) != spans:
            return None
        changed = [
            name for name, text in other.chapters.items() if laid.guide.chapters[name] != text
        ]
        pages = {page for name in changed for page in spans[name]}
        if not _move_bookmarks(pdf, new, pages) or not _move_targets(pdf, new, pages):
            return None
        Tags(new).free_page_margins()
        for page in sorted(pages):
            replace_page(pdf, page, new, page)
        out = io.BytesIO()
        pdf.save(out, deterministic_id=True)
    return out.getvalue()


def _gap(name: str, pages: range, targets: dict[str, int]) -> Markup:
    own = [[each for each, at in targets.items() if at == page] for page in pages]
    held = [[each for each in ids if each.startswith(f"{name}--")] for ids in own]
    return Markup(render("gap.html", name=name, pages=held))


def _spans(pdf: Pdf, guide: Guide) -> dict[str, range]:
    """Return the pages of each chapter, counted from 0."""
    targets = _targets(pdf)
    starts = [targets[name][0] for name in guide.chapters]
    ends = [*starts[1:], len(pdf.pages)]
    return {
        name: range(*span)
        for name, span in zip(guide.chapters, zip(starts, ends, strict=True), strict=True)
    }


def _targets(pdf: Pdf) -> dict[str, tuple[int, Any]]:
    """Return the page of each target of a link, counted from 0, and its whole destination."""
    numbers = {page.obj.objgen: number for number, page in enumerate(pdf.pages)}
    return {name: (numbers[place[0].objgen], place) for name, place in destinations(pdf).items()}


def _move_targets(pdf: Pdf, new: Pdf, pages: set[int]) -> bool:
    """Take over where on its page each target of a changed chapter now is."""
    ours, theirs = _targets(pdf), _targets(new)
    for name, (page, place) in ours.items():
        if page in pages:
            if name not in theirs:
                return False
            there, position = theirs[name]
            place[0] = pdf.pages[there].obj
            place[2], place[3] = position[2], position[3]
    return set(theirs) <= set(ours)


def _move_bookmarks(pdf: Pdf, new: Pdf, pages: set[int]) -> bool:
    """Take over where the headings of the changed chapters now are; False if they differ."""
    numbers = {page.obj.objgen: number for number, page in enumerate(new.pages)}
    before = {page.obj.objgen: number for number, page in enumerate(pdf.pages)}
    ours = [each for each in _bookmarks(pdf.Root.Outlines) if before[each.Dest[0].objgen] in pages]
    theirs = [
        each for each in _bookmarks(new.Root.Outlines) if numbers[each.Dest[0].objgen] in pages
    ]
    if [str(each.Title) for each in ours] != [str(each.Title) for each in theirs]:
        return False
    for mine, there in zip(ours, theirs, strict=True):
        mine.Dest[0] = pdf.pages[numbers[there.Dest[0].objgen]].obj
        mine.Dest[2], mine.Dest[3] = there.Dest[2], there.Dest[3]
    return True


def _bookmarks(parent: Any) -> Iterator[Any]:
    each = parent.get(Name.First)
    while each is not None:
        yield each
        yield from _bookmarks(each)
        each = each.get(Name.Next)
