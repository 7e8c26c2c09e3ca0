"""A plan as lines for people, and as data for scripts: its parts with their scores, actions."""

from __future__ import annotations

from collections.abc import Container, Iterator, Sequence
from typing import Any

from facilitator.meeting.plan_versions import standing_of
from facilitator.phrases import action, golden_thread, route, score, sentence, signature
from facilitator.phrases.came_and_went import came_and_went
from facilitator.phrases.follow_up import since
from facilitator.phrases.item import line as item_line
from facilitator.phrases.item import several, within
from facilitator.phrases.person import children_called, children_on_record
from facilitator.phrases.plan_part import beside_words
from facilitator.phrases.review import next_review, of_period
from facilitator.phrases.version import history
from facilitator.plan.items import Item, above
from facilitator.plan.plan import Plan
from facilitator.plan.reviews import HeldMeeting, Review
from facilitator.plan.scores import Score
from facilitator.script.formats_and_turns import FormatFile, Script
from facilitator.script.golden_thread import thread_of
from facilitator.script.plan_facts import facts_of, shown
from facilitator.script.plan_stages import StageShown, stages_of
from facilitator.script.scales import Scale
from facilitator.script.words_by_key import say
from facilitator.summary.progress import PlanBefore
from facilitator.summary.standing import standing_told
from facilitator.work.progress_told import progress_lines


def as_lines(
    plan: Plan, script: Script, in_document: Container[int] = (), before: Sequence[PlanBefore] = ()
) -> Iterator[str]:
    """Yield the plan line by line: the child, its parts kind by kind, with their scores, then each meeting.

    Of the reviews of the periods `in_document` only what stands in a Word document is known. `before` are the
    plans that this one follows, the earliest first: progress is told with theirs, in words and as a picture.
    """
    yield say(
        "show.title",
        name=children_called(plan.members, in_full=True),
        format=script.format.name,
        count=len(plan.reviews),
    )
    yield standing_told(plan, script.format)
    for version in plan.versions:
        yield from (f"  {line}" for line in history(version))
    yield from signature.lines(plan, script.format)
    for kind, declared in script.format.items.items():
        items = [item for item in plan.items if item.kind == kind and item.under is None]
        if items and not declared.numbered:
            yield ""
            yield several(kind, script.format)
        for item in items:
            if declared.numbered:
                yield ""
            yield from (f"{'' if declared.numbered else '  '}{one}" for one in _item(item, plan, script))
    for review in plan.meetings():
        yield ""
        yield say(
            "show.review-in-document" if review.period in in_document else "show.review",
            review=of_period(script.period_name(review.period), review.date),
            count=len(list(script.format.said(review))),
        )
        yield from _actions(review, plan, script.format)
        if review.next_date:
            yield say("show.next", words=next_review(review.next_date))
    yield from progress_lines(plan, script, before)
    yield from _thread(plan, script.format)
    yield from _stages(plan, script)
    yield from _routes(plan, script)


def _thread(plan: Plan, form: FormatFile) -> Iterator[str]:
    """Yield what hopes and needs lead to, what hangs loose first."""
    rows = golden_thread.rows(thread_of(plan, form), plan, form, say)
    if rows:
        yield ""
        yield say("thread.heading")
    for label, words in rows:
        yield say("thread.line", label=label, words=words)


def _stages(plan: Plan, script: Script) -> Iterator[str]:
    """Yield the stages that plans of the format go through: which are done, and what comes next."""
    stages = _stages_of(plan, script)
    if stages:
        yield ""
        yield say("stage.heading")
    for stage in stages:
        yield say(f"stage.{stage.standing.replace('_', '-')}", number=stage.number, words=stage.words)
        if stage.standing == "now":
            yield say("stage.to-do", words=stage.to_do)
        if stage.standing in ("now", "not_noted") and stage.missing:
            yield say("stage.missing", what="; ".join(stage.missing))


def _stages_of(plan: Plan, script: Script) -> list[StageShown]:
    return stages_of(plan, script.format, facts_of(plan, script.format, script.weekly_cost))


def _routes(plan: Plan, script: Script) -> Iterator[str]:
    """Yield what the format offers next, after the last review, with what each needs."""
    facts = facts_of(plan, script.format, script.weekly_cost)
    offered = shown(script, facts, plan) if plan.reviews else []
    if offered:
        yield ""
        yield say("route.heading")
    for label, words in route.rows(offered, say):
        yield say("route.line", label=label, words=words)


