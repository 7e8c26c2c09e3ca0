"""The text of a native plan file: from bytes to a Plan, or to a refusal that says where it is wrong."""

from __future__ import annotations

import json
import math
import re
from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any

from pydantic import ValidationError

from facilitator.plan.file_places import Origins, Place, in_words, shortened, traced
from facilitator.plan.letters import clean_letters
from facilitator.plan.migrations import LAST_VERSION, OLDEST_VERSION, migrate
from facilitator.plan.plan import SCHEMA_VERSION, Plan
from facilitator.plan.refusal import Refusal
from facilitator.script.words_by_key import known, say

if TYPE_CHECKING:
    from facilitator.plan.schema_3 import Plan3

DEEPEST = 40
"""Levels of nesting; a plan has about eight."""
MOST_PARTS = 100_000
"""Commas and opening brackets of a file; a large plan has a few thousand.

A hostile file of millions would cost seconds and gigabytes before it is refused item by item.
"""
MOST_OBJECTS = 20_000
"""Opening braces; each statement is one. What is wrong with an object takes far more memory than it."""

_WORD_FILES = (b"PK\x03\x04", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1")
_WORDS = re.compile(rb'"(?>[^"\\]++|\\.)*+"', re.DOTALL)
_BOM = b"\xef\xbb\xbf"


_OF_FIELDS = {"missing": "plan.field-missing", "extra_forbidden": "plan.field-unknown"}
"""The refusals of what is wrong with a field, by pydantic's name for it; of all else it is wrong."""


class _Twice(dict[str, Any]):
    """An object that names a key twice, where a plain reader would drop the first one unseen."""

    key = ""


def render(plan: Plan) -> bytes:
    """Return the bytes of the plan's file: UTF-8, indented by 2, keys in the models' order, a newline.

    What says nothing is left out, but for what kind of file it is.
    """
    head = f'{{\n  "$schema": "{plan.schema_name}",\n  "schema_version": {plan.schema_version},'
    said = plan.model_dump_json(indent=2, exclude_defaults=True, exclude={"schema_name", "schema_version"})
    return f"{head}{said[1:]}\n".encode()


def parse(data: bytes) -> Plan:
    """Return the plan that the bytes hold; raises Refusal for anything that is not wholly a sound plan."""
    _refuse_too_many(data)
    plan = _as_we_write_it(data)
    return plan if plan is not None else _read(_checked_json(_text(data)))


def read_object(data: bytes) -> dict[str, Any]:
    """Return the JSON object that the bytes of some other file hold, as carefully as a plan is read."""
    _refuse_too_many(data)
    return _checked_json(_text(data))


def of_given(refusal: Refusal) -> Refusal:
    """Return a plan file's refusal in words for a file written by hand, which has no earlier version."""
    kind, _, rest = refusal.code.partition(".")
    own = f"given.{rest}"
    return (
        Refusal(own, **refusal.values) if kind in ("plan", "conformity", "file") and known(own) else refusal
    )


def as_json(data: dict[str, Any]) -> bytes:
    """Return an object as JSON for a model: strict models take a date from there, not from a Python string.

    Half a letter (a lone surrogate) fits into no UTF-8: it is replaced visibly, as wherever text comes in.
    """
    return clean_letters(json.dumps(data, ensure_ascii=False)).encode()


def _refuse_too_many(data: bytes) -> None:
    """Raise the Refusal of far too many parts; what stands inside words is none."""
    if _has_too_many(data) and _has_too_many(_WORDS.sub(b"", data)):
        raise Refusal("plan.too-many")


def _has_too_many(data: bytes) -> bool:
    objects = data.count(b"{")
    return objects > MOST_OBJECTS or data.count(b",") + objects + data.count(b"[") > MOST_PARTS


def field_refusal(
    error: ValidationError, origins: Origins | None = None, unnamed: Mapping[str, Place] | None = None
) -> Refusal:
    """Return the refusal of the first field that a model did not take, with the path to it in the file.

    `unnamed` has the places of what has no id in the file, by the ids that it was given: nobody knows these.
    """
    errors = error.errors(include_url=False, include_input=False)
    first, place = errors[0], traced(errors[0]["loc"], origins or {})
    values: dict[str, object] = {"where": in_words(place), "more": len(errors) - 1}
    kind = first["type"]
    if kind.startswith("odds."):
        named = {name: _name(str(value), unnamed or {}) for name, value in first.get("ctx", {}).items()}
        return Refusal("plan.at-odds-in" if place else "plan.at-odds", problem=say(kind, **named), **values)
    return Refusal(_OF_FIELDS.get(kind, "plan.field-wrong"), **values)


def _name(value: str, unnamed: Mapping[str, Place]) -> str:
    return say("odds.at", where=in_words(unnamed[value])) if value in unnamed else shortened(value)


def origins_of(data: bytes) -> Origins:
    """Return where the parts of a plan stand in its file; empty where they stand there as in the plan."""
    given = _checked_json(_text(data))
    if given["schema_version"] > LAST_VERSION:
        return {}
    from facilitator.plan.from_schema_3 import plan_origins

    return plan_origins(_older(given))


def _as_we_write_it(data: bytes) -> Plan | None:
    """Return the plan if the bytes are just what we would write, which no odd file can be."""
    try:
        plan = Plan.model_validate_json(data)
    except ValidationError:
        return None
    return plan if render(plan) == data else None


def _text(data: bytes) -> str:
    if not data.strip(b"\0 \r\n\t"):
        raise Refusal("file.empty")
    if data.startswith(_WORD_FILES):
        raise Refusal("file.word-by-another-name")
    try:
        return data.removeprefix(_BOM).decode("utf-8")
    except UnicodeDecodeError as error:
        raise Refusal("plan.not-utf-8", line=data.count(b"\n", 0, error.start) + 1) from None


def _checked_json(text: str) -> dict[str, Any]:
    value = _read_json(text)
    if not isinstance(value, dict):
        raise Refusal("plan.not-a-plan")
    for place, item in _walk(value):
        if len(place) > DEEPEST:
            raise Refusal("plan.too-deep")
        if isinstance(item, _Twice):
            raise Refusal("plan.key-twice", where=in_words((*place, item.key)))
        if isinstance(item, float) and not math.isfinite(item):
            raise Refusal("plan.not-a-number", where=in_words(place))
    return value


def _read_json(text: str) -> object:
    try:
        return json.loads(text, object_pairs_hook=_object)
    except json.JSONDecodeError as error:
        code = "plan.cut-short" if _is_cut(text.rstrip(), error) else "plan.broken"
        # None: the exception holds the whole text, and a log of it the child's words.
        raise Refusal(code, line=error.lineno, column=error.colno) from None
    except RecursionError:
        raise Refusal("plan.too-deep") from None
    except ValueError:  # Python reads no number of more than 4,300 digits
        raise Refusal("plan.number-too-long") from None


def _is_cut(text: str, error: json.JSONDecodeError) -> bool:
    """Whether the text stops rather than goes wrong: a whole plan ends with a bracket."""
    return error.pos >= len(text) or not (text.endswith(("}", "]")) or error.msg == "Extra data")


def _object(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    value = dict(pairs)
    if len(value) == len(pairs):
        return value
    twice = _Twice(value)
    seen: set[str] = set()
    for key, _ in pairs:
        if key in seen:
            twice.key = key
            break
        seen.add(key)
    return twice


def _walk(value: object) -> Iterator[tuple[Place, object]]:
    """Yield each value with its place, outer ones first and in the order of the file."""
    waiting: list[tuple[Place, object]] = [((), value)]
    while waiting:
        place, item = waiting.pop()
        yield place, item
        if isinstance(item, dict):
            waiting.extend((((*place, key), inner) for key, inner in reversed(item.items())))
        elif isinstance(item, list):
            waiting.extend(((*place, i), item[i]) for i in range(len(item) - 1, -1, -1))


def _read(data: dict[str, Any]) -> Plan:
    """Return the plan that some data are; a newer version is refused, never guessed at."""
    if "schema_version" not in data:
        known = {"child", "children", "outcomes", "items", "reviews"} & data.keys()
        raise Refusal("plan.no-version" if known else "plan.not-a-plan")
    version = data["schema_version"]
    if type(version) is not int or version < OLDEST_VERSION:
        raise Refusal("plan.version-unknown")
    if version > SCHEMA_VERSION:
        raise Refusal("plan.newer", version=version, known=SCHEMA_VERSION)
    try:
        if version > LAST_VERSION:
            return Plan.model_validate_json(as_json(data))
        older = _older(data)
    except ValidationError as error:
        raise field_refusal(error) from None
    from facilitator.plan.from_schema_3 import plan_of, plan_origins

    try:
        return plan_of(older)
    except ValidationError as error:
        raise field_refusal(error, plan_origins(older)) from None


def _older(data: dict[str, Any]) -> Plan3:
    """Return a plan of an earlier version as the last of these had it; Refusal, and ValidationError."""
    try:
        data = migrate(data)
    except (AttributeError, KeyError, TypeError, ValueError) as error:
        raise Refusal("plan.old-and-wrong", version=data["schema_version"]) from error
    from facilitator.plan.schema_3 import Plan3

    return Plan3.model_validate_json(as_json(data))
