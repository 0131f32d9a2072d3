"""What the browser gets: the rule as plain numbers, ready for JSON.

The script adds no number of its own. It looks answers up here and keeps the worst; it walks
the folded machine; it counts days. Keys are short words, because the table travels in a page.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import product
from math import ceil
from typing import Any, TypeVar

from return_to_running.calculator.course import course
from return_to_running.calculator.forecast import again_cycle
from return_to_running.calculator.history import not_usual_event
from return_to_running.calculator.judging import (
    BoneStress,
    Readiness,
    Response,
    Result,
    Where,
    hop_readiness,
    judge,
    readiness,
    walk_readiness,
)
from return_to_running.calculator.machine import (
    DECISIONS,
    EVENTS,
    MOVES,
    PAIN,
    Effect,
    Machine,
    fold,
)
from return_to_running.calculator.progression import ENDS, SEE_CLINICIAN, TROUBLE_AFTER
from return_to_running.calculator.protocol import (
    GENTLE,
    SETTLED,
    STANDARD,
    WEEK_DAYS,
    Protocol,
)
from return_to_running.calculator.schedule import runs_a_week, strength_days
from return_to_running.calculator.start import Answers, ceilings, stages_lost

T = TypeVar("T")
GOOD = Response(0, 0, 0, limp=False, settled="hour", worse_next_morning=False)
READY = Answers(
    days_off=0,
    regular_runner=True,
    stairs_pain=0,
    worst_test_pain=0,
    age=0,
    past_bone_stress=False,
    longest_run_min=None,
)
# A number, or one tree for each value of the next part of the key.
Tree = int | list["Tree"]
# Up to and including a number, or without a limit: what that means.
Band = tuple[int | None, int]
Outcome = tuple[int | None, Readiness]
COUNTERS = ("keep", "add", "clear", "spend", "refill")


def rule_tables(protocol: Protocol) -> dict[str, Any]:
    """Every table the script reads."""
    days, beyond = protocol.days, protocol.beyond
    return {
        "id": protocol.id,
        "version": protocol.version,
        "session": {
            "warm": protocol.session.warm_up_walk_min.value,
            "cool": protocol.session.cool_down_walk_min.value,
        },
        "tracks": {
            name: [[s.id, _short(s.run_min), _short(s.walk_min), s.times] for s in track.stages]
            for name, track in (
                (STANDARD, protocol.tracks.standard),
                (GENTLE, protocol.tracks.gentle),
            )
        },
        "lengths": _lengths(protocol),
        "runsAWeek": "".join(str(runs_a_week(protocol, days)) for days in _weekday_sets()),
        "strength": strength_table(protocol),
        "again": [int(result) for result in again_cycle(protocol)],
        "weeksToMoveUp": [
            protocol.progress.weeks_to_move_up.value,
            protocol.progress.weeks_to_move_up_beyond.value,
        ],
        "setbackClear": protocol.progress.setback_clear_stages.value,
        "judge": judge_table(protocol),
        "readiness": readiness_table(protocol),
        "start": start_table(protocol),
        "days": {
            "apart": days.between_runs.value,
            "rest": days.rest_after_setback.value,
            "most": days.runs_a_week_max.value,
            "least": days.runs_a_week_min.value,
            "ticked": days.days_ticked_max.value,
            "notUsual": _not_usual(protocol),
            "breaks": [
                days.break_same_max.value,
                days.break_one_back_max.value,
                days.break_two_back_max.value,
            ],
            "tests": days.tests_valid.value,
            "week": days.weekly_question.value,
        },
        "beyond": {
            "percent": beyond.longest_run_step_percent.value,
            "window": beyond.longest_run_window_days.value,
            "every": beyond.longest_run_every_days.value,
            "easier": beyond.easier_week_every.value,
            "back": beyond.easier_week_steps_back.value,
            "shown": beyond.plan_shown_weeks.value,
            "goalMax": beyond.goal_max_min.value,
            "distance": beyond.distance_min_km.value,
        },
        "adult": protocol.start.adult_age.value,
        "machine": machine_table(fold(protocol)),
    }


def _short(minutes: float) -> float:
    """A whole number of minutes without its `.0`."""
    return int(minutes) if minutes.is_integer() else minutes


def _lengths(protocol: Protocol) -> list[int]:
    """Minutes of the ladder's last run and of every longer one."""
    longest = course(protocol, STANDARD, protocol.beyond.goal_max_min.value, 1)
    return [int(minutes) for minutes in longest.lengths_min[longest.ladder - 1 :]]


