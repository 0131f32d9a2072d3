"""Pages that a clinic hides, writes anew or adds: what is refused, and what the others say."""

import datetime as dt
import json
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import yaml

from checks.faults import link_faults
from checks.pages import load_pages
from guide import ROOT
from return_to_running.faults import FaultError
from return_to_running.pages.front_matter import read_source
from return_to_running.publishing import site_config
from return_to_running.publishing.branding import write_site
from return_to_running.publishing.bundle import Prepared, check_choices, prepare
from return_to_running.publishing.chapter import as_html, read_chapter
from return_to_running.publishing.clinic import Clinic, load_clinic
from return_to_running.publishing.edition import Edition
from return_to_running.publishing.guide import read_guide
from return_to_running.publishing.handout_list import load_handouts
from return_to_running.publishing.page_choice import PageChoice, choice_faults, led_elsewhere

DAY = dt.date(2026, 11, 26)
TEXTS = site_config.pages(ROOT / "docs")
ALWAYS = {name for name, text in TEXTS.items() if read_source(name, text).meta.get("always")}
REST = [name for name in TEXTS if name not in ALWAYS and not name.startswith("exercises/")]
EXERCISES = [name for name in TEXTS if name not in ALWAYS and name.startswith("exercises/")]
LEFT = {
    *("exercises/dead-bug.md", "exercises/split-squat.md", "exercises/march-skip-hop.md"),
    *("exercises/single-leg-balance.md", "exercises/standing-stretch.md"),
}
"""Of each kind and of each rehab stage an exercise must stay: pages list them."""
OWN_PAGE = """---
title: Our team
last_updated: 2031-01-02
---

!!! short "In short"

    - We see runners on weekdays.

Call @@clinic.phone@@. Is it <10 days old? Read [the danger signs](get-help.md). `<b>` [@own]

![A green square](square.svg)
"""
SQUARE = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"><path d="M0 0h9v9z"/></svg>'


def put_own_files(folder: Path) -> None:
    """Put a page and a picture of its own beside the demo clinic's logo."""
    (folder / "demo/pages").mkdir(parents=True)
    (folder / "demo/logo.svg").write_bytes((ROOT / "clinics/demo/logo.svg").read_bytes())
    (folder / "demo/pages/our-team.md").write_text(OWN_PAGE)
    (folder / "demo/pages/square.svg").write_text(SQUARE)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    put_own_files(tmp_path)
    return tmp_path


def clinic(folder: Path, **fields: Any) -> Clinic:
    raw = yaml.safe_load((ROOT / "clinics/demo.yml").read_text())
    profile = folder / "demo.yml"
    profile.write_text(yaml.safe_dump({**raw, "pages": "demo/pages", **fields}))
    return load_clinic(profile)


def faults(folder: Path, **fields: Any) -> list[str]:
    with pytest.raises(FaultError) as caught:
        check_choices([clinic(folder, **fields)], TEXTS)
    return str(caught.value).splitlines()


# ---------------------------------------------------------------- what stands in every guide


def test_what_the_calculator_and_the_sheets_lead_to_stands_in_every_guide() -> None:
    config = (ROOT / "mkdocs.yml").read_text()
    named = set(re.findall(r"[\w/-]+\.md", config[config.index("- return-to-running:") :]))
    sheets = load_handouts(ROOT / "handouts.yml").sheets.values()
    named |= {part.page for sheet in sheets for part in sheet.parts if part.page.endswith(".md")}
    named |= {each["href"] for each in read_source("", TEXTS["index.md"]).meta["ask"]}
    assert len(named) > 6
    assert named <= ALWAYS


def test_who_made_the_guide_and_what_it_rests_on_stands_in_every_guide() -> None:
    assert {
        *("about.md", "credits.md", "evidence.md", "glossary.md", "how-we-write.md"),
        *("intended-use.md", "privacy.md", "references.md", "is-it-my-hip-flexor.md"),
    } <= ALWAYS


