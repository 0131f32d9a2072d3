"""Handouts: a page of the site on paper, in any size of paper and print."""

import re
from pathlib import Path
from typing import Any

import pymupdf
import pytest
from pypdf import PdfReader

import pdf_ua
from built_page import files
from guide import ROOT
from pdf_reading import MM, PAPERS, opened, read_aloud, small_texts
from return_to_running.publishing import handbook
from return_to_running.publishing.clinic import Clinic
from return_to_running.publishing.handbook import Press
from return_to_running.publishing.handout import Site, page_handout
from return_to_running.publishing.handout_list import Handouts
from return_to_running.publishing.pdfs import SAVING_PT, Wanted, make_pdfs
from return_to_running.publishing.site_config import pages
from return_to_running.publishing.style import Format


def test_a_handout_of_each_kind_passes_both_checkers_in_every_format(
    every_format: dict[str, bytes], tmp_path: Path
) -> None:
    folders = {name.split("/")[1] for name in every_format}
    assert folders == {"a4", "letter", "a4-large-print", "letter-large-print"}
    path = tmp_path / "handout.pdf"
    failures = {}
    for name, content in every_format.items():
        path.write_bytes(content)
        failures[name] = [*pdf_ua.check(path).failures, *read_aloud(path)]
    assert {name: found for name, found in failures.items() if found} == {}


def test_a_page_that_takes_a_side_less_in_the_letters_of_the_guide_is_set_in_these(
    built: Site, clinic: Clinic
) -> None:
    """The one would begin a third side; the other fills two sides in either."""
    pages = ["keeping-fit.html", "balance.html"]
    made = make_pdfs(Press(), built, pages, Handouts(), clinic, Wanted(), guides={})
    short, usual = (made[f"handouts/a4/{name}.pdf"] for name in ("keeping-fit", "balance"))
    assert [len(opened(pdf).pages) for pdf in (short, usual)] == [2, 2]
    said = "Keep it at 2 or less"
    assert any(said in text for text in small_texts(short, least_pt=SAVING_PT + 0.1))
    assert not any(said in text for text in small_texts(short, least_pt=SAVING_PT))
    assert not any("Hold for 30 seconds" in text for text in small_texts(usual, least_pt=11))


def test_every_page_of_the_site_has_a_handout_or_says_that_it_has_none(demo: Path) -> None:
    texts = pages(ROOT / "docs")
    made = {
        path.relative_to(demo / "handouts/a4").with_suffix(".md").as_posix()
        for path in (demo / "handouts/a4").rglob("*.pdf")
    }
    without = {name for name, text in texts.items() if "\nhandout: false\n" in text}
    assert set(texts) - made == without
    assert without


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


@pytest.mark.parametrize("paper", PAPERS)
def test_the_picture_of_an_exercise_is_nearly_half_its_first_side_wide_and_60_mm_high(
    paper: str, built: Site, handouts: Handouts
) -> None:
    with exercise(built, handouts, Format(paper)) as pdf:
        side = pdf[0]
        steps, caption = side.search_for("How to do it")[0], side.search_for("Figure 1.")[0]
        assert steps.x0 > 0.45 * side.rect.width
        assert caption.y0 - steps.y0 >= 60 * MM


@pytest.mark.parametrize(("paper", "least_mm"), [("a4", 7.9), ("letter", 5.8)])
def test_there_are_four_lines_for_notes_with_room_to_write(
    paper: str, least_mm: float, built: Site, handouts: Handouts
) -> None:
    assert handouts.practice
    with exercise(built, handouts, Format(paper)) as pdf:
        side = pdf[1]
        title = side.search_for(handouts.practice.notes)[0]
        drawn = [each["rect"] for each in side.get_drawings()]
        below = [box for box in drawn if box.y0 > title.y1 and box.width > side.rect.width / 2]
        *lines, evidence, _ = sorted(below, key=lambda box: box.y0)[:6]
        assert len(lines) == 4
        assert all(line.height >= least_mm * MM for line in lines)
        assert evidence.y0 - lines[-1].y1 >= 4 * MM, "the edge of the box is no fifth line"


def exercise(built: Site, handouts: Handouts, form: Format) -> Any:
    """Return the handout with the most to say, opened."""
    made = page_handout(built, "exercises/standing-stretch.html", form, handouts.practice)
    return pymupdf.open(stream=handbook.lay_out(made))  # type: ignore[no-untyped-call]


@pytest.mark.parametrize("paper", PAPERS)
def test_an_exercise_in_large_print_keeps_its_letters_its_boxes_apart_and_its_six_sides(
    paper: str, built: Site, handouts: Handouts
) -> None:
    with exercise(built, handouts, Format(paper, large=True)) as pdf:
        assert pdf.page_count == 6
        side = next(each for each in pdf if each.search_for("Where you feel it"))
        filled = [each["rect"] for each in side.get_drawings() if each.get("fill")]
        boxes = [box for box in filled if box.width > side.rect.width / 2]
        assert boxes
        assert not any(
            word[3] > box.y0 + 1 and word[1] < box.y0
            for word in side.get_text("words")
            for box in boxes
        )
        content = pdf.tobytes()
    assert small_texts(content) <= {"1", "2"}


@pytest.mark.parametrize("paper", PAPERS)
def test_five_cards_of_exercises_stand_in_one_row(paper: str, built: Site) -> None:
    made = page_handout(built, "rehab.html", Format(paper))
    with pymupdf.open(stream=handbook.lay_out(made)) as pdf:  # type: ignore[no-untyped-call]
        side = next(each for each in pdf if each.search_for("Towel stretch"))
        tops = [side.search_for(name)[0].y0 for name in ("Glute bridge", "Dead bug", "Towel")]
        assert max(tops) - min(tops) < 1


def test_when_to_get_help_is_said_on_an_exercise_in_the_words_of_the_home_page(
    handouts: Handouts,
) -> None:
    assert handouts.practice
    home = (ROOT / "docs/index.md").read_text("utf-8")
    assert f"text: {handouts.practice.now[1]}" in home
    assert handouts.practice.more.endswith(f"“{handouts.sheets['when-to-get-help'].title}”.")


def test_a_handout_leaves_pages_of_small_print_to_the_guide_and_says_so(built: Site) -> None:
    made = page_handout(built, "return-to-running.html", Format("a4")).html
    assert "c-why" not in made
    assert "The table “Why these numbers?” says where each number comes from." in made


def test_the_site_offers_both_guides_with_their_size_and_each_page_its_handout(
    demo: Path, site: Path
) -> None:
    for path in files(site, ".html"):
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
    for copy in files(site / "downloads", ".pdf"):
        original = demo / copy.relative_to(site / "downloads")
        assert copy.read_bytes() == original.read_bytes()
