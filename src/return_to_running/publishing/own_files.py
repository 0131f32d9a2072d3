"""A clinic's own pages and their pictures: a folder beside its profile, read and checked.

A page is Markdown and never HTML: what a clinic writes can say something, and do nothing else.
"""

import datetime as dt
import re
from collections.abc import Iterator
from pathlib import Path

from return_to_running.evidence.citations import FENCED_OR_CODE
from return_to_running.faults import FILE_NAME, WHOLE_FILE, Fault, FaultError, shown
from return_to_running.pages.front_matter import read_source
from return_to_running.publishing.beside import beside
from return_to_running.publishing.logo import logo_problem
from return_to_running.yaml_file import read_text

Files = tuple[tuple[str, bytes], ...]

MOST_FILES = 60
LARGEST_BYTES = 1_000_000
NAME = re.compile(r"(?:[a-z][a-z0-9-]*/)?[a-z][a-z0-9-]*\.(?P<kind>md|svg|png|jpg|webp)")
BEGINS = {"png": b"\x89PNG\r\n\x1a\n", "jpg": b"\xff\xd8\xff", "webp": b"RIFF"}
"""The first bytes of each kind of picture."""
HTML = re.compile(r"</?[A-Za-z][\w-]*(?:\s[^<>]*)?/?>|<[?!](?!--)")
ATTRIBUTES = re.compile(r"\{:?[^{}\n]*=[^{}\n]*\}")
PICTURE = re.compile(r"!\[(?P<words>[^\]]*)\]\(\s*<?(?P<to>[^)\s>]*)")
NEEDED = {"title": "the page's title in one line", "last_updated": "a day, such as 2026-11-23"}
FOLDER = "a folder beside the profile, such as demo/pages"


def read_own_files(profile: Path, name: object) -> tuple[Files, list[Fault]]:
    """Return the files of the folder that a profile names, by their path in it, and all faults.

    Without a name there are none. What a desktop hides there (`.DS_Store`) is none of them.
    """
    if not isinstance(name, str):
        wrong = [Fault(profile.name, "pages", f"must be text, not {shown(name)}", FOLDER)]
        return (), wrong if name is not None else []
    folder = beside(profile, name)
    if folder is None or not folder.is_dir():
        return (), [Fault(profile.name, "pages", "there is no such folder beside it", FOLDER)]
    seen = (path for path in folder.rglob("*") if not path.name.startswith("."))
    found = sorted(path for path in seen if not path.is_dir())
    if len(found) > MOST_FILES:
        cure = f"keep to {MOST_FILES}"
        return (), [Fault(profile.name, "pages", f"has {len(found)} files", cure)]
    faults = [fault for path in found for fault in _faults(folder, path)]
    if faults:
        return (), faults
    return tuple((path.relative_to(folder).as_posix(), _content(path)) for path in found), []


def _content(path: Path) -> bytes:
    return read_text(path).encode() if path.suffix == ".md" else path.read_bytes()


def _faults(folder: Path, path: Path) -> Iterator[Fault]:
    file = path.relative_to(folder.parent).as_posix()
    name = NAME.fullmatch(path.relative_to(folder).as_posix())
    if not name:
        cure = "keep pages (.md) and pictures (.svg, .png, .jpg, .webp) there, in small letters"
        yield Fault(file, FILE_NAME, "is none that a page or a picture can have", cure)
    elif not path.resolve().is_relative_to(folder) or not path.is_file():
        yield Fault(file, WHOLE_FILE, "leads out of its folder", "put the file itself there")
    elif path.stat().st_size > LARGEST_BYTES:
        cure = f"keep it below {LARGEST_BYTES // 1_000_000} MB"
        yield Fault(file, WHOLE_FILE, "is too large", cure)
    elif name["kind"] == "md":
        yield from _page_faults(file, path)
    else:
        kind = name["kind"]
        content = path.read_bytes()
        unsafe = logo_problem(content) if kind == "svg" else None
        if unsafe:
            yield Fault(file, "the picture", unsafe, "save it again as plain SVG: shapes only")
        elif kind != "svg" and not content.startswith(BEGINS[kind]):
            yield Fault(file, "the picture", f"is no {kind}", "save it again as what its name says")


def _page_faults(file: str, path: Path) -> Iterator[Fault]:
    try:
        source = read_source(file, read_text(path, file))
    except FaultError as error:
        yield from error.faults
        return
    for field, cure in NEEDED.items():
        if not isinstance(source.meta.get(field), dt.date if field == "last_updated" else str):
            yield Fault(file, field, "is missing", f"add it to the front matter: {cure}")
    prose = FENCED_OR_CODE.sub(lambda code: re.sub(r"[^\n]", " ", code[0]), source.text)

    def fault(place: int, what: str, cure: str) -> Fault:
        line = source.first_line + prose.count("\n", 0, place)
        return Fault(file, f"line {line}", what, cure)

    for found in HTML.finditer(prose):
        yield fault(found.start(), f"{shown(found[0])} is HTML", "write it in Markdown")
    for found in ATTRIBUTES.finditer(prose):
        yield fault(found.start(), f"{shown(found[0])} sets more than a name", "take it out")
    for found in PICTURE.finditer(prose):
        if not found["words"].strip():
            cure = "say between [ and ] what it shows, for those who cannot see it"
            yield fault(found.start(), "the picture has no words", cure)
        if ":" in found["to"] or found["to"].startswith("//"):
            cure = "put it into the folder: the guide asks no other website for anything"
            yield fault(found.start(), "the picture is on another website", cure)
