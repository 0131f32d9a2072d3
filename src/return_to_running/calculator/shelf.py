"""The protocols a site can use, with their words and their sources, loaded in one go."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from return_to_running.calculator.protocol import Protocol
from return_to_running.calculator.protocol_file import load_protocol, protocol_files
from return_to_running.calculator.shipped import shipped
from return_to_running.calculator.why import Words
from return_to_running.calculator.words import load_words
from return_to_running.evidence.references import Reference, load_references
from return_to_running.faults import WHOLE_FILE, Fault, FaultError


@dataclass(frozen=True)
class Shelf:
    """Protocols with their words by id, and every source that they may cite by its id."""

    protocols: Mapping[str, tuple[Protocol, Words]]
    references: Mapping[str, Reference]


def load_shelf(protocols: Path | None, references: Path | None, language: str) -> Shelf:
    """Load every protocol of a folder. None stands for what comes with the package.

    Raises `FaultError` with the faults of all protocols and their words, or of the references.
    """
    folder = protocols or shipped("protocols")
    sources = load_references(references or shipped("evidence") / "references.json")
    verified = {name for name, source in sources.items() if source.is_verified}
    loaded: dict[str, tuple[Protocol, Words]] = {}
    faults: list[Fault] = []
    for path in protocol_files(folder):
        try:
            protocol = load_protocol(path, verified)
            words = load_words(path.with_suffix(f".{language}.yml"), protocol)
        except FaultError as error:
            faults += error.faults
        else:
            if protocol.id != path.stem:
                cure = f"write {path.stem}, as the file is named"
                faults.append(Fault(path.name, "id", f"is {protocol.id}", cure))
            loaded[protocol.id] = (protocol, words)
    if not loaded and not faults:
        cure = "add one, or leave protocols_dir out"
        faults.append(Fault(str(folder), WHOLE_FILE, "holds no protocol", cure))
    if faults:
        raise FaultError(faults)
    return Shelf(loaded, sources)
