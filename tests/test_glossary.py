"""A term explains itself where a page first uses it."""

from pathlib import Path

import pytest
from markdown import Markdown

from return_to_running.faults import FaultError
from return_to_running.pages.glossary import load_glossary

GLOSSARY = """
- {term: tendon, also: [tendons], meaning: It ties muscle to bone.}
- {term: bone stress injury, meaning: A bone that is hurt by load.}
- {term: bone, meaning: What holds the body up.}
"""


@pytest.fixture
def glossary(tmp_path: Path) -> Path:
    path = tmp_path / "glossary.yml"
    path.write_text(GLOSSARY)
    return path


def convert(text: str, glossary: Path) -> str:
    extension = "return_to_running.pages.glossary"
    configs = {extension: {"terms": str(glossary)}}
    return Markdown(extensions=["attr_list", extension], extension_configs=configs).convert(text)


def link(term: str, name: str, meaning: str) -> str:
    return f'<a class="g-term" href="/glossary.md#term-{name}" title="{meaning}">{term}</a>'


def test_the_first_use_of_a_term_links_to_its_meaning(glossary: Path) -> None:
    html = convert("A Tendon hurts. The tendon heals; tendons do.", glossary)
    marked = link("Tendon", "tendon", "It ties muscle to bone.")
    assert html == f"<p>A {marked} hurts. The tendon heals; tendons do.</p>"


def test_terms_are_marked_in_the_order_of_the_page(glossary: Path) -> None:
    html = convert("The *tendon* and the tendon.\n\n- a tendon", glossary)
    assert html.startswith("<p>The <em><a")
    assert html.count("g-term") == 1


def test_the_longest_term_wins(glossary: Path) -> None:
    html = convert("A bone stress injury is in a bone.", glossary)
    assert html.count("g-term") == 2
    assert ">bone stress injury</a>" in html
    assert ">bone</a>." in html


@pytest.mark.parametrize(
    "text",
    ["# Tendon", "[a tendon](x.md)", "`tendon`", "**tendon**", "tendonitis", "mid-tendon"],
)
def test_headings_links_code_labels_and_parts_of_words_stay_as_they_are(
    text: str, glossary: Path
) -> None:
    assert "g-term" not in convert(text, glossary)


def test_the_list_shows_every_term_in_order_and_marks_none(glossary: Path) -> None:
    html = convert("Bone words.\n\n[[glossary]]", glossary)
    assert "g-term" not in html
    assert html.index(">bone<") < html.index(">bone stress injury<") < html.index(">tendon<")
    assert '<dt id="term-tendon">tendon</dt>\n<dd>It ties muscle to bone.</dd>' in html


def test_an_empty_glossary_marks_nothing(tmp_path: Path) -> None:
    path = tmp_path / "glossary.yml"
    path.write_text("")
    assert convert("A tendon.", path) == "<p>A tendon.</p>"


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        ("- {term: tendon}", "meaning: is missing"),
        ("- {term: tendon, meaning: short}", "one plain sentence"),
        ("- {term: tendon, meaning: Ties muscle to bone., colour: red}", "there is no such field"),
        ("- {term: bone, meaning: Holds us up, also: [Bone]}", "bone: is explained twice"),
        ("- [", "is not valid YAML"),
        ("just words", "glossary.yml"),
    ],
)
def test_a_fault_names_file_field_and_cure(text: str, fault: str, tmp_path: Path) -> None:
    path = tmp_path / "glossary.yml"
    path.write_text(text)
    with pytest.raises(FaultError, match=fault):
        load_glossary(path)


def test_a_missing_glossary_is_named(tmp_path: Path) -> None:
    with pytest.raises(FaultError, match=r"nowhere\.yml: the whole file: cannot be read"):
        load_glossary(tmp_path / "nowhere.yml")
