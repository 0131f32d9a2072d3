"""Clinic profiles: what a good one gives, and what a bad one is told."""

import datetime as dt
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from guide import ROOT
from return_to_running.faults import FaultError
from return_to_running.publishing.clinic import Clinic, load_clinic, load_clinics

TODAY = dt.date(2026, 11, 25)
TOMORROW = dt.date(2026, 11, 26)
LOGO = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 1 1"><path d="M0 0h1v1z"/></svg>'
LEAST = {
    "name": "Hip Clinic",
    "short_name": "Hips",
    "logo": "hip/logo.svg",
    "colour": "#123456",
    "region": "uk",
}


def write(folder: Path, drawn: str = LOGO, **fields: Any) -> Path:
    (folder / "hip").mkdir(exist_ok=True)
    (folder / "hip" / "logo.svg").write_text(drawn, encoding="utf-8")
    profile = folder / "hip.yml"
    profile.write_text(yaml.safe_dump({**LEAST, **fields}, allow_unicode=True), encoding="utf-8")
    return profile


def load(folder: Path, drawn: str = LOGO, **fields: Any) -> Clinic:
    return load_clinic(write(folder, drawn, **fields))


def faults(folder: Path, drawn: str = LOGO, **fields: Any) -> list[str]:
    with pytest.raises(FaultError) as caught:
        load(folder, drawn, **fields)
    return str(caught.value).splitlines()


def test_the_demo_clinic_is_a_good_example_and_nobody_reviewed_its_guide() -> None:
    demo = load_clinic(ROOT / "clinics" / "demo.yml")
    assert (demo.id, demo.name, demo.phone_digits) == ("demo", "Demo Clinic", "01632960123")
    assert demo.review == "Not yet reviewed by a clinician."


def test_a_region_sets_numbers_words_units_and_paper(tmp_path: Path) -> None:
    clinic = load(tmp_path)
    assert (clinic.emergency, clinic.emergency_place, clinic.advice) == ("999", "A&E", "111")
    assert (clinic.gp, clinic.units, clinic.paper) == ("GP", "km", "a4")


def test_a_clinic_has_the_full_calculator_unless_it_asks_for_the_tables_alone(
    tmp_path: Path,
) -> None:
    assert load(tmp_path).calculator == "full"
    assert load(tmp_path, calculator="ladder").calculator == "ladder"


def test_a_profile_can_set_each_of_them_itself(tmp_path: Path) -> None:
    clinic = load(tmp_path, region="us", advice="5550100", gp="physician", paper="a4")
    assert (clinic.emergency, clinic.advice, clinic.gp) == ("911", "5550100", "physician")
    assert (clinic.units, clinic.paper) == ("mi", "a4")


@pytest.mark.parametrize("region", ["us", "eu"])
def test_where_no_one_advice_line_serves_the_region_the_clinic_must_give_one(
    tmp_path: Path, region: str
) -> None:
    (line,) = faults(tmp_path, region=region)
    assert line.startswith("hip.yml: advice: is missing; the number for advice when you are closed")


def test_a_profile_names_the_websites_that_may_show_the_guide_in_a_frame(tmp_path: Path) -> None:
    assert load(tmp_path).framed_by == ()
    named = ["https://www.clinic.test", "https://clinic.test:8443"]
    assert load(tmp_path, framed_by=named).framed_by == tuple(named)
    told = faults(tmp_path, framed_by=["http://a.org", "https://b.org", "https://c.org/"])
    assert [line.split(": ")[1] for line in told] == ["framed_by #1", "framed_by #3"]
    assert all(line.endswith("such as [https://www.clinic.example]") for line in told)


def test_a_reviewer_is_named_with_credentials_and_date(tmp_path: Path) -> None:
    reviewer = {"name": "R. Example", "credentials": "Physio", "date": dt.date(2026, 11, 3)}
    clinic = load(tmp_path, reviewer=reviewer)
    assert clinic.review == "Reviewed by R. Example, Physio, on 3 November 2026."


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        (TODAY, "Reviewed by R. Example, Physio, on 25 November 2026."),
        (
            TOMORROW,
            "Reviewed by R. Example, Physio, on 25 November 2026. "
            "Parts of the guide have changed since then.",
        ),
    ],
)
def test_a_review_that_is_older_than_the_text_says_so(
    changed: dt.date, said: str, tmp_path: Path
) -> None:
    reviewer = {"name": "R. Example", "credentials": "Physio", "date": TODAY}
    clinic = load(tmp_path, reviewer=reviewer).model_copy(update={"text_changed": changed})
    assert clinic.review == said


