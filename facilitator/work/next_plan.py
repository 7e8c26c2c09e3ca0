"""The plan that takes the place of one that has had all its reviews: where it comes from, and its file."""

from __future__ import annotations

import re
from collections.abc import Collection
from datetime import date
from itertools import count
from pathlib import Path
from typing import NamedTuple

from facilitator.files.plan_text import read_object
from facilitator.files.plans import given_bytes, is_word_name, native_ending, open_plan
from facilitator.files.reviews_as_held import as_held
from facilitator.meeting.periods import is_over
from facilitator.plan.plan import Plan
from facilitator.plan.refusal import Refusal
from facilitator.script.formats_and_turns import Script
from facilitator.script.loading import load_script
from facilitator.work.new import Start, read_start
from facilitator.work.what_goes_on import Offered, next_of, offered

_NUMBER_AT_END = re.compile(r"(?<!\d)\d{1,3}\Z")


class OldPlan(NamedTuple):
    """A plan that another one is to follow, with its reviews as they were held."""

    plan: Plan
    script: Script

    @property
    def to_come(self) -> list[str]:
        """What its reviews are called that were not held before its last one; none once that was held."""
        held, plan = {review.period for review in self.plan.reviews}, self.plan
        count = 0 if is_over(plan, self.script) else len(self.script.format.period.names)
        return [self.script.period_name(number) for number in range(1, count + 1) if number not in held]

    def offers(self) -> list[Offered]:
        """Return what may go on."""
        return offered(self.plan, self.script.format)

    def start(self, kept: Collection[str], today: date) -> Start:
        """Return what the next plan is started from, with what is kept of what may go on, by its keys."""
        return Start(next_of(self.plan, self.script.format, kept, today))


def start_from(path: Path, prompts: Path | None = None) -> Start | OldPlan:
    """Return what a file says to start a plan from: written by hand, a plan without reviews, or an old one.

    Raises Refusal. The file is only read.
    """
    if not is_word_name(path.name):
        data = given_bytes(path)
        if not _has_reviews(data):
            return read_start(data)
    opened = open_plan(path, prompts)
    return OldPlan(as_held(opened, prompts).plan, load_script(opened.plan.format, prompts))


def _has_reviews(data: bytes) -> bool:
    """Whether a file is a plan with reviews; what is wrong with one is told where it is read."""
    try:
        return bool(read_object(data).get("reviews"))
    except Refusal:
        return False


def name_after(path: Path) -> str:
    """Return a free file name for the plan that follows one: "Mina 2.docx" after "Mina.docx"."""
    ending = ".docx" if is_word_name(path.name) else native_ending(path.name)
    stem = path.stem if is_word_name(path.name) else path.name[: -len(ending)]
    numbered = _NUMBER_AT_END.search(stem)
    before = stem[: numbered.start()].rstrip(" _-") if numbered else ""
    first, number = (before, int(numbered[0]) + 1) if numbered and before else (stem, 2)
    names = (f"{first} {one}{ending}" for one in count(number))
    return next(name for name in names if not (path.parent / name).exists())
