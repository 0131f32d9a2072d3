"""The rule stands once, in Python. What the browser walks is compared with it, answer by answer,
history by history; and what a link may hold is tried by the thousand."""

from __future__ import annotations

import datetime as dt
import json
import random
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import groupby, pairwise, product
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect

from calculator_page import PAGE, CalculatorPage, day_number
from engine import protocol
from return_to_running.calculator.course import course as course_of
from return_to_running.calculator.forecast import look_ahead, one_again
from return_to_running.calculator.history import Entry, Kind, replay
from return_to_running.calculator.judging import Response, judge
from return_to_running.calculator.progression import Decision, State, gravest
from return_to_running.calculator.protocol import GENTLE, STANDARD
from return_to_running.calculator.schedule import (
    Plan,
    Progress,
    Session,
    Step,
    Week,
    enough_days,
    next_run,
    runs_a_week,
    strength_days,
)
from return_to_running.calculator.start import GENTLE_ONLY, Answers, LastPlan, left_by
from return_to_running.calculator.start import start as first_stage
from return_to_running.calculator.tables import ANSWERS, rule_tables

HISTORIES = 10_000
LINKS = 10_000
CHUNK = 500
GOALS = (30, 30, 31, 33, 34, 45, 60, 90, 124, 179, 180)
GAPS = (0, 1, 2, 2, 2, 2, 3, 3, 3, 4, 5, 7, 7, 7, 8, 9, 14, 15, 21, 28, 29, 45)
KINDS: tuple[Kind, ...] = ("run", "not-usual", "too-sore", "pain-break")
SIGNS = ("cannot-stand", "deep-groin", "pregnant")
RULE = rule_tables(protocol())
STAGES = protocol().tracks.standard.stages
SETTLED = tuple(RULE["judge"]["settled"])
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
    "made": 20_000,
    "race": None,
    "signs": [],
    "log": [],
}

Row = list[Any]


@pytest.fixture(scope="module")
def calculator(browser: Browser, served: str) -> Iterator[CalculatorPage]:
    page = browser.new_page()
    calculator = CalculatorPage(page)
    calculator.open(served + PAGE)
    yield calculator
    page.close()


