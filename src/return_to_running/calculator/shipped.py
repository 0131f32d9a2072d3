"""Where the protocol, words and references that come with the plugin lie."""

from pathlib import Path

PACKAGE = Path(__file__).parents[1]
PROJECT = Path(__file__).parents[3]


def shipped(name: str) -> Path:
    """A folder inside the installed package, or at the top of a checkout."""
    inside = PACKAGE / "shipped" / name
    return inside if inside.is_dir() else PROJECT / name
