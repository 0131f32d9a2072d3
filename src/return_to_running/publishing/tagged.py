"""Changes to the pages of a tagged PDF that keep its tags whole: tree, parents, links.

WeasyPrint tags page by page: the document element's children each belong to one page, and the
parent tree has one entry for each page's content and one for each link.
"""

import io
import re
from collections.abc import Iterator
from typing import Any

import pikepdf
from pikepdf import Array, Dictionary, Name, Object, Page, Pdf

from return_to_running.publishing.table_scope import add_scope

MARKED = re.compile(rb"/\w+\s*<</MCID (\d+)>>\s*BDC")
ARTIFACT = b"/Artifact <</Type /Pagination /Subtype /Footer>> BDC"


def mended(document: bytes) -> bytes:
    """Return a document of WeasyPrint's with the tags that it leaves out or puts in wrongly."""
    with pikepdf.open(io.BytesIO(document)) as pdf:
        add_scope(pdf)
        Tags(pdf).free_page_margins()
        out = io.BytesIO()
        pdf.save(out, deterministic_id=True)
    return out.getvalue()


class Tags:
    """The tags of one document, in a form that can be changed."""

    def __init__(self, pdf: Pdf) -> None:
        self.pdf = pdf
        self.root: Any = pdf.Root.StructTreeRoot
        self.document: Any = self.root.K[0]

    def prepend_paragraph(self, page: Any) -> int:
        """Add a paragraph before all that the page says; return the number of its content."""
        paragraph = self.pdf.make_indirect(
            Dictionary(Type=Name.StructElem, S=Name.P, P=self.document, Pg=page)
        )
        entries = self.entries()
        content = list(entries[int(page.StructParents)])
        paragraph[Name.K] = Array([len(content)])
        entries[int(page.StructParents)] = Array([*content, paragraph])
        self.write(entries)
        self.document.K = Array([paragraph, *self.document.K])
        return len(content)

    def free_page_margins(self) -> None:
        """Make artifacts of what stands in page margins.

        WeasyPrint marks it as content of tags that are in no tree, so that it is read aloud on
        every page by some readers.
        """
        entries = self.entries()
        in_tree = {each.objgen for each in _walk(self.document)}
        for page in self.pdf.pages:
            own = int(page.obj.StructParents)
            tags = list(entries[own])
            stray = {at for at, tag in enumerate(tags) if tag.objgen not in in_tree}
            if stray:
                if stray != set(range(min(stray), len(tags))):
                    raise ValueError("what stands in the page margins is not drawn last")
                entries[own] = Array(tags[: min(stray)])
                page.obj[Name.Contents] = self.pdf.make_stream(_freed(page, min(stray)))
        self.write(entries)

    def entries(self) -> dict[int, Any]:
        """Return the parent tree."""
        flat = list(self.root.ParentTree.Nums)
        return {int(key): value for key, value in zip(flat[::2], flat[1::2], strict=True)}

    def write(self, entries: dict[int, Any]) -> None:
        """Write the parent tree."""
        flat: list[Any] = []
        for key in sorted(entries):
            flat += [key, entries[key]]
        self.root.ParentTree[Name.Nums] = Array(flat)


def replace_page(pdf: Pdf, number: int, other: Pdf, other_number: int) -> None:
    """Put another document's page, with its tags and links, in the place of one of ours."""
    page: Any = pdf.pages[number].obj
    source: Any = other.pages[other_number].obj
    for key in (Name.Contents, Name.Resources, Name.Annots):
        if key in page:
            del page[key]
        if key in source:
            page[key] = _copied(pdf, other, source[key])
    tags, copy = Tags(pdf), _Copy(pdf, other, page, source)
    others = [each for each in Tags(other).document.K if each.Pg.objgen == source.objgen]
    new = [copy.element(each, tags.document) for each in others]
    kept = list(tags.document.K)
    place = next(at for at, each in enumerate(kept) if each.Pg.objgen == page.objgen)
    kept[place:place] = new
    tags.document.K = Array(
        [
            each
            for at, each in enumerate(kept)
            if place <= at < place + len(new) or each.Pg.objgen != page.objgen
        ]
    )
    entries = tags.entries()
    entries[int(page.StructParents)] = Array([copy.contents[at] for at in sorted(copy.contents)])
    for at, element in copy.links.items():
        page.Annots[at][Name.StructParent] = max(entries) + 1
        entries[max(entries) + 1] = element
    tags.write(entries)


def _freed(page: Page, first: int) -> bytes:
    content = b"\n".join(each.read_bytes() for each in _listed(page.obj.Contents))
    return MARKED.sub(lambda mark: ARTIFACT if int(mark[1]) >= first else mark[0], content)


def _walk(element: Any) -> Iterator[Any]:
    yield element
    for kid in _listed(element.get(Name.K, [])):
        if isinstance(kid, Dictionary) and kid.get(Name.Type) != Name.OBJR:
            yield from _walk(kid)


class _Copy:
    """Copies the tags of one page and keeps which tag holds which content and link."""

    def __init__(self, pdf: Pdf, other: Pdf, page: Any, source: Any) -> None:
        self.pdf, self.other, self.page, self.source = pdf, other, page, source
        self.contents: dict[int, Object] = {}
        self.links: dict[int, Object] = {}

    def element(self, old: Any, parent: Object) -> Object:
        new = self.pdf.make_indirect(
            Dictionary(Type=Name.StructElem, S=old.S, P=parent, Pg=self.page)
        )
        for key in (Name.A, Name.Alt, Name.ID):
            if key in old:
                new[key] = _copied(self.pdf, self.other, old[key])
        kids = old.get(Name.K, [])
        new[Name.K] = Array([self._kid(kid, new) for kid in _listed(kids)])
        return new

    def _kid(self, kid: Any, parent: Object) -> Any:
        if not isinstance(kid, Dictionary):
            self.contents[int(kid)] = parent
            return kid
        if kid.get(Name.Type) != Name.OBJR:
            return self.element(kid, parent)
        place = [each.objgen for each in self.source.Annots].index(kid.Obj.objgen)
        self.links[place] = parent
        link = self.page.Annots[place]
        return self.pdf.make_indirect(Dictionary(Type=Name.OBJR, Obj=link, Pg=self.page))


def _listed(kids: Any) -> list[Any]:
    return list(kids) if isinstance(kids, Array) else [kids]


def _copied(pdf: Pdf, other: Pdf, value: Any) -> Any:
    """Copy a value from another file; only an object of its own can be copied."""
    if not isinstance(value, Object):
        return value
    return pdf.copy_foreign(value if value.is_indirect else other.make_indirect(value))


def destinations(pdf: Pdf) -> dict[str, Any]:
    """Return the targets of a document's links by their names."""
    names = pdf.Root.get(Name.Names)
    if names is None:
        return {}
    flat = list(names.Dests.Names)
    return {str(name): place for name, place in zip(flat[::2], flat[1::2], strict=True)}


def page_count(document: bytes) -> int:
    """Return how many sides a document has."""
    with pikepdf.open(io.BytesIO(document)) as pdf:
        return len(pdf.pages)
