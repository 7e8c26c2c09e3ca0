"""What a chair may type beside an answer, and what happens when something goes wrong."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest

from facilitator.dialogue.command_shapes import commands_in, understood
from facilitator.files.journal import JournalBroken
from facilitator.files.plans import open_plan
from facilitator.plain.typed_commands import commands
from facilitator.plan.refusal import Refusal
from facilitator.script.prompts_folder import find_prompts
from facilitator.script.words_by_key import say
from facilitator.work.papers_of_plan import PapersOfPlan
from facilitator.work.session import Session
from tests.looking import parked, views
from tests.plain import talk

SET_UP = "today\nnext\nall\nno\n60\nno\n"
END = "end early because of tea\nwrite\n"


@pytest.fixture
def plan(tmp_path: Path) -> Path:
    """The demo's plan."""
    return talk.demo(tmp_path)


def _said(plan: Path, typed: str) -> str:
    code, said = talk.hold(plan, SET_UP + typed)
    assert code in (0, 3)
    return said


def _texts(plan: Path) -> list[tuple[str, str]]:
    review = talk.last_review(plan)
    names = {person.id: person.name for person in review.people} | {"everyone": "everyone"}
    return [(names[said.by], said.text) for said in views(review)]


@pytest.mark.parametrize("command", commands())
def test_every_command_has_its_shapes_and_its_help(command: str) -> None:
    assert say(f"plain.help-{command}")
    fields = {
        "number": 3,
        "name": "Mum",
        **dict.fromkeys(["words", "because", "day", "how", "folder", "file"], "x"),
    }
    for shape in say(f"plain.type.{command}", **fields).split("|"):
        assert understood(shape.strip(), command) is not None
        assert next(commands_in(shape.strip().upper(), commands()))[0] == command


def test_a_shape_is_the_whole_line_or_it_is_what_somebody_said(plan: Path) -> None:
    lines = [
        "nexta",
        "next to the window",
        "She left early",
        "undo it",
        "go on then",
        "who knows",
        "settle down",
    ]
    _said(plan, "".join(f"orla: {line}\n{line}\n" for line in lines) + END)
    assert _texts(plan) == [("Orla", line) for line in lines for _ in range(2)]


def test_a_word_that_somebody_said_is_kept_behind_their_name(plan: Path) -> None:
    _said(plan, "Orla: next\nMum: undo\n" + END)
    assert _texts(plan) == [("Orla", "next"), ("Mum", "undo")]


def test_go_to_nowhere_is_said_and_the_same_again_is_kept_as_words(plan: Path) -> None:
    said = _said(plan, "go to the park\ngo to the park\n" + END)
    assert say("plain.no-such-part", name="the park") in said
    assert say("plain.not-recorded-list", count=1) not in said
    assert _texts(plan) == [("Orla", "go to the park")]


def test_a_name_after_who_said_that_completes_the_line(plan: Path) -> None:
    said = _said(plan, "go to school\nIt is loud.\nMr Lindqvist\n" + END)
    assert say("typed.who-said") in said
    assert _texts(plan) == [("Mr Lindqvist", "It is loud.")]
    assert say("plain.not-recorded-list.one") not in said


def test_what_is_added_to_views_that_were_sent_in_is_not_put_under_who_sent_them(plan: Path) -> None:
    typed = "today\nnext\nall\nno\n60\nyes\nMs Petrova: She starts at the start.\nnext\nnext\ngo to school\n"
    said = talk.hold(plan, f"{typed}next\nnext\nI saw that, too.\nMum\n{END}")[1]
    assert say("typed.who-said") in said
    assert _texts(plan) == [("Ms Petrova", "She starts at the start."), ("Mum", "I saw that, too.")]


