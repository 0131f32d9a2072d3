"""All pages together: exercises, treatments and evidence boxes, written out as Markdown.

===================================  =============================================================
front matter ``exercise:``           picture, steps, dose, stop signs and evidence; the page's own
                                     text follows as "More detail"
``<!-- treatment -->``               the treatment of the front matter, with all its sides
``<!-- treatment: ice -->``          the one of several ``treatments`` with this id
``<!-- exercises: kind stretch -->`` cards of the exercises; also ``rehab_stage 2`` and ``all``
``[[evidence]]``                     what rests on which strength, from the boxes of every page
===================================  =============================================================
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import groupby

from jinja2 import Environment, PackageLoader, StrictUndefined

from return_to_running.faults import Fault, FaultError
from return_to_running.pages.components import STRENGTHS
from return_to_running.pages.front_matter import (
    Exercise,
    Source,
    Treatment,
    exercise,
    treatments,
)
from return_to_running.pages.slips import slips

EVIDENCE_BOX = re.compile(r'^!!! evidence "(?P<letter>[ABCDS])\b:?\s*(?P<verdict>.+)"\s*$', re.M)
EVIDENCE_LIST = re.compile(r"^\[\[evidence\]\]\s*$", re.M)
TREATMENT = re.compile(r"^<!--\s*treatment(?::\s*(?P<id>\S+))?\s*-->\s*$", re.M)
CARDS = re.compile(r"^<!--\s*exercises:\s*(?P<field>\w+)\s*(?P<value>\w*)\s*-->\s*$", re.M)


@dataclass(frozen=True)
class Claim:
    """One evidence box: what rests on this strength, and on which page it stands."""

    letter: str
    verdict: str
    title: str
    page: str


class Library:
    """Every page's source, read once, in the order of the navigation.

    A `FaultError` names the faults of all pages.
    """

    def __init__(self, sources: Iterable[Source]) -> None:
        self.exercises: dict[str, Exercise] = {}
        self.treatments: dict[str, dict[str, Treatment]] = {}
        self._sources = {source.path: source for source in sources}
        faults: list[Fault] = []
        for source in self._sources.values():
            try:
                described = exercise(source.path, source.meta)
                if described:
                    self.exercises[source.path] = described
                self.treatments[source.path] = treatments(source.path, source.meta)
            except FaultError as error:
                faults += error.faults
            faults += slips(source)
        if faults:
            raise FaultError(faults)

    def written(self, path: str, text: str) -> str:
        """Return a page's Markdown with everything filled in; ``text`` is what its author wrote.

        A `FaultError` names a marker that asks for what does not exist.
        """
        if path in self.exercises:
            text = _render("exercise.md", exercise=self.exercises[path], more=text.strip())
        text = TREATMENT.sub(lambda mark: self._treatment(path, mark), text)
        text = CARDS.sub(lambda mark: self._cards(path, mark), text)
        return EVIDENCE_LIST.sub(lambda _: self._evidence(), text)

    def claims(self) -> list[Claim]:
        """List every evidence box of every page, strongest letter first, then by page."""
        found = [
            Claim(mark["letter"], mark["verdict"], source.title, source.path)
            for source in self._sources.values()
            for mark in EVIDENCE_BOX.finditer(self._boxes_of(source))
        ]
        return sorted(found, key=lambda claim: (STRENGTHS.index(claim.letter), claim.page))

    def _boxes_of(self, source: Source) -> str:
        described = self.exercises.get(source.path)
        own = _render("exercise.md", exercise=described, more="") if described else ""
        return own + source.text

    def _treatment(self, path: str, mark: re.Match[str]) -> str:
        there = self.treatments.get(path, {})
        name = mark["id"] or "treatment"
        if name not in there:
            cure = "write one of: " + ", ".join(there) if there else "add it to the front matter"
            raise FaultError([Fault(path, mark[0].strip(), "there is no such one", cure)])
        return _render("treatment.md", treatment=there[name])

    def _cards(self, path: str, mark: re.Match[str]) -> str:
        chosen = [
            (page, self._sources[page].title, each)
            for page, each in self.exercises.items()
            if mark["field"] == "all"
            or (
                (mark["field"] in ("kind", "rehab_stage"))
                and str(getattr(each, mark["field"])) == mark["value"]
            )
        ]
        if not chosen:
            cure = "write `all`, `kind` and a kind, or `rehab_stage` and a number"
            raise FaultError([Fault(path, mark[0].strip(), "no exercise is like this", cure)])
        # From gentle to hard: by stage, and within a stage as the navigation has them.
        in_order = sorted(chosen, key=lambda card: card[2].rehab_stage)
        return _render("cards.md", exercises=in_order)

    def _evidence(self) -> str:
        grouped = groupby(self.claims(), key=lambda claim: claim.letter)
        return _render("evidence.md", strengths=[(letter, list(all_)) for letter, all_ in grouped])


def _render(template: str, **values: object) -> str:
    return _ENVIRONMENT.get_template(template).render(values)


def _indented(text: str) -> str:
    """Keep a text of several lines inside the list or box it stands in."""
    return "\n    ".join(text.strip().splitlines())


def _one_line(text: str) -> str:
    """Fit a text into the cell of a table."""
    return " ".join(text.split()).replace("|", "\\|")


# The output is Markdown, so there is nothing to escape: what authors write is trusted.
_ENVIRONMENT = Environment(
    loader=PackageLoader("return_to_running.pages"),
    autoescape=False,
    trim_blocks=True,
    lstrip_blocks=True,
    undefined=StrictUndefined,
)
_ENVIRONMENT.filters |= {"indented": _indented, "one_line": _one_line}
