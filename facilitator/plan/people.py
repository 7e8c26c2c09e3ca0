"""The child, and the people of a review."""

from collections import Counter
from collections.abc import Iterable
from datetime import date
from typing import Literal

from pydantic import Field

from facilitator.plan.first_names import first_name
from facilitator.plan.manners import MIDDLE, Band, Given, band_of
from facilitator.plan.nouns import Earlier, Ended, Mark, Noun
from facilitator.plan.text import Id, Line, Name, Words

Perspective = Literal["child", "parent", "school", "practitioner"]
ADULTS: tuple[Perspective, ...] = ("parent", "school", "practitioner")
PERSPECTIVES: tuple[Perspective, ...] = ("child", *ADULTS)
PARENT: Perspective = "parent"

CHILD = "child"
"""The id of the child whose plan it is, in the plan and among the people of a review."""

EVERYONE = "everyone"
"""The speaker of words that the room agreed together; not a person of the list."""

PicturesWanted = Literal["large", "small", "no"]


class ChildSetUp(Noun):
    """How a child takes part in a meeting, kept in the plan for the next one; empty = nobody has said.

    `helper` is the trusted person to turn to; `says_by` whether the child sorts cards on a board after
    (`both`) or instead of (`board`) saying what is good and hard; `voice` an id and `rate` words a minute of
    the reading aloud. `topics_away` are topics of the plan format that the child wishes not to be asked
    about: they belong to no summary. `pictures` beside words are large, small or none. `age_band` is for a
    child without a date of birth.
    """

    helper: Line = ""
    ways: list[Given] = []
    says_by: Literal["talk", "both", "board"] | None = None
    stays: Literal["all", "part"] | None = None
    starts_with: Words = ""
    topics_away: list[Id] = []
    voice: Line = ""
    rate: int | None = Field(default=None, ge=60, le=240)
    pictures: PicturesWanted | None = None
    age_band: Band | None = None


class Child(Noun):
    """A child of the plan; a group's plan has several, each with an id of its own.

    `surname` is kept apart where a form has a box for it; `full_name` has it too. One who has left a group is
    `ended`.
    """

    id: Id = CHILD
    full_name: Name
    surname: Line = ""
    known_as: Line = ""
    date_of_birth: date | None = None
    class_name: Line = ""
    pupil_number: Line = ""
    communication: Words = ""
    added: Mark = Mark.model_construct()
    ended: Ended | None = None
    earlier: list[Earlier] = []
    set_up: ChildSetUp = ChildSetUp.model_construct()

    @property
    def called(self) -> str:
        """What the child is called in the room: *known as*, else the first name."""
        return self.known_as or first_name(self.full_name, self.surname)

    @property
    def on_record(self) -> str:
        """The name under which plans and records have the child: *known as*, else the full name."""
        return self.known_as or self.full_name

    def age(self, on: date) -> int | None:
        """Return the age in whole years on a day, or None without a date of birth."""
        born = self.date_of_birth
        if born is None:
            return None
        return on.year - born.year - ((on.month, on.day) < (born.month, born.day))

    def band(self, on: date) -> Band:
        """Return the age band of the wording on a day: by date of birth, else as set up, else the middle."""
        age = self.age(on)
        return band_of(age) if age is not None else self.set_up.age_band or MIDDLE

    def school_year(self, on: date) -> int | None:
        """Return the English school year on a day (0 = Reception), or None without a date of birth.

        A child who is five on 31 August starts Year 1 the next day.
        """
        if self.date_of_birth is None:
            return None
        started = on.year if on.month >= 9 else on.year - 1
        born = self.date_of_birth
        age = started - born.year - (born.month >= 9)
        return age - 4


class Presence(Noun):
    """One stretch of a meeting: the segments at which a person came and went; None = its start or end."""

    arrived: Line | None = None
    left: Line | None = None


class Person(Noun):
    """Somebody of a review: there for all or parts of it, or absent with apologies.

    `present` lists the stretches in order; an absent person has none.
    """

    id: Id
    name: Name
    perspective: Perspective
    role: Line = ""
    present: list[Presence] = [Presence.model_construct()]

    @property
    def apologies(self) -> bool:
        """Whether the person was not there at all."""
        return not self.present


def as_called(people: Iterable[Person], children: Iterable[Child]) -> list[Person]:
    """Return people with the children as they are called, where a record has no other name for them.

    One who would then have the same name as somebody else keeps the name on record.
    """
    people = list(people)
    called = {one.id: one.called for one in children}
    on_record = {one.id: one.on_record for one in children}
    wanted = {one.id: called[one.id] for one in people if one.name == on_record.get(one.id)}
    taken = Counter(wanted.get(one.id, one.name).casefold() for one in people)
    free = {one: name for one, name in wanted.items() if taken[name.casefold()] == 1}
    return [one.model_copy(update={"name": free[one.id]}) if one.id in free else one for one in people]


class Contact(Noun):
    """Somebody who belongs to the plan, whether or not at a meeting: family, those who help, who advised.

    `reach` says how and when best to reach them. What is `not_shared` is in no paper for others.
    """

    id: Id
    name: Name
    perspective: Perspective | None = None
    role: Line = ""
    relationship: Line = ""
    reach: Words = ""
    added: Mark = Mark.model_construct()
    ended: Ended | None = None
    earlier: list[Earlier] = []
    not_shared: bool = False
