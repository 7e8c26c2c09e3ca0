"""Every answer goes somewhere: what a turn records fits its kind of answer, its loop and the format."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from facilitator.plan.manners import BANDS, GIVEN
from facilitator.plan.reviews import ANSWERS_TO_SIGNING
from facilitator.script.declared_fields import DeclaredField, FieldRole, Fields, FieldType
from facilitator.script.format_declaration import ANY, NEW, PLAN, SIGNED, Declaration, Path, new_kind
from facilitator.script.formats_and_turns import CHILDREN, AnswerKind, SuggestedAction
from facilitator.script.ladder import IN_SCRIPT, KEYS
from facilitator.script.layouts import OF_PLAN
from facilitator.script.prompt_data import Loc
from facilitator.script.turns_in_order import Form, Place
from facilitator.script.variables import loop_variables
from facilitator.script.yaml_source import Finding

_OF_ONE: tuple[FieldRole, ...] = (
    "wording", "place", "who", "how_often", "cost", "paid_by", "due",
    "delivered", "next", "decision", "new_wording", "because", "status",
)  # fmt: skip
"""Roles that one box of an item has, and one box about a thing."""
_TOLD_BY_NO_RULE = ("", "need", "hope")
"""Roles of which nothing is told or decided but what stands in the box."""

_ROOM = ("parents", "school", "practitioners")
"""Loops over some of those who are present."""


class Fits(NamedTuple):
    """What goes with one path; `loop` is what it must be asked for each of, `options` all that it may have.

    No `options` = any. What is asked of a kind of items may be asked of those that the meeting makes, and
    what is asked of all who are present of one side of them.
    """

    answer: AnswerKind
    loop: str | None = None
    options: tuple[str, ...] = ()

    def is_inside(self, loops: Iterable[str]) -> bool:
        """Whether loops run over what it must be asked of."""
        kind = (self.loop or "").removeprefix(f"{NEW}.")
        fit = {self.loop, str(Path(ANY, kind)), str(Path(NEW, kind))} if self.loop else set()
        fit |= set(_ROOM) if self.loop == "present" else set()
        return not self.loop or not fit.isdisjoint(loops)


OF_EVERY_FORMAT: dict[str, Fits] = {
    "action": Fits("action"),
    "review.date": Fits("date"),
    "review.next_date": Fits("date"),
    "review.minutes": Fits("choice"),
    "review.period": Fits("period"),
    "review.people": Fits("people"),
    "concern.match": Fits("choice", "concerns", ("action", "outcome", "watch", "not_now")),
    "concern.match.target": Fits("outcome", "concerns"),
    "concern.match.because": Fits("lines", "concerns"),
    "child.stays": Fits("choice", None, ("all", "part", "no")),
    "child.known_as": Fits("text"),
    "child.communication": Fits("text"),
    "child.helper": Fits("text"),
    "child.starts_with": Fits("text"),
    "child.ways": Fits("several", None, GIVEN),
    "child.topics_away": Fits("several"),
    "child.says_by": Fits("choice", None, ("talk", "both", "board")),
    "child.rate": Fits("choice"),
    "child.pictures": Fits("choice", None, ("large", "small", "no")),
    "child.age_band": Fits("choice", None, BANDS),
}
"""What is recorded whatever the format: the meeting itself, how concerns end, and the child's set-up."""

_PARTS: dict[str, tuple[AnswerKind, bool]] = {
    "": ("agree", False),
    "first": ("scores", False),
    "second": ("scores", False),
    "reason": ("lines", True),
    "would_change": ("lines", True),
    "next_step": ("lines", False),
    "by": ("date", False),
}
"""The answer to each part of a score, and whether each side of a disagreement is asked."""

_ANSWERS: dict[FieldType, AnswerKind] = {
    "words": "lines",
    "said": "lines",
    "line": "text",
    "number": "text",
    "cost": "text",
    "date": "date",
    "tick": "choice",
    "choice": "choice",
    "several": "several",
}
_TICKS = ("yes", "no", "unknown")
_KINDS_OF_EVERY_FORMAT = ("child", "action", "person")
"""What a review may say something about, beside the format's own kinds of items."""


def fits(path: Path, form: Form) -> Fits | None:
    """Return what goes with a path, or None where the format has no such place."""
    if str(path) in OF_EVERY_FORMAT:
        known = OF_EVERY_FORMAT[str(path)]
        lengths = tuple(str(agenda.minutes) for agenda in form.file.agendas)
        return known._replace(options=lengths) if path.field == "minutes" else known
    if path.of == SIGNED:
        return Fits("choice", "present", ANSWERS_TO_SIGNING) if path.field in form.file.signs else None
    declared = form.file.field(path)
    loop = {"review": None, PLAN: None, "action": "last_actions", "child": CHILDREN, "person": "present"}.get(
        path.of, path.of
    )
    if declared is None:
        return None
    if path.of == NEW:
        return _fits_new(path, declared, form)
    if declared.type == "score":
        return _fits_score(path, loop)
    if path.part:
        return _fits_score(path, loop) if form.file.is_score(path) else None
    if declared.role == "read_back":
        loop = "present"
    return Fits(_ANSWERS[declared.type], loop, _options_of(declared))


