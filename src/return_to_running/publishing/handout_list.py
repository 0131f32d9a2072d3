"""What ``handouts.yml`` says: the sheets made of parts of pages, and the words of our own forms."""

from dataclasses import replace
from pathlib import Path
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from return_to_running.faults import FaultError, from_pydantic
from return_to_running.yaml_file import read_fields

FILE = "handouts.yml"
CURES = {
    "title": "the title in one line",
    "parts": "at least one part, as {page: first-days.md, take: g-short}",
    "page": "a page of the navigation, such as first-days.md, or a folder, such as exercises/",
    "take": "a class such as g-care, or # and the id of a heading",
    "show": "diary, exercises, ladder, list or line, or leave it out",
    "lead": "a line to print below the part's heading, or leave it out",
    "columns": "true, or leave it out",
    "large": "true, or leave it out",
    "side": "true, or leave it out",
    "fill_in": "a list of what to write a line for, such as [Name, Date], or leave it out",
    "most_sides": "a whole number of sides, or leave it out",
}


class _Data(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid", strict=True)


class Part(_Data):
    """What a sheet takes from a page."""

    page: Annotated[str, Field(pattern=r"(\.md|/)$")]
    take: Annotated[str, Field(pattern=r"^#?[\w-]+$")]
    lead: str = ""
    titled: bool = False
    columns: bool = False
    large: bool = False
    side: bool = False
    show: Literal["as-is", "diary", "exercises", "ladder", "list", "line"] = "as-is"


class Sheet(_Data):
    """A handout made of parts. ``most_sides`` is held in normal print only."""

    title: str
    lead: str = ""
    most_sides: int | None = None
    fill_in: list[str] = []
    parts: Annotated[list[Part], Field(min_length=1)]


class Practice(_Data):
    """What a handout has overleaf: a box that says when to get help, and what to fill in.

    Only a page with a box of the class ``of`` has it. ``now`` and ``today`` say what to do, and if
    what is so.
    """

    of: str
    help: str
    now: Annotated[list[str], Field(min_length=2, max_length=2)]
    today: Annotated[list[str], Field(min_length=2, max_length=2)]
    more: str
    title: str
    how: str
    weeks: Annotated[int, Field(gt=0)]
    week: str
    days: Annotated[list[str], Field(min_length=1)]
    notes: str


class Handouts(_Data):
    """The whole of ``handouts.yml``."""

    sheets: dict[str, Sheet] = {}
    diary: dict[str, str] = {}
    practice: Practice | None = None


def load_handouts(path: Path) -> Handouts:
    """Read ``handouts.yml``, if there is one; a `FaultError` names all its faults."""
    if not path.exists():
        return Handouts()
    raw = read_fields(path, "`title:` and `parts:` below the name of a sheet")
    own = {name: raw.pop(name) for name in Handouts.model_fields.keys() - {"sheets"} if name in raw}
    try:
        return Handouts.model_validate({"sheets": raw} | own)
    except ValidationError as error:
        found = from_pydantic(path.name, error, CURES)
        raise FaultError(
            replace(fault, field=fault.field.removeprefix("sheets.")) for fault in found
        ) from None
