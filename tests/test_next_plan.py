"""The plan that follows an old one: what goes on is chosen line by line, in both front ends and without."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from facilitator.files.plans import open_plan
from facilitator.plan.plan import Plan
from facilitator.script.loading import load_script
from facilitator.script.words_by_key import say
from facilitator.work.session import Session
from facilitator.work.what_goes_on import offered
from tests.cli.running import call, run
from tests.plain import talk
from tests.shapes import FORMATS, OURS, TRANSCRIPTS
from tests.used_up import used_up, written


@pytest.fixture
def old(tmp_path: Path) -> Path:
    """A plan that has had all its reviews."""
    return written(tmp_path)


def made_from(old: Path, *given: str, typed: str = "") -> Plan:
    new = old.with_name("new.plan.json")
    done = run("new", new, "--from", old, "--prompts", FORMATS, *given, typed=typed)
    assert done.code == 0, done.err
    return open_plan(new, FORMATS).plan


def wordings(plan: Plan) -> list[str]:
    return [item.words("wording") or item.words("what") for item in plan.items]


def numbers_of(*beginnings: str) -> str:
    """Return the numbers under which some things are offered, by the words in them."""
    offers = offered(used_up(), load_script("termly-targets", FORMATS).format)
    return ", ".join(
        str(number) for number, one in enumerate(offers, 1) if any(words in one.words for words in beginnings)
    )


def test_all_that_goes_on_is_taken_and_the_old_plan_stays_as_it_is(old: Path) -> None:
    before = old.read_bytes()
    new = made_from(old, "--keep", "all")
    assert old.read_bytes() == before
    assert (new.number, new.continues) == (2, "plan-of-the-card")
    assert new.meetings() == []
    assert "Leo spells 20 of the class words." not in wordings(new)
    assert new.of("target")[0].words("wording") == "Leo starts work in two minutes."
    assert new.of("target")[0].number == 1
    assert "due" not in new.of("target")[0].fields  # that day is over
    assert [entry.text for entry in new.given("works")] == ["A list he can tick.", "Being asked twice"]
    assert not any(entry.earlier for entry in new.entries)
    assert [person.name for person in new.people] == ["Mr Marsh", "Ms Gone"]  # whose words go on
    assert (new.child.full_name, new.child.date_of_birth) == (
        used_up().child.full_name,
        used_up().child.date_of_birth,
    )


def test_people_whose_ids_items_would_have_keep_them(old: Path) -> None:
    """A Word plan's people are p1, p2; so would be the first items of a kind that begins with a p."""
    taken = [item.id for item in made_from(old, "--keep", "all").items]
    plan = json.loads(re.sub(rf'"({"|".join(map(re.escape, taken))})"', r'"old-\1"', old.read_text("utf-8")))
    plan["people"] += [{"id": one, "name": f"Ms {number}"} for number, one in enumerate(taken, 1)]
    old.write_text(json.dumps(plan), encoding="utf-8")
    old.with_name("new.plan.json").unlink()
    new = made_from(old, "--keep", "all")
    assert {one.id for one in new.people} >= set(taken)
    assert len(new.items) == len(taken)


def test_nothing_but_the_child_and_the_people_is_taken(old: Path) -> None:
    new = made_from(old, "--keep", "none")
    assert (new.items, new.entries, new.number) == ([], [], 2)
    assert [person.name for person in new.people] == ["Mr Marsh"]


def test_only_the_numbers_that_are_named_are_taken(old: Path) -> None:
    new = made_from(old, "--keep", numbers_of("two minutes", "What works"))
    assert wordings(new) == ["Leo starts work in two minutes."]
    assert {entry.field for entry in new.entries} == {"works"}


@pytest.mark.parametrize(
    "typed",
    [
        "leave {numbers}\ndone\n",
        "none\nkeep 99\nkeep something\nall\n{numbers}\ndone\n",
        "all\nleave {numbers}\nback out of it\ndone\n",
    ],
)
def test_it_is_chosen_by_typed_lines(old: Path, typed: str) -> None:
    left = numbers_of("two minutes", "Strengths")
    new = made_from(old, typed=typed.format(numbers=left))
    assert "Leo starts work in two minutes." not in wordings(new)
    assert {entry.field for entry in new.entries} == {"works", "on_register"}
    kept = wordings(made_from_all(old))
    gone = [one for one in kept if one not in wordings(new)]
    assert "Leo starts work in two minutes." in gone
    assert all(item.under in {one.id for one in new.items} for item in new.items if item.under)


def made_from_all(old: Path) -> Plan:
    other = old.with_name("all.plan.json")
    assert call("new", other, "--from", old, "--prompts", FORMATS, "--keep", "all").code == 0
    return open_plan(other, FORMATS).plan


def test_where_nobody_says_what_goes_on_the_list_and_the_options_are_told(old: Path) -> None:
    new = old.with_name("new.plan.json")
    done = run("new", new, "--from", old, "--prompts", FORMATS)
    assert done.code == 3
    assert "Leo starts work in two minutes." in done.err
    assert "--keep all" in done.err
    assert not new.exists()


@pytest.mark.parametrize("keep", ["", "99", "0", "2-", "5-2", "everything else", "1,,2", "-1"])
def test_numbers_that_are_none_are_refused_and_nothing_is_written(old: Path, keep: str) -> None:
    new = old.with_name("new.plan.json")
    done = call("new", new, "--from", old, "--prompts", FORMATS, "--keep", keep)
    assert (done.code, new.exists()) == (1, False)
    assert "Nothing was written." in done.err


