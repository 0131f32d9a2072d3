"""Filling the neutral site: every field, every kind of file, and nothing a clinic says as code."""

import datetime as dt
import html
import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from built_page import files
from guide import ROOT
from return_to_running.publishing.branding import (
    FIELDS,
    BrandingError,
    cut,
    fields,
    in_script,
    in_search_index,
    read_neutral_site,
    write_site,
)
from return_to_running.publishing.clinic import Clinic, load_clinic
from return_to_running.publishing.logo import logo_size

DAY = dt.date(2026, 11, 23)
HOSTILE = "\"'<script>alert(1)</script>&amp;</script><!--\\\u2028"


@pytest.fixture
def clinic() -> Clinic:
    return load_clinic(ROOT / "clinics" / "demo.yml")


def fill(text: str, file: str = "page.html", **values: str) -> str:
    return cut(Path(file), text).fill({**dict.fromkeys(FIELDS, ""), **values})


def test_the_edition_is_a_day_as_a_reader_expects_it(clinic: Clinic) -> None:
    assert fields(clinic, DAY)["edition"] == "23 November 2026"


def test_a_field_is_filled_wherever_it_stands() -> None:
    page = '<a href="tel:@@clinic.phone-digits@@">@@clinic.phone@@</a>'
    filled = fill(page, **{"phone": "01632 960", "phone-digits": "01632960"})
    assert filled == '<a href="tel:01632960">01632 960</a>'


def test_a_part_vanishes_when_its_field_is_empty() -> None:
    page = "a<!--if clinic.booking--> <a href='@@clinic.booking@@'>Book</a><!--/if--> z"
    assert fill(page) == "a z"
    assert fill(page, booking="https://b.example") == "a <a href='https://b.example'>Book</a> z"


def test_text_in_a_page_can_never_become_markup() -> None:
    filled = fill('<p title="@@clinic.name@@">@@clinic.name@@</p>', name=HOSTILE)
    assert "<script" not in filled
    assert html.unescape(filled) == f'<p title="{HOSTILE}">{HOSTILE}</p>'


def test_text_in_a_script_within_a_page_stays_a_string() -> None:
    page = '<script type="application/json">{"a": "@@clinic.name@@"}</script>@@clinic.name@@'
    filled = fill(page, name=HOSTILE)
    data = filled.removeprefix('<script type="application/json">').split("</script>")[0]
    assert json.loads(data) == {"a": HOSTILE}
    assert filled.count("</script>") == 1


def test_text_in_the_address_of_a_script_is_markup_and_so_is_what_follows_it() -> None:
    page = '<script src="@@clinic.name@@/a.js"></script><p>@@clinic.name@@</p>'
    filled = fill(page, name=HOSTILE)
    assert html.unescape(filled) == page.replace("@@clinic.name@@", HOSTILE)
    assert filled.count("<script") == filled.count("</script>") == 1


@given(st.text())
def test_text_in_json_and_in_scripts_stays_what_it_was(text: str) -> None:
    assert json.loads(fill('{"a": "@@clinic.name@@"}', "data.json", name=text)) == {"a": text}
    assert not set("<>&'\u2028\u2029") & set(in_script(text))


def test_the_search_index_is_filled_as_the_markup_that_the_theme_makes_of_it() -> None:
    index = 'var __index = {"text": "@@clinic.name@@"}'
    filled = fill(index, "search_index.js", name="<b>A&E</b>")
    assert json.loads(filled.removeprefix("var __index = "))["text"] == (
        "&lt;b&gt;A&amp;E&lt;/b&gt;"
    )
    assert "<" not in in_search_index("<")


def test_xml_is_escaped_as_xml() -> None:
    assert fill("<loc>@@clinic.name@@</loc>", "sitemap.xml", name="A&E") == "<loc>A&amp;E</loc>"


BROKEN = {
    "an unknown field": "@@clinic.nmae@@",
    "an unknown condition": "<!--if clinic.bookings-->x<!--/if-->",
    "a part that does not end": "<!--if clinic.phone-->x",
    "a part inside a part": "<!--if clinic.phone--><!--if clinic.email-->x<!--/if--><!--/if-->",
    "a field that is not closed": "@@clinic.name x",
    "a heading that some clinics have not": "<!--if clinic.phone--><h2>Call</h2><!--/if-->",
}


@pytest.mark.parametrize("text", BROKEN.values(), ids=BROKEN.keys())
def test_a_page_that_cannot_be_filled_is_named_with_the_token(text: str) -> None:
    with pytest.raises(BrandingError, match=r"^page\.html: .*clinic\."):
        cut(Path("page.html"), text)


def test_a_heading_may_stand_before_and_after_a_part_but_not_in_it() -> None:
    assert fill("<h2>A</h2><!--if clinic.phone--><p>B</p><!--/if--><h2>C</h2>") == (
        "<h2>A</h2><h2>C</h2>"
    )


def neutral(folder: Path, **files: str) -> Path:
    pages = {
        "assets/stylesheets/brand.css": ":root{}",
        "assets/images/logo.svg": "<svg/>",
        "index.html": "<p>@@clinic.name@@</p>",
        **{name.replace("__", "."): text for name, text in files.items()},
    }
    for name, text in pages.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text, encoding="utf-8")
    return folder


def test_a_clinics_site_has_its_words_its_colour_and_its_logo(
    tmp_path: Path, clinic: Clinic
) -> None:
    site = read_neutral_site(neutral(tmp_path / "neutral", other__css="p{}"))
    write_site(site, clinic, DAY, tmp_path / "demo")
    assert (tmp_path / "demo/index.html").read_text() == "<p>Demo Clinic</p>"
    assert "--brand:#0b5563" in (tmp_path / "demo/assets/stylesheets/brand.css").read_text()
    assert (tmp_path / "demo/assets/images/logo.svg").read_bytes() == clinic.logo_svg
    assert (tmp_path / "demo/other.css").read_text() == "p{}"
    assert (tmp_path / "neutral/index.html").read_text() == "<p>@@clinic.name@@</p>"


def test_an_open_field_in_a_kind_of_file_that_is_not_filled_is_a_fault(tmp_path: Path) -> None:
    with pytest.raises(BrandingError, match=r"^notes\.txt: "):
        read_neutral_site(neutral(tmp_path, notes__txt="@@clinic.name@@"))


def test_a_site_without_the_brand_sheet_is_a_fault(tmp_path: Path) -> None:
    (neutral(tmp_path) / "assets/stylesheets/brand.css").unlink()
    with pytest.raises(BrandingError, match=r"brand\.css"):
        read_neutral_site(tmp_path)


def test_no_field_is_left_open_in_the_real_site(site: Path) -> None:
    for file in files(site, ".html", ".js", ".json"):
        text = file.read_text(encoding="utf-8")
        assert "@@clinic" not in text, file
        assert "<!--if clinic" not in text, file


@pytest.mark.parametrize(
    ("sides", "size"),
    [
        ('width="120" height="40"', (120, 40)),
        ('viewBox="0 0 32 32"', (32, 32)),
        ('viewBox="0 0 0.4 0.2"', (40, 20)),
        ('width="0" height="40" viewBox="0 0 80 40"', (80, 40)),
        ('width="100%" height="40"', (300, 150)),
        ("", (300, 150)),
    ],
)
def test_a_page_keeps_room_of_the_logo_s_shape(sides: str, size: tuple[int, int]) -> None:
    assert logo_size(f'<svg xmlns="http://www.w3.org/2000/svg" {sides}/>'.encode()) == size
