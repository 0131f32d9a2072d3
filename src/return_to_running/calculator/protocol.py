"""The rule book as data: load one protocol file and check all of it at once.

`load_protocol` is the only reader of the disk in the calculator. Past it every object is
frozen and every function pure.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Iterator, Mapping
from pathlib import Path
from typing import Annotated, Any, Literal, Self

import yaml
from pydantic import (
    BaseModel,
    ConfigDict,
    Field,
    StrictBool,
    StrictInt,
    TypeAdapter,
    ValidationError,
    model_validator,
)
from pydantic_core import ErrorDetails

from return_to_running.calculator.contradictions import GENTLE as GENTLE
from return_to_running.calculator.contradictions import STANDARD as STANDARD
from return_to_running.calculator.contradictions import contradictions

Strength = Literal["A", "B", "C", "D", "S"]
Card = Literal["emergency", "same-day", "soon"]
Settled = Literal["hour", "morning", "later"]
Identifier = Annotated[str, Field(pattern=r"^[A-Za-z][A-Za-z0-9-]*$")]


class ProtocolError(ValueError):
    """Every fault of one protocol file, each with its field, what is wrong and the cure."""

    def __init__(self, path: Path | str, faults: Collection[str]) -> None:
        self.faults = tuple(faults)
        count = f"{len(self.faults)} fault{'s' if len(self.faults) > 1 else ''}"
        super().__init__("\n".join([f"{path}: {count}", *(f"  {fault}" for fault in self.faults)]))


class _Frozen(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class Sourced(_Frozen):
    """What every number carries: where it comes from, how strong that is, what is not known."""

    strength: Strength
    sources: tuple[str, ...]
    note: str = ""

    @model_validator(mode="after")
    def _stands_on_something(self) -> Self:
        if not self.sources and not (self.strength == "S" and self.note):
            raise ValueError(
                "has no source; name at least one id in `sources`, or give strength S and a note"
            )
        return self


class Count(Sourced):
    """A whole number of minutes, days, sessions, stages, points of pain or per cent."""

    value: Annotated[StrictInt, Field(ge=0)]


class Choice(Sourced):
    """One of the words a runner can answer with."""

    value: Settled


class Switch(Sourced):
    """A yes or no."""

    value: StrictBool


class Stage(_Frozen):
    """One row of the ladder: run, walk, so many times. Minutes."""

    id: Identifier
    run_min: Annotated[float, Field(gt=0, strict=True)]
    walk_min: Annotated[float, Field(ge=0, strict=True)]
    times: Annotated[StrictInt, Field(ge=1)]

    @property
    def running_min(self) -> float:
        """Minutes of running in one session."""
        return self.run_min * self.times

    @property
    def block_min(self) -> float:
        """Minutes of running and walking between warm-up and cool-down."""
        return (self.run_min + self.walk_min) * self.times


class Track(Sourced):
    """A ladder of stages, from easy to hard."""

    stages: Annotated[tuple[Stage, ...], Field(min_length=2)]


class Tracks(_Frozen):
    """The two ladders. Both end with the same run."""

    standard: Track
    gentle: Track


class SessionRules(_Frozen):
    """What every outing has."""

    warm_up_walk_min: Count
    cool_down_walk_min: Count
    effort_max: Count
    outing_max_min: Count


class ProgressRules(_Frozen):
    """When a runner moves up, and when the plan ends."""

    good_sessions_to_move_up: Count
    good_sessions_before_longer: Count
    repeat_in_parts: Count
    setback_clear_stages: Count
    weeks_to_move_up: Count
    painful_breaks_to_tests: Count
    weeks_to_move_up_beyond: Count
    stages_up_in_7_days_max: Count


class ResponseRules(_Frozen):
    """How one session is judged. Pain from 0 to 10."""

    pain_green_max: Count
    pain_amber_max: Count
    pain_before_green_max: Count
    pain_before_amber_max: Count
    settled_green: Choice
    settled_green_min: Count
    settled_amber: Choice
    worse_weeks_to_step_back: Count


class DayRules(_Frozen):
    """Dates between things, counted by subtracting dates."""

    between_runs: Count
    runs_a_week_max: Count
    rest_after_setback: Count
    not_usual_soon: Count
    not_usual_stop: Count
    break_same_max: Count
    break_one_back_max: Count
    break_two_back_max: Count
    tests_valid: Count
    weekly_question: Count


class BeyondRules(_Frozen):
    """From 30 minutes to the runner's goal."""

    longest_run_step_percent: Count
    longest_run_window_days: Count
    longest_run_every_days: Count
    easier_week_every: Count
    easier_week_steps_back: Count
    goal_max_min: Count
    distance_min_km: Count
    plan_shown_weeks: Count


