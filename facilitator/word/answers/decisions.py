"""What a review that stands in a form did to the items of the plan."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from facilitator.plan.items import Ended, Item, Mark
from facilitator.plan.reviews import Review
from facilitator.script.fields import Declaration
from facilitator.word.answers.agreements import ENDS
from facilitator.word.answers.items import STRUCK, id_of_item
from facilitator.word.answers.phrasing import fold


def after_review(items: Sequence[Item], review: Review, form: Declaration) -> list[Item]:
    """Return the items with what a review that was read says became of them.

    The new item of an amended one is that with its wording; where the form has none, it is made as the
    meeting makes it (`meeting.writing`).
    """
    known = {item.id: item for item in items}
    for path in form.paths("decision"):
        for old in [item for item in items if item.kind == path.of]:
            decision = review.chosen(path.field, old.id)
            if decision not in ENDS:
                continue
            because = _said(review, old, form, "because")
            ended = Ended(on=review.date, review=review.period, how=ENDS[decision], because=because)
            if known[old.id].ended in (None, STRUCK):
                known[old.id] = known[old.id].model_copy(update={"ended": ended})
            wording = _said(review, old, form, "new_wording") if decision == "amend" else ""
            if wording:
                added = Mark(on=review.date, review=review.period)
                known |= {new.id: new for new in _replacing(old, wording, known, form, added)}
    return list(known.values())


def _said(review: Review, item: Item, form: Declaration, role: str) -> str:
    fields = [name for name, one in form.about.get(item.kind, {}).items() if one.role == role]
    return "\n".join(entry.text for field in fields for entry in review.given(field, item.id))


def _replacing(
    old: Item, wording: str, items: Mapping[str, Item], form: Declaration, added: Mark
) -> Iterator[Item]:
    """Yield the item that an amended one became, with all that belongs to it."""
    field = form.items[old.kind].role_field("wording") or "wording"
    same = [item for item in items.values() if item.kind == old.kind]
    order = {item.id: place for place, item in enumerate(same)}
    for one in same:
        later = order[one.id] > order[old.id]
        if later and one.replaces in (None, old.id) and fold(one.words(field)) == fold(wording):
            yield one.model_copy(update={"replaces": old.id, "added": added})
            for part in _parts(one.id, items):
                yield part.model_copy(update={"added": added})
            return
    number = max((item.number or 0 for item in same), default=0) + 1
    place = number if form.items[old.kind].numbered else len(same) + 1
    new = Item(
        id=id_of_item(old.kind, old.under, place, form),
        kind=old.kind,
        under=old.under,
        number=number if form.items[old.kind].numbered else None,
        fields={**old.fields, field: wording},
        added=added,
        replaces=old.id,
    )
    yield new
    ids = {old.id: new.id}
    for part in _parts(old.id, items):
        ids[part.id] = new.id + part.id.removeprefix(old.id)
        yield part.model_copy(update={"id": ids[part.id], "under": ids[part.under or ""], "added": added})


def _parts(of: str, items: Mapping[str, Item]) -> list[Item]:
    """Return what belongs to an item, at whatever remove, what is above before what is under it."""
    found, above = [], {of}
    for item in items.values():
        if item.under in above:
            found.append(item)
            above.add(item.id)
    return found