def test_all_that_a_profile_may_not_choose_is_said_at_once(folder: Path) -> None:
    for name in ("get-help.md", "shoes.md"):
        (folder / f"demo/pages/{name}").write_text(OWN_PAGE)
    hide = ["shoes.md", "pain-rules.md", "candence.md", "cadence.md"]
    assert faults(folder, hide=hide) == [
        "demo.yml: hide: shoes.md is hidden, and is one of your own pages; "
        "take it out of one of the two",
        "demo.yml: hide: pain-rules.md stands in every guide; take it out of the list",
        "demo.yml: hide: there is no page candence.md; did you mean cadence.md, "
        "evidence.md, balance.md?",
        "demo.yml: pages: get-help.md stands in every guide in the same words; "
        "give your page another name",
    ]


@pytest.mark.parametrize("hide", ["shoes.md", ["../secret.md"], ["shoes"], [1]])
def test_pages_to_hide_are_a_list_of_names(folder: Path, hide: object) -> None:
    [said] = faults(folder, hide=hide)
    assert said.startswith("demo.yml: hide")
    assert said.endswith(
        "a list of pages by their names in docs/, such as [shoes.md, for-clinics.md]"
    )


# ---------------------------------------------------------------- files of a clinic's own


def test_a_profile_has_its_pages_and_pictures_by_their_path(folder: Path) -> None:
    own = dict(clinic(folder).own_files)
    assert own == {"our-team.md": OWN_PAGE.encode(), "square.svg": SQUARE.encode()}
    check_choices([clinic(folder)], TEXTS)


def test_what_a_desktop_hides_in_the_folder_is_not_published(folder: Path) -> None:
    (folder / "demo/pages/.DS_Store").write_bytes(b"x")
    assert [name for name, _ in clinic(folder).own_files] == ["our-team.md", "square.svg"]


def test_a_profile_without_a_folder_has_none(folder: Path) -> None:
    assert clinic(folder, pages=None).own_files == ()


@pytest.mark.parametrize("name", ["nowhere", "..", ".", "demo.yml", "/etc", "a\0b", "x" * 5000, 7])
def test_a_folder_that_is_none_is_a_fault(folder: Path, name: object) -> None:
    [said] = faults(folder, pages=name)
    assert said.startswith("demo.yml: pages: ")
    assert said.endswith("; a folder beside the profile, such as demo/pages")


def page(text: str) -> Callable[[Path], object]:
    return lambda pages: (pages / "our-team.md").write_text(text)


FRONT = "---\ntitle: T\nlast_updated: 2026-11-26\n---\n\n"
SLIPS = {
    "no title": (page("---\nlast_updated: 2026-11-26\n---\n"), "our-team.md: title: is missing"),
    "no front matter": (page("# Our team\n"), "our-team.md: last_updated: is missing"),
    "a day as no computer reads it": (
        page("---\ntitle: T\nlast_updated: 26.11.2026\n---\n"),
        "our-team.md: last_updated: is no day: 26.11.2026",
    ),
    "HTML": (page(f"{FRONT}a\n\n<script>x</script>\n"), "our-team.md: line 8: '<script>' is HTML"),
    "an end of HTML": (page(f"{FRONT}</div>\n"), "our-team.md: line 6: '</div>' is HTML"),
    "HTML over lines": (page(f"{FRONT}<img\nsrc=a\n>\n"), "our-team.md: line 6: '<img"),
    "an instruction": (page(f"{FRONT}<?php ?>\n"), "our-team.md: line 6: '<?' is HTML"),
    "an attribute": (
        page(f"{FRONT}Hello\n{{: onclick=go }}\n"),
        "our-team.md: line 7: '{: onclick=go }' sets more than a name",
    ),
    "a picture without words": (
        page(f"{FRONT}![ ](square.svg)\n"),
        "our-team.md: line 6: the picture has no words",
    ),
    "a picture elsewhere": (
        page(f"{FRONT}![A](https://x.example/a.png)\n"),
        "our-team.md: line 6: the picture is on another website",
    ),
    "a page in another encoding": (
        lambda pages: (pages / "our-team.md").write_bytes(b"Caf\xe9"),
        "our-team.md: the whole file: is not text in UTF-8",
    ),
    "a script": (
        lambda pages: (pages / "x.js").write_text("1"),
        "x.js: the file name: is none that a page or a picture can have",
    ),
    "a name that is no address": (
        lambda pages: (pages / "Our Team.md").write_text(OWN_PAGE),
        "Our Team.md: the file name: is none",
    ),
    "the page for a dead address": (
        lambda pages: (pages / "404.md").write_text(OWN_PAGE),
        "404.md: the file name: is none",
    ),
    "a page that is somewhere else": (
        lambda pages: (pages / "more.md").symlink_to(ROOT / "README.md"),
        "more.md: the whole file: leads out of its folder",
    ),
    "a drawing that loads": (
        lambda pages: (pages / "square.svg").write_text(SQUARE.replace("<path", "<script")),
        "square.svg: the picture: ",
    ),
    "a picture that is none": (
        lambda pages: (pages / "a.png").write_text("<html>"),
        "a.png: the picture: is no png",
    ),
    "a file beyond all measure": (
        lambda pages: (pages / "a.png").write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(1_000_000)),
        "a.png: the whole file: is too large",
    ),
    "files without end": (
        lambda pages: [(pages / f"n{n}.svg").write_text(SQUARE) for n in range(60)],
        "demo.yml: pages: has 62 files",
    ),
}


