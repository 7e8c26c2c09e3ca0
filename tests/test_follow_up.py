"""What becomes of an action between two reviews: rules, every format in either file, the next review."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    precondition,
    rule,
    run_state_machine_as_test,
)

from facilitator.files import change_record, plans, system_calls
from facilitator.files.folders import backups_path
from facilitator.files.meeting_lock import MeetingLock
from facilitator.files.plan_text import render as written
from facilitator.files.plans import new_plan, open_plan
from facilitator.files.reviews_as_held import as_held
from facilitator.meeting import events as ev
from facilitator.meeting.follow_up import Followed, followed_up, following
from facilitator.plan.actions import Action, ActionChange
from facilitator.plan.nouns import Mark
from facilitator.plan.people import CHILD
from facilitator.plan.plan import Plan
from facilitator.plan.refusal import Refusal
from facilitator.plan.reviews import PlanningMeeting
from facilitator.script.loading import find_prompts
from facilitator.work import edit
from facilitator.work.convert import conversion
from facilitator.work.edit import Editing, word_choices
from facilitator.work.first_event import plan_asked_after
from facilitator.work.session import Session, local_now
from facilitator.work.show import as_lines
from facilitator.work.undo import come_to_undo_noted
from tests.followed import CARDS, CLUB, OURS, RING, follow, plan_with_actions, script_of, state
from tests.hostile import SIGNS
from tests.making import support_answered
from tests.meeting.plans import a_plan
from tests.summary.rendering import render
from tests.test_session import Clock
from tests.word.packing import MAIN, parts_of

TODAY = date(2026, 11, 30)
MARK = Mark(on=TODAY, by="Ms Khan")
LATER = (local_now() + timedelta(days=40)).date()
"""A day that is still to come where a file is changed, which is done today."""

DONE = ActionChange(on=TODAY, by="Ms Khan", status="done", because="It hangs there.")


def a_plan_with(*changes: ActionChange) -> Plan:
    """Return a plan whose first action of the last review has been followed up."""
    plan = a_plan(reviews=1)
    return plan.with_action(plan.last_actions()[0].model_copy(update={"changes": [*changes]}))


def noted(plan: Plan, field: Followed, value: str, **more: str) -> Action:
    """Follow up the first of the last actions by the rules, and return it."""
    after, _ = followed_up(plan, following("r1.a1", field, value, **more), MARK)
    return after.last_actions()[0]


# The rules


def test_each_entry_has_its_day_and_who_noted_it_and_the_meeting_stays_as_it_was() -> None:
    plan = a_plan_with()
    before = plan.reviews[0].actions[0]
    now = noted(plan, "due", "2027-01-15", agreed="Mum")
    assert now.changes == [ActionChange(on=TODAY, by="Ms Khan", due=date(2027, 1, 15), agreed="Mum")]
    assert (now.now.who, now.now.by, now.now.is_open) == ("Mr Lacey", date(2027, 1, 15), True)
    assert now.model_copy(update={"changes": []}) == before
    assert noted(a_plan_with(), "who", "Ms Okafor").now.who == "Ms Okafor"
    ticked = noted(a_plan_with(), "status", "done", because="It is\n by  the door")
    assert (ticked.now.is_open, ticked.changes[0].because) == (False, "It is by the door")


@pytest.mark.parametrize(
    ("before", "field", "value", "because", "why"),
    [
        ((DONE,), "status", "done", "", "follow.done-already"),
        ((DONE,), "status", "part", "", "follow.done-already"),
        ((DONE,), "who", "Mum", "", "follow.done-already"),
        ((DONE,), "due", "2027-01-15", "", "follow.done-already"),
        ((DONE.model_copy(update={"status": "not_needed"}),), "status", "done", "", "follow.dropped-already"),
        ((DONE.model_copy(update={"status": "part"}),), "status", "part", "", "follow.part-already"),
        ((), "status", "not_done", "", "follow.open-already"),
        (
            (DONE, DONE.model_copy(update={"status": "not_done"})),
            "status",
            "not_done",
            "",
            "follow.open-already",
        ),
        ((), "status", "not_needed", " ", "follow.no-reason"),
        ((), "status", "perhaps", "", "follow.not-asked-after"),
        ((), "who", " ", "", "follow.no-name"),
        ((), "who", "Mr Lacey", "", "follow.same-owner"),
        ((), "due", "soon", "", "edit.no-date"),
        ((), "due", "2026-11-29", "", "follow.day-over"),
        ((), "due", "2026-12-01", "", "follow.same-day"),
    ],
)
def test_what_cannot_be_noted_is_refused(
    before: tuple[ActionChange, ...], field: Followed, value: str, because: str, why: str
) -> None:
    plan = a_plan_with(*before)
    kept = written(plan)
    with pytest.raises(Refusal) as refused:
        noted(plan, field, value, because=because)
    assert refused.value.code == why
    assert written(plan) == kept


def test_what_was_ticked_off_may_turn_out_not_to_be_done_and_is_done_then() -> None:
    plan, _ = followed_up(a_plan_with(DONE), following("r1.a1", "status", "not_done"), MARK)
    assert plan.last_actions()[0].now.is_open
    again, _ = followed_up(plan, following("r1.a1", "status", "done"), MARK)
    assert [one.status for one in again.last_actions()[0].changes] == ["done", "not_done", "done"]


def test_an_action_of_an_earlier_review_is_not_followed_up_any_more() -> None:
    plan = a_plan(reviews=2)
    with pytest.raises(Refusal, match=r"follow\.not-asked-after"):
        followed_up(plan, following("r1.a1", "status", "done"), MARK)
    followed_up(plan, following("r2.a1", "status", "done"), MARK)


def test_what_a_planning_meeting_agreed_is_followed_up_too() -> None:
    agreed = Action(id="p.a1", what="Label the coat pegs", who="Mum", by=date(2026, 12, 1))
    held = PlanningMeeting(id="p", date=date(2026, 9, 9), people=[], actions=[agreed])
    plan = a_plan().model_copy(update={"planning": [held]})
    after, _ = followed_up(plan, following("p.a1", "status", "done"), MARK)
    assert after.planning[0].actions[0].now.status == "done"


def test_an_action_is_not_changed_as_a_part_of_the_plan_in_a_meeting(tmp_path: Path) -> None:
    plan = a_plan(reviews=1)
    session = Session.begin(new_plan(tmp_path / "ravi.plan.json", plan), now=Clock())
    with pytest.raises(Refusal, match=r"edit\.part-gone"):
        session.record(ev.PlanChanged(change=following("r1.a1", "status", "done")))
    session.leave()


# In every format, in both kinds of file


@pytest.fixture(params=[(name, ending) for name in OURS for ending in ("json", "docx")], ids="-".join)
def editing(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Editing]:
    name, ending = request.param
    found = Editing.begin(plan_with_actions(name, tmp_path, ending), by="Ms Khan")
    yield found
    found.let_go()


@pytest.mark.sampled(3)
def test_it_is_ticked_off_moved_handed_on_and_dropped_and_all_is_taken_back(editing: Editing) -> None:
    path = editing.opened.path
    before, every = path.read_bytes(), [one.what for one in editing.asked_after.last_actions()]
    others = [what for what in every if what != CARDS]
    follow(editing, CARDS, "due", LATER.isoformat(), agreed="Dad, and Mrs Lee")
    follow(editing, CARDS, "who", "Mr O'Neil", because="He is away: until May")
    done = follow(editing, CARDS, "status", "done", because="They hang in class. All of them!")
    assert (done.kept_here, done.only_here) == (False, False)
    plan = as_held(open_plan(path)).plan
    assert [
        change.model_dump(exclude={"on"}, exclude_defaults=True) for change in state(plan, CARDS).changes
    ] == [
        {"by": "Ms Khan", "due": LATER, "agreed": "Dad, and Mrs Lee"},
        {"by": "Ms Khan", "who": "Mr O'Neil", "because": "He is away: until May"},
        {"by": "Ms Khan", "status": "done", "because": "They hang in class. All of them!"},
    ]
    assert state(plan, CARDS).who == "Mr Okafor"
    assert not any(state(plan, other).changes for other in others)
    for other in others:
        follow(editing, other, "status", "not_needed", because="It is over")
    while editing.last() is not None:
        editing.undo()
    assert path.read_bytes() == before
    assert not any(action.changes for action in editing.asked_after.last_actions())


def test_of_a_document_only_the_lines_of_the_action_change(tmp_path: Path) -> None:
    for name in OURS:
        folder = tmp_path / name
        folder.mkdir()
        path = plan_with_actions(name, folder, "docx")
        before = parts_of(path.read_bytes())
        editing = Editing.begin(path, by="Ms Khan")
        follow(editing, CARDS, "status", "part")
        follow(editing, CARDS, "who", "Mrs Lee")
        editing.let_go()
        after = parts_of(path.read_bytes())
        assert {part for part in before if before[part] != after[part]} == {MAIN}, name
        lines, now = (_lines(parts[MAIN]) for parts in (before, after))
        new = [line for line in now if line not in lines]
        assert len(new) == 2, (name, new)
        assert [line for line in now if line in lines] == lines, name


def _lines(document: bytes) -> list[str]:
    """Return the lines of a document, paragraph by paragraph."""
    from lxml import etree

    w = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
    found = []
    for paragraph in etree.fromstring(document).iter(f"{w}p"):
        text = ""
        for node in paragraph.iter(f"{w}t", f"{w}br", f"{w}delText"):
            text += "\n" if node.tag == f"{w}br" else node.text or ""
        found += text.split("\n")
    return found


@pytest.mark.parametrize(
    "words", [SIGNS, "a\n3 March 2026, noted by Mum: done", "{name}: {{x}} <b>&amp;", "ں ہے", "😀" * 40]
)
@pytest.mark.parametrize("ending", ["json", "docx"])
def test_hostile_words_come_back_to_the_letter(tmp_path: Path, words: str, ending: str) -> None:
    editing = Editing.begin(plan_with_actions("kirklees", tmp_path, ending), by="Ms Khan")
    follow(editing, CARDS, "status", "part", because=words)
    follow(editing, CARDS, "status", "done", because=words)
    said = [one.because for one in state(editing.asked_after, CARDS).changes]
    editing.let_go()
    assert said[0] == said[1] == " ".join(ActionChange(on=TODAY, because=words).because.split())
    assert len([one for one in open_plan(editing.opened.path).plan.last_actions() if one.changes]) <= 1


def without_words_for_it(folder: Path) -> Path:
    """Return a school's own wording of before there were lines for what was noted."""
    own = Path(shutil.copytree(find_prompts(), folder / "prompts"))
    phrases = own / "shared" / "phrases.yaml"
    lines = phrases.read_text(encoding="utf-8").splitlines(keepends=True)
    phrases.write_text("".join(line for line in lines if not line.startswith("noted")), encoding="utf-8")
    return own


