"""The parts of pages that a sheet takes, as HTML, and what is said when one is not there."""

import datetime as dt
import re
from pathlib import Path, PurePosixPath

import pytest

from built_page import words_in
from guide import ROOT
from return_to_running.faults import FaultError
from return_to_running.publishing.chapter import HandbookError
from return_to_running.publishing.edition import Edition
from return_to_running.publishing.handbook import Document
from return_to_running.publishing.handout import Site, page_handout
from return_to_running.publishing.handout_list import Part, Sheet, load_handouts
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
