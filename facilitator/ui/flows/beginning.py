"""Before the first question: a review that is open elsewhere, unfinished or missing, or cannot be opened."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from facilitator.phrases.day import in_full
from facilitator.plan.refusal import NeedsDecision, Refusal
from facilitator.script.words import explain, say
from facilitator.ui.flows.asking import ask
from facilitator.ui.widgets.choices import Choice

if TYPE_CHECKING:
    from facilitator.ui.screens.meeting import MeetingScreen
    from facilitator.ui.starting import AnotherToday, Missing, OpenElsewhere, OutOfReach, Unfinished


async def ask_first(
    screen: MeetingScreen, found: Unfinished | Missing | AnotherToday | OpenElsewhere | OutOfReach
) -> None:
    """Ask what must be known before there is a meeting."""
    from facilitator.ui.starting import AnotherToday, Missing, OutOfReach, Unfinished

    if isinstance(found, OutOfReach):
        await _ask_to_go_without(screen, found)
    elif isinstance(found, Unfinished):
        await ask_about_unfinished(screen, found)
    elif isinstance(found, Missing):
        await _ask_about_missing(screen, found)
    elif isinstance(found, AnotherToday):
        await _ask_about_another(screen, found)
    else:
        await _ask_about_open(screen, found)


async def _ask_about_open(screen: MeetingScreen, found: OpenElsewhere) -> None:
    """Ask what to do about a review that is open elsewhere: nothing, look, or hold it here knowingly."""
    news = ""
    while True:
        choices = [
            _option("look-only"),
            _option("look-again"),
            _option("take-over", note=True),
            Choice("later", say("screen.decide-later")),
        ]
        lead = explain(found.is_open)
        picked = await ask(screen, say("session.open-title"), choices, lead=lead, notice=news)
        if picked == "look-again":
            news = say(key := found.waiting.news())
            if key != "session.open-gone":
                continue
        if picked in ("take-over", "look-again"):
            screen.begin(found.take_over)
        elif picked == "look-only":
            screen.facilitator.look_only(screen, found.path)
        else:
            _leave(screen)
        return


async def _ask_about_another(screen: MeetingScreen, found: AnotherToday) -> None:
    """Ask whether another review begins on the day of the last one: an Enter too many must not begin it."""
    choices = [
        Choice("no", say("session.option-no-other")),
        Choice("begin", say("session.option-another", **found.names)),
    ]
    lead = say("session.held-today-why", **found.names)
    if await ask(screen, say("screen.another-title"), choices, lead=lead, at=None) == "begin":
        screen.begin(found.begin)
    else:
        _leave(screen)


async def _ask_about_missing(screen: MeetingScreen, found: Missing) -> None:
    """Ask what becomes of a review that was written here and is not in the plan."""
    unwritten = found.unwritten
    choices = [
        _option("write-again", note=True),
        _option("leave-it", note=True),
        Choice("later", say("screen.decide-later")),
    ]
    lead = say(unwritten.code, **unwritten.values)
    picked = await ask(screen, say("session.unwritten-title"), choices, lead=lead)
    if picked == "write-again":
        screen.begin(found.write_again)
    elif picked == "leave-it":
        screen.begin(found.leave_it_and_begin)
    else:
        _leave(screen)


def _leave(screen: MeetingScreen) -> None:
    """Go back without a meeting, and let go of the plan."""
    if screen.plan is not None:
        screen.plan.let_go()
    screen.facilitator.leave_review(screen)


def _option(name: str, *, note: bool = False) -> Choice:
    return Choice(name, say(f"session.option-{name}"), say(f"session.option-{name}-note") if note else "")


async def ask_about_unfinished(screen: MeetingScreen, unfinished: Unfinished) -> None:
    """Ask what becomes of a meeting that was cut off; nothing of it is lost whatever is chosen."""
    found = unfinished.found
    started = found.started.astimezone(unfinished.plan.now().tzinfo)
    began = say("screen.unfinished", day=in_full(started.date()), time=f"{started:%H:%M}")
    count = max(0, found.events - 1)
    lead = f"{began} {say('screen.unfinished-kept' if count else 'screen.unfinished-empty', count=count)}"
    choices = [
        Choice("on", say("screen.carry-on"), say("screen.carry-on-note")),
        Choice("end", say("screen.end-old"), say("screen.end-old-note")),
        Choice("later", say("screen.decide-later")),
    ]
    picked = await ask(screen, say("screen.unfinished-title"), choices, lead=lead)
    if picked == "on":
        screen.begin(unfinished.carry_on)
    elif picked == "end":
        screen.begin(partial(unfinished.end_it_and_begin, say("screen.ended-for-new")))
    else:
        _leave(screen)


async def _ask_to_go_without(screen: MeetingScreen, away: OutOfReach) -> None:
    """Tell what cannot be reached now; nothing older is taken up unless the chair says so."""
    choices = [
        Choice("look", say("screen.look-again")),
        Choice("on", say("screen.go-without")),
        Choice("later", say("screen.decide-later")),
    ]
    picked = await ask(screen, say("screen.out-of-reach"), choices, lead=explain(away.why), at=None)
    if picked == "look":
        screen.begin(away.look_again)
    elif picked == "on":
        screen.begin(away.go_on)
    else:
        _leave(screen)


async def tell_hindrance(hindrance: Refusal, screen: MeetingScreen) -> None:
    """Tell before the first question that the plan cannot be written now; the meeting may go on knowingly."""
    choices = [Choice("on", say("screen.all-the-same")), Choice("leave", say("screen.put-right-first"))]
    lead = f"{explain(hindrance)}\n{say('writable.all-the-same')}"
    if await ask(screen, say("screen.cannot-be-written"), choices, lead=lead, at=None) == "leave":
        screen.facilitator.leave_review(screen)


async def _decide_and_end(screen: MeetingScreen, needs: NeedsDecision, unfinished: Unfinished) -> None:
    """Ask how the unfinished meeting is written into a Word plan, and go on with that."""
    from facilitator.ui.flows.deciding import decide

    plan, back = unfinished.opened.path, say("screen.decide-later")
    decided = await decide(screen, needs, unfinished.choices, plan, back=back)
    if decided is None:
        _leave(screen)
        return
    screen.unfinished = unfinished = unfinished._replace(choices=decided)
    screen.begin(partial(unfinished.end_it_and_begin, say("screen.ended-for-new")))


async def say_why_not(screen: MeetingScreen, refusal: Refusal) -> None:
    """Say why there is no meeting; beside an old record that does not fit any more, offer a new one."""
    screen.facilitator.refused(refusal)
    choices = [Choice("close", say("screen.go-back"))]
    unfinished = screen.unfinished
    if isinstance(refusal, NeedsDecision) and unfinished is not None:
        await _decide_and_end(screen, refusal, unfinished)
        return
    if refusal.code == "session.does-not-fit" and unfinished is not None:
        choices.append(Choice("anew", say("screen.start-anew"), say("screen.start-anew-note")))
    picked = await ask(screen, say("screen.cannot-open"), choices, lead=explain(refusal))
    if picked == "anew" and unfinished is not None:
        screen.begin(unfinished.start_anew)
    else:
        _leave(screen)
