"""Bringing words back: whatever byte of a record is damaged, each line that still holds can be reached."""

from __future__ import annotations

import json
import os
import re
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, NamedTuple

import pytest
from hypothesis import given
from hypothesis import strategies as st

from facilitator.files.folders import backups_path, meetings_path, short_name
from facilitator.files.journal_lines import Header, check, encode, header_line, line, name_parts
from facilitator.files.kept_here import KeptFile, KeptPlan, kept_plans
from facilitator.files.plans import new_plan, open_plan
from facilitator.meeting import events as ev
from facilitator.plan.people import CHILD
from facilitator.script.words_by_key import explain, say
from facilitator.work.record_place import put_aside
from facilitator.work.recover import Beside
from facilitator.work.recoverable import RECORD, VERSION, Recoverable, recoverable, what_told
from facilitator.work.session import Session, unfinished
from tests.cli.running import run
from tests.held_meetings import held
from tests.meeting.plans import a_plan
from tests.test_session_word import begun
from tests.word_plans import word_plan

FIELDS = [
    *("n", "type", "at", "text", "speaker", "turn", "item", "people", "name", "note", "change", "review"),
    *("id", "plan", "person", "number", "on", "by", "perspective", "line", "action", "option", "words"),
]
CHILDS = ["I like lunch", "My friend moved away", "The bus is late"]
GREYS = "He was brave"


class Kept(NamedTuple):
    """A plan with the record of a meeting that was cut off, and the bytes of that."""

    plan: Path
    record: Path
    data: bytes

    @property
    def lines(self) -> list[bytes]:
        return self.data.split(b"\n")[:-1]


@pytest.fixture
def kept(tmp_path: Path) -> Kept:
    plan = new_plan(tmp_path / "a.plan.json", a_plan(reviews=1)).path
    session = begun(plan)
    session.record(ev.PersonAdded(name="Ms Grey", perspective="practitioner"))
    grey = f"{session.meeting.started.review}.p{len(session.meeting.events)}"
    for words in CHILDS:
        session.record(ev.LineSaid(turn="child.hard", speaker=CHILD, text=words))
    session.record(ev.LineSaid(turn="child.hard", speaker=CHILD, text="A slip"))
    session.record(ev.Undone())
    session.record(ev.LineSaid(turn="child.hard", speaker=grey, text=GREYS))
    session.leave()
    record = session.journal.path
    record.write_bytes(record.read_bytes().rstrip(b"\0"))
    return Kept(plan, record, record.read_bytes())


def the_record() -> tuple[Beside, Recoverable]:
    """Return the one record that is kept."""
    (plan,) = kept_plans()
    (one,) = (one for one in recoverable(plan) if one.kind == RECORD)
    return Beside(plan, one), one


def texts(event: dict[str, Any]) -> list[str]:
    return [value for field in ("text", "name") if isinstance(value := event.get(field), str)]


Damage = Callable[[bytes, int], bytes]


def flipped(data: bytes, at: int) -> bytes:
    return data[:at] + bytes([data[at] ^ 0x04]) + data[at + 1 :]


def cut(data: bytes, at: int) -> bytes:
    return data[:at]


def zeroed(data: bytes, at: int) -> bytes:
    return data[:at] + bytes(40) + data[at + 40 :]


def cut_out(data: bytes, at: int) -> bytes:
    return data[:at] + data[at + 7 :]


DAMAGES = (flipped, cut, zeroed, cut_out)


def whole_lines(kept: Kept, damaged: bytes) -> Iterator[dict[str, Any]]:
    """Yield the events of the lines whose every byte is still there."""
    names = name_parts(kept.record)
    assert names is not None
    for whole in kept.lines:
        found = check(whole, names[1])
        assert found is not None
        if found[1] == "event" and whole in damaged:
            yield found[2]


@pytest.mark.parametrize("damage", DAMAGES)
def test_no_line_that_holds_is_out_of_reach_and_no_word_is_another(
    kept: Kept, damage: Damage, pytestconfig: pytest.Config
) -> None:
    step = 1 if pytestconfig.getoption("--thorough") else 29
    everything = [event for line in kept.lines if (event := json.loads(line).get("event"))]
    spoken = {words for event in everything for words in texts(event)}
    for at in range(0, len(kept.data), step):
        damaged = damage(kept.data, at)
        kept.record.write_bytes(damaged)
        beside, one = the_record()
        holds = one.holds
        assert holds is not None
        there = [*holds.events.values(), *holds.beside]
        assert all(event in everything for event in there), at
        assert [event for event in whole_lines(kept, damaged) if event not in there] == [], at
        assert all(holds.events[number]["n"] == number for number in holds.events)
        assert one.damaged == (damaged != kept.data and not _ends_at_a_line(damaged, kept)), at
        told = "\n".join(beside.told())
        assert all(words in told or words == "A slip" for event in there for words in texts(event)), at
        for one_line in beside.told():
            for name, words in re.findall(r"(\w[\w ]*): (.+)$", one_line):
                if words in spoken:
                    assert (name.endswith("Ms Grey")) == (words == GREYS) or "lost" in name, (at, one_line)


