"""Which reviews are due: of each page, and of each protocol."""

import argparse
import datetime as dt
import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from return_to_running.calculator.protocol_file import protocol_files, read_protocol
from return_to_running.faults import FaultError
from return_to_running.pages.front_matter import read_source
from return_to_running.publishing.site_config import pages


@dataclass(frozen=True)
class Review:
    """A file whose next review is near, past, or (``on`` is None) not set."""

    file: str
    on: dt.date | None
    today: dt.date

    @property
    def is_overdue(self) -> bool:
        """Whether the day has passed, or no day was ever set."""
        return self.on is None or self.on < self.today

    def __str__(self) -> str:
        if self.on is None:
            return f"{self.file}: next_review: is missing: set the day of the next review"
        days = abs((self.on - self.today).days)
        if self.is_overdue:
            return f"{self.file}: next_review: {self.on} is {_days(days)} past: review it"
        return f"{self.file}: next review by {self.on}, in {_days(days)}"


def due(fronts: Mapping[str, Mapping[str, Any]], today: dt.date, within_days: int) -> list[Review]:
    """List what is overdue or due within so many days, the most pressing first."""
    reviews = [
        Review(name, _date(front.get("next_review")), today) for name, front in fronts.items()
    ]
    last = today + dt.timedelta(days=within_days)
    pressing = [each for each in reviews if each.on is None or each.on <= last]
    return sorted(pressing, key=lambda each: (each.on or dt.date.min, each.file))


def load_fronts(root: Path) -> dict[str, Mapping[str, Any]]:
    """Return what stands above the text of each page, and the fields of each protocol."""
    texts = pages(root / "docs")
    fronts = {f"docs/{name}": read_source(name, text).meta for name, text in texts.items()}
    for file in protocol_files(root / "protocols"):
        fronts[file.relative_to(root).as_posix()] = read_protocol(file)
    return fronts


def _date(value: object) -> dt.date | None:
    return value if isinstance(value, dt.date) else None


def _days(count: int) -> str:
    return f"{count} day{'' if count == 1 else 's'}"


def main(arguments: Sequence[str] | None = None) -> int:
    """Print what is due; return 0, or 1 when a review is overdue."""
    parser = argparse.ArgumentParser(prog="review_due.py")
    parser.add_argument("--today", type=dt.date.fromisoformat, default=dt.date.today())  # noqa: DTZ011
    parser.add_argument("--days", type=int, default=60, help="how far to look ahead")
    options = parser.parse_args(arguments)
    try:
        fronts = load_fronts(Path.cwd())
    except FaultError as error:
        print(error, file=sys.stderr)
        return 1
    reviews = due(fronts, options.today, options.days)
    print(*reviews, sep="\n", end="\n" if reviews else "")
    if not reviews:
        print(f"Nothing of {len(fronts)} is due within {_days(options.days)} of {options.today}.")
    return 1 if any(review.is_overdue for review in reviews) else 0


if __name__ == "__main__":
    sys.exit(main())
