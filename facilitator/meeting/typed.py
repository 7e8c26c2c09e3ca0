"""What the chair types at a question, turned into events; the same for both front ends."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, timedelta

from facilitator.meeting import events as ev
from facilitator.meeting import labels
from facilitator.meeting.agenda import Place, waiting_for
from facilitator.meeting.conditions import adults_numbers
from facilitator.meeting.dates import read_date, school_days_on
from facilitator.meeting.labels import Label, labels_of
from facilitator.meeting.meeting import Meeting
from facilitator.meeting.minutes import Held, Minutes
from facilitator.meeting.options import option_called
from facilitator.meeting.speakers import (
    WhoIsMeant,
    asking_who,
    default_speaker,
    speaker_and_way,
    split_speaker,
)
from facilitator.meeting.typed_child import NotUnderstood, at_rung, read_child_answer
from facilitator.plan.manners import Given
from facilitator.plan.people import CHILD, Person, Perspective
from facilitator.plan.refusal import Refusal
from facilitator.plan.spelling import folded

__all__ = [
    "NotUnderstood",
    "WhoIsMeant",
    "WhosePerspective",
    "action_in_hand",
    "check_name",
    "default_speaker",
    "interpret",
    "owned",
    "read_person",
    "same_number",
    "scores_of",
    "split_speaker",
    "suggested_day",
]

_NUMBER = re.compile(r"\d{1,4}")
_MOST_NAMES = 6
# Two numbers, as in 2.5, 3-4, 3/5 or "3 or 4", are not one.
_LEADING_NUMBER = re.compile(r"^(\d{1,2})(?![.,\u2013-]?\d|\s*(?:/|or|to)\s*\d)\b[\s,:;.-]*(.*)$", re.DOTALL)

_BETWEEN_SCORES = re.compile(r"[,;]\s|\sand\s", re.IGNORECASE)


class WhosePerspective(Refusal):
    """A person is to be added, but their name and role do not tell whose view they give."""

    def __init__(self, name: str, role: str, present: bool) -> None:
        super().__init__("typed.which-perspective", name=name)
        self.name, self.role, self.present = name, role, present


def interpret(
    meeting: Meeting, text: str, *, insist: bool = False, suggestion: str = "", follows: bool = False
) -> ev.Event:
    """Return the event that typed text means at the question that is put now.

    Raises a Refusal whose sentence asks for what is missing; nothing is recorded then. `insist` is set when
    the same text comes a second time running; `suggestion` are the words that "yes" accepts for an action.
    `follows` is set for a line of a conversation after its first: without a name it is nobody's.
    """
    place = meeting.place
    if place is None:
        raise Refusal("typed.no-question")
    if not text.strip():
        raise Refusal("typed.nothing")
    if place.turn.answer in ("choice", "period", "outcome"):
        return _choice(meeting, place, text)
    if place.turn.answer == "lines":
        return _line(meeting, place, text, insist=insist, follows=follows)
    if place.turn.answer == "scores":
        return _score(meeting, place, text)
    if place.turn.answer == "agree":
        return _agree(meeting, place, text)
    if place.turn.answer == "people":
        return read_person(meeting, text)
    if place.turn.answer == "action":
        return _action(meeting, place, text, suggestion, insist=insist)
    if place.turn.answer in ("text", "several", "board"):
        return read_child_answer(meeting, place, text, suggestion)
    of_meeting = place.turn.records == "date"
    on = _day_of_meeting(text, meeting.minutes) if of_meeting else _day(text, meeting.minutes)
    return ev.DateGiven(turn=place.key.turn, item=place.key.item, on=on)


def _day(text: str, minutes: Minutes) -> date:
    found = read_date(text, minutes.review_date)
    if found is None:
        raise Refusal("typed.no-date", text=text.strip())
    return found


def _day_of_meeting(text: str, minutes: Minutes) -> date:
    """Read the day of the meeting itself: the nearest that is meant, since it may have been held before."""
    today = minutes.started.date
    days = [read_date(text, today), read_date(text, today - timedelta(days=365))]
    found = [day for day in days if day is not None]
    if not found:
        raise Refusal("typed.no-date", text=text.strip())
    return min(found, key=lambda day: abs(day - today))


# Lines


def _line(meeting: Meeting, place: Place, text: str, *, insist: bool, follows: bool) -> ev.LineSaid:
    def by(speaker: str, words: str) -> ev.Event:
        return ev.LineSaid(turn=place.key.turn, item=place.key.item, speaker=speaker, text=words)

    with asking_who(by):
        named = None if insist else split_speaker(meeting, text)
        words = named.words if named else text
        picked = None if insist else at_rung(meeting, words, named.speaker if named else None)
        speaker = named.speaker if named else CHILD if picked else None
        if speaker is None and not follows:
            speaker = default_speaker(meeting)
        if speaker is None:
            raise WhoIsMeant("typed.who-said", text.strip())
    if not words.strip():
        raise Refusal("typed.nothing")
    return ev.LineSaid(
        turn=place.key.turn,
        item=place.key.item,
        speaker=speaker,
        text=picked or words,
        how=named.how if named else "own_words",
        helper=named.helper if named else None,
        given=named.given if named else None,
    )


# Choices


def _choice(meeting: Meeting, place: Place, text: str) -> ev.ChoiceMade:
    who, found, words = text.partition(":")
    person, given = speaker_and_way(who.strip(), meeting.minutes) if found else (None, None)
    option = option_called(place.turn, words if person == CHILD else text, meeting.minutes)
    return ev.ChoiceMade(turn=place.key.turn, item=place.key.item, option=option, given=given)


# Scores


def _score(meeting: Meeting, place: Place, text: str) -> ev.ScoreShown:
    def by(person: str, words: str, given: Given | None = None) -> ev.ScoreShown:
        number, word, reason = _score_words(meeting, meeting.minutes.people[person], words)
        return ev.ScoreShown(
            turn=place.key.turn,
            item=place.key.item,
            person=person,
            number=number,
            word=word,
            reason=reason,
            given=given,
        )

    with asking_who(by, sought="score"):
        person, words, given = _whose_score(meeting, place, text.strip())
    return by(person, words, given)


def _whose_score(meeting: Meeting, place: Place, text: str) -> tuple[str, str, Given | None]:
    """Split "Mum 2 ...", "Mum: 2 ..." or "Mina good"; without a name it is the next who has not shown."""
    minutes = meeting.minutes
    for label in _before_a_number(text):
        person, given = speaker_and_way(label.before, minutes)
        if person in minutes.people:
            return person, label.words, given
    for label in _before_a_number(text):
        meant = minutes.names.meant(label.before)
        if meant.people and label.words:
            raise WhoIsMeant("typed.which-score", text, label, meant)
    number = _LEADING_NUMBER.match(text)
    if number and _names_somebody(number[2], minutes):
        raise Refusal("typed.whose-number")
    waiting = waiting_for(place.key, minutes)
    if not waiting:
        raise Refusal("typed.all-shown")
    return waiting[0], text, None


def _names_somebody(text: str, minutes: Minutes) -> bool:
    """Whether what stands behind a number is a name, or nearly one: "3 Lacey", "3, from Dad"."""
    words = text.split()
    if not 0 < len(words) <= _MOST_NAMES // 2 or words[0].casefold() in minutes.script.vocabulary.because:
        return False
    ends = (" ".join(words[at:]) for at in range(len(words)))
    return any(meant.people and not meant.by_view for meant in map(minutes.names.meant, ends))


def _before_a_number(text: str) -> Iterator[Label]:
    """Yield what may stand before a score as a name: before a colon or a dash, else the first words."""
    yield from (label for label in labels_of(text) if label.before)
    words = text.split()
    for count in range(min(len(words) - 1, _MOST_NAMES), 0, -1):
        yield Label(" ".join(words[:count]), " ".join(words[count:]), plain=True)


def _score_words(meeting: Meeting, person: Person, words: str) -> tuple[int | None, str, str]:
    vocabulary, scale = meeting.script.vocabulary, meeting.script.format.scale
    if match := _LEADING_NUMBER.match(words):
        return int(match[1]), "", _without_because(match[2], vocabulary.because)
    said = words.casefold().strip(" .")
    if said in vocabulary.dont_know:
        return None, "", ""
    for face in scale.faces:
        if person.id == CHILD and said in (face.id, face.word.casefold()):
            return None, face.id, ""
    if person.id == CHILD:
        raise Refusal("typed.no-face", faces=", ".join(face.word for face in scale.faces))
    raise Refusal("typed.no-number", lowest=scale.lowest, highest=scale.highest)


def _without_because(reason: str, because: list[str]) -> str:
    for word in because:
        if reason.casefold().startswith(f"{word} "):
            return reason[len(word) + 1 :]
    return reason


def scores_of(meeting: Meeting, line: str) -> list[str]:
    """Return a line such as "Mum 2, Mr Lacey 3" as one for each score, so that none is another's reason."""
    parts = [part.strip() for part in _BETWEEN_SCORES.split(line) if part.strip()]
    scores = [parts[0]] if parts else []
    for part in parts[1:]:
        if not _is_whole_score(meeting, part):
            return [line]
        scores.append(part)
    return scores


