"""What stands under a part of an outcome is in a row of that part or in none, never in that of the next."""

from __future__ import annotations

from pathlib import Path

import pytest

from facilitator.files.plans import new_plan, open_plan, save_plan
from facilitator.plan.items import Item
from facilitator.plan.plan import Plan
from facilitator.word.writing_choices import Choices
from tests.shapes import FORMATS

SAMPLE = open_plan(FORMATS / "steps-and-targets" / "sample.plan.json", FORMATS).plan


def target(under: str, words: str) -> Item:
    return Item(id=f"{under}.{words}", kind="target", under=under, fields={"wording": words})


def step(words: str) -> Item:
    return Item(id=f"o1.{words}", kind="step", under="o1", fields={"wording": words})


def above(plan: Plan, kind: str = "target") -> dict[str, str]:
    """Return the words of what each item of a kind is under, by its own words."""
    return {item.words("wording"): plan.item(item.under or "").words("wording") for item in plan.of(kind)}


def in_word(plan: Plan, folder: Path) -> Path:
    path = folder / "a.docx"
    new_plan(path, plan, prompts=FORMATS)
    return path


@pytest.mark.parametrize("counts", [(0, 2), (1, 1), (2, 0), (3, 1), (2, 3)])
def test_a_new_document_has_every_target_under_its_step(counts: tuple[int, int], tmp_path: Path) -> None:
    items = [item for item in SAMPLE.items if item.kind != "target"]
    items += [
        target(f"o1.s{at}", f"t{at}-{one}") for at, count in enumerate(counts, 1) for one in range(count)
    ]
    items.append(target("o2.s1", "other"))
    plan = SAMPLE.model_copy(update={"items": items})
    again = open_plan(in_word(plan, tmp_path), FORMATS).plan
    assert above(again) == above(plan)
    assert above(again, "step") == above(plan, "step")


@pytest.mark.parametrize(
    "added",
    [
        [target("o1.s1", "second")],
        [target("o1.s2", "first"), target("o1.s2", "second")],
        [target("o1.s2", "first"), target("o1.s2", "second"), step("third")],
        [step("third"), target("o1.s2", "first"), target("o1.s2", "second")],
        [step("third"), target("o1.third", "first")],
    ],
    ids=lambda added: ", ".join(item.id for item in added),
)
def test_what_is_added_to_a_document_stands_under_its_own_or_is_left_out(
    added: list[Item], tmp_path: Path
) -> None:
    opened = open_plan(in_word(SAMPLE, tmp_path), FORMATS)
    ids = dict(zip((item.id for item in SAMPLE.items), (item.id for item in opened.plan.items), strict=True))
    new = [item.model_copy(update={"under": ids.get(item.under or "", item.under)}) for item in added]
    plan = opened.plan.model_copy(update={"items": [*opened.plan.items, *new]})
    saved = save_plan(opened, plan, choices=Choices(add=True))
    again = open_plan(saved.path, FORMATS).plan
    wanted, found = above(plan) | above(plan, "step"), above(again) | above(again, "step")
    assert found.items() <= wanted.items()
    told = " ".join(saved.left_out).lower()
    assert all(words in found or "target" in told for words in wanted)
