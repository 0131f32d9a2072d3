"""What a clinic may leave out of its profile: the guide stays whole without it."""

import datetime as dt
import shutil
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

import pytest
import yaml

from built_page import Page, files, read_page
from guide import ROOT
from return_to_running.publishing import brand, guide, site_config
from return_to_running.publishing.branding import NeutralSite, write_site
from return_to_running.publishing.clinic import Clinic, load_clinic
from return_to_running.publishing.edition import Edition
from return_to_running.publishing.handbook import Press
from return_to_running.publishing.handout import Site
from return_to_running.publishing.site_config import SiteConfig
from return_to_running.publishing.style import Format

DAY = dt.date(2026, 11, 24)
REQUIRED = ("name", "short_name", "logo", "colour", "region")
WHOLE = {
    **yaml.safe_load((ROOT / "clinics/demo.yml").read_text(encoding="utf-8")),
    "site_url": "https://clinic.example/hip/",
    "framed_by": ["https://www.clinic.example"],
    "reviewer": {"name": "R. Example", "credentials": "Physio", "date": DAY},
}
LEAST = {field: WHOLE[field] for field in REQUIRED}
ADVICE = {"uk": {}, "us": {"advice": "5550100"}, "eu": {"advice": "116117"}}
PROFILES: dict[str, dict[str, Any]] = {
    f"no more than must be, in {region}": {**LEAST, "region": region, **advice}
    for region, advice in ADVICE.items()
} | {
    f"all but {left_out}": {field: WHOLE[field] for field in WHOLE if field != left_out}
    for left_out in WHOLE
    if left_out not in REQUIRED
}


@pytest.fixture(scope="module")
def config() -> SiteConfig:
    return site_config.load_site_config(ROOT / "mkdocs.yml")


@pytest.fixture(params=list(PROFILES.values()), ids=list(PROFILES))
def clinic(request: pytest.FixtureRequest, tmp_path: Path) -> Clinic:
    shutil.copytree(ROOT / "clinics/demo", tmp_path / "demo")
    profile = tmp_path / "demo.yml"
    profile.write_text(yaml.safe_dump(request.param), encoding="utf-8")
    return load_clinic(profile)


def test_a_guide_is_whole_whatever_its_clinic_leaves_out(
    clinic: Clinic, neutral: NeutralSite, config: SiteConfig, tmp_path: Path
) -> None:
    """Every link of the site and of the PDF leads somewhere, and the paper says whose it is."""
    site = tmp_path / "site"
    write_site(neutral, clinic, DAY, site)
    pages = {path.resolve(): read_page(path) for path in files(site, ".html")}
    assert [fault for page in pages.values() for fault in dead_links(page, pages)] == []
    edition = Edition(config.name, DAY, "2")
    text = guide.read_guide(site, config.chapters, edition)
    assert sum(len(run) for run in text.runs) >= len(config.chapters)
    if clinic.booking is None and clinic.phone is None:
        press, form = Press(), Format(clinic.paper)
        whose = Site(site, f"{site.as_uri()}/", config.chapters, edition)
        assert press.print({"cover": brand.cover(press, whose, clinic, form)})["cover"]
        assert press.print({"head": brand.heads(press, whose, clinic, form, ["index.html"])})


def dead_links(page: Page, pages: dict[Path, Page]) -> list[str]:
    found = []
    for link in page.named("a"):
        address = link.attributes.get("href")
        parts = urlsplit(address or "")
        if parts.scheme:
            dead = not (parts.netloc or parts.path)
        else:
            to = page.path.parent / unquote(parts.path) if parts.path else page.path
            there = pages.get(to.resolve())
            lost = bool(parts.fragment) and there is not None and parts.fragment not in there.ids
            dead = address == "" or lost
        if dead:
            found.append(f"{page.path.name}: {link}")
    return found