# ---------------------------------------------------------------- histories


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
    answered = Plan(course, first, weekdays, start)
    plan = answered if given_stage is None else replace(answered, first_stage=given_stage)
    rest_until = start - dt.timedelta(days=rng.randrange(9)) if rng.random() < 0.5 else None
    last = LastPlan(answers.highest, answers.after_stop, rest_until)
    log, today = a_log(rng, start)
    given = {
        **BASE,
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


def a_run(rng: random.Random, on: dt.date, good: float) -> tuple[Entry, dict[str, Any]]:
    def answer(best: Any, *others: Any) -> Any:
        return best if rng.random() < good + (1 - good) * 0.8 else rng.choice(others)

    before, during, after = (answer(rng.randrange(3), 3, 5, 6, 10) for _ in range(3))
    limp = answer(False, True)
    settled = answer("hour", *SETTLED)
    morning = answer("same", *MORNING)
    painkiller = answer(False, True)
    signs = rng.sample(SIGNS, rng.randrange(1, 4)) if rng.random() > 0.995 else []
    weeks: tuple[Week | None, ...] = (None, "same", "worse")
    (week,) = rng.choices(weeks, (12, 5, 1))
    response = Response(
        before,
        during,
        after,
        limp,
        None if settled == "unknown" else settled,
        MORNING[morning],
        warning_sign=bool(signs),
        painkiller=painkiller,
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
        "week": week,
        "signs": signs,
    }


def no_run(kind: Kind, on: dt.date) -> tuple[Entry, dict[str, Any]]:
    return Entry(on, kind=kind), {"on": day_number(on), "kind": kind, "signs": []}


def yes_no(answer: bool) -> str:
    return "yes" if answer else "no"


# ---------------------------------------------------------------- both sides in one shape


def by_python(history: History, without: int | None) -> dict[str, Any]:
    plan, today = history.plan, history.today
    progress = replay(protocol(), plan, history.log)
    ahead = look_ahead(protocol(), plan, progress, today)
    fewer = [entry for n, entry in enumerate(history.log) if n != without]
    return {
        "course": [plan.course.track, plan.course.runs_a_week, list(plan.course.lengths_min)],
        "firstStage": plan.first_stage,
        "steps": [a_step(step) for step in progress.steps],
        "now": [a_state(progress.state), day_number(progress.earliest)],
        "next": a_session(next_run(protocol(), plan, progress, today)),
        "ahead": [[day_number(s.on), s.running_min] for s in ahead],
        "edited": standing(replay(protocol(), plan, fewer)),
        "undone": standing(replay(protocol(), plan, history.log[:-1])),
        "left": in_the_answers(left(history)),
    }


def left(history: History) -> LastPlan:
    progress = replay(protocol(), history.answered, history.log)
    return left_by(protocol(), history.answered, progress, history.last)


def a_step(step: Step) -> Row:
    result = None if step.result is None else int(step.result)
    words = [decision.value for decision in step.decisions]
    answer = gravest(step.decisions)
    return [
        a_session(step.session),
        result,
        words,
        answer and answer.value,
        a_state(step.state),
    ]


def a_state(state: State) -> Row:
    return [
        state.stage,
        state.successes,
        state.sessions_left,
        state.trouble,
        state.clear_from,
        state.held,
        state.climb_back,
        state.ended and state.ended.value,
    ]


def a_session(session: Session | None) -> Row | None:
    if session is None:
        return None
    return [day_number(session.on), session.stage, session.running_min, session.grows, session.long]


def standing(progress: Progress) -> Row:
    return [a_state(progress.state), day_number(progress.earliest), len(progress.steps)]


BY_THE_BROWSER = """
const aState = (s) =>
  [s.stage, s.successes, s.left, s.trouble, s.clear, s.held, s.climb, s.ended];
const aSession = (s) => s && [s.on, s.stage, s.minutes, s.grows, s.long];
const standing = (p) => [aState(p.state), p.earliest, p.steps.length];
const sorted = (value) =>
  value && typeof value === "object" && !Array.isArray(value)
    ? Object.fromEntries(Object.keys(value).sort().map((key) => [key, sorted(value[key])]))
    : Array.isArray(value) ? value.map(sorted) : value;
return given.map(({ plan: wanted, stage, without, today }) => {
  let plan = engine.complete(rule, wanted);
  if (stage !== null) plan = { ...plan, firstStage: stage };
  const progress = engine.replay(rule, plan, plan.log);
  const link = engine.encode(rule, plan, signIds);
  const read = engine.decode(rule, link, signIds);
  const same = JSON.stringify(sorted(read)) === JSON.stringify(sorted({ ...read, ...wanted }));
  return {
    result: {
      course: [plan.course.track, plan.course.runs, plan.course.lengths],
      firstStage: plan.firstStage,
      steps: progress.steps.map((s) =>
        [aSession(s.session), s.result, s.decisions, engine.gravest(rule, s.decisions) ?? null,
          aState(s.state)]),
      now: [aState(progress.state), progress.earliest],
      next: aSession(engine.nextRun(rule, plan, progress, today)),
      ahead: engine.lookAhead(rule, plan, progress, today).sessions.map((s) => [s.on, s.minutes]),
      edited: standing(engine.replay(rule, plan, plan.log.filter((_, n) => n !== without))),
      undone: standing(engine.replay(rule, plan, plan.log.slice(0, -1))),
      left: (({ afterStop, highest, until }) => ({ afterStop, highest, until }))(
        engine.leftBy(rule, read)),
    },
    link: read && same && link === engine.encode(rule, read, signIds) ? null : link,
  };
});
"""


def test_the_browser_walks_ten_thousand_histories_as_python_does(
    calculator: CalculatorPage,
) -> None:
    """Every step, state and decision; the next run and all to come; edits, undo and the link."""
    rng = random.Random(20261123)
    met: Counter[str] = Counter()
    differences = 0
    first_of_them: list[Any] = []
    for _ in range(HISTORIES // CHUNK):
        chunk = [a_history(rng) for _ in range(CHUNK)]
        removed = [rng.randrange(len(h.log)) if h.log else None for h in chunk]
        asked = [
            {**history.given, "without": without, "today": day_number(history.today)}
            for history, without in zip(chunk, removed, strict=True)
        ]
        answered = calculator.engine(BY_THE_BROWSER, asked)
        for history, without, found in zip(chunk, removed, answered, strict=True):
            expected = by_python(history, without)
            if found["result"] != expected or found["link"] is not None:
                differences += 1
                faults = {
                    name: (found["result"][name], expected[name])
                    for name in expected
                    if found["result"][name] != expected[name]
                }
                first_of_them = first_of_them or [history.given, faults, found["link"]]
            met.update(word for step in expected["steps"] for word in step[2])
            met.update([history.plan.course.track])
            met["beyond the ladder"] += any(
                step[0][1] >= history.plan.course.ladder for step in expected["steps"]
            )
    assert (differences, first_of_them) == (0, [])
    # A run can wait only at the end of a log, so that is rarer than the rest.
    least = {word: 5 if word is Decision.WAITING else 20 for word in Decision}
    rare = {word.value: met[word.value] for word in Decision if met[word.value] < least[word]}
    assert rare == {}, "the histories must reach every decision"
    assert min(met[STANDARD], met[GENTLE], met["beyond the ladder"]) > HISTORIES / 50


LATER = 600


def test_the_later_date_and_the_strength_days_of_a_plan_are_those_of_python(
    calculator: CalculatorPage,
) -> None:
    """R42, and "if one run in three is repeated": every run of the slower plan, every week."""
    rng = random.Random(20261125)
    histories = [a_history(rng) for _ in range(LATER)]
    found = calculator.engine(
        """
        return given.map(({ plan: wanted, stage, today }) => {
          let plan = engine.complete(rule, wanted);
          if (stage !== null) plan = { ...plan, firstStage: stage };
          const progress = engine.replay(rule, plan, plan.log);
          const { sessions } =
            engine.lookAhead(rule, plan, progress, today, engine.again(rule));
          const weeks = new Map();
          for (const session of sessions) {
            const week = Math.floor((session.on + 3) / 7);
            weeks.set(week, [...(weeks.get(week) ?? []), session]);
          }
          return [
            sessions.map((s) => [s.on, s.minutes]),
            [...weeks.values()].map((runs) => engine.strengthDays(rule, runs)),
          ];
        });
        """,
        [{**each.given, "today": day_number(each.today)} for each in histories],
    )
    weeks_of: Counter[int] = Counter()
    longer = 0
    for history, (sessions, strength) in zip(histories, found, strict=True):
        progress = replay(protocol(), history.plan, history.log)
        again = one_again(protocol())
        ahead = look_ahead(protocol(), history.plan, progress, history.today, again)
        assert sessions == [[day_number(s.on), s.running_min] for s in ahead]
        weeks = [list(runs) for _, runs in groupby(ahead, key=lambda s: s.on.isocalendar()[:2])]
        assert strength == [the_strength_days(runs) for runs in weeks]
        weeks_of.update(len(runs) for runs in weeks)
        longer += any(s.long for s in ahead)
    assert min(weeks_of[runs] for runs in (1, 2, 3)) > LATER / 10
    assert longer > LATER / 10


def the_strength_days(runs: list[Session]) -> list[int]:
    """The weekdays for strength in a week of runs."""
    gaps = [(after.on - before.on).days for before, after in pairwise(runs)]
    long = next((n for n, run in enumerate(runs) if run.long), None)
    first = runs[0].on.weekday()
    return sorted((first + after) % 7 for after in strength_days(protocol(), gaps, long))


# ---------------------------------------------------------------- single answers


def test_every_combination_of_answers_about_a_run_is_judged_as_python_judges_it(
    calculator: CalculatorPage,
) -> None:
    pain = range(11)
    answers = (pain, pain, pain, (False, True), SETTLED, MORNING, (False, True), (False, True))
    expected = "".join(
        str(
            int(
                judge(
                    protocol(),
                    Response(
                        before,
                        during,
                        after,
                        limp,
                        None if settled == "unknown" else settled,
                        MORNING[morning],
                        warning_sign=sign,
                        painkiller=painkiller,
                    ),
                )
            )
        )
        for before, during, after, limp, settled, morning, painkiller, sign in product(*answers)
    )
    found = calculator.engine(
        """
        const pain = [...Array(11).keys()];
        let text = "";
        for (const before of pain) for (const during of pain) for (const after of pain)
        for (const limp of ["no", "yes"]) for (const settled of given.settled)
        for (const morning of given.morning) for (const painkiller of ["no", "yes"])
        for (const signs of [[], ["pop"]])
          text += engine.judge(rule,
            { before, during, after, limp, settled, morning, painkiller, signs });
        return text;
        """,
        {"settled": SETTLED, "morning": list(MORNING)},
    )
    assert len(expected) == 11**3 * 2 * len(SETTLED) * 3 * 2 * 2
    assert found == expected


def test_every_combination_of_answers_leads_to_the_first_stage_that_python_gives(
    calculator: CalculatorPage,
) -> None:
    lists: dict[str, Sequence[Any]] = {
        "daysOff": BOTH_SIDES_OF_EVERY_BAND,
        "regular": (True, False),
        "stairs": (0, 2, 3, 10),
        "worst": (0, 1, 2, 10),
        "age": (18, 59, 60, 120),
        "bone": (False, True),
        "longest": BOTH_SIDES_OF_EVERY_STAGE,
        "bmi": (None, False, True),
        "afterStop": (False, True),
        "highest": (None,),
    }
    assert_the_first_stages_agree(calculator, lists)


def test_r1_r19_every_last_plan_leads_to_the_first_stage_that_python_gives(
    calculator: CalculatorPage,
) -> None:
    """R1, R18, R19: with every break after it, and beside every other reason for a low start."""
    lists: dict[str, Sequence[Any]] = {
        "daysOff": BOTH_SIDES_OF_EVERY_BAND,
        "regular": (True, False),
        "stairs": (0,),
        "worst": (0, 2),
        "age": (35,),
        "bone": (False,),
        "longest": (None, 18, 60),
        "bmi": (None,),
        "afterStop": (False, True),
        "highest": LAST_STOOD,
    }
    assert_the_first_stages_agree(calculator, lists)


def assert_the_first_stages_agree(
    calculator: CalculatorPage, lists: dict[str, Sequence[Any]]
) -> None:
    expected = [first_stage(protocol(), Answers(*each)) for each in product(*lists.values())]
    found = calculator.engine(
        """
        const word = { true: "yes", false: "no", null: "skip" };
        const known = new Map();
        const all = [];
        const walk = (left, answers) => {
          if (left.length) {
            const [[name, values], ...rest] = left;
            for (const value of values) walk(rest, { ...answers, [name]: value });
            return;
          }
          for (const name of ["regular", "bone", "bmi"]) answers[name] = word[answers[name]];
          answers.highest ??= -2;
          const { track, stage, reasons } = engine.firstStage(rule, answers);
          const key = JSON.stringify([track, stage, reasons]);
          if (!known.has(key)) known.set(key, known.size);
          all.push(known.get(key));
        };
        walk(given, {});
        return { known: [...known.keys()].map((key) => JSON.parse(key)), all };
        """,
        list(lists.items()),
    )
    named = {answer: reason for reason, answer in ANSWERS.items()}
    answers = [
        (track, stage, tuple(named[reason] for reason in reasons))
        for track, stage, reasons in found["known"]
    ]
    assert [answers[n] for n in found["all"]] == expected
    assert len({(track, stage) for track, stage, _ in expected}) == 5


def test_every_set_of_weekdays_allows_as_many_runs_as_python_says_and_makes_a_plan_or_none(
    calculator: CalculatorPage, a_plan: dict[str, Any]
) -> None:
    """A link is held to the same days as the question (R17)."""
    sets = [[day for day in range(7) if bits >> day & 1] for bits in range(128)]
    found = calculator.engine(
        """
        const link = (days) => engine.encode(rule, { ...given.plan, days }, signIds);
        return given.sets.map((days) =>
          [engine.runsAWeek(rule, days), engine.decode(rule, link(days), signIds) !== null]);
        """,
        {"sets": sets, "plan": a_plan},
    )
    assert found == [
        [runs_a_week(protocol(), days), enough_days(protocol(), days)] for days in sets
    ]
    assert {enough for _, enough in found} == {True, False}


# ---------------------------------------------------------------- links from strangers

LETTERS = "0123456789abcdefghijklmnopqrstuvwxyz"
NASTY = (
    "<img src=x onerror=alert(1)>",
    "%3Cscript%3Ealert(1)%3C/script%3E",
    '"><svg onload=alert(1)>',
    "__proto__",
    "constructor",
    "toString",
    "zzzzzzzzzzzzzzzz",
    "-1",
    "1e309",
    "NaN",
    "null",
    "undefined",
    "\u202e\u0000\ufffd",
    "\U0001f3c3\u0301",
    "\u0661\u0662\u0663",
    "..",
    "--",
    "_r",
    "=cmd|' /C calc'!A0",
    " ",
    "\n",
    "9" * 400,
    "_1" * 300,
)


def mangled(rng: random.Random, link: str) -> str:
    """A link after up to three accidents or attacks."""
    for _ in range(rng.randrange(1, 4)):
        at = rng.randrange(len(link) + 1)
        fields = link.split("-")
        match rng.randrange(8):
            case 0:
                link = (
                    link[:at] + chr(ord(link[at]) ^ 1 << rng.randrange(7)) + link[at + 1 :]
                    if (at < len(link))
                    else link
                )
            case 1:
                link = link[:at]
            case 2:
                link = link[:at] + rng.choice(LETTERS + ".-_") + link[at + 1 :]
            case 3:
                fields[rng.randrange(len(fields))] = rng.choice(NASTY)
                link = "-".join(fields)
            case 4:
                n = rng.randrange(len(fields))
                fields[n] = "".join(rng.choices(LETTERS, k=rng.randrange(1, 6)))
                link = "-".join(fields)
            case 5:
                n = rng.randrange(len(fields))
                parts = fields[n].split(".")
                parts[rng.randrange(len(parts))] = rng.choice((*NASTY, *LETTERS, "", "zz", "_r0"))
                fields[n] = ".".join(parts)
                link = "-".join(fields)
            case 6:
                link = link[:at] + rng.choice(NASTY) + link[at:]
            case _:
                n = rng.randrange(len(fields))
                fields[n] = ".".join([fields[n]] * rng.choice((2, 3, 300)))
                link = "-".join(fields)
    return link


@pytest.fixture(scope="module")
def strange_links(calculator: CalculatorPage) -> list[str]:
    rng = random.Random(3)
    plans = [a_history(rng).given["plan"] for _ in range(200)]
    links = calculator.engine(
        "return given.map((plan) => engine.encode(rule, plan, signIds));", plans
    )
    return [mangled(rng, rng.choice(links)) for _ in range(LINKS)]


def test_ten_thousand_strange_links_are_read_without_an_exception(
    calculator: CalculatorPage, strange_links: list[str]
) -> None:
    """What is read is a plan within all limits; it can be worked out and written again."""
    faults = calculator.engine(
        """
        const limits = {
          days: (p) => p.days.length <= rule.days.ticked
            && engine.runsAWeek(rule, p.days) >= rule.days.least,
          goal: (p) => p.goal >= rule.lengths[0] && p.goal <= rule.beyond.goalMax,
          signs: (p) => p.signs.every((id) => signIds.includes(id)),
          log: (p) => p.log.every((e) => Number.isInteger(e.on) && e.on >= p.start
            && e.signs.every((id) => signIds.includes(id))),
          numbers: (p) => [p.version, p.made, p.start, p.goal, ...p.days, p.answers.daysOff,
            p.answers.stairs, p.answers.worst, p.answers.age, p.answers.highest, p.answers.until]
            .every(Number.isInteger),
          judged: (p) => p.log.filter((e) => e.kind === "run")
            .every((e) => Number.isInteger(engine.judge(rule, e))),
        };
        const faults = [];
        let read = 0;
        for (const link of given) {
          try {
            const plan = engine.decode(rule, link, signIds);
            if (plan === null) continue;
            read += 1;
            for (const [name, holds] of Object.entries(limits)) {
              if (!holds(plan)) faults.push([name, link]);
            }
            if (plan.log.length > 60) continue;
            const full = engine.complete(rule, plan);
            const { highest, until } = engine.leftBy(rule, plan);
            if (!Number.isInteger(highest + until)) faults.push(["what it leaves", link]);
            const progress = engine.replay(rule, full, full.log);
            engine.nextRun(rule, full, progress, full.start);
            const again = engine.decode(rule, engine.encode(rule, full, signIds), signIds);
            if (JSON.stringify(again) !== JSON.stringify({ ...plan, version: rule.version })) {
              faults.push(["written again", link]);
            }
          } catch (error) {
            faults.push([String(error), link]);
          }
        }
        return { faults: faults.slice(0, 5), read };
        """,
        strange_links,
    )
    assert faults["faults"] == []
    assert faults["read"] > LINKS / 20, "some of the links must still be plans"


def load_extras(page: Page) -> None:
    """Ask for the second script, and wait for it."""
    page.evaluate(
        "new Promise((loaded) => document.querySelector('return-to-running')"
        ".withExtras(() => loaded(true)))"
    )


def test_a_strange_link_opens_a_plan_within_the_gate_or_none_at_all(
    calculator: CalculatorPage, strange_links: list[str], served: str
) -> None:
    """Through the real page. No plan with a sign that withholds it; no markup of the link's."""
    calculator.open(served + PAGE)
    page = calculator.page
    load_extras(page)
    harmless = [sign.id for sign in protocol().signs if sign.plan]
    errors: list[str] = []
    page.on("pageerror", lambda error: errors.append(str(error)))
    page.on("dialog", lambda dialog: errors.append(f"a dialog: {dialog.message}"))
    faults = calculator.engine(
        """
        const before = element.querySelectorAll("script, iframe, img, object, embed").length;
        const faults = [];
        let plans = 0;
        for (const link of given.links) {
          let plan = null;
          try {
            history.replaceState(null, "", `#plan=${link}`);
            plan = engine.decode(rule, location.hash.slice(6), signIds);
            dispatchEvent(new HashChangeEvent("hashchange"));
          } catch (error) {
            faults.push([String(error), link]);
          }
          const shown = !element.querySelector("[data-view=plan]").hidden;
          const allowed = plan !== null && plan.signs.every((id) => given.harmless.includes(id));
          if (shown) plans += 1;
          if (shown && !allowed) faults.push(["a plan past the gate", link]);
          if (/onerror|onload|<script/.test(element.querySelector(".c-live").innerHTML)) {
            faults.push(["markup", link]);
          }
        }
        const after = element.querySelectorAll("script, iframe, img, object, embed").length;
        if (after !== before) faults.push(["new elements", ""]);
        return { faults: faults.slice(0, 5), plans };
        """,
        {"links": strange_links[:2000], "harmless": harmless},
    )
    assert faults["faults"] == []
    assert faults["plans"] > 20, "some of the links must open"
    assert errors == []
    calculator.open(served + PAGE)


def test_ten_thousand_strange_log_files_are_read_without_an_exception(
    calculator: CalculatorPage, strange_links: list[str]
) -> None:
    """Whole files with a strange plan in them, and files broken at any place."""
    rng = random.Random(20261124)
    whole = [
        json.dumps({"format": "return-to-running", "version": 1, "plan": link, "log": []})
        for link in strange_links[: LINKS // 2]
    ]
    broken = [mangled(rng, rng.choice(whole)) for _ in range(LINKS // 2)]
    load_extras(calculator.page)
    faults = calculator.engine(
        """
        const { files } = customElements.get("return-to-running");
        const faults = [];
        let plans = 0;
        for (const text of given) {
          try {
            const plan = files.planOfLogFile(text);
            if (typeof plan !== "string") faults.push(["not a text", text]);
            if (engine.decode(rule, plan, signIds)) plans += 1;
          } catch (error) {
            faults.push([String(error), text]);
          }
        }
        return { faults: faults.slice(0, 5), plans };
        """,
        [*whole, *broken],
    )
    assert faults["faults"] == []
    assert faults["plans"] > LINKS / 40, "some of the files must still hold plans"


def test_a_strange_log_file_opens_a_plan_within_the_gate_or_none_at_all(
    calculator: CalculatorPage, strange_links: list[str], served: str, a_plan: dict[str, Any]
) -> None:
    """Through the page's own door for files: no plan past the gate, no markup of the file's."""
    link = calculator.engine("return engine.encode(rule, given, signIds);", a_plan)
    calculator.open(served + PAGE, link)
    expect(calculator.slot("chart").locator("svg")).to_be_visible()
    harmless = [sign.id for sign in protocol().signs if sign.plan]
    faults = calculator.engine(
        """
        const faults = [];
        let opened = 0;
        for (const link of given.links) {
          const before = element.plan;
          const text = JSON.stringify({ format: "return-to-running", plan: link });
          try {
            await element.extras.open({ files: [new File([text], "log.json")] });
            if (element.querySelector("dialog").open) element.act("ask-yes", element);
          } catch (error) {
            faults.push([String(error), link]);
          }
          if (!element.plan || element.plan === before) continue;
          opened += 1;
          const { signs, answers } = element.plan;
          const ready = rule.readiness.test[answers.worst] === "ready" && answers.age >= rule.adult;
          const allowed = ready && signs.every((id) => given.harmless.includes(id));
          if (!allowed) faults.push(["a plan past the gate", link]);
          if (/onerror|onload|<script/.test(element.querySelector(".c-live").innerHTML)) {
            faults.push(["markup", link]);
          }
        }
        return { faults: faults.slice(0, 5), opened };
        """,
        {"links": strange_links[:2000], "harmless": harmless},
    )
    calculator.open(served + PAGE)
    assert faults["faults"] == []
    assert faults["opened"] > 20, "some of the files must open"


REFUSED: dict[str, dict[str, Any]] = {
    "seventeen years old": {"age": 17},
    "pain of 3 in a test": {"worst": 3},
}


@pytest.fixture(scope="module")
def a_plan() -> dict[str, Any]:
    history = next(
        h for h in (a_history(random.Random(n)) for n in range(999)) if not h.given["plan"]["log"]
    )
    given: dict[str, Any] = history.given["plan"]
    made = day_number(dt.datetime.now().astimezone().date())
    return {**given, "signs": [], "days": [0, 2, 4], "made": made, "start": made}


@pytest.mark.parametrize("sign", [sign.id for sign in protocol().signs])
def test_a_link_with_a_sign_opens_the_plan_only_if_the_protocol_allows_it(
    sign: str, calculator: CalculatorPage, a_plan: dict[str, Any]
) -> None:
    link = calculator.engine(
        "return engine.encode(rule, given, signIds);", {**a_plan, "signs": [sign]}
    )
    calculator.fresh(link)
    allowed, kind = next((s.plan, s.card) for s in protocol().signs if s.id == sign)
    assert calculator.view_shown() == ("plan" if allowed else "safety")
    if not allowed:
        assert calculator.cards_shown() == [kind]


@pytest.mark.parametrize("answer", REFUSED)
def test_a_link_is_held_to_the_present_gate(
    answer: str, calculator: CalculatorPage, a_plan: dict[str, Any]
) -> None:
    """R39: opening a link asks nothing, so what the gate refuses must be refused there too."""
    changed = replace_answers(a_plan, REFUSED[answer])
    link = calculator.engine("return engine.encode(rule, given, signIds);", changed)
    calculator.fresh(link)
    assert calculator.view_shown() == "safety"


def replace_answers(plan: dict[str, Any], answers: dict[str, Any]) -> dict[str, Any]:
    return {**plan, "answers": {**plan["answers"], **answers}}
