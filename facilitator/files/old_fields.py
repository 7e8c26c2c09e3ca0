"""Words of a version before under a field that the format does not have there, kept under one that it has.

Until schema 4 a review that was recorded could hold any line of its format under an outcome or an action.
"""

from __future__ import annotations

from facilitator.phrases.field import labelled
from facilitator.phrases.item import called
from facilitator.plan.entries import Entry
from facilitator.plan.plan import Plan
from facilitator.script.conformity import fields_about, is_declared
from facilitator.script.declared_fields import Fields
from facilitator.script.formats_and_turns import FormatFile
from facilitator.script.words_by_key import say


def with_words_rehoused(plan: Plan, form: FormatFile) -> tuple[Plan, tuple[str, ...]]:
    """Return a plan with each line under a field of what it is about, and a sentence for each that was moved.

    It goes under the first field for words that has no role, with the label of its own as what was asked. A
    thing without such a field leaves it to the review, under its own field.
    """
    about, told, reviews = fields_about(plan, form), list[str](), []
    for review in plan.reviews:
        entries = []
        for entry in review.entries:
            moved = entry
            if _is_elsewhere(entry, about):
                moved = _moved(entry, about[entry.about], form)
                told.append(_told(entry, moved, plan, form, form.period.name_of(review.period)))
            entries.append(moved)
        reviews.append(review.model_copy(update={"entries": entries}))
    return plan.model_copy(update={"reviews": reviews}), tuple(told)


def _is_elsewhere(entry: Entry, about: dict[str | None, Fields]) -> bool:
    """Whether an entry is words for which the format has a box, and not for what they are about."""
    here, anywhere = about.get(entry.about), about[None]
    declared = anywhere.get(entry.field)
    if here is None or (declared is not None and declared.type != "said"):
        return False
    return is_declared(entry.field, anywhere) and not is_declared(entry.field, here)


def _moved(entry: Entry, fields: Fields, form: FormatFile) -> Entry:
    home = next((name for name, field in fields.items() if field.type == "said" and not field.role), None)
    if home is None:
        return entry.model_copy(update={"about": None})
    asked = "\n".join(filter(None, (labelled(entry.field, form), entry.manner.asked)))
    manner = entry.manner.model_copy(update={"asked": asked})
    return entry.model_copy(update={"field": home, "manner": manner})


def _told(entry: Entry, moved: Entry, plan: Plan, form: FormatFile, period: str) -> str:
    item = next((one for one in plan.items if one.id == entry.about), None)
    actions = (one.what for held in plan.reviews for one in held.actions if one.id == entry.about)
    kind, thing = (item.kind, called(item, form)) if item else ("action", next(actions, ""))
    values = {"period": period, "thing": thing, "label": labelled(entry.field, form)}
    if moved.about is None:
        return say("plan.words-left-to-review", **values)
    return say("plan.words-rehoused", home=labelled(moved.field, form, kind), **values)
