"""Which plan a Word document is: whatever became of names, places and files, and of the table that knows."""

from __future__ import annotations

import hashlib
import json
import shutil
import stat
import subprocess
import sys
import tempfile
from collections.abc import Callable
from datetime import date
from functools import cache
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from facilitator.files import document_id_table
from facilitator.files.document_id import ANOTHER_PLAN, SAME_PLAN, settled
from facilitator.files.folders import data_folder, ids_path, short_name
from facilitator.files.open_plan import OpenPlan
from facilitator.files.plan_ids import former_id, fresh_id
from facilitator.files.plans import new_plan, open_plan
from facilitator.plan.people import Child
from facilitator.plan.plan import Plan
from facilitator.plan.refusal import NeedsDecision
from facilitator.script.words_by_key import say
from facilitator.word.filled_document import new_word
from facilitator.work.session import Session, unfinished
from facilitator.work.unfinished import come_to_the_plan
from tests.cli.running import call, run
from tests.making import outcome
from tests.test_records import held
from tests.test_session import Clock
from tests.test_session_word import begun, ended
from tests.word.packing import MAIN, pack, parts_of
from tests.word_plans import CHILD, CHILD_WORKING, SECOND_REVIEW, change, word_plan

pytestmark = pytest.mark.sampled(2)

ROSA = "Rosa Lindqvist-Omar"
BORN = date(2017, 5, 2)
AIMS = ("ask for help with a card", "read a page aloud to a friend", "play a game for ten minutes")
OTHER_AIMS = ("walk to the shop and back", "write a list of ten things", "swim a width of the pool")


def a_plan(name: str = ROSA, aims: tuple[str, ...] = AIMS, **more: object) -> Plan:
    items = [item for n, aim in enumerate(aims, 1) for item in outcome(n, aim)]
    child = Child(full_name=name, date_of_birth=more.pop("born", None))  # type: ignore[arg-type]
    whole: dict[str, object] = {
        "id": "made",
        "format": "support-plan",
        "children": [child],
        "items": items,
        **more,
    }
    return Plan(**whole)  # type: ignore[arg-type]


