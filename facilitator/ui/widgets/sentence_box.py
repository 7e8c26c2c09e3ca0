"""The one place where the chair types: wraps, grows a little, and cleans what is pasted."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from rich.style import Style
from textual.binding import Binding, BindingType
from textual.widgets import TextArea
from textual.widgets.text_area import TextAreaTheme

from facilitator.plan.letters import clean, pasted

if TYPE_CHECKING:
    from textual import events

    from facilitator.ui.widgets.screen_protocol import Hears

_EDITING: list[BindingType] = [
    Binding("left", "cursor_left", show=False),
    Binding("right", "cursor_right", show=False),
    Binding("ctrl+left", "cursor_word_left", show=False),
    Binding("ctrl+right", "cursor_word_right", show=False),
    Binding("home,ctrl+a", "cursor_line_start", show=False),
    Binding("end", "cursor_line_end", show=False),
    Binding("shift+left", "cursor_left(True)", show=False),
    Binding("shift+right", "cursor_right(True)", show=False),
    Binding("ctrl+shift+left", "cursor_word_left(True)", show=False),
    Binding("ctrl+shift+right", "cursor_word_right(True)", show=False),
    Binding("shift+home", "cursor_line_start(True)", show=False),
    Binding("shift+end", "cursor_line_end(True)", show=False),
    Binding("backspace", "delete_left", show=False),
    Binding("delete", "delete_right", show=False),
    Binding("ctrl+w,ctrl+backspace", "delete_word_left", show=False),
    Binding("ctrl+delete", "delete_word_right", show=False),
    Binding("ctrl+u", "delete_to_start_of_line", show=False),
    Binding("ctrl+k", "delete_to_end_of_line", show=False),
    Binding("ctrl+x", "cut", show=False),
    Binding("ctrl+v", "paste", show=False),
    Binding("up", "up", show=False),
    Binding("down", "down", show=False),
]
"""Only what a writer expects; undo and the function keys belong to the meeting."""


_LOOK = TextAreaTheme(
    "sentence", gutter_style=Style(), cursor_line_style=Style(), cursor_line_gutter_style=Style()
)
"""What a sentence never shows is settled here: else the style sheets are asked for it at each letter."""


def in_lines(*words: str) -> str:
    """Return words one under the other, without those that say nothing."""
    return "\n".join(one for one in words if one.strip())


class Sentence(TextArea, inherit_bindings=False):
    """A sentence in the making. Enter sends it; an arrow past its first or last line leaves it."""

    BINDINGS = _EDITING

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002
        super().__init__(id=id, highlight_cursor_line=False)
        self.register_theme(_LOOK)
        self.theme = _LOOK.name
        self.cursor_blink = False
        self._given = ""

    @property
    def half_typed(self) -> bool:
        """Whether somebody typed words and did not send them; words that were given do not count."""
        return bool(self.text.strip()) and self.text != self._given

    def put(self, text: str) -> None:
        """Replace the words, with the cursor at their end."""
        self.text, self._given = clean(text), ""
        self.move_cursor(self.document.end)

    def give(self, text: str) -> None:
        """Put in words to be changed, which nobody has typed yet."""
        self.put(text)
        self._given = self.text

    def propose(self, text: str) -> None:
        """Put in words to be taken or left: the first letter typed takes their place."""
        self.give(text)
        self.select_all()

    def write(self, text: str) -> None:
        """Write at the cursor, in place of what is selected."""
        self.replace(text, *self.selection, maintain_selection_offset=False)

    def enter(self) -> None:
        """Send the words, as Enter does."""
        self._hears.entered(self.text)

    @property
    def _hears(self) -> Hears:
        return cast("Hears", self.screen)

    def take_key(self, event: events.Key) -> bool:
        """Take in a letter or Enter; False for a key that does something else."""
        if event.key == "enter":
            self.enter()
        elif event.is_printable and event.character:
            self.write(event.character)
        elif event.character and not event.character.isascii() and event.character.isspace():
            self.write(pasted(event.character))
        else:
            return False
        return True

    def take_paste(self, text: str) -> None:
        """Take in pasted text, cleaned."""
        if self.display:
            self.write(pasted(text).strip("\n"))
            self.scroll_cursor_visible()

    async def _on_paste(self, event: events.Paste) -> None:
        """Clean pasted text by whatever way it comes."""
        event.prevent_default()
        event.stop()
        self.take_paste(event.text)

    def action_paste(self) -> None:
        """Paste what was cut, cleaned like everything else."""
        self.write(pasted(self.app.clipboard))

    def action_delete_to_start_of_line(self) -> None:
        """Clear the line; of an empty one the line above, which an Enter ended."""
        if self.cursor_at_start_of_line:
            super().action_delete_to_start_of_line()
        super().action_delete_to_start_of_line()

    def action_up(self) -> None:
        """Go up a line, or out."""
        if self.navigator.is_first_wrapped_line(self.cursor_location):
            self._hears.left(-1)
        else:
            self.action_cursor_up()

    def action_down(self) -> None:
        """Go down a line, or out."""
        if self.navigator.is_last_wrapped_line(self.cursor_location):
            self._hears.left(1)
        else:
            self.action_cursor_down()
