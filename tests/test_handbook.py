"""The guide: every page of the site is in it, in order, and nothing in it leads nowhere."""

import datetime as dt
import io
import re
from collections.abc import Iterator
from pathlib import Path, PurePosixPath
from typing import Any

import pikepdf
import pymupdf
import pytest
from fontTools.ttLib import TTFont  # type: ignore[import-untyped]
from pypdf import PdfReader
from pypdf.generic import DictionaryObject
from weasyprint import HTML  # type: ignore[import-untyped]

from engine import protocol
from guide import ROOT
from return_to_running.publishing.chapter import (
    HandbookError,
    as_html,
    missing_targets,
    read_chapter,
)
from return_to_running.publishing.clinic import in_full
from return_to_running.publishing.drawing import drawing_style, dress, tokens
from return_to_running.publishing.edition import Edition
from return_to_running.publishing.guide import read_guide
from return_to_running.publishing.site_config import (
    Chapter,
    load_site_config,
    newest_change,
    pages,
)
from return_to_running.publishing.sources import number_once
from return_to_running.publishing.style import SITE_SHEET
from return_to_running.publishing.table_scope import add_scope

PAPERS = ("a4", "letter")
HEAD_MM, FOOT_MM = 23, 20.5
DPI, INK = 36, 235
BODY_PT = 10
MOST_BLANK = 0.3
MOST_PAGES_BLANK = 0.24
ANCHORS = {"a.html": "a", "b.html": "b"}


@pytest.fixture(scope="module")
def reader(demo: Path) -> PdfReader:
    return PdfReader(demo / "guide-a4.pdf")


@pytest.fixture(scope="module")
def chapters(site: Path) -> list[tuple[str, str]]:
    """File name and title of each page, in the order of the site's navigation."""
    listed = load_site_config(ROOT / "mkdocs.yml").chapters
    titles = []
    for chapter in listed:
        found = re.search(r"<h1[^>]*>(.*?)</h1>", (site / chapter.page).read_text("utf-8"), re.S)
        assert found, chapter.page
        titles.append((chapter.page, " ".join(re.sub(r"<[^>]+>", "", found[1]).split())))
    return titles


@pytest.fixture(scope="module")
def texts(reader: PdfReader) -> list[str]:
    """The text of each sheet of paper."""
    return [page.extract_text() for page in reader.pages]


def bookmarks(reader: PdfReader) -> list[str]:
    return [str(entry.title) for entry in reader.outline if not isinstance(entry, list)]


def squeezed(text: str) -> str:
    return re.sub(r"\s+", "", text)


def test_the_chapters_are_the_pages_of_the_site_in_the_order_of_its_navigation(
    reader: PdfReader, chapters: list[tuple[str, str]]
) -> None:
    assert bookmarks(reader) == ["Contents", *(title for _, title in chapters)]
    assert len(chapters) == len(list((ROOT / "docs").rglob("*.md")))


def test_the_contents_name_every_chapter_with_the_page_it_starts_on(
    reader: PdfReader, texts: list[str], chapters: list[tuple[str, str]]
) -> None:
    starts = [
        reader.get_destination_page_number(entry)
        for entry in reader.outline
        if not isinstance(entry, list)
    ][1:]
    contents = squeezed("".join(texts[1 : starts[0]]))
    contents = squeezed("".join(texts[1 : starts[0]]))
    for (_, title), start in zip(chapters, starts, strict=True):
        assert start is not None
        assert f"{start + 1}{squeezed(title)}" in contents
        # What floats is drawn before its chapter's title; tags, not drawing, give the order.
        assert squeezed(title) in map(squeezed, texts[start].splitlines())


