"""What the calculator's two scripts weigh on a built page, and what they may."""

import gzip
import re
from html import unescape
from pathlib import Path

HEAVIEST_BYTES = 15_000
HEAVIEST_TOGETHER_BYTES = 22_500
HOME = "assets/return-to-running"


def weights(site: Path) -> tuple[int, int]:
    """Gzipped bytes of what makes a plan: script, rule and words; and with the second script."""
    page = (site / "index.html").read_text(encoding="utf-8")
    data = "".join(unescape(each) for each in re.findall(r"data-(?:rule|words)='([^']*)'", page))
    script = (site / HOME / "calculator.js").read_bytes()
    extras = (site / HOME / "return-to-running-extras.js").read_bytes()
    first = gzipped(script) + gzipped(data.encode())
    return first, first + gzipped(extras)


def gzipped(content: bytes) -> int:
    """How many bytes of some content a server sends."""
    return len(gzip.compress(content, 9))
