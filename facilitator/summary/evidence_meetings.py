"""The meetings of a plan as evidence: who was there, the family's words, disagreements and decisions."""

from __future__ import annotations

from collections.abc import Iterator

from facilitator.plan.actions import Action
from facilitator.plan.entries import Entry
from facilitator.summary.evidence_cycles import became_of
from facilitator.summary.evidence_shapes import Decisions, Disagreement, Disputed, Meeting
from facilitator.summary.items_reviewed import answers, thing
from facilitator.summary.names_of_ids import Names
from facilitator.summary.review_summary import make_sheet
from facilitator.summary.summary_shapes import Answer, Task
from facilitator.summary.told_plan import ToldPlan
from facilitator.summary.words_by_person import topics, voice


def meetings(told: ToldPlan) -> Iterator[Meeting]:
    """Yield each meeting that was held: of the views those of the child and of the family."""
    for names in told.meetings:
        review = names.review
        sheet = make_sheet(told.plan, review, told.script, told.tell)
        yield Meeting(
            title=told.title(review),
            known=told.tell("evidence.in-document") if review.period in told.in_document else "",
            early=told.tell("summary.early") if sheet.early else "",
            present=sheet.present,
            away=sheet.away,
            views=[one for one in sheet.views if one.of_child or one.of_family],
            came=[_came(*paired, told) for paired in zip(sheet.tasks, review.actions, strict=True)],
            next_date=sheet.next_date,
        )


def _came(task: Task, action: Action, told: ToldPlan) -> Answer:
    """Return an action with what became of it; as long as no review has asked, with how it was agreed."""
    known = " ".join(filter(None, (task.who_by, task.of)))
    return Answer(task.what, became_of(action, task.state, told), known)


def disagreements(told: ToldPlan) -> Iterator[Disagreement]:
    """Yield each meeting at which people did not agree on something, with every side in full."""
    form = told.form
    for names in told.meetings:
        review = names.review
        judged = [thing(one, names, {}) for one in told.reviewed(names) if one.score]
        disputed = [
            Disputed(one.title, one.name, one.wording, one.score)
            for one in judged
            if one.score and one.score.disputed
        ]
        fields = form.names("disagreement")
        said = [voice(one, names) for one in review.entries if one.field in fields]
        asked = form.names("read_back")
        no = [
            one for one in review.entries if one.field in asked and one.about is None and names.says_no(one)
        ]
        if disputed or said or no:
            yield Disagreement(told.title(review), disputed, said, [_no(one, names) for one in no])


def _no(entry: Entry, names: Names) -> Answer:
    return Answer(names.say("disagreed.read-back", name=names.person(entry.by)), "", entry.note)


def decisions(told: ToldPlan) -> Iterator[Decisions]:
    """Yield what each meeting decided on the plan as a whole: choices, reasons, and who decided."""
    fields = _decided(told)
    for names in told.meetings:
        held = [one for one in names.review.entries if one.about is None and one.field in fields]
        in_words = {one.id for one in told.form.said(names.review)}
        chosen = answers([one for one in held if one.id not in in_words], names, "review")
        said = topics([one for one in held if one.id in in_words], names, {}, "review")
        if chosen or said:
            yield Decisions(told.title(names.review), chosen, said)


def _decided(told: ToldPlan) -> set[str]:
    """Return the fields of what is decided: all that is asked in the parts in which a way on is chosen."""
    ways = {route.path for route in told.form.routes.values()}
    parts = [part for part in told.script.segments if any(turn.path in ways for turn in part.every_turn())]
    paths = (turn.path for part in parts for turn in part.every_turn())
    apart = told.form.names("disagreement")
    return {path.field for path in paths if path.of == "review" and path.field and path.field not in apart}
