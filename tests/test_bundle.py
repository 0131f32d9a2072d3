"""Publishing: everything is checked first, and what a clinic has is whole or as it was."""

import hashlib
import json
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import yaml

from guide import ROOT
from pdf_reading import text_of
from return_to_running.publishing.bundle import BundleError, swap

CALCULATOR = "<return-to-running></return-to-running>"
FRONT = "---\nlast_updated: 2026-11-23\n---\n"
CONFIG: dict[str, Any] = {
    "site_name": "Tiny Guide",
    "use_directory_urls": False,
    "nav": [{"Start": "index.md"}, {"More": ["more.md"]}],
    "theme": {"name": None, "custom_dir": "theme"},
    "plugins": [],
    "validation": {"nav": {"omitted_files": "warn"}},
    "markdown_extensions": ["return_to_running.evidence.citations"],
}
TEMPLATE = (
    "<!doctype html><title>T</title><script>1</script>\n"
    '<link rel="stylesheet" href="assets/stylesheets/main.min.css">\n'
    '<link rel="stylesheet" href="assets/stylesheets/tokens.css">\n'
    "<article>{{ page.content }}</article><p>@@clinic.name@@</p>"
)


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """A guide of two pages, with the look's own sheets and fonts."""
    folder = tmp_path / "project"
    for name in ("clinics", "overrides/assets/stylesheets", "docs/assets/fonts"):
        shutil.copytree(ROOT / name, folder / name)
    theme = folder / "theme"
    (theme / "assets/images").mkdir(parents=True)
    shutil.copytree(folder / "overrides/assets/stylesheets", theme / "assets/stylesheets")
    (theme / "assets/images/logo.svg").write_text("<svg/>")
    (theme / "assets/stylesheets/main.min.css").write_text("p{margin:0}")
    (theme / "main.html").write_text(TEMPLATE)
    (folder / "docs/index.md").write_text(f"{FRONT}# Start\n\nA [@brook]\n\n{CALCULATOR}\n")
    (folder / "docs/more.md").write_text(f"{FRONT}# More\n\nSee [start](index.md).\n")
    write_references(folder, "brook", "cole")
    (folder / "protocols").mkdir()
    (folder / "protocols/tiny.yml").write_text("rule: {value: 1, sources: [cole]}\n")
    configure(folder)
    return folder


def configure(folder: Path, **settings: Any) -> None:
    (folder / "mkdocs.yml").write_text(yaml.safe_dump({**CONFIG, **settings}))


def write_references(folder: Path, *names: str) -> None:
    entries = [
        {
            "id": name,
            "type": "webpage",
            "title": "T",
            "author": [{"literal": name}],
            "custom": {"status": "verified"},
        }
        for name in names
    ]
    (folder / "evidence").mkdir(exist_ok=True)
    (folder / "evidence/references.json").write_text(json.dumps(entries))


def publish(
    project: Path, *profiles: str, epoch: str | None = None, **elsewhere: str
) -> subprocess.CompletedProcess[str]:
    environment = {key: value for key, value in os.environ.items() if key != "SOURCE_DATE_EPOCH"}
    environment |= elsewhere
    if epoch is not None:
        environment["SOURCE_DATE_EPOCH"] = epoch
    command = [sys.executable, "-m", "return_to_running.publishing", "--output", "dist"]
    return subprocess.run(
        [*command, *(profiles or ["clinics/demo.yml"])],
        cwd=project,
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )


def contents(folder: Path) -> dict[str, str]:
    return {
        path.relative_to(folder).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in folder.rglob("*")
        if path.is_file()
    }


def test_a_clinic_gets_its_site_its_guide_server_files_and_checksums(project: Path) -> None:
    done = publish(project)
    assert (done.returncode, done.stderr) == (0, "")
    demo = project / "dist/demo"
    assert sorted(path.name for path in demo.iterdir()) == [
        *("SHA256SUMS", "embed", "guide-a4.pdf", "guide-letter.pdf"),
        *("handouts", "offline.zip", "server", "site"),
    ]
    assert "Demo Clinic" in (demo / "site/index.html").read_text()
    assert (demo / "guide-a4.pdf").read_bytes().startswith(b"%PDF-")
    sums = dict(line.split("  ")[::-1] for line in (demo / "SHA256SUMS").read_text().splitlines())
    files = contents(demo)
    del files["SHA256SUMS"]
    assert sums == files
    assert [path.name for path in (project / "dist").iterdir()] == ["demo"]


