"""Shows the child's part on the meeting's screen: tiles, the board, the moves, and the quiet wait."""

from __future__ import annotations

from typing import TYPE_CHECKING

from facilitator.meeting.minutes_parts import same_words
from facilitator.meeting.quiet_wait import WAIT_SECONDS, wait
from facilitator.ui.drawing.option_lines import answers_as_tiles, moves_of, sign_of_column

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from textual.timer import Timer

    from facilitator.meeting.minutes import Key
    from facilitator.meeting.question import Question
    from facilitator.ui.screens.meeting_parts import MeetingParts
    from facilitator.ui.widgets.choices import Choice, Choices
    from facilitator.ui.widgets.drawn import Drawn
    from facilitator.work.session import Session

ROOMY = 32
"""From so many rows on, options stand apart and the question keeps its empty lines."""

_LEAST_TILE_ROWS = 3
_LEAST_READING = 4
"""Rows that words which are read out keep beside the tiles."""


class ShowsChild:
    """Keeps the parts for the child in step; holds cards of the child's own that are not sorted yet.

    `changed` is called when they did, and `waited` when the quiet wait is over.
    """

    def __init__(
        self, screen: MeetingParts, session: Session, changed: Callable[[], None], waited: Callable[[], None]
    ) -> None:
        self.screen, self.session = screen, session
        self._changed, self._waited = changed, waited
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
        tight = (tiled or boarded or question.ticks) and screen.size.height < ROOMY
        middle = screen.query_one("#middle")
        middle.set_class(tiled, "-tiled").set_class(boarded, "-boarded").set_class(tight, "-tight")
        screen.drawn("says").display = not (boarded and screen.short)
        screen.drawn("said").display = not boarded
        if boarded:
            self._show_board(question, new=new)
            return screen.board
        if list(options) != screen.choices.options:
            stays = not new and question.ticks
            screen.choices.show(options, screen.choices.at if stays else at)
        return screen.tiles if tiled else None

    def give_room(self, question: Question | None) -> None:
        """Let the tiles have the rows that everything else leaves, counted before they are laid out."""
        screen = self.screen
        column = screen.query_one("#middle")
        if not screen.tiled or question is None:
            return
        asked = screen.drawn("question")
        around = 0 if screen.short else 1  # as the style sheet has it for `-tight`, which may come later
        if screen.size.height >= ROOMY:
            around = asked.styles.padding.height + asked.styles.margin.height
        taken = min(self._rows(asked), column.size.height // 2) + around
        taken += sum(self._rows(screen.drawn(part)) for part in ("says", "notice")) + self._rows(screen.moves)
        taken += max(1, screen.sentence.size.height) if screen.sentence.display else 0
        taken += screen.tiles.styles.margin.height
        place = self.session.meeting.place
        read_out = place is not None and place.turn.shows == "everything" and question.beside.said
        reading = _LEAST_READING if read_out else 1
        screen.tiles.give_room(max(_LEAST_TILE_ROWS, column.size.height - taken - reading))

    def _rows(self, part: Drawn) -> int:
        """Return how many rows a part takes, at least those that it always has."""
        width = part.scrollable_content_region.width or self.screen.query_one("#middle").size.width
        least = part.styles.min_height
        rows = max(len(part.lines(width)), int(least.value) if least is not None else 1)
        return rows if part.display else 0

    # The board

    def _show_board(self, question: Question, *, new: bool) -> None:
        from facilitator.ui.widgets.card_board import Column

        band, script = self.session.meeting.minutes.band, self.session.meeting.script
        sorted_now = {same_words(card) for column in question.columns for card in column.cards}
        own = [card for card in self._own_cards.get(question.key, []) if same_words(card) not in sorted_now]
        columns = [
            Column(
                column.id,
                f"{sign_of_column(column.id, script, band)} {column.child}".strip(),
                tuple(column.cards),
            )
            for column in question.columns
        ]
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
    def own_cards(self) -> list[str]:
        """The child's own cards that were typed and not sorted."""
        return [card for cards in self._own_cards.values() for card in cards if self._is_loose(card)]

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
