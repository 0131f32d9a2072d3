"""What the tests of the calculator's engine share: the shipped protocol, and short ways to write
histories, stages and days."""

from __future__ import annotations

import datetime as dt
import json
from functools import cache
from pathlib import Path

from return_to_running.calculator.course import Course
from return_to_running.calculator.course import course as course_of
from return_to_running.calculator.decisions import Decision, Event
from return_to_running.calculator.judging import Response, Result
from return_to_running.calculator.progression import State, begin, respond
from return_to_running.calculator.protocol import Protocol
from return_to_running.calculator.protocol_file import load_protocol
from return_to_running.calculator.start import Answers

ROOT = Path(__file__).parent.parent
PROTOCOL_FILE = ROOT / "protocols" / "return-to-running.yml"
WORDS_FILE = PROTOCOL_FILE.with_suffix(".en.yml")
TRACKS = ("standard", "gentle")
WEEKDAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")

LETTERS = {
    "G": Event.GREEN,
    "E": Event.EASY,
    "U": Event.UNCOUNTED,
    "A": Event.AMBER,
    "R": Event.RED,
    "+": Event.WEEK_SAME,
    "-": Event.WEEK_WORSE,
    "1": Event.BREAK_ONE,
    "2": Event.BREAK_TWO,
}
"""One letter for each thing that can happen: green, easy, uncounted, amber, red; a better (+) or
a worse (-) week; a break that costs one stage or two."""
READY = Answers(
    days_off=0,
    regular_runner=True,
    stairs_pain=0,
    worst_test_pain=0,
    age=35,
    past_bone_stress=False,
    longest_run_min=60,
)
"""Somebody with no reason for caution."""
SESSIONS = frozenset(LETTERS[letter] for letter in "GEUAR")
GREEN, UNCOUNTED, AMBER, RED, STOP = Result
FINE = Response(0, 0, 0, limp=False, settled="hour", worse_next_morning=False)
"""The answers of a good run."""


@cache
def verified() -> frozenset[str]:
    """The ids of the references that may be cited."""
    references = json.loads((ROOT / "evidence" / "references.json").read_text(encoding="utf-8"))
    return frozenset(r["id"] for r in references if r["custom"]["status"] == "verified")


@cache
def protocol() -> Protocol:
    """The shipped protocol."""
    return load_protocol(PROTOCOL_FILE, verified())


@cache
def course(track: str, goal_min: int = 30, runs_a_week: int = 3) -> Course:
    """A course of the shipped protocol."""
    return course_of(protocol(), track, goal_min, runs_a_week)


def at(where: Course, stage: str) -> State:
    """The state of somebody who begins at a stage given by its name."""
    return begin(protocol(), where, index(where, stage))


def play(where: Course, state: State, letters: str) -> tuple[State, list[Decision]]:
    """Where a history leads, and every decision on the way. Blanks are ignored."""
    told = []
    for letter in letters.replace(" ", ""):
        state, decision = respond(protocol(), where, state, LETTERS[letter])
        told.append(decision)
    return state, told


def decisions(where: Course, stage: str, letters: str) -> list[str]:
    """Every decision of a history that begins at a stage."""
    return [str(decision) for decision in play(where, at(where, stage), letters)[1]]


def stage_after(where: Course, stage: str, letters: str) -> str:
    """The stage a history leads to from another one; it must not end the plan."""
    state, _ = play(where, at(where, stage), letters)
    assert not state.ended, state.ended
    return label(where, state.stage)


def label(where: Course, stage: int) -> str:
    """The name of a stage: its id on the ladder, its minutes beyond."""
    if where.beyond(stage):
        return f"{where.lengths_min[stage]:g} min"
    return where.stages[stage].id


def index(where: Course, name: str) -> int:
    """The index of a stage from its name."""
    return next(n for n in range(len(where.lengths_min)) if label(where, n) == name)


def day(start: dt.date, text: str) -> dt.date:
    """`Wed 2` is the Wednesday of the plan's second week; weeks begin on Monday."""
    weekday, week = text.split()
    monday = start - dt.timedelta(days=start.weekday())
    return monday + dt.timedelta(days=7 * (int(week) - 1) + WEEKDAYS.index(weekday))


def day_name(start: dt.date, on: dt.date) -> str:
    """The inverse of `day`."""
    monday = start - dt.timedelta(days=start.weekday())
    return f"{WEEKDAYS[on.weekday()]} {(on - monday).days // 7 + 1}"