def test_a_part_without_what_it_belongs_to_is_refused(old: Path) -> None:
    offers = offered(used_up(), load_script("termly-targets", FORMATS).format)
    part = next(number for number, one in enumerate(offers, 1) if one.under)
    done = call("new", old.with_name("a.plan.json"), "--from", old, "--prompts", FORMATS, "--keep", str(part))
    assert done.code == 1
    assert f"{part} belongs to" in done.err


def test_keep_goes_with_an_old_plan_alone(old: Path) -> None:
    assert call("new", old.with_name("a.plan.json"), "--keep", "all").code == 2
    sample = FORMATS / "termly-targets" / "sample.plan.json"
    done = call("new", old.with_name("a.plan.json"), "--from", sample, "--prompts", FORMATS, "--keep", "all")
    assert (done.code, say("next.nothing-to-keep") in done.err) == (1, True)


def stopped_early(old: Path) -> Path:
    """Leave an old plan without its last review."""
    plan = json.loads(old.read_text(encoding="utf-8"))
    old.write_text(json.dumps({**plan, "reviews": plan["reviews"][:1]}), encoding="utf-8")
    return old


@pytest.mark.parametrize(("given", "typed"), [(("--early",), ""), ((), "yes\n")])
def test_a_plan_that_stopped_early_is_followed_where_somebody_says_so(
    old: Path, given: tuple[str, ...], typed: str
) -> None:
    new = made_from(stopped_early(old), "--keep", "all", *given, typed=typed)
    assert (new.number, new.continues, new.meetings()) == (2, "plan-of-the-card", [])


def test_a_plan_that_stopped_early_is_not_followed_where_the_chair_says_no(old: Path) -> None:
    new = stopped_early(old).with_name("new.plan.json")
    done = run("new", new, "--from", old, "--prompts", FORMATS, "--keep", "all", typed="no\n")
    assert (done.code, new.exists()) == (1, False)
    assert say("next.early-lead", reviews="Cycle 2") in " ".join(done.out.split())


@pytest.mark.parametrize("ending", [".plan.json", ".docx"])
def test_what_came_of_the_old_plan_is_read_from_the_new_one(old: Path, ending: str) -> None:
    if ending == ".docx":
        word = old.with_name("leo.docx")
        assert call("convert", old, word, "--prompts", FORMATS, "--yes").code == 0
        old.unlink()
        old = word
    new = old.with_name(f"new{ending}")
    done = call("new", new, "--from", old, "--prompts", FORMATS, "--keep", "all")
    assert done.code == 0, done.err
    shown = call("show", new, "--prompts", FORMATS).out
    assert say("show.before", file=old.name) in shown
    assert "Leo starts work in two minutes. Cycle 2: Amber." in shown
    assert "Leo spells 20 of the class words. Achieved" in shown
    old.rename(old.with_name("elsewhere.txt"))
    shown = call("show", new, "--prompts", FORMATS).out
    assert say("show.before-not-found", folder=old.parent) in shown


@pytest.mark.parametrize("ending", [".plan.json", ".docx"])
@pytest.mark.parametrize("old_ending", [".plan.json", ".docx"])
def test_who_was_at_the_last_meeting_is_proposed_for_the_first_of_the_new_plan(
    tmp_path: Path, old_ending: str, ending: str
) -> None:
    """Of a Word plan its reviews alone know who came; the form of the new one has no place for them."""
    shape = next(one for one in OURS if one.name == "coventry")
    (tmp_path / "sample").mkdir()
    old, sample = tmp_path / f"old{old_ending}", shape.plan(tmp_path / "sample")
    assert call("convert", sample, old, "--yes").code == 0 if old_ending == ".docx" else sample.rename(old)
    for name in shape.reviews:
        typed = (TRANSCRIPTS / f"{name}.txt").read_text(encoding="utf-8")
        assert talk.hold(old, f"{typed}add block\n", prompts=shape.prompts)[0] == 0
    new = tmp_path / f"new{ending}"
    done = call("new", new, "--from", old, "--keep", "none")
    assert done.code == 0, done.err
    started = Session.begin(open_plan(new), planning=True).meeting.started
    assert [(one.name, one.perspective) for one in started.people] == [
        ("Nia", "child"),
        ("Delyth Bramwell", "parent"),
        ("Uncle Rhys", "parent"),
        ("Mrs Okoro", "school"),
        ("Mr Fairley", "school"),
    ]


@pytest.mark.parametrize(("period", "code"), [(2, 0), (1, 3)])
def test_a_plan_is_over_once_the_last_review_is_held(old: Path, period: int, code: int) -> None:
    plan = json.loads(old.read_text(encoding="utf-8"))
    reviews = [review for review in plan["reviews"] if review["period"] == period]
    text = json.dumps({**plan, "reviews": reviews})
    old.write_text(re.sub(r'"review": \d', f'"review": {period}', text), encoding="utf-8")
    new = old.with_name("new.plan.json")
    done = call("new", new, "--from", old, "--prompts", FORMATS, "--keep", "all")
    assert (done.code, new.exists()) == (code, code == 0), done.err
    refused = say("given.has-reviews", reviews="Cycle 2")
    assert (refused in done.err, "--early" in done.err) == (code == 3, code == 3)
