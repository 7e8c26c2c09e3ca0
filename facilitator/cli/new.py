"""`facilitator new PLAN [--format NAME]`: start a plan, asking on a terminal for what was not given."""

from __future__ import annotations

import sys
from collections.abc import Callable, Mapping, Sequence
from datetime import date
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

import click

from facilitator.cli.command_help import declare, option, prompts_option, words
from facilitator.plan.letters import clean_line
from facilitator.plan.refusal import NeedsDecision, Refusal
from facilitator.printing import put
from facilitator.script.words_by_key import explain

if TYPE_CHECKING:
    from facilitator.files.open_plan import OpenPlan
    from facilitator.script.formats_and_turns import FormatFile, Script

_CHILD = {"born": "date_of_birth"}


@declare("new")
@click.argument("plan", type=click.Path(path_type=Path))
@option("--format", "format_id", metavar="NAME")
@option("--name", "--child", "names", multiple=True, metavar="TEXT")
@option("--known-as", metavar="TEXT")
@option("--born", metavar="DAY")
@option("--class", "class_name", metavar="TEXT")
@option("--communication", metavar="TEXT")
@option("--outcome", "outcomes", multiple=True, metavar="TEXT")
@option("--from", "source", type=click.Path(path_type=Path), metavar="FILE.json")
@prompts_option
def command(
    plan: Path, format_id: str | None, names: tuple[str, ...], outcomes: tuple[str, ...],
    source: Path | None, prompts: Path | None, **details: str | None,
) -> int:  # fmt: skip
    """Write a new plan to a file that must not exist yet."""
    from facilitator.files.plans import given_bytes, new_plan, refuse_new_name
    from facilitator.work.new import Start, new_plan_from, read_start
    from facilitator.work.session import local_now

    today = local_now().date()
    refuse_new_name(plan)
    start = read_start(given_bytes(source)) if source else Start({})
    script = _script(format_id or start.given.get("format"), prompts)
    told = {field: value for field, value in details.items() if value is not None}
    if not all(map(clean_line, names)):
        raise click.UsageError(words("new.a-name"))
    if not (names or {"child", "children"} & start.given.keys()):
        if not sys.stdin.isatty():
            raise click.UsageError(words("new.name-needed"))
        names, told, more = _asked(told, script.format, today, ask_items=not outcomes)
        outcomes = outcomes or more
    children = _children(names, told, script.format, today)
    made = new_plan_from(start, script, today, children=children, wordings=outcomes)
    _put_written(new_plan(plan, made, prompts=prompts), script.format)
    return 0


def _put_written(opened: OpenPlan, form: FormatFile) -> None:
    """Say where the plan is, what it begins with, what has no place there, and how to go on."""
    from facilitator.phrases.item import counted, kind_inside
    from facilitator.work.new import worded_kind

    parts = counted((item for item in opened.plan.items if item.under is None), form)
    put(words("new.written" if parts else "new.written-empty", path=opened.path.absolute(), parts=parts))
    for line in opened.left_out:
        put(words("new.left-out", what=line))
    kind = worded_kind(form)
    if kind is None or opened.plan.of(kind):
        put(words("new.go-on", path=opened.path))
    else:
        put(words("new.no-items-yet", path=opened.path, kind=kind_inside(kind, form)))


def _script(format_id: str | None, prompts: Path | None) -> Script:
    from facilitator.script.loading import find_prompts, format_ids, load_script

    known = format_ids(prompts or find_prompts())
    if not format_id and len(known) != 1:
        raise NeedsDecision("commands.new.which-format", tuple(f"--format {name}" for name in known))
    return load_script(format_id or known[0], prompts)


def _children(
    names: Sequence[str], told: Mapping[str, str], form: FormatFile, today: date
) -> list[dict[str, str]]:
    """Return what was told of the children; only of one child more than the name can be told."""
    if form.children.most != 1:
        if told:
            raise click.UsageError(words("new.of-one-child"))
        return [{"full_name": name} for name in names]
    named = [{"full_name": name} for name in names] or ([{}] if told else [])
    return [{**one, **(_details(told, today) if not at else {})} for at, one in enumerate(named)]


def _details(told: Mapping[str, str], today: date) -> dict[str, str]:
    details = {_CHILD.get(field, field): value for field, value in told.items() if value}
    if told.get("born"):
        details["date_of_birth"] = _born(told["born"], today)
    return details


def _born(text: str, today: date) -> str:
    """Return a date of birth as the plan has it; raises Refusal."""
    from facilitator.meeting.dates import read_date

    born = read_date(text, today)
    if born is None or born >= today:
        raise Refusal("commands.new.not-born", day=text)
    return born.isoformat()


def _asked(
    told: dict[str, str], form: FormatFile, today: date, *, ask_items: bool
) -> tuple[tuple[str, ...], dict[str, str], tuple[str, ...]]:
    """Ask for what is not given yet: names, what is known of one child, and wordings; a name is needed."""
    from facilitator.work.new import worded_kind

    names = [_maybe(words("new.ask-name"), _name)]
    if form.children.most == 1:
        born = partial(_day_of_birth, today)
        for field in ("known_as", "born", "class_name", "communication"):
            question, read = words(f"new.ask-{field.replace('_', '-')}"), born if field == "born" else str
            told = {**told, field: told.get(field) or _maybe(question, read)}
    else:
        names += [_maybe(words("new.ask-name"), _name) for _ in range(form.children.least - 1)]
        names += _several(words("new.ask-child"))
    kind = worded_kind(form)
    wordings: list[str] = []
    if kind and ask_items:
        declared = form.items[kind]
        label = declared.fields[declared.role_field("wording") or ""].label
        wordings = _several(words("new.ask-item", label=label or declared.label or kind))
    return tuple(names), told, tuple(wordings)


def _maybe(question: str, read: Callable[[str], str] = str) -> str:
    """Ask; again where what is typed cannot be read, which raises a UsageError."""
    answer: str = click.prompt(
        question, default="", show_default=False, value_proc=lambda text: read(text.strip())
    )
    return answer


def _name(text: str) -> str:
    if not clean_line(text):
        raise click.UsageError(words("new.a-name"))
    return text


def _day_of_birth(today: date, text: str) -> str:
    try:
        return text and _born(text, today)
    except Refusal as refusal:
        raise click.UsageError(explain(refusal)) from None


def _several(question: str) -> list[str]:
    """Ask until nothing is typed."""
    answers: list[str] = []
    while answer := _maybe(question):
        answers.append(answer)
    return answers
