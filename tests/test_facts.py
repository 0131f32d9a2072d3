"""The nine founding facts on the pages that carry them, and what the guide must never say."""

import re
import tomllib
from pathlib import Path
from typing import Any

import pytest
import yaml

from checks.article import sentences
from engine import protocol
from guide import PAGES, ROOT
from return_to_running.publishing.chapter import parse
from return_to_running.publishing.paper import classes

FACTS: list[dict[str, Any]] = yaml.safe_load(
    (ROOT / "evidence" / "founding-facts.yml").read_text(encoding="utf-8")
)
CARRIED = [(page, fact["fact"], says) for fact in FACTS for page, says in fact["pages"].items()]

# What turns a promise into its opposite stands before its verb, in the same part of the sentence.
# A sentence that asks makes no promise.
NEGATED = re.compile(
    r"(\b(not|no|none|nobody|nothing|never|neither|cannot|too few)\b|n[\u2019']t\b)"
    r"((?!\b(and|but|so|because)\b|,(?! or\b))[^;:])*$",
    re.IGNORECASE,
)
SHARE = r"(\d+(\.\d+)?\s*(%|percent)|\b\d+ (in|out of|of) (every )?\d+)"
HERE = r"(hip flexors?|iliopsoas|hip|groin)\b"

# Sentences that must be turned into their opposite, asked, or left out.
UNLESS_NEGATED = {
    "a promise of prevention": (
        r"\bprevent(s|ed|ing|ion)?\b"
        r"|\b(stops|avoids|protects (you )?from) (\w+ ){0,2}(injur\w+|strains?)"
        r"|\b(keeps?|stays?) (\w+ ){0,2}(injury|pain)[- ]free"
    ),
    "a promise of cure": r"\b(cures?|guarantee[ds]?|heals? (it|the muscle) faster)\b",
    "more steps a minute": (
        r"\b(raise|increase|step up|speed up) (\w+ ){0,3}(cadence|step rate)\b"
        r"|^(take|try|use) (\w+ ){0,2}(quicker|more|faster|shorter)(, \w+)? steps"
    ),
    "a personal risk": r"\byour (own )?(risk|chance)s? (of|is)\b",
    "a load ratio": r"\b(keep|hold|aim|stay|use)\b.*\b(ACWR|load ratio|chronic)\b",
}
NEVER = {
    "how many runners get it": (
        rf"(?=.*{SHARE})(?=.*\brunners?\b)(?=.*\b(get|have|had|suffer|with)\b)"
        rf"(?=.*{HERE} (pain|injur\w+|strains?|problems?))"
    ),
    "ice for too long": r"(?=.*\b(ice|cold pack)\b)(?=.*\b(2[1-9]|[3-9]\d) minutes)",
}


@pytest.fixture(scope="session")
def texts(site: Path) -> dict[str, str]:
    """All words of each page's article, in one line."""
    return {name: words(site / name) for name in PAGES}


@pytest.fixture(scope="session")
def said(site: Path) -> list[tuple[str, str]]:
    """Every sentence of the guide, with its page."""
    found = [(name, sentence) for name in PAGES for sentence in sentences(article(site / name))]
    assert len(found) > 1000
    return found


def article(page: Path) -> Any:
    return next(parse(page.read_text(encoding="utf-8")).iter("article"))


def words(page: Path) -> str:
    return " ".join("".join(article(page).itertext()).split())


def test_there_are_nine_founding_facts() -> None:
    assert len(FACTS) == 9


@pytest.mark.parametrize(("where", "fact", "says"), CARRIED, ids=[each[0] for each in CARRIED])
def test_the_guide_carries_its_founding_facts(
    where: str, fact: str, says: list[str], texts: dict[str, str]
) -> None:
    text = texts[f"{where}.html"]
    assert [each for each in says if not re.search(each, text, re.IGNORECASE)] == [], fact


@pytest.mark.parametrize("name", UNLESS_NEGATED)
def test_the_guide_makes_no_promise(name: str, said: list[tuple[str, str]]) -> None:
    assert promises(name, said) == []


@pytest.mark.parametrize("name", NEVER)
def test_the_guide_never_says(name: str, said: list[tuple[str, str]]) -> None:
    assert broken_limits(name, said) == []


def promises(name: str, said: list[tuple[str, str]]) -> list[tuple[str, str]]:
    pattern = re.compile(UNLESS_NEGATED[name], re.IGNORECASE)
    return [
        (page, sentence)
        for page, sentence in said
        if (promise := pattern.search(sentence))
        and not NEGATED.search(sentence[: promise.start()])
        and not sentence.rstrip('\u201d" ').endswith("?")
    ]


def broken_limits(name: str, said: list[tuple[str, str]]) -> list[tuple[str, str]]:
    pattern = re.compile(NEVER[name], re.IGNORECASE)
    return [each for each in said if pattern.search(each[1])]


