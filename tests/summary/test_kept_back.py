"""What is not for sharing is in no paper for others, and what a shared screen hides is in no ear."""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from facilitator.files.open_plan import OpenPlan
from facilitator.plan.actions import Action
from facilitator.plan.changes import PlanChange
from facilitator.plan.entries import Entry, Match
from facilitator.plan.items import Item
from facilitator.plan.people import CHILD
from facilitator.plan.plan import Plan
from facilitator.plan.refusal import Refusal
from facilitator.plan.reviews import LeftOpen, Review
from facilitator.plan.scores import Position, Score
from facilitator.script.loading import find_prompts, load_script
from facilitator.script.words_by_key import explain, use_prompts
from facilitator.summary.aloud import sentences_of
from facilitator.summary.as_text import as_text
from facilitator.summary.audiences import audiences
from facilitator.summary.kinds import kinds_of
from facilitator.work.papers_of_plan import PapersOfPlan
from tests.making import said
from tests.meeting.plans import a_plan

SCRIPT = load_script("support-plan")
PLAN = a_plan(reviews=2)
SECOND = PLAN.reviews[1]
MARK = "Quillfeather"
AUDIENCES = sorted(audiences())
DAY = date(2027, 3, 26)


def _with_action(plan: Plan, **action: Any) -> tuple[Plan, Review]:
    made = Action(id="r2.a9", what=f"Ask {MARK}.", who="Mum", by=DAY, **action)
    return plan, SECOND.model_copy(update={"actions": [*SECOND.actions, made]})


def _unshared(plan: Plan, item: str, **fields: str) -> Plan:
    kept_back = plan.item(item)
    changed = kept_back.model_copy(update={"not_shared": True, "fields": {**kept_back.fields, **fields}})
    return plan.model_copy(update={"items": [changed if one == kept_back else one for one in plan.items]})


def an_action() -> tuple[Plan, Review]:
    return _with_action(PLAN, not_shared=True)


def an_action_about_something_kept_back() -> tuple[Plan, Review]:
    return _with_action(_unshared(PLAN, "o2"), about="o2")


def an_action_about_what_stands_under_it() -> tuple[Plan, Review]:
    below = next(item for item in PLAN.items if item.under == "o2")
    return _with_action(_unshared(PLAN, "o2"), about=below.id)


def its_own_words() -> tuple[Plan, Review]:
    plan = _unshared(PLAN, "o2", wording=f"{MARK} writes.")
    action = Action(id="r2.a9", what="Ring up.", who="Mum", by=DAY, about="o2")
    entry = said("It is hard.", CHILD, "not_working", id="c9", match=Match(kind="outcome", target="o2"))
    entries = [*SECOND.entries, entry]
    return plan, SECOND.model_copy(update={"actions": [*SECOND.actions, action], "entries": entries})


def a_change_of_it() -> tuple[Plan, Review]:
    change = PlanChange(
        deed="reworded", kind="outcome", part="o2", field="wording", value=f"{MARK} reads.", was="x"
    )
    return _unshared(PLAN, "o2"), SECOND.model_copy(update={"changes": [*SECOND.changes, change]})


def something_new_under_it() -> tuple[Plan, Review]:
    fields: dict[str, Any] = {"place": "education", "what": f"{MARK} club", "who": "TA", "how_often": "daily"}
    new = Item(id="o2.p9", kind="provision", under="o2", fields=fields)
    plan, kind = _unshared(PLAN, "o2"), "provision"
    change = PlanChange(deed="added", kind=kind, part="o2.p9", value=f"{MARK} club", under="o2", by="Ms K")
    return (
        plan.model_copy(update={"items": [*plan.items, new]}),
        SECOND.model_copy(update={"changes": [*SECOND.changes, change]}),
    )


def words_about_it() -> tuple[Plan, Review]:
    entry = Entry(id="c9", field="achieved", about="o2", by="mum", value=f"{MARK} came.")
    score = Score(
        field="score",
        about="o2",
        result="not_agreed",
        shows=[[Position(person="mum", number=1, reason=MARK)]],
    )
    parts = {"entries": [*SECOND.entries, entry], "scores": [*SECOND.scores, score]}
    return _unshared(PLAN, "o2"), SECOND.model_copy(update=parts)


def why_it_was_left_out() -> tuple[Plan, Review]:
    left = LeftOpen(turn="goal.achieved", item="o2", kind="skipped", because=f"{MARK} is not here.")
    return _unshared(PLAN, "o2"), SECOND.model_copy(update={"left_open": [left]})


KEPT_BACK = [
    an_action,
    an_action_about_something_kept_back,
    an_action_about_what_stands_under_it,
    its_own_words,
    a_change_of_it,
    something_new_under_it,
    words_about_it,
    why_it_was_left_out,
]


