#!/usr/bin/env python3
"""The campaign of faults: breaks the program in every way that this computer allows, and counts what is lost.

    .venv/bin/python scripts/faults.py --minutes 60            # each row gets its part of an hour
    .venv/bin/python scripts/faults.py --minutes 5 kill fuzz   # those whose name holds a word
    .venv/bin/python scripts/faults.py --list                  # the rows, and what was counted so far
    nice -n 15 .venv/bin/python scripts/faults.py --minutes 600 --state ~/faults

Counts add up over runs in the folder that `--state` names (by default in the user's cache). A try in which
something was lost, torn or mistaken is kept there, with what was said. Everything else happens in a temporary
folder, as root in a mount namespace of its own, so that no disk is left behind however it ends.

`lost` is what the chair was told is saved or written and that did not come back; `torn` is a plan that is
neither the old nor the new one; `faults` are tracebacks, and mistakes that the program owned up to. Most
commands run in forks of this process in which everything is loaded already: real processes on real files,
that really are killed, from `main()` on. Some rows start each process anew; their names say so.
"""

from __future__ import annotations

import argparse
import os
import shutil
import signal
import sys
from pathlib import Path

PROJECT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(PROJECT))

from _faults import campaign  # noqa: E402  the project is not on the path before

_OWN_MOUNTS = "FACILITATOR_FAULTS_OWN_MOUNTS"


def main(arguments: list[str]) -> int:
    """Run the rows that are named, all by default, and print the table; 1 = something went wrong."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("rows", nargs="*", help="words that the names of the rows hold")
    parser.add_argument("--minutes", type=float, default=10.0)
    parser.add_argument("--state", type=Path, default=campaign.usual_state())
    parser.add_argument("--short", action="store_true", help="a few of each, as the tests do")
    parser.add_argument("--list", action="store_true", help="only print the table")
    asked = parser.parse_args(arguments)
    if not asked.list:
        _move_into_own_mounts()
        if asked.short:
            campaign.run_short(campaign.named(asked.rows), asked.state)
        else:
            campaign.run(campaign.named(asked.rows), asked.minutes * 60, asked.state)
    counted = campaign.Counted(asked.state)
    print(campaign.table(campaign.named(asked.rows), counted))
    return int(any(counted.of(row).wrong for row in campaign.named(asked.rows)))


def _move_into_own_mounts() -> None:
    """Start this script again where its mounts are its own: they go with it, even when it is killed."""
    unshare = shutil.which("unshare")
    if unshare and os.geteuid() == 0 and _OWN_MOUNTS not in os.environ:
        os.environ[_OWN_MOUNTS] = "yes"
        os.execv(unshare, [unshare, "--mount", sys.executable, *sys.argv])  # noqa: S606 - it takes this process over


if __name__ == "__main__":
    for number in (signal.SIGINT, signal.SIGTERM):  # nohup ignores the first
        signal.signal(number, signal.default_int_handler)
    try:
        sys.exit(main(sys.argv[1:]))
    except KeyboardInterrupt:
        sys.exit("Stopped. What was counted is kept.")
