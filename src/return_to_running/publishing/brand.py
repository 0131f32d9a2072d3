"""What the paper of one clinic has of its own: the cover of its guide, the heads of its pages.

Each has a fixed room on the pages that all clinics share (the margins of assets/*.css). What a
clinic says of itself may be long: then it is set in smaller letters, and never over the text.
"""

import base64
from collections.abc import Callable, Sequence

import segno
from markupsafe import Markup

from return_to_running.publishing import colour, guide
from return_to_running.publishing.chapter import HandbookError, as_html, read_drawing
from return_to_running.publishing.clinic import Clinic
from return_to_running.publishing.handbook import Document, Press
from return_to_running.publishing.handout import Site
from return_to_running.publishing.style import Format
from return_to_running.publishing.tagged import page_count

HOME = "index.html"
RUNNER = "-236 0 740 322"
"""The part of the drawing of the runner that the cover shows, in its own units."""
COVER_PT = (10.5, 9, 7.5)
RUNNING_PT = {False: (8, 7, 6), True: (18, 15, 12)}
FIRST_PT = {False: (8.5, 7.5, 6.5, 5.5), True: (18, 15, 12, 10)}
RUNNING_MM = {False: 21.5, True: 25}
FIRST_MM = {False: 33, True: 88}
"""Letters and height of a running head and of the head of a first page: usual, and large print."""
WIDTH = {"a4": "210mm", "letter": "8.5in"}


def cover(press: Press, site: Site, clinic: Clinic, form: Format) -> Document:
    """Return the cover of the guide: one page."""
    html = guide.render(
        "cover.html",
        edition=site.edition,
        clinic=clinic,
        logo=_logo(clinic),
        runner=_runner(site),
    )
    sheet = _sheet(site, clinic, form) + _strip(site, clinic)

    def of(size_pt: float) -> Document:
        return Document(html, sheet, site.base, letters_pt=size_pt)

    return of(_fitting(press, clinic, COVER_PT, of, 1))


def heads(press: Press, site: Site, clinic: Clinic, form: Format, pages: Sequence[str]) -> Document:
    """Return the running head, and after it the head of a first page for each of ``pages``.

    ``pages`` are where each is to be found online: the QR code leads there.
    """
    sheet = _sheet(site, clinic, form) + "".join(
        f"@page {name}{{size:{WIDTH[form.paper]} {height_mm[form.large]}mm}}"
        for name, height_mm in (("running", RUNNING_MM), ("first", FIRST_MM))
    )

    def of(running_pt: float, first_pt: float, pages: Sequence[str]) -> Document:
        html = guide.render(
            "heads.html",
            clinic=clinic,
            logo=_logo(clinic),
            contact=", ".join(filter(None, (clinic.phone, clinic.email, clinic.website))),
            codes=[_code(clinic, page) for page in pages],
        )
        own = f"{sheet}.head{{font-size:{running_pt}pt}}"
        return Document(html, own, site.base, tagged=False, letters_pt=first_pt)

    first_pt, *_ = FIRST_PT[form.large]
    running_pt = _fitting(
        press, clinic, RUNNING_PT[form.large], lambda size: of(size, first_pt, []), 1
    )
    one = pages[:1]  # they differ in their codes alone
    if one:
        first_pt = _fitting(
            press, clinic, FIRST_PT[form.large], lambda size: of(running_pt, size, one), 2
        )
    return of(running_pt, first_pt, pages)


def _fitting(
    press: Press,
    clinic: Clinic,
    sizes_pt: Sequence[float],
    made: Callable[[float], Document],
    most_pages: int,
) -> float:
    """Return the largest size in which a document takes no more pages."""
    for size_pt in sizes_pt:
        laid_out = press.print({clinic.id: made(size_pt)})  # and kept: most fit at once
        if page_count(laid_out[clinic.id]) <= most_pages:
            return size_pt
    raise HandbookError(
        f"{clinic.id}.yml: the clinic's name, address and reviewer are too long for the head of "
        f"a page, even in {sizes_pt[-1]} points: shorten one of them, or an address of the web"
    )


def _sheet(site: Site, clinic: Clinic, form: Format) -> str:
    return site.style.sheet("brand", form) + f":root{{{colour.light(clinic.colour).css()}}}"


def _runner(site: Site) -> Markup:
    """Return the drawing that opens the site, if one does, with the floor beside the runner."""
    drawing = read_drawing(site.folder, HOME, "g-hero")
    if drawing is None:
        return Markup("")
    site.style.dress(drawing)
    drawing[0].set("viewBox", RUNNER)
    return as_html(drawing)


def _strip(site: Site, clinic: Clinic) -> str:
    """Return the rule that draws the first strip as a background, if any: it adds no words."""
    drawing = read_drawing(site.folder, HOME, "g-strip")
    if drawing is None:
        return ""
    site.style.dress_in(colour.light(clinic.colour).css(), drawing)
    drawing[0].set("xmlns", "http://www.w3.org/2000/svg")
    code = base64.b64encode(as_html(drawing[0]).encode()).decode()
    return f".cover__strip{{background-image:url(data:image/svg+xml;base64,{code})}}"


def _logo(clinic: Clinic) -> str:
    return "data:image/svg+xml;base64," + base64.b64encode(clinic.logo_svg).decode()


def _code(clinic: Clinic, page: str) -> str:
    """Return a QR code to a page, as a picture's address, if the site's own is known."""
    if not clinic.site_url:
        return ""
    return segno.make(f"{clinic.site_url.rstrip('/')}/{page}", error="m").svg_data_uri(border=2)
