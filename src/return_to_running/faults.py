"""A fault in a file someone wrote: where it is, what is wrong, and what to write instead.

Everything that people write is checked with these: protocols and their words, pages, sources,
the glossary, clinic profiles, handouts.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from pydantic import ValidationError
from pydantic_core import ErrorDetails

WHOLE_FILE = "the whole file"
FILE_NAME = "the file name"
PAGE = "this page"
"""The file of a fault found where no page has a name: while Markdown becomes HTML."""
LONGEST_QUOTE = 60
LOOK_AT_AN_EXAMPLE = "see the example that ships with the project"

PLAIN: Mapping[str, tuple[str, str]] = {
    "missing": ("is missing", "add it"),
    "extra_forbidden": ("there is no such field", "remove it or mend the spelling"),
    "int_type": ("must be a whole number, not {input}", "write digits without quotes"),
    "float_type": ("must be a number, not {input}", "write digits without quotes"),
    "bool_type": ("must be true or false, not {input}", "write one of them without quotes"),
    "string_type": ("must be text, not {input}", "put it in quotes"),
    "string_too_short": ("is too short: {input}", "write {min_length} letters or more"),
    "string_too_long": ("is too long", "write {max_length} letters or fewer"),
    "string_pattern_mismatch": ("cannot be {input}", LOOK_AT_AN_EXAMPLE),
    "too_short": ("has too few entries", "write {min_length} or more"),
    "too_long": ("has too many entries", "write {max_length} or fewer"),
    "tuple_type": ("must be a list, not {input}", "write [ and ] around it"),
    "model_type": ("must be a list of fields, not {input}", "write each as `field: value`"),
    "literal_error": ("must be {expected}, not {input}", "write one of them"),
    "greater_than": ("must be more than {gt}, not {input}", "write a larger number"),
    "greater_than_equal": ("must be {ge} or more, not {input}", "write a larger number"),
    "less_than_equal": ("must be {le} or less, not {input}", "write a smaller number"),
    "date_type": ("must be a day, not {input}", "write it as 2026-11-23, without quotes"),
    "value_error": ("{error}", LOOK_AT_AN_EXAMPLE),
}
"""What each of Pydantic's findings is called, and a cure for a field that has none of its own."""
SAME = {
    "list_type": "tuple_type",
    "dict_type": "model_type",
    "float_parsing": "float_type",
    "bool_parsing": "bool_type",
    "model_attributes_type": "model_type",
    "date_parsing": "date_type",
    "date_from_datetime_parsing": "date_type",
    "date_from_datetime_inexact": "date_type",
}


@dataclass(frozen=True)
class Fault:
    """One thing to mend, addressed to the person who wrote the file."""

    file: str
    field: str
    what: str
    cure: str

    def __str__(self) -> str:
        return f"{self.file}: {self.field}: {self.what}; {self.cure}"


class GuideError(ValueError):
    """What people wrote cannot become a guide; the message says to them what to mend."""


class FaultError(GuideError):
    """Files need mending; the message names every fault, one a line."""

    def __init__(self, faults: Iterable[Fault]) -> None:
        self.faults = tuple(faults)
        super().__init__(in_words(self.faults))


def in_words(faults: Iterable[Fault]) -> str:
    """Write all faults, one a line, in the order they stand in the files."""
    return "\n".join(str(fault) for fault in faults)


def from_pydantic(
    file: str, error: ValidationError, cures: Mapping[str, str], prefix: str = ""
) -> list[Fault]:
    """Turn Pydantic's findings into faults in the file's own words.

    ``cures`` say by the name of a field what to write there, and ``prefix`` names what was checked
    if it is not the whole file. Entries of a list count from one: ``parts #1``.
    """
    return [_fault(file, detail, cures, prefix) for detail in error.errors(include_url=False)]


def shown(value: object) -> str:
    """Quote what somebody wrote, or the beginning of it."""
    text = repr(value)
    return text if len(text) <= LONGEST_QUOTE else f"{text[:LONGEST_QUOTE]}\N{HORIZONTAL ELLIPSIS}"


def _fault(file: str, detail: ErrorDetails, cures: Mapping[str, str], prefix: str) -> Fault:
    kind = SAME.get(detail["type"], detail["type"])
    values = {**detail.get("ctx", {}), "input": shown(detail["input"])}
    plain = PLAIN.get(kind, ("cannot be {input}", LOOK_AT_AN_EXAMPLE))
    what, cure = (text.format(**values) for text in plain)
    if kind == "value_error":  # ours: it may bring its own cure
        what, _, own = what.partition("; ")
        cure = own or cure
    if kind != "extra_forbidden":
        names = [part for part in detail["loc"] if isinstance(part, str)] or [prefix]
        known = (cures.get(name) for name in (".".join(names), names[-1], names[0]))
        cure = next(filter(None, known), cure)
    field = prefix
    for part in detail["loc"]:
        field += f" #{part + 1}" if isinstance(part, int) else f".{part}"
    return Fault(file, field.lstrip(". ") or WHOLE_FILE, what, cure)
