"""Pages for reading aloud: what can be done with the voice, and texts that are read, each word marked."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from typing import TYPE_CHECKING

from textual.content import Content
from textual.geometry import Region

from facilitator.script.words_by_key import say
from facilitator.ui.aloud_on_screens import Piece
from facilitator.ui.drawing.drawn_text import lit
from facilitator.ui.drawing.question_lines import WIDEST
from facilitator.ui.screens.base_screen import CalmScreen
from facilitator.ui.screens.page import Page, TextPage
from facilitator.ui.widgets.choices import Choice, numbered

if TYPE_CHECKING:
    from facilitator.ui.aloud_on_screens import Aloud
    from facilitator.voice.protocol import VoiceInfo
    from facilitator.voice.spans import Span


class ReadingPage(TextPage):
    """Begins to read at once; a key stops it, the key for reading aloud begins again, Esc leaves."""

    useful = ("aloud", "read", "close")

    is_about_voice = True

    def __init__(self, title: str, texts: Sequence[str]) -> None:
        super().__init__()
        self._title, self._texts = title, list(texts)
        self._lit: tuple[int, Span] | None = None
        self._rows: list[int] = []

    def fill(self) -> None:
        """Show the texts, and read them."""
        self.show_text(self._title, self._draw)
        voice = self.facilitator.voice
        if not self._texts:
            self.say(say("screen.nothing-aloud"))
        elif voice.why_not:
            self.say(voice.why_not)
        else:
            voice.read(self.aloud())

    def aloud(self) -> list[Piece]:
        """Return the texts, each marked where it stands."""
        return [Piece(text, partial(self._light, index)) for index, text in enumerate(self._texts)]

    def _light(self, index: int, word: Span | None) -> None:
        if not self.is_attached:
            return
        self._lit = (index, word) if word else None
        self.lead.redraw()
        if word:
            self._follow(index)

    def _draw(self, width: int) -> list[Content]:
        lines: list[Content] = []
        self._rows = []
        for index, text in enumerate(self._texts):
            word = self._lit[1] if self._lit and self._lit[0] == index else None
            self._rows.append(len(lines))
            lines += [*lit(text, word, "$ink").wrap(max(1, min(width, WIDEST))), Content("")]
        self._rows.append(len(lines))
        return lines

    def _follow(self, index: int) -> None:
        """Keep the text that is read in view; where it is there already nothing moves."""
        first, after = self._rows[index], self._rows[index + 1]
        region = Region(0, first, 1, min(after - first, max(1, self.lead.size.height)))
        self.lead.scroll_to_region(region, animate=False, immediate=True)

    def action_close(self) -> None:
        """Be silent, and go back."""
        self.facilitator.silence()
        self.dismiss(None)


class VoicePage(Page[None]):
    """Pauses what is being read in the screen beneath; leaving the page without going on ends it."""

    is_about_voice = True

    def __init__(self, beneath: CalmScreen[object]) -> None:
        super().__init__()
        self._beneath = beneath
        self._pieces = beneath.aloud()

    def fill(self) -> None:
        """Offer what there is for the screen beneath."""
        self._voice.pause()
        self.show_title(say("screen.voice-title"))
        self._offer()
        if self._voice.why_not:
            self.say(self._voice.why_not)

    @property
    def _voice(self) -> Aloud:
        return self.facilitator.voice

    def _offer(self, at: int = 0) -> None:
        rate = say("voice.rate", rate=self._voice.settings.rate)
        by_itself = "on" if self.facilitator.reads_by_itself else "off"
        choices = [
            Choice("go-on", say("screen.voice-go-on")) if self._voice.is_paused else None,
            Choice("question", say("screen.voice-question")) if self._pieces else None,
            Choice("slower", say("screen.voice-slower"), rate),
            Choice("faster", say("screen.voice-faster"), rate),
            Choice("other", say("screen.voice-other")),
            *self._of_the_meeting(say(f"screen.voice-by-itself-{by_itself}")),
            Choice("letter", say("dialogue.read-letter")) if self._letter is not None else None,
        ]
        self.show_choices(numbered([choice for choice in choices if choice is not None]), at)

    def _of_the_meeting(self, by_itself: str) -> list[Choice]:
        if not (desk := self.facilitator.desk):
            return []
        place, minutes = desk.session.meeting.place, desk.session.meeting.minutes
        here = bool(place and minutes.said.at(place.key))
        return [
            *([Choice("said-here", say("screen.voice-said-here"))] if here else []),
            *([Choice("said", say("screen.voice-said"))] if minutes.said or minutes.actions else []),
            Choice("by-itself", say("screen.voice-by-itself"), by_itself),
        ]

    @property
    def _letter(self) -> Callable[[], None] | None:
        return getattr(self._beneath, "read_letter", None)

    def picked(self, value: object) -> None:
        """Do it; what changes how it sounds is heard at once."""
        if value == "go-on":
            self.dismiss(None)
            self._voice.go_on()
        elif value == "question":
            self.dismiss(None)
            self._voice.read(self._pieces)
        elif value in ("slower", "faster"):
            settings = self._voice.settings
            self._voice.change(settings.slower() if value == "slower" else settings.faster())
            self._try_it(str(value))
        elif value == "other":
            self.app.push_screen(VoicesPage(), lambda changed: self._try_it("other") if changed else None)
        elif value == "by-itself":
            self.facilitator.reads_by_itself = not self.facilitator.reads_by_itself
            self._offer(self._at(value))
        elif value == "letter" and self._letter is not None:
            self.dismiss(None)
            self.app.call_next(self._letter)
        elif isinstance(value, str):
            self._read(value)

    def _try_it(self, value: str) -> None:
        self._voice.read([Piece(say("screen.voice-now"))])
        self._offer(self._at(value))

    def _at(self, value: object) -> int:
        """Return where an option stood; a paused reading that it ended is no longer before it."""
        values = [option.value for option in self.choices.options]
        gone = "go-on" in values and not self._voice.is_paused
        return values.index(value) - gone

    def _read(self, what: str) -> None:
        desk = self.facilitator.desk
        if desk is not None:
            view, place = desk.session.view, desk.session.meeting.place
            here = what == "said-here" and place is not None
            spoken = (
                view.said_here(place, aloud=True) if here and place is not None else view.everything_said()
            )
            lines = [say("screen.said-aloud", speaker=one.speaker, text=one.text) for one in spoken]
            lines += [] if here else actions_aloud(self._beneath)
            self.app.push_screen(ReadingPage(say(f"screen.reading-{what}"), lines))

    def action_close(self) -> None:
        """Go back; what was paused is over."""
        self._voice.stop()
        self.dismiss(None)


def actions_aloud(screen: CalmScreen[object]) -> list[str]:
    """Return the actions of the meeting in words, as the screen shows them."""
    from facilitator.phrases.action import sentence

    desk = screen.facilitator.desk
    held = desk.session.view.actions() if desk is not None else ()
    return [sentence(one.what, one.who, one.by) for one in held]


class VoicesPage(Page[bool]):
    """The voices that there are; says whether another one was picked."""

    is_about_voice = True

    def fill(self) -> None:
        """Ask the voice, which may have to be started first."""
        self.show_title(say("screen.voices-title"))
        self.say(say("screen.voices-looking"))
        self.run_worker(self._look())

    async def _look(self) -> None:
        voice = self.facilitator.voice
        self._show(await voice.voices(), voice.settings.voice)
        if voice.why_not:
            self.say(voice.why_not)

    def _show(self, voices: tuple[VoiceInfo, ...], now: str) -> None:
        from facilitator.voice.protocol import is_english

        english = [voice for voice in voices if is_english(voice)] or list(voices)
        usual = Choice("", say("screen.voices-usual"), chosen=not now)
        named = [Choice(one.id, one.name, ", ".join(one.languages), chosen=one.id == now) for one in english]
        at = next((index for index, one in enumerate([usual, *named]) if one.chosen), 0)
        self.show_choices(numbered([usual, *named]), at)
        self.say("")
        self.focus_first()

    def picked(self, value: object) -> None:
        """Take a voice."""
        from dataclasses import replace

        voice = self.facilitator.voice
        voice.change(replace(voice.settings, voice=str(value)))
        self.dismiss(True)

    def action_close(self) -> None:
        """Keep the voice that there is."""
        self.dismiss(False)
