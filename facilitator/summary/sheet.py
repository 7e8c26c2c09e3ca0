"""A review for everyone, read out of the plan: who was there, what was said, what comes next."""

from __future__ import annotations

from facilitator.phrases.person import role_beside, whose_view
from facilitator.phrases.sentence import capital
from facilitator.plan.entries import Entry
from facilitator.plan.people import CHILD, PERSPECTIVES, Person, Presence
from facilitator.plan.plan import Plan
from facilitator.plan.reviews import PARKED, LeftOpen, Review
from facilitator.plan.values import Value
from facilitator.script.ladder import Say
from facilitator.script.models import Script
from facilitator.summary.actions import checks, task
from facilitator.summary.names import Names
from facilitator.summary.outcomes import answers, goals, not_looked_at
from facilitator.summary.shapes import Answer, Attendee, Open, Sheet
from facilitator.summary.voices import topics, views, voice

_DISAGREE = "disagree"
"""The topic of what somebody does not agree with, in the segments that all formats share."""


def make_sheet(plan: Plan, review: Review, script: Script, tell: Say) -> Sheet:
    """Return everything that a review holds, ready to be laid out; `tell` is the voice of text or HTML."""
    names = Names(plan, review, script, tell)
    say = names.say
    tasks = {action.id: task(action, names) for action in review.actions}
    after = _after_read_back(names)
    read_back = {entry.id for entry in after}
    told = [entry for entry in script.format.said(review) if entry.about is None]
    parked = [entry for entry in told if entry.field == PARKED]
    said = [entry for entry in told if entry.id not in read_back and entry.field != PARKED]
    people = sorted(review.people, key=lambda person: PERSPECTIVES.index(person.perspective))
    return Sheet(
        child=plan.child.called,
        day=names.day(review.date),
        period=names.period(review.period),
        format=script.format.name,
        length=say("length", count=review.minutes) if review.minutes else "",
        closed=_closed(names),
        early=review.ended == "early",
        early_because=review.ended_because,
        present=[_attendee(person, names) for person in people if not person.apologies],
        away=[_attendee(person, names) for person in people if person.apologies],
        next_date=names.day(review.next_date),
        tasks=list(tasks.values()),
        views=views(said, names, tasks),
        topics=topics(_other(said, names), names, tasks, script.format.review),
        goals=goals(names, tasks),
        not_looked_at=not_looked_at(names),
        checks=checks(names),
        answers=answers(_answers(names), names),
        parked=[voice(entry, names, tasks) for entry in parked],
        left_open=[_open(left, names) for left in review.left_open],
        read_back=[
            Answer(names.person(answer.by), say(f"read-back.{answer.text}")) for answer in _read_back(names)
        ],
        put_right=[voice(entry, names, tasks) for entry in after],
        disagreements=_disagreements(names),
    )


def _other(said: list[Entry], names: Names) -> list[Entry]:
    """Return what is told by topic: all but *working*, *not working* and the child's own part."""
    return [one for one in said if one.by != CHILD and one.field not in names.views]


def _read_back(names: Names) -> list[Entry]:
    """Return each person's answer to the read-back."""
    fields = {path.field for path in names.script.paths_of("read_back")}
    return [entry for entry in names.review.entries if entry.field in fields and entry.about is None]


def _answers(names: Names) -> dict[str, Value]:
    """Return the format's own questions about the review itself that were not answered in words."""
    review, form = names.review, names.script.format
    in_words = {entry.id for entry in [*form.said(review), *_read_back(names)]}
    return {one.field: one.value for one in review.entries if one.about is None and one.id not in in_words}


def _after_read_back(names: Names) -> list[Entry]:
    """Return what was said where the read-back was not simply right: the answers to its follow-ups."""
    paths = names.script.paths_of("read_back")
    asked = {
        follow_up.turn for turn in names.turns.values() if turn.path in paths for follow_up in turn.follow_ups
    }
    return [
        one
        for one in names.script.format.said(names.review)
        if one.about is None and one.manner.turn in asked and one.field not in names.views
    ]


def _attendee(person: Person, names: Names) -> Attendee:
    return Attendee(
        name=names.person(person.id),
        role=role_beside(person.name, person.role),
        perspective=capital(whose_view(person.perspective, tell=names.speak)),
        parts=[_stretch(stretch, names) for stretch in person.present],
    )


def _stretch(stretch: Presence, names: Names) -> str:
    values = {
        "arrived": names.segment(stretch.arrived) if stretch.arrived else "",
        "left": names.segment(stretch.left) if stretch.left else "",
    }
    ends = "-".join(name for name, there in values.items() if there)
    return names.say(f"there.{ends or 'all'}", **values)


def _closed(names: Names) -> str:
    at = names.review.closed_at
    return names.say("closed", time=f"{at:%H:%M}", day=names.day(at.date())) if at else ""


def _open(left: LeftOpen, names: Names) -> Open:
    parts = left.item.split("/") if left.item else []
    question = names.question(left.turn, parts)
    items = [item for item in map(names.item, parts) if item.casefold() not in question.casefold()]
    return Open(
        kind=names.say(f"left.{left.kind}"),
        question=question,
        about=items,
        because=left.because,
    )


def _disagreements(names: Names) -> list[str]:
    """Return where people did not agree: on a score, with what was read back, or in words of their own."""
    review = names.review
    found = [
        names.say("disagreed.score", outcome=names.title(score.about))
        for score in review.scores
        if score.result == "not_agreed" or score.sides
    ]
    found += [
        names.say("disagreed.read-back", name=names.person(answer.by))
        for answer in _read_back(names)
        if answer.value == "no"
    ]
    speakers = dict.fromkeys(entry.by for entry in review.entries if entry.field == _DISAGREE)
    return found + [names.say("disagreed.words", name=names.person(speaker)) for speaker in speakers]