def test_the_same_sources_give_the_same_bytes_elsewhere_too(project: Path, tmp_path: Path) -> None:
    """In another folder, time zone and language, and with other places for what is temporary."""
    assert publish(project, TZ="Pacific/Auckland", LANG="en_GB.UTF-8").returncode == 0
    first = contents(project / "dist")
    other = tmp_path / "other folder"
    shutil.copytree(project, other, ignore=shutil.ignore_patterns("dist"))
    (tmp_path / "temporary").mkdir()
    there = {"TMPDIR": str(tmp_path / "temporary"), "TZ": "America/Los_Angeles", "LC_ALL": "C"}
    done = publish(other, PYTHONHASHSEED="7", **there)
    assert (done.returncode, done.stderr) == (0, "")
    assert contents(other / "dist") == first


def test_the_edition_can_be_set_as_other_builds_do(project: Path) -> None:
    assert publish(project, epoch="86400").returncode == 0
    guide = (project / "dist/demo/guide-a4.pdf").read_bytes()
    assert publish(project, epoch="0").returncode == 0
    assert (project / "dist/demo/guide-a4.pdf").read_bytes() != guide


def test_other_papers_and_large_print_are_made_when_asked_for(project: Path) -> None:
    assert publish(project, "clinics/demo.yml", "--all-papers", "--large-print").returncode == 0
    demo = project / "dist/demo"
    assert sorted(path.relative_to(demo).as_posix() for path in demo.rglob("more.pdf")) == [
        "handouts/a4-large-print/more.pdf",
        "handouts/a4/more.pdf",
        "handouts/letter-large-print/more.pdf",
        "handouts/letter/more.pdf",
        "site/downloads/handouts/a4/more.pdf",
    ]


@pytest.mark.parametrize(("day", "is_older"), [("2026-11-22", True), ("2026-11-23", False)])
def test_page_handout_and_cover_say_that_the_text_is_newer_than_its_review(
    day: str, is_older: bool, project: Path
) -> None:
    edit("theme/main.html", "@@clinic.name@@", "@@clinic.review@@")(project)
    with (project / "clinics/demo.yml").open("a") as profile:
        profile.write(f"reviewer: {{name: R. Example, credentials: Physio, date: {day}}}\n")
    done = publish(project, epoch="1900000000")  # a later edition changes no page
    assert (done.returncode, done.stderr) == (0, "")
    demo = project / "dist/demo"
    page = (demo / "site/index.html").read_text()
    pdfs = [(demo / name).read_bytes() for name in ("guide-a4.pdf", "handouts/a4/more.pdf")]
    for text in (page, *map(text_of, pdfs)):
        assert "Reviewed by R. Example, Physio, on 2" in text
        assert ("have changed since" in text) == is_older


def test_a_page_may_have_no_handout(project: Path) -> None:
    edit("docs/more.md", "last_updated", "handout: false\nlast_updated")(project)
    assert publish(project).returncode == 0
    made = [path.name for path in (project / "dist/demo/handouts/a4").iterdir()]
    assert made == ["index.pdf"]


def other_than_the_demo(project: Path) -> dict[str, Any]:
    """A profile of another clinic, which says no more than it must."""
    demo = yaml.safe_load((project / "clinics/demo.yml").read_text())
    kept = ("short_name", "logo", "colour", "region", "calculator")
    return {**{field: demo[field] for field in kept}, "short_name": "Other"}


def test_several_clinics_are_published_from_one_build(project: Path) -> None:
    other = other_than_the_demo(project)
    other |= {"name": "Other & Sons", "region": "us", "advice": "5550100"}
    (project / "clinics/other.yml").write_text(yaml.safe_dump(other))
    assert publish(project, "clinics/demo.yml", "clinics/other.yml").returncode == 0
    assert "Other &amp; Sons" in (project / "dist/other/site/index.html").read_text()
    assert (project / "dist/other/handouts/letter/more.pdf").is_file()
    assert (project / "dist/demo/handouts/a4/more.pdf").is_file()
    assert not (project / "dist/demo/handouts/letter").exists()


