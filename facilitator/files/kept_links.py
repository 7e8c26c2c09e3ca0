"""Which hopes and needs the outcomes of a Word plan are linked to: no form has a box, this computer keeps it.

It lies beside the plan's earlier versions, by words: what is read from a document has new ids every time.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

from facilitator.files import kept_file
from facilitator.files.folders import backups_path
from facilitator.plan.entries import Entry
from facilitator.plan.items import Item
from facilitator.plan.plan import Plan
from facilitator.plan.refusal import Refusal
from facilitator.script.format_declaration import Declaration

NAME = "links.json"
"""The file of it, beside the earlier versions of a plan."""

Links = dict[str, dict[str, list[str]]]
"""By the words of an item and the name of its field: the words of what it is linked to."""


def keep_links(
    plan: Plan, form: Declaration, *, none_left: bool = False, besides: Links | None = None
) -> bool:
    """Keep the links of a plan durably; returns False where this computer has no room for them.

    One without any leaves those that are kept, unless there are to be `none_left`. `besides` = others that
    are to stay until the document itself is there.
    """
    told = {entry.id: _words(entry.field, entry.text) for entry in _entries(plan)}
    links: Links = {}
    for item, name in _linking(plan, form):
        value = item.fields.get(name)
        if words := [told[one] for one in value if one in told] if isinstance(value, list) else []:
            links.setdefault(_words(item.kind, form.words_of(item)), {})[name] = words
    return put_links(plan.id, {**(besides or {}), **links}) if links or none_left else True


def put_links(plan_id: str, links: Mapping[str, object]) -> bool:
    """Keep links as they were at another time, durably; returns False where there is no room for them."""
    return kept_file.keep(backups_path(plan_id) / NAME, json.dumps(links, ensure_ascii=False).encode())


def links_of(plan_ids: Iterable[str]) -> Links:
    """Return the links that are kept of a plan, under its own id or an earlier one; damaged ones are none."""
    return next((found for found in map(_read, plan_ids) if found is not None), {})


def has_links(plan: Plan, form: Declaration) -> bool:
    """Whether anything in a plan is linked to its hopes and needs."""
    return any(item.fields.get(name) for item, name in _linking(plan, form))


def with_links(plan: Plan, form: Declaration, plan_ids: Iterable[str]) -> Plan:
    """Return a plan from a document with the links that are kept of it; what is damaged says nothing."""
    kept = links_of(plan_ids)
    known = {_words(entry.field, entry.text): entry.id for entry in _entries(plan)}
    items = {item.id: item for item in plan.items}
    for item, name in _linking(plan, form) if kept else ():
        words = kept.get(_words(item.kind, form.words_of(item)), {}).get(name, [])
        if ids := dict.fromkeys(known[one] for one in words if one in known):
            fields = {**items[item.id].fields, name: list(ids)}
            items[item.id] = items[item.id].model_copy(update={"fields": fields})
    return plan.model_copy(update={"items": list(items.values())})


def _linking(plan: Plan, form: Declaration) -> Iterator[tuple[Item, str]]:
    return ((item, name) for item in plan.items for name in form.linking(item.kind))


def _entries(plan: Plan) -> list[Entry]:
    """Return what may be linked to: of what a meeting put into a box of the plan, that box comes last."""
    return [entry for told in (*plan.meetings(), plan) for entry in told.entries if entry.about is None]


def _words(*parts: str) -> str:
    return " ".join(" ".join(parts).split())


def _read(plan_id: str) -> Links | None:
    try:
        given = json.loads(kept_file.read(Path(backups_path(plan_id) / NAME)))
        return {
            str(item): {str(field): [str(one) for one in words] for field, words in fields.items()}
            for item, fields in given.items()
        }
    except (OSError, Refusal, ValueError, TypeError, AttributeError, RecursionError):
        return None
