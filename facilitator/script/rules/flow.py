"""No dead ends: ids are unique, every turn can be reached, and every way ends."""

from __future__ import annotations

from collections.abc import Iterator

from facilitator.script.format_declaration import ANY, NEW, Path
from facilitator.script.formats_and_turns import CHILDREN, PEOPLE, THINGS, Turn
from facilitator.script.prompt_data import Loc
from facilitator.script.turns_in_order import Form, Part, Place, repeated, unknown_follow_ups
from facilitator.script.yaml_source import Finding


def findings(form: Form) -> Iterator[Finding]:
    """Yield repeated ids, follow-ups that lead nowhere or in a circle, and loops over nothing."""
    yield from _repeated_turns(form)
    yield from _repeated_segments(form)
    for part in form.parts:
        yield from _follow_ups(part)
    yield from _unknown_loops(form)
    for place in form.everywhere:
        yield from _loops(place, form)
    for part in form.parts:
        yield from _pages(part)
    yield from _nothing_to_loop_over(form)


def _repeated_turns(form: Form) -> Iterator[Finding]:
    first: dict[str, int] = {}
    for part, turn, loc in form.located:
        if turn.id in first:
            values = {"turn": turn.id, "first": first[turn.id]}
            yield part.source.finding((*loc, "id"), "script.repeated-turn", **values)
        first.setdefault(turn.id, part.source.line((*loc, "id")))
        yield from _repeated_options(part, turn, loc)


def _repeated_options(part: Part, turn: Turn, loc: Loc) -> Iterator[Finding]:
    for key, given in (("options", turn.options), ("columns", turn.columns)):
        for index, option in repeated(one.id for one in given):
            values = {"turn": turn.id, "option": option}
            yield part.source.finding((*loc, key, index), "script.repeated-option", **values)


def _repeated_segments(form: Form) -> Iterator[Finding]:
    for index, name in repeated(part.segment.id for part in form.parts):
        yield form.parts[index].source.finding(("id",), "script.repeated-segment", segment=name)


def _follow_ups(part: Part) -> Iterator[Finding]:
    pool = {turn.id: turn for turn in part.segment.pool}
    reached = set()
    waiting = list(part.segment.turns)
    while waiting:
        turn = waiting.pop()
        for follow_up in turn.follow_ups:
            if follow_up.turn in pool and follow_up.turn not in reached:
                reached.add(follow_up.turn)
                waiting.append(pool[follow_up.turn])
    for turn, loc in part.located():
        if loc[0] == "pool" and turn.id not in reached:
            yield part.source.finding((*loc, "id"), "script.never-followed", turn=turn.id)
        for index, follow_up in enumerate(turn.follow_ups):
            if turn.id in _reachable(follow_up.turn, pool):
                at = (*loc, "follow_ups", index, "turn")
                values = {"turn": turn.id, "follow_up": follow_up.turn}
                yield part.source.finding(at, "script.endless", **values)
    yield from unknown_follow_ups(part)


def _reachable(start: str, pool: dict[str, Turn]) -> set[str]:
    reached, waiting = set(), [start]
    while waiting:
        turn_id = waiting.pop()
        if turn_id in pool and turn_id not in reached:
            reached.add(turn_id)
            waiting += [follow_up.turn for follow_up in pool[turn_id].follow_ups]
    return reached


def _unknown_loops(form: Form) -> Iterator[Finding]:
    made = [str(Path(prefix, kind)) for prefix in (NEW, ANY) for kind in form.file.items]
    known = [*sorted(PEOPLE), CHILDREN, *THINGS, *form.file.items, *made]
    loops: list[tuple[Part, str, str | None, Loc]]
    loops = [(part, part.segment.id, part.segment.for_each, ()) for part in form.parts]
    loops += [(part, turn.id, turn.for_each, loc) for part, turn, loc in form.located]
    for part, name, loop, loc in loops:
        if loop is not None and loop not in known:
            values = {"turn": name, "loop": loop, "known": ", ".join(known)}
            yield part.source.finding((*loc, "for_each"), "script.unknown-loop", **values)


def _loops(place: Place, form: Form) -> Iterator[Finding]:
    """A loop over things is the outermost, since scores and matches are kept by it.

    People go inside, and so does the kind of item that stands under it: in the plan, new, or both.
    """
    if place.turn.to == "item" and not place.loops:
        yield place.finding("script.item-without-loop", "to")
    outer, inner = place.loops[:1], place.loops[1:]
    above = outer[0].rpartition(".")[2] if outer else None
    under = [kind for kind, declared in form.file.items.items() if above and declared.under == above]
    wrong = [loop for loop in inner if loop not in PEOPLE and loop.rpartition(".")[2] not in under] or (
        outer if inner and outer[0] in PEOPLE else ()
    )
    if wrong or len(inner) > 1:
        yield place.finding("script.loop-in-loop", "for_each", loops=", ".join(place.loops))


def _pages(part: Part) -> Iterator[Finding]:
    """A page holds turns of its own segment, and no two pages of one length hold the same turn."""
    known = {turn.id for turn in part.segment.every_turn()}
    for index, name in repeated(page.id for page in part.segment.pages):
        yield part.source.finding(("pages", index, "id"), "script.repeated-page", page=name)
    for index, page in enumerate(part.segment.pages):
        for at, turn in enumerate(page.turns):
            if turn not in known:
                where = ("pages", index, "turns", at)
                yield part.source.finding(where, "script.unknown-page-turn", page=page.id, turn=turn)
        if page.when.model_fields_set - {"minutes"}:
            yield part.source.finding(("pages", index, "when"), "script.page-when", page=page.id)


def _nothing_to_loop_over(form: Form) -> Iterator[Finding]:
    """A loop needs something said or done before it, in at least one agenda that holds it."""
    fed: dict[str, bool] = {}
    for _, way in form.ways:
        for index, place in enumerate(way):
            there = all(_has_items(loop, place, way[:index], form) for loop in place.loops)
            fed[place.turn.id] = fed.get(place.turn.id, False) or there
    for place in form.everywhere:
        if not fed.get(place.turn.id, True) and (place.turn.for_each or place.part.segment.for_each):
            yield place.finding("script.nothing-to-loop-over", "for_each", loops=", ".join(place.loops))


def _has_items(loop: str, place: Place, before: list[Place], form: Form) -> bool:
    turns = [earlier.turn for earlier in before]
    if loop == "concerns":
        concerns = form.file.paths("concern")
        return any(turn.path in concerns for turn in turns)
    if Path.read(loop).of == NEW:
        return any(turn.path == Path.read(loop) for turn in turns)
    if loop == "loose_actions":
        return any(turn.answer == "action" for turn in turns)
    if loop == "sent_in":
        return any(turn.sent_in for turn in turns)
    if loop == "sides":
        return any(turn.answer == "scores" and turn.path.of == place.loops[0] for turn in turns)
    return True
