"""The calculator's script: its parts joined into one classic script.

Modules do not load from a file in every browser, so the parts share one function's scope.
Comments and spare blanks go; names stay, so that an error on a page can be read.
"""

from pathlib import Path

import rjsmin


def script(folder: Path) -> str:
    """Every part of `folder`, in the order of their names, as one script."""
    parts = [path.read_text(encoding="utf-8") for path in sorted(folder.glob("*.js"))]
    joined = "\n".join(['"use strict";', *parts])
    return f"(() => {{{rjsmin.jsmin(joined, keep_bang_comments=True)}}})();\n"
