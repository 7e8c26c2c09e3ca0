"""Which part of a plan typed words mean, and which of its fields: by number, by label, by name.

"2" is the second outcome, or what a format has in its place; "2.1" what stands first under it, where only one
kind does. A label may be cut short, as in "st 2.1" or "s2.1", as long as only one thing begins so.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from facilitator.phrases.plan_fields import fields_of
from facilitator.plan.letters import clean_line
from facilitator.plan.people import EVERYONE, PERSPECTIVES
from facilitator.plan.plan import Plan
from facilitator.plan.refusal import Refusal
from facilitator.plan.similar_names import folded
from facilitator.script.declared_fields import Fields
from facilitator.script.format_declaration import Declaration
from facilitator.script.plan_parts import (
    CHILD,
    ENTRY,
    PERSON,
    PLAN,
    Part,
    entries_of,
    name_of,
    numbers_of,
    people_who_speak,
    said_fields,
)
from facilitator.script.words_by_key import say

_NUMBERS = re.compile(r"\d{1,4}(?:\.\d{1,4})*")
_STUCK = re.compile(r"(?<=[^\W\d])(?=\d)")


class Named(NamedTuple):
    """A part of a plan, and a field of it, if one was named."""

    part: Part
    field: str = ""


def main_kind(form: Declaration) -> str:
    """Return the kind that a bare number means: outcomes, or what stands first; nothing where none is."""
    tops = [kind for kind in form.items if form.items[kind].under is None]
    return next(iter([kind for kind in form.kinds("outcome") if kind in tops] or tops), "")


def kind_named(text: str, form: Declaration) -> str:
    """Return the kind that typed words name: one of items, a person or a child; raises Refusal."""
    known = {kind: _names_of_kind(kind, form) for kind in (*form.items, PERSON, CHILD)}
    found = _meant(text, known)
    if len(found) != 1:
        raise Refusal("edit.no-kind", text=text, known=", ".join(names[0] for names in known.values()))
    return found[0]


def said_field_named(text: str, form: Declaration) -> str:
    """Return the field that typed words name for which several people may say something; else nothing."""
    return next(iter(_field_meant(text, said_fields(form))), "")


def speaker_named(text: str, plan: Plan) -> str:
    """Return the id of whose words typed words name, by a name, a first name or a role; raises Refusal."""
    known: list[tuple[str, tuple[str, ...]]] = [
        (child.id, (child.full_name, child.called)) for child in plan.children
    ]
    known += [
        (one.id, (one.name, one.name.split()[0], one.role, one.relationship))
        for one in plan.people
        if one.ended is None
    ]
    met = plan.meetings()[-1].people if plan.meetings() else []
    known += [(one.id, (one.name, one.role)) for one in met if one.id in people_who_speak(plan)]
    known.append((EVERYONE, (say("edit.everyone"), EVERYONE)))
    found = {one for one, names in known if _one(text) in [_one(name) for name in names if name]}
    if len(found) != 1:
        raise Refusal("edit.nobody", name=text)
    return found.pop()


class Signer(NamedTuple):
    """Who signs: the id of somebody whom the plan knows, else whose view they give; and the name."""

    party: str
    name: str


def sign_named(text: str, form: Declaration) -> str:
    """Return what typed words name that is signed: by its label, how that begins, or its id; or Refusal."""
    known = {to: (form.sign_label(to), to) for to in form.signs}
    wanted = _one(text)
    exact = [to for to, names in known.items() if wanted in map(_one, names)]
    begun = [to for to, names in known.items() if wanted in _one(names[0])]
    found = exact or (begun if wanted else [])
    if len(found) != 1:
        labels = "; ".join(names[0] for names in known.values()) or say("edit.nothing")
        raise Refusal("edit.no-such-signature", text=text, known=labels)
    return found[0]


def signer_named(text: str, plan: Plan) -> Signer:
    """Return who is meant by a name that the plan knows, or by one with whose view it is, or Refusal."""
    name, comma, role = text.rpartition(",")
    if not comma:
        party = speaker_named(text, plan)
        if party == EVERYONE:
            raise Refusal("edit.signs-alone")
        return Signer(party, people_who_speak(plan)[party])
    side = next((one for one in PERSPECTIVES if _one(role) in map(_one, _words_of_side(one))), None)
    if side is None or not name.strip(" ,"):
        raise Refusal("edit.no-such-side", text=role.strip(), name=name.strip(" ,") or say("edit.type-name"))
    same = [one for one, known in people_who_speak(plan).items() if _one(known) == _one(name)]
    if side == CHILD and not same:
        raise Refusal("edit.nobody", name=name.strip())
    return Signer(same[0] if len(same) == 1 and side == CHILD else side, clean_line(name))


def _words_of_side(side: str) -> list[str]:
    return say(f"edit.typed-side-{side}").split("|")


def without_colon_of_label(line: str, form: Declaration) -> str:
    """Return a line without the colon of a label's own, which parts nothing: "change Range: reading: 3"."""
    fields = (form.plan, *(kind.fields for kind in form.items.values()))
    labels = {one.label for some in fields for one in some.values() if ":" in one.label}
    head, _, rest = line.partition(":")
    behind, more, _ = rest.partition(":")
    for before, _, after in (label.partition(":") for label in labels):
        begun = _one(after).startswith(_one(behind)) and bool(_one(behind))
        whole = bool(more) and _one(behind).startswith(f"{_one(after)} ")
        if f" {_one(head)}".endswith(f" {_one(before)}") and (begun or whole):
            return f"{head}{rest}"
    return line


