"""What was decided on an item."""

from __future__ import annotations

from facilitator.phrases.sentence import ended
from facilitator.plan.nouns import HowEnded
from facilitator.script.ladder import Say
from facilitator.script.words_by_key import say

KEYS: dict[HowEnded | None, str] = {
    "amended": "amend",
    "removed": "remove",
    "achieved": "achieved",
    None: "keep",
}
"""How a decision that ends an item, or does not, is called in the catalogue."""


def decided(how: HowEnded | None, became: str = "", own: str = "", *, tell: Say = say) -> str:
    """Return a decision as a sentence: in the format's `own` words for it, if it has any.

    `how` it ended (None = it goes on); `became` is the item that it is now.
    """
    if own:
        return tell("decision.own-to" if became else "decision.own", words=ended(own), item=became)
    if how == "amended" and became:
        return tell("decision.amend-to", item=became)
    return tell(f"decision.{KEYS[how]}")


def none(*, tell: Say = say) -> str:
    """Return the words for an item on which nothing was decided."""
    return tell("decision.none")