def _weekday_sets() -> Iterator[list[int]]:
    """Every set of weekdays, in the order of the number that has one bit for each of them."""
    for bits in range(1 << WEEK_DAYS):
        yield [day for day in range(WEEK_DAYS) if bits >> day & 1]


def _not_usual(protocol: Protocol) -> list[tuple[int, str]]:
    """From how many days after a setback on each kind of "not back to usual" is meant (R8)."""
    days = range(protocol.days.not_usual_stop.value + 1)
    events = [not_usual_event(protocol, day) for day in days]
    return [(events.index(event), event.value) for event in dict.fromkeys(events)]


def strength_table(protocol: Protocol) -> dict[str, list[str]]:
    """The strength days of every week of runs (R42), as digits: days after its first run.

    The key holds the days from each run to the next, as digits. Of its list the first is for a
    week without a longer run, the next for one whose first run is the longer one, and so on.
    """
    apart, most = protocol.days.between_runs.value, protocol.days.runs_a_week_max.value
    weeks = (
        gaps
        for runs in range(most)
        for gaps in product(range(apart, WEEK_DAYS), repeat=runs)
        if sum(gaps) < WEEK_DAYS
    )
    return {
        _digits(gaps): [
            _digits(strength_days(protocol, gaps, long)) for long in (None, *range(len(gaps) + 1))
        ]
        for gaps in weeks
    }


def _digits(numbers: Iterable[int]) -> str:
    return "".join(map(str, numbers))


def judge_table(protocol: Protocol) -> dict[str, Any]:
    """The result of each answer when every other answer is good; the worst one wins (R4)."""

    def alone(**answer: Any) -> int:
        return int(judge(protocol, replace(GOOD, **answer)))

    def by_pain(when: str) -> list[Band]:
        return _bands([alone(**{when: pain}) for pain in PAIN])

    return {
        "before": by_pain("pain_before"),
        "during": by_pain("pain_during"),
        "after": by_pain("pain_after"),
        "limp": {"no": alone(limp=False), "yes": alone(limp=True)},
        "settled": {settled: alone(settled=settled) for settled in SETTLED}
        | {"unknown": alone(settled=None)},
        "morning": {
            "same": alone(worse_next_morning=False),
            "worse": alone(worse_next_morning=True),
            "unknown": alone(worse_next_morning=None),
        },
        "painkiller": {"no": alone(painkiller=False), "yes": alone(painkiller=True)},
        "sign": alone(warning_sign=True),
        "tooSoon": [alone(too_soon=False), alone(too_soon=True)],
        "results": [result.name.lower() for result in Result],
    }


def readiness_table(protocol: Protocol) -> dict[str, Any]:
    """Up to which pain each answer to a test holds; the hop by where it hurts (R6).

    Elsewhere than in the groin, by the answer to "did you ever have a bone stress injury?". `sign`
    is the danger sign behind a walk that needs a check, and behind a hop by the same answer.
    """
    rule = protocol.readiness

    def hop(where: Where, past: BoneStress = "never") -> list[Outcome]:
        return _bands([hop_readiness(protocol, pain, where, past) for pain in PAIN])

    return {
        "test": _bands([readiness(protocol, pain) for pain in PAIN]),
        "walk": _bands([walk_readiness(protocol, pain) for pain in PAIN]),
        "groin": hop("groin"),
        "elsewhere": {
            "no": hop("elsewhere"),
            "yes": hop("elsewhere", past="healed"),
            "unhealed": hop("elsewhere", past="unhealed"),
        },
        "sign": {
            "walk": rule.sore_walk_sign,
            "no": rule.groin_hop_sign,
            "yes": rule.groin_hop_sign,
            "unhealed": rule.unhealed_bone_sign,
        },
    }


def _bands(outcomes: Sequence[T]) -> list[tuple[int | None, T]]:
    """What holds for 0, 1, 2 and so on, as limits: up to each number, and the last without one."""
    limits = [n for n in range(len(outcomes) - 1) if outcomes[n] != outcomes[n + 1]]
    return [*((n, outcomes[n]) for n in limits), (None, outcomes[-1])]


