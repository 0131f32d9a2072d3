"""The danger signs: whole wherever they stand, and on every page and sheet that leads to a run."""

import re
from collections.abc import Iterable
from xml.etree.ElementTree import Element

import pytest

from checks.pages import Page
from engine import protocol
from return_to_running.publishing.paper import classes

# A sentence that has the first words is about the sign, and must have all the others. The words
# are those of the dossier: sections 3 and 12.3, and rules R6 and R36.
SIGNS = {
    "clot": (
        r"\bthrob",
        [r"cramp(s|ing)", "calf or thigh", "swelling", "warm skin", "red or darker skin"],
    ),
    "missed periods": (
        r"\bperiods in a row",
        ["3 or more", "not because of pregnancy", "hormones"],
    ),
    "hop": (r"\bhopping (hurts|must not hurt) in the groin", ["deep in the hip, even a little"]),
    "cannot stand": (r"\bcannot stand\b", ["stand or (take steps|step) on the leg"]),
    # What makes it most urgent hangs on the pain each time: none is a sign of its own.
    "belly pain": (
        r"\bsevere belly pain\b",
        [
            "above all when it is sudden",
            r"\b(when|are)\b[^,]* pregnant",
            r"^(?!.*\bdizzy)|\bwhen (I|you) feel dizzy",
        ],
    ),
    "constant pain": (r"\bthe pain is there all the time\b", [r"\bat night\b"]),
    "surgery or birth": (
        r"\b(surgery|injection|gave birth)\b.*\b3 months\b",
        [r"13 weeks \(3 months\)"],
    ),
    "numb leg": (r"\bnumb\b.*\b(pale|cold)\b", ["since"]),
    "early pregnancy": (
        r"\blow tummy pain\b",
        ["could be", "one side", "bleeding", "brown discharge", "tip of .* shoulder", "pee or poo"],
    ),
}
CALCULATOR = "return-to-running.html"
ON_HOME = [
    *("lose sexual feeling", "nobody told you that an old one is healed", "lost weight without"),
    *("locks, pinches or snaps with pain", "painkillers to run", "steroid tablets"),
    *("weak bones", "diabetes"),
    *("limp, or is pain 6 or more", "no better after about 3 days", "the running plan with a limp"),
    *("Stop running and get checked", "Book a visit before you start"),
]


@pytest.mark.parametrize("sign", SIGNS)
def test_a_danger_sign_is_whole_wherever_it_stands(
    sign: str, for_patients: dict[str, Page]
) -> None:
    about, must = SIGNS[sign]
    found = [
        (page.name, sentence)
        for page in for_patients.values()
        for sentence in page.sentences
        if re.search(about, sentence, re.IGNORECASE)
    ]
    assert len({name for name, _ in found}) >= 3, found
    assert [
        (name, lost, sentence)
        for name, sentence in found
        for lost in must
        if not re.search(lost, sentence, re.IGNORECASE)
    ] == []


def test_the_first_page_lets_nobody_start_alone_whom_the_help_page_sends_on(
    for_patients: dict[str, Page],
) -> None:
    home = for_patients["index.html"]
    text = " ".join(" ".join(home.article.itertext()).split())
    assert [words for words in ON_HOME if words not in text] == []
    # The hops come last, after all the other tests.
    order = ("six readiness tests", "The first is", "stand, squat and march", "jog", "Ten hops")
    places = [text.rindex(words) for words in order]
    assert places == sorted(places)


# Words that carry no sign, and pairs that say the same.
LITTLE = re.compile(
    "an?|the|and|or|i|you|my|your|me|am|is|are|was|be|been|its?|that|this|to|of|in|on|at|as|for"
    "|by|from|have|has|had|may|when|around|round"
)


def stems(text: str) -> set[str]:
    """The beginnings of the words of a sentence that say what the sign is."""
    kept = re.sub(r"\([^)]*\)", "", text.lower())
    return {word[:4] for word in re.findall(r"[a-z0-9]+", kept) if not LITTLE.fullmatch(word)}


def words_of(element: Element) -> str:
    return " ".join("".join(element.itertext()).split())


def who_should_not(calculator: Page) -> list[str]:
    """The lines of the list of those who get no plan, which the sheets print."""
    for parent in calculator.article.iter():
        ids = [child.get("id") for child in parent]
        if "who-should-not-use-the-plan" in ids:
            after = list(parent)[ids.index("who-should-not-use-the-plan") :]
            return [words_of(line) for line in next(e for e in after if e.tag == "ul").iter("li")]
    raise AssertionError("the list is gone")


@pytest.mark.parametrize("on_paper", ["get-help.html", "index.html"])
def test_paper_withholds_the_plan_for_every_sign_for_which_the_screen_does(
    on_paper: str, for_patients: dict[str, Page]
) -> None:
    """All that a sign says stands in one line of the two cards, or of who should not use the plan.

    The list let somebody run whose hip pinched or snapped with pain, and the calculator did not.
    """
    lines = who_should_not(for_patients[CALCULATOR]) + [
        words_of(line)
        for card in for_patients[on_paper].article.iter("section")
        if {"g-care--emergency", "g-care--same-day"} & set(classes(card))
        for line in card.iter("li")
    ]
    signs = {
        str(sign.get("data-sign")): (sign.text or "").strip()
        for urgency in for_patients[CALCULATOR].article.iter("div")
        if urgency.get("data-urgency")
        for sign in urgency.iter("p")
        if sign.get("data-sign")
    }
    assert set(signs) == {sign.id for sign in protocol().signs if not sign.plan}
    milder = {
        f"{name}: {part}": min((stems(part) - stems(line) for line in lines), key=len)
        for name, said in signs.items()
        for part in re.split(r"(?<=\.) ", said)
    }
    assert {name: lost for name, lost in milder.items() if lost} == {}


