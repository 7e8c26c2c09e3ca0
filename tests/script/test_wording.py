"""Sentences are filled in to the letter, and refused where they cannot be."""

from __future__ import annotations

import subprocess
import sys
from types import SimpleNamespace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from facilitator.plan.refusal import Refusal
from facilitator.script.ladder import rungs
from facilitator.script.loading import load_script
from facilitator.script.wording import VARIABLES, Wording
from facilitator.script.words import say

wording = Wording()


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
    code = "import sys; from facilitator.script.wording import Wording;"
    code += "print(Wording().render('Hello.', {}), 'jinja2' in sys.modules)"
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert run.stdout == "Hello. False\n"


def test_variables_are_named() -> None:
    assert wording.variables("{{ child.called }}{% if minutes %}x{% endif %}") == {"child", "minutes"}
    assert wording.variables("Hello.") == set()


def test_the_ladder_goes_from_the_same_words_to_a_pass() -> None:
    turn = load_script("support-plan").turns_by_id()["child.hard"]
    said = rungs(turn, lambda text: wording.render(text, VARIABLES))
    assert said[0] == "What is hard at school?"
    assert said[2] == "Some of the work? Some of the people? Or is it something else?"
    assert said[-2:] == [say("ladder.trusted"), say("ladder.pass")]
    assert len(said) == 6


def test_the_ladder_leaves_out_what_a_turn_lacks() -> None:
    turn = load_script("support-plan").turns_by_id()["home.working"]
    assert rungs(turn, str) == ["What goes well at home?", say("ladder.trusted"), say("ladder.pass")]
