"""A fault in a file someone wrote: where it is, what is wrong, and what to write instead."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from pydantic_core import ErrorDetails

UNKNOWN_FIELD = "take it out, or check its spelling"
MISSING_FIELD = "add it"


@dataclass(frozen=True)
class Fault:
    """One thing to mend, addressed to the person who wrote the file."""

    file: str
    field: str
    what: str
    cure: str

    def __str__(self) -> str:
        return f"{self.file}: {self.field}: {self.what}: {self.cure}"


def in_words(faults: Iterable[Fault]) -> str:
    """Write all faults, one a line, in the order they stand in the files."""
    return "\n".join(str(fault) for fault in faults)


def from_pydantic(
    file: str,
    details: Iterable[ErrorDetails],
    cure_for: Callable[[str], str | None],
    prefix: str = "",
) -> list[Fault]:
    """Turn Pydantic's findings into faults; ``cure_for`` knows the cures by field."""
    faults = []
    for detail in details:
        field = ".".join(str(part) for part in detail["loc"]) or "the whole file"
        if detail["type"] == "extra_forbidden":
            what, cure = "there is no such field", UNKNOWN_FIELD
        elif detail["type"] == "missing":
            what, cure = "is missing", cure_for(field) or MISSING_FIELD
        else:
            what = _sentence(detail)
            cure = cure_for(field) or "see the example that ships with the project"
        faults.append(Fault(file, f"{prefix}{field}", what, cure))
    return faults


def _sentence(detail: ErrorDetails) -> str:
    message = detail["msg"].removeprefix("Value error, ").removeprefix("Assertion failed, ")
    return message[:1].lower() + message[1:]
