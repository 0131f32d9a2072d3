"""Why this number? One row for every number, rule, test and danger sign of the protocol.

Each says what it is, how much, how strong the evidence is, where it comes from, and what is not
known. What else stands on the page leads to one of them.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from return_to_running.calculator.decisions import Decision
from return_to_running.calculator.protocol import Protocol
from return_to_running.calculator.rules import Test
from return_to_running.calculator.sourced import Choice, Count, Sourced, Switch
from return_to_running.calculator.words import plain
from return_to_running.evidence.references import Reference
from return_to_running.evidence.vancouver import entry

Words = Mapping[str, Any]

DECIDED_BY: Mapping[Decision, str] = {
    Decision.WEEK_NOTED: "days.weekly_question",
    Decision.BREAK_SAME: "days.break_same_max",
    Decision.SAME_STAGE: "progress.good_sessions_to_move_up",
    Decision.BEFORE_LONGER: "progress.good_sessions_before_longer",
    Decision.EASY_RUN: "beyond.longest_run_every_days",
    Decision.NEXT_STAGE: "progress.good_sessions_to_move_up",
    Decision.NEXT_LENGTH: "beyond.longest_run_step_percent",
    Decision.NOT_COUNTED: "progress.good_sessions_to_move_up",
    Decision.WAITING: "response.worse_next_morning",
    Decision.REPEAT: "response.pain_amber_max",
    Decision.WEEK_HOLD: "response.worse_weeks_to_step_back",
    Decision.WAIT: "days.rest_after_setback",
    Decision.WAIT_SOON: "days.not_usual_soon",
    Decision.BREAK_BACK: "days.break_one_back_max",
    Decision.REST_REPEAT: "days.rest_after_setback",
    Decision.STEP_BACK: "days.rest_after_setback",
    Decision.WEEK_REPEAT: "response.worse_weeks_to_step_back",
    Decision.WEEK_BACK: "response.worse_weeks_to_step_back",
    Decision.DONE: "progress.good_sessions_to_move_up",
    Decision.TEST_LONG_BREAK: "days.break_two_back_max",
    Decision.TEST_SECOND_BREAK: "progress.painful_breaks_to_tests",
    Decision.TEST_PAIN: "start.after_last_plan",
    Decision.STOP_STUCK: "progress.weeks_to_move_up",
    Decision.STOP_STUCK_BEYOND: "progress.weeks_to_move_up_beyond",
    Decision.STOP_SETBACKS: "progress.setback_clear_stages",
    Decision.STOP_NOT_SETTLING: "days.not_usual_stop",
    Decision.STOP_SIGN: "response.warning_sign",
}
"""The number or rule behind each answer of the plan."""


@dataclass(frozen=True)
class Citation:
    """How one source is shown: short text and, where it has one, its address."""

    text: str
    link: str = ""


@dataclass(frozen=True)
class Row:
    """One number with all that is said about it; `name` is its field in the protocol."""

    name: str
    label: str
    value: str
    strength: str
    sources: tuple[Citation, ...]
    note: str

    @property
    def is_sentence(self) -> bool:
        """Whether the label is a whole sentence, too long to be read out as the head of a row."""
        return self.name.startswith(_SIGNS)


_SIGNS, _TESTS = "safety.", "readiness.tests."


def rows(protocol: Protocol, words: Words, references: Mapping[str, Reference]) -> Iterator[Row]:
    """Every row, in the order of the protocol file."""
    for name, number in protocol.numbers():
        yield Row(
            name,
            _label(name, words),
            _value(number, words),
            words["why"]["strength"][number.strength],
            tuple(_cited(references[source], words) for source in number.sources),
            number.note or _unknown(name, words),
        )


def _cited(reference: Reference, words: Words) -> Citation:
    """Source in short: first author or body, and year."""
    author = reference.author[0]
    name = author.family or author.literal or ""
    if len(reference.author) > 1:
        name = words["why"]["authors"].format(first=name)
    year = f" {reference.issued.year}" if reference.issued else ""
    return Citation(f"{name}{year}", entry(reference).link)


def _label(name: str, words: Words) -> str:
    last = name.split(".")[-1]
    if name.startswith(_SIGNS):
        return plain(words["safety"]["signs"][last])
    if name.startswith(_TESTS):
        return str(words["readiness"]["tests"][last]["name"])
    return str(words["numbers"][name])


def _unknown(name: str, words: Words) -> str:
    """What is not known, where the protocol says nothing of its own."""
    if name.startswith(_SIGNS):
        return str(words["why"]["sign"])
    return str(words["why"]["test"]) if name.startswith(_TESTS) else ""


def _value(entry: Sourced, words: Words) -> str:
    if isinstance(entry, Count):
        return str(entry.value)
    if isinstance(entry, Test):
        return str(entry.dose)
    if isinstance(entry, Switch):
        return str(words["why"]["switch"][str(entry.value).lower()])
    if isinstance(entry, Choice):
        return str(words["why"]["choice"][entry.value])
    return ""
