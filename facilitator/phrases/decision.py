"""What was decided on an outcome, and how an outcome stands in a plan."""

from __future__ import annotations

from facilitator.script.ladder import Say
from facilitator.script.words import say


def decided(decision: str | None, new_number: int | None = None, *, tell: Say = say) -> str:
    """Return a decision as a sentence: `decision` such as `keep`; `new_number` is the new outcome's."""
    if decision == "amend" and new_number is not None:
        return tell("decision.amend-to", number=new_number)
    return tell(f"decision.{decision or 'none'}")


def standing(status: str, because: str = "") -> str:
    """Return how an outcome stands that is not current, in a few words: achieved, changed since, ended."""
    words = say(f"decision.is-{status}")
    return say("decision.is-because", standing=words, because=because) if because else words
