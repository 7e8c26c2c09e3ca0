"""Shows the child's part on the meeting's screen: tiles, the board, the moves, and the quiet wait."""

from __future__ import annotations

from typing import TYPE_CHECKING

from facilitator.meeting.minutes_parts import same_words
from facilitator.meeting.quiet_wait import WAIT_SECONDS, wait
from facilitator.ui.child_pictures import ChildPictures
from facilitator.ui.drawing.option_lines import answers_as_tiles, moves_of, sign_of_column
from facilitator.ui.widgets.drawn import Drawn

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from textual.timer import Timer

    from facilitator.meeting.minutes import Key
    from facilitator.meeting.question import Question
    from facilitator.ui.screens.meeting_parts import MeetingParts
    from facilitator.ui.widgets.choices import Choice, Choices
    from facilitator.work.session import Session


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
        self.screen.board.take_pictures(faces, self.pictures.of_card)
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
            self.screen.moves.show(shown, len(shown) - 1)

    def wait_quietly(self, question: Question | None) -> None:
        """See to it that the line for the chair changes when the wait is over."""
        if self._timer is not None:
            self._timer.stop()
            self._timer = None
        now = wait(self.session.meeting, self.session.now()) if question is not None else None
        if now is not None and not now.offer:
            left = WAIT_SECONDS - now.seconds
            self._timer = self.screen.set_timer(left, self._waited)