def test_what_a_form_has_no_place_for_is_kept_on_this_computer_and_counts_all_the_same(
    tmp_path: Path,
) -> None:
    own = without_words_for_it(tmp_path)
    path = plan_with_actions("kirklees", tmp_path, "docx")
    before = path.read_bytes()
    editing = Editing.begin(path, own, by="Ms Khan")
    assert follow(editing, CARDS, "status", "part").only_here
    assert follow(editing, CARDS, "status", "done", because="All six").only_here
    assert follow(editing, RING, "who", "Dad").only_here
    assert path.read_bytes() == before
    opened = open_plan(path, own)
    for plan in (plan_asked_after(opened), as_held(opened, own).plan):
        assert [one.status for one in state(plan, CARDS).changes] == ["part", "done"]
        assert state(plan, RING).now.who == "Dad"
    with pytest.raises(Refusal, match=r"follow\.done-already"):
        follow(editing, CARDS, "status", "done")
    assert "Dad" in editing.undo().told
    editing.undo()
    assert [one.status for one in state(plan_asked_after(open_plan(path, own)), CARDS).changes] == ["part"]
    # With words for it, what follows something that is kept here is kept with it.
    editing.let_go()
    editing = Editing.begin(path, by="Ms Khan")
    assert follow(editing, CARDS, "status", "done").only_here
    assert not follow(editing, RING, "status", "done").only_here
    editing.let_go()


