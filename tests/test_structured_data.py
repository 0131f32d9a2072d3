"""What machines read of a page: schema.org, true to the page and to who has checked it."""

import json
import re
from pathlib import Path
from typing import Any

import pytest
import yaml

from guide import PAGES, ROOT, publish

DATA = re.compile(r'<script type="application/ld\+json">(.*?)</script>', re.DOTALL)
HOSTILE = 'A </script><script>alert(1)</script> "B" & Co'


def read(page: Path) -> list[dict[str, Any]]:
    return [json.loads(text) for text in DATA.findall(page.read_text(encoding="utf-8"))]


@pytest.mark.parametrize("name", PAGES)
def test_a_page_says_what_it_is_and_for_whom(name: str, site: Path) -> None:
    [data] = read(site / name)
    source = (ROOT / "docs" / name).with_suffix(".md").read_text(encoding="utf-8")
    meta = yaml.safe_load(source.split("---\n")[1])
    assert data["@type"] == "MedicalWebPage"
    assert data["name"] == meta["title"]
    assert data["description"] == meta["description"]
    assert data["dateModified"] == meta["last_updated"].isoformat()
    assert data["publisher"]["name"] == "Demo Clinic"
    assert ("mainEntity" in data) == ("exercise" in meta)


def test_no_page_names_a_reviewer_before_there_is_one(site: Path) -> None:
    assert not [name for name in PAGES if "reviewedBy" in (site / name).read_text(encoding="utf-8")]


def test_the_reviewer_a_clinic_names_is_in_the_data_as_text(tmp_path: Path) -> None:
    profile = yaml.safe_load((ROOT / "clinics" / "demo.yml").read_text(encoding="utf-8"))
    profile["reviewer"] = {"name": HOSTILE, "credentials": "Physio", "date": None}
    text = yaml.safe_dump(profile).replace("date: null", "date: 2026-11-20")
    clinics = tmp_path / "clinics"
    (clinics / "demo").mkdir(parents=True)
    (clinics / "ours.yml").write_text(text, encoding="utf-8")
    (clinics / "demo" / "logo.svg").write_bytes((ROOT / "clinics/demo/logo.svg").read_bytes())
    done = publish(tmp_path / "out", clinics / "ours.yml")
    assert done.returncode == 0, done.stderr
    [_, review] = read(tmp_path / "out" / "ours" / "site" / "index.html")
    assert review["reviewedBy"]["name"] == HOSTILE
    assert review["lastReviewed"] == "2026-11-20"
