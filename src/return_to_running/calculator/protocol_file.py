"""Read one protocol file and check all of it at once, in the words of whoever wrote it.

No other module of the calculator reads what somebody wrote by hand.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from pathlib import Path
from typing import Annotated, Any

import yaml
from pydantic import TypeAdapter, ValidationError
from pydantic_core import ErrorDetails

from return_to_running.calculator.contradictions import contradictions
from return_to_running.calculator.protocol import Protocol


class ProtocolError(ValueError):
    """Every fault of one protocol file, each with its field, what is wrong and the cure."""

    def __init__(self, path: Path | str, faults: Collection[str]) -> None:
        self.faults = tuple(faults)
        count = f"{len(self.faults)} fault{'s' if len(self.faults) > 1 else ''}"
        super().__init__("\n".join([f"{path}: {count}", *(f"  {fault}" for fault in self.faults)]))


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
