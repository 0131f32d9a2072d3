"""A page of the site becomes a chapter: its links, drawings, tables and sources on paper."""

import datetime as dt
import io
import re
from pathlib import Path, PurePosixPath

import pikepdf
import pytest
from pypdf import PdfReader
from weasyprint import HTML  # type: ignore[import-untyped]

from pdf_reading import scope_of, structure
from return_to_running.publishing.chapter import (
    HandbookError,
    as_html,
    missing_targets,
    read_chapter,
)
from return_to_running.publishing.drawing import drawing_style, dress, tokens
from return_to_running.publishing.edition import Edition
from return_to_running.publishing.guide import read_guide, render
from return_to_running.publishing.site_config import Chapter, newest_change
from return_to_running.publishing.sources import number_once
from return_to_running.publishing.style import SITE_SHEET
from return_to_running.publishing.table_scope import add_scope

ANCHORS = {"a.html": "a", "b.html": "b"}


def test_the_chapters_of_a_part_run_on_unless_one_is_looked_up_or_handed_out(
    tmp_path: Path,
) -> None:
    bodies = {"a": "", "b": "", "c": '<div class="g-care--soon">x</div>', "d": "", "e": ""}
    for name, body in bodies.items():
        (tmp_path / f"{name}.html").write_text(f"<article><h1>{name}</h1>{body}</article>")
    (tmp_path / "assets/stylesheets").mkdir(parents=True)
    (tmp_path / SITE_SHEET).write_text(":root{--ink:#111}")
    parts = {"a": "One", "b": "One", "c": "Two", "d": "Two", "e": "Two"}
    listed = [Chapter(part, PurePosixPath(f"{name}.md")) for name, part in parts.items()]
    made = read_guide(tmp_path, listed, Edition("Guide", dt.date(2026, 1, 1), "1"))
    assert [[each.get("id") for each in run] for run in made.runs] == [
        *(["a", "b"], ["c"], ["d", "e"])
    ]


def test_the_table_of_all_numbers_stands_at_the_end_of_its_chapter_and_begins_a_page(
    tmp_path: Path,
) -> None:
    """In between it parted the plan from what to know of it; and no clinic words it."""
    table = '<details class="c-why" id="why"><summary>Why?</summary><table></table></details>'
    body = f'<h1>A</h1><div class="c-calculator">{table}<p>Plan</p></div><p>Last</p>'
    (tmp_path / "a.html").write_text(f"<article>{body}</article>")
    (tmp_path / "assets/stylesheets").mkdir(parents=True)
    (tmp_path / SITE_SHEET).write_text(":root{--ink:#111}")
    listed = [Chapter("One", PurePosixPath("a.md"))]
    made = read_guide(tmp_path, listed, Edition("Guide", dt.date(2026, 1, 1), "1"))
    assert [[each.get("id") for each in run] for run in made.runs] == [["a"], ["a--why"]]
    assert "Why?" not in as_html(made.runs[0][0])
    assert "<h2>Why?</h2>" in as_html(made.runs[1][0])


def chapter(folder: Path, body: str, page: str = "a.html") -> str:
    (folder / page).write_text(f"<body><article>{body}</article></body>", encoding="utf-8")
    return as_html(read_chapter(folder, page, ANCHORS))


def test_links_to_pages_become_links_in_the_document(tmp_path: Path) -> None:
    made = chapter(tmp_path, '<h1>A</h1><a href="b.html#x">b</a> <a href="#y">y</a><i id="y"></i>')
    assert '<a href="#b--x" class="to-page">' in made
    assert '<a href="#a--y">' in made
    assert '<i id="a--y">' in made


def test_a_link_to_a_page_of_another_document_becomes_text(tmp_path: Path) -> None:
    (tmp_path / "a.html").write_text('<article><h1>A</h1><a href="b.html#x">b</a></article>')
    titles = {"a.html": "A", "b.html": "B"}
    made = as_html(read_chapter(tmp_path, "a.html", {"a.html": "a"}, titles))
    assert made == '<section class="chapter" id="a"><h1>A</h1><a>b</a></section>'


def test_words_that_led_to_a_page_of_another_document_name_it_unless_they_do_so_themselves(
    tmp_path: Path,
) -> None:
    links = (
        '<a href="b.html">Get checked</a> <a href="b.html">the first days</a>'
        ' <a href="b.html">The first</a>'
        ' <a class="g-term" href="b.html#x">hip</a>'
        ' <sup class="g-cite"><a href="b.html">S</a></sup>'
    )
    (tmp_path / "a.html").write_text(f"<article><h1>A</h1>{links}</article>")
    titles = {"a.html": "A", "b.html": "The first days"}
    made = as_html(read_chapter(tmp_path, "a.html", {"a.html": "a"}, titles))
    assert made.count("data-title") == 1
    assert '<span class="elsewhere" data-title="The first days">Get checked</span>' in made


