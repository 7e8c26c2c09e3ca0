"""What is hidden on the shared screen: what is given at each hidden field of every format."""

from __future__ import annotations

from datetime import date
from pathlib import Path as FilePath
from types import SimpleNamespace
from typing import TYPE_CHECKING, cast

import pytest

from facilitator.dialogue.agenda_moves import what_it_was
from facilitator.dialogue.given_in_short import given_in_short
from facilitator.dialogue.questions import end_in_a_line
from facilitator.dialogue.read_back import read_back
from facilitator.files.plans import new_plan, open_plan
from facilitator.meeting import events as ev
from facilitator.meeting.minutes import Key
from facilitator.meeting.open_ends import open_ends
from facilitator.meeting.plan_after_review import write_into
from facilitator.meeting.review_record import to_record
from facilitator.plan.changes import PlanChange
from facilitator.plan.entries import Entry
from facilitator.plan.people import CHILD, EVERYONE, Child, Person
from facilitator.plan.plan import Plan
from facilitator.script.declared_fields import DeclaredField
from facilitator.script.format_declaration import NEW, Path
from facilitator.script.formats_and_turns import Turn
from facilitator.script.loading import find_prompts, format_ids, load_script
from facilitator.script.words_by_key import say
from facilitator.work.show import as_data
from tests.meeting.plans import person
from tests.meeting.talk import Talk
from tests.shapes import FORMATS
from tests.summary.rendering import letter_aloud, render

if TYPE_CHECKING:
    from facilitator.work.session import Session

MARK = "The zebra came by"
BEGUN = [
    person(CHILD, "Ravi", "child"),
    person("mum", "Mum", "parent"),
    person("lacey", "Mr Lacey", "school"),
]


def plan_of(format_id: str, *, planning: bool) -> Plan:
    sample = FORMATS / format_id / "sample.plan.json"
    if sample.exists() and not planning:
        return open_plan(sample).plan
    group = format_id == "group-intervention"
    names = ["Ravi Nair", "Ben Orr"] if group else ["Ravi Nair"]
    children = [Child(id=f"c{n}" if group else CHILD, full_name=name) for n, name in enumerate(names)]
    return Plan(id="p", format=format_id, children=children)


def hidden_turns(format_id: str, *, planning: bool) -> list[tuple[Turn, DeclaredField]]:
    """Return every turn of a meeting that records a field which the shared screen hides."""
    script = load_script(format_id, planning=planning)
    found = [(turn, script.format.field(turn.path)) for turn in script.turns_by_id().values()]
    return [(turn, declared) for turn, declared in found if declared is not None and declared.hidden]


CASES = [
    (format_id, planning)
    for format_id in format_ids(find_prompts())
    for planning in (False, True)
    if hidden_turns(format_id, planning=planning)
]


