"""Lines: what somebody says in words, in their own or with help, or said for them."""

from __future__ import annotations

from facilitator.meeting import events as ev
from facilitator.meeting import pasted_lines, statements
from facilitator.meeting.answers.kind import Kind, Taken, TakenTypes, Typed
from facilitator.meeting.answers.parts import Fill, Parts
from facilitator.meeting.answers.shows import about_scores
from facilitator.meeting.minutes import Minutes
from facilitator.meeting.place import AtQuestion, Place
from facilitator.meeting.rules import person_known, speaker_known
from facilitator.meeting.rung_answers import at_rung
from facilitator.meeting.speakers import WhoIsMeant, asking_who, default_speaker, split_speaker
from facilitator.plan.people import CHILD
from facilitator.plan.refusal import Refusal


def _check(event: ev.LineSaid, minutes: Minutes) -> None:
    speaker_known(event.speaker, minutes)
    person_known(event.helper, minutes)


def _record(event: ev.LineSaid, minutes: Minutes) -> None:
    asked = minutes.standing.asked_at(event.key)
    minutes.said.put(statements.said(event, minutes.new_id("s", event), minutes, asked))


def _line_known(event: ev.LineChanged | ev.LineRemoved, minutes: Minutes) -> None:
    if event.line not in minutes.said:
        raise Refusal("meeting.no-such-line")


def _check_change(event: ev.LineChanged, minutes: Minutes) -> None:
    _line_known(event, minutes)
    speaker_known(event.speaker, minutes)
    person_known(event.helper, minutes)


def _record_change(event: ev.LineChanged, minutes: Minutes) -> None:
    minutes.said.put(statements.changed(event, minutes.said[event.line], minutes))


def _record_removal(event: ev.LineRemoved, minutes: Minutes) -> None:
    minutes.said.drop(event.line)


CHANGES: TakenTypes = {
    ev.LineChanged: Taken(_check_change, _record_change, asks_anew=False),
    ev.LineRemoved: Taken(_line_known, _record_removal, asks_anew=False),
}
"""How a line is put right or taken out, wherever it was said."""


class Lines(Kind):
    """Any number of lines, each under its speaker."""

    takes = {ev.LineSaid: Taken(_check, _record, asks_anew=False)}

    def read(self, typed: Typed) -> ev.Event:
        """Read "Mum: ...", a picked answer of the ladder, or words of whoever is asked."""

        def by(speaker: str, words: str) -> ev.Event:
            return ev.LineSaid(turn=typed.turn, item=typed.item, speaker=speaker, text=words)

        with asking_who(by):
            named = None if typed.insist else split_speaker(typed.at, typed.text)
            words = named.words if named else typed.text
            picked = None if typed.insist else at_rung(typed.minutes, words, named.speaker if named else None)
            speaker = named.speaker if named else CHILD if picked else None
            if speaker is None and not typed.follows:
                speaker = default_speaker(typed.at)
            if speaker is None:
                raise WhoIsMeant("typed.who-said", typed.text.strip())
        if not words.strip():
            raise Refusal("typed.nothing")
        return ev.LineSaid(
            turn=typed.turn,
            item=typed.item,
            speaker=speaker,
            text=picked or words,
            how=named.how if named else "own_words",
            helper=named.helper if named else None,
            given=named.given if named else None,
        )

    def apart(self, at: AtQuestion, text: str) -> list[str]:
        """Return a conversation line by line; other words stay together."""
        return pasted_lines.lines_of(at, text)

    def parts(self, place: Place, minutes: Minutes, _fill: Fill) -> Parts:
        """Return the scores, where the lines are about a disagreement."""
        return Parts(shown=about_scores(place, minutes))
