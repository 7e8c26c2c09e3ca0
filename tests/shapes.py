"""Three plans of invented shapes, none of them a support-plan, and the two reviews of each as typed lines."""

from __future__ import annotations

import re
import shutil
from dataclasses import dataclass
from pathlib import Path

from facilitator.plan.plan import Plan

FORMATS = Path(__file__).parent / "formats"
TRANSCRIPTS = Path(__file__).parent / "plain" / "transcripts"
LATER = 110
"""Days between the two reviews of a shape."""

_MADE = re.compile(r"r-[0-9a-f]{10}(?:\.[a-z]\d+)*")


@dataclass(frozen=True)
class Shape:
    """A format, the transcripts of its two reviews, and what is not taken in there, on purpose."""

    format: str
    reviews: tuple[str, str]
    refused: tuple[str, ...] = ()

    def plan(self, folder: Path) -> Path:
        """Copy the sample into a folder, and return it."""
        return Path(shutil.copy(FORMATS / self.format / "sample.plan.json", folder / "sample.plan.json"))


SHAPES = (
    Shape("steps-and-targets", ("steps-r1", "steps-r2")),
    Shape("reading-group", ("group-r1", "group-r2"), refused=("forty",)),
    Shape("termly-targets", ("card-r1", "card-r2")),
)


def typed_in(name: str) -> list[str]:
    """Return the lines that the chair types in a transcript."""
    lines = (TRANSCRIPTS / f"{name}.txt").read_text(encoding="utf-8").splitlines()
    return [line for line in lines if line and not line.startswith("#")]


def as_told(plan: Plan) -> str:
    """Return a plan as text to be compared: ids that were made by the way named in their order, no time."""
    reviews = [review.model_copy(update={"closed_at": None}) for review in plan.reviews]
    text = plan.model_copy(update={"reviews": reviews}).model_dump_json(indent=1)
    names: dict[str, str] = {}
    return _MADE.sub(lambda made: names.setdefault(made[0], f"made-{len(names)}"), text)
