"""Whose name stands in a Word plan: where that is not certain it is asked, once, and never taken silently."""

from __future__ import annotations

from pathlib import Path

import pytest

from facilitator.files.chosen_child import WhoseIsIt, settled_child
from facilitator.files.plans import open_plan, save_plan
from facilitator.word.writing_choices import Choices
from tests.word.awkward import WORD, base
from tests.word.holding import begin, opened
from tests.word.variants_of_names import on_top, relabel

MINA, TOBI = "Mina Farrow-Adeyemi", "Tobi Winslow"


def _document(top: str, label: str = "Name") -> bytes:
    made = base(WORD)
    on_top(made, top)
    relabel(made, label)
    return made.data()


@pytest.mark.parametrize(
    "top",
    [
        f"Name: {TOBI}\nDate of birth: 01/02/2017",
        f"Child's name: {TOBI}",
        f"Full name: {TOBI}\nYear: 4",
        f"Pupil: {TOBI}\nClass: 4B",
    ],
)
def test_two_names_that_may_be_the_childs_are_both_named(top: str) -> None:
    word = opened(_document(top))
    assert word.names_to_choose == (TOBI, MINA)
    assert any(TOBI in notice and MINA in notice for notice in word.notices)
    assert word.of_child(MINA).plan.child.full_name == MINA
    assert not any(TOBI in notice for notice in word.of_child(MINA).notices)


@pytest.mark.parametrize(
    "top", ["Name: Mina\nClass: Year 3", f"Child's name: {MINA.upper()}", "Child's name:", "Name:\nYear: 3"]
)
def test_the_same_name_twice_or_a_box_that_is_empty_is_no_question(top: str) -> None:
    word = opened(_document(top))
    assert word.names_to_choose == ()
    assert fold_of(word.plan.child.full_name) in fold_of(MINA)


def fold_of(name: str) -> str:
    return name.casefold()


def test_a_name_alone_gives_way_to_one_beside_a_class() -> None:
    word = opened(_document(f"Name: {TOBI}\n\n"))
    assert word.plan.child.full_name == MINA
    assert any(TOBI in one.text for one in word.reading.unread)


@pytest.mark.parametrize("above", ["Completed by SENCO", "To be filled in by parents", "Signed"])
def test_a_table_with_a_birth_is_the_childs_whatever_stands_over_it(above: str) -> None:
    made = base(WORD)
    relabel(made, "Known name")
    on_top(made, [["Name", MINA], ["Date of birth", "01/02/2017"]])
    on_top(made, above)
    assert opened(made.data()).plan.child.full_name == MINA


def test_what_was_chosen_is_known_when_the_plan_is_opened_again(tmp_path: Path) -> None:
    path = tmp_path / "plan.docx"
    path.write_bytes(_document(f"Child's name: {TOBI}"))
    with pytest.raises(WhoseIsIt) as asked:
        settled_child(open_plan(path))
    assert asked.value.options == (f'--child "{TOBI}"', f'--child "{MINA}"')
    with pytest.raises(WhoseIsIt):
        settled_child(open_plan(path), "Somebody Else")
    first = settled_child(open_plan(path), MINA)
    again = open_plan(path)
    assert (again.plan.child.full_name, again.plan.id) == (MINA, first.plan.id)
    assert settled_child(again) is again


def test_a_copy_and_the_written_plan_keep_the_childs_name(tmp_path: Path) -> None:
    path = tmp_path / "plan.docx"
    path.write_bytes(_document(f"Child's name: {TOBI}"))
    chosen = settled_child(open_plan(path), MINA)
    plan = begin(path.read_bytes()).plan
    assert plan is not None
    plan = plan.model_copy(update={"id": chosen.plan.id, "children": chosen.plan.children})
    for to in (tmp_path / "copy.docx", None):
        save_plan(chosen, plan, choices=Choices(to=to))
        assert open_plan(to or path).plan.child.full_name == MINA


def test_of_two_childrens_plans_none_is_chosen() -> None:
    made = base(WORD)
    on_top(made, [["Name", "Role"], [TOBI, "Key worker"]])
    assert opened(made.data()).names_to_choose == ()