def papers(plan: Plan, review: Review, prompts: Path | None = None) -> PapersOfPlan:
    reviews = [*[one for one in plan.reviews if one.period < review.period], review]
    whole = plan.model_copy(update={"reviews": reviews})
    return PapersOfPlan(OpenPlan(Path("a.plan.json"), whole, base=""), whole, review, SCRIPT, prompts)


@pytest.mark.parametrize("made", KEPT_BACK, ids=lambda made: str(made.__name__))
def test_what_is_not_for_sharing_is_in_no_paper(made: Any, tmp_path: Path) -> None:
    plan, review = made()
    assert MARK in f"{plan} {review}"
    home = papers(plan, review)
    for audience in AUDIENCES:
        assert MARK not in as_text(home.page(audience)), audience
        assert MARK not in " ".join(sentences_of(home.page(audience, in_sight=True))), audience
        assert MARK not in home.to_be_known(audience, "ics")
    dates = home.write("everyone", "ics", target=tmp_path / "a.ics").read_text("utf-8")
    assert MARK not in dates.replace("\n ", "").replace("\r", "")


def test_an_item_that_may_be_shared_again_stays_though_the_line_that_made_it_is_not_shared() -> None:
    made = Item(id="r2.s9", kind="outcome", number=9, fields={"wording": "She swims."})
    below = Item(
        id="r2.s9.p1", kind="provision", under="r2.s9", fields={"place": "education", "what": "Pool"}
    )
    line = Entry(id="r2.s9", field="new.outcome", value=f"{MARK} swims.", by="mum", not_shared=True)
    plan = PLAN.model_copy(update={"items": [*PLAN.items, made, below]})
    home = papers(plan, SECOND.model_copy(update={"entries": [*SECOND.entries, line]}))
    for audience in AUDIENCES:
        assert MARK not in as_text(home.page(audience)), audience
    assert "She swims." in as_text(home.page("panel"))


def test_the_same_words_are_in_it_where_they_may_be_shared() -> None:
    for made in KEPT_BACK:
        plan, review = made()
        items = [one.model_copy(update={"not_shared": False}) for one in plan.items]
        actions = [one.model_copy(update={"not_shared": False}) for one in review.actions]
        shared = papers(
            plan.model_copy(update={"items": items}), review.model_copy(update={"actions": actions})
        )
        assert MARK in as_text(shared.page("everyone")), made.__name__


@pytest.mark.parametrize("audience", AUDIENCES)
def test_every_kind_that_is_offered_can_be_made(audience: str, tmp_path: Path) -> None:
    home = papers(PLAN, SECOND)
    for kind in kinds_of(audience):
        assert home.write(audience, kind, target=tmp_path / f"a.{kind}").stat().st_size > 100


KEYS = [
    "summary.file-name-everyone",
    "summary.answer",
    "summary.mark",
    "summary.language",
    "summary.for.everyone",
    "letter.for.child",
    "letter.met",
    "evidence.for.panel",
]


@pytest.fixture
def ours(tmp_path: Path) -> Iterator[Path]:
    """A school's own wording, whose sentences the test spoils."""
    folder = tmp_path / "ours"
    shutil.copytree(find_prompts(), folder)
    yield folder
    use_prompts(None)


def spoil(folder: Path, *keys: str) -> None:
    for key in keys:
        own = folder / "words" / f"{key.partition('.')[0]}.yaml"
        text, found = re.subn(rf"(?m)^{re.escape(key)}:.*$", f'{key}: "We {{oops}}"', own.read_text("utf-8"))
        assert found == 1
        own.write_text(text, "utf-8")
    use_prompts(folder)


def refused_for(audience: str, folder: Path, target: Path) -> str:
    """Return why a paper was refused; nothing where it was made."""
    home = papers(PLAN, SECOND, folder)
    try:
        home.to_be_known(audience)
        home.write(audience, "txt", target=target)
    except Refusal as refusal:
        assert not target.exists()
        return explain(refusal)
    return ""


@pytest.mark.parametrize("key", KEYS)
def test_a_slip_in_a_schools_own_words_is_a_sentence(key: str, ours: Path, tmp_path: Path) -> None:
    spoil(ours, key)
    told = [refused_for(audience, ours, tmp_path / f"{audience}.txt") for audience in AUDIENCES]
    assert any("oops" in why for why in told)
    assert all("oops" in why for why in told if why)


def test_even_where_the_sentence_of_the_refusal_has_a_slip(ours: Path, tmp_path: Path) -> None:
    spoil(ours, "summary.answer", "summary.words")
    assert "'summary.answer' needs" in refused_for("everyone", ours, tmp_path / "a.txt").replace("“", "'")