def test_a_clinic_has_the_pages_it_chose_and_the_others_have_ours(project: Path) -> None:
    other = other_than_the_demo(project) | {"name": "Other", "hide": ["more.md"], "pages": "own"}
    (project / "clinics/other.yml").write_text(yaml.safe_dump(other))
    (project / "clinics/own").mkdir()
    own = FRONT.replace("---", "---\ntitle: Team", 1) + "# Team\n\nWe. See [start](index.md).\n"
    (project / "clinics/own/team.md").write_text(own)
    done = publish(project, "clinics/demo.yml", "clinics/other.yml")
    assert (done.returncode, done.stderr) == (0, "")
    pages = {
        name: sorted(page.stem for page in (project / f"dist/{name}/site").glob("*.html"))
        for name in ("demo", "other")
    }
    assert pages == {"demo": ["index", "more"], "other": ["index", "team"]}
    for name, (shown, not_shown) in {"demo": ("More", "Team"), "other": ("Team", "More")}.items():
        text = text_of((project / f"dist/{name}/guide-a4.pdf").read_bytes())
        assert shown in text
        assert not_shown not in text
        handouts = (project / f"dist/{name}/handouts/a4").iterdir()
        assert sorted(each.stem for each in handouts) == pages[name]


def test_a_choice_that_cannot_be_built_names_the_clinic(project: Path) -> None:
    edit("clinics/demo.yml", "# hide: [for-clinics.md, shoes.md]", "hide: [more.md]")(project)
    edit("docs/index.md", "A [@brook]", "A [@brook]\n\n[m]: more.md\n\n[Go][m]")(project)
    done = publish(project)
    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr.startswith("demo.yml: hide, pages: with this choice: ")
    assert "more.md" in done.stderr


def test_each_clinic_gets_the_calculator_it_asks_for_from_one_build_of_each_kind(
    project: Path,
) -> None:
    with (project / "mkdocs.yml").open("a") as config:
        config.write("extra: {shows: !ENV [CALCULATOR_MODE, nothing]}\n")
    edit("theme/main.html", "<p>", "<p>{{ config.extra.shows }} ")(project)
    demo = other_than_the_demo(project)
    assert demo["calculator"] == "full"
    for name, asked in (("one", "ladder"), ("two", "ladder"), ("three", None)):
        profile = {**demo, "calculator": asked, "name": name}
        (project / f"clinics/{name}.yml").write_text(yaml.safe_dump(profile))
    names = ("demo", "one", "two", "three")
    done = publish(project, *(f"clinics/{name}.yml" for name in names))
    assert (done.returncode, done.stderr) == (0, "")
    pages = [(project / f"dist/{name}/site/index.html").read_text() for name in names]
    shown = [re.findall("<p>(full|ladder) (.*?)</p>", page) for page in pages]
    assert shown == [
        *([("full", "Demo Clinic")], [("ladder", "one")]),
        *([("ladder", "two")], [("full", "three")]),
    ]


def edit(path: str, old: str, new: str) -> Any:
    def change(project: Path) -> None:
        file = project / path
        text = file.read_text()
        assert old in text
        file.write_text(text.replace(old, new))

    return change


