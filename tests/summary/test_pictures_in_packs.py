"""An evidence pack has a picture of all that was judged, over the reviews of its plan and those before."""

from __future__ import annotations

import io
import re
from datetime import date
from html import unescape
from typing import Any

import docx
import pytest

from facilitator.plan.items import Item
from facilitator.plan.people import CHILD, Child, Person
from facilitator.plan.plan import Plan
from facilitator.plan.reviews import Review
from facilitator.plan.scores import Position, Score
from facilitator.script.formats_and_turns import Script
from facilitator.script.loading import find_prompts, format_ids, load_script
from facilitator.script.scales import Scale
from facilitator.script.words_by_key import say
from facilitator.summary.evidence import make_evidence
from facilitator.summary.evidence_shapes import Evidence, HeldPlan
from facilitator.summary.page import Chart, Page, inside
from facilitator.summary.pages import make_evidence_page
from facilitator.summary.papers import EvidencePapers
from facilitator.summary.progress import PlanBefore, progress_of
from tests.making import chosen
from tests.summary import packs
from tests.summary.shapes import SHAPES, plan_of

JUDGING = [
    one
    for one in format_ids(find_prompts())
    if (form := load_script(one).format).children.most == 1 and form.paths("progress")
]
every_judging_format = pytest.mark.parametrize("of", JUDGING)
PEOPLE = [
    Person(id=CHILD, name="Tam", perspective="child"),
    Person(id="mum", name="Ngozi Okoro", perspective="parent"),
    Person(id="fenn", name="Miss Fenn", perspective="school"),
]
LOW, HIGH = "mum", "fenn"


def test_there_is_a_format_that_judges_on_a_scale_and_others_that_do_in_words() -> None:
    assert len(JUDGING) == 5
    assert {scale_of(load_script(one)).of_options for one in JUDGING} == {True, False}


def scale_of(script: Script) -> Scale:
    """Return the scale on which a format judges."""
    scale = script.format.scale_of(script.format.paths("progress")[0])
    assert scale is not None
    return scale


def judged(script: Script, about: str, *steps: int, **more: object) -> Score:
    """Return a judgement: agreed at one step of the format's scale, or not agreed between two."""
    scale = scale_of(script)
    points = [scale.points[at] for at in steps]
    known = [{"option": one.id} if scale.of_options else {"number": one.number} for one in points]
    shown = [
        Position.model_validate({"person": who, **how})
        for who, how in zip((LOW, HIGH), [*known, known[0]], strict=False)
    ]
    field = script.format.paths("progress")[0].field
    own = {"result": "agreed", **known[0]} if len(steps) == 1 else {"result": "not_agreed"}
    return Score.model_validate({"field": field, "about": about, "shows": [shown], **own, **more})


def plan(of: str, reviews: list[list[Score]], *, number: int = 1, hidden: bool = False) -> Plan:
    """Return a plan with one thing that is judged and all that this stands under, and one that is private."""
    form = load_script(of).format
    kind = form.paths("progress")[0].of
    kinds = [one for one in form.items if one == kind or one in form.upwards(kind)]
    items = []
    for own, private in (("shown", False), ("hidden", True)) if hidden else (("shown", False),):
        for one in kinds:
            wording = form.items[one].role_field("wording") or ""
            under = f"{own}-{form.items[one].under}" if form.items[one].under else None
            words = f"{packs.HIDDEN} words" if private else "Tam says five sounds."
            items.append(
                Item(
                    id=f"{own}-{one}",
                    kind=one,
                    under=under,
                    number=(2 if private else 1) if form.items[one].numbered else None,
                    fields={wording: words},
                    not_shared=private,
                )
            )
    year = 2025 + number
    held = [
        Review(
            id=f"r{number}.{period}",
            period=period,
            date=date(year, 9, 20) if period == 1 else date(year, 11, 10 + period),
            people=PEOPLE,
            scores=scores,
        )
        for period, scores in enumerate(reviews, 1)
    ]
    child = Child(full_name="Tamsin Okoro", known_as="Tam")
    return Plan(
        id=f"plan-{number}",
        format=of,
        number=number,
        continues=f"plan-{number - 1}" if number > 1 else None,
        children=[child],
        items=items,
        reviews=held,
    )


def two_plans(of: str) -> list[HeldPlan]:
    """Return a plan with one review, and the next one with two: without support, then not agreed."""
    script = load_script(of)
    about, private = (f"{who}-{script.format.paths('progress')[0].of}" for who in ("shown", "hidden"))
    first = plan(of, [[judged(script, about, 0)]])
    reviews = [
        [judged(script, about, 1, support_not_given=True), judged(script, private, 2)],
        [judged(script, about, 0, 2), judged(script, private, 1)],
    ]
    return [HeldPlan(first, script), HeldPlan(plan(of, reviews, number=2, hidden=True), script)]


def pack(plans: list[HeldPlan]) -> Evidence:
    return make_evidence(plans, say)


