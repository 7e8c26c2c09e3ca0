"""Before the first question: a review that is open elsewhere, unfinished or missing, or cannot be opened."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from pathlib import Path

from facilitator.dialogue.requests import ALWAYS, UNTOLD, Ask, Asked, Do, LookAt, Option, Tell
from facilitator.files import half_typed
from facilitator.files.chosen_child import WhoseIsIt
from facilitator.files.journal_shelf import JournalFile
from facilitator.files.lock_file import Note
from facilitator.files.meeting_lock import Waiting
from facilitator.files.plans import open_plan
from facilitator.phrases.day import in_full
from facilitator.plan.refusal import NeedsDecision, Refusal
from facilitator.script.loading import load_script
from facilitator.script.words_by_key import explain, say, use_prompts
from facilitator.word.writing_choices import Choices
from facilitator.work.record_place import put_aside
from facilitator.work.session import Now, Session, local_now
from facilitator.work.unfinished import AtThePlan, PlanIsOpen, come_to_the_plan


def begin(
    path: Path,
    *,
    prompts: Path | None = None,
    now: Now = local_now,
    record: Path | None = None,
    planning: bool = False,
) -> Asked[Session | None]:
    """Open a plan, asking what must be known before there is a meeting; raises Refusal.

    Returns the meeting to hold, or None where the chair would rather not now. `record` is the file of an
    unfinished meeting that somebody named: no other is looked for. `planning` = the meeting that writes the
    plan, not its next review.
    """
    use_prompts(prompts)
    over: Note | None = None
    child = ""
    while True:
        coming = partial(
            come_to_the_plan,
            path,
            prompts=prompts,
            now=now,
            over=over,
            record=record,
            child=child,
        )
        try:
            plan: AtThePlan = yield Do(coming)
        except PlanIsOpen as is_open:
            over = yield from _about_open(is_open, path, prompts)
            if over is None:
                return None
            continue
        except WhoseIsIt as whose:
            child = yield from _about_child(whose)
            if not child:
                return None
            continue
        session: object = None
        try:
            session = yield from _at_the_plan(replace(plan, planning=planning))
        finally:
            if not isinstance(session, Session):
                plan.let_go()
        if session is not _AGAIN:
            return session if isinstance(session, Session) else None


_AGAIN = object()
"""Stands for the plan being looked at once more."""


def _at_the_plan(plan: AtThePlan) -> Asked[object]:
    """Ask about everything that is there; returns the meeting, None for leaving, or `_AGAIN`."""
    if plan.away is not None:
        picked = yield from _without(plan.away)
        if picked != "on":
            return _AGAIN if picked == "look" else None
    if plan.found is not None:
        session: object = yield from _about_unfinished(plan, plan.found)
    elif plan.unwritten is not None:
        session = yield from _about_unwritten(plan)
    else:
        session = yield from _begun(plan)
    if isinstance(session, Session) and session.hindrance is not None:
        all_the_same = False
        try:
            all_the_same = yield from _all_the_same(session.hindrance)
        finally:
            if not all_the_same:
                session.leave()
        return session if all_the_same else None
    return session


def _begun(plan: AtThePlan) -> Asked[Session | None]:
    """Begin the next meeting; on the day of the last review an Enter too many must not begin another.

    A plan in which nothing stands yet is written first, unless the chair wants its review.
    """
    if plan.may_be_written_first:
        name = plan.planning_name
        ways = (
            Option("planning", say("screen.start-planning", name=name), typed="planning"),
            Option("review", say("session.option-review"), typed="review"),
            _not_now(),
        )
        picked = yield _asked(say("session.planning-title"), ways, unasked="review")
        if picked not in ("planning", "review"):
            return None
        if picked == "planning":
            plan = replace(plan, planning=True)
    if names := plan.another_today:
        options = (
            Option("no", say("session.option-no-other"), typed="not-now"),
            Option("begin", say("session.option-another", **names), typed="begin-another"),
        )
        lead = say("session.held-today-why", **names)
        title = say("dialogue.another-title")
        if (yield _asked(title, options, lead, unasked="begin")) != "begin":
            return None
    session: Session = yield Do(plan.begin)
    return session


# Whose plan it is


def _about_child(whose: WhoseIsIt) -> Asked[str]:
    """Ask which of several names in a document is the child's; returns it, or nothing to leave."""
    options = [Option(name, name) for name in whose.names]
    picked = yield _asked(say("dialogue.which-name"), (*options, _not_now()), explain(whose), needs=whose)
    return str(picked) if picked in whose.names else ""


