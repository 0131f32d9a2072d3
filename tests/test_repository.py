"""What the repository itself promises: licences, pins, nothing of anybody's machine."""

import os
import re
import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest

from guide import ROOT

NOT_OURS = {".git", *(name.strip("/") for name in (ROOT / ".gitignore").read_text().split())}
PICTURES = {".png", ".jpg", ".woff2", ".pdf", ".ico", ".svg"}
REQUIREMENTS = sorted(path.name for path in ROOT.glob("requirements*.txt"))

# Put together here, so that this file does not hold what it forbids.
REGISTRY = re.compile("|".join(map(r"\.".join, [("pypi", "org"), ("pythonhosted", "org")])))
MACHINE_PATH = re.compile(r"(?<![\w.~])/(?:work|farm|root|home|Users|tmp/[a-z])/?(?=[\w.-])")


def files(folder: Path = ROOT) -> Iterator[Path]:
    for here, folders, names in os.walk(folder):
        folders[:] = [name for name in folders if name not in NOT_OURS]
        yield from (Path(here) / name for name in names if name not in NOT_OURS)


def texts() -> Iterator[tuple[str, str]]:
    for path in files():
        if path.suffix not in PICTURES:
            yield path.relative_to(ROOT).as_posix(), path.read_text(encoding="utf-8")


@pytest.mark.parametrize("forbidden", [REGISTRY, MACHINE_PATH], ids=["registry", "machine"])
def test_no_file_names_a_registry_or_a_path_of_somebodys_machine(
    forbidden: re.Pattern[str],
) -> None:
    read = dict(texts())
    assert {"README.md", "mkdocs.yml", "tests/test_repository.py"} <= read.keys()
    found = [(name, match[0]) for name, text in read.items() for match in forbidden.finditer(text)]
    assert found == []


def pins(name: str) -> dict[str, str]:
    """Return each requirement of a file with its hashes, as one joined line."""
    joined = (ROOT / name).read_text(encoding="utf-8").replace("\\\n", " ")
    lines = (line.strip() for line in joined.splitlines())
    return dict(line.split(" ", 1) for line in lines if line and not line.startswith("#"))


@pytest.mark.parametrize("name", REQUIREMENTS)
def test_every_requirement_is_pinned_with_its_hashes(name: str) -> None:
    assert pins(name)
    for requirement, rest in pins(name).items():
        assert re.fullmatch(r"[a-z0-9._-]+(\[[a-z,]+\])?==[^=]+", requirement), requirement
        assert re.search(r"--hash=sha256:[0-9a-f]{64}", rest), requirement


def test_the_tests_run_on_the_very_packages_that_build_the_guide() -> None:
    assert pins("requirements.txt").items() <= pins("requirements-test.txt").items()


def project() -> dict[str, object]:
    text = (ROOT / "pyproject.toml").read_text(encoding="utf-8")
    return dict(tomllib.loads(text)["project"])


def test_the_change_log_tells_of_this_version_and_begins_with_what_patients_see() -> None:
    log = (ROOT / "CHANGELOG.md").read_text(encoding="utf-8")
    assert re.search(rf"^## \[?{re.escape(str(project()['version']))}\b", log, re.MULTILINE)
    for version in re.split(r"^## ", log, flags=re.MULTILINE)[1:]:
        parts = re.findall(r"^### (.+)$", version, re.MULTILINE)
        assert parts == [name for name in ("Clinical", "Site", "Code") if name in parts]


def test_code_and_content_carry_their_licences() -> None:
    assert project()["license"] == "MIT"
    assert (ROOT / "LICENSE").read_text(encoding="utf-8").startswith("MIT License")
    content = (ROOT / "LICENSE-CONTENT").read_text(encoding="utf-8")
    assert "https://creativecommons.org/licenses/by/4.0/" in content
    assert "SIL OPEN FONT LICENSE" in (ROOT / "docs/assets/fonts/OFL.txt").read_text().upper()


def test_every_drawing_names_its_sources() -> None:
    drawings = sorted((ROOT / "docs/assets/figures").glob("*.svg"))
    assert drawings
    assert [d.name for d in drawings if "<metadata>" not in d.read_text(encoding="utf-8")] == []


def test_authors_write_markdown_and_no_html() -> None:
    pages = list((ROOT / "docs").rglob("*.md"))
    assert pages
    for page in pages:
        assert re.findall(r"</?[a-z][^>]*>", page.read_text(encoding="utf-8")) == [], page.name


def test_the_check_runs_the_test_command_of_the_readme_and_nothing_else() -> None:
    lines = (ROOT / ".ci/run").read_text(encoding="utf-8").splitlines()
    assert lines[0] == "#!/usr/bin/env bash"
    assert lines[1:] == ['cd "$(dirname "$0")/.." && exec python3 scripts/test.py']
    assert "\npython3 scripts/test.py" in (ROOT / "README.md").read_text(encoding="utf-8")
