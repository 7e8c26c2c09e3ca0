"""Rules that several events must fulfil; each refusal's sentence stands in `prompts/words/`."""

from __future__ import annotations

from datetime import date

from facilitator.meeting.minutes import Key, Minutes
from facilitator.phrases.day import in_full
from facilitator.plan.people import EVERYONE
from facilitator.plan.refusal import Refusal
from facilitator.script.scales import Scale


def person_known(person_id: str | None, minutes: Minutes) -> None:
    """Raise Refusal for somebody who is not on the list; nobody at all is in order."""
    if person_id is not None and person_id not in minutes.people:
        raise Refusal("meeting.no-such-person", person=person_id)


def speaker_known(speaker: str | None, minutes: Minutes) -> None:
    """Raise Refusal for a speaker who is not on the list, and not everyone together."""
    if speaker != EVERYONE:
        person_known(speaker, minutes)


def name_is_free(name: str, person_id: str | None, minutes: Minutes) -> None:
    """Raise Refusal for a name that somebody else has."""
    wanted = name.casefold()
    # A child gives way with a first name that nobody has chosen for them.
    named = {person.id: person.name for person in minutes.people.values()}
    named |= {one.id: one.on_record for one in minutes.children if named.get(one.id) == one.called}
    if any(one.casefold() == wanted and other != person_id for other, one in named.items()):
        raise Refusal("meeting.name-taken", name=name)


def not_gone(day: date | None, minutes: Minutes) -> None:
    """Raise Refusal for a day before that of the meeting."""
    if day is not None and day < minutes.review_date:
        raise Refusal("meeting.day-gone", day=in_full(day))


def can_be_shown(number: int | None, turn: str, minutes: Minutes) -> None:
    """Raise Refusal for a number that the scale has not on which a turn agrees a score."""
    hold_to_scale(number, minutes.turns.scale(Key(turn)))


def hold_to_scale(number: int | None, scale: Scale) -> None:
    """Raise Refusal for a number that a scale has not, or that stands for none of its options."""
    if number is None or scale.lowest <= number <= scale.highest:
        return
    if scale.of_options:
        raise Refusal("typed.no-answer", answers=scale.in_words)
    raise Refusal("meeting.not-on-scale", lowest=scale.lowest, highest=scale.highest)