def document(path: Path, *args: object, **more: object) -> Path:
    """Make a document as another program would: the facilitator knows nothing of it."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(_made(args, tuple(more.items())))
    return path


@cache
def _made(args: tuple[object, ...], more: tuple[tuple[str, object], ...]) -> bytes:
    return new_word(Path("made.docx"), a_plan(*args, **dict(more))).data  # type: ignore[arg-type]


def id_of(path: Path) -> str:
    """Return the id of a document, where it is certain."""
    opened = open_plan(path)
    assert not opened.maybe
    return opened.plan.id


def test_a_new_id_has_eighty_random_bits_and_fits_a_plan() -> None:
    ids = {fresh_id() for _ in range(100)}
    assert len(ids) == 100
    assert all(len(bytes.fromhex(one.removeprefix("plan-"))) == 10 for one in ids)
    newest = ids.pop()
    assert a_plan(id=newest).id == newest


# One plan


def corrected(path: Path) -> Path:
    return document(path, "Rosa Lindqvist Omar")


def renamed(path: Path) -> Path:
    return path.rename(path.with_name("R.L. plan.docx"))


def moved(path: Path) -> Path:
    folder = path.parent / "spring"
    folder.mkdir()
    return path.rename(folder / path.name)


def moved_and_renamed(path: Path) -> Path:
    return renamed(moved(path))


def moved_and_changed(path: Path) -> Path:
    return document(moved(path), ROSA, (*AIMS, "ride a bicycle"))


def given_a_start(path: Path) -> Path:
    return document(path, started=date(2026, 9, 1))


def given_a_day_of_birth(path: Path) -> Path:
    return document(path, born=BORN)


def reworded(path: Path) -> Path:
    return document(path, ROSA, OTHER_AIMS)


def copied(path: Path) -> Path:
    return Path(shutil.copy(path, path.with_name("copy of the plan.docx")))


ONE_PLAN = [
    corrected,
    renamed,
    moved,
    moved_and_renamed,
    moved_and_changed,
    given_a_start,
    given_a_day_of_birth,
    reworded,
    copied,
]


@pytest.mark.parametrize("what", ONE_PLAN)
def test_a_document_keeps_its_id(tmp_path: Path, what: Callable[[Path], Path]) -> None:
    path = document(tmp_path / "plans" / "rosa.docx")
    first = id_of(path)
    assert id_of(what(path)) == first


def test_a_name_that_is_put_right_twice_and_back_is_one_plan(tmp_path: Path) -> None:
    path = tmp_path / "rosa.docx"
    assert (
        len({id_of(document(path, name)) for name in (ROSA, "Rosa L", "Rosa Lindquist", ROSA, "Rosa O")}) == 1
    )


def test_what_is_saved_by_the_facilitator_is_known_again(tmp_path: Path) -> None:
    made = new_plan(tmp_path / "rosa.docx", a_plan(id=fresh_id()))
    assert id_of(made.path) == made.plan.id
    plan = word_plan(tmp_path / "mina.docx")
    first = id_of(plan)
    ended(plan).write()
    assert id_of(plan.rename(tmp_path / "m.docx")) == first


def test_a_document_that_is_renamed_altogether_is_known_by_its_records(tmp_path: Path) -> None:
    plan = word_plan(tmp_path / "mina.docx")
    held(plan, lambda _: None)
    first = id_of(plan)
    parts = parts_of(plan.read_bytes())
    parts[MAIN] = parts[MAIN].replace(CHILD.encode(), b"Mina Farrow").replace(b"ten minutes", b"five minutes")
    plan.unlink()
    moved_to = tmp_path / "spring" / "m.f.docx"
    moved_to.parent.mkdir()
    moved_to.write_bytes(pack(parts))
    assert open_plan(moved_to).plan.child.full_name == "Mina Farrow"
    assert id_of(moved_to) == first


def test_a_start_that_is_put_right_keeps_the_id_where_the_reviews_still_stand(tmp_path: Path) -> None:
    with_review = open_plan(word_plan(tmp_path / "mina.docx")).plan
    path = tmp_path / "plan.docx"

    def starting(day: date) -> str:
        path.write_bytes(new_word(path, with_review.model_copy(update={"started": day})).data)
        return id_of(path)

    assert starting(date(2025, 9, 1)) == starting(date(2025, 9, 3))


# Several plans


def namesake(path: Path) -> Path:
    return document(path.with_name("other.docx"), ROSA, OTHER_AIMS)


def namesake_with_nothing_written(path: Path) -> Path:
    return document(path.with_name("other.docx"), ROSA, ())


def namesake_of_another_age(path: Path) -> Path:
    return document(path.with_name("other.docx"), born=BORN)


def next_year(path: Path) -> Path:
    return document(path.with_name("rosa 2027.docx"), started=date(2027, 9, 1))


def next_year_without_a_start(path: Path) -> Path:
    return document(path.with_name("rosa 2027.docx"), ROSA, (*AIMS, "ride a bicycle"))


def next_year_in_a_folder_beside(path: Path) -> Path:
    return document(path.parent.parent / "2027" / path.name, ROSA, (*AIMS, "ride a bicycle"))


def next_year_over_the_old(path: Path) -> Path:
    return document(path, born=date(2017, 5, 3), started=date(2027, 9, 1))


def another_child_over_the_old(path: Path) -> Path:
    return document(path, "Tom Example", OTHER_AIMS)


@pytest.mark.parametrize(
    "what",
    [
        namesake,
        namesake_with_nothing_written,
        namesake_of_another_age,
        next_year,
        next_year_without_a_start,
        next_year_in_a_folder_beside,
        next_year_over_the_old,
        another_child_over_the_old,
    ],
)
def test_another_plan_has_an_id_of_its_own(tmp_path: Path, what: Callable[[Path], Path]) -> None:
    path = document(tmp_path / "2026" / "rosa.docx", started=date(2026, 9, 1), born=date(2017, 5, 3))
    first = id_of(path)
    other = what(path)
    second = id_of(other)
    assert first != second
    assert id_of(other) == second
    if other != path:
        assert id_of(path) == first


@settings(max_examples=4, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    st.lists(st.tuples(st.integers(0, 3), st.sampled_from(["rename", "name", "aim", "open"])), max_size=10)
)
def test_plans_that_are_changed_one_thing_at_a_time_never_take_each_others_ids(
    tmp_path: Path, steps: list[tuple[int, str]]
) -> None:
    folder = Path(tempfile.mkdtemp(dir=tmp_path))
    plans = [[f"{n}.docx", ROSA, [f"do thing {n} {m} alone" for m in range(4)]] for n in range(4)]
    for name, child, aims in plans:
        document(folder / str(name), child, tuple(aims))
    ids = [id_of(folder / str(name)) for name, *_ in plans]
    assert len(set(ids)) == 4
    for count, (n, step) in enumerate(steps):
        name, child, aims = plans[n]
        if step == "rename":
            plans[n][0] = (folder / str(name)).rename(folder / f"{n} {count}.docx").name
        elif step == "name":
            plans[n][1] = f"{ROSA} {count}"
        elif step == "aim":
            plans[n][2] = [*aims[1:], f"do thing {n} again {count}"]
        if step in ("name", "aim"):
            document(folder / str(plans[n][0]), plans[n][1], tuple(plans[n][2]))
        assert id_of(folder / str(plans[n][0])) == ids[n]
    assert [id_of(folder / str(name)) for name, *_ in plans] == ids


def test_a_form_without_a_start_that_was_emptied_for_the_next_year_is_another_plan(tmp_path: Path) -> None:
    plan = word_plan(tmp_path / "mina.docx")
    old = plan.read_bytes()
    first = id_of(plan)
    second = id_of(document(plan, CHILD, OTHER_AIMS))
    assert second != first
    plan.write_bytes(old)
    assert id_of(plan) == first, "a sync client put the old file back"
    assert id_of(document(plan, CHILD, OTHER_AIMS)) == second


# Where nothing tells


def uncertain(tmp_path: Path) -> tuple[Path, OpenPlan]:
    """Return a document with an unfinished meeting whose child's name changed before it had any outcome."""
    path = document(tmp_path / "plan.docx", ROSA, ())
    before = open_plan(path)
    Session.begin(before, now=Clock()).leave()
    document(path, "Tom Example", ())
    return path, before


