"""How the rows of the screen are shared out: the question, what answers it, then the page around it."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from facilitator.ui.drawing.frame import key_lines
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

_LEAST_READ_OUT = 4
"""The same beside a child's pictures, which are shown even so."""

_WELL_TOLD = 7
"""Rows of a picture from which on no more room is made for it."""

_NAMES = 2
"""Rows that everybody's number in short keeps beside tiles, or where something else is asked."""


class _Frame(NamedTuple):
    """Empty rows in the question and around it, as the style sheet has them; a short screen has none."""

    inside: int
    around: int


_WIDE, _PADDED, _CLOSE = _Frame(2, 2), _Frame(2, 1), _Frame(0, 1)

_ABOVE = 1
"""The empty row above the page."""


class _Way(NamedTuple):
    """What gives up rows for pictures: `pressed` empty ones and one of the keys, `bare` others' words."""

    pressed: bool = False
    bare: bool = False


_WAYS = (_Way(), _Way(pressed=True), _Way(pressed=True, bare=True))


class SharedRows:
    """Shares the rows out again whenever what stands on the screen has changed.

    `asked` returns how many rows the question takes in a width, with its empty rows or close together and
    with others' words or bare, `given` how many what was given takes, and `keys` which keys do something.
    """

    def __init__(
        self,
        screen: MeetingParts,
        asked: Callable[[int, bool, bool], int],
        given: Callable[[int], int],
        keys: Callable[[], list[str]],
    ) -> None:
        self.screen, self._asked, self._given, self._keys = screen, asked, given, keys
        self.of_page = 0
        """What the questions of the page may take, a row each."""
        self.reading = 0
        """What is left for what was given."""
        self.close = False
        """Whether the question gives up its empty rows, for want of room."""
        self.box = 0
        """The rows of the sentence, as they were when the rows were shared out."""
        self._foot = 0
        self.way = _WAYS[0]
        """What gives up rows for a child's pictures."""

    def share(self, question: Question, *, reads_out: bool) -> None:
        """Give the page and the tiles what the other parts leave; `reads_out` where words are read to all."""
        screen = self.screen
        self.box = screen.sentence.size.height
        self._foot = self._rows_of_foot()
        wanted = 0 if screen.short or screen.facilitator.large else self._wanted_by_page(question)
        reading = self._wanted_to_read(question, reads_out=reads_out)
        kept = reading + (_TILES if screen.tiled else 0)
        needed = kept + (wanted + _ABOVE if wanted else 0)
        frame = self._frame(question, needed)
        self.close = frame != _WIDE
        room = self._left(frame, _WAYS[0]) - kept - _ABOVE
        self.of_page = min(wanted, room) if room >= LEAST_ROWS else 0
        self.way = self._way(question, frame, reading)
        middle = screen.query_one("#middle").set_class(self.way.pressed, "-pressed")
        middle.set_class(self.close, "-tight").set_class(frame == _PADDED, "-padded")
        left = self._left(frame, self.way)
        if self.way.pressed:
            self.of_page, reading = 0, self._least_reading(question, reading)
        left -= self.of_page + _ABOVE if self.of_page else 0
        if screen.tiled:
            below = self._below(self.way)
            screen.tiles.give_room(max(_LEAST_TILES, left - reading - below))
            left -= self._rows_of(screen.tiles) + below
        self.reading = max(1, left)

    def _way(self, question: Question, frame: _Frame, reading: int) -> _Way:
        """Return what gives up rows, so that a child's pictures are well told, or else stand there at all."""
        screen, usual = self.screen, _WAYS[0]
        if screen.short or screen.facilitator.large:
            return usual
        if question.columns:
            roomy = screen.size.height >= ROOMY
            return _WAYS[-1] if screen.board.has_pictures and not roomy else usual
        if not screen.tiled:
            return usual
        rows = {way: self._picture_rows(question, frame, reading, way) for way in _WAYS}
        return next((way for way in _WAYS if rows[way] >= _WELL_TOLD), max(_WAYS, key=lambda way: rows[way]))

    def _picture_rows(self, question: Question, frame: _Frame, reading: int, way: _Way) -> int:
        """Return how high the pictures of the tiles would be."""
        room = self._left(frame, way) - self._below(way)
        if way.pressed:
            room -= self._least_reading(question, reading)
        else:
            room -= reading + (self.of_page + _ABOVE if self.of_page else 0)
        return self.screen.tiles.picture_rows(self._width(self.screen.tiles), room)

    def _least_reading(self, question: Question, reading: int) -> int:
        """Return the rows that what was given keeps beside pictures."""
        return 1 if question.answer == "scores" else min(reading, _LEAST_READ_OUT)

    def _below(self, way: _Way) -> int:
        """Return the empty rows under the tiles, as the style sheet has them."""
        return 0 if way.pressed or self.screen.short or self.screen.facilitator.large else 1

    def _rows_of_foot(self) -> int:
        """Return how many rows the keys take, where nothing gives up any."""
        keys = self.screen.drawn("keys")
        if self.screen.short or not self.way.pressed:  # it stands there already
            return keys.size.height
        return len(key_lines(self._keys(), self._width(keys), 2))

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
        return next((frame for frame in frames if self._left(frame, _WAYS[0]) >= needed), frames[-1])

    def _left(self, frame: _Frame, way: _Way) -> int:
        """Return the rows that are left for the page, the tiles and what was given."""
        screen, close = self.screen, frame != _WIDE
        foot = 1 if way.pressed else self._foot
        column = screen.query_one("#middle").size.height + screen.drawn("keys").size.height - foot
        asked = self._asked(self._width(screen.drawn("question")), close, way.bare)
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
