"""What a review agreed and decided about each item of a plan, a line each."""

from __future__ import annotations

from collections.abc import Iterator

from facilitator.phrases import score
from facilitator.phrases.decision import decided
from facilitator.phrases.item import called, within
from facilitator.phrases.plan_part import value_told
from facilitator.phrases.sentence import ended
from facilitator.plan.entries import Entry
from facilitator.plan.items import Item
from facilitator.plan.plan import Plan
from facilitator.plan.reviews import HeldMeeting, Review
from facilitator.script.formats_and_turns import FormatFile, Script
from facilitator.script.review_by_role import Reviewed, reviewed
from facilitator.script.words_by_key import say


def told_of_items(plan: Plan, review: HeldMeeting, script: Script) -> Iterator[tuple[str, str]]:
    """Yield what each item is called, with what was agreed and decided about it."""
    for thing in reviewed(plan, review, script.format):
        if thing.item is not None and (told := " ".join(_told(thing, plan, review, script))):
            yield called(thing.item, script.format), told


def judged(plan: Plan, review: HeldMeeting, script: Script) -> Iterator[tuple[Item, str]]:
    """Yield each item that a review judged, with every judgement of it: scores, answers, what was decided."""
    for thing in reviewed(plan, review, script.format):
        if thing.item is None:
            continue
        words = [ended(score.line(thing.score, script.scale_of(thing.score, plan)))] if thing.score else []
        answers = [*([thing.delivered] if thing.delivered else []), *thing.answers]
        words += [_answered(one, thing.kind, script.format) for one in answers]
        words += [_decided(thing, script)] if thing.decision else []
        if words:
            yield thing.item, " ".join(words)


def _answered(answer: Entry, kind: str, form: FormatFile) -> str:
    declared = form.fields_of(kind).get(answer.field)
    told = value_told(answer.value, declared)
    return ended(say("edit.field", label=form.label(answer.field, kind).removesuffix("?"), value=told))


def _decided(thing: Reviewed, script: Script) -> str:
    assert thing.decision is not None  # noqa: S101 - for mypy
    became = within(thing.became, script.format) if thing.became else ""
    return decided(thing.how_ended, became, script.format.own_words(thing.decision, thing.kind))


def _told(thing: Reviewed, plan: Plan, review: HeldMeeting, script: Script) -> Iterator[str]:
    assert thing.item is not None  # noqa: S101 - for mypy: only items are told of
    if thing.score:
        yield ended(score.line(thing.score, script.scale_of(thing.score, plan)))
    elif thing.item.id in plan.made_by(review):
        yield say("dialogue.written-new")
    elif isinstance(review, Review) and any(
        path.of == thing.kind for path in script.format.paths("progress")
    ):
        yield ended(score.none())
    if thing.decision:
        yield _decided(thing, script)
