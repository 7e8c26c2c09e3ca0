"""What comes next in words alone, of an item or where people did not agree, until a review looks at it."""

from __future__ import annotations

from facilitator.meeting.minutes_parts import same_words
from facilitator.plan.plan import Plan
from facilitator.plan.reviews import Review
from facilitator.script.formats_and_turns import FormatFile


def last_next_steps(item: str, plan: Plan, form: FormatFile) -> str:
    """Return what was said in words comes next for an item; not what is asked after as actions.

    That is what the last review said, and before it what an earlier one did, where each since has ended early
    and has not got to it. A Word plan may have no other place for what was promised: its words stand for
    actions where it has none. What all would do where a score was not agreed is nobody's action.
    """
    kind = next((one.kind for one in plan.items if one.id == item), None)
    if kind is None:
        return ""
    found: dict[str, str] = {}
    asked = {_bare(action.what) for action in plan.last_actions()}
    for review in plan.reviews:
        if review.ended != "early" or _looked_at(item, review):
            found = {}
        found |= {
            _bare(words): " ".join(words.split()) for words in _said(item, review, form.names("next", kind))
        }
    return "; ".join(words for bare, words in found.items() if bare and bare not in asked)


def _looked_at(item: str, review: Review) -> bool:
    """Whether a review asked what became of the next steps of an item."""
    return any((one.about, one.field) == (item, "next_done") for one in review.entries)


def _said(item: str, review: Review, fields: list[str]) -> list[str]:
    names = [] if review.actions else fields
    said = [entry.text for entry in review.entries if entry.about == item and entry.field in names]
    return [*said, *(score.next_step for score in review.scores if score.about == item)]


def _bare(words: str) -> str:
    return same_words(words).strip(" .")
