"""The page fragment: templates filled with the protocol and its words. No rule is decided here."""

from __future__ import annotations

from collections.abc import Mapping

from return_to_running.calculator import rule_rows
from return_to_running.calculator.contacts import Contacts
from return_to_running.calculator.decisions import SEE_CLINICIAN, Decision
from return_to_running.calculator.filling import environment
from return_to_running.calculator.protocol import Protocol
from return_to_running.calculator.rules import GENTLE, STANDARD, Stage
from return_to_running.calculator.script import script_words
from return_to_running.calculator.start import REASONS
from return_to_running.calculator.tables import rule_tables
from return_to_running.calculator.why import DECIDED_BY, Words, rows
from return_to_running.calculator.words import main_words
from return_to_running.evidence.references import Reference

DIARY_LINES = 26
"""Lines of the diary on one side of the printed sheet, and the most runs on the other."""


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
    template = environment(words).get_template("calculator.html")
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
        bands=rule_rows.bands(protocol, words),
        which_gentle=rule_rows.which_gentle(words),
        judgements=rule_rows.judgements(words),
        breaks=rule_rows.breaks(protocol, words),
        schedules=[(name, rule_rows.weeks(protocol, name)) for name in (STANDARD, GENTLE)],
        beyond=rule_rows.beyond(words),
        numbers=numbers,
        labels={row.name: row.label for row in numbers} | _names_of_signs(protocol, words),
        sign_fields=_sign_fields(protocol),
        group_fields=_group_fields(protocol, words),
        partners=_partners(protocol),
        decided_by={decision: DECIDED_BY[decision] for decision in Decision},
        see_clinician=SEE_CLINICIAN,
        reasons=REASONS,
        diary_rows=_diary_rows(protocol),
        diary_lines=DIARY_LINES,
    )


def stage_drawing(protocol: Protocol, words: Words, stage: Stage) -> str:
    """One stage as HTML: the session strip to scale, and the same in words."""
    template = environment(words).get_template("stage.html")
    return template.render(protocol=protocol, w=words, stage=stage)


def _partners(protocol: Protocol) -> dict[str, list[str]]:
    """For each sign those that make it a same-day one."""
    pairs = protocol.same_day_pairs
    both = [(one.id, other.id) for pair in pairs for one, other in (pair, pair[::-1])]
    return {sign.id: [b for a, b in both if a == sign.id] for sign in protocol.signs}


def _sign_fields(protocol: Protocol) -> dict[str, str]:
    """The field of the protocol in which each danger sign stands."""
    names = (name for name, _ in protocol.numbers() if name.startswith("safety."))
    return {name.split(".")[-1]: name for name in names}


# The number of the protocol that the words of a danger sign name.
_NAMED = {
    "big-blow": "start.fall_age",
    "limp": "response.pain_before_amber_max",
    "young-pop": "start.adult_age",
    "under-18": "start.adult_age",
    "recent-surgery": "start.recent_weeks",
    "pregnant": "start.recent_weeks",
    "old-surgery": "start.recent_weeks",
    "after-birth": "start.recent_weeks",
}


def _group_fields(protocol: Protocol, words: Words) -> dict[str, list[str]]:
    """For each group of danger signs the fields behind those that name a number, and behind it."""
    own, said = _sign_fields(protocol), words["safety"]["signs"]
    fields: dict[str, list[str]] = {}
    for group in protocol.safety:
        signs = [sign.id for sign in group.signs if any(map(str.isdigit, said[sign.id]))]
        numbers = dict.fromkeys(_NAMED[sign] for sign in signs if sign in _NAMED)
        fields[group.group] = [*(own[sign] for sign in signs), *numbers]
    return fields


def _names_of_signs(protocol: Protocol, words: Words) -> dict[str, str]:
    said = words["safety"]["signs"]
    return {field: main_words(said[sign]) for sign, field in _sign_fields(protocol).items()}


def _diary_rows(protocol: Protocol) -> int:
    """Lines for every run of the longer track, if all are good."""
    stages = max(len(track.stages) for track in (protocol.tracks.standard, protocol.tracks.gentle))
    return stages * protocol.progress.good_sessions_to_move_up.value
