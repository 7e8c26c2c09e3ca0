"""Shows a meeting as it stands on the widgets of its screen, in place."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.content import Content
from textual.geometry import Region

from facilitator.meeting.meeting import Meeting
from facilitator.meeting.question import Beside, Question
from facilitator.phrases.day import in_full
from facilitator.script.words_by_key import say
from facilitator.ui.child_part_shown import ROOMY, ShowsChild
from facilitator.ui.drawing.answer_lines import ASKED, answer_lines, beside_lines, is_last_time
from facilitator.ui.drawing.drawn_text import lit_rows, two_sides
from facilitator.ui.drawing.frame import agenda_line, key_lines, pace_words, useful_keys
from facilitator.ui.drawing.option_lines import choices_of, wait_words
from facilitator.ui.drawing.question_lines import Look, question_lines, says_words, speaker_of, words_put
from facilitator.ui.saving_shown import ShowsSaving
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
        self.noticed = ""
        self._preview = ""
        self._typed = ""
        self._word: Span | None = None
        self._put: tuple[object, ...] | None = None
        self.saving = ShowsSaving(screen, desk)
        self.child = ShowsChild(screen, self.session, self.refresh, self.refresh_time)
        for part in ("agenda", "question", "said", "says", "notice"):
            screen.drawn(part).display = True

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
        self._show_keys()
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

    def _show_question(self) -> None:
        question, screen = self.question, self.screen
        drawn = screen.drawn("question")
        if question is None:
            drawn.write(say("screen.last-question"))
            screen.leave_answers()
            screen.drawn("said").draw(nothing)
            return
        self._show_answers(question)
        screen.set_class(screen.facilitator.large, "-large")
        drawn.draw(lambda width: question_lines(self.session, question, width, self._look()))
        drawn.scroll_to(y=0, animate=False, immediate=True)

    def _show_answers(self, question: Question) -> None:
        screen = self.screen
        options, at = choices_of(self.session, question)
        choosing = question.only_picked
        screen.query_one("#middle").set_class(choosing, "-choosing")
        screen.plain_choices.roomy = screen.size.height >= ROOMY and len(options) <= 7
        pointed_at = self.child.show_answers(question, options, at)
        screen.sentence.display = not choosing
        kind = _kind(question)
        kind = "face" if kind == "scores" and screen.tiled else kind
        faces = question.scale.faces if kind == "face" else []
        sample = faces[-1].word if faces else question.scale.sample
        screen.sentence.placeholder = Content(say(f"screen.type-{kind}", answer=sample) if kind else "")
        said = screen.drawn("said")
        said.draw(lambda width: answer_lines(self.session, question, width))
        self._scroll_said(question)
        if screen.is_current:
            # At once, not by `focus`, which comes later: letters typed ahead belong to this question.
            listed = choosing or question.ticks
            first = pointed_at or (screen.choices if listed else screen.sentence)
            screen.set_focus(first, scroll_visible=False)

    def _scroll_said(self, question: Question) -> None:
        """Show the last line; of a show of scores who is next, and of what is read out the start."""
        said = self.screen.drawn("said")
        if self._reading_beside or (question.beside.said and not is_last_time(self.session)):
            said.scroll_home(animate=False)
        elif question.asks:
            lines = said.lines(said.scrollable_content_region.width)
            row = next((row for row, line in enumerate(lines) if line.plain.startswith(ASKED)), 0)
            said.scroll_to(y=max(0, row - 1), animate=False)
        else:
            said.scroll_end(animate=False)

    # Heard, and large

    def _look(self) -> Look:
        rows = 0
        if self.screen.facilitator.large:
            height = self.screen.size.height
            rows = height // 2 - 4 if self.screen.choices.display else height - _AROUND_LARGE
        return Look(self.screen.short, self._word, max(1, rows) if self.screen.facilitator.large else 0)

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
        has_some = beside is not None and bool(beside.score or beside.scores or beside.said)
        drawn = self.screen.drawn("beside")
        drawn.display = has_some and wide
        reading = has_some and self._reading_beside and not wide
        self.screen.query_one("#middle").set_class(reading, "-reading-beside")
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
            self.notice(say("screen.nothing-beside"))
            return
        self._reading_beside = not self._reading_beside
        self._show_question()
        self._show_beside()

    def resized(self) -> None:
        """Find the room that there is now for what stands beside."""
        self._show_question()
        self._show_beside()
        self._show_keys()
        self._show_moves()

    def _show_moves(self) -> None:
        """Show the moves and give the tiles their room, once everything else has found its own."""
        self._lay_out_child()
        self.child.wait_quietly(self.question)
        self.screen.call_after_refresh(self._lay_out_child)

    def _lay_out_child(self) -> None:
        if not self.screen.query("#said"):  # closing down
            return
        self.child.show_moves(self.question)
        self.child.give_room(self.question)

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
        style = "bold $ink" if words else "$quiet"
        self.screen.drawn("notice").write(words or tip, style)

    def notice(self, words: str) -> None:
        """Say something until the next thing happens."""
        self.noticed, self._typed = words, self.screen.sentence.text
        self._show_notice()

    def preview(self, text: str) -> None:
        """Read a day or a speaker back while it is typed."""
        if text == self._typed:
            return
        self._typed = text
        before = self.noticed, self._preview
        self.noticed = ""
        self._preview = self._day_read_back(text)
        if before != (self.noticed, self._preview):
            self._show_notice()
        if self.question and self.question.answer == "lines":
            self._show_says()

    def _day_read_back(self, text: str) -> str:
        question = self.question
        if question is None or not text.strip():
            return ""
        if _kind(question) != "date":
            return ""
        from facilitator.dialogue.days_to_come import read_back

        return read_back(self.session, text)

    def _show_keys(self) -> None:
        rows = 1 if self.screen.short else 2
        self.screen.drawn("keys").draw(lambda width: key_lines(self.keys_now(), width, rows))

    def keys_now(self) -> list[str]:
        """Return the ids of the keys that do something now, the most useful first."""
        return useful_keys(self.session, self.question, has_beside=self.has_beside)

    def refresh_time(self) -> None:
        """Show the minutes again."""
        self.screen.drawn("bar").redraw()
        self._show_says()


def _kind(question: Question) -> str:
    if question.answer == "action":
        return {"": "action", "who": "who", "confirm_who": "who"}.get(question.part, "date")
    return "" if question.only_picked else question.answer
