"""The rule stands once, in Python: the browser's walk is compared with it, history by history."""

from __future__ import annotations

import random
from collections import Counter
from dataclasses import dataclass
from itertools import groupby, pairwise
from typing import Any

from calculator_page import CalculatorPage, day_number
from engine import protocol
from random_histories import History, a_history, a_run, in_the_answers
from return_to_running.calculator.decisions import Decision, gravest
from return_to_running.calculator.forecast import look_ahead, one_again
from return_to_running.calculator.history import Entry, replay
from return_to_running.calculator.progression import State
from return_to_running.calculator.rules import GENTLE, STANDARD
from return_to_running.calculator.schedule import Progress, Session, Step, next_run, strength_days
from return_to_running.calculator.start import LastPlan, left_by

HISTORIES = 10_000
CHUNK = 500
Row = list[Any]


@dataclass(frozen=True)
class Edit:
    """An entry of the log that is taken out, or has another in its place."""

    place: int
    instead: Entry
    in_its_words: dict[str, Any]


def an_edit(rng: random.Random, history: History) -> Edit | None:
    if not history.log:
        return None
    place = rng.randrange(len(history.log))
    return Edit(place, *a_run(rng, history.log[place].on, good=0.3))


def by_python(history: History, edit: Edit | None) -> dict[str, Any]:
    plan, today = history.plan, history.today
    progress = replay(protocol(), plan, history.log)
    ahead = look_ahead(protocol(), plan, progress, today)
    place = edit.place if edit else None
    fewer = [entry for n, entry in enumerate(history.log) if n != place]
    other = [edit.instead if edit and n == place else e for n, e in enumerate(history.log)]
    return {
        "course": [plan.course.track, plan.course.runs_a_week, list(plan.course.lengths_min)],
        "firstStage": plan.first_stage,
        "steps": [a_step(step) for step in progress.steps],
        "now": [a_state(progress.state), day_number(progress.earliest)],
        "next": a_session(next_run(protocol(), plan, progress, today)),
        "ahead": [[day_number(s.on), s.running_min] for s in ahead],
        "edited": standing(replay(protocol(), plan, other)),
        "removed": standing(replay(protocol(), plan, fewer)),
        "undone": standing(replay(protocol(), plan, history.log[:-1])),
        "left": in_the_answers(left(history)),
    }


def left(history: History) -> LastPlan:
    progress = replay(protocol(), history.answered, history.log)
    return left_by(history.answered, progress, history.last)


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
return given.map(({ plan: wanted, stage, place, instead, today }) => {
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
      edited: standing(engine.replay(rule, plan,
        plan.log.map((entry, n) => n === place ? instead : entry))),
      removed: standing(engine.replay(rule, plan, plan.log.filter((_, n) => n !== place))),
      undone: standing(engine.replay(rule, plan, plan.log.slice(0, -1))),
      left: (({ afterStop, highest, until, clear }) => ({ afterStop, highest, until, clear }))(
        engine.leftBy(rule, read)),
    },
    link: read && same && link === engine.encode(rule, read, signIds) ? null : link,
  };
});
"""


def test_the_browser_walks_ten_thousand_histories_as_python_does(
    kept_open: CalculatorPage,
) -> None:
    """Every step, state and decision; the next run and all to come; edits, undo and the link."""
    rng = random.Random(20261123)
    met: Counter[str] = Counter()
    differences = 0
    first_of_them: list[Any] = []
    for _ in range(HISTORIES // CHUNK):
        chunk = [a_history(rng) for _ in range(CHUNK)]
        edits = [an_edit(rng, history) for history in chunk]
        asked = [
            {
                **history.given,
                "place": edit and edit.place,
                "instead": edit and edit.in_its_words,
                "today": day_number(history.today),
            }
            for history, edit in zip(chunk, edits, strict=True)
        ]
        answered = kept_open.engine(BY_THE_BROWSER, asked)
        for history, edit, found in zip(chunk, edits, answered, strict=True):
            expected = by_python(history, edit)
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
    kept_open: CalculatorPage,
) -> None:
    """R42, and "if one run in three is repeated": every run of the slower plan, every week."""
    kept_open.load_extras()
    rng = random.Random(20261125)
    histories = [a_history(rng) for _ in range(LATER)]
    found = kept_open.engine(
        """
        const { strengthDays, words } = customElements.get("return-to-running");
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
            [...weeks.values()].map((runs) => strengthDays(words[rule.id].strength, runs)),
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
