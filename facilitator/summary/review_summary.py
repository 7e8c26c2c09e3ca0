"""A review for everyone, read out of the plan: who was there, what was said, what comes next."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, get_args

from facilitator.phrases.person import children_called, children_on_record, role_beside, whose_view
from facilitator.phrases.plan_change import told_of_changes
from facilitator.phrases.sentence import capital
from facilitator.phrases.signature import how, signed
from facilitator.plan.entries import Entry
from facilitator.plan.people import CHILD, PERSPECTIVES, Person, Perspective, Presence
from facilitator.plan.plan import Plan
from facilitator.plan.reviews import PARKED, HeldMeeting, LeftOpen, Signature, is_beside
from facilitator.script.formats_and_turns import Script
from facilitator.script.ladder import Say
from facilitator.script.review_by_role import Reviewed, not_reviewed, reviewed
from facilitator.script.words_by_key import known
from facilitator.summary.actions import checks, slips, task
from facilitator.summary.items_reviewed import added, answers, bare, is_scored, thing
from facilitator.summary.names_of_ids import Names
from facilitator.summary.progress import PlanBefore, progress_of
from facilitator.summary.standing import changed_in_version
from facilitator.summary.summary_shapes import Answer, Attendee, Open, Said, Sheet, Signed
from facilitator.summary.words_by_person import Tasks, topics, views, voice


def make_sheet(
    plan: Plan, review: HeldMeeting, script: Script, tell: Say, before: Sequence[PlanBefore] = ()
) -> Sheet:
    """Return everything that a review holds, ready to be laid out; `tell` says our own sentences.

    `before` are the plans that this one follows, the earliest first.
    """
    names = Names(plan, review, script, tell)
    held = reviewed(names.plan, names.review, script.format)
    tasks = {action.id: task(action, names) for action in names.review.actions}
    missed = not_reviewed(names.plan, names.review, script.format)
    return Sheet(
        **_head(names),
        **_said(names, tasks),
        tasks=list(tasks.values()),
        tasks_now=[task(action.as_it_stands, names) for action in names.review.actions],
        slips=slips(names),
        things=[thing(one, names, tasks) for one in held],
        progress=[one for one in progress_of(plan, review, script, before) if one.compares],
        not_looked_at=[bare(item, names) for item in missed],
        added=[bare(item, names) for item in added(held, names)],
        changes=list(told_of_changes(names.review, names.plan, script.format, tell=tell)),
        checks=checks(names),
        answers=answers(_answers(names), names, "review"),
        answers_of_all=answers(_answers(names, of_child=False), names, "review"),
        left_open=[_open(left, names) for left in names.review.left_open],
        read_back=[
            Answer(names.person(one.by), _right_or_not(one, names), one.note) for one in _read_back(names)
        ],
        disagreements=_disagreements(names),
        objections=_objections(names),
        signed=[_signed(one, names) for one in names.review.signatures],
        kind=_kind_scored(held, names),
        no_scores=_no_scores(names),
        no_read_back=names.say("no-read-back") if script.format.paths("read_back") else "",
    )


def _head(names: Names) -> dict[str, Any]:
    """Return whose review it is, of which day, and who was there."""
    review, say, closed = names.review, names.say, names.review.closed_at
    people = sorted(review.people, key=lambda person: PERSPECTIVES.index(person.perspective))
    in_room = names.script.format.children.in_room  # in some formats no child ever is, and none is missed
    return {
        "child": children_on_record(names.plan.children),
        "called": children_called(names.plan.children),
        "day": names.day(review.date),
        "period": names.period(review.period),
        "format": names.script.format.name,
        "several": say("several") if len(names.plan.children) > 1 else "",
        "length": say("length", count=review.minutes) if review.minutes else "",
        "closed": say("closed", time=f"{closed:%H:%M}", day=names.day(closed.date())) if closed else "",
        "standing": names.standing,
        "changed": changed_in_version(names.plan, names.script.format),
        "early": review.ended == "early",
        "early_because": review.ended_because,
        "present": [_attendee(person, names) for person in people if not person.apologies],
        "away": [
            _attendee(person, names)
            for person in people
            if person.apologies and (in_room or person.perspective != "child")
        ],
        "next_date": names.day(review.next_date),
    }


def _said(names: Names, tasks: Tasks) -> dict[str, Any]:
    """Return what was said of the review itself: views, other fields, notes put aside, what was put right."""
    after = _after_read_back(names)
    told = [entry for entry in names.script.format.said(names.review) if entry.about is None]
    parked = [entry for entry in told if entry.field == PARKED]
    apart = {entry.id for entry in (*after, *parked)}
    said = [entry for entry in told if entry.id not in apart]
    # What is told by field: all but *working*, *not working* and the children's own part.
    other = [one for one in said if not names.is_child(one.by) and one.field not in names.views]
    return {
        "views": views(said, names, tasks),
        "topics": topics(other, names, tasks, "review"),
        "beside": [voice(entry, names, tasks) for entry in parked if is_beside(entry)],
        "parked": [voice(entry, names, tasks) for entry in parked if not is_beside(entry)],
        "put_right": [voice(entry, names, tasks) for entry in after],
    }


def _kind_scored(held: list[Reviewed], names: Names) -> str:
    """Return the label of the one kind of item that was scored; nothing where there are several."""
    form = names.script.format
    scored = {one.kind for one in held if one.score or is_scored(one.kind, form)} - {""}
    (kind,) = scored if len(scored) == 1 else ("",)
    return form.items[kind].label if kind in form.items else ""


def _no_scores(names: Names) -> str:
    """Return what stands where nothing was scored; nothing in a format that has no score."""
    form = names.script.format
    if not any(is_scored(kind, form) for kind in form.about):
        return ""
    return names.say("nothing-scored")


def _read_back(names: Names) -> list[Entry]:
    """Return each person's answer to the read-back."""
    fields = names.script.format.names("read_back")
    return [entry for entry in names.review.entries if entry.field in fields and entry.about is None]


