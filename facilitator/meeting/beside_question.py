"""What stands beside a question: words that were sent in before, and what the last review said and agreed."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import NamedTuple

from facilitator.meeting.agenda_place import Place
from facilitator.meeting.minutes import Key, Minutes
from facilitator.phrases.day import in_full
from facilitator.phrases.follow_up import since
from facilitator.plan.actions import Action
from facilitator.plan.entries import Entry
from facilitator.plan.field_values import day_of
from facilitator.plan.people import PERSPECTIVES
from facilitator.plan.plan import Plan
from facilitator.plan.scores import Score
from facilitator.script.declared_fields import VIEWS
from facilitator.script.format_declaration import PLAN, Path
from facilitator.script.formats_and_turns import FormatFile
from facilitator.script.ladder import Say
from facilitator.script.plan_parts import everybody


class Spoken(NamedTuple):
    """One line of what was said: its number in this meeting, its words, and who said them, how and when.

    `beside` = it stands beside an answer that is picked. `hidden` = its words are kept, and not told here.
    `not_shared` = the chair has said that it is not for sharing. `picture` is the id of the one that stood
    beside a child's words when they were sent.
    """

    number: int
    id: str
    text: str
    speaker: str
    how: str
    when: str
    helper: str = ""
    topic: str = ""
    given: str = ""
    asked: str = ""
    beside: bool = False
    hidden: bool = False
    not_shared: bool = False
    picture: str = ""


@dataclass(frozen=True)
class Beside:
    """What stands beside the question: lines of last time, words sent in before, or last time's score."""

    said: list[Spoken] = field(default_factory=list)
    score: Score | None = None
    scores: list[tuple[int, Score]] = field(default_factory=list)


def last_time(item: str, plan: Plan, form: FormatFile, say: Say, *, hides: bool) -> Beside:
    """Return what the last review said of an item, what was agreed on it, and its scores till now.

    What the shared screen hides is only said to be there, where it `hides` it.
    """
    last = plan.last_review
    if last is None:
        return Beside()
    names = {person.id: person.name for person in last.people}
    kind = next((one.kind for one in plan.items if one.id == item), "")
    entries = [entry for entry in form.said(last) if entry.about == item]
    said = [_said(entry, names) for entry in entries]
    if hides:
        paths = [form.path_of(entry, kind) for entry in entries]
        said = [_kept(one, form, path, say) for one, path in zip(said, paths, strict=True)]
    agreed = [action for action in last.actions if action.about == item]
    told = [_agreed(action, form.next_of(kind), say) for action in agreed]
    if hides:
        both = zip(told, agreed, strict=True)
        told = [one._replace(text=say("hidden.here")) if of.not_shared else one for one, of in both]
    said += told
    scores = [(held.period, score) for held in plan.reviews if (score := held.score(item))]
    return Beside(said=said, score=last.score(item), scores=scores)


def _said(entry: Entry, names: dict[str, str]) -> Spoken:
    speaker = names.get(entry.by, "")  # what the room agreed, or a form gives to nobody, has no name
    manner = entry.manner
    own = Spoken(0, entry.id, entry.text, speaker, manner.how, manner.when, topic=entry.field)
    return own._replace(not_shared=entry.not_shared)


def _kept(line: Spoken, form: FormatFile, path: Path, say: Say) -> Spoken:
    """Return a line without its words, where the shared screen hides what is recorded at its path."""
    if not (form.is_hidden(path) or line.not_shared):
        return line
    return line._replace(text=say("hidden.kept", label=form.label_at(path)), hidden=True)


def _agreed(action: Action, topic: str, say: Say) -> Spoken:
    """Return what was agreed as it stands with what comes next: what, then who and by when."""
    now = action.now
    key = "action.who-by-short" if now.by else "action.who-no-day-short"
    by = in_full(now.by) if now.by else say("action.no-day")
    who_by = say(key, who=now.who or say("action.nobody"), by=by)
    return Spoken(0, action.id, action.what, who_by, "own_words", "in_meeting", topic=topic)


def noted_since(place: Place, plan: Plan, form: FormatFile, say: Say) -> list[tuple[str, str]]:
    """Return what was noted of the action that a question asks after since it was agreed, the last first."""
    action = followed_up_at(place, plan, form)
    label = say("meeting.since-then")
    return [(label, words) for words in reversed(since(action, tell=say))] if action else []


def followed_up_at(place: Place, plan: Plan, form: FormatFile) -> Action | None:
    """Return the action of which a question asks what became of it."""
    if place.turn.path.field not in form.names("status", "action"):
        return None
    return next((one for one in plan.last_actions() if one.id in place.key.parts), None)


def stands_in_plan(
    place: Place, plan: Plan, form: FormatFile, say: Say, *, hides: bool
) -> list[tuple[str, str]]:
    """Return what the plan has already in the box that a question fills; among options it is marked.

    What the shared screen hides is only said to be there, where it `hides` it.
    """
    path = place.turn.path
    marked = place.turn.options or place.turn.options_from
    declared = form.plan.get(path.field) if path.of == PLAN and not marked else None
    names = everybody(plan) if declared and declared.type == "said" else {}
    words = "; ".join(_on_paper(one, names) for one in plan.given(path.field) if one.text)
    if declared is None or not words:
        return []
    kept = say("hidden.kept", label=declared.label or path.field)
    return [(say("meeting.in-the-plan"), kept if hides and declared.hidden else words)]


def _on_paper(entry: Entry, names: dict[str, str]) -> str:
    day = day_of(entry.text)
    said = in_full(day) if day else entry.text
    return f"{names[entry.by]}: {said}" if entry.by in names else said


def sent_in(place: Place, minutes: Minutes, form: FormatFile) -> list[Entry]:
    """Return the sent-in words that a question reads out.

    Those of its item; else of the perspectives that its condition names, or that it is put to; else all.
    """
    asked = place.turn.path.field
    views = [name for role in VIEWS for name in form.names(role)]
    everything = [
        said.entry
        for said in minutes.said.values()
        if said.entry.manner.when == "sent_in" and (asked not in views or said.entry.field == asked)
    ]
    if place.key.parts:
        return [entry for entry in everything if entry.by == place.key.parts[-1]]
    of = place.turn.when.sent_in or ([place.turn.to] if place.turn.to in PERSPECTIVES else [])
    return [entry for entry in everything if not of or minutes.people.perspective_of(entry.by) in of]


def followed(place: Place, minutes: Minutes) -> list[Entry]:
    """Return what was said at the questions that a question follows up on."""
    asked = [one for one in place.segment.every_turn() if place.turn.id in {on.turn for on in one.follow_ups}]
    return [entry for one in asked for entry in minutes.said.at(Key(one.id, place.key.item))]


def told_further(concern: str, minutes: Minutes) -> list[Entry]:
    """Return what whoever said a concern told further of it, at the questions that follow up on its own."""
    said = minutes.said[concern]
    if said.key is None:
        return []
    asked = minutes.turns.get(said.key.turn)
    keys = [Key(after.turn, said.key.item) for after in (asked.follow_ups if asked else [])]
    return [entry for key in keys for entry in minutes.said.at(key) if entry.by == said.entry.by]
