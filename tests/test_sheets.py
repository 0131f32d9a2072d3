"""The sheets on paper: sides, letters, and what a patient finds on them."""

import re
from pathlib import Path

import pytest
import yaml

from built_page import words_in
from engine import TRACKS as TRACK_NAMES
from engine import protocol
from guide import ROOT
from pdf_reading import PAPERS, lowest_mm, opened, outside, small_texts, text_of
from return_to_running.publishing import handbook
from return_to_running.publishing.chapter import HandbookError
from return_to_running.publishing.clinic import Clinic
from return_to_running.publishing.handbook import Document, Press
from return_to_running.publishing.handout import Site
from return_to_running.publishing.handout_list import Handouts
from return_to_running.publishing.pdfs import Wanted, make_pdfs


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


GATE = [
    *("Emergency: go now", "Stop running and get checked", "Who should not use the plan"),
    *("pinches, locks, catches or snaps", "under 18", "you are pregnant", "hip replacement"),
    *("mild ache of 0 to 2 out of 10 that comes and goes is not this sign", "Readiness tests"),
    *("Walk briskly for 30 minutes", "Hop 10 times on the sore leg", "Where to start"),
    *("Start at G1 instead if one of these is true", "You are 60 or over"),
    *("with a free day between", "How did it go?", "If you miss runs"),
]


@pytest.mark.parametrize(
    ("sheet", "begins", "session"),
    [
        (
            "short-version",
            "Standard track",
            ["5-minute walk, the set", "you can talk. Flat ground"],
        ),
        ("stages", "Standard track", ["do the walk-run set", "pace at which you can talk"]),
    ],
)
def test_a_sheet_with_stages_says_who_may_run_and_where_to_start(
    sheet: str, begins: str, session: list[str], every_format: dict[str, bytes]
) -> None:
    for paper in PAPERS:
        text = text_of(every_format[f"handouts/{paper}/{sheet}.pdf"])
        assert [words for words in (*GATE, *session) if words not in text] == []
        assert text.index("Emergency: go now") < text.index("Readiness tests")
        assert text.index("Readiness tests") < text.index(begins)
        assert "pain rules say what to do" not in text


def test_the_short_version_serves_a_patient_with_no_computer(
    every_format: dict[str, bytes], site: Path
) -> None:
    """It said to move on by lines, to start at a stage and to count days that it did not have."""
    stages = [stage for name in TRACK_NAMES for stage in getattr(protocol().tracks, name).stages]
    for paper in PAPERS:
        text = text_of(every_format[f"handouts/{paper}/short-version.pdf"])
        for stage in stages:
            assert re.search(rf"\b{stage.id}\b", text), stage.id
            assert f"Run {stage.run_min:g} min" in text
        assert [line for line in moving_on(site) if line not in text] == []
        for missed in ("Up to 7: Go on at the same stage.", "29 or more: Do the readiness tests"):
            assert missed in text
        assert text.index("Emergency: go now") < text.index("Rehab, stage by stage")
        assert "Turn over" not in text
    large = text_of(every_format["handouts/a4-large-print/short-version.pdf"])
    assert large.index("Emergency: go now") < large.index("Rehab, stage by stage")


def moving_on(site: Path) -> list[str]:
    """What must be true before a patient leaves stages 0, 1 and 2, from the page on rehab."""
    page = (site / "rehab.html").read_text(encoding="utf-8")
    parts = re.split(r'<h3 id="stage-\d', page)[1:4]
    lists = [re.findall(r"<ul>(.*?)</ul>", part, re.DOTALL)[-1] for part in parts]
    lines = [
        re.sub(r"<[^>]*>", "", each).strip()
        for each in re.findall("<li>(.*?)</li>", "".join(lists), re.DOTALL)
    ]
    assert len(lines) == 8
    return lines


def test_the_stages_at_a_glance_say_what_the_stages_say(site: Path) -> None:
    table = (site / "rehab.html").read_text(encoding="utf-8")
    table = table[
        table.index('id="stages-0-to-3-at-a-glance"') : table.index('id="a-week-in-stage-2"')
    ]
    glance = words_in(table)
    assert [line for line in moving_on(site) if line not in glance] == []
    for exercise in ("isometric-hip-flexion", "glute-bridge", "band-march"):
        front = next(yaml.safe_load_all((ROOT / f"docs/exercises/{exercise}.md").read_text()))
        dose = re.sub(r" ?\[@.*?\]", "", front["exercise"]["start"]).strip(". ")
        assert dose in glance, exercise


def test_no_handout_names_a_page_twice_in_one_breath(every_format: dict[str, bytes]) -> None:
    """The help sheet once said: see Who can help (see "Who can help, and what to ask")."""
    assert any(" (see" in text_of(pdf) for pdf in every_format.values())
    for name, pdf in every_format.items():
        assert not re.search(r"\b(\w[\w ]{3,}) \(see\W+\1", text_of(pdf)), name


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


def test_no_sheet_is_set_in_letters_too_small_to_read(every_format: dict[str, bytes]) -> None:
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
