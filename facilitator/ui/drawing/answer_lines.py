"""What has been given so far at a question, and what was said and scored last term."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from textual.content import Content

from facilitator.phrases import action, manner, score
from facilitator.phrases.day import in_full
from facilitator.phrases.field import labelled
from facilitator.script.words_by_key import say
from facilitator.ui.drawing.drawn_text import blank_between, cut, hanging, in_rows, wrapped
from facilitator.ui.drawing.frame import DONE, TO_COME
from facilitator.ui.drawing.option_lines import face_sign
from facilitator.ui.drawing.question_lines import scale_in_short

if TYPE_CHECKING:
    from collections.abc import Iterable

    from facilitator.meeting.minutes import Held
    from facilitator.meeting.question import Beside, Question, Shown, Spoken
    from facilitator.plan.plan import Plan
    from facilitator.plan.scores import Position
    from facilitator.script.formats_and_turns import Script
    from facilitator.script.scales import Scale
    from facilitator.work.session import Session

BESIDE_FROM = 64
"""From this width on, who said it stands at the right; below, it stands under the words."""

_WHO_WIDTH = 26
_BAR = "▏ "


def said_lines(said: Iterable[Spoken], width: int) -> list[Content]:
    """Return lines of what was said, in order."""
    return [line for spoken in said for line in one_said(spoken, width)]


@lru_cache(maxsize=8192)
def one_said(spoken: Spoken, width: int) -> list[Content]:
    """Return one line of what was said, on as many rows as it needs; drawn once, however many follow it."""
    who = manner.said_by(spoken)
    if width < BESIDE_FROM:
        return [
            *hanging(_BAR, Content.styled(spoken.text, "$ink"), width, "$accent-ink"),
            *hanging("  ", Content.styled(who, "$quiet"), width),
        ]
    room = width - _WHO_WIDTH - 2
    left = hanging(_BAR, Content.styled(spoken.text, "$ink"), room, "$accent-ink")
    right = wrapped(who, _WHO_WIDTH, "$quiet")
    rows = max(len(left), len(right))
    left += [Content.styled(_BAR, "$accent-ink")] * (rows - len(left))
    return [
        Content.assemble(
            line, " " * (room + 2 - line.cell_length), right[index] if index < len(right) else ""
        )
        for index, line in enumerate(left)
    ]


_SHORT = 1_200
"""Characters of one statement of last time that are shown; the plan page has all of it."""


def beside_lines(beside: Beside, plan: Plan, script: Script, width: int) -> list[Content]:
    """Return last time's scores and words, a block each."""
    scores = [
        line
        for period, held in beside.scores
        for line in wrapped(
            f"{script.period_name(period)}: {score.line(held, script.scale_of(held, plan))}", width
        )
    ]
    topics = dict.fromkeys(said.topic for said in beside.said)
    said = [
        _topic(topic, [line for line in beside.said if line.topic == topic], script, width)
        for topic in topics
    ]
    return blank_between([wrapped(say("screen.last-time"), width, "bold $accent-ink"), scores, *said])


def _topic(topic: str, said: list[Spoken], script: Script, width: int) -> list[Content]:
    lines = wrapped(labelled(topic, script.format), width, "bold $quiet")
    for line in said:
        words = line.text if len(line.text) <= _SHORT else line.text[:_SHORT] + "…"
        lines += hanging("▏ ", Content.styled(words, "$ink"), width, "$accent-ink")
        if line.speaker:
            lines += hanging("  ", Content.styled(line.speaker, "$quiet"), width)
    return lines


ASKED, ACTION = "▸", "→"
"""Stand before the person who shows next, and before what will be done."""


def answer_lines(
    session: Session, question: Question, width: int, rows: int | None = None, *, scale: bool = False
) -> list[Content]:
    """Return everything that was given at this question, and the words that it reads out.

    Everybody's number is in sight on so many rows (None = all): where there are more people, in short first.
    `scale` adds what the numbers mean, where the question had no room for it.
    """
    read_out = question.beside.said if question.beside.said and not is_last_time(session) else []
    return blank_between(
        [
            _read_back_lines(session, width) if reads_back(session) else said_lines(read_out, width),
            [line for held in question.actions for line in action_lines(held, width)],
            scale_in_short(question, width) if scale and question.asks else [],
            *_score_lines(session, question, width, rows),
            _settled_lines(session, question, width),
            said_lines([] if question.columns else question.said, width),
            _round_lines(question, width),
            _row_lines(question, width),
        ]
    )


def _round_lines(question: Question, width: int) -> list[Content]:
    """Return who has spoken of those who are all asked, ticked off, and who has not."""
    if len(question.round) < 2:
        return []
    names = [
        Content.styled(f"{DONE if spoken else TO_COME} {name}", "$quiet" if spoken else "bold $ink")
        for name, spoken in question.round
    ]
    rows, _ = in_rows(names, 3, width)
    return rows


