"""An action: what will be done, who will do it, by when, and who asks an owner who is not here."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from facilitator.meeting import events as ev
from facilitator.meeting.agenda_place import AtQuestion, Place
from facilitator.meeting.answers.answer_kind import Fill, Kind, Parts, Taken, TakenTypes, Typed
from facilitator.meeting.answers.date import day
from facilitator.meeting.event_rules import not_gone
from facilitator.meeting.minutes import Minutes
from facilitator.meeting.minutes_parts import Held, Key
from facilitator.meeting.speaker_labels import Label
from facilitator.meeting.who_is_speaking import WhoIsMeant, asking_who
from facilitator.plan.people import CHILD
from facilitator.plan.refusal import Refusal
from facilitator.plan.similar_names import folded
from facilitator.script.formats_and_turns import Turn

if TYPE_CHECKING:
    from facilitator.meeting.typed_action import Told


def in_hand(place: Place | None, minutes: Minutes) -> Held | None:
    """Return the action whose missing part is asked for at a question, or None: then its words are."""
    if place is None:
        return None
    if asks_of_loose(place):
        return minutes.actions.get(place.key.parts[-1])
    held = minutes.actions.at(place.key)
    return held[-1] if held and held[-1].missing else None


def asks_of_loose(place: Place) -> bool:
    """Whether a question is about an action that was said elsewhere, and is not agreed yet."""
    return "loose_actions" in (place.turn.for_each, place.segment.for_each)


def suggested_day(place: Place | None, minutes: Minutes) -> date | None:
    """Return the day that the script proposes for the action in hand, or None."""
    suggests = place.turn.suggests if place else None
    held = in_hand(place, minutes)
    if suggests is None or suggests.school_days is None or held is None or held.missing != "by":
        return None
    from facilitator.meeting.dates import school_days_on

    return school_days_on(minutes.today, suggests.school_days)


# What is taken


def _action_known(event: ev.ActionChanged | ev.ActionRemoved, minutes: Minutes) -> None:
    if event.action not in minutes.actions:
        raise Refusal("meeting.no-such-action")


def _one_for_the_child(who: str, action: str | None, minutes: Minutes) -> None:
    """A child owns at most one action, alone or with others (MEETING, rule 11)."""
    if CHILD not in {person.id for person in minutes.people.names.owners(who)}:
        return
    if any(CHILD in held.owners and held.id != action for held in minutes.actions.values()):
        raise Refusal("meeting.child-has-an-action")


def _check(event: ev.ActionAdded, minutes: Minutes) -> None:
    _one_for_the_child(event.who, None, minutes)
    not_gone(event.by, minutes)


def _record(event: ev.ActionAdded, minutes: Minutes) -> None:
    key, new_id = event.key, minutes.new_id("a", event)
    minutes.actions.add(Held(id=new_id, key=key, what=event.what, by=event.by), event.who)


def _check_change(event: ev.ActionChanged, minutes: Minutes) -> None:
    _action_known(event, minutes)
    if event.who is not None:
        _one_for_the_child(event.who, event.action, minutes)
    not_gone(event.by, minutes)
    not_gone(event.confirm_by, minutes)


_GIVEN = ("what", "by", "confirm_who", "confirm_by", "not_shared")


def _record_change(event: ev.ActionChanged, minutes: Minutes) -> None:
    held = minutes.actions[event.action]
    if event.who is not None:
        held = minutes.actions.owned(held, event.who)
    given = event.model_dump(include={*_GIVEN}, exclude_none=True)
    minutes.actions[held.id] = held._replace(**given)


def _record_removal(event: ev.ActionRemoved, minutes: Minutes) -> None:
    minutes.actions.drop(event.action)


CHANGES: TakenTypes = {
    ev.ActionChanged: Taken(_check_change, _record_change),
    ev.ActionRemoved: Taken(_action_known, _record_removal),
}
"""How an action is put right or taken out, wherever it came up."""


class Action(Kind):
    """One action or several, part by part."""

    takes = {ev.ActionAdded: Taken(_check, _record)}

    def read(self, typed: Typed) -> ev.Event:
        """Read what will be done, or the part that the action in hand still needs."""
        held, minutes = in_hand(typed.place, typed.minutes), typed.minutes
        said, vocabulary = typed.text.casefold().strip(" ."), minutes.script.vocabulary
        if held is None:
            return _new(typed, said)
        on = suggested_day(typed.place, minutes)
        if said in vocabulary.yes and on:
            return ev.ActionChanged(action=held.id, by=on)
        if held.missing == "by":
            return ev.ActionChanged(action=held.id, by=day(typed.text, minutes))
        if held.missing == "confirm_by":
            return ev.ActionChanged(action=held.id, confirm_by=day(typed.text, minutes))
        no_name = (*vocabulary.yes, *vocabulary.not_agreed, *vocabulary.dont_know)
        if said in no_name and minutes.people.called(said) is None:
            raise Refusal("typed.who-acts")
        from facilitator.meeting.typed_action import is_known, without_day

        part = "who" if held.missing == "who" else "confirm_who"
        who, by = ("", None) if typed.insist else without_day(typed.text, minutes)
        if by is not None and part == "who" and is_known(who, minutes):
            return ev.ActionChanged(action=held.id, who=who, by=by)
        return owned(typed.at, held, part, typed.text, insist=typed.insist)

    def settled(self, turn: Turn, key: Key, minutes: Minutes) -> bool:
        """Once nothing is missing, where it is about an item or proposed; else there may be more."""
        if not key.item and not turn.suggests:
            return False
        held = minutes.actions.at(key)
        return bool(held) and not any(action.missing for action in held)

    def parts(self, place: Place, minutes: Minutes, fill: Fill) -> Parts:
        """Return which part is missing, and what the script proposes."""
        suggests, held = place.turn.suggests, in_hand(place, minutes)
        return Parts(
            part=held.missing if held else "",
            suggestion=fill(suggests.what) if suggests and held is None else "",
            suggested_day=suggested_day(place, minutes),
        )


def _new(typed: Typed, said: str) -> ev.ActionAdded:
    """Read what will be done; "yes" takes what is proposed."""
    vocabulary, suggests = typed.minutes.script.vocabulary, typed.place.turn.suggests
    accepts = said in vocabulary.yes and bool(typed.suggestion)
    if said in (*vocabulary.not_agreed, *vocabulary.yes) and not accepts:
        raise Refusal("typed.what-action")  # a bare yes or no is nothing that anybody could do
    own = (typed.minutes.people.name_of(CHILD) or "") if suggests and suggests.owner == "child" else ""
    whole = ev.ActionAdded(
        turn=typed.turn, item=typed.item, what=typed.suggestion if accepts else typed.text, who=own
    )
    if accepts:
        return whole
    from facilitator.meeting.typed_action import told_action

    try:
        told = told_action(typed.text, typed.minutes)
        not_gone(told.by, typed.minutes)
    except Refusal:
        if typed.insist:
            return whole
        raise
    if told.unclear is not None:
        if typed.insist:
            return whole
        _ask_who(told, whole, typed)
    return whole.model_copy(update={"what": told.what, "who": told.who or own, "by": told.by})


def _ask_who(told: Told, whole: ev.ActionAdded, typed: Typed) -> None:
    """Raise WhoIsMeant for an action whose owner is nearly on the list."""
    people, label = typed.minutes.people, told.unclear
    assert label is not None  # noqa: S101 - whoever asks has seen it

    def by(person: str, _words: str) -> ev.Event:
        name = people[person].name if person in people else typed.minutes.script.vocabulary.everyone[0]
        return whole.model_copy(update={"what": told.what, "who": name, "by": told.by})

    with asking_who(by, whole, sought="owner"):
        raise WhoIsMeant("typed.which-owner", typed.text.strip(), label, people.names.meant(label.before))


def owned(meeting: AtQuestion, held: Held, part: str, who: str, *, insist: bool = False) -> ev.Event:
    """Return the event that gives an action its owner (`who`), or who asks them (`confirm_who`).

    WhoIsMeant where the name is not on the list: it may be a slip for one that is, or somebody new. Anybody
    may own an action, and then must be asked; a name that was kept so before is known.
    """
    people = meeting.minutes.people
    names = people.names
    kept = ev.ActionChanged.model_validate({"action": held.id, part: who})
    known = {folded(one.who) for one in meeting.minutes.actions.values()}
    if insist or people.means_everyone(who) or names.owners(who) or folded(who) in known:
        return kept
    unclear = names.first_unclear(who)  # of "Mum and Lacy", the others own it all the same

    def by(person: str, _words: str) -> ev.Event:
        everyone = meeting.minutes.script.vocabulary.everyone[0]
        name = people[person].name if person in people else everyone
        return ev.ActionChanged.model_validate({"action": held.id, part: who.replace(unclear, name, 1)})

    meant = names.meant(unclear)
    code = "typed.which-owner" if meant.people else "typed.new-owner"
    with asking_who(by, kept, sought="owner"):
        raise WhoIsMeant(code, who.strip(), Label(unclear, held.what, plain=True), meant)
