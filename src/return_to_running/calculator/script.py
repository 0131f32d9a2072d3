"""The calculator's two scripts, as `scripts/shrink.py` made them, and the words that they need."""

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from return_to_running.calculator.why import Words

# The words that the scripts put together themselves; all others stand in the page.
SCRIPT_WORDS: Mapping[str, tuple[str, ...]] = {
    "plan": (
        *("next", "set", "run_walk", "run_only", "easy", "easier", "long", "stage"),
        *("distance", "pain_of"),
    ),
    "buttons": ("edit", "remove"),
}
WHOLE_WORDS = ("language", "locale")
EXTRAS_WORDS = (
    *("week", "week_total", "length", "strength"),
    *("bad_file", "changed_file", "copied", "copy_failed"),
)
ASSETS = Path(__file__).parent / "assets"


def script(name: str) -> str:
    """The script `plan`, which a page loads at once, or `extras`, which follows a plan."""
    return (ASSETS / f"{name}.min.js").read_text(encoding="utf-8")


def script_words(words: Words) -> dict[str, Any]:
    """The words that the script of the plan puts together itself."""
    parts = {part: {n: words[part][n] for n in names} for part, names in SCRIPT_WORDS.items()}
    return {name: words[name] for name in WHOLE_WORDS} | parts


def extras_words(words: Words) -> dict[str, Any]:
    """The words of the second script: weeks and files."""
    plan = {name: words["plan"][name] for name in EXTRAS_WORDS}
    return {"plan": plan, "calendar": words["calendar"]}


def end_of_extras(protocol: str, needed: Mapping[str, Any]) -> str:
    """The end of the second script: what it needs of one protocol, words and tables."""
    name, content = (json.dumps(each, separators=(",", ":")) for each in (protocol, needed))
    return f'customElements.get("return-to-running").words[{name}]={content};\n'
