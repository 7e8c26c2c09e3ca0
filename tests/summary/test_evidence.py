"""An evidence pack: one golden text, what is missing in every format, what is in no such paper, bad input."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from datetime import date, timedelta
from itertools import pairwise
from pathlib import Path

import pytest

from facilitator.plan.entries import Entry
from facilitator.plan.field_values import Value
from facilitator.plan.items import Item
from facilitator.plan.people import CHILD, Child, Person
from facilitator.plan.plan import Plan, School, Version
from facilitator.plan.refusal import Refusal
from facilitator.plan.reviews import Review, Signature
from facilitator.plan.scores import Position, Score
from facilitator.script.declared_fields import DeclaredField
from facilitator.script.formats_and_turns import Script
from facilitator.script.loading import find_prompts, format_ids, load_script
from facilitator.script.routes import WeeklyCost
from facilitator.script.words_by_key import explain, say
from facilitator.summary.evidence import make_evidence
from facilitator.summary.evidence_shapes import Evidence, HeldPlan
from facilitator.summary.papers import EvidencePapers
from tests.making import said
from tests.summary import packs
from tests.summary.page import read_page
from tests.summary.rendering import TEXTS
from tests.summary.test_everything import HOSTILE

GOLDEN = Path(__file__).parent / "tam-panel.txt"
OF_ONE = [one for one in format_ids(find_prompts()) if load_script(one).format.children.most == 1]
every_format = pytest.mark.parametrize("of", OF_ONE)


def paper(plans: list[HeldPlan], kind: str = "txt") -> str:
    return EvidencePapers(plans).paper("panel", kind).decode()


def pack(*plans: HeldPlan) -> Evidence:
    return make_evidence(plans, say)


def test_the_text_of_a_believable_pack() -> None:
    """To renew it: write `paper(packs.plans())` to the file, and read every line of the difference."""
    assert paper(packs.plans()) == GOLDEN.read_text(encoding="utf-8")


def test_the_page_is_sound() -> None:
    html = paper(packs.plans(), "html")
    tags = read_page(html).tags
    levels = [int(tag[1]) for tag, _ in tags if re.fullmatch("h[1-6]", tag)]
    assert levels[0] == 1
    assert levels.count(1) == 1
    assert all(after <= before + 1 for before, after in pairwise(levels))
    parts = re.findall('href="#(part-[0-9]+)"', html)
    assert len(parts) == levels.count(2) == 10
    assert all(f'id="{part}"' in html for part in parts)
    title = re.search("<title>(.*)</title>", html)
    assert title is not None
    assert "Tam" not in title[1], "a browser makes the name of a saved page from it"


def test_both_kinds_hold_the_same_words() -> None:
    page, text = read_page(paper(packs.plans(), "html")), " ".join(paper(packs.plans()).split())
    for _, _, words in page.said:
        assert words in text
    for words in page.words:
        assert " ".join(words.split()) in text


# What is in no such paper


@pytest.mark.parametrize("kind", TEXTS)
def test_what_is_not_for_sharing_is_not_in_it_nor_in_any_sum(kind: str) -> None:
    text = paper(packs.plans(), kind)
    assert packs.HIDDEN not in text
    for hidden in ("Gran Okoro", "Mr Hide", "£900", "Target 9"):
        assert hidden not in text
    assert "£2,310" in text, "the sum is of what is there"


def filled(of: str, words: str, private: str) -> Plan:
    """Return a plan of a format with something in every field of it, in those that are private too."""
    form = load_script(of).format
    items = []
    for kind, declared in form.items.items():
        fields = {name: value_of(one, words, private) for name, one in declared.fields.items()}
        number = 1 if declared.numbered else None
        under = f"{declared.under}1" if declared.under else None
        items.append(Item(id=f"{kind}1", kind=kind, under=under, number=number, fields=fields))
    entries = [
        Entry(id=f"e-{name}", field=name, value=value_of(one, words, private), by=CHILD)
        for name, one in form.plan.items()
        if not (one.private and one.type not in ("words", "line", "said"))
    ]
    child = Child(full_name="Tamsin Okoro", date_of_birth=date(2018, 6, 11), communication="Signs.")
    return Plan(id="filled", format=of, children=[child], items=items, entries=entries)


def value_of(declared: DeclaredField, words: str, private: str) -> Value:
    given: dict[str, Value] = {"date": "2026-03-12", "number": 4, "cost": "£40 a week", "tick": True}
    if declared.options:
        return declared.option_ids[:1] if declared.type == "several" else declared.option_ids[0]
    if declared.type == "several":
        return []
    return given.get(declared.type, private if declared.private else words)


@every_format
def test_what_is_private_by_the_format_is_not_in_it_and_the_rest_is(of: str) -> None:
    text = paper([HeldPlan(filled(of, "words for all", "PRIVATE"), load_script(of))])
    assert "PRIVATE" not in text
    form = load_script(of).format
    for name, declared in form.plan.items():
        label = declared.label or name
        if declared.private:
            assert f"{label}:" not in text
            assert f"\n{label}\n" not in text
        else:
            assert label in " ".join(text.split())


def test_a_pack_of_several_children_is_refused() -> None:
    children = [Child(id="a", full_name="Asha Rai"), Child(id="b", full_name="Ben Orr")]
    group = Plan(id="g", format="group-intervention", children=children)
    script = load_script("group-intervention")
    with pytest.raises(Refusal, match=r"evidence\.for-one") as refused:
        paper([HeldPlan(group, script)])
    assert explain(refused.value).startswith("An evidence pack is for one child")


@pytest.mark.parametrize("words", HOSTILE)
def test_hostile_words_come_out_to_the_letter(words: str) -> None:
    line = " ".join(words.split())[:200]
    there = packs.target(1, words), packs.line("p1", "t1", words, line, line, line)
    own = Entry(id="c1", field="child_says", value=words, by=CHILD)
    child = Child(full_name=line)
    plan = Plan(id="p", format="send-support-plan", children=[child], items=list(there), entries=[own])
    held = [HeldPlan(plan, packs.script(papers={child.full_name: [own.text]}))]
    page, text = read_page(paper(held, "html")), " ".join(paper(held).split())
    assert page.words.count(own.text) == 5, "the target, its line twice, the child, the paper"
    assert child.full_name in page.text
    assert {tag for tag, _ in page.tags}.isdisjoint({"script", "b", "img", "iframe", "link"})
    assert text.count(" ".join(own.text.split())) >= 5


# What is missing


def bare(of: str) -> HeldPlan:
    """Return a plan in which nothing stands yet."""
    plan = Plan(id="bare", format=of, children=[Child(full_name="Tamsin Okoro")])
    return HeldPlan(plan, load_script(of))


def whole(of: str) -> HeldPlan:
    """Return a plan that holds everything that its format has a place for, and a school that set all down."""
    script = load_script(of)
    form, plan = script.format, filled(of, "words for all", "")
    day = date(2026, 12, 4)
    hopes = [entry.id for entry in plan.entries]
    items = [
        item.model_copy(update={"fields": item.fields | dict.fromkeys(form.linking(item.kind), hopes)})
        for item in plan.items
    ]
    judged = {path.of: path for role in ("progress", "after") for path in form.paths(role)}
    people = [
        Person(id=CHILD, name="Tamsin Okoro", perspective="child"),
        Person(id="mum", name="Mum", perspective="parent"),
        Person(id="fenn", name="Miss Fenn", perspective="school"),
    ]
    scores = [judgement(script, item) for item in items if item.kind in judged]
    entries = [said("Good.", id="r1.1"), said("Better.", "mum", id="r1.2")]
    for kind, path in judged.items():
        if not form.is_score(path):
            entries.append(Entry(id="r1.3", field=path.field, value="Year 2", about=f"{kind}1"))
    review = Review(
        id="r1",
        period=1,
        date=day,
        people=people,
        entries=entries,
        scores=[one for one in scores if one],
        next_date=day + timedelta(days=90),
    )
    signed = [Signature(to=to, party="parent", name="Mum", on=day) for to in form.signs]
    found = plan.model_copy(
        update={
            "items": items,
            "reviews": [review],
            "started": date(2026, 9, 7),
            "school": School(name="Foxlow"),
            "signatures": signed,
            "versions": [Version(number=1, state="final", on=day)],
        }
    )
    own = {
        "weekly_cost": WeeklyCost(against="Budget", pounds_a_year=6000),
        "terms": packs.TERMS,
        "papers": {"panel": ["Reviews"]},
    }
    return HeldPlan(found, script.model_copy(update=own))


def judgement(script: Script, item: Item) -> Score | None:
    """Return a judgement of an item on which all agreed, where its kind is judged by a show."""
    found = [path for path in script.format.paths("progress") if path.of == item.kind]
    scale = script.format.scale_of(found[0]) if found else None
    if scale is None:
        return None
    point = scale.points[-1]
    how = {"option": point.id} if point.id else {"number": point.number}
    shown = [[Position(person="mum", **how)]]
    return Score(field=found[0].field, about=item.id, result="agreed", shows=shown, **how)


def no_places(held: HeldPlan) -> list[str]:
    """Return what is told of a format that has no place for something."""
    form = held.script.format
    support = [form.items[kind] for kind in form.kinds("provision")]
    lacks = [
        role
        for role in ("who", "how_often", "cost")
        if not any(one.role == role for kind in support for one in kind.fields.values())
    ]
    begins = any(one.role == "before" for kind in form.items.values() for one in kind.fields.values())
    keys = [*([] if begins else ["baseline"]), *(role.replace("_", "-") for role in lacks)]
    return [say(f"evidence.missing.no-place-{key}") for key in keys]


@every_format
def test_of_a_whole_plan_only_places_are_missing_that_its_format_has_not_got(of: str) -> None:
    held = whole(of)
    assert pack(held).missing == no_places(held)
    text = paper([held])
    assert "What is missing" in text


def takings(held: HeldPlan) -> Iterator[tuple[Callable[[HeldPlan], HeldPlan], list[str]]]:
    """Yield each thing that can be taken out of a whole plan, with what is told of that."""
    plan, form = held.plan, held.script.format
    (review,), day = plan.reviews, "Friday 4 December 2026"
    title = f"{form.period.names[0]}, {day}"

    def of_plan(**changes: object) -> Callable[[HeldPlan], HeldPlan]:
        return lambda one: one._replace(plan=one.plan.model_copy(update=changes))

    def of_review(**changes: object) -> Callable[[HeldPlan], HeldPlan]:
        return of_plan(reviews=[review.model_copy(update=changes)])

    def of_line(name: str, value: str) -> Callable[[HeldPlan], HeldPlan]:
        items = [
            one.model_copy(update={"fields": one.fields | {name: value}})
            if one.kind in form.kinds("provision")
            else one
            for one in plan.items
        ]
        return of_plan(items=items)

    def told(key: str, **values: object) -> list[str]:
        return [say(f"evidence.missing.{key}", **values)]

    child = plan.child.model_copy(update={"date_of_birth": None})
    yield of_plan(children=[child]), told("born")
    yield of_plan(started=None), told("started")
    yield of_plan(versions=[]), told("draft")
    yield of_plan(continues="another"), told("plan-before")
    yield of_review(next_date=None), told("next-date", review=title)
    yield (
        of_review(
            people=review.people[:1], entries=review.entries[:1] + review.entries[2:], scores=review.scores
        ),
        [
            *told("people", review=title),
            *told("parents", review=title),
        ],
    )
    yield of_review(entries=review.entries[1:]), told("child", child="Tamsin", review=title)
    yield lambda one: one._replace(in_document=frozenset({1})), told("in-document", review=title)
    signed = [one.model_copy(update={"on": None}) for one in plan.signatures]
    yield (
        of_plan(signatures=[]),
        [line for to in form.signs for line in told("signature", to=form.sign_label(to))],
    )
    yield (
        of_plan(signatures=signed),
        [line for to in form.signs for line in told("signature-day", to=form.sign_label(to), name="Mum")],
    )
    yield lambda one: one._replace(script=one.script.model_copy(update={"papers": {}})), told("papers")
    (kind,) = form.kinds("provision")
    (outcome,) = (form.called(one) for one in plan.items if one.kind in form.kinds("outcome"))
    line = f"{outcome}, “words for all”"
    for role, key in (("who", "who"), ("how_often", "how-often"), ("cost", "cost")):
        name = form.items[kind].role_field(role)  # type: ignore[arg-type]
        if name:
            yield of_line(name, ""), told(key, line=line)
    if name := form.items[kind].role_field("cost"):
        lines = "“about a tenner”, which cannot be counted"
        yield of_line(name, "about a tenner"), told("cost-as-written", line=line, written=lines)
        terms = {"terms": packs.TERMS[:2]}
        yield lambda one: one._replace(script=one.script.model_copy(update=terms)), told("terms")


@every_format
def test_each_thing_that_is_taken_out_of_a_whole_plan_is_told_in_a_sentence_that_says_where(of: str) -> None:
    held = whole(of)
    usual = no_places(held)
    count = 0
    for take, told in takings(held):
        found = [line for line in pack(take(held)).missing if line not in usual]
        assert sorted(found) == sorted(told)
        count += 1
    assert count > 10


@every_format
def test_of_an_empty_plan_everything_is_told_and_nothing_fails(of: str) -> None:
    held = bare(of)
    form = held.script.format
    missing = pack(held).missing
    keys = ["draft", "born", "school", "started", "outcome", "review", "papers"]
    told = [say(f"evidence.missing.{key}") for key in keys]
    told += [say("evidence.missing.signature", to=form.sign_label(to)) for to in form.signs]
    assert set(told) <= set(missing)
    assert all(line.endswith(".") for line in missing)
    text = paper([held])
    assert "No meeting of this plan is written down." in text
    assert not re.search(r"£\d", text), "no sum where nothing is known"


# Costs in the paper


@pytest.mark.parametrize(
    ("budget", "told"),
    [
        (1000, "What is known of the support costs £2,310 a year. That alone is £1,310 more."),
        (2310, "What is known of the support costs £2,310 a year. That alone is the same."),
        (6000, "That is £3,690 less, without the lines that are not known."),
        (None, "The costs count against: Our fund. How much that is a year is not set down."),
    ],
)
def test_what_the_support_costs_is_held_against_what_the_school_has_set_down(
    budget: int | None, told: str
) -> None:
    cost = WeeklyCost(against="Our fund", pounds_a_year=budget, weeks=38)
    assert told in " ".join(paper(packs.plans(weekly_cost=cost)).split())


def test_what_cannot_be_counted_is_not_known_and_never_guessed() -> None:
    """Without the terms a termly cost has no year, and a weekly one no term."""
    costs = pack(*packs.plans(terms=[])).costs
    cells = [line.cells for line in costs.table.lines]
    unknown = "not known"
    assert cells == [[unknown, "£390", unknown], [unknown] * 3, ["£30", unknown, "£1,140"]]
    assert costs.table.total == ["Together", "£30", "£390", "£1,140"]
    assert "By the year, 2 of 3 lines are not known. They are in no sum." in costs.counted


def test_a_sum_of_the_plans_own_that_its_lines_do_not_make_is_told() -> None:
    items = [one for one in packs.SECOND.items if one.id in ("t2", "b1.t3", "t1", "b1.p4")]
    plan = packs.SECOND.model_copy(update={"items": items})
    told = say("evidence.missing.total-differs", label="Total each week", words="£70", sum="£30 a week")
    assert told in pack(HeldPlan(plan, packs.script())).missing
    right = [one.model_copy(update={"value": "£30"}) if one.id == "w1" else one for one in plan.entries]
    plan = plan.model_copy(update={"entries": right})
    assert told not in pack(HeldPlan(plan, packs.script())).missing
