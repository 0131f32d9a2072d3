"""The guide as a PDF, made from one clinic's finished site. The only importer of WeasyPrint.

site pages -> chapters (chapter.py) -> one document with cover and contents -> WeasyPrint ->
header scope (table_scope.py). Same site, same edition: same bytes.
"""

import datetime as dt
from collections.abc import Sequence
from importlib.resources import files
from itertools import groupby
from pathlib import Path

from jinja2 import Environment, PackageLoader, StrictUndefined
from weasyprint import CSS, HTML  # type: ignore[import-untyped]
from weasyprint.text.fonts import FontConfiguration  # type: ignore[import-untyped]

from return_to_running.publishing import colour
from return_to_running.publishing.chapter import (
    HandbookError,
    anchor,
    as_html,
    heading,
    missing_targets,
    read_chapter,
)
from return_to_running.publishing.clinic import Clinic, in_full
from return_to_running.publishing.drawing import drawing_style, dress, tokens
from return_to_running.publishing.site_config import Chapter
from return_to_running.publishing.table_scope import add_scope

PACKAGE = "return_to_running.publishing"
SHEETS = ("tokens", "figures", "components")
"""The site's sheets that hold colours and rules for drawings, in the order the site links them."""


def guide(
    site: Path, chapters: Sequence[Chapter], clinic: Clinic, title: str, edition: dt.date
) -> bytes:
    """Return the guide as PDF/UA-1; a `HandbookError` names what is missing from the site."""
    document, sheet = guide_document(site, chapters, clinic, title, edition)
    fonts = FontConfiguration()
    base = f"{site.resolve().as_uri()}/"
    styles = [CSS(string=sheet, base_url=base, font_config=fonts)]
    pdf = HTML(string=document, base_url=base).write_pdf(
        stylesheets=styles, font_config=fonts, pdf_variant="pdf/ua-1"
    )
    return add_scope(pdf)


def guide_document(
    site: Path, chapters: Sequence[Chapter], clinic: Clinic, title: str, edition: dt.date
) -> tuple[str, str]:
    """Return the guide as one HTML document and its style sheet, before it is laid out."""
    anchors = {chapter.page: anchor(chapter.page) for chapter in chapters}
    made = [read_chapter(site, chapter.page, anchors) for chapter in chapters]
    lost = list(missing_targets(made))
    if lost:
        raise HandbookError("links that lead nowhere in the guide: " + ", ".join(lost))
    sheets = [_site_sheet(site, name) for name in SHEETS]
    brand = f":root{{{colour.light(clinic.colour).css()}}}"
    values = tokens([*sheets, brand])
    style = drawing_style(sheets, values)
    for chapter in made:
        dress(chapter, style, values)
    parts = [
        (part, [heading(each) for _, each in group])
        for part, group in groupby(zip(chapters, made, strict=True), key=lambda pair: pair[0].part)
    ]
    document = _render(
        clinic=clinic,
        title=title,
        edition=in_full(edition),
        day=edition,
        parts=parts,
        chapters=[as_html(chapter) for chapter in made],
    )
    own = (files(PACKAGE) / "assets" / "handbook.css").read_text(encoding="utf-8")
    page = f"@page{{size:{clinic.paper}}}"
    declared = "".join(f"--{name}:{value};" for name, value in values.items())
    return document, f":root{{{declared}}}{page}{own}"


def _render(**values: object) -> str:
    environment = Environment(
        loader=PackageLoader(PACKAGE), autoescape=True, undefined=StrictUndefined
    )
    return environment.get_template("guide.html").render(values)


def _site_sheet(site: Path, name: str) -> str:
    path = site / "assets" / "stylesheets" / f"{name}.css"
    if not path.is_file():
        raise HandbookError(f"{path.relative_to(site)}: is missing from the built site")
    return path.read_text(encoding="utf-8")
