"""Draw the figures named on the command line, or all of them, each into its place.

With `--check` nothing is written: say which files are not what would be drawn. Another processor
may move the last digit of a curve, so this is for the machine that drew them.
"""

import sys
import time
from collections.abc import Callable, Mapping
from pathlib import Path

import anatomy
import floor
import maps
import opening
import psoas_path
import running
import standing
import strength
import stretches

ROOT = Path(__file__).resolve().parents[2]
FIGURES = ROOT / "docs" / "assets" / "figures"
ELSEWHERE = {
    "hero": ROOT / "overrides" / "partials" / "hero.html",
    "social-card": ROOT / "docs" / "assets" / "images" / "social-card.png",
}

DRAWINGS: Mapping[str, Callable[[str], str | bytes]] = {
    **anatomy.PLATES,
    **psoas_path.PATHS,
    **maps.MAPS,
    **running.RUNNING,
    **opening.OPENING,
    **standing.TESTS,
    **{
        "exercise-" + name: draw
        for cards in (stretches.CARDS, strength.CARDS, floor.CARDS, standing.CARDS)
        for name, draw in cards.items()
    },
}


def main(names: list[str], *, check: bool = False) -> int:
    """Draw, or check; return 1 and say why when a name is unknown or a file is another."""
    unknown = [name for name in names if name not in DRAWINGS]
    if unknown:
        print("No figure is called " + ", ".join(unknown) + ". There are:", *DRAWINGS, sep="\n  ")
        return 1
    others = 0
    for name in names or DRAWINGS:
        start = time.monotonic()
        drawn = DRAWINGS[name](name)
        content = drawn if isinstance(drawn, bytes) else drawn.encode()
        path = ELSEWHERE.get(name, FIGURES / (name + ".svg"))
        other = check and (not path.exists() or path.read_bytes() != content)
        others += other
        if not check:
            path.write_bytes(content)
        note = "  NOT what the file holds" if other else ""
        seconds = time.monotonic() - start
        print(f"{path.name}  {len(content) / 1000:.1f} kB  {seconds:.0f} s{note}", flush=True)
    return int(others > 0)


if __name__ == "__main__":
    words = sys.argv[1:]
    sys.exit(main([w for w in words if w != "--check"], check="--check" in words))
