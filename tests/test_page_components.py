"""Plain Markdown in, the guide's components out."""

import pytest
from markdown import Markdown

from return_to_running.faults import FaultError

EXTENSIONS = [
    "admonition",
    "attr_list",
    "md_in_html",
    "tables",
    "toc",
    "return_to_running.pages.components",
]


def convert(text: str) -> str:
    return Markdown(extensions=EXTENSIONS).convert(text)


CARD = """
!!! {kind} "Go now"

    Call 999.

    - One sign

    [Call 999](tel:999){{ .g-btn }}
"""


@pytest.mark.parametrize("kind", ["emergency", "same-day", "soon"])
def test_a_care_card_is_a_section_named_by_its_heading(kind: str) -> None:
    html = convert(CARD.format(kind=kind))
    assert f'<section aria-labelledby="go-now" class="g-care g-care--{kind}">' in html
    assert '<h2 id="go-now">Go now</h2>' in html


def test_a_care_card_has_a_head_a_body_and_actions() -> None:
    html = " ".join(convert(CARD.format(kind="soon")).split())
    head, rest = html.split('<div class="g-care__body">')
    body, actions = rest.split('<div class="g-care__act">')
    assert "<p>Call 999.</p>" in head
    assert "One sign" in body
    assert 'class="g-btn"' in actions


def test_a_care_card_without_buttons_has_no_actions() -> None:
    html = convert('!!! soon "Book"\n\n    Not urgent.\n\n    - One sign')
    assert "g-care__act" not in html


def test_neighbouring_care_cards_stand_in_one_grid() -> None:
    html = convert(CARD.format(kind="emergency") + CARD.format(kind="soon"))
    assert html.count('<div class="g-cares">') == 1
    assert 'id="go-now_1"' in html


def test_a_heading_in_a_box_stands_one_level_below_the_section_it_is_in() -> None:
    html = convert(
        '!!! short "In short"\n\n    Yes.\n\n## Part\n\n!!! stop-if "Stop if"\n\n    - pain'
    )
    assert '<h2 id="in-short">In short</h2>' in html
    assert '<h3 id="stop-if">Stop if</h3>' in html


def test_stop_boxes_are_no_landmarks_so_that_a_page_may_have_several() -> None:
    html = convert('!!! stop-if "Stop if"\n\n    - pain\n\n!!! stop-if "Stop if"\n\n    - a limp')
    assert html.count('<section class="g-stop-if">') == 2
    assert "aria-labelledby" not in html


def test_do_and_do_not_stand_side_by_side() -> None:
    html = convert('!!! do "Do"\n\n    - walk\n\n!!! dont "Do not"\n\n    - sprint')
    assert '<div class="g-pair">' in html
    assert '<p class="g-box__title">Do not</p>' in html


@pytest.mark.parametrize(
    ("title", "letter", "verdict"),
    [
        ("C: small studies", "C", "Evidence: small studies"),
        ("A for strength, S for the rest", "A", "Evidence: A for strength, S for the rest"),
    ],
)
def test_the_strength_of_evidence_shows_its_letter(title: str, letter: str, verdict: str) -> None:
    html = convert(f'!!! evidence "{title}"\n\n    Its limits.')
    assert f'<span class="g-grade">{letter}</span>' in html
    assert f">{verdict}</p>" in html


def test_a_table_scrolls_in_a_named_box_and_its_headings_have_a_scope() -> None:
    html = convert("| Pain | Do |\n|---|---|\n| 0 | run |")
    assert '<div aria-label="Table: Pain, Do" class="g-scroll" role="group" tabindex="0">' in html
    assert html.count('scope="col"') == 2


def test_a_table_of_three_columns_says_what_its_parts_are_once_they_are_blocks() -> None:
    html = convert("| It | A *guess* | Do |\n|---|---|---|\n| 0 | 1 | 2 |")
    assert 'class="g-table g-table--blocks" role="table"' in html
    assert html.count('role="rowgroup"') == html.count('role="row"') == 2
    assert html.count('role="columnheader"') == html.count('role="cell"') == 3
    assert all(f'<td data-name="{name}" role="cell">' in html for name in ("It", "A guess", "Do"))
    assert 'role="row"' not in convert("| Pain | Do |\n|---|---|\n| 0 | run |")


def test_a_table_in_a_box_is_found_too() -> None:
    html = convert('!!! do "Do"\n\n    | Pain | Do |\n    |---|---|\n    | 0 | run |')
    assert 'class="g-table"' in html


def test_a_drawing_is_left_exactly_as_it_is() -> None:
    drawing = '<svg viewBox="0 0 1 1"><title id="t">A *star*</title><path d="M0 0h1"/></svg>'
    assert (
        convert(f"Before.\n\n{drawing}\n\nAfter.") == f"<p>Before.</p>\n{drawing}\n\n<p>After.</p>"
    )


def test_a_link_that_the_clinic_fills_in_stays_open() -> None:
    html = convert("[Book](@@clinic.booking@@){ .g-btn }")
    assert 'href="@@clinic.booking@@"' in html


def test_a_link_to_the_clinics_phone_keeps_the_number_as_it_is_written() -> None:
    html = convert("[Call us](tel:@@clinic.phone-digits@@) [Call](tel:@@clinic.advice@@)")
    assert html.count('data-number="@@clinic.phone@@"') == 1


def test_a_citation_stands_close_to_the_word_before_it() -> None:
    extensions = [*EXTENSIONS, "return_to_running.evidence.citations"]
    html = Markdown(extensions=extensions).convert("It **lifts** the thigh. [@own] More.")
    assert 'the thigh.<sup class="g-cite">' in html
    assert "</sup> More." in html


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ('!!! emergancy "Go now"', "!!! emergancy: there is no such box; write one of emergency"),
        ('!!! do "Do"\n\n    !!! note "Note"', "!!! note: there is no such box"),
        ('!!! do "Do"\n\n    !!! soon "Go"', "!!! soon: stands in another box; let it stand"),
        (
            '!!! evidence "E: none"',
            "!!! evidence E: has no strength; begin its title",
        ),
        ('!!! evidence "About"', "!!! evidence About: has no strength"),
        ('!!! evidence ""', "!!! evidence"),
    ],
)
def test_a_box_of_no_known_kind_or_strength_is_refused(text: str, said: str) -> None:
    """A misspelt emergency would be a plain box, with no sign and no buttons."""
    with pytest.raises(FaultError, match=said):
        convert(f"{text}\n\n    Text.")


def test_a_link_in_the_verdict_keeps_the_space_before_it() -> None:
    html = convert('!!! evidence "C: tears a [growing](x.md) bone"\n\n    Its limits.')
    assert 'Evidence: tears a <a href="x.md">growing</a> bone' in html
