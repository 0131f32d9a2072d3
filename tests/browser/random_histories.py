"""Random plans with their logs, each also in the words of the browser's engine."""

from __future__ import annotations

import datetime as dt
import random
from dataclasses import dataclass, replace
from typing import Any

from calculator_page import day_number
from engine import protocol
from return_to_running.calculator.course import course as course_of
from return_to_running.calculator.history import Entry, Kind
from return_to_running.calculator.judging import Response
from return_to_running.calculator.schedule import Plan, Week, runs_a_week
from return_to_running.calculator.start import GENTLE_ONLY, Answers, LastPlan
from return_to_running.calculator.start import start as first_stage
from return_to_running.calculator.tables import rule_tables

GOALS = (30, 30, 31, 33, 34, 45, 60, 90, 124, 179, 180)
GAPS = (0, 1, 2, 2, 2, 2, 3, 3, 3, 4, 5, 7, 7, 7, 8, 9, 14, 15, 21, 28, 29, 45)
KINDS: tuple[Kind, ...] = ("run", "not-usual", "too-sore", "pain-break")
SIGNS = ("cannot-stand", "deep-groin", "pregnant")
RULE = rule_tables(protocol())
STAGES = protocol().tracks.standard.stages
SETTLED = {word: None if word == "unknown" else word for word in RULE["judge"]["settled"]}
MORNING = {"same": False, "worse": True, "unknown": None}
BOTH_SIDES_OF_EVERY_BAND = sorted(
    {0, 400}
    | {
        up_to + more
        for bands in (RULE["start"]["first"]["daysOff"], RULE["start"]["back"])
        for up_to, _ in bands[:-1]
        for more in (0, 1)
    }
)
LAST_STOOD = (None, GENTLE_ONLY, *range(len(STAGES)))
"""Where the last plan may have stood: there was none, on the gentle track, at each stage."""
BOTH_SIDES_OF_EVERY_STAGE = [
    None,
    0,
    *sorted({int(s.running_min) + more for s in STAGES for more in (-1, 0)}),
    1440,
]
BASE: dict[str, Any] = {
    "version": RULE["version"],
    "race": None,
    "signs": [],
    "log": [],
}


@dataclass(frozen=True)
class History:
    """A plan, its log, and both once more in the engine's own words.

    `answered` is the plan as its answers make it; `plan` may begin at another stage.
    """

    plan: Plan
    answered: Plan
    last: LastPlan
    log: tuple[Entry, ...]
    today: dt.date
    given: dict[str, Any]


def a_history(rng: random.Random) -> History:
    answers = Answers(
        days_off=rng.choice(BOTH_SIDES_OF_EVERY_BAND),
        regular_runner=rng.random() < 0.9,
        stairs_pain=rng.choice((0, 0, 0, 1, 2, 3)),
        worst_test_pain=rng.choice((0, 0, 1, 2)),
        age=rng.choice((18, 35, 35, 59, 60)),
        past_bone_stress=rng.random() < 0.1,
        longest_run_min=rng.choice(BOTH_SIDES_OF_EVERY_STAGE),
        bmi_over_limit=rng.choice((None, False, False, True)),
        after_stop=rng.random() < 0.1,
        highest=rng.choice((None, None, *LAST_STOOD)),
    )
    track, first, _ = first_stage(protocol(), answers)
    weekdays = frozenset(some_weekdays(rng))
    runs = runs_a_week(protocol(), weekdays)
    goal = rng.choice(GOALS)
    course = course_of(protocol(), track, goal, runs)
    longest = course.ladder - 1
    given_stage = rng.choice((None, None, None, rng.randrange(course.ladder), longest))
    start = dt.date(2026, 11, 23) + dt.timedelta(days=rng.randrange(-400, 400))
    clear_from = rng.randrange(1, course.ladder + 2) if rng.random() < 0.2 else 0
    answered = Plan(course, first, weekdays, start, clear_from)
    plan = answered if given_stage is None else replace(answered, first_stage=given_stage)
    rest_until = start - dt.timedelta(days=rng.randrange(9)) if rng.random() < 0.5 else None
    last = LastPlan(answers.highest, answers.after_stop, rest_until, clear_from)
    log, today = a_log(rng, start)
    given = {
        **BASE,
        "made": day_number(start) - start.day % 8,
        "start": day_number(start),
        "days": sorted(weekdays),
        "goal": goal,
        "answers": {
            "daysOff": answers.days_off,
            "regular": yes_no(answers.regular_runner),
            "stairs": answers.stairs_pain,
            "worst": answers.worst_test_pain,
            "age": answers.age,
            "bone": yes_no(answers.past_bone_stress),
            "longest": answers.longest_run_min,
            "bmi": {None: "skip", True: "yes", False: "no"}[answers.bmi_over_limit],
            **in_the_answers(last),
        },
        "log": [in_its_words for _, in_its_words in log],
        "pace": rng.choice((None, {"seconds": rng.randrange(60, 3601), "unit": "mi"})),
        "signs": rng.sample(("two-weeks", "snapping"), rng.randrange(2)),
    }
    entries = tuple(entry for entry, _ in log)
    given = {"plan": given, "stage": given_stage}
    return History(plan, answered, last, entries, today, given)


