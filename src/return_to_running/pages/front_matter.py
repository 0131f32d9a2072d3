"""What a page's front matter says of exercises and treatments: frozen types, all faults at once.

Every text is Markdown: it may cite (``[@id]``) and link. Nothing here decides how it looks.
"""

from collections.abc import Mapping
from typing import Annotated, Any, Literal, TypeVar

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from return_to_running.evidence.faults import Fault, from_pydantic, in_words

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


class FrontMatterError(ValueError):
    """The front matter of pages needs mending; the message names every fault."""

    def __init__(self, faults: list[Fault]) -> None:
        super().__init__(in_words(faults))
        self.faults = faults


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
    """Return the exercise a page describes, if any; a `FrontMatterError` names all its faults."""
    if meta.get("exercise") is None:
        return None
    return _validated(Exercise, page, "exercise", meta["exercise"])


def treatments(page: str, meta: Mapping[str, Any]) -> dict[str, Treatment]:
    """Return the treatments a page weighs up, by id; a `FrontMatterError` names all faults."""
    several = meta.get("treatments") or []
    one = [meta["treatment"]] if meta.get("treatment") else []
    if not isinstance(several, list):
        fault = Fault(page, "treatments", "is not a list", "begin each treatment with - id:")
        raise FrontMatterError([fault])
    made = [_validated(Treatment, page, "treatment", raw) for raw in [*one, *several]]
    return {each.id: each for each in made}


def _validated(model: type[Model], page: str, field: str, raw: Any) -> Model:
    try:
        return model.model_validate(raw)
    except ValidationError as error:
        details = error.errors(include_url=False, include_input=False)
        faults = from_pydantic(page, details, _cure_for, prefix=f"{field}.")
        raise FrontMatterError(faults) from None


def _cure_for(field: str) -> str | None:
    """Return the cure for ``steps.2`` or ``evidence.verdict`` as for ``steps`` and ``verdict``."""
    names = [part for part in field.split(".") if not part.isdigit()]
    return CURES.get(names[-1]) if names else None
