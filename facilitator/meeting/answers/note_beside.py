"""Words beside an answer that is picked: "partly: no cover" is both, and a sentence is a note alone."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from functools import partial

from facilitator.meeting import events as ev
from facilitator.meeting import statements
from facilitator.meeting.answers.answer_kind import Taken, TakenTypes, Typed
from facilitator.meeting.event_rules import person_known, speaker_known
from facilitator.meeting.minutes import Minutes
from facilitator.meeting.who_is_speaking import Named, WhoIsMeant, asking_who, default_speaker, split_speaker
from facilitator.plan.people import CHILD, EVERYONE
from facilitator.plan.refusal import Refusal

LONGEST_ANSWER = 80
"""Letters before which the words for an answer end; a longer beginning is a sentence."""

Answer = Callable[[str], ev.WithNote]
"""Makes the event of an answer from the words for it; raises Refusal where they are none."""

_PARTS = re.compile(r"[:;]|,\s|(?<=\s)-+(?=\s)|[\u2012-\u2015]+|(?<=\s)(?=[^\W\d_']|')")
_SURE = re.compile(r"[^\w\s]")
_WORDS = re.compile(r"[^\W_]+")
_IN_LETTERS = re.compile(r"[^\W\d_]+")


# What is taken


def check_note(note: ev.Note | None, minutes: Minutes) -> None:
    """Raise Refusal for a note of somebody who is not on the list."""
    if note is not None:
        speaker_known(note.speaker, minutes)
        person_known(note.helper, minutes)


def record_note(event: ev.NoteBeside | ev.WithNote, minutes: Minutes) -> None:
    """Take in the note of an event, where it has one."""
    if event.note is not None:
        minutes.said.put(statements.beside(event, event.note, minutes.new_id("s", event), minutes))


def _check(event: ev.NoteBeside, minutes: Minutes) -> None:
    check_note(event.note, minutes)


TAKES: TakenTypes = {ev.NoteBeside: Taken(_check, record_note)}
"""How a note alone is taken in; it answers nothing, but where an answer waits for one."""


# What is typed


def answer_or_note(typed: Typed, answer: Answer, named: Answer) -> ev.Event:
    """Return the answer that typed text means, with the words beside it, or those words alone.

    `answer` makes an answer of the whole text, and `named` one of a beginning that names an answer and is
    parted from the rest. A name in front makes all of it that person's words, unless only they are asked. A
    word that is no answer is refused, and a note when it is typed a second time.
    """
    if typed.insist:
        return words_beside(typed)
    try:
        return answer(typed.text)
    except Refusal as refusal:
        why = refusal
    if (both := _with_note(typed, typed.text, named)) is not None:
        return both
    with asking_who(partial(_alone_by, typed)):
        who = split_speaker(typed.at, typed.text)
        if who is not None and who.speaker in (CHILD, default_speaker(typed.at)):
            return _of_whoever_is_asked(typed, who, answer, named)
        if who is None and not is_sentence(typed.text, typed.minutes):
            raise why
        return _alone(typed, _note(typed, who))


def words_beside(typed: Typed) -> ev.NoteBeside:
    """Return typed words as a note alone; WhoIsMeant where it is not certain who said them."""
    with asking_who(partial(_alone_by, typed)):
        return _alone(typed, _note(typed, None if typed.insist else split_speaker(typed.at, typed.text)))


def _alone_by(typed: Typed, speaker: str, words: str) -> ev.NoteBeside:
    return _alone(typed, ev.Note(speaker=speaker, text=words))


def _alone(typed: Typed, note: ev.Note) -> ev.NoteBeside:
    return ev.NoteBeside(turn=typed.turn, item=typed.item, note=note)


def is_sentence(text: str, minutes: Minutes) -> bool:
    """Whether typed words are more than one, and no number: then they are no answer that was mistyped."""
    from facilitator.meeting.typed_scores import is_between_numbers

    return len(_IN_LETTERS.findall(text)) > 1 and not is_between_numbers(text, minutes)


def note_with(typed: Typed, event: ev.WithNote) -> ev.WithNote:
    """Return an answer that was picked while words stood typed, with them as its note.

    Raises WhoIsMeant where it is not certain who said them.
    """
    with asking_who(lambda speaker, words: _put(event, ev.Note(speaker=speaker, text=words))):
        return _put(event, _note(typed, split_speaker(typed.at, typed.text), of_answer=True))


def _put(event: ev.WithNote, note: ev.Note) -> ev.WithNote:
    return event.model_copy(update={"note": note})


def _of_whoever_is_asked(typed: Typed, who: Named, answer: Answer, named: Answer) -> ev.Event:
    """Return what the one who is asked answers, with their name in front."""
    try:
        event = answer(who.words)
    except Refusal:
        both = _with_note(typed, who.words, named, who)
        return both or _alone(typed, _note(typed, who))
    return event.model_copy(update={"given": who.given}) if isinstance(event, ev.ChoiceMade) else event


def _with_note(typed: Typed, text: str, named: Answer, who: Named | None = None) -> ev.WithNote | None:
    """Return the answer that a text begins with, and the rest as its note; the longest beginning counts."""
    for before, words in _parted(text, typed.minutes.script.vocabulary.because):
        try:
            event = named(before)
        except (Refusal, ValueError):
            continue
        if who is not None:
            given = {"given": who.given} if isinstance(event, ev.ChoiceMade) else {}
            return _put(event, _by(who, words)).model_copy(update=given)
        return note_with(typed._replace(text=words), event)
    return None


def _parted(text: str, because: list[str]) -> Iterator[tuple[str, str]]:
    """Yield what may be an answer and the words beside it, the longest answer first."""
    found = []
    for parts in _PARTS.finditer(text, 0, LONGEST_ANSWER):
        before, words = text[: parts.start()].strip(), text[parts.end() :].strip()
        first, _, rest = words.partition(" ")
        if first.casefold().strip(",:") in because:
            words = rest.strip()
        elif not _SURE.search(parts[0]):
            continue  # a space alone parts nothing, but before the word for "because"
        elif "," in parts[0] and len(_IN_LETTERS.findall(words)) < 2:
            continue  # "1, sung" is a list
        more = before[-1:].isdecimal() and words[:1].isdecimal()  # "2 - 3 times" is no answer
        if before and words and not more:
            found.append((before, words))
    yield from reversed(found)


def _note(typed: Typed, who: Named | None, *, of_answer: bool = False) -> ev.Note:
    """Return the note of typed words: of who is named, else of who is asked; with an answer, of everyone."""
    if who is not None:
        return _by(who, who.words)
    speaker = None if typed.follows else default_speaker(typed.at)
    if speaker is None and not (of_answer or typed.place.turn.to == "chair"):
        raise WhoIsMeant("typed.who-said", typed.text.strip())
    return ev.Note(speaker=speaker or EVERYONE, text=typed.text)


def _by(who: Named, words: str) -> ev.Note:
    if not words.strip():
        raise Refusal("typed.nothing")
    return ev.Note(speaker=who.speaker, text=words, how=who.how, helper=who.helper, given=who.given)


def begins_like(words: str, before: str, typed: str) -> bool:
    """Whether other words go on as typed ones do after what they begin with: "Yes, but" and "yes, but no"."""
    these, those = (_WORDS.findall(one.casefold()) for one in (words, typed))
    begun = len(_WORDS.findall(before))
    return len(these) > begun < len(those) and these[: begun + 1] == those[: begun + 1]
