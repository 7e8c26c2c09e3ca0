"""`facilitator actions PLAN_OR_FOLDER...`: what is open, by person or by date, and what becomes of it."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import click

from facilitator.cli.command_help import A_FILE, REFUSED, WRONG_USAGE, declare, option, prompts_option
from facilitator.plan.refusal import NeedsDecision
from facilitator.printing import put
from facilitator.script.words_by_key import explain, say

if TYPE_CHECKING:
    from facilitator.dialogue.follow_up import FollowUp
    from facilitator.dialogue.requests import Asked
    from facilitator.work.open_actions import Followed

NEW_PERSON = "--new-person"
_DEEDS = ("done", "part", "not_done", "move", "hand_on", "drop")
_NEED = {"move": "to", "hand_on": "who", "drop": "because"}
"""What a deed cannot be without."""


class Noting(NamedTuple):
    """What becomes of one action, as the options say it."""

    deed: str
    number: int
    to: str = ""
    who: str = ""
    because: str = ""
    agreed: str = ""
    new_person: bool = False


@declare("actions")
@click.argument("places", type=A_FILE, metavar="PLAN_OR_FOLDER...", nargs=-1, required=True)
@option("--by", "order", type=click.Choice(["person", "date"]), default="person")
@option("--person", default="", metavar="NAME")
@option("--all", "over", is_flag=True)
@option("--private", is_flag=True)
@option("--json", "as_json", is_flag=True)
@option("--plain", is_flag=True)
@option("--done", type=int, metavar="NUMBER")
@option("--part", type=int, metavar="NUMBER")
@option("--not-done", type=int, metavar="NUMBER")
@option("--move", type=int, metavar="NUMBER")
@option("--to", default="", metavar="DAY")
@option("--agreed", default="", metavar="NAME")
@option("--hand-on", type=int, metavar="NUMBER")
@option("--who", default="", metavar="NAME")
@option("--new-person", is_flag=True)
@option("--drop", type=int, metavar="NUMBER")
@option("--because", default="", metavar="WORDS")
@option("--noted-by", default="", metavar="NAME")
@prompts_option
def command(places: tuple[Path, ...], prompts: Path | None, **told: object) -> int:
    """List what is open, or note what becomes of one action."""
    from facilitator.dialogue.follow_up import FollowUp
    from facilitator.work.open_actions import Shown, plan_files

    named = [deed for deed in _DEEDS if told[deed] is not None]
    if len(named) > 1:
        put(say("commands.actions.one-at-a-time"), err=True)
        return WRONG_USAGE
    paths = plan_files(places)
    if not paths:
        put(say("follow.no-plans", folder=", ".join(map(str, places))), err=True)
        return REFUSED
    follow_up = FollowUp(paths, prompts, by=str(told["noted_by"]), needs="--noted-by NAME")
    follow_up.order = "date" if told["order"] == "date" else "person"
    follow_up.shown = Shown(str(told["person"]), bool(told["private"]), bool(told["over"]))
    if named:
        more = {name: told[name] for name in Noting._fields[2:]}
        return _note(follow_up, Noting(named[0], int(str(told[named[0]])), **more))  # type: ignore[arg-type]
    if told["plain"]:
        return _in_lines(follow_up)
    return _listed(
        follow_up, named=[place for place in places if place in paths], as_json=bool(told["as_json"])
    )


def _listed(follow_up: FollowUp, *, named: list[Path], as_json: bool) -> int:
    """Print what is open; 1 where a plan could not be read, which is told and passed over."""
    from facilitator.work.open_actions import as_data, every_plan
    from facilitator.work.open_actions_told import as_lines

    plans, unreadable = every_plan(follow_up.paths, follow_up.prompts, named=named)
    today, shown = follow_up.now().date(), follow_up.shown
    for one in unreadable:
        put(say("follow.unreadable", file=one.path, why=explain(one.why)), err=True)
    if as_json:
        put(json.dumps(as_data(plans, unreadable, shown, today), indent=2, ensure_ascii=False))
    elif plans:
        for line in as_lines(plans, shown, follow_up.order, today):
            put(line)
    return REFUSED if unreadable else 0


def _in_lines(follow_up: FollowUp) -> int:
    """Note what becomes of actions, line by line; 1 where a piped line was refused."""
    from facilitator.dialogue.what_is_open import what_is_open
    from facilitator.plain.lines_in_and_out import Lines
    from facilitator.plain.outside_meetings import carried_in_lines

    with Lines.between(sys.stdin, sys.stdout) as lines:
        carried_in_lines(what_is_open(follow_up), lines)
        return REFUSED if follow_up.refused and not lines.by_hand else 0


def _note(follow_up: FollowUp, noting: Noting) -> int:
    """Note what becomes of one action of one plan."""
    from facilitator.plain.lines_in_and_out import Lines
    from facilitator.plain.outside_meetings import carried_in_lines

    needed = _NEED.get(noting.deed, "")
    if len(follow_up.paths) > 1 or (needed and not getattr(noting, needed).strip()):
        key = f"needs-{needed}" if len(follow_up.paths) == 1 else "which-plan"
        put(say(f"commands.actions.{key}"), err=True)
        return WRONG_USAGE
    with Lines.between(sys.stdin, sys.stdout) as lines:
        try:
            carried_in_lines(_noted(follow_up, noting), lines)
        except NeedsDecision as needs:
            if needs.code != "follow.who-is-it":
                raise
            raise NeedsDecision(needs.code, (NEW_PERSON,), **needs.values) from None
    put(str(follow_up.told()), err=bool(follow_up.refused))
    return REFUSED if follow_up.refused else 0


def _noted(follow_up: FollowUp, noting: Noting) -> Asked[bool]:
    yield from follow_up.look()
    if follow_up.unreadable:
        raise follow_up.unreadable[0].why
    return (yield from _WAYS[noting.deed](follow_up, follow_up.numbered(noting.number), noting))


_WAYS: dict[str, Callable[[FollowUp, Followed, Noting], Asked[bool]]] = {
    "done": lambda follow_up, row, told: follow_up.tick(row, "done", told.because),
    "part": lambda follow_up, row, told: follow_up.tick(row, "part", told.because),
    "not_done": lambda follow_up, row, told: follow_up.tick(row, "not_done", told.because),
    "drop": lambda follow_up, row, told: follow_up.tick(row, "not_needed", told.because),
    "move": lambda follow_up, row, told: follow_up.move(row, told.to, told.agreed, told.because),
    "hand_on": lambda follow_up, row, told: follow_up.hand_on(
        row, told.who, agreed=told.agreed, because=told.because, is_new=told.new_person
    ),
}
