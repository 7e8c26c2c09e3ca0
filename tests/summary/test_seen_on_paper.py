"""Faults that were seen on printed papers and narrow screens, each over its kind."""

from __future__ import annotations

import io
import re
from datetime import date

import docx
import pytest

from facilitator.plan.actions import Action
from facilitator.plan.items import Item
from facilitator.plan.nouns import Mark
from facilitator.plan.people import CHILD, Person
from facilitator.plan.plan import Plan
from facilitator.plan.reviews import Review
from facilitator.plan.scores import Position, Score
from facilitator.script.loading import load_script
from facilitator.script.words_by_key import say
from facilitator.summary.as_html import as_html
from facilitator.summary.as_pdf import Press
from facilitator.summary.as_word import as_word
from facilitator.summary.audiences import template_folders
from facilitator.summary.evidence import make_evidence
from facilitator.summary.evidence_shapes import HeldPlan
from facilitator.summary.page import Block, Box, Chart, Heading, Page, Para, Said, Span, Table, Text, Words
from facilitator.summary.page_values import page_values
from facilitator.summary.progress import progress_of
from tests.making import chosen
from tests.summary.rendering import render
from tests.summary.test_pictures_in_packs import PEOPLE, signs

KIRKLEES = load_script("kirklees")
STEP = "Tam asks for a break."


def line(text: str) -> Text:
    return (Span(text),)


def changed() -> Plan:
    """Return a plan whose outcome was changed in its first review; a step and a line went on as copies."""
    in_review = Mark(on=date(2026, 3, 12), review=1)
    items = [
        Item(id="o1", kind="outcome", number=1, fields={"wording": "Works in a group."}),
        Item(id="o1.s1", kind="step", under="o1", fields={"wording": STEP}),
        Item(id="o1.p1", kind="provision", under="o1", fields={"what": "Talking group"}),
        Item(
            id="n",
            kind="outcome",
            number=2,
            fields={"wording": "Works in any group."},
            replaces="o1",
            added=in_review,
        ),
        Item(id="n.o1.s1", kind="step", under="n", fields={"wording": STEP}),
        Item(id="n.o1.p1", kind="provision", under="n", fields={"what": "Talking group"}),
        Item(id="n.t1", kind="target", under="n.o1.s1", fields={"wording": "Asks twice."}),
    ]
    reviews = [
        Review(
            id=f"r{period}",
            period=period,
            date=date(2026, month, 12),
            people=PEOPLE,
            scores=[_met(step, option)],
            actions=[Action(id=f"r{period}.a1", what="Print the card", who="Miss Fenn", about=step)],
            entries=[chosen("decision", "keep", step, review=f"r{period}")],
        )
        for period, month, step, option in ((1, 3, "o1.s1", "partly"), (2, 6, "n.o1.s1", "met"))
    ]
    child = {"full_name": "Tamsin Okoro", "known_as": "Tam"}
    values = {"id": "k", "format": "kirklees", "children": [child], "items": items, "reviews": reviews}
    return Plan.model_validate(values)


def _met(about: str, option: str) -> Score:
    shown = [Position(person="mum", option=option), Position(person="fenn", option=option)]
    return Score(field="met", about=about, result="agreed", option=option, shows=[shown])


# What went on under something that was changed


def test_a_step_of_a_changed_outcome_has_one_picture_of_all_its_reviews() -> None:
    (one,) = progress_of(changed(), None, KIRKLEES)
    assert [signs(chart) for chart in one.charts] == [["##.", "###"]]
    assert [column.note for column in one.charts[0].columns] == ["", ""], "its own words are the same"


def test_its_last_score_is_told_beside_the_new_one() -> None:
    plan = changed()
    text = render(plan, plan.reviews[-1], KIRKLEES, kind="txt", audience="everyone")
    glance = " ".join(text.split())
    assert f"{STEP} Progress: Met Last time: Partly met" in glance
    assert "earlier words" not in glance


def test_what_went_on_as_a_copy_stands_once_in_an_evidence_pack() -> None:
    (cycle,) = make_evidence([HeldPlan(changed(), KIRKLEES)], say).cycles
    (followed,) = cycle.followed
    assert followed.support is not None
    assert [one.words for one in followed.support.lines] == ["Talking group"]
    assert [part.label for parts in followed.parts for part in parts.parts] == [STEP, "Asks twice."]
    assert len(followed.charts) == 1
    assert len(followed.reviews) == 2, "what was said of the first one stays"


# Names of things without a number


