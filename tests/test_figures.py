"""Every drawing of the guide: whole, light, named, credited, and harmless when inlined."""

import re
import statistics
from collections import Counter
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest
import yaml

from drawings import (
    DRAWINGS,
    EXERCISES,
    FOLDER,
    LARGEST_BYTES,
    SVG,
    TESTS_OF_READINESS,
    drawn,
    faults,
    ids_of,
    type_on_a_phone,
    words_of,
)
from engine import protocol
from guide import ROOT
from return_to_running.publishing.colour import contrast

PAGES = ROOT / "docs/exercises"
MEDIAN_EXERCISE_BYTES = 25_000
OTHERS = (
    *TESTS_OF_READINESS,
    "anatomy-front",
    "anatomy-side",
    "psoas-path",
    "running-stride",
    "where-it-hurts",
    "pain-scale",
)
CARD = ROOT / "docs/assets/images/social-card.png"
SMALLEST_TYPE_PX = 12


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


@pytest.mark.parametrize("name", EXERCISES)
def test_a_page_says_of_its_drawing_what_the_drawing_says_of_itself(name: str) -> None:
    front = yaml.safe_load((PAGES / f"{name}.md").read_text(encoding="utf-8").split("---")[1])
    exercise = front["exercise"]
    assert exercise["figure"] == f"exercise-{name}.svg"
    root = ET.fromstring(drawn(f"exercise-{name}"))
    assert exercise["figure_alt"] == root.findtext(SVG + "desc")


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
    assert len(ids) > len(DRAWINGS)
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
