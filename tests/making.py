"""Plans and reviews for tests, made in few words: outcomes with their parts, what was said, scores."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any

from facilitator.meeting.events import ChoiceMade
from facilitator.plan.entries import Entry, Manner, Match, id_of_answer
from facilitator.plan.field_values import Value
from facilitator.plan.items import Item
from facilitator.plan.nouns import Ended, HowEnded, Mark
from facilitator.plan.people import CHILD, EVERYONE
from facilitator.plan.plan import Plan
from facilitator.plan.scores import Position, Score, ScoreResult


def outcome(
    number: int,
    wording: str = "",
    *,
    id: str = "",  # noqa: A002 - as the model calls it
    steps: Iterable[str] = (),
    provision: Iterable[tuple[str, ...]] = (),
    advice: str = "",
    ended: HowEnded | None = None,
    on: date | None = None,
    because: str = "",
    replaces: str | None = None,
    added: Mark | None = None,
) -> list[Item]:
    """Return an outcome with its steps and provision: (what, who, how often, where) or a part of these."""
    own = id or f"o{number}"
    fields: dict[str, Value] = {"wording": wording or f"Outcome {number} in words"}
    if advice:
        fields["advice"] = advice
    items = [
        Item(
            id=own,
            kind="outcome",
            number=number,
            fields=fields,
            added=added or Mark(),
            ended=Ended(how=ended, on=on, because=because) if ended else None,
            replaces=replaces,
        )
    ]
    items += [
        Item(id=f"{own}.s{place}", kind="step", under=own, fields={"wording": words}, added=added or Mark())
        for place, words in enumerate(steps, start=1)
    ]
    for place, parts in enumerate(provision, start=1):
        what, who, how_often, where = (*parts, *("", "", "", "")[len(parts) :])
        given = {"place": where or "education", "what": what, "who": who, "how_often": how_often}
        held: dict[str, Value] = {name: words for name, words in given.items() if words}
        mark = added or Mark()
        items.append(Item(id=f"{own}.p{place}", kind="provision", under=own, fields=held, added=mark))
    return items


def said(
    words: str,
    by: str = CHILD,
    field: str = "working",
    about: str | None = None,
    *,
    id: str = "s1",  # noqa: A002 - as the model calls it
    match: Match | None = None,
    **manner: Any,
) -> Entry:
    """Return what somebody said; how and when stand in `manner`."""
    return Entry(id=id, field=field, value=words, about=about, by=by, manner=Manner(**manner), match=match)


def chosen(
    field: str,
    option: Value,
    about: str | None = None,
    *,
    by: str = EVERYONE,
    review: str = "r1",
    **manner: Any,
) -> Entry:
    """Return an answer that is no words, under the id that a meeting gives it."""
    entry_id = id_of_answer(review, field, about, by)
    return Entry(id=entry_id, field=field, value=option, about=about, by=by, manner=Manner(**manner))


def agreed(about: str, number: int, *shown: Position, talked: bool = False, **more: Any) -> Score:
    """Return a score that was agreed."""
    result: ScoreResult = "agreed_after_talking" if talked else "agreed"
    return _score(about, result, shown, number=number, **more)


def not_agreed(about: str, *shown: Position, **more: Any) -> Score:
    """Return a score that was not agreed, or that has another `result` without a number."""
    return _score(about, more.pop("result", "not_agreed"), shown, **more)


def _score(
    about: str,
    result: ScoreResult,
    shown: tuple[Position, ...],
    *,
    second: Iterable[Position] = (),
    **more: Any,
) -> Score:
    shows = [show for show in (list(shown), list(second)) if show]
    return Score(about=about, result=result, **({"field": "progress", "shows": shows} | more))


def support_answered(plan: Plan, item: str, option: str = "yes") -> list[ChoiceMade]:
    """Return the answers that all the support of an item was given, or not: one of each line of it."""
    lines = [one.id for one in plan.of("provision") if one.under == item]
    keys = [f"{item}/{line}" for line in lines] or [item]
    return [ChoiceMade(turn="goal.delivered", item=key, option=option) for key in keys]
