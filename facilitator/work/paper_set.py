"""Makes the whole set of papers of a review in one folder: who they are for, and as which kinds of file.

`summary.set.ID` in `prompts/words/summary.yaml` names the kinds that the set has for an audience.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from facilitator.files import os_errors, system_calls
from facilitator.files.open_plan import OpenPlan
from facilitator.plan.plan import Plan
from facilitator.plan.refusal import Refusal
from facilitator.plan.reviews import HeldMeeting
from facilitator.script.formats_and_turns import FormatFile, Script
from facilitator.script.words_by_key import known, say
from facilitator.summary.audiences import Audience, audiences_of
from facilitator.summary.kinds import kinds_of
from facilitator.summary.seals import seal_of
from facilitator.work.evidence import export_evidence
from facilitator.work.export import papers_of, put_paper, stem_of

_OF_ANY_OTHER = "html"


class InSet(NamedTuple):
    """One paper of the set: who it is for, and the kind of file that it is."""

    audience: Audience
    kind: str


class Made(NamedTuple):
    """What became of one paper: its file, or why there is none."""

    wanted: InSet
    path: Path | None = None
    refused: Refusal | None = None


def papers_in_set(form: FormatFile, prompts: Path | None = None) -> list[InSet]:
    """Return the papers that the set of a plan of this format has, in their order."""
    found = []
    for audience in audiences_of(form):
        key = f"summary.set.{audience.id}"
        wanted = say(key).split() if known(key) else [_OF_ANY_OTHER]
        can_be = kinds_of(audience.id, prompts)
        found += [InSet(audience, kind) for kind in wanted if kind in can_be]
    return found


def export_set(
    opened: OpenPlan,
    plan: Plan,
    review: HeldMeeting,
    script: Script,
    folder: Path,
    prompts: Path | None = None,
) -> Iterator[Made]:
    """Make the set in a folder, which is made if need be, and yield each paper once it is there or refused.

    Nothing but our own unchanged papers is replaced, see `export`; no file's name holds a child's. Raises
    Refusal where the folder cannot be made, or what is the school's own cannot be read.
    """
    from facilitator.summary.as_pdf import Press

    try:
        system_calls.make_private_folder(folder)
    except OSError as error:
        raise os_errors.summary_refusal(error) from error
    papers = papers_of(plan, review, script, opened.path, prompts, Press())
    for wanted in papers_in_set(script.format, prompts):
        audience, kind = wanted.audience.id, wanted.kind
        try:
            if wanted.audience.of == "evidence":
                path = export_evidence(opened, audience=audience, kind=kind, folder=folder, prompts=prompts)
            else:
                path = put_paper(
                    papers.paper(audience, kind),
                    kind,
                    seal_of(review, audience),
                    target=None,
                    beside=folder / opened.path.name,
                    stem=stem_of(opened.path, audience, script, review),
                )
        except Refusal as refusal:
            yield Made(wanted, refused=refusal)
        else:
            yield Made(wanted, path)
