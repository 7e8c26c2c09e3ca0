"""Every answer goes somewhere: what a turn records fits its kind of answer, its loop and the format."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from facilitator.plan.manners import BANDS, GIVEN
from facilitator.script.format_declaration import NEW, Declaration, DeclaredField, Fields, FieldType, Path
from facilitator.script.formats_and_turns import CHILDREN, AnswerKind
from facilitator.script.ladder import IN_SCRIPT, KEYS
from facilitator.script.prompt_data import Loc
from facilitator.script.turns_in_order import Form, Place
from facilitator.script.variables import loop_variables
from facilitator.script.yaml_source import Finding


class Fits(NamedTuple):
    """What goes with one path; `loop` is what it must be asked for each of, `options` all that it may have.

    No `options` = any.
    """

    answer: AnswerKind
    loop: str | None = None
    options: tuple[str, ...] = ()


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
    declared = form.file.field(path)
    loop = {"review": None, "action": "last_actions", "child": CHILDREN, "person": "present"}.get(
        path.of, path.of
    )
    if declared is None or path.of == "plan":
        return None
    if path.of == NEW:
        return _fits_new(path, declared, form)
    if declared.type == "score":
        return _fits_score(path, loop)
    if path.part:
        return None
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
        yield from _fit(place, form)
        yield from _keys(place)
        yield from _columns(place, form)


def _declared(form: Form) -> Iterator[Finding]:
    """A kind has words and stands under a kind; what is about something has a kind, and at most one score."""
    file = form.file
    loops = loop_variables(Declaration())
    taken = loops.keys() | loops.values() | {"plan", "review", NEW}
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
    known = (*file.items, *_KINDS_OF_EVERY_FORMAT)
    for of, fields in file.about.items():
        if of not in known:
            yield form.finding("script.unknown-kind", "about", of, given=of, known=", ".join(known))
        first, *others = [name for name, field in fields.items() if field.type == "score"] or [""]
        for name in others:
            yield form.finding("script.two-scores", "about", of, name, kind=of, first=first, second=name)
    yield from _types(form)


def _types(form: Form) -> Iterator[Finding]:
    """A choice has options; what is scored is an item, a child or a person, never a plan or a review."""
    file = form.file
    places: list[tuple[Loc, Fields]] = [(("plan",), file.plan), (("review",), file.review)]
    places += [(("about", of), fields) for of, fields in file.about.items()]
    places += [(("items", kind, "fields"), declared.fields) for kind, declared in file.items.items()]
    for loc, fields in places:
        for name, field in fields.items():
            if field.type in ("choice", "several") and not field.options:
                yield form.finding("script.no-options", *loc, name, field=name)
            if field.type == "score" and (loc[0] != "about" or loc == ("about", "action")):
                yield form.finding("script.score-of-nothing", *loc, name, field=name)


def _looked_up(place: Place) -> Iterator[str]:
    """Yield the turns whose answers a condition of this turn asks after."""
    yield from place.turn.when.answers
    for follow_up in place.turn.follow_ups:
        yield from follow_up.when.answers


def _fit(place: Place, form: Form) -> Iterator[Finding]:
    turn = place.turn
    if turn.records is None:
        return
    known = fits(turn.path, form)
    if known is None:
        yield place.finding("script.unknown-path", "records", records=turn.records, format=form.file.id)
        return
    if turn.answer != known.answer:
        yield place.finding("script.wrong-answer", "answer", records=turn.records, answer=known.answer)
    if known.loop and known.loop not in place.loops:
        yield place.finding("script.wrong-loop", "records", records=turn.records, loop=known.loop)
    for index, option in enumerate(turn.options):
        if known.options and option.id not in known.options:
            values = {"option": option.id, "allowed": ", ".join(known.options)}
            yield place.finding("script.wrong-option", "options", index, **values)


def _keys(place: Place) -> Iterator[Finding]:
    """Yield keys that a turn's kind of answer has no use for, and lists of which one must be chosen from."""
    turn, known = place.turn, IN_SCRIPT[place.turn.answer].keys
    given = [key for key in KEYS if getattr(turn, key)]
    for key in given:
        if key not in known or (key == "options" and turn.options_from):
            yield place.finding("script.needless-key", key, key=key)
    for key in ("options", "columns"):
        if key in known and len(getattr(turn, key)) < 2 and not turn.options_from:
            yield place.finding(f"script.too-few-{key}", key)


def _columns(place: Place, form: Form) -> Iterator[Finding]:
    """Each column of a board records words of the review itself."""
    turn = place.turn
    for index, column in enumerate(turn.columns):
        path = Path.read(column.records)
        if path.of != "review" or fits(path, form) != Fits("lines"):
            values = {"records": column.records, "format": form.file.id}
            yield place.finding("script.unknown-path", "columns", index, "records", **values)