BREAKAGES = {
    "a bad profile": (edit("clinics/demo.yml", '"#0b5563"', "teal"), "demo.yml: colour: "),
    "a citation of nothing": (edit("docs/index.md", "brook", "broke"), "index.md: [@broke]: "),
    "a source that nobody cites": (
        lambda project: write_references(project, "brook", "cole", "dale"),
        "references.json: dale: no page and no protocol cites it",
    ),
    "a protocol that cites nothing known": (
        edit("protocols/tiny.yml", "cole", "colt"),
        "protocols: colt: there is no source with this id",
    ),
    "a link to no page": (edit("docs/more.md", "index.md", "no.md"), "no.md"),
    "a warning of MkDocs that nothing else sees": (
        lambda project: (project / "docs/lost.md").write_text("# Lost"),
        "lost.md",
    ),
    "no calculator": (edit("docs/index.md", CALCULATOR, ""), "The calculator is missing"),
    "an open field that does not exist": (
        edit("theme/main.html", "clinic.name", "clinic.nmae"),
        "index.html: @@clinic.nmae@@",
    ),
    "a style in a page": (
        edit("theme/main.html", "<p>", '<p style="a">'),
        'index.html: <p style="a"',
    ),
    "a page that cannot be a chapter": (
        edit("docs/more.md", "# More", "More"),
        "more.html: needs exactly one h1",
    ),
    "a sheet of a page that is not there": (
        lambda project: (project / "handouts.yml").write_text(
            "one: {title: One, parts: [{page: no.md, take: g-care}]}"
        ),
        "handouts.yml: one: no.md is not in the navigation",
    ),
    "a configuration without navigation": (
        lambda project: configure(project, nav=None),
        "mkdocs.yml: nav: is missing",
    ),
    "a page in another encoding": (
        lambda project: (project / "docs/more.md").write_bytes(b"# Caf\xe9"),
        "more.md: the whole file: is not text in UTF-8",
    ),
    "a day as no computer reads it": (
        edit("docs/more.md", "2026-11-23", "23.11.2026"),
        "more.md: last_updated: is no day: 23.11.2026",
    ),
    "a protocol that is not YAML": (
        lambda project: (project / "protocols/tiny.yml").write_text("rule: [\n"),
        "tiny.yml: line 1: is not valid YAML",
    ),
    "a field twice in a protocol": (
        lambda project: (project / "protocols/tiny.yml").write_text("rule: 1\nrule: 2\n"),
        "tiny.yml: line 2: is not valid YAML: rule stands twice",
    ),
    "handouts that are a list": (
        lambda project: (project / "handouts.yml").write_text("- one\n"),
        "handouts.yml: the whole file: is not a list of fields",
    ),
    "a part of a handout without a page": (
        lambda project: (project / "handouts.yml").write_text(
            "one: {title: One, parts: [{page: more.md, tike: g-care}]}"
        ),
        "handouts.yml: one.parts #1.take: is missing; a class such as g-care",
    ),
    "no configuration": (lambda project: (project / "mkdocs.yml").unlink(), "mkdocs.yml"),
}


@pytest.mark.parametrize(("breakage", "said"), BREAKAGES.values(), ids=BREAKAGES.keys())
def test_a_fault_is_one_message_and_the_last_good_guide_stays(
    project: Path, breakage: Any, said: str
) -> None:
    good = project / "dist/demo/good.txt"
    good.parent.mkdir(parents=True)
    good.write_text("the last good guide")
    breakage(project)
    done = publish(project)
    assert done.returncode == 1
    assert said in done.stderr
    assert "Traceback" not in done.stderr
    assert done.stdout == ""
    assert contents(project / "dist").keys() == {"demo/good.txt"}


def test_if_one_folder_cannot_be_put_in_place_every_old_one_comes_back(tmp_path: Path) -> None:
    for name in ("dist/one", "dist/two", "made/one"):
        (tmp_path / name).mkdir(parents=True)
        (tmp_path / name / name.replace("/", "-")).touch()
    made = [tmp_path / "made/one", tmp_path / "made/two"]
    with pytest.raises(BundleError):
        swap(made, tmp_path / "dist", tmp_path / "replaced")
    kept = sorted(path.name for path in (tmp_path / "dist").rglob("*-*"))
    assert kept == ["dist-one", "dist-two"]


def test_a_first_build_that_fails_leaves_no_folder(project: Path) -> None:
    edit("docs/more.md", "index.md", "no.md")(project)
    assert publish(project).returncode == 1
    assert not (project / "dist").exists()


def test_one_bad_profile_among_good_ones_publishes_none(project: Path) -> None:
    (project / "clinics/bad.yml").write_text("name: Bad\n")
    assert publish(project, "clinics/demo.yml", "clinics/bad.yml").returncode == 1
    assert not (project / "dist").exists()


def test_a_date_that_is_not_one_is_told(project: Path) -> None:
    done = publish(project, epoch="yesterday")
    assert done.returncode == 1
    assert done.stderr == "SOURCE_DATE_EPOCH: 'yesterday' is not a count of seconds\n"


def test_a_fault_of_the_glossary_is_told_before_anything_is_built(project: Path) -> None:
    (project / "evidence/glossary.yml").write_text("- {term: tendon}\n- {meaning: A long word.}")
    done = publish(project)
    assert done.returncode == 1
    assert done.stderr.splitlines() == [
        "glossary.yml: tendon.meaning: is missing; one plain sentence of at most 160 characters",
        "glossary.yml: entry 2.term: is missing; the word as patients meet it, such as iliopsoas",
    ]
