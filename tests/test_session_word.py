"""A meeting of a Word plan: no ids stand in the document, and yet nothing is written twice or elsewhere."""

from __future__ import annotations

from datetime import date, datetime, timedelta, tzinfo
from pathlib import Path
from typing import Self

import pytest

from facilitator.files import journal_shelf, system_calls
from facilitator.files.folders import meetings_folder
from facilitator.files.journal_shelf import find
from facilitator.files.plans import new_plan, open_plan
from facilitator.meeting import events as ev
from facilitator.plan.people import CHILD, EVERYONE
from facilitator.plan.refusal import NeedsDecision, Refusal
from facilitator.script.words_by_key import say
from facilitator.word.writing_choices import TO, Choices
from facilitator.work.session import Session, unfinished
from tests.held_meetings import held
from tests.looking import every_word, held_here
from tests.making import support_answered
from tests.meeting.plans import a_plan
from tests.test_session import Clock
from tests.word.packing import MAIN, changed, parts_of
from tests.word_plans import CHILD_WORKING, SCORE, SECOND_REVIEW, change, word_plan, words_in

WORDS = "The new hall is loud."


class Later(datetime):
    """A clock on which every look is a minute later."""

    looks = 0

    @classmethod
    def now(cls, tz: tzinfo | None = None) -> Self:
        """Return the time now."""
        Later.looks += 1
        return super().now(tz) + timedelta(minutes=Later.looks)


@pytest.fixture
def plan(tmp_path: Path) -> Path:
    return word_plan(tmp_path / "mina.docx")


def begun(path: Path) -> Session:
    """Begin a meeting in which the child says something, for the box of what is not working."""
    session = Session.begin(open_plan(path), now=Clock())
    session.record(ev.DateGiven(turn="setup.date", on=date(2027, 3, 12)))
    session.record(ev.LineSaid(turn="child.hard", speaker=CHILD, text=WORDS))
    return session


def ended(path: Path, *, scored: bool = True) -> Session:
    """Begin a meeting and end it; without a score the document seems only to be prepared for it."""
    return held(path, WORDS, scored=scored)


def cut_off_after_the_save(path: Path, monkeypatch: pytest.MonkeyPatch, *, scored: bool = True) -> None:
    """Write a review, and lose the power before the journal is closed."""
    session = ended(path, scored=scored)
    with monkeypatch.context() as power:
        power.setattr(session.journal, "close", lambda _: session.journal.release())
        session.write()


def journals(folder: Path) -> list[Path]:
    return sorted(folder.glob("*.journal"))


def test_a_review_is_written_into_the_document_and_the_journal_put_away(plan: Path) -> None:
    closed = ended(plan).write()
    assert closed.opened.path == plan
    assert words_in(plan).count(WORDS) == 1
    again = open_plan(plan)
    assert [(review.period, review.date) for review in again.plan.reviews][1] == (2, date(2027, 3, 12))
    assert any("who was there" in line for line in closed.opened.left_out)
    assert len(journals(meetings_folder())) == 1
    assert unfinished(again) is None
    assert journals(meetings_folder()) == [], "the document holds it"
    assert len(journals(meetings_folder() / journal_shelf.DONE)) == 1


def test_how_the_child_takes_part_has_no_place_in_a_document_and_that_is_said(plan: Path) -> None:
    session = Session.begin(open_plan(plan), now=Clock())
    session.record(ev.ChoiceMade(turn="setup.child", option="all"))
    session.record(ev.ChoiceMade(turn="setup.age", option="8-11"))
    assert not session.set_up_not_kept, "these are asked each time"
    session.record(ev.ChoiceMade(turn="setup.takes-part", option="yes"))
    session.record(ev.TextGiven(turn="setup.starts-with", text="A song"))
    assert session.set_up_not_kept
    session.leave()


def test_a_review_that_cannot_be_held_is_refused_before_anything_is_made(tmp_path: Path) -> None:
    path = word_plan(tmp_path / "mina.docx", "undated")
    with pytest.raises(Refusal, match=r"word\.held-without-date"):
        Session.begin(open_plan(path), now=Clock())
    assert journals(meetings_folder()) == []


