"""Keep `.venv` as the requirements files describe it. Standard library only.

    python = ensure("requirements.txt")
    run(python, "-m", "mkdocs", "build")

A ready environment carries a stamp, written last; without a fitting stamp it is made anew.
The file must parse on every Python 3, so that an old one can say which one is needed.
"""

import sys

if sys.version_info < (3, 11):  # noqa: UP036 - the one place that meets an old Python
    sys.exit(
        "Python 3.11 or newer is needed and this is Python "
        + ".".join(map(str, sys.version_info[:2]))
        + ": install a newer one and start the same command with it, as in `python3.12 "
        + " ".join(sys.argv)
        + "`."
    )

import hashlib
import importlib.util
import json
import os
import shlex
import shutil
import subprocess
import tomllib
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
VENV = ROOT / ".venv"
STAMP = VENV / "installed.json"
PREVIOUS = ROOT / "build" / "previous-environment"
PYTHON = VENV / ("Scripts/python.exe" if os.name == "nt" else "bin/python")
PIP = (str(PYTHON), "-m", "pip", "--disable-pip-version-check", "--no-input", "--retries", "2")
NO_NETWORK = ("NewConnectionError", "ConnectTimeout", "ProxyError", "NameResolution", "SSLError")


def ensure(requirements: str) -> str:
    """Return the path of a Python that has all that `requirements` names, and our package.

    Exits with one sentence when that cannot be had; the environment of before then stays.
    """
    if ready(requirements):
        return str(PYTHON)
    if not all(map(importlib.util.find_spec, ("venv", "ensurepip"))):
        sys.exit(
            "This Python cannot make environments: install its venv module"
            " (Debian and Ubuntu: `apt install python3-venv`) and run the command again."
        )
    try:
        _replace(_as_much_as_before(requirements))
    except PermissionError as error:
        sys.exit(
            "There is no permission to write "
            + str(error.filename or ROOT)
            + ": copy the project to a folder of your own and run the command there."
        )
    return str(PYTHON)


def ready(requirements: str) -> bool:
    """Tell whether the environment fulfils the requirements file as it stands now."""
    return PYTHON.exists() and _stamp().get(requirements) == _digest(requirements)


def _as_much_as_before(requirements: str) -> str:
    """Name the largest file that the old environment had: a build must not cost the tests theirs.

    A file counts if the old stamp names it and it still asks for all that `requirements` does.
    """
    wanted = _lines(requirements)
    had = [name for name in _stamp() if (ROOT / name).is_file() and _lines(name) > wanted]
    return max(had, key=lambda name: len(_lines(name)), default=requirements)


def run(*command: str) -> int:
    """Print the command, run it from the project's folder and return its exit code."""
    _show(command)
    return subprocess.call(command, cwd=ROOT, env=_variables())


def _replace(requirements: str) -> None:
    """Make the environment with the old one set aside, and bring that back if it fails."""
    PREVIOUS.parent.mkdir(exist_ok=True)
    shutil.rmtree(PREVIOUS, ignore_errors=True)
    if VENV.exists():
        VENV.rename(PREVIOUS)
    try:
        # Started from inside .venv, this very Python has just been moved: use the one beneath.
        beneath = getattr(sys, "_base_executable", sys.executable)
        _install(beneath, "-m", "venv", str(VENV))
        print("Installing the packages: a minute or two, only this once.", flush=True)
        _install(*PIP, "install", "--quiet", "--require-hashes", "-r", str(ROOT / requirements))
        _install(*PIP, "install", "--quiet", "--no-deps", "--no-build-isolation", "-e", str(ROOT))
        STAMP.write_text(json.dumps(_covered_by(requirements), indent=2), encoding="utf-8")
    except BaseException:
        shutil.rmtree(VENV, ignore_errors=True)
        if PREVIOUS.exists():
            PREVIOUS.rename(VENV)
        raise
    shutil.rmtree(PREVIOUS, ignore_errors=True)


def _install(*command: str) -> None:
    _show(command)
    done = subprocess.run(
        command, cwd=ROOT, env=_variables(), text=True, capture_output=True, check=False
    )
    if done.returncode == 0:
        return
    if any(sign in done.stderr for sign in NO_NETWORK):
        sys.exit(
            "The packages could not be fetched: connect this machine to the network"
            " (behind a proxy, set HTTPS_PROXY) and run the command again."
        )
    print(done.stdout + done.stderr, file=sys.stderr)
    sys.exit("The command above failed: mend what its message names and run this again.")


def _stamp() -> dict[str, str]:
    """What the environment says that it fulfils: a digest by the name of a requirements file."""
    try:
        stamp = json.loads(STAMP.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    return stamp if isinstance(stamp, dict) else {}


def _lines(requirements: str) -> set[str]:
    return set((ROOT / requirements).read_text(encoding="utf-8").splitlines())


def _covered_by(requirements: str) -> dict[str, str]:
    """Digests of this requirements file and of each that asks for nothing beyond it."""
    all_lines, names = _lines(requirements), [path.name for path in ROOT.glob("require*.txt")]
    return {name: _digest(name) for name in names if _lines(name) <= all_lines}


def _digest(requirements: str) -> str:
    """All that decides what is installed: the pins, our metadata, this Python, this folder."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    decides = (
        (ROOT / requirements).read_text(encoding="utf-8"),
        [project["build-system"], project["project"], project.get("tool", {}).get("hatch")],
        sys.version_info[:2],
        str(ROOT),
    )
    return hashlib.sha256(json.dumps(decides).encode()).hexdigest()


def _variables() -> dict[str, str]:
    """Return the variables of this process, with a home: without one, pip writes a `~` here."""
    return {**os.environ, "HOME": os.environ.get("HOME") or str(ROOT / "build")}


def _show(command: tuple[str, ...]) -> None:
    short = (word.replace(str(ROOT) + os.sep, "").replace(str(ROOT), ".") for word in command)
    print("$ " + shlex.join(short), flush=True)
