"""The page on writing a format is true: its examples are sound, and it leaves no type, role or key out."""

from __future__ import annotations

import re
from typing import get_args, get_type_hints

import pytest
import yaml
from pydantic import TypeAdapter

from facilitator.plan.manners import BANDS
from facilitator.script.conditions import Condition
from facilitator.script.declared_fields import DeclaredField, FieldRole, FieldType, ItemKind, KindRole
from facilitator.script.format_declaration import Declaration, Path
from facilitator.script.formats_and_turns import (
    CHILDREN,
    PEOPLE,
    THINGS,
    AnotherWay,
    AnswerKind,
    FormatFile,
    Page,
    PutTo,
    Segment,
    SuggestedAction,
    Turn,
)
from facilitator.script.ladder import missing
from facilitator.script.prompts_folder import find_prompts

PAGE = (find_prompts() / "writing-a-format.md").read_text(encoding="utf-8")
BLOCKS = [yaml.safe_load(block) for block in re.findall(r"```yaml\n(.*?)```", PAGE, re.DOTALL)]


def test_the_examples_are_read_and_go_together() -> None:
    items, review, linked, turns, planning, ways, stages, pages = BLOCKS
    form = Declaration.model_validate({**items, **review})
    assert form.kinds("target") == ["target"]
    assert all(DeclaredField.model_validate(one).type == "several" for one in linked.values())
    assert form.paths("decision") == [Path("target", "decision")]
    for turn in (Turn.model_validate(one) for one in turns):
        assert form.field(turn.path) is not None
        assert turn.for_each == turn.path.of
        assert not missing(turn)
    assert pages["for_each"] == "target"
    assert [Page.model_validate(page).id for page in pages["pages"]]
    for name, example in {**planning, **ways, **stages}.items():
        assert TypeAdapter(get_type_hints(FormatFile, include_extras=True)[name]).validate_python(example)


KEYS = [
    field.alias or name
    for model in (ItemKind, DeclaredField, FormatFile, Segment, Turn, Condition, AnotherWay, SuggestedAction)
    for name, field in model.model_fields.items()
]
SHOWN: tuple[str, ...] = get_args(Turn.model_fields["shows"].annotation)
VALUES = [*map(get_args, (FieldType, FieldRole, KindRole, PutTo, AnswerKind)), SHOWN]
NAMES = {*KEYS, *PEOPLE, *THINGS, CHILDREN, *BANDS, *(name for names in VALUES for name in names)}


@pytest.mark.parametrize("name", sorted(NAMES - {"", "sample"}))
def test_every_type_role_and_key_is_on_the_page(name: str) -> None:
    assert re.search(rf"`{name}\b", PAGE)
