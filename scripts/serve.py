"""Show the site at http://127.0.0.1:8000 and renew it while you write. Ctrl-C ends it.

python3 scripts/serve.py
python3 scripts/serve.py --dev-addr 127.0.0.1:9000
"""

import contextlib
import sys

from environment import ensure, run


def main(mkdocs_words: list[str]) -> int:
    """Serve the pages with the demo clinic's details filled in."""
    python = ensure("requirements.txt")
    with contextlib.suppress(KeyboardInterrupt):
        return run(
            python, "-m", "mkdocs", "serve", "-f", "scripts/preview.yml", "--strict", *mkdocs_words
        )
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
