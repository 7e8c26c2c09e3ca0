"""What a row of the campaign is, and what it counts."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Generator
from dataclasses import asdict, dataclass, field
from pathlib import Path
from random import Random
from typing import NamedTuple

from tests.needs import NEEDS, lacks

MOST_KEPT = 30
"""So many tries of a row in which something was found are kept to be looked at, and so many sentences."""


@dataclass
class Tally:
    """How often something was tried, and what came of it; they add up."""

    tried: int = 0
    hits: int = 0
    """Those that met what they were aimed at: a kill in the middle, a call that failed."""
    told: int = 0
    """What the chair was told is saved, or written."""
    lost: int = 0
    """What of that did not come back."""
    torn: int = 0
    """Plans that were neither the old one nor the new one."""
    faults: int = 0
    """Tracebacks, and mistakes of the program that it owned up to."""
    slowest: float = 0.0
    """Seconds that the slowest took, of what the row measures."""
    found: list[str] = field(default_factory=list)
    """A sentence for each thing that went wrong."""

    def add(self, other: Tally) -> None:
        """Add what another counted."""
        for name, value in asdict(other).items():
            mine = getattr(self, name)
            setattr(self, name, max(mine, value) if name == "slowest" else mine + value)
        del self.found[MOST_KEPT:]

    @property
    def wrong(self) -> int:
        """How much went wrong."""
        return max(self.lost + self.torn + self.faults, len(self.found))


Tries = Generator[Tally, None, None]


@dataclass
class Work:
    """What a row has to work with: a folder of its own, dice, and how much of it is done by earlier runs."""

    folder: Path
    dice: Random
    done: int
    kept: Path
    number: int = 0

    def fresh(self) -> Path:
        """Return a new folder; those before are gone, unless something was found in them."""
        shutil.rmtree(self.folder / str(self.number), ignore_errors=True)
        self.number += 1
        made = self.folder / str(self.number)
        made.mkdir(parents=True)
        return made

    def keep(self, what: Path, tally: Tally, told: str = "") -> Tally:
        """Keep a copy of a try in which something went wrong, and return what it counted."""
        if tally.wrong and len(list(self.kept.glob("*"))) < MOST_KEPT:
            place = self.kept / f"{self.done + self.number}-{self.dice.getrandbits(24):06x}"
            shutil.copytree(what, place, symlinks=True, ignore_dangling_symlinks=True)
            (place / "what-was-found.txt").write_text(
                "\n".join([*tally.found, told]), encoding="utf-8", errors="backslashreplace"
            )
        return tally


class Row(NamedTuple):
    """One row of the table of faults: how it is tried for as long as there is time."""

    name: str
    goal: int
    """How many are wanted over all runs; 0 = as many as there is time for."""
    run: Callable[[Work], Tries]
    """Yields what each try counted, for ever or until all that there is was tried."""
    needs: tuple[str, ...] = ()
    """What must be on this computer, by its name in tests/needs.py."""
    share: float = 1.0
    """Its part of the time, beside that of the others."""
    short: int = 0
    """How often its run is gone on with in the short form; 0 = tests of its own try the same."""

    def why_not(self) -> str:
        """Why it cannot be run on this computer; empty = it can."""
        return next((NEEDS[name].missing for name in self.needs if lacks(name)), "")
