"""Handouts: a page or a sheet on paper, in the clinic's name, in any size of paper and print."""

import io
import re
from pathlib import Path
from typing import Any

import pymupdf
import pytest
import zxingcpp
from PIL import Image
from pypdf import PdfReader

import pdf_ua
from engine import protocol
from guide import ROOT
from pdf_reading import PAPERS, read_aloud
from return_to_running.publishing import handbook
from return_to_running.publishing.chapter import HandbookError
from return_to_running.publishing.clinic import Clinic, load_clinic
from return_to_running.publishing.edition import Edition
from return_to_running.publishing.handbook import Press
from return_to_running.publishing.handout import Site, page_handout
from return_to_running.publishing.handout_list import Handouts, load_handouts
from return_to_running.publishing.pdfs import Wanted, make_pdfs
from return_to_running.publishing.site_config import load_site_config, newest_change, pages
from return_to_running.publishing.style import Format

ADDRESS = "https://guide.clinic.example/hip/"
LARGE_PT = 18


@pytest.fixture(scope="session")
def built(site: Path) -> Site:
    """The demo clinic's site as handouts are made from it."""
    config = load_site_config(ROOT / "mkdocs.yml")
    day = newest_change(pages(ROOT / "docs"))
    return Site(site, f"{site.as_uri()}/", config.chapters, Edition(config.name, day, "1"))


@pytest.fixture(scope="session")
def handouts() -> Handouts:
    return load_handouts(ROOT / "handouts.yml")


@pytest.fixture(scope="session")
def clinic() -> Clinic:
    return load_clinic(ROOT / "clinics/demo.yml").model_copy(update={"site_url": ADDRESS})


@pytest.fixture(scope="session")
def every_format(built: Site, handouts: Handouts, clinic: Clinic) -> dict[str, bytes]:
    """One page and every sheet, on both papers, in both sizes of print."""
    wanted = Wanted(all_papers=True, large_print=True)
    return make_pdfs(Press(), built, ["strength.html"], handouts, clinic, wanted, guides={})


def text_of(pdf: bytes) -> str:
    return " ".join("".join(page.extract_text() for page in read(pdf).pages).split())


def read(pdf: bytes) -> PdfReader:
    return PdfReader(io.BytesIO(pdf))


def test_every_handout_passes_every_check_of_pdf_ua_1_in_every_format(
    every_format: dict[str, bytes], tmp_path: Path
) -> None:
    folders = {name.split("/")[1] for name in every_format}
    assert folders == {"a4", "letter", "a4-large-print", "letter-large-print"}
    path = tmp_path / "handout.pdf"
    failures = {}
    for name, content in every_format.items():
        path.write_bytes(content)
        failures[name] = pdf_ua.check(path).failures
    assert {name: found for name, found in failures.items() if found} == {}


def test_every_page_of_the_site_has_a_handout_or_says_that_it_has_none(demo: Path) -> None:
    texts = pages(ROOT / "docs")
    made = {
        path.relative_to(demo / "handouts/a4").with_suffix(".md").as_posix()
        for path in (demo / "handouts/a4").rglob("*.pdf")
    }
    without = {name for name, text in texts.items() if "\nhandout: false\n" in text}
    assert set(texts) - made == without
    assert without


def test_the_qr_code_leads_to_the_page_online(every_format: dict[str, bytes]) -> None:
    assert decoded(every_format["handouts/a4/strength.pdf"]) == f"{ADDRESS}strength.html"
    assert decoded(every_format["handouts/letter/short-version.pdf"]).startswith(ADDRESS)


def test_without_an_address_there_is_no_code(demo: Path) -> None:
    assert "Read this page online" not in text_of((demo / "handouts/a4/strength.pdf").read_bytes())


def decoded(pdf: bytes) -> str:
    picture = rendered(pdf, 0)
    codes = [code.text for code in zxingcpp.read_barcodes(picture)]
    assert len(codes) == 1
    return codes[0]


