"""Every dialogue in both front ends: the same intent gives the same events, by keys and line by line.

Each intent is begun on the same meeting, once with the hands at a screen of keys, and once by typed lines.
"""

from __future__ import annotations

import io
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from pathlib import Path

import pytest

from facilitator.dialogue.commands import COMMANDS, dialogue_of
from facilitator.dialogue.people_list import person_menu
from facilitator.dialogue.requests import Ask
from facilitator.dialogue.unfinished_meetings import begin
from facilitator.files.plans import new_plan, open_plan
from facilitator.meeting import events as ev
from facilitator.plain.conversation import Conversation
from facilitator.plain.line_by_line import begun
from facilitator.plain.lines_in_and_out import Lines
from facilitator.plain.typed_line import take
from facilitator.plan.people import CHILD, EVERYONE
from facilitator.script.words_by_key import ids, say
from facilitator.ui.screens.base_screen import CalmScreen
from facilitator.ui.screens.meeting_screen import MeetingScreen
from facilitator.work.demo import demo_plan
from facilitator.work.session import Session, unfinished
from tests.making import support_answered
from tests.plain.talk import TODAY
from tests.shapes import FORMATS, SHAPES
from tests.ui.plans import START, a_plan
from tests.ui.room import Clock, Room, open_room

pytestmark = pytest.mark.sampled(2)

Hands = Callable[[Room], Awaitable[None]]

GOING_WELL = ev.WentTo(turn="child.going-well")
SAID: list[ev.Event] = [
    ev.LineSaid(turn="child.going-well", speaker=CHILD, text="I like art"),
    ev.LineSaid(turn="child.going-well", speaker="p-mum", text="he sleeps"),
]
AT_THE_SHOW: list[ev.Event] = [
    *support_answered(demo_plan(TODAY), "o1"),
    ev.WentTo(turn="goal.show", item="o1"),
]
AGREED: list[ev.Event] = [
    ev.ChoiceMade(turn="decide.outcome", item="o1", option="amend"),
    ev.WentTo(turn="decide.new-words", item="o1"),
    ev.LineSaid(turn="decide.new-words", item="o1", speaker=EVERYONE, text="Improve spelling"),
]
ACTION: list[ev.Event] = [
    ev.ActionAdded(turn="next.more", what="Buy a timer"),
]
TO_BE_ASKED = ev.ActionAdded(turn="next.more", what="Buy a timer", who="Ms Petrova")


@dataclass(frozen=True)
class Intent:
    """What the chair wants, on a meeting in which some events happened: typed, and by keys."""

    lines: tuple[str, ...]
    keys: tuple[str, ...]
    before: tuple[ev.Event, ...] = (GOING_WELL,)
    begins: bool = True
    """Whether anything is recorded at all."""
    within: str = ""
    """What is typed where the dialogue waits for lines of its own."""


def intent(lines: str, keys: str, *before: ev.Event, begins: bool = True) -> Intent:
    """Return an intent; lines and keys are parted by |: `=words` types them, `>option` picks one."""
    return Intent(tuple(lines.split("|")), tuple(keys.split("|")), before or (GOING_WELL,), begins)


