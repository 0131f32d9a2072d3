"""Every point of the rule book has a test that is named after it."""

from __future__ import annotations

import re
from pathlib import Path

POINTS = range(1, 50)


def test_every_point_from_r1_to_r49_has_a_test_named_after_it() -> None:
    """`pytest -k r24_` finds what proves R24."""
    sources = [
        path.read_text(encoding="utf-8") for path in Path(__file__).parent.rglob("test_*.py")
    ]
    names = re.findall(r"^def (test_\w+)", "\n".join(sources), re.MULTILINE)
    named = {int(point) for name in names for point in re.findall(r"_r(\d+)(?=_)", name)}
    assert [point for point in POINTS if point not in named] == []
