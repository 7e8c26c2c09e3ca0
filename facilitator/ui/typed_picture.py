"""Shows the picture that goes with the child's words while they are typed: the chair sees it first."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from textual.content import Content
from textual.style import Style

from facilitator.dialogue.picture_beside_words import Found, PictureBeside, Sent, words_of_child
from facilitator.meeting.minutes_parts import same_words
from facilitator.script.words_by_key import say
from facilitator.ui.child_pictures import known_pictures, may_be_typed, typed_picture
from facilitator.ui.drawing.half_blocks import half_blocks
from facilitator.ui.key_table import BY_ID

if TYPE_CHECKING:
    from textual.timer import Timer

    from facilitator.meeting import events as ev
    from facilitator.meeting.minutes import Key
    from facilitator.pictures.small_picture import SmallPicture
    from facilitator.ui.meeting_shown import Showing
    from facilitator.ui.screens.meeting_parts import MeetingParts
    from facilitator.work.session import Session

REST_SECONDS = 0.5
"""How long nobody has typed before a picture is looked for: it does not change with every letter."""

_READING = 3
"""Rows of what was given that stay above a picture; else its name has to do."""


class TypedPicture:
    """The row of the picture; knows which one goes with words that are sent, and with cards in hand."""

    def __init__(self, screen: MeetingParts, session: Session, showing: Showing) -> None:
        self.screen, self.session, self.showing = screen, session, showing
        self.beside = PictureBeside(self._found)
        self._timer: Timer | None = None
        self._of_cards: dict[tuple[Key, str], str] = {}
        self._has_row = False
        screen.picture = self

    def changed(self) -> None:
        """Look soon for what goes with the words in the box; at once where there are none."""
        if self._timer is not None:
            self._timer.stop()
            self._timer = None
        if not self.screen.sentence.text.strip():
            self.look()
        elif may_be_typed(self.screen, self.session):
            self._timer = self.screen.set_timer(REST_SECONDS, self.look)

    def look(self) -> None:
        """Look for what goes with the words in the box, and show it."""
        if self.screen.spent or not self.screen.is_attached:
            return
        text = self.screen.sentence.text if self.screen.sentence.half_typed else ""
        self.beside.look(words_of_child(self.session, text) if text else "")
        self._show()

    def turn(self) -> None:
        """Show the next one that may go with the words, or none."""
        if self.screen.spent:
            return
        self.look()
        self.beside.turn()
        self._show()

    def sent(self, text: str) -> Sent:
        """Return what typed words of the child are sent with."""
        return self.beside.sent(words_of_child(self.session, text)) if self.beside.at else Sent()

    def take_in_hand(self, key: Key, sent: Sent) -> None:
        """Remember the picture of a card of the child's own until it is sorted."""
        self._of_cards[key, same_words(sent.words)] = sent.picture

    def of_card(self, key: Key, card: str) -> str:
        """Return the picture that stood beside the words of a card when they were typed; empty = none."""
        return self._of_cards.get((key, same_words(card)), "")

    def with_card(self, event: ev.CardSorted) -> ev.CardSorted:
        """Return a sorted card with the picture that stood there when its words were typed."""
        picture = self.of_card(event.key, event.card)
        return event.model_copy(update={"picture": picture}) if picture else event

    def _found(self, words: str) -> Found:
        pictures, band = known_pictures(self.session), self.session.meeting.minutes.band
        if pictures is None or not may_be_typed(self.screen, self.session):
            return Found()
        sure = pictures.of_line(words, band)
        ids = [one.id for one in pictures.that_may_go_with(words, band)]
        return Found(ids, sure.id if sure else "")

    # The row

    def _show(self) -> None:
        at = self.beside.at
        stands = bool(at) or self.beside.offers
        known = known_pictures(self.session) if at else None
        picture = known.by_id.get(at) if known else None
        words = say("screen.picture-seen", name=picture.words[0]) if picture else say("screen.picture-none")
        key = say("screen.picture-other", key=BY_ID["other-picture"].shown)
        said = self.screen.drawn("said")
        room = said.size.height + self._rows - _READING
        small = typed_picture(self.screen, self.session, picture, room) if picture else None
        if self._has_row or small:
            self._show_row(stands=stands and (small is not None or not picture))
            self.screen.seen.draw(partial(_lines, words, key, small, self._rows))
            self.screen.call_after_refresh(said.scroll_end, animate=False, immediate=True)
        told = f"{words}. {key}." if stands and not self._has_row else ""
        self.showing.preview(self.screen.sentence.text, told)
        self.screen.call_after_refresh(partial(self.beside.seen, at))

    def _show_row(self, *, stands: bool) -> None:
        self.screen.seen.display = self._has_row = stands

    @property
    def _rows(self) -> int:
        """The rows that the picture takes now."""
        return self.screen.seen.size.height if self._has_row else 0


def _lines(words: str, key: str, small: SmallPicture | None, rows: int, width: int) -> list[Content]:
    """Return a picture with its name and its key beside it; where there is none, it leaves as many rows."""
    drawn = half_blocks(small, (small.columns, small.rows)) if small else [Content("")] * max(2, rows)
    turns = Style.from_meta({"@click": ("screen.other_picture", ())})
    beside = [Content.styled(words, "bold $ink"), Content.styled(key, "$quiet").stylize(turns)]
    first = len(drawn) // 2 - 1
    lines = [
        Content.assemble(row, "  " if small else "", beside[at - first]) if 0 <= at - first < 2 else row
        for at, row in enumerate(drawn)
    ]
    return [line.truncate(width) for line in lines]