def test_no_room_for_what_only_this_computer_could_keep_is_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    own = without_words_for_it(tmp_path)
    editing = Editing.begin(plan_with_actions("coventry", tmp_path, "docx"), own, by="Ms Khan")
    with monkeypatch.context() as patched:
        patched.setattr(system_calls, "put", full)
        with pytest.raises(Refusal, match=r"confirm\.no-room"):
            follow(editing, CARDS, "status", "done")
    assert state(editing.asked_after, CARDS).now.is_open
    follow(editing, CARDS, "status", "done")
    with monkeypatch.context() as patched:
        patched.setattr(system_calls, "put", full)
        with pytest.raises(Refusal, match=r"confirm\.no-room"):
            editing.undo()
    assert not state(editing.asked_after, CARDS).now.is_open
    editing.let_go()


# Two at once, and cut off


@pytest.mark.parametrize("ending", ["json", "docx"])
def test_a_file_that_somebody_else_changed_meanwhile_is_read_again_first(tmp_path: Path, ending: str) -> None:
    path = plan_with_actions("pupil-support-plan", tmp_path, ending)
    editing = Editing.begin(path, by="Ms Khan")
    other = tmp_path / "other"
    other.mkdir()
    theirs = Editing.begin(Path(shutil.copy(path, other / path.name)), by="Mr Webb")
    follow(theirs, RING, "status", "done")
    shutil.copy(theirs.opened.path, path)
    theirs.let_go()
    with pytest.raises(Refusal, match=r"edit\.changed-meanwhile"):
        follow(editing, CARDS, "status", "done")
    follow(editing, CARDS, "status", "done")
    assert not any(state(open_plan(path).plan, one).now.is_open for one in (CARDS, RING))
    editing.let_go()