INTENTS = {
    "next": intent("next", "tab"),
    "back": intent("back", "shift+tab"),
    "skip": intent("skip because we ran out", "f8|=we ran out"),
    "skip-asked": intent("skip|2", "f8|>There is no time for it"),
    "skip-nobody": intent("skip|back", "f8|escape", begins=False),
    "pass": intent("pass", "f7"),
    "pass-at-a-show": intent("pass", "f7", *AT_THE_SHOW),
    "pass-after-the-child": intent(
        "pass",
        "f7",
        *AT_THE_SHOW,
        ev.ScoreShown(turn="goal.show", item="o1", person=CHILD, number=2),
    ),
    "park-question": intent("park", "f6|>This question"),
    "park": intent("park: Mum: ask about the bus", "f6|=Mum: ask about the bus"),
    "park-unknown": intent("park: Mrs H: the hall|Mrs Holroyd", "f6|=Mrs H: the hall|>Mrs Holroyd"),
    "undo": intent("undo", "ctrl+z", GOING_WELL, *SAID),
    "redo": intent("redo", "ctrl+y", GOING_WELL, *SAID, ev.Undone()),
    "another-way": intent("another way", "ctrl+e"),
    "speaking": intent("speaking Mum", "ctrl+s|>Mum"),
    "left": intent("Mum left", "f3|>Mum|>Mum is not here now|escape"),
    "here": intent(
        "Mum came back", "f3|>Mum|>Mum is here now|escape", GOING_WELL, ev.PersonLeft(person="p-mum")
    ),
    "add": intent("add Ms Grey, school nurse", "f3|=Ms Grey, school nurse|escape"),
    "add-asked": intent("add Zoe Byrd|school", "f3|=Zoe Byrd|>school|escape"),
    "rename": intent("rename Mum: Orla's mum", "f3|>Mum|>Change the name|=Orla's mum|escape"),
    "role": intent("role Mum: aunt", "f3|>Mum|>Change what they do|=aunt|escape"),
    "whose": intent("view of Mum: school", "f3|>Mum|>Change whose view|>school|escape"),
    "take-off": intent("take off Mum", "f3|>Mum|>Take Mum off the list|escape"),
    "better": intent("better|spell 20 words", "ctrl+f|=spell 20 words", *AGREED),
    "edit": intent(
        "edit 2: he sleeps well", "f4|enter|>Change the words|=he sleeps well|escape", GOING_WELL, *SAID
    ),
    "remove": intent("remove 2", "f4|enter|>Take it out|escape", GOING_WELL, *SAID),
    "by": intent(
        "by 2: Mrs Holroyd", "f4|enter|>Somebody else said it|>Mrs Holroyd|escape", GOING_WELL, *SAID
    ),
    "move": intent(
        "move 2|6", "f4|enter|>It answers another|>What is hard at school|escape", GOING_WELL, *SAID
    ),
    "action-who-new": intent(
        "action 1 who: Sarah Lee|action 1 who: Sarah Lee",
        "f4|>Buy a timer|>Change who does|=Sarah Lee|>Somebody else|escape",
        *ACTION,
    ),
    "how": intent("how 2: own words", "f4|enter|>Mum said it in their own words|escape", GOING_WELL, *SAID),
    "how-helped": intent(
        "how 1: with help from Mum", "f4|up|enter|>Orla said it with help|>Mum|escape", GOING_WELL, *SAID
    ),
    "action-words": intent("action 1: Buy two", "f4|>Buy a timer|>Change what|=Buy two|escape", *ACTION),
    "action-who": intent("action 1 who: Mum", "f4|>Buy a timer|>Change who does|=Mum|escape", *ACTION),
    "action-who-nearly": intent(
        "action 1 who: Mrs H|Mrs Holroyd",
        "f4|>Buy a timer|>Change who does|=Mrs H|>Mrs Holroyd|escape",
        *ACTION,
    ),
    "action-by": intent("action 1 by: 1 May", "f4|>Buy a timer|>Change the day|=1 May|escape", *ACTION),
    "action-asks": intent("action 1 ask: Mum", "f4|>Buy a timer|>Change who asks|=Mum|escape", TO_BE_ASKED),
    "action-asked-by": intent(
        "action 1 ask by: 1 May", "f4|>Buy a timer|>Change by when|=1 May|escape", TO_BE_ASKED
    ),
    "remove-action": intent("remove action 1", "f4|>Buy a timer|>Take this action out|escape", *ACTION),
    "no-picture": intent(
        "no picture 1",
        "f4|enter|>Take the picture away|escape",
        GOING_WELL,
        ev.LineSaid(turn="child.going-well", speaker=CHILD, text="Lunch", picture="lunch"),
    ),
    "large-pictures": intent(
        "small",
        "2",
        ev.ChoiceMade(turn="setup.takes-part", option="yes"),
        ev.WentTo(turn="setup.pictures"),
    ),
    "not-shared": intent("not for sharing 2", "f4|enter|>It is not for sharing|escape", GOING_WELL, *SAID),
    "shared": intent(
        "not for sharing 2|share 2",
        "f4|enter|>It is not for sharing|enter|>It may be shared again|escape",
        GOING_WELL,
        *SAID,
    ),
    "not-shared-action": intent(
        "not for sharing action 1", "f4|>Buy a timer|>It is not for sharing|escape", *ACTION
    ),
    "shared-action": intent(
        "not for sharing action 1|share action 1",
        "f4|>Buy a timer|>It is not for sharing|>Kept, hidden on the screen|>It may be shared again|escape",
        *ACTION,
    ),
    "given": intent("given|signed", "ctrl+g|>Signed it", GOING_WELL, SAID[0]),
    "given-drawn": intent("given|drawn", "ctrl+g|>Drew it", GOING_WELL, SAID[0]),
    "stop": intent("we stop|go on", "f12|>Go on"),
    "stop-leave": intent("we stop|2", "f12|>Go on, but leave"),
    "heard": intent("turns", "ctrl+n|escape", GOING_WELL, *SAID, begins=False),
    "settle": intent(
        "settle 1|take it out",
        "f10|>Mum: the bus|>It is settled",
        ev.NoteParked(speaker="p-mum", text="the bus"),
    ),
    "settle-action": intent(
        "settle 1|1", "f10|>Mum: the bus|>Make it an action", ev.NoteParked(speaker="p-mum", text="the bus")
    ),
    "typed": intent("Mum: he waits", "=Mum: he waits"),
    "typed-nearly": intent("Mrs H: he waits|Mrs Holroyd", "=Mrs H: he waits|=Mrs Holroyd"),
    "typed-each": intent(
        "Mum and Mrs Holroyd: we ring|each", "=Mum and Mrs Holroyd: we ring|>Mum, Mrs Holroyd"
    ),
    "typed-new": intent(
        "Sarah Lee: he waits|Zoe Byrd|Zoe Byrd|school", "=Sarah Lee: he waits|=Zoe Byrd|enter|>school"
    ),
    "typed-new-and-known": intent(
        "Zoe and Mum: he waits|each|school", "=Zoe and Mum: he waits|>Zoe, Mum|>school"
    ),
    "save-in": intent("save in /nowhere", "ctrl+o", begins=False),
    "plan": Intent(
        ("plan",),
        ("ctrl+d", ">Outcome 1", ">Add: step", "=Read it twice", ">Mr Lindqvist", "escape", "escape"),
        (ev.WentTo(turn="goal.achieved", item="o1"),),
        within="by: Mr Lindqvist\nadd step to 1: Read it twice\ndone\n",
    ),
}


