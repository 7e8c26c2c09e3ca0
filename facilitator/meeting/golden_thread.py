"""The golden thread as a meeting stands: what may be linked to an outcome, and what hangs loose."""

from __future__ import annotations

from facilitator.meeting.minutes import Minutes
from facilitator.script.formats_and_turns import Option
from facilitator.script.golden_thread import fields_to_link, thread_of, to_link, told
from facilitator.script.ladder import Say


def is_loose(minutes: Minutes) -> bool:
    """Whether a hope or a need has no outcome, or an outcome lacks what the form has a place for."""
    from facilitator.meeting.plan_in_meeting import drafted

    return thread_of(drafted(minutes), minutes.script.format).is_loose


def thread_now(minutes: Minutes, tell: Say) -> list[tuple[str, str]]:
    """Return the thread as lines with a label before each, what hangs loose first."""
    from facilitator.meeting.plan_in_meeting import drafted
    from facilitator.phrases.golden_thread import rows

    plan, form = drafted(minutes), minutes.script.format
    return rows(thread_of(plan, form), plan, form, tell)


def can_be_linked(kind: str, minutes: Minutes) -> bool:
    """Whether there is a hope or a need to which an outcome of a kind may be linked."""
    fields = fields_to_link(kind, minutes.script.format)
    said = (minutes.turns.path(one.key) for one in minutes.said.values() if one.key)
    return any(path.field in fields for path in said) or any(
        to_link(kind, minutes.plan, minutes.script.format)
    )


def options_to_link(kind: str, minutes: Minutes) -> list[Option]:
    """Return the hopes and needs that an outcome of a kind may be linked to."""
    from facilitator.meeting.plan_in_meeting import drafted

    plan, form = drafted(minutes), minutes.script.format
    return [Option(id=entry.id, adult=told(entry, plan, form)) for entry in to_link(kind, plan, form)]
