"""The record of a Word plan's review is found again, whatever became of names, words and files since."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path

import docx
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from lxml import etree

from facilitator.files import journal_shelf, written_reviews
from facilitator.files.folders import meetings_folder
from facilitator.files.journal import Journal
from facilitator.files.open_plan import OpenPlan
from facilitator.files.plans import open_plan
from facilitator.files.records import is_of, recorded, stands_in
from facilitator.meeting import events as ev
from facilitator.meeting.event_json import to_json
from facilitator.plan.people import CHILD, EVERYONE
from facilitator.script.loading import load_script
from facilitator.word.writing_choices import Choices
from facilitator.work.session import Closed, Session, unfinished
from tests.looking import every_word, held_here, written_elsewhere
from tests.making import support_answered
from tests.summary.rendering import letter_aloud
from tests.test_session import Clock
from tests.test_session_word import begun, cut_off_after_the_save, ended
from tests.word.packing import MAIN, pack, parts_of
from tests.word.programs import by_soffice, needs_soffice
from tests.word_plans import CHILD as MINA
from tests.word_plans import CHILD_WORKING, SCORE, SECOND_REVIEW, W, change, word_plan, words_in

pytestmark = pytest.mark.sampled(2)

LOUD = "The new hall is loud when all of the classes are in it."
BLUE = "I picked blue on my own and then I went back in."
HELP = "A quiet table near the door."
RED = "The red cards need more time at home than we thought."


@pytest.fixture
def plan(tmp_path: Path) -> Path:
    return word_plan(tmp_path / "mina.docx")


# What a meeting may have changed


def plain(session: Session) -> None:
    """Nothing is changed."""


def known_as(session: Session) -> None:
    session.record(ev.ChoiceMade(turn="setup.child", option="all"))
    session.record(ev.ChoiceMade(turn="setup.takes-part", option="yes"))
    session.record(ev.TextGiven(turn="setup.known-as", text="Mina"))
    session.record(ev.TextGiven(turn="setup.communication", text="I point."))


def known_by_another(session: Session) -> None:
    known_as(session)
    session.record(ev.TextGiven(turn="setup.known-as", text="Minnie-Mouse O’Neil: me"))


def renamed_people(session: Session) -> None:
    for person in list(session.meeting.minutes.people.values()):
        if person.id != CHILD:
            session.record(ev.PersonChanged(person=person.id, name="Ms Lind", role="speech therapist"))


def child_renamed(session: Session) -> None:
    session.record(ev.PersonChanged(person=CHILD, name="Mimi"))


def other_role(session: Session) -> None:
    for person in list(session.meeting.minutes.people.values()):
        if person.id != CHILD:
            session.record(ev.PersonChanged(person=person.id, perspective="school", role="TA"))


def amended(session: Session) -> None:
    for answer in support_answered(session.opened.plan, "o2"):
        session.record(answer)
    session.record(ev.ChoiceMade(turn="decide.outcome", item="o2", option="amend"))
    session.record(ev.LineSaid(turn="decide.new-words", item="o2", speaker=EVERYONE, text="A new aim."))


IN_THE_MEETING = [plain, known_as, known_by_another, renamed_people, child_renamed, other_role, amended]


def parent(session: Session, name: str) -> str:
    """Return the id of a parent, who is put on the list where last time they were not."""
    people = session.meeting.minutes.people
    if name not in [one.name for one in people.values()]:
        session.record(ev.PersonAdded(name=name, perspective="parent"))
    return next(one.id for one in session.meeting.minutes.people.values() if one.name == name)


def held(path: Path, in_the_meeting: Callable[[Session], None], *, loud: str = LOUD) -> Closed:
    """Hold and write a review in which the child, Mum and the room say something."""
    session = Session.begin(open_plan(path), now=Clock())
    in_the_meeting(session)
    session.record(ev.DateGiven(turn="setup.date", on=date(2027, 3, 12)))
    mum = parent(session, "Mum")
    session.record(ev.LineSaid(turn="child.hard", speaker=CHILD, text=loud))
    session.record(ev.LineSaid(turn="child.would-help", speaker=CHILD, text=HELP))
    session.record(ev.LineSaid(turn="child.matters", speaker=CHILD, text="My cat."))
    session.record(ev.LineSaid(turn="home.not-working", speaker=mum, text=RED))
    for answer in support_answered(session.opened.plan, "o1"):
        session.record(answer)
    session.record(ev.LineSaid(turn="goal.achieved", item="o1", speaker=CHILD, text=BLUE))
    session.record(ev.ScoreShown(turn="goal.show", item="o1", person=CHILD, number=4))
    session.record(ev.ScoreSettled(turn="goal.score", item="o1", number=4))
    session.record(ev.DateGiven(turn="decide.next-date", on=date(2027, 6, 11)))
    session.record(ev.MeetingEnded(early=True, because="Tea."))
    return session.write(Choices(add=True))


# What may become of the document


def as_it_is(path: Path) -> Path:
    return path


def renamed(path: Path) -> Path:
    return path.rename(path.with_name("Term 2, final (1).docx"))


def moved(path: Path) -> Path:
    folder = path.parent / "Year 5"
    folder.mkdir()
    return path.rename(folder / "support plan.docx")


def copied(path: Path) -> Path:
    return Path(shutil.copy(path, path.with_name("copy.docx")))


def saved_again(path: Path) -> Path:
    """Other bytes, the same words: as after Save in a word processor."""
    docx.Document(str(path)).save(str(path))
    return path


def saved_again_and_moved(path: Path) -> Path:
    return moved(saved_again(path))


def saved_again_in_a_copy(path: Path) -> Path:
    return saved_again(copied(path))


def put_right(path: Path, *pairs: tuple[str, str]) -> Path:
    """Replace words of single runs."""
    parts = parts_of(path.read_bytes())
    root = etree.fromstring(parts[MAIN])
    for old, new in pairs:
        there = [one for one in root.iter(f"{W}t") if old in (one.text or "")]
        assert there, old
        for one in there:
            one.text = (one.text or "").replace(old, new)
    parts[MAIN] = etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)
    path.write_bytes(pack(parts))
    return path


def replace_box(path: Path, table: int, box: tuple[int, int], words: str) -> None:
    """Put words in the place of those in a table's box."""
    parts = parts_of(path.read_bytes())
    root = etree.fromstring(parts[MAIN])
    row, column = box
    cell = list(list(root.iter(f"{W}tbl"))[table].iter(f"{W}tr"))[row].findall(f"{W}tc")[column]
    first, *others = list(cell.iter(f"{W}t"))
    first.text = words
    for other in others:
        other.text = ""
    parts[MAIN] = etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)
    path.write_bytes(pack(parts))


