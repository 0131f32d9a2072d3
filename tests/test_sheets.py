"""A sheet is made of parts of pages: what it takes, and what is said when a part is not there."""

import datetime as dt
import re
from pathlib import Path, PurePosixPath

import pytest

from engine import protocol
from guide import ROOT
from pdf_reading import PAPERS, lowest_mm, opened, outside, small_texts, text_of
from return_to_running.faults import FaultError
from return_to_running.publishing import handbook
from return_to_running.publishing.chapter import HandbookError
from return_to_running.publishing.clinic import Clinic
from return_to_running.publishing.edition import Edition
from return_to_running.publishing.handbook import Document, Press
from return_to_running.publishing.handout import Site, page_handout
from return_to_running.publishing.handout_list import Handouts, Part, Sheet, load_handouts
from return_to_running.publishing.pdfs import Wanted, make_pdfs
from return_to_running.publishing.sheet import sheet_handout
from return_to_running.publishing.site_config import Chapter
from return_to_running.publishing.style import SITE_SHEET, Format


def test_a_glossary_term_is_explained_on_the_sheet(tmp_path: Path) -> None:
    page = '<h1>A</h1><p>Your <a class="g-term" href="g.html" title="A long muscle.">psoas</a>.'
    made = page_of(tmp_path, page)
    assert "Psoas:</b> A long muscle." in made.html
    assert "<h2>Words on this page</h2>" in made.html


def page_of(folder: Path, body: str, take: Part | None = None) -> Document:
    (folder / "a.html").write_text(f"<article>{body}</article>")
    (folder / "assets/stylesheets").mkdir(parents=True)
    (folder / SITE_SHEET).write_text(":root{--ink:#111}")
    chapters = (Chapter(None, PurePosixPath("a.md")), Chapter(None, PurePosixPath("g.md")))
    site = Site(folder, "", chapters, Edition("Guide", dt.date(2026, 1, 2), "1"))
    if take:
        words = load_handouts(ROOT / "handouts.yml").diary
        return sheet_handout(site, "x", Sheet(title="T", parts=[take]), words, Format("a4"))
    return page_handout(site, "a.html", Format("a4"))


def test_a_part_is_a_heading_and_what_stands_under_it(tmp_path: Path) -> None:
    body = '<h1>A</h1><h3 id="one">One</h3><p>1</p><h4>In</h4><h3>Two</h3><p>2</p>'
    made = page_of(tmp_path, body, Part(page="a.md", take="#one")).html
    assert re.findall(r"<(h\d)", made) == ["h1", "h2", "h3"]
    assert "<p>1</p>" in made
    assert "<p>2</p>" not in made


def test_a_diary_has_a_line_for_every_good_run_that_the_page_says_a_stage_needs(
    tmp_path: Path,
) -> None:
    rows = "".join(
        f'<tr data-good="{good}"><th>S{good}</th><td>set</td><td>picture</td></tr>'
        for good in (2, 3)
    )
    body = f'<h1>A</h1><h2 id="one">One</h2><table><tbody>{rows}</tbody></table>'
    made = page_of(tmp_path, body, Part(page="a.md", take="#one", show="diary")).html
    first, second = made.split("</tbody>")[:2]
    lines = '<td class="diary__done">'
    assert (first.count(lines), second.count(lines)) == (2, 3)


@pytest.mark.parametrize(
    ("part", "said"),
    [
        (Part(page="no.md", take="g-care"), r"x: no\.md is not in the navigation"),
        (Part(page="a.md", take="g-care"), r"x: a\.md has no g-care"),
        (Part(page="a.md", take="#one", show="diary"), "has no table under #one"),
    ],
)
def test_a_part_that_is_not_there_is_named(tmp_path: Path, part: Part, said: str) -> None:
    with pytest.raises(HandbookError, match=said):
        page_of(tmp_path, '<h1>A</h1><h2 id="one">One</h2>', part)


def test_faults_in_the_list_of_sheets_are_told_all_at_once(tmp_path: Path) -> None:
    path = tmp_path / "handouts.yml"
    path.write_text("a:\n  parts: []\nb:\n  title: B\n  parts: [{page: x, take: y}]\n")
    with pytest.raises(FaultError) as told:
        load_handouts(path)
    assert str(told.value).splitlines() == [
        "handouts.yml: a.title: is missing; the title in one line",
        "handouts.yml: a.parts: has too few entries; at least one part, as "
        "{page: first-days.md, take: g-short}",
        "handouts.yml: b.parts #1.page: cannot be 'x'; a page of the navigation, such as "
        "first-days.md, or a folder, such as exercises/",
    ]


