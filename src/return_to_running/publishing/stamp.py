"""Puts a clinic's brand on pages that were laid out once for all clinics.

The cover takes the place of an empty first page. The head of every other page is drawn over it:
as an artifact, as a repeated head should be, but on a handout's first page as a paragraph that is
read aloud first, because only there it says whose paper this is.
"""

import io
from dataclasses import dataclass

import pikepdf
from pikepdf import Name, Object, Page, Pdf

from return_to_running.publishing.tagged import Tags, destinations, replace_page

RUNNING_HEAD = 0
TOP = 3
"""Of the four sides of a box, ISO 32000-1 7.9.5."""
PRINTED = 4
"""The flag Print of an annotation, ISO 32000-1 table 165."""
ARTIFACT = b"/Artifact <</Type /Pagination /Subtype /Header>> BDC"


@dataclass(frozen=True)
class Brand:
    """What is stamped.

    ``heads`` holds the running head and then the heads of first pages, a page each; ``first`` is
    the page of it for this document's first page. A document with a ``cover`` has no first head.
    """

    author: str
    heads: bytes
    first: int = RUNNING_HEAD
    cover: bytes | None = None


def stamp(document: bytes, brand: Brand) -> bytes:
    """Return the finished PDF: brand, author, links that say a page."""
    with pikepdf.open(io.BytesIO(document)) as pdf, pikepdf.open(io.BytesIO(brand.heads)) as heads:
        running = _form(pdf, heads.pages[RUNNING_HEAD])
        for page in pdf.pages[1:]:
            _draw(pdf, page, Name.RunningHead, running, ARTIFACT)
        if brand.cover:
            with pikepdf.open(io.BytesIO(brand.cover)) as cover:
                replace_page(pdf, 0, cover, 0)
        else:
            first = _form(pdf, heads.pages[brand.first])
            content = Tags(pdf).prepend_paragraph(pdf.pages[0].obj)
            mark = b"/P <</MCID %d>> BDC" % content
            _draw(pdf, pdf.pages[0], Name.FirstHead, first, mark, below=True)
        _finish_links(pdf)
        _name_author(pdf, brand.author)
        out = io.BytesIO()
        pdf.save(out, deterministic_id=True)
    return out.getvalue()


def _form(pdf: Pdf, page: Page) -> Object:
    return pdf.copy_foreign(page.as_form_xobject())


def _draw(
    pdf: Pdf, page: Page, name: Name, form: Object, mark: bytes, *, below: bool = False
) -> None:
    """Draw a form at the top of a page, in its own marked content, over or ``below`` the rest."""
    page.resources[Name.XObject][name] = form
    up = float(page.mediabox[TOP]) - float(form.BBox[TOP])
    drawn = b"q 1 0 0 1 0 %.2f cm %b %b Do EMC Q" % (up, mark, str(name).encode())
    page.contents_add(pdf.make_stream(drawn + b" q" if below else b"q"), prepend=True)
    page.contents_add(pdf.make_stream(b"Q" if below else b"Q " + drawn))


def _name_author(pdf: Pdf, author: str) -> None:
    pdf.docinfo[Name.Author] = author
    with pdf.open_metadata(set_pikepdf_as_editor=False, update_docinfo=False) as metadata:
        metadata["dc:creator"] = [author]


def _finish_links(pdf: Pdf) -> None:
    """Print links as they are shown, and describe those inside the document by their page.

    WeasyPrint describes them by the bare anchor.
    """
    numbers = {page.obj.objgen: number for number, page in enumerate(pdf.pages, start=1)}
    places = destinations(pdf)
    for page in pdf.pages:
        for link in page.obj.get(Name.Annots, []):
            link[Name.F] = PRINTED
            if Name.Dest in link:
                target = places[str(link.Dest)]
                link[Name.Contents] = f"Page {numbers[target[0].objgen]}"
