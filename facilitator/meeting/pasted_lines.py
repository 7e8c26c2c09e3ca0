"""A conversation that was pasted in several lines: one line for each thing that was said."""

from __future__ import annotations

from facilitator.meeting.place import AtQuestion
from facilitator.meeting.speakers import WhoIsMeant, split_speaker
from facilitator.plan.refusal import Refusal

_POINTS = "-*•·▪◦‣–—"


def lines_of(meeting: AtQuestion, text: str) -> list[str]:
    """Return typed text as the lines to be taken in one after the other.

    Several lines of which one begins with a name, or with what may be one, are a conversation, and each line
    stands for itself, but for the points of a list under it; a line that is a name alone may be that of the
    next. Other words stay together, however many lines they have.
    """
    lines = [line.strip() for line in text.split("\n") if line.strip()]
    if len(lines) < 2:
        return [text]
    joined = _with_names_in_front(meeting, lines)
    named = [_begins_with_name(meeting, line) for line in joined]
    if not any(named) and len(joined) == len(lines):
        return [text]
    found: list[str] = []
    for line, has_name in zip(joined, named, strict=True):
        if found and not has_name and line[0] in _POINTS:
            found[-1] = f"{found[-1]}\n{line}"
        else:
            found.append(line)
    return found


def _begins_with_name(meeting: AtQuestion, line: str) -> bool:
    try:
        return split_speaker(meeting, line) is not None
    except WhoIsMeant:
        return True
    except Refusal:
        return False


def _with_names_in_front(meeting: AtQuestion, lines: list[str]) -> list[str]:
    """Return the lines with each name that has a line of its own put before the next one.

    With a dash, so that it is asked about: it may also be an answer, as to who helps.
    """
    alone = [meeting.minutes.people.called(line.rstrip(" :")) is not None for line in lines]
    found: list[str] = []
    for at, line in enumerate(lines):
        if at and alone[at - 1] and not alone[at] and not _begins_with_name(meeting, line):
            found[-1] = f"{found[-1].rstrip(' :')} \u2013 {line}"
        else:
            found.append(line)
    return found
