"""Plans of several terms and years for the pictures of progress: one case for each way that it can go."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any, NamedTuple

from facilitator.plan.entries import Entry
from facilitator.plan.items import Item
from facilitator.plan.nouns import Mark
from facilitator.plan.people import CHILD, Child, Person
from facilitator.plan.plan import Plan
from facilitator.plan.reviews import Review
from facilitator.plan.scores import Position, Score, Side
from facilitator.script.formats_and_turns import Script
from facilitator.summary.progress import PlanBefore, Progress, progress_of
from tests.making import agreed, chosen, not_agreed, outcome
from tests.summary.scripts import SCRIPT
from tests.summary.shapes import SHAPES, plan_of

PEOPLE = [
    Person(id=CHILD, name="Mina", perspective="child"),
    Person(id="mum", name="Mum", perspective="parent"),
    Person(id="lacey", name="Mr Lacey", perspective="school", role="class teacher"),
    Person(id="okafor", name="Ms Okafor", perspective="practitioner"),
    Person(id="long", name="Bartholomew Featherstonehaugh-Cholmondeley", perspective="school"),
    Person(id="li", name="李小龙老师和他的朋友们", perspective="school"),
    Person(id="ali", name="علی احمد", perspective="parent"),
]
HOSTILE = "<script>alert(1)</script> & “]]>” {{ 7*7 }} %s \u202e\x1b[31m #set\\ $x$ 'a\""
DAYS = (date(2026, 11, 20), date(2027, 3, 12), date(2027, 6, 25))


def ten_steps() -> Script:
    """Return the small format with a scale of ten numbers without words."""
    points = [{"number": number, "adult": str(number)} for number in range(1, 11)]
    scale = {"label": "1 to 10", "low": 3, "points": points}
    given = SCRIPT.model_dump(by_alias=True, exclude_defaults=True)
    return Script.model_validate({**given, "format": {**given["format"], "scale": scale}})


def at(person: str, number: int | None = None, **more: Any) -> Position:
    """Return what somebody showed."""
    return Position(person=person, number=number, **more)


def held(
    scores: Sequence[Score] = (),
    period: int = 1,
    *,
    years: int = 0,
    people: Sequence[Person] = PEOPLE,
    **more: Any,
) -> Review:
    """Return a review with these scores, so many years later than the first."""
    day = DAYS[(period - 1) % 3]
    return Review(
        id=f"r{period}",
        period=period,
        date=day.replace(year=day.year + years),
        people=list(people),
        scores=list(scores),
        **more,
    )


def mina(*reviews: Review, items: Sequence[Item] = (), **more: Any) -> Plan:
    """Return Mina's plan with some reviews; one outcome unless other items are given."""
    given = {"id": "now", "format": "small-plan", "children": [Child(full_name="Mina Shah", known_as="Mina")]}
    rows = [*(items or outcome(1, "Mina reads 100 words."))]
    return Plan.model_validate({**given, "items": rows, "reviews": list(reviews), **more})


def three_years() -> tuple[Plan, list[PlanBefore]]:
    """Return a plan with the two before it, each with three reviews of the same outcome."""
    plans = [
        mina(
            *(
                held([agreed("o1", min(5, year + term))], term, years=year)
                if (year, term) != (1, 2)
                else held([not_agreed("o1", at("mum", 2), at("lacey", 4))], term, years=year)
                for term in (1, 2, 3)
            ),
            id=f"p{year}",
            number=year + 1,
            continues=f"p{year - 1}" if year else None,
        )
        for year in range(3)
    ]
    return plans[2], [PlanBefore(one, SCRIPT) for one in plans[:2]]


def colours(*scores: Score | Entry) -> Plan:
    """Return a plan whose targets are red, amber or green, with one review."""
    return plan_of(
        "targets",
        reviews=[
            held(
                [one for one in scores if isinstance(one, Score)],
                entries=[one for one in scores if isinstance(one, Entry)],
            )
        ],
    )


def coloured(about: str, option: str | None = None, **more: Any) -> Score:
    """Return a judgement by name; none = it was not agreed."""
    result = "agreed" if option else "not_agreed"
    return Score.model_validate({"field": "rag", "about": about, "result": result, "option": option, **more})


