"""Every goal that a review changed is in the child's letter, of each format, with its new words."""

from __future__ import annotations

from datetime import date

import pytest

from facilitator.files.plans import open_plan
from facilitator.plan.items import Item
from facilitator.plan.nouns import Ended, Mark
from facilitator.plan.plan import Plan
from facilitator.plan.reviews import Review
from facilitator.plan.scores import Score
from facilitator.script.declared_fields import FieldRole
from facilitator.script.formats_and_turns import Script
from facilitator.script.loading import load_script
from facilitator.script.plan_parts import Part
from facilitator.script.words_by_key import say
from facilitator.summary.letter import make_letter
from tests.changing import end, reword
from tests.making import chosen
from tests.shapes import FORMATS, OURS, SHAPES, Shape

DAY = date(2027, 3, 12)
NEW = "Told in quite other words."
MARK = Mark(on=DAY, review=1)
ONE_CHILD = [
    one
    for one in (*SHAPES, *OURS)
    if one.format not in ("reading-group", "group-intervention")  # a letter is for one child
]


def goals_of(plan: Plan, script: Script) -> list[Item]:
    kinds = script.format.kinds("outcome") or script.format.kinds("target")
    return [item for item in plan.items if item.kind in kinds and item.ended is None]


def letter(plan: Plan, review: Review, script: Script) -> list[tuple[str, list[str]]]:
    """Return the words of each goal in the letter, with what is noted of it."""
    made = make_letter(plan, review, script)
    return [(one.wording, [note.plain() for note in one.notes]) for one in made.goals]


@pytest.mark.parametrize("shape", ONE_CHILD, ids=lambda shape: shape.name)
@pytest.mark.parametrize("spoken_of", ["nothing", "a part", "it"])
def test_a_goal_that_was_changed_in_a_review_is_told_in_its_new_words(shape: Shape, spoken_of: str) -> None:
    """It was reworded where it stands, or has become another one; words may be of a part of it alone."""
    script = load_script(shape.format, shape.prompts)
    form = script.format
    plan = open_plan(FORMATS / shape.name / "sample.plan.json", shape.prompts).plan
    goal = goals_of(plan, script)[0]
    parts = [one for one in form.parts(plan, goal) if form.about.get(one.kind)]
    about = {"nothing": [], "a part": parts[:1], "it": [goal]}[spoken_of]
    roles: tuple[FieldRole, ...] = ("delivered", "barriers", "decision", "achieved")
    entries = [
        chosen(field, "yes", one.id)
        for one in about
        for field in [name for role in roles for name in form.names(role, one.kind)][:1]
    ]
    review = Review(id="r1", period=1, date=DAY, people=[], entries=entries)
    field = form.items[goal.kind].role_field("wording")
    assert field is not None
    changed = reword(plan, form, Part(goal.kind, goal.id), field, NEW, MARK).plan
    told = letter(changed, review, script)
    assert [words for words, notes in told if say("letter.thing.amend") in notes] == [NEW]
    assert len(told) == len(goals_of(changed, script))
    became = goal.model_copy(
        update={"id": "new", "fields": {**goal.fields, field: NEW}, "replaces": goal.id, "added": MARK}
    )
    over = {"ended": Ended(how="amended", **MARK.model_dump())}
    items = [one.model_copy(update=over) if one.id == goal.id else one for one in plan.items]
    told = letter(plan.model_copy(update={"items": [*items, became]}), review, script)
    assert (NEW, [say("letter.thing.amend")]) in told
    if form.items[goal.kind].ends and not about:
        ended = end(plan, form, Part(goal.kind, goal.id), "achieved", "She can.", MARK).plan
        told = letter(ended, review, script)
        assert (form.words_of(goal), [say("letter.thing.achieved")]) in told


@pytest.mark.parametrize(
    ("days", "told"),
    [
        (
            (date(2026, 3, 26), date(2026, 3, 26)),
            [
                "The grown-ups do not all agree yet on goal 3.",
                "Help: the grown-ups do not all agree yet.",
                "They will talk again by Thursday 26 March.",
            ],
        ),
        (
            (date(2026, 3, 26), date(2026, 4, 2)),
            [
                "The grown-ups do not all agree yet on goal 3.",
                "They will talk again by Thursday 26 March.",
                "Help: they will talk again by Thursday 2 April.",
            ],
        ),
    ],
)
def test_when_people_talk_again_is_said_once_where_it_is_one_day(
    days: tuple[date, date], told: list[str]
) -> None:
    script, plan = load_script("coventry"), open_plan(FORMATS / "coventry" / "sample.plan.json").plan
    goal = next(one for one in plan.items if one.kind == "outcome" and one.number == 3)
    line = next(one for one in plan.items if one.under == goal.id and one.kind == "provision")
    fields = {kind: next(iter(script.format.about[kind])) for kind in ("outcome", "provision")}
    fields |= {path.of: path.field for path in script.format.paths("progress")}
    scores = [
        Score(field=fields[one.kind], about=one.id, result="not_agreed", by=day)
        for one, day in zip((goal, line), days, strict=True)
    ]
    review = Review(id="r1", period=1, date=date(2026, 3, 12), people=[], scores=scores)
    plan = plan.model_copy(update={"reviews": [review]})
    assert [one.plain() for one in make_letter(plan, review, script).differ] == told
