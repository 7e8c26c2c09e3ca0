"""Lines that were said, and actions: each by its number, or from the list, to be put right or taken out."""

from __future__ import annotations

from datetime import date
from functools import partial

from facilitator.dialogue.command_shapes import understood
from facilitator.dialogue.days_to_come import point_out
from facilitator.dialogue.people_list import on_the_list
from facilitator.dialogue.questions import asked_of, by_number, question_in_a_line, under_questions
from facilitator.dialogue.requests import Ask, Dialogue, Misused, Option, Tell, Typed, Unsure, or_why_not
from facilitator.dialogue.whose_words import somebody, who_is_meant
from facilitator.meeting import events as ev
from facilitator.meeting.answers.date import day
from facilitator.meeting.event_effects import may_move, takes_words
from facilitator.meeting.minutes import Held, Key
from facilitator.meeting.question import Spoken
from facilitator.meeting.typed_answer import owned, way_called
from facilitator.meeting.who_is_speaking import WhoIsMeant
from facilitator.phrases.day import in_full
from facilitator.phrases.manner import said_by
from facilitator.plan.entries import How
from facilitator.plan.people import EVERYONE
from facilitator.plan.refusal import Refusal
from facilitator.script.words_by_key import say
from facilitator.work.session import Session

# Actions


def _action(session: Session, number: str) -> Held:
    return by_number(session.meeting.minutes.actions.values(), number, "plain.no-such-action")


def action_part(session: Session, number: str, *, part: str, **given: str) -> Dialogue:
    """Change a part of an action to what is given for it: words, a name or a day."""
    (words,) = given.values()
    yield from _put(session, _action(session, number), part, words)


action_words = partial(action_part, part="what")
action_who = partial(action_part, part="who")
action_by = partial(action_part, part="by")
action_asks = partial(action_part, part="confirm_who")
action_asked_by = partial(action_part, part="confirm_by")


def remove_action(session: Session, number: str) -> Dialogue:
    """Take an action out."""
    yield ev.ActionRemoved(action=_action(session, number).id)


def share_action(session: Session, number: str, *, shared: bool) -> Dialogue:
    """Say that an action is not for sharing, or that it may be `shared` again."""
    held = _action(session, number)
    yield _shared_action(held, shared=shared)


action_not_shared = partial(share_action, shared=False)
action_shared = partial(share_action, shared=True)


def _shared_action(held: Held, *, shared: bool) -> ev.Event:
    """Return the event by which an action may be shared, or not; Refusal where that is so already."""
    if held.not_shared is not shared:
        raise Refusal("edit.shared-already" if shared else "edit.not-shared-already")
    return ev.ActionChanged(action=held.id, not_shared=not shared)


def action_option(held: Held, *, first: bool) -> Option:
    """Return an action as an option, the first of them under a heading."""
    by = in_full(held.by) if held.by else ""
    mark = say("manner.not-shared") if held.not_shared else ""
    note = " · ".join(part for part in (held.who, by, mark) if part)
    return Option(held, held.what, note, heading=say("action.agreed-on") if first else "")


def action_menu(session: Session, held: Held) -> Dialogue:
    """Offer what can be changed about an action, and do it."""
    names = ["action-what", "action-who", "action-by"]
    if held.absent:
        names += ["action-confirm_who", "action-confirm_by"]
    mark = "edit.share" if held.not_shared else "edit.not-share"
    options = [Option(name, say(f"dialogue.{name}")) for name in names]
    options += [Option(mark, say(mark)), Option("action-remove", say("dialogue.action-remove"))]
    shown = session.view.in_sight(held)
    picked = yield Ask(say("dialogue.action-title"), tuple(options), f"“{shown.what}”")
    if picked == "action-remove":
        yield ev.ActionRemoved(action=held.id)
    elif picked == mark:
        yield _shared_action(held, shared=held.not_shared)
    elif isinstance(picked, str):
        yield from _change(session, held, picked.removeprefix("action-"))


def _change(session: Session, held: Held, part: str) -> Dialogue:
    value = getattr(held, part)
    now = in_full(value) if isinstance(value, date) else value or ""
    words = yield Ask(say(f"dialogue.action-{part}"), typed=Typed(now))
    if isinstance(words, str) and words.strip() != now:
        yield from _put(session, held, part, words)


