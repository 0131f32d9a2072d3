"""Show the site at http://127.0.0.1:8000 and renew it while you write. Ctrl-C ends it.

python3 scripts/serve.py
python3 scripts/serve.py 127.0.0.1:9000
"""

import contextlib
import sys

from environment import ensure, run


def main(address: list[str]) -> int:
    """Serve the pages with the demo clinic's details filled in."""
    python = ensure("requirements.txt")
    with contextlib.suppress(KeyboardInterrupt):
        return run(python, "scripts/preview.py", *address)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
