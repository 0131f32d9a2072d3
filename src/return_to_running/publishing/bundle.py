"""``dist/<clinic>/`` put together: everything is checked first, and it is all or nothing."""

import datetime as dt
import hashlib
import os
import re
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

from return_to_running.evidence.citations import check_citations, unused
from return_to_running.evidence.references import load_references
from return_to_running.faults import Fault, FaultError, GuideError
from return_to_running.pages.glossary import load_glossary
from return_to_running.publishing import (
    branding,
    embed,
    handbook,
    offline,
    policy,
    site_config,
    slim,
)
from return_to_running.publishing.clinic import Clinic, load_clinics
from return_to_running.publishing.edition import Edition
from return_to_running.publishing.handbook import Told
from return_to_running.publishing.handout import Site
from return_to_running.publishing.handout_list import FILE, load_handouts
from return_to_running.publishing.pdfs import Wanted, make_pdfs
from return_to_running.publishing.site_config import SiteConfig

CALCULATOR = "<return-to-running"
DOWNLOADS = "downloads"
SECONDS_A_DAY = 86_400
COMPLAINT = re.compile(r"(?:WARNING|ERROR|CRITICAL)\b")
MODE = "CALCULATOR_MODE"
"""The variable by which mkdocs.yml is told what the calculator shows: `full` or `ladder`."""
LEVEL = re.compile(r"[A-Z]+ +-")


class BundleError(GuideError):
    """The guide cannot be published; the message says what to mend."""


ERRORS = (GuideError, OSError)
"""What can be wrong with the sources: each message is written for the person who runs the build."""


def publish(
    config_path: Path,
    profiles: list[Path],
    output: Path,
    today: dt.date,
    wanted: Wanted | None = None,
    told: Told | None = None,
) -> list[Path]:
    """Build the guide for every profile and return the folders; on any error nothing changes.

    ``today`` is the last day on which a clinician can have reviewed it for a clinic,
    ``wanted`` says which PDFs are made beside the usual, and ``told`` hears of each that is done.

    The edition is the day of ``SOURCE_DATE_EPOCH`` (seconds) or, without it, the newest
    ``last_updated`` of the pages, so that the same sources always give the same bytes.
    """
    loaded = load_clinics(profiles, today)
    config = site_config.load_site_config(config_path)
    texts = site_config.pages(config.docs)
    check_evidence(config, texts)
    changed = site_config.newest_change(texts)
    clinics = [clinic.model_copy(update={"text_changed": changed}) for clinic in loaded]
    day = edition_date(texts, os.environ)
    edition = Edition(config.name, day, site_config.plan_version(config.folder / "protocols"))
    handouts = load_handouts(config.folder / FILE)
    with _workshop(output) as workshop, handbook.opened_press() as press:
        calculators = sorted({clinic.calculator for clinic in clinics})
        sites = {each: neutral_site(config, workshop / each, day, each) for each in calculators}
        framed = {each: calculator_page(site.root) for each, site in sites.items()}
        pages = [each.page for each in config.chapters if site_config.has_handout(each, texts)]
        made = []
        for clinic in clinics:
            folder, neutral = workshop / "made" / clinic.id, sites[clinic.calculator]
            root = f"{neutral.root.resolve().as_uri()}/"
            site = Site(folder / "site", root, config.chapters, edition)
            branding.write_site(neutral, clinic, day, site.folder)
            policy.write_server_files(folder / "server", clinic.site_url or "", clinic.framed_by)
            embed.write_snippet(folder / "embed", clinic, framed[clinic.calculator])
            (folder / offline.FILE).write_bytes(offline.packed(site.folder, clinic, edition))
            pdfs = make_pdfs(press, site, pages, handouts, clinic, wanted or Wanted(), told)
            offer(pdfs, folder, clinic, neutral, day)
            write_checksums(folder)
            made.append(folder)
        return swap(made, output, workshop / "replaced")


def neutral_site(
    config: SiteConfig, folder: Path, edition: dt.date, calculator: str
) -> branding.NeutralSite:
    """Build the site of all clinics with this calculator; light, without code in its pages."""
    build_neutral_site(config, folder, edition, calculator)
    calculator_page(folder)
    slim.slim(folder)
    policy.move_inline_scripts(folder)
    return branding.read_neutral_site(folder)


def check_evidence(config: SiteConfig, texts: Mapping[str, str]) -> None:
    """Check the glossary, every citation, and that every source is cited.

    A `FaultError` names all faults.
    """
    glossary = config.folder / "evidence" / "glossary.yml"
    if glossary.exists():
        load_glossary(glossary)
    references = load_references(config.folder / "evidence" / "references.json")
    from_protocols = site_config.protocol_source_ids(config.folder / "protocols")
    faults = check_citations(references, texts)
    faults += [
        Fault("protocols", name, "there is no source with this id", "add it to references.json")
        for name in sorted(from_protocols - set(references))
    ]
    faults += [
        Fault("references.json", name, "no page and no protocol cites it", "cite it or take it out")
        for name in unused(references, texts.values(), from_protocols)
    ]
    if faults:
        raise FaultError(faults)


