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
    def date(self) -> str:
        """The day of the edition, as a sentence."""
        return f"Edition {in_full(self.day)}."

    @property
    def words(self) -> str:
        """The edition in one line."""
        plan = f" Plan version {self.plan_version}." if self.plan_version else ""
        return f"{self.title}. {self.date}{plan}"

    @property
    def foot(self) -> str:
        """The two lines for the foot of every page."""
        return f"{self.words}\n{PLAIN}"