def a_slip_put_right(path: Path) -> Path:
    return put_right(path, (" all of the ", " al of the "), ("went back in", "went in"))


def a_slip_put_right_and_moved(path: Path) -> Path:
    return moved(a_slip_put_right(path))


def the_date_put_right(path: Path) -> Path:
    return put_right(path, ("12/03/2027", "11/03/2027"))


def the_name_put_right(path: Path) -> Path:
    return put_right(path, (MINA, "Mina Farrow-Adeyemo"))


def the_name_put_right_and_renamed(path: Path) -> Path:
    return renamed(the_name_put_right(path))


def words_added(path: Path) -> Path:
    change(path, SECOND_REVIEW, CHILD_WORKING, "And the swings.")
    return path


def the_next_review_held(path: Path) -> Path:
    return held(path, plain, loud="Now the stairs are loud too, and the bell is.").opened.path


def the_next_review_held_and_moved(path: Path) -> Path:
    return moved(the_next_review_held(path))


def a_line_taken_out(path: Path) -> Path:
    return put_right(path, (RED, ""))


AFTERWARDS = [
    as_it_is,
    renamed,
    moved,
    copied,
    saved_again,
    saved_again_and_moved,
    saved_again_in_a_copy,
    a_slip_put_right,
    a_slip_put_right_and_moved,
    the_date_put_right,
    the_name_put_right,
    the_name_put_right_and_renamed,
    words_added,
    the_next_review_held,
    the_next_review_held_and_moved,
    a_line_taken_out,
]


def said_in(opened: OpenPlan, period: int = 2) -> list[str]:
    """Return what was said in the review of a period, as its record knows it, if there is one."""
    return [
        said.text for _, review in held_here(opened) if review.period == period for said in every_word(review)
    ]


def letter(opened: OpenPlan, period: int = 2) -> list[str]:
    script = load_script(opened.plan.format)
    ((plan, review),) = [one for one in held_here(opened) if one[1].period == period]
    return letter_aloud(plan, review, script)