@pytest.mark.parametrize(("slip", "said"), SLIPS.values(), ids=SLIPS.keys())
def test_what_an_own_file_may_not_be_is_said_in_plain_words(
    folder: Path, slip: Callable[[Path], object], said: str
) -> None:
    slip(folder / "demo/pages")
    told = faults(folder)
    assert any(said in each for each in told), told


# ---------------------------------------------------------------- what other pages then say


@pytest.mark.parametrize(
    ("written", "kept"),
    [
        ("Walk on. See [Shoes](shoes.md).", "Walk on."),
        ("Walk on. See [Shoes](shoes.md#old) for what we found. Rest.", "Walk on. Rest."),
        ("Read [all of it](/shoes.md).", None),
        ("- See [Shoes](shoes.md).", None),
        ("2. [Shoes](./shoes.md)", None),
        ("**Do shoes help?** See [Shoes](shoes.md).", None),
        ("**Take your time.** See [Shoes](shoes.md).", "**Take your time.**"),
        ("| A question | [Shoes](shoes.md) |", None),
        ("| Old | None. [@own] | See [Shoes](shoes.md). |", "| Old | None. [@own] | |"),
        ("Buy [new shoes](shoes.md) now.", "Buy new shoes now."),
        ("See [Shoes](shoes.md) and [Rehab](rehab.md).", "See Shoes and [Rehab](rehab.md)."),
        ("See [Rehab](rehab.md). Go.", "See [Rehab](rehab.md). Go."),
        ("Do [the plank](planks.md#hold).", "Do [the plank](planks.md)."),
        ("![Shoes](shoes.md)", "![Shoes](shoes.md)"),
        ("An [old shoe](https://shoes.example/shoes.md).",) * 2,
        ("- ", "- "),
    ],
)
def test_a_way_to_a_hidden_page_goes_or_keeps_its_words(written: str, kept: str | None) -> None:
    choice = PageChoice(("shoes.md",), (("planks.md", b""),))
    lines = led_elsewhere("index.md", f"Before.\n{written}\nAfter.", choice).split("\n")
    assert lines == ["Before.", *([] if kept is None else [kept]), "After."]


def test_a_way_is_followed_from_the_page_on_which_it_stands() -> None:
    choice = PageChoice(("shoes.md",))
    text = "Good [shoes](../shoes.md), no [shoes](shoes.md)."
    kept = led_elsewhere("exercises/step-up.md", text, choice)
    assert kept == "Good shoes, no [shoes](shoes.md)."


