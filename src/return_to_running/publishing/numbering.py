"""On which page each thing stands: of one chapter, or of a whole book of them."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True)
class Numbering:
    """How many pages there are, and the page of each target of a link, counted from 1."""

    pages: int = 0
    of: Mapping[str, int] = field(default_factory=dict)


UNKNOWN = Numbering()
"""Before anything is laid out."""


def in_a_row(parts: Iterable[Numbering]) -> Numbering:
    """Return the numbering of parts that are bound one after the other."""
    pages, of = 0, dict[str, int]()
    for part in parts:
        of |= {target: pages + page for target, page in part.of.items()}
        pages += part.pages
    return Numbering(pages, of)
