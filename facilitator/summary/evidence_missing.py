"""What an evidence pack needs and a plan does not hold: a sentence each, which says where."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from facilitator.meeting.plan_versions import standing_of
from facilitator.phrases import cost as cost_phrases
from facilitator.phrases.item import called
from facilitator.plan.field_values import cost_of
from facilitator.plan.people import CHILD
from facilitator.plan.scores import Score
from facilitator.script.beginnings import beginning
from facilitator.script.costs import PaidYear, summed
from facilitator.script.golden_thread import thread_of
from facilitator.script.golden_thread import told as told_of_thread
from facilitator.script.review_by_role import not_reviewed
from facilitator.summary.evidence_costs import budget_of, cost_field, costs_of, name_of_line, stated_totals
from facilitator.summary.names_of_ids import Names
from facilitator.summary.told_plan import ToldPlan


def missing(every: Sequence[ToldPlan], paid: Sequence[PaidYear]) -> Iterator[str]:
    """Yield what is missing: of the last of some plans all of it, of those before what they held or did."""
    told, last = every[-1], _Missing(every[-1], paid[-1])
    yield from last.of_head()
    if every[0].plan.continues is not None:
        yield told.tell("evidence.missing.plan-before")
    for one, year in zip(every[:-1], paid[:-1], strict=True):
        key, number = "evidence.missing.in-plan", one.plan.number
        before = _Missing(one, year, over=True)
        yield from (
            told.tell(key, number=number, what=what) for what in (*before.of_support(), *before.of_reviews())
        )
    yield from (*last.of_outcomes(), *last.of_support(), *last.of_sums())
    yield from (*last.of_reviews(), *last.of_signatures(), *last.of_papers())


class _Missing:
    """What one plan does not hold, part by part."""

    def __init__(self, told: ToldPlan, paid: PaidYear, *, over: bool = False) -> None:
        """Look at a plan: one that is `over` had all of its support, another has what goes on."""
        self._told, self._plan, self._form, self._paid = told, told.plan, told.form, paid
        self._over, self._lines = over, told.form.of_role(told.plan, "provision", ended=over)

    def _say(self, key: str, **values: object) -> str:
        return self._told.tell(f"evidence.missing.{key}", **values)

    def of_head(self) -> Iterator[str]:
        plan, form = self._plan, self._form
        state = standing_of(plan, form).state
        if state != "final":
            yield self._say(state)
        if plan.child.date_of_birth is None:
            yield self._say("born")
        settings = [name for name, one in form.plan.items() if one.role == "setting"]
        if not (plan.school and plan.school.name) and not any(map(plan.given, settings)):
            yield self._say("school")
        if plan.started is None:
            yield self._say("started")
        for name, declared in form.plan.items():
            if declared.role == "due" and not declared.private and not plan.given(name):
                yield self._say("box", label=declared.label or name)
        ranges = [name for name, declared in form.plan.items() if declared.role == "range"]
        if ranges and not any(map(plan.given, ranges)):
            yield self._say("range")

    def of_outcomes(self) -> Iterator[str]:
        plan, form = self._plan, self._form
        thread = thread_of(plan, form)
        if not thread.ends:
            yield self._say("outcome")
        for strand in thread.strands:
            if not strand.served_by:
                yield self._say(f"serves-{strand.side}", words=told_of_thread(strand.entry, plan, form))
        for end in thread.ends:
            yield from (self._say(f"no-{what}", item=called(end.outcome, form)) for what in end.missing)
        yield from self._baselines()

    def _baselines(self) -> Iterator[str]:
        """Yield of what is judged where nobody has written down where it began."""
        form, plan = self._form, self._plan
        kinds = [kind for kind, declared in form.items.items() if declared.role_field("before")]
        if not kinds:
            yield self._say("no-place-baseline")
        for kind in kinds:
            if not plan.of(kind):
                yield self._say("none-of", kind=form.items[kind].label or kind)
            for item in plan.of(kind):
                if not beginning(item.id, plan, form):
                    yield self._say("baseline", item=called(item, form))

    def of_support(self, *, places: bool = True) -> Iterator[str]:
        """Yield what is not known of each line of support, with the `places` that the format has not got."""
        form = self._form
        kinds = form.kinds("provision")
        for role in ("who", "how_often", "cost"):
            name = role.replace("_", "-")
            if not any(form.items[kind].role_field(role) for kind in kinds):
                yield from [self._say(f"no-place-{name}")] if places else []
                continue
            for item in self._lines:
                field = form.items[item.kind].role_field(role)
                if field and not item.words(field):
                    yield self._say(name, line=name_of_line(item, self._told))
        for item in self._lines:
            field = cost_field(item.kind, form)
            if field and (words := item.words(field)) and cost_of(words) is None:
                written = cost_phrases.as_written(words, tell=self._told.tell)
                yield self._say("cost-as-written", line=name_of_line(item, self._told), written=written)

    def of_sums(self) -> Iterator[str]:
        """Yield what keeps costs from being counted, and each sum in the plan that its lines do not make."""
        lines = [item for item in self._lines if cost_field(item.kind, self._form)]
        known, budget = costs_of(lines, self._form, self._paid), budget_of(self._told.script)
        if not any(any(pence is not None for pence in one) for one in known):
            return
        if self._paid.weeks is None:
            yield self._say("weeks")
        if self._paid.terms is None:
            yield self._say("terms")
        if budget is None or budget.pounds_a_year is None:
            yield self._say("budget")
        if all(one.week is not None for one in known):
            yield from self._odd_totals(summed(known).week or 0)

    def _odd_totals(self, week: int) -> Iterator[str]:
        for label, words, pence, per in stated_totals(self._told):
            if per == "week" and pence != week:
                lines = cost_phrases.a_week(week, tell=self._told.tell)
                yield self._say("total-differs", label=label, words=words, sum=lines)

    def of_reviews(self) -> Iterator[str]:
        told = self._told
        if not told.reviews:
            yield self._say("review")
        for names in told.meetings:
            yield from self._of_meeting(names)
        judged = {path.of for role in ("progress", "after") for path in self._form.paths(role)}
        for names in told.reviews:
            for item in not_reviewed(names.plan, names.review, self._form):
                if item.kind in judged or item.under is None:
                    name = name_of_line(item, told) if item.number is None else called(item, self._form)
                    yield self._say("not-judged", item=name, review=told.title(names.review))
        last = told.meetings[-1].review if told.meetings else None
        if last and last.next_date is None and not self._over:
            yield self._say("next-date", review=told.title(last))

    def _of_meeting(self, names: Names) -> Iterator[str]:
        told, review, form = self._told, names.review, self._form
        title = told.title(review)
        if review.period in told.in_document:
            yield self._say("in-document", review=title)
        if not [one for one in review.people if not one.apologies and one.perspective != "child"]:
            yield self._say("people", review=title)
        said = {one.by for one in form.said(review)}
        of = {one.id: one.perspective for one in review.people}
        if form.children.in_room and not any(by == CHILD or of.get(by) == "child" for by in said):
            yield self._say("child", child=self._plan.child.called, review=title)
        if not any(of.get(by) == "parent" for by in said):
            yield self._say("parents", review=title)
        for score in review.scores:
            yield from self._of_score(score, names)
        for action in review.actions:
            if not action.who:
                yield self._say("action-who", what=action.what, review=title)
            if action.by is None:
                yield self._say("action-by", what=action.what, review=title)

    def _of_score(self, score: Score, names: Names) -> Iterator[str]:
        disputed = score.result == "not_agreed" or bool(score.sides)
        if disputed and not (score.next_step and score.by):
            key = "next-step" if not score.next_step else "next-step-by"
            yield self._say(key, item=names.title(score.about), review=self._told.title(names.review))

    def of_signatures(self) -> Iterator[str]:
        plan, form = self._plan, self._form
        of_meetings = [one for names in self._told.meetings for one in names.review.signatures]
        every = [
            *plan.signatures,
            *(one for version in plan.versions for one in version.signatures),
            *of_meetings,
        ]
        if not form.signs:
            yield self._say("no-place-signature")
        for to in form.signs:
            given = [one for one in every if one.to == to and one.answer != "not_asked"]
            if not given:
                yield self._say("signature", to=form.sign_label(to))
            for one in given:
                if one.on is None:
                    yield self._say("signature-day", to=form.sign_label(to), name=one.name or one.party)

    def of_papers(self) -> Iterator[str]:
        if not self._told.script.papers:
            yield self._say("papers")
