"""Two chairs and one plan: nobody is let in unseen, nobody's words vanish, and every refusal has a way on."""

from __future__ import annotations

import io
import json
import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from facilitator.cli import main
from facilitator.files import lock_file, meeting_lock
from facilitator.files.lock_file import LockFile, Watch, look
from facilitator.files.meeting_lock import MeetingLock, Waiting
from facilitator.files.plans import new_plan, open_plan, save_plan
from facilitator.meeting import events as ev
from facilitator.plain.line_by_line import run_review
from facilitator.plan.people import CHILD
from facilitator.plan.refusal import NeedsDecision, Refusal
from facilitator.word.writing_choices import Choices
from facilitator.work.lost_reviews import first_unwritten, unwritten
from facilitator.work.refused_writing import copy_named, copy_proposed, ways_on, write_copy
from facilitator.work.session import Session, unfinished
from facilitator.work.unfinished import AtThePlan, PlanIsOpen, come_to_the_plan
from tests.held_meetings import held, to_the_end
from tests.looking import became
from tests.meeting.plans import a_plan
from tests.test_session import Clock
from tests.two_chairs import Chair, two_windows
from tests.word_plans import CHILD_WORKING, SECOND_REVIEW, change, word_plan, words_in

pytestmark = pytest.mark.sampled(2)

ROOT = Path(__file__).parent.parent
RACES, RACES_USUALLY = 125, 2
WINDOWS, WINDOWS_USUALLY = 40, 10
MINE, THEIRS = "The hall is too loud.", "Somebody else heard this."

Computer = Callable[[str], None]


