"""A clinic's logo: an SVG that can draw and do nothing else."""

import re
from pathlib import Path
from xml.etree import ElementTree

from return_to_running.faults import Fault, shown
from return_to_running.publishing.beside import beside

LARGEST_BYTES = 100_000
SVG = "{http://www.w3.org/2000/svg}"
DRAWING = {
    *("svg", "g", "path", "rect", "circle", "ellipse", "line", "polyline", "polygon"),
    *("text", "tspan", "title", "desc", "metadata", "defs", "symbol", "use"),
    *("linearGradient", "radialGradient", "stop", "clipPath", "mask"),
}
BARE_SIZE = (300, 150)
"""What a browser gives an SVG that says no size (CSS 2.2, 10.3.2)."""
SHORTEST_PX = 20
"""Pixels that the shorter side has at least: rounding then changes the shape by 3 % at most."""
LENGTH = re.compile(r"(\d{1,6}(?:\.\d{1,6})?)(?:px)?")
CURE = "an SVG file, named from the folder of the profile, such as demo/logo.svg"
OUTSIDE = re.compile(r"url\(\s*['\"]?(?!#)|@import|javascript:|data:|https?:|//", re.IGNORECASE)


def read_logo(profile: Path, name: object) -> tuple[bytes, list[Fault]]:
    """Return the SVG that a profile names, and what is wrong with it; without a name, neither."""
    if not isinstance(name, str):
        return b"", []
    logo = beside(profile, name)
    if not name.lower().endswith(".svg"):
        what = f"must be an SVG, and {shown(name)} is none"
        return b"", [Fault(profile.name, "logo", what, CURE)]
    if logo is None or not logo.is_file():
        what = "there is no such file beside the profile"
        return b"", [Fault(profile.name, "logo", what, CURE)]
    content = logo.read_bytes()
    unsafe = logo_problem(content)
    cure = "export it again as plain SVG: shapes only, no scripts, pictures or links"
    return content, [Fault(profile.name, "logo", unsafe, cure)] if unsafe else []


def logo_problem(content: bytes) -> str | None:
    """Say why an SVG may not be used as a logo, or return None when it may."""
    if len(content) > LARGEST_BYTES:
        return f"is larger than {LARGEST_BYTES // 1000} kB"
    try:
        text = content.decode("utf-8")
    except UnicodeDecodeError:
        return "is not UTF-8 text"
    # A document type can define entities that grow without end or read files.
    if re.search(r"<!DOCTYPE|<!ENTITY|<\?xml-stylesheet", text, re.IGNORECASE):
        return "has a document type or a style sheet instruction"
    try:
        root = ElementTree.fromstring(text)
    except (ElementTree.ParseError, ValueError) as error:
        return f"is not well-formed SVG ({error})"
    if root.tag != f"{SVG}svg":
        return 'is not an SVG: its first element must be <svg xmlns="http://www.w3.org/2000/svg">'
    return next(filter(None, map(_element_problem, root.iter())), None)


def logo_size(content: bytes) -> tuple[int, int]:
    """Return the width and height (px) of an SVG that `logo_problem` has found good."""
    root = ElementTree.fromstring(content)
    box = re.split(r"[\s,]+", root.get("viewBox", "").strip())
    for sides in ([root.get("width", ""), root.get("height", "")], box[2:]):
        lengths = [float(found[1]) for found in map(LENGTH.fullmatch, sides) if found]
        if len(lengths) == 2 and min(lengths) > 0:
            # A page needs the shape: whole pixels would bend that of a very small one.
            times = max(1, SHORTEST_PX / min(lengths))
            width, height = (round(length * times) for length in lengths)
            return width, height
    return BARE_SIZE


def _element_problem(element: ElementTree.Element) -> str | None:
    name = element.tag.removeprefix(SVG)
    if name not in DRAWING:
        return f"has an element that a drawing does not need: {name.rsplit('}', 1)[-1]}"
    for attribute, value in element.attrib.items():
        local = attribute.rsplit("}", 1)[-1]
        if local.lower().startswith("on"):
            return f"has a script in the attribute {local}"
        if local == "href" and not value.startswith("#"):
            return "draws on something outside the file"
        if local != "href" and OUTSIDE.search(value):
            return f"reaches outside the file in the attribute {local}"
    return None