def _ends_at_a_line(damaged: bytes, kept: Kept) -> bool:
    """Whether the record only lacks its last lines: nothing in it tells that there were more."""
    return kept.data.startswith(damaged) and damaged.endswith(b"\n") and damaged.count(b"\n") > 0


@pytest.mark.parametrize("damage", DAMAGES)
def test_what_holds_is_carried_on_or_told_why_not_and_the_old_record_stays(
    kept: Kept, damage: Damage, pytestconfig: pytest.Config
) -> None:
    step = 7 if pytestconfig.getoption("--thorough") else 101
    for at in range(0, len(kept.data), step):
        for path in meetings_path().rglob("*.*"):
            path.unlink()
        damaged = damage(kept.data, at)
        kept.record.write_bytes(damaged)
        beside, _ = the_record()
        if (why_not := beside.why_not_on()) is not None:
            assert "\n" not in explain(why_not)
            continue
        assert beside.carry_on() == kept.plan
        assert kept.record.read_bytes() == damaged
        opened = open_plan(kept.plan)
        found = unfinished(opened)
        assert found is not None
        session = Session.carry_on(opened, found.path)
        session.leave()
        minutes = session.meeting.minutes
        said = {said.entry.text: minutes.people[said.entry.by].name for said in minutes.said.values()}
        expected = {words: "Ms Grey" if words == GREYS else "Ravi" for words in said}
        assert said == expected, at
        lost = {line for line in kept.lines if line not in damaged}
        for words in CHILDS:
            assert (words in said) == all(words.encode() not in line for line in lost), at


def test_a_meeting_that_went_on_without_the_damaged_part_can_have_it_back(kept: Kept) -> None:
    kept.record.write_bytes(kept.data.replace(b"I like lunch", b"I like lurch"))
    opened = open_plan(kept.plan)
    found = unfinished(opened)
    assert found is not None
    session = Session.carry_on(opened, found.path)
    session.record(ev.LineSaid(turn="child.hard", speaker=CHILD, text="Said since"))
    session.leave()
    beside, one = the_record()
    told = beside.told()
    assert told.index("Ravi: Said since") < told.index(say("recover.beside"))
    for words in CHILDS[1:]:
        assert f"Ravi: {words}" in told[told.index(say("recover.beside")) :]
    assert f"Ms Grey: {GREYS}" in told
    assert one.damaged


def test_what_was_lost_may_stand_in_another_part(kept: Kept, tmp_path: Path) -> None:
    opened = open_plan(kept.plan)
    session = Session.carry_on(opened, kept.record)
    session.save_elsewhere(tmp_path / "other drive")
    session.record(ev.LineSaid(turn="child.hard", speaker=CHILD, text="Said there"))
    session.leave()
    for path in (kept.record, session.journal.path):
        at = path.read_bytes().index(b"I like lunch" if path == kept.record else b"moved away")
        path.write_bytes(flipped(path.read_bytes(), at))
    beside, one = the_record()
    assert {file.path for file in one.files} >= {kept.record, session.journal.path}
    told = beside.told()
    assert [f"Ravi: {words}" for words in (*CHILDS, "Said there")] == [
        line for line in told if any(words in line for words in (*CHILDS, "Said there"))
    ]


def test_taking_back_what_is_lost_takes_back_nothing_else(kept: Kept) -> None:
    kept.record.write_bytes(kept.data.replace(b"A slip", b"A slap"))
    beside, _ = the_record()
    assert beside.found is not None
    said = [one.entry.text for one in beside.found.meeting.minutes.said.values()]
    assert [words for words in CHILDS if words in said] == CHILDS
    assert GREYS in said


def test_review_says_that_later_lines_can_be_brought_back(kept: Kept) -> None:
    kept.record.write_bytes(kept.data.replace(b"I like lunch", b"I like lurch"))
    told = run("review", kept.plan, "--plain", typed="not now\n")
    assert say("dialogue.dropped-later", count=5) in " ".join(told.out.split())


