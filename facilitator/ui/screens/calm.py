"""What every screen shares: our keys, the terminal's cursor, and a plea for a larger window."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar

from textual import events
from textual.message import Message
from textual.screen import Screen

from facilitator.ui.drawing.text import wrapped
from facilitator.ui.first_words import first_words
from facilitator.ui.widgets.choices import Choices
from facilitator.ui.widgets.drawn import Drawn
from facilitator.ui.widgets.sentence import Sentence

if TYPE_CHECKING:
    from facilitator.ui.app import FacilitatorApp

Result = TypeVar("Result")


class CalmScreen(Screen[Result]):
    """A screen whose keys come from the table, and which asks for a larger window where there is no room."""

    HORIZONTAL_BREAKPOINTS: list[tuple[int, str]] | None = [
        (0, "-tiny"),
        (24, "-narrow"),
        (64, "-medium"),
        (100, "-wide"),
    ]
    VERTICAL_BREAKPOINTS: list[tuple[int, str]] | None = [
        (0, "-flat"),
        (10, "-short"),
        (20, "-tall"),
    ]

    class Pressed(Message, bubble=False):
        """A key was pressed, or text was pasted."""

        def __init__(self, event: events.Key | events.Paste) -> None:
            super().__init__()
            self.event = event

    spent = False
    """Whether the screen has done its work, and is only still there because others lie on it."""

    @property
    def facilitator(self) -> FacilitatorApp:
        """The app, as our own class."""
        from facilitator.ui.app import FacilitatorApp

        assert isinstance(self.app, FacilitatorApp)  # noqa: S101 - there is no other
        return self.app

    @property
    def short(self) -> bool:
        """Whether there are few rows."""
        return self.size.height < 20

    def too_small(self) -> Drawn:
        """Return the widget that is shown alone where the window is too small."""
        drawn = Drawn(id="too-small")
        drawn.draw(lambda width: wrapped(first_words("too-small"), width, "bold $ink"))
        return drawn

    def on_descendant_focus(self, event: events.DescendantFocus) -> None:
        """Let the terminal's own cursor stand where the focus is."""
        del event
        self.follow_cursor()

    def on_resize(self) -> None:
        """Let the cursor follow when everything has found its new place."""
        self.call_after_refresh(self.follow_cursor)

    @property
    def takes_keys(self) -> bool:
        """Whether the focus is where people type or choose."""
        return isinstance(self.focused, Sentence | Choices)

    async def on_calm_screen_pressed(self, message: Pressed) -> None:
        """Take one key wholly in before the next, wherever the focus is by then.

        Textual lets a key wander from widget to screen to app, and the next key overtake it: words typed
        ahead would land at the wrong question, and a quick Enter and Tab would answer two.
        """
        event, focused = message.event, self.focused
        if not isinstance(focused, Sentence | Choices):
            self._forward_event(event)
        elif isinstance(event, events.Paste):
            self.query(Sentence).first(Sentence).take_paste(event.text)
        elif not focused.take_key(event):
            bound = self.active_bindings.get(event.key)
            if bound is not None and bound.enabled:
                await self.app.run_action(bound.binding.action, bound.node)

    def follow_cursor(self) -> None:
        """Put the terminal's cursor on the focused widget."""
        focused = self.focused
        if isinstance(focused, Choices):
            self.app.cursor_position = focused.pointer
        elif isinstance(focused, Sentence):
            self.app.cursor_position = focused.cursor_screen_offset

    def action_help(self) -> None:
        """Show what every key does."""
        from facilitator.ui.screens.help import HelpPage

        self.app.push_screen(HelpPage())

    def left(self, step: int) -> None:
        """Go from the sentence to the options."""
        choices = self.query(Choices).first(Choices)
        if choices.display and choices.options:
            self.set_focus(choices)
            choices.action_edge(-step)

    def typed(self, character: str) -> None:
        """Go from the options to the sentence with the letter that was typed."""
        sentence = self.query(Sentence).first(Sentence)
        if sentence.display:
            self.set_focus(sentence)
            sentence.insert(character)

    def on_text_area_changed(self) -> None:
        """Keep the cursor with the words."""
        self.follow_cursor()
