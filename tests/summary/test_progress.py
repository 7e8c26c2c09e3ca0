"""What is agreed is filled; what is not agreed stands as its range, with who said what."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from facilitator.plan.nouns import Earlier
from facilitator.plan.people import CHILD
from facilitator.plan.scores import Score
from facilitator.script.formats_and_turns import Script
from facilitator.summary.page import Chart, Column
from facilitator.summary.progress import MOST_COLUMNS, PlanBefore, progress_of
from facilitator.ui.drawing.plan_lines import plan_lines
from tests.making import agreed, chosen, not_agreed, outcome
from tests.summary.progress_plans import (
    CASES,
    DAYS,
    HOSTILE,
    PEOPLE,
    Case,
    at,
    coloured,
    colours,
    held,
    mina,
    three_years,
)
from tests.summary.scripts import SCRIPT
from tests.summary.shapes import SHAPES, plan_of

_SIGNS = {"full": "#", "range": "/", "empty": ".", "none": " "}


def boxes(column: Column) -> str:
    """Return the boxes of a column, lowest first."""
    return "".join(_SIGNS[cell.kind] for cell in column.cells)


def labels(column: Column) -> list[str]:
    return [cell.label for cell in column.cells if cell.label]


def drawn(case: Case) -> list[list[str]]:
    """Return the boxes of each picture of a case."""
    return [[boxes(column) for column in chart.columns] for one in case.progress() for chart in one.charts]


def only(name: str) -> Chart:
    """Return the one picture of a case."""
    (one,) = CASES[name].progress()
    (chart,) = one.charts
    return chart


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("agreed", [["###.."]]),
        ("agreed-after-talking", [["###.."]]),
        ("not-agreed", [[".///."]]),
        ("no-numbers", [["     "]]),
        ("nobody-knows", [["     "]]),
        ("two-shows", [[".///."]]),
        ("not-settled", [[".//.."]]),
        ("support-not-given", [["#...."]]),
        ("none", [["     ", "##..."]]),
        ("amended", [["##...", "####.", "###.."]]),
        ("ended", [["###..", "#####"]]),
        (
            "three-years",
            [["#....", "##...", "###.."], ["##...", ".///.", "####."], ["###..", "####.", "#####"]],
        ),
        ("colours", [["##."], ["///"]]),
        ("choice", [[".#."], ["#.."]]),
        ("group", [["#.."], ["##."], ["###"]]),
        ("ten-steps", [["#######...", "..////////"]]),
        ("names", [["////."]]),
        ("many-at-one", [[".///."]]),
        ("hostile", [["/////"]]),
    ],
)
def test_agreed_is_filled_and_what_is_not_agreed_is_a_range(name: str, expected: list[list[str]]) -> None:
    assert drawn(CASES[name]) == expected


def test_every_number_that_is_not_agreed_stands_in_its_box_with_who_said_it() -> None:
    assert labels(only("not-agreed").columns[0]) == ["2: Mum", "4: Mr Lacey +1"]
    assert labels(only("two-shows").columns[0]) == ["2: Mum", "4: Mr Lacey"]
    red_to_green = CASES["colours"].progress()[1].charts[0]
    assert labels(red_to_green.columns[0]) == ["Mum", "Mr Lacey +1"]
    assert red_to_green.scale == ("Red", "Amber", "Green")


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("agreed", "3 of 5, Moderate progress. Ms Okafor: don't know."),
        ("agreed-after-talking", "3 of 5, Moderate progress, agreed after talking."),
        ("not-agreed", "Not agreed (Mum: 2, Mr Lacey: 4, Ms Okafor: 4)."),
        ("no-numbers", "Not agreed."),
        ("nobody-knows", "Not agreed. Mum: don't know. Mr Lacey: don't know."),
        ("two-shows", "Not agreed (Mum: 2, first 1, Mr Lacey: 4, first 5). Mina's own answer: 5."),
        ("not-settled", "Shown, but not settled (Mum: 2, Mr Lacey: 3)."),
        ("support-not-given", "1 of 5, No progress or worse (support not given)."),
    ],
)
def test_the_words_say_what_the_picture_shows(name: str, words: str) -> None:
    (chart,) = (one.charts[0] for one in CASES[name].progress())
    assert chart.columns[0].words == words
    assert chart.alt == f"Term 1, Friday 20 November 2026: {words}"


def test_short_words_stand_under_the_boxes_and_what_must_be_seen_in_a_frame() -> None:
    assert only("agreed").columns[0].under == "agreed: 3 of 5"
    assert only("not-agreed").columns[0].under == "not agreed: 2, 4"
    assert only("support-not-given").columns[0].note == "support not given"
    first, second, third = only("amended").columns
    assert (first.note, second.note, third.note) == ("earlier words", "earlier words", "")
    assert "(under its earlier words)" in first.words
    assert "(under its earlier words)" not in third.words
    assert [column.note for column in only("ended").columns] == ["", "achieved"]
    assert only("ended").alt.endswith("Achieved in Term 2, Friday 12 March 2027: She reads alone.")


def test_an_outcome_that_ended_after_the_meeting_says_so_once_at_the_end() -> None:
    items = outcome(1, ended="removed", on=date(2027, 1, 4), because="We chose another.")
    (one,) = Case(mina(held([agreed("o1", 3)]), items=items)).progress()
    assert one.charts[0].columns[0].note == ""
    assert one.charts[0].alt.endswith("Ended on Monday 4 January 2027: We chose another.")


def test_a_childs_own_number_is_told_and_never_counted() -> None:
    score = not_agreed("o1", at(CHILD, 5), at("mum", 2), at("lacey", 3))
    (one,) = Case(mina(held([score]))).progress()
    column = one.charts[0].columns[0]
    assert boxes(column) == ".//.."
    assert "Mina" not in " ".join(labels(column)) + column.under
    assert column.words.endswith("Mina's own answer: 5.")


def test_several_years_stand_one_under_the_other_with_the_earliest_first() -> None:
    (one,) = CASES["three-years"].progress()
    assert [year for year, _ in one.years] == ["2026 to 2027", "2027 to 2028", "2028 to 2029"]
    assert [chart.title for chart in one.charts] == [f"Outcome 1, {year}" for year, _ in one.years]
    assert [column.head for column in one.charts[0].columns] == ["Term 1", "Term 2", "Term 3"]
    assert not one.past


def test_what_a_plan_before_had_in_other_words_stands_behind_what_goes_on() -> None:
    now, before = three_years()
    other = mina(*before[0].plan.reviews, items=outcome(1, "Mina swims."), id="p0")
    found = progress_of(now, None, SCRIPT, [PlanBefore(other, SCRIPT), before[1]])
    assert [(one.past, one.words, len(one.charts)) for one in found] == [
        (False, "Mina reads 100 words.", 2),
        (True, "Mina swims.", 1),
    ]


def test_an_outcome_that_was_reworded_on_the_way_is_known_by_the_words_it_had() -> None:
    now, before = three_years()
    item = now.items[0].model_copy(
        update={
            "fields": {"wording": "Mina reads 200 words."},
            "earlier": [Earlier(field="wording", value="Mina  reads 100 WORDS.")],
        }
    )
    (one,) = progress_of(now.model_copy(update={"items": [item]}), None, SCRIPT, before)
    assert [[column.note for column in chart.columns] for chart in one.charts] == [
        ["earlier words"] * 3,
        ["earlier words"] * 3,
        [""] * 3,
    ]


def test_a_new_plan_without_a_review_shows_what_the_plans_before_found() -> None:
    now, before = three_years()
    (one,) = progress_of(now.model_copy(update={"reviews": []}), None, SCRIPT, before)
    assert (one.title, one.past, len(one.charts)) == ("Outcome 1", False, 2)


def test_a_picture_ends_with_the_review_whose_paper_it_is() -> None:
    now, before = three_years()
    (one,) = progress_of(now, now.reviews[1], SCRIPT, before)
    assert [len(chart.columns) for chart in one.charts] == [3, 3, 2]


def test_what_is_not_shared_is_in_no_paper_but_on_the_chairs_own_page() -> None:
    private = outcome(1, "Mina reads 100 words.")[0].model_copy(update={"not_shared": True})
    now, before = three_years()
    plan = now.model_copy(update={"items": [private]})
    assert progress_of(plan, plan.reviews[-1], SCRIPT, before) == []
    (one,) = progress_of(plan, None, SCRIPT, before, everything=True)
    assert len(one.charts) == 3


def test_what_was_not_shared_in_a_plan_before_stays_so_where_the_new_plan_shares_it() -> None:
    now, before = three_years()
    private = before[1].plan.items[0].model_copy(update={"not_shared": True})
    hidden = PlanBefore(before[1].plan.model_copy(update={"items": [private]}), SCRIPT)
    (one,) = progress_of(now, now.reviews[-1], SCRIPT, [before[0], hidden])
    assert [year for year, _ in one.years] == ["2026 to 2027", "2028 to 2029"]


@pytest.mark.parametrize("declared", ["private", "sensitive"])
def test_a_judgement_that_a_screen_hides_is_in_no_picture_of_the_screens(declared: str) -> None:
    values = SCRIPT.model_dump(by_alias=True, exclude_defaults=True)
    values["format"]["about"]["outcome"]["progress"][declared] = True
    script = Script.model_validate(values)
    plan = mina(held([agreed("o1", 3)]))
    assert len(progress_of(plan, plan.reviews[0], script)) == (declared != "private")
    assert len(progress_of(plan, None, script, everything=True)) == 0


def test_a_group_has_a_picture_for_each_child_under_its_name() -> None:
    found = CASES["group"].progress()
    assert [one.title for one in found] == ["Mina", "Tom", "Ali"]
    assert {one.kind for one in found} == {"child"}


def test_parts_of_an_outcome_say_whose_they_are_with_their_words() -> None:
    assert [one.title for one in CASES["choice"].progress()] == [
        "Step (outcome 1): Words of step 1",
        "Step (outcome 2): Words of step 2",
    ]


def test_a_choice_whose_low_end_is_declared_last_is_drawn_with_that_below() -> None:
    values = SHAPES["steps"].model_dump(by_alias=True, exclude_defaults=True)
    values["format"]["about"]["step"]["met"]["low"] = ["not"]
    script = Script.model_validate(values)
    plan = plan_of("steps", reviews=[held(entries=[chosen("met", "partly", "step1")])])
    (one,) = progress_of(plan, None, script)
    assert one.charts[0].scale == ("Not met", "Partly met", "Met")
    assert boxes(one.charts[0].columns[0]) == "##."


def test_what_is_judged_in_two_ways_has_a_picture_of_each_under_its_label() -> None:
    values = SCRIPT.model_dump(by_alias=True, exclude_defaults=True)
    values["format"]["about"]["outcome"]["delivered"] |= {"type": "choice", "label": "Was it given?"}
    script = Script.model_validate(values)
    thumbs = Score(field="delivered", about="o1", result="agreed", option="partly")
    both = held([agreed("o1", 3), thumbs], 2)
    plan = mina(held([agreed("o1", 2)], entries=[chosen("delivered", "no", "o1")]), both)
    found = progress_of(plan, None, script)
    assert [(one.title, one.field) for one in found] == [
        ("Outcome 1: Progress", "Progress"),
        ("Outcome 1: Was it given", "Was it given"),
    ]
    assert [boxes(column) for column in found[1].charts[0].columns] == ["#..", "##."]
    assert found[1].charts[0].scale == ("No", "Some of it", "Yes, as planned")
    page = plan_lines(plan, (), script, 60, sensitive=False, progress=found)
    assert {"Progress", "Was it given"} <= {line.plain.strip() for line in page}


def test_answers_by_each_in_a_choices_words_are_told_with_the_names() -> None:
    entries = [chosen("met", "met", "step1", by="mum"), chosen("met", "not", "step1", by="lacey")]
    plan = plan_of("steps", reviews=[held(entries=entries)])
    (one,) = progress_of(plan, None, SHAPES["steps"])
    column = one.charts[0].columns[0]
    assert (boxes(column), labels(column)) == ("///", ["Mum", "Mr Lacey"])
    assert column.words == "Mum: Met, Mr Lacey: Not met."


def test_a_score_that_the_scale_has_not_is_told_and_not_drawn() -> None:
    plan = mina(held([agreed("o1", 9)]), held([not_agreed("o1", at("mum", 2), at("lacey", 9))], 2))
    (one,) = Case(plan).progress()
    first, second = one.charts[0].columns
    assert (boxes(first), first.under) == ("     ", "agreed: 9 of 5")
    assert (boxes(second), second.under) == ("./...", "not agreed: 2, 9")
    gone = Case(colours(coloured("target1", "blue")), SHAPES["targets"]).progress()[0].charts[0].columns[0]
    assert (boxes(gone), gone.under) == ("   ", "agreed: blue")


def test_two_people_of_one_name_are_told_apart() -> None:
    twins = [
        PEOPLE[1].model_copy(update={"id": one, "role": role})
        for one, role in (("a", "aunt"), ("b", "carer"))
    ]
    plan = mina(held([not_agreed("o1", at("a", 2), at("b", 3))], people=[PEOPLE[0], *twins]))
    (one,) = Case(plan).progress()
    assert "Mum (aunt): 2, Mum (carer): 3" in one.charts[0].alt


def test_a_name_in_urdu_keeps_the_number_behind_it() -> None:
    column = only("names").columns[0]
    assert labels(column)[2] == "3: علی احمد\u200e"
    assert "علی احمد\u200e: 3" in column.words


def test_long_names_are_cut_in_a_box_and_whole_in_the_words() -> None:
    column = only("names").columns[0]
    assert labels(column)[0] == "1: Bartholomew F…"
    assert "Bartholomew Featherstonehaugh-Cholmondeley: 1" in column.words
    assert max(map(len, labels(column))) <= len("10: ") + 14 + len("\u200e +99")


def test_a_year_with_many_reviews_is_parted_into_even_pictures() -> None:
    names = [f"Half term {number}" for number in range(1, 7)]
    values = SCRIPT.model_dump(by_alias=True, exclude_defaults=True)
    values["format"]["period"] = {"noun": "half term", "names": names}
    reviews = [
        held([agreed("o1", 3)], number).model_copy(update={"date": date(2026, 9 + number // 2, 5 + number)})
        for number in range(1, 7)
    ]
    (one,) = progress_of(mina(*reviews), None, Script.model_validate(values))
    assert [len(chart.columns) for chart in one.charts] == [3, 3]
    assert MOST_COLUMNS >= 3


def test_two_reviews_of_one_name_in_a_year_have_their_months() -> None:
    first = mina(held([agreed("o1", 3)]), id="p0")
    second = mina(held([agreed("o1", 4)]).model_copy(update={"date": DAYS[1]}))
    (one,) = progress_of(second, None, SCRIPT, [PlanBefore(first, SCRIPT)])
    (chart,) = one.charts
    assert [column.head for column in chart.columns] == ["Term 1, November 2026", "Term 1, March 2027"]


def test_a_scale_that_changed_has_a_picture_of_its_own() -> None:
    first = mina(held([agreed("o1", 3)]), id="p0")
    now = CASES["ten-steps"]
    (one,) = progress_of(now.plan, None, now.script, [PlanBefore(first, SCRIPT)])
    assert [len(chart.scale) for chart in one.charts] == [5, 10]


def test_hostile_names_are_in_the_words_as_the_gate_has_them() -> None:
    name = CASES["hostile"].plan.reviews[0].person("lacey").name
    assert HOSTILE[:25] in name
    assert f"{name}: 5" in only("hostile").alt


NUMBERS = st.one_of(st.none(), st.integers(1, 5))
SHOWN = st.dictionaries(st.sampled_from([one.id for one in PEOPLE]), NUMBERS, min_size=1)


@given(st.lists(SHOWN, max_size=2), st.sampled_from(["agreed", "not_agreed", "not_settled"]), st.booleans())
def test_nothing_is_filled_but_what_was_agreed_and_everybodys_answer_is_told(
    shows: list[dict[str, int | None]], result: str, without_support: bool
) -> None:
    score = Score.model_validate(
        {
            "field": "progress",
            "about": "o1",
            "result": result,
            "number": 3 if result == "agreed" else None,
            "shows": [[at(one, number).model_dump() for one, number in show.items()] for show in shows],
            "support_not_given": without_support,
        }
    )
    (one,) = Case(mina(held([score]))).progress()
    (column,) = one.charts[0].columns
    last: dict[str, int | None] = {}
    for show in shows:
        last |= show
    adults = sorted(number for who, number in last.items() if number and who != CHILD)
    kinds = [cell.kind for cell in column.cells]
    assert ("full" in kinds) is (result == "agreed")
    assert ("range" in kinds) is (result != "agreed" and bool(adults))
    if "range" in kinds:
        assert kinds.index("range") == adults[0] - 1
        assert kinds.count("range") == adults[-1] - adults[0] + 1
    assert ("support not given" in column.note) is without_support
    assert ("support not given" in column.words) is without_support
    for who in last:
        name = next(person.name for person in PEOPLE if person.id == who)
        told = name in column.words
        assert told or (result == "agreed" and last[who] is not None)
    assert ("own answer" in column.words) is (CHILD in last)


def test_nothing_that_was_never_judged_has_a_picture() -> None:
    assert Case(mina(held())).progress() == []
    assert Case(mina()).progress() == []
    assert [
        one.about for one in Case(mina(held([agreed("o1", 2)]), items=[*outcome(1), *outcome(2)])).progress()
    ] == ["o1"]
