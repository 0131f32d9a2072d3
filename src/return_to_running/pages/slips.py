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
END = "<!--/if-->"
PART_MARK = re.compile(rf"<!--if clinic\.[a-z0-9-]+-->|{END}")
# With four spaces or more it stands in a box or a list, and Markdown reads it in its line.
BEGINS_A_LINE = re.compile(rf" {{0,3}}(?:{PART_MARK.pattern})")
MARKER = re.compile(
    rf"{PART_MARK.pattern}"
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
    for number, written in enumerate(prose.split("\n"), source.first_line):
        misplaced = _of_marks(written)
        if misplaced:
            cure = "write words before it in its line, or give each mark a line of its own"
            yield Fault(source.path, f"line {number}", misplaced, cure)
    for found in COMMENT.finditer(prose):
        whole = prose[prose.rfind("\n", 0, found.start()) + 1 :].split("\n", 1)[0].rstrip()
        if not MARKER.fullmatch(found[0]) and not ON_A_LINE_OF_ITS_OWN.fullmatch(whole):
            cure = "write it as CONTRIBUTING.md shows, or take it out"
            yield Fault(
                source.path, line(found.start()), f"nothing reads {found[0].splitlines()[0]}", cure
            )


def _of_marks(line: str) -> str | None:
    """Say what is wrong with the marks in a line between which a part stands for some clinics.

    Markdown takes a mark that begins a line for HTML of its own, and moves the next one down: all
    between them would belong to the part.
    """
    marks = PART_MARK.findall(line)
    if not marks or line.strip() in marks:
        return None
    if BEGINS_A_LINE.match(line):
        return f"{marks[0]} begins a line that goes on, and would hide what follows below"
    if [mark == END for mark in marks] != [False, True] * (len(marks) // 2):
        return f"{marks[0]} stands in a line with words, and its other end does not"
    return None


def _of_a_box(written: str) -> tuple[str, str] | None:
    box = BOX.fullmatch(written)
    if not box:
        return f"{written} is no box", 'write it as !!! kind "Title"'
    if box["kind"] not in KINDS:
        return f"there is no box {box['kind']}", f"write one of {', '.join(KINDS)}"
    if box["kind"] == "evidence" and not STRENGTH.match(box["title"] or ""):
        return f"{written} has no strength", f"begin its title with one of {', '.join(STRENGTHS)}"
    return None
