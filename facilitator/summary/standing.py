"""Whether a plan is a draft or final, in words."""

from __future__ import annotations

from facilitator.meeting.plan_versions import standing_of
from facilitator.phrases.version import stands
from facilitator.plan.plan import Plan
from facilitator.script.format_declaration import Declaration
from facilitator.script.ladder import Say
from facilitator.script.words_by_key import say


def standing_told(plan: Plan, form: Declaration, *, tell: Say = say) -> str:
    """Return whether a plan is a draft or final, in which version and of which day, as a sentence."""
    state, version = standing_of(plan, form)
    return stands(state, version.number if version else 0, version.on if version else None, tell=tell)


def changed_in_version(plan: Plan, form: Declaration) -> list[str]:
    """Return what the final version changed, each in a line, in the words of who made it final."""
    state, version = standing_of(plan, form)
    return version.changed.splitlines() if version and state == "final" else []
