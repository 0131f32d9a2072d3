"""Every drawing of the guide: whole, light, named, credited, and harmless when inlined."""

import re
import statistics
from collections import Counter
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest
import yaml

from engine import protocol
from guide import ROOT
from return_to_running.publishing.colour import contrast

FOLDER = ROOT / "docs/assets/figures"
PAGES = ROOT / "docs/exercises"
LARGEST_BYTES = 60_000
MEDIAN_EXERCISE_BYTES = 25_000
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
OTHERS = (
    *TESTS_OF_READINESS,
    "anatomy-front",
    "anatomy-side",
    "psoas-path",
    "running-stride",
    "where-it-hurts",
    "pain-scale",
)
RUNNERS = ("running-stride", "hero")
PEOPLE = (*(f"exercise-{each}" for each in EXERCISES), *TESTS_OF_READINESS)
DRAWINGS = sorted(FOLDER.glob("*.svg"))
HERO = ROOT / "overrides/partials/hero.html"
CARD = ROOT / "docs/assets/images/social-card.png"
PHONE_PX = 360 - 2 * 16  # a narrow phone less the page's margins
SMALLEST_TYPE_PX = 12
LEAST_CONTRAST, LEAST_TEXT_CONTRAST = 3.0, 4.5
INK, PAPER = "#14201f", "#fff"
EDGE_OF_A_TINT = "#7d2405"
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


def test_every_picture_of_a_test_of_readiness_is_there() -> None:
    named = {test.figure for test in protocol().readiness.tests} - {""}
    assert named <= {path.name for path in DRAWINGS}
    assert {f"{name}.svg" for name in TESTS_OF_READINESS} <= named


def test_every_page_of_an_exercise_and_every_other_place_has_its_drawing() -> None:
    wanted = {f"exercise-{name}" for name in EXERCISES} | set(OTHERS)
    assert wanted <= {path.stem for path in DRAWINGS}


@pytest.mark.parametrize("path", DRAWINGS, ids=lambda path: path.stem)
def test_a_drawing_is_whole_light_named_credited_and_harmless(path: Path) -> None:
    assert faults(path.read_text(encoding="utf-8")) == []


def test_the_runner_of_the_home_page_is_whole_light_named_credited_and_harmless() -> None:
    assert faults(drawn("hero")) == []


@pytest.mark.parametrize("name", [*(path.stem for path in DRAWINGS), "hero"])
def test_words_and_numbers_of_a_drawing_can_be_read_on_a_phone(name: str) -> None:
    sizes = type_on_a_phone(name, drawn(name))
    assert sizes
    assert min(sizes) >= SMALLEST_TYPE_PX


def test_the_strip_on_the_card_of_a_shared_link_is_a_stage_of_the_plan() -> None:
    opening = (ROOT / "scripts/figures/opening.py").read_text(encoding="utf-8")
    found = re.search(r"SESSION = \((\d+), \*\((\d+), (\d+)\) \* (\d+), (\d+)\)", opening)
    assert found
    (stage,) = (stage for stage in protocol().tracks.standard.stages if stage.id == "S3")
    session = protocol().session
    warm, cool = session.warm_up_walk_min.value, session.cool_down_walk_min.value
    planned = (warm, stage.run_min, stage.walk_min, stage.times, cool)
    assert tuple(map(int, found.groups())) == planned


@pytest.mark.parametrize("name", PEOPLE)
def test_people_stand_on_their_panel_and_its_floor_runs_past_both_sides(name: str) -> None:
    root = ET.fromstring(drawn(name))
    width, height = map(float, root.get("viewBox", "").split()[2:])
    (floor,) = (of for of in root if of.get("class") == "ex-floor")
    strips = re.findall(r"M(-?\d+) (\d+)h(\d+)V(\d+)h-\d+z", floor.get("d", ""))
    assert strips
    for start, top, across, bottom in (map(float, strip) for strip in strips):
        assert start <= -width
        assert start + across >= 2 * width
        assert 0 < top < bottom <= height
    assert float(strips[-1][3]) == height
    # A panel of another shape shows more of the floor at the sides, and more air above.
    assert root.get("preserveAspectRatio") == "xMidYMax meet"
    assert not [of for of in root if of.tag == SVG + "rect" and of.get("width") == f"{width:g}"]


