"""How something was said: in own words, with help, said for somebody; signed, when asked, sent in before."""

from __future__ import annotations

from typing import Protocol

from facilitator.script.ladder import Say
from facilitator.script.words_by_key import say


def manner(
    how: str,
    helper: str = "",
    *,
    given: str | None = None,
    asked: str = "",
    sent_in: bool = False,
    tell: Say = say,
) -> str:
    """Return how words were said: `how` such as `with_help`, `given` such as `signed`, both by their ids.

    `helper` is a name; `asked` the question in the words that were put, where the answer needs them.
    """
    by = "-by" if helper and how != "own_words" else ""
    words = tell(f"manner.{how.replace('_', '-')}{by}", helper=helper)
    if given:
        words = tell("manner.with-given", how=words, given=way(given, tell=tell))
    if asked:
        words = tell("manner.when-asked", how=words, asked=asked)
    return tell("manner.sent-in", how=words) if sent_in else words


def way(given: str, *, tell: Say = say) -> str:
    """Return how an answer was given, in a word: signed."""
    return tell(f"manner.{given}")


class Line(Protocol):
    """A line of what was said, as it is shown: names as the room has them, ids of how; empty = not noted."""

    @property
    def speaker(self) -> str: ...  # noqa: D102
    @property
    def how(self) -> str: ...  # noqa: D102
    @property
    def when(self) -> str: ...  # noqa: D102
    @property
    def helper(self) -> str: ...  # noqa: D102
    @property
    def given(self) -> str: ...  # noqa: D102
    @property
    def asked(self) -> str: ...  # noqa: D102
    @property
    def beside(self) -> bool: ...  # noqa: D102
    @property
    def not_shared(self) -> bool: ...  # noqa: D102


def of_line(line: Line) -> str:
    """Return how a line was said, whether beside an answer, and if it is not for sharing.

    What the room agreed needs no manner.
    """
    marks = [("manner.beside", line.beside), ("manner.not-shared", line.not_shared)]
    beside = ", ".join(say(key) for key, holds in marks if holds)
    if line.speaker == say("meeting.everyone"):
        return beside
    sent_in = line.when == "sent_in"
    how = manner(line.how, line.helper, given=line.given, asked=line.asked, sent_in=sent_in)
    return say("manner.said-by", speaker=how, how=beside) if beside else how


def said_by(line: Line) -> str:
    """Return who said a line, and how: "Mina, with help from Mum"."""
    how = of_line(line)
    return say("manner.said-by", speaker=line.speaker, how=how) if how else line.speaker
