"""Who said what in the boxes of a form: each line is a statement, under the name before it or around it.

Whoever is named is one person, whatever cells and reviews they speak in.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence

from facilitator.plan.entries import Entry, Manner, id_of_answer
from facilitator.plan.field_values import Value
from facilitator.plan.items import Item
from facilitator.plan.people import CHILD, EVERYONE, PERSPECTIVES, Child, Person, Perspective
from facilitator.plan.reviews import Signature
from facilitator.plan.text import LONGEST_WORDS
from facilitator.script.layouts import ON, REVIEW, SIGNED
from facilitator.word.answers.agreements import read_action
from facilitator.word.answers.field_codecs import Language
from facilitator.word.answers.marks import read_end
from facilitator.word.answers.named_people import Named, Names, known_in_items
from facilitator.word.answers.phrasing import NOTHING, fold
from facilitator.word.answers.understood_answers import Answers
from facilitator.word.form.keys import Key

_VIEWS: tuple[Perspective, ...] = ("practitioner", "school", "parent")
"""The order in which views say whose side a name is on: the practitioners' row asks for names."""


class Speakers:
    """Gives each name one id, the same in every review, with the role where any place says it."""

    def __init__(self, names: Names, children: Sequence[Child]) -> None:
        """Begin with the children of the plan; those of a group are named like anybody else."""
        self.names = names
        own, *others = children
        self._people = {fold(CHILD): Person(id=CHILD, name=own.on_record, perspective="child")}
        for child in others:
            name = child.on_record
            self._people[fold(name)] = Person(id=child.id, name=name, perspective="child")
            names.learn(name, "child")

    def meet_those_of_views(self, answers: Answers, held: Collection[int]) -> None:
        """Learn who is named in the views of the reviews that were held, and on which side they are."""
        keys = [key for period in sorted(held) for key in answers.keys(REVIEW, review=period)]
        for perspective in _VIEWS:
            for key in keys:
                for text in answers.glance(key) if key.of == perspective else ():
                    said = self.names.split(text, perspective)
                    if said:
                        self.id_of(said[0])

    def id_of(self, named: Named) -> str:
        """Return the id of somebody who is named, for every review the same."""
        if named.name in (CHILD, EVERYONE):
            return named.name
        key = fold(named.name)
        person = self._people.get(key)
        if person is None:
            person = Person(
                id=f"p{len(self._people)}",
                name=named.name,
                perspective=named.perspective or "school",
                role=named.role,
            )
            self.names.learn(person.name, person.perspective)
        elif named.role and not person.role:
            person = person.model_copy(update={"role": named.role})
        self._people[key] = person
        return person.id

    def nameless(self, perspective: Perspective) -> str:
        """Return the id of whoever spoke where the form names nobody."""
        return self.id_of(Named(self.names.of_nobody()[perspective], perspective=perspective))

    def people(self, ids: Collection[str]) -> list[Person]:
        """Return the people of some ids, the child first, then in the order in which they are named."""
        return [person for person in self._people.values() if person.id in ids]


def names_in(
    items: Iterable[Item], answers: Answers, held: Collection[int], language: Language
) -> dict[str, Perspective | None]:
    """Return the names of who does what, and in actions, folded; whose side they are on is not said."""
    names = known_in_items(items, language.form)
    for key in (key for period in held for key in answers.every_key(period)):
        box = language.boxes.of(key)
        if box and any(field.is_actions for field in language.fields_of(box)):
            found = (read_action(text, language.layout) for text in answers.glance(key))
            names |= {fold(action.who): None for action in found if action and action.who}
    return names


