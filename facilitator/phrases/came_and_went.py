"""When a part of a plan came into it; when, how and why it ended."""

from __future__ import annotations

from facilitator.phrases.day import in_full
from facilitator.phrases.review import of_period
from facilitator.plan.items import Item
from facilitator.plan.nouns import Ended, Mark
from facilitator.script.formats_and_turns import FormatFile
from facilitator.script.ladder import Say
from facilitator.script.words_by_key import say


def came(item: Item, form: FormatFile, *, tell: Say = say) -> str:
    """Return in which review or on which day an item came; nothing where it was there from the beginning."""
    when = _when(item.added, form, tell)
    return tell("item.came", when=when) if when else ""


def went(ended: Ended | None, form: FormatFile, *, tell: Say = say) -> str:
    """Return how a part ended, when and why, as far as it is known; nothing where it goes on."""
    if ended is None:
        return ""
    when = _when(ended, form, tell)
    words = tell(f"decision.is-{ended.how}{'-when' if when else ''}", when=when)
    because = ended.because.strip()
    return tell("decision.is-because", standing=words, because=because) if because else words


def came_and_went(item: Item, form: FormatFile) -> list[str]:
    """Return when an item came, and how it ended: as much of both as there is."""
    return [words for words in (came(item, form), went(item.ended, form)) if words]


def _when(mark: Mark, form: FormatFile, tell: Say) -> str:
    if mark.review is None:
        return tell("item.on-day", day=in_full(mark.on)) if mark.on else ""
    period = form.period.name_of(mark.review)
    return tell("item.in-review", review=of_period(period, mark.on, tell=tell) if mark.on else period)
