"""The catalogue: every word of the calculator in one language, checked against the protocol."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from copy import deepcopy
from functools import reduce
from operator import getitem
from pathlib import Path
from typing import Any

from return_to_running.calculator.decisions import Decision
from return_to_running.calculator.judging import Result
from return_to_running.calculator.protocol import Protocol
from return_to_running.calculator.shipped import shipped
from return_to_running.calculator.start import REASONS
from return_to_running.calculator.watch import LONGEST_NAME
from return_to_running.faults import PLAIN, Fault, FaultError
from return_to_running.yaml_file import read_fields

# Signs and tests are called by their own words, not by a name in the list of numbers.
_NOT_NUMBERS = ("safety.", "readiness.tests.")
_GAP = re.compile(r"\{([^{}]*)\}")
_MARKED = re.compile(r"([^*]*\*[^*]+\*)+[^*]*")
_KINDS: Mapping[type, str] = {str: "text", dict: "a list of fields", list: "a list in [ and ]"}


def load_words(path: Path, protocol: Protocol) -> Mapping[str, Any]:
    """Read the catalogue at `path`; raise `FaultError` with every word that cannot be printed.

    What the protocol names (signs, tests, numbers) needs words; all else must have the words of
    the English catalogue that comes with the plugin: the same fields, and in each sentence the
    same {names}, since those are what the page and its scripts fill. Where a sentence names
    a number of the protocol in braces, the number stands in what is returned.
    """
    spoken = spoken_numbers(protocol)
    words, english = (
        _with_numbers(read_fields(file, "`language: en`"), spoken)
        for file in (path, shipped("protocols") / "return-to-running.en.yml")
    )
    faults = list(_compared(path.name, "", _model(protocol, english), words))
    faults += _of_a_watch(path.name, words.get("watch"))
    faults = faults or list(_without_main_words(path.name, words))
    if faults:
        raise FaultError(faults)
    tests = words["readiness"]["tests"]
    for test in protocol.readiness.tests:
        tests[test.id] = _with_numbers(tests[test.id], {"dose": test.dose})
    return dict(words)


def spoken_numbers(protocol: Protocol) -> dict[str, int]:
    """The numbers that any sentence may name in braces, so that none is typed into words."""
    response, days, start = protocol.response, protocol.days, protocol.start
    progress, beyond = protocol.progress, protocol.beyond
    return {
        # a session and the stages
        "warm_up": protocol.session.warm_up_walk_min.value,
        "cool_down": protocol.session.cool_down_walk_min.value,
        "longest": int(protocol.tracks.standard.stages[-1].run_min),
        "good": progress.good_sessions_to_move_up.value,
        "good_longer": progress.good_sessions_before_longer.value,
        "clear": progress.setback_clear_stages.value,
        "weeks_up": progress.weeks_to_move_up.value,
        "weeks_up_beyond": progress.weeks_to_move_up_beyond.value,
        "runs_up": progress.weeks_to_move_up.value * days.runs_a_week_min.value,
        "most_runs_up": progress.weeks_to_move_up.value * days.runs_a_week_max.value,
        "one_in": progress.forecast_repeat_every.value,
        # how a run went
        "green": response.pain_green_max.value,
        "amber_from": response.pain_green_max.value + 1,
        "amber": response.pain_amber_max.value,
        "red": response.pain_amber_max.value + 1,
        "sore_max": response.pain_before_green_max.value,
        "sore_from": response.pain_before_green_max.value + 1,
        "sore_to": response.pain_before_amber_max.value,
        "sore": response.pain_before_amber_max.value + 1,
        "settled": response.settled_green_min.value,
        "worse_weeks": response.worse_weeks_to_step_back.value,
        # days
        "fewest": days.runs_a_week_min.value,
        "most_runs": days.runs_a_week_max.value,
        "ticked": days.days_ticked_max.value,
        "apart": days.between_runs.value,
        # In whole days without a run: the protocol counts dates, to the day of the next run (R8).
        "rest": days.rest_after_setback.value - 1,
        "short_break": days.break_same_max.value,
        "long_break": days.break_two_back_max.value,
        "unsettled": days.not_usual_soon.value,
        "settling": days.not_usual_stop.value,
        "strength_days": days.strength_days.value,
        "tests_valid": days.tests_valid.value,
        # who may start, and where
        "pain_max": protocol.readiness.pain_max.value,
        "test_pain": start.test_pain_full_start_max.value + 1,
        "adult": start.adult_age.value,
        "fall_age": start.fall_age.value,
        "gentle_age": start.gentle_age.value,
        "gentle_stairs": start.gentle_stairs_pain.value,
        "bmi": start.gentle_bmi_over.value,
        "recent": start.recent_weeks.value,
        "ease_off": start.ease_off_days.value,
        # beyond the stages
        "percent": beyond.longest_run_step_percent.value,
        "window": beyond.longest_run_window_days.value,
        "easier": beyond.easier_week_every.value,
        "goal_max": beyond.goal_max_min.value,
        "full_from": beyond.full_training_weeks_min.value,
        "full_to": beyond.full_training_weeks_max.value,
    }


def _with_numbers(words: Any, numbers: Mapping[str, int]) -> Any:
    if isinstance(words, dict):
        return {name: _with_numbers(each, numbers) for name, each in words.items()}
    if isinstance(words, list):
        return [_with_numbers(each, numbers) for each in words]
    if isinstance(words, str):
        return _GAP.sub(lambda gap: str(numbers.get(gap[1], gap[0])), words)
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
    yield "check_in.short_signs", [sign.id for sign in protocol.signs if sign.check_in]
    yield "safety.with_plan", [sign.id for sign in protocol.signs if sign.plan]
    yield "start_reasons.answers", REASONS


def _model(protocol: Protocol, english: Mapping[str, Any]) -> Mapping[str, Any]:
    """The English words, but of what the protocol and the rule name: each name, and no other.

    A name that English has no words for must look like its neighbour.
    """
    model: Any = deepcopy(english)
    for where, names in _needed(protocol):
        *path, last = where.split(".")
        place = reduce(getitem, path, model)
        neighbour = next(iter(place[last].values()))
        place[last] = {name: place[last].get(name, neighbour) for name in names}
    return dict(model)


def _compared(file: str, where: str, model: Any, found: Any) -> Iterator[Fault]:
    """Where words differ from their model in more than their wording."""
    if found is None or found == "":
        yield Fault(file, where, "has no words", "write them")
    elif type(found) is not type(model):
        yield Fault(file, where, f"must be {_KINDS[type(model)]}, not {found!r}", "mend its form")
    elif isinstance(model, dict):
        for name in [*model, *(name for name in found if name not in model)]:
            inside = f"{where}.{name}".lstrip(".")
            if name not in model:
                yield Fault(file, inside, *PLAIN["extra_forbidden"])
            else:
                yield from _compared(file, inside, model[name], found.get(name))
    elif isinstance(model, list):
        if len(found) != len(model):
            yield Fault(file, where, f"has {len(found)} entries", f"write {len(model)}")
        for number, (one, other) in enumerate(zip(model, found, strict=False), start=1):
            yield from _compared(file, f"{where} #{number}", one, other)
    else:
        yield from _gaps(file, where, model, found)


def _gaps(file: str, where: str, model: str, found: str) -> Iterator[Fault]:
    wanted, there = set(_GAP.findall(model)), set(_GAP.findall(found))
    if set("{}") & set(_GAP.sub("", found)):
        yield Fault(file, where, "has a brace without its partner", "write a gap as {name}")
    for name in sorted(there - wanted):
        have = ", ".join(f"{{{each}}}" for each in sorted(wanted))
        cure = f"write one of {have}" if have else "write this sentence without braces"
        yield Fault(file, where, f"nothing fills {{{name}}}", cure)
    for name in sorted(wanted - there):
        yield Fault(file, where, f"does not say {{{name}}}", "write it where the number belongs")


def plain(sign: str) -> str:
    """A danger sign without the asterisks round its main words."""
    return sign.replace("*", "")


def main_words(sign: str) -> str:
    """The first main words of a danger sign, as a name for it."""
    name = sign.split("*")[1]
    return name[0].upper() + name[1:]


def _without_main_words(file: str, words: Mapping[str, Any]) -> Iterator[Fault]:
    for part, field in (("safety", "signs"), ("check_in", "short_signs")):
        for sign, said in words[part][field].items():
            if not _MARKED.fullmatch(said):
                cure = "write *like this* what is to be found at a glance"
                yield Fault(file, f"{part}.{field}.{sign}", "has no main words between two *", cure)


def _of_a_watch(file: str, words: Any) -> Iterator[Fault]:
    for name, text in words.items() if isinstance(words, dict) else ():
        if isinstance(text, str) and (not text.isascii() or len(text) > LONGEST_NAME):
            cure = f"use plain letters without accents, at most {LONGEST_NAME}"
            yield Fault(file, f"watch.{name}", f"{text!r} may not show on a watch", cure)
