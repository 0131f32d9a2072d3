"""Front matter and markers in, Markdown out: exercises, treatments, cards and evidence."""

import re
from collections.abc import Mapping
from typing import Any

import pytest
from markdown import Markdown

from return_to_running.faults import FaultError
from return_to_running.pages.front_matter import Source, read_source
from return_to_running.pages.library import Library

EXERCISE: dict[str, Any] = {
    "kind": "strength",
    "rehab_stage": 2,
    "works": "Front of the hip",
    "needs": "A band",
    "figure": "exercise-band-march.svg",
    "figure_alt": "A person lifts the knee against a band.",
    "figure_caption": "**Band march.** See the upright back.",
    "steps": ["Stand tall.", "Lift the knee."],
    "feel": "At the front of the hip.",
    "start": "2 sets of 15. [@thorborg2016]",
    "progress": "3 sets | with a\nstronger band.",
    "easier": "No band.",
    "harder": "A stronger band.",
    "stop_if": ["the groin pinches", "you limp"],
    "evidence": {"strength": "A", "verdict": "it makes you stronger", "limits": "In the healthy."},
}
TREATMENT: dict[str, Any] = {
    "name": "Cold packs",
    "how_it_works": "It numbs.",
    "benefits": "Less pain for a while.",
    "risks": "Cold can hurt the skin.",
    "if_you_do_nothing": "Pain eases by itself.",
    "daily_life": "A few minutes.",
    "other_choices": "Rest.",
    "not_known": "If it heals.",
    "questions": ["Is it safe for me?"],
}
EXTENSIONS = ["admonition", "attr_list", "md_in_html", "tables", "pymdownx.blocks.caption"]


def page(path: str, text: str = "", **meta: Any) -> Source:
    return Source(path, {"title": path.removesuffix(".md"), **meta}, text)


def written(*sources: Source) -> str:
    """The first page's Markdown."""
    return Library(sources).written(sources[0].path, sources[0].text)


def as_html(markdown: str) -> str:
    return Markdown(extensions=[*EXTENSIONS, "return_to_running.pages.components"]).convert(
        markdown
    )


def changed(raw: Mapping[str, Any], **fields: Any) -> dict[str, Any]:
    return {key: value for key, value in {**raw, **fields}.items() if value is not ...}


def test_an_exercise_page_is_written_from_its_front_matter() -> None:
    html = as_html(written(page("march.md", "It takes 10 minutes.", exercise=EXERCISE)))
    assert "<li>Stand tall.</li>\n<li>Lift the knee.</li>" in html
    assert 'src="/assets/figures/exercise-band-march.svg"' in html
    assert "<li>the groin pinches</li>" in html
    assert '<div class="g-pair"><div class="g-box g-easier">' in html
    assert "Evidence: it makes you stronger" in html
    assert html.index("More detail") < html.index("It takes 10 minutes.")


def test_a_dose_of_several_lines_stays_in_its_cell() -> None:
    html = as_html(written(page("march.md", exercise=EXERCISE)))
    assert "<td>3 sets | with a stronger band.</td>" in html


def test_an_exercise_page_without_text_of_its_own_has_no_empty_section() -> None:
    assert "More detail" not in written(page("march.md", " \n", exercise=EXERCISE))


@pytest.mark.parametrize(
    ("marker", "found"),
    [
        ("all", ["bridge", "march", "hop"]),
        ("kind strength", ["bridge", "march"]),
        ("rehab_stage 3", ["hop"]),
    ],
)
def test_cards_show_the_exercises_asked_for_from_gentle_to_hard(
    marker: str, found: list[str]
) -> None:
    markdown = written(
        page("index.md", f"Before.\n\n<!-- exercises: {marker} -->\n\nAfter."),
        page("hop.md", exercise=changed(EXERCISE, kind="impact", rehab_stage=3)),
        page("march.md", exercise=EXERCISE),
        page("bridge.md", exercise=changed(EXERCISE, rehab_stage=1)),
    )
    html = as_html(markdown)
    places = [html.index(f'<a href="/{name}.md">{name}</a>') for name in found]
    assert html.count('<li class="g-card">') == len(found)
    assert places == sorted(places)
    assert "<p>2 sets of 15." in html


