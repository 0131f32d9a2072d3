"""Binds tagged PDFs into one: pages and bookmarks (pikepdf), tag tree, targets, links between them.

A link to another part is written as ``guide:TARGET``, because the part itself has no such target.
"""

import io
from collections.abc import Iterator, Sequence
from typing import Any

import pikepdf
from pikepdf import Array, Dictionary, Name, ObjectStreamMode, Pdf, String

from return_to_running.publishing.numbering import Numbering
from return_to_running.publishing.tagged import Tags, destinations

ELSEWHERE = "guide:"
"""Scheme of the address of a target in another part."""


def bind(parts: Sequence[bytes]) -> tuple[bytes, Numbering]:
    """Return the parts as one PDF, with the metadata of the first, and where its targets are.

    No two parts may have a target of the same name; a link that finds none is a `KeyError`.
    """
    with pikepdf.open(io.BytesIO(parts[0])) as pdf:
        tags, targets = Tags(pdf), destinations(pdf)
        kids, entries = list(tags.document.K), tags.entries()
        for part in parts[1:]:
            with pikepdf.open(io.BytesIO(part)) as other:
                before = len(pdf.pages)
                pdf.add_pages_from(other)  # before the tags, which point at pages
                copy = _copied(pdf, other)
            first = max(entries) + 1
            _shift_entries(pdf, before, first)
            entries |= {first + int(key): tag for key, tag in _pairs(copy.Entries)}
            kids.extend(copy.Kids)
            targets |= {str(name): place for name, place in _pairs(copy.Targets)}
        for kid in kids:
            kid.P = tags.document
        tags.document.K = Array(kids)
        tags.write(entries)
        _write_targets(pdf, targets)
        _lead_on(pdf, targets)
        out = io.BytesIO()
        pdf.save(out, deterministic_id=True, object_stream_mode=ObjectStreamMode.generate)
        return out.getvalue(), numbering(pdf)


def numbering(pdf: Pdf) -> Numbering:
    """Return the page of each target of a document."""
    numbers = {page.obj.objgen: number for number, page in enumerate(pdf.pages, start=1)}
    of = {name: numbers[place[0].objgen] for name, place in destinations(pdf).items()}
    return Numbering(len(pdf.pages), of)


def _copied(pdf: Pdf, other: Pdf) -> Any:
    """Copy what points at pages that are copied already, all at once: its parts share objects."""
    tags = Tags(other)
    held = Dictionary(
        Kids=Array(list(tags.document.K)),
        Entries=tags.root.ParentTree.Nums,
        Targets=other.Root.Names.Dests.Names,
    )
    return pdf.copy_foreign(other.make_indirect(held))


def _pairs(flat: Any) -> Iterator[tuple[Any, Any]]:
    listed = list(flat)
    return zip(listed[::2], listed[1::2], strict=True)


def _shift_entries(pdf: Pdf, before: int, first: int) -> None:
    """Point the pages after the first ``before``, and their links, at their new entries."""
    for page in list(pdf.pages)[before:]:
        for each in (page.obj, *page.obj.get(Name.Annots, [])):
            for key in (Name.StructParents, Name.StructParent):
                if key in each:
                    each[key] = first + int(each[key])


def _write_targets(pdf: Pdf, targets: dict[str, Any]) -> None:
    names = Array()
    for name in sorted(targets):  # ISO 32000-1 7.9.6: a name tree is sorted
        names.append(String(name))
        names.append(targets[name])
    pdf.Root.Names.Dests.Names = names


def _lead_on(pdf: Pdf, targets: dict[str, Any]) -> None:
    """Make links inside the document of those that lead from part to part."""
    for page in pdf.pages:
        for link in page.obj.get(Name.Annots, []):
            address = str(link.get(Name.A, Dictionary()).get(Name.URI, ""))
            if address.startswith(ELSEWHERE):
                target = address.removeprefix(ELSEWHERE)
                if target not in targets:
                    raise KeyError(target)
                del link[Name.A]
                link[Name.Dest] = String(target)
