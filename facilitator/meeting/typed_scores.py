"""What is typed at a show of scores: whose numbers these are, which, and with what reason."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from typing import NamedTuple

from facilitator.meeting.agenda_place import Place
from facilitator.meeting.minutes import Minutes
from facilitator.meeting.speaker_labels import Label, labels_of
from facilitator.meeting.who_is_speaking import WhoIsMeant, speaker_and_way
from facilitator.phrases.number import ONES, in_letters
from facilitator.plan.manners import Given
from facilitator.plan.people import CHILD
from facilitator.plan.refusal import Refusal
from facilitator.plan.similar_names import folded
from facilitator.script.scales import Scale

_MOST_NAMES = 6
_LETTERS = "|".join(sorted(ONES, key=len, reverse=True))
_ONE = rf"(?:\d++|(?:{_LETTERS})\b)"
_SHARES = "\u00bc-\u00be\u2150-\u215e"
_PART_OF_ONE = re.compile(r"half|quarters?|thirds?|bit")
_SHARE = rf"(?:[{_SHARES}]|(?:an?\s+|one\s+|three\s+)?(?:half|quarters?|thirds?)\b)"
_BETWEEN_NUMBERS = r"(?:[-\u2010-\u2015\u2212/~&+]|(?:or|to|and|of|out\s+of|point)\b)"
_NUMBER = re.compile(rf"(?<!\w)({_ONE})(?![^\W{_SHARES}])", re.IGNORECASE)
_GOES_ON = re.compile(
    rf"[.,:\u00b7]\d++|\s*(?:{_BETWEEN_NUMBERS}\s*)?(?:{_ONE}|{_SHARE})|\s*(?:and|&)\s*a\s+bit\b|\s*or\b"
    r"|\+|\s+\+(?!\s*[^\W\d])|\s*[?%]",
    re.IGNORECASE,
)
"""What makes more or less of a number than it is: 2.5, "2 1/2", "2 and a half", "3 or 4", 3-4, "4?"."""

_WORD = re.compile(r"[^\W_]+")
_SEPARATORS = " \t\n,;:.|-\u2010\u2011\u2012\u2013\u2014\u2212!"
_MAY_PART = re.compile(r"(?:[\s,;|/&.]|(?<=\s)\+)+(?:(?:and|then)\s+)?", re.IGNORECASE)
_PARTS = re.compile(r"[,;|/&+.]|\b(?:and|then)\b", re.IGNORECASE)


class Answer(NamedTuple):
    """A number, or the child's own word; neither = "don't know". With the reason that came with it."""

    number: int | None = None
    word: str = ""
    reason: str = ""


class _Led(NamedTuple):
    """A number, or an option by its place, that stands first in words; None where it is not one whole one."""

    number: int | None
    rest: str


# One person's


def answer_of(person: str, words: str, scale: Scale, minutes: Minutes) -> Answer:
    """Return what typed words say of a person's own score; Refusal where that is no answer."""
    vocabulary, child = minutes.script.vocabulary, person == CHILD
    if led := _led(words, scale, minutes):
        if led.number is None and not ((child and scale.faces) or scale.of_options):
            raise Refusal("typed.which-number", text=words, lowest=scale.lowest, highest=scale.highest)
        if led.number is None:
            raise _no_answer(scale, child=child)
        return Answer(led.number, reason=_without_because(led.rest, vocabulary.because))
    if (rest := _after_word(words, vocabulary.dont_know, minutes)) is not None:
        return Answer(reason=rest)
    for face in scale.faces if child else ():
        if (rest := _after_word(words, [face.id, face.word, face.drawing], minutes)) is not None:
            return Answer(word=face.id, reason=rest)
    raise _no_answer(scale, child=child)


def _no_answer(scale: Scale, *, child: bool) -> Refusal:
    if child and scale.faces:
        return Refusal("typed.no-face", faces=", ".join(face.word for face in scale.faces))
    if scale.of_options:
        return Refusal("typed.no-answer", answers=scale.in_words)
    return Refusal("typed.no-number", lowest=scale.lowest, highest=scale.highest)


def _led(words: str, scale: Scale, minutes: Minutes) -> _Led | None:
    """Return the number that words begin with, or the option of a choice by its name."""
    if match := _NUMBER.match(words):
        rest = words[match.end() :]
        reason = rest.lstrip(_SEPARATORS)
        if more := _GOES_ON.match(rest):
            return _Led(None, rest[more.end() :].lstrip(_SEPARATORS))
        if _is_number_too(reason, minutes):
            return _Led(None, "")
        if match[1].isdecimal():
            return _Led(int(match[1]), reason) if len(match[1]) < 5 else None
        # "One of his best weeks" is no number.
        is_whole = not reason or _is_apart(rest) or _is_reason(reason, minutes)
        return _Led(in_letters(match[1].casefold()), reason) if is_whole else None
    for name in sorted(scale.of_names, key=len, reverse=True):
        rest = words[len(name) :]
        if words[: len(name)].casefold() == name.casefold() and not rest[:1].isalnum():
            return _Led(scale.of_names[name], rest.lstrip(_SEPARATORS))
    return None