def _fits_score(path: Path, loop: str | None) -> Fits | None:
    if path.part not in _PARTS:
        return None
    answer, by_side = _PARTS[path.part]
    return Fits(answer, "sides" if by_side else loop)


def _fits_new(path: Path, declared: DeclaredField, form: Form) -> Fits:
    """A new item is a line under the item that it belongs to; then its other fields are asked for each."""
    if not path.part:
        return Fits("lines", form.file.items[path.field].under)
    return Fits(_ANSWERS[declared.type], str(Path(NEW, path.field)), _options_of(declared))


def _options_of(declared: DeclaredField) -> tuple[str, ...]:
    return _TICKS if declared.type == "tick" else tuple(declared.option_ids)


def findings(form: Form) -> Iterator[Finding]:
    """Yield turns whose answer is lost, or goes where it does not belong, and fields that cannot be used."""
    yield from _declared(form)
    looked_up = {name for place in form.everywhere for name in _looked_up(place)}
    for place in form.everywhere:
        if place.turn.records is None and not place.turn.columns and place.turn.id not in looked_up:
            yield place.finding("script.records-nothing", "answer")
        if place.turn.apart and place.turn.id not in looked_up:
            yield place.finding("script.apart-leads-nowhere", "options")
        yield from _fit(place, form)
        yield from _keys(place)
        yield from _fixed(place, form)
        yield from _columns(place, form)


def _hidden(form: Form) -> Iterator[Finding]:
    """What is hidden on a shared screen is told by no rule: it has no role, and is not judged."""
    file = form.file
    places: dict[tuple[str, ...], Fields] = {("plan",): file.plan, ("review",): file.review}
    places |= {("about", of): fields for of, fields in file.about.items()}
    places |= {("items", kind, "fields"): declared.fields for kind, declared in file.items.items()}
    for at, fields in places.items():
        for name, declared in fields.items():
            told = declared.role not in _TOLD_BY_NO_RULE or declared.type == "score"
            if declared.hidden and told:
                yield form.finding("script.cannot-hide", *at, name, field=name)


def _declared(form: Form) -> Iterator[Finding]:
    """A kind has words and stands under a kind; what is about something has a kind, and at most one score."""
    file = form.file
    loops = loop_variables(Declaration())
    taken = loops.keys() | loops.values() | {PLAN, "review", NEW, ANY, SIGNED}
    for kind, declared in file.items.items():
        at = ("items", kind)
        if kind in taken:
            yield form.finding("script.reserved-kind", *at, kind=kind)
        if declared.under is not None and declared.under not in file.items:
            yield form.finding(
                "script.unknown-kind", *at, "under", given=declared.under, known=", ".join(file.items)
            )
        if any(file.items[one].under == kind for one in file.upwards(kind) if one in file.items):
            yield form.finding("script.kind-under-itself", *at, "under", kind=kind)
        if declared.role_field("wording") is None:
            yield form.finding("script.no-wording", *at, kind=kind)
    for name in file.plan.keys() & OF_PLAN.keys():
        yield form.finding("script.reserved-field", "plan", name, field=name)
    known = (*file.items, *_KINDS_OF_EVERY_FORMAT)
    for of, fields in file.about.items():
        if of not in known:
            yield form.finding("script.unknown-kind", "about", of, given=of, known=", ".join(known))
        first, *others = [name for name, field in fields.items() if field.type == "score"] or [""]
        for name in others:
            yield form.finding("script.two-scores", "about", of, name, kind=of, first=first, second=name)
    yield from _hidden(form)
    yield from _types(form)
    yield from _roles(form)


def _roles(form: Form) -> Iterator[Finding]:
    """A rule that asks one thing for a box by its role finds one."""
    places: list[tuple[Loc, str, Fields]] = [
        (("items", kind, "fields"), kind, declared.fields) for kind, declared in form.file.items.items()
    ]
    places += [(("about", of), of, fields) for of, fields in form.file.about.items()]
    for at, kind, fields in places:
        first: dict[str, str] = {}
        for name, field in fields.items():
            before = first.setdefault(field.role, name)
            if field.role in _OF_ONE and before != name:
                values = {"kind": kind, "role": field.role, "first": before, "second": name}
                yield form.finding("script.two-of-role", *at, name, **values)


