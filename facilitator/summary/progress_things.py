"""What a plan has had judged, under the ids that it has had, and again in the plans that followed it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

from facilitator.phrases.item import called, in_sentence
from facilitator.plan.items import Item, above, in_tree, went_on_from
from facilitator.plan.people import CHILD
from facilitator.plan.plan import Plan
from facilitator.plan.reviews import HeldMeeting, Review
from facilitator.plan.text import in_short
from facilitator.script.formats_and_turns import Script
from facilitator.script.words_by_key import say
from facilitator.summary.names_of_ids import Names
from facilitator.summary.progress_column import Asked, Drawn, column_of

_LONGEST_TITLE = 70


class Judged:
    """A plan with its reviews up to one of them (None = all), and all of it that can be judged.

    With `everything` it is as the chair sees it: only what a screen hides is left out, else what is private
    or not shared.
    """

    def __init__(self, plan: Plan, upto: HeldMeeting | None, script: Script, *, everything: bool) -> None:
        reviews = [one for one in plan.reviews if upto is None or one.period < upto.period]
        reviews += [upto] if isinstance(upto, Review) else []
        self.plan, self.form, self.everything = plan, script.format, everything
        self.reviews = [Names(plan, one, script, say, everything=everything) for one in reviews]
        self.items = {item.id: item for item in plan.items}

    @cached_property
    def hidden(self) -> set[str]:
        """The ids of the items that are not shared, nor what is under them."""
        private = {item.id for item in self.items.values() if item.not_shared and not self.everything}
        under = {one.id for one in self.items.values() if private & {up.id for up in above(one, self.items)}}
        return private | under

    @cached_property
    def _before(self) -> dict[str, list[Item]]:
        return {item.id: went_on_from(item, self.items) for item in self.plan.items}

    def things(self) -> Iterator[Thing]:
        """Yield what can be judged, once for each field in which that is done: children, items, others."""
        replaced = {one.id for before in self._before.values() for one in before}
        ids = [child.id for child in self.plan.children]
        ids += [one.id for one in in_tree(self.plan.items)]
        ids += [score.about for names in self.reviews for score in names.review.scores]
        for about in dict.fromkeys(ids):
            if about in replaced:
                continue
            chain, kind = self._chain(about), self._kind(about)
            fields = list(dict.fromkeys([*self._asked(kind), *self._scored(chain)]))
            for name in fields:
                if not self._is_hidden(kind, name):
                    yield Thing(self, about, kind, name, chain, alone=len(fields) == 1)

    def _kind(self, about: str) -> str:
        if about in self.items:
            return self.items[about].kind
        return CHILD if any(child.id == about for child in self.plan.children) else "person"

    def _asked(self, kind: str) -> list[str]:
        """Return the fields in which a format has a kind judged: on a scale, or in a choice's words."""
        fields = self.form.about.get(kind, {})
        return [
            name
            for name, one in fields.items()
            if one.type == "score" or (one.type == "choice" and one.role == "progress")
        ]

    def _scored(self, chain: Sequence[str]) -> list[str]:
        scores = [score for names in self.reviews for score in names.review.scores]
        return [score.field for score in scores if score.about in chain]

    def _is_hidden(self, kind: str, name: str) -> bool:
        declared = self.form.about.get(kind, {}).get(name)
        return declared is not None and (declared.hidden if self.everything else declared.private)

    def _chain(self, about: str) -> list[str]:
        """Return the ids that a thing has had, the newest first."""
        return [about, *(one.id for one in self._before.get(about, ()))]


