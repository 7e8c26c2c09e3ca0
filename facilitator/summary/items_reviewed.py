"""Each thing as it was reviewed: support, what was said, the score, and what becomes of it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

from facilitator.phrases import decision as phrases
from facilitator.phrases.came_and_went import came, went
from facilitator.phrases.item import in_sentence
from facilitator.phrases.sentence import capital
from facilitator.plan.entries import Entry
from facilitator.plan.items import Item
from facilitator.plan.people import EVERYONE
from facilitator.script.formats_and_turns import FormatFile
from facilitator.script.review_by_role import Reviewed
from facilitator.summary.names_of_ids import Names
from facilitator.summary.scores import history, score, short
from facilitator.summary.summary_shapes import Answer, Decision, Thing
from facilitator.summary.words_by_person import Tasks, topics, voice


def bare(item: Item, names: Names) -> Thing:
    """Return an item of which the review says nothing as it is read."""
    return thing(Reviewed(item.id, item.kind, item), names, {})


def added(held: Sequence[Reviewed], names: Names) -> list[Item]:
    """Return the items that the questions put into the plan, but those that a reviewed one became."""
    new = names.plan.made_by(names.review) - {change.part for change in names.review.changes}
    became = {one.became.id for one in held if one.became}
    found: list[Item] = []
    for item in names.plan.items:
        of_new = item.under in new and item.under not in {one.id for one in found}
        if item.id in new - became and not of_new:
            found.append(item)
    return found


def thing(held: Reviewed, names: Names, tasks: Tasks) -> Thing:
    """Return what was reviewed as it is read."""
    form = names.script.format
    scores = history(held.about, names)
    before = scores[:-1] if held.score else scores
    return Thing(
        title=names.heading(held.about),
        name=names.title(held.about),
        wording=form.words_of(held.item) if held.item else "",
        delivered=None if _is_judged(held) else _delivered(held.delivered, held.kind, names),
        lines=[line for one in held.lines if (line := _line(one, names))],
        fields=topics(held.said, names, tasks, held.kind, [action.id for action in held.actions]),
        answers=answers([*_before(held, names), *held.answers], names, held.kind),
        score=score(held.score, names) if held.score else None,
        short=_short(held, names),
        before=before[-1].answer if before else "",
        decision=_decision(held, names, tasks),
        marks=_marks(held, names),
    )


def _marks(held: Reviewed, names: Names) -> list[str]:
    """Return when an item came, if not at this review, and how this one ended it where none decided so."""
    item, review = held.item, names.review
    if item is None:
        return []
    before = item.added.review != review.period and (item.added.on or review.date) < review.date
    over = item.ended if item.ended and item.ended.review == review.period and not held.decision else None
    form, tell = names.script.format, names.speak
    marks = [came(item, form, tell=tell) if before else "", went(over, form, tell=tell)]
    return [capital(mark) for mark in marks if mark]


def _is_new(held: Reviewed, names: Names) -> bool:
    """Whether the review itself made the item: then nothing was to be judged or decided of it yet."""
    return held.item is not None and held.item.id in names.plan.made_by(names.review)


def _before(held: Reviewed, names: Names) -> list[Entry]:
    """Return the measures at the beginning that the plan or an earlier review holds, for those of today."""
    paths = [path for path in names.script.format.paths("before") if path.of == held.kind]
    fields = {path.field for path in paths} - {entry.field for entry in held.answers}
    every = [*names.plan.entries, *(entry for review in names.earlier for entry in review.entries)]
    given = [entry for entry in every if entry.about == held.about and entry.field in fields]
    return list({entry.field: entry for entry in given}.values())


def _is_judged(held: Reviewed) -> bool:
    """Whether people showed if it was given, so that what they agreed is told with that."""
    return bool(held.delivered and held.score and held.score.field == held.delivered.field)


def _delivered(entry: Entry | None, kind: str, names: Names) -> Answer | None:
    if entry is None:
        return None
    return Answer(names.topic(entry.field, kind), names.option(entry.field, entry.value, kind), entry.note)


def _line(held: Reviewed, names: Names) -> Answer | None:
    """Return a line of support with whether it was given."""
    given = _delivered(held.delivered, held.kind, names)
    return replace(given, label=names.title(held.about)) if given else None


def _short(held: Reviewed, names: Names) -> str:
    """Return the score in a few words, or what was chosen for progress; nothing where neither is asked."""
    fields = names.script.format.about.get(held.kind, {})
    judged = [one for one in held.answers if one.field in fields and fields[one.field].role == "progress"]
    if judged:
        return ", ".join(names.option(one.field, one.value, held.kind) for one in judged)
    asked = is_scored(held.kind, names.script.format) and not _is_new(held, names)
    return short(held.score, names) if held.score or asked else ""


def is_scored(kind: str, form: FormatFile) -> bool:
    """Whether a format asks for a score of a kind, on a scale or as one of a choice's options."""
    fields = form.about.get(kind, {}).values()
    return any(field.type == "score" or field.role == "progress" for field in fields)


def answers(given: Sequence[Entry], names: Names, of: str) -> list[Answer]:
    """Return a format's own questions that were answered; whose one is, where each gave their own."""
    times = Counter(entry.field for entry in given)
    found = []
    for entry in given:
        words = names.option(entry.field, entry.value, of)
        if not (words or entry.note):
            continue
        alone = times[entry.field] == 1 and (entry.by == EVERYONE or names.is_child(entry.by))
        words = words if alone else names.say("answer-of", answer=words, name=names.person(entry.by))
        found.append(Answer(names.topic(entry.field, of), words, entry.note))
    return found


def _decision(held: Reviewed, names: Names, tasks: Tasks) -> Decision | None:
    """Say what becomes of an item: kept, changed to new words, or ended and why."""
    form = names.script.format
    if held.decision is None:
        asked = any(path.of == held.kind for path in form.paths("decision")) and not _is_new(held, names)
        return Decision(phrases.none(tell=names.speak), [], "") if asked else None
    words, became = "", ""
    if held.became is not None:
        words, became = form.words_of(held.became), in_sentence(held.became, form)
    elif held.item is not None and held.item.ended and held.how_ended in ("achieved", "removed"):
        words = held.item.ended.because
    own = form.own_words(held.decision, held.kind)
    return Decision(
        label=phrases.decided(held.how_ended, became, own, tell=names.speak),
        note=held.decision.note,
        said=[voice(entry, names, tasks) for entry in held.decided],
        words="" if words == "\n".join(entry.text for entry in held.decided) else words,
    )