# Open elsewhere


def _about_open(is_open: PlanIsOpen, path: Path, prompts: Path | None) -> Asked[Note | None]:
    """Ask what to do about a review that is open elsewhere; returns what is taken over, or None to leave."""
    waiting, notice = Waiting(is_open), ""
    options = (_option("look-only"), _option("look-again"), _option("take-over", note=True), _not_now())
    while True:
        title = say("session.open-title")
        picked = yield _asked(title, options, explain(is_open), notice=notice, needs=is_open)
        if picked == "take-over":
            return is_open.found
        if picked == "look-only":
            lines: tuple[str, ...] = yield Do(partial(_lines_of, path, prompts))
            yield LookAt(path, lines)
            return None
        if picked != "look-again":
            return None
        news: str = yield Do(waiting.news)
        notice = say(news)
        if news == "session.open-gone":
            yield Tell(notice)
            return is_open.found


def _lines_of(path: Path, prompts: Path | None) -> tuple[str, ...]:
    """Return what is in a plan, to be looked at."""
    from facilitator.work.show import as_lines

    opened = open_plan(path, prompts)
    return tuple(as_lines(opened.plan, load_script(opened.plan.format, prompts)))


# Missing


def _about_unwritten(plan: AtThePlan) -> Asked[object]:
    """Ask what becomes of a review that was written here and is not in the plan."""
    unwritten = plan.unwritten
    assert unwritten is not None  # noqa: S101 - for mypy: the question is about it
    needs = NeedsDecision(unwritten.code, ("write-again", "leave-it"), **unwritten.values)
    options = (_option("write-again", note=True), _option("leave-it", note=True), _not_now())
    picked = yield _asked(say("session.unwritten-title"), options, explain(needs), needs=needs)
    if picked == "write-again":
        return (yield Do(plan.write_again))
    if picked == "leave-it":
        yield Do(unwritten.leave_it)
        yield Tell(say("session.left-out-now", path=unwritten.record.path))
        return _AGAIN
    return None


# Unfinished


def _about_unfinished(plan: AtThePlan, found: JournalFile) -> Asked[Session | None]:
    """Ask what becomes of a meeting that was cut off; nothing of it is lost whatever is chosen."""
    picked = yield Ask(
        say("dialogue.unfinished-title"),
        (
            Option("on", say("dialogue.carry-on"), say("dialogue.carry-on-note"), typed="carry-on"),
            Option("end", say("dialogue.end-old"), say("dialogue.end-old-note"), typed="end-old"),
            Option("aside", say("dialogue.put-aside"), say("dialogue.put-aside-note"), typed="put-aside"),
            _not_now(),
        ),
        " ".join(_unfinished(plan, found)),
        stays=True,
        unasked="on",
    )
    if picked == "on":
        return (yield from _carried_on(plan))
    if picked == "end":
        return (yield from _ended(plan))
    if picked == "aside":
        return (yield from _put_aside(plan))
    return None


