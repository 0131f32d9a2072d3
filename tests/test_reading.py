"""How hard a text is to read: our measures against published ones, and what counts as text."""

import pytest
from markdown import Markdown

from checks.article import sentences
from checks.reading import PASSIVE, Reading, any_of, hardest, syllables
from checks.reading import measure as read
from guide import ROOT
from return_to_running.publishing.chapter import parse

# ---------------------------------------------------------------- the measures


def test_the_grade_of_a_published_example_is_the_published_one() -> None:
    # Worked example of the Flesch-Kincaid tests: 13 words, 24 syllables, grade 11.3.
    platypus = (
        "The Australian platypus is seemingly a hybrid of a mammal and reptilian creature.",
    )
    counted = read(platypus)
    assert (counted.words, counted.syllables) == (13, 24)
    assert round(counted.grade, 1) == 11.3


@pytest.mark.parametrize(
    ("polysyllables", "grade"),
    [(4, 5), (9, 6), (16, 7), (25, 8), (36, 9), (49, 10), (64, 11), (81, 12), (100, 13)],
)
def test_smog_agrees_with_its_published_conversion_table(polysyllables: int, grade: int) -> None:
    # The table gives whole grades for words of three syllables or more in 30 sentences; the
    # exact formula lies within its standard error of 1.5 grades, and mostly within 0.6.
    assert abs(Reading(30, 300, 450, polysyllables, 0).smog - grade) <= 0.6


@pytest.mark.parametrize(
    ("word", "count"),
    [
        *[("hip", 1), ("flexor", 2), ("muscle", 2), ("strengthen", 2), ("exercise", 3)],
        *[("walked", 1), ("tired", 2), ("ease", 1), ("physiotherapist", 6), ("don\u2019t", 1)],
        *[("iliopsoas", 5), ("clinician's", 3), ("warm-up", 2), ("NHS", 3), ("UK", 2)],
        *[("2", 1), ("0", 2), ("30-minute", 4), ("17", 3), ("77", 5), ("2026", 5), ("115", 5)],
    ],
)
def test_syllables_are_those_one_speaks(word: str, count: int) -> None:
    # Counted by hand; "flexor" and "iliopsoas" are among those the dictionary does not have.
    assert syllables(word) == count


def test_an_empty_text_has_no_grade() -> None:
    empty = read([])
    assert (empty.grade, empty.smog, empty.sentence_words, empty.passive_share) == (0, 0, 0, 0)


def test_words_of_the_glossary_can_be_left_out() -> None:
    found = any_of(["iliopsoas", "stress fracture"])
    plain = read(["The iliopsoas had two stress fractures."], found)
    assert (plain.words, plain.polysyllables, plain.sentences) == (3, 0, 1)
    assert any_of([]) is None


def test_the_hardest_sentence_is_named_first() -> None:
    hard = "Rehabilitation necessitates individualised progression."
    assert hardest(["Walk.", hard, "Rest a bit."], 1) == [hard]


@pytest.mark.parametrize(
    ("sentence", "is_passive"),
    [
        ("Nothing is sent anywhere.", True),
        ("The gel was not often tested.", True),
        ("It has been shown by trials.", True),
        ("Get checked first.", True),
        ("You check it first.", False),
        ("You are tired.", False),
        ("It has shown nothing.", False),
    ],
)
def test_passive_sentences_are_told_from_active_ones(sentence: str, is_passive: bool) -> None:
    assert bool(PASSIVE.search(sentence)) is is_passive


# ---------------------------------------------------------------- what a patient reads


def read_by_patients(markdown: str) -> list[str]:
    extensions = ["tables", "attr_list", "return_to_running.evidence.citations"]
    references = {extensions[-1]: {"references": str(ROOT / "evidence" / "references.json")}}
    html = Markdown(extensions=extensions, extension_configs=references).convert(markdown)
    return sentences(parse(f"<article>{html}</article>"))


def test_headings_citations_sources_code_and_open_fields_are_not_read() -> None:
    text = "# Walk every day.\n\nCall @@clinic.phone@@ and **rest** first. [@own] Now walk on.\n\n"
    text += "See `the code is here.` for it.\n\n[Call us now, please.](#){ .g-btn }"
    assert read_by_patients(text) == ["Call and rest first.", "Now walk on.", "See for it."]


def test_lines_of_a_list_are_sentences_and_cells_only_when_they_end_like_one() -> None:
    text = "Bring these with you:\n\n- your running shoes\n- pen\n\n"
    text += "| Pain | What to do |\n|---|---|\n| 0 to 2 | Go on with the run. |"
    assert read_by_patients(text) == [
        "Bring these with you:",
        "your running shoes",
        "Go on with the run.",
    ]


@pytest.mark.parametrize("tag", ["label", "legend", "td"])
def test_six_words_in_a_form_or_a_cell_are_a_sentence_and_five_are_none(tag: str) -> None:
    five, six = "Worst pain on stairs today", "Worst pain on stairs this week"
    html = f"<{tag}>{five}</{tag}><{tag}><span>{six}</span></{tag}>"
    row = f"<table><tr>{html}</tr></table>" if tag == "td" else html
    assert sentences(parse(f"<article>{row}</article>")) == [six]
