"""Putting the question: its words, and what stands beside it, as lines."""

from __future__ import annotations

from facilitator.dialogue.commands import may_change_plan
from facilitator.dialogue.given_in_short import given_in_short
from facilitator.dialogue.read_back import read_back
from facilitator.meeting.minutes import Key
from facilitator.meeting.question import Offered, Question, Spoken
from facilitator.phrases import score
from facilitator.phrases.day import in_full
from facilitator.phrases.field import labelled
from facilitator.plain import readouts
from facilitator.plain.lines_in_and_out import Lines
from facilitator.plan.people import CHILD
from facilitator.plan.scores import Score
from facilitator.script.plan_parts import ACTION
from facilitator.script.words_by_key import say
from facilitator.work.session import Session


class Asking:
    """Puts each question once, in full; afterwards only the part of it that is new."""

    def __init__(self, session: Session, lines: Lines) -> None:
        self.session = session
        self.lines = lines
        self.question: Question | None = None
        self._put: tuple[Key, str, str] | None = None
        self._page: Key | None = None
        self._turn = ""
        self._item: tuple[str, ...] = ()
        self._closing = False
        self._hinted: set[str] = set()
        self._all_read = False
        self._told: set[tuple[str, ...]] = set()

    def forget(self) -> None:
        """Put the question in full the next time, whether it is new or not."""
        self._closing = False
        self._start_again()
        if self.question:
            self._told.discard(self.question.key.parts[:1])

    def read_again(self) -> None:
        """Put the question in full, and read everything back once more where it does that."""
        self._all_read = False
        self.forget()

    def _start_again(self) -> None:
        self._put, self._page, self._turn, self._item = None, None, "", ()

    def close_again(self) -> None:
        """At the end, say again what is open: something has changed."""
        self._closing = False

    def put_question(self) -> bool:
        """Put what is asked now, unless it stands as it was put last; at the end, how to close.

        Returns whether that was put just now: then the meeting may be written.
        """
        self.question = question = self.session.view.question()
        if question is None or self.session.meeting.ended:
            closes = not self._closing
            if closes:
                readouts.put_closing(self.session, self.lines)
            self._closing = True
            self._start_again()
            return closes
        self._closing = False
        before, now = self._put, (question.key, question.part, question.asks)
        self._put = now
        if before is None or before[0] != now[0]:
            self._in_full(question)
        elif before[1] != now[1]:
            self.lines.put(question.adult, 1)
            self._suggested_day(question)
        elif before[2] != now[2] and question.asks:
            self.lines.put(say("plain.next-to-show", name=question.asks), 1)
        return False

    def _suggested_day(self, question: Question) -> None:
        if question.suggested_day:
            self.lines.put(say("plain.suggested-day", day=in_full(question.suggested_day)), 1)

    def _in_full(self, question: Question) -> None:
        if self._is_next_row(question):
            self._next_row(question)
            return
        self.lines.put()
        self._page_before(question)
        self._words(question)
        if question.tip:
            self.lines.put(f"({question.tip})", 1)
        self._beside(question)
        self._said_here(question)
        if question.answer == "people":
            readouts.put_people(self.session, self.lines, 1)
        for number, option in enumerate(question.options, start=1):
            self.lines.put(self._option(number, option, question), 1)
        self.put_board(question)
        self._scores(question)
        if question.suggestion:
            key = "plain.kept-last-time" if question.answer == "text" else "plain.suggested"
            self.lines.put(say(key, what=question.suggestion), 1)
        self._suggested_day(question)
        self._hint(say(f"plain.hint-{question.answer}", answer=question.scale.sample))
        if may_change_plan(self.session):
            self._hint(say("plain.hint-plan"))

    def _hint(self, words: str) -> None:
        """Say what can be typed, once a meeting."""
        if words not in self._hinted:
            self._hinted.add(words)
            self.lines.put(words, 1)

    def _said_here(self, question: Question) -> None:
        for spoken in question.said:
            self.lines.put(readouts.line(spoken), 1)
        if question.keeps_hidden:
            self.lines.put(say("hidden.here"), 1)

    def _next_row(self, question: Question) -> None:
        self.lines.put(question.adult, 1)
        self._rows(question)
        if self._shows("concerns"):
            self._said_before(question.beside.said)

    def _scores(self, question: Question) -> None:
        if question.answer == "scores":
            self.lines.put(question.scale.in_short, 1)
        if question.shown and (question.answer in ("scores", "agree") or self._shows("scores")):
            self.lines.put(readouts.scores_shown(question.shown, question.scale), 1)
        if question.asks:
            self.lines.put(say("plain.next-to-show", name=question.asks), 1)

    def _is_next_row(self, question: Question) -> bool:
        """Whether the same is asked of a further thing on the same page, not answered yet."""
        place, turn, self._turn = self.session.meeting.place, self._turn, question.key.turn
        if place is None or question.to_child or place.status != "open":
            return False
        return place.page == self._page and turn == question.key.turn

    def _page_before(self, question: Question) -> None:
        """Say which item it is about, and what stands on a page that several questions share, each once."""
        place, item = self.session.meeting.place, question.key.parts[:1]
        page = place.page if place else None
        if item != self._item and question.about and question.about not in question.adult:
            self.lines.put(question.about, 1)
        self._item = item
        if question.page and page != self._page:
            for one in question.page:
                given = given_in_short(self.session, one.key)
                words = say("plain.on-page-given", name=one.name, given=given) if given else one.name
                self.lines.put(say("plain.on-page", words=words), 1)
        self._page = page

    def _words(self, question: Question) -> None:
        child, adult = question.child, question.adult
        name, here = self.session.meeting.minutes.child.called, self._child_is_here()
        first, second, key = (
            (child, adult, "plain.for-adults")
            if question.to_child
            else (adult, child if here else "", "plain.for-child")
        )
        self.lines.say(
            "plain.question",
            segment=question.segment,
            place=question.place,
            of=question.of,
            to=question.to,
            words=first,
        )
        if second and second != first:
            self.lines.put(say(key, words=second, name=name), 1)

    def _child_is_here(self) -> bool:
        return self.session.meeting.minutes.people.in_room(CHILD)

    def _option(self, number: int, option: Offered, question: Question) -> str:
        holds = option.id == question.chosen or option.id in question.ticked
        proposed = option.id == question.proposed and not question.chosen
        chosen = say("plain.chosen") if holds else self._proposed() if proposed else ""
        child = option.child if option.child != option.adult and question.to_child else ""
        words = say("plain.option-child", adult=option.adult, child=child) if child else option.adult
        return f"{say('plain.option', number=number, words=words)}{chosen}"

    def _proposed(self) -> str:
        """Return the words for what is proposed: as noted of an action, as it was last time, or by age."""
        place, child = self.session.meeting.place, self.session.meeting.minutes.plan.child
        if place is not None and place.turn.path.of == ACTION:
            return say("plain.as-noted")
        by_age = place is not None and place.turn.records == "child.pictures" and not child.set_up.pictures
        return say("plain.by-age" if by_age else "plain.as-last-time")

    # What stands beside it

    def _beside(self, question: Question) -> None:
        place = self.session.meeting.place
        shows = place.turn.shows if place else ""
        if shows == "everything":
            self._everything()
        elif shows == "sent_in" and question.beside.said:
            self.lines.put(say("plain.sent-in"), 1)
            self._said_before(question.beside.said)
        elif shows in ("concerns", "followed"):
            self._said_before(question.beside.said)
        elif shows == "open":
            readouts.put_open(self.session, self.lines, 1, questions=False)
        elif shows == "last_time":
            self._last_time(question)
        if shows != "everything":
            self._rows(question)

    def _everything(self) -> None:
        """Read everything back, part by part, once: who is asked after the first has just heard it."""
        if self._all_read:
            self.lines.put(say("plain.all-read"), 1)
            return
        self._all_read = True
        for part in read_back(self.session):
            self.lines.put(part.title, 1)
            for one in part.said:
                self.lines.put(readouts.line(one), 2)
            for words in part.agreed:
                self.lines.put(words, 2)
            if part.acts:
                readouts.put_actions(self.session, self.lines, 2)

    def _last_time(self, question: Question) -> None:
        """Say what was said of the outcome last time, once; “again” says it again."""
        beside, of = question.beside, question.key.parts[:1]
        if not (beside.said or beside.score) or of in self._told:
            return
        self._told.add(of)
        plan, form = self.session.meeting.plan, self.session.meeting.script.format
        kinds = [item.kind for item in plan.items if item.id in of]
        judged = beside.score or any(path.of in kinds for path in form.paths("progress"))
        last = (
            say("plain.last-time", score=self.score(beside.score)) if judged else say("plain.last-time-said")
        )
        self.lines.put(last, 1)
        self._said_before(beside.said)

    def _said_before(self, said: list[Spoken]) -> None:
        form = self.session.meeting.script.format
        for one in said:
            about = labelled(one.topic, form)
            key = "plain.said-before" if one.speaker else "plain.said-by-nobody"
            self.lines.put(say(key, speaker=one.speaker, text=one.text, about=about), 2)

    def score(self, held: Score | None) -> str:
        """Return a score of last time in words, with what each person showed where none was agreed."""
        plan, script = self.session.meeting.plan, self.session.meeting.script
        last, scale = plan.last_review, script.scale_of(held, plan) if held else script.scale
        names = {person.id: person.name for person in last.people} if last else {}
        each = [
            score.of_person(names[one.person], score.position(scale.number_of(one), one.word, scale))
            for one in (held.positions if held else [])
        ]
        return score.line(held, scale, each)

    def _rows(self, question: Question) -> None:
        for label, words in question.rows:
            self.lines.put(say("plain.set-up-line", label=label, words=words), 1)

    def _shows(self, what: str) -> bool:
        place = self.session.meeting.place
        return place is not None and place.turn.shows == what

    def put_board(self, question: Question) -> None:
        """Say what stands in each column of a board, and the cards that are left, with their numbers."""
        for column in question.columns:
            cards = ", ".join(column.cards) or say("plain.no-cards")
            self.lines.put(say("plain.column", column=column.child, cards=cards), 1)
        for number, card in enumerate(question.cards, start=1):
            self.lines.put(say("plain.card", number=number, card=card), 1)

    # Other words for it

    def put_easier(self) -> None:
        """Say the question as it is put to the child now, with the answers that it offers."""
        question = self.session.view.question()
        if question is None or question.rung is None:
            return
        self.lines.put(question.easier, 1)
        for number, answer in enumerate(question.answers, start=1):
            self.lines.put(say("plain.option", number=number, words=answer), 2)