def test_a_perspective_completes_a_person_who_was_not_clear(plan: Path) -> None:
    said = _said(plan, "add Jo Finch\nschool\nadd Gran and Mr Osei the class teacher\npeople\n" + END)
    assert "Jo Finch, school: here" in said
    views = [(one.name, one.perspective) for one in talk.last_review(plan).people[-3:]]
    assert views == [("Jo Finch", "school"), ("Gran", "parent"), ("Mr Osei", "school")]


def test_speaking_holds_until_the_next_question(plan: Path) -> None:
    _said(plan, "speaking Mum\nHello.\nMum:\nAgain.\nnext\nyes\nMum: I am Mum.\n" + END)
    assert _texts(plan)[:3] == [("Mum", "Hello."), ("Mum", "Again."), ("Mum", "I am Mum.")]


def test_lines_and_actions_can_be_put_right_by_their_numbers(plan: Path) -> None:
    typed = (
        "One.\nTwo.\nThree.\nedit 1: First.\nby 2: Mum\nhow 3: said for them by Mum\nremove 2\n"
        "go to 9\nBuy a lamp\nMum\nFriday\naction 1: Buy two lamps\naction 1 who: Mrs Holroyd\n"
        "action 1 by: in two weeks\nactions\nedit 9: no\naction 9: no\n"
    )
    said = _said(plan, typed + END)
    review = talk.last_review(plan)
    assert _texts(plan) == [("Orla", "First."), ("Orla", "Three.")]
    assert (views(review)[1].manner.how, views(review)[1].manner.helper) == ("said_for", "p-mum")
    (action,) = review.actions
    assert (action.what, action.who) == ("Buy two lamps", "Mrs Holroyd")
    assert say("plain.no-such-line", number=9, count=2) in said
    assert say("plain.no-such-action", number=9, count=1) in said


@pytest.mark.parametrize("name", ["lindqvst", "class techer", "Mr L", "teacher", "Mr Lindqvist and Mum"])
@pytest.mark.parametrize("line", ["by 1: {}", "how 1: said for by {}", "rename {}: Mr Ek", "role {}: tutor"])
def test_a_name_in_a_command_that_is_not_certain_is_asked_for_in_full(
    plan: Path, line: str, name: str
) -> None:
    said = _said(plan, f"One.\n{line.format(name)}\npeople\nsaid\n{END}")
    answer = said.partition(f"> {line.format(name)}\n")[2].split("\n")[0]
    assert answer.strip().startswith(f"Who is “{name}”? It may be Mr Lindqvist")
    assert "Type the name in full." in answer
    assert "1. Orla: One. (own words)" in said
    assert "Mr Lindqvist, class teacher: here" in said


def test_what_is_parked_stands_in_the_review(plan: Path) -> None:
    _said(plan, "park: Mum: The drawing club.\npark\ngo to hello\nnext\n" + END)
    review = talk.last_review(plan)
    assert [(said.by, said.text) for said in parked(review)] == [("p-mum", "The drawing club.")]
    assert [left.kind for left in review.left_open] == ["parked"]


def test_a_reason_typed_under_the_cover_is_kept_nowhere(plan: Path, tmp_path: Path) -> None:
    _said(plan, "Before.\ncover\nend early because secret three\nwrite\nno\n")
    review = open_plan(plan).plan.reviews[-1]
    assert (review.ended, review.ended_because) == ("early", "")
    files = [path.read_bytes() for path in tmp_path.rglob("*") if path.is_file()]
    assert not any(b"secret three" in data for data in files)


def test_under_the_cover_nothing_is_taken_down_or_said_back_later(plan: Path, tmp_path: Path) -> None:
    said = _said(plan, "Before.\ncover\nsecret one\nMum: secret two\nnext\ngo on\nAfter.\n" + END)
    assert _texts(plan) == [("Orla", "Before."), ("Orla", "After.")]
    assert say("plain.cover") in said
    for path in tmp_path.rglob("*"):
        assert not path.is_file() or b"secret" not in path.read_bytes()
    assert "secret" not in said, "what comes out may be a file, too"