def test_a_meeting_is_not_carried_on_while_the_document_cannot_take_it(plan: Path) -> None:
    begun(plan).leave()
    word_plan(plan, "undated")
    opened = open_plan(plan)
    found = unfinished(opened)
    assert found is not None
    with pytest.raises(Refusal, match=r"word\.held-without-date"):
        Session.carry_on(opened, found.path, now=Clock())
    word_plan(plan)
    opened = open_plan(plan)
    assert Session.carry_on(opened, found.path, now=Clock()).meeting.minutes.said, "the journal was let go"


def test_what_must_be_decided_leaves_document_and_journal_as_they_were(tmp_path: Path) -> None:
    path = word_plan(tmp_path / "mina.docx", "half", "tracks", "protected")
    before = path.read_bytes()
    session = begun(path)
    session.record(ev.LineSaid(turn="child.going-well", speaker=CHILD, text="I like the garden."))
    session.record(ev.MeetingEnded())
    choices, asked, closed = Choices(), [], None
    while closed is None:
        events = session.journal.path.read_bytes()
        try:
            closed = session.write(choices)
        except NeedsDecision as needs:
            assert path.read_bytes() == before
            assert session.journal.path.read_bytes() == events
            assert session.saved
            asked.append(needs.code)
            choices = choices.answering(needs.options[0])
    assert asked == ["word.is-protected", "word.tracks-changes", "word.half-filled"]
    assert closed.opened.path == path
    text = words_in(path)
    assert text.index("Written in January.") < text.index("I like the garden.")
    assert text.count(WORDS) == 1


def test_a_copy_leaves_the_plan_as_it_is(tmp_path: Path) -> None:
    path = word_plan(tmp_path / "mina.docx", "protected")
    before, copy = path.read_bytes(), tmp_path / "mina reviewed.docx"
    session = ended(path)
    with pytest.raises(NeedsDecision) as needs:
        session.write()
    closed = session.write(Choices().answering(needs.value.options[1], to=copy))
    assert closed.opened.path == copy
    assert path.read_bytes() == before
    assert words_in(copy).count(WORDS) == 1
    assert unfinished(open_plan(path)) is None, "closed, and not offered with the plan either"
    assert unfinished(open_plan(copy)) is None


@pytest.mark.parametrize(("odd", "tracked"), [((), False), (("tracks",), True)])
def test_a_copy_marks_changes_only_where_the_plan_does(
    tmp_path: Path, odd: tuple[str, ...], tracked: bool
) -> None:
    path, copy = word_plan(tmp_path / "mina.docx", *odd), tmp_path / "copy.docx"
    ended(path).write(Choices().answering(f"{TO} COPY.docx", to=copy))
    assert words_in(copy).count(WORDS) == 1
    assert (b"<w:ins " in parts_of(copy.read_bytes())[MAIN]) is tracked


def test_last_years_words_are_not_offered_with_this_years_document(plan: Path, tmp_path: Path) -> None:
    begun(plan).leave()
    this_year = word_plan(tmp_path / "this-year.docx", "half")
    opened = open_plan(this_year)
    assert opened.plan.id != open_plan(plan).plan.id, "the same child, and another plan"
    assert opened.plan.child == open_plan(plan).plan.child
    assert unfinished(opened) is None
    assert unfinished(open_plan(plan)) is not None
    ended(this_year).write()
    assert WORDS not in words_in(plan)


def test_a_document_that_was_moved_or_changed_keeps_its_meeting(plan: Path, tmp_path: Path) -> None:
    begun(plan).leave()
    moved = plan.rename(tmp_path / "moved.docx")
    found = unfinished(open_plan(moved))
    assert found is not None
    session = Session.carry_on(open_plan(moved), found.path, now=Clock())
    assert session.notices == session.opened.notices
    session.leave()
    moved.rename(plan)
    change(plan, SECOND_REVIEW, CHILD_WORKING, "Typed in Word.")
    opened = open_plan(plan)
    found = unfinished(opened)
    assert found is not None
    session = Session.carry_on(opened, found.path, now=Clock())
    assert session.notices == (say("session.changed-since"), *opened.notices)
    session.record(ev.MeetingEnded())
    session.write()
    assert (words_in(plan).count(WORDS), words_in(plan).count("Typed in Word.")) == (1, 1)


