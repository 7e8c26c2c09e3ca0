"""Looking at what is open until it is left: actions are picked, or lines are typed."""

from __future__ import annotations

from facilitator.dialogue.follow_up import FollowUp
from facilitator.dialogue.follow_up_lines import listing, take_line
from facilitator.dialogue.follow_up_pages import LEAVE, ORDER, PRIVATE, UNDO, of_action, rows_to_pick
from facilitator.dialogue.requests import Ask, Dialogue, NotTaken, Option
from facilitator.script.words_by_key import explain, say
from facilitator.work.open_actions import Followed
from facilitator.work.open_actions_told import not_for_families, title


def what_is_open(follow_up: FollowUp) -> Dialogue:
    """List the actions of some plans, and note what becomes of them; each goes at once into its plan.

    Raises Refusal where the one plan that is meant cannot be read, and NeedsDecision where nobody is there to
    be asked.
    """
    yield from follow_up.look()
    if len(follow_up.paths) == 1 and follow_up.unreadable:
        raise follow_up.unreadable[0].why
    sentence, at = "\n".join([*listing(follow_up), say("follow.in-lines")]), 0
    while True:
        options = tuple(rows_to_pick(follow_up))
        lead = [say("follow.lead"), not_for_families(follow_up.plans)]
        lead += [explain(one.why) for one in follow_up.unreadable]
        picked = yield Ask(
            title(follow_up.plans), options, " ".join(filter(None, lead)), at=min(at, len(options) - 1),
            notice=follow_up.told(), sentence=sentence, stays=True, takes_lines=True, undo=UNDO,
        )  # fmt: skip
        sentence = ""
        at = next((n for n, option in enumerate(options) if option.value == picked), at)
        if picked is None or picked == LEAVE:
            return
        if isinstance(picked, Followed):
            yield from of_action(follow_up, picked)
            at = _place_of(picked, list(rows_to_pick(follow_up)), at)
        elif picked == ORDER:
            follow_up.order = "date" if follow_up.order == "person" else "person"
        elif picked == PRIVATE:
            follow_up.shown = follow_up.shown._replace(private=not follow_up.shown.private)
        elif picked == UNDO:
            yield from follow_up.undo()
        else:
            refused = follow_up.refused
            if (yield from take_line(follow_up, str(picked))):
                return
            if follow_up.refused > refused:
                yield NotTaken(str(picked))


def _place_of(row: Followed, options: list[Option], at: int) -> int:
    """Return where an action stands now among the options."""
    rows = ((n, option.value) for n, option in enumerate(options) if isinstance(option.value, Followed))
    return next((n for n, one in rows if (one.path, one.number) == (row.path, row.number)), at)
