"""One plan out of two versions of it that were changed apart: what is new in either stands, nothing goes.

Parts are known again by their ids. Where both say something else, the value that the other version said
earlier is the older one; else a person picks, and what is not picked stays in the part's history. Two parts
that came by one id in either version, and are of neither's past, are two parts.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from datetime import date
from typing import Any, NamedTuple

from facilitator.plan.plan import Plan

Data = dict[str, Any]
Place = tuple[str, ...]
"""The way to something in a plan: names of fields, and in a list what tells its rows apart."""

MINE, THEIRS = "mine", "theirs"

_KEYS = {
    "scores": ("about", "field"),
    "versions": ("number",),
    "authors": ("part", "by"),
    "signatures": ("to", "party", "name"),
}
"""What tells the rows of a list apart that have no id."""

_EACH_KEPT = ("earlier", "changes", "sittings", "left_open")
"""Lists of what happened: what either version has, the one plan has."""

_WHOLE = ("ended", "match", "added", "manner")
"""Objects that mean something as a whole alone, as do the rows of `_WHOLE_ROWS`."""
_WHOLE_ROWS = ("versions", "scores", "signatures")

_SAME_IN_ALL = ("id", "schema_version", "$schema", "format")
_NEW_IN_BOTH = ("items", "entries", "people", "children")
_WITH_HISTORY = ("items", "entries", "people", "children")


class Clash(NamedTuple):
    """Something of which the two versions say two things, and neither is known to be the older one."""

    place: Place
    mine: Any
    theirs: Any


class Merging(NamedTuple):
    """Two versions in one, `data`, with each clash as the first one has it.

    `came` is what stands there by the other one, `left` what the other one has still and the first one once
    had: it was taken back there.
    """

    data: Data
    clashes: tuple[Clash, ...]
    came: tuple[Place, ...]
    left: tuple[Place, ...]

    def at(self, place: Place) -> Any:
        """Return what stands at a place, None where nothing does."""
        return _at(self.data, place)


def merging(mine: Plan, theirs: Plan, past: Sequence[Plan], *, ids_are_kept: bool = True) -> Merging:
    """Bring two versions together; `past` are versions that the first one was before.

    Where `ids_are_kept` no part ever gets another id: in a document they are read off where it stands.
    """
    before = [_data(one) for one in past]
    first, second = _data(mine), _data(theirs)
    if ids_are_kept:
        second = _with_ids_apart(first, second, before)
    walk = _Walk(before)
    for held in list(second["reviews"]):
        own = next((one for one in first["reviews"] if one["period"] == held["period"]), held)
        if own["id"] != held["id"]:  # a plan has one review of each
            second["reviews"].remove(held)
            walk.clashes.append(Clash(("reviews", own["id"]), own, held))
    data = walk.of(first, second, ())
    return Merging(data, tuple(walk.clashes), tuple(walk.came), tuple(walk.left))


def merged(found: Merging, picked: Sequence[str], on: date, by: str) -> Data:
    """Return the plan as JSON once somebody has `picked` MINE or THEIRS for each clash, in their order.

    What is not picked of a field stays with it as what it said earlier.
    """
    data: Data = json.loads(json.dumps(found.data))
    for clash, pick in zip(found.clashes, picked, strict=True):
        stays, goes = (clash.mine, clash.theirs) if pick == MINE else (clash.theirs, clash.mine)
        _put(data, clash.place, stays)
        row = _row(data, clash.place)
        if row is not None and _is_value(goes):
            field = row["field"] if clash.place[0] == "entries" else clash.place[-1]
            row["earlier"].append({"field": field, "value": goes, "on": on.isoformat(), "by": by})
    data["reviews"].sort(key=lambda held: held["period"])
    data["planning"].sort(key=lambda held: held["date"])
    return data


def _data(plan: Plan) -> Data:
    found: Data = plan.model_dump(mode="json", by_alias=True)
    return found


class _Walk:
    """A walk over both versions at once."""

    def __init__(self, past: Sequence[Data]) -> None:
        self._past = past
        self.clashes: list[Clash] = []
        self.came: list[Place] = []
        self.left: list[Place] = []

    def of(self, mine: Data, theirs: Data, place: Place, rows: tuple[Data, Data] = ({}, {})) -> Data:
        """Return two objects in one; `rows` are the parts of the plan that they are of."""
        return mine | {
            key: self._of_field(mine, theirs, (*place, key), rows)
            for key in theirs
            if place or key not in _SAME_IN_ALL
        }

    def _of_field(self, mine: Data, theirs: Data, place: Place, rows: tuple[Data, Data]) -> Any:
        key = place[-1]
        own, other = mine.get(key), theirs[key]
        if key == "picture":  # it stands beside these very words, where both versions have it
            return own if (own, mine.get("value")) == (other, theirs.get("value")) else ""
        if own == other:
            return own
        if isinstance(own, dict) and isinstance(other, dict) and key not in _WHOLE:
            return self.of(own, other, place, rows)
        if isinstance(own, list) and isinstance(other, list) and all(_is_row(one) for one in (*own, *other)):
            if key in _EACH_KEPT:
                return self._of_what_happened(own, other, place)
            return self._of_rows(own, other, place)
        return self._of_value(own, other, place, rows)

    def _of_rows(self, own: list[Data], others: list[Data], place: Place) -> list[Data]:
        theirs = {_name(one, place): one for one in others}
        found = []
        for one in own:
            name = _name(one, place)
            other, here = theirs.pop(name, one), (*place, name)
            if place[-1] in _WHOLE_ROWS:
                found.append(one if one == other else self._of_value(one, other, here, ({}, {})))
            else:
                found.append(self.of(one, other, here, (one, other)))
        for name, one in theirs.items():
            here = (*place, name)
            if any(_at(before, here) == one for before in self._past):
                self.left.append(here)
            else:
                found.append(one)
                self.came.append(here)
        return found

    def _of_what_happened(self, own: list[Data], others: list[Data], place: Place) -> list[Data]:
        """Return all that happened, by its days; of what both have of one day, which is last is asked."""
        new = [one for one in others if one not in own]
        mine = [one for one in own if one not in others]
        if not new or place[-1] == "earlier":
            return [*own, *new]
        both = sorted([*others, *mine], key=_day_of)
        of_action = place[-1] == "changes" and "actions" in place
        if of_action and mine and max(map(_day_of, mine)) == max(map(_day_of, new)):
            self.clashes.append(Clash(place, both, sorted([*own, *new], key=_day_of)))
        else:
            self.came.append(place)
        return both

    def _of_value(self, own: Any, other: Any, place: Place, rows: tuple[Data, Data]) -> Any:
        """Return which of two values stands, noting it where nobody knows."""
        if place[-1] == "not_shared":  # whoever said so meant it
            self.came += [place] if other and not own else []
            return own or other
        said, other_said = (_said_earlier(row, place) for row in rows)
        before = [_at(one, place) for one in self._past]
        # One that has all that the other one ever said is the newer one.
        is_older = own in other_said and all(one in other_said for one in said)
        other_is_older = other in said and all(one in said for one in other_said)
        if is_older == other_is_older:
            was_always_so = bool(before) and all(one == own for one in before)
            is_older = _says_nothing(own) and (was_always_so or bool(said))
            other_is_older = other in before and own not in before
        if is_older == other_is_older:
            self.clashes.append(Clash(place, own, other))
            return own
        if is_older:
            self.came.append(place)
        return other if is_older else own


def _said_earlier(row: Data, place: Place) -> list[Any]:
    """Return what a part of the plan said earlier where a place is; an entry has one thing to say."""
    history = row.get("earlier", []) if place[0] in _WITH_HISTORY else []
    return [one["value"] for one in history if place[0] == "entries" or one["field"] == place[-1]]


def _day_of(row: Data) -> str:
    return str(row.get("on") or "")


def _is_row(value: object) -> bool:
    return isinstance(value, dict)


def _is_value(value: object) -> bool:
    """Whether something can be kept as what a field said earlier."""
    each = value if isinstance(value, list) else [value]
    return bool(each) and all(isinstance(one, str | bool | int | float) for one in each)


def _says_nothing(value: object) -> bool:
    return value is None or value in ("", [], {})


def _name(row: Data, place: Place) -> str:
    keys = _KEYS.get(place[-1], ("id",))
    found = [str(row[key]) for key in keys if key in row]
    return "\n".join(found) or json.dumps(row, sort_keys=True)


def _at(data: Any, place: Place) -> Any:
    """Return what stands at a place, None where nothing does."""
    for at, key in enumerate(place):
        if isinstance(data, list):
            data = next((one for one in data if _is_row(one) and _name(one, place[:at]) == key), None)
        else:
            data = data.get(key) if _is_row(data) else None
    return data


def _row(data: Data, place: Place) -> Data | None:
    """Return the part of the plan that a place is in, where it keeps what it said earlier."""
    found = _at(data, place[:2]) if place[0] in _WITH_HISTORY and place[2:] else None
    return found if _is_row(found) else None


def _put(data: Data, place: Place, value: Any) -> None:
    inside = _at(data, place[:-1])
    if isinstance(inside, list):
        at = next(at for at, one in enumerate(inside) if _name(one, place[:-1]) == place[-1])
        inside[at] = value
    else:
        inside[place[-1]] = value


# Two parts by one id


def _with_ids_apart(mine: Data, theirs: Data, past: Sequence[Data]) -> Data:
    """Return the other version with other ids, and numbers, for parts that only share them by chance."""
    for where in _NEW_IN_BOTH:
        known = {one["id"]: one for one in mine[where]}
        for one in list(theirs[where]):
            own = known.get(one["id"])
            if own is not None and _only_share_an_id(own, one, (where, one["id"]), past):
                brought = (name for name in known if _is_copy(known[name], one, name))
                taken = {*_ids(mine), *_ids(theirs)}
                new = next(brought, "") or next(name for name in _others(one["id"]) if name not in taken)
                theirs = _renamed(theirs, one["id"], new)
        numbers = {one["id"]: one["number"] for one in mine[where] if one.get("number") is not None}
        for one in theirs[where]:
            if one.get("number") is not None and one["id"] in numbers:
                one["number"] = numbers[one["id"]]
            elif one.get("number") in numbers.values():
                one["number"] = numbers[one["id"]] = max(numbers.values()) + 1
    return theirs


def _is_copy(own: Data, other: Data, name: str) -> bool:
    """Whether a part is the other one as it came with an id of its own before."""
    return name.startswith(f"{other['id']}-") and bool(_names(own) & _names(other))


def _only_share_an_id(own: Data, other: Data, place: Place, past: Sequence[Data]) -> bool:
    """Whether two parts were never the same: nothing by which one was ever known is the other's."""
    was = [row for before in past if (row := _at(before, place)) is not None]
    return {name for row in (own, *was) for name in _names(row)}.isdisjoint(_names(other))


