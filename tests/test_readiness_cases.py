"""The stories of cases/readiness/, each read by the rule and by the tables that the browser has."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Any

import pytest
import yaml
from pydantic import BaseModel, ConfigDict, Field

from engine import protocol
from return_to_running.calculator.judging import HOP, Readiness, Where, readiness
from return_to_running.calculator.machine import PAIN
from return_to_running.calculator.tables import readiness_table

CASES = sorted((Path(__file__).parent / "cases" / "readiness").glob("*.yml"))
TESTS = tuple(test.id for test in protocol().readiness.tests)


class Story(BaseModel):
    """One file: pain in the tests, 0 where it is not written, and what follows."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    story: Annotated[str, Field(min_length=20)]
    tests: dict[str, Annotated[int, Field(ge=0, le=10)]]
    hop_hurts: Where | None = None
    old_stress_fracture: bool = False
    then: Readiness


def worst(outcomes: list[Readiness]) -> Readiness:
    return max(outcomes, key=list(Readiness).index)


@pytest.mark.parametrize("path", CASES, ids=lambda path: path.stem)
def test_the_runner_is_told_what_the_story_says(path: Path) -> None:
    story = Story.model_validate(yaml.safe_load(path.read_text(encoding="utf-8")))
    assert set(story.tests) <= set(TESTS)
    outcomes = [
        readiness(
            protocol(),
            test,
            story.tests.get(test, 0),
            story.hop_hurts,
            past_bone_stress=story.old_stress_fracture,
        )
        for test in TESTS
    ]
    assert worst(outcomes) is story.then


def test_every_outcome_is_met_in_some_story() -> None:
    assert {yaml.safe_load(path.read_text(encoding="utf-8"))["then"] for path in CASES} == {
        outcome.value for outcome in Readiness
    }


def read(bands: Any, pain: int) -> str:
    """What the browser reads in a table: the first band that holds the pain."""
    return next(str(outcome) for limit, outcome in bands if limit is None or pain <= limit)


@pytest.mark.parametrize("past", [False, True])
@pytest.mark.parametrize("where", ["groin", "elsewhere"])
def test_r6_the_table_says_of_every_pain_what_the_rule_says(where: Where, past: bool) -> None:
    table = readiness_table(protocol())
    hop = table["groin"] if where == "groin" else table["elsewhere"]["yes" if past else "no"]
    for pain in PAIN:
        assert read(table["test"], pain) == readiness(protocol(), "squat", pain)
        found = read(hop if pain else table["elsewhere"]["yes" if past else "no"], pain)
        assert found == readiness(protocol(), HOP, pain, where, past_bone_stress=past)
