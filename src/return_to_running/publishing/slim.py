"""The neutral site made light and steady: a phone on a slow line loads what its page needs.

=====================  ==========================================================================
Material's sheets      become one, without rules for parts and tags that no page or script has
our sheets             become one, without comments and spare blanks; ``brand.css`` stays apart
the calculator's sheet is asked for only by pages with the calculator
the search index       is fetched when the search is opened, not on every page
maps, other languages  go
pictures               say their size, so that no line moves when they arrive
blank lines, indents   go from pages, but not from one that shows code
=====================  ==========================================================================

The PDF is drawn with our one sheet too.
"""

import json
import re
import shutil
from collections.abc import Iterator
from functools import partial
from pathlib import Path

import rcssmin
import tinycss2  # type: ignore[import-untyped]
from tinycss2 import ast

from return_to_running.faults import GuideError

SHEETS = Path("assets/stylesheets")
THEME, OURS = SHEETS / "material.css", SHEETS / "guide.css"
CALCULATOR = "<return-to-running"
INDEX = "search/search_index.json"
EAGER_SEARCH = 'location.protocol!=="file:"'
"""Where Material's script decides to fetch the search index at once."""

LINK = re.compile(r'[ \t]*<link rel="stylesheet" href="(?P<root>[^"]*?)(?P<path>assets/[^"]+)">\n?')
PICTURE = re.compile(
    r'<img (?![^>]*\bwidth=)(?=[^>]*\bsrc="(?P<path>[^":]*assets/figures/[^":]+\.svg)")'
)
VIEW_BOX = re.compile(
    r'<svg\b[^>]*\bviewBox="[\d.-]+ [\d.-]+ (?P<width>[\d.]+) (?P<height>[\d.]+)"'
)
INDENT = re.compile(r"[ \t\r]*\n[ \t\r\n]*")
SPACED = re.compile(r"<(?:pre|textarea)\b")
"""Where blanks are part of what is shown."""
CLASS = re.compile(r'class="([^"]*)"')
TAG = re.compile(r"<[a-z][a-z0-9-]*")
QUOTED = re.compile(r"[\"'`]([a-z][a-z0-9-]*)[\"'`]")
SCHEME = re.compile(r'data-md-color-[a-z]+="([^"]*)"')
UNUSED_PARTS = "annotation|code|mermaid|source|tag|version"
SCRIPTED = re.compile(rf"(?:--)?md-(?!{UNUSED_PARTS})[\w-]+|\bjs\b|\bfocus-visible\b")
"""What Material's scripts add to pages that use none of its optional parts."""
SET_VARIABLE = re.compile(
    r"""(--[\w-]+):(?:url\((?:"[^"]*"|'[^']*'|[^)"']*)\)|[^;{}])*(?:;|(?=\}))"""
)
READ_VARIABLE = re.compile(r"var\(\s*(--[\w-]+)")


class SlimError(GuideError):
    """The built site is not laid out as this expects; the message says what has changed."""


def slim(site: Path) -> None:
    """Make a built site light, in place; a `SlimError` says what it could not find."""
    pages = {path: path.read_text(encoding="utf-8") for path in sorted(site.rglob("*.html"))}
    theme, ours = _sheets(next(iter(pages.values()), ""))
    if not theme or not ours:
        raise SlimError("the pages link no style sheet of Material's or none of the guide's own")
    own = "\n".join((site / path).read_text(encoding="utf-8") for path in ours)
    full = "\n".join((site / path).read_text(encoding="utf-8") for path in theme)
    (site / OURS).write_text(rcssmin.cssmin(own), encoding="utf-8", newline="\n")
    (site / THEME).write_text(_used(full, _words(site, pages), own), "utf-8", newline="\n")
    for sheet in site.rglob("*.css"):
        if sheet not in (site / OURS, site / THEME):
            text = sheet.read_text(encoding="utf-8")
            sheet.write_text(rcssmin.cssmin(text), encoding="utf-8", newline="\n")
    for page, text in pages.items():
        light = tightened(_sized(_relinked(text, theme, ours), page.parent))
        page.write_text(light, encoding="utf-8", newline="\n")
    for path in (*theme, *ours):
        (site / path).unlink()
    for spare in (*site.rglob("*.map"), *site.glob("sitemap.xml.gz")):
        spare.unlink()  # The packed site map could not be filled with a clinic's address.
    _search(site)


def tightened(page: str) -> str:
    """Return a page without blank lines and indents; one that shows code stays as it is."""
    return page if SPACED.search(page) else INDENT.sub("\n", page)


def _sheets(page: str) -> tuple[list[str], list[str]]:
    """Return the paths of Material's sheets and of ours, in the order a page links them."""
    paths = [link["path"] for link in LINK.finditer(page) if "/stylesheets/" in link["path"]]
    theme = [path for path in paths if path.endswith(".min.css")]
    return theme, [path for path in paths if path not in theme and not path.endswith("brand.css")]


