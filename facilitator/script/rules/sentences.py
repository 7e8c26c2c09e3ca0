"""Every sentence can be filled in, and every turn has words for the child."""

from __future__ import annotations

from collections.abc import Iterator
from types import SimpleNamespace

from facilitator.plan.refusal import Refusal
from facilitator.script.form import Form, Part, Place
from facilitator.script.source import Finding, Loc
from facilitator.script.wording import LOOP_VARIABLES, VARIABLES, Wording

_IN_LOOPS = frozenset(LOOP_VARIABLES.values())


def findings(form: Form) -> Iterator[Finding]:
    """Yield sentences with unknown variables or mistakes in their braces, and turns without child words."""
    wording = Wording()
    for part in form.parts:
        for key, text in (("child", part.segment.title.child), ("adult", part.segment.title.adult)):
            yield from _fillable(wording, part, ("title", key), text, frozenset())
        yield from _child_title(part)
    for place in form.everywhere:
        there = frozenset(LOOP_VARIABLES[loop] for loop in place.loops)
        for loc, text in texts(place):
            yield from _fillable(wording, place.part, (*place.loc, *loc), text, there)
        yield from _child_words(place)


def texts(place: Place) -> Iterator[tuple[Loc, str]]:
    """Yield every sentence of a turn with where it stands in the turn."""
    turn = place.turn
    yield from (((key,), getattr(turn, key)) for key in ("child", "adult", "tip"))
    ways = turn.another_way
    yield ("another_way", "simpler"), ways.simpler
    yield from ((("another_way", "choices", index), text) for index, text in enumerate(ways.choices))
    yield ("another_way", "yes_no"), ways.yes_no
    for index, option in enumerate(turn.options):
        yield ("options", index, "child"), option.child
        yield ("options", index, "adult"), option.adult
    if turn.suggests:
        yield ("suggests", "what"), turn.suggests.what


def _fillable(wording: Wording, part: Part, loc: Loc, text: str, there: frozenset[str]) -> Iterator[Finding]:
    try:
        names = wording.variables(text)
    except Refusal as refusal:
        yield part.source.finding(loc, "script.unfillable", problem=refusal.values["problem"])
        return
    for name in sorted(names - VARIABLES.keys()):
        yield part.source.finding(loc, "script.unknown-variable", name=name, known=", ".join(VARIABLES))
    for name in sorted(names & _IN_LOOPS - there):
        loops = ", ".join(loop for loop, variable in LOOP_VARIABLES.items() if variable == name)
        yield part.source.finding(loc, "script.variable-elsewhere", name=name, loops=loops)
    if names <= VARIABLES.keys():
        yield from _rendered(wording, part, loc, text)


def _rendered(wording: Wording, part: Part, loc: Loc, text: str) -> Iterator[Finding]:
    """Fill a sentence with samples and with empty values, so that each branch of an `if` is tried."""
    for values in (VARIABLES, EMPTY):
        try:
            wording.render(text, values)
        except Refusal as refusal:
            yield part.source.finding(loc, "script.unfillable", problem=refusal.values["problem"])
            return


EMPTY = {
    name: SimpleNamespace(**dict.fromkeys(vars(value), "")) if isinstance(value, SimpleNamespace) else ""
    for name, value in VARIABLES.items()
}


def _child_title(part: Part) -> Iterator[Finding]:
    if not part.segment.setup and not part.segment.title.child:
        yield part.source.finding(("title",), "script.no-child-words", turn=part.segment.id)


def _child_words(place: Place) -> Iterator[Finding]:
    if place.turn.to == "chair":
        return
    if not place.turn.child:
        yield place.finding("script.no-child-words", "id")
    for index, option in enumerate(place.turn.options):
        if not option.child:
            yield place.finding("script.no-child-words", "options", index)
