"""Python-Markdown extension: a glossary term explains itself where a page first uses it.

The first use of each term of ``evidence/glossary.yml`` on a page becomes a link to its entry, with
its meaning as the link's title: a tooltip for pointer and keyboard, and words to print.
``[[glossary]]`` becomes the whole list; on that page no term is marked.
"""

import os
import re
from collections.abc import Iterator, Mapping
from functools import lru_cache
from pathlib import Path
from typing import Annotated, Any
from xml.etree.ElementTree import Element, SubElement

from markdown import Markdown
from markdown.blockprocessors import BlockProcessor
from markdown.extensions import Extension
from markdown.extensions.toc import slugify
from markdown.treeprocessors import Treeprocessor
from markdown.util import AtomicString
from pydantic import BaseModel, ConfigDict, Field, ValidationError

from return_to_running.faults import WHOLE_FILE, Fault, FaultError, from_pydantic
from return_to_running.yaml_file import read_yaml

LIST_MARK = "[[glossary]]"
LEFT_ALONE = {"a", "button", "code", "h1", "h2", "h3", "h4", "pre", "strong", "sup", "svg", "th"}
"""Where a term is not marked: links and headings have their own job, bold text is a label."""

CURES = {
    "term": "the word as patients meet it, such as iliopsoas",
    "also": "a list of other forms of the word, such as [tendons]",
    "meaning": "one plain sentence of at most 160 characters",
}


class Entry(BaseModel):
    """A term, other forms of it, and what it means in one plain sentence."""

    model_config = ConfigDict(frozen=True, extra="forbid", strict=True)

    term: Annotated[str, Field(min_length=2, max_length=60)]
    also: Annotated[tuple[str, ...], Field(strict=False)] = ()
    meaning: Annotated[str, Field(min_length=10, max_length=160)]

    @property
    def name(self) -> str:
        """The anchor of its entry in the list."""
        return "term-" + slugify(self.term, "-")


def load_glossary(path: Path) -> tuple[Entry, ...]:
    """Read and check the glossary; a `FaultError` names all faults at once."""
    raw, file = read_yaml(path) or [], path.name
    if not isinstance(raw, list):
        cure = "begin each entry with - term:"
        raise FaultError([Fault(file, WHOLE_FILE, "is not a list of entries", cure)])
    entries: list[Entry] = []
    faults: list[Fault] = []
    for number, each in enumerate(raw, start=1):
        try:
            entries.append(Entry.model_validate(each))
        except ValidationError as error:
            term = each.get("term") if isinstance(each, dict) else None
            faults += from_pydantic(file, error, CURES, str(term or f"entry {number}"))
    forms = [form.lower() for entry in entries for form in (entry.term, *entry.also)]
    twice = sorted({form for form in forms if forms.count(form) > 1})
    faults += [Fault(file, form, "is explained twice", "keep one") for form in twice]
    if faults:
        raise FaultError(faults)
    return tuple(entries)


class GlossaryExtension(Extension):
    """Marks terms and prints the list."""

    def __init__(self, **options: Any) -> None:
        self.config = {
            "terms": ["evidence/glossary.yml", "Path of the glossary"],
            "page": ["/glossary.md", "The page with the list, from the folder of pages"],
        }
        super().__init__(**options)

    def extendMarkdown(self, md: Markdown) -> None:  # noqa: N802 (Python-Markdown's name)
        """After inline patterns (20) and citations (15), before MkDocs's links (0)."""
        path = Path(os.fspath(self.getConfig("terms")))
        md.parser.blockprocessors.register(_ListMark(md.parser), "glossary-list", 16)
        md.treeprocessors.register(_Terms(md, path, self.getConfig("page")), "glossary", 12)


class _ListMark(BlockProcessor):
    def test(self, _parent: Element, block: str) -> bool:
        return block.strip() == LIST_MARK

    def run(self, parent: Element, blocks: list[str]) -> None:
        blocks.pop(0)
        SubElement(parent, "dl", {"class": "g-glossary"})


class _Terms(Treeprocessor):
    """Marks the first use of each term in page order, or fills the list."""

    def __init__(self, md: Markdown, path: Path, page: str) -> None:
        super().__init__(md)
        self.path = path
        self.page = page

    def run(self, root: Element) -> None:
        """Read the file only now: of what goes wrong earlier, MkDocs shows a traceback."""
        entries = _load_once(self.path, self.path.stat().st_mtime_ns if self.path.exists() else 0)
        self.by_form = {
            form.lower(): entry for entry in entries for form in (entry.term, *entry.also)
        }
        self.pattern = _pattern(self.by_form)
        listing = root.find(".//dl[@class='g-glossary']")
        if listing is not None:
            for entry in sorted(entries, key=lambda entry: entry.term.lower()):
                SubElement(listing, "dt", {"id": entry.name}).text = AtomicString(entry.term)
                SubElement(listing, "dd").text = AtomicString(entry.meaning)
        elif self.by_form:
            self._mark(root, set())

    def _mark(self, parent: Element, seen: set[str]) -> None:
        parent.text, made = self._cut(parent.text, seen)
        children = list(parent)
        parent[:] = made
        for child in children:
            if child.tag not in LEFT_ALONE:
                self._mark(child, seen)
            parent.append(child)
            child.tail, made = self._cut(child.tail, seen)
            parent.extend(made)

    def _cut(self, text: str | None, seen: set[str]) -> tuple[str | None, list[Element]]:
        """Return the text up to the first new term, and a link for each new term with its tail."""
        if not text or isinstance(text, AtomicString):
            return text, []
        links: list[Element] = []
        before, at = "", 0
        for use in self._first_uses(text, seen):
            entry = self.by_form[use[0].lower()]
            href = f"{self.page}#{entry.name}"
            link = Element("a", {"class": "g-term", "href": href, "title": entry.meaning})
            link.text = AtomicString(use[0])
            if links:
                links[-1].tail = text[at : use.start()]
            else:
                before = text[: use.start()]
            links.append(link)
            at = use.end()
        if not links:
            return text, []
        links[-1].tail = text[at:]
        return before, links

    def _first_uses(self, text: str, seen: set[str]) -> Iterator[re.Match[str]]:
        for use in self.pattern.finditer(text):
            name = self.by_form[use[0].lower()].name
            if name not in seen:
                seen.add(name)
                yield use


def makeExtension(**options: Any) -> GlossaryExtension:  # noqa: N802 (Python-Markdown's name)
    """Make the extension: Python-Markdown calls this."""
    return GlossaryExtension(**options)


def _pattern(by_form: Mapping[str, Entry]) -> re.Pattern[str]:
    """Match whole words, the longest form first, so that `bone stress injury` wins over `bone`."""
    forms = sorted(by_form, key=len, reverse=True)
    return re.compile(r"(?<![\w-])(?:" + "|".join(map(re.escape, forms)) + r")(?![\w-])", re.I)


@lru_cache(maxsize=4)
def _load_once(path: Path, _changed_ns: int) -> tuple[Entry, ...]:
    return load_glossary(path)
