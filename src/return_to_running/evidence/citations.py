"""Python-Markdown extension: ``[@id]`` becomes a numbered reference, the page gets its sources.

``[@dorn2012]``, ``[@dorn2012; @schache2015]``   superscript numbers, in order of appearance
``[@own]``                                       a superscript S: our own synthesis
``[[bibliography]]``                             every verified source, in alphabetical order

A page that cites anything ends with a "Sources" section. Inside code nothing is a citation.
"""

import difflib
import os
import re
from collections.abc import Iterable, Mapping
from functools import lru_cache
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

from markdown import Markdown
from markdown.blockprocessors import BlockProcessor
from markdown.extensions import Extension
from markdown.inlinepatterns import InlineProcessor
from markdown.treeprocessors import Treeprocessor
from markdown.util import AtomicString

from return_to_running.evidence.references import Reference, load_references
from return_to_running.evidence.vancouver import alphabetical, entry
from return_to_running.faults import PAGE, Fault, FaultError

OWN = "own"
MARK = r"\[(@[A-Za-z0-9][\w-]*(?:\s*;\s*@[A-Za-z0-9][\w-]*)*)\]"
CLOSE_MARK = rf"\s*{MARK}"
"""With the space before it, so that a number never stands alone at the start of a line."""
BIBLIOGRAPHY = "[[bibliography]]"
FENCED_OR_CODE = re.compile(
    r"^(?P<fence>[ \t]*(?:`{3,}|~{3,})).*?^(?P=fence)|`[^`\n]+`", re.MULTILINE | re.DOTALL
)
HELD = "data-cites"


def cited_ids(text: str) -> list[str]:
    """List the ids a Markdown text cites, in order; `own` and text in code do not count."""
    prose = FENCED_OR_CODE.sub("", text)
    return [name for mark in re.findall(MARK, prose) for name in _ids(mark) if name != OWN]


def check_citations(references: Mapping[str, Reference], pages: Mapping[str, str]) -> list[Fault]:
    """List every citation that cannot be printed, in all pages (Markdown text by file name)."""
    faults = []
    for name, text in pages.items():
        for cited in dict.fromkeys(cited_ids(text)):
            problem = _problem(references, cited)
            if problem:
                faults.append(Fault(name, f"[@{cited}]", *problem))
    return faults


def unused(
    references: Mapping[str, Reference],
    markdown_texts: Iterable[str],
    protocol_source_ids: Iterable[str],
) -> list[str]:
    """List the ids that stand in the reference file but are cited by no page and no protocol."""
    used = set(protocol_source_ids)
    for text in markdown_texts:
        used.update(cited_ids(text))
    return sorted(set(references) - used)


class CitationExtension(Extension):
    """Numbers the citations of a page and prints its sources."""

    def __init__(self, **options: Any) -> None:
        self.config = {
            "references": ["evidence/references.json", "Path of the CSL-JSON file"],
            "own_url": [
                "/evidence.md#strength-letters",
                "Where the strength letters are explained",
            ],
            "heading": ["Sources", "Heading of the list of sources"],
        }
        super().__init__(**options)

    def extendMarkdown(self, md: Markdown) -> None:  # noqa: N802 (Python-Markdown's name)
        """Register the three processors; the order of priorities is explained beside each."""
        path = Path(os.fspath(self.getConfig("references")))
        # Before links (160) and after code (190): `[@id]` in code stays code.
        md.inlinePatterns.register(_CitationMark(CLOSE_MARK, md), "citation", 175)
        # Before paragraphs (10).
        md.parser.blockprocessors.register(_BibliographyMark(md.parser), "bibliography", 15)
        # After inline patterns (20), before the table of contents (5) and MkDocs's links (0).
        numbering = _Numbering(md, path, self.getConfig("own_url"), self.getConfig("heading"))
        md.treeprocessors.register(numbering, "citations", 15)


class _CitationMark(InlineProcessor):
    """Holds the ids in place: Python-Markdown does not meet inline text in page order."""

    def handleMatch(  # type: ignore[override]  # noqa: N802
        self, m: re.Match[str], _data: str
    ) -> tuple[ElementTree.Element, int, int]:
        mark = ElementTree.Element("sup", {"class": "g-cite", HELD: m[1]})
        return mark, m.start(0), m.end(0)