def test_within_a_stage_cards_stand_as_the_navigation_has_them() -> None:
    markdown = written(
        page("index.md", "<!-- exercises: kind strength -->"),
        page("march.md", exercise=EXERCISE),
        page("split.md", exercise=EXERCISE),
        page("bridge.md", exercise=changed(EXERCISE, rehab_stage=1)),
        page("plank.md", exercise=EXERCISE),
        page("lift.md", exercise=EXERCISE),
    )
    found = re.findall(r"\*\*\[(\w+)\]", markdown)
    assert found == ["bridge", "march", "split", "plank", "lift"]


def test_a_treatment_shows_every_side_that_a_choice_needs() -> None:
    html = as_html(written(page("ice.md", "<!-- treatment -->", treatment=TREATMENT)))
    assert '<section aria-labelledby="before-you-choose-cold-packs" class="g-weigh">' in html
    for side in ("How it works", "Benefits", "Risks", "If you do nothing", "Other choices"):
        assert f"<strong>{side}.</strong>" in html
    assert "<li>Is it safe for me?</li>" in html


def test_one_page_may_weigh_up_several_treatments() -> None:
    both = [changed(TREATMENT, id="ice"), changed(TREATMENT, id="gel", name="Gel")]
    markdown = written(page("relief.md", "<!-- treatment: gel -->", treatments=both))
    assert "Before you choose: Gel" in markdown
    assert "Cold packs" not in markdown


def test_the_list_of_evidence_gathers_the_boxes_of_all_pages_by_letter() -> None:
    markdown = written(
        page("evidence.md", "[[evidence]]"),
        page("load.md", '!!! evidence "B: one large study"\n\n    Text.'),
        page("march.md", exercise=EXERCISE),
        page("rehab.md", '!!! evidence "S: our own stages"\n\n    Text.'),
    )
    lines = [line for line in markdown.splitlines() if line]
    assert lines == [
        "### Strength A",
        "- it makes you stronger ([march](/march.md))",
        "### Strength B",
        "- one large study ([load](/load.md))",
        "### Strength S",
        "- our own stages ([rehab](/rehab.md))",
    ]


def test_all_faults_of_all_pages_are_named_at_once() -> None:
    sources = [
        page("march.md", exercise=changed(EXERCISE, kind="power", steps=...)),
        page("hop.md", exercise=changed(EXERCISE, rehab_stage=6, tempo="slow")),
        page("ice.md", treatment=changed(TREATMENT, risks=...)),
    ]
    with pytest.raises(FaultError) as error:
        Library(sources)
    faults = str(error.value).splitlines()
    assert [(fault.split(": ")[0], fault.split(": ")[1]) for fault in faults] == [
        ("march.md", "exercise.kind"),
        ("march.md", "exercise.steps"),
        ("hop.md", "exercise.rehab_stage"),
        ("hop.md", "exercise.tempo"),
        ("ice.md", "treatment.risks"),
    ]
    assert "stretch, strength, balance or impact" in faults[0]


@pytest.mark.parametrize(
    ("text", "cure"),
    [
        ("<!-- treatment -->", "add it to the front matter"),
        ("<!-- treatment: ice -->", "add it to the front matter"),
        ("<!-- exercises: kind dance -->", "write `all`"),
        ("<!-- exercises: colour red -->", "write `all`"),
    ],
)
def test_a_marker_that_asks_for_what_is_not_there_is_named_with_its_cure(
    text: str, cure: str
) -> None:
    with pytest.raises(FaultError, match=cure):
        written(page("a.md", text), page("march.md", exercise=EXERCISE))


