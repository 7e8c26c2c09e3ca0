"""The page on writing a format is true: its examples are sound, and it leaves no type, role or key out."""

from __future__ import annotations

import re
from typing import get_args

import pytest
import yaml

from facilitator.script.format_declaration import Declaration, FieldRole, FieldType, ItemKind, KindRole, Path
from facilitator.script.formats_and_turns import Turn
from facilitator.script.prompts_folder import find_prompts

PAGE = (find_prompts() / "writing-a-format.md").read_text(encoding="utf-8")
BLOCKS = [yaml.safe_load(block) for block in re.findall(r"```yaml\n(.*?)```", PAGE, re.DOTALL)]


def test_the_examples_are_read_and_go_together() -> None:
    items, review, turns = BLOCKS
    form = Declaration.model_validate({**items, **review})
    assert form.kinds("target") == ["target"]
    assert form.paths("decision") == [Path("target", "decision")]
    (turn,) = (Turn.model_validate(one) for one in turns)
    assert form.field(turn.path) is not None
    assert turn.for_each == turn.path.of


NAMES = [*get_args(FieldType), *get_args(FieldRole), *get_args(KindRole), *ItemKind.model_fields]


@pytest.mark.parametrize("name", [name for name in NAMES if name])
def test_every_type_role_and_key_is_on_the_page(name: str) -> None:
    assert re.search(rf"`{name}\b", PAGE)
