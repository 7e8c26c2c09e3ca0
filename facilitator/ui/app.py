"""The app: which screen comes first and which comes next. It only wires, and imports nothing slow."""

from __future__ import annotations

import sys
from collections import deque
from collections.abc import Callable, Iterable, Sequence
from functools import cached_property, partial
from pathlib import Path
from typing import TYPE_CHECKING, Any, ClassVar

from textual import events
from textual.app import App, SystemCommand
from textual.reactive import Reactive

from facilitator.ui.cover import Covering
from facilitator.ui.farewell import Parting, report
from facilitator.ui.half_typed_kept import HalfTypedKept
from facilitator.ui.key_table import AT_ONCE, app_bindings, keys
from facilitator.ui.lasting_driver import steady
from facilitator.ui.screen_gate import ScreenGate
from facilitator.ui.screens.base_screen import CalmScreen
from facilitator.ui.screens.meeting_screen import MeetingScreen, review_screen
from facilitator.ui.themes import DARK, DAY, LIGHT

if TYPE_CHECKING:
    from textual.driver import Driver
    from textual.filter import LineFilter
    from textual.message import Message
    from textual.screen import Screen
    from textual.theme import Theme

    from facilitator.dialogue.requests import Written
    from facilitator.plan.refusal import Refusal
    from facilitator.ui.aloud_on_screens import Aloud
    from facilitator.ui.background_session import Desk

_HERE = Path(__file__).parent

SHOW_STEADY_CURSOR = "\x1b[?25h\x1b[2 q"
"""The terminal's own cursor, not blinking: screen magnifiers and screen readers follow it."""

USUAL_CURSOR = "\x1b[0 q"

LOOK_AGAIN_SECONDS = 0.01
"""How soon a key that is kept for a page in the making is offered to it again."""


