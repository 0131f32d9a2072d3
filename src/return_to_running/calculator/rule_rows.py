"""The rule in rows and sentences, as the tables of the page and the paper show it.

Each row says why: with the field of the protocol that it comes from.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping, Sequence
from itertools import groupby, zip_longest
from typing import NamedTuple

from return_to_running.calculator import forecast, schedule
from return_to_running.calculator.course import course
from return_to_running.calculator.filling import fill
from return_to_running.calculator.protocol import Protocol
from return_to_running.calculator.rules import GENTLE
from return_to_running.calculator.start import REASONS
from return_to_running.calculator.why import Words

DEFAULT_WEEKDAYS = {2: frozenset({1, 4}), 3: frozenset({0, 2, 4})}
"""The days of the tables by runs a week: Tuesday and Friday; Monday, Wednesday and Friday."""


def bands(protocol: Protocol, words: Words) -> list[dict[str, str]]:
    """How long somebody was off running, and the first stage (R9)."""
    rows = protocol.start.days_off.bands
    texts = _ranges([band.up_to_days for band in rows], words["tables"]["days_off"])
    first_gentle = protocol.tracks.gentle.stages[0].id
    return [
        {"text": text, "stage": first_gentle if band.stage == GENTLE else band.stage}
        for text, band in zip(texts, rows, strict=True)
    ]


def which_gentle(words: Words) -> list[tuple[str, str]]:
    """What leads to the gentle track besides a long time off, each with its field."""
    said = words["tables"]["which_gentle"]
    return [(said[reason], field) for reason, field in REASONS.items() if reason in said]


class Judgement(NamedTuple):
    """How a run went, what to do, the field that says why, and whether the plan ends."""

    how: str
    what: str
    field: str
    stops: bool


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


def judgements(words: Words) -> list[Judgement]:
    """The rows of "How did it go?", from the best to the worst."""
    table = words["tables"]
    return [
        Judgement(table[name], table[f"{name}_do"], field, name in _STOPS)
        for name, field in _JUDGED_BY.items()
    ]


def breaks(protocol: Protocol, words: Words) -> list[tuple[str, str, str]]:
    """How long a break was, what to do, and the field that says why."""
    table = words["tables"]
    days = _ranges(protocol.days.breaks_max, table["break_days"])
    why = [f"days.break_{name}_max" for name in ("same", "one_back", "two_back", "two_back")]
    return list(zip(days, table["break_do"], why, strict=True))


def weeks(protocol: Protocol, track: str) -> list[tuple[str, str]]:
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


_BEYOND = {
    "first": "progress.good_sessions_before_longer",
    "longer": "beyond.longest_run_step_percent",
    "others": "beyond.longest_run_every_days",
    "easier": "beyond.easier_week_every",
    "ends": "progress.weeks_to_move_up_beyond",
}


def beyond(words: Words) -> list[tuple[str, str]]:
    """What holds beyond the ladder, sentence by sentence, each with its field."""
    said = words["tables"]["beyond_text"]
    return [(said[name], field) for name, field in _BEYOND.items()]


def _ranges(limits: Sequence[int | None], sentences: Mapping[str, str]) -> Iterator[str]:
    """Limits as words: up to 6, 7 to 13, 56 or more."""
    for before, limit in zip([None, *limits], limits, strict=False):
        start = None if before is None else before + 1
        if limit is None:
            yield fill(sentences["last"], **{"from": start})
        elif start is None:
            yield fill(sentences["first"], to=limit)
        else:
            yield fill(sentences["between"], **{"from": start, "to": limit})
