"""What the machine itself must have: Pango for the PDF, Chromium for the browser tests, Poppler."""

import contextlib
import ctypes
import ctypes.util
import os
import shutil
import sys
from pathlib import Path

from environment import run

PANGO = ("pango-1.0", "pangoft2-1.0", "harfbuzz-subset")
PANGO_APT = ("libpango-1.0-0", "libpangoft2-1.0-0", "libharfbuzz-subset0")
MSYS2 = "C:/msys64/ucrt64/bin;C:/msys64/mingw64/bin"
HOMEBREW = "/opt/homebrew/lib:/usr/local/lib"
BROWSERS = (
    "chromium",
    "chromium-browser",
    "google-chrome",
    "google-chrome-stable",
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
    "C:/Program Files/Google/Chrome/Application/chrome.exe",
)


def require_pango(*, install: bool = False) -> None:
    """Stop with one sentence when WeasyPrint would not find Pango; may install it first."""
    missing = [name for name in PANGO if not _loads(name)]
    if missing and install and _apt_get(*PANGO_APT):
        missing = [name for name in PANGO if not _loads(name)]
    if missing:
        sys.exit(
            "The PDF needs the system library Pango (not found: "
            + ", ".join(missing)
            + "): install it with `apt install "
            + " ".join(PANGO_APT)
            + "` (Debian, Ubuntu), `brew install pango` (macOS) or"
            " `pacman -S mingw-w64-ucrt-x86_64-pango` in MSYS2 (Windows), and run this again."
        )


def require_chromium() -> str:
    """Return the path of a Chromium: the one in CHROME, one found, or one installed by apt."""
    found = _chromium()
    if found is None and _apt_get("chromium"):
        found = _chromium()
    if found is None:
        sys.exit(
            "The browser tests need Chromium: install the package `chromium`"
            " (or set CHROME to the path of a Chrome) and run the command again."
        )
    return found


def require_poppler() -> str:
    """Return the path of Poppler's pdftoppm, which draws PDF pages: found, or installed by apt."""
    found = shutil.which("pdftoppm")
    if found is None and _apt_get("poppler-utils"):
        found = shutil.which("pdftoppm")
    if found is None:
        sys.exit(
            "The pictures of the PDF need Poppler's pdftoppm: install the package `poppler-utils`"
            " (macOS: `brew install poppler`) and run the command again."
        )
    return found


def _chromium() -> str | None:
    chosen = os.environ.get("CHROME")
    candidates = (chosen,) if chosen else BROWSERS
    return next(filter(None, map(shutil.which, candidates)), None)


def _apt_get(*packages: str) -> bool:
    """Install with apt-get where that needs no questions: on Debian's kin, as root."""
    if shutil.which("apt-get") is None or not hasattr(os, "geteuid") or os.geteuid() != 0:
        return False
    install = ("apt-get", "install", "--yes", "--no-install-recommends", *packages)
    return run("apt-get", "update", "--quiet") == 0 and run(*install) == 0


def _loads(name: str) -> bool:
    """Tell whether the loader finds the library where WeasyPrint looks for it."""
    if sys.platform == "win32":
        for folder in os.environ.get("WEASYPRINT_DLL_DIRECTORIES", MSYS2).split(";"):
            if Path(folder).is_dir():
                os.add_dll_directory(folder)
    if sys.platform == "darwin":
        # Homebrew's folder is not among those searched; WeasyPrint inherits this variable.
        os.environ.setdefault("DYLD_FALLBACK_LIBRARY_PATH", HOMEBREW)
    if ctypes.util.find_library(name):
        return True
    for file_name in ("lib" + name + ".so.0", "lib" + name + "-0.dll"):
        with contextlib.suppress(OSError):
            ctypes.CDLL(file_name)
            return True
    return False
