"""What stands in a form for one review, as a Review."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date

from facilitator.plan.actions import Action
from facilitator.plan.entries import Entry
from facilitator.plan.people import CHILD, EVERYONE, PERSPECTIVES, Child
from facilitator.plan.reviews import Review
from facilitator.plan.scores import Position, Score
from facilitator.plan.text import LONGEST_LINE
from facilitator.script.fields import DeclaredField, Path
from facilitator.script.layouts import ACTIONS, REVIEW
from facilitator.word.answers.agreements import Agreed, read_action, read_ending
from facilitator.word.answers.answers import Answers
from facilitator.word.answers.boxes import Box
from facilitator.word.answers.fields import WORDY, Language
from facilitator.word.answers.items import NOTHING, Items, ItemSpot, words_of
from facilitator.word.answers.phrasing import fold
from facilitator.word.answers.scores import ScoreWords, read_score
from facilitator.word.answers.signing import signatures
from facilitator.word.answers.speakers import Speakers
from facilitator.word.answers.statements import Statements
from facilitator.word.form.keys import Key

_LAST = 99


class ReviewReader:
    """Reads one review of a plan whose children and items are known."""

    def __init__(  # noqa: PLR0913, PLR0917 - all that a review is read by
        self,
        period: int,
        day: date,
        children: Sequence[Child],
        items: Items,
        language: Language,
        answers: Answers,
        speakers: Speakers,
    ) -> None:
        self._period, self._day, self._children, self._items = period, day, children, items
        self._language, self._answers, self._speakers = language, answers, speakers
        self._form = language.form
        self._id = f"r-{period}-{day.isoformat()}"
        self._statements = Statements(self._id, language, answers, speakers)
        self._actions: list[Action] = []
        self._scores: list[Score] = []
        self._answered: dict[str, Entry] = {}
        self._rows = {kind: items.rows(kind, period) for kind in self._form.items}

    def review(self) -> Review:
        """Return the review; what was not understood is among the problems of the answers."""
        entries = [*self._own_words(), *self._of_things(), *self._own_values()]
        entries += self._not_given(entries)
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
            signatures=list(signatures(self._answers, self._period)),
            next_date=self._answers.day(Key("review.next_date", review=self._period)),
        )

    # The review itself

    def _own_words(self) -> Iterator[Entry]:
        """Yield what was said of the review itself: each side's views first, then what is nobody's own."""
        fields = list(self._form.review)
        keys = self._answers.keys(REVIEW, self._period)
        sides = (*PERSPECTIVES, "")
        keys.sort(key=lambda key: (sides.index(key.of), _place(key.path.field, fields)))
        for key in keys:
            box = self._language.boxes.of(key)
            if box is None or key.records in ("review.date", "review.next_date"):
                continue
            if key.path.field == ACTIONS or (box.declared.type in WORDY and box.also):
                yield from self._cell(key, box, None)
            elif box.declared.type in WORDY:
                yield from self._statements.words(key)

    def _own_values(self) -> Iterator[Entry]:
        keys = self._answers.keys(REVIEW, self._period)
        for field, declared in self._form.review.items():
            own = [key for key in keys if key.path.field == field]
            if declared.type not in WORDY:
                yield from self._values(own, declared, None)

    def _values(self, keys: Sequence[Key], declared: DeclaredField, about: str | None) -> Iterator[Entry]:
        ticks = [key for key in keys if key.option]
        yield from self._statements.ticked(ticks, declared, about) if ticks else ()
        for key in keys:
            if not key.option:
                yield from self._statements.value(key, declared, about)

    def _not_given(self, entries: Sequence[Entry]) -> Iterator[Entry]:
        """Yield that support was not given where only the score says so."""
        for path in self._form.paths("delivered"):
            said = {entry.about for entry in entries if entry.field == path.field}
            for score in self._scores:
                if score.support_not_given and score.about not in said:
                    yield self._statements.answer("no", Key(str(path)), about=score.about)

    # What it says of children and items

    def _of_things(self) -> Iterator[Entry]:
        for kind in (CHILD, *self._form.items):
            keys = self._answers.keys(kind, self._period)
            fields = list(self._form.about.get(kind, {}))
            keys.sort(key=lambda key: (key.item, key.line, _place(key.path.field, fields)))
            unknown = {(key.each, key.item) for key in keys if not self._known(kind, key)}
            for key in keys:
                box = self._language.boxes.of(key)
                if key.is_number:
                    self._number(key, known=(key.each, key.item) not in unknown)
                elif (key.each, key.item) in unknown:
                    self._answers.give_up(
                        key, "word.no-such-item", number=key.item, kind=self._answers.called(key)
                    )
                elif box is not None and self._language.boxes.is_repeated(key):
                    self._repeated(key)
                elif box is not None and not key.option:
                    yield from self._once(key, self._of_thing(key, box))
            yield from self._options(
                [key for key in keys if key.option and (key.each, key.item) not in unknown]
            )

    def _once(self, key: Key, entries: Iterator[Entry]) -> Iterator[Entry]:
        """Yield entries but for a further answer to what has one, which a further row may have."""
        for entry in entries:
            before = self._answered.setdefault(entry.id, entry)
            if before is entry:
                yield entry
            elif before.value != entry.value:
                self._answers.problem(key, self._answers.words(key), "word.two-answers")

    def _known(self, kind: str, key: Key) -> bool:
        if kind == CHILD:
            return key.item <= len(self._children)
        anchor = key.each or kind
        return anchor == CHILD or self._item(anchor, key.item) is not None

    def _item(self, kind: str, row: int) -> str | None:
        """Return the id of the item that a row or a block of the review is of."""
        if self._language.boxes.naming(kind):
            return self._rows[kind].get(row)
        item = self._items.numbered(kind, row)
        return item.id if item else None

    def _number(self, key: Key, *, known: bool) -> None:
        if known:
            self._answers.check_number(key)
        else:
            self._answers.words(key)

    def _repeated(self, key: Key) -> None:
        """Pass over what a review repeats of the plan; other words than there are named."""
        text = self._answers.words(key)
        ids = self._things(key)
        words = [one for item in self._items.items if item.id in ids for one in words_of(item)]
        if ids and not any(fold(text) in one for one in words):
            self._answers.problem(key, text, "word.no-place")

    def _things(self, key: Key) -> list[str]:
        """Return the ids of what a key is about: one, or as many as its box has lines."""
        kind = key.path.of
        if kind == CHILD:
            return [self._children[max(key.item, 1) - 1].id]
        above = self._item(key.anchor, key.item)
        if not key.each or above is None:
            return [above] if above else []
        row = self._items.at.get(ItemSpot(kind, key.each, key.item, key.line), [])
        every = [item.id for item in self._items.under(kind, above)]
        box = self._language.boxes.of(key)
        if box and box.says.lists:
            return row or every
        return row if len(row) == 1 else every[key.line : key.line + 1]

    def _of_thing(self, key: Key, box: Box) -> Iterator[Entry]:
        things = self._things(key)
        if box.says.lists:
            yield from self._listed(key, box, things)
        elif len(things) == 1:
            yield from self._cell(key, box, things[0])
        else:
            self._answers.give_up(key, "word.no-place")

    def _listed(self, key: Key, box: Box, things: Sequence[str]) -> Iterator[Entry]:
        """Read a cell of several lines, one for each item of its row."""
        texts = self._answers.texts(key)
        if len(texts) != len(things):
            self._answers.give_up(key, "word.other-count", count=len(things))
            return
        for text, about in zip(texts, things, strict=True):
            if text == NOTHING:
                continue
            if box.declared.type in WORDY:
                yield from self._statements.shared(key, [text], about=about)
                continue
            got = self._language.read(text, key.path.field, box.declared)
            if got is None or got.value is None:
                self._answers.problem(key, text, "word.unclear-choice")
            else:
                yield self._statements.answer(got.value, key, note=got.note, about=about)

    def _options(self, keys: Sequence[Key]) -> Iterator[Entry]:
        """Read boxes of which each stands for one option of one thing."""
        groups: dict[Key, list[Key]] = {}
        for key in keys:
            groups.setdefault(key._replace(option=""), []).append(key)
        for own in groups.values():
            box, things = self._language.boxes.of(own[0]), self._things(own[0])
            if box is not None and len(things) == 1:
                for entry in self._statements.ticked(own, box.declared, things[0]):
                    if box.declared.type == "score":
                        self._scored(own[0], things[0], str(entry.value))
                    else:
                        yield entry
            else:
                for key in own:
                    self._answers.give_up(key, "word.no-place")

    # One box

    def _cell(self, key: Key, box: Box, about: str | None) -> Iterator[Entry]:
        """Read a box: what stands there in words of our own, and everything else as words of its field."""
        paths = [box.path, *box.also]
        if box.declared.type == "score":
            self._score(key, about or "")
            return
        if len(paths) == 1 and box.path.field != ACTIONS and box.declared.type not in WORDY:
            yield from self._one_value(key, box.declared, about)
            return
        words, ended = [], False
        for text in self._answers.texts(key):
            named = self._speakers.names.split(text)
            of_all = box.path.of == REVIEW and box.path.field == ACTIONS  # a name there may be a child's
            if (of_all or not named) and self._act(text, paths, about):
                continue
            decided = [] if named or ended else list(self._ending(text, paths, key, about))
            ended = ended or bool(decided)
            chosen = [] if named or decided else list(self._chosen(text, paths, key, about))
            yield from (*decided, *chosen)
            if not decided and not chosen:
                words.append(text)
        fields = [path.field for path in paths if self._type(path) in WORDY and path.field != ACTIONS]
        if fields:
            named_field = fields[1] if len(fields) > 1 else ""
            yield from self._statements.shared(key, words, field=fields[0], named=named_field, about=about)
        for text in words if not fields else ():
            self._answers.problem(key, text, "word.unclear-choice")

    def _type(self, path: Path) -> str:
        declared = self._form.field(path)
        return declared.type if declared else ""

    def _one_value(self, key: Key, declared: DeclaredField, about: str | None) -> Iterator[Entry]:
        if declared.options and about:
            text = self._answers.words(key)
            disputed = self._read_score(key, text)
            if disputed and disputed.result != "agreed":
                self._add_score(key, about, disputed)
                return
        yield from self._statements.value(key, declared, about)

    def _act(self, text: str, paths: Sequence[Path], about: str | None) -> bool:
        """Keep an action that stands among other words, with what it is about."""
        if not any(path.field == ACTIONS for path in paths):
            return False
        if paths[0].of == REVIEW:
            about, text = self._about(text)
        action = read_action(text, self._language.layout)
        if action is None or not _fits(action):
            return False
        self._actions.append(
            Action(
                id=f"{self._id}.a{len(self._actions) + 1}",
                what=action.what,
                who=action.who,
                by=action.by,
                confirm=action.confirm,
                about=about,
            )
        )
        return True

    def _about(self, text: str) -> tuple[str | None, str]:
        """Split "Outcome 2: ", or a child of a group, off an action of the whole review."""
        begins, colon, rest = text.partition(": ")
        child = next((one for one in self._children if fold(one.called) == fold(begins)), None)
        if colon and child and len(self._children) > 1:
            return child.id, rest
        return self._items.item_named(text)

    def _ending(self, text: str, paths: Sequence[Path], key: Key, about: str | None) -> Iterator[Entry]:
        """Yield what was decided of an item, and the words of it, where a text says so."""
        path = next((path for path in paths if self._role(path) == "decision"), None)
        ending = read_ending(text, self._language.layout, self._language.called(path.of)) if path else None
        if path is None or ending is None:
            return
        declared = self._form.field(path)
        options = declared.options if declared else []
        decision = next((option.id for option in options if option.ends == ending.how), None)
        role = "new_wording" if ending.how == "amended" else "because"
        field = next((name for name, one in self._form.about[path.of].items() if one.role == role), "")
        if decision is None or (ending.text and not field):
            return
        decided = key._replace(records=str(path))
        if ending.text:
            yield self._statements.said(ending.text, EVERYONE, key, field=field, about=about)
        yield self._statements.answer(decision, decided, about=about)

    def _role(self, path: Path) -> str:
        declared = self._form.field(path)
        return declared.role if declared else ""

    def _chosen(self, text: str, paths: Sequence[Path], key: Key, about: str | None) -> Iterator[Entry]:
        """Yield the answer to a field of one value that stands in a line of its own, perhaps of a part."""
        for path in paths:
            declared = self._form.field(path)
            if (
                declared is None
                or declared.type in (*WORDY, "line", "cost", "score")
                or declared.role == "decision"
            ):
                continue
            thing, rest = (
                (about, text)
                if path.of == key.path.of
                else self._items.part_named(text, path.of, about or "")
            )
            got = self._language.read(rest, path.field, declared) if thing or path.of == REVIEW else None
            if got is not None and got.value is not None:
                yield self._statements.answer(
                    got.value, key._replace(records=str(path)), note=got.note, about=thing
                )
                return

    # Scores

    def _score(self, key: Key, about: str) -> None:
        text = self._answers.words(key)
        found = self._read_score(key, text)
        if found is None:
            scale = self._language.scale_of(key.path)
            range_ = {"lowest": scale.lowest, "highest": scale.highest}
            self._answers.problem(key, text, "word.unclear-score", **range_)
        else:
            self._add_score(key, about, found)

    def _read_score(self, key: Key, text: str) -> ScoreWords | None:
        scale = self._language.scale_of(key.path)
        return read_score(text, self._language.layout, scale, self._speakers.names)

    def _add_score(self, key: Key, about: str, found: ScoreWords) -> None:
        declared = self._form.field(key.path)
        options = declared.option_ids if declared else []
        shows = []
        for shown in found.shown:
            person = self._speakers.id_of(shown.who)
            self._statements.spoke.add(person)
            option = shown.word if shown.word in options else None
            word = "" if option else shown.word
            shows.append(Position(person=person, number=shown.number, option=option, word=word))
        number = found.number
        self._scores.append(
            Score.model_validate(
                {
                    "field": key.path.field,
                    "about": about,
                    "result": found.result,
                    "number": None if options else number,
                    "option": options[number - 1] if options and number else None,
                    "shows": [shows] if shows else [],
                    "support_not_given": found.support_not_given,
                }
            )
        )

    def _scored(self, key: Key, about: str, option: str) -> None:
        self._scores.append(Score(field=key.path.field, about=about, result="agreed", option=option))


def _place(field: str, fields: Sequence[str]) -> int:
    return fields.index(field) if field in fields else _LAST


def _fits(action: Agreed) -> bool:
    asker = action.confirm.who if action.confirm else ""
    return len(action.who) <= LONGEST_LINE and len(asker) <= LONGEST_LINE