def test_a_plan_that_is_open_elsewhere_is_left_alone(tmp_path: Path) -> None:
    path = plan_with_actions("kirklees", tmp_path)
    lock = MeetingLock.of(open_plan(path), local_now())
    with pytest.raises(Refusal, match=r"edit\.is-open"):
        Editing.begin(path)
    lock.let_go()
    session = Session.begin(open_plan(path))
    session.leave()
    with pytest.raises(Refusal, match=r"edit\.unfinished"):
        Editing.begin(path)


@pytest.mark.parametrize("ending", ["json", "docx"])
@pytest.mark.parametrize("at", ["save_bytes", "keep_change"])
def test_what_is_killed_between_is_done_or_not_done_and_nothing_else(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, ending: str, at: str
) -> None:
    def killed(*_: object, **__: object) -> None:
        raise KeyboardInterrupt

    path = plan_with_actions("send-support-plan", tmp_path, ending)
    before = path.read_bytes()
    editing = Editing.begin(path, by="Ms Khan")
    with monkeypatch.context() as patched:
        patched.setattr(plans if at == "save_bytes" else edit, at, killed)
        with pytest.raises(KeyboardInterrupt):
            follow(editing, CARDS, "status", "done")
    editing.let_go()
    assert (path.read_bytes() == before) == (at == "save_bytes")
    again = Editing.begin(path, by="Ms Khan")
    ticked = state(again.asked_after, CARDS)
    assert [one.status for one in ticked.changes] == (["done"] if at == "keep_change" else [])
    follow(again, RING, "status", "done")
    again.undo()
    assert state(again.asked_after, CARDS) == ticked
    again.let_go()


# Sequences