def test_what_has_no_number_is_quoted_inside_a_sentence_and_no_slip_says_it_twice() -> None:
    plan = changed()
    slips = render(plan, plan.reviews[-1], KIRKLEES, kind="txt", audience="actions")
    quoted = STEP.removesuffix(".")
    assert f"For “{quoted}”." in slips
    assert slips.count(quoted) == 1
    pack = " ".join(render(plan, plan.reviews[-1], KIRKLEES, kind="txt", audience="panel").split())
    assert f"{say('summary.heading-under', name='Step', above='outcome 2')}: {quoted} " in pack
    assert ".," not in pack


@pytest.mark.parametrize("of", ["support-plan", "kirklees"])
def test_the_family_has_no_column_in_which_nothing_stands(of: str) -> None:
    script = load_script(of)
    before = say("family.column-before")
    plan = changed() if of == "kirklees" else _first()
    first, last = plan.reviews[0], plan.reviews[-1]
    assert before not in render(plan, first, script, kind="html", audience="family")
    assert (before in render(plan, last, script, kind="html", audience="family")) is (last is not first)


def _first() -> Plan:
    outcome = Item(id="o1", kind="outcome", number=1, fields={"wording": "Tam reads."})
    people = [Person(id=CHILD, name="Tam", perspective="child"), *PEOPLE[1:]]
    score = Score(field="progress", about="o1", result="agreed", number=2)
    review = Review(id="r1", period=1, date=date(2026, 3, 12), people=people, scores=[score])
    values = {"id": "s", "format": "support-plan", "children": [{"full_name": "Tam Orr"}]}
    return Plan.model_validate(values | {"items": [outcome], "reviews": [review]})


# Pages


def test_a_heading_and_the_note_below_it_stay_with_what_follows() -> None:
    filling = tuple(Para(line(f"Line {number}.")) for number in range(44))
    chart = Chart("Outcome 1", "In words.", ("low", "high"), ())
    blocks: tuple[Block, ...] = (Heading(2, line("Progress")), Para(line("How to read it."), "note"), chart)
    leads = [one["leads"] for one in page_values(Page("P", (*filling, *blocks)))["blocks"]]
    assert leads == [False] * len(filling) + [False, True, False]
    on = [one["leads"] for one in page_values(Page("P", (*blocks[:2], *filling)))["blocks"]]
    assert not any(on), "in running text nothing is bound"


def test_a_short_table_is_on_one_page_and_a_long_one_is_not_lost() -> None:
    def table(rows: int, words: str) -> Table:
        cells = tuple(((Para(line(f"Name {n}")),), (Words(f"{n} {words}"),)) for n in range(rows))
        return Table(line("Answers"), (line("Name"), line("Answer")), cells)

    def keeps(one: Table) -> bool:
        return bool(page_values(Page("P", (one,)))["blocks"][0]["keeps"])

    assert keeps(table(5, "of 5"))
    assert not keeps(table(40, "of 5"))
    assert not keeps(table(3, "a long answer " * 40))
    assert Press().pages(Page("P", (Heading(1, line("A")), table(120, "of 5")))) > 2


def test_each_cell_says_which_column_it_is_of_on_a_narrow_screen() -> None:
    head = tuple(map(line, ("What", "Who", "Agreed?", '"><script>')))
    row = ((Para(line("Read")),), (Para(line("Mum")),), (Para(line("Agreed.")),), ())
    html = as_html(Page("P", (Table((), head, (row,)),)), template_folders(None))
    assert re.findall('data-of="([^"]*)"', html) == ["Who:", "Agreed?", "&quot;&gt;&lt;script&gt;:"]
    assert "<script" not in html
    roles = re.findall('role="([a-z]+)"', html)
    assert roles == [
        "table",
        *("rowgroup", "row", *["columnheader"] * 4),
        *("rowgroup", "row", "rowheader", *["cell"] * 3),
    ]


def test_a_long_frame_in_word_has_a_row_for_each_topic_and_binds_no_heading_before_it() -> None:
    topics = tuple(
        block
        for number in range(12)
        for block in (Heading(4, line(f"Topic {number}")), Said(line("Tam"), "I like it."))
    )
    page = Page("P", (Heading(2, line("Said")), Box("child", (Heading(3, line("Tam")), *topics))))
    (table,) = docx.Document(io.BytesIO(as_word(page))).tables
    assert [row.cells[0].paragraphs[0].text for row in table.rows] == [
        "Tam",
        *(f"Topic {number}" for number in range(1, 12)),
    ]
    first = table.rows[0].cells[0].paragraphs[0]
    assert first.paragraph_format.keep_with_next is False
