"""A page as its author wrote it, and what its front matter says: frozen types, all faults at once.

Every text is Markdown: it may cite (``[@id]``) and link. Nothing here decides how it looks.
"""

import datetime as dt
import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Annotated, Any, Literal, TypeVar

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from return_to_running.faults import Fault, FaultError, from_pydantic
from return_to_running.yaml_file import parse_yaml

FRONT_MATTER = re.compile(r"\A---[ \t]*\n(?P<fields>.*?\n)---[ \t]*\n\s*", re.DOTALL)
DAYS = ("last_updated", "next_review")

CURES = {
    "kind": "stretch, strength, balance or impact",
    "rehab_stage": "the first rehab stage that uses it, a whole number from 0 to 5",
    "figure": "the file name of an SVG in docs/assets/figures/, such as exercise-step-up.svg",
    "figure_alt": "what the picture shows, for someone who cannot see it",
    "figure_caption": "a bold title, then what to see in the picture",
    "steps": "a list of texts, one for each step, the start position first",
    "stop_if": "a list of signs that end the exercise",
    "start": "how much to do at first, with its source",
    "progress": "how to do more over time, with its source",
    "strength": "A, B, C, D or S",
    "verdict": "what the evidence shows, in a few words",
    "limits": "what the evidence does not show, with its sources",
    "questions": "a list of questions to ask a clinician",
    "id": "a short name in small letters, such as ice",
}

Model = TypeVar("Model", bound=BaseModel)
Text = Annotated[str, Field(min_length=2, max_length=1500)]
Texts = Annotated[tuple[Text, ...], Field(min_length=1, max_length=12, strict=False)]


@dataclass(frozen=True)
class Source:
    """One page as its author wrote it; ``path`` from the folder of pages.

    ``text`` begins on ``first_line`` of the file, below the front matter.
    """

    path: str
    meta: Mapping[str, Any]
    text: str
    first_line: int = 1

    @property
    def title(self) -> str:
        """What links to the page say."""
        return str(self.meta.get("title") or self.path)


def read_source(path: str, content: str) -> Source:
    """Part a page's front matter from its text; a `FaultError` names a field that is no day."""
    front = FRONT_MATTER.match(content)
    if not front:
        return Source(path, {}, content)
    meta = parse_yaml(path, front["fields"], first_line=2) or {}
    if not isinstance(meta, dict):
        cure = "write each line as `field: value`"
        raise FaultError([Fault(path, "front matter", "is not a list of fields", cure)])
    faults = [
        Fault(path, name, f"is no day: {meta[name]}", "write it as 2026-11-23, without quotes")
        for name in DAYS
        if name in meta and type(meta[name]) is not dt.date
    ]
    if faults:
        raise FaultError(faults)
    return Source(path, meta, content[front.end() :], content.count("\n", 0, front.end()) + 1)


class _Part(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid", strict=True)


class Evidence(_Part):
    """How strong the evidence is, what it shows, and what it does not."""

    strength: Literal["A", "B", "C", "D", "S"]
    verdict: Text
    limits: Text


class Exercise(_Part):
    """One exercise: the same facts on its page, on its card and on the handout."""

    kind: Literal["stretch", "strength", "balance", "impact"]
    rehab_stage: Annotated[int, Field(ge=0, le=5)]
    works: Text
    needs: Text
    figure: Annotated[str, Field(pattern=r"^[a-z0-9-]+\.svg$")]
    figure_alt: Text
    figure_caption: Text
    steps: Texts
    feel: Text
    start: Text
    progress: Text
    easier: Text
    harder: Text
    stop_if: Texts
    evidence: Evidence


class Treatment(_Part):
    """One treatment, with all that DISCERN (Charnock 1998, questions 9 to 15) asks for."""

    id: Annotated[str, Field(pattern=r"^[a-z][a-z-]*$")] = "treatment"
    name: Text
    how_it_works: Text
    benefits: Text
    risks: Text
    if_you_do_nothing: Text
    daily_life: Text
    other_choices: Text
    not_known: Text
    questions: Texts


def exercise(page: str, meta: Mapping[str, Any]) -> Exercise | None:
    """Return the exercise a page describes, if any; a `FaultError` names all its faults."""
    if meta.get("exercise") is None:
        return None
    return _validated(Exercise, page, "exercise", meta["exercise"])


def treatments(page: str, meta: Mapping[str, Any]) -> dict[str, Treatment]:
    """Return the treatments a page weighs up, by id; a `FaultError` names all faults."""
    several = meta.get("treatments") or []
    one = [meta["treatment"]] if meta.get("treatment") else []
    if not isinstance(several, list):
        fault = Fault(page, "treatments", "is not a list", "begin each treatment with - id:")
        raise FaultError([fault])
    made = [_validated(Treatment, page, "treatment", raw) for raw in [*one, *several]]
    return {each.id: each for each in made}


def _validated(model: type[Model], page: str, field: str, raw: Any) -> Model:
    try:
        return model.model_validate(raw)
    except ValidationError as error:
        raise FaultError(from_pydantic(page, error, CURES, field)) from None