class Noting(RuleBasedStateMachine):
    """Actions are ticked off, moved, handed on and taken back in any order; a list says what is right."""

    folder: Path

    @initialize(ending=st.sampled_from(["json", "docx"]))
    def begin(self, ending: str) -> None:
        number = len(list(self.folder.iterdir()))
        folder = self.folder / str(number)
        folder.mkdir()
        self.editing = Editing.begin(plan_with_actions("coventry", folder, ending), by="Ms Khan")
        self.done: list[tuple[str, Followed, str]] = []
        self.bytes = [self.editing.opened.path.read_bytes()]

    def _now(self, words: str) -> Action:
        return state(self.editing.asked_after, words)

    @rule(
        words=st.sampled_from([CARDS, RING, CLUB]),
        what=st.sampled_from(
            [
                *(("status", one) for one in ("done", "part", "not_done", "not_needed")),
                *(("who", name) for name in ("Mrs Lee", "Mr Okafor", "Dad and Mum")),
                *(("due", (LATER + timedelta(days=days)).isoformat()) for days in (0, 1)),
            ]
        ),
    )
    def note(self, words: str, what: tuple[Followed, str]) -> None:
        why = self._refused(words, what)
        if not why:
            self.done.append((words, *what))
            self.bytes.append(self.editing.opened.path.read_bytes())
        assert why == "" or why.startswith("follow.")
        assert self.editing.opened.path.read_bytes() == self.bytes[-1]

    def _refused(self, words: str, what: tuple[Followed, str]) -> str:
        try:
            follow(self.editing, words, *what, because="Because")
        except Refusal as refusal:
            return refusal.code
        return ""

    @precondition(lambda self: self.done)
    @rule()
    def undo(self) -> None:
        self.editing.undo()
        self.done.pop()
        self.bytes.pop()
        assert self.editing.opened.path.read_bytes() == self.bytes[-1]

    @rule()
    def read_again(self) -> None:
        for words in (CARDS, RING, CLUB):
            mine = [one[1:] for one in self.done if one[0] == words]
            kept = open_plan(self.editing.opened.path).plan
            assert [_said(change) for change in state(kept, words).changes] == mine
            assert (
                state(as_held(open_plan(self.editing.opened.path)).plan, words).changes
                == self._now(words).changes
            )

    def teardown(self) -> None:
        if hasattr(self, "editing"):
            self.editing.let_go()


def _said(change: ActionChange) -> tuple[str, str]:
    if change.status:
        return "status", change.status
    return ("due", change.due.isoformat()) if change.due else ("who", change.who)


def test_whatever_is_noted_and_taken_back_the_file_says_just_that(tmp_path: Path) -> None:
    class Here(Noting):
        folder = tmp_path

    run_state_machine_as_test(
        Here,
        settings=settings(
            max_examples=6, stateful_step_count=8, deadline=None, suppress_health_check=[*HealthCheck]
        ),
    )


# What starts from them


def test_facilitator_undo_takes_back_what_was_noted_before_the_review(tmp_path: Path) -> None:
    path = plan_with_actions("kirklees", tmp_path)
    assert come_to_undo_noted(path) is None
    editing = Editing.begin(path, by="Ms Khan")
    before = path.read_bytes()
    follow(editing, CARDS, "status", "done")
    editing.let_go()
    found = come_to_undo_noted(path)
    assert found is not None
    found.undo()
    found.let_go()
    assert path.read_bytes() == before
    assert come_to_undo_noted(path) is None


@pytest.mark.parametrize("name", OURS)
def test_converted_both_ways_and_checked_it_says_the_same(tmp_path: Path, name: str) -> None:
    editing = Editing.begin(plan_with_actions(name, tmp_path), by="Ms Khan")
    follow(editing, CARDS, "due", LATER.isoformat(), agreed="Dad")
    follow(editing, CARDS, "status", "done", because="All of them")
    editing.let_go()
    native, word, back = editing.opened.path, tmp_path / "other.docx", tmp_path / "back.plan.json"
    into = conversion(native, word, None)
    assert not any("became" in line for line in into.left_out)
    into.write()
    conversion(word, back, None).write()
    wanted = state(open_plan(native).plan, CARDS).changes
    for path in (word, back):
        assert state(open_plan(path).plan, CARDS).changes == wanted, path
    told = list(as_lines(open_plan(back).plan, script_of(name)))
    assert any("agreed with Dad. Noted on" in line for line in told)


def test_a_plan_of_before_opens_unchanged_and_one_without_follow_up_is_written_as_it_was(
    tmp_path: Path,
) -> None:
    path = plan_with_actions("kirklees", tmp_path)
    assert b'"changes"' not in path.read_bytes()
    assert written(open_plan(path).plan) == path.read_bytes()


