"""The shortest meeting of a format: its pages where all goes smoothly, and how long the room needs for them.

Six people with a child, three of everything that is asked of each, nobody asked back. A page takes as long
as the longest of its questions, since the room talks of them together. The seconds are estimates: words of
the child or of everybody from what leaders of group talks plan with, the others from trials.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from itertools import groupby
from typing import NamedTuple

from facilitator.script.conditions import ANYTHING, Condition
from facilitator.script.formats_and_turns import Agenda, AnswerKind, FormatFile, Page, Segment, Turn

CHILD_SECONDS, ROOM_SECONDS = 90, 110
"""What a question in words takes: put to the child, and to anybody else."""

_SECONDS: dict[AnswerKind, int] = {"scores": 60, "action": 50, "board": 180}
_AGREED_SECONDS, _QUICK_SECONDS = 50, 20
"""What one sentence takes on which the room agrees, and an answer that is picked."""

_THREE, _UNDER = 3, 2
_PEOPLE = {"parents": 2, "school": 2, "practitioners": 1, "present": 6, "sent_in": 0, "sides": 0}
_LOOPS = {"loose_actions": 0, **_PEOPLE}


class SmoothPage(NamedTuple):
    """One page of the shortest meeting: its turns with how often each is asked on it."""

    segment: str
    turns: tuple[tuple[Turn, int], ...]

    @property
    def is_open(self) -> bool:
        """Whether people are asked for words of their own."""
        return any(_is_open(turn) for turn, _ in self.turns)

    @property
    def seconds(self) -> int:
        """What the page takes."""
        return max(_seconds(turn) for turn, _ in self.turns)


def shortest_meeting(form: FormatFile, segments: list[Segment], agenda: Agenda) -> list[SmoothPage]:
    """Return the pages after the set-up, in order."""
    by_id = {segment.id: segment for segment in segments}
    held = [by_id[name] for name in agenda.segments if name in by_id and not by_id[name].setup]
    scored = {
        turn.id for segment in held for turn in segment.every_turn() if turn.answer in ("scores", "agree")
    }
    walk = _Walk(form, agenda.minutes, scored)
    return [page for segment in held for page in walk.pages(segment)]


def _is_open(turn: Turn) -> bool:
    return turn.answer == "board" or (turn.answer == "lines" and not turn.agreed)


def _seconds(turn: Turn) -> int:
    if turn.answer == "lines" and turn.agreed:
        return _AGREED_SECONDS
    if turn.answer == "lines":
        return CHILD_SECONDS if turn.to == "child" else ROOM_SECONDS
    return _SECONDS.get(turn.answer, _QUICK_SECONDS)


class _Walk(NamedTuple):
    """The way through the segments of one length; `scored` are the turns at which numbers are given."""

    form: FormatFile
    minutes: int
    scored: set[str]

    def pages(self, segment: Segment) -> Iterator[SmoothPage]:
        pool = {turn.id: turn for turn in segment.pool}
        turns = [one for turn in segment.turns for one in self._asked(turn, pool, ())]
        runs = [list(run) for _, run in groupby(turns, key=partial(self._page_of, segment))]
        for _ in range(self._times(segment.for_each, None)):
            for run in runs:
                yield from self._on_pages(run, segment)

    def _page_of(self, segment: Segment, turn: Turn) -> Page | str:
        return segment.page_of(turn.id, self.minutes) or turn.id

    def _on_pages(self, run: list[Turn], segment: Segment) -> Iterator[SmoothPage]:
        """Yield the page of turns that share one; where each thing has its own, one for each."""
        times = {turn.id: self._times(turn.for_each, segment.for_each) for turn in run}
        asked = tuple((turn, times[turn.id]) for turn in run if times[turn.id])
        page = segment.page_of(run[0].id, self.minutes)
        if page is None or page.each:
            once = tuple((turn, 1) for turn, _ in asked)
            yield from [SmoothPage(segment.id, once)] * max(times.values())
        elif asked:
            yield SmoothPage(segment.id, asked)

    def _times(self, loop: str | None, inside: str | None) -> int:
        if loop is None:
            return 1
        if loop.rpartition(".")[2] in self.form.items and inside is not None:
            return _UNDER
        return _LOOPS.get(loop, _THREE)

    def _asked(self, turn: Turn, pool: dict[str, Turn], above: tuple[str, ...]) -> Iterator[Turn]:
        """Yield a turn where a smooth meeting asks it, and those that follow whatever is answered."""
        if not self._holds(turn.when):
            return
        yield turn
        for after in turn.follow_ups:
            follows = pool.get(after.turn)
            if follows is not None and after.turn not in above and self._holds(after.when):
                yield from self._asked(follows, pool, (*above, turn.id))

    def _holds(self, when: Condition) -> bool:
        """Whether a condition holds where all are there and show the same, and no answer calls for more."""
        scale = self.form.scale
        middle = (scale.lowest + scale.highest) // 2 if scale else None
        return all(
            (
                all(ANYTHING in values and turn in self.scored for turn, values in when.answers.items()),
                when.spread is None or when.spread.holds(0),
                when.second_spread is None,
                when.score is None or when.score.holds(middle),
                not when.score_result or "agreed" in when.score_result,
                not (when.absent or when.sent_in or when.not_sent_in),
                when.minutes is None or when.minutes.holds(self.minutes),
                when.school_year is None,
                not when.last_period and when.low_before is not True and when.had_review is not False,
                when.next_before is not True and when.before_known is not False,
                not when.says_by or "talk" in when.says_by,
                not when.offered,
            )
        )
