"""The catalogue of words: none missing, none for nothing, every gap filled."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest
import yaml

from engine import WORDS_FILE, protocol
from return_to_running.calculator.script import ASSETS, extras_words, script_words
from return_to_running.calculator.watch import workout
from return_to_running.calculator.words import load_words, plain
from return_to_running.faults import FaultError


def changed_words(folder: Path, *paths: tuple[str, ...]) -> Path:
    """The English catalogue without the words at these paths."""
    words: Any = yaml.safe_load(WORDS_FILE.read_text())
    for *parents, last in paths:
        place = words
        for name in parents:
            place = place[name]
        del place[last]
    file = folder / "words.en.yml"
    file.write_text(yaml.safe_dump(words))
    return file


def test_every_missing_word_is_named_at_once(tmp_path: Path) -> None:
    gone = (
        ("safety", "signs", "chest"),
        ("safety", "groups", "you"),
        ("readiness", "tests", "hop"),
        ("decisions", "week-back"),
        ("results", "amber"),
        ("numbers", "tracks.gentle"),
    )
    with pytest.raises(FaultError) as stopped:
        load_words(changed_words(tmp_path, *gone), protocol())
    for path in gone:
        assert ".".join(path) in str(stopped.value)
    assert len(stopped.value.faults) == len(gone)


def test_no_word_of_the_page_may_be_missing(tmp_path: Path) -> None:
    """Also the words that no part of the protocol asks for by name."""
    gone = (
        ("buttons", "undo"),
        ("plan", "next"),
        ("check_in", "limp"),
        ("cards", "soon"),
        ("start_reasons", "answers", "age"),
        ("safety", "with_plan", "after-birth"),
        ("why", "own"),
        ("weekdays",),
        ("readiness", "missing"),
        ("decisions", "done", "say"),
    )
    with pytest.raises(FaultError) as stopped:
        load_words(changed_words(tmp_path, *gone), protocol())
    for path in gone:
        assert ".".join(path) in str(stopped.value)


def test_a_word_for_nothing_is_a_slip_of_the_pen(tmp_path: Path) -> None:
    words: Any = yaml.safe_load(WORDS_FILE.read_text())
    words["safety"]["signs"]["chset"] = "I have chest pain"
    file = tmp_path / "words.en.yml"
    file.write_text(yaml.safe_dump(words))
    with pytest.raises(FaultError, match=r"safety\.signs\.chset"):
        load_words(file, protocol())


def with_words(folder: Path, where: str, value: object) -> Path:
    """The catalogue with one entry written otherwise."""
    words: Any = yaml.safe_load(WORDS_FILE.read_text())
    *path, last = where.split(".")
    place = words
    for part in path:
        place = place[part]
    place[last] = value
    file = folder / "words.en.yml"
    file.write_text(yaml.safe_dump(words, allow_unicode=True))
    return file


SLIPS = {
    "another gap": ("plan.length", "{minuten} min", "nothing fills {minuten}; write one of {minut"),
    "a gap that is not there": ("plan.length", "some min", "does not say {minutes}; write it"),
    "a gap in a script's words": ("plan.week", "Week {number}", "nothing fills {number}; write"),
    "a gap where nothing fills one": ("buttons.edit", "Edit {n}", "nothing fills {n}; write this"),
    "a gap in a sign": ("safety.signs.chest", "{pain} in my chest", "nothing fills {pain}"),
    "an open brace": ("plan.length", "{minutes} min {", "has a brace without its partner"),
    "a brace cut short": ("plan.length", "{minutes min", "has a brace without its partner"),
    "a gap with a format": ("plan.length", "{minutes:d} min", "nothing fills {minutes:d}"),
    "a list for text": ("plan.next", ["{date}"], "must be text, not ['{date}']"),
    "a number for text": ("language", 7, "must be text, not 7"),
    "text for fields": ("plan.track", "Standard", "must be a list of fields, not 'Standard'"),
    "text for a list": ("weekdays", "Monday", "must be a list in [ and ], not 'Monday'"),
    "six days a week": ("weekdays", ["Monday"] * 6, "has 6 entries; write 7"),
    "no main words in a sign": (
        *("safety.signs.chest", "I have chest pain"),
        "has no main words between two *; write *like this* what is to be found at a glance",
    ),
    "an asterisk alone": ("check_in.short_signs.chest", "*Chest pain", "no main words between"),
    "nothing between two": ("safety.signs.chest", "I have ** chest pain", "no main words between"),
    "a word for nothing": ("buttons.redo", "Redo", "there is no such field; remove it"),
    "letters no watch knows": ("watch.warm_up", "Wärm-up", "'Wärm-up' may not show on a watch"),
    "a name too long for a watch": ("watch.run", "run " * 26, "may not show on a watch; use plain"),
}


@pytest.mark.parametrize(("where", "value", "said"), SLIPS.values(), ids=SLIPS.keys())
def test_a_word_that_the_page_could_not_print_is_named_with_file_and_field(
    where: str, value: object, said: str, tmp_path: Path
) -> None:
    with pytest.raises(FaultError) as stopped:
        load_words(with_words(tmp_path, where, value), protocol())
    assert f"words.en.yml: {where}: " in str(stopped.value)
    assert said in str(stopped.value)


def test_a_watch_may_show_a_name_of_a_hundred_letters(tmp_path: Path) -> None:
    file = with_words(tmp_path, "watch.run", "run " * 25)
    workout(protocol(), protocol().tracks.standard.stages[0], load_words(file, protocol())["watch"])


def test_the_script_fills_every_gap_of_its_own_sentences() -> None:
    """A name that no script gives would be read as "undefined"."""
    sources = "".join(
        path.read_text() for path in ASSETS.glob("*/*.js") if path.parent.name in ("plan", "extras")
    )
    words = load_words(WORDS_FILE, protocol())
    sentences = json.dumps([script_words(words), extras_words(words)])
    gaps = set(re.findall(r"\{(\w+)\}", sentences))
    assert gaps
    given = set(re.findall(r"[{,]\s*(\w+)(?=\s*[,:}])", sources))
    assert gaps - given == set()


def signs() -> dict[str, str]:
    words: dict[str, str] = load_words(WORDS_FILE, protocol())["safety"]["signs"]
    return {sign: plain(said) for sign, said in words.items()}


def test_r12_a_mild_ache_that_comes_and_goes_is_no_danger_sign() -> None:
    """Deep groin pain counts with one thing more, pain at rest only when it is always there."""
    assert signs()["deep-groin"].startswith("Pain deep in my groin gets worse each run, ")
    assert "all the time" in signs()["constant"]
    assert "6 or more" in signs()["limp"]


@pytest.mark.parametrize(
    ("sign", "when"),
    [
        ("big-blow", "When this pain started"),
        ("recent-surgery", "in the last 13 weeks"),
        ("low-energy", "in the last 3 months"),
        ("low-energy", "3 or more periods in a row"),
        ("pregnant", "less than 13 weeks ago"),
    ],
)
def test_r36_a_sign_that_could_be_long_past_says_when(sign: str, when: str) -> None:
    assert when in signs()[sign]
