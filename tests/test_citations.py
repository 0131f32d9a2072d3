"""Citations in pages: numbers, sources, and the messages when a source cannot be printed."""

import json
import re
from pathlib import Path
from typing import Any

import pytest
from markdown import Markdown

from return_to_running.evidence.citations import check_citations, cited_ids, unused
from return_to_running.evidence.references import load_references
from return_to_running.faults import FaultError

EXTENSION = "return_to_running.evidence.citations"


def source(name: str, status: str = "verified") -> dict[str, Any]:
    return {
        "id": name,
        "type": "article-journal",
        "title": f"On {name}",
        "author": [{"family": name.title(), "given": "A."}],
        "issued": {"date-parts": [[2020]]},
        "container-title": "Hips",
        "DOI": f"10.1000/{name}",
        "custom": {"status": status},
    }


@pytest.fixture
def sources(tmp_path: Path) -> Path:
    path = tmp_path / "references.json"
    entries = [source(name) for name in ("brook", "able", "cole")]
    path.write_text(json.dumps([*entries, source("dale", "partial")]), encoding="utf-8")
    return path


def convert(text: str, sources: Path) -> str:
    extensions = [
        *("admonition", "attr_list", "tables", "toc"),
        *("pymdownx.superfences", "pymdownx.blocks.caption", EXTENSION),
    ]
    options = {EXTENSION: {"references": str(sources)}}
    return Markdown(extensions=extensions, extension_configs=options).convert(text)


def numbers(html: str) -> list[str]:
    return re.findall(r'aria-label="Reference (\d+)"', html)


def test_a_citation_becomes_a_superscript_link_and_the_page_ends_with_its_sources(
    sources: Path,
) -> None:
    assert convert("Hips bend.[@brook]", sources) == (
        '<p>Hips bend.<sup class="g-cite">'
        '<a aria-label="Reference 1" href="#ref-1">1</a></sup></p>\n'
        '<h2 id="sources">Sources</h2>\n'
        '<ol class="g-refs">\n'
        '<li id="ref-1">Brook A. On brook. <cite>Hips.</cite> 2020. '
        '<a href="https://doi.org/10.1000/brook">doi:10.1000/brook</a></li>\n'
        "</ol>"
    )


def test_a_number_stands_close_to_its_sentence_and_never_starts_a_line(sources: Path) -> None:
    assert 'bend.<sup class="g-cite">' in convert("Hips bend. [@brook] Knees too.", sources)
    assert 'bend.<sup class="g-cite">' in convert("Hips bend.\n[@brook] Knees too.", sources)


def test_sources_are_numbered_in_the_order_a_reader_meets_them(sources: Path) -> None:
    html = convert("- x **bold [@cole]** [@able]\n\n# Late [@brook]\n\nAgain [@cole].", sources)
    assert numbers(html) == ["1", "2", "3", "1"]
    assert re.findall(r"<li id=.*?(On \w+)", html) == ["On cole", "On able", "On brook"]


def test_two_sources_in_one_mark_are_two_links(sources: Path) -> None:
    html = convert("Hips bend.[@able; @brook]", sources)
    assert ">1</a>,\N{NO-BREAK SPACE}<a" in html
    assert numbers(html) == ["1", "2"]


PLACES = {
    "a table cell": "| a |\n|---|\n| x [@brook] |",
    "a list": "1. x\n2. y [@brook]",
    "a box": '!!! do "Do [@able]"\n\n    x [@brook]',
    "a caption": "x\n\n/// figure-caption\n**Bold** x [@brook]\n///",
    "bold text": "**x [@brook]**",
    "a quotation": "> x [@brook]",
}


@pytest.mark.parametrize("text", PLACES.values(), ids=PLACES.keys())
def test_a_citation_works_in(text: str, sources: Path) -> None:
    html = convert(text, sources)
    assert "[@" not in html
    assert "On brook" in html


@pytest.mark.parametrize("text", ["`[@brook]`", "```\n[@brook]\n```", "    [@brook]"])
def test_nothing_in_code_is_a_citation(text: str, sources: Path) -> None:
    html = convert(text, sources)
    assert "[@brook]" in html
    assert "Sources" not in html


def test_our_own_synthesis_links_to_what_the_letters_mean_and_is_no_source(sources: Path) -> None:
    html = convert("We chose this.[@own]", sources)
    assert 'href="/evidence.md#strength-letters"' in html
    assert ">S</a>" in html
    assert "Sources" not in html


def test_the_bibliography_lists_every_verified_source_in_alphabetical_order(sources: Path) -> None:
    html = convert("[[bibliography]]", sources)
    assert re.findall(r'<li id="(\w+)">', html) == ["able", "brook", "cole"]


def test_a_second_page_starts_again_at_one(sources: Path) -> None:
    md = Markdown(extensions=[EXTENSION], extension_configs={EXTENSION: {"references": sources}})
    assert numbers(md.convert("[@able] [@brook]")) == ["1", "2"]
    assert numbers(md.reset().convert("[@brook]")) == ["1"]


def test_an_unknown_source_stops_the_page_and_names_near_ones(sources: Path) -> None:
    with pytest.raises(FaultError, match=r"\[@broke\]: .*did you mean brook\?"):
        convert("x [@broke]", sources)


def test_an_unverified_source_stops_the_page(sources: Path) -> None:
    with pytest.raises(FaultError, match=r"\[@dale\]: the source is partial"):
        convert("x [@dale]", sources)


def test_every_bad_citation_of_every_page_is_found_before_the_build(sources: Path) -> None:
    pages = {"a.md": "[@broke] and [@able; @dale]", "b.md": "`[@code]` [@own] [@zzz]"}
    faults = [str(fault) for fault in check_citations(load_references(sources), pages)]
    assert [fault.split(": ")[:2] for fault in faults] == [
        ["a.md", "[@broke]"],
        ["a.md", "[@dale]"],
        ["b.md", "[@zzz]"],
    ]


def test_a_source_that_nothing_cites_is_found(sources: Path) -> None:
    references = load_references(sources)
    assert unused(references, ["x [@able]", "```\n[@brook]\n```"], ["dale"]) == ["brook", "cole"]


def test_the_ids_of_a_text_come_in_order() -> None:
    assert cited_ids("[@b; @a] `[@c]` [@own; @d]") == ["b", "a", "d"]
