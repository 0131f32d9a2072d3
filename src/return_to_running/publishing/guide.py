"""The guide: every page of the site as one document, laid out once for all clinics.

site pages -> chapters (chapter.py) -> one numbering of sources (sources.py) -> one document with
contents and an empty first page, on which each clinic's cover is put (stamp.py).
"""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from return_to_running.publishing.chapter import (
    HandbookError,
    Heading,
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


@dataclass(frozen=True)
class Guide:
    """The guide's text: the columns of its contents, and each chapter by its anchor."""

    edition: Edition
    columns: list[Sequence[object]]
    chapters: dict[str, Markup]

    def document(self, style: Style, base: str, form: Format) -> Document:
        """Return what is laid out; ``base`` is the address of its pictures and fonts."""
        html = render(
            "guide.html",
            edition=self.edition,
            columns=self.columns,
            chapters=self.chapters.values(),
        )
        return Document(html, style.sheet("guide", form), base)


def read_guide(site: Path, chapters: Sequence[Chapter], edition: Edition) -> Guide:
    """Return the guide of one site; a `HandbookError` names what is missing from the site."""
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
    texts = {each.get("id", ""): as_html(each) for each in made}
    return Guide(edition, _in_two(parts), texts)


def _in_two(parts: list[tuple[str | None, list[Heading]]]) -> list[Sequence[object]]:
    """Share out the parts of the contents between two columns, the first no shorter."""
    lines = [2 + len(headings) for _, headings in parts]  # a name takes as much as two entries
    first = next(at for at in range(len(parts) + 1) if 2 * sum(lines[:at]) >= sum(lines))
    return [column for column in (parts[:first], parts[first:]) if column]


def render(template: str, **values: object) -> str:
    """Fill one of our templates for paper."""
    environment = Environment(
        loader=PackageLoader(PACKAGE), autoescape=True, undefined=StrictUndefined
    )
    return environment.get_template(template).render(values)
