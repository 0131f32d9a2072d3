"""What the tests read from a PDF: its bookmarks, its tags, its words without white space."""

import re
from typing import Any

from pypdf import PdfReader
from pypdf.generic import DictionaryObject

PAPERS = ("a4", "letter")


def bookmarks(reader: PdfReader) -> list[str]:
    return [str(entry.title) for entry in reader.outline if not isinstance(entry, list)]


def squeezed(text: str) -> str:
    return re.sub(r"\s+", "", text)


def structure(reader: PdfReader) -> list[DictionaryObject]:
    found: list[DictionaryObject] = []
    waiting: list[Any] = [reader.root_object["/StructTreeRoot"]]
    while waiting:
        element = waiting.pop().get_object()
        if isinstance(element, DictionaryObject):
            found.append(element)
            kids: Any = element.get("/K", [])
            waiting += kids if isinstance(kids, list) else [kids]
    return found


def scope_of(cell: DictionaryObject) -> object:
    attributes: Any = cell["/A"]
    for each in attributes if isinstance(attributes, list) else [attributes]:
        scope = each.get_object().get("/Scope")
        if scope:
            return scope
    return None
