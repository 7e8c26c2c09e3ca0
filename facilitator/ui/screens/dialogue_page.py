"""A dialogue's question to the chair, on a page: options to pick from, a sentence to type, or both."""

from __future__ import annotations

from facilitator.dialogue.requests import KEYS, Add, Ask, Option, Which, in_words
from facilitator.plan.text import in_short
from facilitator.script.words_by_key import say
from facilitator.ui.drawing.drawn_text import listed
from facilitator.ui.key_table import key_of
from facilitator.ui.screens.page import Page, TextPage
from facilitator.ui.widgets.choices import Choice, numbered
from facilitator.ui.widgets.sentence_box import in_lines

MOST_OF_WAITING = 60
"""How many letters of the words that wait stand in the notice."""


def choice_of(option: Option) -> Choice:
    """Return an option of a dialogue as the screen draws it."""
    return Choice(option.value, option.words, option.note, chosen=option.chosen, heading=option.heading)


class AskPage(Page[object]):
    """Returns the value of the option that was picked, the words that were typed, or None for going back.

    Words that are typed where none are asked for wait in sight, and choose nothing: they are `left_over` once
    the question is answered. What `waits` from a page before stands in the box where words are asked for, and
    waits on where none are.
    """

    BINDINGS = [key_of("undo").binding()]

    comes_by_itself = False
    """Whether the chair may be typing on for what lies beneath when it comes up."""

    def __init__(self, ask: Ask, waits: str = "") -> None:
        super().__init__()
        self.ask = ask
        self.left_over = self._waits = waits
        self._keeps = ask.typed is None
        self._only_waits = False
        if ask.undo is not None:
            self.useful = ("choose", "undo", "close")
        choices = [choice_of(option) for option in ask.options]
        self._choices = choices if ask.typed is not None else numbered(choices)

    def fill(self) -> None:
        """Show what is asked."""
        ask = self.ask
        self.show_title(ask.title)
        if ask.lead:
            self.show_lead(ask.lead)
        if ask.typed is not None:
            self.show_sentence(ask.typed.refused or ask.typed.text, ask.typed.placeholder)
        self._show_choices()
        notice = in_words(ask.notice, KEYS)
        if self._waits and self._keeps:
            still = say("screen.still-waits", words=in_short(self._waits, MOST_OF_WAITING))
            notice = f"{notice} {still}".strip()
        elif self._waits:
            self.sentence.put(in_lines(self.sentence.text, self._waits))
            notice = f"{notice} {say('screen.waited')}".strip()
        self.say(notice)

    def _show_choices(self) -> None:
        self.show_choices(self._choices, at=self.ask.at if self._choices else None)

    def focus_first(self) -> None:
        """Start in the list, or with typing."""
        types = self.sentence.display and (self.ask.at is None or not self._choices)
        self.set_focus(self.sentence if types else self.choices, scroll_visible=False)

    def picked(self, value: object) -> None:
        """Answer with the option; words typed here and not sent are left over, but a number alone is not."""
        words = self.sentence.text if self.sentence.half_typed else ""
        self._leave(value, "" if self._keeps and self._means_number(words) else words)

    def _leave(self, value: object, words: str) -> None:
        """Answer; words are left over, behind those that waited before and had no box here."""
        self.left_over = in_lines(self._waits if self._keeps else "", words.rstrip("\n"))
        self.dismiss(value)

    @property
    def is_private(self) -> bool:
        """Whether what is asked for is for the plan alone, or hidden on a shared screen."""
        return self.ask.typed is not None and self.ask.typed.private

    @property
    def half_typed(self) -> str:
        """The words that were typed here and not sent, with those that wait from a page before."""
        return in_lines(self._waits if self._keeps else "", super().half_typed)

    def entered(self, text: str) -> None:
        """Answer with the words; an empty Enter answers nothing, unless there need be none.

        Where what is typed waits, it ends a line.
        """
        if self._keeps:
            self.sentence.put(f"{text.rstrip()}\n" if text.strip() else "")
        elif text.strip() or (self.ask.typed is not None and self.ask.typed.optional):
            self._leave(text, "")

    def typed(self, character: str) -> None:
        """Take what is typed among the options for words, which wait where no words are asked for."""
        self._show_what_waits()
        super().typed(character)

    def paste(self, text: str) -> None:
        """Take in pasted words, which wait where no words are asked for."""
        self._show_what_waits()
        super().paste(text)

    def action_close(self) -> None:
        """Go back to where one came from, with the words that wait; a number alone is for this page."""
        words = self.sentence.text.rstrip("\n")
        if not self._keeps:
            words = self._waits if words.endswith(self._waits) else ""
        self._leave(None, "" if self._means_number(words) else words)

    def action_do(self, command: str) -> None:
        """Take back what was done last, where that can be done from here."""
        if command == "undo" and self.ask.undo is not None:
            self.picked(self.ask.undo)

    def on_text_area_changed(self) -> None:
        """Put the box away once nothing waits in it any more."""
        super().on_text_area_changed()
        if self._only_waits and self.sentence.display and not self.sentence.text.strip():
            self._only_waits = self.sentence.display = False
            self._show_choices()
            self.set_focus(self.choices, scroll_visible=False)
            self.say("")

    def _means_number(self, words: str) -> bool:
        """Whether all that was typed is a number, and so one of the options of this list."""
        return words.strip().isdecimal()

    def _show_what_waits(self) -> None:
        if self.sentence.display:
            return
        self._only_waits = True
        self.choices.stand_nowhere()
        self.show_sentence()
        self.say(say("screen.waits"))


