"""What was said, and what will be done: every line and action, to be put right or taken out."""

from __future__ import annotations

from facilitator.dialogue.actions import action_menu, action_option
from facilitator.dialogue.misses import Misused, Unsure
from facilitator.dialogue.people import on_the_list
from facilitator.dialogue.shapes import understood
from facilitator.dialogue.wants import Ask, Dialogue, Option, Tell, Typed, too_long
from facilitator.dialogue.whose_words import somebody
from facilitator.meeting import events as ev
from facilitator.meeting.minutes import Held
from facilitator.meeting.question import Spoken
from facilitator.meeting.typed import way_called
from facilitator.phrases.manner import said_by
from facilitator.plan.entries import How
from facilitator.plan.people import EVERYONE
from facilitator.plan.refusal import Refusal
from facilitator.script.words import explain, say
from facilitator.work.session import Session

_HOWS: tuple[How, ...] = ("own_words", "with_help", "said_for")


# By its number


def _line(session: Session, number: str) -> str:
    lines = list(session.meeting.minutes.said)
    if not 1 <= int(number) <= len(lines):
        raise Misused("plain.no-such-line", number=int(number), count=len(lines))
    return lines[int(number) - 1]


def _speaker(session: Session, name: str) -> str:
    return EVERYONE if session.meeting.minutes.people.means_everyone(name) else on_the_list(session, name).id


def edit(session: Session, number: str, words: str) -> Dialogue:
    """Change the words of a line."""
    yield ev.LineChanged(line=_line(session, number), text=words)


def remove(session: Session, number: str) -> Dialogue:
    """Take a line out."""
    yield ev.LineRemoved(line=_line(session, number))


def line_by(session: Session, number: str, name: str) -> Dialogue:
    """Change who said a line."""
    yield ev.LineChanged(line=_line(session, number), speaker=_speaker(session, name))


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
        actions = list(session.meeting.minutes.actions.values())
        if not lines and not actions:
            yield Tell(say("dialogue.nothing-said"))
            return
        options = [Option(line, line.text, said_by(line)) for line in lines]
        options += [action_option(held, first=not index) for index, held in enumerate(actions)]
        at = max(0, len(lines) - 1) if at is None else min(at, len(options) - 1)
        picked = yield Ask(say("dialogue.said-title"), tuple(options), at=at, notice=notice)
        if picked is None:
            return
        at = next(index for index, option in enumerate(options) if option.value == picked)
        try:
            notice = ""
            if isinstance(picked, Held):
                yield from action_menu(session, picked)
            else:
                yield from _line_menu(session, lines[at])
        except Refusal as refusal:
            notice = explain(refusal)
        except ValueError:
            notice = explain(too_long())


def _line_menu(session: Session, line: Spoken) -> Dialogue:
    names = ("line-words", "line-speaker", "line-own-words", "line-with-help", "line-said-for", "line-remove")
    options = tuple(Option(name, say(f"dialogue.{name}", name=line.speaker)) for name in names)
    picked = yield Ask(say("dialogue.line-title", who=said_by(line)), options, f"“{line.text}”")
    if picked == "line-remove":
        yield ev.LineRemoved(line=line.id)
    elif picked == "line-own-words":
        yield ev.LineChanged(line=line.id, how="own_words")
    elif picked == "line-words":
        words = yield Ask(say("dialogue.line-words", name=line.speaker), typed=Typed(line.text))
        if isinstance(words, str) and words.strip() != line.text:
            yield ev.LineChanged(line=line.id, text=words)
    elif isinstance(picked, str):
        person = yield from somebody(
            session, say(f"dialogue.{picked}-who", name=line.speaker), f"“{line.text}”"
        )
        if isinstance(person, str) and picked == "line-speaker":
            yield ev.LineChanged(line=line.id, speaker=person)
        elif isinstance(person, str):
            yield from _helped(line.id, "with_help" if picked == "line-with-help" else "said_for", person)
