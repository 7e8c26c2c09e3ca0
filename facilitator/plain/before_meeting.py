"""Before a meeting, line by line: a review that is open elsewhere, and one that is missing from the plan.

Where nobody types by hand the answer must be the next line: a meeting is neither begun beside another one,
nor a review held twice, by accident.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from pathlib import Path

from facilitator.files.lock_file import Note
from facilitator.files.meeting_lock import Waiting
from facilitator.files.plans import open_plan
from facilitator.plain.lines import Lines
from facilitator.plain.typed_words import understood
from facilitator.plan.refusal import NeedsDecision
from facilitator.script.loading import load_script
from facilitator.script.words import explain, say
from facilitator.work.before_meeting import AtThePlan, PlanIsOpen, come_to_the_plan
from facilitator.work.showing import as_lines


def chair_at_the_plan(
    path: Path,
    lines: Lines,
    *,
    prompts: Path | None,
    now: Callable[[], datetime],
    record: Path | None = None,
) -> AtThePlan | None:
    """Return the plan to hold a meeting of, or None where the chair would rather not; raises Refusal."""
    over: Note | None = None
    while True:
        try:
            at_the_plan = come_to_the_plan(path, prompts=prompts, now=now, over=over, record=record)
        except PlanIsOpen as is_open:
            over = _taken_over(is_open, path, lines, prompts)
            if over is None:
                return None
            continue
        if at_the_plan.unwritten is None:
            return at_the_plan
        answer = None
        try:
            answer = _about_unwritten(at_the_plan, lines)
        finally:
            if answer != "write-again":
                at_the_plan.let_go()
        if answer == "write-again":
            return at_the_plan
        if answer != "leave-it":
            return None


def _taken_over(is_open: PlanIsOpen, path: Path, lines: Lines, prompts: Path | None) -> Note | None:
    """Ask what to do about a review that is open elsewhere; what is taken over, or None to leave."""
    waiting = Waiting(is_open)
    lines.put(explain(is_open))
    while True:
        answer = _answer(
            lines, is_open, "session.open-ask", ("take-over", "look-only", "look-again", "not-now")
        )
        if answer == "take-over":
            return is_open.found
        if answer == "look-only":
            opened = open_plan(path, prompts)
            for line in as_lines(opened.plan, load_script(opened.plan.format, prompts)):
                lines.put(line)
        if answer != "look-again":
            return None
        news = waiting.news()
        lines.say(news)
        if news == "session.open-gone":
            return is_open.found


def _about_unwritten(at_the_plan: AtThePlan, lines: Lines) -> str | None:
    """Ask what becomes of a review that was written here and is not in the plan; nothing for leaving."""
    unwritten = at_the_plan.unwritten
    assert unwritten is not None  # noqa: S101 - for mypy: the question is about it
    needs = NeedsDecision(unwritten.code, ("write-again", "leave-it"), **unwritten.values)
    lines.put(explain(needs))
    answer = _answer(lines, needs, "session.unwritten-ask", ("write-again", "leave-it", "not-now"))
    if answer == "leave-it":
        unwritten.leave_it()
        lines.say("session.left-out-now", path=unwritten.record.path)
    return answer


def _answer(lines: Lines, needs: NeedsDecision, ask: str, answers: tuple[str, ...]) -> str | None:
    """Return which of some answers was typed, None at the end; without a hand it must be the next line.

    Raises the decision that is needed, with what may be typed.
    """
    while True:
        lines.say(ask)
        typed = lines.ask()
        found = next((one for one in answers if typed and understood(typed, one) is not None), None)
        if found is not None:
            return found
        if not lines.by_hand:
            typed_words = (say(f"plain.type.{one}").split("|")[0].strip() for one in needs.options)
            raise NeedsDecision(needs.code, tuple(typed_words), **needs.values)
        if typed is None:
            return None
