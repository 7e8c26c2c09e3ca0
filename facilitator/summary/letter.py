"""The child's letter, read out of the plan: the child's own words, what was agreed, and nothing else.

What adults said of the child is not in it, nor other people's numbers, other plans, or what the child
wished not to be asked about. Agreed actions and next steps stand in the words that people agreed.
"""

from __future__ import annotations

from collections.abc import Iterator

from facilitator.meeting.plan_versions import standing_of
from facilitator.plan.actions import Action
from facilitator.plan.entries import Entry
from facilitator.plan.people import CHILD, EVERYONE
from facilitator.plan.plan import Plan
from facilitator.plan.refusal import Refusal
from facilitator.plan.reviews import PARKED, HeldMeeting
from facilitator.script.declared_fields import VIEWS
from facilitator.script.formats_and_turns import Script
from facilitator.script.words_by_key import say
from facilitator.summary.drawings import Drawings
from facilitator.summary.letter_goals import aims, differ, goal_of, goals_looked_at
from facilitator.summary.letter_shapes import Job, Letter, Told
from facilitator.summary.letter_words import Teller

_HEADS, _PARTS = ("said", "tasks", "goals", "meet"), ("said", "tasks", "goals", "on-goals")


def make_letter(plan: Plan, review: HeldMeeting, script: Script, drawings: Drawings | None = None) -> Letter:
    """Return everything that the letter may hold; `fitted` makes it one page. `drawings` draw its pictures.

    Raises Refusal for a plan of several children: a letter is for one, and names nobody else.
    """
    if len(plan.children) > 1:
        raise Refusal("summary.for-one-child", paper=say("letter.for.child"))
    teller = Teller(plan, review, script, drawings)
    said = _own_words(teller)
    sent_in = all(one.manner.when == "sent_in" for one in said)
    covered = bool(said) and sent_in and _absent(teller)
    will_know = script.format.names("will_know")
    known = [one for one in teller.review.entries if one.field in will_know and one.by == EVERYONE]
    actions, goals = _actions(teller), goals_looked_at(teller)
    # The child's own job, and what follows from the child's words, stand before the goals.
    first = {action.id for action in actions if action.person == CHILD} | _follow_from_child(teller)
    of_goals = [action for action in actions if action.about in goals and action.id not in first]
    return Letter(
        title=teller.tell("title", child=plan.child.called),
        page_title=teller.tell(
            "page-title", period=teller.period(review.period), day=teller.day(review.date)
        ),
        lead=list(_lead(teller, said, covered)),
        heads={head: teller.tell(f"head-{head}") for head in _HEADS},
        said=teller.groups(said, _order(teller), covered),
        tasks=[_job(action, teller) for action in actions if action not in of_goals],
        no_tasks=[] if actions or known else [teller.tell("no-tasks")],
        will_know=teller.groups(known, iter(())),
        goals=aims(teller, [(action.about, _job(action, teller)) for action in of_goals]),
        differ=list(differ(teller)),
        differ_unnamed=list(differ(teller, named=False)),
        meet=list(_meet(teller)),
        foot=_foot(teller),
        asked=teller.tell("asked"),
        more={part: [teller.tell(f"more.{part}"), teller.tell("where")] for part in _PARTS},
    )


def _foot(teller: Teller) -> str:
    """Return whether the plan may still change, and which version it is, in words for the child."""
    state, version = standing_of(teller.plan, teller.script.format)
    day = teller.day(version.on) if version else ""
    return teller.tell(f"foot.{state}", number=version.number if version else 0, day=day).plain()


def _absent(teller: Teller) -> bool:
    child = teller.people.get(CHILD)
    return child is not None and child.apologies


def _own_words(teller: Teller) -> list[Entry]:
    """Return what the child said but of a goal, without what the child wished not to be asked about."""
    told = teller.script.format.said(teller.review)
    goals = {held.about for held in teller.things if goal_of(held, teller)}
    own = [one for one in told if one.by == CHILD and one.field not in teller.away and one.about not in goals]
    return sorted(own, key=lambda one: (one.field == PARKED, one.about is not None))


