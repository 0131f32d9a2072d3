"""``dist/<clinic>/`` put together: everything is checked first, and it is all or nothing."""

import datetime as dt
import hashlib
import os
import shutil
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
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
)
from return_to_running.publishing.clinic import Clinic, load_clinics
from return_to_running.publishing.edition import Edition
from return_to_running.publishing.handbook import Told
from return_to_running.publishing.handout import Site
from return_to_running.publishing.handout_list import FILE, load_handouts
from return_to_running.publishing.neutral_site import calculator_page, neutral_site
from return_to_running.publishing.page_choice import PageChoice, choice_faults, chosen
from return_to_running.publishing.pdfs import Wanted, make_pdfs
from return_to_running.publishing.site_config import Chapter, SiteConfig

DOWNLOADS = "downloads"


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
    clinics = load_clinics(profiles, today)
    config = site_config.load_site_config(config_path)
    texts = site_config.pages(config.docs)
    check_evidence(config, texts)
    check_choices(clinics, texts)
    day = edition_date(texts, os.environ)
    edition = Edition(config.name, day, site_config.plan_version(config.folder / "protocols"))
    handouts = load_handouts(config.folder / FILE)
    with _workshop(output) as workshop, handbook.opened_press() as press:
        sites: dict[tuple[str, PageChoice], Prepared] = {}
        for clinic in clinics:
            if choice_of(clinic) not in sites:
                place = workshop / f"neutral-{len(sites)}"
                sites[choice_of(clinic)] = prepare(config, texts, clinic, place, day)
        made = []
        for one in clinics:
            folder, ours = workshop / "made" / one.id, sites[choice_of(one)]
            clinic = one.model_copy(update={"text_changed": ours.text_changed})
            root = f"{ours.neutral.root.resolve().as_uri()}/"
            site = Site(folder / "site", root, ours.chapters, edition)
            branding.write_site(ours.neutral, clinic, day, site.folder)
            policy.write_server_files(folder / "server", clinic.site_url or "", clinic.framed_by)
            embed.write_snippet(folder / "embed", clinic, ours.calculator_page)
            (folder / offline.FILE).write_bytes(offline.packed(site.folder, clinic, edition))
            pdfs = make_pdfs(press, site, ours.handouts, handouts, clinic, wanted or Wanted(), told)
            offer(pdfs, folder, clinic, ours.neutral, day)
            write_checksums(folder)
            made.append(folder)
        return swap(made, output, workshop / "replaced")


@dataclass(frozen=True)
class Prepared:
    """What clinics with the same choice of pages and calculator share."""

    neutral: branding.NeutralSite
    chapters: Sequence[Chapter]
    calculator_page: str
    handouts: list[str]
    """The pages that have a handout of their own."""
    text_changed: dt.date
    """The last change to a page."""


def choice_of(clinic: Clinic) -> tuple[str, PageChoice]:
    """Return what parts the clinics that cannot share a neutral site."""
    return clinic.calculator, PageChoice(clinic.hide, clinic.own_files)


def prepare(
    config: SiteConfig, texts: Mapping[str, str], clinic: Clinic, place: Path, edition: dt.date
) -> Prepared:
    """Build the neutral site for a clinic's choice in a ``place``; its error names the clinic."""
    calculator, choice = choice_of(clinic)
    if choice != PageChoice():
        config = chosen(config, texts, choice, place / "docs")
        texts = site_config.pages(config.docs)
    try:
        neutral = neutral_site(config, place / "site", edition, calculator)
    except GuideError as error:
        if choice == PageChoice():
            raise
        raise BundleError(f"{clinic.id}.yml: hide, pages: with this choice: {error}") from error
    return Prepared(
        neutral=neutral,
        chapters=config.chapters,
        calculator_page=calculator_page(neutral.root),
        handouts=[each.page for each in config.chapters if site_config.has_handout(each, texts)],
        text_changed=site_config.newest_change(texts),
    )


def check_choices(clinics: Sequence[Clinic], texts: Mapping[str, str]) -> None:
    """Check the pages that clinics hide or write themselves; a `FaultError` names all faults."""
    faults = [
        fault
        for clinic in clinics
        for fault in choice_faults(f"{clinic.id}.yml", choice_of(clinic)[1], texts)
    ]
    if faults:
        raise FaultError(faults)


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
