"""A dialogue's question to the chair, on a page: options to pick from, a sentence to type, or both."""

from __future__ import annotations

from facilitator.dialogue.requests import KEYS, Add, Ask, Option, Which, in_words
from facilitator.script.words_by_key import say
from facilitator.ui.drawing.drawn_text import listed
from facilitator.ui.screens.page import Page, TextPage
from facilitator.ui.widgets.choices import Choice, numbered


def choice_of(option: Option) -> Choice:
    """Return an option of a dialogue as the screen draws it."""
    return Choice(option.value, option.words, option.note, chosen=option.chosen, heading=option.heading)


class AskPage(Page[object]):
    """Returns the value of the option that was picked, the words that were typed, or None for going back."""

    def __init__(self, ask: Ask) -> None:
        super().__init__()
        self.ask = ask
        choices = [choice_of(option) for option in ask.options]
        self._choices = choices if ask.typed is not None else numbered(choices)

    def fill(self) -> None:
        """Show what is asked."""
        ask = self.ask
        self.show_title(ask.title)
        if ask.lead:
            self.show_lead(ask.lead)
        if ask.typed is not None:
            self.show_sentence(ask.typed.text, ask.typed.placeholder)
        self.show_choices(self._choices, at=ask.at if self._choices else None)
        self.say(ask.notice)

    def focus_first(self) -> None:
        """Start in the list, or with typing."""
        types = self.sentence.display and (self.ask.at is None or not self._choices)
        self.set_focus(self.sentence if types else self.choices, scroll_visible=False)

    def picked(self, value: object) -> None:
        """Answer with the option."""
        self.dismiss(value)

    def entered(self, text: str) -> None:
        """Answer with the words; an empty Enter answers nothing."""
        if text.strip():
            self.dismiss(text)


class WhichPage(AskPage):
    """Takes typing only where the words mean one of the options.

    It comes up by itself while the chair types on: nothing is picked by a key that was meant for the next
    sentence. What was typed and means no option is `left_over`, for the dialogue to give back.
    """

    def __init__(self, ask: Ask, which: Which) -> None:
        super().__init__(ask)
        self._which = which
        choices = [choice_of(option) for option in ask.options]
        self._choices = numbered(choices) if which.numbers else choices
        self._offered: tuple[str, object] = ("", None)
        self.left_over = ""

    def fill(self) -> None:
        """Show what is asked."""
        super().fill()
        self.show_sentence(placeholder=self._which.placeholder)

    def entered(self, text: str) -> None:
        """Answer with the option that the last line means; other words stay, each Enter's in a line.

        What only may be meant for the question, a number or a new name, is read back, and is the answer with
        one Enter more: it may have been meant for the next sentence.
        """
        earlier, _, last = text.rstrip().rpartition("\n")
        if not last:
            return
        again = text.endswith("\n")
        value = (
            self._which.meant(last) if not again else self._offered[1] if self._offered[0] == last else None
        )
        if value is not None:
            self.left_over = earlier
            self.dismiss(value)
            return
        offer, offered = ("", None) if again else self._offer(last)
        self._offered = (last, offered)
        self.sentence.put(f"{text.rstrip()}\n")
        self.say(offer or self._which.not_meant)

    def _offer(self, words: str) -> tuple[str, object]:
        """Return what words may mean, read back, and the answer that they are then."""
        number = next(
            (choice for choice in self._choices if choice.key and choice.key == words.strip()), None
        )
        if number is not None:
            return say("dialogue.number-means", number=number.key, words=number.text), number.value
        offer = self._which.offered(words)
        return (in_words(offer, KEYS), Add(words)) if offer else ("", None)

    def picked(self, value: object) -> None:
        """Answer with the option."""
        self.left_over = self.sentence.text.rstrip("\n")
        self.dismiss(value)

    def action_close(self) -> None:
        """Go back to where one came from."""
        self.left_over = self.sentence.text.rstrip("\n")
        super().action_close()


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
