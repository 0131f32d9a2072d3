"""No code in pages: inline scripts move to files, so that ``script-src 'self'`` holds.

Material writes a few short scripts into every page. Each becomes ``assets/inline/<hash>.js``. They
stay ordinary scripts at the same place, so they run in the same order, also from ``file://``.
(Material's first one holds the way back to the site's root, so it differs by depth of page.)
"""

import hashlib
import html
import os
import re
from collections.abc import Sequence
from pathlib import Path
from urllib.parse import urlsplit

from jinja2 import Environment, PackageLoader, StrictUndefined, select_autoescape

from return_to_running.faults import GuideError

INLINE = Path("assets/inline")
SCRIPT = re.compile(r"<script(?P<attributes>[^>]*)>(?P<code>.*?)</script>", re.DOTALL)
TYPE = re.compile(r"\btype\s*=\s*[\"']?(?P<type>[^\"'\s>]+)")
JAVASCRIPT_TYPES = {"text/javascript", "application/javascript"}
NOT_MARKUP = re.compile(r"<!--.*?-->|<script\b.*?</script>", re.DOTALL)
INLINE_STYLE = re.compile(r"<style\b[^>]*>|<[a-z][^>]*\s(?:style|on[a-z]+)\s*=[^>]*>")
LINK = re.compile(r"<a\b[^>]*?\shref\s*=\s*(?:\"(?P<in_two>[^\"]*)\"|'(?P<in_one>[^']*)')[^>]*>")
RUNS = re.compile(r"(?:javascript|vbscript|data):", re.IGNORECASE)
NOT_READ = re.compile(r"[\x00-\x20]+")
"""What a browser does not read of the beginning of an address, or anywhere in its scheme."""

DIRECTIVES = {
    "default-src": "'none'",
    "script-src": "'self'",
    "style-src": "'self'",
    "img-src": "'self' data:",
    "font-src": "'self'",
    "connect-src": "'self'",
    "worker-src": "'self'",
    "manifest-src": "'self'",
    "base-uri": "'none'",
    "form-action": "'none'",
    "frame-ancestors": "'self'",
}

OTHER_HEADERS = {
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=(), payment=(), usb=()",
    "Cross-Origin-Opener-Policy": "same-origin",
}
FONTS = tuple(f"assets/fonts/guide-sans-{weight}.woff2" for weight in (400, 700))
"""Asked for with the page: found only in its style sheet, they come too late for a first visit."""
SERVER_FILES = ("_headers", "nginx.conf", "apache.conf", "Caddyfile", "web.config")
NOT_FOUND = "404.html"
OPEN_ROOT = "@@clinic.root@@"
"""Stands for `root` until a clinic's address is known."""


class PolicyError(GuideError):
    """A page holds code that the policy forbids and that cannot be moved to a file."""


def move_inline_scripts(site: Path) -> int:
    """Move every inline script of a built site to a file; return how many files there are."""
    scripts: dict[str, str] = {}
    for page in sorted(site.rglob("*.html")):
        before = page.read_text(encoding="utf-8")
        after = _without_scripts(before, _way_to_root(site, page), scripts)
        _refuse_inline(page.relative_to(site), after)
        if after != before:
            page.write_text(after, encoding="utf-8", newline="\n")
    folder = site / INLINE
    if scripts:
        folder.mkdir(parents=True, exist_ok=True)
    for name, code in scripts.items():
        (folder / name).write_text(code, encoding="utf-8", newline="\n")
    return len(scripts)


def root(address: str) -> str:
    """Return the path of a site's folder at its host, without the slash at the end: ``/hip``."""
    return urlsplit(address).path.rstrip("/")


def headers(address: str = "", framed_by: Sequence[str] = ()) -> dict[str, str]:
    """Return every header, by its name, that a server sends with each file of a site.

    ``address`` is where the site will be: its fonts are asked for with the page. ``framed_by``
    are the websites, as `https://clinic.example`, whose pages may show the guide in a frame.
    """
    directives = DIRECTIVES | {"frame-ancestors": " ".join(["'self'", *framed_by])}
    policy = "; ".join(f"{name} {value}" for name, value in directives.items())
    fonts = {"Link": preload(address)} if address else {}
    return {"Content-Security-Policy": policy, **OTHER_HEADERS, **fonts}


def preload(address: str) -> str:
    """Return the value of ``Link`` that asks for the fonts of a site at an address with the page.

    It is a header because a page opened by double click may not ask for a font this way.
    """
    return ", ".join(
        f"<{root(address)}/{font}>; rel=preload; as=font; type=font/woff2; crossorigin"
        for font in FONTS
    )


def write_server_files(folder: Path, address: str = "", framed_by: Sequence[str] = ()) -> None:
    """Write `headers` as each kind of web server reads them: see `SERVER_FILES`.

    Where the ``address`` is not known, neither is that of the page for an address that leads
    nowhere, and the server is not told of it.
    """
    folder.mkdir(parents=True)
    environment = Environment(
        loader=PackageLoader("return_to_running.publishing", "templates/server"),
        autoescape=select_autoescape(["config"], default=False),
        keep_trailing_newline=True,
        trim_blocks=True,
        lstrip_blocks=True,
        undefined=StrictUndefined,
    )
    values = {
        "headers": headers(address, framed_by),
        "not_found": f"{root(address)}/{NOT_FOUND}" if address else "",
    }
    for name in SERVER_FILES:
        text = environment.get_template(name).render(values)
        (folder / name).write_text(text, encoding="utf-8", newline="\n")


def _without_scripts(text: str, way_to_root: str, scripts: dict[str, str]) -> str:
    def move(script: re.Match[str]) -> str:
        attributes, code = script["attributes"], script["code"]
        kind = TYPE.search(attributes)
        is_data = kind and kind["type"].lower() not in JAVASCRIPT_TYPES
        if is_data or re.search(r"\bsrc\s*=", attributes) or not code.strip():
            return script[0]
        name = f"{hashlib.sha256(code.encode()).hexdigest()[:16]}.js"
        scripts[name] = code
        source = f"{way_to_root}{INLINE.as_posix()}/{name}"
        return f'<script{attributes} src="{source}"></script>'

    return SCRIPT.sub(move, text)


def _way_to_root(site: Path, page: Path) -> str:
    if page.name == NOT_FOUND:
        return f"{OPEN_ROOT}/"  # shown at any address, so all is named from the host's root
    way = os.path.relpath(site, page.parent).replace(os.sep, "/")
    return "" if way == "." else f"{way}/"


def _refuse_inline(page: Path, text: str) -> None:
    markup = NOT_MARKUP.sub("", text)
    found = INLINE_STYLE.search(markup) or next(filter(_runs, LINK.finditer(markup)), None)
    if found:
        raise PolicyError(
            f"{page}: {found[0][:120]} holds a style or code that the policy forbids: "
            "move it to a style sheet or a script file"
        )


def _runs(link: re.Match[str]) -> bool:
    address = html.unescape(link["in_two"] or link["in_one"] or "")
    return bool(RUNS.match(NOT_READ.sub("", address)))