def test_where_nothing_tells_a_person_is_asked(tmp_path: Path) -> None:
    path, _ = uncertain(tmp_path)
    with pytest.raises(NeedsDecision) as asked:
        come_to_the_plan(path)
    assert asked.value.options == (SAME_PLAN, ANOTHER_PLAN)
    assert call("show", path).code == 0, "it can be looked at all the same"
    done = call("record", path, path)
    assert (done.code, done.err.split()[-2:]) == (3, [SAME_PLAN, ANOTHER_PLAN])


@pytest.mark.parametrize("option", [SAME_PLAN, ANOTHER_PLAN])
def test_the_command_asks_and_takes_the_answer(tmp_path: Path, option: str) -> None:
    path, before = uncertain(tmp_path)
    asked = run("review", path, "--plain")
    assert asked.code == 3
    assert say("plan.which-one", path=path) in " ".join(asked.err.split())
    assert [line.strip() for line in asked.err.splitlines()][-2:] == [SAME_PLAN, ANOTHER_PLAN]
    run("review", path, "--plain", option)
    assert (id_of(path) == before.plan.id) is (option == SAME_PLAN)


@pytest.mark.parametrize("option", [SAME_PLAN, ANOTHER_PLAN])
def test_what_a_person_said_holds(tmp_path: Path, option: str) -> None:
    path, before = uncertain(tmp_path)
    now = settled(open_plan(path), option)
    assert (now.plan.id == before.plan.id) is (option == SAME_PLAN)
    assert id_of(path) == now.plan.id
    at = come_to_the_plan(path)
    at.let_go()
    assert (at.found is not None) is (option == SAME_PLAN)


# The table


def test_no_name_stands_in_the_table_or_in_a_files_name(tmp_path: Path) -> None:
    path = word_plan(tmp_path / "plan.docx")
    begun(path).leave()
    ended(path).write()
    document(tmp_path / "other.docx")
    open_plan(tmp_path / "other.docx")
    names = [CHILD, ROSA, *CHILD.split(), *ROSA.split("-")]
    hashes = [hashlib.sha256(name.encode()).hexdigest()[:12] for name in names]
    former = [former_id("support-plan", name) for name in (CHILD, ROSA)]
    hidden = [*names, *hashes, *(one.removeprefix("word-") for one in former), *map(short_name, former)]
    table = "".join(one.read_text() for one in ids_path().iterdir())
    paths = "\n".join(str(one.relative_to(tmp_path)) for one in tmp_path.rglob("*"))
    for name in hidden:
        assert name.casefold() not in table.casefold()
        assert name.casefold() not in paths.casefold()


@pytest.mark.needs("posix")
def test_only_its_owner_can_read_the_table(tmp_path: Path) -> None:
    open_plan(document(tmp_path / "rosa.docx"))
    assert stat.S_IMODE(ids_path().stat().st_mode) == 0o700
    assert {stat.S_IMODE(one.stat().st_mode) for one in ids_path().iterdir()} == {0o600}


