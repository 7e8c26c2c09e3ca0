"""Plans of invented shapes and of the formats that come along, and the two reviews of each as typed lines."""

from __future__ import annotations

import re
import shutil
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from facilitator.files.plans import new_plan
from facilitator.plan.people import CHILD, Child
from facilitator.plan.plan import Plan
from facilitator.script.loading import find_prompts

FORMATS = Path(__file__).parent / "formats"
TRANSCRIPTS = Path(__file__).parent / "plain" / "transcripts"
LATER = 110
"""Days between the two reviews of a shape."""

_MADE = re.compile(r"r-[0-9a-f]{10}(?:\.[a-z]\d+)*")


@dataclass(frozen=True)
class Shape:
    """A format, the transcripts of its two reviews, and what is not taken in there, on purpose."""

    format: str
    reviews: tuple[str, ...]
    refused: tuple[str, ...] = ()
    prompts: Path = FORMATS
    sample: str = ""

    @property
    def name(self) -> str:
        """What tells it from the others: the folder of its sample."""
        return self.sample or self.format

    def plan(self, folder: Path) -> Path:
        """Copy the sample into a folder, and return it."""
        return Path(shutil.copy(FORMATS / self.name / "sample.plan.json", folder / "sample.plan.json"))


SHAPES = (
    Shape("steps-and-targets", ("steps-r1", "steps-r2")),
    Shape("reading-group", ("group-r1", "group-r2"), refused=("forty",)),
    Shape("termly-targets", ("card-r1", "card-r2")),
)

OURS = (
    Shape("coventry", ("coventry-review",), prompts=find_prompts()),
    Shape("coventry", ("coventry-short",), prompts=find_prompts(), sample="coventry-next"),
    Shape("kirklees", ("kirklees-r1", "kirklees-r2", "kirklees-r3"), prompts=find_prompts()),
    Shape("send-support-plan", ("send-r1", "send-r2"), prompts=find_prompts()),
    Shape("pupil-support-plan", ("pupil-r1", "pupil-r2"), prompts=find_prompts()),
    Shape("group-intervention", ("intervention-r1", "intervention-r2"), prompts=find_prompts()),
)
"""Formats that come along with the program, beside the support plan."""


@dataclass(frozen=True)
class Planned:
    """A format whose plan is written in a meeting: its transcript, and what is refused there on purpose."""

    format: str
    transcript: str
    refused: tuple[str, ...] = ()
    prompts: Path = FORMATS
    names: tuple[str, ...] = ("Jonah Pell",)
    born: date | None = None

    def empty(self, folder: Path, ending: str = ".plan.json") -> Path:
        """Write a plan in which nothing stands yet, and return it."""
        children = [
            Child(
                id=CHILD if len(self.names) == 1 else f"child-{number}",
                full_name=name,
                date_of_birth=self.born,
            )
            for number, name in enumerate(self.names, start=1)
        ]
        plan = Plan(id="plan-to-be-written", format=self.format, children=children)
        return new_plan(folder / f"new{ending}", plan, prompts=self.prompts).path


PLANNED = (
    Planned("termly-targets", "card-plan", names=("Mina Shah",)),
    Planned(
        "send-support-plan",
        "send-plan",
        ("four", "about a tenner"),
        find_prompts(),
        born=date(2018, 6, 11),
    ),
    Planned("kirklees", "kirklees-plan", ("a little",), find_prompts(), born=date(2016, 6, 11)),
    Planned(
        "pupil-support-plan",
        "pupil-planning",
        prompts=find_prompts(),
        names=("Noor Jasmine Halloway",),
        born=date(2016, 5, 4),
    ),
    Planned(
        "group-intervention",
        "intervention-planning",
        prompts=find_prompts(),
        names=("Asha Rai", "Ben Orr", "Cy Doyle", "Ben Strand"),
    ),
    Planned(
        "coventry",
        "coventry-planning",
        prompts=find_prompts(),
        names=("Nia Bramwell",),
        born=date(2016, 6, 2),
    ),
    Planned("support-plan", "support-plan", prompts=find_prompts(), born=date(2018, 6, 11)),
)
"""Every format whose plan is written in a meeting."""


def typed_in(name: str) -> list[str]:
    """Return the lines that the chair types in a transcript."""
    lines = (TRANSCRIPTS / f"{name}.txt").read_text(encoding="utf-8").splitlines()
    return [line for line in lines if line and not line.startswith("#")]


def as_told(plan: Plan) -> str:
    """Return a plan as text to be compared: ids that were made by the way named in their order, no time."""
    meetings = {
        name: [held.model_copy(update={"closed_at": None}) for held in getattr(plan, name)]
        for name in ("planning", "reviews")
    }
    text = plan.model_copy(update=meetings).model_dump_json(indent=1)
    names: dict[str, str] = {}
    return _MADE.sub(lambda made: names.setdefault(made[0], f"made-{len(names)}"), text)
