"""The same pages by others that make a PDF of them: two MkDocs plugins.

Figures for scale, with no limit: none of these promises PDF/UA-1. The plugins are fetched into an
environment that lasts as long as this run. One that fails is told with its fault.
"""

import os
import re
import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).parents[2]
PLUGINS: dict[str, dict[str, object]] = {
    "mkdocs-to-pdf==0.12.1": {"to-pdf": {"output_path": "guide.pdf"}},
    "mkdocs-exporter==6.2.0": {
        "exporter": {
            "formats": {
                "pdf": {
                    "enabled": True,
                    "browser": {"args": ["--no-sandbox"]},
                    "aggregator": {"enabled": True, "output": "guide.pdf"},
                }
            }
        }
    },
}
MOST_S = 600
FAULT = re.compile(r"error|exception|playwright install", re.IGNORECASE)


def main() -> int:
    """Print what each takes; return 0, as nothing is promised of them."""
    with tempfile.TemporaryDirectory() as folder:
        python = environment(Path(folder) / "environment")
        for package, plugin in PLUGINS.items():
            print(f"{package:27}{made(python, package, plugin, Path(folder))}", flush=True)
    return 0


def environment(folder: Path) -> str:
    """Return a Python with all that the site needs."""
    subprocess.run([sys.executable, "-m", "venv", str(folder)], check=True)
    python = str(folder / ("Scripts/python.exe" if os.name == "nt" else "bin/python"))
    install(python, "--require-hashes", "-r", str(ROOT / "requirements.txt"))
    install(python, "--no-deps", "--no-build-isolation", str(ROOT))
    return python


def install(python: str, *what: str) -> None:
    """Install packages; a failure is told by pip."""
    quiet = ("--disable-pip-version-check", "--no-input", "-qq")
    subprocess.run([python, "-m", "pip", "install", *quiet, *what], check=True)


def made(python: str, package: str, plugin: dict[str, object], folder: Path) -> str:
    """Build the site with one more plugin; return time, memory and size, or the fault."""
    install(python, package)
    name = next(iter(plugin))
    # Beside mkdocs.yml, because its paths are read from there.
    config = ROOT / f".benchmark-{name}.yml"
    text = (ROOT / "mkdocs.yml").read_text(encoding="utf-8")
    config.write_text(text.replace("  - offline\n", f"  - offline\n  - {plugin}\n"), "utf-8")
    site = folder / name
    command = [python, "-m", "mkdocs", "build", "-q", "-f", str(config), "-d", str(site)]
    variables = {**os.environ, "NO_MKDOCS_2_WARNING": "1"}
    begin = time.perf_counter()
    try:
        done = subprocess.run(
            command, env=variables, capture_output=True, text=True, timeout=MOST_S, check=False
        )
    except subprocess.TimeoutExpired:
        return f"gave up after {MOST_S} s"
    finally:
        config.unlink()
    seconds = time.perf_counter() - begin
    pdf = next(iter(site.rglob("guide.pdf")), None)
    if done.returncode or pdf is None:
        said = [line.strip(" ║") for line in (done.stdout + done.stderr).splitlines() if line]
        return "fails: " + next(filter(FAULT.search, reversed(said)), " ".join(said[-1:]))
    most_mb = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024
    return (
        f"{seconds:6.1f} s  at most {most_mb:4.0f} MB  {pdf.stat().st_size / 1e6:4.1f} MB on disk"
    )


if __name__ == "__main__":
    sys.exit(main())
