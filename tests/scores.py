"""The scored checklists of ``evidence/scores/``: what each item earned, and what that comes to."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

YES, NO, NOT_APPLICABLE = "yes", "no", "n/a"


@dataclass(frozen=True)
class Item:
    """One question of a checklist. ``earned`` is a page, a page and its anchor, or every page."""

    item: int
    asks: str
    score: str | int
    earned: str
    why: str = ""
    test: str = ""


@dataclass(frozen=True)
class Sheet:
    """A checklist with its answers; ``parts`` groups the numbers of its items."""

    name: str
    source: str
    scale: tuple[str | int, ...]
    may_be_na: tuple[int, ...]
    parts: Mapping[str, tuple[int, ...]]
    items: tuple[Item, ...]

    def scores(self, *parts: str) -> list[str | int]:
        """Return the scores of the items in these parts, or in all of them."""
        wanted = {item for part in parts or self.parts for item in self.parts[part]}
        return [each.score for each in self.items if each.item in wanted]

    def percent(self, *parts: str) -> float:
        """Return the yes's as percent of all that apply (PEMAT-P and CDC index count so)."""
        applying = [score for score in self.scores(*parts) if score != NOT_APPLICABLE]
        return 100 * applying.count(YES) / len(applying)

    def total(self, part: str) -> int:
        """Return the sum of the scores of a part (DISCERN counts so)."""
        return sum(int(score) for score in self.scores(part))


def load_sheet(path: Path) -> Sheet:
    """Read a checklist; YAML's own yes and no are words here."""
    raw = yaml.load(path.read_text(encoding="utf-8"), Loader=yaml.BaseLoader)
    return Sheet(
        name=raw["name"],
        source=raw["source"],
        scale=tuple(map(_score, raw["scale"])),
        may_be_na=tuple(map(int, raw.get("may_be_na", ()))),
        parts={name: tuple(map(int, items)) for name, items in raw["parts"].items()},
        items=tuple(_item(each) for each in raw["items"]),
    )


def _item(raw: Mapping[str, Any]) -> Item:
    return Item(**{**raw, "item": int(raw["item"]), "score": _score(raw["score"])})


def _score(text: str) -> str | int:
    return int(text) if text.isdigit() else text
