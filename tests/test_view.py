"""The page fragment: every number explained, every word there, no markup from a host's words."""

from __future__ import annotations

import json
import re
from pathlib import Path
from xml.etree.ElementTree import Element

import pytest
import yaml

from calculator_fragment import fragment, parsed, references, rendered, text
from engine import WORDS_FILE, protocol
from return_to_running.calculator.contacts import CONTACTS
from return_to_running.calculator.decisions import Decision
from return_to_running.calculator.script import ASSETS
from return_to_running.calculator.start import REASONS
from return_to_running.calculator.why import DECIDED_BY
from return_to_running.calculator.words import load_words, numbers

TEMPLATES = sorted((ASSETS.parent / "templates").glob("*.html"))
NASTY = "\"><script>alert(1)</script><b onmouseover='x'>&amp;{{ 7*7 }}"


@pytest.mark.parametrize("name", numbers(protocol()))
def test_every_number_has_its_value_its_strength_and_its_source(name: str) -> None:
    (row,) = fragment().iterfind(f".//tr[@data-number='{name}']")
    label, value, strength, source = list(row)
    words = load_words(WORDS_FILE, protocol())
    entry = dict(protocol().numbers())[name]
    assert text(label)
    if hasattr(entry, "value"):
        assert text(value)
    assert text(strength) == words["why"]["strength"][entry.strength]
    if entry.sources:
        for each in entry.sources:
            first = references()[each].author[0]
            assert (first.family or first.literal or "") in text(source)
            assert each not in text(source), "ids are not for readers"
    else:
        assert text(source).startswith(words["why"]["own"])
    assert " ".join(entry.note.split()) in text(source)


def number_rows() -> dict[str, Element]:
    return {row.attrib["data-number"]: row for row in fragment().iterfind(".//tr[@data-number]")}


def test_every_number_test_and_sign_of_the_protocol_is_explained_once() -> None:
    rows = [row.attrib["data-number"] for row in fragment().iterfind(".//tr[@data-number]")]
    assert rows == [name for name, _ in protocol().numbers()]


@pytest.mark.parametrize("name", [name for name, _ in protocol().numbers()])
def test_every_number_test_and_sign_says_what_is_not_known(name: str) -> None:
    """After the sources and a full stop there is a sentence on the limits."""
    said = text(list(number_rows()[name])[3])
    assert len(said.split(". ", 1)[1].split()) >= 4


def test_every_why_leads_to_a_number_that_is_explained_also_without_a_script() -> None:
    links = list(fragment().iterfind(".//*[@data-why]"))
    assert links
    ids = {row.attrib["id"] for row in number_rows().values()}
    for link in links:
        assert link.attrib["data-why"] in number_rows()
        assert link.attrib["href"].removeprefix("#") in ids


OF_A_BLOCK = {
    "next": {
        *("tracks.standard", "tracks.gentle"),
        *("beyond.longest_run_step_percent", "beyond.easier_week_every"),
        *("session.warm_up_walk_min", "session.total_max_min", "session.effort_max"),
        "response.pain_before_green_max",
    },
    "start": {*REASONS.values(), "progress.setback_clear_stages"},
    "facts": {
        *("tracks.standard", "tracks.gentle", "days.between_runs"),
        *("progress.good_sessions_to_move_up", "progress.forecast_repeat_every"),
    },
}


@pytest.mark.parametrize("block", OF_A_BLOCK)
def test_a_block_of_the_plan_asks_why_once_and_opens_every_number_in_it(block: str) -> None:
    (plan,) = fragment().iterfind(".//section[@data-view='plan']")
    (place,) = plan.iterfind(f".//*[@data-slot='{block}']")
    (asked,) = (
        each for each in place.iterfind(".//details") if each.find(".//*[@data-why]") is not None
    )
    links = list(asked.iterfind(".//*[@data-why]"))
    assert {link.attrib["data-why"] for link in links} == OF_A_BLOCK[block]
    assert text(asked[0]) == load_words(WORDS_FILE, protocol())["why"]["title"]
    assert all(text(link) for link in links), "the name of the number, not one more Why?"
    hidden = [each for each in place.iter() if "hidden" in each.attrib]
    seldom = {id(link) for each in hidden for link in each.iterfind(".//*[@data-why]")}
    always = [each for each in place.iterfind(".//*[@data-why]") if id(each) not in seldom]
    assert all(any(link is each for each in links) for link in always)


