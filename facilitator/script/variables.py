"""The variables that the sentences of a script may use, with a sample of each."""

from __future__ import annotations

from types import SimpleNamespace

from facilitator.plan.items import Item
from facilitator.script.declared_fields import ItemKind
from facilitator.script.format_declaration import ANY, NEW, Declaration, Path
from facilitator.script.formats_and_turns import CHILDREN, PEOPLE

_OF_EVERY_FORMAT: dict[str, object] = {
    "child": SimpleNamespace(called="Mina", full_name="Mina Shah"),
    "person": SimpleNamespace(name="Mum", role="Mum"),
    "action": SimpleNamespace(what="find a quiet place to work", who="Mr Lacey", by="12 March"),
    "concern": SimpleNamespace(text="the hall is too loud", speaker="Mum"),
    "support": "reading with the blue card; a quiet place to work",
    "not_given": "reading with the blue card",
    "last_next": "start with the blue card",
    "before": "64 words a minute",
    "lowest": "Mum",
    "highest": "Mr Lacey",
    "period": "Term 2",
    "last_period": "Term 1",
    "minutes": 60,
    "finish": "half past ten",
    "plan_format": "Support Plan",
}
_LOOPS = {
    "last_actions": "action",
    "loose_actions": "action",
    "concerns": "concern",
    **dict.fromkeys(PEOPLE, "person"),
    CHILDREN: "child",
}
_SAMPLE = "read sixty words by July"


def variables(form: Declaration) -> dict[str, object]:
    """Return every variable that a sentence of a format may use, with a sample of it.

    `person`, `action`, `concern` and each kind of item exist only where a loop is over them, see
    `loop_variables`.
    """
    return _OF_EVERY_FORMAT | {kind: _sample(declared) for kind, declared in form.items.items()}


def loop_variables(form: Declaration) -> dict[str, str]:
    """Return which variable each `for_each` gives to the sentences inside it."""
    prefixed = {str(Path(prefix, kind)): kind for kind in form.items for prefix in (NEW, ANY)}
    return _LOOPS | {kind: kind for kind in form.items} | prefixed


def values_of(item: Item, declared: ItemKind) -> SimpleNamespace:
    """Return an item as sentences see it: `outcome.number`, `outcome.wording`; an empty field is no words."""
    fields = dict.fromkeys(declared.fields, "") | {name: str(value) for name, value in item.fields.items()}
    return SimpleNamespace(**{"number": item.number or "", **fields})


def _sample(declared: ItemKind) -> SimpleNamespace:
    fields = {name: field.sample or _SAMPLE for name, field in declared.fields.items()}
    return SimpleNamespace(**{"number": 2, **fields})