class DaysOffBand(_Frozen):
    """Up to so many days off running, start here. The last band has no limit."""

    up_to_days: StrictInt | None = None
    stage: str


class DaysOff(Sourced):
    """Where the weeks off running lead."""

    bands: Annotated[tuple[DaysOffBand, ...], Field(min_length=2)]


class StartRules(_Frozen):
    """The answers that choose track and first stage."""

    days_off: DaysOff
    test_pain_full_start_max: Count
    adult_age: Count
    gentle_age: Count
    gentle_stairs_pain: Count
    gentle_bmi_over: Count
    gentle_not_regular: Switch
    gentle_past_bone_stress: Switch
    first_stage_after_stop: Switch


class Test(Sourced):
    """One readiness test, and the file name of its picture if there is one."""

    id: Identifier
    figure: Annotated[str, Field(pattern=r"^([a-z0-9-]+\.(svg|png|jpg|webp))?$")] = ""


class ReadinessRules(_Frozen):
    """The tests before the first run. Pain from 0 to 10."""

    pain_max: Count
    bone_hop_pain_max: Count
    groin_hop_pain_max: Count
    tests: Annotated[tuple[Test, ...], Field(min_length=1)]


class Sign(Sourced):
    """One warning sign: how urgent, whether a plan may follow, whether check-ins ask again."""

    id: Identifier
    card: Card
    plan: StrictBool
    check_in: StrictBool


class SignGroup(_Frozen):
    """Signs asked together, with one "none of these"."""

    group: Identifier
    signs: Annotated[tuple[Sign, ...], Field(min_length=1)]


class Review(_Frozen):
    """Who signed the protocol, and when."""

    date: dt.date
    by: Annotated[str, Field(min_length=1)]


class Protocol(_Frozen):
    """One rule book."""

    id: Identifier
    version: Annotated[StrictInt, Field(ge=1)]
    updated: dt.date
    next_review: dt.date
    reviewed: Review | None
    session: SessionRules
    tracks: Tracks
    progress: ProgressRules
    response: ResponseRules
    days: DayRules
    beyond: BeyondRules
    start: StartRules
    readiness: ReadinessRules
    safety: Annotated[tuple[SignGroup, ...], Field(min_length=1)]

    @property
    def signs(self) -> tuple[Sign, ...]:
        """Every warning sign, in the order they are asked."""
        return tuple(sign for group in self.safety for sign in group.signs)

    def numbers(self) -> Iterator[tuple[str, Sourced]]:
        """Every sourced entry with its dotted field name, in file order."""
        yield from _sourced("", self)


def load_protocol(path: Path, known_sources: Collection[str]) -> Protocol:
    """Read and check the protocol at `path`.

    `known_sources` are the ids that may be cited. Raises `ProtocolError` with every fault:
    missing or wrong numbers, unknown fields, unknown sources, numbers that contradict each other.
    """
    raw = read_yaml(path)
    if not isinstance(raw, dict):
        raise ProtocolError(path, ["is not a list of fields; begin with `id:` and `version:`"])
    faults = list(_unknown_sources("", raw, known_sources))
    for name in raw:
        if name not in Protocol.model_fields:
            faults.append(f"{name}: {_PLAIN['extra_forbidden']}")
    parts: dict[str, Any] = {}
    for name, field in Protocol.model_fields.items():
        if name not in raw:
            faults.append(f"{name}: {_PLAIN['missing']}")
            continue
        try:
            annotation: Any = Annotated[field.annotation, field]
            parts[name] = TypeAdapter(annotation).validate_python(raw[name])
        except ValidationError as error:
            faults += [_fault(detail, name) for detail in error.errors()]
    faults += contradictions(parts)
    if faults:
        raise ProtocolError(path, faults)
    return Protocol(**parts)