def rendered(pdf: bytes, number: int) -> Image.Image:
    with pymupdf.open(stream=pdf) as document:  # type: ignore[no-untyped-call]
        pixels = document[number].get_pixmap(dpi=150)
        return Image.frombytes("RGB", (pixels.width, pixels.height), pixels.samples)


@pytest.mark.parametrize("paper", PAPERS)
def test_tables_that_go_on_overleaf_in_large_print_read_aloud_as_tables(
    paper: str, built: Site, tmp_path: Path
) -> None:
    """The page with the most tables: no row stands alone under a repeated head."""
    document = page_handout(built, "return-to-running.html", Format(paper, large=True))
    path = tmp_path / "large.pdf"
    path.write_bytes(handbook.lay_out(document))
    assert read_aloud(path) == []


def test_large_print_has_no_letter_below_18_points_but_for_numbers_in_drawings(
    every_format: dict[str, bytes],
) -> None:
    for name in ("strength", "short-version", "stages"):
        large = small_texts(every_format[f"handouts/a4-large-print/{name}.pdf"])
        assert large <= {"1", "2"}, name
        assert len(small_texts(every_format[f"handouts/a4/{name}.pdf"])) > 20


def small_texts(
    pdf: bytes, least_pt: float = LARGE_PT, head_mm: float = 0, foot_mm: float = 0
) -> set[str]:
    """Return the pieces of text that are smaller than large print, between head and foot."""
    mm = 72 / 25.4
    with pymupdf.open(stream=pdf) as document:  # type: ignore[no-untyped-call]
        return {
            span["text"].strip()
            for page in document
            for block in page.get_text("dict")["blocks"]
            for line in block.get("lines", [])
            for span in line["spans"]
            if span["size"] < least_pt - 0.01
            and head_mm * mm < span["bbox"][1] < page.rect.height - foot_mm * mm
        } - {""}


def test_the_short_version_and_the_help_sheet_fit_one_sheet_on_both_papers(
    every_format: dict[str, bytes],
) -> None:
    for paper in PAPERS:
        for name in ("short-version", "when-to-get-help"):
            assert len(read(every_format[f"handouts/{paper}/{name}.pdf"]).pages) <= 2
    help_sheet = text_of(every_format["handouts/a4/when-to-get-help.pdf"])
    for words in ("Emergency", "Call 999", "Stop running", "Book a visit"):
        assert words in help_sheet


def test_the_tick_sheet_names_the_walks_of_the_protocol(handouts: Handouts) -> None:
    session = protocol().session
    assert session.warm_up_walk_min.value == session.cool_down_walk_min.value
    assert f"walk {session.warm_up_walk_min.value} minutes" in handouts.diary["set"]


@pytest.mark.parametrize("sheet", ["short-version", "stages"])
def test_a_sheet_with_stages_says_who_may_run_and_where_to_start(
    sheet: str, every_format: dict[str, bytes]
) -> None:
    gate = [
        *("Emergency: go now", "Stop running and get checked", "Who should not use the plan"),
        *("under 18", "You are pregnant", "hip replacement", "Readiness tests"),
        *("Walk briskly for 30 minutes", "Hop 10 times on the sore leg", "Where to start"),
        *("Start at G1 instead if one of these is true", "You are 60 or over"),
        *("Walk for 5 minutes, do the walk-run set", "pace at which you can talk"),
        *("with a free day between", "How did it go?"),
    ]
    for paper in PAPERS:
        text = text_of(every_format[f"handouts/{paper}/{sheet}.pdf"])
        assert [words for words in gate if words not in text] == []
        assert text.index("Readiness tests") < text.index("Standard track")
        assert "pain rules say what to do" not in text


def test_the_tick_sheet_has_two_lines_and_a_pain_scale_for_every_stage(
    every_format: dict[str, bytes],
) -> None:
    text = text_of(every_format["handouts/a4/stages.pdf"])
    stages = ["S1", "S7", "G1", "G12"]
    assert all(re.search(rf"\b{stage}\b", text) for stage in stages)
    assert text.count("0 1 2 3 4 5 6 7 8 9 10") == 2 * (7 + 12)
    assert "Name: First run on:" in text


