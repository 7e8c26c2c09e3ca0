"""What links outcomes to hopes and needs has something to link to, and stands where a thread looks for it."""

from __future__ import annotations

from collections.abc import Iterator

from facilitator.script.declared_fields import DeclaredField
from facilitator.script.golden_thread import THREAD, fields_to_link
from facilitator.script.prompt_data import Loc
from facilitator.script.turns_in_order import Form
from facilitator.script.yaml_source import Finding


def findings(form: Form) -> Iterator[Finding]:
    """Yield fields and turns that link to nothing, and needs that no box of the plan tells."""
    file = form.file
    for kind, declared in file.items.items():
        can_link = declared.role == "outcome" and bool(fields_to_link(kind, file))
        for name, field in declared.fields.items():
            yield from _field(name, field, ("items", kind, "fields"), form, can_link=can_link)
    for of, fields in {"plan": file.plan, "review": file.review}.items():
        for name, field in fields.items():
            yield from _field(name, field, (of,), form, can_link=False)
    for of, fields in file.about.items():
        for name, field in fields.items():
            yield from _field(name, field, ("about", of), form, can_link=False)
    for place in form.everywhere:
        path = place.turn.path
        if place.turn.options_from == THREAD and path.part not in file.linking(path.field):
            yield place.finding("script.links-nothing", "options_from", field=str(path))


def _field(name: str, field: DeclaredField, at: Loc, form: Form, *, can_link: bool) -> Iterator[Finding]:
    if field.options_from and not (can_link and field.type == "several"):
        yield form.finding("script.links-nothing", *at, name, field=name)
    for option in field.options:
        if option.need is not None and option.need not in form.file.plan:
            values = {"need": option.need, "known": ", ".join(form.file.plan)}
            yield form.finding("script.no-such-need", *at, name, **values)