def test_a_guide_that_nobody_reviewed_says_only_that_however_old_it_is(tmp_path: Path) -> None:
    clinic = load(tmp_path).model_copy(update={"text_changed": TODAY})
    assert clinic.review == "Not yet reviewed by a clinician."


BAD = {
    "no name": ({"name": ""}, "name"),
    "a name that YAML reads as yes or no": ({"name": False}, "name"),
    "a name in two lines": ({"name": "Hip\nClinic"}, "name"),
    "a name with a hidden turn of direction": ({"name": "Hip\u202eClinic"}, "name"),
    "a name that looks like an open field": ({"name": "@@clinic.phone@@"}, "name"),
    "a short name too long for a phone": ({"short_name": "x" * 21}, "short_name"),
    "a colour by name": ({"colour": "teal"}, "colour"),
    "a phone number that YAML reads as a sum": ({"phone": 1632}, "phone"),
    "a phone number with words": ({"phone": "call us"}, "phone"),
    "a phone number that cannot be dialled": ({"phone": "+44 (0)1632 960 123"}, "phone"),
    "an email address with a subject": ({"email": "a@b.example?subject=x"}, "email"),
    "an address that is not https": ({"website": "http://clinic.example"}, "website"),
    "a script as an address": ({"booking": "javascript:alert(1)"}, "booking"),
    "an address that hides its host": ({"booking": "https://good.example@evil.example"}, "booking"),
    "an address with a quote in it": ({"booking": 'https://clinic.example/"'}, "booking"),
    "a page as the guide's address": ({"site_url": "https://c.org/hip/index.html"}, "site_url"),
    "a query in the guide's address": ({"site_url": "https://c.org/?p=1"}, "site_url"),
    "a heading in the guide's address": ({"site_url": "https://c.org/hip#top"}, "site_url"),
    "an address without a host": ({"site_url": "https:///guide"}, "site_url"),
    "a frame on a website without encryption": ({"framed_by": ["http://c.org"]}, "framed_by #1"),
    "a frame on one page": ({"framed_by": ["https://c.org/a"]}, "framed_by #1"),
    "a frame on every website": ({"framed_by": ["https://*"]}, "framed_by #1"),
    "a frame on every website of a host": ({"framed_by": ["https://*.c.org"]}, "framed_by #1"),
    "a frame that brings a rule": ({"framed_by": ["https://c.org; x"]}, "framed_by #1"),
    "a frame that is no list": ({"framed_by": "https://c.org"}, "framed_by"),
    "a second frame that is wrong": ({"framed_by": ["https://c.org", "c.org"]}, "framed_by #2"),
    "an unknown region": ({"region": "mars"}, "region"),
    "an emergency number with words": ({"emergency": "nine"}, "emergency"),
    "an unknown paper": ({"paper": "a3"}, "paper"),
    "an unknown calculator": ({"calculator": "tables"}, "calculator"),
    "a calculator that YAML reads as no": ({"calculator": False}, "calculator"),
    "a reviewer without credentials": (
        {"reviewer": {"name": "R", "date": dt.date(2026, 1, 1)}},
        "reviewer.credentials",
    ),
    "a review without a day": (
        {"reviewer": {"name": "R", "credentials": "P", "date": "soon"}},
        "reviewer.date",
    ),
    "a field that does not exist": ({"color": "#123456"}, "color"),
    "a field that only the project sets": ({"logo_svg": "<svg/>"}, "logo_svg"),
    "a day that only the project knows": ({"text_changed": TODAY}, "text_changed"),
    "a logo that is not there": ({"logo": "hip/other.svg"}, "logo"),
    "a logo outside the folder": ({"logo": "../logo.svg"}, "logo"),
    "a logo whose name no file can have": ({"logo": "hip/\0.svg"}, "logo"),
    "a logo with a name without end": ({"logo": f"hip/{'x' * 5000}.svg"}, "logo"),
}


