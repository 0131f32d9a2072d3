"""The guide as a PDF: open to everyone, easy to find one's way in, and the same every time."""

from pathlib import Path

import pytest
from pypdf import PdfReader
from weasyprint import HTML  # type: ignore[import-untyped]

import pdf_ua
from guide import PAGES, ROOT
from pdf_reading import PAPERS, bookmarks, read_aloud
from return_to_running.publishing.clinic import load_clinic
from return_to_running.publishing.edition import Edition
from return_to_running.publishing.handbook import Press
from return_to_running.publishing.handout import Site
from return_to_running.publishing.handout_list import load_handouts
from return_to_running.publishing.pdfs import Wanted, make_pdfs
from return_to_running.publishing.site_config import (
    load_site_config,
    newest_change,
    pages,
    plan_version,
)
from return_to_running.publishing.style import Format


@pytest.fixture(scope="session")
def guide(demo: Path) -> Path:
    """The demo clinic's guide."""
    return demo / "guide-a4.pdf"


@pytest.fixture(scope="session")
def pdfs(demo: Path) -> list[Path]:
    """Every PDF of the demo clinic, the copies in its site left out."""
    found = [*sorted(demo.glob("guide-*.pdf")), *sorted((demo / "handouts").rglob("*.pdf"))]
    assert len(found) > 15
    return found


def test_every_pdf_passes_every_check_of_pdf_ua_1(pdfs: list[Path]) -> None:
    verdicts = {path.name: pdf_ua.check(path) for path in pdfs}
    assert {name: each.failures for name, each in verdicts.items() if each.failures} == {}
    assert verdicts["guide-a4.pdf"].checks > 10_000  # it did look
    assert min(each.checks for each in verdicts.values()) > 500


def test_every_pdf_reads_aloud_without_an_error(pdfs: list[Path]) -> None:
    assert {path.name: found for path in pdfs if (found := read_aloud(path))} == {}


def test_the_second_checker_finds_a_link_without_words(tmp_path: Path) -> None:
    page = '<html lang="en"><title>T</title><h1>T</h1><p><a href="https://x.example"><b></b></a>'
    path = tmp_path / "link.pdf"
    HTML(string=f"{page}<style>a{{display:block;height:1em}}").write_pdf(
        path, pdf_variant="pdf/ua-1"
    )
    assert any(found.startswith("LNK-") for found in read_aloud(path))


def test_the_checker_finds_the_faults_of_an_untagged_file(tmp_path: Path) -> None:
    untagged = tmp_path / "untagged.pdf"
    HTML(string="<title>Untagged</title><h1>Heading</h1><p>Text").write_pdf(untagged)
    clauses = {line.split(" ")[0] for line in pdf_ua.check(untagged).failures}
    assert {"6.2-1", "7.1-3", "7.1-11"} <= clauses


def test_every_pdf_names_itself_its_clinic_its_edition_and_its_language(
    pdfs: list[Path],
) -> None:
    for path in pdfs:
        reader = PdfReader(path)
        about = reader.metadata
        assert about is not None
        assert "Hip Flexor Pain and Running" in (about.title or "")
        assert about.author == "Demo Clinic"
        assert "Edition " in (about.subject or "")
        assert "hip flexor pain" in (about.keywords or "")
        assert about.creation_date == about.modification_date is not None
        assert str(reader.root_object["/Lang"]) == "en-GB"
        assert reader.xmp_metadata is not None
        assert reader.xmp_metadata.dc_creator == ["Demo Clinic"]


def test_both_papers_have_their_size(demo: Path) -> None:
    sizes = {
        paper: [
            float(side) for side in PdfReader(demo / f"guide-{paper}.pdf").pages[1].mediabox[2:]
        ]
        for paper in PAPERS
    }
    assert sizes["a4"] == pytest.approx([595.3, 841.9], abs=0.1)
    assert sizes["letter"] == [612, 792]


def test_the_guide_has_a_bookmark_for_every_page_of_the_site(guide: Path) -> None:
    reader = PdfReader(guide)
    assert len(bookmarks(reader)) >= len(PAGES)


def test_no_clinic_field_is_left_open_in_the_guide(guide: Path) -> None:
    text = "".join(page.extract_text() for page in PdfReader(guide).pages)
    assert "Demo Clinic" in text
    assert "@@" not in text


def test_the_guide_and_handouts_made_again_are_the_same_bytes(demo: Path) -> None:
    """Made again in another process from the published site; test_bundle publishes all twice."""
    config = load_site_config(ROOT / "mkdocs.yml")
    edition = Edition(
        config.name, newest_change(pages(config.docs)), plan_version(ROOT / "protocols")
    )
    site = Site(demo / "site", f"{(demo / 'site').as_uri()}/", config.chapters, edition)
    made = make_pdfs(
        Press(),
        site,
        ["strength.html", "exercises/step-up.html"],
        load_handouts(ROOT / "handouts.yml"),
        load_clinic(ROOT / "clinics/demo.yml"),
        Wanted(),
        guides={"guide-a4.pdf": Format("a4")},
    )
    assert len(made) > 5
    assert [name for name, pdf in made.items() if (demo / name).read_bytes() != pdf] == []