def test_a_citation_does_not_leave_the_word_before_it(tmp_path: Path) -> None:
    made = chapter(tmp_path, '<h1>A</h1><p>A word.<sup class="g-cite"><a href="#b">1</a></sup>')
    assert 'word.\N{WORD JOINER}<sup class="g-cite">' in made


def test_a_number_to_call_is_printed_unless_it_is_the_text(tmp_path: Path) -> None:
    made = chapter(
        tmp_path,
        '<h1>A</h1><a href="tel:999">Call 999</a>'
        '<a data-number="01632 960 123" href="tel:01632960123">Call the clinic</a>',
    )
    assert re.findall(r'data-address="([^"]*)"', made) == ["01632 960 123"]


def test_a_link_to_the_world_shows_its_address_unless_it_is_the_text(tmp_path: Path) -> None:
    made = chapter(
        tmp_path,
        '<h1>A</h1><a href="https://x.example/y/">x</a><a href="https://z.example">z.example</a>',
    )
    assert re.findall(r'data-address="([^"]*)"', made) == ["x.example/y"]


def test_row_headers_of_a_table_of_pairs_become_data_and_those_of_a_wider_one_stay(
    tmp_path: Path,
) -> None:
    row = '<tr><th scope="row">a</th><td>b</td>'
    made = chapter(
        tmp_path,
        f"<h1>A</h1><table><tbody>{row}</tr></tbody></table>"
        f"<table><tbody>{row}<td>c</td></tr></tbody></table>",
    )
    assert made.count("<th") == 1
    assert '<td class="was-th">a</td>' in made


def test_links_to_the_world_are_kept_and_files_for_screens_are_not(tmp_path: Path) -> None:
    (tmp_path / "a.ics").touch()
    made = chapter(
        tmp_path,
        '<h1>A</h1><a href="https://x.example">x</a><a href="tel:999">t</a><a href="a.ics">i</a>',
    )
    assert re.findall(r'href="([^"]*)"', made) == ["https://x.example", "tel:999"]


def test_what_works_only_on_a_screen_is_left_out_and_the_text_around_it_stays(
    tmp_path: Path,
) -> None:
    made = chapter(
        tmp_path,
        "<h1>A</h1><p>one<script>x</script> two<button>b</button> three</p><p hidden>no</p>"
        '<form>no</form><noscript>no</noscript><nav class="g-next">no</nav>'
        '<svg aria-hidden="true"><path/></svg>',
    )
    assert made == '<section class="chapter" id="a"><h1>A</h1><p>one two three</p></section>'


def test_no_block_ends_in_the_space_before_a_link_that_is_not_printed(tmp_path: Path) -> None:
    """WeasyPrint then leaves one word alone on a line: once the "A" of the hop test."""
    link = ' <a class="c-link" href="#why">Why?</a>'
    made = chapter(
        tmp_path,
        f"<h1>A</h1><ul><li><span>One{link}</span></li><li><b>Two</b> three{link}</li></ul>",
    )
    assert "<li><span>One</span></li><li><b>Two</b> three</li>" in made


def test_a_drawing_says_its_title_and_description_and_keeps_its_own_ids(tmp_path: Path) -> None:
    made = chapter(
        tmp_path,
        '<h1>A</h1><svg role="img" aria-labelledby="t d"><title id="t">Hip</title>'
        '<desc id="d">From the front.</desc><g id="g"></g><use href="#g"/>'
        '<path fill="url(#g)"/></svg>',
    )
    assert "<title>Hip. From the front.</title>" in made
    assert '<use href="#a--g">' in made
    assert 'fill="url(#a--g)"' in made


def test_a_link_holds_only_text_because_more_would_not_be_tagged(tmp_path: Path) -> None:
    made = chapter(tmp_path, '<h1>A</h1><a href="b.html"><b>Is it?</b> Yes. <u>See b</u></a>')
    assert '<span><b>Is it?</b> Yes. <a href="#b" class="to-page">See b</a></span>' in made


FAULTS = {
    "a page that was not built": (None, "was not built"),
    "a page without an article": ("<body></body>", "no <article>"),
    "a page without a title": ("<article><p>x</p></article>", "exactly one h1"),
    "a missing picture": ('<article><h1>A</h1><img src="no.svg"></article>', r"no\.svg is missing"),
    "a link to no page": ('<article><h1>A</h1><a href="no.html">x</a></article>', r"no\.html"),
    "a link out of the site": ('<article><h1>A</h1><a href="../x">x</a></article>', "out of"),
    "a broken attribute": ('<article><h1>A</h1><p data-x="{"a": 1}">x</p></article>', "escape"),
}


