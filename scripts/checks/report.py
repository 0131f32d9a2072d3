"""The table of the check: a line a page, then the means of the patient pages."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from statistics import fmean

from checks.pages import Page
from checks.reading import Reading, any_of, measure

HEAD = (
    f"{'':<40} {'':>5} {'words to':>9} {'Flesch-Kincaid':>15} {'SMOG':>13} {'':>8}\n"
    f"{'page':<40} {'words':>5} {'a sentence':>9} {'all':>7} {'plain':>6} "
    f"{'all':>6} {'plain':>6} {'passive':>8}"
)
FOOT = "plain: without the words of the glossary. About pages have no reading limit."


@dataclass(frozen=True)
class Line:
    """One page's figures, with every word and without the words of the glossary."""

    name: str
    is_for_patients: bool
    every_word: Reading
    plain: Reading

    def __str__(self) -> str:
        return _line(self.name + ("" if self.is_for_patients else " *"), self.figures)

    @property
    def figures(self) -> tuple[float, ...]:
        """Words, words to a sentence, both grades twice, and the passive share."""
        every, plain = self.every_word, self.plain
        grades = (every.grade, plain.grade, every.smog, plain.smog)
        return (every.words, every.sentence_words, *grades, every.passive_share)


def lines(pages: Sequence[Page], terms: Sequence[str]) -> list[Line]:
    """Measure every page."""
    found = any_of(terms)
    return [
        Line(
            page.name,
            page.is_for_patients,
            measure(page.sentences),
            measure(page.sentences, found),
        )
        for page in pages
    ]


def table(measured: Sequence[Line]) -> Iterator[str]:
    """Write the table, a line at a time."""
    yield HEAD
    yield from map(str, measured)
    means = mean_figures(measured)
    if means:
        yield _line("mean of the patient pages", means)
    yield FOOT


def mean_figures(measured: Sequence[Line]) -> tuple[float, ...]:
    """Return the mean of each figure over the patient pages; nothing without such a page."""
    columns = zip(*(line.figures for line in measured if line.is_for_patients), strict=True)
    return tuple(map(fmean, columns))


def of_patients(measured: Sequence[Line]) -> Mapping[str, Reading]:
    """Return the figures that the limits hold for, by page."""
    return {line.name: line.every_word for line in measured if line.is_for_patients}


def _line(name: str, figures: Sequence[float]) -> str:
    words, sentence, grade, grade_plain, smog, smog_plain, passive = figures
    return (
        f"{name:<40} {words:>5.0f} {sentence:>9.1f} {grade:>8.1f} {grade_plain:>6.1f} "
        f"{smog:>6.1f} {smog_plain:>6.1f} {passive:>8.0%}"
    )
