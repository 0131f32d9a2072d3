"""Read one protocol file and check all of it at once, in the words of whoever wrote it."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from pathlib import Path
from typing import Annotated, Any

from pydantic import TypeAdapter, ValidationError

from return_to_running.calculator.contradictions import contradictions
from return_to_running.calculator.protocol import Protocol
from return_to_running.faults import PLAIN, Fault, FaultError, from_pydantic
from return_to_running.yaml_file import read_fields


def protocol_files(folder: Path) -> list[Path]:
    """The protocols of a folder, in order; a name with a dot (`x.en.yml`) is a catalogue's."""
    return [path for path in sorted(folder.glob("*.yml")) if "." not in path.stem]


def read_protocol(path: Path) -> dict[str, Any]:
    """The fields of a protocol file, not yet checked; raise `FaultError` if it holds none."""
    return read_fields(path, "`id: return-to-running`")


def load_protocol(path: Path, known_sources: Collection[str]) -> Protocol:
    """Read and check the protocol at `path`.

    `known_sources` are the ids that may be cited. Raises `FaultError` with every fault:
    missing or wrong numbers, unknown fields, unknown sources, numbers that contradict each other.
    """
    raw, file = read_protocol(path), path.name
    faults = list(_unknown_sources(file, "", raw, known_sources))
    faults += [
        Fault(file, name, *PLAIN["extra_forbidden"])
        for name in raw
        if name not in Protocol.model_fields
    ]
    parts: dict[str, Any] = {}
    for name, field in Protocol.model_fields.items():
        if name not in raw:
            faults.append(Fault(file, name, *PLAIN["missing"]))
            continue
        try:
            annotation: Any = Annotated[field.annotation, field]
            parts[name] = TypeAdapter(annotation).validate_python(raw[name])
        except ValidationError as error:
            faults += from_pydantic(file, error, {}, name)
    faults += [_contradiction(file, sentence) for sentence in contradictions(parts)]
    if faults:
        raise FaultError(faults)
    return Protocol(**parts)


def _contradiction(file: str, sentence: str) -> Fault:
    """A sentence such as `days.a: must be below b; mend one of them` as a fault."""
    field, _, rest = sentence.partition(": ")
    what, _, cure = rest.rpartition("; ")
    return Fault(file, field, what, cure)


def _unknown_sources(
    file: str, field: str, value: object, known: Collection[str]
) -> Iterator[Fault]:
    if isinstance(value, dict):
        for name, item in value.items():
            where = f"{field}.{name}" if field else str(name)
            if name == "sources" and isinstance(item, list):
                for source in item:
                    if not isinstance(source, str) or source not in known:
                        what = f"{source!r} is not a verified reference"
                        cure = "add it to the references or cite another"
                        yield Fault(file, where, what, cure)
            else:
                yield from _unknown_sources(file, where, item, known)
    elif isinstance(value, list):
        for number, item in enumerate(value, start=1):
            yield from _unknown_sources(file, f"{field} #{number}", item, known)
