"""A plan of the invented format in `tests/formats/`."""

from __future__ import annotations

from pathlib import Path

from facilitator.plan.people import Child
from facilitator.plan.plan import Plan
from tests.making import outcome

FORMATS = Path(__file__).parent.parent / "formats"


def passport() -> Plan:
    """A learning passport with two roads and no stamp yet."""
    return Plan(
        id="plan-of-the-passport",
        format="two-reviews",
        children=[Child(full_name="Tobiah Marr", known_as="Toby")],
        items=[
            *outcome(
                1,
                "Toby reads a book to somebody younger.",
                steps=["Read one page."],
                provision=[("A reading buddy", "Mr Quill")],
            ),
            *outcome(2, "Toby gets to school calm."),
        ],
    )