def read_yaml(path: Path) -> Any:
    """The content of a YAML file; raise `ProtocolError` when it cannot be read as one."""
    try:
        return yaml.load(path.read_text(encoding="utf-8"), _NoDuplicates)
    except OSError as error:
        raise ProtocolError(path, [f"cannot be read ({error.strerror}); check the path"]) from error
    except (yaml.YAMLError, ValueError) as error:
        fault = " ".join(str(error).split())
        raise ProtocolError(path, [f"is not valid YAML: {fault}; mend the line"]) from error


class _NoDuplicates(yaml.SafeLoader):
    """YAML keeps the last of two equal fields without a word; here that is a fault.

    Dates stay text, so that a day that does not exist is named with its field.
    """

    yaml_implicit_resolvers = {  # noqa: RUF012
        first: [(tag, shape) for tag, shape in shapes if not tag.endswith(":timestamp")]
        for first, shapes in yaml.SafeLoader.yaml_implicit_resolvers.items()
    }

    def construct_mapping(self, node: yaml.MappingNode, deep: bool = False) -> dict[Any, Any]:
        names = [key.value for key, _ in node.value if isinstance(key, yaml.ScalarNode)]
        for name in names:
            if names.count(name) > 1:
                raise yaml.MarkedYAMLError(
                    problem=f"{name} stands twice; keep one of them", problem_mark=node.start_mark
                )
        return super().construct_mapping(node, deep)


def _sourced(field: str, value: object) -> Iterator[tuple[str, Sourced]]:
    if isinstance(value, Sourced):
        yield field, value
    if isinstance(value, BaseModel):
        for name in type(value).model_fields:
            yield from _sourced(f"{field}.{name}" if field else name, getattr(value, name))
    elif isinstance(value, Mapping):
        for name, item in value.items():
            yield from _sourced(f"{field}.{name}", item)
    elif isinstance(value, tuple):
        for item in value:
            key = getattr(item, "id", None) or getattr(item, "group", None)
            if key is not None:
                yield from _sourced(f"{field}.{key}", item)


def _unknown_sources(field: str, value: object, known: Collection[str]) -> Iterator[str]:
    if isinstance(value, dict):
        for name, item in value.items():
            where = f"{field}.{name}" if field else str(name)
            if name == "sources" and isinstance(item, list):
                for source in item:
                    if not isinstance(source, str) or source not in known:
                        yield (
                            f"{where}: {source!r} is not a verified reference; "
                            "add it to the references or cite another"
                        )
            else:
                yield from _unknown_sources(where, item, known)
    elif isinstance(value, list):
        for index, item in enumerate(value):
            yield from _unknown_sources(f"{field}[{index}]", item, known)


_PLAIN: dict[str, str] = {
    "missing": "is missing; add it",
    "extra_forbidden": "is not a field of a protocol; remove it or mend the spelling",
    "int_type": "must be a whole number, not {input!r}",
    "float_parsing": "must be a number of minutes, not {input!r}",
    "float_type": "must be a number of minutes, not {input!r}",
    "bool_type": "must be true or false, not {input!r}",
    "model_type": "must have `value`, `strength` and `sources`, not {input!r}",
    "tuple_type": "must be a list, not {input!r}",
    "literal_error": "must be {expected}, not {input!r}",
    "greater_than": "must be more than {gt}, not {input!r}",
    "greater_than_equal": "must be {ge} or more, not {input!r}",
}


def _fault(detail: ErrorDetails, field: str) -> str:
    """One pydantic finding in the file's own words."""
    for part in detail["loc"]:
        field += f"[{part}]" if isinstance(part, int) else f".{part}"
    context: Mapping[str, Any] = detail.get("ctx", {})
    if detail["type"] == "value_error":
        return f"{field}: {context['error']}"
    template = _PLAIN.get(detail["type"])
    if template is None:
        return f"{field}: {detail['msg']}; found {detail['input']!r}"
    return f"{field}: {template.format(input=detail['input'], **context)}"
