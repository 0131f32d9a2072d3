"""The neutral site, read once, and filled for one clinic after the other.

The pages are built with clinic fields left open: ``@@clinic.name@@``. Parts that vanish when a
field is empty stand between ``<!--if clinic.booking-->`` and ``<!--/if-->``. What a clinic writes
is text: it is escaped for the place it is put into, so no profile can add markup or script.
"""

import datetime as dt
import html
import json
import re
import shutil
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from return_to_running.faults import GuideError
from return_to_running.publishing import colour, policy
from return_to_running.publishing.clinic import Clinic, in_full
from return_to_running.publishing.logo import logo_size

BRAND_SHEET = Path("assets/stylesheets/brand.css")
LOGO = Path("assets/images/logo.svg")
SITE_MAP = Path("sitemap.xml")
MARK = re.compile(
    r"@@clinic\.(?P<field>[a-z0-9-]+)@@"
    r"|<!--if clinic\.(?P<condition>[a-z0-9-]+)-->|(?P<end><!--/if-->)"
    r"|(?P<script><script\b(?![^>]*\bsrc=)[^>]*>)|(?P<script_end></script>)"
)
HEADING = re.compile(r"<h[1-6]\b")
OPEN_FIELD = "@@clinic."
OPEN_PART = "<!--if clinic."

Escape = Callable[[str], str]


class BrandingError(GuideError):
    """A page of the neutral site cannot be filled; the message names the page and the token."""


@dataclass(frozen=True)
class Filling:
    """What the open fields are filled from.

    ``sizes`` are the bytes of the PDFs offered for download, by path; none are offered without.
    """

    clinic: Clinic
    edition: dt.date
    sizes: Mapping[str, int]

    def size(self, path: str) -> str:
        """Return how large a PDF is, in words."""
        return in_words(self.sizes.get(path))


FIELDS: Mapping[str, Callable[[Filling], str | None]] = {
    "name": lambda of: of.clinic.name,
    "logo-width": lambda of: str(logo_size(of.clinic.logo_svg)[0]),
    "logo-height": lambda of: str(logo_size(of.clinic.logo_svg)[1]),
    "short-name": lambda of: of.clinic.short_name,
    "phone": lambda of: of.clinic.phone,
    "phone-digits": lambda of: of.clinic.phone_digits,
    "email": lambda of: of.clinic.email,
    "address": lambda of: of.clinic.address,
    "hours": lambda of: of.clinic.hours,
    "website": lambda of: of.clinic.website,
    "booking": lambda of: of.clinic.booking,
    "emergency": lambda of: of.clinic.emergency,
    "emergency-place": lambda of: of.clinic.emergency_place,
    "advice": lambda of: of.clinic.advice,
    "gp": lambda of: of.clinic.gp,
    "units": lambda of: of.clinic.units,
    "site-url": lambda of: of.clinic.site_url and f"{of.clinic.site_url.rstrip('/')}/",
    "root": lambda of: policy.root(of.clinic.site_url or ""),
    "review": lambda of: of.clinic.review,
    "reviewer": lambda of: of.clinic.reviewer.name if of.clinic.reviewer else None,
    "credentials": lambda of: of.clinic.reviewer.credentials if of.clinic.reviewer else None,
    "reviewed": lambda of: of.clinic.reviewer.date.isoformat() if of.clinic.reviewer else None,
    "unreviewed": lambda of: None if of.clinic.reviewer else "yes",
    "disclosure": lambda of: of.clinic.disclosure,
    "full-calculator": lambda of: "yes" if of.clinic.calculator == "full" else None,
    "edition": lambda of: in_full(of.edition),
    "handouts": lambda of: f"handouts/{of.clinic.paper}" if of.sizes else None,
    "guide-a4-size": lambda of: of.size("guide-a4.pdf"),
    "guide-letter-size": lambda of: of.size("guide-letter.pdf"),
}
"""Every open field, and what it stands for; a part that needs an empty one vanishes."""


def fields(
    clinic: Clinic, edition: dt.date, sizes: Mapping[str, int] | None = None
) -> dict[str, str]:
    """Return the value of every field for one clinic: see `Filling`."""
    filling = Filling(clinic, edition, sizes or {})
    return {name: value(filling) or "" for name, value in FIELDS.items()}


def in_words(size_bytes: int | None) -> str:
    """Write a size as a reader of a download link expects it: 0.8 MB, 74 kB."""
    if size_bytes is None:
        return ""
    if size_bytes < 100_000:
        return f"{max(1, round(size_bytes / 1000))} kB"
    return f"{size_bytes / 1_000_000:.1f} MB"


def in_markup(text: str) -> str:
    """Escape text for HTML and XML, in elements and in quoted attributes."""
    return html.escape(text, quote=True)


def in_script(text: str) -> str:
    """Escape text for the inside of a JSON or JavaScript string, also within a page."""
    quoted = json.dumps(text)[1:-1].replace("'", "\\u0027")
    return quoted.replace("<", "\\u003c").replace(">", "\\u003e").replace("&", "\\u0026")