def _is_whole_score(meeting: Meeting, text: str) -> bool:
    """Whether a text is a name, a number and nothing else, or a reason that says that it is one."""
    for label in _before_a_number(text):
        number = _LEADING_NUMBER.match(label.words)
        if number and meeting.minutes.names.meant(label.before).people:
            reason = number[2].split()
            return not reason or reason[0].casefold() in meeting.script.vocabulary.because
    return False


def same_number(meeting: Meeting, outcome: str) -> int | None:
    """Return the one number that every adult showed, or None; only for confirming it (MEETING, rule 4)."""
    numbers = set(adults_numbers(meeting.minutes.last_show(outcome), meeting.minutes))
    return numbers.pop() if len(numbers) == 1 else None


def _agree(meeting: Meeting, place: Place, text: str) -> ev.ScoreSettled:
    vocabulary, said = meeting.script.vocabulary, text.casefold().strip(" .")
    number: int | None = None
    if _NUMBER.fullmatch(said):
        number = int(said)
    elif said in vocabulary.yes:
        number = same_number(meeting, place.key.parts[0])
        if number is None:
            raise Refusal("typed.say-the-number")
    elif said not in vocabulary.not_agreed:
        raise Refusal("typed.number-or-not-agreed")
    return ev.ScoreSettled(turn=place.key.turn, item=place.key.item, number=number)


