"""What an author is told by a real build, or while writing, after a slip of the pen."""

import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
import yaml

from guide import ROOT

PAGE = "---\nlast_updated: 2026-11-23\n---\n# Start\n\nA tendon. [@own]\n"
EXTENSIONS = ["admonition", "return_to_running.pages.components"]
EXTENSIONS += ["return_to_running.pages.glossary", "return_to_running.evidence.citations"]
CONFIG = {
    "site_name": "Tiny",
    "plugins": ["guide-pages"],
    "markdown_extensions": EXTENSIONS,
    "theme": "mkdocs",
}


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """Two pages with every extension of the guide."""
    for name in ("docs", "evidence", "clinics"):
        (tmp_path / name).mkdir()
    (tmp_path / "mkdocs.yml").write_text(yaml.safe_dump(CONFIG))
    (tmp_path / "docs/index.md").write_text(PAGE)
    (tmp_path / "docs/more.md").write_text(PAGE)
    for name in ("evidence/references.json", "evidence/glossary.yml", "clinics/demo.yml"):
        shutil.copy(ROOT / name, tmp_path / name)
    shutil.copytree(ROOT / "clinics/demo", tmp_path / "clinics/demo")
    return tmp_path


def run(project: Path, *words: str) -> tuple[int, str]:
    """Exit code, and what the command said."""
    environment = {**os.environ, "NO_MKDOCS_2_WARNING": "1"}
    done = subprocess.run(
        [sys.executable, *words], cwd=project, env=environment, capture_output=True, text=True
    )
    return done.returncode, done.stdout + done.stderr


def more(text: str) -> Callable[[Path], object]:
    return lambda project: (project / "docs/more.md").write_text(PAGE + text)


SLIPS: dict[str, tuple[Callable[[Path], object], str]] = {
    "a citation of nothing": (more("\nB [@nobody1]"), "more.md: [@nobody1]: there is no source"),
    "a glossary with a fault": (
        lambda project: (project / "evidence/glossary.yml").write_text("- {term: tendon}"),
        "glossary.yml: tendon.meaning: is missing; one plain sentence",
    ),
    "references that are not JSON": (
        lambda project: (project / "evidence/references.json").write_text("["),
        "references.json: the whole file: is not JSON",
    ),
    "a misspelt box": (more('\n!!! emergancy "Go"\n'), "more.md: line 8: there is no box"),
    "a box in a box": (
        more('\n!!! do "Do"\n\n    !!! soon "Go"\n'),
        "more.md: !!! soon: stands in another box",
    ),
    "a page in another encoding": (
        lambda project: (project / "docs/more.md").write_bytes(b"# Caf\xe9"),
        "more.md: the whole file: is not text in UTF-8",
    ),
}


@pytest.mark.parametrize(("slip", "said"), SLIPS.values(), ids=SLIPS.keys())
def test_a_build_names_the_page_and_the_cure_and_shows_no_traceback(
    slip: Callable[[Path], object], said: str, project: Path
) -> None:
    slip(project)
    code, told = run(project, "-m", "mkdocs", "build")
    assert code == 1
    assert said in told
    assert "Traceback" not in told


def test_what_has_no_slip_is_built(project: Path) -> None:
    code, told = run(project, "-m", "mkdocs", "build", "--strict")
    assert code == 0, told


SLIPS_WHILE_WRITING: dict[str, tuple[Callable[[Path], object], str]] = {
    "a citation of nothing": SLIPS["a citation of nothing"],
    "a bad profile": (
        lambda project: (project / "clinics/demo.yml").write_text("name: Demo"),
        "demo.yml: colour: is missing; six hex digits in quotes",
    ),
    "an open field that does not exist": (
        more("\n@@clinic.fone@@"),
        "more/index.html: @@clinic.fone@@: there is no such field",
    ),
    "a configuration without a name": (
        lambda project: (project / "mkdocs.yml").write_text("plugins: []"),
        "site_name",
    ),
}


@pytest.mark.parametrize(
    ("slip", "said"), SLIPS_WHILE_WRITING.values(), ids=SLIPS_WHILE_WRITING.keys()
)
def test_the_preview_names_what_to_mend_and_shows_no_traceback(
    slip: Callable[[Path], object], said: str, project: Path
) -> None:
    slip(project)
    code, told = run(project, str(ROOT / "scripts/preview.py"), "127.0.0.1:0")
    assert code == 1
    assert said in told
    assert "Traceback" not in told