def in_search_index(text: str) -> str:
    """Escape text for Material's search index: JSON whose strings are shown as HTML."""
    return in_script(in_markup(text))


ESCAPES: dict[str, Escape] = {
    ".html": in_markup,
    ".xml": in_markup,
    ".json": in_script,
    ".js": in_script,
    ".webmanifest": in_script,
}


@dataclass(frozen=True)
class Piece:
    """A stretch of text, or an open field; it stands only if ``condition`` is not empty."""

    text: str
    field: str | None = None
    condition: str | None = None
    escape: Escape = in_markup


@dataclass(frozen=True)
class Template:
    """One file of the neutral site, cut at its open fields."""

    path: Path
    pieces: tuple[Piece, ...]

    def fill(self, values: Mapping[str, str]) -> str:
        """Put a clinic's values in."""
        return "".join(
            piece.text if piece.field is None else piece.escape(values[piece.field])
            for piece in self.pieces
            if piece.condition is None or values[piece.condition]
        )


@dataclass(frozen=True)
class NeutralSite:
    """The site as built: files with open fields, and files that are the same for every clinic."""

    root: Path
    templates: tuple[Template, ...]
    same: tuple[Path, ...]


def read_neutral_site(root: Path) -> NeutralSite:
    """Cut every page once, so that each clinic costs only joining and copying."""
    templates, same = [], []
    for file in sorted(path for path in root.rglob("*") if path.is_file()):
        path = file.relative_to(root)
        content = file.read_bytes()
        if OPEN_FIELD.encode() not in content and OPEN_PART.encode() not in content:
            same.append(path)
        elif file.suffix in ESCAPES:
            templates.append(cut(path, content.decode("utf-8")))
        else:
            raise BrandingError(
                f"{path}: has open clinic fields, but {file.suffix} is never filled"
            )
    for path in (BRAND_SHEET, LOGO):
        if path not in same:
            raise BrandingError(f"{path}: is missing from the built site; every clinic replaces it")
    return NeutralSite(root, tuple(templates), tuple(same))


def cut(path: Path, text: str) -> Template:
    """Cut one file at its open fields; a `BrandingError` names what cannot be filled."""
    of_file = in_search_index if path.name.startswith("search_index.") else ESCAPES[path.suffix]
    escape, condition, at, begun = of_file, None, 0, 0
    pieces: list[Piece] = []
    for mark in MARK.finditer(text):
        keeps_its_text = mark["script"] or mark["script_end"]
        end = mark.end() if keeps_its_text else mark.start()
        pieces.append(Piece(text[at:end], condition=condition))
        at = mark.end()
        if mark["script"] and path.suffix == ".html":
            escape = in_script
        elif mark["script_end"]:
            escape = of_file
        elif mark["condition"]:
            if condition:
                raise BrandingError(f"{path}: {mark[0]} stands inside another <!--if")
            condition, begun = _known(path, mark["condition"], mark[0]), mark.start()
        elif mark["end"]:
            condition = None
            if HEADING.search(text, begun, mark.start()):
                raise BrandingError(
                    f"{path}: a heading stands between {text[begun : begun + 40]!r} and "
                    "<!--/if-->, and the contents and the search lead to it for every clinic: "
                    "write it outside"
                )
        elif mark["field"]:
            field = _known(path, mark["field"], mark[0])
            pieces.append(Piece("", field, condition, escape))
    if condition:
        raise BrandingError(f"{path}: <!--if clinic.{condition}--> has no <!--/if-->")
    pieces.append(Piece(text[at:]))
    for piece in pieces:
        for rest in (OPEN_FIELD, OPEN_PART):
            if rest in piece.text:
                place = piece.text.index(rest)
                raise BrandingError(f"{path}: cannot read {piece.text[place : place + 40]!r}")
    return Template(path, tuple(piece for piece in pieces if piece.text or piece.field))


def write_site(neutral: NeutralSite, clinic: Clinic, edition: dt.date, target: Path) -> None:
    """Write one clinic's site into an empty or missing folder."""
    shutil.copytree(neutral.root, target, copy_function=partial(shutil.copyfile))
    fill_pages(neutral, fields(clinic, edition), target)
    (target / BRAND_SHEET).write_text(colour.css(clinic.colour), encoding="utf-8", newline="\n")
    (target / LOGO).write_bytes(clinic.logo_svg)


def fill_pages(neutral: NeutralSite, values: Mapping[str, str], target: Path) -> None:
    """Write the pages that have open fields, again if need be: sizes are known after the PDFs."""
    for template in neutral.templates:
        if template.path == SITE_MAP and not values["site-url"]:
            (target / SITE_MAP).unlink(missing_ok=True)  # it may list only whole addresses
            continue
        (target / template.path).write_text(template.fill(values), encoding="utf-8", newline="\n")


def _known(path: Path, field: str, token: str) -> str:
    if field not in FIELDS:
        known = ", ".join(sorted(FIELDS))
        raise BrandingError(f"{path}: {token}: there is no such field; use one of {known}")
    return field
