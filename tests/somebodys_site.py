"""A site of somebody else with our plugin alone, built by the real MkDocs."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path
from typing import Any

import yaml

DIRECTIVE = "<!-- return-to-running: return-to-running -->"


def build(
    folder: Path, theme: str = "mkdocs", page: str = DIRECTIVE, **options: Any
) -> subprocess.CompletedProcess[str]:
    """Build its two pages, strictly, as on a command line."""
    docs = folder / "docs"
    docs.mkdir(exist_ok=True)
    (docs / "index.md").write_text(f"# Run again\n\nBefore.\n\n{page}\n\nAfter.\n")
    (docs / "help.md").write_text("# Help\n\nSigns.\n")
    config = {
        "site_name": "Somebody's site",
        "theme": {"name": theme},
        "plugins": [{"return-to-running": options}] if options else ["return-to-running"],
    }
    (folder / "mkdocs.yml").write_text(yaml.safe_dump(config))
    return subprocess.run(
        [sys.executable, "-m", "mkdocs", "build", "--strict"],
        cwd=folder,
        capture_output=True,
        text=True,
        check=False,
    )
