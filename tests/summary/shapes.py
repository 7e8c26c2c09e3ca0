"""Plans of three invented forms of other shapes than the support plan, and what they declare."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

from facilitator.plan.items import Item
from facilitator.plan.people import Child, Person
from facilitator.plan.plan import Plan
from facilitator.script.formats_and_turns import FormatFile, Script
from facilitator.script.yaml_source import read_source

_DECLARED = read_source(Path(__file__).parent / "shapes.yaml").values
_OF_ANY: dict[str, Any] = {
    "name": "Small Plan",
    "description": "A plan for tests.",
    "period": {"noun": "term", "names": ["Term 1", "Term 2"]},
    "when_used_up": "Start a new plan.",
    "agendas": [{"minutes": "60", "segments": {}}],
    "segments": ["only"],
}
SHAPES = {
    name: Script(format=FormatFile.model_validate({**_OF_ANY, "id": name, **declared}), segments=[])
    for name, declared in _DECLARED.items()
}
DAY = date(2027, 3, 12)
PEOPLE = [
    Person(id="mum", name="Mum", perspective="parent"),
    Person(id="lacey", name="Mr Lacey", perspective="school", role="class teacher"),
    Person(id="okafor", name="Ms Okafor", perspective="practitioner", role="speech therapist"),
]


def plan_of(shape: str, **changes: Any) -> Plan:
    """Return a plan of a shape: two items of each kind, the second of each below the second above it."""
    form = SHAPES[shape].format
    items = [
        Item(
            id=f"{kind}{number}",
            kind=kind,
            under=f"{declared.under}{number}" if declared.under else None,
            number=number if declared.numbered else None,
            fields={"wording": f"Words of {kind} {number}"},
        )
        for kind, declared in form.items.items()
        for number in (1, 2)
    ]
    names = ("Mina", "Tom", "Ali")[: max(1, form.children.least + 1 if form.children.least > 1 else 1)]
    ids = ["child"] if len(names) == 1 else [name.casefold() for name in names]
    children = [Child(id=own, full_name=name) for own, name in zip(ids, names, strict=True)]
    plan = Plan(id="p1", format=shape, children=children, items=items)
    return plan.model_copy(update=changes)
