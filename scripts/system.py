"""What the machine itself must have: Pango for the PDF, Chromium for the browser tests."""

import ctypes
import ctypes.util
import os
import shutil
import sys
from pathlib import Path

from environment import run

PANGO = ("pango-1.0", "pangoft2-1.0", "harfbuzz", "harfbuzz-subset", "fontconfig")
PANGO_APT = ("libpango-1.0-0", "libpangoft2-1.0-0", "libharfbuzz-subset0", "fontconfig")
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
            " `pacman -S mingw-w64-x86_64-pango` in MSYS2 (Windows), and run the command again."
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
    """Tell whether the loader finds the library under any of the names WeasyPrint tries."""
    for folder in os.environ.get("WEASYPRINT_DLL_DIRECTORIES", "C:/msys64/mingw64/bin").split(";"):
        if sys.platform == "win32" and Path(folder).is_dir():
            os.add_dll_directory(folder)
    file_names = ("lib" + name + "-0.dll", "lib" + name + ".so.0", "lib" + name + ".dylib")
    for file_name in (ctypes.util.find_library(name), *file_names):
        try:
            ctypes.CDLL(file_name or "lib" + name)
        except OSError:
            continue
        return True
    return False