@pytest.mark.parametrize("in_the_meeting", IN_THE_MEETING, ids=lambda one: one.__name__)
@pytest.mark.parametrize("put_away", [False, True])
def test_whatever_was_changed_in_the_meeting(
    plan: Path, in_the_meeting: Callable[[Session], None], put_away: bool
) -> None:
    closed = held(plan, in_the_meeting)
    aloud = letter_aloud(closed.opened.plan, closed.review, load_script(closed.opened.plan.format))
    if put_away:
        assert unfinished(open_plan(plan)) is None
        assert not list(meetings_folder().glob("*.*"))
    again = open_plan(plan)
    assert letter(again) == aloud, "the letter that was read aloud"
    for words in (LOUD, HELP, "My cat.", BLUE, RED):
        assert words in said_in(again)


@pytest.mark.parametrize("in_the_meeting", IN_THE_MEETING, ids=lambda one: one.__name__)
def test_whatever_was_changed_in_a_meeting_of_which_only_the_journal_is_left(
    plan: Path, in_the_meeting: Callable[[Session], None]
) -> None:
    """As an earlier version left it, and a full disk."""
    closed = held(plan, in_the_meeting)
    for path in written_reviews.kept_in(meetings_folder()):
        path.unlink()
    again = open_plan(plan)
    assert said_in(again) == [said.text for said in every_word(closed.review)]
    assert unfinished(again) is None
    assert said_in(open_plan(plan))


@pytest.mark.parametrize(
    "in_the_meeting",
    [pytest.param(plain, marks=pytest.mark.thorough), known_as],
    ids=lambda one: one.__name__,
)
@pytest.mark.parametrize("afterwards", AFTERWARDS, ids=lambda one: one.__name__)
def test_whatever_becomes_of_the_document(
    plan: Path, in_the_meeting: Callable[[Session], None], afterwards: Callable[[Path], Path]
) -> None:
    closed = held(plan, in_the_meeting)
    opened = open_plan(afterwards(plan))
    assert said_in(opened) == [said.text for said in every_word(closed.review)]
    assert unfinished(opened) is None
    called = closed.opened.plan.child.called
    new = "Mina Farrow-Adeyemo" if "name_put_right" in afterwards.__name__ and called == MINA else called
    assert new in letter(opened)[0]


@needs_soffice
def test_saved_again_by_libreoffice(plan: Path, tmp_path: Path) -> None:
    held(plan, known_as)
    (tmp_path / "again").mkdir()
    again = by_soffice("docx", [plan], tmp_path / "again")["mina"]
    shutil.copy(again, plan)
    assert LOUD in said_in(open_plan(plan))
    plan.unlink()
    assert LOUD in said_in(open_plan(again)), "moved as well"


def scores_alone(path: Path) -> Closed:
    session = Session.begin(open_plan(path), now=Clock())
    session.record(ev.DateGiven(turn="setup.date", on=date(2027, 3, 12)))
    for outcome in ("o1", "o2"):
        for answer in support_answered(session.opened.plan, outcome):
            session.record(answer)
        session.record(ev.ScoreShown(turn="goal.show", item=outcome, person=CHILD, number=4))
        session.record(ev.ScoreSettled(turn="goal.score", item=outcome, number=4))
    session.record(ev.MeetingEnded(early=True, because="Tea."))
    return session.write()


def test_a_review_of_scores_alone_is_known_though_one_was_put_right(plan: Path) -> None:
    old = plan.read_bytes()
    scores_alone(plan)
    replace_box(plan, SECOND_REVIEW, SCORE, "3")
    assert [record.changed for record in recorded(open_plan(plan))] == [True]
    assert unfinished(open_plan(plan)) is None
    plan.write_bytes(old)
    change(plan, SECOND_REVIEW, (0, 1), "12/03/2027")
    assert recorded(open_plan(plan)) == [], "the old file put back, and prepared for the day"


def test_it_is_told_whether_the_words_were_put_right_since(plan: Path) -> None:
    held(plan, plain)
    assert [record.changed for record in recorded(open_plan(plan))] == [False]
    assert [record.changed for record in recorded(open_plan(saved_again(plan)))] == [False]
    assert [record.changed for record in recorded(open_plan(a_slip_put_right(plan)))] == [True]


def test_a_review_in_a_copy_is_of_the_copy(tmp_path: Path) -> None:
    path, copy = word_plan(tmp_path / "mina.docx", "protected"), tmp_path / "reviewed.docx"
    ended(path).write(Choices(to=copy))
    (found,) = _journals()
    assert written_elsewhere(found)
    assert stands_in(found, open_plan(copy))
    assert is_of(found, open_plan(copy))
    assert not stands_in(found, open_plan(path))
    assert held_here(open_plan(path)) == []


