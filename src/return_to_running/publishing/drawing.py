"""Inline drawings on paper: WeasyPrint does not style them from the page, so we do."""

import re
from collections.abc import Mapping
from xml.etree.ElementTree import Element, SubElement

import tinycss2  # type: ignore[import-untyped]
from tinycss2.ast import QualifiedRule  # type: ignore[import-untyped]

DRAWING_RULE = re.compile(r"\.(?:hf|ex|g-strip|c-strip)\b[^,{]*$")
VARIABLE = re.compile(r"var\(\s*--([\w-]+)\s*(?:,([^()]*))?\)")
DEEPEST_VARIABLE = 5
PAPER = (
    ".g-strip .w{fill:#777;stroke:none}.g-strip .r{stroke:none}"
    ".hf-words{display:none}.hf-nums{display:inline}"
)
"""A session strip is drawn in minutes: WeasyPrint has no stroke that keeps its width, so walking is
grey. A plate shows its numbers, large enough to read; the list beside it names them."""
ROOM = 24
"""Beside the outermost number of a plate, in units of the drawing: its disc and a little more."""


def tokens(sheets: list[str]) -> dict[str, str]:
    """Return the custom properties of the light scheme; a later sheet wins."""
    found: dict[str, str] = {}
    for rule in _rules(sheets):
        selectors = [part.strip() for part in _selector(rule).split(",")]
        if ":root" in selectors:
            declared = tinycss2.parse_blocks_contents(rule.content, True, True)
            found |= {
                each.name[2:]: tinycss2.serialize(each.value).strip()
                for each in declared
                if each.type == "declaration" and each.name.startswith("--")
            }
    return found


def drawing_style(sheets: list[str], values: Mapping[str, str]) -> str:
    """Return the rules for drawings with every custom property put in."""
    rules = []
    for rule in _rules(sheets):
        selectors = [part.strip() for part in _selector(rule).split(",")]
        if all(DRAWING_RULE.match(selector) for selector in selectors):
            body = literal(tinycss2.serialize(rule.content), values)
            rules.append(f"{','.join(selectors)}{{{body.strip()}}}")
    return "".join(rules) + PAPER


def literal(text: str, values: Mapping[str, str]) -> str:
    """Put the values of custom properties in the place of ``var(--name)``."""
    for _ in range(DEEPEST_VARIABLE):
        text = VARIABLE.sub(lambda m: values.get(m[1], (m[2] or "currentColor").strip()), text)
    return text


def dress(chapter: Element, style: str, values: Mapping[str, str]) -> None:
    """Give every inline drawing of a chapter its own style."""
    for drawing in list(chapter.iter("svg")):
        for element in drawing.iter():
            for name, value in element.attrib.items():
                if "var(" in value:
                    element.set(name, literal(value, values))
        _crop_to_numbers(drawing)
        sheet = SubElement(drawing, "style")
        sheet.text = style
        drawing.remove(sheet)
        drawing.insert(0, sheet)


def _crop_to_numbers(drawing: Element) -> None:
    """Cut off the sides of a plate where its words stood."""
    places = [
        float(disc.get("cx", 0))
        for group in drawing.iter("g")
        if "hf-nums" in group.get("class", "").split()
        for disc in group.iter("circle")
    ]
    if places:
        _, top, _, height = drawing.get("viewBox", "").split()
        left, right = min(places) - ROOM, max(places) + ROOM
        drawing.set("viewBox", f"{left:g} {top} {right - left:g} {height}")


def _rules(sheets: list[str]) -> list[QualifiedRule]:
    return [
        rule
        for sheet in sheets
        for rule in tinycss2.parse_stylesheet(sheet, skip_comments=True, skip_whitespace=True)
        if isinstance(rule, QualifiedRule)
    ]


def _selector(rule: QualifiedRule) -> str:
    return str(tinycss2.serialize(rule.prelude)).strip()
