"""The lines around the question: title bar, agenda, pace and keys."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.content import Content
from textual.style import Style

from facilitator.dialogue.commands import COMMANDS
from facilitator.phrases.day import in_full
from facilitator.phrases.person import children_called
from facilitator.phrases.review import meeting_key
from facilitator.script.words_by_key import say
from facilitator.ui.drawing.drawn_text import cut, two_sides
from facilitator.ui.key_table import key_of, keys_at_foot

if TYPE_CHECKING:
    from collections.abc import Iterable

    from facilitator.meeting.question import Question
    from facilitator.work.session import Session

DONE, LEFT, HERE, TO_COME = "✓", "–", "▸", "·"
_GAP, _NARROW_GAP, _ROOMY = "   ", "  ", 50


def bar_line(session: Session, saved: str, alarm: bool, width: int) -> Content:
    """Return whose review it is, the term and the day; at the right whether all is saved, and the time."""
    minutes = session.meeting.minutes
    called = children_called([one for one in minutes.children if one.ended is None])
    title = Content.styled(say(meeting_key("screen.review-of", minutes.period), child=called), "bold $ink")
    day = in_full(minutes.review_date)
    if width < 90:
        day = day.partition(" ")[2].rpartition(" ")[0]
    if width >= 60:
        title = Content.assemble(
            title, (f"   {session.meeting.script.period_name(minutes.period)} · {day}", "$quiet")
        )
    style = "bold $on-alarm on $alarm" if alarm else "$quiet"
    right = Content.styled(f" {saved} " if alarm else saved, style)
    if width >= 60:
        right = Content.assemble(right, (f"   {minutes_spent(session)}", "$quiet"))
    return two_sides(title, right, width)


def minutes_spent(session: Session) -> str:
    """Return the minutes spent of those planned."""
    pace = session.pace()
    return say("screen.minutes", spent=pace.spent, length=pace.length)


def pace_words(session: Session) -> str:
    """Return how this part stands against its time; nothing in a part that is never hurried."""
    pace = session.pace()
    place = session.meeting.place
    if place is None or place.segment.protected or not pace.planned:
        return ""
    key = "screen.pace-nudge" if pace.nudge else "screen.pace"
    return say(key, spent=pace.in_segment, planned=pace.planned)


def agenda_parts(session: Session) -> list[tuple[str, str, str]]:
    """Return each part of the meeting: its sign (done, left, here, to come), its title and its id."""
    meeting = session.meeting
    here = meeting.minutes.standing.segment
    parts = []
    for segment in meeting.agenda.segments:
        signs = {"open": TO_COME, "left": LEFT}
        sign = HERE if segment.id == here else signs.get(meeting.agenda.segment_status(segment.id), DONE)
        parts.append((sign, session.view.title(segment.id), segment.id))
    return parts


def agenda_line(session: Session, width: int) -> Content:
    """Return the agenda on one line, moved along so that the current part can be seen."""
    parts = agenda_parts(session)
    drawn = [_part(sign, title, segment) for sign, title, segment in parts]
    here = next((index for index, (sign, *_) in enumerate(parts) if sign == HERE), len(parts) - 1)
    first = _first_shown([part.cell_length + 2 for part in drawn], here, width)
    line = Content("‹ " if first else "")
    for index in range(first, len(drawn)):
        if line.cell_length + drawn[index].cell_length > width - (2 if index < len(drawn) - 1 else 0):
            if index == first:
                return cut(Content.assemble(line, drawn[index]), width)
            return Content.assemble(line, ("›", "$quiet"))
        line = Content.assemble(line, drawn[index], "  ")
    return line.truncate(width)


def _first_shown(widths: list[int], here: int, width: int) -> int:
    """Return the first part to show: all if they fit, else one before the current where there is room."""
    if sum(widths) - 2 <= width:
        return 0
    first, room = here, width - 4 - widths[here]
    wanted = room // 3
    while first > 0 and widths[first - 1] <= wanted:
        first -= 1
        wanted -= widths[first]
    return first


def _part(sign: str, title: str, segment: str) -> Content:
    style = "bold $accent-ink" if sign == HERE else "$quiet"
    part = Content.styled(f"{sign} {title}", style)
    return part.stylize(Style.from_meta({"@click": ("screen.go_to_part", (segment,))}))


def key_lines(ids: Iterable[str], width: int, rows: int) -> list[Content]:
    """Return the keys that do something now, on at most so many rows.

    Those to cover the screen and for help are always there.
    """
    gap = _GAP if width >= _ROOMY else _NARROW_GAP
    items = [key_item(key) for key in ids]
    last = Content.assemble(key_item("cover"), gap, key_item("help"))
    if last.cell_length > width:
        last = key_item("help")
    lines: list[Content] = []
    line = Content("")
    while items:
        item = items.pop(0)
        room = width - (last.cell_length + len(gap) if len(lines) == rows - 1 else 0)
        needed = item.cell_length + (line.cell_length + len(gap) if line else 0)
        if needed <= room:
            line = Content.assemble(line, gap, item) if line else item
        elif len(lines) < rows - 1:
            lines.append(line)
            line = Content("")
            items.insert(0, item)
        else:
            break
    return [*lines, Content.assemble(line, gap, last) if line else last]


def key_item(key_id: str) -> Content:
    """Return one key with its label; a click does what the key does."""
    key = key_of(key_id)
    item = Content.assemble((key.shown, "bold $accent-ink"), " ", (say(f"keys.{key_id}"), "$ink"))
    action = key.action if key.action.startswith("app.") else f"screen.{key.action}"
    return item.stylize(Style.from_meta({"@click": action}))


def useful_keys(
    session: Session,
    question: Question | None,
    *,
    has_beside: bool,
    reads_on: bool = False,
    points: bool = False,
) -> list[str]:
    """Return the ids of the keys that do something now, the most useful first; no question is the end.

    `has_beside` says that there are words of last time that a key would bring into view, `reads_on` that
    there is more than is in view, and `points` that there are answers with numbers.
    """
    asked = question is not None
    useful = {
        "choose": question is not None and question.only_picked,
        "add": question is not None and not question.only_picked,
        "point": points,
        "read": reads_on,
        "aloud": asked,
        "beside": has_beside,
        "reveal": question is not None and (question.hides or session.view.hidden.are_shown),
        "voice": asked,
        "large": asked,
        **{name: command.useful(session) for name, command in COMMANDS.items() if command.useful},
    }
    keys = [name for name in keys_at_foot() if useful[name]]
    return keys if asked else sorted(keys, key=lambda name: name not in ("save-in", "end"))
