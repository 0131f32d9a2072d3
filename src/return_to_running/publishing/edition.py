"""What every printed page says of the guide it comes from."""

import datetime as dt
from dataclasses import dataclass

from return_to_running.publishing.clinic import in_full

PLAIN = "General information, not a diagnosis."
"""The intended use in few words, for the foot of every page."""


@dataclass(frozen=True)
class Edition:
    """The guide's name, the day of its edition and the version of its running plan."""

    title: str
    day: dt.date
    plan_version: str

    @property
    def words(self) -> str:
        """The edition in one line."""
        plan = f" Running plan version {self.plan_version}." if self.plan_version else ""
        return f"{self.title}. Edition of {in_full(self.day)}.{plan}"

    @property
    def foot(self) -> str:
        """The two lines for the foot of every page."""
        return f"{self.words}\n{PLAIN}"
