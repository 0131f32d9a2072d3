"""Measure what we promise, and say whether it holds: weight and speed. Never part of the tests.

python3 scripts/benchmark.py                # everything
python3 scripts/benchmark.py calculator     # one file of scripts/benchmarks/

Each file of scripts/benchmarks/ is a program: it prints figures beside their limits, and its exit
code says whether they hold.
"""

import os
import sys

from environment import ROOT, ensure, run
from system import require_chromium

BENCHMARKS = ROOT / "scripts" / "benchmarks"


def main(chosen: list[str]) -> int:
    """Run the chosen benchmarks, or all; return 1 if a limit does not hold."""
    known = sorted(path.stem for path in BENCHMARKS.glob("*.py"))
    unknown = [name for name in chosen if name not in known]
    if unknown:
        sys.exit("There is no benchmark " + unknown[0] + "; write one of: " + ", ".join(known))
    os.environ["CHROME"] = require_chromium()
    python = ensure("requirements-test.txt")
    failed = [
        name for name in chosen or known if run(python, str(BENCHMARKS / (name + ".py"))) != 0
    ]
    if failed:
        print("Over a limit: " + ", ".join(failed), flush=True)
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
