"""The page fragment: templates filled with the protocol and its words. No rule is decided here."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from itertools import groupby, zip_longest
from typing import Any

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup, escape

from return_to_running.calculator import forecast, schedule
from return_to_running.calculator.course import course
from return_to_running.calculator.protocol import (
    GENTLE,
    STANDARD,
    Choice,
    Count,
    Protocol,
    Sourced,
    Stage,
    Switch,
)
from return_to_running.calculator.tables import ANSWERS, rule_tables
from return_to_running.calculator.words import numbers

Words = Mapping[str, Any]

# The words that the scripts put together themselves; all others stand in the page.
SCRIPT_WORDS: Mapping[str, tuple[str, ...]] = {
    "plan": (
        *("next", "set", "run_walk", "run_only", "easy", "long", "stage", "length"),
        *("track", "race_late", "race_fits", "distance"),
        *("week", "week_total", "strength", "pain_of", "after_end"),
        *("longer_than_plan", "held"),
    ),
    "check_in": ("future", "too_early", "waiting", "add_morning", "too_soon"),
    "buttons": ("edit", "remove"),
}
WHOLE_WORDS = ("language", "locale", "results")
EXTRAS_WORDS = ("bad_file", "chart_title", "columns", "copied", "copy_failed", "opened_short", "qr")
OPEN_FIELD = re.compile(r"@@(clinic\.[a-z-]+)@@")
DEFAULT_WEEKDAYS = {2: frozenset({1, 4}), 3: frozenset({0, 2, 4})}


@dataclass(frozen=True)
class Citation:
    """How one source is shown: short text and, where it has one, its address."""

    text: str
    link: str = ""


@dataclass(frozen=True)
class Contacts:
    """The host's numbers. Empty ones are left out; words stand in for the emergency number.

    A value may be a field left open for a clinic (`@@clinic.phone@@`): what depends on it then
    stands between the comments that let the publisher drop it.
    """

    emergency: str = ""
    emergency_place: str = ""
    advice: str = ""
    gp: str = ""
    name: str = ""
    phone: str = ""
    phone_digits: str = ""
    booking: str = ""
    review: str = ""
    words: Mapping[str, str] = field(default_factory=dict)


def contacts(words: Words, given: Mapping[str, str]) -> Contacts:
    """The host's contacts, with the catalogue's words where a sentence needs one."""
    spoken = {name: given.get(name) or default for name, default in words["contacts"].items()}
    return Contacts(**given, words=spoken)


def calculator(
    protocol: Protocol,
    words: Words,
    citations: Mapping[str, Citation],
    contacts: Contacts,
    *,
    live: bool,
    urls: Mapping[str, str],
    figures: Mapping[str, str],
) -> str:
    """The whole fragment as HTML.

    Without `live` the tables stand alone and no symptom is asked. `urls` are relative to the page:
    `script`, `extras` (the second script), `watch` with STAGE in place of a stage; `help` and
    `rehab` may be empty. `figures` are the addresses of the pictures that this site has.
    """
    template = _environment(words).get_template("calculator.html")
    return template.render(
        protocol=protocol,
        w=words,
        contacts=contacts,
        live=live,
        urls=urls,
        figures=figures,
        rule=rule_tables(protocol) if live else {},
        script_words=script_words(words),
        last_stage_min=int(protocol.tracks.standard.stages[-1].run_min),
        start_answers=ANSWERS,
        bands=_bands(protocol, words),
        which_gentle=_which_gentle(protocol, words),
        judgements=_judgements(protocol, words),
        breaks=_breaks(protocol, words),
        schedules=[(name, _weeks(protocol, name)) for name in (STANDARD, GENTLE)],
        beyond=_beyond(protocol, words),
        numbers=list(_numbers(protocol, words, citations)),
    )


def stage_drawing(protocol: Protocol, words: Words, stage: Stage) -> str:
    """One stage as HTML: the session strip to scale, and the same in words."""
    template = _environment(words).get_template("stage.html")
    return template.render(protocol=protocol, w=words, stage=stage)


def _environment(words: Words) -> Environment:
    environment = Environment(
        loader=PackageLoader("return_to_running.calculator"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.policies["json.dumps_kwargs"] = {"separators": (",", ":"), "sort_keys": False}
    environment.filters["minutes"] = _minutes
    environment.filters["fill"] = _fill_markup
    environment.filters["opening"] = _opening
    environment.filters["closing"] = _closing
    environment.filters["set_words"] = lambda stage: set_words(stage, words)
    return environment


def _fill(sentence: str, **values: object) -> str:
    return sentence.format(
        **{k: _minutes(v) if isinstance(v, float) else v for k, v in values.items()}
    )


def _fill_markup(sentence: str, **values: object) -> Markup:
    """The same for a template: a value may be markup of its own, such as a slot."""
    return Markup(_fill(escape(sentence), **values))


def _minutes(value: float) -> str:
    return f"{value:g}"


def set_words(stage: Stage, words: Words) -> str:
    """One stage in words: run 1 min and walk 4 min, 6 times."""
    sentence = words["plan"]["run_walk" if stage.walk_min else "run_only"]
    return _fill(sentence, run=stage.run_min, walk=stage.walk_min, times=stage.times)


def _opening(value: str) -> Markup:
    """The comment before something that needs a field left open for a clinic."""
    found = OPEN_FIELD.search(value)
    return Markup("<!--if {}-->").format(found[1]) if found else Markup("")


def _closing(value: str) -> Markup:
    return Markup("<!--/if-->") if OPEN_FIELD.search(value) else Markup("")


def script_words(words: Words) -> dict[str, Any]:
    """The words that the script of the plan puts together itself."""
    parts = {part: {n: words[part][n] for n in names} for part, names in SCRIPT_WORDS.items()}
    return {name: words[name] for name in WHOLE_WORDS} | parts


def extras_words(words: Words) -> dict[str, Any]:
    """The words of the second script: files, the sheet and the code on it."""
    plan = {name: words["plan"][name] for name in EXTRAS_WORDS}
    return {"plan": plan, "calendar": words["calendar"]}


def _ranges(limits: list[int | None], sentences: Mapping[str, str]) -> Iterator[str]:
    """Limits as words: up to 6, 7 to 13, 56 or more."""
    for before, limit in zip([None, *limits], limits, strict=False):
        start = None if before is None else before + 1
        if limit is None:
            yield _fill(sentences["last"], **{"from": start})
        elif start is None:
            yield _fill(sentences["first"], to=limit)
        else:
            yield _fill(sentences["between"], **{"from": start, "to": limit})


def _bands(protocol: Protocol, words: Words) -> list[dict[str, str]]:
    bands = protocol.start.days_off.bands
    texts = _ranges([band.up_to_days for band in bands], words["tables"]["days_off"])
    first_gentle = protocol.tracks.gentle.stages[0].id
    return [
        {"text": text, "stage": first_gentle if band.stage == GENTLE else band.stage}
        for text, band in zip(texts, bands, strict=True)
    ]


def _which_gentle(protocol: Protocol, words: Words) -> str:
    rule = protocol.start
    return _fill(
        words["tables"]["which_gentle"],
        stage=protocol.tracks.gentle.stages[0].id,
        first=protocol.tracks.standard.stages[0].id,
        age=rule.gentle_age.value,
        stairs=rule.gentle_stairs_pain.value,
        bmi=rule.gentle_bmi_over.value,
        pain=rule.test_pain_full_start_max.value + 1,
    )


def _judgements(protocol: Protocol, words: Words) -> list[tuple[str, str]]:
    rule, progress, table = protocol.response, protocol.progress, words["tables"]
    values = {
        "green": rule.pain_green_max.value,
        "minutes": rule.settled_green_min.value,
        "amber_from": rule.pain_green_max.value + 1,
        "amber": rule.pain_amber_max.value,
        "red": rule.pain_amber_max.value + 1,
        "good": progress.good_sessions_to_move_up.value,
        "clear": progress.setback_clear_stages.value,
        "two": progress.weeks_to_move_up.value * 2,
        "three": progress.weeks_to_move_up.value * 3,
    }
    return [
        (_fill(table[name], **values), _fill(table[f"{name}_do"], **values))
        for name in ("green", "painkiller", "amber", "red", "stop", "twice")
    ]


def _breaks(protocol: Protocol, words: Words) -> list[tuple[str, str]]:
    rule, table = protocol.days, words["tables"]
    limits = [rule.break_same_max, rule.break_one_back_max, rule.break_two_back_max]
    days = _ranges([*(limit.value for limit in limits), None], table["break_days"])
    return list(zip(days, table["break_do"], strict=True))


def _weeks(protocol: Protocol, track: str) -> list[tuple[str, str]]:
    """Stage ids by week for two and three runs a week, if every run is good."""
    two, three = (_stages_by_week(protocol, track, runs) for runs in DEFAULT_WEEKDAYS)
    return list(zip_longest(two, three, fillvalue=""))


def _stages_by_week(protocol: Protocol, track: str, runs: int) -> list[str]:
    goal = int(protocol.tracks.standard.stages[-1].run_min)
    ladder, monday = course(protocol, track, goal, runs), dt.date(2001, 1, 1)
    plan = schedule.Plan(ladder, 0, DEFAULT_WEEKDAYS[runs], monday)
    sessions = forecast.look_ahead(protocol, plan, schedule.opening(protocol, plan), monday)
    by_week = groupby(sessions, key=lambda session: (session.on - monday).days // 7)
    return [", ".join(ladder.stages[s.stage].id for s in week) for _, week in by_week]


def _beyond(protocol: Protocol, words: Words) -> str:
    rule = protocol.beyond
    return _fill(
        words["tables"]["beyond_text"],
        good=protocol.progress.good_sessions_before_longer.value,
        longest=protocol.tracks.standard.stages[-1].run_min,
        percent=rule.longest_run_step_percent.value,
        window=rule.longest_run_window_days.value,
        easier=rule.easier_week_every.value,
    )


def _numbers(
    protocol: Protocol, words: Words, citations: Mapping[str, Citation]
) -> Iterator[dict[str, Any]]:
    """One row for every number: what, how much, how strong, from where, what is not known."""
    explained = dict(protocol.numbers())
    for name in numbers(protocol):
        entry = explained[name]
        yield {
            "name": name,
            "label": words["numbers"][name],
            "value": _value(entry, words, protocol.response.settled_green_min.value),
            "strength": words["why"]["strength"][entry.strength],
            "sources": [citations.get(source, Citation(source)) for source in entry.sources],
            "note": entry.note,
        }


def _value(entry: Sourced, words: Words, settled_min: int) -> str:
    if isinstance(entry, Count):
        return str(entry.value)
    if isinstance(entry, Switch):
        return str(words["why"]["switch"][str(entry.value).lower()])
    if isinstance(entry, Choice):
        return _fill(words["why"]["choice"][entry.value], minutes=settled_min)
    return ""