def test_an_old_file_put_back_does_not_have_the_review(plan: Path) -> None:
    old = plan.read_bytes()
    held(plan, known_as)
    (found,) = _journals()
    assert stands_in(found, open_plan(plan))
    plan.write_bytes(old)
    assert not stands_in(found, open_plan(plan))
    assert not written_elsewhere(found)
    change(plan, SECOND_REVIEW, CHILD_WORKING, "Typed by somebody else.")
    assert not stands_in(found, open_plan(plan))


# Never another child's


@pytest.mark.parametrize(
    "afterwards",
    [
        as_it_is,
        *(pytest.param(one, marks=pytest.mark.thorough) for one in AFTERWARDS[1:]),
        saved_again_and_moved,
    ],
    ids=lambda one: one.__name__,
)
def test_two_children_of_the_same_name_never_get_each_others(
    tmp_path: Path, afterwards: Callable[[Path], Path]
) -> None:
    """Even their documents are alike but for what was said."""
    paths = []
    for name in ("one", "two"):
        (tmp_path / name).mkdir()
        paths.append(word_plan(tmp_path / name / "mina.docx"))
        held(paths[-1], known_as, loud=f"{name.title()} says that all of the playground is wet.")
    for name, path in zip(("One", "Two"), paths, strict=True):
        said = said_in(open_plan(afterwards(path)))
        assert [text.split()[0] for text in said if "playground" in text] == [name]


@pytest.mark.parametrize("afterwards", [as_it_is, saved_again, words_added], ids=lambda one: one.__name__)
def test_a_document_without_the_review_gets_no_record(
    plan: Path, tmp_path: Path, afterwards: Callable[[Path], Path]
) -> None:
    (tmp_path / "other").mkdir()
    other = word_plan(tmp_path / "other" / "mina.docx")
    held(plan, known_as)
    assert said_in(open_plan(afterwards(other))) == []
    plan.unlink()
    other.rename(plan)
    assert said_in(open_plan(plan)) == [], "put where the other was"


def born(opened: OpenPlan, day: date) -> OpenPlan:
    """Return a document as if this date of birth stood in it."""
    child = opened.plan.child.model_copy(update={"date_of_birth": day})
    return replace(opened, plan=opened.plan.with_child(child))


def test_another_date_of_birth_is_another_child_whatever_else_is_the_same(plan: Path) -> None:
    held(plan, plain)
    (path,) = written_reviews.kept_in(meetings_folder())
    one = written_reviews.kept_at(path)
    assert one is not None
    child = one.plan.child.model_copy(update={"date_of_birth": date(2018, 11, 23)})
    written_reviews.keep(path, one._replace(plan=one.plan.with_child(child)))
    opened = open_plan(saved_again_and_moved(plan))
    assert LOUD in said_in(born(opened, date(2018, 11, 23)))
    assert said_in(born(opened, date(2018, 11, 24))) == []


def test_few_words_make_no_other_file_the_same(tmp_path: Path) -> None:
    """The same day, the same score, the same short words: and yet another child's."""
    one, two = word_plan(tmp_path / "one.docx"), tmp_path / "two.docx"
    ended(one).write()
    shutil.copy(one, two)
    change(two, SECOND_REVIEW, CHILD_WORKING, "More.")
    assert len(held_here(open_plan(one))) == 1
    assert held_here(open_plan(two)) == []


# Held, though it ended early


def held_early(path: Path) -> Closed:
    """Hold a review in which there was time for three lines."""
    session = Session.begin(open_plan(path), now=Clock())
    session.record(ev.DateGiven(turn="setup.date", on=date(2027, 3, 12)))
    dad = parent(session, "Dad")
    session.record(ev.LineSaid(turn="child.going-well", speaker=CHILD, text="I go on the tablet with Dad."))
    for text in ("She reads to me.", "Mornings are better."):
        session.record(ev.LineSaid(turn="home.working", speaker=dad, text=text))
    session.record(ev.MeetingEnded(early=True, because="Fire bell."))
    return session.write(Choices(add=True))


