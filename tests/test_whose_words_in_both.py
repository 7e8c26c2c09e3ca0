"""Words whose speaker is not certain: both front ends ask, and the same answer gives the same lines."""

from __future__ import annotations

from pathlib import Path

import pytest

from facilitator.dialogue.requests import too_long
from facilitator.meeting import events as ev
from facilitator.plan.refusal import Refusal
from facilitator.plan.text import LONGEST_WORDS
from facilitator.script.words_by_key import explain, say
from facilitator.ui.screens.dialogue_page import WhichPage
from facilitator.work.demo import demo_plan
from tests.looking import parked, views
from tests.plain import talk
from tests.plain.test_talk import END
from tests.ui.room import Room, open_room

pytestmark = pytest.mark.sampled(2)

TYPED = [
    ("mr lindquist: he waits", "Mr Lindqvist", [("p-teacher", "he waits")]),
    ("Mrs H: he waits", "mrs holroyd", [("p-senco", "he waits")]),
    ("teacher: I tried a timer", "Mr Lindqvist", [("p-teacher", "I tried a timer")]),
    ("Ms Petrova - pictures first", "Ms Petrova", [("p-therapist", "pictures first")]),
    ("Mum and Mrs Holroyd: we ring the bell", "Mum", [("p-mum", "we ring the bell")]),
    ("Sarah: he waits", "everyone", [("everyone", "he waits")]),
    ("SENDCo: he waits", "", [("p-senco", "he waits")]),
    ("Mum: one\nMr Lindqvist: two", "", [("p-mum", "one"), ("p-teacher", "two")]),
    ("12:30: lunch", "", [("child", "12:30: lunch")]),
    ("PE - I like it", "", [("child", "PE - I like it")]),
]


def by_lines(folder: Path, typed: str, answer: str) -> list[tuple[str, str]]:
    path = talk.write(folder, demo_plan(talk.TODAY))
    code, said = talk.hold(path, f"go to 4\n{typed}\n{answer}\n{END}")
    assert code == 0, said
    return [(line.by, line.text) for line in views(talk.last_review(path))]


async def by_keys(room: Room, typed: str, answer: str) -> list[tuple[str, str]]:
    await room.go_to("child.going-well")
    await room.type(typed)
    if answer:
        assert "Who said that?" in room.words
        await room.type(answer)
    return [(said.entry.by, said.entry.text) for said in room.meeting.minutes.said.values()]


@pytest.mark.parametrize(("typed", "answer", "lines"), TYPED)
async def test_the_same_answer_gives_the_same_lines(
    tmp_path: Path, typed: str, answer: str, lines: list[tuple[str, str]]
) -> None:
    (tmp_path / "plain").mkdir()
    assert by_lines(tmp_path / "plain", typed, answer) == lines
    async with open_room(tmp_path, plan=demo_plan(talk.TODAY)) as room:
        assert await by_keys(room, typed, answer) == lines
        assert room.screen.sentence.text == ""


async def test_somebody_whose_name_is_typed_can_be_put_on_the_list(tmp_path: Path) -> None:
    """The name alone puts nobody there: it may be the beginning of the next sentence."""
    (tmp_path / "plain").mkdir()
    path = talk.write(tmp_path / "plain", demo_plan(talk.TODAY))
    _, said = talk.hold(path, f"go to 4\nSarah Lee: he waits\nSarah Lee\nSarah Lee\nschool\n{END}")
    assert say("dialogue.not-on-the-list-lines", name="Sarah Lee") in said
    review = talk.last_review(path)
    assert [(review.person(line.by).name, line.text) for line in review.entries] == [
        ("Sarah Lee", "he waits")
    ]
    async with open_room(tmp_path, plan=demo_plan(talk.TODAY)) as room:
        await room.go_to("child.going-well")
        await room.type("Sarah Lee: he waits")
        await room.type("Sarah Lee")
        assert say("dialogue.not-on-the-list-keys", name="Sarah Lee") in room.words
        assert not room.meeting.minutes.said
        await room.press("enter", "down", "down", "enter")
        (line,) = room.meeting.minutes.said.values()
        assert room.meeting.minutes.people[line.entry.by].name == "Sarah Lee"
        assert room.screen.sentence.text == ""