def stripped(events: list[ev.Event], session: Session) -> list[str]:
    """Return events without their numbers and times, and without the id that each meeting makes anew."""
    review = session.meeting.started.review
    return [event.model_dump_json(exclude={"n", "at"}).replace(review, "r") for event in events]


def by_lines(folder: Path, wanted: Intent) -> list[str]:
    path = new_plan(folder / "orla.plan.json", demo_plan(TODAY)).path
    session = Session.begin(open_plan(path), now=lambda: START)
    for event in wanted.before:
        session.record(event)
    conversation = Conversation(session, Lines(io.StringIO(wanted.within), io.StringIO()), None)
    before = len(session.meeting.events)
    for line in wanted.lines:
        conversation.asking.put_question()
        take(conversation, line)
    session.leave()
    return stripped(session.meeting.events[before:], session)


async def by_keys(room: Room, wanted: Intent) -> list[str]:
    for event in wanted.before:
        assert room.screen.take(event) is not None
    await room.settle()
    before = len(room.meeting.events)
    for key in wanted.keys:
        if key.startswith("="):
            await room.type(key[1:])
        elif key.startswith(">"):
            await pick(room, key[1:])
        else:
            await room.press(key)
    assert room.app.desk is not None
    return stripped(room.meeting.events[before:], room.app.desk.session)