@pytest.mark.parametrize("hidden", [*REST, *EXERCISES])
def test_no_page_leads_to_any_one_page_that_is_hidden(hidden: str) -> None:
    assert not list(choice_faults("a.yml", PageChoice((hidden,)), TEXTS))
    name = re.escape(Path(hidden).name)
    for path, text in TEXTS.items():
        if path != hidden:
            kept = led_elsewhere(path, text, PageChoice((hidden,)))
            assert not re.search(rf"\]\((?:[./]|exercises/)*{name}[)#]", kept), path
            assert not re.search(r"\w\{ ?\.g-btn", kept), path


# ---------------------------------------------------------------- the real guide, as published


@pytest.fixture(scope="module")
def fewest(tmp_path_factory: pytest.TempPathFactory) -> tuple[Prepared, Path]:
    """The guide without any page that can be hidden, with one page added and one written anew."""
    folder = tmp_path_factory.mktemp("fewest")
    put_own_files(folder)
    (folder / "demo/pages/strength.md").write_text(
        OWN_PAGE.replace("---", "--- ", 1).replace("Our team", "Strength here")
    )
    hide = [name for name in REST if name != "strength.md"]
    hide += [name for name in EXERCISES if name not in LEFT]
    chosen = clinic(folder, hide=hide)
    config = site_config.load_site_config(ROOT / "mkdocs.yml")
    prepared = prepare(config, TEXTS, chosen, folder / "neutral", DAY)
    write_site(prepared.neutral, chosen, DAY, folder / "site")
    return prepared, folder / "site"


def test_without_them_every_link_still_leads_somewhere(fewest: tuple[Prepared, Path]) -> None:
    prepared, site = fewest
    pages = load_pages(site, site.parent / "neutral/docs")
    assert list(link_faults(pages, site)) == []
    assert len(pages) == len(prepared.chapters)
    read_guide(site, prepared.chapters, Edition("The guide", DAY, "1"))  # else it names the link


def test_what_is_hidden_is_in_no_menu_no_search_and_not_on_paper(
    fewest: tuple[Prepared, Path],
) -> None:
    prepared, site = fewest
    assert not (site / "shoes.html").exists()
    assert all(
        "shoes.html" not in file.read_text(encoding="utf-8")
        for file in site.rglob("*")
        if file.suffix in (".html", ".json", ".js", ".xml")
    )
    assert not {"shoes.html", "for-clinics.html"} & {each.page for each in prepared.chapters}
    assert "shoes.html" not in prepared.handouts
    assert "rehab.html" in prepared.handouts


def test_a_page_of_the_clinic_says_whose_it_is_and_is_found_like_any_other(
    fewest: tuple[Prepared, Path],
) -> None:
    prepared, site = fewest
    parts = {each.page: each.part for each in prepared.chapters}
    for name in ("our-team.html", "strength.html"):
        text = (site / name).read_text(encoding="utf-8")
        assert "This page was written by Demo Clinic." in text
        assert "Not yet reviewed by a clinician." in text
        assert 'creativecommons.org/licenses/by/4.0/"' not in text
        assert "Call 01632 960 123. Is it &lt;10 days old?" in text
        on_paper = read_chapter(site, name, {name: "here"}, dict.fromkeys(parts, ""))
        assert "This page was written by Demo Clinic." in as_html(on_paper)
    ours = (site / "rehab.html").read_text(encoding="utf-8")
    assert "was written by" not in ours
    assert 'creativecommons.org/licenses/by/4.0/"' in ours
    index = json.loads((site / "search/search_index.json").read_text(encoding="utf-8"))
    assert {"our-team.html", "strength.html"} <= {each["location"] for each in index["docs"]}
    assert (parts["our-team.html"], parts["strength.html"]) == ("Your clinic", "Get better")
    assert (site / "square.svg").read_text() == SQUARE


def test_the_guide_is_as_new_as_the_newest_page_of_the_clinic(
    fewest: tuple[Prepared, Path],
) -> None:
    assert fewest[0].text_changed == dt.date(2031, 1, 2)
