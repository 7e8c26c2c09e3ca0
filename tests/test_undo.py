"""A review is taken back out of its plan: the plan is what it was, nothing is lost, all can be done again."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from facilitator.files import journal_part, journal_shelf, system_calls
from facilitator.files.backups import backups_in
from facilitator.files.folders import backups_path, meetings_path
from facilitator.files.meeting_lock import MeetingLock
from facilitator.files.plans import new_plan, open_plan
from facilitator.files.reviews_as_held import as_held
from facilitator.meeting import events as ev
from facilitator.plan.people import CHILD
from facilitator.plan.refusal import Refusal
from facilitator.word.writing_choices import BESIDE, WITHOUT, Choices
from facilitator.work.lost_reviews import first_unwritten
from facilitator.work.session import Session, unfinished
from facilitator.work.undo import Undone, come_to_undo
from tests.cli.running import call, run
from tests.cli.test_record_twice import EARLY, Json, given
from tests.held_meetings import held
from tests.meeting.plans import a_plan
from tests.test_session import Clock
from tests.word_plans import CHILD_WORKING, SECOND_REVIEW, change, word_plan, words_in

pytestmark = pytest.mark.sampled(2)

WORDS = "The new hall is far too loud for me at dinner."


@pytest.fixture(params=["native", "word"])
def plan(request: pytest.FixtureRequest, tmp_path: Path) -> Path:
    """A plan with one review, of either kind of file."""
    folder = tmp_path / "plans"
    folder.mkdir()
    if request.param == "word":
        return word_plan(folder / "mina.docx")
    return new_plan(folder / "ravi.plan.json", a_plan(reviews=1)).path


def text_of(path: Path) -> str:
    return words_in(path) if path.suffix == ".docx" else path.read_text(encoding="utf-8")


def written(path: Path, choices: Choices | None = None) -> None:
    """Write such a meeting into the plan."""
    session = held(path, WORDS)
    session.write(choices)
    session.leave()


def taken_back(path: Path) -> Undone:
    found = come_to_undo(path)
    try:
        return found.undo()
    finally:
        found.let_go()


def carried_on(path: Path) -> Session:
    opened = open_plan(path)
    found = unfinished(opened)
    assert found is not None, "the meeting can be carried on"
    return Session.carry_on(opened, found.path, now=Clock())


def refused(path: Path) -> str:
    """Return the code of why the review of a plan cannot be taken back; nothing is changed then."""
    before = path.read_bytes()
    with pytest.raises(Refusal) as why:
        taken_back(path)
    assert path.read_bytes() == before
    return why.value.code


def test_the_plan_is_the_very_same_file_as_before_and_nothing_is_lost(plan: Path) -> None:
    before = plan.read_bytes()
    written(plan)
    after = plan.read_bytes()
    undone = taken_back(plan)
    assert plan.read_bytes() == before
    assert undone.goes_on
    assert backups_in(undone.kept)[0].read_bytes() == after, "the version with the review is kept"
    assert [path.name for path in plan.parent.iterdir()] == [plan.name]


def test_its_meeting_is_carried_on_and_written_again(plan: Path) -> None:
    written(plan)
    taken_back(plan)
    assert first_unwritten(open_plan(plan)) is None, "it is not missing: it was taken back"
    session = carried_on(plan)
    assert not session.meeting.ended
    session.record(ev.LineSaid(turn="child.hard", speaker=CHILD, text="And the bus."))
    session.record(ev.MeetingEnded())
    session.write()
    session.leave()
    assert text_of(plan).count(WORDS) == 1
    assert "And the bus." in text_of(plan)
    assert [review.period for review in open_plan(plan).plan.reviews] == [1, 2]


def test_it_is_taken_back_and_written_again_as_often_as_one_likes(plan: Path) -> None:
    before = plan.read_bytes()
    written(plan)
    for _ in range(3):
        taken_back(plan)
        assert plan.read_bytes() == before
        session = carried_on(plan)
        session.record(ev.MeetingEnded())
        session.write()
        session.leave()
        assert text_of(plan).count(WORDS) == 1


def test_one_after_the_other_is_taken_back_the_last_one_first(plan: Path) -> None:
    versions = []
    for day in (date(2027, 3, 12), date(2027, 6, 12)):
        versions.append(plan.read_bytes())
        session = Session.begin(open_plan(plan), now=Clock())
        session.record(ev.DateGiven(turn="setup.date", on=day))
        session.record(ev.LineSaid(turn="child.hard", speaker=CHILD, text=f"{WORDS} It is {day}."))
        session.record(ev.MeetingEnded(early=True, because="Tea."))
        session.write()
        session.leave()
    assert len(open_plan(plan).plan.reviews) == 3
    while versions:
        taken_back(plan)
        assert plan.read_bytes() == versions.pop()
        aside = carried_on(plan)
        aside.journal.close("put aside")
        aside.leave()
    assert refused(plan) in {"undo.no-backup", "undo.changed"}


def test_what_is_shown_and_summed_up_afterwards_is_true(plan: Path) -> None:
    written(plan)
    taken_back(plan)
    assert WORDS not in call("show", plan).out
    assert [review.period for review in as_held(open_plan(plan)).plan.reviews] == [1]
    done = call("export", plan, "--to", "txt", "-o", plan.parent / "summary.txt")
    assert done.code == 0, done.err
    assert WORDS not in (plan.parent / "summary.txt").read_text(encoding="utf-8")


@pytest.mark.parametrize("more", [{}, EARLY], ids=["whole", "early"])
def test_a_review_that_was_held_elsewhere_is_taken_back_and_recorded_again(
    more: Json, tmp_path: Path
) -> None:
    plan, review = word_plan(tmp_path / "mina.docx"), tmp_path / "review.json"
    review.write_text(json.dumps(given(**more)), encoding="utf-8")
    before = plan.read_bytes()
    assert call("record", plan, review, "--period", "2").code == 0
    after = plan.read_bytes()
    undone = taken_back(plan)
    assert (plan.read_bytes(), undone.goes_on) == (before, False)
    assert len(as_held(open_plan(plan)).plan.reviews) == 1
    assert call("record", plan, review, "--period", "2").code == 0, "it is not taken for written already"
    assert len(as_held(open_plan(plan)).plan.reviews) == 2
    plan.write_bytes(after)
    assert len(as_held(open_plan(plan)).plan.reviews) == 2, "somebody put the other version there again"


def test_a_version_that_is_kept_beside_the_plan_does_as_well(plan: Path) -> None:
    before = plan.read_bytes()
    written(plan, Choices(backup=BESIDE))
    after = plan.read_bytes()
    undone = taken_back(plan)
    assert plan.read_bytes() == before
    assert backups_in(undone.kept)[0].read_bytes() == after


# Why not


def test_without_the_version_before_it_is_refused(plan: Path) -> None:
    written(plan, Choices(backup=WITHOUT))
    assert refused(plan) == "undo.no-backup"


def test_without_the_file_of_the_version_before_it_is_refused(plan: Path) -> None:
    written(plan)
    for one in backups_in(backups_path(open_plan(plan).plan.id)):
        one.unlink()
    assert refused(plan) == "undo.no-backup"


def test_a_plan_that_was_changed_since_is_left_alone(plan: Path) -> None:
    written(plan)
    if plan.suffix == ".docx":
        change(plan, SECOND_REVIEW, CHILD_WORKING, "Somebody typed this in Word.")
    else:
        plan.write_text(f"{text_of(plan)}\n", encoding="utf-8")
    assert refused(plan) == "undo.changed"


def test_a_plan_that_was_changed_while_it_was_asked_is_left_alone(plan: Path) -> None:
    written(plan)
    found = come_to_undo(plan)
    plan.write_bytes(other := backups_in(backups_path(open_plan(plan).plan.id))[0].read_bytes())
    with pytest.raises(Refusal, match=r"undo\.changed"):
        found.undo()
    found.let_go()
    assert plan.read_bytes() == other
    assert not list(meetings_path().glob("*.undoing"))


def test_a_plan_without_a_review_has_none_to_take_back(tmp_path: Path) -> None:
    path = new_plan(tmp_path / "new.plan.json", a_plan()).path
    assert refused(path) == "undo.no-review"


def test_a_review_that_is_not_the_last_one_is_named_with_the_later_one(plan: Path) -> None:
    first = open_plan(plan).plan.reviews[0]
    written(plan)
    with pytest.raises(Refusal, match=r"undo\.later-review") as why:
        come_to_undo(plan, review=first)
    assert "2" in str(why.value.values["later"])
    come_to_undo(plan).let_go()


def test_a_review_that_is_gone_from_the_plan_is_not_taken_back_twice(plan: Path) -> None:
    written(plan)
    review = open_plan(plan).plan.reviews[-1]
    taken_back(plan)
    session = carried_on(plan)
    session.journal.close("put aside")
    session.leave()
    with pytest.raises(Refusal, match=r"undo\.not-there"):
        come_to_undo(plan, review=review)


def test_nothing_is_taken_back_under_an_open_review(plan: Path) -> None:
    written(plan)
    opened = open_plan(plan)
    lock = MeetingLock.take(plan, "" if opened.word else opened.plan.id, Clock()())
    assert refused(plan) == "undo.is-open"
    lock.let_go()
    taken_back(plan)


def test_nothing_is_taken_back_from_under_an_unfinished_meeting(plan: Path) -> None:
    written(plan)
    Session.begin(open_plan(plan), now=Clock()).leave()
    assert refused(plan) == "undo.unfinished"


def test_a_document_that_is_open_in_word_is_left_alone(tmp_path: Path) -> None:
    plan = word_plan(tmp_path / "mina.docx")
    written(plan)
    (tmp_path / "~$mina.docx").write_bytes(b"\x03Ms Lacey".ljust(162, b"\0"))
    assert refused(plan).startswith("word.open-elsewhere")


def test_a_copy_is_put_back_and_the_meeting_of_the_plan_left_alone(plan: Path) -> None:
    before = plan.read_bytes()
    written(plan)
    copy = plan.with_name(f"copy of {plan.name}")
    copy.write_bytes(after := plan.read_bytes())
    assert not taken_back(copy).goes_on
    assert (copy.read_bytes(), plan.read_bytes()) == (before, after)
    assert unfinished(open_plan(plan)) is None
    assert first_unwritten(open_plan(plan)) is None
    assert WORDS in every_word_of(plan)


def every_word_of(path: Path) -> str:
    return as_held(open_plan(path)).plan.model_dump_json()


# Killed


class Killed(BaseException):
    """The program is at its end in this very moment."""


def deadly(monkeypatch: pytest.MonkeyPatch, at: int) -> Callable[[], int]:
    """Kill the program before the nth thing that it does to a disk; returns how many it did."""
    calls = 0

    def dying(usual: Callable[..., object]) -> Callable[..., object]:
        def one(*arguments: object, **named: object) -> object:
            nonlocal calls
            calls += 1
            if calls >= at:
                raise Killed
            return usual(*arguments, **named)

        return one

    for name in ("put", "write_beside", "replace", "sync_folder", "forget"):
        monkeypatch.setattr(system_calls, name, dying(getattr(system_calls, name)))
    monkeypatch.setattr(journal_part.Part, "write", dying(journal_part.Part.write))
    monkeypatch.setattr(journal_shelf, "_move", dying(journal_shelf._move))
    return lambda: calls


@pytest.mark.parametrize("kind", ["native", "word"])
def test_killed_at_any_moment_it_is_taken_back_or_not_and_never_half(
    kind: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    at, seen = 0, set()
    while True:
        at += 1
        folder = tmp_path / str(at)
        folder.mkdir()
        monkeypatch.setenv("FACILITATOR_DATA", str(folder / "data"))
        if kind == "word":
            plan = word_plan(folder / "mina.docx")
        else:
            plan = new_plan(folder / "ravi.plan.json", a_plan(reviews=1)).path
        before = plan.read_bytes()
        written(plan)
        after = plan.read_bytes()
        found = come_to_undo(plan)
        survived = True
        with monkeypatch.context() as power:
            deadly(power, at)
            try:
                found.undo()
            except Killed:
                survived = False
        found.let_go()
        seen.add(is_undone := plan.read_bytes() == before)
        assert is_undone or plan.read_bytes() == after
        opened = open_plan(plan)
        again = unfinished(opened)
        assert (again is not None) is is_undone, f"killed at {at}"
        assert first_unwritten(opened) is None
        assert len(as_held(opened).plan.reviews) == (1 if is_undone else 2)
        if is_undone:
            session = carried_on(plan)
            assert not session.meeting.ended
            assert [said.entry.text for said in session.meeting.minutes.said.values()] == [WORDS]
            session.leave()
        assert not list(meetings_path().glob("*.undoing"))
        if survived:
            break
    assert seen == {True, False}
    assert at > 8


# The command


def test_the_command_names_what_it_takes_back_and_asks_first(plan: Path) -> None:
    before = plan.read_bytes()
    written(plan)
    after = plan.read_bytes()
    done = run("undo", plan)
    assert (done.code, plan.read_bytes()) == (3, after)
    assert "--yes" in done.err
    for told in ("Term 2", "12 March 2027", plan.name, str(backups_path(open_plan(plan).plan.id))):
        assert told in done.out
    done = run("undo", plan, typed="no\n")
    assert (done.code, plan.read_bytes()) == (1, after)
    done = run("undo", plan, typed="yes\n")
    assert (done.code, plan.read_bytes()) == (0, before), done.err
    assert f'facilitator review "{plan}"' in done.out


def test_the_command_asks_nothing_of_somebody_who_is_sure(plan: Path) -> None:
    before = plan.read_bytes()
    written(plan)
    done = call("undo", plan, "--yes")
    assert (done.code, plan.read_bytes()) == (0, before), done.err


def test_the_command_refuses_in_a_sentence(plan: Path) -> None:
    written(plan, Choices(backup=WITHOUT))
    done = call("undo", plan, "--yes")
    assert done.code == 1
    assert done.err.count("\n") == 1
    assert not done.out


def test_papers_that_were_made_of_it_are_named(plan: Path) -> None:
    """Somebody may have printed them; nothing is thrown away unasked."""
    written(plan)
    assert call("export", plan).code == call("export", plan, "--for", "child", "--to", "txt").code == 0
    made = sorted(path for path in plan.parent.iterdir() if path.suffix in (".html", ".txt"))
    assert len(made) == 2
    made[0].write_text("changed by hand", encoding="utf-8")
    other = plan.parent / "another summary.txt"
    other.write_text("of something else", encoding="utf-8")
    told = " ".join(call("undo", plan, "--yes").out.split())
    for path in made:
        assert path.name in told
        assert path.exists()
    assert other.name not in told
