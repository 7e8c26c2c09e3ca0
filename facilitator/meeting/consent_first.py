"""What is said of a child only where a parent has agreed to it: the consent comes first, then the tick."""

from __future__ import annotations

from facilitator.meeting import events as ev
from facilitator.meeting.minutes import Minutes
from facilitator.plan.people import PARENT
from facilitator.plan.refusal import Refusal
from facilitator.script.consents import GIVEN, is_given
from facilitator.script.format_declaration import SIGNED, Path

_YES = "yes"


def consent_comes_first(event: ev.ChoiceMade, minutes: Minutes) -> None:
    """Raise a Refusal where a box is ticked that needs a consent which nobody has given."""
    declared = minutes.script.format.field(minutes.turns[event.turn].path)
    if declared is None or not declared.consent or event.option != _YES:
        return
    if not (is_given(declared.consent, minutes.plan) or _is_given_here(declared.consent, minutes)):
        raise Refusal("meeting.no-consent", label=declared.label)


def _is_given_here(to: str, minutes: Minutes) -> bool:
    return any(
        option in GIVEN
        and minutes.turns.path(key) == Path(SIGNED, to)
        and minutes.people.perspective_of(key.parts[-1]) == PARENT
        for key, option in minutes.replies.choices.items()
    )