def _names(row: Data) -> set[str]:
    """Return by what a part is known, or was: its first words."""
    words = [value for value in row.get("fields", {}).values() if isinstance(value, str)]
    now = words[0] if words else row.get("value", row.get("full_name", row.get("name")))
    known = (now, *(earlier["value"] for earlier in row["earlier"]))
    return {json.dumps(one) for one in known if one is not None} or {json.dumps(row["id"])}


def _others(name: str) -> Iterator[str]:
    number = 2
    while True:
        yield f"{name}-{number}"
        number += 1


def _ids(value: Any) -> Iterator[str]:
    if isinstance(value, list):
        for one in value:
            yield from _ids(one)
    elif isinstance(value, dict):
        yield from (one for key, one in value.items() if key == "id")
        for one in value.values():
            yield from _ids(one)


_REFERENCES = (
    *("id", "about", "by", "under", "replaces", "target", "part", "party", "helper", "person", "continues"),
)


def _renamed(value: Any, old: str, new: str, key: str = "") -> Any:
    """Return a version in which a part has another id, wherever it is named: alone, or in a list of links."""
    if isinstance(value, dict):
        return {name: _renamed(one, old, new, name) for name, one in value.items()}
    if isinstance(value, list):
        return [new if one == old else _renamed(one, old, new) for one in value]
    return new if value == old and key in _REFERENCES else value
