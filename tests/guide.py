"""The guide as the tests find it: its folder, its pages, its publishing command."""

import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parent.parent
DOCS = ROOT / "docs"
PAGES = sorted(
    page.relative_to(DOCS).with_suffix(".html").as_posix() for page in DOCS.rglob("*.md")
)
"""The file names of all pages, as addresses below the site."""


def publish(
    output: Path, *profiles: str | Path, folder: Path = ROOT
) -> subprocess.CompletedProcess[str]:
    """Run the publishing command on the project in a folder, as `scripts/build.py` does."""
    command = [sys.executable, "-m", "return_to_running.publishing", "--output", str(output)]
    return subprocess.run(
        [*command, *map(str, profiles or ["clinics/demo.yml"])],
        cwd=folder,
        capture_output=True,
        text=True,
        check=False,
    )