def test_the_programme_has_a_box_to_mark_and_a_line_for_each_exercise(
    every_format: dict[str, bytes],
) -> None:
    text = text_of(every_format["handouts/letter/exercise-programme.pdf"])
    assert "Name: Date:" in text
    assert text.count("Yours:") == len(list((ROOT / "docs/exercises").glob("*.md"))) - 1


def test_an_exercise_has_two_sides_and_six_weeks_to_tick_and_says_when_to_get_help(
    demo: Path,
) -> None:
    handouts = [
        path for path in (demo / "handouts/a4/exercises").glob("*.pdf") if path.stem != "index"
    ]
    assert len(handouts) > 10
    for path in handouts:
        pages = [" ".join(page.extract_text().split()) for page in PdfReader(path).pages]
        assert len(pages) == 2, path.name
        assert "How to do it" in pages[0]
        for words in ("Get help", "Six weeks to tick", "Mon Tue Wed", "My notes", "Evidence:"):
            assert words in pages[1], path.name


def test_every_exercise_has_two_sides_on_the_shorter_paper_too(
    built: Site, handouts: Handouts
) -> None:
    pages = [path.stem for path in (ROOT / "docs/exercises").glob("*.md") if path.stem != "index"]
    documents = {
        name: page_handout(built, f"exercises/{name}.html", Format("letter"), handouts.practice)
        for name in pages
    }
    sides = {name: handbook.count(each).pages for name, each in documents.items()}
    assert sides == dict.fromkeys(pages, 2)


def test_when_to_get_help_is_said_on_an_exercise_in_the_words_of_the_home_page(
    handouts: Handouts,
) -> None:
    assert handouts.practice
    home = (ROOT / "docs/index.md").read_text("utf-8")
    assert f"text: {handouts.practice.now[1]}" in home
    assert handouts.practice.more.endswith(f"“{handouts.sheets['when-to-get-help'].title}”.")


def test_a_handouts_first_words_are_whose_it_is(every_format: dict[str, bytes]) -> None:
    """The head of the first side is read aloud, first; on later sides it is an artifact."""
    root: Any = read(every_format["handouts/a4/strength.pdf"]).root_object
    first = root["/StructTreeRoot"]["/K"][0]
    paragraph = first["/K"][0].get_object()
    assert (paragraph["/S"], first["/S"]) == ("/P", "/Document")
    for page in read(every_format["handouts/a4/strength.pdf"]).pages:
        assert "Demo Clinic" in page.extract_text()
        assert "General information, not a diagnosis." in page.extract_text()


def test_no_sheet_is_set_in_letters_too_small_to_read(every_format: dict[str, bytes]) -> None:
    """Between head and foot, which have 8 points; once the sheets themselves had 8.3."""
    for paper in ("a4", "letter"):
        for name in ("short-version", "when-to-get-help", "exercise-programme"):
            pdf = every_format[f"handouts/{paper}/{name}.pdf"]
            assert small_texts(pdf, least_pt=9.5, head_mm=33, foot_mm=18) <= set("123"), name


def test_a_card_that_goes_on_over_a_page_is_named_at_the_top_of_the_next(
    every_format: dict[str, bytes],
) -> None:
    large, usual = (
        [" ".join(page.extract_text().split()) for page in read(every_format[path]).pages]
        for path in ("handouts/a4-large-print/when-to-get-help.pdf", FITS)
    )
    named = [page for page in large if ", continued" in page]
    assert named
    assert all(page.count(", continued") == 1 for page in named)
    assert not any("Emergency: go now, continued" in page for page in large[:1])
    assert not any(", continued" in page for page in usual)


FITS = "handouts/a4/when-to-get-help.pdf"


def test_a_handout_leaves_pages_of_small_print_to_the_guide_and_says_so(built: Site) -> None:
    made = page_handout(built, "return-to-running.html", Format("a4")).html
    assert "c-why" not in made
    assert "The table “Why these numbers?” says where each number comes from." in made


