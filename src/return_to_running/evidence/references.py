"""The sources the guide cites: ``evidence/references.json`` (CSL-JSON), loaded and checked."""

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Annotated, Any, Literal, Self

from pydantic import BaseModel, ConfigDict, Field, ValidationError, model_validator

from return_to_running.faults import WHOLE_FILE, Fault, FaultError, from_pydantic
from return_to_running.yaml_file import read_text

CURES = {
    "id": "letters, digits, hyphen and underscore only, such as dorn2012",
    "type": "one of article-journal, article-magazine, webpage, report, book",
    "title": "the title of the work as printed",
    "author": 'a list such as [{"family": "Dorn", "given": "Tim W."}] or [{"literal": "NHS"}]',
    "issued": 'write {"date-parts": [[2012]]}, or leave it out when the work has no date',
    "DOI": "only the DOI, such as 10.1242/jeb.064527, with no address before it",
    "URL": "a whole address that begins with https:// or http://",
    "PMID": "digits only",
    "PMCID": "PMC and digits",
    "custom": 'write {"status": "verified"}, "partial" or "unverified"',
}

ShortText = Annotated[str, Field(min_length=1, max_length=500)]


class _Part(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid", strict=True)


class Author(_Part):
    """A person (``family``, ``given``) or a body (``literal``)."""

    family: ShortText | None = None
    given: ShortText | None = None
    literal: ShortText | None = None

    @model_validator(mode="after")
    def _person_or_body(self) -> Self:
        if (self.family is None) == (self.literal is None):
            raise ValueError("an author has either a family name or a literal name")
        return self


class Issued(_Part):
    """When the work appeared; only the year is printed."""

    date_parts: Annotated[tuple[tuple[int, ...]], Field(alias="date-parts")]

    @model_validator(mode="after")
    def _year_is_a_year(self) -> Self:
        if not self.date_parts[0] or not 1800 <= self.date_parts[0][0] <= 2100:
            raise ValueError("the date needs a year between 1800 and 2100")
        return self

    @property
    def year(self) -> int:
        """The year of publication."""
        return self.date_parts[0][0]


class Provenance(_Part):
    """How far someone has read the source; only ``verified`` sources may be cited."""

    status: Literal["verified", "partial", "unverified"]
    confidence: str | None = None
    seen: tuple[str, ...] = ()


class Reference(_Part):
    """One source in CSL-JSON. ``custom.status`` says whether someone has read it."""

    id: Annotated[str, Field(pattern=r"^[A-Za-z0-9][A-Za-z0-9_-]*$")]
    type: Literal["article-journal", "article-magazine", "webpage", "report", "book"]
    title: ShortText
    author: Annotated[tuple[Author, ...], Field(min_length=1)]
    issued: Issued | None = None
    container_title: Annotated[ShortText | None, Field(alias="container-title")] = None
    volume: ShortText | None = None
    issue: ShortText | None = None
    page: ShortText | None = None
    edition: ShortText | None = None
    publisher: ShortText | None = None
    publisher_place: Annotated[ShortText | None, Field(alias="publisher-place")] = None
    doi: Annotated[str | None, Field(alias="DOI", pattern=r"^10\.\d{4,9}/\S+$")] = None
    pmid: Annotated[str | None, Field(alias="PMID", pattern=r"^\d+$")] = None
    pmcid: Annotated[str | None, Field(alias="PMCID", pattern=r"^PMC\d+$")] = None
    url: Annotated[str | None, Field(alias="URL", pattern=r"^https?://[^\s<>\"]+$")] = None
    custom: Provenance
    note: str | None = None

    @property
    def is_verified(self) -> bool:
        """Whether someone has seen author, year, title and journal on a page of the source."""
        return self.custom.status == "verified"


def load_references(path: Path) -> dict[str, Reference]:
    """Return every source by its id; a `FaultError` names all faults of the file at once."""
    file, text = path.name, read_text(path)
    try:
        entries = json.loads(text)
    except ValueError as error:
        fault = Fault(file, WHOLE_FILE, f"is not JSON ({error})", "mend it at that place")
        raise FaultError([fault]) from error
    if not isinstance(entries, list):
        raise FaultError([Fault(file, WHOLE_FILE, "is not a list", "write [ {...}, {...} ]")])
    return parse_references(entries, file)


def parse_references(entries: list[Any], file: str) -> dict[str, Reference]:
    """Return every source by its id, from JSON already read; ``file`` is named in faults."""
    references: dict[str, Reference] = {}
    faults: list[Fault] = []
    for place, entry in enumerate(entries, start=1):
        name = entry.get("id") if isinstance(entry, Mapping) else None
        label = name if isinstance(name, str) else f"entry {place}"
        try:
            reference = Reference.model_validate_json(json.dumps(entry))
        except ValidationError as error:
            faults += from_pydantic(file, error, CURES, label)
            continue
        if reference.id in references:
            faults.append(Fault(file, label, "stands twice", "keep one of the two"))
        references[reference.id] = reference
    if faults:
        raise FaultError(faults)
    return references
