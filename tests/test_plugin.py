"""The plugin in real MkDocs builds, as somebody else's site would use it."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path
from xml.etree.ElementTree import Element

import pytest
import tinyhtml5  # type: ignore[import-untyped]

from engine import ROOT
from somebodys_site import DIRECTIVE, build
from weights import HEAVIEST_BYTES, HEAVIEST_TOGETHER_BYTES, weights

ASSETS = ("calculator.js", "calculator.css")
THEMES = ("mkdocs", "material")


def read(page: Path) -> Element:
    """A built page as a tree."""
    root: Element = tinyhtml5.parse(page.read_text(), namespace_html_elements=False)
    return root


def calculators(page: Path) -> list[Element]:
    return list(read(page).iter("return-to-running"))


EASE_OFF = "#rtr-why-start.ease_off_days"
"""The one number on a card, and the way to its source."""


def cards(page: Path) -> dict[str, Element]:
    """The care cards by their kind."""
    return {card.attrib["data-card"]: card for card in read(page).iterfind(".//*[@data-card]")}


def links(card: Element) -> set[str]:
    return {link.attrib["href"] for link in card.iter("a")}


def told(done: subprocess.CompletedProcess[str]) -> str:
    """What a build that stopped said; it must be a message, not a traceback."""
    said = done.stdout + done.stderr
    assert done.returncode != 0, said
    assert "Traceback" not in said, said
    return said


@pytest.fixture(scope="module", params=THEMES)
def built(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The shortest configuration there is, in each theme."""
    folder = tmp_path_factory.mktemp("site")
    done = build(folder, theme=request.param)
    assert done.returncode == 0, done.stdout + done.stderr
    return folder / "site"


def test_two_lines_of_configuration_put_the_calculator_on_a_page(built: Path) -> None:
    assert len(calculators(built / "index.html")) == 1
    text = (built / "index.html").read_text()
    assert text.index("Before.") < text.index("<return-to-running") < text.index("After.")
    assert calculators(built / "help/index.html") == []


def test_the_script_and_the_style_sheet_come_with_it(built: Path) -> None:
    text = (built / "index.html").read_text()
    for name in ASSETS:
        assert (built / "assets/return-to-running" / name).stat().st_size > 1000
        assert f"assets/return-to-running/{name}" in text


def test_all_that_a_plan_needs_weighs_at_most_15_kb(built: Path) -> None:
    """Script, rule and words, from the first question to a plan and its answer; not the page."""
    first, _ = weights(built)
    assert 0 < first <= HEAVIEST_BYTES


def test_with_check_in_chart_and_what_can_be_taken_along_it_is_at_most_22_and_a_half_kb(
    built: Path,
) -> None:
    """Check-in, chart, files, the printed sheet and its code: no plan waits for them."""
    first, together = weights(built)
    assert first < together <= HEAVIEST_TOGETHER_BYTES


def test_no_address_of_another_host_is_loaded_by_the_calculator(built: Path) -> None:
    loading = ("script", "img", "link", "iframe", "object", "embed", "video", "audio")
    page = read(built / "index.html")
    (calculator,) = page.iter("return-to-running")
    within = {id(element) for element in calculator.iter()}
    loaded = [
        address
        for element in page.iter()
        if element.tag in loading
        for address in (element.get("src"), element.get("href"), element.get("data"))
        if address and (id(element) in within or "assets/return-to-running/" in address)
    ]
    loaded.append(calculator.attrib["data-extras"])
    assert len(loaded) == 3, "the script, its style sheet and the second script"
    assert [address for address in loaded if "//" in address] == []


def test_a_page_in_a_folder_finds_the_script(tmp_path: Path) -> None:
    (tmp_path / "docs/deep/er").mkdir(parents=True)
    (tmp_path / "docs/deep/er/run.md").write_text(f"# Run\n\n{DIRECTIVE}\n")
    done = build(tmp_path, page="")
    assert done.returncode == 0, done.stdout + done.stderr
    page = tmp_path / "site/deep/er/run/index.html"
    sources = [script.get("src", "") for script in read(page).iter("script")]
    sources = [source for source in sources if "assets/return-to-running/" in source]
    assert sources
    for source in sources:
        assert (page.parent / source).resolve().is_file()


def test_an_unknown_protocol_stops_the_build_and_names_those_there_are(tmp_path: Path) -> None:
    said = told(build(tmp_path, page="<!-- return-to-running: knee -->"))
    assert "index.md" in said
    assert "'knee'" in said
    assert "return-to-running" in said.rpartition("write one of")[2]


