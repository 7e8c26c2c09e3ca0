"""The papers of a review and of its plan: as pages, and as files beside the plan or in a folder."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from functools import cached_property
from pathlib import Path
from typing import NamedTuple

from facilitator.files.change_record import kept_changes
from facilitator.files.kept_beside_form import with_kept
from facilitator.files.kept_marks import with_kept_marks
from facilitator.files.open_plan import OpenPlan
from facilitator.files.records import recorded
from facilitator.files.reviews_as_held import as_held
from facilitator.plan.plan import Plan
from facilitator.plan.refusal import Refusal
from facilitator.plan.reviews import HeldMeeting
from facilitator.script.formats_and_turns import Script
from facilitator.script.loading import load_format
from facilitator.script.school import School
from facilitator.script.words_by_key import say
from facilitator.summary.audiences import audience_of
from facilitator.summary.kept_back import plan_in_sight, review_in_sight
from facilitator.summary.kinds import Look
from facilitator.summary.others_named import others_named
from facilitator.summary.page import Page
from facilitator.summary.pages import told_contacts
from facilitator.summary.papers import EvidencePapers, Papers
from facilitator.summary.seals import seal_of
from facilitator.work.evidence import plans_as_evidence
from facilitator.work.own_school import own_school
from facilitator.work.paper_files import folder_of_set, put_paper, stem_of
from facilitator.work.plan_before import Before, plans_before


class KnownReview(NamedTuple):
    """A review as it was held, in its plan; `told` is the id of what must be said of how it is known."""

    plan: Plan
    review: HeldMeeting | None
    told: str = ""


def known_reviews(opened: OpenPlan, prompts: Path | None = None) -> dict[int, KnownReview]:
    """Return the reviews of a plan by their periods, and what wrote it, with all that was noted since.

    A Word form has no place for everything; the records of the meetings held here have. Where its words were
    changed by hand since, the record is told. Raises Refusal.
    """
    held = as_held(opened, prompts)
    only_there = dict.fromkeys(held.in_document - held.changed, "export.form-only")
    meetings = held.plan.meetings()
    known = {one.period: KnownReview(held.plan, one, only_there.get(one.period, "")) for one in meetings}
    for record in recorded(opened, prompts):
        if record.changed:
            form = load_format(record.plan.format, prompts)
            marked = with_kept_marks(record.plan, kept_changes(opened.ids), form) if form else record.plan
            known[record.review.period] = KnownReview(marked, record.review, "export.changed-since")
    return known


@dataclass
class PapersOfPlan:
    """The papers that a plan can have: those of one of its reviews, and those of the plan as a whole.

    `plan` is what the review says of it, which may be more than the file does. With no review there are only
    those of the whole.
    """

    opened: OpenPlan
    plan: Plan
    review: HeldMeeting | None
    script: Script
    prompts: Path | None = None

    @cached_property
    def _school(self) -> School:
        return own_school(self.prompts)

    @cached_property
    def _of_review(self) -> Papers:
        review, saved = self._held(), _saved(self.opened.path)
        before = [one.held for one in self._before(self.plan)]
        return Papers(self.plan, review, self.script, self._look, self._school.contacts, before, saved)

    @cached_property
    def _as_evidence(self) -> EvidencePapers:
        before = self._before(with_kept(self.opened))
        return EvidencePapers(plans_as_evidence(self.opened, before, self.prompts), self._look)

    @cached_property
    def _look(self) -> Look:
        own = [one for one in self._school.contacts if not one.for_disagreements]
        sender = tuple(filter(None, (self._school.name, *told_contacts(own))))
        return Look(self.prompts, self._school.letterhead, sender, self._school.pictures)

    @cached_property
    def _found_before(self) -> dict[str, list[Before]]:
        return {}

    def _before(self, plan: Plan) -> list[Before]:
        """Return the plans before it, which are read once: a record of it mostly follows the same one."""
        if plan.continues is None:
            return []
        if plan.continues not in self._found_before:
            found = plans_before(plan, self.opened.path, self.prompts)
            self._found_before[plan.continues] = found
        return self._found_before[plan.continues]

    def page(self, audience: str, *, in_sight: bool = False) -> Page:
        """Return the page for an audience, `in_sight` = without what a shared screen hides.

        Raises Refusal: a template that fails.
        """
        if audience_of(audience).of == "evidence":
            evidence = self._as_evidence
            if in_sight:
                seen = [one._replace(plan=plan_in_sight(one.plan, one.script)) for one in evidence.plans]
                evidence = replace(evidence, plans=seen)
            return evidence.page(audience)
        return (self._heard if in_sight else self._of_review).page(audience)

    @cached_property
    def _heard(self) -> Papers:
        """The papers without what a shared screen hides."""
        shown, script = self._of_review, self.script
        return replace(
            shown,
            plan=plan_in_sight(self.plan, script),
            review=review_in_sight(self.plan, shown.review, script),
            before=[one._replace(plan=plan_in_sight(one.plan, one.script)) for one in shown.before],
        )

    def write(
        self, audience: str, kind: str, *, target: Path | None = None, folder: Path | None = None
    ) -> Path:
        """Write a paper and return its file: `target`, else one beside the plan or in `folder`.

        The name begins with that of the plan's file, so that no child's name gets into it. Raises Refusal:
        no such audience or kind, a template that fails, or a file that is not ours; see `put_paper`.
        """
        if audience_of(audience).of == "evidence":
            data, seal = self._as_evidence.paper(audience, kind), self._as_evidence.seal(audience)
        else:
            data, seal = self._of_review.paper(audience, kind), seal_of(self._held(), audience)
        named = (folder or self.opened.path.parent) / self.name_of(audience, kind)
        return put_paper(data, kind, seal, target=target, named=named)

    def name_of(self, audience: str, kind: str) -> str:
        """Return the name of a paper's file."""
        return f"{stem_of(self.opened.path, audience, self.script, self.review)}.{kind}"

    @property
    def has_dates(self) -> bool:
        """Whether there is anything for a calendar."""
        agreed = any(one.as_it_stands.agreed for one in self.review.actions) if self.review else False
        return agreed or (self.review is not None and self.review.next_date is not None)

    def told(self, audience: str, path: Path) -> str:
        """Return where a paper is, and that one which somebody has changed was left under the usual name."""
        usual = stem_of(self.opened.path, audience, self.script, self.review)
        another = re.fullmatch(rf"{re.escape(usual)}-\d+", path.stem)
        key = "review.paper-beside" if another else "review.paper-in"
        return say(key, paper=audience_of(audience).paper, path=path)

    def folder_of_set(self) -> Path:
        """Return the folder beside the plan in which the whole set stands unless somebody names another."""
        return folder_of_set(self.opened.path, self.script, self.review)

    def to_be_known(self, audience: str, kind: str = "") -> str:
        """Return what to know before a paper goes out: names of others in it, what has no place in it."""
        if (of := audience_of(audience)).of == "evidence":
            return ""
        names = self._others_named(audience) if of.for_one else []
        others = say("review.others-named", names=", ".join(names)) if names else ""
        return f"{others} {self._of_review.left_out(kind)}".strip()

    def _others_named(self, audience: str) -> list[str]:
        if audience not in self._named:
            page = self._of_review.page(audience)
            self._named[audience] = others_named(page, self.plan, self._held(), self.script)
        return self._named[audience]

    @cached_property
    def _named(self) -> dict[str, list[str]]:
        return {}

    def _held(self) -> HeldMeeting:
        if self.review is None:
            raise Refusal("commands.export.no-review")
        return self.review


def _saved(plan_file: Path) -> datetime | None:
    """Return when a plan was last written, where there is a file of it."""
    try:
        return datetime.fromtimestamp(plan_file.stat().st_mtime, UTC)
    except OSError:
        return None
