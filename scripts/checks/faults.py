"""What is wrong with the built site: too hard to read, missing, broken, overdue, misspelt."""

import datetime as dt
import json
import subprocess
import sysconfig
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from posixpath import normpath
from statistics import fmean
from urllib.parse import unquote, urlsplit
from xml.etree.ElementTree import Element

from checks.due import due
from checks.pages import Page
from checks.reading import Reading, hardest
from return_to_running.faults import Fault
from return_to_running.publishing.bundle import DOWNLOADS

SHORT_VERSION = "short version"
CALCULATOR = "return-to-running"
PICTURES = {".svg", ".png", ".jpg", ".jpeg", ".webp", ".gif"}


@dataclass(frozen=True)
class Limits:
    """The bars of the text for patients, as ``evidence/scores/bars.yml`` sets them."""

    grade_mean: float
    grade_page: float
    smog_mean: float
    sentence_words: float


def reading_faults(
    readings: Mapping[str, Reading], sentences: Mapping[str, Sequence[str]], limits: Limits
) -> Iterator[Fault]:
    """Find patient pages, and their mean, over a limit; each page with its worst sentences."""
    for name, reading in readings.items():
        worst = "; ".join(f'"{each}"' for each in hardest(sentences[name]))
        if reading.grade > limits.grade_page:
            what = f"is {reading.grade:.1f}, over {limits.grade_page:g}"
            yield Fault(name, "reading grade", what, f"put these more simply: {worst}")
        if reading.sentence_words > limits.sentence_words:
            what = f"have {reading.sentence_words:.1f} words, over {limits.sentence_words:g}"
            yield Fault(name, "sentences", what, f"cut these: {worst}")
    grades = {name: reading.grade for name, reading in readings.items()}
    smog = {name: reading.smog for name, reading in readings.items()}
    yield from _mean_fault("mean Flesch-Kincaid grade", grades, limits.grade_mean)
    yield from _mean_fault("mean SMOG grade", smog, limits.smog_mean)


def missing_faults(page: Page) -> Iterator[Fault]:
    """Find a patient page without summary or sources, and any picture without words."""
    if page.is_for_patients:
        if not _has_summary(page):
            yield Fault(page.source, "summary", "is missing", 'begin with !!! short "In short"')
        if not page.has("g-cite"):
            cure = "cite what it says, or mark it [@own]"
            yield Fault(page.source, "sources", "are missing", cure)
    in_calculator = {each for part in page.article.iter(CALCULATOR) for each in part.iter()}
    for element in page.article.iter():
        # In the calculator a picture may be empty of words: the test beside it says the same.
        if element.tag == "img" and element in in_calculator and element.get("alt") is not None:
            continue
        if element.tag == "img" and not (element.get("alt") or "").strip():
            source = element.get("src") or "an image"
            yield Fault(page.source, source, "has no words", "write what it shows in ![...]")
        if element.tag == "svg" and element.get("role") == "img" and not _says(page, element):
            name = element.get("id") or "a drawing"
            yield Fault(page.source, name, "has no words", "give the drawing a <title>")


def id_faults(page: Page) -> Iterator[Fault]:
    """Find ids that stand twice on one page."""
    for name, count in Counter(page.ids).items():
        if count > 1:
            yield Fault(page.source, f"id {name}", f"stands {count} times", "keep one")


def link_faults(pages: Sequence[Page], site: Path) -> Iterator[Fault]:
    """Find links and pictures inside the site that lead to no file or to no anchor.

    What a page offers for download is put beside it when a clinic's site is published.
    """
    ids = {page.name: set(page.ids) for page in pages}
    for page in pages:
        for address in dict.fromkeys(_addresses(page)):
            target, anchor = _target(page.name, address)
            if target.startswith(f"{DOWNLOADS}/"):
                continue
            if not (site / target).is_file():
                yield Fault(page.source, address, "leads nowhere", "mend the link")
            elif anchor and target in ids and anchor not in ids[target]:
                yield Fault(page.source, address, "has no such anchor", f"see the ids of {target}")


def unused_faults(docs: Path, sources: Sequence[str]) -> Iterator[Fault]:
    """Find pictures in docs/ that no page, template or style sheet names."""
    for file in sorted(docs.rglob("*")):
        if file.suffix in PICTURES and not any(file.name in text for text in sources):
            name = file.relative_to(docs).as_posix()
            yield Fault(name, "picture", "is used by no page", "use it or take it out")


def review_faults(fronts: Mapping[str, Mapping[str, object]], today: dt.date) -> Iterator[Fault]:
    """Find reviews whose day has passed or was never set."""
    for review in due(fronts, today, within_days=0):
        if review.is_overdue:
            what = "is missing" if review.on is None else f"was due by {review.on}"
            yield Fault(review.file, "next_review", what, "review it and set the next day")


def spelling_faults(root: Path, paths: Sequence[str]) -> Iterator[Fault]:
    """Find common misspellings and American spellings, with typos (settings: pyproject.toml)."""
    typos = Path(sysconfig.get_path("scripts"), "typos")
    done = subprocess.run(
        [str(typos), "--format", "json", *paths],
        cwd=root,
        capture_output=True,
        text=True,
        check=False,
    )
    if done.returncode not in (0, 2):
        raise OSError(f"typos: {done.stderr.strip()}")
    for line in done.stdout.splitlines():
        found = json.loads(line)
        if found["type"] == "typo":
            place = f"line {found['line_num']}" if "line_num" in found else "its name"
            cure = "write " + " or ".join(found["corrections"])
            yield Fault(found["path"], place, f"{found['typo']} is misspelt", cure)


def _mean_fault(title: str, figures: Mapping[str, float], limit: float) -> Iterator[Fault]:
    mean = fmean(figures.values()) if figures else 0.0
    if mean > limit:
        hard = sorted(figures, key=lambda name: -figures[name])[:3]
        cure = f"begin with {', '.join(hard)}"
        yield Fault("patient pages", title, f"is {mean:.1f}, over {limit:g}", cure)


def _has_summary(page: Page) -> bool:
    headings = (each for each in page.article.iter() if each.tag in ("h2", "h3"))
    return page.has("g-short") or any(
        SHORT_VERSION in "".join(heading.itertext()).lower() for heading in headings
    )


def _says(page: Page, drawing: Element) -> bool:
    named = set((drawing.get("aria-labelledby") or "").split())
    return bool(drawing.get("aria-label") or drawing.findtext("title") or named & set(page.ids))


def _addresses(page: Page) -> Iterator[str]:
    for element in page.tree.iter():
        for address in (element.get("href"), element.get("src")):
            if address and "@@" not in address and not urlsplit(address).scheme:
                yield address


def _target(page: str, address: str) -> tuple[str, str]:
    """Return the file, from the site's root, and the anchor that an address on a page means."""
    parts = urlsplit(address)
    anchor = unquote(parts.fragment)
    if not parts.path:
        return page, anchor
    start = PurePosixPath("/") if parts.path.startswith("/") else PurePosixPath("/", page).parent
    target = normpath(start / unquote(parts.path).lstrip("/")).lstrip("/")
    return (f"{target}/index.html".lstrip("/") if address.endswith("/") else target), anchor
