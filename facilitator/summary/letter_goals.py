"""The goals of the child's letter: their words, the child's own face or word, and that people differ."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from facilitator.plan.items import Item
from facilitator.plan.people import CHILD, EVERYONE
from facilitator.plan.entries import Entry
from facilitator.plan.scores import Position
# GONE ['OutcomeReview']
from facilitator.summary.letter_shapes import Aim, Group, Own, Told
from facilitator.summary.letter_words import DISAGREE, NEXT, Teller
from facilitator.summary.outcomes import not_reviewed

_REASON = "reason"


def aims(teller: Teller) -> list[Aim]:
    """Return the goals that were talked about, then those that were not."""
    reviewed = [aim for held in teller.review.outcomes if (aim := _aim(held, teller))]
    note = teller.tell("goal.not-looked-at")
    return reviewed + [_bare(outcome, [note], teller) for outcome in not_reviewed(teller)]


def _bare(outcome: Outcome, notes: list[Told], teller: Teller) -> Aim:
    title = teller.tell("goal", number=outcome.number)
    return Aim(next(teller.places), title, outcome.wording, "", notes, [])


def _aim(held: OutcomeReview, teller: Teller) -> Aim | None:
    outcome = _shown(held, teller)
    if outcome is None:
        return None
    shown = _last_position(held)
    notes = [*_mine(shown, teller), *_decided(held, teller)]
    title = teller.tell("goal", number=outcome.number)
    place = next(teller.places)
    groups = _reasons(held, teller) + teller.groups(
        _words(held, teller), iter(teller.script.format.outcome_fields)
    )
    return Aim(place, title, outcome.wording, _face(shown, teller), notes, groups)


def _shown(held: OutcomeReview, teller: Teller) -> Outcome | None:
    """Return the outcome that a goal goes on as; one that was amended is shown in its new words."""
    return teller.outcome(held.amended_to) or teller.outcome(held.outcome)


def _last_position(held: OutcomeReview) -> Position | None:
    """Return where the child stood in the end, never where others did."""
    score = held.score
    shown = [*score.positions, *score.second_positions] if score else []
    own = [position for position in shown if position.person == CHILD]
    return own[-1] if own else None


def _face(shown: Position | None, teller: Teller) -> str:
    faces = {face.id: face.drawing for face in teller.script.scale.faces}
    return faces.get(shown.word, "") if shown else ""


def _mine(shown: Position | None, teller: Teller) -> Iterator[Told]:
    """Say the child's own face, word or number."""
    if shown is None:
        return
    scale = teller.script.scale
    faces = {face.id: face.word for face in scale.faces}
    if shown.word:
        key = "goal.face" if shown.word in faces else "goal.word"
        yield teller.tell(key, word=faces.get(shown.word, shown.word))
    if shown.number is not None:
        label = next((point.child for point in scale.points if point.number == shown.number), "")
        yield teller.tell(
            f"goal.number{'-label' if label else ''}", number=shown.number, label=label.casefold()
        )
    elif not shown.word:
        yield teller.tell("goal.not-sure")


def _decided(held: OutcomeReview, teller: Teller) -> Iterator[Told]:
    if held.decision == "amend" and teller.outcome(held.amended_to) is None:
        yield teller.tell("goal.amend-later")
    elif held.decision:
        yield teller.tell(f"goal.{held.decision}")


def _reasons(held: OutcomeReview, teller: Teller) -> list[Group]:
    """Return the reasons that the child gave for a face or number, each once."""
    score = held.score
    shown = [*score.positions, *score.second_positions] if score else []
    sides = score.disagreement.sides if score and score.disagreement else []
    own = [side for side in sides if side.person == CHILD]
    given = [one.reason for one in shown if one.person == CHILD]
    given += [words for side in own for words in (side.reason, side.would_change)]
    words = [Own(next(teller.places), reason) for reason in dict.fromkeys(given) if reason]
    return [Group(teller.label(_REASON), words)] if words else []


def _words(held: OutcomeReview, teller: Teller) -> list[Entry]:
    """Return what the child said of a goal, and the next step that the room agreed."""
    return [
        one
        for one in held.statements
        if (one.speaker == CHILD and one.topic not in teller.away)
        or (one.speaker == EVERYONE and one.topic == NEXT)
    ]


# That people differ: about what and when they talk again, never who and how


def differ(teller: Teller) -> Iterator[Told]:
    """Say that adults do not all agree yet, in easy words; the sides are in the summary for everyone."""
    review = teller.review
    open_scores = [
        (outcome.number, held.score.disagreement)
        for held in review.outcomes
        if held.score
        and (held.score.result == "not_agreed" or held.score.disagreement)
        and (outcome := _shown(held, teller))
    ]
    numbers = sorted(number for number, _ in open_scores)
    if len(numbers) == 1:
        yield teller.tell("disagree.goal", number=numbers[0])
    elif numbers:
        yield teller.tell("disagree.goals")
        yield teller.tell("disagree.which", numbers=_listed(numbers, teller))
    notes = _notes_not_agreed(teller)
    if notes:
        yield teller.tell("disagree.notes")
    agreed = [(number, dispute.by) for number, dispute in open_scores if dispute and dispute.by]
    yield from _talk(teller, agreed, others=notes or len(agreed) < len(open_scores))


def _listed(numbers: list[int], teller: Teller) -> str:
    between = teller.tell("between").plain()
    return teller.tell("and", first=between.join(map(str, numbers[:-1])), last=numbers[-1]).plain()


def _notes_not_agreed(teller: Teller) -> bool:
    """Whether an adult does not agree with what was written down; the child's words stand for themselves."""
    review = teller.review
    answers = any(held.answer == "no" and held.person != CHILD for held in review.read_back)
    return answers or any(one.topic == DISAGREE and one.speaker != CHILD for one in review.every_statement())


def _talk(teller: Teller, agreed: list[tuple[int, date]], *, others: bool) -> Iterator[Told]:
    """Say when people talk again, of each goal by its own day; of the rest when they meet, if ever.

    `agreed` = the goals that have a day of their own; `others` = something not agreed has none.
    The day of the meeting stands below: where a goal has its own, it is not said twice.
    """
    days = {day for _, day in agreed}
    if len(days) == 1 and not others:
        yield teller.tell("talk.by", day=teller.soon(*days))
    else:
        for number, day in sorted(agreed):
            yield teller.tell("talk.goal-by", number=number, day=teller.soon(day))
    meeting = teller.review.next_date
    if others and not meeting:
        yield teller.tell("talk.rest" if agreed else "talk.again")
    elif others and meeting and not agreed:
        yield teller.tell("talk.on", day=teller.soon(meeting))