def _types(form: Form) -> Iterator[Finding]:
    """A choice has options; what is scored is an item, a child or a person, never a plan or a review."""
    file = form.file
    places: list[tuple[Loc, Fields]] = [(("plan",), file.plan), (("review",), file.review)]
    places += [(("about", of), fields) for of, fields in file.about.items()]
    places += [(("items", kind, "fields"), declared.fields) for kind, declared in file.items.items()]
    if file.agreement and file.agreement not in file.signs:
        values = {"agreement": file.agreement, "known": ", ".join(file.signs)}
        yield form.finding("script.no-such-agreement", "agreement", **values)
    for loc, fields in places:
        for name, field in fields.items():
            if field.type in ("choice", "several") and not (field.options or field.options_from):
                yield form.finding("script.no-options", *loc, name, field=name)
            if field.consent and (
                field.type != "tick" or loc != ("plan",) or field.consent not in file.signs
            ):
                values = {"field": name, "consent": field.consent, "known": ", ".join(file.signs)}
                yield form.finding("script.no-such-consent", *loc, name, **values)
            if field.type == "score" and (loc[0] != "about" or loc == ("about", "action")):
                yield form.finding("script.score-of-nothing", *loc, name, field=name)


def _looked_up(place: Place) -> Iterator[str]:
    """Yield the turns whose answers a condition of this turn asks after."""
    yield from place.turn.when.answers
    for follow_up in place.turn.follow_ups:
        yield from follow_up.when.answers


def _or_else(path: Path, form: Form) -> tuple[AnswerKind, ...]:
    """What comes next may be something that somebody will do by a day; a choice may be judged by a show."""
    declared = form.file.field(path)
    if declared is not None and declared.type == "choice" and path.of in form.file.items:
        return ("agree",)
    return ("action",) if declared is not None and declared.role == "next" else ()


def _fit(place: Place, form: Form) -> Iterator[Finding]:
    turn = place.turn
    if turn.records is None:
        return
    known = fits(turn.path, form)
    if known is None and (of_item := _box_of_item(turn.path, form)):
        yield place.finding("script.records-any", "records", records=turn.records, instead=of_item)
        return
    if known is None:
        yield place.finding("script.unknown-path", "records", records=turn.records, format=form.file.id)
        return
    if turn.answer not in (known.answer, *_or_else(turn.path, form)):
        yield place.finding("script.wrong-answer", "answer", records=turn.records, answer=known.answer)
    if not known.is_inside(place.loops):
        yield place.finding("script.wrong-loop", "records", records=turn.records, loop=known.loop)
    for index, option in enumerate(turn.options):
        if known.options and option.id not in known.options and not option.apart:
            values = {"option": option.id, "allowed": ", ".join(known.options)}
            yield place.finding("script.wrong-option", "options", index, **values)


def _box_of_item(path: Path, form: Form) -> Path | None:
    """Return how the box of an item is written that was named `any.target.due` or `target.due`."""
    kind, field = (path.field, path.part) if path.of == ANY else (path.of, path.field)
    declared = form.file.items.get(kind)
    return Path(NEW, kind, field) if declared and field in declared.fields else None


def _keys(place: Place) -> Iterator[Finding]:
    """Yield keys that a turn's kind of answer has no use for, and lists of which one must be chosen from."""
    turn, known = place.turn, IN_SCRIPT[place.turn.answer].keys
    given = [key for key in KEYS if getattr(turn, key)]
    for key in given:
        if key not in known or (key == "options" and turn.options_from):
            yield place.finding("script.needless-key", key, key=key)
    if turn.suggests and "suggests" in known and (turn.answer == "date") != _of_a_day(turn.suggests):
        yield place.finding("script.needless-key", "suggests", key="suggests")
    for key in ("options", "columns"):
        if key in known and len(getattr(turn, key)) < 2 and not turn.options_from:
            yield place.finding(f"script.too-few-{key}", key)


def _fixed(place: Place, form: Form) -> Iterator[Finding]:
    """Only new items have choices that hold for all of a turn, and each is an option of a box of theirs."""
    turn, kind = place.turn, new_kind(place.turn.records or "")
    if turn.fixed and kind is None:
        yield place.finding("script.needless-key", "with", key="with")
        return
    fields = form.file.items[kind].fields if kind in form.file.items else {}
    for name, option in turn.fixed.items() if fields else ():
        allowed = fields[name].option_ids if name in fields and fields[name].type == "choice" else []
        if not allowed:
            values = {"records": f"{turn.records}.{name}", "format": form.file.id}
            yield place.finding("script.unknown-path", "with", name, **values)
        elif option not in allowed:
            values = {"option": option, "allowed": ", ".join(allowed)}
            yield place.finding("script.wrong-option", "with", name, **values)


def _of_a_day(suggests: SuggestedAction) -> bool:
    """Whether what is proposed is a day and nothing else; an action is proposed in words."""
    return suggests.weeks is not None and suggests == SuggestedAction(weeks=suggests.weeks)


def _columns(place: Place, form: Form) -> Iterator[Finding]:
    """Each column of a board records words of the review itself."""
    turn = place.turn
    for index, column in enumerate(turn.columns):
        path = Path.read(column.records)
        if path.of != "review" or fits(path, form) != Fits("lines"):
            values = {"records": column.records, "format": form.file.id}
            yield place.finding("script.unknown-path", "columns", index, "records", **values)
        if form.file.is_hidden(path):
            yield place.finding("script.cannot-hide", "columns", index, "records", field=column.field)
