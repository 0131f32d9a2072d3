"""``offline.zip``: a clinic's site to open by double click, without any network.

The site itself opens from ``file://`` too. Its copy leaves out what only the web needs, and the
PDFs: so it is small enough to send by mail.
"""

import io
import zipfile
from pathlib import Path

from return_to_running.publishing.clinic import Clinic
from return_to_running.publishing.edition import PLAIN, Edition

FILE = "offline.zip"
README = "README.txt"
FOLDER = "guide"
ONLINE_ONLY = ("404.html", "sitemap.xml", "search/search_index.json")
"""What the copy does without; it searches ``search_index.js``, since a file may fetch nothing."""
MODE = 0o100644 << 16
UNIX = 3


def packed(site: Path, clinic: Clinic, edition: Edition) -> bytes:
    """Return the archive of a site that offers no PDFs: the same bytes for the same site."""
    files = {path.relative_to(site).as_posix(): path for path in site.rglob("*") if path.is_file()}
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w") as archive:
        _put(archive, README, readme(clinic, edition).encode())
        for name in sorted(set(files) - set(ONLINE_ONLY)):
            _put(archive, f"{FOLDER}/{name}", files[name].read_bytes())
    return content.getvalue()


def readme(clinic: Clinic, edition: Edition) -> str:
    """Return what the archive says of itself: which file to open."""
    lines = (
        f"{edition.title}, from {clinic.name}",
        "",
        "1. Unpack this archive: all of it, into a folder of its own.",
        f"2. In that folder, open {FOLDER}/index.html by double click.",
        "",
        "It works without the internet, the search and the running plan too.",
        f"{edition.date} {clinic.review}",
        PLAIN,
    )
    return "\r\n".join((*lines, ""))  # as every editor of text reads it


def _put(archive: zipfile.ZipFile, name: str, content: bytes) -> None:
    entry = zipfile.ZipInfo(name)  # of 1 January 1980, the first day that an archive knows
    entry.create_system, entry.external_attr = UNIX, MODE
    entry.compress_type = zipfile.ZIP_DEFLATED
    archive.writestr(entry, content)