def test_a_damaged_first_line_is_no_end_of_it(kept: Kept) -> None:
    kept.record.write_bytes(b"X" + kept.data[1:])
    refused = run("review", kept.plan, "--plain", typed="carry on\n")
    assert "facilitator recover" in refused.out + refused.err
    done = run("recover", kept.plan, "1", "--carry-on")
    assert (done.code, done.err) == (0, "")
    carried_on = run("review", kept.plan, "--plain", typed="carry on\nsaid\nleave\n")
    for words in CHILDS:
        assert words in carried_on.out


# From the command line


def listed(*given: str | Path) -> str:
    return " ".join(run("recover", *given).out.split())


def test_all_is_listed_newest_first_with_what_is_damaged(kept: Kept) -> None:
    held(kept.plan, "The hall is loud.").write()
    (backup,) = (path for path in backups_path("p-ravi").iterdir() if path.suffix == ".json")
    backup.write_bytes(backup.read_bytes()[:-50])
    kept.record.write_bytes(kept.data.replace(b"I like lunch", b"I like lurch"))
    os.utime(kept.record, (1, 1))
    told = listed()
    assert "Ravi Example" in told
    places = [told.index(words) for words in ("1. The ", "2. The ", "3. The ")]
    assert places == sorted(places)
    last = told[places[2] :]
    assert "The meeting of" in last
    assert "damaged, 8 entries, not finished" in last
    assert told.count("damaged") == 2
    assert listed(kept.plan) == listed("Ravi Example") == told


def test_nothing_kept_is_a_sentence(tmp_path: Path) -> None:
    assert run("recover").out.strip() == say("forget.nothing")
    new_plan(tmp_path / "a.plan.json", a_plan())
    refused = run("recover", tmp_path / "a.plan.json")
    assert (refused.code, len(refused.err.splitlines())) == (1, 1)


def native(folder: Path) -> Path:
    return new_plan(folder / "a.plan.json", a_plan(reviews=1)).path


def in_word(folder: Path) -> Path:
    return word_plan(folder / "a.docx")


@pytest.mark.parametrize("make", [native, in_word])
def test_an_earlier_version_is_told_apart_and_brought_out_whole(
    make: Callable[[Path], Path], tmp_path: Path
) -> None:
    plan = make(tmp_path)
    before = plan.read_bytes()
    held(plan, "The hall is loud.").write()
    number = next(at for at, one in enumerate(recoverable(kept_plans()[0]), start=1) if one.kind == VERSION)
    told = listed(plan, str(number))
    assert say("recover.nothing-there") in told
    assert "The hall is loud." in told[told.index(say("recover.only-now")) :]
    out = tmp_path / f"before{''.join(plan.suffixes)}"
    done = run("recover", plan, str(number), "-o", out)
    assert (done.code, done.err) == (0, "")
    assert out.read_bytes() == before
    again = run("recover", plan, str(number), "-o", out)
    assert again.code == 1
    assert out.read_bytes() == before


def test_words_that_were_lost_from_the_plan_are_told_and_brought_out(kept: Kept, tmp_path: Path) -> None:
    opened = open_plan(kept.plan)
    found = unfinished(opened)
    assert found is not None
    put_aside(found, opened)
    assert run("edit", kept.plan, "--plain", "--by", "Ms Grey", typed="change 1: The new words.\n").code == 0
    things = recoverable(kept_plans()[0])
    number = next(at for at, one in enumerate(things, start=1) if one.kind == VERSION)
    told = listed(kept.plan, str(number))
    there, now = told.index(say("recover.only-there")), told.index(say("recover.only-now"))
    assert "The new words." in told[now:]
    assert a_plan().items[0].words("wording") in told[there:now]
    record = next(at for at, one in enumerate(things, start=1) if one.kind == RECORD)
    out = tmp_path / "said.txt"
    assert run("recover", kept.plan, str(record), "-o", out).code == 0
    text = out.read_text(encoding="utf-8")
    for words in (*CHILDS, GREYS):
        assert words in text
    assert out.stat().st_mode & 0o777 == 0o600


@pytest.mark.parametrize("state", ["damaged", "gone"])
def test_a_plan_that_is_damaged_or_gone_is_known_by_where_it_lay(kept: Kept, state: str) -> None:
    held(kept.plan, "The hall is loud.").write()
    if state == "gone":
        kept.plan.unlink()
    else:
        kept.plan.write_bytes(b"{")
    things = recoverable(kept_plans()[0])
    number = next(at for at, one in enumerate(things, start=1) if one.kind == VERSION)
    assert say("recover.holds") in listed(kept.plan, str(number))
    back = kept.plan.with_name("back.plan.json")
    assert run("recover", kept.plan, str(number), "-o", back).code == 0
    assert open_plan(back).plan == a_plan(reviews=1)


