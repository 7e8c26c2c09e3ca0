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
from facilitator.summary.audiences import audience_of
from facilitator.summary.evidence_shapes import HeldPlan
from facilitator.summary.kinds import DATES, Look, as_file, kinds_of
from facilitator.summary.names_of_ids import Names
from facilitator.summary.page import Page
from facilitator.summary.pages import make_evidence_page, make_page
from facilitator.summary.progress import PlanBefore
from facilitator.summary.seals import seal_of, seal_of_plan, sealed

if TYPE_CHECKING:
    from facilitator.summary.calendar_file import Dates


@dataclass
class Papers:
    """The papers of one review: a page is laid out once for all its kinds of file; see `make_page`.

    `saved` is when the plan was last written, by which a calendar knows the newer dates.
    """

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
        """Return the file of an audience; Refusal: no such audience or kind, a bad template, no date."""
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
        """Return the page of an audience; raises Refusal as `make_page` does."""
        if audience not in self._pages:
            self._pages[audience] = make_page(
                self.plan,
                self.review,
                self.script,
                audience=audience,
                prompts=self.look.prompts,
                contacts=self.contacts,
                before=self.before,
                pictures=self.look.pictures,
            )
        return self._pages[audience]


@dataclass
class EvidencePapers:
    """The papers of a plan as evidence: a page is laid out once for all its kinds of file."""

    plans: Sequence[HeldPlan]
    look: Look = Look()  # noqa: RUF009 - it is never changed

    def __post_init__(self) -> None:
        """Begin with no page."""
        self._pages: dict[str, Page] = {}

    def paper(self, audience: str, kind: str) -> bytes:
        """Return the file of an audience; raises Refusal as `make_evidence_page` does, also for a kind."""
        _refuse_unknown(kind, audience, self.look.prompts)
        return sealed(as_file(self.page(audience), kind, self.look), kind, self.seal(audience))

    def seal(self, audience: str) -> str:
        """Return by what a paper of the plan is known as ours."""
        return seal_of_plan(self.plans[-1].plan, audience)

    def page(self, audience: str) -> Page:
        """Return the page of an audience; raises Refusal as `make_evidence_page` does."""
        if audience not in self._pages:
            self._pages[audience] = make_evidence_page(
                self.plans, audience=audience, prompts=self.look.prompts
            )
        return self._pages[audience]


def _refuse_unknown(kind: str, audience: str, prompts: Path | None) -> None:
    wanted = audience_of(audience)
    known = kinds_of(wanted.id, prompts)
    if not known:
        raise Refusal("summary.no-template", paper=wanted.paper, name=wanted.id)
    if kind not in known:
        raise Refusal("summary.unknown-kind", kind=kind, known=", ".join(known))
