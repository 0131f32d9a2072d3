"""The danger signs: whole wherever they stand, and on every page and sheet that leads to a run."""

import re
from pathlib import Path

import pytest

from checks.pages import Page, load_pages
from guide import ROOT

# A sentence that has the first words is about the sign, and must have all the others. The words
# are those of the dossier: sections 3 and 12.3, and rules R6 and R36.
SIGNS = {
    "clot": (
        r"\bthrob",
        [r"cramp(s|ing)", "calf or thigh", "swelling", "warm skin", "red or darker skin"],
    ),
    "missed periods": (
        r"\bperiods in a row",
        ["3 or more", "not because of pregnancy", "hormones"],
    ),
    "hop": (r"\bhopping (hurts|must not hurt) in the groin", ["deep in the hip, even a little"]),
    "numb leg": (r"\bnumb\b.*\b(pale|cold)\b", ["since"]),
    "early pregnancy": (
        r"\blow tummy pain\b",
        ["could be", "one side", "bleeding", "brown discharge", "tip of .* shoulder", "pee or poo"],
    ),
}
ON_HOME = [
    *("lose sexual feeling", "nobody told you that an old one is healed", "lost weight without"),
    *("locks with pain", "painkillers to run", "steroid tablets", "weak bones", "diabetes"),
    *("limp or pain is 6 or more", "Stop running and get checked", "Book a visit before you start"),
]


@pytest.fixture(scope="session")
def for_patients(site: Path) -> list[Page]:
    return [page for page in load_pages(site, ROOT / "docs") if page.is_for_patients]


@pytest.mark.parametrize("sign", SIGNS)
def test_a_danger_sign_is_whole_wherever_it_stands(sign: str, for_patients: list[Page]) -> None:
    about, must = SIGNS[sign]
    found = [
        (page.name, sentence)
        for page in for_patients
        for sentence in page.sentences
        if re.search(about, sentence, re.IGNORECASE)
    ]
    assert len({name for name, _ in found}) >= 3, found
    assert [
        (name, lost, sentence)
        for name, sentence in found
        for lost in must
        if not re.search(lost, sentence, re.IGNORECASE)
    ] == []


def test_the_first_page_lets_nobody_start_alone_whom_the_help_page_sends_on(
    for_patients: list[Page],
) -> None:
    [home] = [page for page in for_patients if page.name == "index.html"]
    text = " ".join(" ".join(home.article.itertext()).split())
    assert [words for words in ON_HOME if words not in text] == []
    # The hops come last, after all the other tests.
    order = ("six readiness tests", "The first is", "stand, squat and march", "jog", "Ten hops")
    places = [text.rindex(words) for words in order]
    assert places == sorted(places)


def test_every_page_for_patients_says_when_to_stop_or_get_help(for_patients: list[Page]) -> None:
    silent = [
        page.name for page in for_patients if not (page.has("g-stop-if") or page.has("g-care"))
    ]
    assert silent == ["glossary.html"]


def test_every_exercise_ends_its_stop_signs_with_the_same_way_to_help(
    for_patients: list[Page],
) -> None:
    exercises = [page for page in for_patients if "exercise" in page.front]
    assert len(exercises) == 16
    for page in exercises:
        [box] = [each for each in page.article.iter("section") if each.get("class") == "g-stop-if"]
        last = list(box.iter("li"))[-1]
        assert "at night or all the time. See When to get help." in " ".join(
            "".join(last.itertext()).split()
        )
        assert any(str(link.get("href")).endswith("get-help.html") for link in last.iter("a"))
