"""What was given in a meeting: what was said, the replies of one value, actions, and at which asking."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import date

from facilitator.meeting import who_is_meant
from facilitator.meeting.attendance import Attendance
from facilitator.meeting.events import SeveralChosen
from facilitator.meeting.minutes_parts import Held, Key, Said
from facilitator.meeting.turns import Turns
from facilitator.plan.entries import Entry, Manner
from facilitator.script.conditions import ANYTHING, NOTHING
from facilitator.script.declared_fields import BEGINNINGS
from facilitator.script.format_declaration import new_kind
from facilitator.script.formats_and_turns import Script


@dataclass
class Given:
    """Each asking of a turn at which something was given, by its item; nobody looks through all for it.

    `version` grows with whatever can change which questions are asked, or how they stand.
    """

    version: int = 0
    _askings: dict[str, dict[str, dict[Key, None]]] = field(default_factory=dict)

    def note(self, key: Key) -> None:
        """Note that something was given at an asking."""
        self._askings.setdefault(key.turn, {}).setdefault(key.item.partition("/")[0], {})[key] = None

    def askings(self, turn: str, parts: tuple[str, ...]) -> list[Key]:
        """Return the askings of a turn for an item, for one that holds it, or for one that it holds.

        Where it was asked of the same item in another loop, inside what holds it, that is one as well.
        """
        by_first = self._askings.get(turn, {})
        found = [by_first.get("", {}), by_first.get(parts[0], {})] if parts else by_first.values()
        near = [
            key
            for keys in found
            for key in keys
            if all(a == b for a, b in zip(key.parts, parts, strict=False))
        ]
        return near or [key for keys in by_first.values() for key in keys if key.parts[-1:] == parts]

    def every_asking(self) -> Iterator[Key]:
        """Yield every asking at which something was given, whether or not it still stands."""
        for by_first in self._askings.values():
            for keys in by_first.values():
                yield from keys


# What was said


class SaidLines(dict[str, Said]):
    """Every line, card and note by its id, in the order in which it came.

    `sent_in` counts the words that somebody sent in before.
    """

    def __init__(self, given: Given, script: Script) -> None:
        super().__init__()
        self.sent_in: Counter[str] = Counter()
        self._given, self._watched = given, _watched(script)
        self._concerns = script.format.names("concern")
        told = {**script.format.review, **script.format.of_plan()}
        self._beginnings = {name for name, one in told.items() if one.role in BEGINNINGS}
        self._at: dict[Key, dict[str, None]] = {}
        self._beside: dict[Key, dict[str, None]] = {}

    def put(self, said: Said) -> None:
        """Take in a line, or how one stands that was changed."""
        line, key = said.entry.id, said.key
        if said.beside and key is not None:
            self[line] = said
            self._beside.setdefault(key, {})[line] = None
            return
        before, self[line] = self.get(line), said
        if before is not None and before.key not in (None, key):
            del self._at[before.key][line]
            self._given.version += 1
        if before is not None:
            self._count_sent_in(before, -1)
        self._count_sent_in(said, 1)
        asks_anew = any(self._is_structural(one) for one in (said, before) if one is not None)
        if key is not None:
            asks_anew = asks_anew or self.is_watched(key) or not self._at.get(key)
            there = self._at.setdefault(key, {})
            there[line] = None
            if before is not None and len(there) > 1:  # it may have been said before what stands there
                self._at[key] = dict.fromkeys(one for one in self if one in there)
            self._given.note(key)
        self._given.version += asks_anew

    def drop(self, line: str) -> None:
        """Take a line out."""
        said = self.pop(line)
        self._given.version += 1
        if said.beside and said.key is not None:
            del self._beside[said.key][line]
            return
        self._count_sent_in(said, -1)
        if said.key is not None:
            del self._at[said.key][line]

    def at(self, key: Key) -> list[Entry]:
        """Return what was said in answer to one asking."""
        return [self[line].entry for line in self._at.get(key, ())]

    def beside(self, key: Key) -> list[Entry]:
        """Return what was said beside the answer to one asking."""
        return [self[line].entry for line in self._beside.get(key, ())]

    def are_at(self, key: Key) -> bool:
        """Whether anything was said in answer to one asking."""
        return bool(self._at.get(key))

    def is_kept_back(self, said: Said) -> bool:
        """Whether words are not for sharing, or were said of a line that is not."""
        of = said.key.parts if said.key else ()
        return said.entry.not_shared or any(self[part].entry.not_shared for part in of if part in self)

    def is_watched(self, key: Key) -> bool:
        """Whether a condition looks at what was answered at an asking, not only whether."""
        return key.turn in self._watched

    def is_concern(self, entry: Entry) -> bool:
        """Whether an entry is of what is not working."""
        return entry.field in self._concerns

    def concerns(self) -> list[Entry]:
        """Return every *not working* so far, in the order in which they were said."""
        return [said.entry for said in self.values() if self.is_concern(said.entry)]

    def new_items(self, kind: str | None = None) -> list[Entry]:
        """Return the lines that make new items of a kind, or of any, in the order in which they came."""
        made = ((said.entry, new_kind(said.entry.field)) for said in self.values())
        return [entry for entry, of in made if of is not None and kind in (None, of)]

    def new_ids(self, kind: str, under: str | None) -> list[str]:
        """Return the ids of the lines that make new items of a kind: of all, or of those under something."""
        made = self.new_items(kind)
        if under is None:
            return [entry.id for entry in made]
        return [entry.id for entry in made if (key := self[entry.id].key) and under in key.parts[-1:]]

    def parked(self) -> list[Entry]:
        """Return the notes that were put aside."""
        return [said.entry for said in self.values() if said.key is None]

    def mention(self, person_id: str) -> bool:
        """Whether anything was said by a person, or with their help."""
        return any(person_id in (said.entry.by, said.entry.manner.helper) for said in self.values())

    def _is_structural(self, said: Said) -> bool:
        """Whether what is asked hangs on a line: a concern, a new item, a hope, a need, or words sent in."""
        entry = said.entry
        begins = self.is_concern(entry) or entry.field in self._beginnings
        return begins or new_kind(entry.field) is not None or entry.manner.when == "sent_in"

    def _count_sent_in(self, said: Said, by: int) -> None:
        if said.entry.manner.when == "sent_in":
            self.sent_in[said.entry.by] += by


def _watched(script: Script) -> frozenset[str]:
    """Return the turns of which a condition looks at what was answered, not only whether."""
    turns = script.turns_by_id().values()
    conditions = [turn.when for turn in turns] + [after.when for turn in turns for after in turn.follow_ups]
    return frozenset(
        turn
        for when in conditions
        for turn, values in when.answers.items()
        if {*values} - {ANYTHING, NOTHING}
    )


# Replies and actions


@dataclass
class Replies:
    """The replies that are one value each, by asking and kind, in the order in which they came."""

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

    def unlink(self, line: str) -> None:
        """Take a line that is no more out of what things are linked to."""
        for key, given in self.several.items():
            if line in given.options:
                kept = [one for one in given.options if one != line]
                self.several[key] = given.model_copy(update={"options": kept})

    def day(self, records: str) -> date | None:
        """Return the day named at the turn that records this, or None."""
        return next((on for key, on in self.dates.items() if self.turns.records(key) == records), None)

    def words_at(self, key: Key) -> set[str]:
        """Return what was replied at one asking, as a condition of the script names it."""
        found = {given[key] for given in (self.choices, self.texts) if key in given}
        if key in self.dates:
            found.add(self.dates[key].isoformat())
        if key in self.several:
            found.update(self.several[key].options or [""])
        return found


class NewActions(dict[str, Held]):
    """The actions by their ids, in the order in which they came up, and who owns them."""

    def __init__(self, given: Given, people: Attendance) -> None:
        super().__init__()
        self._given, self._people = given, people
        self._at: dict[Key, dict[str, None]] = {}

    def add(self, held: Held, who: str) -> None:
        """Take in a new action, with its owner as typed."""
        self[held.id] = self.owned(held, who)
        self._at.setdefault(held.key, {})[held.id] = None
        self._given.note(held.key)

    def drop(self, action: str) -> None:
        """Take an action out."""
        del self._at[self.pop(action).key][action]

    def at(self, key: Key) -> list[Held]:
        """Return the actions that came up at one asking."""
        return [self[action] for action in self._at.get(key, ())]

    def are_at(self, key: Key) -> bool:
        """Whether an action came up at one asking."""
        return bool(self._at.get(key))

    def unfinished(self) -> list[Held]:
        """Return the actions of which a part is missing."""
        return [held for held in self.values() if held.missing]

    def owned(self, held: Held, who: str) -> Held:
        """Give an action its owner or owners; one who is not in the room must still be asked."""
        people = self._people
        owners = people.names.owners(who)
        name = who_is_meant.together(owners) or who
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
                who = who_is_meant.together(self._people[owner] for owner in held.owners)
                self[held.id] = held._replace(who=who)

    def first(self, wanted: Callable[[Held], bool]) -> Held | None:
        """Return the first action of which something holds, or None."""
        return next((held for held in self.values() if wanted(held)), None)