def _put(session: Session, held: Held, part: str, words: str) -> Dialogue:
    """Change a part of an action; a name that is nearly one on the list is asked about."""
    if part in ("who", "confirm_who"):
        try:
            events: list[ev.Event] = [owned(session.meeting, held, part, words)]
        except WhoIsMeant as refusal:
            events = yield from who_is_meant(session, refusal)
        for event in events:  # noqa: UP028 - a list cannot be sent what was kept
            yield event
        return
    given = words if part == "what" else _day(session, words)
    kept = yield ev.ActionChanged.model_validate({"action": held.id, part: given})
    yield from point_out(session, kept)


def _day(session: Session, words: str) -> date:
    try:
        return day(words, session.meeting.minutes)
    except Refusal as refusal:
        raise Misused(refusal.code, **refusal.values) from None


# Lines, each by its number

_HOWS: tuple[How, ...] = ("own_words", "with_help", "said_for")


def _line(session: Session, number: str) -> str:
    return by_number(session.meeting.minutes.said, number, "plain.no-such-line")


def _speaker(session: Session, name: str) -> str:
    return EVERYONE if session.meeting.minutes.people.means_everyone(name) else on_the_list(session, name).id


def edit(session: Session, number: str, words: str) -> Dialogue:
    """Change the words of a line."""
    yield ev.LineChanged(line=_line(session, number), text=words)


def remove(session: Session, number: str) -> Dialogue:
    """Take a line out."""
    yield ev.LineRemoved(line=_line(session, number))


def share(session: Session, number: str, *, shared: bool) -> Dialogue:
    """Say that a line is not for sharing, or that it may be `shared` again."""
    line = _line(session, number)
    yield _shared_line(session, line, shared=shared)


not_shared = partial(share, shared=False)
share_again = partial(share, shared=True)


def _shared_line(session: Session, line: str, *, shared: bool) -> ev.Event:
    """Return the event by which a line may be shared, or not; Refusal where that is so already."""
    if session.meeting.minutes.said[line].entry.not_shared is not shared:
        raise Refusal("edit.shared-already" if shared else "edit.not-shared-already")
    return ev.LineChanged(line=line, not_shared=not shared)


def no_picture(session: Session, number: str) -> Dialogue:
    """Take the picture away that stands beside a line of the child; Refusal where there is none."""
    line = _line(session, number)
    if not session.meeting.minutes.said[line].entry.picture:
        raise Refusal("dialogue.no-picture-there")
    yield ev.LineChanged(line=line, picture="")


def line_by(session: Session, number: str, name: str) -> Dialogue:
    """Change who said a line."""
    yield ev.LineChanged(line=_line(session, number), speaker=_speaker(session, name))


def move(session: Session, number: str) -> Dialogue:
    """Let a line answer another question."""
    yield from _move(session, _line(session, number))


def _move(session: Session, line: str) -> Dialogue:
    """Ask which question of words a line answers; Refusal for what is no line of words."""
    minutes = session.meeting.minutes
    may_move(line, minutes)
    said, segment, at = minutes.said[line], "", 0
    options: list[Option] = []
    for place in session.meeting.agenda.places:
        if place.key == said.key:
            at = len(options)  # the pointer begins at the next one
        if place.key == said.key or line in place.key.parts or not takes_words(place.turn.id, minutes):
            continue
        title = session.view.title(place.segment.id)
        heading = title if title != segment else ""
        segment = title
        options.append(
            Option(place.key, question_in_a_line(session, place), asked_of(session, place.key), heading)
        )
    lead = f"“{session.view.spoken(said.entry).text}”"
    at = min(at, len(options) - 1)
    picked = yield Ask(say("dialogue.line-question-which"), tuple(options), lead, at=at)
    if isinstance(picked, Key):
        yield ev.LineMoved(line=line, turn=picked.turn, item=picked.item)