def test_a_review_that_ended_early_is_held_with_what_was_said(plan: Path) -> None:
    closed = held_early(plan)
    assert closed.opened.next_period == 3, "on the last page"
    again = open_plan(plan)
    assert [(one.period, one.date) for one in again.plan.reviews][1:] == [(2, date(2027, 3, 12))]
    assert [said.text for said in every_word(again.plan.reviews[1])] == [
        "I go on the tablet with Dad.",
        "She reads to me.",
        "Mornings are better.",
    ]
    assert again.next_period == 3
    assert again.word is not None
    assert not [problem for problem in again.word.problems if problem.code == "word.not-held"]
    assert "Term 2" not in " ".join(again.notices)
    assert held_early(plan).review.period == 3
    assert [one.period for one in open_plan(plan).plan.reviews] == [1, 2, 3]


@pytest.mark.parametrize("afterwards", [saved_again, renamed, the_date_put_right, the_name_put_right])
def test_it_stays_held_whatever_becomes_of_the_document(
    plan: Path, afterwards: Callable[[Path], Path]
) -> None:
    held_early(plan)
    assert [one.period for one in open_plan(afterwards(plan)).plan.reviews] == [1, 2]


def test_what_was_prepared_before_the_meeting_was_not_held(plan: Path, tmp_path: Path) -> None:
    early = held_early(word_plan(tmp_path / "early.docx")).opened.path
    put_into = ((0, 1), CHILD_WORKING)
    for box, words in zip(put_into, ("12/03/2027", "Sent in: I like the swings."), strict=True):
        change(plan, SECOND_REVIEW, box, words)
    opened = open_plan(plan)
    assert [one.period for one in opened.plan.reviews] == [1]
    assert opened.next_period == 2
    assert any("Term 2" in notice for notice in opened.notices)
    assert [one.period for one in open_plan(early).plan.reviews] == [1, 2], "the other one was"


def test_prepared_and_then_a_meeting_that_was_not_written(plan: Path) -> None:
    change(plan, SECOND_REVIEW, (0, 1), "12/03/2027")
    change(plan, SECOND_REVIEW, CHILD_WORKING, "Sent in.")
    begun(plan).leave()
    opened = open_plan(plan)
    assert [one.period for one in opened.plan.reviews] == [1]
    assert unfinished(opened) is not None