def test_the_text_of_every_page_is_in_its_chapter(texts: list[str], site: Path) -> None:
    text = squeezed("".join(texts))
    for chapter in load_site_config(ROOT / "mkdocs.yml").chapters:
        page = (site / chapter.page).read_text("utf-8")
        article = page.split("<article", 1)[1].split("</article>")[0]
        headings = re.findall(r"<h2[^>]*>([^<]+)</h2>", article.split('<div class="c-live"')[0])
        for heading in headings:
            if heading == "Sources":  # one list for all, in the last chapter
                continue
            assert squeezed(heading.replace("&amp;", "&")) in text, (chapter.page, heading)


def test_the_calculators_tables_are_there_and_its_forms_are_not(
    reader: PdfReader, texts: list[str]
) -> None:
    text = squeezed("".join(texts))
    assert "Run30minwithoutabreak" in text
    assert "/AcroForm" not in reader.root_object


def test_every_page_but_the_cover_says_whose_it_is_which_edition_and_who_reviewed_it(
    texts: list[str],
) -> None:
    day = in_full(newest_change(pages(ROOT / "docs")))
    plan = f"Plan version {protocol().version}"
    for number, page in enumerate(texts[1:], start=2):
        text = " ".join(page.split())
        assert f"Hip Flexor Pain and Running. Edition {day}. {plan}." in text
        assert "General information, not a diagnosis." in text
        assert "Demo Clinic" in text
        assert "Not yet reviewed by a clinician." in text
        assert f"Page {number} of {len(texts)}" in text


def test_the_cover_has_the_clinics_name_contact_edition_and_what_the_guide_is_not(
    texts: list[str],
) -> None:
    cover = " ".join(texts[0].split())
    for words in ("Demo Clinic", "01632 960 123", "hello@clinic.example", "Edition ", "Sampletown"):
        assert words in cover
    assert "does not replace a visit to a clinician" in cover
    assert "Page 1" not in cover


@pytest.mark.parametrize("paper", ["a4", "letter"])
def test_every_printed_page_number_of_a_link_is_the_page_it_leads_to(
    demo: Path, paper: str
) -> None:
    """WeasyPrint may stop before the numbers agree with the pages, as it once did."""
    wrong, right = [], 0
    with pymupdf.open(demo / f"guide-{paper}.pdf") as document:  # type: ignore[no-untyped-call]
        for page in document:
            for link in page.get_links():
                words = page.get_textbox(link["from"]).replace("\N{NO-BREAK SPACE}", " ")
                printed = re.search(r"\(page\s*(\d+)\)", words)
                if printed and link.get("page", -1) >= 0:
                    right += 1
                    if int(printed[1]) != link["page"] + 1:
                        wrong.append((page.number + 1, words))
    assert wrong == []
    assert right > 50


def test_a_link_is_described_by_its_page(reader: PdfReader) -> None:
    places = reader.named_destinations
    for page in reader.pages:
        for link in page.get("/Annots", []):
            target = link.get_object().get("/Dest")
            if target is not None:
                number = reader.get_destination_page_number(places[str(target)])
                assert number is not None
                assert link.get_object()["/Contents"] == f"Page {number + 1}"


def test_sources_are_numbered_once_across_the_guide(texts: list[str], site: Path) -> None:
    listed = re.findall(r'<li id="([\w-]+)">', (site / "references.html").read_text("utf-8"))
    assert len(listed) > 50
    assert not any(re.search(r"^Sources$", text, re.M) for text in texts)
    last = "".join(texts[-8:])
    assert f"{len(listed)}." in last
    assert f"{len(listed) + 1}. " not in last


def test_a_table_that_goes_on_has_its_header_on_every_page(texts: list[str]) -> None:
    """The table of the plan's numbers is the one table longer than a page."""
    header = squeezed("Number Strength Source and limits")
    assert sum(header in squeezed(text) for text in texts) > 1