def test_every_answer_of_the_plan_and_every_start_has_its_why() -> None:
    assert set(DECIDED_BY) == set(Decision)
    assert {*DECIDED_BY.values(), *REASONS.values()} <= set(number_rows())
    rows = list(fragment().iterfind(".//tr[@data-decision]"))
    assert len(rows) == len(Decision)
    for row in rows:
        (link,) = row.iterfind(".//*[@data-why]")
        assert link.attrib["data-why"] == DECIDED_BY[Decision(row.attrib["data-decision"])]


ASKED = ("data-question", "data-test", "data-test-question")
NOT_JUDGED = {"tests": set[str](), "questions": {"race"}, "check-in": {"date", "longer"}}
"""A wish, the day of a run, and whether it was longer than planned."""


@pytest.mark.parametrize("view", NOT_JUDGED)
def test_every_question_that_a_number_of_the_plan_judges_has_its_why(view: str) -> None:
    """Every question but those whose answers no number of the plan judges."""
    (section,) = fragment().iterfind(f".//section[@data-view='{view}']")
    why = {
        name: [link.attrib["data-why"] for link in each.iterfind(".//*[@data-why]")]
        for each in section.iter()
        if (name := next((each.attrib[key] for key in ASKED if key in each.attrib), None))
    }
    assert {name for name, links in why.items() if not links} == NOT_JUDGED[view]
    assert len(why) > 6


NUMBER_OF_GAP = {
    "fall_age": "start.fall_age",
    "sore": "response.pain_before_amber_max",
    "recent": "start.recent_weeks",
    "adult": "start.adult_age",
}


def test_a_danger_sign_that_names_a_number_opens_its_source_and_that_of_the_number() -> None:
    said = yaml.safe_load(WORDS_FILE.read_text(encoding="utf-8"))["safety"]["signs"]
    places = fragment().iterfind(".//section[@data-view='safety']//fieldset[@data-group]")
    groups = {each.attrib["data-group"]: each for each in places}
    assert list(groups) == [group.group for group in protocol().safety]
    for group in protocol().safety:
        signs = [sign.id for sign in group.signs if re.search(r"\d|{", said[sign.id])]
        gaps = {gap for sign in signs for gap in re.findall(r"{(\w+)}", said[sign])}
        assert signs
        links = list(groups[group.group].iterfind(".//details//*[@data-why]"))
        assert {link.attrib["data-why"] for link in links} == {
            *(f"safety.{group.group}.signs.{sign}" for sign in signs),
            *(NUMBER_OF_GAP[gap] for gap in gaps),
        }
        assert all(text(link) for link in links)


def test_every_table_of_rules_has_a_why() -> None:
    (tables,) = fragment().iterfind(".//details[@class='c-tables']")
    assert len(list(tables.iter("table"))) > 6
    since: list[Element] = []
    for each in tables.iter():
        if each.tag == "h2":
            since = []
        since.append(each)
        if each.tag == "table" and "c-diary" not in each.attrib["class"]:
            assert any("data-why" in other.attrib for other in (*since, *each.iter()))


def test_the_strength_of_a_number_is_not_higher_than_its_source_allows() -> None:
    """A pain limit that no trial compared, a stage count and a pace from a trial's plan (12.2)."""
    entries = dict(protocol().numbers())
    labels = {name: entries[name].strength for name in STRENGTHS}
    assert labels == STRENGTHS
    for name in ("response.pain_green_max", "response.settled_green_min"):
        assert "No trial compared limits" in entries[name].note


STRENGTHS = {
    "session.effort_max": "D",
    "progress.good_sessions_to_move_up": "D",
    "safety.pain.signs.deep-groin": "C",
    "response.pain_green_max": "B",
    "response.settled_green_min": "B",
}


@pytest.mark.parametrize("field", CONTACTS)
def test_a_host_s_contact_is_text_and_never_markup(field: str) -> None:
    given = dict.fromkeys(CONTACTS, "0") | {field: NASTY}
    root = parsed(rendered(protocol(), **given))
    plain = [element.tag for element in fragment().iter()]
    tags = [element.tag for element in root.iter()]
    assert tags.count("b") == plain.count("b")
    assert tags.count("script") == plain.count("script")
    assert not any("onmouseover" in element.attrib for element in root.iter())


