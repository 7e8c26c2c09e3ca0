"""Whether the days and the sums that a plan itself states fit together."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from facilitator.phrases.days_in_order import backwards
from facilitator.plan.field_values import Cost, cost_of
from facilitator.plan.plan import Plan
from facilitator.script.formats_and_turns import FormatFile


def odd_sums(plan: Plan, form: FormatFile) -> Iterator[tuple[str, Mapping[str, object]]]:
    """Yield what does not fit, as a code with its values: a day before another one, a total that differs."""
    for one in backwards(plan, form):
        yield "check.days-backwards", {"problem": one.refusal}
    for name, declared in form.plan.items():
        stated = next((entry.value for entry in plan.given(name)), None)
        total = cost_of(stated) if declared.role == "total" and isinstance(stated, str) else None
        lines = list(_costs(plan, form))
        known = [line for line in lines if line is not None]
        if total and known and len(known) == len(lines) and total.pence != sum(line.pence for line in known):
            values = {
                "label": declared.label,
                "total": stated,
                "sum": _pounds(sum(one.pence for one in known)),
            }
            yield "check.total-differs", values


def _costs(plan: Plan, form: FormatFile) -> Iterator[Cost | None]:
    """Yield what each line of support that goes on costs; None where that cannot be counted."""
    for item in form.of_role(plan, "provision"):
        if form.items[item.kind].role_field("cost"):
            yield cost_of(form.words_of(item, "cost"))


def _pounds(pence: int) -> str:
    return f"£{pence // 100}.{pence % 100:02}"
