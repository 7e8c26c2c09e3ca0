"""Who said what in the boxes of a form: each line is a statement, under the name before it or around it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from facilitator.plan.entries import Entry, Manner, id_of_answer
from facilitator.plan.people import CHILD, EVERYONE, PERSPECTIVES, Perspective
from facilitator.plan.text import LONGEST_WORDS
from facilitator.plan.values import Value
from facilitator.script.fields import DeclaredField
from facilitator.word.answers.answers import Answers
from facilitator.word.answers.fields import CODECS, Language
from facilitator.word.answers.speakers import Speakers
from facilitator.word.form.keys import Key


class Statements:
    """Makes entries of what stands in boxes; `whose` is the id of the review, or of the plan, they are of.

    `spoke` are the ids of those who are named in them.
    """

    def __init__(self, whose: str, language: Language, answers: Answers, speakers: Speakers) -> None:
        self._whose, self._language = whose, language
        self._answers, self._speakers = answers, speakers
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
        self.spoke |= {one for one in (speaker, helper) if one and one != EVERYONE}
        return Entry(
            id=f"{self._whose}.s{self._count}",
            field=field or key.path.field,
            value=self._answers.fitting(key, text, LONGEST_WORDS),
            about=about,
            by=speaker,
            manner=Manner(how="said_for", helper=helper) if helper else Manner(),
        )

    def answer(
        self, value: Value, key: Key, *, note: str = "", about: str | None = None, by: str = EVERYONE
    ) -> Entry:
        """Return the one answer to a field as an entry."""
        field = key.path.field
        return Entry(
            id=id_of_answer(self._whose, field, about, by),
            field=field,
            value=value,
            about=about,
            note=note,
            by=by,
        )

    # What is no words

    def value(self, key: Key, declared: DeclaredField, about: str | None = None) -> Iterator[Entry]:
        """Yield the answer of a box of one value, where it is understood."""
        text = self._answers.words(key)
        got = self._language.read(text, key.path.field, declared)
        if got is None:
            self._answers.problem(key, text, CODECS[declared.type].trouble)
        elif got.value is not None:
            value = got.value
            if isinstance(value, str):
                value = self._answers.fitting(key, value, CODECS[declared.type].longest)
            note = self._answers.fitting(key, got.note, LONGEST_WORDS)
            yield self.answer(value, key, note=note, about=about)

    def ticked(
        self, keys: Sequence[Key], declared: DeclaredField, about: str | None = None
    ) -> Iterator[Entry]:
        """Yield the answer of boxes of which each stands for one option."""
        chosen = []
        for key in keys:
            text = self._answers.words(key)
            tick = self._language.ticked(text)
            if tick is None:
                self._answers.problem(key, text, "word.unclear-choice")
            elif tick:
                chosen.append(key)
        if declared.type == "several" and chosen:
            yield self.answer([key.option for key in chosen], chosen[0], about=about)
        elif len(chosen) == 1:
            yield self.answer(chosen[0].option, chosen[0], about=about)
        elif chosen:
            options = self._language.words_of(chosen[0].path.field, declared)
            names = ", ".join(options[key.option] for key in chosen)
            self._answers.problem(chosen[0], names, "word.two-options")

    # Words

    def of_plan(self, field: str) -> Iterator[Entry]:
        """Yield what the plan itself says for a field."""
        declared = self._language.form.plan[field]
        keys = [key for key in self._answers.keys("plan") if key.path.field == field]
        ticks = [key for key in keys if key.option]
        yield from self.ticked(ticks, declared) if ticks else ()
        for key in keys:
            if key.option:
                continue
            if declared.type == "said":
                yield from self.words(key)
            else:
                yield from self.value(key, declared)

    def words(self, key: Key, about: str | None = None) -> list[Entry]:
        """Return the statements of a box: of one side, or of whoever is named."""
        side = next((one for one in PERSPECTIVES if one == key.of), None)
        if side == "child":
            return self._childs(key, about)
        if side:
            return self._view(key, side, about)
        return self.shared(key, self._answers.texts(key), about=about)

    def _childs(self, key: Key, about: str | None) -> list[Entry]:
        found, names = [], self._speakers.names
        for text in self._answers.texts(key):
            said_for = names.said_for_child(text)
            if said_for and said_for[1]:
                helper = self._speakers.id_of(said_for[0])
                found.append(self.said(said_for[1], CHILD, key, about=about, helper=helper))
                continue
            own = names.split(text, "child")
            found.append(self.said(own[1] if own and own[1] else text, CHILD, key, about=about))
        return found

    def _view(self, key: Key, side: Perspective, about: str | None) -> list[Entry]:
        """Read a box of one side: words without a name are the last named speaker's, or nobody's."""
        found, speaker, waiting = [], "", ""
        for text in self._answers.texts(key):
            said = self._speakers.names.split(text, side)
            if said:
                found += [self.said(waiting, speaker, key, about=about)] if waiting else []
                speaker, waiting = self._speakers.id_of(said[0]), "" if said[1] else text
            words = said[1] if said else text
            if words:
                speaker, waiting = speaker or self._speakers.nameless(side), ""
                found.append(self.said(words, speaker, key, about=about))
        return [*found, self.said(waiting, speaker, key, about=about)] if waiting else found

    def shared(
        self, key: Key, texts: Sequence[str], *, field: str = "", named: str = "", about: str | None = None
    ) -> list[Entry]:
        """Read words of a box that is nobody's own; `named` = the field of words with a name in front.

        A name that stands alone is that of who says what follows, up to the next name.
        """
        field = field or key.path.field
        found, speaker, waiting = [], EVERYONE, ""

        def add(text: str, who: str, of: str) -> None:
            found.append(self.said(text, who, key, field=of, about=about))

        for text in texts:
            said = self._speakers.names.split(text)
            if said and not said[1]:
                if waiting:
                    add(waiting, speaker, named or field)
                speaker, waiting = self._speakers.id_of(said[0]), text
                continue
            who, words = (self._speakers.id_of(said[0]), said[1]) if said else (speaker, text)
            if said and waiting:
                add(waiting, speaker, field if who == EVERYONE else named or field)
                speaker = EVERYONE
            waiting = ""
            add(words, who, field if who == EVERYONE else named or field)
        if waiting:
            add(waiting, speaker, named or field)
        return found
