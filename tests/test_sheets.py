"""A sheet is made of parts of pages: what it takes, and what is said when a part is not there."""

import datetime as dt
import re
from pathlib import Path, PurePosixPath

import pytest

from guide import ROOT
from return_to_running.faults import FaultError
from return_to_running.publishing import handbook
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
