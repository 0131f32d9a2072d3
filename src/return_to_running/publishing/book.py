"""A guide on paper: its pages are counted, then its chapters printed and bound.

Every run of chapters begins a page, so each is laid out by itself, and the boxes of one are freed
before the next. The numbers of pages are known only when all are laid out once, without being
drawn: this costs what WeasyPrint's own second and third passes cost.

The next clinic's guide begins with the numbers of the last one: a chapter in the same words is a
document that is printed already, and only one that takes other pages than before moves the rest.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from return_to_running.publishing.binding import bind
from return_to_running.publishing.chapter import HandbookError
from return_to_running.publishing.guide import Guide
from return_to_running.publishing.handbook import Document, Press, Told
from return_to_running.publishing.style import Format, Style

MOST_ROUNDS = 4
"""Most numbers are as wide as what stands for them in the count: one round or two settle them."""


@dataclass(frozen=True)
class Book:
    """One guide in one format; ``base`` is the address of its pictures and fonts."""

    name: str
    guide: Guide
    style: Style
    base: str
    form: Format

    def documents(self, press: Press) -> Mapping[str, Document]:
        """Return what is printed, with the page numbers as far as they are known."""
        if self.name not in press.numberings:
            unnumbered = self.guide.documents(self.style, self.base, self.form)
            press.numberings[self.name] = press.count(unnumbered)
        numbering = press.numberings[self.name]
        made = self.guide.documents(self.style, self.base, self.form, numbering)
        return {f"{self.name}, {part}": document for part, document in made.items()}

    def bound(self, press: Press, told: Told | None = None) -> bytes:
        """Return the whole, in which every printed page number is that of its page.

        A `HandbookError` says that there is no such whole.
        """
        for _ in range(MOST_ROUNDS):
            pdf, found = bind(list(press.print(self.documents(press), told).values()))
            if found == press.numberings[self.name]:
                return pdf
            press.numberings[self.name] = found
        raise HandbookError(f"{self.name}: its page numbers move its pages, again and again")
