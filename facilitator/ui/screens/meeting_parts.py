"""The parts of the meeting's screen, from top to bottom, and how the focus goes from one to the other."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Protocol, TypeVar

from textual.containers import Horizontal, Vertical

from facilitator.ui.screens.base_screen import CalmScreen
from facilitator.ui.widgets.choices import Choices
from facilitator.ui.widgets.drawn import Drawn
from facilitator.ui.widgets.sentence_box import Sentence

if TYPE_CHECKING:
    from textual.app import ComposeResult
    from textual.widget import Widget

    from facilitator.meeting.minutes_parts import Key
    from facilitator.ui.widgets.card_board import Board
    from facilitator.ui.widgets.moves_row import Moves
    from facilitator.ui.widgets.tiles import Tiles

ForChild = TypeVar("ForChild", bound=Drawn)
"""A part of which only questions to the child have need."""


class ShowsPicture(Protocol):
    """What looks for the picture of typed words when they have changed, and turns to another one."""

    def changed(self) -> None:
        """Look soon for what goes with the words in the box."""

    def turn(self) -> None:
        """Show another picture, or none."""

    def of_card(self, key: Key, card: str) -> str:
        """Return the picture that stood beside the words of a card when they were typed; empty = none."""


class MeetingParts(CalmScreen[None]):
    """The widgets of the meeting; what stands in them is shown by `ui.meeting_shown`."""

    AUTO_FOCUS = ""
    """Nothing, until there is a question that can be answered."""

    tiled = False
    """Whether the options are tiles now."""

    picture: ShowsPicture | None = None
    """What shows the picture that goes with typed words."""

    def compose(self) -> ComposeResult:
        """Lay out the parts, from top to bottom."""
        yield self.too_small()
        yield Drawn(id="bar")
        yield Drawn(id="trouble")
        yield Drawn(id="agenda")
        with Horizontal(id="table"):
            with Vertical(id="middle"):
                yield Drawn(id="rows")
                yield Drawn(id="question")
                yield Choices(id="choices")
                yield Drawn(id="said")
                yield Drawn(id="says")
                yield Sentence(id="sentence")
                yield Drawn(id="notice")
            yield Drawn(id="beside")
        yield Drawn(id="keys")

    def drawn(self, name: str) -> Drawn:
        """Return one of the drawn parts."""
        return self.query_one(f"#{name}", Drawn)

    @property
    def choices(self) -> Choices:
        """The options, in whichever way they are shown now."""
        return self.tiles if self.tiled else self.plain_choices

    @property
    def plain_choices(self) -> Choices:
        """The options as a list."""
        return self.query_one("#choices", Choices)

    @property
    def tiles(self) -> Tiles:
        """The options as large tiles."""
        from facilitator.ui.widgets.tiles import Tiles

        return self._for_child(Tiles, "tiles", after="#choices")

    @property
    def board(self) -> Board:
        """The board with cards to sort."""
        from facilitator.ui.widgets.card_board import Board

        return self._for_child(Board, "board", after="#choices")

    @property
    def moves(self) -> Moves:
        """The row of moves under a question to the child."""
        from facilitator.ui.widgets.moves_row import Moves

        return self._for_child(Moves, "moves", after="#notice")

    @property
    def seen(self) -> Drawn:
        """The row with the picture that goes with the words in the box."""
        return self._for_child(Drawn, "seen", after="#said")

    def _for_child(self, kind: type[ForChild], name: str, *, after: str) -> ForChild:
        """Return a part for the child, made when it is wanted first; no first frame waits for it."""
        part = self.query_one_optional(f"#{name}", kind)
        if part is None:
            part = kind(id=name)
            part.display = False
            self.query_one("#middle").mount(part, after=after)
        return part

    def has(self, name: str) -> bool:
        """Whether a part for the child was wanted before."""
        return bool(self.query(f"#{name}"))

    def on_text_area_changed(self) -> None:
        """Look for the picture that goes with what stands in the sentence."""
        super().on_text_area_changed()
        if self.picture is not None:
            self.picture.changed()

    def action_other_picture(self) -> None:
        """Show another picture beside the child's words, or none."""
        if self.picture is not None:
            self.picture.turn()

    @property
    def loose_cards(self) -> list[tuple[Key, str]]:
        """The child's own cards that are not sorted, each with the question that it is for."""
        return []

    @property
    def half_typed(self) -> str:
        """The words that were typed here and not sent, with the child's own cards that are not sorted."""
        return "".join([super().half_typed, *(card for _, card in self.loose_cards)])

    def typed_here(self) -> Iterator[tuple[str, str]]:
        """Yield what was typed at the question, which needs no name."""
        if (words := super().half_typed).strip():
            yield "", words

    def put_answers_away(self) -> None:
        """Leave the options for a while, so that nothing is picked that cannot be seen."""
        if isinstance(self.focused, Choices):
            self.set_focus(None)
        self.query("#middle Choices").set(display=False)

    def leave_answers(self) -> None:
        """Put away everything that can be answered with."""
        self.query("#middle Choices, #sentence").set(display=False)

    def left(self, step: int) -> None:
        """Go to what stands above or below where something can be done, and from an end to the other."""
        parts = self.query_one("#middle").children
        there = [part for part in parts if part.display and isinstance(part, Choices | Sentence)]
        if self.focused not in there or len(there) == 1:
            return
        # What is typed comes before a list, and that before the moves; tiles are left as they stand.
        listed = self.sentence in there and not self.tiled
        if listed:
            there = [self.sentence, *(part for part in there if part is not self.sentence)]
        if listed and self.focused is self.sentence and self.choices in there:
            found: Widget = self.choices
        else:
            found = there[(there.index(self.focused) + step) % len(there)]
        self.set_focus(found, scroll_visible=False)
        if found is not self.choices:
            return
        if self.tiled:
            self.choices.place(self.choices.at or 0)
        else:
            self.choices.action_edge(-step)

    # Reading

    def key_pageup(self) -> None:
        """Read further up."""
        for part in reversed(self._longer):
            if part.scroll_offset.y > 0:
                part.scroll_page_up(animate=False)
                return

    def key_pagedown(self) -> None:
        """Read further down: to the end of one part, and then on in the next."""
        part = self._goes_on
        if part is not None:
            part.scroll_page_down(animate=False)

    def read_on(self) -> None:
        """Read further down, and from the top again after the end."""
        if self._goes_on is not None:
            self.key_pagedown()
            return
        for part in self._longer:
            part.scroll_home(animate=False)

    def action_read(self) -> None:
        """Read on; for the mouse."""
        self.read_on()

    def action_point(self) -> None:
        """Go to the next answer; for the mouse."""
        self.set_focus(self.choices, scroll_visible=False)
        self.choices.action_across(1)

    @property
    def reads_on(self) -> bool:
        """Whether there is more to read than is in view, beside what is said of it."""
        return any(part is not self.drawn("notice") for part in self._longer)

    @property
    def _goes_on(self) -> Drawn | None:
        """The first part of which more stands below."""
        return next((part for part in self._longer if part.scroll_offset.y < part.max_scroll_y), None)

    @property
    def _longer(self) -> list[Drawn]:
        """The parts that are longer than the room they have."""
        parts = [*map(self.drawn, ("said", "beside", "question")), self.choices, self.drawn("notice")]
        return [part for part in parts if part.display and part.max_scroll_y]
