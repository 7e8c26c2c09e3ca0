"""Scores in words, with every number kept under its person and the child's own answer beside them."""

from __future__ import annotations

from facilitator.phrases import score as phrases
from facilitator.phrases.sentence import capital
from facilitator.plan import scores as plan_scores
from facilitator.plan.people import CHILD
from facilitator.plan.scores import Position
from facilitator.script.fields import Path
from facilitator.script.models import Scale
from facilitator.summary.names import Names
from facilitator.summary.shapes import Answer, Score, Standing


def score(held: plan_scores.Score, names: Names) -> Score:
    """Return a score as it is read; the program never computes its number, and shows all that were given."""
    standings = _standings(held, names)
    child = standings.pop(CHILD, None)
    return Score(
        label=phrases.sentence(held.result, _number(held, names), tell=names.speak),
        support_not_given=names.say("score.support-not-given") if held.support_not_given else "",
        child=child,
        others=list(standings.values()),
        disputed=held.result == "not_agreed" or bool(held.sides),
        next_step=held.next_step,
        by=names.day(held.by),
    )


def short(held: plan_scores.Score | None, names: Names) -> str:
    """Return a score in a few words; one that is not agreed gives every number that was shown."""
    if held is None:
        return capital(phrases.none(tell=names.speak))
    words = phrases.in_short(
        held.result,
        _number(held, names),
        _last_numbers(held),
        support_not_given=held.support_not_given,
        tell=names.speak,
    )
    return capital(words)


def _last_numbers(held: plan_scores.Score) -> list[int]:
    """Return the adults' numbers as they stood at the end; the child's own never counts as one of them."""
    last = {at.person: at.number for at in [*held.positions, *held.second_positions]}
    return [number for person, number in last.items() if number is not None and person != CHILD]


def history(outcome_id: str, names: Names) -> list[Answer]:
    """Return an outcome's scores in each term up to this review, those under earlier words included."""
    here = names.review
    earlier = [
        review for review in names.plan.reviews if review.id != here.id and review.period < here.period
    ]
    found = []
    for review in [*earlier, here]:
        for known in _chain(outcome_id, names):
            held = review.score(known)
            if held:
                words = short(held, names)
                changed = names.say("score.earlier-words", score=words) if known != outcome_id else words
                found.append(Answer(names.period(review.period), changed))
    return found


def _chain(outcome_id: str, names: Names) -> list[str]:
    """Return an outcome's id and those of the outcomes that it replaces, newest first."""
    chain, outcome = [outcome_id], names.thing(outcome_id)
    while outcome and outcome.replaces and outcome.replaces not in chain:
        chain.append(outcome.replaces)
        outcome = names.thing(outcome.replaces)
    return chain


def _scale(held: plan_scores.Score, names: Names) -> Scale:
    item = names.thing(held.about)
    path = Path(item.kind if item else "child", held.field)
    return names.script.format.scale_of(path) or names.script.scale


def _number(held: plan_scores.Score, names: Names) -> str:
    scale = _scale(held, names)
    number = phrases.number_of(held, scale)
    return scale.label_of(number or 0) if held.option else phrases.of_most(number, scale, tell=names.speak)


def _standings(held: plan_scores.Score, names: Names) -> dict[str, Standing]:
    """Return where each person stands, in the order in which they showed; reasons are never said twice."""
    first = {at.person: at for at in held.positions}
    second = {at.person: at for at in held.second_positions}
    sides = {side.person: side for side in held.sides}
    standings = {}
    for person in [*first, *second, *sides]:
        reasons = [at.reason for at in (first.get(person), second.get(person), sides.get(person)) if at]
        standings[person] = Standing(
            name=names.person(person),
            first=_shown(first.get(person), held, names),
            second=_shown(second.get(person), held, names),
            reasons=[reason for reason in dict.fromkeys(reasons) if reason],
            would_change=sides[person].would_change if person in sides else "",
        )
    return standings


def _shown(position: Position | None, held: plan_scores.Score, names: Names) -> str:
    """Return a number or option, a child's own word, both, or "don't know"."""
    if position is None:
        return ""
    scale = _scale(held, names)
    if position.option is not None:
        return next((point.adult for point in scale.points if point.id == position.option), position.option)
    return phrases.position(position.number, position.word, scale, tell=names.speak)