@pytest.mark.parametrize(("fields", "field"), BAD.values(), ids=BAD.keys())
def test_a_bad_profile_is_told_the_file_the_field_the_fault_and_the_cure(
    tmp_path: Path, fields: dict[str, Any], field: str
) -> None:
    lines = faults(tmp_path, **fields)
    assert lines
    assert [line for line in lines if line.startswith(f"hip.yml: {field}: ")] == lines
    assert all("; " in line for line in lines)


SVG = '<svg xmlns="http://www.w3.org/2000/svg" xmlns:x="http://www.w3.org/1999/xlink">{}</svg>'
UNSAFE_LOGOS = {
    "a script": SVG.format("<script>alert(1)</script>"),
    "a handler": SVG.format('<path onload="alert(1)"/>'),
    "a link": SVG.format('<a x:href="https://evil.example"><path/></a>'),
    "a picture from elsewhere": SVG.format('<image href="https://evil.example/x.png"/>'),
    "a use from elsewhere": SVG.format('<use x:href="https://evil.example/x.svg#a"/>'),
    "a fill from elsewhere": SVG.format('<path fill="url(https://evil.example/x#a)"/>'),
    "a style sheet": SVG.format("<style>@import 'https://evil.example'</style>"),
    "HTML inside": SVG.format("<foreignObject><p>x</p></foreignObject>"),
    "entities": '<!DOCTYPE svg [<!ENTITY a "b">]>' + SVG.format("<title>&a;</title>"),
    "no SVG": "<html></html>",
    "a broken file": SVG.format("<path>"),
    "a huge file": SVG.format("<path d='" + "M0 0" * 30_000 + "'/>"),
}


@pytest.mark.parametrize("logo", UNSAFE_LOGOS.values(), ids=UNSAFE_LOGOS.keys())
def test_a_logo_that_could_do_more_than_draw_is_refused(tmp_path: Path, logo: str) -> None:
    (line,) = faults(tmp_path, logo)
    assert line.startswith("hip.yml: logo: ")


def test_all_faults_of_all_profiles_are_told_at_once(tmp_path: Path) -> None:
    first = write(tmp_path, colour="teal", phone="none", logo="x.svg")
    second = tmp_path / "second.yml"
    second.write_text("name: [", encoding="utf-8")
    with pytest.raises(FaultError) as caught:
        load_clinics([first, second, tmp_path / "third.yml"], TODAY)
    told = [line.split(": ")[:2] for line in str(caught.value).splitlines()]
    assert sorted(told) == [
        ["hip.yml", "colour"],
        ["hip.yml", "logo"],
        ["hip.yml", "phone"],
        ["second.yml", "line 1"],
        ["third.yml", "the whole file"],
    ]


def test_a_review_on_a_day_to_come_is_told_with_the_other_faults(tmp_path: Path) -> None:
    reviewer = {"name": "R", "credentials": "P", "date": TOMORROW}
    with pytest.raises(FaultError) as caught:
        load_clinics([write(tmp_path, colour="teal", reviewer=reviewer)], TODAY)
    assert [line.split(": ")[1] for line in str(caught.value).splitlines()] == [
        "colour",
        "reviewer.date",
    ]


COPIED: dict[str, Any] = {
    "name": "The Demo Clinic",
    "phone": "01632 960 123",
    "email": "hello@clinic.example",
    "address": "1 Example Street, Sampletown",
    "website": "https://clinic.example/",
    "booking": "https://clinic.example/book",
    "site_url": "https://guide.clinic.example",
    "framed_by": ["https://www.clinic.example"],
    "disclosure": "Demo Clinic is made up, to show what this guide looks like.",
}