LONG = {
    "name": "The Riverside Sports Injury and Rehabilitation Centre of Sampletown",
    "address": "Third floor of the Old Corn Exchange, 123 to 127 Great Northern Street, Sampletown",
    "email": "appointments@riverside-sports-injury.clinic.example",
    "website": "https://www.riverside-sports-injury-and-rehabilitation.clinic.example/",
    "site_url": "https://www.riverside-sports-injury-and-rehabilitation.clinic.example/hip/",
}


@pytest.mark.parametrize("large", [False, True])
def test_a_clinic_with_much_to_say_of_itself_gets_smaller_letters_and_not_over_the_text(
    large: bool, built: Site, clinic: Clinic
) -> None:
    wordy = clinic.model_copy(update=LONG)
    made = make_pdfs(
        Press(), built, ["balance.html"], Handouts(), wordy, Wanted(large_print=large), guides={}
    )
    pdf = made[f"handouts/a4{'-large-print' * large}/balance.pdf"]
    with pymupdf.open(stream=pdf) as document:  # type: ignore[no-untyped-call]
        places = {
            name: document[0].search_for(name)[0] for name in (LONG["address"][-10:], "Balance")
        }
    assert places[LONG["address"][-10:]].y1 < places["Balance"].y0
    assert LONG["address"] in text_of(pdf)


def test_a_clinic_with_more_to_say_than_a_head_can_hold_is_told(
    built: Site, clinic: Clinic
) -> None:
    endless = clinic.model_copy(update=LONG | {"website": f"https://x.example/{'y' * 470}"})
    with pytest.raises(HandbookError, match=r"demo\.yml: .* too long for the head of a page"):
        make_pdfs(Press(), built, ["balance.html"], Handouts(), endless, Wanted(), guides={})


def test_a_sheet_that_cannot_fit_is_named_with_its_sides(
    built: Site, handouts: Handouts, clinic: Clinic
) -> None:
    sheet = handouts.sheets["when-to-get-help"].model_copy(update={"most_sides": 1})
    tight = handouts.model_copy(update={"sheets": {"tight": sheet}})
    with pytest.raises(HandbookError, match=r"a4/tight\.pdf takes 2 sides even in 9 points"):
        make_pdfs(Press(), built, [], tight, clinic, Wanted(), guides={})


def test_a_second_clinic_gets_its_own_brand_on_pages_that_are_laid_out_once(
    built: Site, clinic: Clinic
) -> None:
    press, laid_out = Press(), []
    name = "handouts/a4/strength.pdf"
    other = clinic.model_copy(update={"name": "Other & Sons", "phone": "01632 960 777"})
    make_pdfs(press, built, ["strength.html"], Handouts(), clinic, Wanted(), guides={})
    two = make_pdfs(
        press,
        built,
        ["strength.html"],
        Handouts(),
        other,
        Wanted(),
        lambda done, total: laid_out.append(total),
        guides={},
    )
    assert laid_out == []  # not the page; the heads are, to find the size that fits them
    assert "Other & Sons" in text_of(two[name])
    assert "Demo Clinic" not in text_of(two[name])


def test_the_site_offers_both_guides_with_their_size_and_each_page_its_handout(
    demo: Path, site: Path
) -> None:
    for path in sorted(site.rglob("*.html")):
        page = path.read_text("utf-8")
        if path.name == "404.html":
            continue
        links = re.findall(r'href="([^"]*downloads/[^"]*)"', page)
        assert len(links) == (2 if path.name == "references.html" else 3), path
        for link in links:
            assert (path.parent / link).resolve().is_file(), (path, link)
        for paper in PAPERS:
            size = (site / f"downloads/guide-{paper}.pdf").stat().st_size
            assert f"PDF, {size / 1_000_000:.1f} MB" in page
    for copy in (site / "downloads").rglob("*.pdf"):
        original = demo / copy.relative_to(site / "downloads")
        assert copy.read_bytes() == original.read_bytes()
