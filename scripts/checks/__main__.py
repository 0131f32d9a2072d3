"""Build the neutral site, measure it, print the table and every fault: ``python -m checks``."""

import argparse
import datetime as dt
import sys
import tempfile
from collections.abc import Iterator, Sequence
from pathlib import Path

import yaml

from checks import faults, report
from checks.claims import claim_faults
from checks.due import load_fronts
from checks.pages import Page, load_pages
from return_to_running.faults import Fault, in_words
from return_to_running.pages.glossary import load_glossary
from return_to_running.publishing import site_config
from return_to_running.publishing.bundle import ERRORS
from return_to_running.publishing.neutral_site import build_neutral_site

BARS = Path("evidence", "scores", "bars.yml")
SPELT = ("docs", "protocols", "evidence/glossary.yml", "evidence/scores", "clinics", "README.md")
NAMES_PICTURES = (
    "docs/**/*.md",
    "overrides/**/*.html",
    "overrides/**/*.css",
    "protocols/*.yml",
    "src/**/*.html",
)


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the check; return 0, or 1 when anything is at fault."""
    parser = argparse.ArgumentParser(prog="check.py", description=__doc__)
    parser.add_argument("--today", type=dt.date.fromisoformat, default=dt.date.today())  # noqa: DTZ011
    options = parser.parse_args(arguments)
    root = Path.cwd()
    with tempfile.TemporaryDirectory() as folder:
        site = Path(folder, "site")
        try:
            config = site_config.load_site_config(root / "mkdocs.yml")
            edition = site_config.newest_change(site_config.pages(config.docs))
            build_neutral_site(config, site, edition)
        except ERRORS as error:
            print(error, file=sys.stderr)
            return 1
        pages = load_pages(site, config.docs)
        measured = measure(pages, root)
        found = list(check(root, site, pages, measured, options.today))
    print(*report.table(measured), sep="\n")
    if found:
        print(f"\n{in_words(found)}\n\nFaults: {len(found)}", file=sys.stderr)
    return 1 if found else 0


def measure(pages: Sequence[Page], root: Path) -> list[report.Line]:
    """Measure every page, with and without the words of the project's glossary."""
    glossary = load_glossary(root / "evidence" / "glossary.yml")
    return report.lines(pages, [form for each in glossary for form in (each.term, *each.also)])


def check(
    root: Path, site: Path, pages: Sequence[Page], measured: Sequence[report.Line], today: dt.date
) -> Iterator[Fault]:
    """Find every fault of the built site and of what it is made from."""
    sentences = {page.name: page.sentences for page in pages}
    yield from faults.reading_faults(report.of_patients(measured), sentences, load_limits(root))
    for page in pages:
        yield from faults.missing_faults(page)
        yield from claim_faults(page)
        yield from faults.id_faults(page)
    yield from faults.link_faults(pages, site)
    texts = [file.read_text(encoding="utf-8") for way in NAMES_PICTURES for file in root.glob(way)]
    yield from faults.unused_faults(root / "docs", texts)
    yield from faults.review_faults(load_fronts(root), today)
    yield from faults.spelling_faults(root, [name for name in SPELT if (root / name).exists()])


def load_limits(root: Path) -> faults.Limits:
    """Read the bars of the text."""
    bars = yaml.safe_load((root / BARS).read_text(encoding="utf-8"))
    return faults.Limits(**bars["reading"])


if __name__ == "__main__":
    sys.exit(main())
