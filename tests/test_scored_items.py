"""The items of the scored checklists that a test can see, in the built site."""

import re
from collections.abc import Iterator
from xml.etree.ElementTree import Element

import pytest
import yaml

from checks.pages import Page
from checks.reading import measure
from guide import ROOT
from return_to_running.publishing.paper import classes

FOLDER = ROOT / "evidence" / "scores"
TREATMENTS = {
    *("first-days", "rehab", "strength", "stretching", "balance", "keeping-fit"),
    *("medicines-and-ice", "professional-care", "how-the-plan-works"),
}
SIDES = [
    *("How it works.", "Benefits.", "Risks.", "If you do nothing.", "Your daily life."),
    *("Other choices.", "Not known.", "Questions to ask"),
]


@pytest.fixture(scope="session")
def exercises(pages: dict[str, Page]) -> dict[str, Page]:
    found = {name: page for name, page in pages.items() if "exercise" in page.front}
    assert found
    return found


def text_of(element: Element) -> str:
    return " ".join(" ".join(element.itertext()).split())


def parents(article: Element) -> dict[Element, Element]:
    return {child: parent for parent in article.iter() for child in parent}


def around(element: Element, parent_of: dict[Element, Element]) -> Iterator[Element]:
    while element in parent_of:
        element = parent_of[element]
        yield element


def test_every_page_says_in_one_line_what_it_is_for(pages: dict[str, Page]) -> None:
    silent = [name for name, page in pages.items() if not 20 <= len(page.front["lead"]) <= 150]
    assert silent == []


def test_medical_terms_are_explained_where_they_stand(
    pages: dict[str, Page], for_patients: dict[str, Page]
) -> None:
    explained = 0
    for page in for_patients.values():
        terms = [each for each in page.article.iter("a") if "g-term" in classes(each)]
        assert all(term.get("title") for term in terms), page.name
        explained += bool(terms)
    assert explained >= len(for_patients) * 0.8
    entries = list(pages["glossary.html"].article.iter("dt"))
    assert len(entries) >= 30


def test_few_sentences_are_passive(for_patients: dict[str, Page]) -> None:
    # Our own limits: one sentence in ten on the average page, one in five on any.
    shares = {name: measure(page.sentences).passive_share for name, page in for_patients.items()}
    assert sum(shares.values()) / len(shares) <= 0.1
    assert {name: share for name, share in shares.items() if share > 0.2} == {}


def begins_in_bold(element: Element) -> bool:
    first = next(iter(element), None)
    is_label = first is not None and first.tag == "strong" and not (element.text or "").strip()
    return element.tag == "p" and is_label


def test_no_section_runs_long_without_a_heading(for_patients: dict[str, Page]) -> None:
    # Our own limit: 300 words of running text. A paragraph may begin with a heading of its own, in
    # bold.
    long = []
    for name, page in for_patients.items():
        words, heading = 0, ""
        # Sources, and the sheet that is only printed, are no running text.
        no_text = (e for e in page.article.iter() if {"g-refs", "c-sheet"} & classes(e))
        left_out = {each for part in no_text for each in part.iter()}
        for element in page.article.iter():
            if element in left_out:
                continue
            if element.tag in ("h1", "h2", "h3", "h4", "legend") or begins_in_bold(element):
                words, heading = 0, text_of(element)
            elif element.tag in ("p", "li") and not any(
                each.tag in ("p", "li") for each in list(element.iter())[1:]
            ):
                words += len(text_of(element).split())
            if words > 300:
                long.append(f"{name}: {heading}")
                words = 0
    assert long == []


def test_no_list_runs_past_seven_lines(for_patients: dict[str, Page]) -> None:
    # The numbers in a drawing are its caption; cards, sources and parts of a page are no text.
    long = []
    for name, page in for_patients.items():
        parent_of = parents(page.article)
        for listing in page.article.iter():
            if listing.tag in ("ul", "ol") and not classes(listing) & {"g-refs", "g-cards"}:
                above = {each.tag for each in around(listing, parent_of)}
                if len(listing) > 7 and "figcaption" not in above:
                    long.append(f"{name}: {text_of(listing)[:60]}")
    assert long == []


def test_every_exercise_shows_its_picture(exercises: dict[str, Page]) -> None:
    for name, page in exercises.items():
        pictures = [each.get("src", "") for each in page.article.iter("img")]
        assert any(each.endswith(str(page.front["exercise"]["figure"])) for each in pictures), name


def test_every_exercise_has_numbered_steps(exercises: dict[str, Page]) -> None:
    for name, page in exercises.items():
        lists = [each for each in page.article.iter("ol") if "g-refs" not in classes(each)]
        assert lists, name
        assert len(lists[0]) >= 3, name


