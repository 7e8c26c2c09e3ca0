"""What the shared screen hides of a meeting: private and sensitive answers, and words beside them."""

from __future__ import annotations

from facilitator.meeting import events as ev
from facilitator.meeting.meeting import Meeting
from facilitator.meeting.minutes import Held, Key, Said
from facilitator.plan.actions import Action
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
        """Whether words are hidden that were said at a question, beside its answer, or put aside there.

        Those that are not for sharing are hidden from the moment in which that was said.
        """
        if self._meeting.minutes.said.is_kept_back(said):
            return not self.are_shown
        if self.declared(said.asked_at) is None or self.are_shown:
            return False
        return listed or (self._meeting.began is not None and said.entry.id not in self._lines_just_now())

    def hides_at(self, key: Key) -> bool:
        """Whether anything is hidden that was given at an asking, or stands beside its answer."""
        minutes, said = self._meeting.minutes, self._meeting.minutes.said
        there = [*said.at(key), *said.beside(key)]
        promised = [one for one in minutes.plan.last_actions() if one.id in key.parts]
        if any(map(self.hides_action, minutes.actions.at(key))) or any(map(self.hides_action, promised)):
            return True
        if any(said.is_kept_back(said[one.id]) for one in there) and not self.are_shown:
            return True
        return (minutes.touched(key) or bool(there)) and self.hides(key)

    def hides_anything(self) -> bool:
        """Whether anything of the whole meeting is hidden where everything is read back."""
        minutes, form = self._meeting.minutes, self._meeting.script.format
        if self.are_shown:
            return False
        declared = map(self.declared, minutes.given.every_asking())
        changed = any(is_change_hidden(one, minutes.plan, form) for one in minutes.changes)
        return changed or any(one is not None and not one.private for one in declared)

    def hides_action(self, held: Held | Action) -> bool:
        """Whether an action is not for sharing, and so hidden."""
        return held.not_shared and not self.are_shown

    def hides_event(self, event: ev.Event) -> bool:
        """Whether the words of something that happened are hidden."""
        if isinstance(event, ev.OfTurn) and self.hides(event.key, listed=True):
            return True
        if isinstance(event, ev.PlanChanged):
            form = self._meeting.script.format
            return not self.are_shown and is_change_hidden(event.change, self._meeting.plan, form)
        line = event.line if isinstance(event, ev.LineChanged | ev.LineMoved | ev.LineRemoved) else None
        if isinstance(event, ev.LineSaid | ev.NoteParked | ev.NoteBeside | ev.WithNote):
            line = self._meeting.minutes.new_id("s", event)
        held = self._meeting.minutes.actions.get(self._action_of(event))
        if held is not None and self.hides_action(held):
            return True
        said = self._meeting.minutes.said.get(line or "")
        if said is not None:
            return self.hides_words(said, listed=True)
        # A note that was taken back was parked where the meeting stands, as far as one knows.
        here = self._meeting.minutes.standing.current
        return isinstance(event, ev.NoteParked) and self.hides(here, listed=True)

    def _action_of(self, event: ev.Event) -> str:
        if isinstance(event, ev.ActionChanged | ev.ActionRemoved):
            return event.action
        return self._meeting.minutes.new_id("a", event)

    def _given_just_now(self, key: Key | None) -> bool:
        here = self._meeting.minutes.standing.current
        return key == here and any(
            isinstance(event, ev.OfTurn) and event.key == key and not isinstance(event, ev.NAVIGATION)
            for event in self._meeting.since_here
        )

    def _lines_just_now(self) -> set[str]:
        changed = {event.line for event in self._meeting.since_here if isinstance(event, ev.LineChanged)}
        return changed | {self._meeting.minutes.new_id("s", event) for event in self._meeting.since_here}
