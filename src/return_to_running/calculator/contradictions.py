"""Numbers that are each well formed and cannot stand together.

Every function takes the parts of a protocol that could be read, by name, and yields one fault
for each contradiction: field, what is wrong, what to write instead.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import Any

from return_to_running.calculator.protocol import Protocol, Sign
from return_to_running.calculator.rules import WEEK_DAYS
from return_to_running.calculator.sourced import SETTLED
from return_to_running.calculator.stage_contradictions import (
    ladders,
    lengths,
    repeated,
    start_bands,
)

_FIXED: Mapping[str, Mapping[str, tuple[int, str]]] = {
    "progress": {"painful_breaks_to_tests": (2, "the rule counts only to 2")},
    "response": {"worse_weeks_to_step_back": (2, "the rule counts only to 2")},
    "days": {
        "between_runs": (2, "the page says that one free day lies between two runs"),
        "runs_a_week_min": (2, "the tables show two runs a week, and one a week gets no plan"),
        "runs_a_week_max": (3, "the tables show three runs a week, and four leave no free day"),
    },
}
"""Numbers with a source and a strength, of which rule, tables and words know one value (R17)."""
_NAME_A_SIGN = "add it under `safety`, or name one that is there"


class _NotReadError(Exception):
    """A part of the file could not be read: its own faults are told instead."""


class _Part:
    """The parts by attribute; asking for one that could not be read ends the check quietly."""

    def __init__(self, parts: Mapping[str, Any]) -> None:
        self._parts = parts

    def __getattr__(self, name: str) -> Any:
        if name not in self._parts:
            raise _NotReadError(name)
        return self._parts[name]


def contradictions(parts: Mapping[str, Any]) -> list[str]:
    """Every contradiction between or inside the parts that are there."""
    part: Any = _Part(parts)
    checks: tuple[Callable[[Protocol], Iterator[str]], ...] = (
        *(ladders, lengths, start_bands, _progress, _sessions, _responses, _days, _beyond, _twice),
        *(_named_signs, _same_day_pairs),
    )
    faults: list[str] = []
    for check in checks:
        try:
            faults += check(part)
        except _NotReadError:
            continue
    return faults


def _fixed(section: str, rule: object) -> Iterator[str]:
    for name, (value, why) in _FIXED[section].items():
        if getattr(rule, name).value != value:
            yield f"{section}.{name}: {why}; write {value}"


def _progress(p: Protocol) -> Iterator[str]:
    rule = p.progress
    yield from _fixed("progress", rule)
    for name in ("good_sessions_to_move_up", "weeks_to_move_up", "setback_clear_stages"):
        if getattr(rule, name).value < 1:
            yield f"progress.{name}: is 0; write 1 or more"
    if rule.forecast_repeat_every.value < 2:
        yield "progress.forecast_repeat_every: would repeat every run; write 2 or more"
    if rule.good_sessions_before_longer.value < rule.good_sessions_to_move_up.value:
        yield (
            "progress.good_sessions_before_longer: is below good_sessions_to_move_up; "
            "write as many or more"
        )
    if rule.weeks_to_move_up_beyond.value < rule.weeks_to_move_up.value:
        yield "progress.weeks_to_move_up_beyond: is below weeks_to_move_up; write as many or more"


def _sessions(p: Protocol) -> Iterator[str]:
    rule, fewest = p.progress, p.days.runs_a_week_min.value
    sessions = rule.weeks_to_move_up.value * fewest
    for name in ("good_sessions_to_move_up", "good_sessions_before_longer"):
        if getattr(rule, name).value > sessions:
            yield (
                f"progress.{name}: needs more sessions than weeks_to_move_up leaves at "
                f"{fewest} runs a week ({sessions}); lower one or raise the other"
            )


def _responses(p: Protocol) -> Iterator[str]:
    rule = p.response
    yield from _fixed("response", rule)
    for low, high in (
        ("pain_green_max", "pain_amber_max"),
        ("pain_before_green_max", "pain_before_amber_max"),
    ):
        if not getattr(rule, low).value < getattr(rule, high).value < 10:
            yield f"response.{low}: must be below {high}, and {high} below 10; mend one of them"
    green, amber = (SETTLED.index(r.value) for r in (rule.settled_green, rule.settled_amber))
    if not green < amber < len(SETTLED) - 1:
        yield (
            "response.settled_green: must come before settled_amber, and that before `later`; "
            "write hour and morning"
        )


def _days(p: Protocol) -> Iterator[str]:
    rule = p.days
    yield from _fixed("days", rule)
    for low, high in (
        ("break_same_max", "break_one_back_max"),
        ("break_one_back_max", "break_two_back_max"),
        ("not_usual_soon", "not_usual_stop"),
        ("between_runs", "rest_after_setback"),
    ):
        if getattr(rule, low).value >= getattr(rule, high).value:
            yield f"days.{low}: must be below {high}; mend one of them"
    if rule.rest_after_setback.value > WEEK_DAYS:
        yield (
            "days.rest_after_setback: starting again would shorten it, since no plan asks for more "
            f"rest than a week; write {WEEK_DAYS} or less"
        )
    if not rule.runs_a_week_max.value <= rule.days_ticked_max.value <= WEEK_DAYS:
        yield (
            "days.days_ticked_max: must be runs_a_week_max or more, "
            f"and {WEEK_DAYS} at most; mend it"
        )


def _beyond(p: Protocol) -> Iterator[str]:
    rule, longest = p.beyond, int(p.tracks.standard.stages[-1].run_min)
    if longest * rule.longest_run_step_percent.value < 100:
        yield (
            f"beyond.longest_run_step_percent: {longest} min would grow by less than a minute; "
            f"write {-(-100 // longest)} or more"
        )
    if rule.goal_max_min.value < longest:
        yield f"beyond.goal_max_min: is below the last stage; write {longest} or more"
    if rule.full_training_weeks_min.value > rule.full_training_weeks_max.value:
        yield "beyond.full_training_weeks_min: is above full_training_weeks_max; mend one of them"
    if rule.easier_week_every.value < 2:
        yield "beyond.easier_week_every: would make every week easier; write 2 or more"
    if rule.longest_run_every_days.value < 1:
        yield "beyond.longest_run_every_days: is 0; write 1 or more"


def _named_signs(p: Protocol) -> Iterator[str]:
    """The page shows these signs by itself, so they must be there, and no plan may follow them."""
    withheld = {sign.id: not sign.plan for sign in _signs(p)}
    for field, named in (
        ("start.under_age_sign", p.start.under_age_sign),
        ("readiness.groin_hop_sign", p.readiness.groin_hop_sign),
        ("readiness.unhealed_bone_sign", p.readiness.unhealed_bone_sign),
        ("readiness.sore_walk_sign", p.readiness.sore_walk_sign),
    ):
        if named not in withheld:
            yield f"{field}: {named} is not a sign; {_NAME_A_SIGN}"
        elif not withheld[named]:
            yield f"{field}: {named} lets a plan follow; write plan: false there, or name another"


def _same_day_pairs(p: Protocol) -> Iterator[str]:
    cards = {sign.id: sign.card for sign in _signs(p)}
    for sign in _signs(p):
        for other in sign.same_day_with:
            field = f"safety.{sign.id}.same_day_with"
            if other not in cards:
                yield f"{field}: {other} is not a sign; {_NAME_A_SIGN}"
            elif {cards[sign.id], cards[other]} != {"soon"}:
                yield f"{field}: {sign.id} and {other} must both be card: soon; mend one of them"


def _signs(p: Protocol) -> Iterator[Sign]:
    return (sign for group in p.safety for sign in group.signs)


def _twice(p: Protocol) -> Iterator[str]:
    groups = [group.group for group in p.safety]
    for group in p.safety:
        if group.check_in_with is not None and group.check_in_with not in groups:
            yield f"safety.{group.group}.check_in_with: write one of {', '.join(groups)}"
    for what, ids in (
        ("safety", [sign.id for group in p.safety for sign in group.signs]),
        ("safety", groups),
        ("readiness.tests", [test.id for test in p.readiness.tests]),
    ):
        for twice in repeated(ids):
            yield f"{what}: {twice} stands twice; give each its own id"
