"""Measure every page of the guide and name every fault. Needs Python 3.11 or newer, no more.

python3 scripts/check.py
python3 scripts/check.py --today 2027-12-01     # as if it were that day
"""

import os
import sys

from environment import ROOT, ensure, run


def main(words: list[str]) -> int:
    """Check the guide; return 0, or 1 when something must be mended."""
    python = ensure("requirements-test.txt")
    os.environ["PYTHONPATH"] = str(ROOT / "scripts")
    return run(python, "-m", "checks", *words)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