def _order(teller: Teller) -> Iterator[str]:
    """Yield fields as the letter has them: good, hard, the child's own questions, then the format's rest."""
    script = teller.script
    yield from (name for role in VIEWS for name in script.format.names(role))
    for protected in (True, False):
        for segment in script.segments:
            if segment.protected == protected:
                yield from (turn.path.field for turn in segment.every_turn() if turn.to == CHILD)
    yield from script.format.review


def _lead(teller: Teller, said: list[Entry], covered: bool) -> Iterator[Told]:
    yield teller.tell("met", day=teller.day(teller.review.date))
    if teller.review.ended == "early":
        yield teller.tell("early")
    absent = _absent(teller)
    if absent:
        yield teller.tell("missed")
    if covered:
        yield teller.tell("before")
    elif said and not absent:
        yield teller.tell("thanks")
    elif not said:
        yield teller.tell("no-words-yet" if absent else "no-words")
        yield teller.tell("can-tell")


# What people will do


def _actions(teller: Teller) -> list[Action]:
    """Return the actions: the child's own first, then what follows from the child's words, then the rest.

    One that follows from a question which the child wished not to be asked is left out.
    """
    matched = _matched(teller)
    childs = _follow_from_child(teller)
    # What adults find hard is no answer to the child's question, although it stands in the same column.
    private = teller.away - teller.views
    hidden = {
        action
        for action, said in matched
        if said.field in private or (said.by == CHILD and said.field in teller.away)
    }
    stand = (one.as_it_stands for one in teller.review.actions if one.now.status != "not_needed")
    shown = [action for action in stand if action.id not in hidden]
    return sorted(
        shown, key=lambda one: (one.person != CHILD, one.id not in childs, not one.agreed)
    )  # a sort that keeps the order of the meeting otherwise


def _matched(teller: Teller) -> list[tuple[str, Entry]]:
    """Return what was found hard together with the action in which it ends."""
    return [
        (one.match.target, one)
        for one in teller.review.entries
        if one.match and one.match.kind == "action" and one.match.target
    ]


def _follow_from_child(teller: Teller) -> set[str]:
    """Return the ids of the actions that follow from the child's own words."""
    return {action for action, said in _matched(teller) if said.by == CHILD}


def _job(action: Action, teller: Teller) -> Job:
    who = action.who or (teller.person(action.person) if action.person else "")
    day = {"day": teller.soon(action.by)} if action.by else {}
    own_names = {"", teller.plan.child.called.casefold(), teller.person(CHILD).casefold()}
    if action.now.status == "done":
        return Job(next(teller.places), teller.tell("task.done"), action.what, [])
    if action.person == CHILD and who.casefold() in own_names:
        lead = teller.tell("task.mine" if day else "task.mine-no-day", **day)
        return Job(next(teller.places), lead, action.what, [])
    if action.confirm is not None and who:
        lead = teller.tell("task.asked-day" if day else "task.asked", who=who, **day)
    else:
        key = "-".join(name for name, there in (("who", who), ("day", day)) if there)
        lead = teller.tell(f"task.{key or 'none'}", who=who, **day)
    return Job(next(teller.places), lead, action.what, list(_unsettled(action, who, teller)))


def _unsettled(action: Action, who: str, teller: Teller) -> Iterator[Told]:
    """Say what is still open, so that nothing is promised that nobody has agreed (MEETING, rule 11)."""
    if not who:
        yield teller.tell("task.no-who")
    if action.by is None:
        yield teller.tell("no-day")
    asked = action.confirm
    if asked and asked.who and asked.by:
        yield teller.tell("task.asks-day", who=asked.who, day=teller.soon(asked.by))
    elif asked and asked.who:
        yield teller.tell("task.asks", who=asked.who)
    elif asked:
        yield teller.tell("task.we-ask")


def _meet(teller: Teller) -> Iterator[Told]:
    day = teller.review.next_date
    if day:
        yield teller.tell("meet", day=teller.soon(day))
    else:
        yield teller.tell("no-day")
        yield teller.tell("meet.ask")