def is_between_numbers(text: str, minutes: Minutes) -> bool:
    """Whether a text begins with more than one whole number: "2 or 3", "2 and a half", "2, 3"."""
    number = _NUMBER.match(text.strip())
    if number is None:
        return False
    rest = text.strip()[number.end() :]
    return bool(_GOES_ON.match(rest)) or _is_number_too(rest.lstrip(_SEPARATORS), minutes)


def _is_number_too(text: str, minutes: Minutes) -> bool:
    """Whether what comes after a number is one more, and no reason: "3 or 4", but not "3 times a week"."""
    number = _NUMBER.match(text)
    if number is None:
        return False
    more = _GOES_ON.match(text, number.end())
    rest = text[more.end() if more else number.end() :]
    return not rest.strip(_SEPARATORS) or _is_apart(rest) or _is_reason(rest.lstrip(), minutes)


def _after_word(text: str, names: Collection[str], minutes: Minutes) -> str | None:
    """Return the reason after one of some words: "so-so because PE is loud"; None without one of them."""
    for name in sorted({*names, *(one.replace("-", " ") for one in names)}, key=len, reverse=True):
        rest = text[len(name) :]
        reason = rest.lstrip(_SEPARATORS)
        if not name or text[: len(name)].casefold() != name.casefold():
            continue
        if not reason or _is_apart(rest) or (rest[0].isspace() and _is_reason(reason, minutes)):
            return _without_because(reason, minutes.script.vocabulary.because)
    return None


def _is_apart(rest: str) -> bool:
    """Whether words that come after an answer are parted from it by more than white space."""
    return rest.lstrip()[:1] in _SEPARATORS.strip()


def _is_reason(text: str, minutes: Minutes) -> bool:
    """Whether words say themselves that they are a reason."""
    return text.partition(" ")[0].casefold() in minutes.script.vocabulary.because


def _without_because(reason: str, because: list[str]) -> str:
    first, _, rest = reason.partition(" ")
    return rest.lstrip() if first.casefold() in because and rest else reason


# Whose


def whose(place: Place, text: str, scale: Scale, minutes: Minutes) -> tuple[str, str, Given | None]:
    """Split "Mum 2 ...", "Mum: 2 ..." or "Mina good"; without a name it is the next who has not shown."""
    labels = list(_before_an_answer(text))
    scored = [label for label in labels if _after_answer(CHILD, label.words, scale, minutes) is not None]
    for first in (scored, labels):
        for label in first:
            person, given = speaker_and_way(label.before, minutes)
            if person is not None and person in minutes.people:
                return person, label.words, given
        for label in first:
            meant = minutes.people.names.meant(label.before)
            if meant.people and label.words and not _has_number(label.before):
                raise WhoIsMeant("typed.which-score", text, label, meant)
        for label in first:
            if _is_new_name(label, scale, minutes):
                raise WhoIsMeant("typed.unknown-score", text, label)
    led = _led(text, scale, minutes)
    if led and _NUMBER.match(text) and _names_somebody(led.rest, scale, minutes):
        raise Refusal("typed.whose-number", answer=scale.sample)
    waiting = minutes.scores.waiting_for(place.key)
    if not waiting:
        raise Refusal("typed.all-shown")
    return waiting[0], text, None


def _before_an_answer(text: str) -> Iterator[Label]:
    """Yield what may stand before a score as a name: before a colon or a dash, else the first words."""
    if text[:1].isnumeric() or _NUMBER.match(text):
        return
    yield from (label for label in labels_of(text) if label.before)
    words = text.split()
    for count in range(min(len(words) - 1, _MOST_NAMES), 0, -1):
        yield Label(" ".join(words[:count]), " ".join(words[count:]), plain=True)


def _has_number(name: str) -> bool:
    return any(letter.isdecimal() for letter in name)


def _is_new_name(label: Label, scale: Scale, minutes: Minutes) -> bool:
    """Whether a number stands behind what may be the name of somebody who is not on the list."""
    scored = _NUMBER.match(label.words) and _led(label.words, scale, minutes)
    return (
        bool(scored)
        and not _has_number(label.before)
        and minutes.people.names.meant(label.before).may_be_name
    )


def _names_somebody(text: str, scale: Scale, minutes: Minutes) -> bool:
    """Whether what stands behind a number is a name, or may be one: "3 Lacey", "3, from Dad", "3 Bob".

    Or the name of somebody who has a number, too, as in "3 Mum, 4 Mr Lacey".
    """
    for label in _before_an_answer(text):
        person, _ = speaker_and_way(label.before.rstrip(_SEPARATORS), minutes)
        if person is not None and _led(label.words, scale, minutes):
            return True
    words = text.split()
    if not 0 < len(words) <= _MOST_NAMES // 2 or _is_reason(text, minutes):
        return False
    whole, *ends = (minutes.people.names.meant(" ".join(words[at:])) for at in range(len(words)))
    known = any(meant.people and not meant.by_view for meant in (whole, *ends))
    return known or (whole.may_be_name and not whole.people)


