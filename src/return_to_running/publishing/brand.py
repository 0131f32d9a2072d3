"""What the paper of one clinic has of its own: the cover of its guide, the heads of its pages.

Each has a fixed room on the pages that all clinics share (the margins of assets/*.css). What a
clinic says of itself may be long: then it is set in smaller letters, and never over the text.
"""

import base64
from collections.abc import Callable, Sequence

import segno

from return_to_running.publishing import colour, guide
from return_to_running.publishing.chapter import HandbookError
from return_to_running.publishing.clinic import Clinic
from return_to_running.publishing.handbook import Document, Press
from return_to_running.publishing.handout import Site
from return_to_running.publishing.style import Format

COVER_PT = (10.5, 9, 7.5)
HEAD_PT = (8.5, 7.5, 6.5, 5.5)
LARGE_HEAD_PT = (18, 15, 12, 9)
ROOM_MM = {False: (21.5, 33), True: (25, 88)}
"""Of a running head and the head of a first page; the larger are for large print."""
WIDTH = {"a4": "210mm", "letter": "8.5in"}


def cover(press: Press, site: Site, clinic: Clinic, form: Format) -> Document:
    """Return the cover of the guide: one page."""
    html = guide.render("cover.html", edition=site.edition, clinic=clinic, logo=_logo(clinic))
    sheet = _sheet(site, clinic, form)

    def of(size_pt: float) -> Document:
        return Document(html, f"{sheet}html{{font-size:{size_pt}pt}}", site.base)

    return of(_fitting(press, clinic, COVER_PT, of, 1))


def heads(press: Press, site: Site, clinic: Clinic, form: Format, pages: Sequence[str]) -> Document:
    """Return the running head, and after it the head of a first page for each of ``pages``.

    ``pages`` are where each is to be found online: the QR code leads there.
    """
    running_mm, first_mm = ROOM_MM[form.large]
    width = WIDTH[form.paper]
    rooms = "".join(
        f"@page {name}{{size:{width} {room}mm}}"
        for name, room in (("running", running_mm), ("first", first_mm))
    )
    sheet = _sheet(site, clinic, form) + rooms

    def of(size_pt: float, pages: Sequence[str] = pages) -> Document:
        html = guide.render(
            "heads.html",
            clinic=clinic,
            logo=_logo(clinic),
            contact=", ".join(filter(None, (clinic.phone, clinic.email, clinic.website))),
            codes=[_code(clinic, page) for page in pages],
        )
        return Document(html, f"{sheet}html{{font-size:{size_pt}pt}}", site.base, tagged=False)

    one = pages[:1]  # they differ in their codes alone
    sizes = LARGE_HEAD_PT if form.large else HEAD_PT
    return of(_fitting(press, clinic, sizes, lambda size: of(size, one), 1 + len(one)))


def _fitting(
    press: Press,
    clinic: Clinic,
    sizes_pt: Sequence[float],
    made: Callable[[float], Document],
    most_pages: int,
) -> float:
    """Return the largest size in which a document takes no more pages."""
    for size_pt in sizes_pt:
        if press.count({clinic.id: made(size_pt)}).pages <= most_pages:
            return size_pt
    raise HandbookError(
        f"{clinic.id}.yml: the clinic's name, address and reviewer are too long for the head of "
        f"a page, even in {sizes_pt[-1]} points: shorten one of them, or an address of the web"
    )


def _sheet(site: Site, clinic: Clinic, form: Format) -> str:
    return site.style.sheet("brand", form) + f":root{{{colour.light(clinic.colour).css()}}}"


def _logo(clinic: Clinic) -> str:
    return "data:image/svg+xml;base64," + base64.b64encode(clinic.logo_svg).decode()


def _code(clinic: Clinic, page: str) -> str:
    """Return a QR code to a page, as a picture's address, if the site's own is known."""
    if not clinic.site_url:
        return ""
    return segno.make(f"{clinic.site_url.rstrip('/')}/{page}", error="m").svg_data_uri(border=2)
