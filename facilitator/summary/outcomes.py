"""Each outcome as it was reviewed: support, what was said, the score, and what becomes of it."""

from __future__ import annotations

from facilitator.phrases.decision import decided
from facilitator.plan.outcomes import Outcome
from facilitator.plan.reviews import OutcomeReview, Statement
from facilitator.summary.names import Names
from facilitator.summary.scores import history, score, short
from facilitator.summary.shapes import Answer, Decision, Goal
from facilitator.summary.voices import Tasks, topics, voice

_NEW_WORDS, _REASON = "amended_wording", "ended_because"
_SAID_FOR = {"amend": _NEW_WORDS, "remove": _REASON, "achieved": _REASON}


def goals(names: Names, tasks: Tasks) -> list[Goal]:
    """Return the outcomes that were reviewed, in the order of the review."""
    return [_goal(held, names, tasks) for held in names.review.outcomes]


def not_looked_at(names: Names) -> list[Goal]:
    """Return the plan's outcomes of that day that the review says nothing about, as they are read."""
    return [_goal(OutcomeReview(outcome=outcome.id), names, {}) for outcome in not_reviewed(names)]


def not_reviewed(names: Names) -> list[Outcome]:
    """Return the plan's outcomes of that day that the review says nothing about."""
    reviewed = {held.outcome for held in names.review.outcomes}
    newer = _made_since(names)
    return [
        outcome
        for outcome in names.plan.outcomes
        if outcome.id not in reviewed | newer and _was_current(outcome, names)
    ]


def _was_current(outcome: Outcome, names: Names) -> bool:
    return outcome.current or (outcome.ended is not None and outcome.ended > names.review.date)


def _made_since(names: Names) -> set[str]:
    """Return the outcomes that this review or a later one put in the place of others."""
    since = [review for review in names.plan.reviews if review.period >= names.review.period]
    return {
        held.amended_to for review in [*since, names.review] for held in review.outcomes if held.amended_to
    }


def _goal(held: OutcomeReview, names: Names, tasks: Tasks) -> Goal:
    outcome = names.outcome(held.outcome)
    scores = history(held.outcome, names)
    before = scores[:-1] if held.score else scores
    decided = _SAID_FOR.get(held.decision or "", "")
    fields = [statement for statement in held.statements if statement.topic != decided]
    return Goal(
        title=names.outcome_title(held.outcome),
        wording=outcome.wording if outcome else "",
        delivered=names.say(f"delivered.{held.delivered}") if held.delivered else "",
        fields=topics(fields, names, tasks, names.script.format.outcome_fields),
        answers=answers(held.choices, names),
        score=score(held.score, names) if held.score else None,
        short=short(held.score, names),
        before=before[-1].answer if before else "",
        history=scores if before else [],
        decision=_decision(held, [one for one in held.statements if one.topic == decided], names, tasks),
    )


def answers(choices: dict[str, str], names: Names) -> list[Answer]:
    """Return a format's own questions with the words of the answers that were chosen."""
    return [Answer(names.topic(field), names.option(field, option)) for field, option in choices.items()]


def _decision(held: OutcomeReview, said: list[Statement], names: Names, tasks: Tasks) -> Decision | None:
    """Say what becomes of an outcome: kept, changed to new words, or ended and why."""
    if held.decision is None:
        return Decision(decided(None, tell=names.speak), [], "") if names.records("decision") else None
    spoken = "\n".join(statement.text for statement in said)
    new = names.outcome(held.amended_to)
    if held.decision == "amend" and new:
        label = decided(held.decision, new.number, tell=names.speak)
        words = new.wording
    else:
        outcome = names.outcome(held.outcome)
        words = outcome.ended_because if outcome and held.decision in ("remove", "achieved") else ""
        label = decided(held.decision, tell=names.speak)
    return Decision(
        label=label,
        said=[voice(statement, names, tasks) for statement in said],
        words="" if words == spoken else words,
    )
