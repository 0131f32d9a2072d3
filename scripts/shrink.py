"""Make the two scripts of the calculator from their parts, as small as they can be sent.

python3 scripts/shrink.py
"""

import sys

from environment import ensure, run


def main() -> int:
    """Write both scripts and say what each weighs; return 1 when that failed."""
    return run(ensure("requirements-test.txt"), "scripts/shrinking.py")


if __name__ == "__main__":
    sys.exit(main())