def test_the_list_of_who_gets_no_plan_has_the_words_of_the_signs_to_book_a_visit_for(
    for_patients: dict[str, Page],
) -> None:
    page = for_patients[CALCULATOR]
    listed = " ".join(who_should_not(page)).replace(" (3 months)", "")
    soon = {sign.id for sign in protocol().signs if not sign.plan and sign.card == "soon"}
    assert soon
    for sign in soon:
        [said] = [
            (each.text or "").strip(" .\n")
            for each in page.article.iter("p")
            if each.get("data-sign") == sign
        ]
        for mine, yours in ((r"\bI am\b", "you are"), (r"\bI\b", "you"), (r"\bmy\b", "your")):
            said = re.sub(mine, yours, said)
        assert said.lower() in listed.lower(), sign


def test_every_page_that_lets_somebody_go_on_leads_to_all_danger_signs(
    for_patients: dict[str, Page],
) -> None:
    """The page for the young sent them on after two short lists that were not all."""
    ways = {
        page.name: [
            link
            for link in page.article.iter("a")
            if str(link.get("href")).rsplit("/", 1)[-1].startswith("get-help.html")
        ]
        for page in for_patients.values()
        if page.has("g-care--emergency") and page.name not in {"get-help.html", CALCULATOR}
    }
    assert {"index.html", "under-18.html", "pregnancy.html", "over-60.html"} <= set(ways)
    for name in ("under-18.html", "pregnancy.html", "over-60.html"):
        page = for_patients[name]
        assert re.search(r"[Aa]ll danger signs", " ".join(page.sentences)), name
    assert [name for name, links in ways.items() if len(links) < 3] == []


def cards(pages: Iterable[Page], urgency: str) -> dict[str, str]:
    """The words of each page's own card of an urgency, by page; the calculator has one a sign."""
    return {
        page.name: " ".join(" ".join(card.itertext()).split())
        for page in pages
        for card in page.article.iter("section")
        if f"g-care--{urgency}" in classes(card) and page.name != CALCULATOR
    }


def test_every_emergency_card_names_the_leg_that_one_cannot_stand_on(
    for_patients: dict[str, Page],
) -> None:
    emergency = cards(for_patients.values(), "emergency")
    assert {"get-help.html", "index.html", "pregnancy.html", "over-60.html"} <= set(emergency)
    whole = r"cannot stand or (take steps|step) on the leg\. Or it looks (shorter, twisted or )?out"
    assert [name for name, text in emergency.items() if not re.search(whole, text)] == []


def test_every_page_with_a_card_for_constant_pain_tells_it_from_a_mild_ache(
    for_patients: dict[str, Page],
) -> None:
    same_day = cards(for_patients.values(), "same-day")
    constant = {name for name, text in same_day.items() if "pain is there all the time" in text}
    assert {"get-help.html", "index.html", "over-60.html"} <= constant
    ache = r"mild ache of 0 to 2 out of 10\b.{0,40}\bcomes and goes,? is not (this sign|pain)"
    assert [
        page.name
        for page in for_patients.values()
        if page.name in constant and not re.search(ache, " ".join(page.sentences))
    ] == []


@pytest.mark.parametrize(
    "name",
    [
        *("index", "rehab", "is-it-my-hip-flexor", "exercises/march-skip-hop", "questions"),
        "return-to-running",
    ],
)
def test_no_page_with_the_hop_lets_a_good_hop_rule_out_a_stress_fracture(
    name: str, for_patients: dict[str, Page]
) -> None:
    page = for_patients[f"{name}.html"]
    text = " ".join(page.sentences)
    assert re.search(r"hop that does not hurt does not rule (it|out a stress fracture)\b", text)


def test_the_hop_is_left_only_without_any_pain_deep_in_the_hip(
    for_patients: dict[str, Page],
) -> None:
    page = for_patients["exercises/march-skip-hop.html"]
    progress = str(page.front["exercise"]["progress"])
    assert "no pain in the groin or deep in the hip, 2 or less elsewhere" in progress


def test_every_page_for_patients_says_when_to_stop_or_get_help(
    for_patients: dict[str, Page],
) -> None:
    silent = [
        page.name
        for page in for_patients.values()
        if not (page.has("g-stop-if") or page.has("g-care"))
    ]
    assert silent == ["glossary.html"]


def test_every_exercise_ends_its_stop_signs_with_the_same_way_to_help(
    for_patients: dict[str, Page],
) -> None:
    exercises = [page for page in for_patients.values() if "exercise" in page.front]
    assert len(exercises) == 16
    for page in exercises:
        [box] = [each for each in page.article.iter("section") if each.get("class") == "g-stop-if"]
        last = list(box.iter("li"))[-1]
        assert "at night or all the time. See When to get help." in " ".join(
            "".join(last.itertext()).split()
        )
        assert any(str(link.get("href")).endswith("get-help.html") for link in last.iter("a"))