@pytest.mark.parametrize(
    ("name", "forbidden", "allowed"),
    [
        (
            "a promise of prevention",
            "Strength work prevents injury.",
            "It has not been shown to prevent injury.",
        ),
        (
            "a promise of prevention",
            "It prevents injury without fuss, and not only for a day.",
            "Nothing here is known to prevent injury.",
        ),
        (
            "a promise of prevention",
            "It does not cost much and prevents injury.",
            "No trial shows that it prevents injury.",
        ),
        ("a promise of prevention", "This keeps you injury-free.", "Does it keep you pain-free?"),
        ("a promise of prevention", "It protects you from injury.", "Protect the hip for a day."),
        ("a promise of cure", "Heat cures a strain.", "It does not heal the muscle faster."),
        ("more steps a minute", "Raise your cadence by 10%.", "Do not raise your cadence."),
        ("more steps a minute", "Take quicker, shorter steps.", "Quicker steps ask more of it."),
        ("a personal risk", "Your risk of injury is 12%.", "A past injury is a risk sign."),
        ("a load ratio", "Keep your ACWR below 1.3.", "We do not use a load ratio."),
    ],
)
def test_each_promise_is_told_from_its_opposite(name: str, forbidden: str, allowed: str) -> None:
    assert promises(name, [("a", forbidden)])
    assert not promises(name, [("a", allowed)])


@pytest.mark.parametrize(
    ("name", "forbidden", "allowed"),
    [
        (
            "how many runners get it",
            "About 10% of runners get hip flexor pain.",
            "In 156 athletes with groin pain, 1 in 5 had a hip flexor injury.",
        ),
        (
            "ice for too long",
            "Use ice for 20 to 25 minutes.",
            "Use a cold pack for 10 to 15 minutes, never more than 20.",
        ),
    ],
)
def test_each_limit_is_told_from_what_is_allowed(name: str, forbidden: str, allowed: str) -> None:
    assert broken_limits(name, [("a", forbidden)])
    assert not broken_limits(name, [("a", allowed)])


def test_every_page_on_ibuprofen_says_who_must_not_use_it(texts: dict[str, str]) -> None:
    whole = texts["medicines-and-ice.html"]
    assert re.search(
        r"Do not use ibuprofen, as a tablet or a gel, if You are pregnant\..{0,9}You have ever had "
        r"an allergic reaction to ibuprofen, aspirin",
        whole,
    )
    for who in ("over 65", "high blood pressure", "a stroke", "Crohn's disease, colitis"):
        assert who in whole.replace("\u2019", "'")
    assert "allergic reaction to ibuprofen or aspirin" in texts["over-60.html"]
    assert (
        "Over 65, ibuprofen tablets are more likely to give you a stomach" in texts["over-60.html"]
    )
    assert "Do not use ibuprofen, as a tablet or a gel." in texts["pregnancy.html"]
    for name in ("medicines-and-ice", "over-60", "pregnancy", "questions"):
        assert re.search(r"(waits|waiting) for a clinician.s check", texts[f"{name}.html"]), name


def test_every_figure_for_a_gel_names_its_gel(texts: dict[str, str]) -> None:
    # Derry 2015, its summary of findings: of 1000 people, with the gel and with a dummy gel.
    text = texts["medicines-and-ice.html"]
    for gel, relieved, with_dummy in (
        ("diclofenac gel", 78, 20),
        ("ibuprofen gel", 42, 16),
        ("ketoprofen gel", 72, 33),
    ):
        assert re.search(
            rf"{gel}[^.]*\b{relieved} in 100[^.]*(\.[^.]*)?dummy gel (it was )?{with_dummy}\b", text
        ), gel


def test_a_trial_in_two_groups_gives_the_size_of_each(said: list[tuple[str, str]]) -> None:
    # Hoelmich 1999: 34 men trained, 34 had passive care.
    trained = [text for _, text in said if re.search(r"\b23\b", text) and "inner-thigh" in text]
    passive = [text for _, text in said if re.search(r"passive care it was", text)]
    assert trained
    assert [text for text in trained if "34" not in text] == []
    assert passive
    assert [text for text in passive if "4 of 34" not in text] == []


COLD = r"\b(ice|cold packs?)\b"
TIMED = r"\b10 to 15 minutes\b"


def test_every_page_that_times_a_cold_pack_gives_the_limit_and_says_how_and_who_must_not(
    texts: dict[str, str],
) -> None:
    cold = {
        name: text
        for name, text in texts.items()
        if re.search(rf"{COLD}.{{0,80}}{TIMED}", text, re.IGNORECASE)
    }
    assert len(cold) >= 5
    for words in ("never more than 20", "poor feeling or poor blood flow", r"wrap(ped)?\b"):
        assert [
            name for name, text in cold.items() if not re.search(words, text, re.IGNORECASE)
        ] == [], words