SLIPS = {
    '!!! emergancy "Go"': ("there is no box emergancy", "write one of emergency"),
    '    !!! note "In a list"': ("there is no box note", "write one of emergency"),
    '!!! emergency: "Go"': ('!!! emergency: "Go" is no box', 'write it as !!! kind "Title"'),
    '!!!emergency "Go"': ('!!!emergency "Go" is no box', 'write it as !!! kind "Title"'),
    '!!! evidence "E: none"': ('!!! evidence "E: none" has no strength', "one of A, B, C, D, S"),
    "!!! evidence": ("!!! evidence has no strength", "one of A, B, C, D, S"),
    "<!-- exercises kind stretch -->": ("nothing reads <!-- exercises kind", "CONTRIBUTING.md"),
    "- <!-- treatment -->": ("nothing reads <!-- treatment -->", "CONTRIBUTING.md"),
    "<!-- if clinic.phone -->": ("nothing reads <!-- if clinic.phone -->", "CONTRIBUTING.md"),
    "<!--IF clinic.phone-->": ("nothing reads <!--IF clinic.phone-->", "CONTRIBUTING.md"),
    "<!--if clinic.phone-->Call us.<!--/if-->": (
        "<!--if clinic.phone--> begins a line that goes on, and would hide what follows",
        "write words before it in its line, or give each mark a line of its own",
    ),
    "   <!--/if--> and more": ("<!--/if--> begins a line that goes on", "a line of its own"),
    "Call <!--if clinic.phone-->": (
        "<!--if clinic.phone--> stands in a line with words, and its other end does not",
        "a line of its own",
    ),
    "Call us.<!--/if-->": ("<!--/if--> stands in a line with words", "a line of its own"),
    "<!-- never closed": ("nothing reads <!-- never closed", "CONTRIBUTING.md"),
    "<!-- return-to-running: return-to-running": (
        "nothing reads <!-- return-to-running: return-to-running",
        "CONTRIBUTING.md",
    ),
}


@pytest.mark.parametrize(("slip", "said"), SLIPS.items(), ids=SLIPS.keys())
def test_a_slip_that_markdown_lets_pass_is_named_with_page_line_and_cure(
    slip: str, said: tuple[str, str]
) -> None:
    text = f"---\ntitle: A\n---\n\n```\n!!! note\n<!-- x -->\n```\n\n{slip}\n\n    Text."
    with pytest.raises(FaultError) as told:
        Library([read_source("a.md", text)])
    (line,) = str(told.value).splitlines()
    assert line.startswith(f"a.md: line 10: {said[0]}")
    assert said[1] in line


@pytest.mark.parametrize(
    "text",
    [
        '!!! soon "See someone"',
        "!!! short",
        '!!! evidence "A for strength, S for the rest"',
        "Ask us. <!--if clinic.phone-->Call.<!--/if--> <!--if clinic.email-->Write.<!--/if-->",
        "<!--if clinic.phone-->\n\nCall us.\n\n<!--/if-->\n\nGo.",
        "    <!--if clinic.phone-->Call us.<!--/if--> In a box, Markdown reads it in its line.",
        "<!-- return-to-running: return-to-running S1 -->",
        "Write `<!-- treatment -->` or `!!! note`.",
    ],
)
def test_what_the_guide_knows_is_no_slip(text: str) -> None:
    Library([read_source("a.md", text)])


@pytest.mark.parametrize(
    ("fields", "said"),
    [
        ("last_updated: 23.11.2026", "a.md: last_updated: is no day: 23.11.2026; write it as 2026"),
        ("next_review: 2026-02-30", "a.md: next_review: is no day: 2026-02-30"),
        ('next_review: "2026-11-23"', "a.md: next_review: is no day: 2026-11-23; write it as 2026"),
        ("last_updated: 2026-11-23 10:00:00", "a.md: last_updated: is no day"),
        ("title: A\ntitle: B", "a.md: line 3: is not valid YAML: title stands twice"),
        ("title: [", "a.md: line 2: is not valid YAML"),
        ("- title", "a.md: front matter: is not a list of fields"),
    ],
)
def test_front_matter_that_the_page_could_not_print_is_refused(fields: str, said: str) -> None:
    with pytest.raises(FaultError) as told:
        read_source("a.md", f"---\n{fields}\n---\n# A\n")
    assert str(told.value).startswith(said)


@pytest.mark.parametrize("raw", ["a text", 3, ["a list"]])
def test_front_matter_of_the_wrong_shape_is_a_fault_not_a_crash(raw: object) -> None:
    with pytest.raises(FaultError, match=r"a\.md: "):
        Library([page("a.md", exercise=raw)])
