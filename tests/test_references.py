"""The reference file and the printed form of each kind of source."""

import json
from pathlib import Path
from typing import Any

import pytest

from return_to_running.evidence.references import Reference, load_references
from return_to_running.evidence.vancouver import alphabetical, entry
from return_to_running.faults import FaultError

PEOPLE = ["Ada Brook", "Ben C. Cole", "D. E. Dale", "Eva-Lis Ek", "Flo Fenn", "Gus Gill", "Hal Hay"]


def author(name: str) -> dict[str, str]:
    given, family = name.rsplit(" ", 1)
    return {"family": family, "given": given}


def source(**fields: Any) -> dict[str, Any]:
    return {
        "id": "brook2020",
        "type": "article-journal",
        "title": "Walking and running",
        "author": [author("Ada Brook")],
        "custom": {"status": "verified"},
        **fields,
    }


def read(**fields: Any) -> Reference:
    return Reference.model_validate_json(json.dumps(source(**fields)))


def dated(year: int) -> dict[str, Any]:
    return {"date-parts": [[year]]}


JOURNAL = {"container-title": "Journal of Hips", "issued": dated(2020)}

CASES = {
    "a journal article gives year, volume, issue, pages and DOI": (
        {**JOURNAL, "volume": "12", "issue": "3", "page": "45-51", "DOI": "10.1000/hip.1"},
        "Brook A. Walking and running. Journal of Hips. 2020;12(3):45-51. doi:10.1000/hip.1",
    ),
    "a journal article without an issue leaves the brackets out": (
        {**JOURNAL, "volume": "12", "page": "e7"},
        "Brook A. Walking and running. Journal of Hips. 2020;12:e7.",
    ),
    "a review with an issue but no volume keeps the issue": (
        {**JOURNAL, "issue": "6", "page": "CD000001"},
        "Brook A. Walking and running. Journal of Hips. 2020;(6):CD000001.",
    ),
    "an article known only by its year says no more than the year": (
        JOURNAL,
        "Brook A. Walking and running. Journal of Hips. 2020.",
    ),
    "an article without a DOI links to PubMed": (
        {**JOURNAL, "volume": "1", "PMID": "123"},
        "Brook A. Walking and running. Journal of Hips. 2020;1. PubMed 123",
    ),
    "more than six authors become et al": (
        {**JOURNAL, "author": [author(name) for name in PEOPLE]},
        "Brook A, Cole BC, Dale DE, Ek EL, Fenn F, Gill G, et al. Walking and running. "
        "Journal of Hips. 2020.",
    ),
    "exactly six authors are all named": (
        {**JOURNAL, "author": [author(name) for name in PEOPLE[:6]]},
        "Brook A, Cole BC, Dale DE, Ek EL, Fenn F, Gill G. Walking and running. "
        "Journal of Hips. 2020.",
    ),
    "a title that asks keeps its question mark": (
        {**JOURNAL, "title": "When can I run?"},
        "Brook A. When can I run? Journal of Hips. 2020.",
    ),
    "a magazine article reads like a journal article": (
        {"type": "article-magazine", **JOURNAL, "volume": "1", "issue": "2"},
        "Brook A. Walking and running. Journal of Hips. 2020;1(2).",
    ),
    "a web page says so, and gives its address": (
        {
            "type": "webpage",
            "author": [{"literal": "Hip Unit"}],
            "publisher": "Health Board",
            "URL": "https://hips.example/a",
        },
        "Hip Unit. Walking and running [Internet]. Health Board; [date unknown]. "
        "Available from: https://hips.example/a",
    ),
    "a body that publishes its own page is named once": (
        {
            "type": "webpage",
            "author": [{"literal": "Hip Unit"}],
            "publisher": "Hip Unit",
            "issued": dated(2021),
            "URL": "https://hips.example/a",
        },
        "Hip Unit. Walking and running [Internet]. 2021. Available from: https://hips.example/a",
    ),
    "a report gives its publisher and year": (
        {"type": "report", "publisher": "Hip Society", "issued": dated(2010)},
        "Brook A. Walking and running. Hip Society; 2010.",
    ),
    "a book gives edition, place, publisher and year": (
        {
            "type": "book",
            "edition": "3rd",
            "publisher-place": "Leeds",
            "publisher": "Hip Press",
            "issued": dated(1998),
        },
        "Brook A. Walking and running. 3rd ed. Leeds: Hip Press; 1998.",
    ),
}


@pytest.mark.parametrize(("fields", "expected"), CASES.values(), ids=CASES.keys())
def test_a_reference_is_written_in_vancouver_style(fields: dict[str, Any], expected: str) -> None:
    assert str(entry(read(**fields))) == expected


def test_a_doi_becomes_a_link_to_the_doi_resolver() -> None:
    assert entry(read(**JOURNAL, DOI="10.1000/hip.1")).link == "https://doi.org/10.1000/hip.1"


def test_a_bibliography_is_ordered_by_first_author_and_accents_do_not_count() -> None:
    names = ["Zoe Zed", "Öna Ödman", "Bo Palm", "Al Nord"]
    listed = alphabetical(
        [read(id=f"source{place}", author=[author(name)]) for place, name in enumerate(names)]
    )
    assert [reference.author[0].family for reference in listed] == ["Nord", "Ödman", "Palm", "Zed"]


def test_the_reference_file_of_the_guide_loads_and_every_source_is_verified() -> None:
    path = Path(__file__).parent.parent / "evidence" / "references.json"
    references = load_references(path)
    assert references
    assert [each.id for each in references.values() if not each.is_verified] == []


def test_all_faults_of_a_file_are_told_at_once(tmp_path: Path) -> None:
    faulty = [
        source(DOI="https://doi.org/10.1000/1"),
        source(id="b", author=[{"family": "X", "literal": "Y"}]),
        source(id="c", journal="Hips"),
        source(id="d", custom={"status": "maybe"}),
        source(id="e"),
        source(id="e"),
        source(id="f", issued=dated(20)),
        "not a source",
    ]
    path = tmp_path / "references.json"
    path.write_text(json.dumps(faulty), encoding="utf-8")
    with pytest.raises(FaultError) as caught:
        load_references(path)
    message = str(caught.value)
    for field in (
        "references.json: brook2020.DOI: ",
        "references.json: b.author #1: an author has either a family name or a literal name",
        "references.json: c.journal: there is no such field",
        "references.json: d.custom.status: ",
        "references.json: e: stands twice; keep one of the two",
        "references.json: f.issued: the date needs a year",
        "references.json: entry 8: must be a list of fields",
    ):
        assert field in message
    assert "pydantic" not in message


@pytest.mark.parametrize("content", ["{", '{"id": "x"}', None], ids=["cut", "no list", "missing"])
def test_a_file_that_is_not_a_list_of_sources_is_one_clear_fault(
    tmp_path: Path, content: str | None
) -> None:
    path = tmp_path / "references.json"
    if content is not None:
        path.write_text(content, encoding="utf-8")
    with pytest.raises(FaultError, match=r"references\.json: the whole file: "):
        load_references(path)
