"""The golden thread: what the chair linked, what hangs loose, and what an end or a secret does to it."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from facilitator.phrases.golden_thread import rows
from facilitator.phrases.plan_change import told_of_changes
from facilitator.phrases.plan_part import value_told
from facilitator.plan.nouns import Ended
from facilitator.plan.plan import Plan
from facilitator.plan.reviews import Review
from facilitator.script.conformity import misfits
from facilitator.script.declared_fields import DeclaredField
from facilitator.script.formats_and_turns import FormatFile
from facilitator.script.golden_thread import thread_of, told, with_options
from facilitator.script.loading import find_prompts, format_ids, load_script
from facilitator.script.plan_parts import ENTRY, Part
from facilitator.script.words_by_key import say
from facilitator.work.what_goes_on import next_of, offered
from tests.changing import ending

FORM = load_script("kirklees").format
LINKED = [
    name
    for name in format_ids(find_prompts())
    if any(map(load_script(name).format.linking, ("outcome", "target")))
]


def plan(
    *, hopes: tuple[str, ...] = ("read",), areas: tuple[str, ...] = ("cognition",), **changes: Any
) -> Plan:
    """Return a plan of hopes, needs and one outcome with its step and help, linked to some of them."""
    data: dict[str, Any] = {
        "schema_version": 4,
        "id": "thread",
        "format": "kirklees",
        "children": [{"id": "child", "full_name": "Orla Finch"}],
        "people": [{"id": "mum", "name": "Mum", "role": "parent"}],
        "entries": [
            {"id": "job", "field": "parents_goals_long", "value": "A good job.", "by": "mum"},
            {"id": "read", "field": "goals_short", "value": "Read my own book.", "by": "child"},
            {"id": "vet", "field": "goals_long", "value": "Be a vet.", "by": "child"},
            {"id": "learns", "field": "cognition", "value": "Loses her place in a line."},
            {"id": "ill", "field": "health_needs", "value": "Takes medicine at noon."},
        ],
        "items": [
            {
                "id": "o1",
                "kind": "outcome",
                "number": 1,
                "fields": {"wording": "Orla reads a page.", "hopes": list(hopes), "areas": list(areas)},
            },
            {"id": "s1", "kind": "step", "under": "o1", "fields": {"wording": "Ten lines."}},
            {"id": "p1", "kind": "provision", "under": "o1", "fields": {"what": "Paired reading"}},
        ],
    }
    return Plan.model_validate(data | changes)


def lines(made: Plan, form: FormatFile = FORM) -> list[str]:
    return [f"{label}: {words}" for label, words in rows(thread_of(made, form), made, form, say)]


def without(made: Plan, item: str) -> Plan:
    """Return a plan of which one item has ended."""
    ended = {"how": "removed", "on": date(2026, 3, 12), "because": "It did not help."}
    items = [one.model_copy(update={"ended": ended}) if one.id == item else one for one in made.items]
    return made.model_copy(update={"items": items})


def test_what_hangs_loose_comes_first_and_the_childs_hopes_before_all() -> None:
    assert lines(plan()) == [
        "Hope with nothing yet: Be a vet (Orla)",
        "Hope with nothing yet: A good job (Mum)",
        "Need with nothing yet: My health needs",
        "In the plan: Read my own book (Orla) – Outcome 1, one kind of help",
        "In the plan: Cognition and learning: Loses her place in a line – Outcome 1, one kind of help",
    ]
    assert thread_of(plan(), FORM).is_loose
    assert not thread_of(plan(hopes=("read", "vet", "job"), areas=("cognition", "health")), FORM).is_loose


@pytest.mark.parametrize(
    ("item", "loose"),
    [
        ("o1", ["Hope with nothing yet: Read my own book (Orla)"]),
        ("s1", ["No step yet: Outcome 1: Orla reads a page"]),
        (
            "p1",
            [
                "No help yet: Outcome 1: Orla reads a page",
                "Waits for help: Read my own book (Orla) – Outcome 1",
            ],
        ),
    ],
)
def test_an_end_sets_loose_what_hung_on_it(item: str, loose: list[str]) -> None:
    before, after = lines(plan()), lines(without(plan(), item))
    assert set(loose) <= set(after) - set(before)
    assert not any("0 kinds of help" in line for line in after)


def test_what_waits_for_help_stands_before_what_is_looked_after() -> None:
    made = plan()
    second = made.items[0].model_copy(
        update={
            "id": "o2",
            "number": 2,
            "fields": {"wording": "Orla tells Pip a story " * 9, "hopes": ["job"]},
        }
    )
    told_so = lines(made.model_copy(update={"items": [*made.items, second]}))
    assert [line.partition(":")[0] for line in told_so] == [
        "Hope with nothing yet",
        "Need with nothing yet",
        "No step yet",
        "No help yet",
        "Waits for help",
        "In the plan",
        "In the plan",
    ]
    assert told_so[3] == "No help yet: Outcome 2: Orla tells Pip a story Orla tells Pip a story Orla tells…"


def test_an_outcome_that_serves_nothing_is_told_and_one_that_nobody_could_link_is_not() -> None:
    assert "For which hope or need?: Outcome 1: Orla reads a page" in lines(plan(hopes=(), areas=()))
    assert lines(plan(hopes=(), areas=(), entries=[])) == []


def test_words_that_are_for_the_plan_alone_are_in_no_thread_and_of_sensitive_ones_only_the_box() -> None:
    secret = FORM.plan["goals_long"].model_copy(update={"private": True})
    form = FORM.model_copy(update={"plan": {**FORM.plan, "goals_long": secret}})
    assert not any("vet" in line for line in lines(plan(), form))
    assert not any("medicine" in line for line in lines(plan()))


def test_the_end_of_words_that_are_for_the_plan_alone_is_told_to_nobody() -> None:
    secret = FORM.plan["goals_long"].model_copy(update={"private": True})
    form = FORM.model_copy(update={"plan": {**FORM.plan, "goals_long": secret}})
    changes = [ending(Part(ENTRY, one), "removed", "A reason") for one in ("vet", "read")]
    review = Review(id="r1", period=1, date=date(2026, 3, 12), people=[], changes=changes)
    (told,) = told_of_changes(review, plan(), form)
    assert "6 to 12 months" in told


def test_long_words_are_cut_where_a_word_ends() -> None:
    made = plan()
    entry = made.entries[1].model_copy(update={"value": "I want to read " + "and read " * 30})
    line = told(entry, made, FORM)
    assert len(line) <= 110
    assert line.endswith(("read… (Orla)", "and… (Orla)"))
    without_spaces = entry.model_copy(update={"value": "他想读书，" * 30})
    assert told(without_spaces, made, FORM) == "他想读书，" * 19 + "他想读书… (Orla)"


def test_a_link_to_something_that_is_not_there_is_refused_with_its_place() -> None:
    (found,) = misfits(plan(hopes=("read", "gone")), FORM)
    assert found.code == "conformity.no-option"
    assert found.values["given"] == "gone"


def test_an_outcome_is_linked_by_the_words_of_hopes_that_are_in_the_plan_now() -> None:
    field: DeclaredField = with_options(FORM, plan()).items["outcome"].fields["hopes"]
    assert [(one.id, one.label) for one in field.options] == [
        ("read", "Read my own book (Orla)"),
        ("vet", "Be a vet (Orla)"),
        ("job", "A good job (Mum)"),
    ]


def test_a_hope_that_has_ended_or_was_said_long_ago_is_still_told_in_words() -> None:
    made = plan(hopes=("read", "vet"))
    entries = [
        one.model_copy(update={"ended": Ended(how="removed")}) if one.id == "vet" else one
        for one in made.entries
    ]
    over = made.model_copy(update={"entries": entries})
    field = with_options(FORM, over).items["outcome"].fields["hopes"]
    assert value_told(["read", "vet"], field) == "Read my own book (Orla); Be a vet (Orla)"
    assert not any("vet" in line for line in lines(over))


def test_only_what_goes_on_is_linked_in_the_next_plan() -> None:
    made = plan(hopes=("read", "vet"))
    kept = {one.key for one in offered(made, FORM)} - {"plan:goals_long"}
    (outcome,) = next_of(made, FORM, kept, date(2026, 9, 1))["outcome"]
    assert outcome["hopes"] == ["read"]
    (alone,) = next_of(made, FORM, {"o1"}, date(2026, 9, 1))["outcome"]
    assert "hopes" not in alone


def test_each_format_with_hopes_or_needs_asks_what_its_outcomes_serve_and_tells_what_hangs_loose() -> None:
    assert set(LINKED) == set(format_ids(find_prompts())) - {"group-intervention"}
    for name in LINKED:
        turns = load_script(name, planning=True).turns_by_id().values()
        assert any(turn.options_from == "thread" for turn in turns), name
        assert any(turn.shows == "thread" for turn in turns), name
        assert all(turn.to == "chair" for turn in turns if "thread" in (turn.options_from, turn.shows)), name
