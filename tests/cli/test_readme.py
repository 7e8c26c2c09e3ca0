"""The README has every command, every key and every typed word, in the program's own words.

After a change of wording: UPDATE_README=1 .venv/bin/python -m pytest tests/cli/test_readme.py
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from facilitator.cli.command_help import NAMES
from facilitator.dialogue.command_shapes import shown_shapes
from facilitator.plain.typed_commands import commands
from facilitator.script.words_by_key import say
from facilitator.ui.key_table import keys

README = Path(__file__).parent.parent.parent / "README.md"
UPDATE = "UPDATE_README"


def _table(heads: str, rows: Iterator[tuple[str, str]]) -> str:
    lines = [heads, "| --- | --- |", *(f"| {first} | {second} |" for first, second in rows)]
    return "\n".join(lines)


def _keys() -> str:
    rows = (
        (
            key.shown if key.press else f"{key.shown}, “{say(f'keys.{key.id}')}”",
            say(f"keys.{key.id}-help"),
        )
        for key in keys()
    )
    return _table("| Key | What it does |", rows)


def _typed() -> str:
    rows = (
        (say("plain.or").join(f"`{shape}`" for shape in shown_shapes(command)), say(f"plain.help-{command}"))
        for command in commands()
    )
    return _table("| Typed | What it does |", ((first, second) for first, second in rows))


def _commands() -> str:
    rows = ((f"`facilitator {name}`", say(f"commands.{name}.short")) for name in NAMES)
    return _table("| Command | What it does |", rows)


@pytest.mark.parametrize(("name", "table"), [("keys", _keys), ("typed", _typed), ("commands", _commands)])
def test_the_readme_says_what_the_program_says(name: str, table: object) -> None:
    assert callable(table)
    begin, end = f"<!-- {name} -->\n", f"<!-- end of {name} -->"
    text = README.read_text(encoding="utf-8")
    before, _, rest = text.partition(begin)
    found, _, after = rest.partition(end)
    wanted = f"{table()}\n"
    if os.environ.get(UPDATE):
        README.write_text(f"{before}{begin}{wanted}{end}{after}", encoding="utf-8")
        return
    assert found == wanted, f"{UPDATE}=1 renews it"


def test_the_readme_gives_the_two_commands() -> None:
    text = README.read_text(encoding="utf-8")
    assert "python3 scripts/start.py" in text
    assert "python3 scripts/test.py" in text
