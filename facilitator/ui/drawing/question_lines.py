"""The question: whom it is put to, in whose words, what it is about, and whose words come next."""

from __future__ import annotations

import contextlib
import re
from collections.abc import Callable
from typing import TYPE_CHECKING, NamedTuple

from textual.content import Content

from facilitator.meeting.who_is_speaking import WhoIsMeant, default_speaker, split_speaker
from facilitator.phrases.item import called
from facilitator.plan.people import CHILD
from facilitator.plan.refusal import Refusal
from facilitator.script.words_by_key import say
from facilitator.ui.drawing.drawn_text import blank_between, cut, hanging, in_rows, lit, two_sides, wrapped
from facilitator.ui.drawing.option_lines import answers_as_tiles

if TYPE_CHECKING:
    from facilitator.meeting.question import Question
    from facilitator.voice.spans import Span
    from facilitator.work.session import Session

_QUOTED = re.compile("“([^”]*)”")
_MOST_ROWS_OF_WORDS = 3
"""Rows that a question has on a short screen, where answers are picked under it."""

WIDEST = 72
"""Longer lines are hard to follow from the back of the room."""


class Look(NamedTuple):
    """How a question is shown: `short` leaves rows out, `close` only empty ones, `word` is being said.

    `rows` are what its words may take in large letters; 0 = letters as usual. `bare` leaves out the other
    side's words where the child points at pictures of a question that is put to the child.
    """

    short: bool = False
    close: bool = False
    word: Span | None = None
    rows: int = 0
    bare: bool = False


def words_put(session: Session, question: Question) -> tuple[str, str]:
    """Return the words in which a question is put, and the other side's, which stand under them, or nothing.

    That is the child's own or easier words where they are put to the child, else the adults'.
    """
    child_here = session.meeting.minutes.people.in_room(CHILD)
    child = question.easier or (question.child if child_here else "")
    for_child = bool(question.easier) or question.to_child
    first, second = (child, question.adult) if for_child else (question.adult, child)
    if not first:
        return second, ""
    return first, second if second != first else ""


def question_lines(session: Session, question: Question, width: int, look: Look) -> list[Content]:
    """Return the question."""
    first, second = words_put(session, question)
    if look.short and question.child and second == question.child and _child_alone(session, question):
        first = second
    room = min(width, WIDEST)
    head = _head(question, width)
    if look.rows:
        from facilitator.ui.drawing.large import large_lines

        return [*head, *large_lines(first, look.word, width, look.rows)]
    if look.short and question.options and look.word is None:
        first = _with_room_for_options(first, room)
    words = lit(first, look.word, "bold $ink").wrap(max(1, room)) if first else []
    under = (
        []
        if look.bare and _child_alone(session, question) and question.answer != "scores"
        else wrapped(second, room, "$quiet")
    )
    if look.short:
        alone = _child_alone(session, question) or question.answer == "scores"
        return [*head, *words, *([] if alone else under)]
    scale = scale_lines(question, room) if question.answer == "scores" else []
    about = _about(session, question, room, most=1 if look.close else 2)
    if look.close:
        return [*head, *about, *words, *under, *scale]
    return blank_between([head + about, words + under + scale])


def _with_room_for_options(words: str, width: int) -> str:
    """Return the words of a question on few rows: what it quotes is cut, and never what is asked."""
    quotes = sorted(_QUOTED.finditer(words), key=lambda one: -len(one[1]))
    kept = quotes[0][1].split() if quotes else []
    shown = words
    while len(kept) > 1 and len(Content(shown).wrap(max(1, width))) > _MOST_ROWS_OF_WORDS:
        kept.pop()
        shown = f"{words[: quotes[0].start(1)]}{' '.join(kept)}…{words[quotes[0].end(1) :]}"
    return shown


def scale_in_short(question: Question, width: int) -> list[Content]:
    """Return what the numbers of a scale mean, one after the other."""
    return wrapped(question.scale.in_short, width, "$quiet")


def scale_lines(question: Question, width: int) -> list[Content]:
    """Return what the numbers of a scale mean, on a line or two."""
    points = [f"{point.number} = {point.adult.lower()}" for point in question.scale.points]
    rows, _ = in_rows([Content.styled(point, "$quiet") for point in points], 3, width)
    return rows


def _child_alone(session: Session, question: Question) -> bool:
    """Whether a screen with few rows shows the child's words alone, to leave room for what they point at."""
    return bool(question.columns) or answers_as_tiles(session, question)


def _head(question: Question, width: int) -> list[Content]:
    count = say("screen.place", place=question.place, of=question.of) if question.of > 1 else ""
    if question.page:
        part = next(index for index, one in enumerate(question.page, start=1) if one.here)
        of_page = say("screen.part-of-page", part=part, of=len(question.page))
        count = " · ".join(filter(None, (count, of_page)))
    to = Content.styled(question.to, "bold $accent-ink")
    return [two_sides(to, Content.styled(count, "$quiet"), width)]


def _about(session: Session, question: Question, width: int, *, most: int) -> list[Content]:
    """Return the outcome that the question is about, on at most so many lines."""
    plan = session.meeting.plan
    first = question.key.parts[0] if question.key.parts else ""
    item = next((item for item in plan.items if item.id == first), None)
    wording = session.meeting.script.format.words_of(item) if item else ""
    if item is None or wording in question.adult:
        return []
    start = called(item, session.meeting.script.format)
    lines = hanging(f"{start}  ", Content.styled(wording, "$ink"), width, "bold $quiet")
    if len(lines) <= most:
        return lines
    return [*lines[: most - 1], cut(Content.assemble(lines[most - 1].rstrip(), " …"), width)]


def speaker_of(session: Session, text: str) -> str:
    """Return the name under which these words would be written down, or nothing while it is not known."""
    found = None
    with contextlib.suppress(Refusal):
        try:
            found = split_speaker(session.meeting, text)
        except WhoIsMeant:
            return ""
    speaker = found[0] if found else default_speaker(session.meeting)
    return session.view.name(speaker) if speaker else ""


def says_words(session: Session, question: Question | None, speaker: str) -> str:
    """Return what stands above the sentence."""
    if question is None:
        return ""
    words = _SAYS.get(question.answer)
    return words(session, question, speaker) if words else say(f"screen.says-{question.answer}")


def _lines(_session: Session, _question: Question, speaker: str) -> str:
    return say("screen.says", name=speaker) if speaker else say("screen.says-anyone")


def _scores(session: Session, question: Question, _speaker: str) -> str:
    scale = question.scale
    if not question.asks:
        return say("screen.says-all-shown")
    if question.asks == session.meeting.minutes.people.name_of(CHILD):
        return say("screen.says-face", name=question.asks)
    if scale.of_options:
        return say("screen.says-score-named", name=question.asks, answers=scale.in_words)
    return say("screen.says-score", name=question.asks, lowest=scale.lowest, highest=scale.highest)


def _action(_session: Session, question: Question, _speaker: str) -> str:
    return say(f"screen.says-action-{(question.part or 'what').replace('_', '-')}")


_SAYS: dict[str, Callable[[Session, Question, str], str]] = {
    "lines": _lines,
    "scores": _scores,
    "action": _action,
}
"""Kinds of answer of which it is not always the same."""
