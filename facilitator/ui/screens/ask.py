"""One question to the chair: options to pick from, a sentence to type, or both."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from facilitator.ui.screens.page import Page
from facilitator.ui.widgets.choices import Choice, numbered


@dataclass(frozen=True)
class Typed:
    """That something can be typed: what stands there at first, and what to write there."""

    text: str = ""
    placeholder: str = ""


class Ask(Page[object]):
    """Returns the value of the option that was picked, the words that were typed, or None for going back.

    The page starts in the list at option `at`, or in the sentence where that is None. `notice` says what
    came of the page before.
    """

    def __init__(
        self,
        title: str,
        choices: Sequence[Choice] = (),
        *,
        lead: str = "",
        typed: Typed | None = None,
        at: int | None = 0,
        notice: str = "",
    ) -> None:
        super().__init__()
        self._title, self._lead, self._notice = title, lead, notice
        self._choices = numbered(choices) if typed is None else list(choices)
        self._typed, self._at = typed, at if choices else None

    def fill(self) -> None:
        """Show what is asked."""
        self.show_title(self._title)
        if self._lead:
            self.show_lead(self._lead)
        if self._typed is not None:
            self.show_sentence(self._typed.text, self._typed.placeholder)
        self.show_choices(self._choices, at=self._at)
        self.say(self._notice)

    def focus_first(self) -> None:
        """Start in the list, or with typing."""
        first = self.sentence if self._at is None and self._typed else self.choices
        self.set_focus(first, scroll_visible=False)

    def picked(self, value: object) -> None:
        """Answer with the option."""
        self.dismiss(value)

    def entered(self, text: str) -> None:
        """Answer with the words; an empty Enter answers nothing."""
        if text.strip():
            self.dismiss(text)


class AskWhich(Ask):
    """Asks for one of the options and takes typing for it only where the words mean one of them.

    It comes up by itself while the chair types on: nothing is picked by a key that was meant for the next
    sentence. What was typed and means no option is `left_over`, for the flow to give back; `meant` returns
    the value of the option that words mean, or None, and `not_meant` is said then.
    """

    def __init__(
        self,
        title: str,
        choices: Sequence[Choice],
        meant: Callable[[str], object],
        *,
        lead: str,
        placeholder: str,
        not_meant: str,
    ) -> None:
        super().__init__(title, choices, lead=lead, typed=Typed(placeholder=placeholder), at=None)
        self._meant, self._not_meant = meant, not_meant
        self.left_over = ""

    def entered(self, text: str) -> None:
        """Answer with the option that the last line means; other words stay, each Enter's in a line."""
        earlier, _, last = text.rstrip().rpartition("\n")
        if not last:
            return
        value = None if text.endswith("\n") else self._meant(last)
        if value is None:
            self.sentence.put(f"{text.rstrip()}\n")
            self.say(self._not_meant)
        else:
            self.left_over = earlier
            self.dismiss(value)

    def picked(self, value: object) -> None:
        """Answer with the option."""
        self.left_over = self.sentence.text.rstrip("\n")
        self.dismiss(value)

    def action_close(self) -> None:
        """Go back to where one came from."""
        self.left_over = self.sentence.text.rstrip("\n")
        super().action_close()
