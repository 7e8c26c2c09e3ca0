"""What an answer of a plan is about and whose it is, in the words that its format declares."""

from __future__ import annotations

from facilitator.plan.people import EVERYONE, PERSPECTIVES
from facilitator.plan.plan import Plan
from facilitator.script.format_declaration import ACTIONS, NEW, Declaration, Path
from facilitator.script.layouts import NUMBER, REVIEW, SIGNED
from facilitator.script.words_by_key import say
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
    "plan.school": "word.about-school",
    "review.date": "word.about-date",
    "review.next_date": "word.about-next-date",
    "review.period": "word.about-period",
    "review.actions": "word.about-actions",
}


class Labels:
    """What the answers of one plan are told under."""

    def __init__(self, plan: Plan, form: Declaration) -> None:
        self._plan, self._form = plan, form
        self._called: dict[str, str] = {}

    def of(self, path: Path) -> str:
        """Return what is recorded at a path, as its format calls it."""
        if str(path) in _OWN:
            return say(_OWN[str(path)])
        if path.field == ACTIONS:
            return say("word.about-actions")
        if path.of == SIGNED:
            return say("word.about-signature", to=self._form.sign_label(path.field))
        if path.field == NUMBER:
            return say("word.about-item-number")
        if path.of == NEW and not path.part and path.field in self._form.items:
            return say("word.about-new", kind=kind_label(path.field, self._form).lower())
        kind = self._form.items.get(path.of)
        own = kind.fields.get(path.field) if kind else None
        declared = own or self._form.field(path)
        return (declared.label if declared else "") or self._form.label(path.field)

    def of_gone(self, path: Path) -> str:
        """Return what was recorded of an item that has gone since; nothing where no item has such a field."""
        declared = next((one[path.field] for one in self._form.about.values() if path.field in one), None)
        return say("word.about-gone", field=declared.label or path.field) if declared else ""

    def about(self, path: Path, whose: str = "", thing: str = "") -> str:
        """Return what an answer is about: whose view, or what of which item ("outcome 2: Barriers")."""
        label = self.of(path)
        if path.of == REVIEW and whose:
            views = say(f"word.views-{whose if whose in PERSPECTIVES else EVERYONE}")
            return say("word.about-views", whose=views, topic=label)
        return say("word.about-thing", thing=thing, field=label) if thing else label

    def called(self, thing: str | None) -> str:
        """Return what an item, a child or an action is called in a sentence: "outcome 2, step 1"."""
        if thing and thing not in self._called:  # it is asked for each of its boxes
            self._called[thing] = self._name(thing)
        return self._called.get(thing or "", "")

    def _name(self, thing: str) -> str:
        for item in self._plan.items:
            if item.id == thing:
                same = [
                    one.id for one in self._plan.items if (one.kind, one.under) == (item.kind, item.under)
                ]
                kind = kind_label(item.kind, self._form).lower()
                own = f"{kind} {item.number or same.index(item.id) + 1}"
                return f"{self.called(item.under)}, {own}" if item.under else own
        names = {person.id: person.name for one in self._plan.meetings() for person in one.people}
        names |= {child.id: child.on_record for child in self._plan.children}
        names |= {action.id: action.what for review in self._plan.reviews for action in review.actions}
        return names.get(thing, "")