def test_another_way_goes_down_the_ladder_to_pass_and_begins_again(plan: Path) -> None:
    said = _said(plan, "go to 4\n" + "another way\n" * 8)
    assert say("ladder.trusted") in said
    assert said.count(say("ladder.pass")) == 1
    assert said.count("\n  What is going well at school?\n") == 2


def test_the_lists_can_be_heard_at_any_time(plan: Path) -> None:
    said = _said(plan, "agenda\npeople\nsaid\nactions\nopen\nhelp\nagain\npause\ngo on\n")
    for key in ("plain.nothing-said", "plain.no-actions", "plain.help-spoken", "plain.noted-resumed"):
        assert say(key) in said
    assert say("plain.not-recorded-list.one") not in said


def test_the_table_of_people_can_be_put_right(plan: Path) -> None:
    typed = (
        "rename Mum: Gemma\nrole Gemma: mother\nadd Ms Grey, school nurse\ntake off Ms Grey\ntake off Orla\n"
    )
    said = _said(plan, typed + END)
    people = talk.last_review(plan).people
    assert ("Gemma", "mother") in {(person.name, person.role) for person in people}
    assert "Ms Grey" not in {person.name for person in people}
    assert say("meeting.person-has-spoken", name="Orla") in said


def test_a_plan_that_cannot_be_written_leaves_the_meeting_as_it_was(
    plan: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object, **__: object) -> None:
        raise Refusal("folder.read-only", folder="the folder")

    with monkeypatch.context() as patched:
        patched.setattr("facilitator.work.session.save_plan", refuse)
        code, said = talk.hold(plan, f"{SET_UP}I like art.\n{END}")
    assert code == 3
    assert say("folder.read-only", folder="the folder") in said
    assert len(open_plan(plan).plan.reviews) == 1
    code, said = talk.hold(plan, "write\n")
    assert code == 0
    assert _texts(plan) == [("Orla", "I like art.")]