def charts(page: Page) -> list[Chart]:
    return [one for block in page.blocks for one in inside(block) if isinstance(one, Chart)]


def signs(chart: Chart) -> list[str]:
    drawn = {"full": "#", "range": "/", "empty": ".", "none": " "}
    return ["".join(drawn[cell.kind] for cell in column.cells) for column in chart.columns]


def made(plans: list[HeldPlan], kind: str) -> bytes:
    return EvidencePapers(plans).paper("panel", kind)


@every_judging_format
def test_what_was_judged_has_its_pictures_where_it_went_on_last(of: str) -> None:
    first, last = two_plans(of)
    before, now = pack([first, last]).cycles
    assert not any(one.charts for one in before.followed)
    (followed,) = now.followed
    steps = len(scale_of(last.script).points)
    assert [signs(chart) for chart in followed.charts] == [
        ["#".ljust(steps, ".")],
        ["##".ljust(steps, "."), "///".ljust(steps, ".")],
    ]
    assert [column.note for chart in followed.charts for column in chart.columns] == [
        "",
        say("progress.note-support"),
        "",
    ]
    told = followed.charts[1].columns[1]
    assert all(name in told.words for name in ("Ngozi Okoro", "Miss Fenn")), "each answer, and whose it is"


@every_judging_format
def test_the_pictures_are_those_of_the_plans_page_and_of_the_paper_for_everyone(of: str) -> None:
    first, last = two_plans(of)
    page = make_evidence_page([first, last], audience="panel")
    before = [PlanBefore(first.plan, first.script)]
    (one,) = progress_of(last.plan, None, last.script, before)
    assert charts(page) == list(one.charts)


@every_judging_format
def test_every_kind_of_file_has_them_and_none_has_what_is_not_for_sharing(of: str) -> None:
    plans = two_plans(of)
    alts = [chart.alt for chart in charts(make_evidence_page(plans, audience="panel"))]
    html, text = made(plans, "html").decode(), " ".join(made(plans, "txt").decode().split())
    assert [unescape(one) for one in re.findall("<desc[^>]*>(.*?)</desc>", html)] == alts
    assert not re.search(r"<(line|polyline|path)\b", html), "nothing joins one review with another"
    word = docx.Document(io.BytesIO(made(plans, "docx")))
    in_word = " ".join(one.text for one in word.paragraphs)
    for alt in alts:
        assert alt in text
        assert alt in in_word
    assert made(plans, "pdf").startswith(b"%PDF")
    assert packs.HIDDEN not in html + text + in_word
    legend = say("progress.legend")
    assert legend in unescape(html)
    assert legend in text


@every_judging_format
def test_one_review_alone_is_compared_with_nothing_and_has_no_picture(of: str) -> None:
    held, _ = two_plans(of)
    assert charts(make_evidence_page([held], audience="panel")) == []
    assert say("progress.legend") not in made([held], "html").decode()


def test_what_no_plan_goes_on_with_has_its_pictures_in_the_plan_that_had_it_last() -> None:
    script = load_script("support-plan")
    first = plan("support-plan", [[judged(script, "shown-outcome", 0)], [judged(script, "shown-outcome", 1)]])
    other = plan("support-plan", [], number=2)
    items = [item.model_copy(update={"fields": {"wording": "Tam swims."}}) for item in other.items]
    last = other.model_copy(update={"items": items})
    before, now = pack([HeldPlan(first, script), HeldPlan(last, script)]).cycles
    assert [len(one.charts) for one in before.followed] == [1]
    assert [len(one.charts) for one in now.followed] == [0]


def held_in(period: int, **parts: Any) -> Review:
    day = date(2027, 2 + period, 12)
    return Review(id=f"r{period}", period=period, date=day, people=PEOPLE, **parts)


def test_parts_of_an_outcome_that_are_judged_have_theirs_under_it() -> None:
    script = SHAPES["steps"]
    reviews = [
        held_in(period, entries=[chosen("met", met, "step1", review=f"r{period}", by="fenn")])
        for period, met in ((1, "not"), (2, "met"))
    ]
    (cycle,) = pack([HeldPlan(plan_of("steps", reviews=reviews), script)]).cycles
    found = {chart.title: signs(chart) for one in cycle.followed for chart in one.charts}
    assert any(title.startswith("Step (outcome 1)") for title in found)
    assert cycle.charts == []


def test_a_child_who_is_judged_has_a_picture_beside_what_was_worked_on() -> None:
    script = SHAPES["group"]
    child = Child(full_name="Mina Shah")
    points = scale_of(script).points
    field = script.format.paths("progress")[0].field
    reviews = [
        held_in(period, scores=[Score(field=field, about=CHILD, result="agreed", option=points[at].id)])
        for period, at in ((1, 0), (2, 1))
    ]
    held = plan_of("group", children=[child], reviews=reviews)
    (cycle,) = pack([HeldPlan(held, script)]).cycles
    assert [signs(chart) for chart in cycle.charts] == [["#..", "##."]]
