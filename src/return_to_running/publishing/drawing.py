"""Inline drawings on paper: WeasyPrint does not style them from the page, so we do."""

import re
from collections.abc import Mapping
from xml.etree.ElementTree import Element, SubElement

import tinycss2  # type: ignore[import-untyped]
from tinycss2.ast import QualifiedRule  # type: ignore[import-untyped]

DRAWING_RULE = re.compile(r"\.(?:hf|ex|g-strip|c-strip)\b[^,{]*$")
VARIABLE = re.compile(r"var\(\s*--([\w-]+)\s*(?:,([^()]*))?\)")
DEEPEST_VARIABLE = 5
PAPER_STRIP = ".g-strip .w{fill:#fff;stroke:#444;stroke-width:.08}.g-strip .r{stroke-width:.08}"
"""A session strip is drawn in minutes: WeasyPrint has no stroke that keeps its width."""


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
    return "".join(rules) + PAPER_STRIP


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
        sheet = SubElement(drawing, "style")
        sheet.text = style
        drawing.remove(sheet)
        drawing.insert(0, sheet)


def _rules(sheets: list[str]) -> list[QualifiedRule]:
    return [
        rule
        for sheet in sheets
        for rule in tinycss2.parse_stylesheet(sheet, skip_comments=True, skip_whitespace=True)
        if isinstance(rule, QualifiedRule)
    ]


def _selector(rule: QualifiedRule) -> str:
    return str(tinycss2.serialize(rule.prelude)).strip()
