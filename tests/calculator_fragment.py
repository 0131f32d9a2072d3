"""The calculator as HTML and as a tree, as a site gets it that gave no numbers of its own."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from xml.etree.ElementTree import Element

import tinyhtml5  # type: ignore[import-untyped]

from engine import ROOT, WORDS_FILE, protocol
from return_to_running.calculator.contacts import contacts
from return_to_running.calculator.protocol import Protocol
from return_to_running.calculator.view import calculator
from return_to_running.calculator.words import load_words
from return_to_running.evidence.references import Reference, load_references

URLS = {"script": "s.js", "extras": "e.js", "watch": "w-STAGE.fit", "help": "h", "rehab": "r"}


@cache
def references() -> Mapping[str, Reference]:
    return load_references(ROOT / "evidence" / "references.json")


def rendered(of: Protocol, **given: str) -> str:
    words = load_words(WORDS_FILE, of)
    host = contacts(words, given)
    return calculator(
        of, words, references(), host, live=True, urls=URLS, sign_pages={}, figures={}
    )


@cache
def fragment() -> Element:
    """The calculator of a host that gave no numbers of its own."""
    return parsed(rendered(protocol()))


def parsed(html: str) -> Element:
    root: Element = tinyhtml5.parse(html, namespace_html_elements=False)
    return root


def text(element: Element) -> str:
    return " ".join("".join(element.itertext()).split())