def _right_or_not(entry: Entry, names: Names) -> str:
    """Return an answer to the read-back: in the format's words on paper, else in ours."""
    ours = f"read-back.{entry.value}"
    usual = names.say(ours) if known(f"summary.{ours}") else names.option(entry.field, entry.value, "review")
    return names.script.format.own_words(entry, "review") or usual


def _answers(names: Names, *, of_child: bool = True) -> list[Entry]:
    """Return the format's own questions about the review itself that were not answered in words.

    Those that were put to a child are among them, or not.
    """
    review, form = names.review, names.script.format
    apart = {entry.id for entry in [*form.said(review), *_read_back(names)]}
    found = [one for one in review.entries if one.about is None and one.id not in apart]
    return [one for one in found if of_child or not _of_child(one, names)]


def _of_child(entry: Entry, names: Names) -> bool:
    """Whether a question was put to a child, or it was a child who answered."""
    turn = names.turns.get(entry.manner.turn)
    return names.is_child(entry.by) or (turn is not None and turn.to == CHILD)


def _after_read_back(names: Names) -> list[Entry]:
    """Return what was said where the read-back was not simply right: what is asked then."""
    paths = names.script.format.paths("read_back")
    read = {turn.id: turn for turn in names.turns.values() if turn.path in paths}
    asked = {follow_up.turn for turn in read.values() for follow_up in turn.follow_ups}
    asked |= {turn.id for turn in names.turns.values() if read.keys() & turn.when.answers.keys()}
    return [
        one
        for one in names.script.format.said(names.review)
        if one.about is None and one.manner.turn in asked and one.field not in {PARKED, *names.views}
    ]


def _attendee(person: Person, names: Names) -> Attendee:
    """Return somebody of a review; of one that was held elsewhere nothing says that they stayed."""
    here, whole = names.review.closed_at, Presence()
    return Attendee(
        name=names.person(person.id),
        role=role_beside(person.name, person.role),
        perspective=capital(whose_view(person.perspective, tell=names.speak)),
        parts=[_stretch(stretch, names) for stretch in person.present if here or stretch != whole],
    )


def _stretch(stretch: Presence, names: Names) -> str:
    values = {
        "arrived": names.segment(stretch.arrived) if stretch.arrived else "",
        "left": names.segment(stretch.left) if stretch.left else "",
    }
    ends = "-".join(name for name, there in values.items() if there)
    return names.say(f"there.{ends or 'all'}", **values)


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
        names.say("disagreed.score", item=names.title(score.about))
        for score in review.scores
        if score.result == "not_agreed" or score.sides
    ]
    found += [
        names.say("disagreed.read-back", name=names.person(answer.by))
        for answer in _read_back(names)
        if names.says_no(answer)
    ]
    fields = names.script.format.names("disagreement")
    speakers = dict.fromkeys(entry.by for entry in review.entries if entry.field in fields)
    return found + [names.say("disagreed.words", name=names.person(speaker)) for speaker in speakers]


def _objections(names: Names) -> list[Said]:
    """Return what people said that they do not agree with, in their own words."""
    fields = names.script.format.names("disagreement")
    return [voice(entry, names) for entry in names.script.format.said(names.review) if entry.field in fields]


def _signed(signature: Signature, names: Names) -> Signed:
    """Return a signature as it is read, nothing guessed; one simply agreed says no more than who and when."""
    party = "" if signature.party in get_args(Perspective) else names.person(signature.party)
    to = names.script.format.sign_label(signature.to)
    return Signed(
        line=signed(signature, to, party, tell=names.speak),
        how=how(signature, tell=names.speak),
        note=signature.note,
    )
