"""Scores in words, with every number kept under its person and the child's own answer beside them."""

from __future__ import annotations

from facilitator.phrases import score as phrases
from facilitator.phrases.sentence import capital
from facilitator.plan import scores as plan_scores
from facilitator.plan.items import went_on_from
from facilitator.plan.scores import Position
from facilitator.script.review_by_role import kind_of
from facilitator.script.scales import Scale
from facilitator.summary.names_of_ids import Names
from facilitator.summary.summary_shapes import Answer, Score, Standing


def score(held: plan_scores.Score, names: Names) -> Score:
    """Return a score as it is read; the program never computes its number, and shows all that were given."""
    scale = names.script.scale_of(held, names.plan)
    standings = _standings(held, scale, names)
    children = [person for person in standings if names.is_child(person)]
    return Score(
        name=names.topic(held.field, kind_of(held.about, names.plan, names.review)),
        label=phrases.sentence(held.result, _number(held, scale, names), tell=names.speak),
        support_not_given=names.say("score.support-not-given") if held.support_not_given else "",
        children=[standings[person] for person in children],
        others=[standing for person, standing in standings.items() if person not in children],
        disputed=held.result == "not_agreed" or bool(held.sides),
        next_step=held.next_step,
        by=names.day(held.by),
    )


def short(held: plan_scores.Score | None, names: Names) -> str:
    """Return a score in a few words; one that is not agreed gives every number that was shown, and whose."""
    if held is None:
        return capital(phrases.none(tell=names.speak))
    scale = names.script.scale_of(held, names.plan)
    words = phrases.in_short(
        held.result,
        _number(held, scale, names),
        _last_shown(held, scale, names),
        support_not_given=held.support_not_given,
        tell=names.speak,
    )
    return capital(words)


def _last_shown(held: plan_scores.Score, scale: Scale, names: Names) -> list[str]:
    """Return what each adult showed in the end, by name; a child's own never counts as one of them."""
    last = {at.person: scale.number_of(at) for show in held.shows for at in show}
    return [
        phrases.of_person(names.person(person), phrases.position(number, "", scale, tell=names.speak))
        for person, number in last.items()
        if not names.is_child(person) and number is not None
    ]


def history(item_id: str, names: Names) -> list[Answer]:
    """Return an item's scores in each period up to this review, those under earlier words included."""
    found = []
    for review in [*names.earlier, names.review]:
        for known in _chain(item_id, names):
            held = review.score(known)
            if held:
                words = short(held, names)
                if _other_words(known, item_id, names):
                    words = names.say("score.earlier-words", score=words)
                found.append(Answer(names.period(review.period), words))
    return found


def _chain(item_id: str, names: Names) -> list[str]:
    """Return an item's id and those of the items that it went on from, newest first."""
    item, items = names.thing(item_id), {one.id: one for one in names.plan.items}
    return [item_id, *(one.id for one in (went_on_from(item, items) if item else ()))]


def _other_words(known: str, item_id: str, names: Names) -> bool:
    before, now = names.thing(known), names.thing(item_id)
    form = names.script.format
    return before is None or now is None or form.words_of(before) != form.words_of(now)


def _number(held: plan_scores.Score, scale: Scale, names: Names) -> str:
    """Return what was agreed: a number of the scale with its words, or the words of an option."""
    return phrases.of_most(scale.number_of(held), scale, tell=names.speak)


def _standings(held: plan_scores.Score, scale: Scale, names: Names) -> dict[str, Standing]:
    """Return where each person stands, in the order in which they showed; reasons are never said twice.

    Where there were more than two shows, the last stands beside the first.
    """
    first = {at.person: at for at in held.positions}
    second = {at.person: at for show in held.shows[1:] for at in show}
    sides = {side.person: side for side in held.sides}
    standings = {}
    for person in [*first, *second, *sides]:
        reasons = [at.reason for show in held.shows for at in show if at.person == person]
        reasons += [sides[person].reason] if person in sides else []
        standings[person] = Standing(
            name=names.person(person),
            first=_shown(first.get(person), scale, names),
            second=_shown(second.get(person), scale, names),
            reasons=[reason for reason in dict.fromkeys(reasons) if reason],
            would_change=sides[person].would_change if person in sides else "",
        )
    return standings


def _shown(position: Position | None, scale: Scale, names: Names) -> str:
    """Return a number or option, a child's own word, both, or "don't know"."""
    if position is None:
        return ""
    return capital(phrases.position(scale.number_of(position), position.word, scale, tell=names.speak))
