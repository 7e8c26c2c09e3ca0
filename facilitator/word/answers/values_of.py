"""A plan as what stands in a form: each answer under its key, in lines, with what it is about."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from facilitator.plan.models import Plan
from facilitator.plan.outcomes import Outcome
from facilitator.plan.reviews import Review
from facilitator.script.layouts import Layout
from facilitator.script.models import Script
from facilitator.script.words import say
from facilitator.word.answers.days import write_day
from facilitator.word.answers.in_place import InPlace, in_place_words
from facilitator.word.answers.phrasing import to_lines
from facilitator.word.answers.places_of_layout import keys_held
from facilitator.word.answers.review_lines import ReviewLines
from facilitator.word.form.keys import Key, Values


class Piece(NamedTuple):
    """One answer of a plan: where it belongs, its lines, and what it is about in people's words."""

    key: Key
    lines: list[str]
    about: str


def values_of(plan: Plan, script: Script, layout: Layout) -> Values:
    """Return every answer of a plan that a form could hold, with all its reviews."""
    return _values(pieces_of(plan, script, layout))


def values_of_review(review: Review, plan: Plan, script: Script, layout: Layout) -> Values:
    """Return every answer of one review that the layout has a place for; `plan` as it is with the review."""
    return _values(pieces_of_review(review, plan, script, layout))


def _values(pieces: Iterable[Piece]) -> Values:
    return {piece.key: piece.lines for piece in pieces}


def pieces_of(plan: Plan, script: Script, layout: Layout) -> list[Piece]:
    """Return the answers of a plan in the order of a form: child, other plans, outcomes, reviews."""
    pieces = [*_of_child(plan, layout), *_of_other_plans(plan, script, layout)]
    for outcome in plan.outcomes:
        pieces += pieces_of_outcome(outcome)
    pieces = [piece for piece in pieces if any(piece.lines)]
    for review in plan.reviews:
        pieces += pieces_of_review(review, plan, script, layout)
    return pieces


def pieces_of_review(review: Review, plan: Plan, script: Script, layout: Layout) -> list[Piece]:
    """Return the answers of one review that the layout has a place for; `plan` as it is with the review."""
    return list(_of_review(ReviewLines(review, plan, script, layout)))


# The plan


def _of_child(plan: Plan, layout: Layout) -> Iterator[Piece]:
    child = plan.child
    born, started = child.date_of_birth, plan.started
    yield Piece(Key("child.name"), [child.full_name], say("word.about-child-name"))
    yield Piece(Key("child.known_as"), [child.known_as], say("word.about-known-as"))
    yield Piece(Key("child.born"), [write_day(born, layout.date) if born else ""], say("word.about-born"))
    yield Piece(Key("child.class"), [child.class_name], say("word.about-class"))
    communication = child.communication.split("\n")
    yield Piece(Key("child.communication"), communication, say("word.about-communication"))
    if plan.number != 1 or Key("plan.number") in keys_held(layout):
        yield Piece(Key("plan.number"), [str(plan.number)], say("word.about-number"))
    on = write_day(started, layout.date) if started else ""
    yield Piece(Key("plan.started"), [on], say("word.about-started"))


def _of_other_plans(plan: Plan, script: Script, layout: Layout) -> Iterator[Piece]:
    labels = {kind.id: kind.label for kind in script.format.other_plans}
    for other in plan.other_plans:
        words = in_place_words(InPlace(other.in_place, other.note), layout.phrases)
        yield Piece(Key("other_plan", other.kind), [words], labels.get(other.kind, other.kind))


def pieces_of_outcome(outcome: Outcome) -> Iterator[Piece]:
    """Yield the answers of one outcome's box: its number, wording, steps, provision and advice."""
    number = outcome.number
    yield Piece(
        Key("outcome.number", outcome=number),
        [str(number)],
        say("word.about-outcome-number", number=number),
    )
    wording = outcome.wording.split("\n")
    yield Piece(Key("outcome.wording", outcome=number), wording, say("word.about-outcome", number=number))
    steps = [line for step in outcome.steps for line in to_lines(step.text)]
    yield Piece(Key("outcome.steps", outcome=number), steps, say("word.about-steps", number=number))
    advice = outcome.advice_from.split("\n")
    yield Piece(Key("outcome.advice", outcome=number), advice, say("word.about-advice", number=number))
    about = say("word.about-provision", number=number)
    counts = {"education": 0, "outside": 0}
    for row in outcome.provision:
        what = Key("provision.what", row.where, outcome=number, line=counts[row.where])
        counts[row.where] += 1
        yield Piece(what, row.what.split("\n"), about)
        yield Piece(what._replace(records="provision.who"), [row.who], about)
        yield Piece(what._replace(records="provision.how_often"), [row.how_often], about)


# One review


def _of_review(lines: ReviewLines) -> Iterator[Piece]:
    """Yield what stands in each place of the layout for this review, in the layout's own order of kinds."""
    period = lines.review.period
    for key in sorted(lines.keys):
        if key.review and key.records not in _OF_OUTCOME:
            found = lines.of_meeting(key)
            if any(found):
                yield Piece(key._replace(review=period), found, lines.about(key))
    for held in lines.outcomes():
        number = lines.plan.outcome(held.outcome).number
        for key in sorted(lines.keys):
            if key.review and key.records in _OF_OUTCOME:
                found = lines.of_outcome(key, held)
                if any(found):
                    place = key._replace(review=period, outcome=number)
                    yield Piece(place, found, lines.about(place))


_OF_OUTCOME = ("progress", "progress.delivered", "progress.score", "outcome.number")
