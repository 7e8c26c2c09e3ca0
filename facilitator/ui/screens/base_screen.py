"""What every screen shares: our keys, the terminal's cursor, and a plea for a larger window."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, TypeVar, cast

from textual import events
from textual.screen import Screen

from facilitator.ui.first_words import first_words
from facilitator.ui.widgets.choices import Choices
from facilitator.ui.widgets.drawn import Drawn
from facilitator.ui.widgets.sentence_box import Sentence

if TYPE_CHECKING:
    from pathlib import Path

    from textual.geometry import Size
    from textual.widget import Widget

    from facilitator.ui.aloud_on_screens import Piece
    from facilitator.ui.app_protocol import Front

Result = TypeVar("Result")

_LEAST_COLUMNS, _LEAST_ROWS = 24, 10


class CalmScreen(Screen[Result]):
    """A screen whose keys come from the table, and which asks for a larger window where there is no room."""

    HORIZONTAL_BREAKPOINTS: list[tuple[int, str]] | None = [
        (0, "-tiny"),
        (_LEAST_COLUMNS, "-narrow"),
        (64, "-medium"),
        (100, "-wide"),
    ]
    VERTICAL_BREAKPOINTS: list[tuple[int, str]] | None = [
        (0, "-flat"),
        (_LEAST_ROWS, "-short"),
        (20, "-tall"),
    ]

    spent = False
    """Whether the screen has done its work, and is only still there because others lie on it."""

    laid_out = False
    """Whether everything is in its place, with the focus where something can be done."""

    is_about_voice = False
    """Whether the screen is there for the reading aloud itself."""

    half_typed_at: Path | None = None
    """Where what is half typed on the pages above this one is kept, where there is no meeting."""

    _focused_before: Widget | None = None
    """What had the focus when the window became too small."""

    def on_compose(self) -> None:
        """Know the room there is from the start: learnt afterwards, all would be styled and painted twice."""
        self.update_classes(dict.fromkeys(self._room(self.app.size), True), update=False)

    @classmethod
    def _room(cls, size: Size) -> Iterator[str]:
        """Yield the class of the width and that of the height."""
        for cells, steps in (
            (size.width, cls.HORIZONTAL_BREAKPOINTS),
            (size.height, cls.VERTICAL_BREAKPOINTS),
        ):
            yield from [name for least, name in steps or () if cells >= least][-1:]

    @property
    def facilitator(self) -> Front:
        """The app, as our own."""
        return cast("Front", self.app)

    @property
    def short(self) -> bool:
        """Whether there are few rows."""
        return self.size.height < 20

    @property
    def choices(self) -> Choices:
        """The options."""
        return self.query_one("#choices", Choices)

    @property
    def sentence(self) -> Sentence:
        """Where something can be typed."""
        return self.query_one("#sentence", Sentence)

    def too_small(self) -> Drawn:
        """Return the widget that is shown alone where the window is too small."""
        drawn = Drawn(id="too-small")
        drawn.write(first_words("too-small"))
        return drawn

    def on_descendant_focus(self, event: events.DescendantFocus) -> None:
        """Let the terminal's own cursor stand where the focus is."""
        del event
        self.follow_cursor()

    def on_resize(self, event: events.Resize) -> None:
        """Let the cursor follow when everything has found its new place, and the focus come back."""
        if event.size.width < _LEAST_COLUMNS or event.size.height < _LEAST_ROWS:
            self._focused_before = self._focused_before or self.focused
        else:
            self.call_after_refresh(self._focus_again)
        self.call_after_refresh(self.follow_cursor)

    def _focus_again(self) -> None:
        """Put the focus back where it was before the window was too small to show it."""
        before, self._focused_before = self._focused_before, None
        if before is not None:
            self.set_focus(before, scroll_visible=False)

    @property
    def half_typed(self) -> str:
        """The words that were typed here and not sent."""
        return "".join(sentence.text for sentence in self.query(Sentence) if sentence.half_typed)

    def typed_here(self) -> Iterator[tuple[str, str]]:
        """Yield the words that were typed here and not sent, each with what the page is called."""
        if (words := self.half_typed).strip():
            yield self.called, words

    @property
    def is_private(self) -> bool:
        """Whether what is typed here is kept nowhere until it is sent."""
        return False

    @property
    def called(self) -> str:
        """What the screen is called, where words that were typed on it are told of."""
        return ""

    def action_reveal(self) -> None:
        """Show what is hidden on a shared screen, or hide it again, where a screen has something so."""

    def say(self, words: str) -> None:
        """Say something calmly; a screen with nothing to do has no place for it."""

    def aloud(self) -> list[Piece]:
        """Return what the key for reading aloud reads here."""
        return []

    def read_aloud(self) -> None:
        """Read what there is to be read here."""
        from facilitator.script.words_by_key import say

        pieces = self.aloud()
        if not pieces:
            self.say(say("screen.nothing-aloud"))
        elif self.facilitator.voice.why_not:
            self.say(self.facilitator.voice.why_not)
        else:
            self.facilitator.voice.read(pieces)

    # Keys

    @property
    def takes_keys(self) -> bool:
        """Whether the next key can be taken in; until then the app keeps it."""
        return self.laid_out and self._focused_before is None

    async def take_key(self, event: events.Key | events.Paste) -> bool:
        """Take one key or pasted text wholly in, wherever the focus is; False where Textual should.

        Textual lets a key wander from widget to screen to app, and the next key overtake it: words typed
        ahead would land at the wrong question, and a quick Enter and Tab would answer two.
        """
        focused = self.focused
        if isinstance(event, events.Paste):
            self.paste(event.text)
            return True
        if isinstance(focused, Sentence | Choices) and focused.take_key(event):
            return True
        # The page keys move what is read, not the few options that have the focus.
        read_on = getattr(self, f"key_{event.key}", None)
        if event.key in ("pageup", "pagedown") and read_on is not None:
            read_on()
            return True
        bound = self.active_bindings.get(event.key)
        if bound is not None and bound.enabled:
            await self.app.run_action(bound.binding.action, bound.node)
        return bound is not None

    def paste(self, text: str) -> None:
        """Take in pasted text where something can be typed, and go on typing there."""
        sentence = self.sentence
        if sentence.display:
            self.set_focus(sentence, scroll_visible=False)
            sentence.take_paste(text)

    def follow_cursor(self) -> None:
        """Put the terminal's cursor on the focused widget."""
        focused = self.focused
        if isinstance(focused, Choices):
            self.app.cursor_position = focused.pointer
        elif isinstance(focused, Sentence):
            self.app.cursor_position = focused.cursor_screen_offset

    def left(self, step: int) -> None:
        """Go from the sentence to the options."""
        choices = self.choices
        if self.focused is self.sentence and choices.display and choices.options:
            self.set_focus(choices)
            choices.action_edge(-step)

    def typed(self, character: str) -> None:
        """Go to the sentence with the letter that was typed; without one, say that this is a choice."""
        if self.sentence.display:
            self.set_focus(self.sentence, scroll_visible=False)
            self.sentence.write(character)
        else:
            from facilitator.script.words_by_key import say

            self.choices.words_come()
            self.say(say("screen.only-chosen"))

    def on_text_area_changed(self) -> None:
        """Keep the cursor with the words, and those that are half typed where nothing takes them."""
        self.follow_cursor()
        self.facilitator.half_typed_kept.changed()