def _unfinished(plan: AtThePlan, found: JournalFile) -> list[str]:
    """Return since when it waits, how much of it there is, and what of its record is damaged."""
    started = found.started.astimezone(plan.now().tzinfo)
    count = max(0, found.events - 1)
    words = [
        say("dialogue.unfinished", day=in_full(started.date()), time=f"{started:%H:%M}"),
        say("dialogue.unfinished-kept" if count else "dialogue.unfinished-empty", count=count),
    ]
    if found.dropped:
        torn = found.dropped.why == "torn"
        key = "dialogue.dropped-torn" if torn else "dialogue.dropped-damaged"
        words.append(say(key, line=found.dropped.line))
        if found.dropped.later and found.header is not None:
            words.append(say("dialogue.dropped-later", count=len(found.dropped.later)))
    if found.header is not None and half_typed.kept(half_typed.path_of_meeting(found.header)):
        words.append(say("dialogue.half-typed-waits"))
    return words


def _carried_on(plan: AtThePlan) -> Asked[Session | None]:
    """Go on exactly where it was cut off; beside a record that fits no more, offer a new one."""
    try:
        session: Session = yield Do(plan.carry_on)
    except Refusal as refusal:
        if refusal.code != "session.does-not-fit":
            raise
        options = (
            Option("close", say("dialogue.go-back"), typed="not-now"),
            Option("anew", say("dialogue.start-anew"), say("dialogue.start-anew-note"), typed="put-aside"),
        )
        title = say("dialogue.cannot-open")
        picked = yield _asked(title, options, explain(refusal), unasked=UNTOLD)
        if picked is UNTOLD:
            yield Tell(say("dialogue.how-to-put-aside"))
        if picked != "anew":
            raise
        return (yield from _put_aside(plan))
    from facilitator.dialogue.days_to_come import told_again

    yield from told_again(session)
    return session


def _put_aside(plan: AtThePlan) -> Asked[Session | None]:
    """Keep the unfinished meeting without writing it, never offer it again, and begin another one."""
    assert plan.found is not None  # noqa: S101 - for mypy: it is asked about
    yield Do(partial(put_aside, plan.found, plan.opened))
    yield Tell(say("dialogue.was-put-aside", path=plan.found.path))
    return (yield from _begun(replace(plan, found=None)))


def _ended(plan: AtThePlan) -> Asked[Session | None]:
    """Write the unfinished meeting into the plan as ended early, and begin another one."""
    from facilitator.dialogue.before_writing import decided

    choices = Choices()
    while True:
        try:
            session: Session = yield Do(
                partial(plan.end_it_and_begin, say("dialogue.ended-for-new"), choices)
            )
        except NeedsDecision as needs:
            answered = yield from decided(needs, choices, plan.opened.path, back=say("dialogue.decide-later"))
            if not isinstance(answered, Choices):
                return None
            choices = answered
        else:
            return session


# In the way


def _without(away: Refusal) -> Asked[object]:
    """Tell what cannot be reached now; nothing older is taken up unless the chair says so."""
    options = (
        Option("look", say("dialogue.look-again"), typed="look-again"),
        Option("on", say("dialogue.go-without"), typed="carry-on"),
        _not_now(),
    )
    needs = away if isinstance(away, NeedsDecision) else None
    unasked = ALWAYS if needs else "on"
    return (yield _asked(say("dialogue.out-of-reach"), options, explain(away), needs=needs, unasked=unasked))


def _all_the_same(hindrance: Refusal) -> Asked[bool]:
    """Tell that the plan cannot be written now; the meeting may be held knowingly."""
    options = (
        Option("on", say("dialogue.all-the-same"), typed="carry-on"),
        Option("leave", say("dialogue.put-right-first"), typed="not-now"),
    )
    lead = f"{explain(hindrance)}\n{say('writable.all-the-same')}"
    return bool((yield _asked(say("dialogue.cannot-be-written"), options, lead, unasked="on")) == "on")


_asked = partial(Ask, at=None, stays=True)
"""A question that stays; the pointer stands nowhere: an Enter too many must not choose."""


def _option(name: str, *, note: bool = False) -> Option:
    words = say(f"session.option-{name}"), say(f"session.option-{name}-note") if note else ""
    return Option(name, *words, typed=name)


def _not_now() -> Option:
    return Option("later", say("dialogue.decide-later"), typed="not-now")