def test_not_saved_is_said_plainly_and_another_folder_takes_everything(
    plan: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    real = Session.record
    broken: list[Session] = []

    def record(session: Session, event: object) -> object:
        kept = real(session, event)  # type: ignore[arg-type]
        if not broken:
            broken.append(session)
            session.trouble = JournalBroken(session.now(), tmp_path, "No space left on device")
        return kept

    monkeypatch.setattr(Session, "record", record)
    elsewhere = tmp_path / "stick"
    elsewhere.mkdir()
    _, said = talk.hold(plan, f"today\nsave in {elsewhere}\nnext\n")
    first, _, rest = said.partition("save in")
    assert "NOT SAVED" in first
    assert say("plain.saved") not in first.rpartition("> today")[2]
    assert say("session.saved-in", folder="<folder>/stick") in rest
    assert list(elsewhere.glob("*.journal"))


def test_a_meeting_that_no_longer_fits_its_plan_is_kept_and_said(plan: Path) -> None:
    talk.hold(plan, f"{SET_UP}go to outcome 1\nyes\nTells a story.\n")
    data = json.loads(plan.read_text(encoding="utf-8"))
    data["items"] = [item for item in data["items"] if "o1" not in (item["id"], item.get("under"))]
    data["reviews"] = []
    plan.write_text(json.dumps(data), encoding="utf-8")
    with pytest.raises(Refusal) as caught:
        talk.hold(plan, "next\n")
    assert caught.value.code == "session.does-not-fit"


def test_saying_the_same_refused_number_again_is_never_taken_for_words(plan: Path) -> None:
    said = _said(plan, "edit 9: x\nedit 9: x\n" + END)
    assert said.count(say("plain.no-such-line", number=9, count=0)) == 2
    assert _texts(plan) == []


def test_a_bare_yes_or_no_is_no_action(plan: Path) -> None:
    said = _said(plan, "go to 9\nyes\nno\nnext\n" + END)
    assert said.count(say("typed.what-action")) == 2
    assert talk.last_review(plan).actions == []


def test_somebody_who_is_taken_off_the_list_is_not_speaking_any_more(plan: Path) -> None:
    said = _said(plan, "speaking Ms Petrova\ntake off Ms Petrova\nMy hand.\n" + END)
    assert say("plain.noted-person-removed") in said
    assert _texts(plan) == [("Orla", "My hand.")]


def test_who_is_on_the_list_is_said_where_people_are_asked_for(plan: Path) -> None:
    said = talk.hold(plan, "today\n")[1]
    asked = said.partition("Who is here")[2]
    assert "Orla, the child: here" in asked
    assert "Mum, family: here" in asked


def test_a_parked_note_is_nobodys_unless_a_name_stands_first(plan: Path) -> None:
    typed = (
        "go to 4\npark: ask about the bus\npark: all of us: the hall\npark: Mum for Orla: she hates the bus\n"
        "park: Orla with Mum: my coat\npark: Gran: the swings\npark: Gran: the swings\n"
    )
    _said(plan, typed + END)
    assert [(said.by, said.text) for said in parked(talk.last_review(plan))] == [
        ("everyone", "ask about the bus"),
        ("everyone", "the hall"),
        ("p-mum", "she hates the bus"),
        ("child", "my coat"),
        ("everyone", "Gran: the swings"),
    ]


def test_everyone_can_have_said_it_whatever_word_stands_for_them(plan: Path) -> None:
    typed = (
        "go to school\nIt is loud.\nall of us\nspeaking all of us\nIt smells.\nMum: True.\nby 3: everybody\n"
    )
    _said(plan, typed + END)
    assert _texts(plan) == [("everyone", "It is loud."), ("everyone", "It smells."), ("everyone", "True.")]


@pytest.mark.parametrize(
    ("typed", "key"), [("settle 99", "plain.no-such-open"), ("go on", "plain.not-paused")]
)
def test_a_command_that_misses_is_not_put_under_whoever_is_asked(plan: Path, typed: str, key: str) -> None:
    said = _said(plan, f"{typed}\n{END}")
    assert say(key, number=99) in said
    assert _texts(plan) == []
    folder = plan.parent / "again"
    folder.mkdir()
    again = talk.demo(folder)
    talk.hold(again, f"{SET_UP}{typed}\n{typed}\n{END}")
    assert _texts(again) == [("Orla", typed)]


@pytest.mark.parametrize(
    "typed",
    [
        "edit 99: He sleeps well now.",
        "action 99: Ring a softer bell.",
        "rename Bob: Robert",
        "role Bob: nurse",
    ],
)
def test_words_of_a_command_that_misses_are_listed_at_the_end(plan: Path, typed: str) -> None:
    said = _said(plan, f"{typed}\n{END}")
    assert say("plain.not-recorded", typed=typed) in said
    assert said.rstrip().endswith(typed)


@pytest.mark.parametrize("typed", ["rename Bob: Robert", "role Bob: nurse"])
def test_a_name_that_is_put_right_must_be_on_the_list(plan: Path, typed: str) -> None:
    said = _said(plan, f"{typed}\n{END}")
    assert say("plain.no-such-person", name="Bob") in said
    assert _texts(plan) == []


def test_a_schools_own_wording_is_named_to_go_on_with_and_makes_the_summary(
    plan: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    prompts = tmp_path / "our prompts"
    shutil.copytree(find_prompts(), prompts)
    said = talk.hold(plan, SET_UP, prompts=prompts)[1]
    assert f'--plain --prompts "{prompts}"'.replace(str(tmp_path), "<folder>") in said
    asked: list[object] = []

    def write(papers: PapersOfPlan, *_: object) -> Path:
        asked.append(papers.prompts)
        return plan

    monkeypatch.setattr(PapersOfPlan, "write", write)
    talk.hold(plan, f"{END}papers\n1\nhtml\n", prompts=prompts)
    assert asked == [prompts]