class _BibliographyMark(BlockProcessor):
    def test(self, _parent: ElementTree.Element, block: str) -> bool:
        return block.strip() == BIBLIOGRAPHY

    def run(self, parent: ElementTree.Element, blocks: list[str]) -> None:
        blocks.pop(0)
        ElementTree.SubElement(parent, "ul", {"class": "g-refs g-refs--all"})


class _Numbering(Treeprocessor):
    """Gives numbers in page order and appends the sources."""

    def __init__(self, md: Markdown, path: Path, own_url: str, heading: str) -> None:
        super().__init__(md)
        self.path = path
        self.own_url = own_url
        self.heading = heading

    def run(self, root: ElementTree.Element) -> None:
        """Read the file only now: of what goes wrong earlier, MkDocs shows a traceback."""
        changed_ns = self.path.stat().st_mtime_ns if self.path.exists() else 0
        self.references = _load_once(self.path, changed_ns)
        numbers: dict[str, int] = {}
        for mark in root.iter("sup"):
            held = mark.attrib.pop(HELD, None)
            if held is not None:
                self._number(mark, _ids(held), numbers)
        for listing in root.iter("ul"):
            if "g-refs--all" in listing.get("class", ""):
                verified = [each for each in self.references.values() if each.is_verified]
                for reference in alphabetical(verified):
                    _print(listing, reference, reference.id)
        if numbers:
            ElementTree.SubElement(root, "h2").text = self.heading
            listing = ElementTree.SubElement(root, "ol", {"class": "g-refs"})
            for name, number in numbers.items():
                _print(listing, self.references[name], f"ref-{number}")

    def _number(self, mark: ElementTree.Element, names: list[str], numbers: dict[str, int]) -> None:
        for place, name in enumerate(names):
            if place:
                mark[-1].tail = AtomicString(",\N{NO-BREAK SPACE}")
            if name == OWN:
                link = {"href": self.own_url, "aria-label": "S: our own synthesis"}
                ElementTree.SubElement(mark, "a", link).text = AtomicString("S")
                continue
            problem = _problem(self.references, name)
            if problem:
                raise FaultError([Fault(PAGE, f"[@{name}]", *problem)])
            number = numbers.setdefault(name, len(numbers) + 1)
            link = {"href": f"#ref-{number}", "aria-label": f"Reference {number}"}
            ElementTree.SubElement(mark, "a", link).text = AtomicString(str(number))


def makeExtension(**options: Any) -> CitationExtension:  # noqa: N802 (Python-Markdown's name)
    """Make the extension: Python-Markdown calls this."""
    return CitationExtension(**options)


def _print(listing: ElementTree.Element, reference: Reference, name: str) -> None:
    parts = entry(reference)
    item = ElementTree.SubElement(listing, "li", {"id": name})
    before, after = f"{parts.authors} {parts.title}", parts.details
    if parts.journal:
        item.text = AtomicString(f"{before} ")
        journal = ElementTree.SubElement(item, "cite")
        journal.text = AtomicString(parts.journal)
        journal.tail = AtomicString(f" {after}{' ' if parts.link else ''}")
    else:
        item.text = AtomicString(f"{before} {after}{' ' if parts.link else ''}")
    if parts.link:
        link = ElementTree.SubElement(item, "a", {"href": parts.link})
        link.text = AtomicString(parts.link_text)


def _problem(references: Mapping[str, Reference], name: str) -> tuple[str, str] | None:
    reference = references.get(name)
    if reference is None:
        near = difflib.get_close_matches(name, references, n=3, cutoff=0.6)
        hint = f"did you mean {', '.join(near)}?" if near else "add it to references.json"
        return "there is no source with this id", hint
    if not reference.is_verified:
        return (
            f"the source is {reference.custom.status}, and only verified sources are printed",
            "read the source, complete its entry, and set custom.status to verified",
        )
    return None


def _ids(mark: str) -> list[str]:
    return [part.strip().removeprefix("@") for part in mark.split(";")]


@lru_cache(maxsize=4)
def _load_once(path: Path, _changed_ns: int) -> dict[str, Reference]:
    """MkDocs makes a new Markdown converter for every page; the file is read once a change."""
    return load_references(path)
