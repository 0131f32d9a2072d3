"""Slips of the pen that Markdown lets pass: a box nobody knows, a marker that vanishes unread."""

import re
from collections.abc import Iterator

from return_to_running.evidence.citations import FENCED_OR_CODE
from return_to_running.faults import Fault
from return_to_running.pages.components import KINDS, STRENGTH, STRENGTHS
from return_to_running.pages.front_matter import Source

BOX = re.compile(r'!!! (?P<kind>[\w-]+)(?: "(?P<title>.*)")?')
LOOKS_LIKE_A_BOX = re.compile(r"^[ \t]*(!!!.*?)\s*$", re.M)
COMMENT = re.compile(r"<!--.*?(?:-->|\Z)", re.S)
MARKER = re.compile(
    r"<!--if clinic\.[a-z0-9-]+-->|<!--/if-->"
    r"|(?is:<!--\W*return\W?to\W?running\b.*?-->)"  # its own plugin reads the rest
)
ON_A_LINE_OF_ITS_OWN = re.compile(r"<!--\s*(?:treatment(?::\s*\S+)?|exercises:\s*\w+\s*\w*)\s*-->")


def slips(source: Source) -> Iterator[Fault]:
    """Find boxes of no known kind, evidence of no known strength and unknown markers, by line."""
    prose = FENCED_OR_CODE.sub(lambda code: re.sub(r"[^\n]", " ", code[0]), source.text)

    def line(place: int) -> str:
        return f"line {source.first_line + prose.count(chr(10), 0, place)}"

    for found in LOOKS_LIKE_A_BOX.finditer(prose):
        problem = _of_a_box(found[1])
        if problem:
            yield Fault(source.path, line(found.start(1)), *problem)
    for found in COMMENT.finditer(prose):
        whole = prose[prose.rfind("\n", 0, found.start()) + 1 :].split("\n", 1)[0].rstrip()
        if not MARKER.fullmatch(found[0]) and not ON_A_LINE_OF_ITS_OWN.fullmatch(whole):
            cure = "write it as CONTRIBUTING.md shows, or take it out"
            yield Fault(
                source.path, line(found.start()), f"nothing reads {found[0].splitlines()[0]}", cure
            )


def _of_a_box(written: str) -> tuple[str, str] | None:
    box = BOX.fullmatch(written)
    if not box:
        return f"{written} is no box", 'write it as !!! kind "Title"'
    if box["kind"] not in KINDS:
        return f"there is no box {box['kind']}", f"write one of {', '.join(KINDS)}"
    if box["kind"] == "evidence" and not STRENGTH.match(box["title"] or ""):
        return f"{written} has no strength", f"begin its title with one of {', '.join(STRENGTHS)}"
    return None
