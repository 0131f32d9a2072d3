"""List the pages and protocols whose next review is past or near.

python3 scripts/review_due.py                                   # within 60 days
python3 scripts/review_due.py --days 90 --today 2027-09-01      # as if it were that day
"""

import os
import sys

from environment import ROOT, ensure, run


def main(words: list[str]) -> int:
    """List what is due; return 0, or 1 when a review is overdue."""
    python = ensure("requirements.txt")
    os.environ["PYTHONPATH"] = str(ROOT / "scripts")
    return run(python, "-m", "checks.due", *words)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
