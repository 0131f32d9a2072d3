"""The guide: every page of the site as one document, laid out once for all clinics.

site pages -> chapters (chapter.py) -> one numbering of sources (sources.py) -> one document with
contents and an empty first page, on which each clinic's cover is put (stamp.py).
"""

from collections.abc import Sequence
from itertools import groupby
from pathlib import Path

from jinja2 import Environment, PackageLoader, StrictUndefined

from return_to_running.publishing.chapter import (
    HandbookError,
    anchor,
    as_html,
    heading,
    missing_targets,
    read_chapter,
)
from return_to_running.publishing.edition import Edition
from return_to_running.publishing.handbook import Document
from return_to_running.publishing.site_config import Chapter
from return_to_running.publishing.sources import number_once
from return_to_running.publishing.style import PACKAGE, Format, Style


def guide_document(
    site: Path, base: str, chapters: Sequence[Chapter], edition: Edition, form: Format
) -> Document:
    """Return the guide of one site; a `HandbookError` names what is missing from the site.

    ``base`` is the address of the folder that holds the pictures and fonts.
    """
    anchors = {chapter.page: anchor(chapter.page) for chapter in chapters}
    made = [read_chapter(site, chapter.page, anchors) for chapter in chapters]
    number_once(made)
    lost = list(missing_targets(made))
    if lost:
        raise HandbookError("links that lead nowhere in the guide: " + ", ".join(lost))
    style = Style(site)
    for chapter in made:
        style.dress(chapter)
    parts = [
        (part, [heading(each) for _, each in group])
        for part, group in groupby(zip(chapters, made, strict=True), key=lambda pair: pair[0].part)
    ]
    html = render(
        "guide.html", edition=edition, parts=parts, chapters=[as_html(chapter) for chapter in made]
    )
    return Document(html, style.sheet("guide", form), base)


def render(template: str, **values: object) -> str:
    """Fill one of our templates for paper."""
    environment = Environment(
        loader=PackageLoader(PACKAGE), autoescape=True, undefined=StrictUndefined
    )
    return environment.get_template(template).render(values)
