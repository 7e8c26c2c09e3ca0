"""Questions that share a page: what is asked is there at every size, and the rows around it never hide it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from facilitator.meeting import events as ev
from facilitator.meeting.minutes_parts import Key
from facilitator.plan.people import CHILD
from tests.ui.pages import SMOOTH, TROUBLED, hold, in_sight, large_plan, words_asked
from tests.ui.plans import a_plan
from tests.ui.room import SIZES, open_room

if TYPE_CHECKING:
    from pathlib import Path

    from facilitator.meeting.question import Question
    from tests.ui.room import Room

pytestmark = pytest.mark.sampled(2)

PARTS = ("rows", "question", "choices", "said", "says", "sentence", "notice", "moves", "tiles")


def is_all_there(room: Room, question: Question) -> None:
    """Look at a screen of a usual size: everything that is shown stands in it, and the words are whole."""
    for part in PARTS:
        if room.screen.query(f"#{part}"):
            assert in_sight(room, part), (part, question.key, room.text)
    assert " ".join(words_asked(room, question).split()) in words_in(room, "question"), room.text
    if question.page:
        assert part_of(question) in room.text
        here = [line for line in rows(room) if line.startswith("▸")]
        assert len(here) == (1 if rows(room) else 0), room.text


def part_of(question: Question) -> str:
    """Return where on its page a question stands, as it is told."""
    here = next(number for number, one in enumerate(question.page, start=1) if one.here)
    return f"part {here} of {len(question.page)}"


def words_in(room: Room, name: str) -> str:
    """Return the words of one part of the screen, in one line with single spaces."""
    part = room.screen.query_one(f"#{name}").region
    shown = [line[part.x : part.right].strip("█ ▂▃▄▅▆▇") for line in room.lines[part.y : part.bottom]]
    return " ".join(" ".join(shown).split())


def rows(room: Room) -> list[str]:
    """Return the rows of the page, none where it is not shown."""
    part = room.screen.drawn("rows")
    if not part.display:
        return []
    return [
        line[part.region.x : part.region.right].strip()
        for line in room.lines[part.region.y : part.region.bottom]
    ]


@pytest.mark.slow
@pytest.mark.parametrize("way", [pytest.param(SMOOTH, marks=pytest.mark.thorough), TROUBLED])
@pytest.mark.parametrize("size", [(80, 24), pytest.param((120, 40), marks=pytest.mark.thorough)])
async def test_every_question_of_a_meeting_is_whole_with_all_that_stands_around_it(
    tmp_path: Path, size: tuple[int, int], way: str
) -> None:
    async with open_room(tmp_path, size) as room:
        pages = 0
        async for question in hold(room, way):
            is_all_there(room, question)
            pages += bool(question.page)
        assert pages > 20


@pytest.mark.slow
async def test_on_a_small_screen_rows_may_go_but_not_the_question_nor_its_part(tmp_path: Path) -> None:
    async with open_room(tmp_path, (40, 15)) as room:
        async for question in hold(room, TROUBLED):
            for part in ("question", "choices", "sentence"):
                assert in_sight(room, part), (part, question.key, room.text)
            if question.page:
                assert part_of(question) in room.text


# Many of each


SHOWN = {"last.status": ("Do thing", "r1a{}"), "decide.outcome": ("By July", "o{}")}


@pytest.mark.parametrize("turn", SHOWN)
@pytest.mark.parametrize("size", [(80, 24), (120, 40)])
async def test_on_a_page_of_twelve_the_row_asked_is_in_view_and_the_others_are_counted(
    tmp_path: Path, size: tuple[int, int], turn: str
) -> None:
    async with open_room(tmp_path, size, plan=large_plan()) as room:
        named, item = SHOWN[turn]
        for number in (1, 2, 6, 11, 12):
            await room.go_to(turn, item.format(number))
            question = room.app.desk.session.view.question()  # type: ignore[union-attr]
            assert question is not None
            is_all_there(room, question)
            assert f"part {number} of 12" in room.text
            shown = [row for row in rows(room) if named in row]
            here = next(at for at, row in enumerate(shown) if row.startswith("▸"))
            above, below = number - 1 - here, 12 - number - (len(shown) - 1 - here)
            assert ("↑" in rows(room)[-1]) == (above > 0)
            assert ("↓" in rows(room)[-1]) == (below > 0)
            assert all(
                f"{sign} {count} more" in rows(room)[-1]
                for sign, count in (("↑", above), ("↓", below))
                if count
            )


@pytest.mark.parametrize("size", [(80, 24), (120, 40)])
async def test_the_rows_of_a_page_never_outweigh_what_is_asked(tmp_path: Path, size: tuple[int, int]) -> None:
    async with open_room(tmp_path, size, plan=large_plan()) as room:
        await room.go_to("goal.delivered", "o1/o1.p1")
        assert 2 <= len(rows(room)) <= room.screen.query_one("#middle").size.height // 3


@pytest.mark.parametrize("people", [4, 12])
@pytest.mark.parametrize("size", [(80, 24), (120, 40)])
async def test_the_words_of_the_scale_and_everybodys_number_are_in_sight_throughout_a_show(
    tmp_path: Path, size: tuple[int, int], people: int
) -> None:
    async with open_room(tmp_path, size, plan=large_plan(people)) as room:
        for provision in [item.id for item in room.meeting.plan.items if item.kind == "provision"]:
            if provision.startswith("o1"):
                await room.go_to("goal.delivered", f"o1/{provision}")
                await room.press("1")
        await room.go_to("goal.show", "o1")
        shown: list[str] = []
        for person in room.meeting.minutes.people.present():
            assert all(f"{number} = " in room.words for number in range(1, 6)), room.text
            assert all(
                f"{one.name}" in words_in(room, "said") for one in room.meeting.minutes.people.present()
            )
            assert f"▸ {person.name}" in words_in(room, "said"), room.text
            assert all(f"{name} 3" in words_in(room, "said") for name in shown), room.text
            room.screen.take(ev.ScoreShown(turn="goal.show", item="o1", person=person.id, number=3))
            await room.settle()
            if person.id != CHILD:
                shown.append(person.name)


# Moving on a page


@pytest.mark.parametrize("turn", SHOWN)
async def test_no_answer_to_one_thing_is_proposed_for_the_next(tmp_path: Path, turn: str) -> None:
    async with open_room(tmp_path, plan=large_plan()) as room:
        await room.go_to(turn, SHOWN[turn][1].format(1))
        await room.press("down", "down", "enter")
        assert room.screen.choices.at is None
        await room.press("enter", "enter")
        assert Key(turn, SHOWN[turn][1].format(2)) not in room.meeting.minutes.replies.choices


async def test_tab_and_shift_tab_go_along_the_rows_and_a_click_goes_to_one(tmp_path: Path) -> None:
    async with open_room(tmp_path, plan=large_plan()) as room:
        await room.go_to("last.status", "r1a1")
        await room.press("tab")
        assert room.meeting.place is not None
        assert room.meeting.place.key.item == "r1a2"
        await room.press("shift+tab")
        assert room.meeting.place.key.item == "r1a1"
        y = next(y for y, line in enumerate(room.lines) if "· Mr Lacey: Do thing 3" in line)
        await room.pilot.click(offset=(10, y))
        await room.settle()
        assert room.meeting.place.key.item == "r1a3"


async def test_half_typed_words_wait_at_their_row(tmp_path: Path) -> None:
    async with open_room(tmp_path) as room:
        await room.go_to("home.working")
        await room.press(*"Mum: he")
        y = next(y for y, line in enumerate(room.lines) if "· What is not working" in line)
        await room.pilot.click(offset=(6, y))
        await room.settle()
        assert room.turn == "home.not-working"
        assert room.screen.sentence.text == ""
        await room.go_to("home.working")
        assert room.screen.sentence.text == "Mum: he"


PLACES = [
    ("last.status", "r1a1"),
    ("goal.delivered", "o1/o1.p1"),
    ("goal.achieved", "o1"),
    ("goal.show", "o1"),
    ("decide.outcome", "o3"),
    ("close.right", CHILD),
    ("close.right", "mum"),
    ("good.adults", ""),
    ("home.working", ""),
]


@pytest.mark.parametrize(("turn", "item"), PLACES)
async def test_a_window_that_comes_back_to_its_size_shows_what_it_did(
    tmp_path: Path, turn: str, item: str
) -> None:
    async with open_room(tmp_path) as room:
        await room.go_to(turn, item)
        await room.press("down")
        before, focused = room.text, room.app.screen.focused
        for size in [*SIZES, (20, 5), (80, 24)]:
            await room.pilot.resize_terminal(*size)
            await room.settle()
        assert room.text == before
        assert room.app.screen.focused is focused


@pytest.mark.parametrize("people", [4, 12])
async def test_on_a_small_screen_the_scale_is_in_sight_while_adults_show(tmp_path: Path, people: int) -> None:
    async with open_room(tmp_path, (40, 15), plan=large_plan(people)) as room:
        for item in [one.id for one in room.meeting.plan.items if one.kind == "provision"]:
            if item.startswith("o1"):
                await room.go_to("goal.delivered", f"o1/{item}")
                await room.press("1")
        await room.go_to("goal.show", "o1")
        for number in range(2):
            await room.type("good" if not number else "3")
            assert not room.screen.tiled
            for point in room.meeting.script.scale.points:
                assert f"{point.number} {point.adult.lower()}" in room.words, room.text


LONG = "By the end of the year Ravi will " + "say what he needs in a clear voice, and " * 6 + "be heard."


@pytest.mark.parametrize("turn", ["decide.outcome", "next.concern", "goal.score"])
async def test_on_a_small_screen_no_option_goes_and_what_is_asked_stays(tmp_path: Path, turn: str) -> None:
    plan = a_plan()
    items = [
        one.model_copy(update={"fields": {**one.fields, "wording": LONG}}) if one.kind == "outcome" else one
        for one in plan.items
    ]
    async with open_room(tmp_path, (40, 15), plan=plan.model_copy(update={"items": items})) as room:
        await room.go_to("child.hard")
        await room.type(LONG)
        if turn == "goal.score":
            for person in ("mum", "lacey"):
                room.screen.take(ev.ChoiceMade(turn="goal.delivered", item="o1/o1.p1", option="yes"))
                room.screen.take(ev.ScoreShown(turn="goal.show", item="o1", person=person, number=3))
        item = "o1" if turn != "next.concern" else next(iter(room.meeting.minutes.said))
        await room.go_to(turn, item)
        question = room.app.desk.session.view.question()  # type: ignore[union-attr]
        assert question is not None
        assert question.adult.rpartition("”")[2].strip() in room.words, room.text
        for option in question.options:
            assert option.adult in room.words, room.text


async def test_a_row_that_was_passed_over_or_that_another_filled_has_no_tick(tmp_path: Path) -> None:
    async with open_room(tmp_path, plan=large_plan()) as room:
        await room.go_to("last.status", "r1a1")
        await room.press("tab", "1")
        signs = [row.strip()[:1] for row in rows(room)[:3]]
        assert signs == ["–", "✓", "▸"]
