"""A protocol in which every number is another one, as far as numbers may change."""

from __future__ import annotations

import copy
from pathlib import Path
from typing import Any

import yaml

from changed_protocol import SHIPPED, Raw
from engine import verified
from return_to_running.calculator.protocol import Protocol
from return_to_running.calculator.protocol_file import load_protocol

FIXED = {
    *("days.between_runs", "days.runs_a_week_min", "days.runs_a_week_max"),
    *("progress.painful_breaks_to_tests", "response.worse_weeks_to_step_back"),
}
"""Those of which the loader takes one value alone."""
CHOSEN = {
    "progress.good_sessions_to_move_up": 4,
    "progress.good_sessions_before_longer": 6,
    "progress.repeat_in_parts": 3,
    "progress.weeks_to_move_up": 9,
    "progress.weeks_to_move_up_beyond": 11,
    "response.pain_green_max": 3,
    "response.pain_amber_max": 7,
    "response.pain_before_green_max": 1,
    "response.pain_before_amber_max": 6,
    "readiness.pain_max": 4,
    "readiness.bone_hop_pain_max": 1,
    "readiness.groin_hop_pain_max": 1,
    "start.test_pain_full_start_max": 2,
    "start.gentle_stairs_pain": 5,
    "session.total_max_min": 190,
    "session.effort_max": 6,
    "days.rest_after_setback": 6,
    "days.strength_days": 3,
    "days.days_ticked_max": 6,
}
"""Those that have bounds; to all others the same is added, which keeps their order."""
ADDED = 40
TIMES_AS_LONG = 2


def load_changed(folder: Path) -> Protocol:
    """The shipped protocol with every count, dose, band and stage changed, written and read."""
    raw: Raw = copy.deepcopy(SHIPPED)
    _change(raw, "")
    file = folder / "return-to-running.yml"
    file.write_text(yaml.safe_dump(raw), encoding="utf-8")
    return load_protocol(file, verified())


def _change(place: Any, field: str) -> None:
    if isinstance(place, list):
        for item in place:
            _change(item, field)
    elif isinstance(place, dict):
        for name, value in place.items():
            inside = f"{field}.{name}".lstrip(".")
            if name in ("run_min", "walk_min"):
                place[name] = value * TIMES_AS_LONG
            elif name in ("value", "dose", "up_to_days") and type(value) is int:
                place[name] = value if field in FIXED else CHOSEN.get(field, value + ADDED)
            else:
                _change(value, inside)
