"""The drawings of the guide as tests read them, and what can be wrong with one."""

import re
from collections import Counter
from xml.etree import ElementTree as ET

from guide import ROOT
from return_to_running.publishing.colour import contrast

FOLDER = ROOT / "docs/assets/figures"
LARGEST_BYTES = 60_000
SVG = "{http://www.w3.org/2000/svg}"
SOURCE = ".//{http://purl.org/dc/elements/1.1/}source"
REFERENCES = ("href", "{http://www.w3.org/1999/xlink}href", "src")
EXERCISES = (
    "standing-stretch",
    "towel-stretch",
    "opposite-hand-stretch",
    "half-kneeling-stretch",
    "isometric-hip-flexion",
    "band-march",
    "straight-leg-raise",
    "glute-bridge",
    "split-squat",
    "step-up",
    "dead-bug",
    "side-plank",
    "single-leg-balance",
    "short-lever-copenhagen",
    "calf-raise",
    "march-skip-hop",
)
TESTS_OF_READINESS = ("test-squat", "test-jog", "test-hop")
RUNNERS = ("running-stride", "hero")
PEOPLE = (*(f"exercise-{each}" for each in EXERCISES), *TESTS_OF_READINESS)
DRAWINGS = sorted(FOLDER.glob("*.svg"))
HERO = ROOT / "overrides/partials/hero.html"
PHONE_PX = 360 - 2 * 16  # a narrow phone less the page's margins
LEAST_CONTRAST, LEAST_TEXT_CONTRAST = 3.0, 4.5
INK, PAPER = "#14201f", "#fff"
# How much wider than the page the style sheets lay a drawing out on a phone; the height of its
# panel holds the runner of the home page.
ON_PHONE = {"anatomy-front": 1.99, "anatomy-side": 1.99, "running-stride": 2.49, "hero": 0.72}
# What need not be told from the panel: the light edge of a dark arrow or dot, stripes on cloth.
ON_SOMETHING_ELSE = {"#f2f5f4", "#fff", "#f7fafc"}


def faults(text: str) -> list[str]:
    """What is wrong with one drawing."""
    if len(text.encode()) >= LARGEST_BYTES:
        return ["too large"]
    try:
        root = ET.fromstring(text)
    except ET.ParseError:
        return ["not well-formed"]
    out = []
    named = {of.get("id"): of.text for of in root if of.tag in (SVG + "title", SVG + "desc")}
    labels = (root.get("aria-labelledby") or "").split()
    if root.tag != SVG + "svg" or not root.get("viewBox"):
        out.append("no drawing with a viewBox")
    if root.get("role") != "img":
        out.append("no role")
    if len(labels) != 2 or not all((named.get(label) or "").strip() for label in labels):
        out.append("no title and description that name it")
    if not (root.findtext(SOURCE) or "").strip():
        out.append("no credit")
    every = list(root.iter())
    if {of.tag.removeprefix(SVG) for of in every} & {"script", "style", "foreignObject", "image"}:
        out.append("a script, style sheet or foreign content")
    attributes = [(key, value) for of in every for key, value in of.attrib.items()]
    if any(key.lower().startswith("on") for key, _ in attributes):
        out.append("an event attribute")
    if any(key in REFERENCES and not value.startswith("#") for key, value in attributes):
        out.append("an external reference")
    if any(key in ("href", "src") for key, _ in attributes):
        # Material's instant navigation sets these anew on every element; a `use` refuses.
        out.append("a plain reference, where xlink:href is needed")
    if any(re.search(r"url\((?!#)", value) or key == "style" for key, value in attributes):
        out.append("an external or inline style")
    ids = ids_of(text)
    if any(count > 1 for count in Counter(ids).values()):
        out.append("an id twice")
    used = [value[1:] for key, value in attributes if key in REFERENCES and value[:1] == "#"]
    used += re.findall(r"url\(#([^)]+)\)", text)
    if set(used) - set(ids):
        out.append("a reference to nothing")
    return out


def type_on_a_phone(name: str, text: str) -> list[float]:
    """Sizes in pixels of the words that a phone shows."""
    root = ET.fromstring(text)
    pixels = PHONE_PX * ON_PHONE.get(name, 1) / float(root.get("viewBox", "").split()[2])
    hidden = {
        word
        for group in root.iter(SVG + "g")
        if group.get("class") == "hf-words"
        for word in group.iter()
    }
    words = [word for word in root.iter(SVG + "text") if word not in hidden]
    return [float(word.get("font-size", 0)) * pixels for word in words]


def weak_on_a_panel(text: str, panels: list[str]) -> list[str]:
    """Lines and words of a drawing that are hard to see on one of the panels it stands on."""
    root = ET.fromstring(text)
    lines = {str(of.get("stroke")) for of in root.iter() if of.get("stroke", "none") != "none"}
    words = {str(of.get("fill")) for of in root.iter(SVG + "text")}
    ink = {"currentColor": str(root.get("color")), PAPER: INK}  # a number stands on a disc of ink
    return [
        f"{colour} on {panel}"
        for panel in panels
        for colours, least in (
            (lines - ON_SOMETHING_ELSE, LEAST_CONTRAST),
            (words, LEAST_TEXT_CONTRAST),
        )
        for colour in (ink.get(each, each) for each in colours)
        if contrast(colour, panel) < least
    ]


def drawn(name: str) -> str:
    """A drawing of the guide as text; the runner of the home page stands in a template."""
    if name == "hero":
        return HERO.read_text(encoding="utf-8").partition("#}")[2].strip()
    return (FOLDER / f"{name}.svg").read_text(encoding="utf-8")


def words_of(path: str, pattern: str) -> dict[str, str]:
    """Names and colours that a file gives, one pair for each match."""
    return dict(re.findall(pattern, (ROOT / path).read_text(encoding="utf-8")))


def panels() -> list[str]:
    """The colours of the panel that people stand on: in light, in dark."""
    sheet = (ROOT / "overrides/assets/stylesheets/figures.css").read_text(encoding="utf-8")
    found = re.findall(r"--plate: (#\w{6})", sheet)
    assert len(found) == 2
    return found


def ids_of(text: str) -> list[str]:
    return re.findall(r'\sid="([^"]+)"', text)
