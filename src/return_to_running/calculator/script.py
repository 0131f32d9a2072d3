"""The calculator's two scripts: the parts of each joined into one classic script.

Modules do not load from a file in every browser, so the parts share one function's scope.
Comments and spare blanks go; names stay, so that an error on a page can be read.
"""

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import rjsmin


def script(folder: Path) -> str:
    """Every part of `folder`, in the order of their names, as one script."""
    parts = [path.read_text(encoding="utf-8") for path in sorted(folder.glob("*.js"))]
    joined = "\n".join(['"use strict";', *parts])
    return f"(() => {{{rjsmin.jsmin(joined, keep_bang_comments=True)}}})();\n"


def words_for_script(protocol: str, words: Mapping[str, Any]) -> str:
    """The end of the second script: the words of one protocol, under its name."""
    name, content = (json.dumps(each, separators=(",", ":")) for each in (protocol, words))
    return f'customElements.get("return-to-running").words[{name}]={content};\n'