def test_without_records_a_plan_is_opened_all_the_same(
    plan: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    held_early(plan)
    (tmp_path / "file").write_bytes(b"")
    monkeypatch.setenv("FACILITATOR_DATA", str(tmp_path / "file" / "data"))
    assert [one.period for one in open_plan(plan).plan.reviews] == [1]


# Written once


@pytest.mark.parametrize("with_what_was_kept", [True, False])
def test_cut_off_before_the_record_was_closed_it_is_written_once(
    plan: Path, monkeypatch: pytest.MonkeyPatch, with_what_was_kept: bool
) -> None:
    cut_off_after_the_save(plan, monkeypatch)
    for path in [] if with_what_was_kept else written_reviews.kept_in(meetings_folder()):
        path.unlink()
    opened = open_plan(plan)
    assert unfinished(opened) is None
    assert words_in(plan).count("The new hall is loud.") == 1


def test_what_was_about_to_be_written_and_was_not_is_offered(
    plan: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    session = ended(plan)

    def power_cut(*_: object, **__: object) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as power:
        power.setattr("facilitator.work.session.save_plan", power_cut)
        with pytest.raises(KeyboardInterrupt):
            session.write()
    session.leave()
    opened = open_plan(plan)
    found = unfinished(opened)
    assert found is not None
    assert not stands_in(found, opened)
    Session.carry_on(opened, found.path, now=Clock()).write()
    assert words_in(plan).count("The new hall is loud.") == 1
    assert unfinished(open_plan(plan)) is None


def test_what_was_said_after_a_doubtful_save_is_offered(plan: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The document has the review as it was; the meeting went on, and then the power went."""
    cut_off_after_the_save(plan, monkeypatch)
    (found,) = _journals()
    assert stands_in(found, open_plan(plan))
    more: list[ev.Event] = [
        ev.Resumed(),
        ev.Undone(),
        ev.LineSaid(turn="child.would-help", speaker=CHILD, text=HELP),
        ev.MeetingEnded(early=True, because="Tea."),
    ]
    with Journal.resume(found.path) as again:
        for number, event in enumerate(more, found.events + 1):
            again.append(to_json(event.model_copy(update={"n": number, "at": Clock()()})))
    opened = open_plan(plan)
    (found,) = _journals()
    assert not stands_in(found, opened)
    assert unfinished(opened) == found


@pytest.mark.parametrize("seen", [True, False])
def test_put_right_before_the_next_start_it_is_not_offered(
    plan: Path, monkeypatch: pytest.MonkeyPatch, seen: bool
) -> None:
    """The power went between document and record, and somebody typed in Word before the next start."""
    with monkeypatch.context() as power:
        power.setattr("facilitator.work.session.Journal.close", lambda journal, _: journal.release())
        held(plan, known_as)
    (path,) = written_reviews.kept_in(meetings_folder())
    whole = written_reviews.kept_at(path)
    assert whole is not None
    written_reviews.keep(path, whole._replace(after=whole.after if seen else None))
    a_slip_put_right(plan)
    assert unfinished(open_plan(plan)) is None
    assert [one.period for one in open_plan(plan).plan.reviews] == [1, 2]


def test_a_full_disk_takes_no_record_and_the_plan_is_written(
    plan: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(written_reviews, "keep", full)
    ended(plan).write()
    assert written_reviews.kept_in(meetings_folder()) == []
    assert unfinished(open_plan(plan)) is None
    assert len(held_here(open_plan(plan))) == 1


# What is kept


def test_what_is_kept_comes_back_or_is_nothing(plan: Path) -> None:
    held(plan, known_as)
    (path,) = written_reviews.kept_in(meetings_folder())
    whole, data = written_reviews.kept_at(path), path.read_bytes()
    assert whole is not None
    assert path.stat().st_mode & 0o777 == 0o600
    for place in range(0, len(data), 97):
        path.write_bytes(data[:place] + bytes([data[place] ^ 1]) + data[place + 1 :])
        damaged = written_reviews.kept_at(path)
        assert damaged is None or damaged.plan == whole.plan, place
        path.write_bytes(data[:place])
        assert written_reviews.kept_at(path) is None
    path.write_bytes(data)
    assert written_reviews.kept_at(path) == whole


def test_another_version_may_write_a_review_in_other_words(plan: Path) -> None:
    """What was written is what counts: here the people have other names by now."""
    held(plan, known_as)
    (path,) = written_reviews.kept_in(meetings_folder())
    one = written_reviews.kept_at(path)
    assert one is not None
    people = [person.model_copy(update={"name": f"{person.name} Grey"}) for person in one.review.people]
    review = one.review.model_copy(update={"people": people})
    reviews = [review if each.id == review.id else each for each in one.plan.reviews]
    written_reviews.keep(path, one._replace(plan=one.plan.model_copy(update={"reviews": reviews})))
    (record,) = recorded(open_plan(saved_again(plan)))
    assert not record.changed


def test_it_is_forgotten_with_its_meeting(plan: Path) -> None:
    held(plan, plain)
    assert unfinished(open_plan(plan)) is None
    done = meetings_folder() / journal_shelf.DONE
    (found,) = journal_shelf.find(done)
    assert written_reviews.beside(found.path).exists()
    for number in range(journal_shelf.KEPT):
        (done / f"{found.path.name[:12]}-{number:016x}-01.journal").write_bytes(b"")
    journal_shelf._prune(done, f"{found.path.name[:12]}-{0:016x}")
    assert written_reviews.kept_in(done) == []


WORDS = st.lists(
    st.text(st.characters(codec="utf-8", exclude_categories=("C", "Z", "M")), min_size=1, max_size=9),
    min_size=6,
    max_size=14,
).map(" ".join)


@settings(max_examples=8, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(name=st.from_regex(r"[A-Z][a-z]{1,9}( [A-Z][a-z-]{1,9})?", fullmatch=True), loud=WORDS, how=st.data())
def test_whatever_the_child_is_called_and_says(
    tmp_path_factory: pytest.TempPathFactory, name: str, loud: str, how: st.DataObject
) -> None:
    path = word_plan(tmp_path_factory.mktemp("plans") / "mina.docx")

    def called(session: Session) -> None:
        known_as(session)
        session.record(ev.TextGiven(turn="setup.known-as", text=name))

    closed = held(path, called, loud=loud)
    aloud = letter_aloud(closed.opened.plan, closed.review, load_script(closed.opened.plan.format))
    afterwards = how.draw(st.sampled_from([as_it_is, renamed, copied, saved_again, saved_again_and_moved]))
    assert letter(open_plan(afterwards(path))) == aloud


def _journals() -> list[journal_shelf.JournalFile]:
    return journal_shelf.find(meetings_folder())
