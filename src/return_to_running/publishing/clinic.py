"""A clinic profile: ``clinics/<id>.yml``, loaded and checked, all faults at once.

Everything a profile says is text. It is escaped where it is printed, never read as markup.
"""

import datetime as dt
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Annotated, Any, Literal

from pydantic import (
    AfterValidator,
    BaseModel,
    ConfigDict,
    Field,
    ValidationError,
    ValidationInfo,
)

from return_to_running.faults import (
    FILE_NAME,
    PLAIN,
    WHOLE_FILE,
    Fault,
    FaultError,
    from_pydantic,
    shown,
)
from return_to_running.publishing.clinic_fields import (
    Digits,
    Email,
    FolderUrl,
    Line,
    LongLine,
    Name,
    Origin,
    PagePath,
    Phone,
    ShortName,
    Url,
)
from return_to_running.publishing.logo import CURE, read_logo
from return_to_running.publishing.own_files import Files, read_own_files
from return_to_running.yaml_file import read_fields

LARGEST_PROFILE_BYTES = 50_000
DEMO = "demo"
MADE_UP = re.compile(
    r"Demo Clinic|Sampletown|^01632 ?960|(?:@|//)[^/?#]*\.example(?:[:/?#]|$)", re.IGNORECASE
)
"""What is the demo clinic's: its name and town, a number kept for drama, addresses of nobody."""

REGIONS: dict[str, dict[str, str]] = {
    "uk": {
        "emergency": "999",
        "emergency_place": "A&E",
        "advice": "111",
        "gp": "GP",
        "units": "km",
        "paper": "a4",
    },
    "us": {
        "emergency": "911",
        "emergency_place": "an emergency room",
        "gp": "doctor",
        "units": "mi",
        "paper": "letter",
    },
    "eu": {
        "emergency": "112",
        "emergency_place": "an emergency department",
        "gp": "family doctor",
        "units": "km",
        "paper": "a4",
    },
}
"""What a region sets; a profile may set each field itself. ``us`` and ``eu`` set no advice line:
no number for advice when the clinic is closed works in all of either, so the clinic gives one."""

CURES = {
    "name": "the clinic's name in one line, at most 80 characters",
    "short_name": "a name for small screens, at most 20 characters",
    "logo": CURE,
    "colour": 'six hex digits in quotes, such as "#0b5563"',
    "phone": 'a number in quotes, such as "01632 960 123" or "+44 1632 960 123"',
    "email": "an address such as hello@clinic.example",
    "address": "the address in one line, at most 200 characters",
    "hours": "the opening hours in one line, at most 200 characters",
    "website": "a whole address that begins with https://",
    "booking": "a whole address that begins with https://",
    "site_url": "the whole address of the folder the guide will be in, beginning with https://",
    "framed_by": "https:// and the name of a website, no more, such as [https://www.clinic.example]",
    "region": "uk, us or eu",
    "emergency": 'the emergency number in quotes, digits only, such as "999"',
    "emergency_place": "where to go in an emergency, such as A&E",
    "advice": 'the number for advice when you are closed, in quotes, digits only, such as "111"',
    "gp": "the word patients use for their own doctor, such as GP",
    "units": "km or mi",
    "paper": "a4 or letter",
    "reviewer": "name, credentials and date, or leave reviewer out until someone has reviewed it",
    "reviewer.name": "the reviewer's full name in one line",
    "reviewer.credentials": "what makes the reviewer a clinician, in one line",
    "reviewer.date": "the day of the review, written as 2026-11-23, without quotes",
    "disclosure": "one line, at most 400 characters",
    "calculator": "full, or ladder for the tables alone, in which no symptom is asked",
    "hide": "a list of pages by their names in docs/, such as [shoes.md, for-clinics.md]",
}