@pytest.mark.parametrize("name", [*PEOPLE, *RUNNERS])
def test_lines_arrows_and_words_stand_out_from_the_panel_in_light_and_in_dark(name: str) -> None:
    assert weak_on_a_panel(drawn(name), panels()) == []


def test_the_dark_panel_is_dimmed() -> None:
    light, dark = panels()
    assert contrast(light, dark) > 1.5


def test_a_line_that_is_lost_on_the_dark_panel_is_found() -> None:
    pale = drawn("running-stride").replace("#33251f", "#687773")
    assert weak_on_a_panel(pale, panels()) == ["#687773 on #c0cacc"]


@pytest.mark.parametrize("name", EXERCISES)
def test_a_page_says_of_its_drawing_what_the_drawing_says_of_itself(name: str) -> None:
    front = yaml.safe_load((PAGES / f"{name}.md").read_text(encoding="utf-8").split("---")[1])
    exercise = front["exercise"]
    assert exercise["figure"] == f"exercise-{name}.svg"
    root = ET.fromstring(drawn(f"exercise-{name}"))
    assert exercise["figure_alt"] == root.findtext(SVG + "desc")


@pytest.mark.parametrize("name", EXERCISES)
def test_every_exercise_shows_where_it_works_in_black_and_white_too(name: str) -> None:
    uses = list(ET.fromstring(drawn(f"exercise-{name}")).iter(SVG + "use"))
    areas = {of.get(REFERENCES[1]) for of in uses if of.get("fill") == f"url(#exercise-{name}-h)"}
    rims = {of.get(REFERENCES[1]) for of in uses if of.get("stroke") == PAPER}
    assert areas
    assert areas == rims


@pytest.mark.parametrize("name", [*(f"exercise-{each}" for each in EXERCISES), *RUNNERS])
def test_a_tint_is_one_piece_and_its_light_rim_stays_within_it(name: str) -> None:
    root = ET.fromstring(drawn(name))
    pieces = {
        f"#{of.get('id')}": of.get("d", "").count("M")
        for of in root.iter(SVG + "path")
        if of.get("id", "").endswith("-w")
    }
    rims = [of for of in root.iter(SVG + "use") if of.get("stroke") == PAPER]
    assert rims
    assert all(pieces[of.get(REFERENCES[1], "")] == 1 for of in rims)
    assert all(of.get("clip-path") == f"url({of.get(REFERENCES[1])}c)" for of in rims)


@pytest.mark.parametrize("name", ["standing-stretch", "towel-stretch", "opposite-hand-stretch"])
def test_a_wall_runs_past_the_upper_edge_and_behind_the_last_person_past_the_side(
    name: str,
) -> None:
    root = ET.fromstring(drawn(f"exercise-{name}"))
    width = float(root.get("viewBox", "").split()[2])
    walls = re.findall(r'd="M([\d.]+) [\d.]+V(-\d+)h(\d+)V', ET.tostring(root, encoding="unicode"))
    assert len(walls) == 2
    assert all(float(top) < 0 for _, top, _ in walls)
    (_, _, first), (start, _, across) = walls
    assert float(first) < float(across)
    assert float(start) + float(across) > 1.5 * width


def test_a_moment_of_the_stride_has_a_tint_only_when_the_hip_flexors_work() -> None:
    root = ET.fromstring(drawn("running-stride"))
    frames = [of for of in root.iter(SVG + "g") if of.get("class", "").startswith("ex-frame-")]
    tinted = [any(of.get("stroke") == EDGE_OF_A_TINT for of in each.iter()) for each in frames]
    assert tinted == [False, False, True, True, True]
    starts, pulls, eases = (
        {of.get("fill") for of in frame.iter() if "url(" in of.get("fill", "")}
        for frame in frames[2:]
    )
    assert starts == eases != pulls  # open lines, and close lines