def test_the_fonts_are_embedded_in_part_and_the_sites_own_where_it_has_the_letter(
    demo: Path, reader: PdfReader
) -> None:
    for page in reader.pages:
        resources: Any = page["/Resources"]
        for font in resources["/Font"].values():
            family = font.get_object()["/DescendantFonts"][0].get_object()
            assert re.match(r"/[A-Z]{6}\+", str(family["/BaseFont"]))
            assert {"/FontFile2", "/FontFile3"} & set(family["/FontDescriptor"])
    own = set(TTFont(ROOT / "docs/assets/fonts/guide-sans-400.woff2").getBestCmap())
    borrowed = {
        text for text, font in pieces_of_text(demo / "guide-a4.pdf") if "Guide-Sans" not in font
    }
    assert not {letter for text in borrowed for letter in text if ord(letter) in own}


def pieces_of_text(path: Path) -> Iterator[tuple[str, str]]:
    """Give each piece of text with the name of its font."""
    with pymupdf.open(path) as document:  # type: ignore[no-untyped-call]
        for page in document:
            for block in page.get_text("dict")["blocks"]:
                for line in block.get("lines", []):
                    for span in line["spans"]:
                        yield span["text"].strip(), span["font"]


def test_every_picture_says_what_it_shows(reader: PdfReader) -> None:
    figures = [each for each in structure(reader) if each.get("/S") == "/Figure"]
    assert len(figures) > 10
    assert all(str(figure.get("/Alt", "")).strip() for figure in figures)


def test_every_table_heading_has_a_scope(reader: PdfReader) -> None:
    cells = [each for each in structure(reader) if each.get("/S") == "/TH"]
    assert len(cells) > 20
    assert {str(scope_of(cell)) for cell in cells} == {"/Column", "/Row"}


def structure(reader: PdfReader) -> list[DictionaryObject]:
    found: list[DictionaryObject] = []
    waiting: list[Any] = [reader.root_object["/StructTreeRoot"]]
    while waiting:
        element = waiting.pop().get_object()
        if isinstance(element, DictionaryObject):
            found.append(element)
            kids: Any = element.get("/K", [])
            waiting += kids if isinstance(kids, list) else [kids]
    return found


def scope_of(cell: DictionaryObject) -> object:
    attributes: Any = cell["/A"]
    for each in attributes if isinstance(attributes, list) else [attributes]:
        scope = each.get_object().get("/Scope")
        if scope:
            return scope
    return None


@pytest.mark.parametrize("paper", PAPERS)
def test_an_exercise_takes_one_sheet_of_the_guide(demo: Path, paper: str) -> None:
    """Two sides at most, and one for nearly all; once each had a nearly empty second one."""
    reader = PdfReader(demo / f"guide-{paper}.pdf")
    starts = [
        reader.get_destination_page_number(entry) or 0
        for entry in reader.outline
        if not isinstance(entry, list)
    ]
    names = bookmarks(reader)
    first, last = names.index("Push the thigh into your hand"), names.index("Return to running")
    sides = [starts[at + 1] - starts[at] for at in range(first, last)]
    assert len(sides) == len(list((ROOT / "docs/exercises").glob("*.md"))) - 1
    assert sides.count(1) >= len(sides) - 1
    assert max(sides) <= 2


@pytest.mark.parametrize("paper", PAPERS)
def test_few_pages_of_the_guide_are_a_third_empty(demo: Path, paper: str) -> None:
    """Once it was one page of four: short chapters and the last lines of long ones stood alone."""
    with pymupdf.open(demo / f"guide-{paper}.pdf") as document:  # type: ignore[no-untyped-call]
        empty = [page.number + 1 for page in list(document)[1:] if blank_share(page) > MOST_BLANK]
        assert len(empty) <= len(document) * MOST_PAGES_BLANK, empty


def blank_share(page: Any) -> float:
    """Return how much of a page, between its head and its foot, is empty at the end."""
    pixels = page.get_pixmap(dpi=DPI, colorspace=pymupdf.csGRAY)
    top, bottom = (round(each / 25.4 * DPI) for each in (HEAD_MM, FOOT_MM))
    last = pixels.height - bottom
    inked = [
        row
        for row in range(top, last)
        if min(pixels.samples[row * pixels.stride : row * pixels.stride + pixels.width]) < INK
    ]
    return float(last - max(inked, default=top)) / float(last - top)


