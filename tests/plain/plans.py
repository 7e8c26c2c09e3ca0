"""A plan of the invented format in `tests/formats/`."""

from __future__ import annotations

from pathlib import Path

from facilitator.plan.models import Plan
from facilitator.plan.outcomes import Outcome, Provision, Step
from facilitator.plan.people import Child

FORMATS = Path(__file__).parent.parent / "formats"


def passport() -> Plan:
    """A learning passport with two roads and no stamp yet."""
    return Plan(
        id="plan-of-the-passport",
        format="two-reviews",
        child=Child(full_name="Tobiah Marr", known_as="Toby"),
        outcomes=[
            Outcome(
                id="o1",
                number=1,
                wording="Toby reads a book to somebody younger.",
                steps=[Step(id="o1.s1", text="Read one page.")],
                provision=[Provision(id="o1.p1", where="education", what="A reading buddy", who="Mr Quill")],
            ),
            Outcome(id="o2", number=2, wording="Toby gets to school calm."),
        ],
    )
