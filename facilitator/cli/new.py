"""`facilitator new PLAN --format NAME`: start a plan, asking on a terminal for what was not given."""

from __future__ import annotations

import sys
from datetime import date
from pathlib import Path
from typing import Any

import click

from facilitator.cli.worded import declare, option, prompts_option, words
from facilitator.plan.refusal import NeedsDecision, Refusal
from facilitator.printing import put

_CHILD = {"name": "full_name", "known_as": "known_as", "class_name": "class_name"}


@declare("new")
@click.argument("plan", type=click.Path(path_type=Path))
@option("--format", "format_id", metavar="NAME")
@option("--name", metavar="TEXT")
@option("--known-as", metavar="TEXT")
@option("--born", metavar="DAY")
@option("--class", "class_name", metavar="TEXT")
@option("--communication", metavar="TEXT")
@option("--outcome", "outcomes", multiple=True, metavar="TEXT")
@option("--from", "source", type=click.Path(path_type=Path), metavar="FILE.json")
@prompts_option
def command(
    plan: Path, format_id: str | None, outcomes: tuple[str, ...], source: Path | None,
    prompts: Path | None, **child: str | None,
) -> int:  # fmt: skip
    """Write a new plan to a file that must not exist yet."""
    from facilitator.files.plans import new_plan
    from facilitator.work.session import local_now
    from facilitator.work.starting import new_plan_from

    today = local_now().date()
    script = _script(format_id, prompts)
    given = _given(source)
    told = {field: value for field, value in child.items() if value is not None}
    if "child" not in given and "name" not in told:
        if not sys.stdin.isatty():
            raise click.UsageError(words("new.name-needed"))
        told, outcomes = _asked(told), outcomes or tuple(_several("new.ask-outcome"))
    given["child"] = {**given.get("child", {}), **_child(told, today)}
    if outcomes:
        given["outcomes"] = [*given.get("outcomes", []), *outcomes]
    opened = new_plan(plan, new_plan_from(given, script, today), prompts=prompts)
    count = sum(1 for item in opened.plan.items if item.under is None)
    put(words("new.written", path=opened.path.absolute(), count=count))
    for line in opened.left_out:
        put(words("new.left-out", what=line))
    put(words("new.go-on" if count else "new.no-outcomes", path=opened.path))
    return 0


def _script(format_id: str | None, prompts: Path | None) -> Any:
    from facilitator.script.loading import find_prompts, format_ids, load_script

    if format_id is None:
        known = format_ids(prompts or find_prompts())
        raise NeedsDecision("commands.new.which-format", tuple(f"--format {name}" for name in known))
    return load_script(format_id, prompts)


def _given(source: Path | None) -> dict[str, Any]:
    from facilitator.files.plan_text import of_given, read_object
    from facilitator.files.plans import read_bytes

    if source is None:
        return {}
    try:
        given = read_object(read_bytes(source))
    except Refusal as refusal:
        raise of_given(refusal) from None
    for field, kind in (("child", dict), ("outcomes", list)):
        if field in given and not isinstance(given[field], kind):
            raise Refusal("given.field-wrong", where=field)
    return given


def _child(told: dict[str, str], today: date) -> dict[str, str]:
    from facilitator.meeting.dates import read_date

    child = {_CHILD.get(field, field): value for field, value in told.items() if value and field != "born"}
    if told.get("born"):
        born = read_date(told["born"], today)
        if born is None or born >= today:
            raise Refusal("commands.new.not-born", day=told["born"])
        child["date_of_birth"] = born.isoformat()
    return child


def _asked(told: dict[str, str]) -> dict[str, str]:
    """Ask for what is not given yet; only the name must be answered."""
    name = {"name": click.prompt(words("new.ask-name"))}
    rest = ("known_as", "born", "class_name", "communication")
    return {
        **name,
        **{field: told.get(field) or _maybe(f"new.ask-{field.replace('_', '-')}") for field in rest},
    }


def _maybe(key: str) -> str:
    answer: str = click.prompt(words(key), default="", show_default=False)
    return answer


def _several(key: str) -> list[str]:
    """Ask until nothing is typed."""
    answers: list[str] = []
    while answer := _maybe(key):
        answers.append(answer)
    return answers
