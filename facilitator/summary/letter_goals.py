"""The goals of the child's letter: their words, the child's own face or word, and that people differ."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date

from facilitator.phrases.decision import KEYS
from facilitator.phrases.item import inside
from facilitator.phrases.person import listed
from facilitator.plan.entries import Entry
from facilitator.plan.items import Item, above
from facilitator.plan.people import CHILD, EVERYONE
from facilitator.plan.scores import Position
from facilitator.script.format_declaration import new_kind
from facilitator.script.review_by_role import Reviewed, not_reviewed, was_there
from facilitator.summary.letter_shapes import Aim, Group, Job, Own, Told
from facilitator.summary.letter_words import Teller
from facilitator.summary.page import Drawing

_REASON = "reason"


def aims(teller: Teller, jobs: Sequence[tuple[str | None, Job]]) -> list[Aim]:
    """Return the goals that were talked about, then those that were not, then the new ones.

    What is no goal itself (a step, some help) stands there where the child has something to say of it. `jobs`
    are what people will do, each with the id of what it is for.
    """
    goals, known = [], {item.id: item for item in teller.plan.items}
    missed = not_reviewed(teller.plan, teller.review, teller.script.format)
    missed = [item for item in missed if item.kind in _kinds(teller)]
    others = {item.id: item for item in _by_the_way(teller) if item not in missed}
    for held in teller.things:
        ups = reversed(list(above(held.item, known))) if held.item else ()
        goals += [_bare(others.pop(one.id), [], teller) for one in ups if one.id in others]
        if item := _shown(held, teller):
            goals.append(_aim(held, item, teller, jobs))
    note, new = teller.tell("goal.not-looked-at"), teller.tell("goal.new")
    goals += [_bare(item, [], teller) for item in others.values()]
    goals += [_bare(item, [] if _reworded(item, teller) else [note], teller) for item in missed]
    made = [item for item in teller.plan.items if item.kind in _kinds(teller) and _is_new(item, teller)]
    return goals + [_bare(item, [new], teller) for item in made]


def _by_the_way(teller: Teller) -> Iterator[Item]:
    """Yield the goals of which nothing was said but of their parts, or that were changed by themselves."""
    known, period = {item.id: item for item in teller.plan.items}, teller.review.period
    told = {goal.id for held in teller.things if (goal := goal_of(held, teller))}
    parts = [held.item for held in teller.things if held.item]
    touched = {one.id for item in parts for one in above(item, known)}
    for item in known.values():
        if item.kind not in _kinds(teller) or item.id in told or _is_new(item, teller):
            continue
        ended = item.ended is not None and item.ended.review == period and item.ended.how != "amended"
        goes_on = item.id in touched and was_there(item, teller.review)
        if ended or goes_on or _reworded(item, teller):
            yield item


def _reworded(item: Item, teller: Teller) -> bool:
    """Whether a review gave an item new words: as an item that takes its place, or where it stands."""
    period, field = teller.review.period, teller.script.format.items[item.kind].role_field("wording")
    if item.replaces is not None and item.added.review == period:
        return True
    return any((one.review or 0, one.field) == (period, field) for one in item.earlier)


def goals_looked_at(teller: Teller) -> set[str]:
    """Return the ids of the goals that were talked about."""
    return {one.about for one in teller.things if goal_of(one, teller) and _shown(one, teller)}


def _is_new(item: Item, teller: Teller) -> bool:
    """Whether an item was made by this review, and out of no other one."""
    return item.id in teller.plan.made_by(teller.review) and item.replaces is None


def _shown(held: Reviewed, teller: Teller) -> Item | None:
    """Return what a thing is told of as: a goal, or another item that the child spoke of or judged."""
    goal = goal_of(held, teller)
    if goal is not None:
        return None if _is_new(goal, teller) else goal
    childs = _shows(held) or any(one.by == CHILD for one in (*held.said, *held.decided))
    return held.item if childs else None


def _kinds(teller: Teller) -> list[str]:
    """Return the kinds of items that are goals to a child: outcomes, or targets where there are none."""
    form = teller.script.format
    return form.kinds("outcome") or form.kinds("target")


def goal_of(held: Reviewed, teller: Teller) -> Item | None:
    """Return the goal that a thing goes on as, or None; one that was amended is shown in its new words."""
    item = held.became or held.item
    return item if item and item.kind in _kinds(teller) else None


def _title(item: Item, teller: Teller) -> Told:
    declared = teller.script.format.items[item.kind]
    kind = declared.child or declared.label or item.kind
    return teller.tell("thing" if item.number is None else "thing-number", kind=kind, number=item.number)


def _bare(item: Item, notes: list[Told], teller: Teller) -> Aim:
    place, words = next(teller.places), teller.script.format.words_of(item)
    if _reworded(item, teller):
        notes = [*notes, teller.tell("thing.amend")]
    if item.ended is not None and item.ended.review == teller.review.period:
        notes = [*notes, teller.tell(f"thing.{KEYS[item.ended.how]}")]
    return Aim(place, _title(item, teller), words, "", notes, [])


def _aim(held: Reviewed, item: Item, teller: Teller, jobs: Sequence[tuple[str | None, Job]]) -> Aim:
    shown = next(reversed(_shows(held)), None)
    notes = [*_mine(held, shown, teller), *_decided(held, teller)]
    if held.how_ended != "amended" and _reworded(item, teller):
        notes.append(teller.tell("thing.amend"))
    place, form = next(teller.places), teller.script.format
    groups = _reasons(held, teller) + teller.groups(_words(held, teller), iter(form.about.get(item.kind, {})))
    mine = [job for about, job in jobs if about == held.about]
    face, picture = _face(shown, teller), _picture(held, shown, teller)
    return Aim(place, _title(item, teller), form.words_of(item), face, notes, groups, mine, picture)


def _shows(held: Reviewed) -> list[Position]:
    """Return where the child stood, first and in the end; never where others did."""
    score = held.score
    shown = [*score.positions, *score.second_positions] if score else []
    return [position for position in shown if position.person == CHILD]


def _face(shown: Position | None, teller: Teller) -> str:
    faces = {face.id: face.drawing for face in teller.script.scale.faces}
    return faces.get(shown.word, "") if shown else ""


def _picture(held: Reviewed, shown: Position | None, teller: Teller) -> Drawing | None:
    """Return the picture of the child's own face or point of the scale."""
    if shown is None or held.score is None:
        return None
    if shown.word:
        return teller.drawings.of_answer(shown.word)
    points = teller.script.scale_of(held.score, teller.plan).points
    at = next((at for at, one in enumerate(points) if one.number == shown.number), None)
    return None if at is None or shown.number is None else teller.drawings.of_point(at, len(points))