@pytest.mark.parametrize(
    "slip",
    [
        "<!-- return-to-running -->",
        "<!-- return-to-running: -->",
        "<!-- return to running: return-to-running -->",
        "<!-- Return-to-running: return-to-running -->",
        "<!-- return-to-running return-to-running -->",
        "<!-- return-to-running: return-to-running S1 small -->",
    ],
)
def test_a_directive_with_a_slip_of_the_pen_stops_the_build(slip: str, tmp_path: Path) -> None:
    """It must not stay in the page as a comment that nobody sees."""
    assert f"index.md: cannot read {slip}" in told(build(tmp_path, page=slip))


@pytest.fixture
def protocols(tmp_path: Path) -> Path:
    """A site's own protocols: a copy of the shipped ones."""
    return shutil.copytree(ROOT / "protocols", tmp_path / "protocols")


def change(file: Path, *changes: tuple[str, str]) -> None:
    text = file.read_text()
    for old, new in changes:
        assert text.count(old) == 1, old
        text = text.replace(old, new)
    file.write_text(text)


def test_a_broken_protocol_stops_the_build_with_all_its_faults(
    tmp_path: Path, protocols: Path
) -> None:
    change(
        protocols / "return-to-running.yml",
        ("adult_age:                {value: 18,", "adult_age:                {value: old,"),
        ('sources: [ferraro2023], note: "Growth', 'sources: [nobody1999], note: "Growth'),
        ("  tests_valid:", "  tests_vaild:"),
    )
    said = told(build(tmp_path, protocols_dir=str(protocols)))
    for fault in ("adult_age", "nobody1999", "tests_valid: is missing", "tests_vaild"):
        assert fault in said


def test_words_that_are_missing_stop_the_build_all_at_once(tmp_path: Path, protocols: Path) -> None:
    words = protocols / "return-to-running.en.yml"
    lines = words.read_text().splitlines(keepends=True)
    gone = ("    chest:", "  week-hold:", "  beyond.distance_min_km:")
    words.write_text("".join(line for line in lines if not line.startswith(gone)))
    said = told(build(tmp_path, protocols_dir=str(protocols)))
    for name in ("safety.signs.chest", "decisions.week-hold", "numbers.beyond.distance_min_km"):
        assert name in said


def test_a_test_has_its_picture_where_the_site_has_one(tmp_path: Path) -> None:
    """A host with one of the pictures shows one; a host with none builds without a word."""
    pictures = tmp_path / "docs/pictures"
    pictures.mkdir(parents=True)
    (pictures / "exercise-band-march.svg").write_text('<svg xmlns="http://www.w3.org/2000/svg"/>')
    done = build(tmp_path, figures="pictures")
    assert done.returncode == 0, done.stdout + done.stderr
    assert not done.stderr.count("WARNING")
    (calculator,) = calculators(tmp_path / "site/index.html")
    found = {
        test.attrib["data-test"]: [picture.attrib["src"] for picture in test.iter("img")]
        for test in calculator.iterfind(".//*[@data-test]")
    }
    assert found.pop("march") == ["pictures/exercise-band-march.svg"]
    assert len(found) == 5
    assert not any(found.values())


def test_a_second_protocol_stands_beside_the_first(tmp_path: Path, protocols: Path) -> None:
    for ending in ("yml", "en.yml"):
        shutil.copy(protocols / f"return-to-running.{ending}", protocols / f"gentle-knee.{ending}")
    change(protocols / "gentle-knee.yml", ("\nid: return-to-running\n", "\nid: gentle-knee\n"))
    done = build(
        tmp_path, page="<!-- return-to-running: gentle-knee -->", protocols_dir=str(protocols)
    )
    assert done.returncode == 0, done.stdout + done.stderr


def test_a_protocol_whose_name_is_not_its_file_s_stops_the_build(
    tmp_path: Path, protocols: Path
) -> None:
    change(protocols / "return-to-running.yml", ("\nid: return-to-running\n", "\nid: other\n"))
    said = told(build(tmp_path, protocols_dir=str(protocols)))
    assert "id: is other" in said


