"""The guide as the tests find it: its folder, its pages, its publishing command."""

import subprocess
import sys
import time
from pathlib import Path

ROOT = Path(__file__).parent.parent
DOCS = ROOT / "docs"
PAGES = sorted(
    page.relative_to(DOCS).with_suffix(".html").as_posix() for page in DOCS.rglob("*.md")
)
"""The file names of all pages, as addresses below the site."""
PUBLISHED_WITHIN_S = 1800


def publish(
    output: Path, *profiles: str | Path, folder: Path = ROOT
) -> subprocess.CompletedProcess[str]:
    """Run the publishing command on the project in a folder, as `scripts/build.py` does."""
    command = [sys.executable, "-m", "return_to_running.publishing", "--output", str(output)]
    return subprocess.run(
        [*command, *map(str, profiles or ["clinics/demo.yml"])],
        cwd=folder,
        capture_output=True,
        text=True,
        check=False,
    )


def publish_once(output: Path, within_s: float = PUBLISHED_WITHIN_S) -> str:
    """Publish the demo clinic if nobody has begun to, else wait; return what the command said."""
    done = output.with_suffix(".txt")
    try:
        output.mkdir()
    except FileExistsError:
        deadline = time.monotonic() + within_s
        while not done.exists():
            assert time.monotonic() < deadline, (
                f"{output} was begun by another worker and is not done after "
                f"{within_s} s: see that worker's error, or run with -n 0"
            )
            time.sleep(0.2)
    else:
        run = publish(output)
        done.write_text(run.stdout + run.stderr)
    return done.read_text()