def test_all_that_was_copied_from_the_demo_clinic_is_told_at_once(tmp_path: Path) -> None:
    told = faults(tmp_path, **COPIED)
    assert {line.split(": ")[1] for line in told} == set(COPIED)
    assert all("is made up, as in the profile of the demo clinic" in line for line in told)
    assert len(told) == len(COPIED)
    demo = write(tmp_path, **COPIED).rename(tmp_path / "demo.yml")
    assert load_clinic(demo).name == "The Demo Clinic"


def test_what_only_looks_like_the_demo_clinic_s_is_no_fault(tmp_path: Path) -> None:
    load(
        tmp_path,
        name="Democlinic",
        phone="01632 961 123",
        email="hello.example@clinic.test",
        website="https://www.example.test/a.example/",
        site_url="https://example.org.test/hip.example",
    )


def test_a_logo_of_another_kind_is_told_that_it_must_be_an_svg(tmp_path: Path) -> None:
    write(tmp_path)
    (tmp_path / "hip" / "logo.png").write_bytes(b"\x89PNG")
    (line,) = faults(tmp_path, logo="hip/logo.png")
    assert line.startswith("hip.yml: logo: must be an SVG, and 'hip/logo.png' is none; an SVG file")


@pytest.mark.parametrize(("day", "is_good"), [(TODAY, True), (TOMORROW, False)])
def test_nobody_has_reviewed_the_guide_on_a_day_to_come(
    tmp_path: Path, day: dt.date, is_good: bool
) -> None:
    profile = write(tmp_path, reviewer={"name": "R", "credentials": "P", "date": day})
    if is_good:
        assert load_clinics([profile], TODAY)
        return
    with pytest.raises(FaultError, match=r"^hip\.yml: reviewer\.date: is not here yet"):
        load_clinics([profile], TODAY)


def test_a_field_that_stands_twice_is_named_with_its_line(tmp_path: Path) -> None:
    """YAML itself keeps the last of the two: the wrong phone number, without a word."""
    profile = write(tmp_path, phone="01632 960 123")
    lines = profile.read_text().splitlines()
    profile.write_text("\n".join([*lines, 'phone: "01632 960 999"']))
    with pytest.raises(FaultError) as told:
        load_clinic(profile)
    assert f"hip.yml: line {len(lines) + 1}: is not valid YAML: phone stands twice" in str(
        told.value
    )


@pytest.mark.parametrize(
    ("name", "better"),
    [("My Clinic", "my-clinic"), ("hüfte", "h-fte"), ("-hip-", "hip"), ("ä", "my-clinic")],
)
def test_a_file_name_that_can_be_no_address_is_told_a_better_one(
    tmp_path: Path, name: str, better: str
) -> None:
    profile = write(tmp_path).rename(tmp_path / f"{name}.yml")
    with pytest.raises(FaultError) as told:
        load_clinic(profile)
    assert str(told.value) == (
        f"{name}.yml: the file name: may have only small letters, digits and hyphens; "
        f"rename it, such as {better}.yml"
    )


def test_no_fault_speaks_the_language_of_the_checker(tmp_path: Path) -> None:
    lines = faults(tmp_path, colour="teal", name="", units="miles", reviewer={"date": "soon"})
    text = " ".join(lines)
    assert not [word for word in ("string", "pattern", "Input", "valid", "^#") if word in text]
    assert "hip.yml: colour: cannot be 'teal'; six hex digits in quotes" in text
    assert "hip.yml: units: must be 'km' or 'mi', not 'miles'; km or mi" in text


def test_two_profiles_may_not_fill_the_same_folder(tmp_path: Path) -> None:
    profile = write(tmp_path)
    with pytest.raises(FaultError, match="stands for two clinics"):
        load_clinics([profile, profile], TODAY)


@settings(max_examples=500, suppress_health_check=[HealthCheck.too_slow])
@given(st.one_of(st.text(), st.binary().map(lambda data: data.decode("latin-1"))))
def test_no_file_whatever_it_holds_ends_in_anything_but_faults(
    tmp_path_factory: pytest.TempPathFactory, content: str
) -> None:
    profile = tmp_path_factory.getbasetemp() / "any.yml"
    profile.write_text(content, encoding="utf-8", errors="surrogatepass")
    with pytest.raises(FaultError, match=r"^any\.yml: "):
        load_clinic(profile)