def test_a_folder_without_protocols_stops_the_build(tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    assert "no protocol" in told(build(tmp_path, protocols_dir=str(tmp_path / "empty")))


@pytest.mark.parametrize("option", ["help_page", "rehab_page"])
def test_an_unknown_page_in_an_option_stops_the_build(option: str, tmp_path: Path) -> None:
    said = told(build(tmp_path, **{option: "nowhere.md"}))
    assert option in said
    assert "nowhere.md" in said


def test_a_card_leads_to_the_page_for_whom_its_sign_is_true(tmp_path: Path) -> None:
    done = build(tmp_path, sign_pages={"pregnant": "help.md"})
    assert done.returncode == 0, done.stdout + done.stderr
    card = cards(tmp_path / "site/index.html")["soon"]
    [line] = card.findall(".//p[@data-when='pregnant']")
    assert links(line) == {"help/"}
    assert "".join(line.itertext()) == "Read what this guide says for you"


def test_every_page_of_no_sign_is_named_before_anything_is_built(tmp_path: Path) -> None:
    pages = {"pregnancy": "help.md", "pregnant": "help.md", "to-young": "help.md"}
    said = told(build(tmp_path, sign_pages=pages, page="No calculator here."))
    for unknown in ("pregnancy", "to-young"):
        assert f"sign_pages: no protocol has a sign {unknown}; write one of: cannot-stand" in said
    assert "sign pregnant" not in said


def test_a_sign_s_page_that_is_not_there_stops_the_build(tmp_path: Path) -> None:
    said = told(build(tmp_path, sign_pages={"pregnant": "nowhere.md"}))
    assert "sign_pages: there is no page nowhere.md" in said


def test_an_unknown_option_stops_the_build(tmp_path: Path) -> None:
    assert "helppage" in told(build(tmp_path, helppage="help.md"))


def test_an_unknown_contact_stops_the_build_and_names_those_there_are(tmp_path: Path) -> None:
    said = told(build(tmp_path, contacts={"telefone": "01632 960 001"}))
    assert "option 'contacts': there is no telefone; write one of: emergency, " in said
    assert "phone_digits" in said


def test_a_contact_that_yaml_reads_as_a_number_is_told_to_stand_in_quotes(tmp_path: Path) -> None:
    said = told(build(tmp_path, contacts={"emergency": 999}))
    assert "option 'contacts': emergency must be text, not 999; put it in quotes" in said


def test_the_host_s_numbers_stand_on_the_care_cards(tmp_path: Path) -> None:
    contacts = {
        "emergency": "999",
        "advice": "111",
        "name": "A & B <clinic>",
        "phone": "01632 960 001",
        "phone_digits": "01632960001",
        "booking": "https://clinic.example/book?a=1&b=2",
    }
    done = build(tmp_path, contacts=contacts, help_page="help.md")
    assert done.returncode == 0, done.stdout + done.stderr
    found = cards(tmp_path / "site/index.html")
    assert links(found["emergency"]) == {"tel:999", "help/"}
    assert links(found["same-day"]) == {"tel:111", "tel:01632960001", "help/"}
    assert links(found["soon"]) == {"tel:01632960001", contacts["booking"], "help/", EASE_OFF}
    assert "A & B <clinic>" in "".join(found["soon"].itertext())


def test_without_contacts_the_cards_name_no_number(tmp_path: Path) -> None:
    done = build(tmp_path)
    assert done.returncode == 0, done.stdout + done.stderr
    found = cards(tmp_path / "site/index.html")
    assert {kind: links(card) for kind, card in found.items()} == {
        "emergency": set(),
        "same-day": set(),
        "soon": {EASE_OFF},
    }
    assert "your emergency number" in "".join(found["emergency"].itertext())


@pytest.mark.parametrize("said", ["Reviewed by A. Person & B, on 1 May 2026.", ""])
def test_the_printed_sheet_says_who_has_reviewed_the_text(said: str, tmp_path: Path) -> None:
    done = build(tmp_path, contacts={"review": said} if said else {})
    assert done.returncode == 0, done.stdout + done.stderr
    (calculator,) = calculators(tmp_path / "site/index.html")
    (sheet,) = calculator.findall(".//*[@data-slot='sheet']")
    printed = "".join(sheet.itertext())
    assert (said or "Not yet reviewed by a clinician.") in printed
    assert ("Not yet reviewed" in printed) == (not said)


def test_the_ladder_mode_asks_no_symptom_and_sends_no_script(tmp_path: Path) -> None:
    done = build(tmp_path, mode="ladder")
    assert done.returncode == 0, done.stdout + done.stderr
    (calculator,) = calculators(tmp_path / "site/index.html")
    assert {"input", "form", "script", "button"}.isdisjoint(e.tag for e in calculator.iter())
    assert "calculator.js" not in (tmp_path / "site/index.html").read_text()
    assert len(list(calculator.iter("table"))) >= 5
