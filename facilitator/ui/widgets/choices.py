"""A list of large options: number keys, arrows and Enter, or the mouse."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, NamedTuple, cast

from textual.binding import Binding, BindingType
from textual.content import Content
from textual.geometry import Offset, Region

from facilitator.ui.drawing.drawn_text import cut, hanging
from facilitator.ui.widgets.drawn import Drawn

if TYPE_CHECKING:
    from textual import events

    from facilitator.ui.widgets.screen_protocol import Hears

_NUMBERS = "123456789"


class Choice(NamedTuple):
    """One option: what it stands for, its words, quieter words after them, and the key that picks it.

    `chosen` marks the one that was picked before, and `heading` the words of a line above it. `sign` is a
    drawing of a few characters that stands with the words, and `drawing` a larger one of several lines.
    `meaning` is that of a set answer, the same everywhere.
    `number` is what may be typed for it where words are typed, too, so that no key picks it at once.
    """

    value: object
    text: str
    note: str = ""
    key: str = ""
    chosen: bool = False
    heading: str = ""
    sign: str = ""
    drawing: tuple[str, ...] = ()
    number: str = ""
    meaning: str = ""

    @property
    def label(self) -> str:
        """The key or the number that stands with the words."""
        return self.key or self.number


def numbered(choices: Sequence[Choice]) -> list[Choice]:
    """Give up to nine options the keys 1 to 9; a longer list has none, so that all lines look alike."""
    if len(choices) > len(_NUMBERS):
        return list(choices)
    return [choice._replace(key=key) for choice, key in zip(choices, _NUMBERS, strict=False)]


SIDEWAYS: list[BindingType] = [
    Binding("left", "across(-1)", show=False),
    Binding("right", "across(1)", show=False),
]
"""The keys of options that stand side by side."""


class Choices(Drawn, can_focus=True):
    """The options, one under the other; where the pointer stands is marked with a sign and a colour."""

    BINDINGS = [
        Binding("up", "step(-1)", show=False),
        Binding("down", "step(1)", show=False),
        Binding("home", "edge(-1)", show=False),
        Binding("end", "edge(1)", show=False),
        Binding("enter", "pick", show=False),
    ]

    _points_into = Offset()
    """Where in what stands at the pointer the terminal's cursor is put."""

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002
        super().__init__(id=id)
        self.options: list[Choice] = []
        self.at: int | None = None
        self.roomy = False
        self._words_come = False
        self._places: list[Region] = []
        self._draw = self._draw_options

    def show(self, options: Sequence[Choice], at: int | None = 0) -> None:
        """Show other options, with the pointer at one of them or nowhere."""
        self.options = list(options)
        self.at = min(at, len(self.options) - 1) if at is not None and self.options else None
        self._words_come = False
        self.redraw()
        self.scroll_to(y=0, animate=False, immediate=True)
        self.call_after_refresh(self._follow)

    def place(self, at: int) -> None:
        """Put the pointer somewhere, in view."""
        if self.options:
            self.at = max(0, min(at, len(self.options) - 1))
            self.redraw()
            self._follow()

    def stand_apart(self, *, apart: bool) -> None:
        """Leave an empty line between the options, or none."""
        if apart != self.roomy:
            self.roomy = apart
            self.redraw()

    def on_resize(self, event: events.Resize) -> None:
        """Keep the pointer in view; Textual calls the base class's own besides."""
        del event
        self.call_after_refresh(self._follow)

    def stand_nowhere(self) -> None:
        """Put the pointer nowhere, so that Enter picks nothing until it is moved."""
        self.at = None
        self.redraw()

    def words_come(self) -> None:
        """Take what is typed for words until Enter or an arrow: a number in them picks nothing."""
        self._words_come = True
        self.stand_nowhere()

    def action_step(self, step: int) -> None:
        """Move the pointer; past an end it stays, unless the screen has something there."""
        self._words_come = False
        if self.at is None:
            self.action_edge(-step)
        elif 0 <= self.at + step < len(self.options):
            self.place(self.at + step)
        else:
            self._hears.left(step)

    def action_across(self, step: int) -> None:
        """Move the pointer to the next of options side by side; past an end it stays."""
        self._words_come = False
        if self.at is None:
            self.action_edge(-step)
        else:
            self.place(self.at + step)

    def action_edge(self, step: int) -> None:
        """Go to the first or the last option."""
        self._words_come = False
        self.place(0 if step < 0 else len(self.options) - 1)

    def turn_page(self, step: int) -> None:
        """Move by as much as is in view, and the pointer with it, so that Enter picks nothing unseen."""
        rows, top = max(1, self.scrollable_content_region.height - 1), self.scroll_offset.y
        here = self._pointed_place
        # What is longer than the room for it is read to its end first.
        if here is None or (here.bottom > top + rows + 1 if step > 0 else here.y < top):
            self.scroll_to(y=top + step * rows, animate=False, immediate=True)
            return
        assert self.at is not None  # noqa: S101 - something stands there
        wanted = here.y + step * rows
        within = [at for at, place in enumerate(self._places) if (place.y - wanted) * step <= 0]
        further = within[-1] if step > 0 else within[0]
        self.place(further if further != self.at else self.at + step)

    def action_pick(self) -> None:
        """Pick the option at the pointer; one that was scrolled out of view comes back into it first."""
        self._words_come = False
        if self._is_out_of_view:
            self._follow()
        elif self.at is not None and self.options:
            self._hears.picked(self.options[self.at].value)

    def take_key(self, event: events.Key) -> bool:
        """Pick by an option's own key, and hand on other letters; False for any other key."""
        if not event.is_printable or event.character is None:
            return False
        if self._words_come:
            return True
        found = next((option for option in self.options if option.key == event.character.lower()), None)
        if found is not None:
            self._hears.picked(found.value)
        else:
            self._hears.typed(event.character)
        return True

    def on_click(self, event: events.Click) -> None:
        """Pick what is under the mouse; a second tap in one place would answer the next question.

        Textual calls this once for each class that has it, so that no other may.
        """
        offset = event.get_content_offset(self)
        if offset is not None and event.chain == 1:
            self.click_at(offset + self.scroll_offset)

    def click_at(self, place: Offset) -> None:
        """Pick the option that is drawn at a place."""
        found = next((at for at, drawn in enumerate(self._places) if drawn.contains_point(place)), None)
        if found is not None:
            self.at = found
            self.redraw()
            self.action_pick()

    def watch_has_focus(self, has_focus: bool) -> None:
        """Show the pointer loudly with the focus, and quietly without."""
        super().watch_has_focus(has_focus)
        self.redraw()
        self._follow()

    @property
    def pointer(self) -> Offset:
        """Where the pointer stands on the screen, for the terminal's own cursor."""
        place = self._pointed_place
        at = place.offset + self._points_into if place else Offset()
        return self.content_region.offset + at - self.scroll_offset

    @property
    def _pointed_place(self) -> Region | None:
        """Where in the drawing that stands at which the pointer is."""
        return self._places[self.at] if self.at is not None and self.at < len(self._places) else None

    @property
    def _is_out_of_view(self) -> bool:
        """Whether nothing of what stands at the pointer can be seen."""
        place, top = self._pointed_place, self.scroll_offset.y
        hidden = place is not None and not top - place.height < place.y < top + self.size.height
        return hidden and self.max_scroll_y > 0

    @property
    def _hears(self) -> Hears:
        return cast("Hears", self.screen)

    def _follow(self) -> None:
        place = self._pointed_place
        if place is None:
            return
        self.scroll_to_region(Region(0, place.y, 1, place.height), animate=False, immediate=True)
        if self.has_focus:
            self.app.cursor_position = self.pointer

    def _draw_options(self, width: int) -> list[Content]:
        lines: list[Content] = []
        self._places = []
        for index, option in enumerate(self.options):
            if option.heading:
                heading = Content.styled(option.heading, "bold $accent-ink")
                lines.append(cut(heading, width))
            if self.roomy and index:
                lines.append(Content(""))
            drawn = self._draw_option(option, index == self.at, width)
            self._places.append(Region(0, len(lines), width, len(drawn)))
            lines += drawn
        return lines

    def _draw_option(self, option: Choice, here: bool, width: int) -> list[Content]:
        loud = here and self.has_focus
        strong = "bold $on-accent on $accent-ink" if loud else "bold $ink"
        soft = "$on-accent on $accent-ink" if loud else "$quiet"
        words = Content.styled(f"{option.sign}  {option.text}" if option.sign else option.text, strong)
        if any(other.chosen for other in self.options):
            words = Content.assemble((f"{_CHOSEN if option.chosen else ' '} ", strong), words)
        if option.note:
            words = Content.assemble(words, ("   ", soft), (option.note, soft))
        start = (
            f"{_POINTER if here else ' '} {option.label:1}  "
            if option.label
            else f"{_POINTER if here else ' '} "
        )
        lines = hanging(start, words, width, strong)
        return (
            [line.pad_right(max(0, width - line.cell_length)) for line in lines]
            if not loud
            else [Content.assemble(line, (" " * max(0, width - line.cell_length), soft)) for line in lines]
        )


_POINTER = "▸"
_CHOSEN = "✓"