def test_what_the_script_reads_is_whole() -> None:
    (element,) = fragment().iter("return-to-running")
    rule, words = (json.loads(element.attrib[name]) for name in ("data-rule", "data-words"))
    assert rule["id"] == protocol().id
    assert set(words) >= {"language", "locale", "plan"}


def test_no_id_stands_twice() -> None:
    ids = [element.attrib["id"] for element in fragment().iter() if "id" in element.attrib]
    assert "rtr-questions" in ids
    assert len(ids) == len(set(ids))


def test_every_field_has_a_name_that_is_read_out() -> None:
    root = fragment()
    labelled = {label.get("for") for label in root.iter("label")}
    inside = {id(each) for label in root.iter("label") for each in label.iter("input")}
    assert len(list(root.iter("input"))) > 100
    for field in root.iter("input"):
        assert field.get("id") in labelled or id(field) in inside, field.attrib


def test_every_sentence_with_a_gap_is_filled_before_it_is_read() -> None:
    """No reader sees a brace; the script's own sentences are in data-words."""
    assert "{" not in text(fragment())


def test_r33_the_page_says_that_the_longest_unbroken_run_doubles_and_is_untested() -> None:
    (row,) = (row for row in fragment().iter("tr") if row.get("data-number") == "tracks.standard")
    assert "doubles from 14 to 30 minutes" in text(row)
    assert "no study has tested that" in text(row)


@pytest.mark.parametrize("where", ["table", "sheet", "blank sheet"])
def test_r8_r49_paper_says_what_a_worse_week_and_a_hip_that_does_not_settle_mean(
    where: str,
) -> None:
    """On the page without a script, and on the sheet that is printed with and without a plan."""
    sheet, blank = (each for each in fragment().iter("div") if each.get("data-slot") == "sheet")
    [table] = (each for each in fragment().iter("table") if "Once a week, the hip" in text(each))
    said = text({"table": table, "sheet": sheet, "blank sheet": blank}[where])
    assert "Once a week, the hip is worse than the week before" in said
    assert "Worse 2 weeks in a row: one stage back, and see a clinician soon." in said
    assert "Not back to usual 7 days after a bad run" in said
    assert "After 14 days, stop." in said


def test_a_sign_has_its_main_words_bold_and_says_the_same() -> None:
    """Whoever looks for what is true finds it sooner: there are 32 lines."""
    sign_words = load_words(WORDS_FILE, protocol())["safety"]
    labels = {
        label[0].get("value"): label[1]
        for label in fragment().iter("label")
        if len(label) == 2 and label[0].get("name") == "sign"
    }
    assert labels.keys() == sign_words["signs"].keys()
    for sign, said in labels.items():
        marked = sign_words["signs"][sign].split("*")
        assert text(said) == "".join(marked)
        assert [text(each) for each in said.iter("b")] == marked[1::2] != []
    assert "*" not in text(fragment())


@pytest.mark.parametrize("blank", [False, True], ids=["with a plan", "blank"])
def test_on_paper_what_ends_the_plan_stands_in_the_box_with_the_emergency(blank: bool) -> None:
    table = load_words(WORDS_FILE, protocol())["tables"]
    sheet = [each for each in fragment().iter("div") if each.get("data-slot") == "sheet"][blank]
    (box,) = (each for each in sheet.iter("div") if each.get("class") == "c-sheet__stop")
    ends = [table["stop_do"], table["twice_do"]]
    assert [text(each) for each in box.iter("b")] == ends
    assert not any(text(row).endswith(tuple(ends)) for row in sheet.iter("li"))


@pytest.mark.parametrize("template", TEMPLATES, ids=lambda template: template.stem)
def test_no_template_counts_with_a_number_of_the_protocol(template: Path) -> None:
    """Templates show: what a number means stands in Python, where it is tested."""
    worked_out = re.findall(r"value\)?\s*[-+*/].*?}}|\[-?\d*:-?\d*\]", template.read_text("utf-8"))
    assert worked_out == []
