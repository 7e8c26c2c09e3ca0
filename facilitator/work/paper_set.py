"""Makes the whole set of papers of a review in one folder: who they are for, and as which kinds of file.

`summary.set.ID` in `prompts/words/summary.yaml` names the kinds that the set has for an audience.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from facilitator.files import os_errors, system_calls
from facilitator.plan.refusal import Refusal
from facilitator.script.formats_and_turns import FormatFile
from facilitator.script.words_by_key import explain, known, say
from facilitator.summary.audiences import Audience, audiences_of
from facilitator.summary.calendar_file import NO_DATES
from facilitator.summary.kinds import DATES, kinds_of
from facilitator.work.papers_of_plan import PapersOfPlan

_OF_ANY_OTHER = "html"


class InSet(NamedTuple):
    """One paper of the set: who it is for, and the kind of file that it is."""

    audience: Audience
    kind: str


class Made(NamedTuple):
    """What became of one paper: its file, with what to know before it goes out, or why there is none."""

    wanted: InSet
    path: Path | None = None
    told: str = ""
    refused: Refusal | None = None

    @property
    def why_not(self) -> str:
        """Why there is none, in a sentence; nothing where there is one."""
        if self.refused is None:
            return ""
        paper, kind = self.wanted.audience.paper, self.wanted.kind
        return say("summary.paper-not-made", paper=paper, kind=kind, why=explain(self.refused))


def papers_in_set(form: FormatFile, prompts: Path | None = None) -> list[InSet]:
    """Return the papers that the set of a plan of this format has, in their order."""
    found = []
    for audience in audiences_of(form):
        key = f"summary.set.{audience.id}"
        wanted = say(key).split() if known(key) else [_OF_ANY_OTHER]
        can_be = kinds_of(audience.id, prompts)
        found += [InSet(audience, kind) for kind in wanted if kind in can_be]
    return found


def made_in_part(papers: PapersOfPlan) -> tuple[int, int] | None:
    """Return how many papers of the set stand in its folder, of how many, where some are to be made still.

    Where nothing has a date, the calendar is none of them. None = all are there, or none is.
    """
    folder = papers.folder_of_set()
    files = [
        (one.kind, (folder / papers.name_of(one.audience.id, one.kind)).is_file())
        for one in papers_in_set(papers.script.format, papers.prompts)
        if papers.review is not None or one.audience.of == "evidence"
    ]
    wanted = [there for kind, there in files if kind != DATES or there or papers.has_dates]
    made = sum(wanted)
    return (made, len(wanted)) if 0 < made < len(wanted) else None


def export_set(papers: PapersOfPlan, folder: Path) -> Iterator[Made]:
    """Make the set in a folder, which is made if need be, and yield each paper once it is there or refused.

    Dates for a calendar are passed over where nothing has one. Nothing but our own unchanged papers is
    replaced, see `put_paper`; no file's name holds a child's. Raises Refusal where the folder cannot be made.
    """
    try:
        system_calls.make_private_folder(folder)
    except OSError as error:
        raise os_errors.summary_refusal(error) from error
    for wanted in papers_in_set(papers.script.format, papers.prompts):
        try:
            told = papers.to_be_known(wanted.audience.id, wanted.kind)
            yield Made(wanted, papers.write(wanted.audience.id, wanted.kind, folder=folder), told)
        except Refusal as refusal:
            if refusal.code != NO_DATES:
                yield Made(wanted, refused=refusal)