def _row_lines(question: Question, width: int) -> list[Content]:
    return [
        line
        for label, words in question.rows
        for line in hanging(f"{label}  ", Content.styled(words, "$ink"), width, "$quiet")
    ]


def reads_back(session: Session) -> bool:
    """Whether the question reads back the whole meeting."""
    place = session.meeting.place
    return place is not None and place.turn.shows == "everything"


def _read_back_lines(session: Session, width: int) -> list[Content]:
    """Return everything that was said and agreed, under the parts of the meeting."""
    from facilitator.dialogue.read_back import read_back

    actions = [held for held in session.meeting.minutes.actions.values() if not held.not_shared]
    return blank_between(
        [
            [
                *wrapped(part.title, width, "bold $accent-ink"),
                *said_lines(part.said, width),
                *(
                    line
                    for words in part.agreed
                    for line in hanging("= ", Content.styled(words, "$ink"), width)
                ),
                *(line for held in (actions if part.acts else ()) for line in action_lines(held, width)),
            ]
            for part in read_back(session)
        ]
    )


def is_last_time(session: Session) -> bool:
    """Whether what stands beside the question is the last review's, which has its own place."""
    place = session.meeting.place
    return place is None or place.turn.shows not in ("sent_in", "everything", "concerns", "followed")


def action_lines(held: Held, width: int) -> list[Content]:
    """Return one action: what, who and by when, with a gap named where a part is missing."""
    lines = hanging(f"{ACTION} ", Content.styled(held.what, "$ink"), width, "bold $accent-ink")
    lines += hanging("  ", Content.styled(action.who_by_in_short(held.who, held.by), "$quiet"), width)
    if held.absent and held.confirm_who:
        words = action.asked(held.confirm_who, held.confirm_by)
        lines += hanging("  ", Content.styled(words, "$quiet"), width)
    return lines


def _score_lines(session: Session, question: Question, width: int, rows: int | None) -> list[list[Content]]:
    """Return everybody's numbers, in one or two blocks."""
    if not question.shown:
        return []
    in_short = _scores_in_short(session, question, width)
    if question.answer == "agree":
        return [in_short]
    longest = min(width // 3, max(len(shown.name) for shown in question.shown) + 2)
    in_full = [
        line for shown in question.shown for line in _one_score(session, shown, question, longest, width)
    ]
    if rows is None or len(in_full) <= rows:
        return [in_full]
    reasons = any(shown.position and shown.position.reason for shown in question.shown)
    return [in_short, in_full] if reasons else [in_short]


def _scores_in_short(session: Session, question: Question, width: int) -> list[Content]:
    """Return everybody's numbers in a line or two, with no reasons: a name and its number stay together."""
    parts = []
    for shown in question.shown:
        asked = shown.name == question.asks
        name = Content.styled(
            f"{ASKED} {shown.name}" if asked else shown.name, "bold $ink" if asked else "$ink"
        )
        if shown.position:
            given = position_words(session, shown.position, question.scale, short=True)
            name = Content.assemble(name, " ", given)
        parts.append(cut(name, width))
    rows, _ = in_rows(parts, 3, width)
    return rows


def _one_score(session: Session, shown: Shown, question: Question, column: int, width: int) -> list[Content]:
    name = cut(Content(shown.name), column - 1).plain
    mark = ASKED if shown.name == question.asks else " "
    start = f"{mark} {name}{' ' * (column - Content(name).cell_length)}"
    if shown.position is None:
        words = Content.styled(say("screen.not-shown"), "$quiet")
    else:
        words = position_words(session, shown.position, question.scale)
    return hanging(start, words, width, "bold $ink" if mark == ASKED else "$ink")


def position_words(session: Session, position: Position, scale: Scale, *, short: bool = False) -> Content:
    """Return one person's score: the number or the face, and the reason in their own words."""
    face = next((face for face in scale.faces if face.id == position.word), None)
    sign = f"{face_sign(face, session.meeting.minutes.band)}  " if face else ""
    words = score.position(position.number, position.word, scale)
    reason = f"   “{position.reason}”" if position.reason and not short else ""
    return Content.assemble((f"{sign}{words}", "bold $ink"), (reason, "$ink"))


def _settled_lines(session: Session, question: Question, width: int) -> list[Content]:
    minutes, scale = session.meeting.minutes, question.scale
    key = question.key
    if question.keeps_hidden:
        return wrapped(say("hidden.here"), width, "bold $ink")
    if key in minutes.replies.dates:
        return wrapped(
            say("screen.written-date", day=in_full(minutes.replies.dates[key])), width, "bold $ink"
        )
    if key not in minutes.scores.settled:
        return []
    return wrapped(score.settled(minutes.scores.settled[key], scale), width, "bold $ink")
