"""The scripts that a site sends are what their parts make."""

from __future__ import annotations

from pathlib import Path

import pytest

from shrinking import ASSETS, LICENCE, SCRIPTS, licence, shrunk


@pytest.mark.parametrize("name", SCRIPTS)
def test_the_kept_script_is_what_its_parts_make(name: str) -> None:
    """After a change of a part: `python3 scripts/shrink.py`."""
    kept = (ASSETS / f"{name}.min.js").read_text(encoding="utf-8")
    assert kept == shrunk(ASSETS / name), "run python3 scripts/shrink.py"


@pytest.mark.parametrize("name", SCRIPTS)
def test_a_script_stays_strict_and_says_whose_code_it_carries(name: str) -> None:
    made = (ASSETS / f"{name}.min.js").read_text(encoding="utf-8")
    assert made.startswith('(()=>{"use strict";')
    carried = "/*! lean-qr@2.7.4, Copyright (c) 2021-2025 David Evans, see extras.licence.txt */"
    assert (carried in made) == (name == "extras")


def test_the_licence_of_the_library_goes_with_the_second_script(site: Path) -> None:
    kept = LICENCE.read_text(encoding="utf-8")
    assert kept == licence()
    assert "MIT License" in kept
    assert "THE SOFTWARE IS PROVIDED" in kept
    [sent] = (site / "assets").rglob("extras.licence.txt")
    assert sent.read_text(encoding="utf-8") == kept
    assert list(sent.parent.glob("*-extras.js"))
