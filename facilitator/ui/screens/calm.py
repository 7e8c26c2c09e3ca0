"""What every screen shares: our keys, the terminal's cursor, and a plea for a larger window."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar

from textual.screen import Screen

from facilitator.ui.drawing.text import wrapped
from facilitator.ui.first_words import first_words
from facilitator.ui.widgets.choices import Choices
from facilitator.ui.widgets.drawn import Drawn
from facilitator.ui.widgets.sentence import Sentence

if TYPE_CHECKING:
    from textual import events

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

    def on_sentence_left(self, event: Sentence.Left) -> None:
        """Go from the sentence to the options."""
        event.stop()
        choices = self.query(Choices).first(Choices)
        if choices.display and choices.options:
            choices.focus()
            if event.step < 0:
                choices.place(len(choices.options) - 1)

    def on_choices_typed(self, event: Choices.Typed) -> None:
        """Go from the options to the sentence with the letter that was typed."""
        event.stop()
        sentence = self.query(Sentence).first(Sentence)
        if sentence.display:
            sentence.focus()
            sentence.insert(event.character)

    def on_text_area_changed(self) -> None:
        """Keep the cursor with the words."""
        self.follow_cursor()
