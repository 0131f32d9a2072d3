"""The pages of the built site, each with what its author wrote above the text."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path, PurePosixPath
from typing import Any
from xml.etree.ElementTree import Element

from checks.article import sentences
from return_to_running.pages.front_matter import read_source
from return_to_running.publishing.chapter import parse
from return_to_running.publishing.paper import classes


@dataclass(frozen=True)
class Page:
    """One built page. ``name`` is its address in the site, ``source`` its Markdown in docs/."""

    name: str
    source: str
    front: Mapping[str, Any]
    tree: Element

    @cached_property
    def article(self) -> Element:
        """The part that is the page's own; a page without one is all its own."""
        return next(self.tree.iter("article"), self.tree)

    @cached_property
    def sentences(self) -> list[str]:
        """What a patient reads, sentence by sentence."""
        return sentences(self.article)

    @property
    def is_for_patients(self) -> bool:
        """Whether the limits for patients hold: unless its front matter says patient_page: no."""
        return bool(self.front.get("patient_page", True))

    @property
    def ids(self) -> list[str]:
        """Every id, doubles included."""
        return [each for each in (element.get("id") for element in self.tree.iter()) if each]

    def has(self, name: str) -> bool:
        """Tell whether an element of the article has the class."""
        return any(name in classes(each) for each in self.article.iter())


def load_pages(site: Path, docs: Path) -> list[Page]:
    """Read every page of docs/ as it was built into the site, in the order of their names."""
    return [
        _page(site, PurePosixPath(source.relative_to(docs).as_posix()), source)
        for source in sorted(docs.rglob("*.md"))
    ]


def _page(site: Path, source: PurePosixPath, file: Path) -> Page:
    name = source.with_suffix(".html").as_posix()
    front = read_source(source.as_posix(), file.read_text(encoding="utf-8")).meta
    return Page(name, source.as_posix(), front, parse((site / name).read_text(encoding="utf-8")))
