"""The scripts that a site sends are what their parts make."""

from __future__ import annotations

import pytest

from shrinking import ASSETS, SCRIPTS, shrunk


@pytest.mark.parametrize("name", SCRIPTS)
def test_the_kept_script_is_what_its_parts_make(name: str) -> None:
    """After a change of a part: `python3 scripts/shrink.py`."""
    kept = (ASSETS / f"{name}.min.js").read_text(encoding="utf-8")
    assert kept == shrunk(ASSETS / name), "run python3 scripts/shrink.py"


@pytest.mark.parametrize("name", SCRIPTS)
def test_a_script_stays_strict_and_keeps_the_licence_of_what_it_carries(name: str) -> None:
    made = (ASSETS / f"{name}.min.js").read_text(encoding="utf-8")
    assert made.startswith('(()=>{"use strict";')
    assert ("lean-qr@2.7.4" in made and "Copyright (c) 2021-2025 David Evans" in made) == (
        name == "extras"
    )
