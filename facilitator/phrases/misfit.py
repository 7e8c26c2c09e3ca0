"""What a plan holds and its format does not know, as a refusal to open it."""

from __future__ import annotations

from collections.abc import Callable

from facilitator.plan.file_places import Origins, in_words, traced
from facilitator.plan.plan import Plan
from facilitator.plan.refusal import Refusal
from facilitator.script.conformity import Misfit, misfits, no_costs
from facilitator.script.formats_and_turns import FormatFile
from facilitator.script.words_by_key import say


def hold_to_format(plan: Plan, form: FormatFile, origins: Callable[[], Origins] = dict) -> None:
    """Raise the Refusal of the first thing in a plan that its format does not declare, with its path.

    `origins` tells where the parts of the plan stand in its file, where that has another shape.
    """
    for misfit in misfits(plan, form):
        raise refusal_of(misfit, form, origins())


def refuse_no_costs(before: Plan | None, after: Plan, form: FormatFile) -> None:
    """Raise the Refusal of what stands for a cost and is none, unless it stood there `before`.

    A plan that is opened may have such words: its Word form may have had them.
    """
    known = set(no_costs(before, form)) if before else set()
    for label, text in no_costs(after, form):
        if (label, text) not in known:
            raise Refusal("edit.no-cost", text=text, label=label)


def refusal_of(misfit: Misfit, form: FormatFile, origins: Origins) -> Refusal:
    """Return a misfit as a refusal to open the plan."""
    where, values = in_words(traced(misfit.where, origins)), {**misfit.values}
    if "known" in values:
        values["known"] = values["known"] or say("conformity.nothing")
    return Refusal(misfit.code, where=where, format=form.name, **values)