# People


def read_person(meeting: Meeting, text: str) -> ev.PersonAdded:
    """Read "Ms Okafor, speech therapist": a name, a role, and for an absent person the word for it first.

    Somebody who first comes up with words that were sent in is not there. WhosePerspective where neither name
    nor role tells whose view it is; a perspective may stand last.
    """
    vocabulary = meeting.script.vocabulary
    text, present = text.strip(), not (meeting.place and meeting.place.turn.sent_in)
    for word in vocabulary.apologies:
        if text.casefold().startswith(f"{word} ") or text.casefold().startswith(f"{word}:"):
            text, present = text[len(word) :].lstrip(" :"), False
    name, _, role = (part.strip() for part in text.partition(","))
    if not name:
        raise Refusal("typed.nothing")
    check_name(meeting, name)
    role, given = _given_perspective(role)
    perspective = given or _guess(role or name, vocabulary.perspectives)
    if perspective is None:
        raise WhosePerspective(name, role, present)
    return ev.PersonAdded(name=name, perspective=perspective, role=role, present=present)


def check_name(meeting: Meeting, name: str, person: str | None = None) -> None:
    """Raise Refusal for a name under which nobody could be told apart; `person` has it already.

    It is no rule of the meeting itself: a record of an earlier version may hold such a name.
    """
    words = folded(name)
    if not words or labels.has_colon(name):
        raise Refusal("typed.no-name", name=name)
    if meeting.minutes.means_everyone(name):
        raise Refusal("typed.name-of-all", name=name)
    others = (one for one in meeting.minutes.people.values() if one.id != person)
    if any(folded(one.name) == words for one in others):
        raise Refusal("meeting.name-taken", name=name)


