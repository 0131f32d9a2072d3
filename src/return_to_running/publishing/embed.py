"""``embed/snippet.html``: what a clinic puts into its own page, to show the calculator there."""

from pathlib import Path

from return_to_running.publishing.clinic import Clinic
from return_to_running.publishing.guide import render

SNIPPET = "snippet.html"


def write_snippet(folder: Path, clinic: Clinic, page: str) -> None:
    """Write the snippet: a frame that shows one page of the clinic's site, and no script."""
    folder.mkdir(parents=True)
    text = render(SNIPPET, clinic=clinic, page=page)
    (folder / SNIPPET).write_text(text, encoding="utf-8", newline="\n")
