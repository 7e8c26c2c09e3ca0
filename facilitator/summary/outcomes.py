"""Each outcome as it was reviewed: support, what was said, the score, and what becomes of it."""

from __future__ import annotations

from facilitator.phrases import decision as phrases
from facilitator.plan.values import Value
from facilitator.script.reviewed import Reviewed, not_reviewed, reviewed
from facilitator.script.words import known
from facilitator.summary.names import Names
from facilitator.summary.scores import history, score, short
from facilitator.summary.shapes import Answer, Decision, Goal
from facilitator.summary.voices import Tasks, topics, voice


def goals(names: Names, tasks: Tasks) -> list[Goal]:
    """Return the things that were reviewed: children, outcomes and whatever else the format asks after."""
    return [_goal(one, names, tasks) for one in reviewed(names.plan, names.review, names.script.format)]


def not_looked_at(names: Names) -> list[Goal]:
    """Return the plan's outcomes of that day that the review says nothing about, as they are read."""
    form = names.script.format
    missed = not_reviewed(names.plan, names.review, form)
    return [_goal(Reviewed(item.id, item), names, {}) for item in missed]


def _goal(held: Reviewed, names: Names, tasks: Tasks) -> Goal:
    form = names.script.format
    scores = history(held.about, names)
    before = scores[:-1] if held.score else scores
    kind = held.item.kind if held.item else "child"
    is_scored = any(path.of == kind for path in form.paths("progress")) or held.score is not None
    return Goal(
        title=names.title(held.about),
        wording=form.words_of(held.item) if held.item else "",
        delivered=_delivered(held, names),
        fields=topics(held.said, names, tasks, form.about.get(kind, {})),
        answers=answers(held.answers, names),
        score=score(held.score, names) if held.score else None,
        short=short(held.score, names) if is_scored else "",
        before=before[-1].answer if before else "",
        history=scores if before else [],
        decision=_decision(held, names, tasks),
    )


def _delivered(held: Reviewed, names: Names) -> str:
    if not held.delivered:
        return ""
    own = f"delivered.{held.delivered}"
    return names.say(own) if known(f"summary.{own}") else names.option("delivered", held.delivered)


def answers(given: dict[str, Value], names: Names) -> list[Answer]:
    """Return a format's own questions with the words of the answers that were given."""
    return [Answer(names.topic(field), names.option(field, value)) for field, value in given.items()]


def _decision(held: Reviewed, names: Names, tasks: Tasks) -> Decision | None:
    """Say what becomes of an item: kept, changed to new words, or ended and why."""
    form = names.script.format
    if held.decision is None:
        asked = held.item is not None and any(path.of == held.item.kind for path in form.paths("decision"))
        return Decision(phrases.none(tell=names.speak), [], "") if asked else None
    words, number = "", None
    if held.became is not None:
        words, number = form.words_of(held.became), held.became.number
    elif held.item is not None and held.item.ended and held.how_ended != "amended":
        words = held.item.ended.because
    return Decision(
        label=phrases.decided(held.how_ended, number, tell=names.speak),
        said=[voice(entry, names, tasks) for entry in held.decided],
        words="" if words == "\n".join(entry.text for entry in held.decided) else words,
    )
