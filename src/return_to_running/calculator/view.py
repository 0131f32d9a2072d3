"""The page fragment: templates filled with the protocol and its words. No rule is decided here."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator, Mapping
from itertools import groupby, zip_longest
from typing import Any, NamedTuple

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup, escape

from return_to_running.calculator import forecast, schedule
from return_to_running.calculator.contacts import Contacts
from return_to_running.calculator.course import course
from return_to_running.calculator.protocol import GENTLE, STANDARD, Protocol, Stage
from return_to_running.calculator.start import REASONS
from return_to_running.calculator.tables import rule_tables
from return_to_running.calculator.why import DECIDED_BY, Words, rows
from return_to_running.calculator.words import plain
from return_to_running.evidence.references import Reference

# The words that the scripts put together themselves; all others stand in the page.
SCRIPT_WORDS: Mapping[str, tuple[str, ...]] = {
    "plan": (
        *("next", "set", "run_walk", "run_only", "easy", "long", "stage"),
        *("distance", "pain_of"),
    ),
    "buttons": ("edit", "remove"),
}
WHOLE_WORDS = ("language", "locale")
EXTRAS_WORDS = (
    *("week", "week_total", "length", "strength", "chart_title", "columns"),
    *("bad_file", "copied", "copy_failed", "opened_short", "qr"),
)
OPEN_FIELD = re.compile(r"@@(clinic\.[a-z-]+)@@")
DIARY_LINES = 26
"""Lines of the diary on one side of the printed sheet, and the most runs on the other."""
DEFAULT_WEEKDAYS = {2: frozenset({1, 4}), 3: frozenset({0, 2, 4})}


def calculator(
    protocol: Protocol,
    words: Words,
    references: Mapping[str, Reference],
    contacts: Contacts,
    *,
    live: bool,
    urls: Mapping[str, str],
    sign_pages: Mapping[str, str],
    figures: Mapping[str, str],
) -> str:
    """The whole fragment as HTML.

    Without `live` the tables stand alone and no symptom is asked. `urls` are relative to the page:
    `script`, `extras` (the second script), `watch` with STAGE in place of a stage; `help` and
    `rehab` may be empty. `sign_pages` are those of this site for whom a danger sign is true,
    `figures` the addresses of the pictures that it has.
    """
    template = _environment(words).get_template("calculator.html")
    numbers = list(rows(protocol, words, references))
    return template.render(
        protocol=protocol,
        w=words,
        contacts=contacts,
        live=live,
        urls=urls,
        sign_pages=sign_pages,
        figures=figures,
        rule=rule_tables(protocol) if live else {},
        script_words=script_words(words),
        last_stage_min=int(protocol.tracks.standard.stages[-1].run_min),
        bands=_bands(protocol, words),
        which_gentle=_which_gentle(protocol, words),
        judgements=_judgements(protocol, words),
        before_run=_before_run(protocol, words),
        breaks=_breaks(protocol, words),
        schedules=[(name, _weeks(protocol, name)) for name in (STANDARD, GENTLE)],
        beyond=_beyond(protocol, words),
        numbers=numbers,
        labels={row.name: row.label for row in numbers},
        sign_fields=_sign_fields(protocol),
        partners=_partners(protocol),
        decided_by=DECIDED_BY,
        reasons=REASONS,
        diary_rows=_diary_rows(protocol),
        diary_lines=DIARY_LINES,
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
    environment.filters["bold"] = _bold
    environment.filters["plain"] = plain
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


def _bold(sign: str) -> Markup:
    """A danger sign with its main words bold."""
    parts = enumerate(sign.split("*"))
    return Markup("").join(Markup("<b>{}</b>").format(p) if n % 2 else p for n, p in parts)


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
    """The words of the second script: weeks, files, the sheet and the code on it."""
    plan = {name: words["plan"][name] for name in EXTRAS_WORDS}
    sheet = {"part": words["sheet"]["part"]}
    return {"plan": plan, "sheet": sheet, "calendar": words["calendar"]}


def _partners(protocol: Protocol) -> dict[str, list[str]]:
    """For each sign those that make it a same-day one."""
    pairs = protocol.same_day_pairs
    both = [(one.id, other.id) for pair in pairs for one, other in (pair, pair[::-1])]
    return {sign.id: [b for a, b in both if a == sign.id] for sign in protocol.signs}


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


def _which_gentle(protocol: Protocol, words: Words) -> list[tuple[str, str]]:
    """What leads to the gentle track besides a long time off, each with its field."""
    rule, said = protocol.start, words["tables"]["which_gentle"]
    values = {
        "age": rule.gentle_age.value,
        "stairs": rule.gentle_stairs_pain.value,
        "bmi": rule.gentle_bmi_over.value,
    }
    return [
        (_fill(said[reason], **values), field)
        for reason, field in REASONS.items()
        if reason in said
    ]


_JUDGED_BY = {
    "green": "response.pain_green_max",
    "painkiller": "response.painkiller",
    "amber": "response.pain_amber_max",
    "red": "days.rest_after_setback",
    "week_worse": "response.worse_weeks_to_step_back",
    "not_usual": "days.not_usual_soon",
    "stop": "response.warning_sign",
    "twice": "progress.setback_clear_stages",
}


_STOPS = {"stop", "twice"}


class Judgement(NamedTuple):
    """How a run went, what to do, the field that says why, and whether the plan ends."""

    how: str
    what: str
    field: str
    stops: bool


def _judgements(protocol: Protocol, words: Words) -> list[Judgement]:
    """The rows of "How did it go?", from the best to the worst."""
    rule, progress, table = protocol.response, protocol.progress, words["tables"]
    values = {
        "green": rule.pain_green_max.value,
        "minutes": rule.settled_green_min.value,
        "amber_from": rule.pain_green_max.value + 1,
        "amber": rule.pain_amber_max.value,
        "red": rule.pain_amber_max.value + 1,
        "good": progress.good_sessions_to_move_up.value,
        "clear": progress.setback_clear_stages.value,
        "two": progress.weeks_to_move_up.value * protocol.days.runs_a_week_min.value,
        "three": progress.weeks_to_move_up.value * protocol.days.runs_a_week_max.value,
        "soon": protocol.days.not_usual_soon.value,
    }
    return [
        Judgement(
            _fill(table[name], **values),
            _fill(table[f"{name}_do"], **values),
            field,
            name in _STOPS,
        )
        for name, field in _JUDGED_BY.items()
    ]


def _before_run(protocol: Protocol, words: Words) -> str:
    """What pain just before a run means (R20)."""
    rule = protocol.response
    green, amber = rule.pain_before_green_max.value, rule.pain_before_amber_max.value
    return _fill(
        words["tables"]["before"], green=green, amber_from=green + 1, amber=amber, red=amber + 1
    )


def _breaks(protocol: Protocol, words: Words) -> list[tuple[str, str, str]]:
    """How long a break was, what to do, and the field that says why."""
    rule, table = protocol.days, words["tables"]
    fields = ("break_same_max", "break_one_back_max", "break_two_back_max")
    limits = [getattr(rule, field).value for field in fields]
    days = _ranges([*limits, None], table["break_days"])
    why = [f"days.{field}" for field in (*fields, fields[-1])]
    return list(zip(days, table["break_do"], why, strict=True))


def _weeks(protocol: Protocol, track: str) -> list[tuple[str, str]]:
    """Stage ids by week for two and three runs a week, if every run is good."""
    two, three = (_stages_by_week(protocol, track, runs) for runs in DEFAULT_WEEKDAYS)
    return list(zip_longest(two, three, fillvalue=""))


def _stages_by_week(protocol: Protocol, track: str, runs: int) -> list[str]:
    goal = int(protocol.tracks.standard.stages[-1].run_min)
    ladder, monday = course(protocol, track, goal, runs), dt.date(2001, 1, 1)
    plan = schedule.Plan(ladder, 0, DEFAULT_WEEKDAYS[runs], monday)
    sessions = forecast.look_ahead(protocol, plan, schedule.opening(protocol, plan), monday)
    by_week = groupby(sessions, key=lambda session: (session.on - monday) // schedule.WEEK)
    return [", ".join(ladder.stages[s.stage].id for s in week) for _, week in by_week]


def _beyond(protocol: Protocol, words: Words) -> list[tuple[str, str]]:
    """What holds beyond the ladder, sentence by sentence, each with its field."""
    rule, said = protocol.beyond, words["tables"]["beyond_text"]
    longer = _fill(
        said["longer"],
        percent=rule.longest_run_step_percent.value,
        window=rule.longest_run_window_days.value,
    )
    return [
        (said["first"], "progress.good_sessions_before_longer"),
        (longer, "beyond.longest_run_step_percent"),
        (said["others"], "beyond.longest_run_every_days"),
        (_fill(said["easier"], easier=rule.easier_week_every.value), "beyond.easier_week_every"),
        (said["ends"], "progress.weeks_to_move_up_beyond"),
    ]


def _sign_fields(protocol: Protocol) -> dict[str, str]:
    """The field of the protocol in which each danger sign stands."""
    names = (name for name, _ in protocol.numbers() if name.startswith("safety."))
    return {name.split(".")[-1]: name for name in names}


def _diary_rows(protocol: Protocol) -> int:
    """Lines for every run of the longer track, if all are good."""
    stages = max(len(track.stages) for track in (protocol.tracks.standard, protocol.tracks.gentle))
    return stages * protocol.progress.good_sessions_to_move_up.value
