"""The ways on that a plan format offers: when each is offered, and what it needs. Shown, and never chosen.

A way on is an option of a choice that the format declares, so that what is decided is recorded there. What
decides whether it is offered are facts of the plan by role, as a review leaves them: `Fact` names them.
"""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from facilitator.plan.text import Id, Name
from facilitator.script.format_declaration import Path
from facilitator.script.prompt_data import Data

Fact = Literal[
    "low", "low_twice", "not_agreed", "unreached", "not_given", "unmeasured", "reviews", "uncosted",
    "over_budget", "range", "words_of_child", "words_of_parents", "words_of_practitioners", "planned",
    "final",
]  # fmt: skip
"""What is known of a plan: `low` is how many judgements were low at the last review, `low_twice` at the last
two of the same item; `unreached` how many things that are judged have not come to the top; `not_given` of how
many items support was not given in full; `unmeasured` how many things lack a measure at one of the two ends
of the plan; `uncosted` how many lines of support have no cost that can be counted; `over_budget` 1 where a
year of them costs more than the budget; `range` the highest range of need; `planned` how many meetings wrote
the plan, `final` how many times the family has seen it and it was final. A condition asks for a number of it,
such as `{at_least: 1}`."""


class Range(Data):
    """A range of whole numbers, both ends counted."""

    at_least: int | None = None
    at_most: int | None = None

    def holds(self, number: int | None) -> bool:
        """Whether a number lies in the range; no number never does."""
        if number is None or (self.at_least is not None and number < self.at_least):
            return False
        return self.at_most is None or number <= self.at_most


Facts = dict[Fact, int | None]
"""What is known of a plan; None = nobody can tell from it."""

Wanted = dict[Fact, Range]
"""What must be so, each of it."""


class WeeklyCost(Data):
    """What a weekly cost is counted against: the name of a sum, and what it is a year, in whole pounds.

    `weeks` is how many weeks of a year are paid.
    """

    against: Name
    pounds_a_year: int | None = Field(default=None, ge=1)
    weeks: int = Field(default=39, ge=1, le=53)


class Need(Data):
    """Something that a way on needs; the plan itself tells whether it is there, where this says by what.

    `there` is what must be so, `has` what must stand in the plan: a box `plan.curriculum`, a signature
    `signed.talk`, an item of a kind such as `document`.
    """

    words: str
    there: Wanted = {}
    has: list[str] = []


class RouteNote(Data):
    """What is to be known of a way on, always or `when` something is so."""

    words: str
    when: Wanted = {}


class Route(Data):
    """One way on: the choice whose option it is, when it is offered (one is enough), what it needs.

    Without `offered` it is there at every review, without a `label` it is called as its option is. One that
    is not `asked` is told of the plan alone, and at no meeting. `papers` names a list of a school's own.
    """

    of: str
    label: str = ""
    asked: bool = True
    papers: str = ""
    offered: list[Wanted] = []
    needs: list[Need] = []
    notes: list[RouteNote] = []

    @property
    def path(self) -> Path:
        """The choice whose option it is."""
        return Path.read(self.of)

    def is_offered(self, facts: Facts) -> bool:
        """Whether the format offers it as things stand."""
        return not self.offered or any(hold(wanted, facts) for wanted in self.offered)


Routes = dict[Id, Route]
"""By the id of the option."""


def hold(wanted: Wanted, facts: Facts) -> bool:
    """Whether everything that is wanted is so; what nobody can tell is not."""
    return all(number.holds(facts.get(fact)) for fact, number in wanted.items())
