"""The people in the drawings: they stand on their panel, and tints show where they work."""

import re
from xml.etree import ElementTree as ET

import pytest

from drawings import (
    EXERCISES,
    PAPER,
    PEOPLE,
    REFERENCES,
    RUNNERS,
    SVG,
    drawn,
    panels,
    weak_on_a_panel,
)
from return_to_running.publishing.colour import contrast

EDGE_OF_A_TINT = "#7d2405"


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