async def pick(room: Room, words: str) -> None:
    """Pick an option of the page by its first words."""
    screen = room.app.screen
    assert isinstance(screen, CalmScreen)
    texts = [option.text for option in screen.choices.options]
    assert any(text.startswith(words) for text in texts), f"{words}: {texts}\n{room.text}"
    exact = [at for at, text in enumerate(texts) if text == words]
    at = exact[0] if exact else next(at for at, text in enumerate(texts) if text.startswith(words))
    screen.set_focus(screen.choices)
    screen.choices.place(at)
    await room.press("enter")


# fmt: off
LIKE_ANOTHER = (
    "redo", "role", "rename", "by", "how", "action-words", "action-by", "remove-action", "given-drawn",
    "skip-asked", "settle-action", "pass-after-the-child", "typed", "action-asked-by", "not-shared",
)
# fmt: on
"""Intents whose dialogue differs from that of another one only in what it names."""


@pytest.mark.parametrize(
    "name",
    [pytest.param(name, marks=pytest.mark.thorough) if name in LIKE_ANOTHER else name for name in INTENTS],
)
async def test_the_same_intent_gives_the_same_events(tmp_path: Path, name: str) -> None:
    wanted = INTENTS[name]
    (tmp_path / "lines").mkdir()
    events = by_lines(tmp_path / "lines", wanted)
    assert bool(events) is wanted.begins
    async with open_room(tmp_path, plan=demo_plan(TODAY)) as room:
        assert await by_keys(room, wanted) == events


@pytest.mark.parametrize(("number", "told"), [("1", False), ("2", True)])
async def test_both_tell_of_reviews_that_are_passed_over(tmp_path: Path, number: str, told: bool) -> None:
    words = say("dialogue.earlier-empty", count=1, earlier="Term 2")
    at_period = ev.WentTo(turn="close.period")
    (tmp_path / "lines").mkdir()
    path = new_plan(tmp_path / "lines" / "orla.plan.json", demo_plan(TODAY)).path
    session, said = Session.begin(open_plan(path), now=lambda: START), io.StringIO()
    session.record(at_period)
    conversation = Conversation(session, Lines(io.StringIO(), said), None)
    conversation.asking.put_question()
    take(conversation, number)
    session.leave()
    assert (words in " ".join(said.getvalue().split())) is told
    async with open_room(tmp_path, plan=demo_plan(TODAY)) as room:
        await by_keys(room, intent("", number, at_period))
        assert (words in room.words) is told


def test_every_dialogue_of_both_is_there() -> None:
    of_lines_alone = {"go"}
    of_keys_alone = {"agenda", "people", "said", "end"}
    others = {
        "end-early",
        "write",
        "write-to",
        "copy-to",
        "leave",
        "group",
        "picture",
    }  # below, and elsewhere
    tried = {name for name in COMMANDS if any(one == name or one.startswith(f"{name}-") for one in INTENTS)}
    assert COMMANDS.keys() - tried == of_lines_alone | of_keys_alone | others
    assert all(callable(dialogue_of(name)) for name in COMMANDS)


def test_every_command_has_words_in_one_of_the_front_ends() -> None:
    on_the_screen = {name for name, command in COMMANDS.items() if command.useful}
    assert COMMANDS.keys() - on_the_screen <= set(ids("plain.type."))
    assert on_the_screen <= set(ids("keys."))


# Before the first question, and at the end


class Hand(Lines):
    """Somebody at a keyboard, who types these lines and then no more."""

    def __init__(self, *typed: str) -> None:
        self.said = io.StringIO()
        super().__init__(io.StringIO(), self.said)
        self.by_hand = True
        self._by_hand = iter(typed)

    def ask(self, *, hidden: bool = False) -> str | None:
        """Return the next line."""
        del hidden
        return next(self._by_hand, None)