def cut(path: Path) -> None:
    path.write_bytes(path.read_bytes()[: path.stat().st_size // 2])


def flipped(path: Path) -> None:
    data = bytearray(path.read_bytes())
    data[len(data) // 2] ^= 1
    path.write_bytes(data)


def emptied(path: Path) -> None:
    path.write_bytes(b"")


def of_another_kind(path: Path) -> None:
    path.write_text(json.dumps([1, {"plans": 3}]))


@pytest.mark.parametrize(
    ("name", "harm"),
    [
        ("plans", cut),
        ("plans", of_another_kind),
        ("plans", Path.unlink),
        ("key", flipped),
        ("key", emptied),
        ("key", Path.unlink),
    ],
)
def test_a_table_that_is_lost_is_made_anew_from_the_records(
    tmp_path: Path, name: str, harm: Callable[[Path], None]
) -> None:
    plan, cut_off = word_plan(tmp_path / "mina.docx"), document(tmp_path / "rosa.docx")
    ended(plan).write()
    Session.begin(open_plan(cut_off), now=Clock()).leave()
    ids = [id_of(plan), id_of(cut_off)]
    harm(ids_path() / name)
    assert [id_of(plan), id_of(cut_off)] == ids
    assert unfinished(open_plan(cut_off)) is not None
    assert [id_of(plan), id_of(cut_off)] == ids


@pytest.mark.parametrize("seed", range(0, 8, 2))
def test_a_damaged_byte_costs_one_plan_its_line_and_gives_no_plan_a_wrong_id(
    tmp_path: Path, seed: int
) -> None:
    paths = [document(tmp_path / f"{n}.docx", f"Rosa {n}", (f"do thing {n}",)) for n in range(3)]
    ids = [id_of(path) for path in paths]
    file = ids_path() / "plans"
    data = bytearray(file.read_bytes())
    data[len(data) * (2 * seed + 1) // 16] ^= 1 << seed
    file.write_bytes(data)
    now = [id_of(path) for path in paths]
    assert sum(was != one for was, one in zip(ids, now, strict=True)) <= 2, "a line's end belongs to two"
    assert len({*ids, *now}) == 3 + sum(was != one for was, one in zip(ids, now, strict=True))
    assert [id_of(path) for path in paths] == now


def test_a_line_that_a_crash_cut_short_is_left_out_and_the_others_stay(tmp_path: Path) -> None:
    paths = [document(tmp_path / f"{n}.docx", f"Rosa {n}", (f"do thing {n}",)) for n in range(3)]
    ids = [id_of(path) for path in paths]
    with (ids_path() / "plans").open("ab") as stream:
        stream.write(b'{"plan": "plan-0", "marks": {"al')
    more = id_of(document(tmp_path / "more.docx"))
    assert [id_of(path) for path in paths] == ids
    assert id_of(tmp_path / "more.docx") == more
    lines = (ids_path() / "plans").read_text().splitlines()
    assert {json.loads(line)["plan"] for line in lines} == {*ids, more}


def test_the_past_of_a_table_does_not_grow_for_ever(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(document_id_table, "_SPARE", 3)
    path = tmp_path / "rosa.docx"
    first = id_of(document(path))
    for n in range(8):
        assert id_of(document(path, ROSA, (*AIMS, f"do thing {n}"))) == first
    assert len((ids_path() / "plans").read_bytes().splitlines()) <= 6


def test_a_table_that_is_lost_takes_no_meeting_of_another_child(tmp_path: Path) -> None:
    """One file that is used for every child in turn."""
    path = document(tmp_path / "plan.docx")
    Session.begin(open_plan(path), now=Clock()).leave()
    shutil.rmtree(ids_path())
    opened = open_plan(document(path, "Tom Example", OTHER_AIMS))
    assert unfinished(opened) is None


def test_programs_at_once_keep_all_plans_and_agree_on_each(tmp_path: Path) -> None:
    paths = [document(tmp_path / f"{n}.docx", f"Rosa {n}", (f"do thing {n}",)) for n in range(4)]
    program = (
        "import sys, pathlib, facilitator.files.plans as plans\n"
        "for path in sys.argv[1:]: print(plans.open_plan(pathlib.Path(path)).plan.id)"
    )
    orders = [paths, paths[::-1]]
    started = [
        subprocess.Popen([sys.executable, "-c", program, *map(str, order)], stdout=subprocess.PIPE, text=True)
        for order in orders
    ]
    said = [
        dict(zip(order, one.communicate()[0].split(), strict=True))
        for order, one in zip(orders, started, strict=True)
    ]
    assert said[0] == said[1] == {path: id_of(path) for path in paths}
    assert len(set(said[0].values())) == 4


def test_a_table_that_cannot_be_kept_is_good_for_this_program(tmp_path: Path) -> None:
    data_folder()
    ids_path().touch()  # no folder can be made there
    path = document(tmp_path / "rosa.docx")
    other = document(tmp_path / "other.docx", ROSA, OTHER_AIMS)
    assert id_of(path) == id_of(path) != id_of(other)
    assert ids_path().read_bytes() == b""


def test_words_put_right_in_the_document_change_no_id(tmp_path: Path) -> None:
    plan = word_plan(tmp_path / "mina.docx")
    first = id_of(plan)
    change(plan, SECOND_REVIEW, CHILD_WORKING, "Something new.")
    assert id_of(plan) == first
