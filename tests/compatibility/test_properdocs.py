"""ProperDocs, which goes on with MkDocs 1.x, builds the same site from the same sources."""

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from guide import ROOT

GENERATOR = re.compile(rb'<meta name="generator" content="[^"]*">')
AT_ONE_TIME = {"NO_MKDOCS_2_WARNING": "1", "PYTHONHASHSEED": "0", "SOURCE_DATE_EPOCH": "1795651200"}


def built(program: str, folder: Path, mode: str) -> dict[str, bytes]:
    """Every file of the site as a program builds it, without the program's own name."""
    command = [sys.executable, "-m", program, "build", "--strict", "--config-file", "mkdocs.yml"]
    subprocess.run(
        [*command, "--site-dir", str(folder)],
        cwd=ROOT,
        env={**os.environ, **AT_ONE_TIME, "CALCULATOR_MODE": mode},
        check=True,
        capture_output=True,
    )
    return {
        path.relative_to(folder).as_posix(): GENERATOR.sub(b"", path.read_bytes())
        for path in folder.rglob("*")
        if path.is_file()
    }


@pytest.mark.parametrize("mode", ["full", "ladder"])
def test_the_same_sources_give_the_same_site(tmp_path: Path, mode: str) -> None:
    ours, theirs = (built(name, tmp_path / name, mode) for name in ("mkdocs", "properdocs"))
    assert b"<return-to-running" in ours["return-to-running.html"]
    assert ours.keys() == theirs.keys()
    assert [name for name, content in ours.items() if theirs[name] != content] == []


def test_each_of_the_two_programs_is_the_one_that_ran(tmp_path: Path) -> None:
    for name, said in (("mkdocs", b"mkdocs-1.6"), ("properdocs", b"ProperDocs 1.6")):
        built(name, tmp_path / name, "full")
        [generator] = GENERATOR.findall((tmp_path / name / "shoes.html").read_bytes())
        assert said in generator
