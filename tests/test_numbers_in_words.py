"""No number of the protocol is typed into the words, the templates or the code of the page."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from itertools import chain, zip_longest
from pathlib import Path
from typing import Any
from xml.etree.ElementTree import Element

from calculator_fragment import parsed, rendered, text
from engine import protocol
from every_number_changed import load_changed

NUMBER = re.compile(r"\b(\d+|two|three|four|five|six|seven|eight|nine|ten|third|fourth)\b", re.I)
TYPED = {
    "numbers of which the loader takes one value": {
        *("2 or 3 runs a week", "2 runs a week", "3 runs a week", "Worse 2 weeks in a row"),
        *("Run 2 or 3 days a week, with a free day between", "Runs are at least 2 dates apart"),
        *("Tick 2 to #", "Tick 2 to # days, with at least 2 that are not next to each other"),
        "Or # runs (# at 3 a week) without a step up",
        "This was more than 3 runs within a week",
    },
    "what the rule counts without a number of the protocol": {
        *("Go two stages back", "Break that takes two stages, days"),
        *("Stages up in 7 days, at most", "Made with protocol return-to-running, version 2"),
        "one stage lower, and it still counts as the first of two",
    },
    "the ends of a scale": {
        *("pain 0 to # is fine", "Then rate the worst pain, from 0 to 10"),
        "I limp today, or walking hurts # or more out of 10",
        "A limp on walking, or sore to walk (# or more out of 10), that is still there the next"
        " day",
        "This plan stays closed, because a test in it hurt out of 10",
        "Pain 0 to #, back to usual within # minutes, no worse next morning, no limp",
        "Effort while running, at most (0 to 10)",
        "Write the worst pain from 0 to 10 before, during and after each run",
    },
    "the sources of a danger sign": {
        "Eating very little, losing weight without trying, or 3 missed periods",
        "Or I lost weight without trying in the last 3 months",
        "Or I missed 3 or more periods in a row, and not because of pregnancy, birth, menopause or"
        " hormones",
        "I gave birth between # weeks and 12 months ago",
        *("I eased off for 2 weeks and it is no better", "2 weeks"),
        "Most strains feel better after about 2 weeks",
    },
    "what the guide says of the tests": {
        "Two days in a row, with no limp and no worse next morning",
        "do the band march three days a week",
        "do the march, skip and jog of rehab stage 3",
        "do the strength work of rehab stage 2",
        "do the two-leg hops of rehab stage 3",
    },
}
"""What a sentence may say in numbers of its own, by why it may."""


def numbers_said(root: Element) -> dict[str, list[list[str]]]:
    """The numbers of every sentence, also of the script's, by the sentence without them.

    Not those of a row's note, which stands in the protocol, nor those of a stage's set.
    """
    found: dict[str, list[list[str]]] = {}
    for sentence in sentences(root):
        numbers = NUMBER.findall(sentence)
        if numbers and not sentence.isdigit() and " min and walk " not in sentence:
            found.setdefault(NUMBER.sub("#", sentence), []).append(numbers)
    return found


BLOCKS = {*("p", "li", "td", "th", "legend", "caption", "h2", "h3", "label", "summary", "button")}


def sentences(root: Element) -> Iterator[str]:
    notes = {id(each) for row in root.iter("tr") if "data-number" in row.attrib for each in row[3:]}
    (element,) = root.iter("return-to-running")
    blocks = [
        text(block)
        for block in root.iter()
        if block.tag in BLOCKS
        and id(block) not in notes
        and not any(each.tag in BLOCKS for each in block.iter() if each is not block)
    ]
    for block in (*blocks, *leaves(json.loads(element.attrib["data-words"]))):
        for sentence in re.split(r"(?<=[.?!:]) ", block.replace(" Why?", "")):
            yield sentence.strip(".:?! ")


def leaves(words: Any) -> Iterator[str]:
    if isinstance(words, str):
        yield words
    else:
        for each in words.values() if isinstance(words, dict) else words:
            yield from leaves(each)


def test_a_number_that_a_clinic_changes_changes_in_every_sentence_about_it(tmp_path: Path) -> None:
    before, after = (
        numbers_said(parsed(rendered(of))) for of in (protocol(), load_changed(tmp_path))
    )
    assert before.keys() == after.keys()
    typed = {
        with_numbers(sentence, [b if a == b else "#" for a, b in zip(old, new, strict=True)])
        for sentence in before
        for old, new in zip(before[sentence], after[sentence], strict=False)
        if set(zip(old, new, strict=True)) & {(a, a) for a in old}
    }
    assert typed == set().union(*TYPED.values())


def with_numbers(sentence: str, numbers: list[str]) -> str:
    """The sentence with its numbers where it has a #."""
    return "".join(chain(*zip_longest(sentence.split("#"), numbers, fillvalue="")))
