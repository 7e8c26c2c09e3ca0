"""Every sentence can be filled in, and every turn has words for the child."""

from __future__ import annotations

from collections.abc import Iterator
from types import SimpleNamespace

from facilitator.plan.refusal import Refusal
from facilitator.script.filled_sentences import Wording
from facilitator.script.ladder import child_texts, missing, needless
from facilitator.script.prompt_data import ByAge, Loc
from facilitator.script.turns_in_order import Form, Part, Place
from facilitator.script.variables import loop_variables, variables
from facilitator.script.yaml_source import Finding


def findings(form: Form) -> Iterator[Finding]:
    """Yield sentences with unknown variables or mistakes in their braces, and turns without child words."""
    names = _Names(form)
    for part in form.parts:
        title = part.segment.title
        for loc, text in (*by_age(("title", "child"), title.child), (("title", "adult"), title.adult)):
            yield from names.fillable(part, loc, text, frozenset())
        yield from _child_title(part)
    for place in form.everywhere:
        there = frozenset(names.of_loop[loop] for loop in place.loops if loop in names.of_loop)
        for loc, text in texts(place):
            yield from names.fillable(place.part, (*place.loc, *loc), text, there)
        if form.file.children.in_room:
            yield from _child_words(place)
            yield from _other_ways(place)
        yield from _every_age(place)
    for index, card in enumerate(form.file.cards):
        if not card or card.missing:
            yield form.finding("script.no-words-for-age", "cards", index, ages=", ".join(card.missing))


def texts(place: Place) -> Iterator[tuple[Loc, str]]:
    """Yield every sentence of a turn with where it stands in the turn."""
    turn = place.turn
    for loc, words in child_texts(place.turn):
        yield from by_age(loc, words)
    yield from (((key,), getattr(turn, key)) for key in ("adult", "tip"))
    yield from ((("options", index, "adult"), option.adult) for index, option in enumerate(turn.options))
    yield from ((("columns", index, "adult"), column.adult) for index, column in enumerate(turn.columns))
    if turn.suggests:
        yield ("suggests", "what"), turn.suggests.what


def by_age(loc: Loc, words: ByAge) -> Iterator[tuple[Loc, str]]:
    """Yield each text for a child that is written out, with where it stands."""
    for band, text in words.given:
        yield ((*loc, band) if band else loc), text


class _Names:
    """The variables of a format, and whether a sentence can be filled with them."""

    def __init__(self, form: Form) -> None:
        self.known, self.of_loop = variables(form.file), loop_variables(form.file)
        self._empty = {
            name: SimpleNamespace(**dict.fromkeys(vars(value), ""))
            if isinstance(value, SimpleNamespace)
            else ""
            for name, value in self.known.items()
        }
        # The child is there without a loop as well, but for a format of several.
        self._in_loops = frozenset(self.of_loop.values()) - {"child"}
        self._wording = Wording()

    def fillable(self, part: Part, loc: Loc, text: str, there: frozenset[str]) -> Iterator[Finding]:
        """Yield what keeps a sentence from being filled where the variables `there` are looped over."""
        try:
            names = self._wording.variables(text)
        except Refusal as refusal:
            yield part.source.finding(loc, "script.unfillable", problem=refusal.values["problem"])
            return
        for name in sorted(names - self.known.keys()):
            known = ", ".join(self.known)
            yield part.source.finding(loc, "script.unknown-variable", name=name, known=known)
        for name in sorted(names & self._in_loops - there):
            loops = ", ".join(loop for loop, variable in self.of_loop.items() if variable == name)
            yield part.source.finding(loc, "script.variable-elsewhere", name=name, loops=loops)
        if names <= self.known.keys():
            yield from self._rendered(part, loc, text)

    def _rendered(self, part: Part, loc: Loc, text: str) -> Iterator[Finding]:
        """Fill a sentence with samples and with empty values, so that each branch of an `if` is tried."""
        for values in (self.known, self._empty):
            try:
                self._wording.render(text, values)
            except Refusal as refusal:
                yield part.source.finding(loc, "script.unfillable", problem=refusal.values["problem"])
                return


def _child_title(part: Part) -> Iterator[Finding]:
    if not part.segment.setup and not part.segment.title.child:
        yield part.source.finding(("title",), "script.no-child-words", turn=part.segment.id)


def _child_words(place: Place) -> Iterator[Finding]:
    if place.turn.to == "chair":
        return
    if not place.turn.child:
        yield place.finding("script.no-child-words", "id")
    for loc, words in child_texts(place.turn):
        if loc[0] in ("options", "columns") and not words:
            yield place.finding("script.no-child-words", *loc[:2])


def _every_age(place: Place) -> Iterator[Finding]:
    for loc, words in child_texts(place.turn):
        if words.missing:
            yield place.finding("script.no-words-for-age", *loc, ages=", ".join(words.missing))


def is_put_to_child(place: Place) -> bool:
    """Whether a child in the room may be the one who answers: asked alone, with everyone, or in turn."""
    turn = place.turn
    asked = turn.to in ("child", "everyone") or (turn.to == "item" and "present" in place.loops)
    return asked and "child" not in turn.when.absent and place.loops[-1:] != ("sent_in",)


def _other_ways(place: Place) -> Iterator[Finding]:
    """A child who does not answer is helped rung by rung; no rung may be missing (MEETING, rule 1)."""
    if is_put_to_child(place):
        for rung in missing(place.turn):
            yield place.finding("script.no-other-way", "another_way", rung=rung, answer=place.turn.answer)
    for rung in needless(place.turn):
        at = ("another_way", rung)
        yield place.finding("script.needless-key", *at, key=rung)
