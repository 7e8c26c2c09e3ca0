"""Opens a plan and its meeting behind a screen, and asks what must be known first."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, Any, TypeVar

from textual.worker import WorkerCancelled, WorkerFailed

if TYPE_CHECKING:
    from textual.screen import Screen

    from facilitator.dialogue.wants import Asked
    from facilitator.plan.refusal import Refusal
    from facilitator.ui.front import Front
    from facilitator.work.session import Session

    Begins = Callable[[], Asked[Session | None]]
    """Makes the dialogue that opens the plan and its meeting; called in a thread, after the first frame."""

_Result = TypeVar("_Result")


@dataclass(frozen=True)
class Opened:
    """What opening came to: a meeting, None where the chair would rather not; `refusal` is why there is none.

    `asked` says that something was asked before it, and `told` is what was said then and seen nowhere.
    """

    session: Session | None = None
    refusal: Refusal | None = None
    asked: bool = False
    told: str = ""


async def opened(screen: Screen[Any], front: Front, begins: Begins) -> Opened:
    """Carry the dialogue that opens a plan; what is slow in it, and its imports, in a thread."""
    dialogue = await in_thread(screen, lambda: _loaded(begins))
    from facilitator.dialogue.carrying import Carried
    from facilitator.plan.refusal import Refusal
    from facilitator.ui.carrying import Opens, carry

    host = Opens(front, partial(in_thread, screen), screen)
    carried = Carried(dialogue, host)
    try:
        session = await carry(carried, carried.go_on(), host)
    except Refusal as refusal:
        return Opened(refusal=refusal)
    return Opened(session, None, host.asked, host.told)  # type: ignore[arg-type]


async def say_why_not(front: Front, refusal: Refusal) -> None:
    """Say why there is no meeting."""
    from facilitator.dialogue.wants import Ask, Option
    from facilitator.script.words import explain, say
    from facilitator.ui.screens.ask import AskPage

    front.refused(refusal)
    close = Option("close", say("dialogue.go-back"))
    await front.push_screen_wait(AskPage(Ask(say("dialogue.cannot-open"), (close,), explain(refusal))))


async def in_thread(screen: Screen[Any], work: Callable[[], _Result]) -> _Result:
    """Return what work in a thread comes to; raises what it raises."""
    worker = screen.run_worker(work, thread=True, exit_on_error=False)
    try:
        return await worker.wait()
    except WorkerCancelled:  # the program ends
        raise asyncio.CancelledError from None
    except WorkerFailed as failed:
        raise failed.error from None


def _loaded(begins: Begins) -> Asked[Session | None]:
    """Return the dialogue, with everything imported that the meeting needs: that is slow."""
    import facilitator.ui.carrying
    import facilitator.ui.showing  # noqa: F401

    return begins()