@pytest.fixture
def at(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Computer:
    """Go over to a computer: each has a data folder of its own."""
    return lambda name: monkeypatch.setenv("FACILITATOR_DATA", str(tmp_path / f"data-{name}"))


@pytest.fixture
def plan(tmp_path: Path) -> Path:
    (tmp_path / "share").mkdir()
    return new_plan(tmp_path / "share" / "ravi.plan.json", a_plan(reviews=1)).path


@pytest.fixture(params=["native", "word"])
def either(request: pytest.FixtureRequest, tmp_path: Path) -> Path:
    """A native plan, and a Word plan."""
    folder = tmp_path / "share"
    folder.mkdir()
    if request.param == "word":
        return word_plan(folder / "mina.docx")
    return new_plan(folder / "ravi.plan.json", a_plan(reviews=1)).path


def locks(path: Path) -> list[str]:
    return [one.name for one in path.parent.iterdir() if one.name.startswith(".")]


def text_of(path: Path) -> str:
    return words_in(path) if path.suffix == ".docx" else path.read_text(encoding="utf-8")


def typed(path: Path, *lines: str) -> tuple[int, str]:
    """Pipe lines into the plain meeting; the exit code and all that was said, also when it was refused."""
    out = io.StringIO()
    source = io.StringIO("".join(f"{line}\n" for line in lines))
    try:
        return run_review(path, source=source, target=out, now=Clock()), out.getvalue()
    except Refusal as refusal:
        options = refusal.options if isinstance(refusal, NeedsDecision) else ()
        return refusal.exit_code, "\n".join([out.getvalue(), refusal.code, *options])


# Races of processes


@pytest.mark.slow
@pytest.mark.needs("posix")
@pytest.mark.parametrize("way", ["record", "review"])
@pytest.mark.parametrize("kind", ["native", "word"])
def test_of_two_who_write_at_once_one_is_told_written_and_the_other_is_told_why_not(
    tmp_path: Path, pytestconfig: pytest.Config, kind: str, way: str
) -> None:
    races = RACES if pytestconfig.getoption("--thorough") else RACES_USUALLY
    script = Path(__file__).with_name("two_chairs.py")
    asked = [sys.executable, str(script), kind, way, str(tmp_path / "races"), str(races)]
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    done = subprocess.run(asked, check=True, capture_output=True, text=True, cwd=ROOT, env=environment)
    assert json.loads(done.stdout) == {"written": races, "refused": races, "trouble": []}


@pytest.mark.needs("posix")
def test_of_two_windows_started_at_the_same_moment_one_is_let_in(
    plan: Path, tmp_path: Path, pytestconfig: pytest.Config
) -> None:
    for _ in range(WINDOWS if pytestconfig.getoption("--thorough") else WINDOWS_USUALLY):
        assert two_windows(plan, tmp_path / "data") == ["in", "session.open-here"]
    assert locks(plan) == []


# The meeting's lock


def test_a_second_chair_is_told_at_the_start_and_may_take_over(either: Path, at: Computer) -> None:
    at("one")
    first = come_to_the_plan(either, now=Clock()).begin()
    at("two")
    with pytest.raises(PlanIsOpen, match="elsewhere") as told:
        come_to_the_plan(either, now=Clock())
    assert told.value.values["since"] == "14:00"
    second = come_to_the_plan(either, now=Clock(), over=told.value.found).begin()
    assert first.lock is not None
    first.lock.beat()
    assert first.taken_over()
    assert not first.taken_over(), "it is said once"
    to_the_end(first, MINE)
    with pytest.raises(Refusal, match="taken-over"):
        first.write()  # and once more before anything is written
    first.write()
    to_the_end(second, THEIRS)
    with pytest.raises(Refusal, match="changed-elsewhere"):
        second.write()
    first.leave()
    second.leave()
    assert locks(either) == []


def test_one_whose_review_was_taken_over_learns_of_it_at_the_latest_when_it_writes(
    plan: Path, at: Computer
) -> None:
    at("one")
    first = to_the_end(come_to_the_plan(plan, now=Clock()).begin(), MINE)
    at("two")
    found = look(plan.parent / locks(plan)[0])
    second = come_to_the_plan(plan, now=Clock(), over=found)
    at("one")
    with pytest.raises(Refusal, match="taken-over"):
        first.write()
    assert MINE not in text_of(plan)
    first.write()
    assert MINE in text_of(plan)
    first.leave()
    assert len(locks(plan)) == 1, "the second chair's"
    second.let_go()
    assert locks(plan) == []


def test_another_window_of_this_computer_is_told_apart(plan: Path) -> None:
    first = come_to_the_plan(plan, now=Clock()).begin()
    with pytest.raises(PlanIsOpen, match="here") as told:
        come_to_the_plan(plan, now=Clock())
    second = come_to_the_plan(plan, now=Clock(), over=told.value.found)
    assert second.found is None, "the other window keeps its record"
    second.let_go()
    first.leave()
    found = unfinished(open_plan(plan))
    assert found is not None


@pytest.mark.needs("posix")
def test_a_chair_who_was_cut_off_carries_on_at_once(plan: Path, tmp_path: Path, at: Computer) -> None:
    at("one")

    def crash(_: Callable[[], None]) -> str:
        session = come_to_the_plan(plan, now=Clock()).begin()
        session.record(ev.LineSaid(turn="child.hard", speaker=CHILD, text=MINE))
        os._exit(9)

    Chair(tmp_path / "data-one", crash).end()
    assert len(locks(plan)) == 1
    at("two")
    with pytest.raises(PlanIsOpen, match="elsewhere"):
        come_to_the_plan(plan)
    at("one")
    session = come_to_the_plan(plan, now=Clock()).carry_on()
    assert [said.entry.text for said in session.meeting.minutes.said.values()] == [MINE]
    session.leave()
    assert locks(plan) == []


def test_what_another_look_shows(plan: Path, at: Computer) -> None:
    at("one")
    first = MeetingLock.take(plan, "p", Clock()())
    at("two")
    with pytest.raises(PlanIsOpen) as told:
        MeetingLock.take(plan, "p", Clock()())
    now = [0.0]
    waiting = Waiting(told.value, Watch(lambda: now[0]))
    assert waiting.news() == "session.open-unchanged"
    now[0] = 89
    assert waiting.news() == "session.open-unchanged"
    now[0] = 91
    assert waiting.news() == "session.open-silent"
    first.beat()
    assert waiting.news() == "session.open-moves"
    first.let_go()
    assert waiting.news() == "session.open-gone"


def test_the_counter_goes_on_by_itself_and_disturbs_nobody(
    plan: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(meeting_lock, "BUMP_SECONDS", 0.01)
    bumped = []
    real = LockFile.bump

    def broken_at_first(self: LockFile) -> bool:
        bumped.append(1)
        if len(bumped) < 3:
            raise OSError(5, "Input/output error")
        return real(self)

    monkeypatch.setattr(LockFile, "bump", broken_at_first)
    lock = MeetingLock.take(plan, "p", Clock()())
    file = lock._files[0]
    assert file is not None
    watch = Watch()
    while not watch.moved:
        found = look(file.path)
        assert found is not None
        watch.still(found)
    assert not lock.lost
    lock.let_go()


@pytest.mark.parametrize("beside_only", [True, False])
def test_where_no_lock_can_be_made_the_meeting_goes_on(
    plan: Path, monkeypatch: pytest.MonkeyPatch, beside_only: bool
) -> None:
    real = LockFile.make.__func__  # type: ignore[attr-defined]

    def make(kind: type[LockFile], path: Path, since: str = "") -> LockFile | None:
        if path.parent == plan.parent or not beside_only:
            raise PermissionError(13, "Permission denied")
        made: LockFile | None = real(kind, path, since)
        return made

    monkeypatch.setattr(LockFile, "make", classmethod(make))
    session = come_to_the_plan(plan, now=Clock()).begin()
    if beside_only:  # this computer's other windows still know
        with pytest.raises(PlanIsOpen):
            come_to_the_plan(plan, now=Clock())
    to_the_end(session, MINE).write()
    session.leave()
    assert MINE in text_of(plan)


@pytest.mark.parametrize("since", ["", "rubbish", "2031-12-01T25:99", "2001-01-01T00:00:00+14:00"])
def test_wrong_clocks_and_foreign_bytes_are_only_words(plan: Path, since: str) -> None:
    path = lock_file.name_beside(plan, "open", "p-ravi")
    path.write_bytes(lock_file.Note.written("t", "another", since, 3).raw)
    with pytest.raises(PlanIsOpen) as told:
        come_to_the_plan(plan)
    assert told.value.code.startswith("session.open-elsewhere")
    session = come_to_the_plan(plan, now=Clock(), over=told.value.found).begin()
    session.leave()
    assert locks(plan) == []


def test_in_a_pipe_the_answer_is_typed_or_nothing_is_held(plan: Path, at: Computer) -> None:
    at("one")
    first = come_to_the_plan(plan, now=Clock()).begin()
    at("two")
    code, said = typed(plan, "Ravi: I like lunch")
    assert (code, said.splitlines()[-3:]) == (3, ["session.open-elsewhere", "take over", "look"])
    assert typed(plan)[0] == 3
    assert unfinished(open_plan(plan)) is None
    code, said = typed(plan, "look")
    assert code == 0
    assert "Outcome 1 in words" in said
    code, said = typed(plan, "look again", "not now")
    assert code == 0
    assert "We cannot tell yet." in said
    code, said = typed(plan, "take over", "go to 4", "Ravi: I like lunch", "leave")
    assert code == 0
    assert "Saved." in said
    at("one")
    first.leave()
    assert locks(plan) == []


def test_a_meeting_that_was_taken_over_says_so_line_by_line(plan: Path, at: Computer) -> None:
    at("one")

    class Typed(io.StringIO):
        def __iter__(self) -> Iterator[str]:  # type: ignore[override]
            for line in iter(self.readline, ""):
                if line.startswith("Ravi: one"):
                    at("two")
                    found = look(plan.parent / locks(plan)[0])
                    come_to_the_plan(plan, over=found)
                    at("one")
                yield line

    out = io.StringIO()
    source = Typed("go to 4\nRavi: one\nend early because tea\nwrite\nwrite\n")
    assert run_review(plan, source=source, target=out, now=Clock()) == 0
    assert out.getvalue().count("Another chair holds this review now") == 1
    assert "is now in" in out.getvalue()


# A chair who was refused


def refused(path: Path, theirs: str = THEIRS) -> Session:
    """Hold a meeting to its end, while somebody else writes a review of the same term."""
    session = held(path, MINE)
    held(path, theirs).write()
    with pytest.raises(Refusal):
        session.write()
    return session


def refusal_of(session: Session) -> Refusal:
    with pytest.raises(Refusal) as refused:
        session.write()
    return refused.value


def test_a_refused_meeting_stays_its_own_term_and_says_whose_review_stands_there(
    either: Path, at: Computer
) -> None:
    at("two")
    session = held(either, MINE)
    at("one")
    held(either, THEIRS).write()
    at("two")
    ways = ways_on(session, refusal_of(session))
    assert ways.options == ("next-period", "copy")
    assert "Somebody else's review of Term 2, held on" in ways.explained()
    session.leave()
    again = come_to_the_plan(either, now=Clock()).carry_on()
    assert again.meeting.minutes.period == 2
    assert "somebody else's review of Term 2" in again.notices[0]
    assert refusal_of(again).code == "review.period-taken"
    again.leave()


@pytest.mark.parametrize("restarted", [False, True])
def test_it_can_be_written_as_the_next_term_knowingly(either: Path, at: Computer, restarted: bool) -> None:
    at("two")
    session = held(either, MINE)
    at("one")
    held(either, THEIRS).write()
    at("two")
    if restarted:
        session.leave()
        session = come_to_the_plan(either, now=Clock()).carry_on()
    ways_on(session, refusal_of(session)).write("next-period", Choices(add=True))
    session.leave()
    opened = open_plan(either)
    assert [review.period for review in opened.plan.reviews] == [1, 2, 3]
    assert MINE in text_of(either)
    assert THEIRS in text_of(either)
    assert unfinished(opened) is None
    assert first_unwritten(opened) is None


def test_with_another_change_it_is_written_beside_theirs(plan: Path, at: Computer) -> None:
    at("two")
    session = held(plan, MINE)
    at("one")
    opened = open_plan(plan)
    child = opened.plan.child.model_copy(update={"class_name": "5B"})
    save_plan(opened, opened.plan.with_child(child))
    at("two")
    ways = ways_on(session, refusal_of(session))
    assert ways.options == ("with-theirs", "copy")
    ways.write("with-theirs", Choices())
    now = open_plan(plan).plan
    assert now.child.class_name == "5B"
    assert became(now.reviews[1])[0] == "done"
    assert MINE in text_of(plan)


@pytest.mark.parametrize("fault", ["taken", "gone", "damaged", "folder-gone"])
@pytest.mark.parametrize("restarted", [False, True])
def test_it_can_always_be_written_to_a_copy(
    either: Path, at: Computer, fault: str, restarted: bool, tmp_path: Path
) -> None:
    at("two")
    session = held(either, MINE)
    at("one")
    if fault == "taken":
        held(either, THEIRS).write()
        at("two")
        if restarted:
            session.leave()
            session = come_to_the_plan(either, now=Clock()).carry_on()
    elif fault == "gone":
        either.unlink()
    elif fault == "damaged":
        either.write_bytes(either.read_bytes()[:300])
    else:
        either.unlink()
        either.parent.rmdir()
    at("two")
    before = either.read_bytes() if either.exists() else None
    assert "copy" in ways_on(session, refusal_of(session)).options
    path = copy_proposed(session) if either.parent.exists() else copy_named(str(tmp_path / "kept"), session)
    closed = write_copy(session, path, Choices())
    assert closed.opened.path == path != either
    assert MINE in text_of(path)
    assert [review.period for review in open_plan(path).plan.reviews] == [1, 2]
    assert (either.read_bytes() if either.exists() else None) == before
    if either.exists() and fault == "taken":
        assert unfinished(open_plan(either)) is None
        assert first_unwritten(open_plan(either)) is None, "it stands in the copy"


def test_a_copy_is_never_put_over_anything(plan: Path) -> None:
    session = refused(plan)
    other = plan.with_name("ravi reviewed.plan.json")
    other.write_text("Somebody's")
    assert copy_proposed(session).name == "ravi reviewed 2.plan.json"
    for name in ("ravi reviewed", "ravi", "ravi.plan.json", "ravi.docx"):
        with pytest.raises(Refusal):
            copy_named(name, session)
    assert other.read_text() == "Somebody's"


def test_with_all_terms_used_up_the_meeting_is_still_its_own_term(tmp_path: Path, at: Computer) -> None:
    plan = new_plan(tmp_path / "ravi.plan.json", a_plan(reviews=2)).path
    at("two")
    session = Session.begin(open_plan(plan), now=Clock())
    session.record(ev.LineSaid(turn="child.hard", speaker=CHILD, text=MINE))
    session.record(ev.MeetingEnded())
    session.leave()
    at("one")
    other = Session.begin(open_plan(plan), now=Clock())
    other.record(ev.MeetingEnded())
    other.write()
    at("two")
    code, said = typed(plan, "write", "write to kept by hand")
    assert code == 0
    assert any("Term 3" in line for line in said.splitlines() if line.startswith("Carried on"))
    assert "Term 1" not in said
    assert "Somebody else's review of Term 3, held on Friday 12 March 2027" in said
    assert (
        "This is a copy. The plan itself has somebody else's review of Term 3, held on Friday 12 March"
        in said
    )
    assert MINE in (tmp_path / "kept by hand.plan.json").read_text(encoding="utf-8")
    assert MINE not in plan.read_text(encoding="utf-8")


def test_what_to_type_is_said_line_by_line(plan: Path, at: Computer) -> None:
    at("two")
    held(plan, MINE).leave()
    at("one")
    held(plan, THEIRS).write()
    at("two")
    code, said = typed(plan, "write", "write as Term 9", "write to ravi", "leave")
    assert code == 0
    assert "Write it as the review of Term 3 instead (“write as Term 3”)" in said
    assert "Write it to a copy, and leave the plan as it is (“copy”)" in said
    assert "Only “write as Term 3” can be chosen here." in said
    assert "That is the plan itself." in said
    code, said = typed(plan, "write", "write as term 3")
    assert code == 0
    assert "Term 3 is now in ravi.plan.json." in said


def test_words_that_begin_with_write_are_what_somebody_said(plan: Path) -> None:
    code, said = typed(plan, "go to 4", "write to the school nurse", "leave")
    assert code == 0
    assert "write to the school nurse" in [
        said.entry.text for said in come_to_the_plan(plan).carry_on().meeting.minutes.said.values()
    ], said


# A review that is not in the plan any more


def put_back(path: Path, *, put_away: bool = False) -> None:
    """Write a review; then a sync client puts the older file back."""
    old = path.read_bytes()
    held(path, MINE).write()
    if put_away:
        assert unfinished(open_plan(path)) is None
    path.write_bytes(old)


def at_the(path: Path) -> AtThePlan:
    return come_to_the_plan(path, now=Clock())


@pytest.mark.parametrize("put_away", [False, True])
def test_a_review_that_was_written_and_is_gone_is_offered_again(either: Path, put_away: bool) -> None:
    put_back(either, put_away=put_away)
    plan = at_the(either)
    assert plan.found is None
    assert plan.unwritten is not None
    assert (plan.unwritten.period, plan.unwritten.day) == (2, date(2027, 3, 12))
    session = plan.write_again()
    assert session.meeting.ended
    session.write()
    session.leave()
    assert MINE in text_of(either)
    assert first_unwritten(open_plan(either)) is None
    assert unfinished(open_plan(either)) is None


def test_what_came_meanwhile_stays_beside_it(plan: Path, at: Computer) -> None:
    old = plan.read_bytes()
    at("two")
    held(plan, MINE).write()
    plan.write_bytes(old)
    at("one")
    held(plan, THEIRS).write()
    at("two")
    code, said = typed(plan, "write again", "write", "write as Term 3")
    assert code == 0, said
    assert "This computer wrote the review of Term 2, held on Friday 12 March 2027" in said
    assert [review.period for review in open_plan(plan).plan.reviews] == [1, 2, 3]
    assert MINE in text_of(plan)
    assert THEIRS in text_of(plan)


def test_cut_off_while_it_is_written_again_it_is_an_unfinished_meeting(either: Path) -> None:
    put_back(either, put_away=True)
    at_the(either).write_again().leave()
    found = at_the(either)
    assert found.found is not None
    assert found.unwritten is None
    found.let_go()


def test_left_out_it_is_not_asked_again(either: Path) -> None:
    put_back(either, put_away=True)
    code, said = typed(either, "next")
    assert (code, said.splitlines()[-3:]) == (3, ["session.unwritten", "write again", "leave it out"])
    assert locks(either) == []
    code, said = typed(either, "leave it out", "leave")
    assert code == 0
    assert "It will not be asked again." in said
    assert "Term 2." in said, "a new meeting of the term"
    assert first_unwritten(open_plan(either)) is None
    assert main(["check", str(either)]) == 0


def test_check_says_it(either: Path, capsys: pytest.CaptureFixture[str]) -> None:
    main(["check", str(either)])
    assert "This computer wrote" not in capsys.readouterr().out
    put_back(either)
    assert main(["check", str(either)]) == 0
    assert "This computer wrote the review of Term 2" in capsys.readouterr().out


def test_a_copy_of_the_plan_elsewhere_and_words_put_right_in_a_document_are_no_loss(tmp_path: Path) -> None:
    plan = new_plan(tmp_path / "ravi.plan.json", a_plan(reviews=1)).path
    copy = tmp_path / "copy.plan.json"
    copy.write_bytes(plan.read_bytes())
    held(plan, MINE).write()
    assert list(unwritten(open_plan(copy))) == []
    document = word_plan(tmp_path / "mina.docx")
    held(document, MINE).write()
    change(document, SECOND_REVIEW, CHILD_WORKING, "Words put right by hand.")
    assert list(unwritten(open_plan(document))) == []


def test_of_the_clock_nothing_depends(plan: Path, at: Computer) -> None:
    at("one")
    years_on = datetime(2099, 1, 1, tzinfo=UTC)
    first = come_to_the_plan(plan, now=lambda: years_on).begin()
    at("two")
    with pytest.raises(PlanIsOpen):
        come_to_the_plan(plan, now=lambda: datetime(1999, 1, 1, tzinfo=UTC))
    first.leave()
