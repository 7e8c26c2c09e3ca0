"""What the chair types at a question, turned into events; the same for both front ends."""

from __future__ import annotations

import re
from datetime import date, timedelta

from facilitator.meeting import events as ev
from facilitator.meeting.agenda import Place, waiting_for
from facilitator.meeting.conditions import adults_numbers
from facilitator.meeting.dates import read_date, school_days_on
from facilitator.meeting.meeting import Meeting
from facilitator.meeting.minutes import Held, Minutes
from facilitator.meeting.options import options_of
from facilitator.plan.people import CHILD, EVERYONE, Person, Perspective
from facilitator.plan.refusal import Refusal
from facilitator.plan.reviews import How
from facilitator.script.models import Option

_PREFIX = re.compile(r"^([^:\n]{1,60}):\s*(.*)$", re.DOTALL)
_NUMBER = re.compile(r"\d{1,4}")
# Two numbers, as in 2.5, 3-4, 3/5 or "3 or 4", are not one.
_LEADING_NUMBER = re.compile(r"^(\d{1,2})(?![.,\u2013-]?\d|\s*(?:/|or|to)\s*\d)\b[\s,:;.-]*(.*)$", re.DOTALL)


class WhoSaidThat(Refusal):
    """The words need a speaker: nobody was named, or `name` is not on the list.

    Said again with `insist`, an unknown name is taken as part of the words.
    """

    def __init__(self, code: str, name: str = "", **values: object) -> None:
        super().__init__(code, name=name, **values)
        self.name = name


class WhosePerspective(Refusal):
    """A person is to be added, but their name and role do not tell whose view they give."""

    def __init__(self, name: str, role: str, present: bool) -> None:
        super().__init__("typed.which-perspective", name=name)
        self.name, self.role, self.present = name, role, present


def interpret(meeting: Meeting, text: str, *, insist: bool = False, suggestion: str = "") -> ev.Event:
    """Return the event that typed text means at the question that is put now.

    Raises a Refusal whose sentence asks for what is missing; nothing is recorded then. `insist` is set when
    the same text comes a second time running; `suggestion` are the words that "yes" accepts for an action.
    """
    place = meeting.place
    if place is None:
        raise Refusal("typed.no-question")
    if not text.strip():
        raise Refusal("typed.nothing")
    if place.turn.answer in ("choice", "period", "outcome"):
        return _choice(meeting, place, text)
    if place.turn.answer == "lines":
        return _line(meeting, place, text, insist)
    if place.turn.answer == "scores":
        return _score(meeting, place, text)
    if place.turn.answer == "agree":
        return _agree(meeting, place, text)
    if place.turn.answer == "people":
        return read_person(meeting, text)
    if place.turn.answer == "action":
        return _action(meeting, place, text, suggestion)
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


def default_speaker(meeting: Meeting) -> str | None:
    """Return who is taken to be speaking at this question until somebody else is named.

    Whom the chair chose; else the person it is put to, or the only one of them in the room; for what is
    agreed together, everyone. Where anyone may speak it is who spoke last here, and nobody to begin with: no
    words are put under somebody who did not say them, or has left.
    """
    place, minutes = meeting.place, meeting.minutes
    if place is None:
        return None
    if minutes.speaker:
        return minutes.speaker
    asked = CHILD if place.turn.to == "child" else place.key.parts[-1] if place.key.parts else ""
    if minutes.in_room(asked):
        return asked
    if place.turn.to in ("parent", "school", "practitioner"):
        people = [person for person in minutes.present() if person.perspective == place.turn.to]
        return people[0].id if len(people) == 1 else minutes.last_speaker
    to_one = place.turn.to in ("child", "item")
    return minutes.last_speaker if to_one or place.turn.records == "statement" else EVERYONE


def _line(meeting: Meeting, place: Place, text: str, insist: bool) -> ev.LineSaid:
    named = None if insist else split_speaker(meeting, text)
    speaker, how, helper, words = named or (default_speaker(meeting), "own_words", None, text)
    if speaker is None:
        raise WhoSaidThat("typed.who-said")
    if not words.strip():
        raise Refusal("typed.nothing")
    return ev.LineSaid(
        turn=place.key.turn, item=place.key.item, speaker=speaker, text=words, how=how, helper=helper
    )