def how(session: Session, number: str, how: str) -> Dialogue:
    """Change how a line was said, or how it was given: spoken, signed, pointed at, written or drawn."""
    line = _line(session, number)
    given = way_called(session.meeting.minutes, how)
    if given is not None:
        yield ev.LineChanged(line=line, given=given)
    else:
        yield ev.LineChanged(line=line, how=_how(how))


def how_helped(session: Session, number: str, how: str, name: str) -> Dialogue:
    """Change how a line was said, and who helped or said it."""
    line, manner = _line(session, number), _how(how)
    yield from _helped(line, manner, _speaker(session, name))


def _helped(line: str, manner: How, person: str) -> Dialogue:
    yield ev.LineChanged(line=line, how=manner, helper=None if person == EVERYONE else person)


def _how(words: str) -> How:
    for one in _HOWS:
        if understood(words, one.replace("_", "-")) is not None:
            return one
    raise Unsure("plain.no-such-how")


# From the list


def see_words(session: Session) -> Dialogue:
    """Show every line and action, the last line first in hand; each offers what can be changed."""
    at: int | None = None
    notice = ""
    while True:
        lines = session.view.everything_said()
        actions, held = session.view.actions(), list(session.meeting.minutes.actions.values())
        if not lines and not actions:
            yield Tell(say("dialogue.nothing-said"))
            return
        asked = under_questions(session, lines)
        options = [Option(line, line.text, said_by(line), question) for question, line in asked]
        options += [action_option(one, first=not index) for index, one in enumerate(actions)]
        at = max(0, len(lines) - 1) if at is None else min(at, len(options) - 1)
        picked = yield Ask(say("dialogue.said-title"), tuple(options), at=at, notice=notice)
        if picked is None:
            return
        at = next(index for index, option in enumerate(options) if option.value == picked)
        of_action = at >= len(lines)
        menu = action_menu(session, held[at - len(lines)]) if of_action else _line_menu(session, lines[at])
        notice = yield from or_why_not(menu)


def _line_menu(session: Session, line: Spoken) -> Dialogue:
    names = ["words", "speaker", "own-words", "with-help", "said-for", "remove", "question"]
    names = ["show", *names] if line.hidden else names
    if session.meeting.minutes.said[line.id].entry.picture:
        names.append("no-picture")
    mark = "edit.share" if line.not_shared else "edit.not-share"
    options = [Option(f"line-{name}", say(f"dialogue.line-{name}", name=line.speaker)) for name in names]
    options.append(Option(mark, say(mark)))
    picked = yield Ask(say("dialogue.line-title", who=said_by(line)), tuple(options), f"“{line.text}”")
    at_once: dict[object, ev.Event] = {
        "line-remove": ev.LineRemoved(line=line.id),
        "line-no-picture": ev.LineChanged(line=line.id, picture=""),
        "line-own-words": ev.LineChanged(line=line.id, how="own_words"),
    }
    if picked in at_once:
        yield at_once[picked]
    elif picked == mark:
        yield _shared_line(session, line.id, shared=line.not_shared)
    elif picked == "line-question":
        yield from _move(session, line.id)
    elif picked == "line-show":
        yield from _line_menu(
            session, session.view.spoken(session.meeting.minutes.said[line.id].entry, hides=False)
        )
    elif picked == "line-words":
        said = session.meeting.minutes.said[line.id]
        text, private = said.entry.text, session.view.hidden.declared(said.asked_at) is not None
        words = yield Ask(say("dialogue.line-words", name=line.speaker), typed=Typed(text, private=private))
        if isinstance(words, str) and words.strip() != text:
            yield ev.LineChanged(line=line.id, text=words)
    elif isinstance(picked, str):
        yield from _somebody_else(session, line, picked)


def _somebody_else(session: Session, line: Spoken, picked: str) -> Dialogue:
    """Ask who said a line, helped to say it, or said it for the speaker."""
    person = yield from somebody(session, say(f"dialogue.{picked}-who", name=line.speaker), f"“{line.text}”")
    if isinstance(person, str) and picked == "line-speaker":
        yield ev.LineChanged(line=line.id, speaker=person)
    elif isinstance(person, str):
        yield from _helped(line.id, "with_help" if picked == "line-with-help" else "said_for", person)