def named(text: str, plan: Plan, form: Declaration, kind: str | None = None) -> Named:
    """Return the part, and perhaps the field of it, that typed words mean; Refusal for none or several.

    Where they may mean a part of a certain `kind`, it is that.
    """
    words = _STUCK.sub(" ", text.replace(",", " ")).split()
    for cut in range(len(words), 0, -1):
        rest = " ".join(words[cut:])
        parts = list(dict.fromkeys(_parts_meant(words[:cut], plan, form)))
        parts = [part for part in parts if part.kind == kind] or parts
        fitting = [Named(part, field) for part in parts for field in _fields_meant(rest, part, plan, form)]
        if len(fitting) == 1:
            return fitting[0]
        if len(fitting) > 1:
            kinds = " / ".join(dict.fromkeys(_names_of_kind(one.part.kind, form)[0] for one in fitting))
            raise Refusal("edit.which-of", text=text, kinds=kinds)
        if parts and len(parts) == 1 and rest:
            known = ", ".join(_labels(fields_of(parts[0].kind, form, _field_of(plan, parts[0]))))
            raise Refusal("edit.no-field", text=rest, known=known)
    own = _of_the_plan(text, plan, form)
    if own is None:
        raise Refusal("edit.no-part", text=text)
    return own


def _of_the_plan(text: str, plan: Plan, form: Declaration) -> Named | None:
    """Return a field of the plan itself, or of its only child, by its label alone."""
    places = [(Part(PLAN), fields_of(PLAN, form))]
    if len(plan.children) == 1:
        places.insert(0, (Part(CHILD, plan.child.id), fields_of(CHILD, form)))
    found = [Named(part, field) for part, fields in places for field in _field_meant(text, fields)]
    exact = [one for one in found if _one(text) in _field_names(one.field, dict(places)[one.part])]
    found = exact or found
    if len(found) > 1:
        labels = ", ".join(dict(places)[one.part][one.field].label for one in found)
        raise Refusal("edit.which-of", text=text, kinds=labels)
    if found:
        return found[0]
    for field in _field_meant(text, said_fields(form)):
        entries = entries_of(plan, field)
        if len(entries) == 1:
            return Named(entries[0], field)
    return None


def _field_of(plan: Plan, part: Part) -> str:
    return next((one.field for one in plan.entries if one.id == part.id), "") if part.kind == ENTRY else ""


def _fields_meant(text: str, part: Part, plan: Plan, form: Declaration) -> Iterator[str]:
    """Yield the field that the rest of a reference names; where nothing is left, none."""
    if not text:
        yield ""
        return
    fields = fields_of(part.kind, form, _field_of(plan, part))
    yield from _field_meant(text, fields) or (
        [name_of(part.kind, form)] if _one(text) in _all("wording") else []
    )


