"""What became of each outcome of a plan: its words, its support, and what each review said and decided."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from facilitator.phrases import action as action_phrases
from facilitator.phrases.came_and_went import came_and_went
from facilitator.phrases.item import line, several, within
from facilitator.phrases.plan_part import value_told
from facilitator.phrases.sentence import capital
from facilitator.plan.actions import Action
from facilitator.plan.entries import Entry
from facilitator.plan.items import Item, above, in_tree, went_on_from
from facilitator.plan.nouns import Earlier
from facilitator.script.costs import PaidYear
from facilitator.script.golden_thread import served
from facilitator.script.plan_parts import everybody
from facilitator.script.review_by_role import was_there
from facilitator.summary.actions import task
from facilitator.summary.evidence_costs import support
from facilitator.summary.evidence_shapes import Cycle, Followed, Judged, Parts
from facilitator.summary.items_reviewed import thing
from facilitator.summary.names_of_ids import Names
from facilitator.summary.page import Chart
from facilitator.summary.progress import PlanBefore, Progress, progress_of
from facilitator.summary.summary_shapes import Answer, Standing, Thing
from facilitator.summary.told_plan import ToldPlan


def make_cycles(every: Sequence[ToldPlan], paid: Sequence[PaidYear]) -> list[Cycle]:
    """Return what became of everything in each of some plans that is judged, the oldest plan first.

    What goes on from one plan into the next has its pictures where it was last.
    """
    before = [PlanBefore(told.whole, told.script) for told in every[:-1]]
    found = progress_of(every[-1].whole, None, every[-1].script, before)
    compared = [one for one in found if one.compares]
    return [
        _cycle(told, year, [one for one in compared if one.plan == told.plan.id])
        for told, year in zip(every, paid, strict=True)
    ]


def _cycle(told: ToldPlan, paid: PaidYear, progress: Sequence[Progress]) -> Cycle:
    tell, plan = told.tell, told.plan
    began = told.names.day(plan.started)
    values = {"number": plan.number, "format": told.form.name, "day": began}
    following = [_Following(item, told, paid) for item in roots(told)]
    followed = [one.made(progress) for one in following]
    known = {own for one in following for own in one.ids}
    return Cycle(
        title=tell(f"evidence.cycle{'-from' if began else ''}", **values),
        standing=told.standing,
        followed=followed,
        none="" if followed else tell("evidence.no-outcome"),
        charts=_charts(one for one in progress if one.about not in known),
    )


def _charts(progress: Iterable[Progress]) -> list[Chart]:
    return [chart for one in progress for chart in one.charts]


def roots(told: ToldPlan) -> list[Item]:
    """Return each thing of a plan that is judged, under which nothing else is: of amended ones the newest."""
    form, plan = told.form, told.plan
    judged = set(form.kinds("outcome"))
    judged |= {kind for of in form.about if of in form.items for kind in form.upwards(of)}
    replaced = {item.replaces for item in plan.items if item.replaces}
    tops = [item for item in plan.items if item.under is None and item.kind in judged]
    return [item for item in tops if item.id not in replaced]


def became_of(action: Action, state: str, told: ToldPlan) -> str:
    """Return what became of an action; as long as no review has asked, its `state`, and that this is open."""
    status = told.form.became(told.plan).get(action.id)
    if status:
        return capital(action_phrases.became(status, tell=told.tell))
    return told.tell("evidence.open-action", state=state)


class _Following:
    """An outcome and those that were amended into it, with all that belongs to them."""

    def __init__(self, item: Item, told: ToldPlan, paid: PaidYear) -> None:
        self._item, self._told, self._paid = item, told, paid
        self._items = items = {one.id: one for one in told.plan.items}
        self._chain = [item]
        while (before := items.get(self._chain[-1].replaces or "")) and before not in self._chain:
            self._chain.append(before)
        own = {one.id for one in self._chain}
        tree = [one for one in told.plan.items if own & {one.id, *(up.id for up in above(one, items))}]
        self.ids = {one.id for one in tree}
        went_on = {one.id for copy in tree if not copy.replaces for one in went_on_from(copy, items)[:1]}
        self._tree = [one for one in in_tree(tree) if one.id not in went_on]

    def made(self, progress: Sequence[Progress]) -> Followed:
        told, item = self._told, self._item
        lines = [one for one in self._tree if one.kind in told.form.kinds("provision")]
        marks = {one.id: list(self._marks(one)) for one in self._tree}
        helped = {up for kind in told.form.kinds("provision") for up in told.form.upwards(kind)}
        lacks = item.kind in helped and not lines
        return Followed(
            title=told.names.heading(item.id),
            wording=told.form.words_of(item),
            marks=marks[item.id],
            earlier=list(self._earlier()),
            serves=list(self._serves()),
            details=list(self._details(item)),
            parts=list(self._parts(lines, marks)),
            support=support(told, lines, self._paid, marks),
            no_support=told.tell("evidence.no-support") if lacks else "",
            reviews=[judged for names in told.reviews if (judged := self._judged(names))],
            charts=_charts(one for one in progress if one.about in self.ids),
        )

    def _marks(self, item: Item) -> Iterator[str]:
        """Yield when a part came and went, and of what it was where the outcome had other words then."""
        form = self._told.form
        yield from map(capital, came_and_went(item, form))
        before = [one for one in self._chain[1:] if one in above(item, self._items)]
        yield from (self._told.tell("evidence.below", above=within(one, form)) for one in before)

    def _earlier(self) -> Iterator[Answer]:
        """Yield the words of before: of this outcome, and of each that was amended into it."""
        form, tell = self._told.form, self._told.tell
        for one in self._chain:
            if one is not self._item:
                yield Answer(capital(within(one, form)), form.words_of(one), "; ".join(self._marks(one)))
            name = form.items[one.kind].role_field("wording")
            for before in reversed([held for held in one.earlier if held.field == name]):
                yield Answer(tell("evidence.earlier-words"), str(before.value), self._until(before))

    def _until(self, before: Earlier) -> str:
        told = self._told
        period = told.script.period_name(before.review) if before.review else ""
        when = ", ".join(filter(None, (period, told.names.day(before.on))))
        return told.tell("evidence.until", when=when) if when else ""

    def _serves(self) -> Iterator[Answer]:
        """Yield the hopes and needs that it serves: the box and whose it is, and the words.

        Of what is sensitive the box alone.
        """
        told = self._told
        ids = {one for item in self._chain for one in served(item, told.plan, told.form)}
        held = (told.plan, *(names.review for names in told.meetings))
        for entry in {one.id: one for of in held for one in of.entries if one.id in ids}.values():
            yield self._hope(entry)

    def _hope(self, entry: Entry) -> Answer:
        told = self._told
        declared = told.form.plan.get(entry.field) or told.form.review.get(entry.field)
        of = "plan" if entry.field in told.form.plan else "review"
        label, name = told.names.topic(entry.field, of), everybody(told.plan).get(entry.by)
        label = told.tell("evidence.hope-of", label=label, name=name) if name else label
        return Answer(label, "" if declared and declared.sensitive else entry.text)

    def _details(self, item: Item) -> Iterator[Answer]:
        """Yield what else the form has of an item beside its words."""
        for name, declared in self._told.form.items[item.kind].fields.items():
            if declared.role == "wording" or declared.options_from:
                continue
            if value := value_told(item.fields.get(name) or None, declared):
                yield Answer(declared.label or name, value)

    def _parts(self, lines: list[Item], marks: dict[str, list[str]]) -> Iterator[Parts]:
        """Yield what else belongs to it, kind by kind: its steps and targets."""
        form = self._told.form
        others = [one for one in self._tree if one not in lines and one not in self._chain]
        for kind in form.items:
            if held := [self._part(one, marks) for one in others if one.kind == kind]:
                yield Parts(several(kind, form), held)

    def _part(self, item: Item, marks: dict[str, list[str]]) -> Answer:
        form, tell = self._told.form, self._told.tell
        details = [tell("evidence.field", label=one.label, value=one.answer) for one in self._details(item)]
        words = line(item, form) if item.number else form.words_of(item)
        return Answer(words, "", "\n".join([*details, *marks[item.id]]))

    def _judged(self, names: Names) -> Judged | None:
        """Return what one review says of it; None where it was not there yet, or over before."""
        told, review = self._told, names.review
        old = self.ids - names.plan.made_by(review)
        held = [one for one in told.reviewed(names) if one.about in old]
        things = [thing(one, names, {}) for one in held]
        if not things and not any(was_there(one, review) for one in self._chain):
            return None
        jobs = [one for one in review.actions if one.about in self.ids]
        return Judged(
            review=told.title(review),
            things=list(map(_alone, things)),
            came=[_came(job, names, told) for job in jobs],
            silent="" if things else told.tell("evidence.silent"),
            disputed=any(one.score and one.score.disputed for one in things),
        )


def _came(job: Action, names: Names, told: ToldPlan) -> Answer:
    agreed = task(job, names)
    return Answer(job.what, became_of(job, agreed.state, told), agreed.who_by)


def _alone(held: Thing) -> Thing:
    """Return a thing without what the other reviews say of it, which stands beside it here.

    Of a judgement that was not agreed there are the numbers and whose they are; the sides stand together.
    """
    score = held.score
    if score and score.disputed:
        score = replace(
            score,
            children=list(map(_number_alone, score.children)),
            others=list(map(_number_alone, score.others)),
            disputed=False,
        )
    return replace(held, before="", marks=[], score=score)


def _number_alone(standing: Standing) -> Standing:
    return replace(standing, reasons=[], would_change="")