@dataclass(frozen=True)
class CameTo:
    """What it came to: the meeting that is held, the reviews of the plan, and whether one is unfinished."""

    held: tuple[str, ...]
    reviews: tuple[tuple[int, str], ...]
    unfinished: bool


def plan_in(folder: Path) -> Path:
    """Return a new plan in a folder of its own."""
    folder.mkdir()
    return new_plan(folder / "ravi.plan.json", a_plan()).path


def came_to(path: Path, session: Session | None) -> CameTo:
    held = tuple(event.type for event in session.meeting.events) if session else ()
    reviews = tuple((review.period, review.ended) for review in open_plan(path).plan.reviews)
    return CameTo(held, reviews, unfinished(open_plan(path)) is not None)


def cut_off(path: Path) -> None:
    """Leave a meeting in which something was said."""
    session = Session.begin(open_plan(path), now=Clock())
    session.record(SAID[0])
    session.leave()


def held_today(path: Path) -> None:
    """Hold the review of today."""
    session = Session.begin(open_plan(path), now=Clock())
    session.record(ev.MeetingEnded(early=True, because="tea"))
    session.write()
    session.leave()


def gone(path: Path) -> None:
    """Write a review, and let an older file come back."""
    before = path.read_bytes()
    held_today(path)
    path.write_bytes(before)


BEGINNINGS: dict[str, tuple[Callable[[Path], None], str, str]] = {
    "nothing": (lambda _: None, "", ""),
    "carry-on": (cut_off, "carry on", "on"),
    "carry-on-by-enter": (cut_off, "", "enter"),
    "end-it": (cut_off, "2", "end"),
    "put-aside": (cut_off, "put aside", "aside"),
    "not-now": (cut_off, "not now", "later"),
    "another-today": (held_today, "begin", "begin"),
    "no-other-today": (held_today, "not now", "no"),
    "write-again": (gone, "write again", "write-again"),
    "leave-it-out": (gone, "leave it out", "leave-it"),
    "missing-not-now": (gone, "not now", "later"),
}


