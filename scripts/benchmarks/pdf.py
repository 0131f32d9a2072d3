"""The PDFs: the guide beside a bare WeasyPrint and Chromium's print; what the next clinic costs.

Each measurement of the guide runs in one process of its own: seconds by the wall clock and of the
processor, which other work on the machine does not stretch, and the most memory that it held.
Chromium makes neither tags that PDF/UA-1 accepts nor page numbers in links; its figure is for
scale. Two plugins of MkDocs are in pdf_peers.py.

Tried for memory: fewer passes of the whole and freeing what is drawn, 390 MB at best, because the
styles and boxes of all pages live until the last one is drawn. Chapter by chapter (book.py) took
185 MB. Tried for the next clinic: laying out the chapters that differ between empty pages (0.24).

The first clinic of another region has other numbers to call on 34 of 190 documents. It took 0.34
of the first clinic's set, half of that because sheets were set in four sizes of letters until one
fitted. What helped: sheets that fit at once; the table of all numbers, half of the longest chapter
and in the same words everywhere, as a document of its own; a chapter with the numbers to call apart
from those that follow it; a pain scale as a line, not 11 boxes. Tables of fixed columns gained
nothing that could be measured. Looking seldom for waste (handbook.py) took a tenth off all layout.
"""

import functools
import json
import os
import re
import resource
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import NamedTuple

from weasyprint import CSS, HTML  # type: ignore[import-untyped]
from weasyprint.text.fonts import FontConfiguration  # type: ignore[import-untyped]

from return_to_running.publishing import (
    branding,
    guide,
    handbook,
    pdfs,
    policy,
    site_config,
    slim,
)
from return_to_running.publishing.binding import ELSEWHERE
from return_to_running.publishing.clinic import Clinic, load_clinic
from return_to_running.publishing.edition import Edition
from return_to_running.publishing.handout import Site
from return_to_running.publishing.handout_list import FILE, Handouts, load_handouts
from return_to_running.publishing.neutral_site import build_neutral_site
from return_to_running.publishing.style import Format, Style

MOST_TIMES_BARE = 1.2
MOST_MB = 250
MOST_OF_FIRST = 0.25
TIMES = 2
FIRST, SAME, ABROAD = "first, UK", "second, UK", "third, US"
NEXT_ABROAD = "fourth, US"
LIMITED = (SAME, ABROAD, NEXT_ABROAD)
A4 = {"guide-a4.pdf": Format("a4")}


def main() -> int:
    """Print figures beside their limits; return 1 if one does not hold."""
    with tempfile.TemporaryDirectory() as folder:
        build(Path(folder))
        bare = min(measured("bare", folder) for _ in range(TIMES))
        ours = min(measured("ours", folder) for _ in range(TIMES))
        spent = dict(clinics(Path(folder)))
        chromium = chromium_s(Path(folder))
    times, first = ours.processor_s / bare.processor_s, spent[FIRST]
    print(f"guide, bare WeasyPrint     {bare}")
    print(f"guide, ours                {ours}")
    print(f"guide, Chromium's print    {chromium:6.1f} s")
    print(f"  times the bare call      {times:6.2f}    at most {MOST_TIMES_BARE}")
    print(f"  memory                   {ours.most_mb:6.0f} MB at most {MOST_MB} MB")
    print("all PDFs of a clinic on both papers, seconds of processor, and the share of the first")
    for name, seconds in spent.items():
        limit = f"at most {MOST_OF_FIRST}" if name in LIMITED else ""
        print(f"  {name:25}{seconds:6.1f} s  {seconds / first:5.2f}  {limit}".rstrip())
    holds = times <= MOST_TIMES_BARE and ours.most_mb <= MOST_MB
    return 0 if holds and all(spent[name] <= MOST_OF_FIRST * first for name in LIMITED) else 1


def build(folder: Path) -> None:
    """Build the demo clinic's site, which all measurements share."""
    config = site_config.load_site_config(Path("mkdocs.yml"))
    day = site_config.newest_change(site_config.pages(config.docs))
    build_neutral_site(config, folder / "neutral", day)
    slim.slim(folder / "neutral")
    policy.move_inline_scripts(folder / "neutral")
    neutral = branding.read_neutral_site(folder / "neutral")
    for clinic in everyone(folder).values():
        branding.write_site(neutral, clinic, day, folder / clinic.id)


def demo() -> Clinic:
    """Return the clinic that ships with the project."""
    return load_clinic(Path("clinics/demo.yml"))


def everyone(folder: Path) -> dict[str, Clinic]:
    """Return the clinics in the order in which their PDFs are made."""
    profiles = folder / "clinics"
    if not profiles.exists():
        shutil.copytree("clinics", profiles)
    profile = profiles / "demo.yml"
    text = profile.read_text(encoding="utf-8")
    here = 'region: us\nadvice: "5550100"'
    profile.write_text(text.replace("region: uk", here), encoding="utf-8")
    abroad = load_clinic(profile).model_copy(update={"id": "us"})
    return {
        FIRST: demo(),
        SAME: renamed(demo(), "other"),
        ABROAD: abroad,
        NEXT_ABROAD: renamed(abroad, "other-us"),
    }


