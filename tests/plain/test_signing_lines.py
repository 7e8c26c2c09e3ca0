"""Who signed what is noted by typed lines: in every format, in a plan file and in a Word form."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from facilitator.files.plans import open_plan
from facilitator.files.reviews_as_held import as_held
from facilitator.phrases import signature
from facilitator.plan.reviews import Signature
from facilitator.script.format_declaration import Declaration
from facilitator.script.loading import find_prompts, load_script
from facilitator.script.words_by_key import say
from tests.plain.talk import TODAY
from tests.plain.test_edit_lines import typed
from tests.shapes import PLANNED, Planned

OURS = [one for one in PLANNED if one.prompts == find_prompts()]
SIGNED = [(one, to) for one in OURS for to in load_script(one.format).format.signs]


def form_of(planned: Planned) -> Declaration:
    return load_script(planned.format).format


def known(path: Path) -> list[Signature]:
    """Return who has signed, as `show` has it: with what this computer keeps beside a form."""
    return as_held(open_plan(path)).plan.signatures


@pytest.mark.sampled(3)
@pytest.mark.parametrize("ending", [".plan.json", ".docx"])
@pytest.mark.parametrize(("planned", "to"), SIGNED, ids=lambda one: getattr(one, "format", one))
def test_everything_that_is_signed_can_be_noted_with_day_and_note_and_taken_back(
    planned: Planned, to: str, ending: str, tmp_path: Path
) -> None:
    path = planned.empty(tmp_path, ending)
    before, label = path.read_bytes(), form_of(planned).sign_label(to)
    child = planned.names[0]
    refused, said = typed(
        path,
        f"sign {label} by Rosa Lund, parent on 1 March 2026: not the old school",
        f"sign {to} by {child} on today",
        f"sign {to} by Mrs Okoro, school on today",
    )
    assert refused == 0, said
    own, parent, school = sorted(known(path), key=lambda one: one.party)
    assert (parent.to, parent.party, parent.name, parent.on) == (to, "parent", "Rosa Lund", date(2026, 3, 1))
    assert (parent.answer, parent.note) == ("with_note", "not the old school")
    assert (own.name, own.on, own.answer) == (child, TODAY, "agreed")
    assert (school.party, school.name) == ("school", "Mrs Okoro")
    told = signature.lines(as_held(open_plan(path)).plan, form_of(planned))
    assert all(line.replace("Signed: ", "") in said for line in told)
    assert typed(path, "undo", "undo", "undo")[0] == 0
    assert known(path) == []
    assert path.read_bytes() == before


@pytest.mark.parametrize("ending", [".plan.json", ".docx"])
@pytest.mark.parametrize(
    ("line", "why"),
    [
        ("sign talk by Rosa Lund, parent on 1 March 2030", "still to come"),
        ("sign talk by Rosa Lund, uncle on today", "does not say whose view it is"),
        ("sign talk by Rosa Lund on today", "is not among the people"),
        ("sign talk by Rosa Lund, parent", "Say on which day"),
        ("sign talk by Rosa Lund, parent on some day", "is no day"),
        ("sign photographs by Rosa Lund, parent on today", "is nothing that is signed"),
        ("sign talk by everyone on today", "Each person signs alone"),
    ],
)
def test_what_is_wrong_is_said_in_a_sentence_and_nothing_is_changed(
    line: str, why: str, ending: str, tmp_path: Path
) -> None:
    path = next(one for one in OURS if one.format == "coventry").empty(tmp_path, ending)
    before = path.read_bytes()
    refused, said = typed(path, line)
    assert refused == 1
    assert why in said
    assert path.read_bytes() == before


@pytest.mark.parametrize("ending", [".plan.json", ".docx"])
def test_nobody_signs_the_same_twice(ending: str, tmp_path: Path) -> None:
    path = next(one for one in OURS if one.format == "coventry").empty(tmp_path, ending)
    lines = [
        f"sign {to} by {who} on today" for to in ("talk", "plan") for who in ("Rosa Lund, parent", "Nia")
    ]
    assert typed(path, *lines)[0] == 0
    for again in (*lines, "sign talk by rosa lund, mum on 1 March 2026: a note"):
        refused, said = typed(path, again)
        assert (refused, len(known(path))) == (1, 4)
        assert "has signed that already" in said


def test_one_that_was_taken_out_of_a_form_by_hand_is_no_more(tmp_path: Path) -> None:
    path = next(one for one in OURS if one.format == "coventry").empty(tmp_path, ".docx")
    empty = path.read_bytes()
    typed(path, "sign talk by Rosa Lund, parent on today: a note", "sign talk by Nia on today")
    path.write_bytes(empty)
    assert [one.name for one in known(path)] == ["Nia Bramwell"]  # that had no box in the form


def test_it_stands_in_what_is_shown_and_in_the_help(tmp_path: Path) -> None:
    path = next(one for one in OURS if one.format == "coventry").empty(tmp_path)
    _, said = typed(path, "help", "sign talk by Rosa Lund, parent on today", "show", "earlier")
    assert "sign talk by" in say("edit.help-sign", sign="talk")
    assert say("edit.help-sign", sign="talk") in said
    assert said.count("We may talk with professionals about the child: Rosa Lund, family") == 3
