"""The actions of a meeting, as far as each has been given."""

from __future__ import annotations

from collections.abc import Callable

from facilitator.meeting import naming
from facilitator.meeting.attendance import Attendance
from facilitator.meeting.given import Given
from facilitator.meeting.kept import Held, Key


class NewActions(dict[str, Held]):
    """The actions by their ids, in the order in which they came up."""

    def __init__(self, given: Given, people: Attendance) -> None:
        super().__init__()
        self._given, self._people = given, people

    def add(self, held: Held, who: str) -> None:
        """Take in a new action, with its owner as typed."""
        self[held.id] = self.owned(held, who)
        self._given.put_action(held)

    def drop(self, action: str) -> None:
        """Take an action out."""
        self._given.drop_action(self.pop(action))

    def at(self, key: Key) -> list[Held]:
        """Return the actions that came up at one asking."""
        return [self[action] for action in self._given.actions_at(key)]

    def are_at(self, key: Key) -> bool:
        """Whether an action came up at one asking."""
        return bool(self._given.actions_at(key))

    def unfinished(self) -> list[Held]:
        """Return the actions of which a part is missing."""
        return [held for held in self.values() if held.missing]

    def owned(self, held: Held, who: str) -> Held:
        """Give an action its owner or owners; one who is not in the room must still be asked."""
        people = self._people
        owners = people.names.owners(who)
        name = naming.together(owners) or who
        here = people.means_everyone(who) or (owners and all(people.in_room(one.id) for one in owners))
        if name != held.who:  # whoever was to ask was to ask somebody else
            held = held._replace(confirm_who="", confirm_by=None)
        ids = tuple(person.id for person in owners)
        return held._replace(who=name, owners=ids, absent=bool(who) and not here)

    def mention(self, person_id: str) -> bool:
        """Whether a person owns an action."""
        return any(person_id in held.owners for held in self.values())

    def rename_owner(self, person_id: str) -> None:
        """Write a person's name anew wherever they own an action."""
        for held in self.values():
            if person_id in held.owners:
                who = naming.together(self._people[owner] for owner in held.owners)
                self[held.id] = held._replace(who=who)

    def first(self, wanted: Callable[[Held], bool]) -> Held | None:
        """Return the first action of which something holds, or None."""
        return next((held for held in self.values() if wanted(held)), None)
