"""Whom to call: the numbers of the site that shows the calculator."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, fields

from return_to_running.calculator.why import Words


@dataclass(frozen=True)
class Contacts:
    """The host's numbers, and who has reviewed the text.

    Empty ones are left out; words stand in for the emergency number.

    A value may be a field left open for a clinic (`@@clinic.phone@@`): what depends on it then
    stands between the comments that let the publisher drop it.
    """

    emergency: str = ""
    emergency_place: str = ""
    advice: str = ""
    gp: str = ""
    name: str = ""
    phone: str = ""
    phone_digits: str = ""
    booking: str = ""
    review: str = ""
    words: Mapping[str, str] = field(default_factory=dict)


def contacts(words: Words, given: Mapping[str, str]) -> Contacts:
    """The host's contacts, with the catalogue's words where a sentence needs one."""
    spoken = {name: given.get(name) or default for name, default in words["contacts"].items()}
    return Contacts(**given, words=spoken)


CONTACTS = tuple(each.name for each in fields(Contacts) if each.name != "words")
"""What a site may name."""