def test_every_figure_has_a_caption(for_patients: dict[str, Page]) -> None:
    bare = []
    for name, page in for_patients.items():
        parent_of = parents(page.article)
        for element in page.article.iter():
            if element.tag != "img" and element.get("role") != "img":
                continue
            above = list(around(element, parent_of))
            names = {each.tag for each in above} | {c for each in above for c in classes(each)}
            # A card's picture is named by its link.
            if not names & {"g-card", "return-to-running"} | classes(element) & {
                "g-strip",
                "c-strip",
            }:
                figure = next((each for each in above if each.tag == "figure"), None)
                if figure is None or figure.find("figcaption") is None:
                    bare.append(f"{name}: {element.get('src') or element.get('id')}")
    assert bare == []


def test_table_headings_are_short(for_patients: dict[str, Page]) -> None:
    # Our own limits: 8 words above a column, 15 before a row.
    long = [
        f"{name}: {text_of(heading)}"
        for name, page in for_patients.items()
        for heading in page.article.iter("th")
        if len(text_of(heading).split()) > (15 if heading.get("scope") == "row" else 8)
    ]
    assert long == []


def test_every_page_speaks_to_the_reader(for_patients: dict[str, Page]) -> None:
    you = re.compile(r"\byou(r|rs)?\b", re.IGNORECASE)
    assert [
        name for name, page in for_patients.items() if not you.search(text_of(page.article))
    ] == []


def test_there_is_a_planner_to_act_with(pages: dict[str, Page]) -> None:
    assert any(pages["return-to-running.html"].article.iter("return-to-running"))


def test_every_patient_page_lists_its_sources(for_patients: dict[str, Page]) -> None:
    # A page whose every statement is our own has no list, but says so with an S.
    for name, page in for_patients.items():
        assert page.has("g-refs") or page.has("g-cite"), name
    assert sum(page.has("g-refs") for page in for_patients.values()) >= len(for_patients) * 0.8


def test_every_page_gives_its_dates(pages: dict[str, Page]) -> None:
    for name, page in pages.items():
        text = text_of(page.article)
        assert re.search(r"Last changed \d{1,2} \w+ 20\d\d\.", text), name
        assert re.search(r"Next check due by \d{1,2} \w+ 20\d\d\.", text), name


def test_pages_say_what_is_not_known(for_patients: dict[str, Page]) -> None:
    # Lists and the calculator send the reader on; every other page has such a box or evidence.
    silent = [
        name
        for name, page in for_patients.items()
        if not page.has("g-unknown") and not page.has("g-evidence")
    ]
    assert set(silent) <= {"get-help.html", "glossary.html", "exercises/index.html"}
    assert sum(page.has("g-unknown") for page in for_patients.values()) >= 20


def test_every_treatment_shows_all_its_sides(for_patients: dict[str, Page]) -> None:
    weighed = [
        page for page in for_patients.values() if {"treatment", "treatments"} & set(page.front)
    ]
    assert {page.name.removesuffix(".html") for page in weighed} >= TREATMENTS
    for page in weighed:
        count = len(page.front.get("treatments", [1]))
        text = text_of(page.article)
        assert {side: text.count(side) for side in SIDES if text.count(side) < count} == {}, (
            page.name
        )


def test_the_main_message_stands_under_the_title_of_the_first_page(pages: dict[str, Page]) -> None:
    raw = yaml.safe_load((FOLDER / "cdc-index.yml").read_text(encoding="utf-8"))
    title, below, *_ = (
        each for each in pages["index.html"].article.iter() if each.tag in ("h1", "h2", "p", "ul")
    )
    assert title.tag == "h1"
    assert text_of(below) == raw["main_message"]


def test_the_first_page_draws_the_first_small_step(pages: dict[str, Page]) -> None:
    """A drawing to scale, with its key above it and the same in words below it."""
    above = parents(pages["index.html"].article)
    (strip,) = [each for each in above if "g-strip" in classes(each)]
    beside = list(above[strip])
    key, words = (beside[beside.index(strip) + way] for way in (-1, 1))
    assert "g-stripkey" in classes(key)
    assert text_of(words) == ("Walk 5 min. Then run 1 min and walk 4 min, 6 times. Walk 5 min.")


def test_the_three_answers_stand_first_on_the_first_page(pages: dict[str, Page]) -> None:
    home = pages["index.html"]
    questions = [each for each in home.article.iter("ul") if "g-ask" in classes(each)]
    assert len(questions) == 1
    assert len(questions[0]) == 3
    tags = [each.tag for each in home.article.iter() if each.tag in ("h1", "h2", "ul")]
    assert tags[:2] == ["h1", "ul"]