def _mine(held: Reviewed, shown: Position | None, teller: Teller) -> Iterator[Told]:
    """Say the child's own face, word, option or number."""
    if shown is None or held.score is None:
        return
    scale = teller.script.scale_of(held.score, teller.plan)
    faces = {face.id: face.word for face in teller.script.scale.faces}
    if shown.word:
        key = "goal.face" if shown.word in faces else "goal.word"
        yield teller.tell(key, word=faces.get(shown.word, shown.word))
    if shown.option is not None:
        options = {one.id: one.child or one.adult for one in scale.points}
        yield teller.tell("goal.word", word=options.get(shown.option, shown.option))
    elif shown.number is not None:
        label = next((one.child.casefold() for one in scale.points if one.number == shown.number), "")
        yield teller.tell(f"goal.number{'-label' if label else ''}", number=shown.number, label=label)
    elif not shown.word:
        yield teller.tell("goal.not-sure")


def _decided(held: Reviewed, teller: Teller) -> Iterator[Told]:
    if held.how_ended == "amended" and held.became is None:
        yield teller.tell("thing.amend-later")
    elif held.decision:
        yield teller.tell(f"thing.{KEYS[held.how_ended]}")


def _reasons(held: Reviewed, teller: Teller) -> list[Group]:
    """Return the reasons that the child gave for a face or number, each once."""
    own = [side for side in (held.score.sides if held.score else []) if side.person == CHILD]
    given = [one.reason for one in _shows(held)]
    given += [words for side in own for words in (side.reason, side.would_change)]
    words = [Own(next(teller.places), reason) for reason in dict.fromkeys(given) if reason]
    return [Group(teller.label(_REASON), words)] if words else []