def test_a_cold_pack_is_wrapped_wherever_its_minutes_are_given(site: Path) -> None:
    """In the same list item, paragraph or title: a box is printed on a sheet without its page."""
    blocks = [
        (name, " ".join("".join(block.itertext()).split()))
        for name in PAGES
        for block in article(site / name).iter()
        if block.tag in ("li", "p", "td", "dd")
    ]
    timed = [
        (name, text)
        for name, text in blocks
        if re.search(TIMED, text) and re.search(COLD, text, re.IGNORECASE)
    ]
    assert len(timed) >= 6
    assert [each for each in timed if not re.search(r"\b[Ww]rap(ped)?\b", each[1])] == []


def test_every_summary_that_times_a_cold_pack_says_who_must_not_use_it(site: Path) -> None:
    boxes = [
        " ".join("".join(box.itertext()).split())
        for name in PAGES
        for box in article(site / name).iter()
        if "g-short" in classes(box)
    ]
    timed = [text for text in boxes if re.search(rf"cold pack.*{TIMED}", text)]
    assert len(timed) >= 2
    assert [text for text in timed if "poor feeling or poor blood flow" not in text] == []


def test_the_guide_says_that_online_advice_has_not_been_shown_to_prevent_injuries(
    texts: dict[str, str],
) -> None:
    sentence = "Advice on a website has not been shown to prevent running injuries."
    assert {"index.html", "evidence.html", "training-load.html"} <= {
        name for name, text in texts.items() if sentence in text
    }


def test_the_pages_give_the_numbers_of_the_protocol(texts: dict[str, str]) -> None:
    """Where a page types a number that the protocol owns, it is the protocol's."""
    rule = protocol()
    days, response, start, beyond = rule.days, rule.response, rule.start, rule.beyond
    green, amber = response.pain_green_max.value, response.pain_amber_max.value
    same, one, two = (
        each.value
        for each in (days.break_same_max, days.break_one_back_max, days.break_two_back_max)
    )
    good, weeks = rule.progress.good_sessions_to_move_up.value, start.recent_weeks.value
    standard, gentle = (len(track.stages) for track in (rule.tracks.standard, rule.tracks.gentle))
    away = next(band.up_to_days for band in reversed(start.days_off.bands) if band.up_to_days) + 1
    fully = beyond.full_training_weeks_min
    session = f"Walk for {rule.session.warm_up_walk_min.value} minutes"
    says = {
        "how-the-plan-works": [
            *(session, f"{days.runs_a_week_min.value} or {days.runs_a_week_max.value} days a week"),
            f"pain 0 to {green}, back to usual within {response.settled_green_min.value} minutes",
            f"pain {green + 1} to {amber}, or back to usual only by the next morning",
            f"pain {amber + 1} or more, a limp",
            f"Up to {same} Go on at the same stage",
            *(f"{same + 1} to {one} Go one stage", f"{one + 1} to {two} Go two stages"),
            f"{two + 1} or more Do the safety questions",
            f"not back to usual {days.not_usual_stop.value} days after a bad run",
            f"After {days.not_usual_soon.value} days, book a visit",
            f"has {standard} stages",
            f"has {gentle} stages",
            f"takes {standard * good} runs",
            f"takes {gentle * good} runs",
            f"not run for {away // 7} weeks or more",
            f"You are {start.gentle_age.value} or over",
            f"Stairs hurt {start.gentle_stairs_pain.value} or more",
            f"body mass index is over {start.gentle_bmi_over.value}",
        ],
        "return-to-running": [
            f"less than {weeks} weeks (3 months) ago",
            f"in the last {weeks} weeks (3 months)",
            f"under {start.adult_age.value}",
        ],
        "pregnancy": [f"less than {weeks} weeks (3 months) ago"],
        "over-60": [f"Less than {weeks} weeks (3 months) since surgery"],
        "after-30-minutes": [
            f"at most {beyond.longest_run_step_percent.value}% longer than your longest good run",
            f"of the last {beyond.longest_run_window_days.value} days",
            f"up to {beyond.goal_max_min.value // 60} hours",
            f"{fully.value} to {beyond.full_training_weeks_max.value} weeks",
        ],
        "rehab": [
            f"with pain of {rule.readiness.pain_max.value} or less in each",
            f"strength work on {days.strength_days.value} days a week",
        ],
        "pain-rules": [f"0 to {green}: fine", f"{green + 1} to {amber}: do not run today"],
    }
    lost = {
        name: [s for s in said if s not in texts[f"{name}.html"]] for name, said in says.items()
    }
    assert {name: said for name, said in lost.items() if said} == {}
    assert away % 7 == 0
    assert weeks == 13  # "(3 months)" stands beside it in words


def test_page_readme_and_package_carry_the_same_intended_use() -> None:
    """The package has its first sentences as its summary, and the README as its description."""
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    found = re.search(r"^## Intended use\n+(.*?)(?=^## )", readme, re.MULTILINE | re.DOTALL)
    assert found
    page = (ROOT / "docs" / "intended-use.md").read_text(encoding="utf-8")
    assert found[1].strip() in page
    package = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    assert package["description"].endswith(found[1].partition("\n\n")[0])
    assert package["readme"] == "README.md"
