"""What of a review no place of a form can hold, so that the chair hears of it and nothing is lost unseen."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from facilitator.meeting.naming import OWN_TOPICS
from facilitator.plan.models import Plan
from facilitator.plan.people import EVERYONE
from facilitator.plan.reviews import Disagreement, OutcomeReview, Position, Review, Statement
from facilitator.script.layouts import Layout
from facilitator.script.models import Script
from facilitator.script.words import say
from facilitator.word.answers.agreed import action_words
from facilitator.word.answers.review_lines import (
    AMENDED,
    ENDED,
    ReviewLines,
    is_said_for,
    options_of,
    whose_views,
)
from facilitator.word.answers.scores import last_positions, word_of_face
from facilitator.word.form.keys import Key


@dataclass(frozen=True)
class Unheld:
    """Something of a review that has no cell: its kind (for a program), what it is about, and its lines."""

    kind: str
    about: str
    lines: list[str]

    @property
    def count(self) -> int:
        """How many there are of it."""
        return len(self.lines)


def unheld(review: Review, plan: Plan, script: Script, layout: Layout) -> list[Unheld]:
    """Return everything of a review that the layout has no place for; `plan` as it is with the review.

    With `pieces_of_review` this is the whole review: each of its words is in one of the two, or in both.
    """
    lines = ReviewLines(review, plan, script, layout)
    found = [
        Unheld("people", say("word.unheld-people"), list(_people(lines))),
        Unheld("meeting", say("word.unheld-meeting"), list(_meeting(lines))),
        *_statements(lines),
        Unheld("how", say("word.unheld-how"), list(_how(lines))),
        Unheld("concerns", say("word.unheld-concerns"), list(_concerns(lines))),
        Unheld("last_actions", say("word.unheld-last-actions"), list(_last_actions(lines))),
        *(one for held in review.outcomes for one in _of_outcome(held, lines)),
        Unheld("actions", say("word.unheld-actions"), list(_actions(lines))),
        Unheld("choices", say("word.unheld-choices"), list(_choices(lines))),
        Unheld("next_date", say("word.about-next-date"), list(_next_date(lines))),
        Unheld("read_back", say("word.unheld-read-back"), list(_read_back(lines))),
        Unheld("parked", say("word.unheld-parked"), [_told(said, lines) for said in review.parked]),
        Unheld("left_open", say("word.unheld-left-open"), list(_left_open(lines))),
    ]
    return [one for one in found if one.lines]


def unheld_of_plan(plan: Plan) -> list[Unheld]:
    """Return how outcomes ended that no review of the plan decided on: a form says it in a review alone."""
    decided = {
        held.outcome
        for review in plan.reviews
        for held in review.outcomes
        if held.decision not in (None, "keep")
    }
    words = {
        "amended": "word.decided-amend",
        "removed": "word.decided-remove",
        "achieved": "word.decided-achieved",
    }
    return [
        Unheld(
            "ended",
            say("word.unheld-ended", number=outcome.number),
            [line for line in (say(words[outcome.status]), outcome.ended_because) if line],
        )
        for outcome in plan.outcomes
        if not outcome.current and outcome.id not in decided
    ]


def _name(person: str, lines: ReviewLines) -> str:
    return say("word.everyone") if person == EVERYONE else lines.review.person(person).name


def _told(said: Statement, lines: ReviewLines) -> str:
    return (
        said.text
        if said.speaker == EVERYONE
        else say("word.said", name=_name(said.speaker, lines), text=said.text)
    )


# The meeting


def _people(lines: ReviewLines) -> Iterator[str]:
    for person in lines.review.people:
        name = say("word.with-role", name=person.name, role=person.role) if person.role else person.name
        whole = any(stretch.arrived is None and stretch.left is None for stretch in person.present)
        if person.apologies:
            yield say("word.was-not-there", name=name)
        else:
            yield say("word.was-there", name=name) if whole else say("word.was-there-partly", name=name)


def _meeting(lines: ReviewLines) -> Iterator[str]:
    review = lines.review
    if review.minutes is not None:
        yield say("word.minutes", count=review.minutes)
    if review.ended == "early" or review.ended_because:
        yield say("word.ended-early", because=review.ended_because).strip()
    if review.closed_at:
        yield say("word.closed-at", at=f"{review.closed_at:%d/%m/%Y %H:%M}")


def _next_date(lines: ReviewLines) -> Iterator[str]:
    if lines.review.next_date and Key("review.next_date", review=1) not in lines.keys:
        yield lines.day(lines.review.next_date)


def _choices(lines: ReviewLines) -> Iterator[str]:
    for field in lines.review.choices:
        if Key("review.choice", field, review=1) not in lines.keys:
            label, words = lines.script.label_of_topic(field), lines.option(field, lines.review.choices)
            yield say("word.said", name=label, text=words)


def _read_back(lines: ReviewLines) -> Iterator[str]:
    words = {"yes": "word.read-back-yes", "yes_but": "word.read-back-yes-but", "no": "word.read-back-no"}
    for answer in lines.review.read_back:
        yield say(words[answer.answer], name=_name(answer.person, lines))


def _left_open(lines: ReviewLines) -> Iterator[str]:
    turns = lines.script.turns_by_id()
    for mark in lines.review.left_open:
        turn = turns[mark.turn].adult if mark.turn in turns else mark.turn
        if mark.because:
            yield say("word.left-open-because", turn=turn, item=mark.item, because=mark.because)
        else:
            yield say("word.left-open", turn=turn, item=mark.item).strip()


# What was said


def _statements(lines: ReviewLines) -> Iterator[Unheld]:
    """Yield statements of the review itself that stand nowhere, together by whose they are and what about."""
    held = {said.id for key in lines.keys if key.review for said in lines.statements(key)}
    views = {key.topic for key in lines.keys if key.records == "view"}
    groups: dict[tuple[str, str], list[Statement]] = {}
    for said in lines.review.statements:
        if said.id not in held:
            whose: str = (lines.perspective(said) or "") if said.topic in views else "-"
            groups.setdefault((whose, said.topic), []).append(said)
    for (whose, topic), group in groups.items():
        label = _label(topic, lines)
        about = label if whose == "-" else say("word.about-views", whose=whose_views(whose), topic=label)
        yield Unheld("statements", about, [_told(said, lines) for said in group])


def _label(topic: str, lines: ReviewLines) -> str:
    """Return what a topic is called: the format's label, else a summary's for what every meeting keeps."""
    label = lines.script.label_of_topic(topic)
    return say(f"summary.topic.{topic}") if label == topic in OWN_TOPICS else label


def _how(lines: ReviewLines) -> Iterator[str]:
    own = {
        said.id for key in lines.keys if key.review and key.of == "child" for said in lines.statements(key)
    }
    for said in lines.review.every_statement():
        shown = said.id in own and is_said_for(said) and said.when == "in_meeting"
        helped = (said.how != "own_words" or said.when == "sent_in" or said.helper) and not shown
        given = said.given not in (None, "spoken")
        if helped or given or said.asked:
            line = _helped(said, lines)
            if given:
                line = say("word.said-given", line=line, given=say(f"manner.{said.given}"))
            if said.asked:
                line = say("word.said-to", line=line, asked=said.asked)
            yield say("word.said-sent-in", line=line) if said.when == "sent_in" else line


def _helped(said: Statement, lines: ReviewLines) -> str:
    values = {"name": _name(said.speaker, lines), "text": said.text}
    if said.helper:
        key = "word.said-for-by" if said.how == "said_for" else "word.said-with-help-from"
        return say(key, helper=_name(said.helper, lines), **values)
    keys = {"own_words": "word.said", "with_help": "word.said-with-help", "said_for": "word.said-for"}
    return say(keys[said.how], **values)


def _concerns(lines: ReviewLines) -> Iterator[str]:
    review = lines.review
    whats = {action.id: action.what for action in review.actions}
    for said in review.every_statement():
        match = said.match
        if match is None:
            continue
        if match.kind == "action":
            yield say("word.concern-action", text=said.text, what=whats[match.action or ""])
        elif match.kind == "outcome":
            numbers = {outcome.id: outcome.number for outcome in lines.plan.outcomes}
            yield say(
                "word.concern-outcome", text=said.text, number=numbers.get(match.outcome or "", match.outcome)
            )
        elif match.kind == "watch":
            yield say("word.concern-watch", text=said.text)
        if match.because:
            yield say("word.concern-not-now", text=said.text, because=match.because)


def _last_actions(lines: ReviewLines) -> Iterator[str]:
    whats = {action.id: action.what for review in lines.plan.reviews for action in review.actions}
    words = {
        "done": "word.action-done",
        "part": "word.action-part",
        "not_done": "word.action-not-done",
        "not_needed": "word.action-not-needed",
    }
    for check in lines.review.last_actions:
        what = whats.get(check.action, check.action)
        yield say(words[check.status], what=what) if check.status else what
        yield from (_told(said, lines) for said in check.statements)


def _actions(lines: ReviewLines) -> Iterator[str]:
    held = {
        action.id
        for key in lines.keys
        if key.records == "progress"
        for outcome in lines.outcomes()
        for action in lines.actions(key, outcome)
    }
    for action in lines.review.actions:
        if action.id not in held:
            yield action_words(action, lines.layout)


# One outcome


def _of_outcome(held: OutcomeReview, lines: ReviewLines) -> Iterator[Unheld]:
    number = lines.plan.outcome(held.outcome).number
    yield from _outcome_statements(held, number, lines)
    choices = [
        say(
            "word.said",
            name=lines.script.label_of_topic(field),
            text=options_of(field, lines.script).get(option, option),
        )
        for field, option in held.choices.items()
    ]
    yield Unheld("choices", say("word.about-outcome", number=number), choices)
    if held.delivered and Key("progress.delivered", review=1) not in lines.keys:
        words = {"yes": "word.delivered-yes", "partly": "word.delivered-partly", "no": "word.delivered-no"}
        yield Unheld("delivered", say("word.about-delivered", number=number), [say(words[held.delivered])])
    yield Unheld("decision", say("word.unheld-decision", number=number), list(_decision(held, lines)))
    yield Unheld("scores", say("word.unheld-scores", number=number), list(_shown(held, lines)))
    sides = held.score.disagreement if held.score else None
    if sides:
        told = list(_disagreement(sides, lines))
        yield Unheld("disagreement", say("word.unheld-disagreement", number=number), told)


def _outcome_statements(held: OutcomeReview, number: int, lines: ReviewLines) -> Iterator[Unheld]:
    keys = [key for key in lines.keys if key.records == "progress"]
    placed = {said.id for key in keys for said in lines.outcome_statements(key, held)}
    groups: dict[str, list[Statement]] = {}
    for said in held.statements:
        unsaid = said.topic in (AMENDED, ENDED) and said.speaker != EVERYONE
        if said.id not in placed or unsaid:
            groups.setdefault(said.topic, []).append(said)
    for topic, group in groups.items():
        about = say("word.about-progress", number=number, field=_label(topic, lines))
        yield Unheld("statements", about, [_told(said, lines) for said in group])


def _decision(held: OutcomeReview, lines: ReviewLines) -> Iterator[str]:
    fields = [key.of for key in lines.keys if key.records == "progress"]
    if held.decision and not any(lines.ending(held, field) for field in fields):
        words = {
            "keep": "word.decided-keep",
            "amend": "word.decided-amend",
            "remove": "word.decided-remove",
            "achieved": "word.decided-achieved",
        }
        yield say(words[held.decision])
        if held.amended_to:
            yield say("word.decided-by", number=lines.plan.outcome(held.amended_to).number)


def _shown(held: OutcomeReview, lines: ReviewLines) -> Iterator[str]:
    score = held.score
    if score is None:
        return
    if score.result == "agreed_after_talking":
        yield say("word.agreed-after-talking")
    in_words = score.number is None and Key("progress.score", review=1) in lines.keys
    last = last_positions(score) if in_words else []
    for at in [*score.positions, *score.second_positions]:
        if at.reason or at not in last or (at.number is None and not at.word):
            yield _position(at, lines)


def _position(at: Position, lines: ReviewLines) -> str:
    word = word_of_face(at.word, lines.script.format.scale)
    number = str(at.number) if at.number is not None else word or say("word.shown-nothing")
    values = {"name": _name(at.person, lines), "number": number}
    return say("word.shown-because", reason=at.reason, **values) if at.reason else say("word.shown", **values)


def _disagreement(sides: Disagreement, lines: ReviewLines) -> Iterable[str]:
    for side in sides.sides:
        name = _name(side.person, lines)
        if side.reason:
            yield say("word.side-reason", name=name, text=side.reason)
        if side.would_change:
            yield say("word.side-would-change", name=name, text=side.would_change)
    if sides.next_step:
        yield say("word.next-step", text=sides.next_step)
    if sides.by:
        yield say("word.next-step-by", date=lines.day(sides.by))
