"""The cover: a neutral screen at one key, for a disclosure or distress (MEETING, rule 12).

It names nobody, and imports nothing slow, so that it is there at once. What is decided here is decided as a
key arrives, before it is put behind any other: the cover does not wait for keys that were pressed earlier,
and what is typed under it is dropped at once and is nowhere.
"""

from __future__ import annotations

import asyncio
import contextvars
import time
from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING, Any

from textual import events
from textual.containers import Vertical
from textual.content import Content
from textual.geometry import Offset
from textual.style import Style

from facilitator.ui.drawing.drawn_text import hanging, wrapped
from facilitator.ui.first_words import first_words
from facilitator.ui.key_table import BY_ID
from facilitator.ui.screens.base_screen import CalmScreen
from facilitator.ui.widgets.drawn import Drawn
from facilitator.ui.widgets.sentence_box import Sentence

if TYPE_CHECKING:
    from textual.app import ComposeResult

    from facilitator.ui.app_protocol import Front

LOOKS_EVERY = 20.0
"""Seconds between two looks at whether anybody is still there."""

_KEYS = (("Esc", "cover-back", "screen.back"), ("F10", "cover-ways", "screen.ways"))


class CoverScreen(CalmScreen[None]):
    """Nothing can be typed here: `covering.Covering` drops every key before it comes so far."""

    covers = True
    """Whether the screen may lie over all others while the cover is wanted."""

    def compose(self) -> ComposeResult:
        """Lay out a few words."""
        yield self.too_small()
        with Vertical(id="cover"):
            yield Drawn(id="cover-words")
            yield Drawn(id="cover-keys")

    def on_mount(self) -> None:
        """Show them, unless the cover is away already."""
        if self not in self.app.screen_stack:
            return
        self.query_one("#cover-words", Drawn).draw(self._words)
        self.query_one("#cover-keys", Drawn).draw(self._keys)
        self.laid_out = True
        self.follow_cursor()

    def refresh_words(self) -> None:
        """Say what holds now: the cover that came by itself may be wanted by now."""
        if self.laid_out:
            self.query_one("#cover-words", Drawn).draw(self._words)

    def follow_cursor(self) -> None:
        """Put the terminal's cursor where the words begin: there is nothing else to point at."""
        self.app.cursor_position = self.query_one("#cover-words", Drawn).content_region.offset or Offset(0, 0)

    def say(self, words: str) -> None:
        """Say something under the keys; it names nobody."""
        keys = self.query_one("#cover-keys", Drawn)
        keys.draw(lambda width: [*self._keys(width), Content(""), *wrapped(words, width, "bold $ink")])

    def _words(self, width: int) -> list[Content]:
        title = wrapped(self._first("cover-title"), width, "bold $ink")
        lead = "cover-left-alone" if self.facilitator.covering.left_alone else "cover-lead"
        return [*title, Content(""), *wrapped(self._first(lead), width)]

    def _keys(self, width: int) -> list[Content]:
        lines = []
        for key, words, action in _KEYS:
            label = Content.styled(self._first(words), "$ink")
            shown = hanging(f"{key:<4} ", label, width, "bold $accent-ink")
            lines += [line.stylize(Style.from_meta({"@click": action})) for line in shown]
        return lines

    def _first(self, key: str) -> str:
        return first_words(key, self.facilitator.prompts)

    def action_back(self) -> None:
        """Go on with the meeting; for the mouse."""
        self.facilitator.covering.lift()

    def action_ways(self) -> None:
        """Offer the ways on; for the mouse."""
        self.facilitator.covering.ask()


COVER, BACK, WAYS = BY_ID["cover"].press, "escape", "f10"

PASSED_ON = frozenset(BY_ID[key].press for key in ("theme", "leave", "leave-now"))
"""Keys that do under the cover what they do everywhere."""

PICKING = frozenset({"up", "down", "home", "end", "enter", "pageup", "pagedown"})
"""The keys of the ways on; another one would open a page that nobody sees before the cover is away."""


