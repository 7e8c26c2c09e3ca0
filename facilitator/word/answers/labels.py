"""What an answer of a plan is about and whose it is, in the words that its format declares."""

from __future__ import annotations

from facilitator.plan.plan import Plan
from facilitator.script.fields import Declaration, Path
from facilitator.script.layouts import NUMBER, REVIEW, SIGNED
from facilitator.script.words import say
from facilitator.word.form.keys import kind_label

_OWN = {
    "child.full_name": "word.about-child-name",
    "child.first_name": "word.about-child-name",
    "child.surname": "word.about-surname",
    "child.known_as": "word.about-known-as",
    "child.date_of_birth": "word.about-born",
    "child.class_name": "word.about-class",
    "child.pupil_number": "word.about-pupil-number",
    "child.communication": "word.about-communication",
    "plan.number": "word.about-number",
    "plan.started": "word.about-started",
    "review.date": "word.about-date",
    "review.next_date": "word.about-next-date",
    "review.period": "word.about-period",
    "review.actions": "word.about-actions",
}
_VIEWS = {
    "child": "word.views-child",
    "parent": "word.views-parent",
    "school": "word.views-school",
    "practitioner": "word.views-practitioner",
}


def label_of(path: Path, form: Declaration) -> str:
    """Return what is recorded at a path, as its format calls it."""
    if str(path) in _OWN:
        return say(_OWN[str(path)])
    if path.field == "actions":
        return say("word.about-actions")
    if path.of == SIGNED:
        return say("word.about-signature", to=path.field)
    kind = form.items.get(path.of)
    if path.field == NUMBER:
        return say("word.about-item-number")
    own = kind.fields.get(path.field) if kind else None
    declared = own or form.field(path)
    return (declared.label if declared else "") or form.label(path.field)


def about_of(path: Path, form: Declaration, whose: str = "", thing: str = "") -> str:
    """Return what an answer is about: whose view of what, or what of which item ("outcome 2: Barriers")."""
    label = label_of(path, form)
    if path.of == REVIEW and whose:
        return say("word.about-views", whose=whose_views(whose), topic=label)
    return say("word.about-thing", thing=thing, field=label) if thing else label


def whose_views(perspective: str) -> str:
    """Return "Parents' views" and the like; an empty perspective is everybody."""
    return say(_VIEWS.get(perspective, "word.views-everyone"))


def called(thing: str, plan: Plan, form: Declaration) -> str:
    """Return what an item, a child or an action is called in a sentence: "outcome 2", "outcome 2, step 1"."""
    for item in plan.items:
        if item.id == thing:
            same = [one.id for one in plan.items if (one.kind, one.under) == (item.kind, item.under)]
            own = f"{kind_label(item.kind, form).lower()} {item.number or same.index(item.id) + 1}"
            return f"{called(item.under, plan, form)}, {own}" if item.under else own
    for child in plan.children:
        if child.id == thing:
            return child.called
    for review in plan.reviews:
        for action in review.actions:
            if action.id == thing:
                return action.what
    return ""