def test_a_relative_name_means_the_folder_in_which_the_meeting_began(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for year in ("2026", "2027"):
        (tmp_path / year).mkdir()
    word_plan(tmp_path / "2026" / "mina.docx")
    word_plan(tmp_path / "2027" / "mina.docx", "half")
    monkeypatch.chdir(tmp_path / "2026")
    begun(Path("mina.docx")).leave()
    change(Path("mina.docx"), SECOND_REVIEW, CHILD_WORKING, "Typed in Word.")
    assert unfinished(open_plan(Path("mina.docx"))) is not None
    monkeypatch.chdir(tmp_path / "2027")
    assert unfinished(open_plan(Path("mina.docx"))) is None


@pytest.mark.parametrize("scored", [True, False])
def test_cut_off_between_the_document_and_the_journal_nothing_is_offered_or_written_twice(
    plan: Path, monkeypatch: pytest.MonkeyPatch, scored: bool
) -> None:
    cut_off_after_the_save(plan, monkeypatch, scored=scored)
    written = plan.read_bytes()
    (path,) = journals(meetings_folder())
    assert not find(meetings_folder())[0].closed
    assert unfinished(open_plan(plan)) is None
    assert plan.read_bytes() == written
    assert not path.exists()
    (kept,) = find(meetings_folder() / journal_shelf.DONE)
    assert kept.outcome == "saved"


def test_the_same_when_somebody_typed_more_into_the_document(
    plan: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    cut_off_after_the_save(plan, monkeypatch)
    change(plan, SECOND_REVIEW, CHILD_WORKING, "And the swings.")
    assert unfinished(open_plan(plan)) is None


def test_a_meeting_whose_words_do_not_stand_in_the_document_is_offered(
    plan: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The same term and the same day, but typed in by hand: what was said in the meeting is nowhere else."""
    before = plan.read_bytes()
    cut_off_after_the_save(plan, monkeypatch)
    plan.write_bytes(before)
    found = unfinished(open_plan(plan))
    assert found is not None
    Session.carry_on(open_plan(plan), found.path, now=Clock()).write()
    assert words_in(plan).count(WORDS) == 1
    plan.write_bytes(before)
    assert unfinished(open_plan(plan)) is None, "closed: it was written, and somebody put the old file back"


def test_by_hand_the_same_day_is_not_the_same_review(plan: Path) -> None:
    session = ended(plan)
    change(plan, SECOND_REVIEW, (0, 1), f"{session.meeting.minutes.review_date:%d/%m/%Y}")
    change(plan, SECOND_REVIEW, CHILD_WORKING, "Typed by hand.")
    change(plan, SECOND_REVIEW, SCORE, "4")
    session.leave()
    opened = open_plan(plan)
    assert [review.period for review in opened.plan.reviews] == [1, 2]
    assert unfinished(opened) is not None


def test_what_has_no_place_in_the_form_does_not_count_as_written(tmp_path: Path) -> None:
    """Neither what was said nor the date has a box: nothing in the document speaks against it."""
    path = new_plan(tmp_path / "new.docx", a_plan()).path
    path.write_bytes(changed(path.read_bytes(), (MAIN, b"Date:", b"Room:")))
    session = Session.begin(open_plan(path), now=Clock())
    session.record(ev.NoteParked(speaker=CHILD, text="The bus."))
    session.record(ev.MeetingEnded())
    session.leave()
    assert unfinished(open_plan(path)) is not None


def test_two_reviews_cut_off_one_after_the_other_are_both_known(
    plan: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for term in (2, 3):
        cut_off_after_the_save(plan, monkeypatch)
        assert [review.period for review in open_plan(plan).plan.reviews] == list(range(1, term + 1))
    assert len(journals(meetings_folder())) == 2
    assert unfinished(open_plan(plan)) is None
    assert journals(meetings_folder()) == []


@pytest.mark.parametrize("tracked", [False, True])
def test_trying_again_after_a_doubtful_save_writes_nothing_twice(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, tracked: bool
) -> None:
    path = word_plan(tmp_path / "mina.docx", "tracks")
    session = ended(path)
    monkeypatch.setattr("facilitator.word.filled_document.datetime", Later)
    _refused_as_unsure(session, Choices(tracked=tracked), tmp_path, monkeypatch)
    written = path.read_bytes()
    session.write(Choices(tracked=tracked))
    assert path.read_bytes() == written
    assert words_in(path).count(WORDS) == 1


def test_a_doubtful_copy_can_be_tried_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path, copy = word_plan(tmp_path / "mina.docx", "tracks"), tmp_path / "copy.docx"
    session, choices = ended(path), Choices(tracked=True, to=copy)
    _refused_as_unsure(session, choices, tmp_path, monkeypatch)
    assert session.write(choices).opened.path == copy
    assert words_in(copy).count(WORDS) == 1


def _refused_as_unsure(
    session: Session, choices: Choices, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    real = system_calls.sync_folder

    def broken(at: Path) -> None:
        if at == folder:
            raise OSError(5, "Input/output error")
        real(at)

    with monkeypatch.context() as fault:
        fault.setattr(system_calls, "sync_folder", broken)
        with pytest.raises(Refusal, match="unsure"):
            session.write(choices)


def test_after_a_doubtful_save_the_next_run_knows_it_is_written(
    plan: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    session = ended(plan)
    _refused_as_unsure(session, Choices(), tmp_path, monkeypatch)
    session.leave()
    assert unfinished(open_plan(plan)) is None
    assert words_in(plan).count(WORDS) == 1


def test_only_those_whom_the_form_names_are_there_to_start_from(plan: Path) -> None:
    opened = open_plan(plan)
    before = opened.plan.reviews[0].people
    assert {"Parents", "School"} < {person.name for person in before}
    session = Session.begin(opened, now=Clock())
    people = session.meeting.minutes.people.values()
    assert [person.name for person in people] == [opened.plan.child.called, "Ms Okafor-Lind"]


def test_a_meeting_that_was_put_aside_stays_so(plan: Path) -> None:
    session = begun(plan)
    session.journal.close("put aside")
    assert unfinished(open_plan(plan)) is None
    assert len(journals(meetings_folder())) == 1


def test_a_review_that_was_taken_out_of_the_document_is_passed_over(tmp_path: Path) -> None:
    path = word_plan(tmp_path / "mina.docx", "gone")
    session = begun(path)
    assert session.meeting.minutes.period == 3
    session.record(ev.MeetingEnded(early=True, because="No time"))
    closed = session.write()
    assert closed.review.period == 3
    assert WORDS in words_in(path)


def test_lines_that_are_struck_through_are_told_of(tmp_path: Path) -> None:
    told, *_ = open_plan(word_plan(tmp_path / "mina.docx", "struck")).notices
    assert "struck through" in told
    assert "What is happening in education" in told


@pytest.mark.parametrize("decision", ["amend", "achieved", "remove"])
def test_a_review_that_ends_an_outcome_is_known_again_with_all_that_was_said(
    plan: Path, decision: str
) -> None:
    session = begun(plan)
    session.record(ev.LineSaid(turn="child.matters", speaker=CHILD, text="My cat."))
    for answer in support_answered(session.opened.plan, "o1"):
        session.record(answer)
    session.record(ev.ScoreShown(turn="goal.show", item="o1", person=CHILD, number=4))
    session.record(ev.ScoreSettled(turn="goal.score", item="o1", number=4))
    session.record(ev.ChoiceMade(turn="decide.outcome", item="o1", option=decision))
    if decision == "amend":
        session.record(ev.LineSaid(turn="decide.new-words", item="o1", speaker=EVERYONE, text="A new one."))
    session.record(ev.MeetingEnded(early=True, because="Tea."))
    session.write(Choices(add=True))
    ((_, review),) = held_here(open_plan(plan))
    assert "My cat." in [said.text for said in every_word(review)]
    assert review.chosen("decision", "o1") == decision


PRACTITIONERS = (4, 1)


@pytest.mark.parametrize("words", ["Apologies from Ms Okafor-Lind", "Ms Okafor-Lind could not attend."])
def test_whose_apologies_stand_in_the_next_review_is_not_here(plan: Path, words: str) -> None:
    def here() -> dict[str, bool]:
        session = Session.begin(open_plan(plan), now=Clock())
        session.leave()
        session.journal.path.unlink()
        return {one.name: not one.apologies for one in session.meeting.minutes.people.values()}

    assert all(here().values()), "who came last time"
    change(plan, SECOND_REVIEW, PRACTITIONERS, words)
    assert [name for name, is_here in here().items() if not is_here] == ["Ms Okafor-Lind"]
