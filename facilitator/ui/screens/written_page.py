"""What was written: the file, the term, and how much of what; with the way to the summary and the plan."""

from __future__ import annotations

from typing import TYPE_CHECKING

from facilitator.plan.refusal import Refusal
from facilitator.script.words import explain, say
from facilitator.ui.drawing.plan_lines import written_lines
from facilitator.ui.screens.page import Page
from facilitator.ui.widgets.choices import Choice, numbered

if TYPE_CHECKING:
    from facilitator.dialogue.wants import Written
    from facilitator.script.models import Script
    from facilitator.summary.pages import Kind


class WrittenPage(Page[None]):
    """Shown once the review is in the plan file."""

    useful = ("choose", "aloud", "read", "close")

    def __init__(self, written: Written, script: Script) -> None:
        super().__init__()
        self.opened, self.review, self.script = written.closed.opened, written.closed.review, script
        self._account = written.account
        self._summary_needed = bool(self.opened.left_out)

    def fill(self) -> None:
        """Say what was written, and offer what people take home."""
        self.show_title(say("screen.written-title"))
        self.show_lead(lambda width: written_lines(self._account, self.review, width))
        self.read_first()
        html = "screen.summary-first" if self.opened.left_out else "screen.summary-html"
        choices = [
            Choice(("summary", "html"), say(html)),
            Choice(("summary", "txt"), say("screen.summary-txt")),
            Choice("plan", say("screen.to-plan")),
            Choice("leave", say("screen.to-leave")),
        ]
        # Where there is no room, the key for reading aloud does it.
        if self.script.format.children.in_room and not self.short:
            choices.append(Choice("letter", say("screen.voice-letter")))
        self.show_choices(numbered(choices))

    def picked(self, value: object) -> None:
        """Write a summary, or go on."""
        if value == "plan":
            self.action_close()
        elif value == "leave":
            if self._may_leave():
                self.app.exit(0)
        elif value == "letter":
            self.read_letter()
        elif isinstance(value, tuple):
            kind: Kind = "txt" if value[1] == "txt" else "html"
            self.run_worker(lambda: self._export(kind), thread=True, exclusive=True)

    def read_aloud(self) -> None:
        """Read the letter."""
        self.read_letter()

    def read_letter(self) -> None:
        """Read the child's letter aloud, on a page of its own."""
        self.run_worker(self._make_letter, thread=True, exclusive=True)

    def _make_letter(self) -> None:
        """Make the letter in a thread: it may take a moment."""
        from facilitator.summary import letter_sentences

        try:
            sentences = letter_sentences(self.opened.plan, self.review, self.script)
        except Refusal as refusal:
            self.app.call_from_thread(self.say, explain(refusal))
        else:
            self.app.call_from_thread(self._show_letter, sentences)

    def _show_letter(self, sentences: list[str]) -> None:
        from facilitator.ui.screens.aloud_pages import ReadingPage

        self.app.push_screen(ReadingPage(say("screen.reading-letter"), sentences))

    def _may_leave(self) -> bool:
        """Point out once, in large, that only a summary holds what the Word form has no place for."""
        if not self._summary_needed:
            return True
        self._summary_needed = False
        self.show_title(say("screen.summary-not-yet"))
        self.say(say("screen.summary-not-yet-why"))
        return False

    def action_close(self) -> None:
        """Go to the plan page."""
        if not self._may_leave():
            return
        self.spent = True
        self.facilitator.show_plan(self.opened.path)

    def _export(self, kind: Kind) -> None:
        """Write a summary in a thread: making it may take a moment."""
        from facilitator.work.exporting import export

        try:
            path = export(
                self.opened.plan,
                self.review,
                self.script,
                kind=kind,
                beside=self.opened.path,
                prompts=self.facilitator.prompts,
            )
        except Refusal as refusal:
            self.app.call_from_thread(self.say, explain(refusal))
        else:
            self._summary_needed = False
            self.app.call_from_thread(self.say, say("screen.summary-written", path=path))