class _Part(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid", strict=True)


def _not_to_come(day: dt.date, check: ValidationInfo) -> dt.date:
    today = (check.context or {}).get("today")
    if today and day > today:
        raise ValueError("is not here yet")
    return day


class Reviewer(_Part):
    """The clinician who has read the guide and signed it off."""

    name: Name
    credentials: Name
    date: Annotated[dt.date, AfterValidator(_not_to_come)]


class Clinic(_Part):
    """Everything the guide says in a clinic's name. ``None``: the clinic has no such thing."""

    id: Annotated[str, Field(pattern=r"^[a-z0-9][a-z0-9-]{0,40}$")]
    name: Name
    short_name: ShortName
    logo: Line
    logo_svg: bytes
    colour: Annotated[str, Field(pattern=r"^#[0-9a-fA-F]{6}$")]
    phone: Phone | None = None
    email: Email | None = None
    address: Line | None = None
    hours: Line | None = None
    website: Url | None = None
    booking: Url | None = None
    region: Literal["uk", "us", "eu"]
    emergency: Digits
    emergency_place: Name
    advice: Digits
    gp: Name
    units: Literal["km", "mi"]
    paper: Literal["a4", "letter"]
    reviewer: Reviewer | None = None
    disclosure: LongLine | None = None
    site_url: FolderUrl | None = None
    framed_by: Annotated[tuple[Origin, ...], Field(max_length=20, strict=False)] = ()
    calculator: Literal["full", "ladder"] = "full"
    hide: Annotated[tuple[PagePath, ...], Field(max_length=60, strict=False)] = ()
    own_files: Files = ()
    """The pages and pictures of the folder ``pages``, by their path in it."""
    text_changed: dt.date | None = None
    """The last change to a page, which publishing knows and no profile says."""

    @property
    def phone_digits(self) -> str:
        """The phone number as a ``tel:`` link needs it."""
        return re.sub(r"[^+0-9]", "", self.phone or "")

    @property
    def review(self) -> str:
        """Who has reviewed the guide; the truth when nobody has, or not in these words."""
        if self.reviewer is None:
            return "Not yet reviewed by a clinician."
        who = f"{self.reviewer.name}, {self.reviewer.credentials}"
        said = f"Reviewed by {who}, on {in_full(self.reviewer.date)}."
        is_older = self.text_changed and self.text_changed > self.reviewer.date
        return f"{said} Parts of the guide have changed since then." if is_older else said


def in_full(day: dt.date) -> str:
    """Write a day as a reader expects it: 23 November 2026."""
    return f"{day.day} {day:%B %Y}"


def load_clinic(path: Path, today: dt.date | None = None) -> Clinic:
    """Read and check one profile; a `FaultError` names all its faults at once.

    ``today`` is the last day on which somebody can have reviewed the guide; any can be without it.
    """
    file = path.name
    raw = _read(path)
    own = {field: value for field, value in raw.items() if value is not None}
    region = own.get("region")
    preset = REGIONS.get(region, {}) if isinstance(region, str) else {}
    reserved = [field for field in ("id", "logo_svg", "own_files", "text_changed") if field in own]
    logo, faults = read_logo(path, own.get("logo"))
    own_files, of_pages = read_own_files(path, own.pop("pages", None))
    faults += of_pages
    faults += [Fault(file, field, *PLAIN["extra_forbidden"]) for field in reserved]
    if path.stem != DEMO:
        faults += _copied(file, own)
    try:
        clinic = Clinic.model_validate(
            {**preset, **own, "id": path.stem, "logo_svg": logo, "own_files": own_files},
            context={"today": today},
        )
    except ValidationError as error:
        found = from_pydantic(file, error, CURES)
        faults += [
            _of_the_file_name(path) if fault.field == "id" else fault
            for fault in found
            # What the region would set is not missing, only unknown.
            if preset or fault.field not in REGIONS["uk"]
        ]
    if faults:
        raise FaultError(faults)
    return clinic


def load_clinics(paths: list[Path], today: dt.date) -> list[Clinic]:
    """Read and check several profiles, as `load_clinic` does; a `FaultError` names all faults."""
    clinics: list[Clinic] = []
    faults: list[Fault] = []
    for path in paths:
        try:
            clinics.append(load_clinic(path, today))
        except FaultError as error:
            faults += error.faults
    names = [clinic.id for clinic in clinics]
    faults += [
        Fault(f"{name}.yml", FILE_NAME, "stands for two clinics", "give one another name")
        for name in sorted(set(names))
        if names.count(name) > 1
    ]
    if faults:
        raise FaultError(faults)
    return clinics


def _read(path: Path) -> dict[str, Any]:
    if path.is_file() and path.stat().st_size > LARGEST_PROFILE_BYTES:
        cure = "keep to the fields of clinics/demo.yml"
        raise FaultError([Fault(path.name, WHOLE_FILE, "is too long for a profile", cure)])
    return read_fields(path, "clinics/demo.yml")


def _copied(file: str, own: dict[str, Any]) -> Iterator[Fault]:
    """Find what a profile still has of the demo clinic: no patient could reach anybody there."""
    for field, value in own.items():
        for said in value if isinstance(value, list) else [value]:
            if isinstance(said, str) and MADE_UP.search(said):
                what = f"is made up, as in the profile of the demo clinic: {shown(said)}"
                yield Fault(file, field, what, "write your own, or take it out")


def _of_the_file_name(path: Path) -> Fault:
    better = re.sub(r"[^a-z0-9]+", "-", path.stem.lower()).strip("-")[:40] or "my-clinic"
    what = "may have only small letters, digits and hyphens"
    return Fault(path.name, FILE_NAME, what, f"rename it, such as {better}.yml")
