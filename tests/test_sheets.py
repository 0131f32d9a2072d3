"""A sheet is made of parts of pages: what it takes, and what is said when a part is not there."""

import datetime as dt
import re
from pathlib import Path, PurePosixPath

import pytest
import yaml

from engine import TRACKS as TRACK_NAMES
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


TRACKS = """<h1>A</h1><h2 id="all">The stages</h2><p>Easy pace.</p><h3>Standard</h3><table><tbody>
<tr><th>S1</th><td>Run 1 min</td><td>6 min</td></tr></tbody></table><h3>Gentle</h3><table><tbody>
<tr><th>G1</th><td>Run half a min</td><td>3 min</td></tr>
<tr><th>G2</th><td>Run 1 min</td><td>6 min</td></tr></tbody></table>"""


def test_a_ladder_has_every_track_in_one_table_and_names_a_set_that_two_share(
    tmp_path: Path,
) -> None:
    part = Part(page="a.md", take="#all", show="ladder", lead="Stay on yours.")
    made = words_in(page_of(tmp_path, TRACKS, part).html)
    assert "The stages Stay on yours. Easy pace. G1 Run half a min 3 min S1, G2 Run 1 min" in made
    assert "Standard" not in made


def test_a_ladder_never_leaves_out_a_stage(tmp_path: Path) -> None:
    part = Part(page="a.md", take="#all", show="ladder")
    with pytest.raises(HandbookError, match="stage S1 is on no longer track"):
        page_of(tmp_path, TRACKS.replace("<td>Run 1 min", "<td>Run 2 min", 1), part)


ROWS = """<h1>A</h1><h2 id="one">If you miss runs</h2><p>Count the days.</p><table><tbody>
<tr><td>Up to 7</td><td>Go on</td></tr><tr><td>8 or more</td><td>Go back</td></tr>
</tbody></table>"""


def test_a_table_can_be_said_in_one_line(tmp_path: Path) -> None:
    made = page_of(tmp_path, ROWS, Part(page="a.md", take="#one", show="line")).html
    assert "<p>Count the days. Up to 7: Go on. 8 or more: Go back.</p>" in made
    assert 'class="run-in"' in made
    assert "<table" not in made


def test_a_table_can_be_a_list_with_what_to_do_in_bold(tmp_path: Path) -> None:
    made = page_of(tmp_path, ROWS, Part(page="a.md", take="#one", show="list")).html
    assert "<p>Count the days.</p>" in made
    assert "<li>Up to 7: <b>Go on</b></li><li>8 or more: <b>Go back</b></li>" in made
    assert "<table" not in made


def words_in(html: str) -> str:
    return " ".join(re.sub(r"<[^>]*>", " ", html).split())


@pytest.mark.parametrize(
    ("part", "said"),
    [
        (Part(page="no.md", take="g-care"), r"x: no\.md is not in the navigation"),
        (Part(page="a.md", take="g-care"), r"x: a\.md has no g-care"),
        (Part(page="a.md", take="#one", show="diary"), "has no table under #one"),
        (Part(page="a.md", take="#one", show="line"), "has no table under #one"),
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