async def test_a_name_that_nothing_comes_of_is_not_lost(tmp_path: Path) -> None:
    path = talk.write(tmp_path, demo_plan(talk.TODAY))
    _, said = talk.hold(path, f"go to 4\nSarah Lee: he waits\nSarah Lee\nMum: yes\n{END}")
    listed = said.split(say("plain.not-recorded-list", count=2))[1]
    assert "Sarah Lee: he waits" in listed
    assert "\n  Sarah Lee\n" in listed


async def test_several_names_are_never_one_person_to_be_added(tmp_path: Path) -> None:
    async with open_room(tmp_path, plan=demo_plan(talk.TODAY)) as room:
        await room.go_to("child.going-well")
        await room.type("Bob and Mum: we ring it")
        assert "Add Bob and Mum" not in room.words
        assert "Bob, Mum: the same line for each. Add Bob to the list of people" in room.words
        await room.type("Bob and Mum")
        assert "is not on the list" not in room.words


async def test_an_option_has_its_number_where_it_is_asked_who_spoke(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A number that came before the page can have been seen may have been meant for the next sentence."""
    monkeypatch.setattr(WhichPage, "set_timer", lambda *_: None)
    async with open_room(tmp_path, plan=demo_plan(talk.TODAY)) as room:
        await room.go_to("child.going-well")
        await room.type("Sarah: he waits")
        mum = next(line for line in room.lines if "Mum" in line and "Sarah" not in line).strip("▸ ")
        number = mum.split()[0]
        await room.type(number)
        assert say("dialogue.number-means", number=number, words="Mum") in room.words
        assert not room.meeting.minutes.said
        await room.press("enter")
        (line,) = room.meeting.minutes.said.values()
        assert (line.entry.by, line.entry.text) == ("p-mum", "he waits")


async def test_two_people_may_have_the_same_line_each(tmp_path: Path) -> None:
    typed, both = "Mum and Mrs Holroyd: we ring it", [("p-mum", "we ring it"), ("p-senco", "we ring it")]
    (tmp_path / "plain").mkdir()
    assert by_lines(tmp_path / "plain", typed, "each") == both
    async with open_room(tmp_path, plan=demo_plan(talk.TODAY)) as room:
        await room.go_to("child.going-well")
        await room.type(typed)
        await room.press("down", "enter")
        said = room.meeting.minutes.said.values()
        assert [(one.entry.by, one.entry.text) for one in said] == both


@pytest.mark.parametrize("more", ["", "\nMr Lindqvist: at school too"])
async def test_of_a_line_each_only_what_was_refused_comes_back(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, more: str
) -> None:
    """All of it came back, and sent again it stood under the first of them twice."""
    async with open_room(tmp_path, plan=demo_plan(talk.TODAY)) as room:
        await room.go_to("child.going-well")
        desk = room.app.desk
        assert desk is not None
        real = desk.record

        def record(event: ev.Event) -> ev.Event:
            if isinstance(event, ev.LineSaid) and event.speaker == "p-senco":
                raise Refusal("meeting.ended")
            return real(event)

        with monkeypatch.context() as refusing:
            refusing.setattr(desk, "record", record)
            await room.type(f"Mum and Mrs Holroyd: we ring it{more}")
            await room.press("down", "enter")
            assert say("meeting.ended") in room.words
            assert room.screen.sentence.text == f"Mrs Holroyd: we ring it{more}"
        await room.press("enter")
        said = [(one.entry.by, one.entry.text) for one in room.meeting.minutes.said.values()]
        assert said[:2] == [("p-mum", "we ring it"), ("p-senco", "we ring it")]
        assert said[2:] == ([("p-teacher", "at school too")] if more else [])


async def test_a_note_that_is_parked_is_asked_about_as_well(tmp_path: Path) -> None:
    (tmp_path / "plain").mkdir()
    path = talk.write(tmp_path / "plain", demo_plan(talk.TODAY))
    talk.hold(path, f"go to 4\npark: mr lindquist: the bus\nMr Lindqvist\n{END}")
    assert [(one.by, one.text) for one in parked(talk.last_review(path))] == [("p-teacher", "the bus")]
    async with open_room(tmp_path, plan=demo_plan(talk.TODAY)) as room:
        await room.go_to("child.going-well")
        await room.press("f6")
        await room.type("mr lindquist: the bus")
        await room.type("Mr Lindqvist")
        (note,) = room.meeting.minutes.said.values()
        assert (note.entry.by, note.entry.text) == ("p-teacher", "the bus")


async def test_an_owner_who_may_be_somebody_on_the_list_is_asked_about(tmp_path: Path) -> None:
    (tmp_path / "plain").mkdir()
    path = talk.write(tmp_path / "plain", demo_plan(talk.TODAY))
    typed = "go to 9\nBuy a timer\nLindq\nMr Lindqvist\nin three weeks\n"
    _, said = talk.hold(path, typed + END)
    assert "Who is “Lindq”?" in said
    assert [action.who for action in talk.last_review(path).actions] == ["Mr Lindqvist"]
    async with open_room(tmp_path, plan=demo_plan(talk.TODAY)) as room:
        await room.go_to("next.more")
        await room.type("Buy a timer")
        await room.type("Lindq")
        assert "Who is “Lindq”? “Buy a timer”" in room.words
        await room.press("down", "enter")
        (action,) = room.meeting.minutes.actions.values()
        assert (action.who, action.owners) == ("Mr Lindqvist", ("p-teacher",))


async def test_an_owner_that_is_put_right_later_is_asked_about_as_well(tmp_path: Path) -> None:
    async with open_room(tmp_path, plan=demo_plan(talk.TODAY)) as room:
        await room.go_to("next.more")
        for words in ("Buy a timer", "Mum", "in three weeks"):
            await room.type(words)
        await room.press("f4", "enter", "2")
        await room.type("Lindq")
        assert "Who is “Lindq”?" in room.words
        await room.type("Mr Lindqvist")
        (action,) = room.meeting.minutes.actions.values()
        assert action.owners == ("p-teacher",)


@pytest.mark.parametrize("ahead", ["2", "in 4 months"])
async def test_words_that_are_kept_as_they_are_still_need_a_name_that_no_key_picks(
    tmp_path: Path, ahead: str
) -> None:
    async with open_room(tmp_path, plan=demo_plan(talk.TODAY)) as room:
        await room.go_to("goal.achieved", "o1")
        await room.type("Zog: my dinosaur")
        await room.press("up", "enter")
        await room.type(ahead)
        assert not room.meeting.minutes.said
        await room.type("Orla")
        (said,) = room.meeting.minutes.said.values()
        assert (said.entry.by, said.entry.text) == ("child", "Zog: my dinosaur")


TO_SHOW = "go to outcome 1\nyes\nyes\nyes\nnext\nnext\n"


async def to_show(room: Room) -> None:
    """Say that the support of the first outcome was given, line by line, and go on to its numbers."""
    for item in room.meeting.plan.items:
        if item.kind == "provision" and item.under == "o1":
            await room.go_to("goal.delivered", f"o1/{item.id}")
            await room.press("1")
    await room.go_to("goal.show", "o1")


async def test_a_number_is_one_persons_and_never_the_rooms(tmp_path: Path) -> None:
    (tmp_path / "plain").mkdir()
    path = talk.write(tmp_path / "plain", demo_plan(talk.TODAY))
    code, said = talk.hold(path, f"{TO_SHOW}Lindquist 3\neveryone\nLindquist 3\nMr Lindqvist\n{END}")
    assert (code, said.count("Whose answer is that: “Lindquist”?")) == (0, 2), said
    async with open_room(tmp_path, plan=demo_plan(talk.TODAY)) as room:
        await to_show(room)
        await room.type("Lindquist 3")
        assert "Whose answer is that?" in room.words
        assert say("person.everyone") not in room.words
        assert say("dialogue.just-words", name="Lindquist") not in room.words
        await room.type("everyone")
        assert room.meeting.minutes.scores.last_show("o1") == {}
        await room.press("ctrl+a", *["backspace"] * 10)
        await room.type("Mr Lindqvist")
        assert room.meeting.minutes.scores.last_show("o1")["p-teacher"].number == 3


async def test_a_number_of_somebody_who_is_not_listed_is_no_reason_of_anothers(tmp_path: Path) -> None:
    (tmp_path / "plain").mkdir()
    path = talk.write(tmp_path / "plain", demo_plan(talk.TODAY))
    code, said = talk.hold(path, f"{TO_SHOW}Mum 2, Bob 3\nMr Lindqvist\n{END}")
    asked = explain(Refusal("typed.unknown-score", name="Bob"))
    assert (code, said.count(asked)) == (0, 1), said
    assert "“Bob 3”" not in said
    async with open_room(tmp_path, plan=demo_plan(talk.TODAY)) as room:
        await to_show(room)
        await room.type("Mum 2, Bob 3")
        assert "Whose answer is that?" in room.words
        assert say("dialogue.add-person", name="Bob") in room.words
        await room.type("Mr Lindqvist")
        shown = room.meeting.minutes.scores.last_show("o1").values()
        assert [(at.number, at.reason) for at in shown] == [(2, ""), (3, "")]


async def test_whoever_cannot_say_it_is_told_why_and_the_words_stay(tmp_path: Path) -> None:
    async with open_room(tmp_path, plan=demo_plan(talk.TODAY)) as room:
        await to_show(room)
        await room.type("Lindquist lots")
        await room.type("Mr Lindqvist")
        assert room.meeting.minutes.scores.last_show("o1") == {}
        assert room.screen.sentence.text == "Lindquist lots"


async def test_a_line_that_follows_another_in_a_conversation_is_nobodys_without_a_name(
    tmp_path: Path,
) -> None:
    async with open_room(tmp_path, plan=demo_plan(talk.TODAY)) as room:
        await room.go_to("child.going-well")
        await room.type("I like cards\nMum: he does\nand the bus\nMr Lindqvist: at school too")
        assert "Who said that?" in room.words
        assert "and the bus" in room.words
        await room.type("Mum")
        said = room.meeting.minutes.said.values()
        assert [(one.entry.by, one.entry.text) for one in said] == [
            ("child", "I like cards"),
            ("p-mum", "he does"),
            ("p-mum", "and the bus"),
            ("p-teacher", "at school too"),
        ]


@pytest.mark.parametrize("name", ["Mum:", "mr lindquist:", "Sarah:"])
async def test_a_name_alone_is_no_note(tmp_path: Path, name: str) -> None:
    (tmp_path / "plain").mkdir()
    path = talk.write(tmp_path / "plain", demo_plan(talk.TODAY))
    _, said = talk.hold(path, f"go to 4\npark: {name}\n{END}")
    assert say("typed.nothing") in said
    assert parked(talk.last_review(path)) == []
    async with open_room(tmp_path, plan=demo_plan(talk.TODAY)) as room:
        await room.go_to("child.going-well")
        await room.press("f6")
        await room.type(name)
        assert say("typed.nothing") in room.words
        assert room.screen.sentence.text == name
        assert room.meeting.minutes.said == {}


async def test_a_note_that_is_too_long_comes_back(tmp_path: Path) -> None:
    async with open_room(tmp_path, plan=demo_plan(talk.TODAY)) as room:
        await room.go_to("child.going-well")
        await room.press("f6")
        await room.type(f"the bus {'x' * LONGEST_WORDS}")
        assert explain(too_long()) in room.words
        assert room.screen.sentence.text.startswith("the bus x")
