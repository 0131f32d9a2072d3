"""The check of the text: the real site, a broken page, and both sides of each limit."""

import datetime as dt
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path

import pytest

from checks import faults, report
from checks.__main__ import check, load_limits, measure
from checks.pages import Page, load_pages
from checks.reading import Reading
from guide import ROOT
from return_to_running.faults import Fault
from return_to_running.publishing import site_config
from return_to_running.publishing.chapter import parse
from return_to_running.publishing.neutral_site import build_neutral_site

SOURCES = ["docs", "overrides", "evidence", "protocols", "clinics", "src"]
FILES = ["mkdocs.yml", "pyproject.toml", "README.md"]
IN_TIME = dt.date(2026, 11, 25)


# ---------------------------------------------------------------- the real site


@pytest.fixture(scope="module")
def neutral(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The site before a clinic's details are filled in, built by the real MkDocs."""
    site = tmp_path_factory.mktemp("neutral") / "site"
    build_neutral_site(site_config.load_site_config(ROOT / "mkdocs.yml"), site, IN_TIME)
    return site


@pytest.fixture(scope="module")
def pages(neutral: Path) -> list[Page]:
    return load_pages(neutral, ROOT / "docs")


@pytest.fixture(scope="module")
def measured(pages: Sequence[Page]) -> list[report.Line]:
    return measure(pages, ROOT)


def test_the_guide_has_no_fault(
    neutral: Path, pages: Sequence[Page], measured: Sequence[report.Line]
) -> None:
    assert [str(each) for each in check(ROOT, neutral, pages, measured, IN_TIME)] == []


def test_the_patient_pages_keep_the_reading_limits(measured: Sequence[report.Line]) -> None:
    # Written out here as well, so that nobody widens the file of limits unseen.
    limits = load_limits(ROOT)
    assert limits == faults.Limits(grade_mean=6, grade_page=8, smog_mean=9, sentence_words=15)
    of_patients = report.of_patients(measured)
    grades = [reading.grade for reading in of_patients.values()]
    smog = [reading.smog for reading in of_patients.values()]
    assert sum(grades) / len(grades) <= 6
    assert max(grades) <= 8
    assert sum(smog) / len(smog) <= 9
    assert max(reading.sentence_words for reading in of_patients.values()) <= 15


def test_every_page_that_guides_a_patient_is_measured(pages: Sequence[Page]) -> None:
    chapters = site_config.load_site_config(ROOT / "mkdocs.yml").chapters
    about = {chapter.page for chapter in chapters if chapter.part == "About"}
    exempt = {page.name for page in pages if not page.is_for_patients}
    assert exempt
    assert exempt <= about
    assert all(len(page.sentences) >= 10 for page in pages if page.is_for_patients)


def test_the_table_has_a_line_for_each_page_and_the_means(
    measured: Sequence[report.Line],
) -> None:
    written = "\n".join(report.table(measured))
    assert measured
    assert all(f"\n{line.name} " in written for line in measured)
    assert "\nmean of the patient pages " in written


# ---------------------------------------------------------------- a broken page


BROKEN = """---
title: Broken
description: A page with every fault.
last_updated: 2026-11-24
next_review: 2026-11-24
---

# Broken

Individualised rehabilitation necessitates comprehensive interdisciplinary consideration of
physiological responsiveness, psychological circumstances, occupational expectations, recreational
ambitions and the organisational environment in which considerable recovery occurs. Teh hip.

![](assets/figures/lonely.svg)

## One {#twice}

## Two {#twice}
"""
WRONG = [
    "broken.html: reading grade: is ",
    "broken.html: sentences: have ",
    'put these more simply: "Individualised rehabilitation necessitates',
    'broken.md: summary: is missing; begin with !!! short "In short"',
    "broken.md: sources: are missing",
    'broken.md: "Individualised rehabilitation necessitates',
    "broken.md: assets/figures/lonely.svg: has no words",
    "broken.md: id twice: stands 2 times; keep one",
    "docs/broken.md: next_review: was due by 2026-11-24",
    "docs/broken.md: line 12: Teh is misspelt; write The",
    "assets/figures/unused.svg: picture: is used by no page",
]


@pytest.fixture(scope="module")
def broken(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of the project with one more page, which has every fault."""
    project = tmp_path_factory.mktemp("broken")
    for name in SOURCES:
        shutil.copytree(ROOT / name, project / name)
    for name in FILES:
        shutil.copy(ROOT / name, project / name)
    (project / "docs" / "broken.md").write_text(BROKEN, encoding="utf-8")
    for name in ("lonely", "unused"):
        drawing = '<svg xmlns="http://www.w3.org/2000/svg"/>'
        (project / "docs" / "assets" / "figures" / f"{name}.svg").write_text(drawing)
    config = project / "mkdocs.yml"
    text = config.read_text(encoding="utf-8")
    config.write_text(text.replace("\nnav:\n", "\nnav:\n  - broken.md\n"), encoding="utf-8")
    return project


def run(project: Path, *words: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "checks", *words],
        cwd=project,
        env={**os.environ, "PYTHONPATH": str(ROOT / "scripts")},
        capture_output=True,
        text=True,
        check=False,
    )


@pytest.fixture(scope="module")
def complaint(broken: Path) -> subprocess.CompletedProcess[str]:
    return run(broken, "--today", "2026-11-25")


@pytest.mark.parametrize("fault", WRONG)
def test_each_fault_of_a_broken_page_is_found_in_one_run(
    fault: str, complaint: subprocess.CompletedProcess[str]
) -> None:
    assert complaint.returncode == 1, complaint.stderr
    assert fault in complaint.stderr
    assert "\nbroken.html " in complaint.stdout


def test_a_page_with_faults_does_not_blame_the_others(
    complaint: subprocess.CompletedProcess[str],
) -> None:
    named = [line for line in complaint.stderr.splitlines() if ": " in line][:-1]
    assert [line for line in named if "broken" not in line and "unused.svg" not in line] == []


def test_a_site_that_cannot_be_built_is_one_message_and_no_table(broken: Path) -> None:
    page = broken / "docs" / "broken.md"
    before = page.read_text(encoding="utf-8")
    page.write_text(before + "\n[Nowhere](nowhere.md)\n", encoding="utf-8")
    done = run(broken)
    page.write_text(before, encoding="utf-8")
    assert done.returncode == 1
    assert "nowhere.md" in done.stderr
    assert "Traceback" not in done.stderr
    assert done.stdout == ""


def page_of(html: str, name: str = "a/page.html") -> Page:
    return Page(name, "a/page.md", {}, parse(f"<!doctype html><article>{html}</article>"))


@pytest.fixture
def two_files(tmp_path: Path) -> Path:
    (tmp_path / "a").mkdir()
    (tmp_path / "a" / "page.html").touch()
    (tmp_path / "index.html").touch()
    return tmp_path


@pytest.mark.parametrize(
    "address", ["gone.html", "../gone.svg", "#gone", "page.html#gone", "/gone.html", "/a/"]
)
def test_a_dead_link_of_a_built_page_is_found(address: str, two_files: Path) -> None:
    page = page_of(f'<a href="{address}">x</a>')
    assert len(list(faults.link_faults([page], two_files))) == 1


@pytest.mark.parametrize(
    "address",
    [
        *("page.html", "../index.html", "#here", "page.html#here", "/", "tel:999"),
        *("@@clinic.booking@@", "../downloads/guide-a4.pdf"),
    ],
)
def test_a_live_link_is_no_fault(address: str, two_files: Path) -> None:
    page = page_of(f'<a id="here" href="{address}">x</a>')
    assert list(faults.link_faults([page], two_files)) == []


def test_a_drawing_without_a_title_has_no_words() -> None:
    silent, speaking = '<svg role="img"></svg>', '<svg role="img"><title>A hip</title></svg>'
    cited = '<section class="g-short"></section><sup class="g-cite">1</sup>'
    assert len(list(faults.missing_faults(page_of(cited + silent)))) == 1
    assert list(faults.missing_faults(page_of(cited + speaking))) == []


def test_only_in_the_calculator_may_a_picture_be_empty_of_words() -> None:
    cited = '<section class="g-short"></section><sup class="g-cite">1</sup>'
    beside_the_test = '<return-to-running><img src="a.svg" alt=""></return-to-running>'
    unnamed = beside_the_test.replace(' alt=""', "")
    assert list(faults.missing_faults(page_of(cited + beside_the_test))) == []
    for html in (unnamed, '<img src="a.svg" alt="">', '<img src="a.svg">'):
        found = list(faults.missing_faults(page_of(cited + html)))
        assert [fault.field for fault in found] == ["a.svg"]


def mean_faults(*readings: Reading) -> Iterator[Fault]:
    by_name = {f"{place}.html": reading for place, reading in enumerate(readings)}
    texts = {name: ["A sentence."] for name in by_name}
    return faults.reading_faults(by_name, texts, load_limits(ROOT))


def test_each_limit_of_the_means_holds_on_both_sides() -> None:
    # 10 words a sentence: 15.59 - 3.9 = 11.69, so 8.0 is 1669 syllables to 1000 words.
    below, above = Reading(100, 1000, 1668, 100, 0), Reading(100, 1000, 1670, 120, 0)
    easy = Reading(100, 1000, 1200, 50, 0)
    assert [fault.field for fault in mean_faults(below, easy, easy)] == []
    assert [fault.field for fault in mean_faults(above, easy, easy)] == ["reading grade"]
    assert [fault.field for fault in mean_faults(below, below)] == ["mean Flesch-Kincaid grade"]
    # 30 sentences: 3.1291 + 1.043 * 5.63 is 9.0, and 5.63 squared is 31.7 words.
    assert [fault.field for fault in mean_faults(Reading(300, 3000, 3600, 316, 0))] == []
    hard = Reading(300, 3000, 3600, 318, 0)
    assert [fault.field for fault in mean_faults(hard)] == ["mean SMOG grade"]
    long = Reading(100, 1501, 1650, 50, 0)
    assert [fault.field for fault in mean_faults(Reading(100, 1500, 1650, 50, 0))] == []
    assert [fault.field for fault in mean_faults(long)] == ["sentences"]


def test_the_command_ends_well_on_the_guide_as_it_is() -> None:
    done = run(ROOT, "--today", IN_TIME.isoformat())
    assert done.returncode == 0, done.stderr
    assert done.stderr == ""