# At a question about the numbers


def shown_anew(text: str, place: Place, minutes: Minutes) -> tuple[str, str, Given | None] | None:
    """Split "Mr Lacey 4" or "Mum: 3 because ...", typed where people talk about their numbers.

    None where it is anything more than a name and an answer: "Mum: 4 times she cried" are words.
    """
    for label in _before_an_answer(text):
        person, given = speaker_and_way(label.before, minutes)
        if (
            person in minutes.people
            and person is not None
            and is_answer_alone(label.words, person, place, minutes)
        ):
            return person, label.words, given
    return None


def is_answer_alone(words: str, person: str, place: Place, minutes: Minutes) -> bool:
    """Whether words are a person's answer to what a question is about, with at most a reason."""
    last = minutes.scores.key_of_last_show(place.key.parts[0] if place.key.parts else "")
    if place.turn.shows != "scores" or last is None or person not in minutes.people:
        return False
    rest = _after_answer(person if person == CHILD else None, words, minutes.turns.scale(last), minutes)
    return rest is not None and (not rest.strip(_SEPARATORS) or _is_reason(rest.strip(_SEPARATORS), minutes))


# Several people's


def scores_in(line: str, scale: Scale, minutes: Minutes) -> list[str]:
    """Return the scores of a line, each for itself; what is no whole one goes with the score before it."""
    inside = [range(one.end(), more.end()) for one, more in _numbers(line) if more]
    found: list[str] = []
    begun = 0
    for between in _MAY_PART.finditer(line):
        before, after = line[begun : between.start()], line[between.end() :]
        if any(between.start() in number for number in inside) or _ends_with_title(before, minutes):
            continue
        # In "3 Mr Lacey 4" it is not certain whose the first is.
        parts = _PARTS.search(between[0]) or (
            _ends_with_answer(before, scale, minutes) and not _NUMBER.match(before.strip())
        )
        if parts and _has_answer(before, scale, minutes) and _begins(after, scale, minutes):
            found.append(before.strip())
            begun = between.end()
    return [*found, line[begun:].strip()]


def _numbers(line: str) -> Iterator[tuple[re.Match[str], re.Match[str] | None]]:
    """Yield the numbers of a line, each with what makes more or less of it."""
    for number in _NUMBER.finditer(line):
        yield number, _GOES_ON.match(line, number.end())


def _answers(scale: Scale, minutes: Minutes) -> list[str]:
    faces = [
        word
        for face in scale.faces
        for word in (face.id, face.word, face.word.replace("-", " "), face.drawing)
        if word
    ]
    return [*minutes.script.vocabulary.dont_know, *faces, *scale.of_names]


def _ends_with_title(text: str, minutes: Minutes) -> bool:
    return tuple(folded(text)[-1:]) in minutes.script.vocabulary.title_words


def _ends_with_answer(text: str, scale: Scale, minutes: Minutes) -> bool:
    last = (_WORD.findall(text)[-1:] or [""])[0].casefold()
    number = last.isnumeric() or in_letters(last) is not None or bool(_PART_OF_ONE.fullmatch(last))
    return number or any(
        f" {text.casefold()}".endswith(f" {word.casefold()}") for word in _answers(scale, minutes)
    )


def _has_answer(text: str, scale: Scale, minutes: Minutes) -> bool:
    words = text.split()
    return any(_ends_with_answer(" ".join(words[: at + 1]), scale, minutes) for at in range(len(words)))


def _begins(text: str, scale: Scale, minutes: Minutes) -> bool:
    """Whether a text begins with a name and an answer, and what comes then is no part of a sentence.

    A name that is not on the list takes no reason: it may itself be one, as in "Mum 2, Term 3 was hard".
    """
    for label in _before_an_answer(text):
        person, _ = speaker_and_way(label.before, minutes)
        meant = minutes.people.names.meant(label.before)
        is_one = person is not None or meant.both
        name = label.before.rstrip(_SEPARATORS).replace(".", "")
        if _is_reason(name, minutes) or (_PARTS.search(name) and not is_one):
            continue
        after = _after_answer(person, label.words, scale, minutes)
        if after is None:
            continue
        known = person is not None or bool(meant.people)
        if not known and not _is_new_name(label, scale, minutes):
            continue
        if not after or (known and _is_reason(after.lstrip(_SEPARATORS), minutes)):
            return True
        between = _MAY_PART.match(after)
        if between and (_PARTS.search(between[0]) or _begins(after[between.end() :], scale, minutes)):
            return True
    return False


def _after_answer(person: str | None, words: str, scale: Scale, minutes: Minutes) -> str | None:
    """Return what comes after the answer that words begin with; None where they begin with none."""
    if number := _NUMBER.match(words):
        more = _GOES_ON.match(words, number.end())
        return words[more.end() if more else number.end() :]
    if person is None:
        return None
    for word in sorted(_answers(scale, minutes), key=len, reverse=True):
        rest = words[len(word) :]
        if words[: len(word)].casefold() == word.casefold() and not rest[:1].isalnum():
            return rest
    return None
