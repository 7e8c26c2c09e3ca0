"""One review as the lines of a form's boxes: who said what, choices, scores, actions and decisions.

Whoever has a name is named, and no words read as another's.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from facilitator.phrases.sentence import capital
from facilitator.plan.entries import Entry
from facilitator.plan.items import above, in_tree
from facilitator.plan.people import CHILD, EVERYONE, Contact, Person, Perspective
from facilitator.plan.plan import Plan
from facilitator.plan.reviews import Review
from facilitator.script.format_declaration import ACTIONS
from facilitator.script.layouts import REVIEW
from facilitator.script.plan_parts import unshared_actions
from facilitator.script.words_by_key import say
from facilitator.word.answers.agreements import Ending, action_words, ending_words, step_of
from facilitator.word.answers.field_codecs import TICK, Field, Language
from facilitator.word.answers.labels import Labels
from facilitator.word.answers.layout_places import Box, own_line
from facilitator.word.answers.named_people import Names, known_names
from facilitator.word.answers.phrasing import filled, to_lines
from facilitator.word.answers.scores import score_words


class Sayings:
    """Puts statements into words, for one child's plan in one layout.

    The child needs no name in the child's own boxes, and everybody together none. Words that would else be
    taken for a name get the name of who said them in front: `_wary` knows every name of the plan.
    """

    def __init__(self, plan: Plan, language: Language) -> None:
        self._plan, self._phrases = plan, language.phrases
        vocabulary = language.script.vocabulary
        self.names = Names(language.phrases, vocabulary, plan.child, {})
        self._wary = Names(language.phrases, vocabulary, plan.child, known_names(plan, language.form))

    def lines(self, box: Box, entries: Sequence[Entry], people: Iterable[Person | Contact]) -> list[str]:
        """Return the lines of a box for the views of one side, or of whoever said something."""
        known = {person.id: _as_person(person) for person in people}
        known.setdefault(CHILD, Person(id=CHILD, name=self._plan.child.on_record, perspective="child"))
        side = box.says.of
        if not side:
            return [line for one in entries for line in to_lines(self.shared(one, known))]
        mine = [one for one in entries if one.by in known and known[one.by].perspective == side]
        return [line for at, one in enumerate(mine) for line in to_lines(self._view(one, mine[:at], known))]

    def _view(self, said: Entry, before: Sequence[Entry], people: dict[str, Person]) -> str:
        person, phrases = people[said.by], self._phrases
        if person.perspective != "child":
            nobody = person.name == self.names.of_nobody()[person.perspective]
            first = all(one.by == said.by for one in before)
            if nobody and first and not self._wary.split(said.text, person.perspective):
                return said.text
            name = self.names.written(person, person.perspective)
            return filled(phrases.said_by, name=name, text=said.text)
        if said.manner.how == "said_for" and said.manner.helper not in (None, CHILD, EVERYONE):
            helper = self.names.written(people[said.manner.helper or ""])
            return filled(phrases.said_for, helper=helper, name=self._plan.child.on_record, text=said.text)
        if self._wary.said_for_child(said.text) or self._wary.split(said.text, "child"):
            return filled(phrases.said_by, name=self._plan.child.on_record, text=said.text)
        return said.text

    def shared(self, said: Entry, people: dict[str, Person], fields: Sequence[Field] = ()) -> str:
        """Return words of a box that is nobody's own; `fields` are those that they must not be taken for."""
        if said.by != EVERYONE:
            name = self.names.written(people[said.by]) if said.by in people else said.by
        elif self._wary.split(said.text) or any(field.may_be(said.text) for field in fields):
            name = say("word.everyone")
        else:
            return said.text
        return filled(self._phrases.said_by, name=name, text=said.text)


def _as_person(one: Person | Contact) -> Person:
    if isinstance(one, Person):
        return one
    side: Perspective = one.perspective or "school"
    return Person(id=one.id, name=one.name, perspective=side, role=one.role)


