"""How the rows of the screen are shared out: the question, what answers it, then the page around it."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from facilitator.ui.drawing.page_lines import LEAST_ROWS, MOST_ROWS

if TYPE_CHECKING:
    from collections.abc import Callable

    from facilitator.meeting.question import Question
    from facilitator.ui.screens.meeting_parts import MeetingParts
    from facilitator.ui.widgets.drawn import Drawn

ROOMY = 32
"""From so many rows on, options stand apart and the question keeps its empty lines."""

_TILES = 7
"""Rows of tiles with their larger drawings, and of the empty row under them."""

_LEAST_TILES = 3
_READING = {"lines": 3, "text": 3, "action": 3, "scores": 9, "agree": 3}
"""Rows that what was given keeps, as far as it has so many; another kind of answer leaves it one."""

_READ_OUT = 8
"""Rows that words which are read out keep beside the answers: a child's pictures give way to them."""

_NAMES = 2
"""Rows that everybody's number in short keeps beside tiles, or where something else is asked."""


class _Frame(NamedTuple):
    """Empty rows in the question and around it, as the style sheet has them; a short screen has none."""

    inside: int
    around: int


_WIDE, _PADDED, _CLOSE = _Frame(2, 2), _Frame(2, 1), _Frame(0, 1)

_ABOVE = 1
"""The empty row above the page."""


class SharedRows:
    """Shares the rows out again whenever what stands on the screen has changed.

    `asked` returns how many rows the question takes in a width, with its empty rows or close together, and
    `given` how many what was given takes.
    """

    def __init__(
        self, screen: MeetingParts, asked: Callable[[int, bool], int], given: Callable[[int], int]
    ) -> None:
        self.screen, self._asked, self._given = screen, asked, given
        self.of_page = 0
        """What the questions of the page may take, a row each."""
        self.reading = 0
        """What is left for what was given."""
        self.close = False
        """Whether the question gives up its empty rows, for want of room."""
        self.box = 0
        """The rows of the sentence, as they were when the rows were shared out."""

    def share(self, question: Question, *, reads_out: bool) -> None:
        """Give the page and the tiles what the other parts leave; `reads_out` where words are read to all."""
        screen = self.screen
        self.box = screen.sentence.size.height
        wanted = 0 if screen.short or screen.facilitator.large else self._wanted_by_page(question)
        reading = self._wanted_to_read(question, reads_out=reads_out)
        kept = reading + (_TILES if screen.tiled else 0)
        needed = kept + (wanted + _ABOVE if wanted else 0)
        frame = self._frame(question, needed)
        self.close = frame != _WIDE
        middle = screen.query_one("#middle")
        middle.set_class(self.close, "-tight").set_class(frame == _PADDED, "-padded")
        left = self._left(frame)
        room = left - kept - _ABOVE
        self.of_page = min(wanted, room) if room >= LEAST_ROWS else 0
        left -= self.of_page + _ABOVE if self.of_page else 0
        if screen.tiled:
            below = screen.tiles.styles.margin.height
            screen.tiles.give_room(max(_LEAST_TILES, left - reading - below))
            left -= self._rows_of(screen.tiles) + below
        self.reading = max(1, left)

    def _wanted_by_page(self, question: Question) -> int:
        """Return a row for each question of the page, but never so many that they outweigh what is asked."""
        most = self.screen.query_one("#middle").size.height // 3
        return min(len(question.page), most, MOST_ROWS)

    def _wanted_to_read(self, question: Question, *, reads_out: bool) -> int:
        if self.screen.tiled and question.answer == "scores":
            return _NAMES
        if question.answer == "lines":  # all of them at once, so that nothing jumps as words are added
            return 1 if self.screen.tiled else _READING["lines"]
        most = _READ_OUT if reads_out else _READING.get(question.answer, _NAMES if question.shown else 1)
        return max(1, min(most, self._given(self._width(self.screen.drawn("said")))))

    def _frame(self, question: Question, needed: int) -> _Frame:
        """Return the roomiest frame of the question that leaves so many rows, else the closest."""
        if self._always_close(question):
            return _CLOSE
        frames = [_WIDE] if self.screen.facilitator.large else [_WIDE, _PADDED, _CLOSE]
        return next((frame for frame in frames if self._left(frame) >= needed), frames[-1])

    def _left(self, frame: _Frame) -> int:
        """Return the rows that are left for the page, the tiles and what was given."""
        screen, close = self.screen, frame != _WIDE
        column = screen.query_one("#middle").size.height
        asked = self._asked(self._width(screen.drawn("question")), close)
        if screen.short:
            taken = min(asked, column * 60 // 100)
        else:
            taken = min(asked + frame.inside, column // 2) + frame.around
        taken += self._rows_of(screen.drawn("says"))
        taken += max(1 if close or screen.short else 2, self._rows_of(screen.drawn("notice")))
        taken += self._rows_of(screen.moves) if screen.has("moves") else 0
        taken += max(1, screen.sentence.size.height) if screen.sentence.display else 0
        if screen.plain_choices.display:
            most = column * 45 // 100 if close else column // 2
            taken += min(self._rows_of(screen.plain_choices), most) + (0 if screen.short else 1)
        return column - taken

    def _always_close(self, question: Question) -> bool:
        """Whether what is pointed at needs the room on a screen of a usual size."""
        pointed_at = self.screen.tiled or bool(question.columns) or question.ticks
        return pointed_at and self.screen.size.height < ROOMY

    def _rows_of(self, part: Drawn) -> int:
        return max(1, len(part.lines(self._width(part)))) if part.display else 0

    def _width(self, part: Drawn) -> int:
        return part.scrollable_content_region.width or self.screen.query_one("#middle").size.width