def _words(held: Reviewed, teller: Teller) -> list[Entry]:
    """Return what the child said of a goal, and the next step that the room agreed."""
    next_steps = teller.script.format.names("next", held.kind)
    return [
        one
        for one in [*held.said, *held.decided]
        if (one.by == CHILD and one.field not in teller.away)
        or (one.by == EVERYONE and (one.field in next_steps or new_kind(one.field)))
    ]


# That people differ: about what and when they talk again, never who and how


def differ(teller: Teller, *, named: bool = True) -> Iterator[Told]:
    """Say that adults do not all agree yet, in easy words; the sides are in the summary for everyone.

    Goals are `named` only where the child can find them all on the page.
    """
    scored = [(held, held.score) for held in teller.things if held.score]
    scores = [
        (item, score)
        for held, score in scored
        if (score.result == "not_agreed" or score.sides) and (item := goal_of(held, teller))
    ]
    scores.sort(key=lambda goal: goal[0].number or 0)
    numbered = [inside(_title(item, teller).plain()) for item, _ in scores if item.number is not None]
    if scores and not named:
        yield teller.tell("disagree.goals")
    elif len(scores) == len(numbered) == 1:
        yield teller.tell("disagree.goal", thing=numbered[0])
    elif scores:
        yield teller.tell("disagree.goals")
        if len(numbered) == len(scores):
            yield teller.tell("disagree.which", things=listed(numbered))
    agreed = [
        (inside(_title(item, teller).plain()), score.by)
        for item, score in scores
        if score.by and item.number is not None and named
    ]
    things = [
        (_title(held.item, teller).plain(), score.by)
        for held, score in scored
        if score.result == "not_agreed" and held.item and not goal_of(held, teller)
    ]
    with_goals = {day for _, day in agreed}
    for thing, day in things:
        if day is None or with_goals == {day}:
            yield teller.tell("disagree.thing", thing=thing)
    notes = _notes_not_agreed(teller)
    if notes:
        yield teller.tell("disagree.notes")
    yield from _talk(teller, agreed, others=notes or len(agreed) < len(scores))
    for thing, day in things:
        if day is not None and with_goals != {day}:
            yield teller.tell("disagree.thing-by", thing=thing, day=teller.soon(day))


def _notes_not_agreed(teller: Teller) -> bool:
    """Whether an adult does not agree with what was written down; the child's words stand for themselves."""
    fields = teller.script.format.names("read_back")
    others = [entry for entry in teller.review.entries if entry.by != CHILD]
    answers = any(entry.field in fields and teller.says_no(entry) for entry in others)
    disagrees = teller.script.format.names("disagreement")
    return answers or any(entry.field in disagrees for entry in others)


def _talk(teller: Teller, agreed: list[tuple[str, date]], *, others: bool) -> Iterator[Told]:
    """Say when people talk again, of each goal by its own day; of the rest when they meet, if ever.

    `agreed` = the goals that have a day of their own; `others` = something not agreed has none.
    The day of the meeting stands below: where a goal has its own, it is not said twice.
    """
    days = {day for _, day in agreed}
    if len(days) == 1 and not others:
        yield teller.tell("talk.by", day=teller.soon(*days))
    else:
        for goal, day in agreed:
            yield teller.tell("talk.goal-by", thing=goal, day=teller.soon(day))
    meeting = teller.review.next_date
    if others and not meeting:
        yield teller.tell("talk.rest" if agreed else "talk.again")
    elif others and meeting and not agreed:
        yield teller.tell("talk.on", day=teller.soon(meeting))
