"""What the ids of a review are called: people, fields, options, items, periods and questions."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from datetime import date

from facilitator.phrases.day import in_full
from facilitator.phrases.field import labelled
from facilitator.phrases.item import called, in_sentence, within
from facilitator.plan.actions import Action
from facilitator.plan.entries import Entry
from facilitator.plan.field_values import Value, day_of
from facilitator.plan.items import Item
from facilitator.plan.people import CHILD, EVERYONE, Child, Person, as_called
from facilitator.plan.plan import Plan
from facilitator.plan.refusal import Refusal
from facilitator.plan.reviews import HeldMeeting
from facilitator.script.declared_fields import VIEWS
from facilitator.script.filled_sentences import Wording
from facilitator.script.format_declaration import Path
from facilitator.script.formats_and_turns import Script, Turn
from facilitator.script.golden_thread import told as in_words
from facilitator.script.ladder import Say
from facilitator.script.variables import values_of
from facilitator.summary.kept_back import for_others
from facilitator.summary.sentences import of_summary
from facilitator.summary.standing import standing_told


class Names:
    """Looks up what a reader calls the things of one review; `speak` says any key, `say` one of a summary.

    `plan` and `review` are without what is not shared with others, unless `everything` is asked for.
    `working` and `concerns` are the fields of the form's own columns for each view; what is about something
    is told there instead.
    """

    def __init__(
        self, plan: Plan, review: HeldMeeting, script: Script, speak: Say, *, everything: bool = False
    ) -> None:
        self.turns = script.turns_by_id()
        shown = (plan, review) if everything else for_others(plan, review, script.format, self.turns)
        self.plan, self.review = shown
        self.standing = standing_told(plan, script.format, tell=speak)
        self.script = script
        self.speak, self.say = speak, of_summary(speak)
        self.people = {person.id: person for person in as_called(review.people, plan.children)}
        self.working, self.concerns = (set(script.format.names(role, "review")) for role in VIEWS)
        self.views = self.working | self.concerns
        self._items = {item.id: script.format.without_private(item) for item in self.plan.items}
        self._wording = Wording()
        self._values = self._common_values()
        self._names = Counter(person.name.casefold() for person in self.people.values())

    @property
    def earlier(self) -> list[HeldMeeting]:
        """The plan's reviews that were held before this one."""
        here = self.review
        return [one for one in self.plan.reviews if one.id != here.id and one.period < here.period]

    def person(self, person_id: str) -> str:
        """Return a person's name, with the role where two have the same name."""
        person = self.people.get(person_id)
        if person is None:
            return self.speak("person.everyone") if person_id == EVERYONE else person_id
        if self._names[person.name.casefold()] > 1 and person.role:
            return f"{person.name} ({person.role})"
        return person.name

    def is_child(self, person_id: str) -> bool:
        """Whether somebody is a child of the plan: what children said stands first, and apart."""
        person = self.people.get(person_id)
        return person_id == CHILD or (person is not None and person.perspective == "child")

    def thing(self, item_id: str | None) -> Item | None:
        """Return the item of that id, or None where the plan does not hold it."""
        return self._items.get(item_id or "")

    def title(self, thing_id: str) -> str:
        """Return what a thing is called in a sentence: Outcome 2; an item without a number by its words."""
        item = self.thing(thing_id)
        return called(item, self.script.format) if item else self._name_of(thing_id)

    def heading(self, thing_id: str) -> str:
        """Return what stands over the words of an item: Outcome 2; Step (outcome 2); a child's own name."""
        item = self.thing(thing_id)
        if item is None:
            return self._name_of(thing_id)
        form, above = self.script.format, self.thing(item.under)
        name = called(item, form) if item.number is not None else form.items[item.kind].label or item.kind
        return self.say("heading-under", name=name, above=in_sentence(above, form)) if above else name

    def _name_of(self, thing_id: str) -> str:
        """Return the name of a child or a person; an item that has gone has none."""
        child = next((one for one in self.plan.children if one.id == thing_id), None)
        contact = next((one.name for one in self.plan.people if one.id == thing_id), "")
        if child is not None:
            return self._child(child).called
        return self.person(thing_id) if thing_id in self.people else contact or self.say("gone")

    def _child(self, child: Child) -> Child:
        """Return a child as one of a group is named, apart from another one with the same first name."""
        apart = len(self.plan.children) > 1 and child.id in self.people
        return child.model_copy(update={"known_as": self.people[child.id].name}) if apart else child

    def day(self, day: date | None) -> str:
        """Return a day in full, or nothing."""
        return in_full(day) if day else ""

    def period(self, number: int) -> str:
        """Return the name of a review of the plan, such as Term 2."""
        return self.script.period_name(number)

    def topic(self, field: str, of: str = "") -> str:
        """Return the label of a field, `of` a kind: the format's, else the question that it answers."""
        label = labelled(field, self.script.format, of)
        if label != field:
            return self._fill(label)
        turn = self.turns.get(field)
        return (self._fill(turn.adult) if turn else "") or self.say("topic.other")

    def option(self, field: str, value: Value, of: str = "") -> str:
        """Return the words of an answer to one of the format's own questions; itself where there are none."""
        given = value if isinstance(value, list) else [value]
        path = Path.read(field)
        if path.part in self.script.format.linking(path.field):
            return "; ".join(self._linked(given))
        return ", ".join(self._one(field, one, of) for one in given)

    def _linked(self, ids: Iterable[object]) -> list[str]:
        """Return the hopes and needs to which an outcome is linked, as far as others may see them."""
        meetings = (self.review, *self.plan.meetings())
        told = {entry.id: entry for one in (*meetings, self.plan) for entry in one.entries}
        return [in_words(told[one], self.plan, self.script.format) for one in ids if one in told]

    def _one(self, field: str, value: Value, of: str) -> str:
        if isinstance(value, bool):
            value = "yes" if value else "no"
        declared = self.script.format.fields_of(of).get(field)
        day = day_of(value) if declared is None or declared.type == "date" else None
        if day is not None:
            return self.day(day)
        label = self.script.format.option_label(field, str(value), of)
        if label != str(value):
            return label
        paths = {Path(kind, field) for kind in ([of] if of else ["review", *self.script.format.about])}
        if declared is not None and declared.role == "delivered":  # asked line by line, or of the whole
            paths |= set(self.script.format.paths("delivered"))
        asked = [turn for turn in self.turns.values() if turn.path in paths or turn.id == field]
        words = [self._fill(one.adult) for turn in asked for one in turn.options if one.id == value]
        if declared is not None and declared.type == "tick":
            words.append(self.say(f"tick.{value}"))
        return next(filter(None, words), label)

    def says_no(self, answer: Entry) -> bool:
        """Whether an answer to the read-back is a no."""
        declared = self.script.format.field(Path("review", answer.field))
        return declared is not None and declared.says_no(answer.value)

    def segment(self, segment_id: str) -> str:
        """Return the title of a part of the meeting."""
        found = [segment for segment in self.script.segments if segment.id == segment_id]
        return (self._fill(found[0].title.adult) if found else "") or segment_id

    def question(self, turn_id: str, parts: list[str]) -> str:
        """Return the words of a question about some items; the title of its segment where that fails."""
        turn = self.turns.get(turn_id)
        asked = self._fill(turn.adult, parts, turn.for_each) if turn else ""
        if turn is None:
            return self.say("question-gone")
        return asked or self.segment(self._segment_of(turn))

    def item(self, part: str) -> str:
        """Return what one item of a question is called."""
        known = self._item(part)
        if isinstance(known, Item):
            return within(known, self.script.format)
        if isinstance(known, Person):
            return self.person(part)
        if isinstance(known, Action):
            return known.what
        if isinstance(known, Child):
            return self._child(known).called
        return known.text if known else ""

    def _segment_of(self, turn: Turn) -> str:
        return next(held.id for held in self.script.segments if turn in held.every_turn())

    def _item(self, part: str) -> Item | Person | Child | Action | Entry | None:
        if part in self._items or part in self.people:
            return self._items.get(part) or self.people.get(part)
        child = next((one for one in self.plan.children if one.id == part), None)
        if child is not None:
            return child
        reviews = [self.review, *self.plan.reviews]
        actions = (action for review in reviews for action in review.actions if action.id == part)
        said = (entry for entry in self.review.entries if entry.id == part)
        return next(actions, None) or next(said, None)

    def _fill(self, template: str, parts: list[str] | None = None, loop: str | None = None) -> str:
        """Return a sentence of the script filled in, or nothing where a value of it is not known.

        What loops over a kind of item may be asked where there is none of it.
        """
        if not template:
            return ""
        try:
            none = {loop: None} if loop in self.script.format.items else {}
            values = self._values | none | self._of_items(parts)
            return " ".join(self._wording.render(template, values).split())
        except Refusal:
            return ""

    def _common_values(self) -> dict[str, object]:
        before = self.earlier[-1:]
        return {
            "child": self.plan.child,
            "period": self.period(self.review.period),
            "last_period": self.period(before[0].period) if before else "",
            "minutes": self.review.minutes or "",
            "finish": "",
            "plan_format": self.script.format.name,
        }

    def _of_items(self, parts: list[str] | None) -> dict[str, object]:
        values: dict[str, object] = {}
        for known in map(self._item, parts or []):
            if isinstance(known, Item):
                values[known.kind] = values_of(known, self.script.format.items[known.kind])
            elif isinstance(known, Person):
                values["person"] = known
            elif isinstance(known, Child):
                values["child"] = self._child(known)
            elif isinstance(known, Action):
                values["action"] = {"what": known.what, "who": known.now.who, "by": self.day(known.now.by)}
            elif known:
                values["concern"] = {"text": known.text, "speaker": self.person(known.by)}
        return values
