"""Words that were half typed when the program stopped: where they belong now, or whether to let them go."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import partial
from pathlib import Path
from typing import NamedTuple

from facilitator.dialogue.questions import question_in_a_line
from facilitator.dialogue.requests import Ask, Asked, Do, Left, Option, Show
from facilitator.files import half_typed
from facilitator.files.half_typed import HalfTyped
from facilitator.meeting import events as ev
from facilitator.meeting.meeting import Meeting
from facilitator.meeting.minutes import Key
from facilitator.plan.refusal import Refusal
from facilitator.script.words_by_key import explain, say
from facilitator.work.other_programs import copy_words
from facilitator.work.session import Session


class HalfTypedThen(NamedTuple):
    """What was half typed: `here` belongs into the box of the question that is asked, `others` do not.

    `damaged` = something was kept, and cannot be read.
    """

    here: str = ""
    others: tuple[HalfTyped, ...] = ()
    damaged: bool = False


def half_typed_then(session: Session) -> HalfTypedThen:
    """Return what was half typed in a meeting that is carried on, and had not been sent by then."""
    found = half_typed.kept(half_typed.path_of_meeting(session.journal.header))
    if found is None:
        return HalfTypedThen(damaged=True)
    waiting = [one for one in found if not _was_sent(one, session.meeting)]
    here = [one for one in waiting if _belongs_here(one, session.meeting)]
    return HalfTypedThen(
        "\n".join(one.words for one in here), tuple(one for one in waiting if one not in here)
    )


def _was_sent(one: HalfTyped, meeting: Meeting) -> bool:
    """Whether words were recorded just before the program stopped, and it did not come to say so."""
    since = [event for event in meeting.events[one.after :] if not isinstance(event, ev.BESIDE)]
    return any(
        (isinstance(event, ev.OfTurn) and event.key == Key(one.turn, one.item) and not one.page)
        or any(words and words in one.words for words in _words_of(event))
        for event in since
        if not isinstance(event, ev.NAVIGATION)
    )


def _words_of(event: ev.Event) -> Iterator[str]:
    for field in ("text", "what", "because", "name", "card"):
        value = getattr(event, field, None)
        if isinstance(value, str):
            yield value


def _belongs_here(one: HalfTyped, meeting: Meeting) -> bool:
    """Whether the question, and who is speaking, are as they were when words were typed into its box."""
    standing = meeting.minutes.standing
    asked = Key(one.turn, one.item) == standing.current
    return asked and one.speaker == (standing.speaker or "") and not (one.page or one.card or meeting.ended)


def about_half_typed(session: Session, others: Sequence[HalfTyped]) -> Asked[None]:
    """Ask of each what becomes of it: into the box of its question, into the one that is there, or away."""
    for one in others:
        yield from _about(session, one)


def _about(session: Session, one: HalfTyped) -> Asked[None]:
    key, notice = Key(one.turn, one.item), ""
    agenda, ended = session.meeting.agenda, session.meeting.ended
    there = key in agenda and not (one.page or ended)
    options = [
        *([Option("go", say("dialogue.half-typed-go"), typed="half-typed-go")] if there else []),
        *([] if ended else [Option("take", say("dialogue.half-typed-take"), typed="half-typed-take")]),
        Option("copy", say("papers.copy"), typed="paper-copy"),
        Option("drop", say("screen.let-go"), typed="half-typed-drop"),
    ]
    where = one.page or (question_in_a_line(session, agenda.place(key)) if key in agenda else "")
    person = session.meeting.minutes.people.get(one.speaker)
    if where and person is not None:
        where = say("dialogue.half-typed-speaking", where=where, name=person.name)
    while True:
        picked = yield _asked(one.words, where, options, notice)
        if picked == "copy":
            notice = yield from _copied(one.words)
        elif picked is not None:
            break
    if picked == "go":
        yield ev.WentTo(turn=one.turn, item=one.item)
    if picked in ("go", "take"):
        yield Left(one.words)


def _asked(words: str, where: str, options: Sequence[Option], notice: str) -> Ask:
    at = say("dialogue.half-typed-at", where=where) if where else say("dialogue.half-typed-somewhere")
    lead = f"{at}\n“{words}”"
    return Ask(say("dialogue.half-typed-title"), (*options,), lead, at=None, notice=notice, stays=True)


def _copied(words: str) -> Asked[str]:
    try:
        yield Do(partial(copy_words, words))
    except Refusal as refusal:
        return explain(refusal)
    return say("papers.copied")


def half_typed_on_pages(path: Path) -> Asked[None]:
    """Show what was half typed on the pages of a plan, to be copied or let go; `path` is where it is kept."""
    found = half_typed.kept(path)
    if found is None:
        yield Show(say("dialogue.half-typed-title"), (say("dialogue.half-typed-damaged"),))
    for one in found or []:
        options = [
            Option("copy", say("papers.copy"), typed="paper-copy"),
            Option("drop", say("screen.let-go"), typed="half-typed-drop"),
        ]
        notice = ""
        while (picked := (yield _asked(one.words, one.page, options, notice))) != "drop":
            if picked == "copy":
                notice = yield from _copied(one.words)
    yield Do(partial(half_typed.forget, path))


def told_in_lines(session: Session) -> Iterator[str]:
    """Yield what was half typed on the screen, for who goes on line by line; then it is kept no longer."""
    found = half_typed_then(session)
    if found.damaged:
        yield say("dialogue.half-typed-damaged")
    for one in (*filter(None, [found.here]), *(one.words for one in found.others)):
        yield say("dialogue.half-typed-in-lines", words=one)
    half_typed.forget(half_typed.path_of_meeting(session.journal.header))