def renamed(clinic: Clinic, name: str) -> Clinic:
    """Return a clinic of the same region that differs in all that a page may say of it."""
    changes = {
        "id": name,
        "name": "Arrow Running Clinic",
        "short_name": "Arrow",
        "colour": "#ffcc00",
        "phone": "01632 960 777",
        "email": "desk@arrow.example",
        "address": "2 Example Row, Sampletown",
        "website": "https://arrow.example/",
        "booking": "https://arrow.example/visit",
        "disclosure": None,
    }
    return clinic.model_copy(update=changes)


def site_of(folder: Path, clinic: Clinic) -> Site:
    """Return a clinic's built site."""
    config = site_config.load_site_config(Path("mkdocs.yml"))
    day = site_config.newest_change(site_config.pages(config.docs))
    base = f"{(folder / 'neutral').as_uri()}/"
    return Site(folder / clinic.id, base, config.chapters, Edition(config.name, day, "1"))


def make_guide(folder: Path) -> None:
    """Make the guide as publishing does."""
    site, press = site_of(folder, demo()), handbook.Press()
    pdfs.make_pdfs(press, site, [], Handouts(), demo(), pdfs.Wanted(), guides=A4)


def write_document(folder: Path) -> handbook.Document:
    """Return the guide as one HTML whose page numbers WeasyPrint finds by itself."""
    site = site_of(folder, demo())
    text = guide.read_guide(site.folder, site.chapters, site.edition)
    parts = text.documents(Style(site.folder), site.base, A4["guide-a4.pdf"])
    front, *chapters = (part.html for part in parts.values())
    mains = "".join(re.findall("<main>.*</main>", "".join(chapters), re.DOTALL))
    html = front.replace("</body>", f"{mains}</body>").replace(f'href="{ELSEWHERE}', 'href="#')
    sheet = parts["contents"].sheet.replace("attr(data-page)", "target-counter(attr(href), page)")
    return handbook.Document(html, sheet.replace("string(pages)", "counter(pages)"), site.base)


def lay_out_bare(document: handbook.Document) -> None:
    """Call WeasyPrint as its manual does."""
    fonts = FontConfiguration()
    sheet = CSS(string=document.sheet, base_url=document.base, font_config=fonts)
    page = HTML(string=document.html, base_url=document.base)
    page.write_pdf(stylesheets=[sheet], font_config=fonts, pdf_variant="pdf/ua-1")


def clinics(folder: Path) -> Iterator[tuple[str, float]]:
    """Give the processor seconds of each clinic's complete set, made one after the other.

    Complete is what the guide promises: the guide and every handout on A4 and on Letter.
    """
    handouts, press = load_handouts(Path(FILE)), handbook.Press()
    texts = site_config.pages(Path("docs"))
    for name, clinic in everyone(folder).items():
        site = site_of(folder, clinic)
        chapters = [each for each in site.chapters if site_config.has_handout(each, texts)]
        pages = [each.page for each in chapters]
        begin = time.process_time()
        pdfs.make_pdfs(press, site, pages, handouts, clinic, pdfs.Wanted(all_papers=True))
        yield name, time.process_time() - begin


def chromium_s(folder: Path) -> float:
    """Return the seconds of Chromium's own print of the same pages."""
    document = write_document(folder)
    page = folder / "neutral" / "guide-in-one.html"
    page.write_text(f"{document.html}<style>{document.sheet}</style>", encoding="utf-8")
    begin = time.perf_counter()
    subprocess.run(
        [
            *(os.environ["CHROME"], "--headless", "--no-sandbox", "--disable-gpu"),
            *(f"--print-to-pdf={folder / 'chromium.pdf'}", page.as_uri()),
        ],
        check=True,
        capture_output=True,
    )
    return time.perf_counter() - begin


class Taken(NamedTuple):
    """What one measurement took."""

    processor_s: float
    wall_s: float
    most_mb: float

    def __str__(self) -> str:
        """Return the line that is printed."""
        return (
            f"{self.processor_s:6.1f} s  {self.most_mb:4.0f} MB  (by the clock {self.wall_s:.1f} s)"
        )


def measured(what: str, folder: str) -> Taken:
    """Return what one measurement took in a process of its own."""
    command = [sys.executable, __file__, what, folder]
    done = subprocess.run(command, check=True, capture_output=True, text=True)
    return Taken(*json.loads(done.stdout))


def measure(what: str, folder: Path) -> None:
    """Print what one measurement took: the bare call, or all of ours with the same HTML."""
    work: Callable[[], object] = functools.partial(make_guide, folder)
    if what == "bare":
        work = functools.partial(lay_out_bare, write_document(folder))
    wall, processor = time.perf_counter(), time.process_time()
    work()
    spent = [time.process_time() - processor, time.perf_counter() - wall]
    print(json.dumps([*spent, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024]))


if __name__ == "__main__":
    if sys.argv[1:]:
        measure(sys.argv[1], Path(sys.argv[2]))
    else:
        sys.exit(main())
