"""The scores of a meeting: who showed what for an outcome, how far apart that is, and what was agreed."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from facilitator.meeting.attendance import Attendance
from facilitator.meeting.minutes_parts import Key
from facilitator.meeting.turns import Turns
from facilitator.plan.people import CHILD
from facilitator.plan.scores import Position

FIRST, SECOND = "first", "second"
"""The two shows, as the parts of a score that a turn records."""

FAR_APART = 2
"""From this spread on a score is not agreed while the numbers stay as they are."""


@dataclass
class ScoreShows:
    """The shows of scores, by asking and person, and what was settled (None: not agreed)."""

    turns: Turns
    people: Attendance
    shows: dict[Key, dict[str, Position]] = field(default_factory=dict)
    settled: dict[Key, int | None] = field(default_factory=dict)

    # At one asking

    def are_at(self, key: Key) -> bool:
        """Whether a score was shown or settled at one asking."""
        return key in self.settled or bool(self.shows.get(key))

    def words_at(self, key: Key) -> set[str]:
        """Return who has shown and what was settled at one asking, as a condition of the script names it."""
        settled = {str(self.settled[key])} if key in self.settled else set()
        return settled | set(self.shows.get(key, ()))

    def waiting_for(self, key: Key) -> list[str]:
        """Return the ids of the people in the room who have not yet shown a score, in order."""
        shown = self.shows.get(key, {})
        return [person.id for person in self.people.present() if person.id not in shown]

    def mention(self, person_id: str) -> bool:
        """Whether a person has shown a score."""
        return any(person_id in shown for shown in self.shows.values())

    # Of an outcome

    def shown(self, part: str, outcome: str) -> dict[str, Position]:
        """Return the first or second show of scores for an outcome: by person, in order."""
        for key, shown in self.shows.items():
            if key.parts[:1] == (outcome,) and self.turns.path(key).part == part:
                return shown
        return {}

    def key_of_last_show(self, outcome: str) -> Key | None:
        """Return the asking at which scores were shown last for an outcome, or None."""
        keys = [key for key, shown in self.shows.items() if key.parts[:1] == (outcome,) and shown]
        return max(keys, key=lambda key: self.turns.path(key).part == SECOND, default=None)

    def last_show(self, outcome: str) -> dict[str, Position]:
        """Return everybody's score for an outcome as it stands: from the second show, else from the first."""
        return {**self.shown(FIRST, outcome), **self.shown(SECOND, outcome)}

    def sides(self, outcome: str) -> dict[str, Position]:
        """Return the adults with a number for an outcome, each one side of a disagreement, with that number.

        One who had a number and now does not know still holds the first; the same number shown again
        without a reason keeps the one that was given.
        """
        sides: dict[str, Position] = {}
        for part in (FIRST, SECOND):
            for person, at in self.shown(part, outcome).items():
                before = sides.get(person)
                again = before is not None and before.number == at.number and not at.reason
                if person != CHILD and at.number is not None and not again:
                    sides[person] = at
        return sides

    def furthest_apart(self, outcome: str) -> list[str]:
        """Return the adults at both ends of the numbers for an outcome, who are asked for their reasons."""
        sides = self.sides(outcome)
        numbers = [at.number for at in sides.values() if at.number is not None]
        return [person for person, at in sides.items() if at.number in (min(numbers), max(numbers))]

    def agreed(self, outcome: str) -> int | None:
        """Return the number that was agreed for an outcome, or None."""
        return next((number for key, number in self.settled.items() if key.parts[:1] == (outcome,)), None)

    def result(self, outcome: str) -> str | None:
        """Return agreed, agreed_after_talking or not_agreed, or None while the score is open."""
        for key, number in self.settled.items():
            if key.parts[:1] != (outcome,):
                continue
            if number is None:
                return "not_agreed"
            first = self.adults_numbers(self.shown(FIRST, outcome))
            talked = self.shown(SECOND, outcome) or any(other != number for other in first)
            return "agreed_after_talking" if talked else "agreed"
        return None

    # Of a show

    def adults_numbers(self, shown: Mapping[str, Position]) -> list[int]:
        """Return the numbers of a show but the child's; "don't know" is no number."""
        return [
            position.number
            for person, position in shown.items()
            if position.number is not None and self.people[person].perspective != "child"
        ]

    def spread(self, shown: Mapping[str, Position]) -> int | None:
        """Return how far apart the adults' numbers are, or None before any show (MEETING, rules 4 to 6).

        Those who do not know are apart from nobody. The child's own number stands beside and never counts.
        """
        numbers = self.adults_numbers(shown)
        if not numbers:
            return 0 if shown else None
        return max(numbers) - min(numbers)

    def same_number(self, outcome: str) -> int | None:
        """Return the one number that every adult showed; only for confirming it (MEETING, rule 4)."""
        numbers = set(self.adults_numbers(self.last_show(outcome)))
        return numbers.pop() if len(numbers) == 1 else None