def in_the_answers(last: LastPlan) -> dict[str, Any]:
    """What a last plan left, as the engine's answers hold it."""
    return {
        "afterStop": last.after_stop,
        "highest": -2 if last.highest is None else last.highest,
        "until": day_number(last.rest_until) if last.rest_until else 0,
        "clear": last.clear_from,
    }


def some_weekdays(rng: random.Random) -> tuple[int, ...]:
    while True:
        days = tuple(sorted(rng.sample(range(7), rng.randrange(2, 5))))
        if runs_a_week(protocol(), days) > 1:
            return days


def a_log(rng: random.Random, start: dt.date) -> tuple[list[tuple[Entry, dict[str, Any]]], dt.date]:
    good = rng.choice((0.3, 0.7, 0.95, 0.995))
    gaps = rng.choice((GAPS, (2, 2, 3), (7,), (2, 3, 7, 8), (2, 2, 3, 3, 2, 2, 27)))
    on = start + dt.timedelta(days=rng.choice((0, 0, 1, 2, 8, 30)))
    log = []
    for _ in range(rng.randrange(41)):
        kind: Kind = "run"
        if rng.random() > good:
            (kind,) = rng.choices(KINDS, (16, 8, 1, 3))
        entry = a_run(rng, on, good) if kind == "run" else no_run(kind, on)
        log.append(entry)
        waiting = kind == "not-usual" and rng.random() < 0.7
        on += dt.timedelta(days=1 if waiting else rng.choice(gaps))
    if rng.random() < 0.2:
        rng.shuffle(log)
    return log, on + dt.timedelta(days=rng.choice((-3, 0, 0, 1, 10, 40)))


def a_response(
    before: int,
    during: int,
    after: int,
    limp: bool,
    settled: str,
    morning: str,
    painkiller: bool,
    sign: bool,
    short: bool,
) -> Response:
    """The answers of a check-in from the page's own words."""
    return Response(
        before,
        during,
        after,
        limp,
        SETTLED[settled],
        MORNING[morning],
        warning_sign=sign,
        painkiller=painkiller,
        short=short,
    )


def a_run(rng: random.Random, on: dt.date, good: float) -> tuple[Entry, dict[str, Any]]:
    def answer(best: Any, *others: Any) -> Any:
        return best if rng.random() < good + (1 - good) * 0.8 else rng.choice(others)

    before, during, after = (answer(rng.randrange(3), 3, 5, 6, 10) for _ in range(3))
    limp = answer(False, True)
    settled = answer("hour", *SETTLED)
    morning = answer("same", *MORNING)
    painkiller, short = answer(False, True), answer(False, True)
    signs = rng.sample(SIGNS, rng.randrange(1, 4)) if rng.random() > 0.995 else []
    weeks: tuple[Week | None, ...] = (None, "same", "worse")
    (week,) = rng.choices(weeks, (12, 5, 1))
    response = a_response(
        before, during, after, limp, settled, morning, painkiller, bool(signs), short
    )
    return Entry(on, response, week), {
        "on": day_number(on),
        "kind": "run",
        "before": before,
        "during": during,
        "after": after,
        "limp": yes_no(limp),
        "settled": settled,
        "morning": morning,
        "painkiller": yes_no(painkiller),
        "longer": False,
        "short": short,
        "week": week,
        "signs": signs,
    }


def no_run(kind: Kind, on: dt.date) -> tuple[Entry, dict[str, Any]]:
    return Entry(on, kind=kind), {"on": day_number(on), "kind": kind, "signs": []}


def yes_no(answer: bool) -> str:
    return "yes" if answer else "no"


def a_new_plan() -> dict[str, Any]:
    """A plan that was made today, without a sign and without a run."""
    history = next(
        h for h in (a_history(random.Random(n)) for n in range(999)) if not h.given["plan"]["log"]
    )
    given: dict[str, Any] = history.given["plan"]
    made = day_number(dt.datetime.now().astimezone().date())
    return {**given, "signs": [], "days": [0, 2, 4], "made": made, "start": made}
