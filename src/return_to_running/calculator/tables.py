"""What the browser gets: the rule as plain numbers, ready for JSON.

The script adds no number of its own. It looks answers up here and keeps the worst; it walks
the folded machine; it counts days. Keys are short words, because the table travels in a page.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import product
from typing import Any

from return_to_running.calculator.answer_tables import judge_table, readiness_table, start_table
from return_to_running.calculator.course import course
from return_to_running.calculator.forecast import again_cycle
from return_to_running.calculator.history import not_usual_event
from return_to_running.calculator.machine import fold
from return_to_running.calculator.machine_table import machine_table
from return_to_running.calculator.protocol import Protocol
from return_to_running.calculator.rules import GENTLE, STANDARD, WEEK_DAYS
from return_to_running.calculator.schedule import breaks, runs_a_week, strength_days


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
            "breaks": breaks(protocol),
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