class WhichPage(AskPage):
    """Takes typing only where the words mean one of the options.

    It comes up by itself while the chair types on: nothing is picked by a key that was meant for the next
    sentence, so that a number needs an Enter more while nobody can have seen the page. What was typed and
    means no option is left over.
    """

    SEEN_AFTER_SECONDS = 0.5

    def __init__(self, ask: Ask, which: Which, waits: str = "") -> None:
        super().__init__(ask, waits)
        self.comes_by_itself = which.by_itself
        self._which = which
        choices = [choice_of(option) for option in ask.options]
        self._choices = numbered(choices) if which.numbers else choices
        self._offered: tuple[str, object] = ("", None)
        self._seen = not which.by_itself
        self._typed_ahead = ""

    def fill(self) -> None:
        """Show what is asked."""
        super().fill()
        self.set_timer(self.SEEN_AFTER_SECONDS, self._was_seen)
        self.show_sentence(placeholder=self._which.placeholder)

    def entered(self, text: str) -> None:
        """Answer with the option that the last line means; other words stay, each Enter's in a line.

        What only may be meant for the question, a number or a new name, is read back, and is the answer with
        one Enter more: it may have been meant for the next sentence.
        """
        earlier, _, last = text.rstrip().rpartition("\n")
        if not last:
            return
        if self._seen and (number := self._numbered(last)) is not None:
            self._leave(number.value, earlier)
            return
        again = text.endswith("\n")
        value = (
            self._which.meant(last) if not again else self._offered[1] if self._offered[0] == last else None
        )
        if value is not None:
            self._leave(value, earlier)
            return
        offer, offered = ("", None) if again else self._offer(last)
        self._offered = (last, offered)
        self.sentence.put(f"{text.rstrip()}\n")
        self.say(offer or self._which.not_meant)

    def _offer(self, words: str) -> tuple[str, object]:
        """Return what words may mean, read back, and the answer that they are then."""
        if (number := self._numbered(words)) is not None:
            return _means(number), number.value
        offer = self._which.offered(words)
        return (in_words(offer, KEYS), Add(words)) if offer else ("", None)

    def on_text_area_changed(self) -> None:
        """Read a number back while it is typed."""
        super().on_text_area_changed()
        if (number := self._numbered(self.sentence.text.rpartition("\n")[2])) is not None:
            self.say(_means(number))

    def picked(self, value: object) -> None:
        """Answer with the option."""
        words = self.sentence.text.rstrip("\n")
        self._leave(value, "" if self._means_number(words) else words)

    def _was_seen(self) -> None:
        self._seen, self._typed_ahead = True, self.sentence.text.strip()

    def _means_number(self, words: str) -> bool:
        """Whether a number stands for an option here; beside scores it is a score."""
        typed_here = self._seen and words.strip() != self._typed_ahead
        return typed_here and self._which.numbers and super()._means_number(words)

    def _numbered(self, words: str) -> Choice | None:
        """Return the option of a number."""
        return next((one for one in self._choices if one.key and one.key == words.strip()), None)


def _means(choice: Choice) -> str:
    return say("dialogue.number-means", number=choice.key, words=choice.text)


class UnsavedPage(AskPage):
    """Shows what is on no disk, as far as there is room. To leave once more from here is to be told twice."""

    useful = ("choose", "read", "close")

    def fill(self) -> None:
        """Say how much is on no disk, and show of it what there is room for."""
        super().fill()
        self.show_lead(lambda width: listed(self.ask.lines, width))
        self.read_first()


class ShowPage(TextPage):
    """A text in full, to be read and copied by hand; nothing where there is nothing."""

    def __init__(self, title: str, lines: tuple[str, ...]) -> None:
        super().__init__()
        self._title, self._lines = title, lines

    def fill(self) -> None:
        """Show it."""
        self.show_text(self._title, lambda width: listed(self._lines, width))
