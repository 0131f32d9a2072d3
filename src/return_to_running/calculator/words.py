"""The catalogue: every word of the calculator in one language, checked against the protocol."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

import yaml

from return_to_running.calculator.progression import Decision, Result
from return_to_running.calculator.protocol import Protocol, ProtocolError

# Sources and strength of these stand with the sign or the test itself, not in the list of numbers.
_NOT_NUMBERS = ("safety.", "readiness.tests.")


def load_words(path: Path, protocol: Protocol) -> Mapping[str, Any]:
    """Read the catalogue at `path`; raise `ProtocolError` with every word that is missing."""
    try:
        words = yaml.safe_load(path.read_text(encoding="utf-8"))
    except OSError as error:
        raise ProtocolError(path, [f"cannot be read ({error.strerror}); check the path"]) from error
    except yaml.YAMLError as error:
        fault = " ".join(str(error).split())
        raise ProtocolError(path, [f"is not valid YAML: {fault}; mend the line"]) from error
    if not isinstance(words, dict):
        raise ProtocolError(path, ["is not a list of words; begin with `language:`"])
    faults = [fault for where, names in _needed(protocol) for fault in _gaps(words, where, names)]
    if faults:
        raise ProtocolError(path, faults)
    return words


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
