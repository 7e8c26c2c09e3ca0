"""The replies that are one value each: a set answer and how it was chosen, several, a text, a day."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date

from facilitator.meeting.events import SeveralChosen
from facilitator.meeting.kept import Key
from facilitator.meeting.turns import Turns
from facilitator.plan.entries import Manner
from facilitator.script.fields import FieldRole


@dataclass
class Replies:
    """What was replied at each asking, by kind, in the order in which it came."""

    turns: Turns
    choices: dict[Key, str] = field(default_factory=dict)
    chosen_how: dict[Key, Manner] = field(default_factory=dict)
    texts: dict[Key, str] = field(default_factory=dict)
    several: dict[Key, SeveralChosen] = field(default_factory=dict)
    dates: dict[Key, date] = field(default_factory=dict)

    def are_at(self, key: Key) -> bool:
        """Whether a reply was given at one asking."""
        return key in self.choices or key in self.dates or key in self.texts or key in self.several

    def choice(self, records: str, item: str = "") -> str | None:
        """Return the option chosen at the turn that records this, for an item, or None."""
        for key, option in self.choices.items():
            if key.item == item and self.turns.records(key) == records:
                return option
        return None

    def chosen_of(self, role: FieldRole, item: str) -> str | None:
        """Return the option chosen for an item in the field of that role, or None."""
        for key, option in self.choices.items():
            if key.item == item and self.turns.role(key) == role:
                return option
        return None

    def day(self, records: str, item: str = "") -> date | None:
        """Return the day named at the turn that records this, for an item (empty: for any), or None."""
        return next(
            (
                on
                for key, on in self.dates.items()
                if self.turns.records(key) == records and (not item or key.parts[:1] == (item,))
            ),
            None,
        )

    def words_at(self, key: Key) -> set[str]:
        """Return what was replied at one asking, as a condition of the script names it."""
        found = {given[key] for given in (self.choices, self.texts) if key in given}
        if key in self.dates:
            found.add(self.dates[key].isoformat())
        if key in self.several:
            found.update(self.several[key].options or [""])
        return found
