"""Every answer about a run or a start: the browser makes of it what Python makes of it."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import product
from typing import Any

from calculator_page import CalculatorPage
from engine import protocol
from random_histories import (
    BOTH_SIDES_OF_EVERY_BAND,
    BOTH_SIDES_OF_EVERY_STAGE,
    LAST_STOOD,
    MORNING,
    SETTLED,
    a_response,
)
from return_to_running.calculator.judging import judge
from return_to_running.calculator.start import Answers
from return_to_running.calculator.start import start as first_stage


def test_every_combination_of_answers_about_a_run_is_judged_as_python_judges_it(
    kept_open: CalculatorPage,
) -> None:
    pain = range(11)
    answers = (pain, pain, pain, (False, True), SETTLED, MORNING, *[(False, True)] * 3)
    expected = "".join(str(int(judge(protocol(), a_response(*each)))) for each in product(*answers))
    found = kept_open.engine(
        """
        const pain = [...Array(11).keys()];
        let text = "";
        for (const before of pain) for (const during of pain) for (const after of pain)
        for (const limp of ["no", "yes"]) for (const settled of given.settled)
        for (const morning of given.morning) for (const painkiller of ["no", "yes"])
        for (const signs of [[], ["pop"]]) for (const short of [false, true])
          text += engine.judge(rule,
            { before, during, after, limp, settled, morning, painkiller, signs, short });
        return text;
        """,
        {"settled": list(SETTLED), "morning": list(MORNING)},
    )
    assert len(expected) == 11**3 * 2 * len(SETTLED) * 3 * 2 * 2 * 2
    assert found == expected


def test_every_combination_of_answers_leads_to_the_first_stage_that_python_gives(
    kept_open: CalculatorPage,
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
    assert_the_first_stages_agree(kept_open, lists)


def test_r1_r19_every_last_plan_leads_to_the_first_stage_that_python_gives(
    kept_open: CalculatorPage,
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
    assert_the_first_stages_agree(kept_open, lists)


def assert_the_first_stages_agree(
    kept_open: CalculatorPage, lists: dict[str, Sequence[Any]]
) -> None:
    expected = [first_stage(protocol(), Answers(*each)) for each in product(*lists.values())]
    found = kept_open.engine(
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
    answers = [(track, stage, tuple(reasons)) for track, stage, reasons in found["known"]]
    assert [answers[n] for n in found["all"]] == expected
    assert len({(track, stage) for track, stage, _ in expected}) == 5
