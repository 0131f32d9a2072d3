"""The calculator's two scripts, as `scripts/shrink.py` made them from their parts."""

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

ASSETS = Path(__file__).parent / "assets"


def script(name: str) -> str:
    """The script `plan`, which a page loads at once, or `extras`, which follows a plan."""
    return (ASSETS / f"{name}.min.js").read_text(encoding="utf-8")


def words_for_script(protocol: str, words: Mapping[str, Any]) -> str:
    """The end of the second script: the words of one protocol, under its name."""
    name, content = (json.dumps(each, separators=(",", ":")) for each in (protocol, words))
    return f'customElements.get("return-to-running").words[{name}]={content};\n'
