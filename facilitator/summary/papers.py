"""A paper as a whole file: the page of a review for an audience, as a kind of file, sealed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from facilitator.plan.plan import Plan
from facilitator.plan.refusal import Refusal
from facilitator.plan.reviews import HeldMeeting
from facilitator.script.formats_and_turns import Script
from facilitator.script.school import Contact
from facilitator.script.words_by_key import say
from facilitator.summary.audiences import EVERYONE, audience_of
from facilitator.summary.evidence_shapes import HeldPlan
from facilitator.summary.kinds import DATES, Look, as_file, kinds_of
from facilitator.summary.names_of_ids import Names
from facilitator.summary.page import Page
from facilitator.summary.pages import make_evidence_page, make_page
from facilitator.summary.progress import PlanBefore
from facilitator.summary.seals import seal_of, seal_of_plan, sealed

if TYPE_CHECKING:
    from facilitator.summary.calendar_file import Dates


def make_paper(  # noqa: PLR0913 - what a paper is made of, each by its name
    plan: Plan,
    review: HeldMeeting,
    script: Script,
    *,
    kind: str,
    audience: str = EVERYONE,
    prompts: Path | None = None,
    contacts: Sequence[Contact] = (),
    letterhead: Path | None = None,
    before: Sequence[PlanBefore] = (),
    saved: datetime | None = None,
) -> bytes:
    """Return the file; see `make_page`.

    `letterhead` is the school's own, and `saved` when the plan was last written, by which a calendar knows
    the newer dates. Raises Refusal: no such audience or kind, a template that fails, nothing that has a date.
    """
    papers = Papers(plan, review, script, Look(prompts, letterhead), contacts, before, saved)
    return papers.paper(audience, kind)


@dataclass
class Papers:
    """The papers of one review: a page is laid out once for all its kinds of file. See `make_paper`."""

    plan: Plan
    review: HeldMeeting
    script: Script
    look: Look = Look()  # noqa: RUF009 - it is never changed
    contacts: Sequence[Contact] = ()
    before: Sequence[PlanBefore] = ()
    saved: datetime | None = None

    def __post_init__(self) -> None:
        """Begin with no page."""
        self._pages: dict[str, Page] = {}

    def paper(self, audience: str, kind: str) -> bytes:
        """Return the file of an audience; raises Refusal as `make_paper` does."""
        _refuse_unknown(kind, audience, self.look.prompts)
        seal = seal_of(self.review, audience)
        if kind == DATES:
            return sealed(self._dates().data, kind, seal)
        return sealed(as_file(self.page(audience), kind, self.look), kind, seal)

    def left_out(self, kind: str) -> str:
        """Return what a kind of file has no place for, in a sentence: actions with no day in a calendar."""
        return self._dates().left_out_told(self._names()) if kind == DATES else ""

    def _names(self) -> Names:
        return Names(self.plan, self.review, self.script, say)

    def _dates(self) -> Dates:
        from facilitator.summary.calendar_file import calendar_file

        return calendar_file(self._names(), self.saved or datetime.now(UTC))

    def page(self, audience: str) -> Page:
        """Return the page of an audience; raises Refusal as `make_paper` does."""
        if audience not in self._pages:
            self._pages[audience] = make_page(
                self.plan,
                self.review,
                self.script,
                audience=audience,
                prompts=self.look.prompts,
                contacts=self.contacts,
                before=self.before,
            )
        return self._pages[audience]


def make_evidence_paper(
    plans: Sequence[HeldPlan],
    *,
    kind: str,
    audience: str,
    prompts: Path | None = None,
    letterhead: Path | None = None,
) -> bytes:
    """Return the file of a plan as evidence; see `make_evidence_page`. Raises Refusal, also for a kind."""
    _refuse_unknown(kind, audience, prompts)
    page = make_evidence_page(plans, audience=audience, prompts=prompts)
    file = as_file(page, kind, Look(prompts, letterhead))
    return sealed(file, kind, seal_of_plan(plans[-1].plan, audience))


def _refuse_unknown(kind: str, audience: str, prompts: Path | None) -> None:
    wanted = audience_of(audience)
    known = kinds_of(wanted.id, prompts)
    if not known:
        raise Refusal("summary.no-template", paper=wanted.paper, name=wanted.id)
    if kind not in known:
        raise Refusal("summary.unknown-kind", kind=kind, known=", ".join(known))