@dataclass(frozen=True, eq=False)
class Thing:
    """Something that a plan has judged, in one field; `chain` are its ids, newest first.

    `alone` = there is no other field in which that is done.
    """

    held: Judged
    about: str
    kind: str
    field: str
    chain: list[str]
    alone: bool

    @property
    def item(self) -> Item | None:
        """The item as it is now; None for a child or another person."""
        return self.held.items.get(self.about)

    @property
    def words(self) -> str:
        """The words of an item as they are now."""
        return self.held.form.words_of(self.item) if self.item else ""

    @property
    def title(self) -> str:
        """What stands over its pictures: Outcome 2; Step (outcome 2) with its words; a child's own name."""
        item, form = self.item, self.held.form
        if item is None:
            return self._name()
        up = self.held.items.get(item.under or "")
        name = called(item, form) if item.number is not None else form.items[item.kind].label or item.kind
        name = say("summary.heading-under", name=name, above=in_sentence(up, form)) if up else name
        if item.number is not None or not self.words:
            return name
        words = in_short(self.words, _LONGEST_TITLE).removesuffix(".")
        return say("progress.in-full", thing=name, words=words)

    def _name(self) -> str:
        if self.held.reviews:
            return self.held.reviews[-1].heading(self.about)
        return next((one.called for one in self.held.plan.children if one.id == self.about), self.about)

    def known_by(self) -> set[tuple[str, ...]]:
        """Return by what it is known again in a plan before or after: its words, today's and earlier ones.

        Plans begin with new ids and numbers; a child keeps the id, and is known by the name as well.
        """
        if self.item is None:
            names = {one.id: one.full_name for one in self.held.plan.children}
            return {(self.kind, self.field, self.about, names.get(self.about, "").casefold())}
        words = [one for known in self.chain for one in _every_wording(known, self.held)]
        return {(self.kind, self.field, " ".join(one.split()).casefold()) for one in words if one.strip()}

    def columns(self, now: str) -> Iterator[tuple[Names, Asked, Drawn | None]]:
        """Yield each review in which it was there, and what that found; `now` are its words of today."""
        for names in self.held.reviews:
            found = [one for about in self.chain if (one := self._column(about, names, now))]
            judged = [one for one in found if one[1] is not None]
            if one := next(iter(judged or found), None):
                yield names, *one

    def _column(self, about: str, names: Names, now: str) -> tuple[Asked, Drawn | None] | None:
        """Return what a review found under one of its ids; None where it was not there under that one."""
        item = self.held.items.get(about)
        if about in self.held.hidden:
            return None
        asked = Asked(
            about,
            self.field,
            self.kind,
            ended=_ended_here(item, names.review),
            earlier_words=item is not None and self.held.form.words_of(item) != now,
        )
        drawn = column_of(asked, names)
        there = item is not None and _was_there(item, names.review)
        return (asked, drawn) if drawn or there else None


def _every_wording(known: str, held: Judged) -> Iterator[str]:
    """Yield the words of an item, and those that it had before it was reworded."""
    item = held.items.get(known)
    declared = held.form.items.get(item.kind) if item else None
    if item is None or declared is None:
        return
    wording = declared.role_field("wording")
    yield item.words(wording or "")
    yield from (one.value for one in item.earlier if one.field == wording and isinstance(one.value, str))


def _ended_here(item: Item | None, review: HeldMeeting) -> str:
    """Return how a review ended an item, in short; nothing where it goes on, if in other words."""
    over = item.ended if item else None
    if over is None or over.how == "amended":
        return ""
    here = over.review == review.period if over.review is not None else over.on == review.date
    return say(f"decision.is-{over.how}") if here else ""


def _was_there(item: Item, review: HeldMeeting) -> bool:
    """Whether an item was in the plan when a review began: it was neither made in it nor over before."""
    made, over = item.added, item.ended
    if made.review is not None:
        if made.review >= review.period:
            return False
    elif made.on is not None and made.on > review.date:
        return False
    if over is None:
        return True
    if over.review is not None:
        return over.review >= review.period
    return over.on is not None and over.on >= review.date


def followed(plans: Sequence[Judged]) -> list[list[Thing]]:
    """Return each thing with what it was in the plans before, the earliest first."""
    lines: list[tuple[list[Thing], set[tuple[str, ...]]]] = []
    for held in plans:
        free = [*lines]
        for thing in held.things():
            keys = thing.known_by()
            line = next((one for one in free if one[1] & keys), None)
            if line is None:
                line = ([], set())
                lines.append(line)
            else:
                free.remove(line)
            line[0].append(thing)
            line[1].update(keys)
    return [things for things, _ in lines]