def split_speaker(meeting: Meeting, text: str) -> tuple[str, How, str | None, str] | None:
    """Split "Mum: ...", "Mum for Mina: ..." or "Mina with Mum: ..." into speaker, manner, helper and words.

    None where the text names no speaker. WhoSaidThat where what stands before the colon could be a name
    that is not on the list.
    """
    match = _PREFIX.match(text.strip())
    if match is None:
        return None
    before, words = match[1].strip(), match[2]
    vocabulary = meeting.script.vocabulary
    person = _speaker_called(before, meeting.minutes)
    if person:
        return person, "own_words", None, words
    manners: tuple[tuple[list[str], How], ...] = (
        (vocabulary.said_for, "said_for"),
        (vocabulary.with_help, "with_help"),
    )
    for marks, how in manners:
        for mark in marks:
            first, found, second = before.partition(f" {mark} ")
            one, other = (_speaker_called(name, meeting.minutes) for name in (first, second))
            if found and one and other:
                speaker, helper = (other, one) if how == "said_for" else (one, other)
                return speaker, how, helper, words
    if words and _looks_like_a_name(before):
        raise WhoSaidThat("typed.unknown-speaker", name=before)
    return None


def _speaker_called(name: str, minutes: Minutes) -> str | None:
    if minutes.means_everyone(name):
        return EVERYONE
    person = minutes.person_called(name)
    return person.id if person else None


def _looks_like_a_name(words: str) -> bool:
    """Whether words could be a name: few, with a capital, and not the hour of "At 10:30"."""
    few = len(words.split()) <= 3 and not any(map(str.isdecimal, words))
    return few and words[:1].isalpha() and not words[:1].islower()


# Choices


def _choice(meeting: Meeting, place: Place, text: str) -> ev.ChoiceMade:
    options = options_of(place.turn, meeting.minutes)
    wanted = " ".join(text.casefold().split()).rstrip(".")
    # The number that is shown comes first: of Term 2 and Term 3, "2" is the second.
    if _NUMBER.fullmatch(wanted) and 1 <= int(wanted) <= len(options):
        found = [options[int(wanted) - 1].id]
    else:
        found = [option.id for option in options if wanted == option.id]
    if not found:
        found = [option.id for option in options if _begins(option, wanted)]
    if len(found) != 1:
        raise Refusal("typed.which-option", count=len(options))
    return ev.ChoiceMade(turn=place.key.turn, item=place.key.item, option=found[0])


def _begins(option: Option, wanted: str) -> bool:
    return any(words and words.casefold().startswith(wanted) for words in (option.adult, option.child))


# Scores


def _score(meeting: Meeting, place: Place, text: str) -> ev.ScoreShown:
    person, words = _whose_score(meeting, place, text.strip())
    number, word, reason = _score_words(meeting, person, words)
    return ev.ScoreShown(
        turn=place.key.turn, item=place.key.item, person=person.id, number=number, word=word, reason=reason
    )


def _whose_score(meeting: Meeting, place: Place, text: str) -> tuple[Person, str]:
    """Split "Mum 2 ...", "Mum: 2 ..." or "Mina good"; without a name it is the next who has not shown."""
    minutes = meeting.minutes
    named = re.match(r"^(.{1,60}?)\s*(?::|\s(?=\d))\s*(.+)$", text, re.DOTALL)
    person = minutes.person_called(named[1]) if named else None
    if person is not None and named is not None:
        return person, named[2]
    words = text.split()
    for count in range(min(len(words) - 1, 4), 0, -1):
        person = minutes.person_called(" ".join(words[:count]))
        if person is not None:
            return person, " ".join(words[count:])
    waiting = waiting_for(place.key, minutes)
    if not waiting:
        raise Refusal("typed.all-shown")
    return minutes.people[waiting[0]], text


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
    role, given = _given_perspective(role)
    perspective = given or _guess(role or name, vocabulary.perspectives)
    if perspective is None:
        raise WhosePerspective(name, role, present)
    return ev.PersonAdded(name=name, perspective=perspective, role=role, present=present)


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


def _action(meeting: Meeting, place: Place, text: str, suggestion: str) -> ev.Event:
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
    return ev.ActionChanged.model_validate(
        {"action": held.id, "who" if held.missing == "who" else "confirm_who": text}
    )