@pytest.mark.parametrize("name", BEGINNINGS)
async def test_the_same_answer_before_the_first_question_comes_to_the_same(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    prepare, typed, picked = BEGINNINGS[name]
    paths = {hands: plan_in(tmp_path / hands) for hands in ("a", "b")}
    for hands, path in paths.items():
        monkeypatch.setenv("FACILITATOR_DATA", str(tmp_path / f"data-{hands}"))
        prepare(path)
    monkeypatch.setenv("FACILITATOR_DATA", str(tmp_path / "data-a"))
    session = begun(begin(paths["a"], now=Clock()), Hand(typed))
    if session is not None:
        session.leave()
    by_line = came_to(paths["a"], session)
    monkeypatch.setenv("FACILITATOR_DATA", str(tmp_path / "data-b"))
    async with open_room(tmp_path / "b") as room:
        if picked == "enter":
            await room.press("enter")
        elif picked:
            await pick_value(room, picked)
        desk = room.app.desk
    assert came_to(paths["b"], desk.session if desk else None) == by_line


@pytest.mark.parametrize(("then", "carried_on"), [("go on|carry on", True), ("leave", False)])
def test_a_question_before_the_first_one_can_be_covered_line_by_line(
    tmp_path: Path, then: str, carried_on: bool
) -> None:
    path = plan_in(tmp_path / "plans")
    cut_off(path)
    hand = Hand("cover", "secret one", *then.split("|"))
    session = begun(begin(path, now=Clock()), hand)
    if session is not None:
        session.leave()
    assert (session is not None) == carried_on
    said = hand.said.getvalue()
    assert said.count(say("plain.cover")) == said.count(say("plain.covered")) == 1
    assert said.count(say("dialogue.unfinished-title")) == (2 if carried_on else 1)
    assert not [one for one in tmp_path.rglob("*") if one.is_file() and b"secret" in one.read_bytes()]
    assert "secret" not in said


async def pick_value(room: Room, value: str) -> None:
    """Pick an option of the page by what it stands for."""
    screen = room.app.screen
    assert isinstance(screen, CalmScreen)
    screen.choices.place([option.value for option in screen.choices.options].index(value))
    await room.press("enter")


ENDINGS = {
    "closed": ("write|no", "f10|>Close the meeting", None),
    "early": ("end early because tea|write|no", "f10|>End now|=tea", None),
    "their-review-first": (
        "write|write as Term 3|no",
        "f10|>Close the meeting|>Write it as the review",
        held_today,
    ),
    "a-copy": ("write|copy|ours|no", "f10|>Close the meeting|>Write it to a copy|=ours", held_today),
    "left": ("leave", "f10|>Stop for today", None),
    "taken-home": (
        "write|papers|for child|txt|for everyone|html|no|no",
        "f10|>Close the meeting|>One paper|>child's letter|>plain text|>summary for everyone|>To print",
        None,
    ),
}


@pytest.mark.parametrize("name", ENDINGS)
async def test_the_same_end_comes_to_the_same(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    typed, keys, others = ENDINGS[name]
    paths = {hands: plan_in(tmp_path / hands) for hands in ("a", "b")}

    def prepare(session: Session) -> None:
        if name not in ("early", "left"):
            for place in [one for one in session.meeting.agenda.places if one.turn.id != "close.period"]:
                session.record(ev.TurnDone(turn=place.key.turn, item=place.key.item))
            session.record(ev.TurnDone(turn="close.period"))
        if others is not None:
            with monkeypatch.context() as elsewhere:
                elsewhere.setenv("FACILITATOR_DATA", str(tmp_path / "data-others"))
                others(session.opened.path)

    monkeypatch.setenv("FACILITATOR_DATA", str(tmp_path / "data-a"))
    session = Session.begin(open_plan(paths["a"]), now=Clock())
    prepare(session)
    lines = Hand(*typed.split("|"))
    conversation = Conversation(session, lines, None)
    while conversation.code is None:
        conversation.ready_to_write |= conversation.asking.put_question()
        line = lines.ask()
        assert line is not None, lines.said.getvalue()
        take(conversation, line)
    session.leave()
    by_line = came_to(paths["a"], None)
    monkeypatch.setenv("FACILITATOR_DATA", str(tmp_path / "data-b"))
    async with open_room(tmp_path / "b") as room:
        assert room.app.desk is not None
        prepare(room.app.desk.session)
        room.screen.show_question()
        await room.settle()
        for key in keys.split("|"):
            if key == "f10" and not isinstance(room.app.screen, MeetingScreen):
                continue  # the page came up by itself
            await (
                room.type(key[1:])
                if key[0] == "="
                else pick(room, key[1:])
                if key[0] == ">"
                else room.press(key)
            )
    assert came_to(paths["b"], None) == by_line
    assert sum(path.suffix in (".txt", ".html") for path in (tmp_path / "a").iterdir()) == typed.count("for ")
    assert sorted(path.name for path in (tmp_path / "a").iterdir()) == sorted(
        path.name for path in (tmp_path / "b").iterdir()
    )


def test_no_child_of_a_group_can_be_taken_off_the_list_or_made_somebody_else(tmp_path: Path) -> None:
    shape = next(shape for shape in SHAPES if shape.format == "reading-group")
    session = Session.begin(open_plan(shape.plan(tmp_path), FORMATS), prompts=FORMATS)
    for child in session.meeting.plan.children:
        asked = next(person_menu(session, child.id))
        assert isinstance(asked, Ask)
        assert [option.value for option in asked.options if isinstance(option.value, str)] == []
        assert not any(isinstance(option.value, ev.PersonRemoved) for option in asked.options)
    session.leave()