def test_the_next_review_shows_what_was_noted_and_proposes_it(tmp_path: Path) -> None:
    path = new_plan(tmp_path / "ravi.plan.json", a_plan(reviews=1)).path
    editing = Editing.begin(path, by="Ms Khan", now=Clock())
    choices = word_choices(editing.opened)
    editing.make(following("r1.a1", "status", "done", because="By the door"), choices)
    editing.make(following("r1.a2", "who", "Dr Shah"), choices)
    editing.make(following("r1.a2", "due", "2027-05-03"), choices)
    editing.let_go()
    session = Session.begin(open_plan(path), now=Clock())
    session.record(ev.WentTo(turn="last.status", item="r1.a1"))
    ticked = session.view.question()
    assert ticked is not None
    assert (ticked.proposed, ticked.chosen) == ("done", "")
    assert [label for label, _ in ticked.rows] == ["Since then"]
    assert "by Ms Khan" in ticked.rows[0][1]
    assert "By the door" in ticked.rows[0][1]
    session.record(ev.WentTo(turn="last.status", item="r1.a2"))
    moved = session.view.question()
    assert moved is not None
    assert moved.proposed == ""
    assert "Dr Shah" in moved.adult
    assert len(moved.rows) == 2
    session.leave()


@pytest.mark.parametrize("ending", ["json", "docx"])
def test_what_was_noted_is_in_the_summary_of_the_next_review_and_who_was_there_stays_known(
    tmp_path: Path, ending: str
) -> None:
    path = tmp_path / ("ravi.docx" if ending == "docx" else "ravi.plan.json")
    new_plan(path, a_plan())
    first = Session.begin(open_plan(path), now=Clock())
    for answer in support_answered(first.meeting.minutes.plan, "o1"):
        first.record(answer)
    first.record(ev.ScoreShown(turn="goal.show", item="o1", person=CHILD, number=4))
    first.record(ev.ScoreSettled(turn="goal.score", item="o1", number=4))
    by = date(2027, 5, 3)
    first.record(ev.ActionAdded(turn="goal.last-step", item="o1", what="Move the seat", who="Mum", by=by))
    first.record(ev.LineSaid(turn="child.hard", speaker="child", text="The hall is far too loud for me."))
    first.record(ev.MeetingEnded(early=True, because="Tea."))
    first.write(word_choices(first.opened))
    held = as_held(open_plan(path)).plan.reviews[-1]
    editing = Editing.begin(path, by="Ms Khan")
    follow(editing, "Move the seat", "status", "done", because="It is by the door")
    editing.let_go()
    now = as_held(open_plan(path))
    assert not now.changed
    assert not now.in_document
    after = now.plan.reviews[-1]
    assert after.actions[0].now.status == "done"
    unfollowed = [action.model_copy(update={"changes": []}) for action in after.actions]
    assert after.model_copy(update={"actions": unfollowed}) == held
    second = Session.begin(open_plan(path), now=Clock())
    second.record(ev.MeetingEnded(early=True, because="Tea."))
    closed = second.write(word_choices(second.opened))
    plan = as_held(closed.opened).plan
    review = plan.reviews[-1]
    text = " ".join(render(plan, review, second.meeting.script, kind="txt").split())
    assert "Move the seat" in text
    assert "Since then: It is done. Noted on" in text
    assert "“It is by the door”" in text


def test_a_note_of_a_later_version_says_nothing_and_loses_nothing_else(tmp_path: Path) -> None:
    own = without_words_for_it(tmp_path)
    path = plan_with_actions("kirklees", tmp_path, "docx")
    editing = Editing.begin(path, own, by="Ms Khan")
    follow(editing, CARDS, "status", "part")
    follow(editing, RING, "status", "done")
    editing.let_go()
    kept = change_record.kept_changes(editing.opened.ids)
    file = next(Path(backups_path(one)) / "changes.jsonl" for one in editing.opened.ids if kept)
    text = file.read_text(encoding="utf-8").replace('"status": "part"', '"status": "flown"')
    file.write_text(text, encoding="utf-8")
    plan = plan_asked_after(open_plan(path, own))
    assert (state(plan, CARDS).changes, state(plan, RING).now.status) == ([], "done")
