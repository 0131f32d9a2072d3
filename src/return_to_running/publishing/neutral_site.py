"""The neutral site, as MkDocs builds it: what clinics that show the same pages are made from."""

import datetime as dt
import os
import re
import subprocess
import sys
from pathlib import Path

import yaml

from return_to_running.faults import GuideError
from return_to_running.publishing import branding, policy, slim
from return_to_running.publishing.site_config import SiteConfig

CALCULATOR = "<return-to-running"
MODE = "CALCULATOR_MODE"
"""The variable by which mkdocs.yml is told what the calculator shows: `full` or `ladder`."""
SECONDS_A_DAY = 86_400
COMPLAINT = re.compile(r"(?:WARNING|ERROR|CRITICAL)\b")
LEVEL = re.compile(r"[A-Z]+ +-")


class NeutralSiteError(GuideError):
    """The site cannot be built from its sources; the message says what to mend."""


def neutral_site(
    config: SiteConfig, folder: Path, edition: dt.date, calculator: str
) -> branding.NeutralSite:
    """Build the site of all clinics with this calculator; light, without code in its pages."""
    build_neutral_site(config, folder, edition, calculator)
    calculator_page(folder)
    slim.slim(folder)
    policy.move_inline_scripts(folder)
    return branding.read_neutral_site(folder)


def build_neutral_site(
    config: SiteConfig, target: Path, edition: dt.date, calculator: str = "full"
) -> None:
    """Run MkDocs, strictly; a `NeutralSiteError` repeats what it complained of.

    ``calculator`` is a clinic's: `full`, or `ladder` for its tables alone.
    """
    # Not --quiet: it hides warnings from --strict as well, which then passes everything.
    command = [sys.executable, "-m", "mkdocs", "build", "--strict"]
    command += ["--config-file", "-", "--site-dir", str(target)]
    # Its own file says all else; what a clinic changes reaches MkDocs without a file of its own.
    chosen = {"INHERIT": config.path.name, "docs_dir": str(config.docs), "nav": config.nav}
    environment = {
        **os.environ,
        "NO_MKDOCS_2_WARNING": "1",
        "PYTHONHASHSEED": "0",
        "SOURCE_DATE_EPOCH": str(epoch_s(edition)),
        MODE: calculator,
    }
    done = subprocess.run(
        command,
        input=yaml.safe_dump(chosen),
        cwd=config.folder,
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )
    if done.returncode:
        complaints = _complaints(done.stdout + done.stderr)
        raise NeutralSiteError(f"The site could not be built.\n{complaints}")


def calculator_page(site: Path) -> str:
    """Return the first page of a built site that holds the calculator; there must be one."""
    for page in sorted(site.rglob("*.html")):
        if CALCULATOR in page.read_text(encoding="utf-8"):
            return page.relative_to(site).as_posix()
    raise NeutralSiteError(
        "The calculator is missing from the built site: mkdocs.yml needs the plugin "
        "return-to-running, and a page the line <!-- return-to-running: return-to-running -->"
    )


def epoch_s(day: dt.date) -> int:
    """Return the first second of a day, UTC, as ``SOURCE_DATE_EPOCH`` counts it."""
    return (day - dt.date(1970, 1, 1)).days * SECONDS_A_DAY


def _complaints(log: str) -> str:
    """Keep MkDocs's warnings and errors, or the last line of a crash; never a traceback."""
    said: list[str] = []
    is_complaint = is_crash = False
    lines = [line for line in log.splitlines() if line.strip()]
    for line in lines:
        is_crash |= line.startswith("Traceback")
        if LEVEL.match(line):
            is_complaint = bool(COMPLAINT.match(line))
        if is_complaint and not is_crash and not line.startswith("Aborted"):
            said.append(line)
    return "\n".join(dict.fromkeys([*said, *(lines[-1:] if is_crash or not said else [])]))
