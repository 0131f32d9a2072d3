"""Draw the figures of the guide, each into its place. Needs the network the first time.

python3 scripts/figures.py                                        # all of them
python3 scripts/figures.py exercise-step-up anatomy-front         # only these
python3 scripts/figures.py --check                                # do the files hold what is drawn?

The libraries go into an environment of their own under build/, the shapes beside it: no part of
the site, of its build or of its tests. What is drawn is committed; libraries and shapes are not.
"""

import os
import sys
from hashlib import sha256
from pathlib import Path

from environment import ROOT, run
from system import require_chromium

LIBRARIES = "requirements-figures.txt"
SHAPES = "requirements-figures-shapes.txt"
VENV = ROOT / "build" / "figures-venv"
WHEELS = ROOT / "build" / "figures-wheels"
PIP = ("-m", "pip", "--disable-pip-version-check", "--no-input")


def main(names: list[str]) -> int:
    """Fetch what is missing, then draw; return the exit code of the first command that failed."""
    python = str(VENV / ("Scripts/python.exe" if sys.platform == "win32" else "bin/python"))
    install = (python, *PIP, "install", "--quiet", "--require-hashes", "-r", LIBRARIES)
    fetch = (python, *PIP, "download", "--quiet", "--require-hashes", "--no-deps")
    code = _once(
        VENV, LIBRARIES, (sys.executable, "-m", "venv", "--clear", str(VENV)), install
    ) or _once(WHEELS, SHAPES, (*fetch, "--dest", str(WHEELS), "-r", SHAPES))
    os.environ["CHROME"] = require_chromium()  # it sets the type on the card of a shared link
    return code or run(python, str(ROOT / "scripts" / "figures" / "draw.py"), *names)


def _once(folder: Path, requirements: str, *commands: tuple[str, ...]) -> int:
    """Run the commands that fill a folder, unless it was filled from the same pins."""
    stamp = folder / "made-from.txt"
    pins = sha256((ROOT / requirements).read_bytes()).hexdigest()
    if stamp.exists() and stamp.read_text(encoding="utf-8") == pins:
        return 0
    for command in commands:
        code = run(*command)
        if code:
            return code
    stamp.write_text(pins, encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
