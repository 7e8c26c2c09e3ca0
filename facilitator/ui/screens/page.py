"""A page: a title, some words, options, perhaps a sentence to type, and the keys. Most screens are one."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, TypeVar

from textual.containers import Vertical
from textual.content import Content

from facilitator import garbage_collection
from facilitator.ui.drawing.drawn_text import wrapped
from facilitator.ui.drawing.frame import key_lines
from facilitator.ui.key_table import ANYWHERE, PAGE, bindings
from facilitator.ui.screens.base_screen import CalmScreen
from facilitator.ui.widgets.choices import Choice, Choices
from facilitator.ui.widgets.drawn import Draw, Drawn
from facilitator.ui.widgets.sentence_box import Sentence

if TYPE_CHECKING:
    from textual.app import ComposeResult

Result = TypeVar("Result")


class Page(CalmScreen[Result]):
    """A screen of one column. What a page of its own shows, it sets in `fill`."""

    BINDINGS = bindings(PAGE, ANYWHERE)

    useful: tuple[str, ...] = ("choose", "close")
    """The ids of the keys that do something on this page."""

    def compose(self) -> ComposeResult:
        """Lay out the parts; those without content take no room."""
        yield self.too_small()
        with Vertical(id="page"):
            yield Drawn(id="title")
            yield Drawn(id="lead")
            yield Choices(id="choices")
            yield Sentence(id="sentence")
            yield Drawn(id="notice")
        yield Drawn(id="keys")

    def on_mount(self) -> None:
        """Show everything, with the focus where something can be done."""
        if not self.query("#choices"):  # the program ended while the page came up
            return
        self.choices.display = self.sentence.display = self.lead.display = False
        self.query_one("#keys", Drawn).draw(lambda width: key_lines(self.useful, width, rows=1))
        self.fill()
        self.focus_first()
        self.laid_out = True
        self.call_after_refresh(garbage_collection.take_up)

    def fill(self) -> None:
        """Set title, words and options."""

    # Its parts

    @property
    def lead(self) -> Drawn:
        """The words above the options."""
        return self.query_one("#lead", Drawn)

    _title = ""

    @property
    def called(self) -> str:
        """Its title."""
        return self._title

    def show_title(self, title: str) -> None:
        """Show a title."""
        self._title = title
        self.query_one("#title", Drawn).write(title)

    def show_lead(self, draw: Draw | str) -> None:
        """Show words above the options: a drawing, or plain text."""
        text = draw if isinstance(draw, str) else ""
        self.lead.display = bool(draw)
        self.lead.draw((lambda width: wrapped(text, width)) if isinstance(draw, str) else draw)

    def read_first(self) -> None:
        """Give the words above the options all the room there is."""
        self.query_one("#page").add_class("-reading")

    def show_choices(self, choices: Sequence[Choice], at: int | None = 0) -> None:
        """Show options."""
        self.choices.display = bool(choices)
        self.choices.show(choices, at)

    def show_sentence(self, text: str = "", placeholder: str = "") -> None:
        """Show a place to type."""
        self.sentence.display = True
        self.sentence.placeholder = Content(placeholder)
        self.sentence.give(text)

    def say(self, words: str) -> None:
        """Say something calmly under the options."""
        self.query_one("#notice", Drawn).write(words)

    def focus_first(self) -> None:
        """Put the focus where something can be done: choosing first, then typing."""
        if self.choices.display:
            self.set_focus(self.choices, scroll_visible=False)
        elif self.sentence.display:
            self.set_focus(self.sentence, scroll_visible=False)

    # Its keys

    def action_close(self) -> None:
        """Go back to where one came from."""
        self.dismiss(None)

    def action_choose(self) -> None:
        """Do what Enter does; for the mouse."""
        if self.focused is self.sentence:
            self.sentence.enter()
        else:
            self.choices.action_pick()

    def key_pageup(self) -> None:
        """Read further up."""
        self._turn_page(-1)

    def key_pagedown(self) -> None:
        """Read further down."""
        self._turn_page(1)

    def _turn_page(self, step: int) -> None:
        reading = self.reading
        if isinstance(reading, Choices):
            reading.turn_page(step)
        elif step > 0:
            reading.scroll_page_down(animate=False)
        else:
            reading.scroll_page_up(animate=False)

    @property
    def reading(self) -> Drawn:
        """The part that the page keys move."""
        return self.lead if self.lead.display and self.lead.max_scroll_y else self.choices


class TextPage(Page[None]):
    """A page of text that is only read: the arrows move it."""

    useful: tuple[str, ...] = ("read", "close")

    def show_text(self, title: str, draw: Draw) -> None:
        """Show a title and, under it, the text in all the room there is."""
        self.show_title(title)
        self.show_lead(draw)
        self.lead.can_focus = True
        self.read_first()

    def focus_first(self) -> None:
        """Let the arrows move the text."""
        self.set_focus(self.lead, scroll_visible=False)
