"""Run every check: lint, format, types, then all tests. Extra words go to pytest.

python3 scripts/test.py
python3 scripts/test.py -k pdf
"""

import os
import sys

from environment import ensure, run
from system import require_chromium, require_pango

CHECKS = (("ruff", "check"), ("ruff", "format", "--check"), ("mypy",))


def main(pytest_words: list[str]) -> int:
    """Run all the checks, also after one has failed; return 1 if any has."""
    require_pango(install=True)
    os.environ["CHROME"] = require_chromium()
    python = ensure("requirements-test.txt")
    failed = [
        " ".join(words)
        for words in (*CHECKS, ("pytest", *pytest_words))
        if run(python, "-m", *words) != 0
    ]
    if failed:
        print("Failed: " + ", ".join(failed), flush=True)
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
