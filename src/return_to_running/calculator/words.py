"""The catalogue: every word of the calculator in one language, checked against the protocol."""

from __future__ import annotations

from collections.abc import Container, Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

from return_to_running.calculator.judging import Result
from return_to_running.calculator.progression import Decision
from return_to_running.calculator.protocol import Protocol
from return_to_running.calculator.protocol_file import ProtocolError, read_yaml
from return_to_running.calculator.shipped import shipped

# Sources and strength of these stand with the sign or the test itself, not in the list of numbers.
_NOT_NUMBERS = ("safety.", "readiness.tests.")


def load_words(path: Path, protocol: Protocol) -> Mapping[str, Any]:
    """Read the catalogue at `path`; raise `ProtocolError` with every word that is missing.

    What the protocol names (signs, tests, numbers) needs words; all else must have the words of
    the English catalogue that comes with the plugin.
    """
    words = read_yaml(path)
    if not isinstance(words, dict):
        raise ProtocolError(path, ["is not a list of words; begin with `language:`"])
    english = read_yaml(shipped("protocols") / "return-to-running.en.yml")
    needed = [(where, set(names)) for where, names in _needed(protocol)]
    faults = [fault for where, names in needed for fault in _gaps(words, where, names)]
    named = {where for where, _ in needed}
    faults += [f"{name}: has no words; write them" for name in _missing(english, words, named)]
    if faults:
        raise ProtocolError(path, list(dict.fromkeys(faults)))
    return words


def _missing(
    english: Mapping[str, Any], words: Mapping[str, Any], named: Container[str], where: str = ""
) -> Iterator[str]:
    """The dotted names of the English words that are not there; of a whole group only its name."""
    for key, value in english.items():
        name = f"{where}.{key}" if where else str(key)
        found = words.get(key)
        if isinstance(value, dict) and isinstance(found, dict):
            if name not in named or name == "decisions":
                yield from _missing(value, found, named, name)
        elif not found:
            yield name


def numbers(protocol: Protocol) -> list[str]:
    """The dotted names of the numbers that are explained one by one."""
    return [name for name, _ in protocol.numbers() if not name.startswith(_NOT_NUMBERS)]


def _needed(protocol: Protocol) -> Iterable[tuple[str, Iterable[str]]]:
    yield "safety.groups", [group.group for group in protocol.safety]
    yield "safety.signs", [sign.id for sign in protocol.signs]
    yield "readiness.tests", [test.id for test in protocol.readiness.tests]
    yield "decisions", [decision.value for decision in Decision]
    yield "results", [result.name.lower() for result in Result]
    yield "numbers", numbers(protocol)


def _gaps(words: Mapping[str, Any], where: str, names: Iterable[str]) -> Iterable[str]:
    there: Any = words
    for part in where.split("."):
        there = there.get(part, {}) if isinstance(there, dict) else {}
    for name in names:
        if not there.get(name):
            yield f"{where}.{name}: has no words; write them"
    for name in sorted(set(there) - set(names)):
        yield f"{where}.{name}: the protocol has no such thing; remove it or mend the spelling"