class Hiding:
    """A meeting at which something is given at each hidden field, told as the front ends tell it."""

    def __init__(self, format_id: str, *, planning: bool) -> None:
        script = load_script(format_id, planning=planning)
        plan = plan_of(format_id, planning=planning)
        self.talk = Talk(plan, script=script, people=people_of(plan))
        self.meeting, self.view = self.talk.meeting, self.talk.view
        self.session = cast("Session", SimpleNamespace(meeting=self.meeting, view=self.view))
        setup = {turn.id for segment in script.segments if segment.setup for turn in segment.every_turn()}
        self.begun = next(place for place in self.meeting.agenda.places if place.key.turn not in setup)
        self.go(self.begun.key)

    def go(self, key: Key) -> None:
        self.add(ev.WentTo(turn=key.turn, item=key.item))

    def add(self, event: ev.Event) -> ev.Event:
        return self.meeting.add(event, self.talk.at, recorded=True)

    def asking(self, turn: Turn) -> Key:
        """Return where a turn is asked; of a new item one is made first."""
        kind = (turn.for_each or "").rpartition(".")[2]
        if kind not in self.meeting.script.format.items:
            return Key(turn.id)
        makes = next(one for one in self.meeting.script.turns_by_id().values() if one.path == Path(NEW, kind))
        line = self.add(ev.LineSaid(turn=makes.id, speaker="mum", text="Mother"))
        return Key(turn.id, self.meeting.minutes.new_id("s", line))

    def lead_to(self, turn: Turn) -> None:
        """Answer what a turn waits for, so that it is asked."""
        turns = self.meeting.script.turns_by_id()
        waits = [turn.when.answers]
        for before in turns.values():
            waits += [after.when.answers for after in before.follow_ups if after.turn == turn.id]
        for other, values in [pair for answers in waits for pair in answers.items()]:
            asked = turns[other]
            self.lead_to(asked)
            if asked.answer == "several":
                self.add(ev.SeveralChosen(turn=other, options=values[:1]))
            elif values[0] in {one.id for one in asked.options}:
                self.add(ev.ChoiceMade(turn=other, option=values[0]))

    def give(self, turn: Turn) -> Key:
        """Give an answer at a turn, with words that can be looked for wherever it takes any, and go on."""
        self.lead_to(turn)
        key = self.asking(turn)
        of, note = key._asdict(), ev.Note(speaker="mum", text=f"{MARK} beside")
        options = [one.id for one in turn.options]
        given: dict[str, ev.Event] = {
            "lines": ev.LineSaid(**of, speaker="mum", text=MARK),
            "text": ev.TextGiven(**of, text=MARK),
            "date": ev.DateGiven(**of, on=date(2027, 5, 7)),
            "choice": ev.ChoiceMade(**of, option=(options or ["none"])[0], note=note),
            "several": ev.SeveralChosen(**of, options=options[:2], note=note),
        }
        self.add(given[turn.answer])
        self.go(self.begun.key)
        return key

    @property
    def heard(self) -> str:
        """Everything that is read back."""
        parts = [(*(one.text for one in part.said), *part.agreed) for part in read_back(self.session)]
        return "\n".join(line for part in parts for line in part)

    @property
    def listed(self) -> str:
        """Everything in lists that the chair may open: what was said, what is open, what is taken back."""
        ends = open_ends(self.meeting.minutes, self.meeting.agenda)
        lines = [one.text for one in self.view.everything_said()]
        lines += [end_in_a_line(self.session, end).words for end in ends]
        return "\n".join([*lines, what_it_was(self.meeting.to_take_back, self.session)])


def people_of(plan: Plan) -> list[Person]:
    children = [BEGUN[0].model_copy(update={"id": one.id, "name": one.called}) for one in plan.children]
    return [*children, *BEGUN[1:]]


@pytest.mark.parametrize(("format_id", "planning"), CASES)
def test_what_is_given_at_a_hidden_field_is_told_nowhere_until_it_is_shown(
    format_id: str, planning: bool
) -> None:
    for turn, declared in hidden_turns(format_id, planning=planning):
        room = Hiding(format_id, planning=planning)
        room.give(turn)
        key = next(one for one in room.meeting.minutes.given.every_asking() if one.turn == turn.id)
        labels = [one.adult for one in turn.options[:2]] if declared.options else []
        secrets = [MARK, "7 May 2027", *labels]
        kept = say("hidden.kept", label=room.meeting.script.format.label_at(turn.path))
        told = "\n".join([room.heard, room.listed, given_in_short(room.session, key)])
        assert [one for one in secrets if one in told] == [], turn.id
        assert (kept in room.heard) == (not declared.private), turn.id
        room.go(key)  # and where it is asked itself, once the meeting has been elsewhere
        question = room.talk.question
        assert (question.chosen, question.ticked, question.hides) == ("", [], True), turn.id
        here = "\n".join(one.text for one in (*question.said, *room.view.said_here(room.meeting.place)))  # type: ignore[arg-type]
        assert [one for one in secrets if one in here] == [], turn.id
        assert question.said or question.keeps_hidden, turn.id
        room.view.hidden.toggle()
        question = room.talk.question
        shown = [MARK in one.text for one in question.said]
        assert all(shown), turn.id
        assert (
            shown
            or question.chosen
            or question.ticked
            or given_in_short(room.session, key) != say("hidden.here")
        )
        room.go(room.begun.key)
        assert not room.view.hidden.are_shown


