"""What the shared screen hides of a meeting: private and sensitive answers, and words beside them."""

from __future__ import annotations

from facilitator.meeting import events as ev
from facilitator.meeting.meeting import Meeting
from facilitator.meeting.minutes import Key, Said
from facilitator.script.declared_fields import DeclaredField
from facilitator.script.plan_parts import is_change_hidden


class HiddenAnswers:
    """What is hidden now, until the chair has it shown; moving to another page hides it again.

    Before the meeting itself begins nobody else looks at a question, and what has just been given at one is
    in sight there. A list of what was said, and the voice, hide it all the same.
    """

    def __init__(self, meeting: Meeting) -> None:
        self._meeting = meeting
        self._shown_on: object = None

    def toggle(self) -> None:
        """Show what is hidden, or hide it again."""
        self._shown_on = None if self.are_shown else self._page

    @property
    def are_shown(self) -> bool:
        """Whether the chair has it shown on this page."""
        return self._shown_on is not None and self._shown_on == self._page

    @property
    def _page(self) -> object:
        place = self._meeting.place
        return (place.segment.id, place.page) if place else "the end"

    def declared(self, key: Key | None) -> DeclaredField | None:
        """Return the hidden field that an asking gives something to, or None."""
        if key is None:
            return None
        declared = self._meeting.script.format.field(self._meeting.minutes.turns.path(key))
        return declared if declared is not None and declared.hidden else None

    def is_private(self, said: Said) -> bool:
        """Whether words are for the plan alone, and in no list of what was said."""
        declared = self.declared(said.asked_at)
        return declared is not None and declared.private

    def hides(self, key: Key | None, *, listed: bool = False) -> bool:
        """Whether what was given at an asking is hidden: on its page, or where it is listed."""
        if self.declared(key) is None or self.are_shown:
            return False
        return listed or (self._meeting.began is not None and not self._given_just_now(key))

    def hides_words(self, said: Said, *, listed: bool = False) -> bool:
        """Whether words are hidden that were said at a question, beside its answer, or put aside there."""
        if self.declared(said.asked_at) is None or self.are_shown:
            return False
        return listed or (self._meeting.began is not None and said.entry.id not in self._lines_just_now())

    def hides_event(self, event: ev.Event) -> bool:
        """Whether the words of something that happened are hidden."""
        if isinstance(event, ev.OfTurn):
            return self.hides(event.key, listed=True)
        if isinstance(event, ev.PlanChanged):
            form = self._meeting.script.format
            return not self.are_shown and is_change_hidden(event.change, self._meeting.plan, form)
        line = event.line if isinstance(event, ev.LineChanged | ev.LineMoved | ev.LineRemoved) else None
        if isinstance(event, ev.NoteParked):
            line = self._meeting.minutes.new_id("s", event)
        said = self._meeting.minutes.said.get(line or "")
        if said is not None:
            return self.hides_words(said, listed=True)
        # A note that was taken back was parked where the meeting stands, as far as one knows.
        here = self._meeting.minutes.standing.current
        return isinstance(event, ev.NoteParked) and self.hides(here, listed=True)

    def _given_just_now(self, key: Key | None) -> bool:
        here = self._meeting.minutes.standing.current
        return key == here and any(
            isinstance(event, ev.OfTurn) and event.key == key and not isinstance(event, ev.NAVIGATION)
            for event in self._meeting.since_here
        )

    def _lines_just_now(self) -> set[str]:
        changed = {event.line for event in self._meeting.since_here if isinstance(event, ev.LineChanged)}
        return changed | {self._meeting.minutes.new_id("s", event) for event in self._meeting.since_here}
