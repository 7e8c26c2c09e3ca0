"""The words that the chair may type, and what they mean: data from `prompts/shared/vocabulary.yaml`."""

import re
from functools import cached_property

from facilitator.plan.manners import Given
from facilitator.plan.people import Perspective
from facilitator.plan.similar_names import Words, folded
from facilitator.script.prompt_data import Data

_WORDS = re.compile(r"[^\W\d_]+")


class Vocabulary(Data):
    """Typed words by meaning, lower case; a word of several parts is matched as typed, with single spaces.

    `perspectives` maps words in a name or a role (*mum*, *therapist*) to whose view that person gives;
    `away` are words that stand beside names in what was written before a meeting, of those who do not
    come, `after_away` may follow them, and `there` are of those who come. `does` parts who does
    something from what is done, the surest first, and `by_when` that from its day. `given` maps how an
    answer was given to words that may stand after a name ("Mina pointed: ..."). Of what may stand before
    words as a name, `titles` come before one, each list of `same_role` means one role, `articles` may
    stand before a role, `joining` words are small within a name, `pronouns` are never names, and
    `things` are none though they stand before a colon, as in "Maths: hard"; nor is a common word of
    English, unless it is one of the `names`.
    """

    perspectives: dict[Perspective, list[str]] = {}
    yes: list[str] = ["yes"]
    everyone: list[str] = ["everyone"]
    dont_know: list[str] = ["k"]
    not_agreed: list[str] = ["n"]
    apologies: list[str] = []
    here: list[str] = []
    away: list[str] = []
    after_away: list[str] = []
    there: list[str] = []
    said_for: list[str] = ["for"]
    with_help: list[str] = ["with"]
    because: list[str] = ["because"]
    does: list[str] = ["will"]
    by_when: list[str] = ["by"]
    given: dict[Given, list[str]] = {}
    dont_understand: list[str] = []
    something_else: list[str] = ["something else"]
    none: list[str] = ["none"]
    titles: list[str] = []
    same_role: list[list[str]] = []
    articles: list[str] = []
    joining: list[str] = []
    pronouns: list[str] = []
    names: list[str] = []
    things: list[str] = []

    # As they are compared; worked out once, since a name is looked for at every key.

    @cached_property
    def views(self) -> dict[Words, list[Perspective]]:
        """The views that each role gives."""
        views: dict[Words, list[Perspective]] = {}
        for perspective, roles in self.perspectives.items():
            for role in roles:
                views.setdefault(folded(role), []).append(perspective)
        return views

    def view_of(self, role: str) -> Perspective | None:
        """Return whose view a role or a name tells of, by the longest word that is known in it."""
        words = f" {' '.join(_WORDS.findall(role.casefold()))} "
        found = [
            (len(mark), perspective)
            for perspective, marks in self.perspectives.items()
            for mark in marks
            if f" {' '.join(_WORDS.findall(mark))} " in words
        ]
        return max(found)[1] if found else None

    @cached_property
    def roles_alike(self) -> list[frozenset[Words]]:
        """The roles that mean the same, in groups."""
        return [frozenset(map(folded, roles)) for roles in self.same_role]

    @cached_property
    def kin(self) -> frozenset[Words]:
        """The words by which people of a family are called, each the same role as some others."""
        roles = (role for group in self.roles_alike for role in group)
        return frozenset(role for role in roles if "parent" in self.views.get(role, ()))

    @cached_property
    def title_words(self) -> frozenset[Words]:
        """The titles."""
        return frozenset(map(folded, self.titles))

    @cached_property
    def thing_words(self) -> frozenset[Words]:
        """What is no name."""
        return frozenset(map(folded, self.things))

    @cached_property
    def name_words(self) -> frozenset[Words]:
        """The given names that are words, too."""
        return frozenset(map(folded, self.names))

    @cached_property
    def everyone_words(self) -> frozenset[Words]:
        """What means the room together."""
        return frozenset(map(folded, self.everyone))
