"""Every word of the catalogue is read by somebody: the page, the paper, a watch or a script."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from calculator_fragment import URLS, references
from engine import WORDS_FILE, protocol
from return_to_running.calculator.contacts import CONTACTS, contacts
from return_to_running.calculator.script import ASSETS, extras_words, script_words
from return_to_running.calculator.view import calculator, stage_drawing
from return_to_running.calculator.watch import workout
from return_to_running.calculator.words import load_words

OF_OTHER_PROTOCOLS = {"why.strength.A", "why.switch.false", "why.choice.later"}
"""Values that a protocol may have and the shipped one has not."""


class Watched(dict[str, Any]):
    """Words that remember which of them were read."""

    def __init__(self, words: dict[str, Any], read: set[str], where: str = "") -> None:
        self._read, self._where = read, where
        super().__init__(
            {
                name: Watched(each, read, self._path(name)) if isinstance(each, dict) else each
                for name, each in words.items()
            }
        )

    def _path(self, name: str) -> str:
        return f"{self._where}.{name}".lstrip(".")

    def __getitem__(self, name: str) -> Any:
        self._read.add(self._path(name))
        return super().__getitem__(name)

    def items(self) -> Any:
        self._read.update(map(self._path, self))
        return super().items()

    def values(self) -> Any:
        self._read.update(map(self._path, self))
        return super().values()


def leaves(words: dict[str, Any], where: str = "") -> Iterator[str]:
    for name, each in words.items():
        path = f"{where}.{name}".lstrip(".")
        if isinstance(each, dict):
            yield from leaves(each, path)
        else:
            yield path


def read_by_everybody(loaded: dict[str, Any]) -> set[str]:
    """The words that are read for a site with every number, page and picture, and for its files."""
    read: set[str] = set()
    words = Watched(loaded, read)
    host = contacts(words, dict.fromkeys(CONTACTS, "1"))
    for live in (True, False):
        calculator(
            *(protocol(), words, references(), host),
            live=live,
            urls=URLS,
            sign_pages={sign.id: "p" for sign in protocol().signs},
            figures={test.figure: "f" for test in protocol().readiness.tests},
        )
    for stage in protocol().tracks.standard.stages:
        stage_drawing(protocol(), words, stage)
        workout(protocol(), stage, words["watch"])
    read.update(leaves(extras_words(loaded)))
    return read


def test_no_word_of_the_catalogue_is_read_by_nobody() -> None:
    words = dict(load_words(WORDS_FILE, protocol()))
    unread = set(leaves(words)) - read_by_everybody(words)
    assert unread == OF_OTHER_PROTOCOLS


def test_a_word_that_nobody_reads_is_found() -> None:
    words = dict(load_words(WORDS_FILE, protocol()))
    words["plan"] = words["plan"] | {"forgotten": "Nobody reads this."}
    assert "plan.forgotten" in set(leaves(words)) - read_by_everybody(words)


def test_no_word_is_sent_to_a_script_that_does_not_name_it() -> None:
    words = load_words(WORDS_FILE, protocol())
    for folder, sent in (("plan", script_words(words)), ("extras", extras_words(words))):
        source = " ".join(part.read_text("utf-8") for part in (ASSETS / folder).glob("*.js"))
        named = set(re.findall(r"\w+", source))
        assert {path.split(".")[-1] for path in leaves(sent)} - named == set()
