"""Shows a meeting as it stands on the widgets of its screen, in place."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.content import Content
from textual.geometry import Region

from facilitator.meeting.meeting import Meeting
from facilitator.meeting.question import Beside, Question
from facilitator.phrases.day import in_full
from facilitator.script.words_by_key import say
from facilitator.ui.child_part_shown import ShowsChild
from facilitator.ui.drawing.answer_lines import (
    ACTION,
    ASKED,
    answer_lines,
    beside_lines,
    is_last_time,
    reads_back,
)
from facilitator.ui.drawing.drawn_text import lit_rows, two_sides
from facilitator.ui.drawing.frame import agenda_line, key_lines, pace_words, useful_keys
from facilitator.ui.drawing.kind_typed import kind_typed
from facilitator.ui.drawing.option_lines import choices_of, wait_words
from facilitator.ui.drawing.page_lines import page_lines
from facilitator.ui.drawing.question_lines import Look, question_lines, says_words, speaker_of, words_put
from facilitator.ui.saving_shown import ShowsSaving
from facilitator.ui.shared_rows import ROOMY, SharedRows
from facilitator.ui.widgets.drawn import nothing

if TYPE_CHECKING:
    from facilitator.meeting.minutes import Key
    from facilitator.ui.aloud_on_screens import Piece
    from facilitator.ui.background_session import Desk
    from facilitator.ui.screens.meeting_parts import MeetingParts
    from facilitator.voice.spans import Span


_AROUND_LARGE = 11
"""Rows that everything else takes where the question stands in large letters."""


class Showing:
    """Keeps the widgets in step with the meeting; holds what is only of the screen.

    That is: half-typed words of each question, whether last term's words are in view, and the word that is
    being said.
    """

    def __init__(self, screen: MeetingParts, desk: Desk) -> None:
        self.screen, self.desk = screen, desk
        self.session = desk.session
        self.question: Question | None = None
        self.at_the_end = False
        self._drafts: dict[Key, str] = {}
        self._shown: tuple[object, ...] = ()
        self._reading_beside = False
        self.noticed = self._preview = self._picture = self._typed = ""
        self._word: Span | None = None
        self._put: tuple[object, ...] | None = None
        self.saving = ShowsSaving(screen, desk)
        self.child = ShowsChild(screen, self.session, self.refresh, self.refresh_time)
        self.shared = SharedRows(screen, self._rows_asked, self._rows_given, self.keys_now)
        screen.query("#agenda, #question, #said, #says, #notice").set(display=True)

    @property
    def meeting(self) -> Meeting:
        """The meeting that is shown."""
        return self.session.meeting

    def refresh(self) -> None:
        """Show everything as it stands now."""
        question = self.session.view.question()
        came_to = question is None and self.question is not None
        self._change_question(question)
        self.noticed = self._preview = ""
        self._typed = self.screen.sentence.text
        self.saving.refresh()
        self.screen.drawn("agenda").draw(lambda width: [agenda_line(self.session, width)])
        self._show_question()
        self._show_beside()
        self._show_says()
        self._show_notice()
        self.show_keys()
        self._show_moves()
        self._read_by_itself()
        self.at_the_end = came_to or (question is None and not self._shown)
        self.screen.refresh(repaint=False, layout=True)  # at once, not a frame after the words
        self.screen.call_after_refresh(self.screen.follow_cursor)

    # The question

    def _change_question(self, question: Question | None) -> None:
        """Put away what was half typed at the question that is left, and find that of the new one."""
        sentence = self.screen.sentence
        old_key = self.question.key if self.question else None
        new_key = question.key if question else None
        if old_key is not None and old_key != new_key and sentence.half_typed:
            self._drafts[old_key] = sentence.text
        if old_key != new_key:
            self._reading_beside = False
        self.question = question
        shown = (new_key, question.part, len(question.actions)) if question else (None,)
        if shown != self._shown and (old_key != new_key or not sentence.half_typed):
            self._start_with(question)
        self._shown = shown

    def _start_with(self, question: Question | None) -> None:
        """Begin the sentence: with what was half typed here, else with what is proposed."""
        sentence = self.screen.sentence
        if question is not None and question.key in self._drafts:
            sentence.put(self._drafts.pop(question.key))
        elif question is not None and question.suggested_day:
            sentence.propose(in_full(question.suggested_day))
        else:
            sentence.propose(question.suggestion if question and not question.actions else "")

    def _show_question(self, *, stays: bool = False) -> None:
        """Show the question; where it `stays`, because only the room for it changed, so does the focus."""
        question, screen = self.question, self.screen
        drawn = screen.drawn("question")
        if question is None:
            drawn.write(say("screen.last-question"))
            screen.drawn("rows").display = False
            screen.leave_answers()
            screen.drawn("said").draw(nothing)
            return
        self._show_answers(question, stays=stays)
        screen.set_class(screen.facilitator.large, "-large")
        screen.drawn("rows").draw(
            lambda width: page_lines(self.session, question, width, self.shared.of_page)
        )
        drawn.draw(lambda width: question_lines(self.session, question, width, self._look()))
        drawn.scroll_to(y=0, animate=False, immediate=True)

    def _show_answers(self, question: Question, *, stays: bool) -> None:
        screen = self.screen
        options, at = choices_of(self.session, question)
        choosing = question.only_picked
        middle = screen.query_one("#middle").set_class(choosing, "-choosing")
        screen.plain_choices.stand_apart(apart=screen.size.height >= ROOMY and len(options) <= 7)
        pointed_at = self.child.show_answers(question, options, at)
        noting = choosing and (screen.sentence.half_typed or question.waits_for_note)
        middle.set_class(noting, "-noting").set_class(choosing and bool(question.said), "-noted")
        screen.sentence.display = noting or not choosing
        kind = "face" if screen.tiled and question.answer == "scores" else kind_typed(question)
        kind = "note" if question.waits_for_note else kind
        faces = question.scale.faces if kind == "face" else []
        sample = ", ".join(face.word for face in faces) if faces else question.scale.sample
        screen.sentence.placeholder = Content(say(f"screen.type-{kind}", answer=sample) if kind else "")
        said, scale = screen.drawn("said"), screen.short and not screen.tiled
        said.draw(lambda width: self.child.given(question, width, self.shared.reading, scale=scale))
        screen.call_after_refresh(self._scroll_said)
        if screen.is_current and not (stays and screen.focused and screen.focused.display):
            # At once, not by `focus`, which comes later: letters typed ahead belong to this question.
            listed = (choosing and not noting) or question.ticks
            first = screen.sentence if noting else pointed_at
            first = first or (screen.choices if listed else screen.sentence)
            screen.set_focus(first, scroll_visible=False)

    def _scroll_said(self) -> None:
        """Show the last line, or who shows next, an action without a part, or the start of what is read."""
        question = self.question
        if question is None or not self.screen.query("#said"):
            return
        said = self.screen.drawn("said")
        read_out = bool(question.rows) or (bool(question.beside.said) and not is_last_time(self.session))
        reads = reads_back(self.session) or (read_out and not question.part)
        new = bool(question.shown) and not (question.asks or question.said)
        scale_first = bool(question.asks) and self.screen.short
        if reads or new or scale_first or self._reading_beside or question.answer == "agree":
            said.scroll_home(animate=False, immediate=True)
        elif question.asks or question.part:
            sign = ASKED if question.asks else ACTION
            lines = said.lines(said.scrollable_content_region.width)
            rows = [row for row, line in enumerate(lines) if sign in line.plain] or [0]
            y = rows[0] + 1 - self.shared.reading if question.asks else rows[-1]
            said.scroll_to(y=max(0, y), animate=False, immediate=True)
        else:
            said.scroll_end(animate=False, immediate=True)
        if said.show_vertical_scrollbar:  # it is told of no move while the rows are being shared out
            said.vertical_scrollbar.position = said.scroll_y

    # Heard, and large

    def _rows_asked(self, width: int, close: bool, bare: bool) -> int:
        """Return how many rows the question takes."""
        look, question = self._look()._replace(close=close, bare=bare), self.question
        return len(question_lines(self.session, question, width, look)) if question else 1

    def _rows_given(self, width: int) -> int:
        """Return how many rows everything that was given takes."""
        return len(answer_lines(self.session, self.question, width)) if self.question else 0

    def _look(self) -> Look:
        rows = 0
        if self.screen.facilitator.large:
            height = self.screen.size.height
            rows = height // 2 - 4 if self.screen.choices.display else height - _AROUND_LARGE
        large = max(1, rows) if self.screen.facilitator.large else 0
        return Look(self.screen.short, self.shared.close, self._word, large, self.shared.way.bare)

    def turn_large(self) -> None:
        """Show the question in large letters, or in usual ones again."""
        self.screen.facilitator.large = not self.screen.facilitator.large
        self._show_question()
        self._show_beside()

    def aloud(self) -> list[Piece]:
        """Return the words that stand there for whom they are put to, to be read aloud."""
        from facilitator.ui.aloud_on_screens import Piece

        if self.question is None:
            return []
        return [Piece(words_put(self.session, self.question)[0], self._light)]

    def _light(self, word: Span | None) -> None:
        """Mark the word that is being said, in view."""
        if not self.screen.is_attached:
            return
        self._word = word
        drawn = self.screen.drawn("question")
        drawn.redraw()
        rows = lit_rows(drawn.lines(drawn.scrollable_content_region.width)) if word else None
        if rows:
            region = Region(0, rows.start, 1, len(rows))
            drawn.scroll_to_region(region, animate=False, immediate=True)

    def _read_by_itself(self) -> None:
        """Read a question aloud when it is put to the child, if that is wanted."""
        question, facilitator = self.question, self.screen.facilitator
        put = (question.key, question.rung, words_put(self.session, question)[0]) if question else None
        if put == self._put:
            return
        self._put = put
        facilitator.silence()
        to_child = question is not None and (question.easier or question.to_child)
        if facilitator.reads_by_itself and to_child and self.screen.is_current:
            facilitator.voice.read(self.aloud())

    # Beside it

    def _show_beside(self) -> None:
        beside, wide = self._last_term, self._is_wide
        self._reading_beside = self._reading_beside and not wide  # there both are in view
        has_some = beside is not None and bool(beside.score or beside.scores or beside.said)
        drawn = self.screen.drawn("beside")
        drawn.display = has_some and wide
        reading = has_some and self._reading_beside
        self.screen.drawn("question").display = not reading
        if reading:  # in all the room there is
            self.screen.drawn("rows").display = False
            self.screen.put_answers_away()
        if beside is not None and (drawn.display or reading):
            script, plan = self.meeting.script, self.meeting.plan
            part = drawn if wide else self.screen.drawn("said")
            part.draw(lambda width: beside_lines(beside, plan, script, width))

    @property
    def _last_term(self) -> Beside | None:
        """What stands beside the question, where that is last term's."""
        return self.question.beside if self.question and is_last_time(self.session) else None

    @property
    def _is_wide(self) -> bool:
        return self.screen.size.width >= 100

    @property
    def has_beside(self) -> bool:
        """Whether there are words of last term that a key would bring into view."""
        beside = self._last_term
        return beside is not None and bool(beside.scores or beside.said) and not self._is_wide

    def turn_beside(self) -> None:
        """Show last term's words where there is no room beside, or the question again."""
        if not self.has_beside:
            shown = self.screen.drawn("beside").display
            self.notice(say("screen.beside-is-shown" if shown else "screen.nothing-beside"))
            return
        self._reading_beside = not self._reading_beside
        self._show_question()
        self._show_beside()
        if not self._reading_beside:
            self._show_moves()

    def resized(self) -> None:
        """Find the room that there is now for what stands beside."""
        self._show_question(stays=True)
        self._show_beside()
        self.show_keys()
        self._show_moves()

    def _show_moves(self) -> None:
        """Show the moves and share out the rows, once everything else has found its own."""
        self._share_rows()
        self.child.wait_quietly(self.question)
        self.screen.call_after_refresh(self._share_rows)

    def _share_rows(self) -> None:
        """Let each part have its rows, and draw again what was drawn for others."""
        screen, question = self.screen, self.question
        if not screen.query("#said"):  # closing down
            return
        self.child.show_moves(question)
        if question is not None:
            self.shared.share(question, reads_out=reads_back(self.session))
            screen.drawn("rows").display = self.shared.of_page > 0 and screen.drawn("question").display
            screen.drawn("rows").redraw()
            screen.drawn("question").redraw()
            if question.shown or not question.said:  # in as many rows as there are now
                screen.drawn("said").redraw()
        self.show_keys()
        screen.call_after_refresh(self._scroll_said)

    # Around it

    def _show_says(self) -> None:
        speaking = speaker_of(self.session, self.screen.sentence.text)
        words = says_words(self.session, self.question, speaking)
        pace = wait_words(self.session, self.question) or pace_words(self.session)
        pace = pace if self.screen.size.width >= 64 else ""
        self.screen.drawn("says").draw(
            lambda width: [
                two_sides(Content.styled(words, "bold $accent-ink"), Content.styled(pace, "$quiet"), width)
            ]
        )

    def _show_notice(self) -> None:
        words = self.noticed or self._preview
        tip = self.question.tip if self.question else say("screen.last-question-tip")
        if self.question and (silent := self.question.not_spoken):
            tip = say("dialogue.went-on-without", names=silent)
        style = "bold $ink" if words else "$quiet"
        self.screen.drawn("notice").write(words or tip, style)

    def notice(self, words: str) -> None:
        """Say something until the next thing happens."""
        self.noticed, self._typed = words, self.screen.sentence.text
        self._show_notice()
        self.screen.call_after_refresh(self._share_rows)

    def box_changed(self) -> None:
        """Share the rows out again where the box of the sentence takes more or fewer of them."""
        if self.screen.sentence.size.height != self.shared.box:
            self._share_rows()

    def preview(self, text: str, picture: str | None = None) -> None:
        """Read back a day, a speaker, a `picture` without room, what becomes of words beside an answer."""
        if picture not in (None, self._picture):
            self._picture = picture or ""
        elif text == self._typed:
            return
        before = self.noticed, self._preview
        self.noticed = self.noticed if text == self._typed else ""
        self._typed = text
        self._preview = self._read_back(text)
        if before != (self.noticed, self._preview):
            self._show_notice()
        if self.question and self.question.answer == "lines":
            self._show_says()

    def _read_back(self, text: str) -> str:
        question = self.question
        if question is None or not text.strip():
            return ""
        if question.only_picked:
            from facilitator.dialogue.typed_at_question import what_enter_does

            return what_enter_does(self.session, text)
        if kind_typed(question) != "date":
            return self._picture
        from facilitator.dialogue.days_to_come import read_back

        return read_back(self.session, text)

    def show_keys(self) -> None:
        """Show the keys that do something now."""
        rows = 1 if self.screen.short or self.shared.way.pressed else 2
        self.screen.drawn("keys").draw(lambda width: key_lines(self.keys_now(), width, rows))

    def keys_now(self) -> list[str]:
        """Return the ids of the keys that do something now, the most useful first."""
        screen = self.screen
        keys = useful_keys(
            self.session,
            self.question,
            has_beside=self.has_beside,
            reads_on=screen.reads_on,
            points=screen.choices.display and any(option.label for option in screen.choices.options),
        )
        noting = self.question is not None and self.question.only_picked and screen.sentence.display
        return ["add" if noting and key == "choose" else key for key in keys]

    def refresh_time(self) -> None:
        """Show the minutes again."""
        self.screen.drawn("bar").redraw()
        self._show_says()