def _field_meant(text: str, fields: Fields) -> list[str]:
    """Return the field whose label, id or role typed words name or begin; several are none."""
    wanted, names = _one(text), {name: _field_names(name, fields) for name in fields}
    found = [name for name, known in names.items() if wanted in known] or [
        name for name, known in names.items() if any(one.startswith(wanted) for one in known)
    ]
    return found if len(found) == 1 else []


def _field_names(name: str, fields: Fields) -> list[str]:
    declared = fields[name]
    return [
        _one(words.replace("_", " "))
        for words in (declared.label, declared.child, name, declared.role)
        if words
    ]


def _labels(fields: Fields) -> list[str]:
    return [one.label or name for name, one in fields.items()]


# Parts


def _parts_meant(words: list[str], plan: Plan, form: Declaration) -> Iterator[Part]:
    """Yield the parts that typed words alone may mean: an item by its numbers, a name, or words by number."""
    yield from _items_meant(words, plan, form)
    text = " ".join(words)
    people = [(CHILD, one.id, [one.full_name, one.known_as, one.called]) for one in plan.children]
    people += [(PERSON, one.id, [one.name]) for one in plan.people]
    for kind, one, names in people:
        if _one(text) in [_one(name) for name in names if name]:
            yield Part(kind, one)
    label, number = " ".join(words[:-1]), words[-1]
    if label and number.isdecimal():
        for kind in (CHILD, PERSON):
            own = [one for one in people if one[0] == kind]
            if _one(label) in _all(kind) and 1 <= int(number) <= len(own):
                yield Part(kind, own[int(number) - 1][1])
        for field in _field_meant(label, said_fields(form)):
            entries = entries_of(plan, field)
            if 1 <= int(number) <= len(entries):
                yield entries[int(number) - 1]


def _items_meant(words: list[str], plan: Plan, form: Declaration) -> Iterator[Part]:
    path = _path(words)
    if path is None:
        return
    labels, numbers = path
    kinds: Iterable[str]
    if labels:
        kinds = _meant(labels[-1], {kind: _names_of_kind(kind, form) for kind in form.items})
    else:
        kinds = [kind for kind in form.items if main_kind(form) in form.upwards(kind)]
    for item in plan.items:
        if item.kind in kinds and numbers_of(plan, item) == numbers:
            yield Part(item.kind, item.id)


def _path(words: list[str]) -> tuple[list[str], list[int]] | None:
    """Return the labels and the numbers of "step 2.1", "outcome 2 step 1" or "step 1 of outcome 2"."""
    pieces: list[tuple[str, list[int]]] = []
    label: list[str] = []
    turned = False
    for word in words:
        if _NUMBERS.fullmatch(word):
            pieces.append((" ".join(label), [int(one) for one in word.split(".")]))
            label = []
        elif _one(word) in _all("of") and pieces:
            turned = True
        else:
            label.append(word)
    if label or not pieces:
        return None
    pieces = pieces[::-1] if turned else pieces
    label_of_last = [pieces[-1][0]] if pieces[-1][0] else []
    return label_of_last, [number for _, own in pieces for number in own]


def _names_of_kind(kind: str, form: Declaration) -> list[str]:
    if kind in (PERSON, CHILD, PLAN, ENTRY):
        return [words.strip() for words in say(f"edit.typed-{kind}").split("|")]
    declared = form.items[kind]
    return [name for name in (declared.label, kind.replace("_", " "), declared.child) if name]


def _meant(text: str, known: dict[str, list[str]]) -> list[str]:
    """Return what typed words name, or else what begins with them; a plural is its singular."""
    wanted, names = _one(text), {thing: [_one(name) for name in own] for thing, own in known.items()}
    exact = [thing for thing, own in names.items() if wanted in own or wanted.removesuffix("s") in own]
    return exact or [thing for thing, own in names.items() if any(name.startswith(wanted) for name in own)]


def _one(text: str) -> str:
    """Return words as they are compared."""
    return " ".join(folded(text))


def _all(key: str) -> list[str]:
    return [_one(one) for one in say(f"edit.typed-{key}").split("|")]