def group() -> Plan:
    """Return a plan for three children, each of whom was judged."""
    children = ("mina", "tom", "ali")
    scores = [
        Score(field="progress", about=child, result="agreed", option=option)
        for child, option in zip(children, ("less", "same", "more"), strict=True)
    ]
    people = [Person(id=one, name=one.title(), perspective="child", present=[]) for one in children]
    return plan_of("group", reviews=[held(scores, people=[*people, *PEOPLE[1:4]])])


class Case(NamedTuple):
    """A plan, what came before it, and its format."""

    plan: Plan
    script: Script = SCRIPT
    before: Sequence[PlanBefore] = ()

    def progress(self) -> list[Progress]:
        """Return how all of it went."""
        return progress_of(self.plan, None, self.script, self.before)


def _amended() -> Plan:
    items = [
        *outcome(1, "Mina reads 50 words.", ended="amended", on=DAYS[1]),
        *outcome(2, "Mina reads 100 words.", id="o2", replaces="o1", added=Mark(on=DAYS[1], review=2)),
    ]
    return mina(
        held([agreed("o1", 2)]),
        held([agreed("o1", 4)], 2),
        held([agreed("o2", 3)], 3),
        items=items,
    )


def _ended() -> Plan:
    item = outcome(1, ended="achieved", on=DAYS[1], because="She reads alone.")[0]
    assert item.ended is not None
    over = item.model_copy(update={"ended": item.ended.model_copy(update={"review": 2})})
    return mina(held([agreed("o1", 3)]), held([agreed("o1", 5)], 2), held([], 3), items=[over])


def _hostile() -> Plan:
    people = [*PEOPLE[:2], Person(id="lacey", name=HOSTILE, perspective="school", role=HOSTILE)]
    return mina(held([not_agreed("o1", at("mum", 1), at("lacey", 5))], people=people))


_NAMED = ("long", "li", "ali", "okafor")
CASES: dict[str, Case] = {
    "agreed": Case(mina(held([agreed("o1", 3, at("mum", 3), at("okafor"))]))),
    "agreed-after-talking": Case(
        mina(held([agreed("o1", 3, at("mum", 2), second=[at("mum", 3)], talked=True)]))
    ),
    "not-agreed": Case(mina(held([not_agreed("o1", at("mum", 2), at("lacey", 4), at("okafor", 4))]))),
    "no-numbers": Case(
        mina(held([not_agreed("o1", sides=[Side(person="mum", reason="It is hard at home.")])]))
    ),
    "nobody-knows": Case(mina(held([not_agreed("o1", at("mum"), at("lacey"))]))),
    "two-shows": Case(
        mina(
            held(
                [
                    not_agreed(
                        "o1",
                        at("mum", 1),
                        at("lacey", 5),
                        at(CHILD, 5),
                        second=[at("mum", 2), at("lacey", 4)],
                    )
                ]
            )
        )
    ),
    "not-settled": Case(mina(held([not_agreed("o1", at("mum", 2), at("lacey", 3), result="not_settled")]))),
    "support-not-given": Case(mina(held([agreed("o1", 1, support_not_given=True)]))),
    "none": Case(mina(held(), held([agreed("o1", 2)], 2))),
    "amended": Case(_amended()),
    "ended": Case(_ended()),
    "three-years": Case(three_years()[0], SCRIPT, three_years()[1]),
    "colours": Case(
        colours(
            coloured("target1", "amber"),
            coloured(
                "target2",
                shows=[[at("mum", option="red"), at("lacey", option="green"), at("okafor", option="green")]],
            ),
        ),
        SHAPES["targets"],
    ),
    "choice": Case(
        plan_of(
            "steps", reviews=[held(entries=[chosen("met", "partly", "step1"), chosen("met", "met", "step2")])]
        ),
        SHAPES["steps"],
    ),
    "group": Case(group(), SHAPES["group"]),
    "ten-steps": Case(
        mina(held([agreed("o1", 7)]), held([not_agreed("o1", at("mum", 3), at("lacey", 10))], 2)),
        ten_steps(),
    ),
    "names": Case(mina(held([not_agreed("o1", *(at(one, number) for number, one in enumerate(_NAMED, 1)))]))),
    "many-at-one": Case(mina(held([not_agreed("o1", *(at(one, 4) for one in _NAMED), at("mum", 2))]))),
    "hostile": Case(_hostile()),
}