def start_table(protocol: Protocol) -> dict[str, Any]:
    """For each answer the highest first stage it allows; -1 is the gentle track.

    `first` has it by the answer's word, where a word that is not there sets no limit, or in bands
    of numbers. `back` are the stages that a break takes from where the last plan stood. `sign` is
    that of somebody under age.
    """
    rule, stages = protocol.start, protocol.tracks.standard.stages
    longest_off = max(band.up_to_days or 0 for band in rule.days_off.bands)
    longest_run = ceil(max(stage.running_min for stage in stages))

    def allowed(reason: str, **answer: Any) -> int:
        return ceilings(protocol, replace(READY, **answer))[reason]

    def by_word(reason: str, **answers: Mapping[str, Any]) -> dict[str, int]:
        found = {word: allowed(reason, **answer) for word, answer in answers.items()}
        return {word: stage for word, stage in found.items() if stage < len(stages) - 1}

    def by_number(reason: str, answer: str, numbers: Iterable[int]) -> list[Band]:
        return _bands([allowed(reason, **{answer: number}) for number in numbers])

    return {
        "first": {
            "daysOff": by_number("daysOff", "days_off", range(longest_off + 2)),
            "regular": by_word("regular", no={"regular_runner": False}),
            "stairs": by_number("stairs", "stairs_pain", PAIN),
            "age": by_number("age", "age", range(rule.gentle_age.value + 1)),
            "bone": by_word("bone", yes={"past_bone_stress": True}),
            "bmi": by_word("bmi", yes={"bmi_over_limit": True}),
            "worst": by_number("worst", "worst_test_pain", PAIN),
            "longest": by_number("longest", "longest_run_min", range(longest_run + 1)),
            "afterStop": by_word("afterStop", true={"after_stop": True}),
        },
        "back": stages_lost(protocol),
        "sign": rule.under_age_sign,
    }


def machine_table(machine: Machine) -> dict[str, Any]:
    """The folded machine: zones, moves, and six small trees for each event.

    Decisions stand from the mildest to the gravest: from the place `ends` on they end the plan.
    Those of `soon` bring the card of that name.

    A tree gives one part of the effect: move, successes, sessions left, flags, trouble, decision.
    A move is how far the stage goes, and whether it stops at the ladder's last stage.
    """
    return {
        "zones": [
            f"{int(first)}{int(last)}{beyond}{int(goal)}"
            for first, last, beyond, goal in machine.zones
        ],
        "trouble": list(TROUBLE_AFTER.values()),
        "decisions": [decision.value for decision in DECISIONS],
        "soon": sorted(decision.value for decision in SEE_CLINICIAN),
        "ends": min(DECISIONS.index(decision) for decision in ENDS),
        "moves": [[move.stages, int(move.stops_at_ladder)] for move in MOVES.values()],
        "events": {event.value: _trees(machine, n) for n, event in enumerate(EVENTS)},
    }


def _trees(machine: Machine, event: int) -> list[Tree]:
    """The six parts of one event's effects, each as a tree over the parts of the key."""
    effects = (machine.effects[machine.rows[row][event]] for row in machine.index)
    parts = zip(*map(_numbered, effects), strict=True)
    return [_tree(part, machine.sizes) for part in parts]


def _numbered(effect: Effect) -> tuple[int, ...]:
    return (
        list(MOVES).index(effect.move),
        COUNTERS.index(effect.successes),
        COUNTERS.index(effect.sessions_left),
        effect.setback | effect.held << 1 | effect.free << 2,
        list(TROUBLE_AFTER).index(effect.trouble),
        DECISIONS.index(effect.decision),
    )


def _tree(values: Sequence[int], sizes: tuple[int, ...]) -> Tree:
    """Values of every key, as a tree; the last branch stands for all that would follow it."""
    if not sizes:
        return values[0]
    width, rest = len(values) // sizes[0], sizes[1:]
    branches = [_tree(values[n : n + width], rest) for n in range(0, len(values), width)]
    while len(branches) > 1 and branches[-1] == branches[-2]:
        branches.pop()
    return branches[0] if len(branches) == 1 and isinstance(branches[0], int) else list(branches)