class Covering:
    """Puts the cover over whatever is there, and takes it away again with everything as it was.

    `on` says whether it is wanted, from the very moment of the key. Pages that come up under it wait; so do
    keys that were pressed before it. Where the program was `left_alone` it comes by itself: then nobody has
    asked for it, so that the clock goes on and the next key takes it away. That key does nothing else, since
    nobody saw what it would do; but a letter goes into the box where words are typed.
    """

    def __init__(self, app: Front) -> None:
        self.on = self.left_alone = False
        self._touched = _seconds()
        self._after: float | None = None
        self._app = app
        self._asking = False
        self._since = 0.0
        self._held: list[events.Key | events.Paste] = []
        self._to_show: list[Callable[[], None]] = []
        self._stopped_clock = False
        self._pointed_out = ""

    @property
    def drops_words(self) -> bool:
        """Whether words that are typed now are for nobody."""
        return self.on and not self.left_alone

    def takes(self, event: events.Key | events.Paste | events.MouseDown) -> bool:
        """Take a key that has just arrived: the cover key always, and under the cover nearly every one."""
        key = event.key if isinstance(event, events.Key) else ""
        self._touched = _seconds()
        if self.left_alone and key != COVER:
            eaten = key not in PASSED_ON and not self._types(event)
            if isinstance(event, events.MouseDown):
                self._app.screen.suppress_click()  # the one of before is still known
            self.lift()
            return eaten
        if isinstance(event, events.MouseDown):
            return False
        if key == COVER:
            self.cover(event.time)
        elif not self.on:
            return False
        elif key == BACK and self._asking:
            self.do_not_ask()
        elif key == BACK:
            self.lift()
        elif key in PASSED_ON or (self._asking and key in PICKING):
            return False
        elif key == WAYS:
            self.ask()
        return True

    def _types(self, event: events.Key | events.Paste | events.MouseDown) -> bool:
        """Whether a key only adds to words that are typed under the cover that came by itself."""
        under = next((one for one in reversed(self._app.screen_stack) if not covers(one)), None)
        box = under.focused if under is not None else None
        if not isinstance(box, Sentence) or not box.selection.is_empty:
            return False
        return isinstance(event, events.Paste) or (isinstance(event, events.Key) and event.is_printable)

    def holds(self, event: events.Key | events.Paste) -> bool:
        """Keep a key that was pressed before the cover for afterwards; False for any other."""
        before = self.on and event.time <= self._since
        if before:
            self._held.append(event)
        return before

    # What the chair does

    def cover(self, at: float) -> None:
        """Cover at once; pressed again it stays covered. `at` is the time of the key."""
        self.do_not_ask()
        if not self.on or self.left_alone:
            self.on, self.left_alone, self._since = True, False, at
            self._app.at_once(self._cover)

    def lift(self) -> None:
        """Go on where the meeting was."""
        if self.on:
            self.on = self._asking = self.left_alone = False
            self._app.at_once(self._lift)

    # Where nobody is there

    def watch(self) -> None:
        """Look again and again whether anybody is still there."""
        self._app.set_interval(LOOKS_EVERY, self.look)

    def look(self) -> None:
        """Cover what was left alone for as long as the school lets it be."""
        if self._after is None:
            from facilitator.plan.refusal import Refusal
            from facilitator.script.school import School
            from facilitator.work.own_school import own_school

            try:
                minutes = own_school(self._app.prompts).cover_after_minutes
            except Refusal:  # told where it matters
                minutes = School.model_construct().cover_after_minutes
            self._after = minutes * 60.0
        if self._after and not self.on and _seconds() - self._touched >= self._after:
            self.on = self.left_alone = True
            self._since = 0.0  # no key came before it
            self._app.at_once(self._cover)

    def ask(self) -> None:
        """Offer the ways on: back to the meeting, end here, or stop for today."""
        self._asking = True
        self._app.at_once(self._ask)

    def point_out(self, words: str) -> None:
        """Offer the ways on, with something that the chair should know first; it names nobody."""
        self._pointed_out = words
        self.ask()

    def do_not_ask(self) -> None:
        """Go from the ways on back to the cover."""
        if self._asking:
            self._asking = False
            self._app.at_once(self._pop_ways)

    # How it is done

    def _cover(self) -> None:
        front = self._app.screen
        if covers(front):
            self.stop_clock()
            if isinstance(front, CoverScreen):
                front.refresh_words()
            return
        self._app.push_screen(CoverScreen())
        self._app.silence()
        self._held += self._app.take_away_keys()
        self.stop_clock()

    def _lift(self) -> None:
        while covers(self._app.screen):
            self._app.pop_screen()
        self._start_clock()
        waiting, self._to_show = self._to_show, []
        for show in waiting:
            show()
        held, self._held = self._held, []
        self._app.take_first(held)

    def _ask(self) -> None:
        from facilitator.ui.screens.cover_ways import CoverWays

        words, self._pointed_out = self._pointed_out, ""
        if self._asking and isinstance(self._app.screen, CoverScreen):
            self._app.push_screen(CoverWays(self, words))
        elif isinstance(self._app.screen, CoverWays):
            self._app.screen.say(words)

    def _pop_ways(self) -> None:
        if covers(self._app.screen) and not isinstance(self._app.screen, CoverScreen):
            self._app.pop_screen()

    def stop_clock(self) -> None:
        """Let the record show a pause, which has no reason; nothing where it stands already."""
        from facilitator.meeting.events import Paused
        from facilitator.plan.refusal import Refusal

        desk = self._app.desk
        if not self.on or self.left_alone or desk is None or desk.session.meeting.clock.paused:
            return
        try:
            desk.record(Paused())
        except Refusal:  # a meeting without a clock to stop: it is over, or has not begun
            return
        self._stopped_clock = True

    def _start_clock(self) -> None:
        from facilitator.meeting.events import Resumed

        desk, stopped, self._stopped_clock = self._app.desk, self._stopped_clock, False
        if stopped and desk is not None:
            desk.record(Resumed())

    # What comes up meanwhile

    def hides(self, screen: object) -> bool:
        """Whether a screen has to wait until the cover is taken away."""
        return self.on and not covers(screen)

    def show_later(self, push: Callable[[], Any], *, waits: bool) -> asyncio.Future[Any]:
        """Push a screen once the cover is away; its answer is handed on where somebody `waits` for it."""
        answer: asyncio.Future[Any] = asyncio.get_running_loop().create_future()

        def show() -> None:
            shown = push()
            if waits:
                shown.add_done_callback(partial(_hand_on, answer))
            else:
                answer.set_result(None)

        # The screen belongs to whoever pushed it, and so to their context.
        self._to_show.append(partial(contextvars.copy_context().run, show))
        return answer


def _seconds() -> float:
    """Return a time in seconds that goes on while the computer sleeps, where the system has one."""
    clock = getattr(time, "CLOCK_BOOTTIME", None)
    return time.monotonic() if clock is None else time.clock_gettime(clock)


def covers(screen: object) -> bool:
    """Whether a screen is the cover, or lies on it."""
    return getattr(screen, "covers", False)


def _hand_on(answer: asyncio.Future[Any], done: asyncio.Future[Any]) -> None:
    if answer.done():
        return
    if done.cancelled():
        answer.cancel()
    else:
        answer.set_result(done.result())