class Statements:
    """Makes entries of what stands in boxes; `whose` is the id of the review, or of the plan, they are of.

    `spoke` are the ids of those who are named in them.
    """

    def __init__(self, whose: str, language: Language, answers: Answers, speakers: Speakers) -> None:
        self._whose, self._language = whose, language
        self._answers, self._speakers, self._names = answers, speakers, speakers.names
        self._count = 0
        self.spoke: set[str] = set()

    def said(
        self,
        text: str,
        speaker: str,
        key: Key,
        *,
        field: str = "",
        about: str | None = None,
        helper: str = "",
    ) -> Entry:
        """Return what somebody said as an entry with the next id."""
        self._count += 1
        text, ended = read_end(text, self._language.phrases) if not key.review else (text, None)
        self.spoke |= {one for one in (speaker, helper) if one and one != EVERYONE}
        return Entry(
            id=f"{self._whose}.s{self._count}",
            field=field or key.path.field,
            value=self._answers.fitting(key, text, LONGEST_WORDS),
            about=about,
            by=speaker,
            ended=ended,
            manner=Manner(how="said_for", helper=helper) if helper else Manner(),
        )

    def answer(self, value: Value, key: Key, *, note: str = "", about: str | None = None) -> Entry:
        """Return the one answer to a field as an entry."""
        field = key.path.field
        return Entry(
            id=id_of_answer(self._whose, field, about),
            field=field,
            value=value,
            about=about,
            note=note,
        )

    # What is no words

    def values(self, keys: Sequence[Key], about: str | None = None) -> Iterator[Entry]:
        """Yield the answers of a field's boxes, where understood: a value, or a tick for each option."""
        options = [key for key in keys if key.option]
        yield from self.ticked(options, about) if options else ()
        for key in keys:
            got = self._answers.got(key, self._answers.words(key)) if not key.option else None
            if got is not None and got.value is not None:
                yield self.answer(got.value, key, note=got.note, about=about)

    def ticked(self, keys: Sequence[Key], about: str | None = None) -> Iterator[Entry]:
        """Yield the answer of boxes of which each stands for one option."""
        chosen, spoken = self._answers.ticked(keys), self._language.field(keys[0].path)
        if spoken is not None and spoken.declared.type == "several" and chosen:
            yield self.answer([key.option for key in chosen], chosen[0], about=about)
        elif len(chosen) == 1:
            yield self.answer(chosen[0].option, chosen[0], about=about)
        elif chosen and spoken is not None:
            names = ", ".join(spoken.words[key.option] for key in chosen)
            self._answers.problem(chosen[0], names, "word.two-options")

    def signatures(self, review: int) -> Iterator[Signature]:
        """Yield who signed in a review, or (0) the plan itself, a line each.

        A day alone is nobody's signature. As many days as names stand in the order of the names; one day is
        that of all.
        """
        answers = self._answers
        for key in answers.keys(SIGNED, review):
            if not key.path.part:
                names, dated = answers.lines(key), key._replace(records=f"{key.records}.{ON}")
                days = answers.days(dated) if len(names) == len(answers.glance(dated)) else None
                on = [answers.day(dated)] * len(names) if days is None else days
                for name, day in zip(names, on, strict=True):
                    if name != NOTHING:
                        yield Signature(to=key.path.field, party=key.of or EVERYONE, name=name, on=day)

    # Words

    def of_plan(self, field: str) -> Iterator[Entry]:
        """Yield what the plan itself says for a field."""
        keys = [key for key in self._answers.keys("plan") if key.path.field == field]
        if self._language.form.plan[field].type != "said":
            yield from self.values(keys)
            return
        for key in keys:
            yield from self.words(key)

    def words(self, key: Key) -> list[Entry]:
        """Return the statements of a box: of one side, or of whoever is named."""
        side = next((one for one in PERSPECTIVES if one == key.of), None)
        if side == "child":
            return self._childs(key)
        return self.shared(key, self._answers.texts(key), side=side)

    def _childs(self, key: Key) -> list[Entry]:
        found, names = [], self._names
        for text in self._answers.texts(key):
            said_for, own = names.said_for_child(text), names.split(text, "child")
            if said_for and said_for[1]:
                helper = self._speakers.id_of(said_for[0])
                found.append(self.said(said_for[1], CHILD, key, helper=helper))
            else:
                found.append(self.said(own[1] if own and own[1] else text, CHILD, key))
        return found

    def shared(
        self,
        key: Key,
        texts: Sequence[str],
        *,
        side: Perspective | None = None,
        fields: Sequence[str] = (),
        about: str | None = None,
    ) -> list[Entry]:
        """Read words of a box of one side, or of nobody's own; a second field is that of words with a name.

        A name that stands alone is that of who says what follows, up to the next name. On one side words
        without a name are the last named speaker's, or nobody's.
        """
        found, speaker, waiting = [], "" if side else EVERYONE, ""
        fields = fields or [key.path.field]

        def add(text: str, who: str) -> None:
            field = fields[0] if who == EVERYONE else fields[:2][-1]
            found.append(self.said(text, who, key, field=field, about=about))

        for text in texts:
            said = self._names.split(text, side)
            who, words = (self._speakers.id_of(said[0]), said[1]) if said else (speaker, text)
            if said and waiting:
                add(waiting, speaker)
                speaker = speaker if side else EVERYONE
            if said and (side or not words):
                speaker = who
            waiting = text if said and not words else ""
            if words:
                add(words, who or self._speakers.nameless(side or "school"))
        if waiting:
            add(waiting, speaker)
        return found
