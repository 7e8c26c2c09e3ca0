"""How the letter speaks to one child: the words for the age, names as the room has them, days in full."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from itertools import count

from facilitator.plan.entries import Entry
from facilitator.plan.people import CHILD
from facilitator.plan.plan import Plan
from facilitator.plan.reviews import HeldMeeting, is_beside
from facilitator.script.format_declaration import Path, new_kind
from facilitator.script.formats_and_turns import Script
from facilitator.script.review_by_role import kind_of, reviewed
from facilitator.script.words_by_key import known, say
from facilitator.summary.drawings import Drawings
from facilitator.summary.letter_shapes import Group, Own, Told
from facilitator.summary.names_of_ids import Names
from facilitator.summary.page import Drawing

_OTHER = "other"
"""What has the label for words of no field of their own."""
_DAYS_WITHOUT_YEAR = 300
"""So many days ahead a weekday, a day and a month can mean no other year."""


class Teller(Names):
    """Looks up names and makes the letter's sentences for one child's age band."""

    def __init__(self, plan: Plan, review: HeldMeeting, script: Script, drawings: Drawings | None) -> None:
        super().__init__(plan, review, script, say)
        self.band = plan.child.band(review.date)
        self.drawings = drawings or Drawings(None, self.band)
        self.away = set(plan.child.set_up.topics_away)
        self.places = count()
        self.things = reviewed(self.plan, self.review, script.format)

    def tell(self, key: str, **values: object) -> Told:
        """Return one of our own sentences: that for the child's age band before that for all."""
        banded = f"letter.{key}.{self.band}"
        return Told(banded if known(banded) else f"letter.{key}", values)

    def soon(self, day: date) -> str:
        """Return a day as it is read back, without its year where that goes without saying."""
        near = 0 <= (day - self.review.date).days < _DAYS_WITHOUT_YEAR
        return self.day(day).rpartition(" ")[0] if near else self.day(day)

    def label(self, field: str, of: str = "") -> str:
        """Return a child's words for a field: the format's, else ours, else that it was said as well."""
        kind = new_kind(field)
        if kind in self.script.format.items:
            new = self.script.format.items[kind]
            return Told("letter.new", {"kind": new.child or new.label}).plain()
        declared = self.script.format.field(Path(of, field))
        part, role = field.partition(".")[2], declared.role if declared else ""
        ours = next(one for one in (part, role, of, field, _OTHER) if known(f"letter.topic.{one}"))
        return self._fill(self.script.format.child_words(field, of)) or Told(f"letter.topic.{ours}").plain()

    def groups(self, entries: list[Entry], order: Iterator[str], covered: bool = False) -> list[Group]:
        """Return words under their labels, in the order of fields; see `own` for `covered`."""
        by_label: dict[str, list[Own]] = {}
        ranks = {field: rank for rank, field in enumerate(dict.fromkeys(order))}
        for said in sorted(entries, key=lambda one: ranks.get(one.field, len(ranks))):
            of = kind_of(said.about, self.plan, self.review) if said.about else "review"
            field = _OTHER if is_beside(said) else said.field
            by_label.setdefault(self.label(field, of), []).append(self.own(said, covered))
        return [Group(label, words) for label, words in by_label.items()]

    def own(self, said: Entry, covered: bool = False) -> Own:
        """Return words as they were said; `covered`: it is said already that they were sent in."""
        notes = list(self._how(said, covered))
        return Own(next(self.places), said.text, said.manner.asked, notes, self._picture(said))

    def _picture(self, said: Entry) -> Drawing | None:
        """Return the picture that a child's own line was recorded with: none is found anew."""
        return self.drawings.of_id(said.picture) if said.by == CHILD else None

    def _how(self, said: Entry, covered: bool) -> Iterator[Told]:
        manner = said.manner
        if said.by != CHILD:
            return
        if manner.how != "own_words":
            helper = self.person(manner.helper) if manner.helper else ""
            yield self.tell(f"how.{manner.how}{'' if helper else '-somebody'}", helper=helper)
        if manner.given == "drawn":
            yield self.tell("how.drawn")
        if manner.when == "sent_in" and not covered:
            yield self.tell("how.sent_in")
