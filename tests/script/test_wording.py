"""Sentences are filled in to the letter, and refused where they cannot be."""

from __future__ import annotations

import subprocess
import sys
from types import SimpleNamespace
from typing import get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import TypeAdapter

from facilitator.plan.items import Item
from facilitator.plan.manners import Band, Rung
from facilitator.plan.refusal import Refusal
from facilitator.script.declared_fields import ItemKind
from facilitator.script.filled_sentences import Wording
from facilitator.script.format_declaration import Declaration
from facilitator.script.ladder import rungs
from facilitator.script.loading import find_prompts, load_script
from facilitator.script.prompt_data import ForChild
from facilitator.script.variables import values_of, variables
from facilitator.script.words_by_key import say

wording = Wording()

VARIABLES = variables(load_script("support-plan", find_prompts()).format)


@given(st.text())
def test_what_people_typed_comes_out_to_the_letter(typed: str) -> None:
    values = {"concern": SimpleNamespace(text=typed, speaker="Mum")}
    assert wording.render("{{ concern.speaker }}: {{ concern.text }}", values) == f"Mum: {typed}"


@pytest.mark.parametrize("typed", ["{{ child.called }}", "[bold]loud[/bold]", "{% raw %}", "<b>&amp;", "{x}"])
def test_braces_and_markup_in_words_are_only_words(typed: str) -> None:
    assert wording.render("“{{ action.what }}”", {"action": {"what": typed}}) == f"“{typed}”"
    assert say("typed.no-date", text=typed).startswith(f'"{typed}" is not a day')


@pytest.mark.parametrize(
    "template",
    [
        "{{ pupil }}",
        "{{ child.nickname }}",
        "{{ child.called }",
        "{% if %}",
        "{{ child.__class__.__mro__ }}",
        "{{ ''.__class__.__base__.__subclasses__() }}",
        "{{ child.called() }}",
        "{{ range(3) }}",
        "{% include 'x' %}",
    ],
)
def test_a_sentence_that_cannot_be_filled_in_is_refused(template: str) -> None:
    with pytest.raises(Refusal, match=r"script\.wording"):
        wording.render(template, VARIABLES)


def test_a_finish_that_nobody_knows_is_left_out() -> None:
    rules = load_script("support-plan").turns_by_id()["welcome.rules"].adult
    assert "We finish at" not in wording.render(rules, {})
    assert "We finish at 10:30." in wording.render(rules, {"finish": "10:30"})


def test_a_sentence_without_braces_needs_no_jinja() -> None:
    code = "import sys; from facilitator.script.filled_sentences import Wording;"
    code += "print(Wording().render('Hello.', {}), 'jinja2' in sys.modules)"
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert run.stdout == "Hello. False\n"


def test_variables_are_named() -> None:
    assert wording.variables("{{ child.called }}{% if minutes %}x{% endif %}") == {"child", "minutes"}
    assert wording.variables("Hello.") == set()


def test_the_ladder_goes_from_the_same_words_to_a_pass() -> None:
    turn = load_script("support-plan").turns_by_id()["child.hard"]
    steps = rungs(turn, "8-11", lambda text: wording.render(text, VARIABLES), say)
    assert [step.rung for step in steps] == list(get_args(Rung))
    assert steps[0].words == "What is hard at school?"
    assert steps[2].words == "Some of the work? Some of the people? Or is it something else?"
    assert steps[2].answers == ("Some of the work", "Some of the people")
    assert steps[3].answers == ("Yes", "No", "Don't know")
    assert [step.words for step in steps[-2:]] == [say("ladder.trusted"), say("ladder.pass")]


@pytest.mark.parametrize(
    ("band", "words"),
    [
        ("4-7", "What is not so good at school?"),
        ("8-11", "What is hard at school?"),
        ("12-18", "What is hard going at school?"),
    ],
)
def test_the_ladder_speaks_to_the_child_s_age(band: Band, words: str) -> None:
    turn = load_script("support-plan").turns_by_id()["child.hard"]
    assert rungs(turn, band, str, say)[0].words == words


def test_the_ladder_names_the_person_whom_the_child_trusts() -> None:
    turn = load_script("support-plan").turns_by_id()["child.hard"]
    assert rungs(turn, "8-11", str, say, trusted="Mr Lacey")[-2].words == "Would you like to tell Mr Lacey?"


def test_the_ladder_leaves_out_what_a_turn_lacks() -> None:
    turn = load_script("support-plan").turns_by_id()["home.working"]
    assert [step.rung for step in rungs(turn, "8-11", str, say)] == ["same", "trusted", "pass"]


def test_a_set_answer_is_never_offered_where_it_could_not_be_taken() -> None:
    for turn in load_script("support-plan").turns_by_id().values():
        offered = [step.rung for step in rungs(turn, "8-11", str, say) if step.answers]
        assert not offered or turn.answer == "lines", turn.id


@pytest.mark.parametrize(
    ("given", "young", "older", "missing"),
    [
        ("Hello.", "Hello.", "Hello.", []),
        ({"all": "Hello.", "12-18": "Hi."}, "Hello.", "Hi.", []),
        ({"4-7": "A", "8-11": "B", "12-18": "C"}, "A", "C", []),
        ({"8-11": "B"}, "B", "B", ["4-7", "12-18"]),
        ({"12-18": "C"}, "C", "C", ["4-7", "8-11"]),
        ("", "", "", []),
    ],
)
def test_words_by_age(given: object, young: str, older: str, missing: list[str]) -> None:
    words = TypeAdapter(ForChild).validate_python(given)
    assert (words.at("4-7"), words.at("12-18")) == (young, older)
    assert words.missing == missing
    assert bool(words) == bool(young)
    assert str(words) == words.at("8-11")


def test_an_item_may_have_a_field_called_number() -> None:
    kind = ItemKind.model_validate({"fields": {"number": "line", "wording": "words"}})
    item = Item(id="p", kind="page", number=2, fields={"number": "2b"})
    assert values_of(item, kind).number == "2b"
    assert values_of(item, kind).wording == ""
    assert variables(Declaration(items={"page": kind}))["page"]
