"""The stories of cases/readiness/, each read by the rule and by the tables that the browser has."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Any

import pytest
import yaml
from pydantic import BaseModel, ConfigDict, Field

from engine import protocol
from return_to_running.calculator.answer_tables import PAIN, readiness_table
from return_to_running.calculator.judging import (
    BoneStress,
    Readiness,
    Where,
    hop_readiness,
    readiness,
    walk_readiness,
)

CASES = sorted((Path(__file__).parent / "cases" / "readiness").glob("*.yml"))
TESTS = tuple(test.id for test in protocol().readiness.tests)


class Story(BaseModel):
    """One file: pain in the tests, 0 where it is not written, and what follows."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    story: Annotated[str, Field(min_length=20)]
    tests: dict[str, Annotated[int, Field(ge=0, le=10)]]
    hop_hurts: Where | None = None
    old_stress_fracture: BoneStress = "never"
    then: Readiness


def worst(outcomes: list[Readiness]) -> Readiness:
    return max(outcomes, key=list(Readiness).index)


@pytest.mark.parametrize("path", CASES, ids=lambda path: path.stem)
def test_the_runner_is_told_what_the_story_says(path: Path) -> None:
    story = Story.model_validate(yaml.safe_load(path.read_text(encoding="utf-8")))
    assert set(story.tests) <= set(TESTS)
    pains = {test: story.tests.get(test, 0) for test in TESTS}
    hop = hop_readiness(protocol(), pains.pop("hop"), story.hop_hurts, story.old_stress_fracture)
    walk = walk_readiness(protocol(), pains.pop("walk"))
    others = (readiness(protocol(), pain) for pain in pains.values())
    assert worst([hop, walk, *others]) is story.then


def test_every_outcome_is_met_in_some_story() -> None:
    assert {yaml.safe_load(path.read_text(encoding="utf-8"))["then"] for path in CASES} == {
        outcome.value for outcome in Readiness
    }


def read(bands: Any, pain: int) -> str:
    """What the browser reads in a table: the first band that holds the pain."""
    return next(str(outcome) for limit, outcome in bands if limit is None or pain <= limit)


@pytest.mark.parametrize(
    ("answer", "past"), {"no": "never", "yes": "healed", "unhealed": "unhealed"}.items()
)
@pytest.mark.parametrize("where", ["groin", "elsewhere"])
def test_r3_r6_the_table_says_of_every_pain_what_the_rule_says(
    where: Where, answer: str, past: BoneStress
) -> None:
    table = readiness_table(protocol())
    for pain in PAIN:
        assert read(table["test"], pain) == readiness(protocol(), pain)
        assert read(table["walk"], pain) == walk_readiness(protocol(), pain)
        groin = pain > 0 and where == "groin"
        found = read(table["groin"] if groin else table["elsewhere"][answer], pain)
        assert found == hop_readiness(protocol(), pain, where, past)


def test_r3_whoever_was_not_told_that_a_stress_fracture_is_healed_gets_its_card() -> None:
    signs = readiness_table(protocol())["sign"]
    assert signs.pop("walk") == "limp"
    assert signs == {"no": "deep-groin", "yes": "deep-groin", "unhealed": "bone-stress"}
