"""Where words beside an answer stand in the record: with the answer, else with its score, else put aside."""

from __future__ import annotations

from collections.abc import Collection, Iterator

from facilitator.meeting.minutes import Minutes
from facilitator.meeting.minutes_parts import Key, Said
from facilitator.plan.entries import Entry
from facilitator.plan.people import EVERYONE
from facilitator.plan.reviews import PARKED


def note_of_answer(key: Key, by: str, minutes: Minutes) -> str:
    """Return what was said beside an answer, a line for each; whoever gave the answer `by` is not named.

    What is not for sharing stands apart.
    """
    return "\n".join(_of(entry, by, minutes) for entry in minutes.said.beside(key) if not entry.not_shared)


def _of(entry: Entry, by: str, minutes: Minutes) -> str:
    """Return a note as it is typed: with the name in front, where it needs one."""
    name = "" if entry.by in (by, EVERYONE) else f"{minutes.people[entry.by].name}: "
    return f"{name}{entry.text}"


def is_of_match(key: Key, minutes: Minutes) -> bool:
    """Whether an asking is for how a *not working* ends, which keeps its own reason."""
    return minutes.turns.records(key) in ("concern.match", "concern.match.target")


def notes_of_their_own(minutes: Minutes, answered: Collection[Key]) -> Iterator[Entry]:
    """Yield the notes of which the answers stand in no entry: a score's, or those of what is no field."""
    concerns = {concern.id for concern in minutes.said.concerns()}
    for said in minutes.said.values():
        key = said.key
        if not said.beside or key is None:
            continue
        of_match = is_of_match(key, minutes) and key.parts[0] in concerns and _is_matched(key, minutes)
        if (key in answered or of_match) and not said.entry.not_shared:
            continue
        entry = _of_score(said.entry, key, minutes) or said.entry.model_copy(update={"field": PARKED})
        yield not_for_others(said, entry, minutes)


def not_for_others(said: Said, entry: Entry, minutes: Minutes) -> Entry:
    """Return words that stand apart from an answer as private as the question at which they were said.

    Of a question that is hidden they keep which it was.
    """
    at, form = said.asked_at, minutes.script.format
    if minutes.said.is_kept_back(said):
        entry = entry.model_copy(update={"not_shared": True})
    path = minutes.turns.path(at) if at else None
    if at is None or path is None or not form.is_hidden(path):
        return entry
    manner = entry.manner.model_copy(update={"turn": at.turn})
    private = entry.not_shared or form.is_private(path)
    return entry.model_copy(update={"manner": manner, "not_shared": private})


def _is_matched(key: Key, minutes: Minutes) -> bool:
    return minutes.replies.choice("concern.match", key.parts[0]) is not None


def _of_score(entry: Entry, key: Key, minutes: Minutes) -> Entry | None:
    """Return a note beside a score as a reason for it; None for one of anything else, or of what has gone."""
    known = {item.id for item in minutes.plan.items} | {child.id for child in minutes.plan.children}
    apart = minutes.replies.choices.get(key) in minutes.turns[key.turn].apart
    thing = next(iter(key.parts[-1:] if apart else key.parts[:1]), None)
    if not (apart or minutes.turns.is_score(key)) or thing not in known:
        return None
    field = f"{minutes.turns.path(key).field}.reason"
    return entry.model_copy(update={"field": field, "about": thing})