def test_a_picture_that_is_missing_when_laying_out_is_a_fault_not_a_gap() -> None:
    gap = Document('<html lang="en"><title>T</title><h1>T</h1><img src="no.svg" alt="x">', "", "")
    with pytest.raises(HandbookError, match=r"no\.svg"):
        handbook.lay_out(gap)


def test_the_short_version_and_the_help_sheet_fit_one_sheet_on_both_papers(
    every_format: dict[str, bytes],
) -> None:
    for paper in PAPERS:
        for name in ("short-version", "when-to-get-help"):
            assert len(opened(every_format[f"handouts/{paper}/{name}.pdf"]).pages) <= 2
    help_sheet = text_of(every_format["handouts/a4/when-to-get-help.pdf"])
    for words in ("Emergency", "Call 999", "Stop running", "Book a visit"):
        assert words in help_sheet


def test_the_help_sheet_has_the_emergency_signs_large_on_one_side_and_the_rest_on_the_other(
    every_format: dict[str, bytes],
) -> None:
    """Its first side was half empty, while all lists were in the smallest letters."""
    for paper in PAPERS:
        pdf = every_format[f"handouts/{paper}/when-to-get-help.pdf"]
        first, second = (" ".join(page.extract_text().split()) for page in opened(pdf).pages)
        assert "Emergency: go now" in first
        assert "What to say on the phone" in first
        assert "Stop running and get checked" in second
        assert "Book a visit soon" in second
        signs = small_texts(pdf, least_pt=11)
        assert not any("numbness around your genitals" in text for text in signs)
        assert any("deep groin pain" in text for text in signs)


def test_the_short_version_has_room_for_longer_words_on_the_shorter_paper(
    every_format: dict[str, bytes],
) -> None:
    pdf = every_format["handouts/letter/short-version.pdf"]
    assert max(lowest_mm(pdf, foot_mm=18)) < 279 - 18 - 8


def test_nothing_is_printed_in_the_margins_of_a_sheet(every_format: dict[str, bytes]) -> None:
    """The lines of the tick sheet once ended 12 mm beyond its right edge."""
    assert len(every_format) > 15
    assert {
        name: found for name, pdf in every_format.items() if (found := outside(pdf, 13.9))
    } == {}


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


def test_no_sheet_is_set_in_letters_too_small_to_opened(every_format: dict[str, bytes]) -> None:
    """Between head and foot, which have 8 points; once the sheets themselves had 8.3."""
    for paper in ("a4", "letter"):
        for name in ("short-version", "when-to-get-help", "exercise-programme"):
            pdf = every_format[f"handouts/{paper}/{name}.pdf"]
            assert small_texts(pdf, least_pt=9.5, head_mm=33, foot_mm=18) <= set("12345"), name


def test_a_card_that_goes_on_over_a_page_is_named_at_the_top_of_the_next(
    every_format: dict[str, bytes],
) -> None:
    large, usual = (
        [" ".join(page.extract_text().split()) for page in opened(every_format[path]).pages]
        for path in ("handouts/a4-large-print/when-to-get-help.pdf", FITS)
    )
    named = [page for page in large if ", continued" in page]
    assert named
    assert all(page.count(", continued") == 1 for page in named)
    assert not any("Emergency: go now, continued" in page for page in large[:1])
    assert not any(", continued" in page for page in usual)


FITS = "handouts/a4/when-to-get-help.pdf"


def test_a_sheet_that_cannot_fit_is_named_with_its_sides(
    built: Site, handouts: Handouts, clinic: Clinic
) -> None:
    sheet = handouts.sheets["when-to-get-help"].model_copy(update={"most_sides": 1})
    tight = handouts.model_copy(update={"sheets": {"tight": sheet}})
    with pytest.raises(HandbookError, match=r"a4/tight\.pdf takes 2 sides even in 9 points"):
        make_pdfs(Press(), built, [], tight, clinic, Wanted(), guides={})