def _given_perspective(role: str) -> tuple[str, Perspective | None]:
    before, _, last = role.rpartition(",")
    for perspective in ("parent", "school", "practitioner"):
        if last.strip().casefold() == perspective:
            return before.strip(), perspective
    return role, None


def _guess(text: str, known: dict[Perspective, list[str]]) -> Perspective | None:
    """Return whose view a role or a name tells of, by the longest word that is known in it."""
    words = " ".join(re.findall(r"[^\W\d_]+", text.casefold()))
    found = [
        (len(mark), perspective)
        for perspective, marks in known.items()
        for mark in marks
        if f" {mark} " in f" {words} "
    ]
    return max(found)[1] if found else None


# Actions


def action_in_hand(meeting: Meeting) -> Held | None:
    """Return the action whose missing part is asked for at this question, or None: then its words are."""
    place = meeting.place
    if place is None:
        return None
    if place.turn.for_each == "loose_actions" or place.segment.for_each == "loose_actions":
        return meeting.minutes.actions.get(place.key.parts[-1])
    held = meeting.minutes.actions_at(place.key)
    return held[-1] if held and held[-1].missing else None


def suggested_day(meeting: Meeting) -> date | None:
    """Return the day that the script proposes for the action in hand, or None."""
    suggests = meeting.place.turn.suggests if meeting.place else None
    held = action_in_hand(meeting)
    if suggests is None or suggests.school_days is None or held is None or held.missing != "by":
        return None
    return school_days_on(meeting.minutes.review_date, suggests.school_days)


def _action(meeting: Meeting, place: Place, text: str, suggestion: str, *, insist: bool) -> ev.Event:
    held = action_in_hand(meeting)
    said, vocabulary = text.casefold().strip(" ."), meeting.script.vocabulary
    accepts = said in vocabulary.yes
    if held is None and said in (*vocabulary.not_agreed, *([] if suggestion else vocabulary.yes)):
        raise Refusal("typed.what-action")  # a bare yes or no is nothing that anybody could do
    if held is None:
        what = suggestion if accepts and suggestion else text
        suggests = place.turn.suggests
        who = meeting.minutes.people[CHILD].name if suggests and suggests.owner == "child" else ""
        return ev.ActionAdded(turn=place.key.turn, item=place.key.item, what=what, who=who)
    day = suggested_day(meeting)
    if accepts and day:
        return ev.ActionChanged(action=held.id, by=day)
    if held.missing in ("by", "confirm_by"):
        return ev.ActionChanged.model_validate({"action": held.id, held.missing: _day(text, meeting.minutes)})
    no_name = (*vocabulary.yes, *vocabulary.not_agreed, *vocabulary.dont_know)
    if said in no_name and meeting.minutes.person_called(said) is None:
        raise Refusal("typed.who-acts")
    return owned(meeting, held, "who" if held.missing == "who" else "confirm_who", text, insist=insist)


def owned(meeting: Meeting, held: Held, part: str, who: str, *, insist: bool = False) -> ev.Event:
    """Return the event that gives an action its owner (`who`), or who asks them (`confirm_who`).

    WhoIsMeant where the name is not on the list and may be a slip for one that is; anybody else may own an
    action, and then must be asked.
    """
    minutes, names = meeting.minutes, meeting.minutes.names
    kept = ev.ActionChanged.model_validate({"action": held.id, part: who})
    if insist or minutes.means_everyone(who) or names.owners(who):
        return kept
    unclear = names.first_unclear(who)  # of "Mum and Lacy", the others own it all the same

    def by(person: str, _words: str) -> ev.Event:
        everyone = meeting.script.vocabulary.everyone[0]
        name = minutes.people[person].name if person in minutes.people else everyone
        return ev.ActionChanged.model_validate({"action": held.id, part: who.replace(unclear, name, 1)})

    meant = names.meant(unclear)
    if meant.people:
        with asking_who(by, kept, sought="owner"):
            raise WhoIsMeant("typed.which-owner", who.strip(), Label(unclear, held.what, plain=True), meant)
    return kept
