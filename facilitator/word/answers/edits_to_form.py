"""What was changed in a plan outside its meetings, as what is to be changed in its form, box by box."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from facilitator.plan.items import Item
from facilitator.plan.plan import Plan
from facilitator.script.format_declaration import Declaration
from facilitator.script.layouts import SIGNED, Layout, declared_at
from facilitator.word.answers.field_codecs import WORDY
from facilitator.word.answers.labels import Labels
from facilitator.word.answers.layout_places import Box
from facilitator.word.answers.noted_actions import ActionSpot, apart, with_notes
from facilitator.word.answers.phrasing import grouped, to_lines
from facilitator.word.answers.pieces import Piece
from facilitator.word.answers.plan_to_form import Writer
from facilitator.word.tick_boxes import UNTICKED


def pieces_of_edit(
    now: Writer, before: Writer, items: Iterable[tuple[Item, Item | None]], form: Declaration
) -> Iterator[Piece]:
    """Yield what is to be changed in a form; `items` are those of the plan, each with what it was.

    `now` writes the plan after the change, `before` the one that stands in the document.
    """
    there, wanted = (
        {piece.key: piece for piece in (*one.of_children(), *one.of_plan(), *one.of_beginnings())}
        for one in (before, now)
    )
    for key in dict.fromkeys([*there, *wanted]):
        piece = wanted.get(key) or there[key]._replace(lines=[])
        declared = declared_at(key.path, form)
        named = key.path.of == SIGNED and not key.path.part  # the same day may stand there several times
        several = named or (declared is not None and declared.type in WORDY)
        yield from _changed(there[key].lines if key in there else [], piece, several=several)
    pairs = list(items)
    yield from now.of_items(item for item, was in pairs if was is None)
    for item, was in pairs:
        if was is not None:
            yield from now.of_edits(item, was)


def pieces_of_notes(
    plan: Plan, was: Plan, spots: Mapping[str, tuple[ActionSpot, int]], labels: Labels, layout: Layout
) -> Iterator[Piece]:
    """Yield what is to be changed where something was noted of an action: its lines, and no others.

    `was` is the plan that stands in the form; `spots` says where, and as which statement of the box.
    """
    before = {action.id: action for review in was.reviews for action in review.actions}
    for action in [one for review in plan.reviews for one in review.actions]:
        known, there = before.get(action.id), spots.get(action.id)
        if known is None or there is None or action.changes == known.changes:
            continue
        spot, place = there
        text = with_notes(apart(spot.text, layout)[0], action, layout)
        about = labels.about(spot.key.path, thing=labels.called(action.about))
        before_it = tuple(to_lines(spot.text))
        yield Piece(spot.key, to_lines(text), about, place=place, replaces=True, before=before_it)


def moved(item: Item, was: Item, boxes: Iterable[Box]) -> bool:
    """Whether an item stands in another row now, of those that the form has for what a field says."""
    fixed = {name for box in boxes for name, _ in box.says.fixed}
    return any(item.fields.get(name) != was.fields.get(name) for name in fixed)


def _changed(before: list[str], piece: Piece, *, several: bool) -> Iterator[Piece]:
    """Yield what is to be changed in one box: of several statements only those that are others now."""
    if piece.lines == before:
        return
    if not before:
        yield piece
    elif piece.key.option:
        yield piece._replace(lines=piece.lines or [UNTICKED], replaces=True)
    elif not several or not piece.lines:
        yield piece._replace(replaces=True, before=tuple(before))
    else:
        yield from _statements(_apart(before), _apart(piece.lines), piece)


def _statements(before: list[list[str]], now: list[list[str]], piece: Piece) -> Iterator[Piece]:
    if now[: len(before)] == before:
        yield piece._replace(lines=[line for one in now[len(before) :] for line in one], adds=True)
        return
    if len(now) == len(before):
        for place, (old, new) in enumerate(zip(before, now, strict=True)):
            if old != new:
                yield piece._replace(lines=new, place=place, replaces=True, before=tuple(old))
        return
    gone = next((at for at, one in enumerate(now) if before[at : at + 1] != [one]), len(now))
    if [*before[:gone], *before[gone + 1 :]] == now:
        yield piece._replace(lines=[], place=gone, replaces=True)
    else:
        yield piece._replace(replaces=True)


def _apart(lines: list[str]) -> list[list[str]]:
    """Return the lines of each statement."""
    found: list[list[str]] = []
    for line, at in zip(lines, grouped(lines), strict=True):
        found += [[]] if at == len(found) else []
        found[at].append(line)
    return found
