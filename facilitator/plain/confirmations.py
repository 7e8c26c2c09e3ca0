"""What was recorded, said back in one sentence."""

from __future__ import annotations

from typing import TYPE_CHECKING

from facilitator.meeting import events as ev
from facilitator.meeting.question import Question
from facilitator.phrases import score
from facilitator.phrases.day import in_full
from facilitator.phrases.field import labelled
from facilitator.phrases.manner import said_by
from facilitator.phrases.person import described
from facilitator.plain import readouts
from facilitator.script.words_by_key import say

if TYPE_CHECKING:
    from facilitator.meeting.minutes import Minutes
    from facilitator.work.session import Session


class Confirmations:
    """Says back what an event recorded; empty where there is nothing to say, as for going on."""

    def __init__(self, session: Session) -> None:
        self._session = session

    @property
    def _minutes(self) -> Minutes:
        return self._session.meeting.minutes

    def sentence(self, event: ev.Event, question: Question | None = None) -> str:
        """Return the sentence for an event that was just recorded; `question` stood when it was typed."""
        if isinstance(event, ev.WithNote) and event.note is not None:
            return f"{self._sentence(event, question)} {self._line(self._minutes.new_id('s', event))}"
        return self._sentence(event, question)

    def _sentence(self, event: ev.Event, question: Question | None) -> str:
        if isinstance(event, ev.LineSaid | ev.NoteBeside | ev.NoteParked):
            return self._line(self._minutes.new_id("s", event))
        if isinstance(event, ev.LineChanged | ev.LineMoved):
            return self._line(event.line)
        if isinstance(event, ev.ActionAdded | ev.ActionChanged):
            return self._action(event)
        if isinstance(event, ev.ChoiceMade):
            options = question.options if question else []
            chosen = next((option.adult for option in options if option.id == event.option), event.option)
            return say("plain.noted-choice", choice=chosen.rstrip("."))
        if isinstance(event, ev.ScoreShown):
            return self._score(event)
        if isinstance(event, ev.PersonAdded | ev.PersonChanged):
            person = event.person if isinstance(event, ev.PersonChanged) else self._minutes.new_id("p", event)
            return self._person("plain.noted-person", person)
        if isinstance(event, ev.CardSorted):
            return self._card(event, question)
        return self._other(event, question)

    def _other(self, event: ev.Event, question: Question | None) -> str:
        if isinstance(event, ev.TextGiven | ev.SeveralChosen):
            return self._kept(event, question)
        if isinstance(event, ev.DateGiven):
            return say("plain.noted-date", day=in_full(event.on))
        if isinstance(event, ev.ScoreSettled):
            return score.settled(event.number, self._minutes.turns.scale(event.key))
        if isinstance(event, ev.PersonArrived | ev.PersonLeft):
            return self._person(f"plain.noted-{event.type}", event.person)
        if isinstance(event, ev.SpeakerChosen):
            return say("plain.noted-speaker", name=self._session.view.name(event.person))
        if isinstance(event, ev.TurnSkipped | ev.MeetingEnded):
            return say(f"plain.noted-{event.type}", because=event.because) if event.because else ""
        if isinstance(
            event, ev.Undone | ev.Redone | ev.AskedAnotherWay | ev.TurnDone | ev.WentTo | ev.WentBack
        ):
            return ""
        return say(f"plain.noted-{event.type.replace('_', '-')}")

    def _line(self, line: str) -> str:
        said = self._minutes.said.get(line)
        if said is None:
            return ""
        spoken = self._session.view.spoken(said.entry)
        topic = said.entry.field
        label = labelled(topic, self._session.meeting.script.format)
        key = "plain.noted-said" if label == topic else "plain.noted-said-about"
        return say(key, number=spoken.number, who=said_by(spoken), about=label)

    def _card(self, event: ev.CardSorted, question: Question | None) -> str:
        columns = question.columns if question else []
        column = next((one.child for one in columns if one.id == event.column), event.column)
        return say("plain.noted-card", card=event.card, column=column)

    def _kept(self, event: ev.TextGiven | ev.SeveralChosen, question: Question | None) -> str:
        """Say back a part of the set-up: its text, or all that holds."""
        if isinstance(event, ev.TextGiven):
            words = event.text
        else:
            options = question.options if question else []
            words = ", ".join(option.adult for option in options if option.id in event.options)
        return say("plain.noted-choice", choice=words.rstrip(".") or say("plain.nothing-chosen"))

    def _action(self, event: ev.ActionAdded | ev.ActionChanged) -> str:
        wanted = event.action if isinstance(event, ev.ActionChanged) else self._minutes.new_id("a", event)
        there = self._minutes.actions.get(wanted)
        if there is None:
            return ""
        action = self._session.view.in_sight(there)
        number = list(self._minutes.actions).index(wanted) + 1
        if action.missing in ("who", "by"):
            return say("plain.noted-action-so-far", number=number, what=action.what)
        return say("plain.noted-action", number=number, action=readouts.action_words(action))

    def _score(self, event: ev.ScoreShown) -> str:
        answer = score.position(event.number, event.word, self._minutes.turns.scale(event.key))
        name = self._session.view.name(event.person)
        return say("plain.noted-score", score=score.of_person(name, answer, event.reason))

    def _person(self, key: str, person_id: str) -> str:
        person = self._minutes.people.get(person_id)
        if person is None:
            return ""
        return say(key, name=person.name, described=described(person.name, person.role, person.perspective))