class ReviewWriter:
    """Writes one review; `plan` as it is with the review. What is not to be shared is left out.

    `host` is the item with whose next steps those stand that are of no item and have no box, empty = of none.
    """

    def __init__(
        self,
        review: Review,
        plan: Plan,
        language: Language,
        sayings: Sayings,
        labels: Labels,
        host: str = "",
    ) -> None:
        self._review, self._plan, self._language, self._labels = review, plan, language, labels
        self._host = host
        self._form, self._sayings = language.form, sayings
        self._people = {person.id: person for person in review.people}
        private = unshared_actions(plan)
        self._entries = [one for one in review.entries if not (one.not_shared or one.about in private)]
        self._actions = [action for action in review.actions if not action.not_shared]

    def looked_at(self) -> set[str]:
        """Return the ids of what the review says anything of."""
        about = {entry.about for entry in self._entries} | {score.about for score in self._review.scores}
        about |= {self._host}
        return {one for one in about | {action.about for action in self._actions} if one}

    def _given(self, field: str, about: str | None) -> list[Entry]:
        return [entry for entry in self._entries if entry.field == field and entry.about == about]

    def of_review(self, box: Box) -> list[str]:
        """Return the lines of a box that is the review's own."""
        field, own = self._language.fields_of(box)[0], self._review
        if box.path.of != REVIEW:
            return []
        if field.name in ("date", "next_date"):
            day = own.date if field.name == "date" else own.next_date
            return [field.write(day.isoformat())] if day else []
        if field.name == "period":
            return [str(own.period)]
        if field.is_wordy and not box.also:
            return self._sayings.lines(box, self._given(field.name, None), own.people)
        return self.of_thing(box, None)

    def of_thing(self, box: Box, about: str | None) -> list[str]:
        """Return the lines of a box about one item or child; actions and choices may stand beside words."""
        fields = self._language.fields_of(box)
        first = fields[0]
        if not (first.is_wordy or first.is_actions or box.also):
            return self._value(first, about, box.key.option)
        scored = first.declared.type == "score"  # it stands first, before the words beside it
        texts = self._value(first, about) if scored else []
        texts += [
            self._shared(entry, box, fields)
            for field in fields
            if field.is_wordy and field.path.of == box.path.of
            for entry in self._given(field.name, about)
        ]
        for line in box.says.own_lines:
            said = self._given(line.path.field, about)
            texts += [
                filled(self._language.phrases.said_by, name=line.labels[0], text=words)
                for words in (self._sayings.shared(entry, self._people) for entry in said)
            ]
        for field in fields[scored:]:
            texts += self._beside(field, first, about)
        if self._host and about == self._host and any(field.is_actions for field in fields):
            texts += self._of_all(first)
        return [line for text in texts for line in to_lines(text)]

    def _shared(self, said: Entry, box: Box, fields: Sequence[Field]) -> str:
        """Return words of a box, which are not taken for something else that may stand there."""
        own = [field for field in fields if field.path.of == box.path.of]
        words = self._sayings.shared(said, self._people, own)
        kinds = {self._language.called(field.path.of) for field in fields if field not in own}
        begins, _, number = words.partition(":")[0].rpartition(" ")
        is_part = begins.casefold() in kinds and number.isdecimal()
        if words == said.text and (is_part or own_line(words, box)):
            return filled(self._language.phrases.said_by, name=say("word.everyone"), text=words)
        return words

    # One value

    def _value(self, field: Field, about: str | None, option: str = "") -> list[str]:
        """Return the answer to a field that is no words: a score, a choice, a day, or an option's tick."""
        score = self._review.score(about, field.name) if about else None
        entries = self._given(field.name, about)
        if option:
            chosen = [score.option] if score else [one.value for one in entries]
            mine = any(option in (one if isinstance(one, list) else [one]) for one in chosen)
            return [TICK] if mine else []
        if score and field.declared.type == "score":
            return [score_words(score, self._review, self._sayings.names, field.scale, field.phrases)]
        return [field.write(one.value, one.note) for one in entries[:1]]

    # Several things in one box

    def _beside(self, field: Field, first: Field, about: str | None) -> Iterator[str]:
        """Yield what stands beside words for one field: the actions, the decision, or an answer chosen."""
        if field.is_actions:
            yield from self._agreed(field, about)
        elif field.is_wordy:
            return
        elif field.path.of != first.path.of:
            yield from self._of_parts(field, about)
        elif field is first:
            yield from self._value(field, about)
        else:
            yield from self._chosen(field, about)

    def _chosen(self, field: Field, about: str | None) -> Iterator[str]:
        """Yield the answer to a field that is no words, or what was decided of an item."""
        if not field.decides:
            yield from self._value(field, about)
            return
        ending = self._ending(field, about)
        if ending:
            yield ending_words(ending, field.layout, self._language.called(field.path.of))
        yield from self._named(field, about)

    def _agreed(self, field: Field, about: str | None) -> Iterator[str]:
        of_all = field.path.of == REVIEW
        for action in self._actions:
            words = action_words(action, field.layout)
            if not of_all and action.about == about:
                yield words
            elif of_all and not self._has_own_box(action.about):
                yield self._with_thing(field, action.about, words)
        for score in self._review.scores:
            if not (score.next_step and self._has_own_box(score.about) is not of_all):
                continue
            words = action_words(step_of(score), field.layout)
            if of_all:
                yield self._with_thing(field, score.about, words)
            elif score.about == about:
                yield words

    def _with_thing(self, field: Field, about: str | None, words: str) -> str:
        thing = self._labels.called(about)
        return filled(field.phrases.said_by, name=capital(thing), text=words) if thing else words

    def _of_all(self, field: Field) -> Iterator[str]:
        """Yield the actions that have no box, each saying that it is not of the item that it stands with."""
        for action in self._actions:
            if not self._has_own_box(action.about):
                words = self._with_thing(field, action.about, action_words(action, field.layout))
                yield filled(field.phrases.for_all, text=words)

    def _has_own_box(self, about: str | None) -> bool:
        kinds = {item.id: item.kind for item in self._plan.items}
        own = f"{kinds.get(about or '', '')}.{ACTIONS}"
        return any(own in (box.says.records, *box.says.also) for box in self._language.boxes)

    def _named(self, field: Field, about: str | None) -> Iterator[str]:
        """Yield the format's own words for a decision that how the item ended does not tell."""
        options = field.declared.options
        for entry in self._given(field.name, about)[:1]:
            for option in (one for one in options if one.id == entry.value and one.label):
                alike = [one for one in options if one.ends == option.ends]
                if option.ends is None or option is not alike[0]:
                    yield option.label

    def _ending(self, field: Field, about: str | None) -> Ending | None:
        """Return what became of an item, with the new wording or the reason."""
        decision = next((entry.text for entry in self._given(field.name, about)), "")
        how = next((option.ends for option in field.declared.options if option.id == decision), None)
        if how == "amended":
            kind = self._form.items.get(field.path.of)
            wording = (kind.role_field("wording") if kind else None) or "wording"
            new = next((item.words(wording) for item in self._plan.items if item.replaces == about), "")
            words = self._said(field, "new_wording", about) or new
            return Ending("amended", words) if words else None
        if how == "removed":
            return Ending("removed", self._said(field, "because", about))
        return Ending("achieved") if how == "achieved" else None

    def _said(self, field: Field, role: str, about: str | None) -> str:
        told = self._form.about.get(field.path.of, {})
        names = [name for name, one in told.items() if one.role == role]
        return "\n".join(entry.text for name in names for entry in self._given(name, about))

    def _of_parts(self, field: Field, about: str | None) -> Iterator[str]:
        """Yield what was said of each part of an item in the item's own box: "Step 2: Met"."""
        kind = field.path.of
        items = {item.id: item for item in self._plan.items}
        own = (item for item in in_tree(self._plan.items) if item.kind == kind)
        parts = [item for item in own if any(one.id == about for one in above(item, items))]
        for number, part in enumerate(parts, 1):
            for words in self._chosen(field, part.id):
                name = f"{self._language.called(kind).capitalize()} {number}"
                yield filled(field.phrases.said_by, name=name, text=words)
