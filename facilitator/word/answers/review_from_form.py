"""What stands in a form for one review, as a Review."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from datetime import date

from facilitator.plan.actions import Action
from facilitator.plan.entries import Entry
from facilitator.plan.people import CHILD, EVERYONE, PERSPECTIVES, Child
from facilitator.plan.reviews import Review
from facilitator.plan.scores import Score
from facilitator.plan.text import LONGEST_LINE
from facilitator.script.layouts import REVIEW
from facilitator.script.whole_support import WholeSupport
from facilitator.word.answers.agreements import Agreed, Ending
from facilitator.word.answers.field_codecs import WORDY, Field, Got, Language
from facilitator.word.answers.items import Items, ItemSpot, words_of
from facilitator.word.answers.layout_places import Box, own_line
from facilitator.word.answers.noted_actions import ActionSpot, apart
from facilitator.word.answers.phrasing import NOTHING, fold, read_phrase
from facilitator.word.answers.scores_from_form import as_score, positions, score_said
from facilitator.word.answers.statements import Speakers, Statements
from facilitator.word.answers.understood_answers import Answers
from facilitator.word.form.keys import Key

_LAST = 99


class ReviewReader:
    """Reads one review of a plan whose children and items are known."""

    def __init__(  # noqa: PLR0913, PLR0917 - all that a review is read by
        self,
        period: int,
        day: date,
        children: Sequence[Child],
        child_rows: Mapping[int, Child],
        items: Items,
        language: Language,
        answers: Answers,
        speakers: Speakers,
    ) -> None:
        self._period, self._day, self._items = period, day, items
        self._children, self._child_rows = children, child_rows
        self._language, self._answers, self._speakers = language, answers, speakers
        self._form, self._boxes = language.form, language.boxes
        self._id = f"r-{period}-{day.isoformat()}"
        self._statements = Statements(self._id, language, answers, speakers)
        self._actions: list[Action] = []
        self.actions_at: dict[str, ActionSpot] = {}
        self._scores: list[Score] = []
        self._answered: dict[str, Entry] = {}
        self._rows = {kind: items.rows(kind, period) for kind in self._form.items}

    def review(self) -> Review:
        """Return the review; what was not understood is among the problems of the answers."""
        entries = [*self._own_words(), *self._of_things(), *self._own_values()]
        entries += list(self._not_given(entries))
        people = self._speakers.people(self._statements.spoke)
        owners = {fold(person.name): person.id for person in people}
        return Review(
            id=self._id,
            period=self._period,
            date=self._day,
            people=people,
            entries=entries,
            scores=self._scores,
            actions=[
                action.model_copy(update={"person": owners.get(fold(action.who))}) for action in self._actions
            ],
            signatures=list(self._statements.signatures(self._period)),
            next_date=self._next_date(),
        )

    def _next_date(self) -> date | None:
        own = self._answers.day(Key("review.next_date", review=self._period))
        planned = self._boxes.planned(self._period + 1)
        return own or (self._answers.day(planned) if planned else None)

    # The review itself

    def _own_words(self) -> Iterator[Entry]:
        """Yield what was said of the review itself: each side's views first, then what is nobody's own."""
        keys = self._answers.keys(REVIEW, self._period)
        sides = (*PERSPECTIVES, "")
        keys.sort(key=lambda key: (sides.index(key.of), _place(key, self._form.review)))
        for key in keys:
            box = self._boxes.of(key)
            fields = self._language.fields_of(box) if box else []
            if not box or key.records in ("review.date", "review.next_date"):
                continue
            if fields[0].is_actions or (fields[0].is_wordy and box.also):
                yield from self._cell(key, fields, None)
            elif fields[0].is_wordy:
                yield from self._statements.words(key)

    def _own_values(self) -> Iterator[Entry]:
        keys = self._answers.keys(REVIEW, self._period)
        for field, declared in self._form.review.items():
            if declared.type not in WORDY:
                yield from self._statements.values([key for key in keys if key.path.field == field])

    def _not_given(self, entries: Sequence[Entry]) -> Iterator[Entry]:
        """Yield whether support was given where only its lines say so, or the score."""
        known = {(entry.field, entry.about): entry.value for entry in entries if entry.about}
        for path, about, value in list(WholeSupport(known, self._items.items, self._form).missing()):
            known[path.field, about] = value
            yield self._statements.answer(value, Key(str(path)), about=about)
        kinds = {item.id: item.kind for item in self._items.items}
        for score in (one for one in self._scores if one.support_not_given):
            for path in self._form.paths("delivered"):
                declared = self._form.field(path)
                low = declared.low[0] if declared and declared.low else ""
                unsaid = (path.field, score.about) not in known
                if low and unsaid and path.of == kinds.get(score.about):
                    yield self._statements.answer(low, Key(str(path)), about=score.about)

    # What it says of children and items

    def _of_things(self) -> Iterator[Entry]:
        for kind in (CHILD, *self._form.items):
            keys = self._answers.keys(kind, self._period)
            fields = self._form.about.get(kind, {})
            keys.sort(key=lambda key: (key.item, key.line, _place(key, fields)))
            options: dict[Key, list[Key]] = {}
            for key in keys:
                box = self._boxes.of(key)
                known = self._is_known(key)
                if key.is_number and known:
                    self._answers.check_number(key)
                elif key.is_number:
                    self._answers.words(key)
                elif not known:
                    called = self._answers.called(key)
                    self._answers.give_up([key], "word.no-such-item", number=key.item, kind=called)
                elif box is not None and self._boxes.is_repeated(key):
                    self._repeated(key)
                elif key.option:
                    options.setdefault(key._replace(option=""), []).append(key)
                elif box is not None:
                    yield from self._once(key, self._of_thing(key, box))
            for own in options.values():
                yield from self._options(own)

    def _once(self, key: Key, entries: Iterator[Entry]) -> Iterator[Entry]:
        """Yield entries but for a further answer to what has one, which a further row may have."""
        for entry in entries:
            before = self._answered.setdefault(entry.id, entry)
            if before is entry:
                yield entry
            elif before.value != entry.value:
                self._answers.give_up([key], "word.two-answers")

    def _is_known(self, key: Key) -> bool:
        if key.anchor == CHILD:
            return key.item in self._child_rows or key.path.of != CHILD
        return self._item(key.anchor, key.item) is not None

    def _item(self, kind: str, row: int) -> str | None:
        """Return the id of the item that a row or a block of the review is of."""
        if self._boxes.naming(kind):
            return self._rows[kind].get(row)
        return self._items.numbered(kind, row)

    def _repeated(self, key: Key) -> None:
        """Pass over what a review repeats of the plan; other words than there are named."""
        text = self._answers.words(key)
        ids = self._things(key)
        words = [one for item in self._items.items if item.id in ids for one in words_of(item)]
        words += [fold(str(value)) for child in self._children if child.id in ids for _, value in child]
        if ids and not any(fold(text) in one for one in words):
            self._answers.problem(key, text, "word.no-place")

    def _things(self, key: Key) -> list[str]:
        """Return the ids of what a key is about: one, or as many as its box has lines."""
        kind = key.path.of
        if kind == CHILD:
            return [self._child_rows[key.item].id]
        above = self._item(key.anchor, key.item)
        if not key.each or above is None:
            return [above] if above else []
        row = self._items.at.get(ItemSpot(kind, key.each, key.item, key.line), [])
        every = [item.id for item in self._items.under(kind, above)]
        box = self._boxes.of(key)
        if box and box.says.lists:
            return row or every
        return row if len(row) == 1 else every[key.line : key.line + 1]

    def _of_thing(self, key: Key, box: Box) -> Iterator[Entry]:
        things = self._things(key)
        if box.says.lists:
            yield from self._listed(key, box, things)
        elif len(things) == 1:
            yield from self._cell(key, self._language.fields_of(box), things[0])
        else:
            self._answers.give_up([key], "word.no-place")

    def _listed(self, key: Key, box: Box, things: Sequence[str]) -> Iterator[Entry]:
        """Read a cell of several lines, one for each item of its row."""
        texts = self._answers.texts(key)
        if len(texts) == 1 and box.declared.type not in WORDY:
            texts *= len(things)  # the one answer is that of each
        if len(texts) != len(things):
            self._answers.give_up([key], "word.other-count", count=len(things))
            return
        for text, about in zip(texts, things, strict=True):
            if text != NOTHING and box.declared.type in WORDY:
                yield from self._statements.shared(key, [text], about=about)
            elif text != NOTHING:
                got = self._language.fields_of(box)[0].read(text)
                if got is None or got.value is None:
                    self._answers.problem(key, text, "word.unclear-choice")
                else:
                    yield self._statements.answer(got.value, key, note=got.note, about=about)

    def _options(self, keys: Sequence[Key]) -> Iterator[Entry]:
        """Read boxes of which each stands for one option of one thing."""
        box, things = self._boxes.of(keys[0]), self._things(keys[0])
        if box is None or len(things) != 1:
            self._answers.give_up(keys, "word.no-place")
            return
        for entry in self._statements.ticked(keys, things[0]):
            if box.declared.type == "score":
                field, about = keys[0].path.field, things[0]
                score = Score(field=field, about=about, result="agreed", option=str(entry.value))
                self._scores.append(score)
            else:
                yield entry

    # One box

    def _cell(self, key: Key, fields: Sequence[Field], about: str | None) -> Iterator[Entry]:
        """Read a box: what stands there in words of our own, and everything else as words of its field."""
        first = fields[0]
        if first.declared.type == "score":
            if len(fields) > 1:
                yield from self._score_and_words(key, fields, about or "")
            elif not self._keeps_score(self._answers.words(key), first, about or ""):
                scale, of_options = first.scale, bool(first.declared.options)
                known = {"lowest": scale.lowest, "highest": scale.highest, "answers": scale.in_words}
                self._answers.give_up([key], f"word.unclear-{'option' if of_options else 'score'}", **known)
            return
        if len(fields) == 1 and not (first.is_actions or first.is_wordy):
            may_differ = first.declared.options and about  # then each one's choice stands there
            said = self._answers.words(key) if may_differ else ""
            if not (said and self._keeps_score(said, first, about or "", agreed=False)):
                yield from self._statements.values([key], about)
            return
        yield from self._several(key, fields, about, self._answers.texts(key))

    def _score_and_words(self, key: Key, fields: Sequence[Field], about: str) -> Iterator[Entry]:
        """Read a box in which words and the like stand with a score: that has a line, or begins one."""
        score, texts = fields[0], self._answers.texts(key)
        for place, text in enumerate(texts):
            begins, rest = score.named_first(text)
            for said, left in ((text, []), (begins, [rest])):
                if said and self._keeps_score(said, score, about):
                    texts[place : place + 1] = left
                    yield from self._several(key, fields[1:], about, texts)
                    return
        yield from self._several(key, fields[1:], about, texts)

    def _several(
        self, key: Key, fields: Sequence[Field], about: str | None, texts: Sequence[str]
    ) -> Iterator[Entry]:
        """Read the lines of a box that several fields share."""
        first, ended = fields[0], False
        words: list[str] = []
        named_option = self._named_option(texts, fields)
        for text in texts:
            named = self._speakers.names.split(text)
            of_all = first.is_actions and first.path.of == REVIEW  # a name there may be a child's
            if (of_all or not named) and self._act(text, fields, key, about):
                continue
            placed = None if named else self._elsewhere(text, fields, key, about)
            decided = [] if named or ended else list(self._ending(text, fields, key, about, named_option))
            ended = ended or bool(decided)
            chosen = [] if named or decided else list(self._chosen(text, fields, key, about))
            yield from (*(placed or ()), *decided, *chosen)
            if placed is None and not decided and not chosen:
                words.append(text)
        wordy = [field.name for field in fields if field.is_wordy]
        if wordy:
            yield from self._statements.shared(key, words, fields=wordy, about=about)
        for text in words if not wordy else ():
            self._answers.problem(key, text, "word.unclear-choice")

    def _act(self, text: str, fields: Sequence[Field], key: Key, about: str | None) -> bool:
        """Keep an action that stands among other words, with what it is about and where it stands."""
        actions = next((field for field in fields if field.is_actions), None)
        if actions is None:
            return False
        whole, (text, noted) = text, apart(text, self._language.layout)
        if fields[0].path.of == REVIEW:
            about, text = self._about(text)
        of_plan = read_phrase(actions.phrases.for_all, text)
        if of_plan is not None:  # it stands with one item because the form has no box for it
            about, text = self._about(of_plan["text"])
        action = actions.read_beside(text)
        if not isinstance(action, Agreed) or not _fits(action):
            return False
        action_id = f"{self._id}.a{len(self._actions) + 1}"
        self._actions.append(Action(id=action_id, about=about, changes=noted, **action._asdict()))
        self.actions_at[action_id] = ActionSpot(key, whole)
        return True

    def _about(self, text: str) -> tuple[str | None, str]:
        """Split "Outcome 2: ", or a child of a group, off an action of the whole review."""
        begins, colon, rest = text.partition(": ")
        child = next((one for one in self._children if fold(one.on_record) == fold(begins)), None)
        if colon and child and len(self._children) > 1:
            return child.id, rest
        return self._items.item_named(text)

    @staticmethod
    def _named_option(texts: Sequence[str], fields: Sequence[Field]) -> str:
        """Return the option of a decision that stands in a box in the format's own words; else nothing."""
        own = [field for field in fields if field.decides and field.path.of == fields[0].path.of]
        read = (field.read_beside(text) for field in own for text in texts)
        return next((str(got.value) for got in read if isinstance(got, Got)), "")

    def _ending(
        self, text: str, fields: Sequence[Field], key: Key, about: str | None, named: str
    ) -> Iterator[Entry]:
        """Yield what was decided of an item, and the words of it, where a text says so."""
        deciding = next((one for one in fields if one.decides and one.path.of == key.path.of), None)
        ending = deciding.read_beside(text) if deciding else None
        if deciding is None or not isinstance(ending, Ending):
            return
        options = deciding.declared.options
        alike = [option.id for option in options if option.ends == ending.how]
        decision = named if named in alike else next(iter(alike), None)
        role = "new_wording" if ending.how == "amended" else "because"
        told = self._form.about[deciding.path.of]
        name = next((name for name, one in told.items() if one.role == role), "")
        if decision is None or (ending.text and not name):
            return
        if ending.text:
            yield self._statements.said(ending.text, EVERYONE, key, field=name, about=about)
        yield self._statements.answer(decision, key._replace(records=str(deciding.path)), about=about)

    def _chosen(self, text: str, fields: Sequence[Field], key: Key, about: str | None) -> Iterator[Entry]:
        """Yield the answer to a field of one value that stands in a line of its own, perhaps of a part."""
        for field in fields:
            if field.is_actions or field.path.of != key.path.of:
                continue
            got = field.read_beside(text) if about or field.path.of == REVIEW else None
            if isinstance(got, Got) and got.value is not None:
                own = key._replace(records=str(field.path))
                yield self._statements.answer(got.value, own, note=got.note, about=about)
                return

    def _elsewhere(
        self, text: str, fields: Sequence[Field], key: Key, about: str | None
    ) -> list[Entry] | None:
        """Read a line that is for another field, behind its label, or for a part of the item; else None."""
        box = self._boxes.of(key)
        own = own_line(text, box) if box else None
        if own is not None and own[1]:
            return self._statements.shared(key._replace(records=str(own[0])), [own[1]], about=about)
        return self._of_part(text, fields, key, about)

    def _of_part(self, text: str, fields: Sequence[Field], key: Key, about: str | None) -> list[Entry] | None:
        """Read a line that says something of a part of an item, such as "Step 2: Met"; else None."""
        for field in fields:
            if field.is_actions or field.is_wordy or field.path.of == key.path.of:
                continue
            part, rest = self._items.part_named(text, field.path.of, about or "")
            if part is None:
                continue
            own = key._replace(records=str(field.path))
            if field.declared.type == "score":
                if self._keeps_score(rest, field, part):
                    return []
            elif found := [
                *self._ending(rest, [field], own, part, ""),
                *self._chosen(rest, [field], own, part),
            ]:
                return found
        return None

    def _keeps_score(self, text: str, field: Field, about: str, *, agreed: bool = True) -> bool:
        """Keep a score as a text says it, False = it is not certain; not `agreed` = only a disagreement."""
        found = score_said(text, field, self._speakers.names)
        if found is None or (found.result == "agreed" and not agreed):
            return False
        shows = list(positions(found, field, self._speakers))
        self._statements.spoke.update(one.person for one in shows)
        self._scores.append(as_score(found, field, about, shows))
        return True


def _place(key: Key, fields: Collection[str]) -> int:
    """Return where the field of a key comes among those that are declared."""
    return [*fields].index(key.path.field) if key.path.field in fields else _LAST


def _fits(action: Agreed) -> bool:
    return max(len(action.who), len(action.confirm.who) if action.confirm else 0) <= LONGEST_LINE
