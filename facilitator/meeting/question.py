"""The question as people see it: its words, what was said so far, and what stands beside it."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import NamedTuple, Protocol

from facilitator.meeting import events as ev
from facilitator.meeting.agenda_place import Place, Status
from facilitator.meeting.answers.action import asks_of_loose, in_hand
from facilitator.meeting.answers.answer_kind import Offered, Parts, Shown
from facilitator.meeting.answers.choice import NOTE, options_of
from facilitator.meeting.answers.registry import KINDS
from facilitator.meeting.beside_question import (
    Beside,
    Spoken,
    followed,
    last_time,
    noted_since,
    sent_in,
    stands_in_plan,
    told_further,
)
from facilitator.meeting.child_set_up import set_up_lines
from facilitator.meeting.hidden_answers import HiddenAnswers
from facilitator.meeting.meeting import Meeting
from facilitator.meeting.minutes import Held, Key
from facilitator.meeting.question_values import at_question, of_meeting
from facilitator.meeting.who_is_speaking import default_speaker
from facilitator.plan.entries import Entry
from facilitator.plan.manners import Rung
from facilitator.plan.people import ADULTS, CHILD, EVERYONE
from facilitator.script.format_declaration import Path
from facilitator.script.ladder import Say, rungs
from facilitator.script.scales import Scale

__all__ = ["Beside", "Offered", "Question", "Renders", "Shown", "Spoken", "View"]


class Renders(Protocol):
    """Fills the variables of a sentence of the script."""

    def render(self, template: str, values: dict[str, object]) -> str:
        """Return the sentence with its values."""
        ...


class OnPage(NamedTuple):
    """One of the questions that share a page: what it is called, how it stands, and whether it is put now."""

    key: Key
    name: str
    status: Status
    here: bool


@dataclass(frozen=True, kw_only=True)
class Question(Parts):
    """What is asked now, with the parts of its kind of answer.

    `place` and `of` count the pages of this segment, and `page` has the questions that share this one; none
    where it stands alone. `round` is who has spoken of those who are all asked, and who has not, `about` the
    wording of the item in hand. `to_child`: it is put to the child alone, who is
    there to hear it. `rung`, `easier` and `answers` are how it was put to the child last on the ladder, with
    the set answers that were offered (the last of them is none: something else, or not understood). `rows`
    stand beside it, label by label: the child's set-up, the ways on that are offered, or the golden thread.
    `keeps_hidden`: it has an answer that the shared screen hides; `hides`: something is hidden there, on its
    page or beside it.
    """

    key: Key
    segment: str
    to: str
    child: str
    adult: str
    to_child: bool
    tip: str
    answer: str
    only_picked: bool
    speaker: str
    said: list[Spoken]
    actions: list[Held]
    beside: Beside
    place: int
    of: int
    scale: Scale
    about: str = ""
    page: list[OnPage] = field(default_factory=list)
    round: list[tuple[str, bool]] = field(default_factory=list)
    rung: Rung | None = None
    easier: str = ""
    answers: list[str] = field(default_factory=list)
    rows: list[tuple[str, str]] = field(default_factory=list)
    keeps_hidden: bool = False
    hides: bool = False

    @property
    def ticks(self) -> bool:
        """Whether several options may hold at once."""
        return bool(self.options) and not self.only_picked

    @property
    def not_spoken(self) -> str:
        """The names of those who have not spoken in a round that somebody began; nothing elsewhere."""
        silent = [name for name, spoken in self.round if not spoken]
        return ", ".join(silent) if len(silent) < len(self.round) else ""

    @property
    def waits_for_note(self) -> bool:
        """Whether it is answered, and the words that stand with the answer are still to come."""
        return self.only_picked and self.part == NOTE


class View:
    """Makes the question of a meeting readable; holds the wording that it needs, and what is hidden."""

    def __init__(self, meeting: Meeting, wording: Renders, say: Say) -> None:
        self.meeting = meeting
        self.hidden = HiddenAnswers(meeting)
        self._wording = wording
        self._say = say

    def question(self) -> Question | None:
        """Return the question that is put now, or None when the meeting can close."""
        place = self.meeting.place
        if place is None:
            return None
        values, minutes = self.values(place), self.meeting.minutes
        kind, hidden = KINDS[place.turn.answer], self.hidden.hides(place.key)
        parts = kind.parts(place, minutes, lambda words: self._render(words, values))
        if hidden:
            parts = replace(parts, chosen="", ticked=[], suggestion="", proposed="")
        child, adult = self._words(place, parts.part, values)
        pages = self.meeting.agenda.pages_of(place.segment.id)
        mine = self.meeting.agenda.page(place.key)
        held = in_hand(place, minutes) if asks_of_loose(place) else None
        speaker, asked, beside = default_speaker(self.meeting), minutes.standing.asked, self._beside(place)
        return Question(
            **vars(parts),
            key=place.key,
            segment=self.title(place.segment.id),
            to=self._to(place),
            child=child,
            adult=adult,
            to_child=bool(child) and minutes.people.in_room(CHILD) and minutes.turns.to_child(place.key),
            tip="" if parts.part in ("by", "confirm_by") else self._tip(place, values),
            answer=place.turn.answer,
            only_picked=kind.only_picked,
            speaker=self.name(speaker) if speaker else "",
            said=self.said_here(place),
            actions=[self.in_sight(one) for one in ([held] if held else minutes.actions.at(place.key))],
            beside=beside,
            place=pages.index(mine) + 1,
            of=len(pages),
            scale=minutes.turns.scale(place.key),
            about=self._about(place),
            page=[self._on_page(other, place) for other in mine] if len(mine) > 1 else [],
            round=self._round(place),
            rung=asked.rung if asked else None,
            easier=asked.words if asked else "",
            answers=self._answers(),
            rows=self._rows(place),
            keeps_hidden=hidden and minutes.replies.are_at(place.key),
            hides=self._hides(place, beside),
        )

    def _about(self, place: Place) -> str:
        """Return the wording of the item that a question is about, such as an outcome; nothing elsewhere."""
        first = place.key.parts[0] if place.key.parts else ""
        item = next((item for item in self.meeting.plan.items if item.id == first), None)
        return self.meeting.script.format.words_of(item) if item else ""

    def _on_page(self, other: Place, here: Place) -> OnPage:
        turn, values = other.turn, self.values(other)
        name = self._render(turn.short or turn.adult, values)
        return OnPage(other.key, " ".join(name.split()), other.status, other.key == here.key)

    def _round(self, place: Place) -> list[tuple[str, bool]]:
        if not place.turn.round:
            return []
        minutes = self.meeting.minutes
        spoken = {entry.by for entry in minutes.said.at(place.key)}
        return [(person.name, person.id in spoken) for person in minutes.people.put_to(place.turn.to)]

    def _tip(self, place: Place, values: dict[str, object]) -> str:
        """Return the tip for the chair; where the plan has no set-up, that it has none."""
        if place.turn.shows == "set_up" and not self._rows(place):
            return self._say("meeting.set-up-none")
        return self._render(place.turn.tip, values)

    def _rows(self, place: Place) -> list[tuple[str, str]]:
        if place.turn.shows == "routes":
            from facilitator.meeting.routes_offered import routes_now
            from facilitator.phrases import route

            return route.rows(routes_now(self.meeting.minutes, place.turn.path), self._say)
        if place.turn.shows == "thread":
            from facilitator.meeting.golden_thread import thread_now

            return thread_now(self.meeting.minutes, self._say)
        if place.turn.shows == "set_up":
            return set_up_lines(self.meeting.minutes.child, self.meeting.script, self._say)
        plan, form = self.meeting.began_with, self.meeting.script.format
        if noted := noted_since(place, plan, form, self._say):
            return noted
        return stands_in_plan(place, plan, form, self._say, hides=not self.hidden.are_shown)

    def another_way(self, *, not_understood: bool = False) -> ev.AskedAnotherWay | None:
        """Return the event that puts the question to the child one rung further; the first after the last.

        None where the child is not in the room, or the question has no words for a child.
        """
        place = self.meeting.place
        minutes = self.meeting.minutes
        if place is None or not place.turn.child or not minutes.people.in_room(CHILD):
            return None
        if place.turn.path.field in minutes.child.set_up.topics_away:
            return None
        values, helper = self.values(place), minutes.child.set_up.helper
        steps = rungs(
            place.turn, minutes.band, lambda words: self._render(words, values), self._say, trusted=helper
        )
        here = minutes.standing.asked.rung if minutes.standing.asked else None
        index = next((index for index, step in enumerate(steps) if step.rung == here), -1)
        step = steps[(index + 1) % len(steps)]
        return ev.AskedAnotherWay(
            turn=place.key.turn,
            item=place.key.item,
            rung=step.rung,
            words=step.words,
            answers=list(step.answers),
            not_understood=not_understood,
        )

    def _answers(self) -> list[str]:
        """Return the set answers that the rung offers, and the one that is none."""
        asked = self.meeting.minutes.standing.asked
        if asked is None or not asked.answers:
            return []
        other = "ladder.something-else" if asked.rung == "choices" else "ladder.not-understood"
        return [*asked.answers, self._say(other)]

    def title(self, segment_id: str) -> str:
        """Return a segment's title for the agenda: for the child where the child is in the room."""
        segment = next(segment for segment in self.meeting.script.segments if segment.id == segment_id)
        minutes = self.meeting.minutes
        child = segment.title.child.at(minutes.band) if minutes.people.in_room(CHILD) else ""
        return self._render(child or segment.title.adult, self.meeting_values())

    def name(self, person_id: str) -> str:
        """Return the name of a person, or the word for everyone together."""
        if person_id == EVERYONE:
            return self._say("meeting.everyone")
        return self.meeting.minutes.people[person_id].name

    def answers_called(self, turn: str, ids: list[str]) -> list[str]:
        """Return the set answers of a turn that have these ids, in adults' words."""
        minutes, values = self.meeting.minutes, self.meeting_values()
        options = {one.id: one.adult for one in options_of(minutes.turns[turn], minutes)}
        return [self._render(options[one], values) if one in options else one for one in ids]

    def spoken(self, entry: Entry, number: int = 0, *, listed: bool = True, hides: bool = True) -> Spoken:
        """Return what was said in this meeting as a line; its number is looked for where it is not given.

        Not `listed` = at its own question. Of words that are hidden it only says that they are there, unless
        they are asked for (not `hides`).
        """
        number = number or list(self.meeting.minutes.said).index(entry.id) + 1
        manner, said = entry.manner, self.meeting.minutes.said.get(entry.id)
        hidden = hides and said is not None and self.hidden.hides_words(said, listed=listed)
        return Spoken(
            number=number,
            id=entry.id,
            text=self.kept_hidden(said.asked_at) if hidden and said else entry.text,
            speaker=self.name(entry.by),
            how=manner.how,
            when=manner.when,
            helper=self.name(manner.helper) if manner.helper else "",
            topic=entry.field,
            given=manner.given or "",
            asked=manner.asked,
            beside=said.beside if said else False,
            hidden=hidden,
            not_shared=said is not None and self.meeting.minutes.said.is_kept_back(said),
            picture="" if hidden else entry.picture,
        )

    def toggle_hidden(self) -> str:
        """Show what is hidden at the question, or hide it again; returns the key of what is said of it."""
        question = self.question()
        if not (self.hidden.are_shown or (question and question.hides)):
            return "hidden.none"
        self.hidden.toggle()
        return "hidden.are-shown" if self.hidden.are_shown else "hidden.are-hidden"

    def kept_hidden(self, key: Key | None) -> str:
        """Return that something hidden was given at an asking: "Health: kept, hidden on the screen"."""
        path = self.meeting.minutes.turns.path(key) if key else Path("")
        return self._say("hidden.kept", label=self.meeting.script.format.label_at(path))

    def in_sight(self, held: Held) -> Held:
        """Return an action as it may be seen: of one that is hidden only that it is there."""
        return held._replace(what=self._say("hidden.here")) if self.hidden.hides_action(held) else held

    def actions(self) -> list[Held]:
        """Return every action of the meeting as it may be seen, in the order in which they came up."""
        return [self.in_sight(held) for held in self.meeting.minutes.actions.values()]

    def everything_said(self) -> list[Spoken]:
        """Return every line of the meeting, in the order in which it was said, but what is private."""
        lines = enumerate(self.meeting.minutes.said.values(), start=1)
        return [self.spoken(said.entry, number) for number, said in lines if not self.hidden.is_private(said)]

    def said_here(self, place: Place, *, aloud: bool = False) -> list[Spoken]:
        """Return what was said at a question; `aloud` = to be read out."""
        numbers = {line: number for number, line in enumerate(self.meeting.minutes.said, start=1)}
        said = self.meeting.minutes.said
        here = [*said.at(place.key), *said.beside(place.key)]
        return [self.spoken(entry, numbers[entry.id], listed=aloud) for entry in here]

    def _hides(self, place: Place, beside: Beside) -> bool:
        """Return whether something hidden stands at a question, on its page or in what it reads out."""
        page = [one.key for one in self.meeting.agenda.page(place.key)]
        if any(map(self.hidden.hides_at, page)) or any(one.hidden for one in beside.said):
            return True
        return place.turn.shows == "everything" and self.hidden.hides_anything()

    # The words

    def meeting_values(self) -> dict[str, object]:
        """Return the variables that every sentence may use."""
        return of_meeting(self.meeting)

    def values(self, place: Place) -> dict[str, object]:
        """Return the variables of a question: the meeting's, and those of the items it is asked about."""
        kept = "" if self.hidden.are_shown else self._say("hidden.here")
        return {**self.meeting_values(), **at_question(place, self.meeting, self.name, kept)}

    def _render(self, template: str, values: dict[str, object]) -> str:
        return self._wording.render(template, values).strip() if template else ""

    def _words(self, place: Place, part: str, values: dict[str, object]) -> tuple[str, str]:
        """Return the child's and the adults' words: of the part that is missing, else of the turn."""
        held = in_hand(place, self.meeting.minutes) if part else None
        if part == "who" and asks_of_loose(place):
            held = None  # the turn asks just that, with the words of the action
        if part == NOTE:
            name = self._to(place)
            return self._say("parts.note-child"), self._say("parts.note-adult", name=name)
        if held:
            given = {"what": self.in_sight(held).what, "who": held.who}
            return self._say(f"parts.{part}-child", **given), self._say(f"parts.{part}-adult", **given)
        minutes = self.meeting.minutes
        # What the child wishes not to be asked about is put to the adults alone.
        away = place.turn.path.field in minutes.child.set_up.topics_away
        child = "" if away else place.turn.child.at(minutes.band)
        return self._render(child, values), self._render(place.turn.adult, values)

    def _to(self, place: Place) -> str:
        minutes, to = self.meeting.minutes, place.turn.to
        if to == "child":
            return minutes.child.called
        if to == "item" or (place.key.parts and place.key.parts[-1] in minutes.people):
            person = minutes.people.get(place.key.parts[-1]) if place.key.parts else None
            # Words that were sent in are read out to the room.
            return person.name if person and not person.apologies else self._say("meeting.everyone")
        if to == "adults":
            return self._say("meeting.everyone")
        if to in ADULTS:
            return ", ".join(person.name for person in minutes.people.present(to))
        return self._say(f"meeting.{to}")

    # What stands with it

    def _beside(self, place: Place) -> Beside:
        minutes, form, plan = self.meeting.minutes, self.meeting.script.format, self.meeting.plan
        if place.turn.shows == "sent_in":
            return Beside(said=[self.spoken(said) for said in sent_in(place, minutes, form)])
        if place.turn.shows == "followed":
            return Beside(said=[self.spoken(one) for one in followed(place, minutes)])
        if place.turn.shows == "concerns":
            if place.key.parts and place.key.parts[0] in minutes.said:
                return Beside(said=[self.spoken(one) for one in told_further(place.key.parts[0], minutes)])
            here = [other.key for other in self.meeting.agenda.places if other.segment.id == place.segment.id]
            concerns = [
                entry for key in here for entry in minutes.said.at(key) if minutes.said.is_concern(entry)
            ]
            return Beside(said=[self.spoken(said) for said in concerns])
        if place.turn.shows == "everything":
            return Beside(said=self.everything_said())
        if plan.last_review is None or place.segment.for_each not in form.items:
            return Beside()
        about = place.key.parts[0] if place.key.parts else ""
        return last_time(about, plan, form, self._say, hides=not self.hidden.are_shown)
