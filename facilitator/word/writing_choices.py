"""What a person decided about writing a plan; each has a command-line option that says it."""

from __future__ import annotations

from pathlib import Path
from typing import NamedTuple

BESIDE, WITHOUT = "--backup-beside", "--without-backup"
"""Where the version before is kept when this computer has no room for it: beside the plan, or nowhere."""

APPEND, ADD, TRACKED, UNTRACKED, UNPROTECTED, TO = (
    "--append",
    "--add-block",
    "--tracked",
    "--untracked",
    "--despite-protection",
    "--to",
)


class Choices(NamedTuple):
    """Decisions for one save.

    `append` = add after words that stand in a box already; `add` = copy a row or a block that is missing;
    `tracked` = as changes that Word marks, or not, None = nobody has said; `unprotected` = fill in a document
    that asks not to be changed, keeping its protection; `to` = write to this new file and leave the plan.
    `backup` is BESIDE or WITHOUT where the version before cannot be kept on this computer; empty = nobody has
    said.
    """

    append: bool = False
    add: bool = False
    tracked: bool | None = None
    unprotected: bool = False
    to: Path | None = None
    backup: str = ""

    def answering(self, option: str, to: Path | None = None) -> Choices:
        """Return the choices with one more decision, named by its option; `to` goes with `--to`."""
        kind = option.split(maxsplit=1)[0]
        if kind == TO:
            return self._replace(to=to)
        given: dict[str, dict[str, object]] = {
            APPEND: {"append": True},
            ADD: {"add": True},
            TRACKED: {"tracked": True},
            UNTRACKED: {"tracked": False},
            UNPROTECTED: {"unprotected": True},
            BESIDE: {"backup": BESIDE},
            WITHOUT: {"backup": WITHOUT},
        }
        return self._replace(**given[kind])  # type: ignore[arg-type]
