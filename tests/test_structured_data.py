"""What machines read of a page: schema.org, true to the page and to who has checked it."""

import datetime as dt
import json
import re
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import pytest
import yaml

from built_page import files, read_page
from guide import PAGES, ROOT
from return_to_running.publishing import branding
from return_to_running.publishing.clinic import Reviewer, load_clinic

DATA = re.compile(r'<script type="application/ld\+json">(.*?)</script>', re.DOTALL)
SITE_MAP = "{http://www.sitemaps.org/schemas/sitemap/0.9}"
DAY = dt.date(2026, 11, 24)
HOSTILE = 'A </script><script>alert(1)</script> "B" & Co'


def read(page: Path) -> list[dict[str, Any]]:
    return [json.loads(text) for text in DATA.findall(page.read_text(encoding="utf-8"))]


@pytest.mark.parametrize("name", PAGES)
def test_a_page_says_what_it_is_and_for_whom(name: str, site: Path) -> None:
    [data] = read(site / name)
    source = (ROOT / "docs" / name).with_suffix(".md").read_text(encoding="utf-8")
    meta = yaml.safe_load(source.split("---\n")[1])
    for_patients = meta.get("patient_page", True)
    assert data["@type"] == ("MedicalWebPage" if for_patients else "WebPage")
    assert ("audience" in data) == ("about" in data) == for_patients
    assert data["name"] == meta["title"]
    assert data["description"] == meta["description"]
    assert data["dateModified"] == meta["last_updated"].isoformat()
    assert data["publisher"]["name"] == "Demo Clinic"
    assert ("mainEntity" in data) == ("exercise" in meta)


def test_no_page_names_a_reviewer_before_there_is_one(site: Path) -> None:
    assert not [name for name in PAGES if "reviewedBy" in (site / name).read_text(encoding="utf-8")]


def site_of(neutral: branding.NeutralSite, target: Path, **fields: object) -> Path:
    clinic = load_clinic(ROOT / "clinics" / "demo.yml").model_copy(update=fields)
    branding.write_site(neutral, clinic, DAY, target)
    return target


def test_the_reviewer_a_clinic_names_is_in_the_data_as_text(
    neutral: branding.NeutralSite, tmp_path: Path
) -> None:
    who = Reviewer(name=HOSTILE, credentials="Physio", date=dt.date(2026, 11, 20))
    [_, review] = read(site_of(neutral, tmp_path / "site", reviewer=who) / "index.html")
    assert review["reviewedBy"]["name"] == HOSTILE
    assert review["lastReviewed"] == "2026-11-20"


def test_no_page_waits_for_a_clinician_once_a_reviewer_is_named(
    neutral: branding.NeutralSite, site: Path, tmp_path: Path
) -> None:
    waiting = re.compile("wait(?:s|ing) for a clinician|not yet review|has not yet", re.IGNORECASE)
    who = Reviewer(name="R. Example", credentials="Physio", date=dt.date(2026, 11, 20))
    reviewed = site_of(neutral, tmp_path / "site", reviewer=who)
    for folder, waits in ((site, True), (reviewed, False)):
        found = [name for name in PAGES if waiting.search((folder / name).read_text("utf-8"))]
        assert bool(found) == waits, found


@pytest.mark.parametrize("name", ["index.html", "exercises/band-march.html"])
def test_a_page_says_where_it_stands_once_the_address_is_known(
    name: str, neutral: branding.NeutralSite, tmp_path: Path
) -> None:
    site = site_of(neutral, tmp_path / "site", site_url="https://guide.example/hip/")
    page = (site / name).read_text(encoding="utf-8")
    assert f'<link rel="canonical" href="https://guide.example/hip/{name}">' in page
    assert f'property="og:url" content="https://guide.example/hip/{name}"' in page
    listed = ElementTree.parse(site / "sitemap.xml").getroot()
    locations = [each.text for each in listed.iter(f"{SITE_MAP}loc")]
    assert f"https://guide.example/hip/{name}" in locations
    assert len(locations) == len(PAGES)


def test_a_link_sent_to_a_friend_shows_the_card_where_the_address_is_known(
    neutral: branding.NeutralSite, tmp_path: Path
) -> None:
    site = site_of(neutral, tmp_path / "site", site_url="https://guide.example/hip/")
    for name in PAGES:
        metas = shared(site / name)
        assert metas["og:url"] == f"https://guide.example/hip/{name}"
        assert metas["og:image"].startswith("https://guide.example/hip/assets/"), name
        assert metas["og:image:alt"]
        card = site / "assets" / metas["og:image"].partition("/assets/")[2]
        assert card.stat().st_size < 60_000


def shared(page: Path) -> dict[str, str]:
    """What a page tells those who show a link to it."""
    metas = (meta.attributes for meta in read_page(page).named("meta"))
    return {str(meta["property"]): str(meta["content"]) for meta in metas if "property" in meta}


def test_a_page_does_not_say_where_it_stands_while_nobody_knows(site: Path) -> None:
    assert not (site / "sitemap.xml").exists()
    assert "canonical" not in (site / "index.html").read_text(encoding="utf-8")
    for path in files(site, ".html"):
        assert not {"og:url", "og:image"} & shared(path).keys(), path.name