@pytest.mark.parametrize(("format_id", "planning"), CASES)
def test_a_private_answer_stands_in_no_paper_and_a_sensitive_one_in_that_of_who_was_there(
    format_id: str, planning: bool
) -> None:
    for turn, declared in hidden_turns(format_id, planning=planning):
        room = Hiding(format_id, planning=planning)
        room.give(turn)
        if turn.answer in ("date", "several"):
            continue
        record = to_record(room.meeting.minutes, None)
        assert MARK in record.model_dump_json()
        plan, script = write_into(room.meeting.plan, record, room.meeting.script), room.meeting.script
        page = render(plan, record, script, kind="txt")
        assert (MARK in page) == (not declared.private), turn.id
        assert MARK not in str(as_data(plan, script))
        if script.format.children.in_room:
            letter = render(plan, record, script, kind="txt", audience="child")
            assert not (declared.private and MARK in letter)
            assert MARK not in " ".join(letter_aloud(plan, record, script))


def test_what_is_understood_of_a_document_is_only_said_to_be_there(tmp_path: FilePath) -> None:
    plan = plan_of("coventry", planning=True)
    entries = [Entry(id="h", field="health", value=MARK), Entry(id="c", field="curriculum", value="Years")]
    path = new_plan(tmp_path / "a.docx", plan.model_copy(update={"entries": entries})).path
    word = open_plan(path).word
    assert word is not None
    told = {line.field: line.understood for line in word.report() if line.understood}
    assert (told["Health"], told["Curriculum"]) == (say("hidden.here"), "Years")


def test_what_has_just_been_given_is_in_sight_until_the_meeting_goes_on_and_not_read_aloud() -> None:
    room = Hiding("coventry", planning=True)
    key = Key("plan-care.health")
    room.lead_to(room.meeting.minutes.turns[key.turn])
    room.go(key)
    room.add(ev.LineSaid(**key._asdict(), speaker="mum", text=MARK))
    assert [one.text for one in room.talk.question.said] == [MARK]
    place = room.meeting.place
    assert place is not None
    assert [one.hidden for one in room.view.said_here(place, aloud=True)] == [True]
    room.go(room.begun.key)
    room.go(key)
    room.add(ev.LineSaid(**key._asdict(), speaker="lacey", text="The next one"))
    assert [one.hidden for one in room.talk.question.said] == [True, False]


@pytest.mark.parametrize("private", [True, False])
def test_words_parked_or_beside_a_hidden_question_or_why_it_is_left_out_are_as_hidden(private: bool) -> None:
    format_id, turn = ("kirklees", "plan-setup.taf") if private else ("kirklees", "plan-checks.therapists")
    room, key = Hiding(format_id, planning=True), Key(turn)
    room.go(key)
    note = ev.Note(speaker="mum", text=f"{MARK} beside")
    room.add(ev.NoteBeside(**key._asdict(), note=note))
    room.add(ev.NoteParked(speaker="mum", text=f"{MARK} parked"))
    room.add(ev.NoteParked(speaker=EVERYONE, text=f"{MARK} aside"))
    assert MARK not in room.listed
    room.add(ev.TurnSkipped(**key._asdict(), because=f"{MARK} skipped"))
    told = room.listed
    room.add(ev.Undone())
    room.add(ev.Redone())
    assert MARK not in f"{told}\n{room.heard}\n{room.listed}"
    record = to_record(room.meeting.minutes, None)
    assert record.model_dump_json().count(MARK) == 4, "it is kept all the same"
    plan = write_into(room.meeting.plan, record, room.meeting.script)
    page = render(plan, record, room.meeting.script, kind="txt")
    assert page.count(MARK) == (0 if private else 4)
    assert MARK not in " ".join(letter_aloud(plan, record, room.meeting.script))


def test_what_is_changed_in_the_plan_beside_the_questions_is_as_hidden() -> None:
    room = Hiding("coventry", planning=True)
    change = PlanChange(deed="added", kind="entry", field="health", value=MARK, speaker=EVERYONE)
    room.add(ev.PlanChanged(change=change))
    assert say("edit.quoted-hidden") in room.heard
    assert MARK not in f"{room.heard}{room.listed}"
    room.go(Key("plan-end.right", CHILD))
    assert room.talk.question.hides
    room.view.hidden.toggle()
    assert MARK in room.heard


def test_a_note_that_is_parked_elsewhere_is_listed() -> None:
    room = Hiding("kirklees", planning=True)
    room.add(ev.NoteParked(speaker="mum", text=MARK))
    assert room.listed.count(MARK) == 3
    assert MARK in room.heard
