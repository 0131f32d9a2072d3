"""The guide as a PDF: open to everyone, easy to find one's way in, and the same every time."""

from pathlib import Path

import pytest
from pypdf import PdfReader
from weasyprint import HTML  # type: ignore[import-untyped]

import pdf_ua
from guide import PAGES, publish


@pytest.fixture(scope="session")
def guide(demo: Path) -> Path:
    """The demo clinic's guide."""
    return demo / "guide-a4.pdf"


def test_the_guide_passes_every_check_of_pdf_ua_1(guide: Path) -> None:
    verdict = pdf_ua.check(guide)
    assert verdict.failures == ()
    assert verdict.checks > 10_000  # it did look: the first guide has over a hundred thousand


def test_the_checker_finds_the_faults_of_an_untagged_file(tmp_path: Path) -> None:
    untagged = tmp_path / "untagged.pdf"
    HTML(string="<title>Untagged</title><h1>Heading</h1><p>Text").write_pdf(untagged)
    clauses = {line.split(" ")[0] for line in pdf_ua.check(untagged).failures}
    assert {"6.2-1", "7.1-3", "7.1-11"} <= clauses


def test_the_guide_names_itself_and_its_language(guide: Path) -> None:
    reader = PdfReader(guide)
    assert reader.metadata is not None
    assert "Hip Flexor Pain and Running" in (reader.metadata.title or "")
    assert str(reader.root_object["/Lang"]).startswith("en")


def test_the_guide_has_a_bookmark_for_every_page_of_the_site(guide: Path) -> None:
    reader = PdfReader(guide)
    top = [entry for entry in reader.outline if not isinstance(entry, list)]
    assert len(top) >= len(PAGES)


def test_no_clinic_field_is_left_open_in_the_guide(guide: Path) -> None:
    text = "".join(page.extract_text() for page in PdfReader(guide).pages)
    assert "Demo Clinic" in text
    assert "@@" not in text


def test_publishing_twice_gives_the_same_bytes(demo: Path, tmp_path: Path) -> None:
    again = publish(tmp_path)
    assert again.returncode == 0, again.stderr
    files = sorted(path.relative_to(demo) for path in demo.rglob("*") if path.is_file())
    twice = tmp_path / "demo"
    assert files == sorted(p.relative_to(twice) for p in twice.rglob("*") if p.is_file())
    assert [f for f in files if (demo / f).read_bytes() != (twice / f).read_bytes()] == []
