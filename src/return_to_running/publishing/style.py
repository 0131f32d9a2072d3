"""What all our paper looks like: the site's fonts, tokens and drawings, in ink instead of brand.

The brand is only on the cover and in the heads of the pages, which are stamped on (stamp.py): the
pages themselves are the same for every clinic and are laid out once.
"""

from dataclasses import dataclass
from functools import cached_property
from importlib.resources import files
from pathlib import Path
from xml.etree.ElementTree import Element

from return_to_running.publishing.chapter import HandbookError
from return_to_running.publishing.drawing import drawing_style, dress, tokens

PACKAGE = "return_to_running.publishing"
SITE_SHEET = "assets/stylesheets/guide.css"
"""The site's own sheet, with its colours and its rules for drawings (made by slim.py)."""
INK = (
    ":root{--brand:#14201f;--on-brand:#fff;--brand-edge:#14201f;--link:#14201f;"
    "--tint:#f2f5f4;--tint-2:#d5dddb}"
)
"""Stands in the place of the clinic's colours, so that a page reads the same on every printer."""


@dataclass(frozen=True)
class Format:
    """A size of paper and of print. ``paper`` is ``a4`` or ``letter``."""

    paper: str
    large: bool = False

    @property
    def folder(self) -> str:
        """Where its handouts are kept: ``a4``, ``letter-large-print``."""
        return f"{self.paper}-large-print" if self.large else self.paper


@dataclass(frozen=True)
class Style:
    """The style of one built site's paper."""

    site: Path

    @cached_property
    def values(self) -> dict[str, str]:
        """The custom properties of the light scheme, the brand's in ink."""
        return tokens([self._sheet, INK])

    def dress(self, article: Element) -> None:
        """Give every drawing of an article its style."""
        dress(article, self._drawing, self.values)

    def dress_in(self, brand: str, article: Element) -> None:
        """Give every drawing of an article its style in the colours of a clinic."""
        values = self.values | tokens([f":root{{{brand}}}"])
        dress(article, drawing_style([self._sheet], values), values)

    def sheet(self, kind: str, form: Format) -> str:
        """Return the style sheet for a ``kind`` of document: guide, handout or brand."""
        own = [read_asset(f"{name}.css") for name in ("paper", kind)]
        if form.large:
            own.append(read_asset("large-print.css"))
        declared = "".join(f"--{name}:{value};" for name, value in self.values.items())
        return f":root{{{declared}}}@page{{size:{form.paper}}}{''.join(own)}"

    @cached_property
    def _drawing(self) -> str:
        return drawing_style([self._sheet], self.values)

    @cached_property
    def _sheet(self) -> str:
        path = self.site / SITE_SHEET
        if not path.is_file():
            raise HandbookError(f"{SITE_SHEET}: is missing from the built site")
        return path.read_text(encoding="utf-8")


def read_asset(name: str) -> str:
    """Return the text of one of our own files for paper."""
    return (files(PACKAGE) / "assets" / name).read_text(encoding="utf-8")
