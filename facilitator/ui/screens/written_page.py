"""What was written: the file, the term, and how much of what; with the way to the summary and the plan."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

from textual.content import Content

from facilitator.dialogue.dialogue_carrier import Carried
from facilitator.dialogue.requests import KEYS, Ask, Do, in_words
from facilitator.dialogue.take_home import DONE, READ, TAKE_BACK, TakeHome
from facilitator.script.words_by_key import say
from facilitator.ui.dialogue_on_pages import ScreenHost
from facilitator.ui.drawing.drawn_text import wrapped
from facilitator.ui.drawing.plan_lines import written_lines
from facilitator.ui.screens.dialogue_page import choice_of
from facilitator.ui.screens.page import Page
from facilitator.ui.widgets.choices import Choice, numbered

if TYPE_CHECKING:
    from facilitator.dialogue.requests import Option, Want, Words, Written
    from facilitator.script.formats_and_turns import Script


class WrittenPage(Page[None]):
    """Shown once the review is in the plan file."""

    useful = ("choose", "aloud", "read", "close")

    def __init__(self, written: Written, script: Script) -> None:
        super().__init__()
        self._written, self._script, self.opened = written, script, written.closed.opened
        self._options: tuple[Option, ...] = ()
        self._picking: asyncio.Future[object] | None = None
        self._told = False
        self._made = ""

    def fill(self) -> None:
        """Say what was written, and offer what people take home."""
        self._home = TakeHome(self._written, self._script, self.facilitator.prompts)
        self.show_title(say("screen.written-title"))
        self.show_lead(self._lines)
        self.read_first()
        carried = Carried(self._home.offer(), host := _AtThePage(self))
        wants = carried.go_on()
        if isinstance(wants, Ask):
            self._offer(wants)
        self.run_worker(self._carry(host, carried, wants))

    async def _carry(self, host: _AtThePage, carried: Carried, wants: Want | None) -> None:
        """Carry the offer; a review that was taken back is to be carried on from the plan page."""
        if await host.carry(carried, wants) is not None:
            self._told, self._picking = True, None
            self.action_close()

    def _offer(self, ask: Ask) -> None:
        """Show the options, and where to go from here; those that stand there already are left alone."""
        if ask.options != self._options:
            self._options = ask.options
            papers = [choice_of(one) for one in ask.options if one.value not in (READ, TAKE_BACK, DONE)]
            # Where there is no room, the key for reading aloud does it.
            letter = [choice_of(one) for one in ask.options if one.value == READ and not self.short]
            plan = [Choice("plan", say("screen.to-plan"))] if not self.short else []  # as going back does
            on = [*plan, Choice("leave", say("screen.to-leave"))]
            back = [choice_of(one) for one in ask.options if one.value == TAKE_BACK]
            self.show_choices(numbered([*papers, *on, *letter, *back]))
        if ask.lead != self._made:
            self._made = ask.lead
            self.show_lead(self._lines)
            self.read_first()
        self.say(in_words(ask.notice, KEYS))

    def _lines(self, width: int) -> list[Content]:
        """Return what was made by now, and what was written."""
        made = [*wrapped(self._made, width, "bold $ink"), Content()] if self._made else []
        return made + written_lines(self._written.account, self._written.closed.review, width)

    async def answer(self, ask: Ask) -> object:
        """Return what is picked of what people take home."""
        self._offer(ask)
        self._picking = asyncio.get_running_loop().create_future()
        return await self._picking

    def picked(self, value: object) -> None:
        """Make what people take home, or go on; nothing more while something is being made."""
        if self._picking is None or self._picking.done():
            return
        if value == "plan":
            self._look_at_plan()
        elif value == "leave":
            if self._may_leave():
                self.app.exit(0)
        else:
            self._picking.set_result(value)

    @property
    def _making(self) -> bool:
        """Whether something that was picked is being done."""
        return self._picking is not None and self._picking.done()

    def _look_at_plan(self) -> None:
        """Show the plan on top: going back leads here again, where there are papers to make."""
        from facilitator.ui.screens.plan_page import PlanPage

        self.app.push_screen(PlanPage(self.opened.path, self.facilitator.prompts))

    def read_aloud(self) -> None:
        """Read the letter."""
        self.read_letter()

    def read_letter(self) -> None:
        """Read the child's letter aloud, on a page of its own."""
        self.picked(READ)

    def _may_leave(self) -> bool:
        """Point out once, in large, that only a summary holds what the Word form has no place for."""
        if self._told or not self._home.needed:
            return True
        self._told = True
        self.show_title(say("screen.summary-not-yet"))
        self.say(say("screen.summary-not-yet-why"))
        return False

    def action_close(self) -> None:
        """Go to the plan page, once what is being made is made."""
        if self._making:
            self.say(say("screen.one-moment"))
            return
        if not self._may_leave():
            return
        self.spent = True
        self.facilitator.show_plan(self.opened.path)


class _AtThePage(ScreenHost):
    """Carries the offer: its first question stands on the page itself."""

    def __init__(self, page: WrittenPage) -> None:
        super().__init__(page.facilitator)
        self._page = page

    async def asked(self, ask: Ask) -> object:
        """Ask on the page where the offer stands, or on a page of its own."""
        if any(option.value == DONE for option in ask.options):
            return await self._page.answer(ask)
        return await super().asked(ask)

    def tell(self, words: Words) -> None:
        """Say it on the page."""
        self._page.say(in_words(words, KEYS))

    async def do(self, wants: Do) -> object:
        """Do it in a thread: making a page may take a moment."""
        return await asyncio.to_thread(wants.work)