def edition_date(texts: Mapping[str, str], environment: Mapping[str, str]) -> dt.date:
    """Return the day of ``SOURCE_DATE_EPOCH`` or else of the newest change to a page."""
    epoch = environment.get("SOURCE_DATE_EPOCH")
    if epoch is None:
        return site_config.newest_change(dict(texts))
    try:
        return dt.datetime.fromtimestamp(int(epoch), tz=dt.UTC).date()
    except (ValueError, OverflowError, OSError) as error:
        raise BundleError(f"SOURCE_DATE_EPOCH: {epoch!r} is not a count of seconds") from error


def build_neutral_site(
    config: SiteConfig, target: Path, edition: dt.date, calculator: str = "full"
) -> None:
    """Run MkDocs, strictly; a `BundleError` repeats what it complained of.

    ``calculator`` is a clinic's: `full`, or `ladder` for its tables alone.
    """
    # Not --quiet: it hides warnings from --strict as well, which then passes everything.
    command = [sys.executable, "-m", "mkdocs", "build", "--strict"]
    command += ["--config-file", str(config.path), "--site-dir", str(target)]
    environment = {
        **os.environ,
        "NO_MKDOCS_2_WARNING": "1",
        "PYTHONHASHSEED": "0",
        "SOURCE_DATE_EPOCH": str(epoch_s(edition)),
        MODE: calculator,
    }
    done = subprocess.run(
        command, cwd=config.folder, env=environment, capture_output=True, text=True, check=False
    )
    if done.returncode:
        raise BundleError(f"The site could not be built.\n{_complaints(done.stdout + done.stderr)}")


def calculator_page(site: Path) -> str:
    """Return the first page of a built site that holds the calculator; there must be one."""
    for page in sorted(site.rglob("*.html")):
        if CALCULATOR in page.read_text(encoding="utf-8"):
            return page.relative_to(site).as_posix()
    raise BundleError(
        "The calculator is missing from the built site: mkdocs.yml needs the plugin "
        "return-to-running, and a page the line <!-- return-to-running: return-to-running -->"
    )


def epoch_s(day: dt.date) -> int:
    """Return the first second of a day, UTC, as ``SOURCE_DATE_EPOCH`` counts it."""
    return (day - dt.date(1970, 1, 1)).days * SECONDS_A_DAY


def write_checksums(folder: Path) -> None:
    """Write ``SHA256SUMS`` for every file, as ``sha256sum --check`` reads it."""
    files = sorted(path for path in folder.rglob("*") if path.is_file())
    lines = [
        f"{hashlib.sha256(file.read_bytes()).hexdigest()}  {file.relative_to(folder).as_posix()}\n"
        for file in files
    ]
    (folder / "SHA256SUMS").write_text("".join(lines), encoding="utf-8", newline="\n")


def offer(
    pdfs: Mapping[str, bytes],
    folder: Path,
    clinic: Clinic,
    neutral: branding.NeutralSite,
    edition: dt.date,
) -> None:
    """Put the PDFs into a clinic's folder, and those that its site offers into the site too.

    The site offers both guides and the handouts in the clinic's own paper.
    """
    offered = ("guide-", f"handouts/{clinic.paper}/")
    for name, content in pdfs.items():
        places = [folder / name]
        if name.startswith(offered):
            places.append(folder / "site" / DOWNLOADS / name)
        for place in places:
            place.parent.mkdir(parents=True, exist_ok=True)
            place.write_bytes(content)
    sizes = {name: len(content) for name, content in pdfs.items()}
    branding.fill_pages(neutral, branding.fields(clinic, edition, sizes), folder / "site")


@contextmanager
def _workshop(output: Path) -> Iterator[Path]:
    """Give a folder on the same disk as the output, and leave nothing of it behind."""
    output.mkdir(parents=True, exist_ok=True)
    workshop = Path(tempfile.mkdtemp(prefix=".making-", dir=output))
    try:
        yield workshop
    finally:
        shutil.rmtree(workshop, ignore_errors=True)
        if not any(output.iterdir()):
            output.rmdir()


def swap(made: list[Path], output: Path, replaced: Path) -> list[Path]:
    """Put the new folders in the place of the old; if one move fails, every old one comes back."""
    replaced.mkdir()
    moved: list[tuple[Path, Path]] = []
    try:
        for new in made:
            place, old = output / new.name, replaced / new.name
            if place.exists():
                place.rename(old)
                moved.append((old, place))
            new.rename(place)
            moved.append((place, new))
    except OSError as error:
        for now, before in reversed(moved):
            now.rename(before)
        raise BundleError(f"{output}: {error.strerror}: close what has its files open") from error
    return [output / new.name for new in made]


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
