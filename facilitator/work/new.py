"""A new plan: from what somebody typed, from a file written by hand, or from another plan of ours."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Collection, Iterator, Mapping, Sequence
from datetime import date
from typing import Any, NamedTuple

from pydantic import ValidationError

from facilitator.files.plan_ids import fresh_id
from facilitator.files.plan_text import (
    as_json,
    field_refusal,
    of_given,
    origins_of,
    parse,
    read_object,
    render,
)
from facilitator.phrases.days_in_order import refuse_backwards
from facilitator.phrases.misfit import hold_to_format, refuse_no_costs
from facilitator.plan.file_places import Origins, Place
from facilitator.plan.people import CHILD
from facilitator.plan.plan import SCHEMA_VERSION, Plan
from facilitator.plan.refusal import Refusal
from facilitator.plan.text import joined_id
from facilitator.script.consents import refuse_without_consent
from facilitator.script.format_declaration import Declaration
from facilitator.script.formats_and_turns import FormatFile, Script

Json = dict[str, Any]


class Start(NamedTuple):
    """What a plan is started from, in the shape of today, and where its parts stand in the file."""

    given: Json
    origins: Origins = {}


def read_start(data: bytes) -> Start:
    """Return what a file says to start a plan from: a plan of ours of any version, or written by hand.

    Raises Refusal.
    """
    try:
        start = Start(read_object(data))
        if start.given.get("schema_version", SCHEMA_VERSION) != SCHEMA_VERSION:
            start = Start(json.loads(render(parse(data))), origins_of(data))
    except Refusal as refusal:
        raise of_given(refusal) from None
    return start


def new_plan_from(
    start: Start,
    script: Script,
    started: date,
    *,
    children: Sequence[Json] = (),
    wordings: Sequence[str] = (),
) -> Plan:
    """Return a new plan, with the children and the wordings of items that were told beside the file.

    Refusal, with the path to the field, for what does not fit.
    Ids and numbers may be left out. Items may stand under the name of their kind or its plural, and inside
    the item that they belong to (`outcomes: [{wording: ..., steps: [...]}]`); an item may be plain words.
    """
    form = script.format
    whole = {
        "schema_version": SCHEMA_VERSION,
        "started": started.isoformat(),
        **start.given,
        "id": fresh_id(),
        "format": form.id,
    }
    origins: dict[Place, Place] = {**start.origins, **_put_children(whole, children, form)}
    _put_wordings(whole, wordings, form)
    own = whole.get("items", [])
    if isinstance(own, list):
        before = Counter(str(item.get("kind")) for item in own if isinstance(item, dict))
        rows = [*_Given(form, before, _ids_given(whole)).rows(whole)]
        whole["items"] = [*own, *(row.item for row in rows)]
        for place, row in enumerate(rows, start=len(own)):
            origins |= {("items", place, *part): at for part, at in row.origins.items()}
        _refuse_other_kinds(whole, form)
    try:
        plan = Plan.model_validate_json(as_json(whole))
        hold_to_format(plan, form, lambda: origins)
    except ValidationError as error:
        raise of_given(field_refusal(error, origins)) from None
    except Refusal as refusal:
        raise of_given(refusal) from None
    refuse_no_costs(None, plan, form)
    if "started" in start.given:  # else it is today, and a plan that was begun on paper is older
        refuse_backwards(None, plan, form, "given.days-backwards")
    refuse_without_consent(None, plan, form)
    return plan


def _put_children(whole: Json, told: Sequence[Json], form: Declaration) -> Origins:
    """Put the children into a plan, and return where they stood; of one child, what is told goes before."""
    origins: dict[Place, Place] = {}
    if "child" in whole and "children" not in whole:
        child = whole.pop("child")
        whole["children"] = [child]
        origins["children", 0] = ("child",)
        parts = child if isinstance(child, dict) else {}
        origins |= {("children", 0, part): ("child", part) for part in parts}
    given = whole.get("children", [])
    if not isinstance(given, list):
        return origins
    if form.children.most == 1 and told and len(given) == 1 and isinstance(given[0], dict):
        given, told = [{**given[0], **told[0]}], told[1:]
    every = [*given, *told]
    whole["children"] = every if len(every) < 2 else [_with_id(one, at) for at, one in enumerate(every, 1)]
    return origins


def _with_id(child: object, number: int) -> object:
    return {"id": f"{CHILD}-{number}", **child} if isinstance(child, dict) else child


def worded_kind(form: Declaration) -> str | None:
    """Return the kind of item that a plan of the format is told first of, by its words, or None."""
    kinds = [*form.kinds("outcome"), *form.items]
    tops = (kind for kind in kinds if form.items[kind].under is None)
    return next((kind for kind in tops if form.items[kind].role_field("wording")), None)


def _put_wordings(whole: Json, wordings: Sequence[str], form: FormatFile) -> None:
    if not wordings:
        return
    kind = worded_kind(form)
    if kind is None:
        raise Refusal("commands.new.no-items", format=form.name)
    name = kind if kind in whole else f"{kind}s"
    given = whole.get(name, [])
    whole[name] = [*given, *wordings] if isinstance(given, list) else given


def _refuse_other_kinds(whole: Json, form: FormatFile) -> None:
    """Raise the Refusal of a list under a name that is of no kind of this format."""
    for name, value in whole.items():
        if isinstance(value, list) and name not in Plan.model_fields and form.items:
            known = ", ".join(f"{kind}s" for kind, declared in form.items.items() if declared.under is None)
            raise Refusal("given.no-kind", format=form.name, given=name, where=name, known=known)


class _Row(NamedTuple):
    """An item, with where its parts stand in the file that was given."""

    item: Json
    origins: Origins


def _ids_given(whole: Json) -> set[str]:
    """Return the ids that people and things have already, which no new item may have."""
    lists = (whole.get(name) for name in ("children", "people", "items"))
    every = (one for given in lists if isinstance(given, list) for one in given)
    return {str(one["id"]) for one in every if isinstance(one, dict) and "id" in one}


class _Given(NamedTuple):
    """The items that a file gives in a plan of a format.

    `before` has how many of a kind the file has in its list of items: numbers go on after these. No new item
    has one of the ids that are `taken`.
    """

    form: Declaration
    before: Mapping[str, int]
    taken: Collection[str]

    def rows(self, given: Json, under: Json | None = None, at: Place = ()) -> Iterator[_Row]:
        """Yield the items that stand in an object under the names of their kinds, and take them out of it."""
        for kind, declared in self.form.items.items():
            if declared.under != (under["kind"] if under else None):
                continue
            for name in (kind, f"{kind}s"):
                if not isinstance(given.get(name), list):
                    continue
                before = 0 if under else self.before.get(kind, 0)
                for place, one in enumerate(given.pop(name)):
                    yield from self._row(one, kind, under, (*at, name, place), before + place + 1)

    def _row(self, given: object, kind: str, under: Json | None, at: Place, number: int) -> Iterator[_Row]:
        declared = self.form.items[kind]
        wording = declared.role_field("wording") or ""
        rest: Json = dict(given) if isinstance(given, dict) else {wording: given}
        item: Json = {"id": rest.pop("id", self._id(kind, under, number)), "kind": kind}
        if under:
            item["under"] = under["id"]
        if declared.numbered:
            item["number"] = rest.pop("number", number)
        below = list(self.rows(rest, item, at))
        choices = {
            name: field.options[0].id
            for name, field in declared.fields.items()
            if field.role == "place" and name not in rest
        }
        item["fields"] = {name: rest.pop(name) for name in declared.fields if name in rest} | choices
        item |= rest
        origins: dict[Place, Place] = {(): at}
        if isinstance(given, dict):
            origins |= {(part,): (*at, part) for part in item if part != "fields"}
            origins |= {("fields", part): (*at, part) for part in item["fields"]}
        yield _Row(item, origins)
        yield from below

    def _id(self, kind: str, under: Json | None, number: int) -> str:
        above = (str(under["id"]),) if under else ()
        declared = self.form.items
        alike = [one for one in declared if declared[one].under == declared[kind].under and one[0] == kind[0]]
        names = (kind[0], kind) if len(alike) == 1 else (kind,)
        ids = (joined_id(*above, f"{name}{number}") for name in names)
        return next((one for one in ids if one not in self.taken), fresh_id())
