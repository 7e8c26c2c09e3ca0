"""An action as it is said in one sentence: "Mr Lacey will move the seat by Friday"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from typing import NamedTuple

from facilitator.meeting.dates import read_date
from facilitator.meeting.minutes import Minutes
from facilitator.meeting.speaker_labels import LONGEST, Label, labels_of
from facilitator.phrases.sentence import capital

_MOST_WORDS = 6
"""Words that a day has at most."""
_BETWEEN = " \t,;.\u2013\u2014-"


class Told(NamedTuple):
    """What will be done, who does it as typed, and by when; what was not said is empty.

    `unclear` is what stands before the words where it may mean somebody, and it is not certain whom.
    """

    what: str
    who: str = ""
    by: date | None = None
    unclear: Label | None = None


def told_action(text: str, minutes: Minutes) -> Told:
    """Return the parts of an action that typed words name; Refusal for a day of another weekday."""
    words, by = without_day(text.strip(), minutes)
    for label in _before_what_is_done(words, minutes):
        what, later = without_day(label.words, minutes)
        if not what:
            continue
        if is_known(label.before, minutes):
            return Told(capital(what), label.before, by or later)
        meant = minutes.people.names.meant(label.before)
        if meant.people and label.plain and not meant.by_view:
            return Told(capital(what), "", by or later, label)
    return Told(words, "", by)


def is_known(who: str, minutes: Minutes) -> bool:
    """Whether a name means people of the meeting with certainty, or everyone."""
    return minutes.people.means_everyone(who) or bool(minutes.people.names.owners(who))


def without_day(text: str, minutes: Minutes) -> tuple[str, date | None]:
    """Return words without the day that they end or begin with, and that day: "... by Friday"."""
    marks = "|".join(re.escape(mark) for mark in minutes.script.vocabulary.by_when)
    for mark in reversed(list(re.finditer(rf"(?:^|(?<=\s))(?:{marks})\s+", text, re.IGNORECASE))):
        before, after = text[: mark.start()].rstrip(_BETWEEN), text[mark.end() :].rstrip(" .")
        day = read_date(after, minutes.today) if len(after.split()) <= _MOST_WORDS else None
        if before and day is not None:
            return before, day
    mark_first = re.match(rf"(?:{marks})\s+", text, re.IGNORECASE)
    words = text[mark_first.end() :].split() if mark_first else []
    for count in range(min(len(words) - 1, _MOST_WORDS), 0, -1):
        day = read_date(" ".join(words[:count]).rstrip(_BETWEEN), minutes.today)
        if day is not None:
            return " ".join(words[count:]), day
    return text, None


def _before_what_is_done(text: str, minutes: Minutes) -> Iterator[Label]:
    """Yield what may stand as a name before what is done; only of a colon or "will" it need not be exact."""
    yield from (label for label in labels_of(text) if label.before and label.words)
    for mark in minutes.script.vocabulary.does:
        joined = "" if not mark[0].isalpha() else " "  # "Mum'll"
        found = re.search(rf"(?<=\w){joined}{re.escape(mark)} ", text, re.IGNORECASE)
        if found and found.start() <= LONGEST and "\n" not in text[: found.start()]:
            before, words = text[: found.start()].strip(_BETWEEN), text[found.end() :].strip()
            yield Label(before, words, plain=mark == minutes.script.vocabulary.does[0])
