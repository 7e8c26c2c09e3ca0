"""`facilitator demo [--plain] [--here DIR]`: a fictional child's plan, ready to review."""

from __future__ import annotations

import tempfile
from pathlib import Path

from facilitator.cli import screen
from facilitator.cli.command_help import A_FILE, WRONG_USAGE, declare, option, words
from facilitator.printing import put


@declare("demo")
@option("--plain", is_flag=True)
@option("--here", type=A_FILE, metavar="DIR")
def command(plain: bool, here: Path | None) -> int:
    """Write the demo's plan and open it."""
    if here is None and not plain and not screen.is_terminal():
        put(words("no-screen-demo"), err=True)
        return WRONG_USAGE
    from facilitator.work.demo import write_demo
    from facilitator.work.session import local_now

    folder = here if here is not None else Path(tempfile.mkdtemp(prefix="facilitator-demo-"))
    path = write_demo(folder, local_now().date()).path
    put(words("demo.where", path=path.absolute()))
    if here is not None:
        return 0
    if plain or not screen.can_draw():
        return screen.review(path, plain=plain, prompts=None)
    return screen.plan(path)