@pytest.mark.parametrize(("page", "said"), FAULTS.values(), ids=FAULTS.keys())
def test_a_fault_names_the_page(tmp_path: Path, page: str | None, said: str) -> None:
    if page is not None:
        (tmp_path / "a.html").write_text(page, encoding="utf-8")
    with pytest.raises(HandbookError, match=rf"^a\.html: .*{said}"):
        read_chapter(tmp_path, "a.html", ANCHORS)


@pytest.mark.parametrize("names", [("contents.md",), ("a/b.md", "a-b.md")])
def test_a_page_that_would_take_another_s_place_in_the_guide_is_a_fault(
    names: tuple[str, ...], tmp_path: Path
) -> None:
    chapters = [Chapter(None, PurePosixPath(name)) for name in names]
    with pytest.raises(HandbookError, match="cannot tell from each other") as stopped:
        read_guide(tmp_path, chapters, Edition("Guide", dt.date(2026, 1, 1), "1"))
    for chapter in chapters:
        assert chapter.page in str(stopped.value)


def test_a_link_to_a_place_that_is_not_in_the_guide_is_found(tmp_path: Path) -> None:
    (tmp_path / "a.html").write_text('<article><h1>A</h1><a href="#no">x</a></article>')
    made = read_chapter(tmp_path, "a.html", ANCHORS)
    assert list(missing_targets([made])) == ["a: #a--no"]


def test_drawings_get_the_sites_rules_with_every_colour_put_in(tmp_path: Path) -> None:
    sheet = ":root{--ink:#111}[x]{--ink:#eee}.hf-s,.hf-t{fill:var(--ink)}.md .hf{fill:red}"
    values = tokens([sheet])
    style = drawing_style([sheet], values)
    assert ".hf-s,.hf-t{fill:#111}" in style
    assert "red" not in style
    (tmp_path / "a.html").write_text(
        '<article><h1>A</h1><svg aria-label="x"><path stroke="var(--ink)"/></svg></article>'
    )
    made = read_chapter(tmp_path, "a.html", ANCHORS)
    dress(made, style, values)
    assert 'stroke="#111"' in as_html(made)
    assert f"<style>{style}</style>" in as_html(made)


def test_header_cells_get_the_scope_of_their_place() -> None:
    table = "<table><thead><tr><th>a<th>b<tbody><tr><th>c<td>d</table>"
    page = HTML(string=f'<html lang="en"><title>T</title><h1>T</h1>{table}')
    scoped = io.BytesIO()
    with pikepdf.open(io.BytesIO(page.write_pdf(pdf_variant="pdf/ua-1"))) as pdf:
        add_scope(pdf)
        pdf.save(scoped)
    cells = [each for each in structure(PdfReader(scoped)) if each.get("/S") == "/TH"]
    assert sorted(str(scope_of(cell)) for cell in cells) == ["/Column", "/Column", "/Row"]


CITING = (
    '<article><h1>{0}</h1><p>x<sup class="g-cite"><a href="#ref-1">1</a></sup></p>'
    '<h2>Sources</h2><ol class="g-refs"><li id="ref-1">{1}</li></ol></article>'
)


def test_a_source_cited_in_two_chapters_has_one_number_and_one_entry(tmp_path: Path) -> None:
    listing = '<ul class="g-refs g-refs--all"><li id="u">Unused</li><li id="s">Smith</li></ul>'
    for page, text in {
        "a.html": CITING.format("A", "Smith"),
        "b.html": CITING.format("B", "Brown"),
        "c.html": CITING.format("C", "Smith"),
        "d.html": f"<article><h1>D</h1>{listing}</article>",
    }.items():
        (tmp_path / page).write_text(text)
    anchors = {page: page[0] for page in ("a.html", "b.html", "c.html", "d.html")}
    made = [read_chapter(tmp_path, page, anchors) for page in anchors]
    number_once(made)
    html = [as_html(each) for each in made]
    assert [re.findall(r'href="(#[\w-]+)"[^>]*>(\d+)<', each) for each in html[:3]] == [
        [("#d--s", "1")],
        [("#b--ref-1", "2")],
        [("#d--s", "1")],
    ]
    assert "Sources" not in "".join(html)
    assert re.findall(r"<li[^>]*><span>(\w+)<", html[3]) == ["Smith", "Brown", "Unused"]
    assert list(missing_targets(made)) == []


def test_the_newest_page_gives_the_edition() -> None:
    texts = {
        "a.md": "---\nlast_updated: 2026-01-02\n---\nx",
        "b.md": "---\nlast_updated: 2026-03-04\n---\nx",
        "c.md": "x",
    }
    assert newest_change(texts) == dt.date(2026, 3, 4)


def test_a_template_that_is_missing_is_named() -> None:
    with pytest.raises(HandbookError, match=r"publishing/templates/gone\.html: is missing"):
        render("gone.html")