class FacilitatorApp(App[int], inherit_bindings=False):
    """Opens with the screen that it is given; never loses a meeting, whichever way it is left."""

    CSS_PATH: ClassVar = [_HERE / name for name in ("app.tcss", "screens/meeting.tcss", "screens/page.tcss")]
    BINDINGS: ClassVar = app_bindings()
    TITLE = "facilitator"

    theme: Reactive[str] = Reactive(LIGHT.name)
    """Ours from the very start: one that is chosen later has every style sheet parsed twice."""

    def __init__(self, first: Callable[[], Screen[Any]], prompts: Path | None = None) -> None:
        super().__init__()
        # Neither is ever shown here, and each is a layer and a widget of every screen.
        self._disable_tooltips = self._disable_notifications = True
        self._gate = ScreenGate()
        self.animation_level = "none"
        self.prompts = prompts
        self.desk: Desk | None = None
        self.covering = Covering(self)
        self.half_typed_kept = HalfTypedKept(self)
        self.aloud: Aloud | None = None
        self.large = self.reads_by_itself = False
        self.farewell: list[str] = []
        self.lost: list[str] = []
        self.parting = Parting(self)
        self._first = first
        self._keys: deque[events.Key | events.Paste] = deque()
        self._at_once: deque[Callable[[], None]] = deque()
        self._looks_again = False
        self._pointed_out = ""

    def post_message(self, message: Message) -> bool:
        """Let the cover key overtake all that waits, and any key or click silence the voice."""
        if isinstance(message, events.Key | events.Paste | events.MouseDown) and not message.is_forwarded:
            if self.covering.takes(message):
                return True
            if self.aloud is not None and not self.covering.on:
                self.aloud.make_way(message)
        return super().post_message(message)

    def at_once(self, action: Callable[[], None]) -> None:
        """Do something before any further key, or other event, is looked at."""
        self._at_once.append(action)
        self.call_next(self._do_at_once)

    def _do_at_once(self) -> None:
        while self._at_once and self.screen_stack:  # there are no screens any more while the program ends
            self._at_once.popleft()()

    async def on_event(self, event: events.Event) -> None:
        """Keep keys and pasted text in a row: each is taken wholly in before the next is looked at."""
        self._do_at_once()
        keyed = isinstance(event, events.Key | events.Paste) and not event.is_forwarded
        if not keyed or not (self._keys or isinstance(self.screen, CalmScreen)):
            await super().on_event(event)
            return
        assert isinstance(event, events.Key | events.Paste)  # noqa: S101 - for mypy, which forgets `keyed`
        self.app_focus = True
        if self.covering.holds(event):
            return
        if isinstance(event, events.Key) and event.key in AT_ONCE and not self._takes_keys:
            await super().on_event(event)
        elif isinstance(self.screen, MeetingScreen) and self.screen.opening:
            self.screen.typed_ahead.append(event)
        else:
            self._keys.append(event)
            await self._take_keys()

    @property
    def _takes_keys(self) -> bool:
        if not self.screen_stack:  # the program is ending
            return False
        return not isinstance(self.screen, CalmScreen) or self.screen.takes_keys

    async def _take_keys(self) -> None:
        """Take in what was pressed, as long as the screen that is in front by then can take it.

        A page that is being opened, and one that is thinking, are given time: what was typed meanwhile
        was meant for what comes next.
        """
        self._looks_again = False
        while self._keys and self._takes_keys:
            event = self._keys.popleft()
            if self.aloud is not None:  # a key before this one may have begun to read
                self.aloud.make_way(event)
                self._do_at_once()
            if not (isinstance(self.screen, CalmScreen) and await self.screen.take_key(event)):
                await super().on_event(event)
        if self._keys and not self._looks_again:
            self._looks_again = True
            self.set_timer(LOOK_AGAIN_SECONDS, self._take_keys)

    def take_first(self, typed_ahead: Iterable[events.Key | events.Paste]) -> None:
        """Take in keys that were pressed before those that are still waiting."""
        self._keys.extendleft(reversed(list(typed_ahead)))
        self.call_later(self._take_keys)

    def take_away_keys(self) -> list[events.Key | events.Paste]:
        """Return the keys that are still waiting, which wait no longer."""
        waiting, self._keys = list(self._keys), deque()
        return waiting

    def push_screen(self, *arguments: Any, **named: Any) -> Any:
        """Push a screen, which waits while the cover is there."""
        push = partial(super().push_screen, *arguments, **named)
        if self.covering.hides(arguments[0]):
            return self.covering.show_later(push, waits=named.get("wait_for_dismiss", False))
        return push()

    def get_default_screen(self) -> Screen[Any]:
        """Return the first screen, so that there is never an empty one before it."""
        return self._first()

    def get_line_filters(self) -> Sequence[LineFilter]:
        """Let every row pass the gate, after all else that changes it."""
        return [*super().get_line_filters(), self._gate]

    def get_driver_class(self) -> type[Driver]:
        """Return the driver that outlives its terminal; its keys live on after a letter that is no UTF-8."""
        usual = super().get_driver_class()
        if usual.__name__ != "LinuxDriver":
            return steady(usual)
        from facilitator.ui.unix_driver import KeyboardDriver

        return steady(KeyboardDriver)

    def say_not_utf_8(self) -> None:
        """Say that what was typed was read in another way; at the end too, for a preview may cover it now."""
        from facilitator.script.words_by_key import say

        self.farewell.append(say("typed.not-utf-8"))
        if isinstance(self.screen, CalmScreen):
            self.screen.say(self.farewell[-1])

    @cached_property
    def available_themes(self) -> dict[str, Theme]:
        """Our themes beside Textual's; every letter that is drawn asks for them."""
        return {**super().available_themes, LIGHT.name: LIGHT, DARK.name: DARK}

    def get_theme_variable_defaults(self) -> dict[str, str]:
        """Let the style sheets name our colours."""
        return dict(DAY)

    def on_ready(self) -> None:
        """Show the terminal's own cursor on whatever has the focus."""
        if self._driver is not None and not self.is_headless:
            self._driver.write(SHOW_STEADY_CURSOR)
            self._driver.flush()
            self.parting.listen()
        self.covering.watch()

    def get_system_commands(self, screen: Screen[Any]) -> Iterable[SystemCommand]:
        """List what the keys do in the palette, from the same table."""
        from facilitator.script.words_by_key import say

        for key in keys():
            action = key.action if key.action.startswith("app.") else f"screen.{key.action}"
            target = self if key.action.startswith("app.") else screen
            if key.id != "palette" and hasattr(target, key.method):
                yield SystemCommand(
                    f"{say(f'keys.{key.id}')}  {key.shown if key.press else ''}".strip(),
                    say(f"keys.{key.id}-help"),
                    partial(self.run_action, action, screen),
                )

    # Its keys

    def action_theme(self) -> None:
        """Change between light and dark."""
        self.theme = DARK.name if self.theme == LIGHT.name else LIGHT.name

    def action_cover(self) -> None:
        """Cover the screen; for the palette and the mouse, the key itself is met before."""
        self.covering.cover(events.Event().time)

    @property
    def half_typed(self) -> str:
        """The words that were typed on any screen and not sent."""
        return "".join(screen.half_typed for screen in self.screen_stack if isinstance(screen, CalmScreen))

    def action_leave(self) -> None:
        """Leave; half-typed words are pointed out once before they are dropped."""
        words = self.half_typed
        if words not in ("", self._pointed_out) and isinstance(self.screen, CalmScreen):
            from facilitator.script.words_by_key import say

            self._pointed_out = words
            self.screen.say(say("screen.half-typed"))
            return
        self.action_stop()

    def action_stop(self) -> None:
        """Leave, and ask nothing but what becomes of words that are on no disk."""
        self.parting.leave()

    def action_help(self) -> None:
        """Show what every key does."""
        from facilitator.ui.screens.help import HelpPage

        self.push_screen(HelpPage())

    def end_now(self) -> None:
        """End the meeting from the cover, wherever it was."""
        screens = [screen for screen in self.screen_stack if isinstance(screen, MeetingScreen)]
        for screen in screens[-1:]:
            self.run_worker(screen.end_now())

    def say(self, words: str) -> None:
        """Say something on the screen in front."""
        if isinstance(self.screen, CalmScreen):
            self.screen.say(words)

    def type_later(self, words: str, *, for_dialogue: bool) -> None:
        """Put words that were typed on a page into the sentence of the meeting beneath it."""
        for screen in self.screen_stack:
            if isinstance(screen, MeetingScreen) and screen.by_keys is not None:
                screen.by_keys.type_later(words, for_dialogue=for_dialogue)
                screen.by_keys.give_typed_back()

    # Reading aloud

    def action_read_aloud(self) -> None:
        """Read what this screen has to be read; go on where it is paused, stop where it is read."""
        if self.aloud is not None and self.aloud.is_reading:
            self.aloud.stop_or_go_on()
        elif isinstance(self.screen, CalmScreen):
            self.screen.read_aloud()

    @property
    def voice(self) -> Aloud:
        """The voice, made now if this is the first time."""
        from facilitator.ui.aloud_on_screens import Aloud

        if self.aloud is None:
            self.aloud = Aloud(self)
        return self.aloud

    def action_voice(self) -> None:
        """Pause, and show what can be done with the voice."""
        from facilitator.ui.screens.aloud_pages import VoicePage

        if isinstance(self.screen, CalmScreen) and self.screen.laid_out and not self.screen.is_about_voice:
            self.push_screen(VoicePage(self.screen))

    def silence(self) -> None:
        """Have the voice stop at once."""
        if self.aloud is not None:
            self.aloud.stop()

    async def action_quit(self) -> None:
        """Leave, also where Textual itself asks for it."""
        self.action_leave()

    # From screen to screen

    def refused(self, refusal: Refusal) -> None:
        """Remember why something could not be opened, for the terminal and the exit code."""
        from facilitator.script.words_by_key import explain

        self.farewell = [explain(refusal)]

    def let_go(self) -> None:
        """Let go of the meeting, if there is one; it can be carried on."""
        self.silence()
        if self.desk is not None:
            desk, self.desk = self.desk, None
            self.parting.let_go(desk)

    def leave_review(self, screen: MeetingScreen) -> None:
        """Go back to the plan page from where the review was opened, or leave."""
        if self.desk is not None and self.nothing_beneath:
            self.exit(0)  # lets go of the meeting, and says how it is kept
            return
        self.let_go()
        screen.spend()
        if not self.nothing_beneath:
            self.farewell.clear()
            screen.dismiss(None)
        else:
            self.exit(1 if self.farewell else 0)

    def look_only(self, screen: MeetingScreen, path: Path) -> None:
        """Show the plan in place of a review that somebody else holds."""
        screen.spend()
        self.show_plan(path)

    def show_plan(self, path: Path) -> None:
        """Show a plan: on the page that the review was started from, else on a new one on top."""
        from facilitator.ui.screens.plan_page import PlanPage

        if any(isinstance(screen, PlanPage) for screen in self.screen_stack):
            page = next(screen for screen in reversed(self.screen_stack) if isinstance(screen, PlanPage))
            page.path = path  # a Word plan may have been written into a copy
            while self.screen is not page:
                self.pop_screen()
        else:
            self.push_screen(PlanPage(path, self.prompts))

    @property
    def nothing_beneath(self) -> bool:
        """Whether all screens under this one have done their work, so that going back means leaving."""
        return all(getattr(screen, "spent", False) for screen in self.screen_stack[:-1])

    def hold_review(self, path: Path, *, planning: bool = False) -> None:
        """Hold the review of a plan, or the meeting that writes it, over its page."""
        self.push_screen(review_screen(path, self.prompts, planning=planning))

    def written(self, screen: MeetingScreen, written: Written) -> None:
        """Show what was written; from there the way leads to the plan page."""
        from facilitator.ui.screens.written_page import WrittenPage

        assert self.desk is not None  # noqa: S101 - for mypy: it was written there
        page = WrittenPage(written, self.desk.session.meeting.script)
        self.let_go()
        screen.spend()
        self.push_screen(page)

    async def on_unmount(self) -> None:
        """Finish writing, whatever ended the program, and give the terminal its own cursor back."""
        held = self.desk is not None
        self.let_go()
        self.parting.say_farewell(held=held)
        if self.aloud is not None:
            await self.aloud.close()
        if self._driver is not None and not self.is_headless:
            self._driver.write(USUAL_CURSOR)

    # A fault of ours

    def stop_after(self, fault: Exception) -> None:
        """Stop after a fault that was met behind the screen, where nobody would see it."""
        self._handle_exception(fault)

    def _fatal_error(self) -> None:
        """Say that there was a fault, and where: no value of any variable is shown."""
        self.parting.forced = True
        self.farewell = report(self._exception or sys.exception())
        self._return_code = 1
        self._close_messages_no_wait()

    def panic(self, *renderables: object) -> None:
        """Stop after a fault in one of Textual's own threads; what it would show of it is left out."""
        del renderables
        self._fatal_error()

    def _handle_exception(self, error: Exception) -> None:
        """Never let an error draw itself: it may hold what people said."""
        self._return_code = 1
        if self._exception is None:
            self._exception = error
            self._exception_event.set()
        self._fatal_error()
