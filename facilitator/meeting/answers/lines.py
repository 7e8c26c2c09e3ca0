"""Lines: what somebody says in words, in their own or with help, or said for them."""

from __future__ import annotations

from facilitator.meeting import events as ev
from facilitator.meeting import statements
from facilitator.meeting.agenda_place import AtQuestion, Place
from facilitator.meeting.answers.answer_kind import Fill, Kind, Parts, Taken, TakenTypes, Typed, about_scores
from facilitator.meeting.event_rules import person_known, speaker_known
from facilitator.meeting.minutes import Minutes
from facilitator.meeting.minutes_parts import same_words
from facilitator.meeting.score_shows import FAR_APART, FIRST
from facilitator.meeting.who_is_speaking import (
    WhoIsMeant,
    asking_who,
    conversation_lines,
    default_speaker,
    split_speaker,
)
from facilitator.plan.manners import GIVEN, Given
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
    key = minutes.said[event.line].key
    if event.not_shared and key and (minutes.turns.records(key) or "").startswith("concern.match"):
        raise Refusal("meeting.reason-goes-along")


def _record_change(event: ev.LineChanged, minutes: Minutes) -> None:
    minutes.said.put(statements.changed(event, minutes.said[event.line], minutes))


def _record_removal(event: ev.LineRemoved, minutes: Minutes) -> None:
    minutes.said.drop(event.line)
    minutes.replies.unlink(event.line)


CHANGES: TakenTypes = {
    ev.LineChanged: Taken(_check_change, _record_change, asks_anew=False),
    ev.LineRemoved: Taken(_line_known, _record_removal, asks_anew=False),
}
"""How a line is put right or taken out, wherever it was said."""


class Lines(Kind):
    """Any number of lines, each under its speaker."""

    takes = {ev.LineSaid: Taken(_check, _record, asks_anew=False)}

    def read(self, typed: Typed) -> ev.Event:
        """Read "Mum: ...", a picked answer of the ladder, or words of whoever is asked; or a number anew."""

        def by(speaker: str, words: str) -> ev.Event:
            anew = None if typed.insist else number_anew(typed, speaker, words)
            return anew or ev.LineSaid(turn=typed.turn, item=typed.item, speaker=speaker, text=words)

        if typed.place.turn.shows == "scores" and not typed.insist:
            from facilitator.meeting.typed_scores import shown_anew

            shown = shown_anew(typed.text.strip(), typed.place, typed.minutes)
            if shown and (anew := number_anew(typed, *shown)):
                return anew
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
        """Return a conversation line by line, and numbers one by one; other words stay together."""
        if at.place is not None and at.place.turn.shows == "scores":
            from facilitator.meeting.typed_scores import scores_in, shown_anew

            scores = scores_in(text, at.minutes.turns.scale(at.place.key), at.minutes)
            if len(scores) > 1 and all(shown_anew(one, at.place, at.minutes) for one in scores):
                return scores
        return conversation_lines(at, text)

    def parts(self, place: Place, minutes: Minutes, _fill: Fill) -> Parts:
        """Return the scores, where the lines are about a disagreement."""
        return Parts(shown=about_scores(place, minutes))


def number_anew(typed: Typed, person: str, words: str, given: Given | None = None) -> ev.ScoreShown | None:
    """Return somebody's number put right where people talk about their numbers; None for other words.

    Raises Refusal where all are about to show once more.
    """
    if typed.place.turn.shows != "scores":
        return None
    from facilitator.meeting.typed_scores import answer_of, is_answer_alone

    scores, item = typed.minutes.scores, typed.place.key.parts[0] if typed.place.key.parts else ""
    key = scores.key_of_last_show(item)
    if key is None or not is_answer_alone(words, person, typed.place, typed.minutes):
        return None
    if typed.minutes.turns.path(key).part == FIRST:
        if (scores.spread(scores.last_show(item)) or 0) >= FAR_APART:
            raise Refusal("typed.all-show-again")
        key = typed.minutes.turns.shown_again(key) or key  # the first numbers are kept
    answer = answer_of(person, words, typed.minutes.turns.scale(key), typed.minutes)
    return ev.ScoreShown(turn=key.turn, item=key.item, person=person, given=given, **answer._asdict())


class NotUnderstood(Refusal):
    """The child did not get the question: that is no answer, and the ladder goes a rung on."""

    def __init__(self) -> None:
        super().__init__("typed.not-understood")


def at_rung(minutes: Minutes, words: str, speaker: str | None) -> str | None:
    """Return the set answer of the ladder that typed words pick for the child, or None.

    By its number or its words; without a name (`speaker` None) the answer to what was offered to the child
    is the child's. Raises NotUnderstood for the words that mean it, and a Refusal for "something else".
    """
    asked, vocabulary = minutes.standing.asked, minutes.script.vocabulary
    said = same_words(words).strip(" .!")
    if speaker not in (None, CHILD):
        return None
    if said in vocabulary.dont_understand and (asked is not None or speaker == CHILD):
        raise NotUnderstood
    if asked is None or not asked.answers:
        return None
    if said.isdecimal() and 1 <= int(said) <= len(asked.answers):
        return asked.answers[int(said) - 1]
    other = said == str(len(asked.answers) + 1)
    if asked.rung == "choices" and (other or said in vocabulary.something_else):
        raise Refusal("typed.say-what-else")
    if asked.rung == "yes_no":
        if other:
            raise NotUnderstood
        # A letter stands for the answer; words that mean the same ("ok") are kept as they were said.
        meant = (vocabulary.yes, vocabulary.not_agreed, vocabulary.dont_know)
        letters = [known if len(said) == 1 else [] for known in meant]
        found = [answer for answer, known in zip(asked.answers, letters, strict=False) if said in known]
        if found:
            return found[0]
    return next((answer for answer in asked.answers if _bare(said) == _bare(same_words(answer))), None)


def _bare(words: str) -> str:
    return words.replace("'", "").replace("\u2019", "").strip(" .!")


def way_called(minutes: Minutes, words: str) -> Given | None:
    """Return how an answer was given by a typed word for it, such as "pointed", or None."""
    said = same_words(words).strip(" .")
    marks = minutes.script.vocabulary.given
    return next((given for given in GIVEN if said == given or said in marks.get(given, [])), None)
