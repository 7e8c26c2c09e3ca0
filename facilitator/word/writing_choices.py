"""What a person decided about writing a plan; each has a command-line option that says it."""

from __future__ import annotations

from pathlib import Path
from typing import NamedTuple

BESIDE, WITHOUT = "--backup-beside", "--without-backup"
"""Where the version before is kept when this computer has no room for it: beside the plan, or nowhere."""

SEEN, UNSEEN = "--make-visible", "--leave-hidden"
"""What becomes of words that nobody could see where they are written."""

APPEND, REPLACE, LEAVE, ACTIONS_IN, ADD, TRACKED, UNTRACKED, UNPROTECTED, TO = (
    "--append",
    "--replace",
    "--leave",
    "--actions-in",
    "--add-block",
    "--tracked",
    "--untracked",
    "--despite-protection",
    "--to",
)


class Choices(NamedTuple):
    """Decisions for one save.

    `append` = add after words that stand in a box already; `one_value` is REPLACE or LEAVE where a box that
    takes one answer has another one already, empty = nobody has said; `add` = copy a row or a block that is
    missing; `tracked` = as changes that Word marks, or not, None = nobody has said; `unprotected` = fill in a
    document that asks not to be changed, keeping its protection; `to` = write to this new file and leave the
    plan. `seen` = rows and colours that would hide what is written are changed, or not, None = nobody has
    said. `backup` is BESIDE or WITHOUT where the version before cannot be kept on this computer, empty =
    nobody has said. `actions_in` is the number of the item with whose next steps those stand that are of no
    item, 0 = of none, None = nobody has said.
    """

    append: bool = False
    one_value: str = ""
    add: bool = False
    tracked: bool | None = None
    unprotected: bool = False
    to: Path | None = None
    backup: str = ""
    seen: bool | None = None
    actions_in: int | None = None

    def answering(self, option: str, to: Path | None = None) -> Choices:
        """Return the choices with one more decision, named by its option; `to` goes with `--to`."""
        kind, _, number = option.partition(" ")
        if kind == TO:
            return self._replace(to=to)
        if kind == ACTIONS_IN:
            return self._replace(actions_in=int(number))
        given: dict[str, dict[str, object]] = {
            APPEND: {"append": True},
            REPLACE: {"one_value": REPLACE},
            LEAVE: {"one_value": LEAVE},
            ADD: {"add": True},
            TRACKED: {"tracked": True},
            UNTRACKED: {"tracked": False},
            UNPROTECTED: {"unprotected": True},
            SEEN: {"seen": True},
            UNSEEN: {"seen": False},
            BESIDE: {"backup": BESIDE},
            WITHOUT: {"backup": WITHOUT},
        }
        return self._replace(**given[kind])  # type: ignore[arg-type]