@pytest.mark.parametrize("paper", PAPERS)
def test_no_heading_is_the_last_line_of_a_page(demo: Path, paper: str) -> None:
    """Once each held its paragraph, and that the next heading: then they are cut anywhere."""
    with pymupdf.open(demo / f"guide-{paper}.pdf") as document:  # type: ignore[no-untyped-call]
        alone = [line for page in list(document)[1:] if is_heading(line := last_line(page))]
    assert [line["spans"][0]["text"] for line in alone] == []


def last_line(page: Any) -> Any:
    lines = [
        line
        for block in page.get_text("dict")["blocks"]
        for line in block.get("lines", [])
        if line["bbox"][3] < page.rect.height - FOOT_MM / 25.4 * 72
    ]
    return max(lines, key=lambda line: line["bbox"][3])


def is_heading(line: Any) -> bool:
    return all(span["size"] > BODY_PT + 1 and "Bold" in span["font"] for span in line["spans"])


@pytest.mark.parametrize("paper", PAPERS)
def test_a_danger_list_stands_on_one_page_from_its_head_to_what_to_do(
    demo: Path, paper: str
) -> None:
    pages = [
        " ".join(page.extract_text().split())
        for page in PdfReader(demo / f"guide-{paper}.pdf").pages
    ]
    for head in ("Emergency: go now Call 999", "Stop running and get checked Call your GP"):
        found = [page.split(head)[1] for page in pages if head in page]
        assert len(found) >= 2
        assert all("Call 999" in page or "Call 111" in page for page in found)


@pytest.mark.parametrize("paper", PAPERS)
def test_the_contents_take_one_page(demo: Path, paper: str) -> None:
    reader = PdfReader(demo / f"guide-{paper}.pdf")
    places = [each for each in reader.outline if not isinstance(each, list)][:2]
    assert [reader.get_destination_page_number(each) for each in places] == [1, 2]


def test_the_chapters_of_a_part_run_on_unless_one_is_looked_up_or_handed_out(
    tmp_path: Path,
) -> None:
    bodies = {"a": "", "b": "", "c": '<div class="g-care">x</div>', "d": ""}
    for name, body in bodies.items():
        (tmp_path / f"{name}.html").write_text(f"<article><h1>{name}</h1>{body}</article>")
    (tmp_path / "assets/stylesheets").mkdir(parents=True)
    (tmp_path / SITE_SHEET).write_text(":root{--ink:#111}")
    parts = {"a": "One", "b": "One", "c": "Two", "d": "Two"}
    listed = [Chapter(part, PurePosixPath(f"{name}.md")) for name, part in parts.items()]
    made = read_guide(tmp_path, listed, Edition("Guide", dt.date(2026, 1, 1), "1"))
    assert [[each.get("id") for each in run] for run in made.runs] == [["a", "b"], ["c"], ["d"]]


def test_a_plate_has_its_numbers_beside_the_list_that_names_them(texts: list[str]) -> None:
    """In the picture, and as marks of the list; its words would be too small to read."""
    page = next(text for text in texts if "The hip flexors from the front" in text)
    assert squeezed(page).count("Kneecap") == 1
    numbers = re.findall(r"\b\d+\b", page)
    assert all(numbers.count(str(number)) >= 2 for number in range(1, 15))


def test_the_numbers_of_the_plan_end_with_one_full_stop(texts: list[str]) -> None:
    assert "al.." not in squeezed("".join(texts))


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
    assert re.findall(r"<li[^>]*>(\w+)</li>", html[3]) == ["Smith", "Brown", "Unused"]
    assert list(missing_targets(made)) == []


def test_the_newest_page_gives_the_edition() -> None:
    texts = {
        "a.md": "---\nlast_updated: 2026-01-02\n---\nx",
        "b.md": "---\nlast_updated: 2026-03-04\n---\nx",
        "c.md": "x",
    }
    assert newest_change(texts) == dt.date(2026, 3, 4)
