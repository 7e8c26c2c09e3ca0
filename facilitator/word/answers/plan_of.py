"""What stands in a form as a plan: the same values always make the same plan, with the same ids."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping
from typing import Literal, get_args

from facilitator.plan.models import OtherPlan, Plan
from facilitator.plan.outcomes import Outcome, Provision, Step
from facilitator.plan.people import Child
from facilitator.plan.refusal import Refusal
from facilitator.plan.reviews import OutcomeReview, Review
from facilitator.plan.text import LONGEST_LINE
from facilitator.script.layouts import Layout
from facilitator.script.models import Script
from facilitator.word.answers.in_place import read_in_place
from facilitator.word.answers.names import Names
from facilitator.word.answers.phrasing import fold
from facilitator.word.answers.review_lines import AMENDED, ENDED
from facilitator.word.answers.review_of import Kind, ReviewReader
from facilitator.word.answers.speakers import Speakers, names_in
from facilitator.word.answers.understood import Answers, Problem, numbers_of
from facilitator.word.form.keys import Key, Values
from facilitator.word.form.numbers import read_number

NOT_KNOWN = "word"
"""The id of a plan as long as nobody has looked up which one it is."""

Where = Literal["education", "outside"]
_OUTCOME = ("outcome.wording", "outcome.steps", "outcome.advice")
_PROVISION = ("provision.what", "provision.who", "provision.how_often")
_CLASS = re.compile(
    r"(?P<name>[^,]+),\s*(?P<class>(?:(?:year|yr|y)\.?\s*\d{1,2}|reception|nursery)\b.*)", re.IGNORECASE
)


def plan_of(
    values: Values,
    script: Script,
    layout: Layout,
    *,
    held: Collection[int],
    problems: list[Problem],
    path: object = "",
) -> Plan:
    """Return the plan that stands in a form; `held` are the periods of the reviews that have been held.

    Its id is NOT_KNOWN, since a form has no place for one: `files.identity` gives it.

    Whatever stands in the values is in the plan or is added to `problems`; a held review without a day is
    all problems. Raises Refusal word.no-name, for the file at `path`, where there is no child's name: a plan
    cannot be without.
    """
    answers = Answers(values, problems)
    child = _child(answers, path)
    outcomes = [_outcome(number, answers) for number in numbers_of(answers.keys("outcome.wording")) if number]
    names = Names(layout.phrases, script.vocabulary, child, names_in(outcomes, answers, held, layout))
    speakers = Speakers(names, child)
    speakers.meet_those_of_views(answers, held)
    plan = Plan(
        id=NOT_KNOWN,
        format=script.format.id,
        number=_number(answers),
        started=answers.day(Key("plan.started")),
        child=child,
        other_plans=_other_plans(answers, script, layout),
        outcomes=outcomes,
    )
    for period in sorted(held):
        day = answers.day(Key("review.date", review=period))
        if day is None:
            for key in answers.every_key(period):
                if key.records != "review.date":
                    answers.give_up(key, "word.no-review-date")
            continue
        review = ReviewReader(period, day, plan, Kind(script, layout), answers, speakers).review()
        plan = with_review(plan, review)
    _name_the_rest(answers, held)
    return plan


def _name_the_rest(answers: Answers, held: Collection[int]) -> None:
    for key in answers.left():
        if key.records == "outcome.number" and not key.review:
            answers.check_number(key)
        elif key.records in (*_OUTCOME, *_PROVISION):
            answers.give_up(key, "word.no-wording", number=key.outcome)
        elif key.review and key.review not in held:
            answers.give_up(key, "word.not-held")
        else:
            answers.give_up(key, "word.no-place")


# The child


def _child(answers: Answers, path: object) -> Child:
    key = Key("child.name")
    name, class_name = answers.line(key, " "), answers.line(Key("child.class"))
    split = _CLASS.fullmatch(name)
    if split:
        name = split["name"].strip()
        if class_name and fold(class_name) != fold(split["class"]):
            answers.problem(key, split["class"], "word.other-class")
        class_name = class_name or split["class"]
    if not name:
        raise Refusal("word.no-name", path=path)
    return Child(
        full_name=name,
        known_as=answers.line(Key("child.known_as"), " "),
        date_of_birth=answers.day(Key("child.born")),
        class_name=class_name,
        communication=answers.whole(Key("child.communication")),
    )


def _number(answers: Answers) -> int:
    key = Key("plan.number")
    text = answers.words(key)
    number = read_number(text)
    if text and not number:
        answers.problem(key, text, "word.unclear-number")
    return number or 1


def _other_plans(answers: Answers, script: Script, layout: Layout) -> list[OtherPlan]:
    found = []
    for kind in script.format.other_plans:
        key = Key("other_plan", kind.id)
        text = answers.words(key).replace("\n", " ")
        said = read_in_place(text, layout.phrases)
        if said is None:
            answers.problem(key, text, "word.two-answers")
        elif said.note or said.in_place is not None:
            note = answers.fitting(key, said.note, LONGEST_LINE)
            found.append(OtherPlan(kind=kind.id, in_place=said.in_place, note=note))
    return found


# Outcomes


def _outcome(number: int, answers: Answers) -> Outcome:
    answers.check_number(Key("outcome.number", outcome=number))
    outcome = f"o{number}"
    steps = answers.texts(Key("outcome.steps", outcome=number))
    return Outcome(
        id=outcome,
        number=number,
        wording=answers.whole(Key("outcome.wording", outcome=number)),
        steps=[Step(id=f"{outcome}.{count}", text=text) for count, text in enumerate(steps, 1)],
        provision=_provision(number, answers),
        advice_from=answers.whole(Key("outcome.advice", outcome=number)),
    )


def _provision(number: int, answers: Answers) -> list[Provision]:
    keys = [key for key in answers.keys(*_PROVISION) if key.outcome == number]
    places: tuple[Where, ...] = get_args(Where)
    rows: list[Provision] = []
    for where in places:
        for line in sorted({key.line for key in keys if key.of == where}):
            what, who, often = (Key(name, where, outcome=number, line=line) for name in _PROVISION)
            text = answers.whole(what)
            if not text:
                answers.give_up(who, "word.no-provision")
                answers.give_up(often, "word.no-provision")
                continue
            row = Provision(
                id=f"o{number}.p{len(rows) + 1}",
                where=where,
                what=text,
                who=answers.line(who),
                how_often=answers.line(often),
            )
            rows.append(row)
    return rows


# What a review decided


def with_review(plan: Plan, review: Review) -> Plan:
    """Return the plan with a review that was read, and with what it says became of its outcomes.

    The new outcome of an amended one is that with its wording; where the form has none, it is made as the
    meeting makes it (`meeting.writing`).
    """
    outcomes = {outcome.id: outcome for outcome in plan.outcomes}
    reviewed = []
    for held in review.outcomes:
        old = outcomes[held.outcome]
        if held.decision and old.current:
            outcomes[old.id] = _ended(old, held, review)
        if held.decision == "amend":
            new = _replacing(old, _said(held, AMENDED), outcomes)
            outcomes[new.id] = new
            held = held.model_copy(update={"amended_to": new.id})  # noqa: PLW2901
        reviewed.append(held)
    review = review.model_copy(update={"outcomes": reviewed})
    return plan.model_copy(update={"outcomes": list(outcomes.values()), "reviews": [*plan.reviews, review]})


def _said(held: OutcomeReview, topic: str) -> str:
    return "\n".join(said.text for said in held.statements if said.topic == topic)


def _ended(outcome: Outcome, held: OutcomeReview, review: Review) -> Outcome:
    status = {"amend": "amended", "remove": "removed", "achieved": "achieved"}[held.decision or ""]
    because = _said(held, ENDED)
    return outcome.model_copy(update={"status": status, "ended": review.date, "ended_because": because})


def _replacing(old: Outcome, wording: str, outcomes: Mapping[str, Outcome]) -> Outcome:
    for one in outcomes.values():
        if one.number > old.number and one.replaces in (None, old.id) and fold(one.wording) == fold(wording):
            return one.model_copy(update={"replaces": old.id})
    number = max(one.number for one in outcomes.values()) + 1
    return Outcome(
        id=f"o{number}",
        number=number,
        wording=wording,
        steps=old.steps,
        provision=old.provision,
        advice_from=old.advice_from,
        replaces=old.id,
    )