@pytest.mark.parametrize(
    "name", ["there.txt", "link.txt", "nowhere/said.txt", "said.docx", "a" * 300 + ".txt"]
)
def test_nothing_is_ever_written_over_and_no_link_is_followed(kept: Kept, tmp_path: Path, name: str) -> None:
    (tmp_path / "there.txt").write_text("mine")
    (tmp_path / "link.txt").symlink_to(tmp_path / "elsewhere.txt")
    refused = run("recover", kept.plan, "1", "-o", tmp_path / name)
    assert (refused.code, len(refused.err.splitlines())) == (1, 1)
    assert (tmp_path / "there.txt").read_text() == "mine"
    assert not (tmp_path / "elsewhere.txt").exists()


@pytest.mark.parametrize("given", [["0"], ["99"], ["x"], ["--carry-on"], ["-o", "a.txt"]])
def test_a_number_that_is_none_is_a_sentence(kept: Kept, given: list[str]) -> None:
    refused = run("recover", kept.plan, *given)
    assert refused.code in (1, 2)
    assert "Traceback" not in refused.err


def test_a_link_among_the_records_is_nobodys(kept: Kept, tmp_path: Path) -> None:
    secret = tmp_path / "secret.journal"
    kept.record.rename(secret)
    kept.record.symlink_to(secret)
    assert kept_plans() == []


@pytest.mark.parametrize("make", [native, in_word])
def test_a_written_meeting_is_in_the_plan_and_is_not_carried_on(
    make: Callable[[Path], Path], tmp_path: Path
) -> None:
    plan = make(tmp_path)
    held(plan, "The hall is loud.").write()
    beside, _ = the_record()
    assert beside.difference() == [say("recover.in-plan")]
    refused = beside.why_not_on()
    assert refused is not None
    assert refused.code == "recover.on-in-plan"


def test_what_was_put_aside_can_be_carried_on(kept: Kept) -> None:
    opened = open_plan(kept.plan)
    found = unfinished(opened)
    assert found is not None
    put_aside(found, opened)
    assert unfinished(opened) is None
    assert run("recover", kept.plan, "1", "--carry-on").code == 0
    again = unfinished(opened)
    assert again is not None
    assert again.path != kept.record
    assert again.events == found.events


VALUES = st.recursive(
    st.none()
    | st.booleans()
    | st.integers(-5, 2**40)
    | st.text()
    | st.sampled_from(["said", "undone", "child"]),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from(FIELDS), inner, max_size=4),
    max_leaves=6,
)


@given(st.lists(st.dictionaries(st.sampled_from(FIELDS), VALUES, max_size=7), max_size=5), st.integers(0, 9))
def test_a_record_with_right_sums_and_anything_in_it_is_told_without_a_fault(
    tmp_path_factory: pytest.TempPathFactory, events: list[dict[str, Any]], whole: int
) -> None:
    folder = tmp_path_factory.mktemp("hostile")
    plan = new_plan(folder / "a.plan.json", a_plan(reviews=1))
    header = Header("p-ravi", None, str(plan.path), "", "r-1", "0001-01-01T00:00:00+14:00", "0" * 16)
    started = {"n": 1, "type": "started", "plan": "p-ravi", "format": "support-plan", "review": "r-2"}
    people = [{"id": "child", "name": "Ravi", "perspective": "child"}]
    first = started | {"date": "2027-03-12", "minutes": 60, "people": people, "at": "2027-03-12T14:00:00Z"}
    told = [*([first] if whole > 4 else []), *events]
    lines = [line("0" * 16, at, "event", encode(event)) for at, event in enumerate(told, start=1)]
    path = folder / f"{short_name('p-ravi')}-{'0' * 16}-01.journal"
    path.write_bytes(header_line(header) + b"".join(lines))
    kept = KeptPlan(short_name("p-ravi"), {"p-ravi"}, places={plan.path: None})
    kept.files.append(KeptFile(path, path.stat().st_size, datetime.now(UTC), "0" * 16))
    (one,) = recoverable(kept)
    beside = Beside(kept, one)
    assert all(isinstance(words, str) for words in [*beside.told(), *beside.difference(), what_told(one)])
    assert beside.found is None or len(beside.found.events) == max(one.holds.events if one.holds else [0])


def test_a_meeting_that_is_going_on_is_not_carried_on_twice(kept: Kept) -> None:
    session = Session.carry_on(open_plan(kept.plan), kept.record)
    try:
        refused = run("recover", kept.plan, "1", "--carry-on")
    finally:
        session.leave()
    assert (refused.code, len(refused.err.splitlines())) == (1, 1)
    assert len(list(meetings_path().glob("*.journal"))) == 1
