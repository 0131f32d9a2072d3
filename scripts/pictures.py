"""Draw every page and the PDF on a few sheets in build/pictures/, to be looked over in two minutes.

python3 scripts/pictures.py                               # all pages of the demo clinic
python3 scripts/pictures.py index exercises/band-march    # only these, while you work on them
"""

import os
import sys

from environment import ensure, run
from system import require_chromium, require_pango, require_poppler


def main(pages: list[str]) -> int:
    """Publish the demo clinic afresh, then photograph it; return the first exit code that fails."""
    require_pango(install=True)
    os.environ["CHROME"] = require_chromium()
    os.environ["PDFTOPPM"] = require_poppler()
    python = ensure("requirements-test.txt")
    publish = ("-m", "return_to_running.publishing", "--output", "build/pictures/published")
    code = run(python, *publish, "clinics/demo.yml")
    return code or run(python, "scripts/contact_sheets.py", *pages)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