def _relinked(page: str, theme: list[str], ours: list[str]) -> str:
    def link(old: re.Match[str]) -> str:
        path = old["path"]
        if path in (theme[0], ours[0]):
            new = THEME if path == theme[0] else OURS
            return old[0].replace(path, new.as_posix())
        is_spare = path.endswith("/calculator.css") and CALCULATOR not in page
        return "" if path in theme or path in ours or is_spare else old[0]

    return LINK.sub(link, page)


def _sized(page: str, folder: Path) -> str:
    """Give every drawing the width and height of its view box."""

    def size(picture: re.Match[str]) -> str:
        file = folder / picture["path"]
        box = VIEW_BOX.search(file.read_text(encoding="utf-8")) if file.is_file() else None
        if box is None:
            return picture[0]
        width, height = (round(float(box[side])) for side in ("width", "height"))
        return f'{picture[0]}width="{width}" height="{height}" '

    return PICTURE.sub(size, page)


def _search(site: Path) -> None:
    """Wait for the reader to open the search, and keep only the languages it knows."""
    for script in site.glob("assets/javascripts/bundle.*.js"):
        code = script.read_text(encoding="utf-8")
        if code.count(EAGER_SEARCH) != 1:
            raise SlimError(f"{script.name}: Material now fetches the search index in another way")
        script.write_text(code.replace(EAGER_SEARCH, "!1"), encoding="utf-8", newline="\n")
    index = site / INDEX
    if index.is_file() and json.loads(index.read_bytes())["config"]["lang"] == ["en"]:
        shutil.rmtree(site / "assets/javascripts/lunr", ignore_errors=True)


def _words(site: Path, pages: dict[Path, str]) -> set[str]:
    """Every `<tag`, class and colour scheme of the pages, and what scripts may add to them."""
    words: set[str] = set()
    for text in pages.values():
        words.update(TAG.findall(text))
        for names in (*CLASS.findall(text), *SCHEME.findall(text)):
            words.update(names.split())
    for script in site.glob("assets/javascripts/*.js"):
        words.update(SCRIPTED.findall(script.read_text(encoding="utf-8")))
    for script in site.glob("assets/*/*.js"):
        text = script.read_text(encoding="utf-8")
        words.update([*TAG.findall(text), *(f"<{name}" for name in QUOTED.findall(text))])
    return words


def _used(sheet: str, words: set[str], others: str) -> str:
    """Return a sheet without rules that match nothing and variables that nothing reads."""
    rules = tinycss2.parse_stylesheet(sheet, skip_comments=True, skip_whitespace=True)
    text, longer = "".join(_kept(rules, words)), ""
    while text != longer:  # A variable that only a variable reads goes with that one.
        longer, read = text, words | set(READ_VARIABLE.findall(text + others))
        text = SET_VARIABLE.sub(partial(_if_read, read), text)
    return str(rcssmin.cssmin(text))


def _if_read(read: set[str], setting: re.Match[str]) -> str:
    return setting[0] if setting[1] in read else ""


def _kept(rules: list[ast.Node], words: set[str]) -> Iterator[str]:
    for rule in rules:
        if isinstance(rule, ast.QualifiedRule):
            selectors = [s for s in _selectors(rule.prelude) if _may_match(s, words)]
            if selectors:
                prelude = ",".join(tinycss2.serialize(selector) for selector in selectors)
                yield f"{prelude}{{{tinycss2.serialize(rule.content)}}}"
        elif isinstance(rule, ast.AtRule) and rule.at_keyword in ("media", "supports"):
            inner = tinycss2.parse_rule_list(rule.content, skip_comments=True, skip_whitespace=True)
            body = "".join(_kept(inner, words))
            if body:
                yield f"@{rule.at_keyword}{tinycss2.serialize(rule.prelude)}{{{body}}}"
        elif not (isinstance(rule, ast.AtRule) and rule.at_keyword == "charset"):
            yield rule.serialize()


def _selectors(prelude: list[ast.Node]) -> list[list[ast.Node]]:
    selectors: list[list[ast.Node]] = [[]]
    for token in prelude:
        if token == ",":
            selectors.append([])
        else:
            selectors[-1].append(token)
    return selectors


def _may_match(selector: list[ast.Node], words: set[str]) -> bool:
    """Tell whether all its tags and classes exist; what stands in `:is()` and `:not()` may."""
    for before, token in zip([None, *selector], selector, strict=False):
        if isinstance(token, ast.IdentToken) and before != ":":
            name = token.value if before == "." else f"<{token.value}"
            if name not in words:
                return False
        if isinstance(token, ast.SquareBracketsBlock):
            attribute, _, value = tinycss2.serialize(token.content).partition("=")
            if attribute.startswith("data-md-color-") and value.strip("\"'") not in words:
                return False
    return True
