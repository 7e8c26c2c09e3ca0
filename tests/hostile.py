"""Names and wording that try to command the terminal, and a look at whether any of it came through."""

from __future__ import annotations

import re
import shutil
from pathlib import Path
from typing import Any

import yaml

from facilitator.files.plans import new_plan
from facilitator.script.prompts_folder import find_prompts
from facilitator.script.yaml_source import read_source
from tests.ui.plans import a_plan

SIGNS = "\x1b]52;c;UFdO\x1b\\\x1b[1;33;7;45m\x1b]0;PWN\x07\x9b31;7m\x9d52;c;UFdO\x9c\u202e\u2066\x08\x7f"
"""Sets the clipboard and the title, colours, hides, turns round and rubs out."""

NAME = f"kid{SIGNS}\nSaved."
"""A name for a file or a folder, which makes a line of its own besides."""

COMMANDS = ("\x1b]52", "\x1b[1;33;7;45m", "\x1b]0;PWN", *"\x08\x7f\x9b\x9c\x9d\u202e\u2066")

_OURS = re.compile(r"\x1b\[[0-?]*[ -/]*[@-~]|\x1b[78=>]|\x1b\([B0]|\x1b]22;[a-z-]*(?:\x1b\\|\x07)")
"""What Textual and readline send a terminal."""

_WORDING = {"child", "adult", "all", "tip", "title", "label", "name", "about", "lead", "simpler", "period"}
_WORDING |= {"choices", "labels", "when_used_up", "two", "three", "4-7", "8-11", "12-18"}


def came_through(output: bytes) -> list[str]:
    """Return what in the bytes for a terminal is a command that the data gave, or any other bare control."""
    text = output.decode("utf-8")
    found = [sign for sign in COMMANDS if sign in text]
    rest = _OURS.sub("", text)
    return found + re.findall(r"[\x00-\x07\x0b\x0c\x0e-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]", rest)


def hostile_prompts(folder: Path) -> Path:
    """Write a copy of our wording in which everything that is said holds such signs, and return it."""
    own = Path(shutil.copytree(find_prompts(), folder))
    for path in own.rglob("*.yaml"):
        values = read_source(path).values
        found = _worded(values, said=path.parent.name == "words" and path.name != "typed.yaml")
        path.write_text(yaml.safe_dump(found, allow_unicode=True, sort_keys=False), encoding="utf-8")
    return own


def hostile_folder(place: Path) -> Path:
    """Make a folder with such a name, in which there are plans and wording with such names."""
    place = place / NAME
    place.mkdir()
    plan = new_plan(place / f"{NAME}.plan.json", a_plan()).path
    shutil.copy(plan, place / "again.plan.json")
    (place / f"cut{NAME}.plan.json").write_text("{", encoding="utf-8")
    (place / f"{NAME}.json").write_text('{"date": "2026-03-12"}', encoding="utf-8")
    hostile_prompts(place / f"own{NAME}")
    return place


def _worded(value: Any, *, said: bool) -> Any:
    if isinstance(value, dict):
        return {key: _worded(item, said=_is_said(key, item, said=said)) for key, item in value.items()}
    if isinstance(value, list):
        return [_worded(item, said=said) for item in value]
    return f"{value}{SIGNS}" if said and not value.isdigit() else value


def _is_said(key: str, value: Any, *, said: bool) -> bool:
    """Whether what stands under a key is shown; what can be typed is compared, and stays.

    A section of a format may have the name of a wording (`about`), and has a part for each thing.
    """
    section = isinstance(value, dict) and any(isinstance(part, dict) for part in value.values())
    return (said and not key.startswith("plain.type.")) or (key in _WORDING and not section)
