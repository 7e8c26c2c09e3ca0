"""Shows the child's part on the meeting's screen: tiles, the board, the moves, and the quiet wait."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from facilitator.meeting.minutes_parts import same_words
from facilitator.meeting.quiet_wait import WAIT_SECONDS, wait
from facilitator.ui.child_pictures import ChildPictures
from facilitator.ui.drawing.agenda_pictures import Part, agenda_pictures, parts_that_fit
from facilitator.ui.drawing.answer_lines import answer_lines
from facilitator.ui.drawing.option_lines import answers_as_tiles, child_is_asked, moves_of, sign_of_column
from facilitator.ui.widgets.drawn import Drawn

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from textual.content import Content
    from textual.timer import Timer

    from facilitator.meeting.minutes import Key
    from facilitator.meeting.question import Question
    from facilitator.ui.drawing.half_blocks import Pictured
    from facilitator.ui.screens.meeting_parts import MeetingParts
    from facilitator.ui.widgets.choices import Choice, Choices
    from facilitator.work.session import Session


_ROWS_FOR_MOVES = 36
"""Rows of a screen from which on the moves have pictures, too."""


class ShowsChild:
    """Keeps the parts for the child in step; holds cards of the child's own that are not sorted yet.

    `changed` is called when they did, and `waited` when the quiet wait is over.
    """

    def __init__(
        self, screen: MeetingParts, session: Session, changed: Callable[[], None], waited: Callable[[], None]
    ) -> None:
        self.screen, self.session = screen, session
        self._changed, self._waited = changed, waited
        self.pictures = ChildPictures(screen, session, self._pictures_came)
        self._own_cards: dict[Key, list[str]] = {}
        self._at: Key | None = None
        self._timer: Timer | None = None

    # Answers

    def show_answers(self, question: Question, options: Sequence[Choice], at: int | None) -> Choices | None:
        """Show the options in the widget that suits them, and return it where the child points first."""
        screen = self.screen
        tiled = bool(options) and answers_as_tiles(self.session, question)
        boarded = bool(question.columns)
        new = question.key != self._at
        self._at = question.key
        screen.tiled = tiled
        screen.plain_choices.display = bool(options) and not tiled
        if tiled or screen.has("tiles"):
            screen.tiles.display = tiled
        if boarded or screen.has("board"):
            screen.board.display = boarded
        screen.drawn("says").display = not (boarded and screen.short)
        screen.drawn("said").display = not boarded
        if boarded:
            self._show_board(question, new=new)
            return screen.board
        if tiled:
            screen.tiles.take_pictures(self.pictures.of_options(question, options))
        if new or list(options) != screen.choices.options:  # the pointer stays at no other's answer
            stays = not new and question.ticks
            screen.choices.show(options, screen.choices.at if stays else at)
        return screen.tiles if tiled else None

    def _pictures_came(self) -> None:
        """Show pictures that were drawn meanwhile, where their place was kept free."""
        for part in self.screen.query("#tiles, #board, #moves, #said").results(Drawn):
            part.redraw()

    # The board

    def _show_board(self, question: Question, *, new: bool) -> None:
        from facilitator.ui.drawing.board_lines import Column

        band, script = self.session.meeting.minutes.band, self.session.meeting.script
        sorted_now = {same_words(card) for column in question.columns for card in column.cards}
        own = [card for card in self._own_cards.get(question.key, []) if same_words(card) not in sorted_now]
        columns = [
            Column(
                column.id,
                f"{sign_of_column(column.id, script, band)} {column.child}".strip(),
                tuple(column.cards),
                column.child,
            )
            for column in question.columns
        ]
        faces = self.pictures.of_answers([column.id for column in question.columns])
        self.screen.board.take_pictures(faces, partial(self.pictures.of_card, question.key))
        self.screen.board.show_cards([*own, *question.cards], columns)
        if new:
            self.screen.board.begin()

    def add_card(self, key: Key, words: str) -> None:
        """Put a card of the child's own with those that are to be sorted, and take it in hand."""
        cards = self._own_cards.setdefault(key, [])
        known = [card for card in self.screen.board.every_card() if same_words(card) == same_words(words)]
        if not known:
            cards.append(words)
            self._changed()
        self.screen.board.take_in_hand(known[0] if known else words)
        self.screen.set_focus(self.screen.board, scroll_visible=False)

    @property
    def own_cards(self) -> list[tuple[Key, str]]:
        """The child's own cards that were typed and not sorted, each with the question that it is for."""
        return [
            (key, card) for key, cards in self._own_cards.items() for card in cards if self._is_loose(card)
        ]

    def _is_loose(self, card: str) -> bool:
        said = self.session.meeting.minutes.said.values()
        return all(same_words(one.entry.text) != same_words(card) for one in said)

    # The moves, and the wait

    def show_moves(self, question: Question | None) -> None:
        """Show the moves under a question that is put to the child."""
        said = self.screen.drawn("said")
        more = said.display and said.max_scroll_y > 0
        shown = moves_of(self.session, question, more_to_read=more, narrow=self.screen.size.width < 64)
        if shown or self.screen.has("moves"):
            self.screen.moves.display = bool(shown)
            self.screen.moves.take_pictures(self._of_moves(question, shown))
            self.screen.moves.show(shown, len(shown) - 1)

    # What was given, and what comes

    def given(self, question: Question, width: int, reading: int, *, scale: bool) -> list[Content]:
        """Return what was given so far at a question, or else what comes, where a part begins with it."""
        lines = answer_lines(self.session, question, width, reading, scale=scale)
        return lines or self._what_comes(question, width, reading)

    def _what_comes(self, question: Question, width: int, rows: int) -> list[Content]:
        """Return pictures of the part that begins and of those after it."""
        place, agenda = self.session.meeting.place, self.session.meeting.agenda
        asked = question.answer == "lines" and not question.answers and child_is_asked(self.session, question)
        if place is None or not asked or self.screen.short or self.screen.facilitator.large:
            return []
        first = next(one.key for one in agenda.places if one.segment.id == place.segment.id)
        if first != place.key:
            return []
        ids = [segment.id for segment in agenda.segments]
        shown = ids[ids.index(place.segment.id) :][: parts_that_fit(width)]
        pictured = self.pictures.of_segments(shown)
        parts = [Part(self.session.view.title(segment), segment == place.segment.id) for segment in shown]
        self.screen.drawn("said").has_colours_of_its_own = pictured is not None
        return agenda_pictures(parts, pictured, width, rows) if pictured else []

    def _of_moves(self, question: Question | None, shown: Sequence[Choice]) -> Pictured | None:
        """Return the pictures of the moves, where the child is asked and there is much room."""
        roomy = self.screen.size.height >= _ROWS_FOR_MOVES
        if question is None or not roomy or not child_is_asked(self.session, question):
            return None
        moves = [str(choice.value[1]) for choice in shown if isinstance(choice.value, tuple)]
        return self.pictures.of_answers(moves)

    def wait_quietly(self, question: Question | None) -> None:
        """See to it that the line for the chair changes when the wait is over."""
        if self._timer is not None:
            self._timer.stop()
            self._timer = None
        now = wait(self.session.meeting, self.session.now()) if question is not None else None
        if now is not None and not now.offer:
            left = WAIT_SECONDS - now.seconds
            self._timer = self.screen.set_timer(left, self._waited)