def _item(item: Item, plan: Plan, script: Script) -> Iterator[str]:
    form = script.format
    line = " · ".join([item_line(item, form, kind=item.under is not None), *beside_words(item, form)])
    if marks := [*came_and_went(item, form), *([say("manner.not-shared")] if item.not_shared else [])]:
        line = say("show.marked", line=line, marks="; ".join(marks))
    yield line
    for review in plan.reviews:
        held = review.score(item.id)
        if held is None:
            continue
        scale = script.scale_of(held, plan)
        yield say("show.score", period=script.period_name(review.period), score=score.line(held, scale))
        if held.sides or held.next_step:
            yield from _disagreement(held, review, scale)
    for part in form.parts(plan, item):
        yield from (f"  {one}" for one in _item(part, plan, script))


def _disagreement(held: Score, review: Review, scale: Scale) -> Iterator[str]:
    """Yield each side in full: who, their number, why, what would change it; then what is next."""
    shows = [*held.positions, *held.second_positions]
    numbers = {
        at.person: score.position(number, "", scale)
        for at in shows
        if (number := scale.number_of(at)) is not None
    }
    for side in held.sides:
        shown = numbers.get(side.person) or say("show.no-answer")
        yield say("show.side", side=score.of_person(review.person(side.person).name, shown, side.reason))
        if side.would_change:
            yield say("show.would-change", words=side.would_change)
    if held.next_step:
        yield say("show.disagreement-next", words=held.next_step, by=action.due(held.by))


def _actions(review: HeldMeeting, plan: Plan, form: FormatFile) -> Iterator[str]:
    became, items = form.became(plan), {item.id: within(item, form) for item in plan.items}
    for one in review.actions:
        if status := became.get(one.id):
            state = sentence.ended(sentence.capital(action.became(status)))
        else:
            state = action.state(one.now.who, one.now.by, to_be_asked=one.confirm is not None)
        if one.about in items:
            state = f"{action.on_item(items[one.about])} {state}"
        words = action.sentence(one.what, one.who, one.by)
        yield say("show.action", action=action.marked(words) if one.not_shared else words, state=state)
        yield from (say("show.noted", words=words) for words in since(one, tell=say))


def as_data(plan: Plan, script: Script) -> dict[str, Any]:
    """Return the same as JSON values; the ids are those of the plan file."""
    form, became = script.format, script.format.became(plan)
    return {
        "plan": plan.id,
        "format": plan.format,
        "child": children_on_record(plan.members),
        "children": [{"id": child.id, "name": child.on_record} for child in plan.children],
        "standing": standing_of(plan, form).state,
        "signatures": [one.model_dump(mode="json") for one in plan.signatures],
        "versions": [version.model_dump(mode="json", exclude={"mark"}) for version in plan.versions],
        "items": [_with_kind(item, plan, script) for item in plan.items],
        "outcomes": [_item_data(item, plan, script) for item in form.of_role(plan, "outcome", ended=True)],
        "stages": [stage._asdict() for stage in _stages_of(plan, script)],
        "planning": [_meeting_data(one, form, became) for one in plan.planning],
        "reviews": [_meeting_data(one, form, became) for one in plan.reviews],
    }


def _meeting_data(held: HeldMeeting, form: FormatFile, became: dict[str, str]) -> dict[str, Any]:
    return {
        "id": held.id,
        "period": held.period,
        "date": held.date.isoformat(),
        "statements": len(list(form.said(held))),
        "next_date": held.next_date.isoformat() if held.next_date else None,
        "actions": [
            {
                **one.model_dump(mode="json"),
                "state": became.get(one.id) or ("agreed" if one.agreed else "not_agreed"),
            }
            for one in held.actions
        ],
    }


def _with_kind(item: Item, plan: Plan, script: Script) -> dict[str, Any]:
    """Return an item with its kind, what it belongs to, its fields, and in which reviews it came and went."""
    over = next(
        (one.ended for one in (item, *above(item, {one.id: one for one in plan.items})) if one.ended), None
    )
    return {
        **_item_data(item, plan, script),
        "kind": item.kind,
        "under": item.under,
        "fields": script.format.without_hidden(item).fields,
        "added": item.added.review,
        "ended": over.review if over else None,
    }


def _item_data(item: Item, plan: Plan, script: Script) -> dict[str, Any]:
    scores = [
        {"period": review.period, **held.model_dump(mode="json")}
        for review in plan.reviews
        if (held := review.score(item.id))
    ]
    return {
        "id": item.id,
        "number": item.number,
        "wording": script.format.words_of(item),
        "status": item.ended.how if item.ended else "current" if plan.is_current(item) else "ended_with",
        "scores": scores,
    }
