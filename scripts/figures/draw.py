"""Draw the figures named on the command line, or all of them, into docs/assets/figures/."""

import sys
import time
from collections.abc import Callable
from pathlib import Path

import anatomy
import floor
import maps
import psoas_path
import running
import standing
import strength
import stretches

FIGURES = Path(__file__).resolve().parents[2] / "docs" / "assets" / "figures"

DRAWINGS: dict[str, Callable[[str], str]] = {
    **anatomy.PLATES,
    **psoas_path.PATHS,
    **maps.MAPS,
    **running.RUNNING,
    **{
        "exercise-" + name: draw
        for cards in (stretches.CARDS, strength.CARDS, floor.CARDS, standing.CARDS)
        for name, draw in cards.items()
    },
}


def main(names: list[str]) -> int:
    """Draw; return 1 and say which names there are when one is unknown."""
    unknown = [name for name in names if name not in DRAWINGS]
    if unknown:
        print("No figure is called " + ", ".join(unknown) + ". There are:", *DRAWINGS, sep="\n  ")
        return 1
    FIGURES.mkdir(parents=True, exist_ok=True)
    for name in names or DRAWINGS:
        start = time.monotonic()
        text = DRAWINGS[name](name)
        (FIGURES / (name + ".svg")).write_text(text, encoding="utf-8")
        print(
            f"{name}.svg  {len(text.encode()) / 1000:.1f} kB  {time.monotonic() - start:.0f} s",
            flush=True,
        )
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