def test_the_side_plate_shows_the_muscles_that_lie_behind_others() -> None:
    dashed = re.findall(r'fill="none"[^>]*stroke-dasharray', drawn("anatomy-side"))
    assert len(dashed) == 3  # iliacus, psoas, sartorius


def test_the_path_of_the_iliopsoas_shows_the_psoas_behind_the_iliacus_in_both_pictures() -> None:
    dashed = re.findall(r'fill="none"[^>]*stroke-dasharray', drawn("psoas-path"))
    assert len(dashed) == 2


def test_tendon_is_told_from_bone_in_colour_and_in_grey() -> None:
    kinds = words_of("scripts/figures/plates.py", r'"(bone|tendon)": "(#\w{6})"')
    assert contrast(kinds["tendon"], kinds["bone"]) > 1.5
    for name in ("anatomy-front", "anatomy-side"):
        assert all(f'fill="{colour}"' in drawn(name) for colour in kinds.values())


def test_the_five_forms_of_impact_have_the_numbers_of_their_steps() -> None:
    root = ET.fromstring(drawn("exercise-march-skip-hop"))
    assert [of.text for of in root.iter(SVG + "text")] == ["1", "2", "3", "4", "5"]


def test_small_words_in_a_drawing_are_found() -> None:
    text = (FOLDER / "exercise-step-up.svg").read_text(encoding="utf-8")
    small = re.sub(r'font-size="\d+"', 'font-size="9"', text, count=1)
    assert min(type_on_a_phone("exercise-step-up", small)) < SMALLEST_TYPE_PX


def test_the_card_of_a_shared_link_has_the_size_its_tags_give() -> None:
    card = CARD.read_bytes()
    assert (int.from_bytes(card[16:20]), int.from_bytes(card[20:24])) == (1200, 630)
    assert len(card) < LARGEST_BYTES


def test_no_two_drawings_share_an_id() -> None:
    ids = [each for path in DRAWINGS for each in ids_of(path.read_text(encoding="utf-8"))]
    assert [name for name, count in Counter(ids).items() if count > 1] == []


def test_half_of_the_exercise_drawings_are_lighter_than_25_kilobytes() -> None:
    sizes = [(FOLDER / f"exercise-{name}.svg").stat().st_size for name in EXERCISES]
    assert statistics.median(sizes) < MEDIAN_EXERCISE_BYTES


@pytest.mark.parametrize(
    ("old", "new", "fault"),
    [
        ("</svg>", "", "not well-formed"),
        ("</svg>", "<path d='" + "M0 0" * 15_000 + "'/></svg>", "too large"),
        (' role="img"', "", "no role"),
        (r'<title id="[^"]+">', "<title>", "no title and description that name it"),
        (r"(<desc[^>]*>)[^<]+", r"\1", "no title and description that name it"),
        (r"<dc:source>.*</dc:source>", "", "no credit"),
        ("</svg>", "<script>1</script></svg>", "a script, style sheet or foreign content"),
        ("</svg>", "<style>a{}</style></svg>", "a script, style sheet or foreign content"),
        ("</svg>", '<g onclick="x()"/></svg>', "an event attribute"),
        ("</svg>", '<use xlink:href="other.svg#a"/></svg>', "an external reference"),
        ("</svg>", '<g fill="url(other.svg#a)"/></svg>', "an external or inline style"),
        ("</svg>", '<g style="fill:red"/></svg>', "an external or inline style"),
        ("</svg>", '<g id="a"/><g id="a"/></svg>', "an id twice"),
        ("</svg>", '<use xlink:href="#nowhere"/></svg>', "a reference to nothing"),
        ("</svg>", '<use href="#a"/></svg>', "a plain reference, where xlink:href is needed"),
    ],
)
def test_a_damaged_drawing_is_found(old: str, new: str, fault: str) -> None:
    text = (FOLDER / "exercise-step-up.svg").read_text(encoding="utf-8")
    damaged = re.sub(old, new, text, count=1)
    assert damaged != text
    assert fault in faults(damaged)
