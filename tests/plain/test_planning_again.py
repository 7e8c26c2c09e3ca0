"""A plan that is written over two meetings, a week apart: what stands is seen, added to, and asked after."""

from __future__ import annotations

from pathlib import Path

import pytest

from facilitator.files.plans import open_plan
from facilitator.files.reviews_as_held import as_held
from facilitator.plan.plan import Plan
from facilitator.script.format_declaration import PLAN
from facilitator.script.format_declaration import Path as Recorded
from facilitator.script.loading import load_script
from facilitator.script.plan_parts import Part, value_in
from facilitator.script.words_by_key import say
from facilitator.work.session import Session
from tests.plain import talk
from tests.shapes import PLANNED, Planned, typed_in

pytestmark = pytest.mark.sampled(2)

NEW = "Needs a quiet place in the afternoon."
ENDINGS = (".plan.json", ".docx")
WITH_WORDS = [
    (one, ending)
    for one in PLANNED
    for ending in ENDINGS
    if any(
        box.type == "words" and not box.hidden
        for box in load_script(one.format, one.prompts).format.plan.values()
    )
]


@pytest.mark.parametrize(("planned", "ending"), WITH_WORDS, ids=lambda one: getattr(one, "format", one))
def test_words_agreed_again_stand_in_the_one_box_with_those_before(
    planned: Planned, ending: str, tmp_path: Path
) -> None:
    path, (field, go_to) = first_sitting(planned, tmp_path, ending), agreed_box(planned)
    before = known(path, planned)
    (old,) = before.given(field)
    lines = ["today", "next", f"go to {go_to}", *to_the_box(planned, path, field), NEW, *AT_THE_END]
    code, said = talk.hold(path, "\n".join(lines), prompts=planned.prompts, planning=True, later=7)
    assert code == 0, said
    assert f"{say('meeting.in-the-plan')}: {old.text.replace(chr(10), '; ')}"[:60] in said.replace(
        "\n  ", "; "
    )
    plan = known(path, planned)
    (entry,) = plan.given(field)
    assert entry.text == f"{old.text}\n{NEW}"
    assert value_in(plan, Part(PLAN), field) == entry.text, "the editor sees all of it"
    if ending == ".plan.json":
        assert [one.value for one in entry.earlier] == [old.text]
    assert load_script(planned.format).format.label(field) not in said.partition(say("review.left-out"))[2]


AT_THE_END = ["next", "end early because the rest is done", "end", "write", "no"]


def agreed_box(planned: Planned) -> tuple[str, str]:
    """Return a box of agreed words that is filled by lines, and the part of the meeting that asks for it."""
    script = load_script(planned.format, planned.prompts, planning=True)
    for segment in script.segments[1:]:
        for turn in segment.every_turn():
            path = Recorded.read(str(turn.path))
            declared = script.format.plan.get(path.field) if path.of == PLAN else None
            if declared and declared.type == "words" and not declared.hidden and turn.answer == "lines":
                return path.field, segment.title.adult
    raise AssertionError(planned)


def to_the_box(planned: Planned, path: Path, field: str) -> list[str]:
    """Return the lines that lead from the beginning of a part to the question of a box."""
    session = Session.begin(open_plan(path, planned.prompts), planning=True, prompts=planned.prompts)
    places = session.meeting.agenda.places
    at = next(place for place, one in enumerate(places) if str(one.turn.path) == f"{PLAN}.{field}")
    first = next(place for place, one in enumerate(places) if one.segment.id == places[at].segment.id)
    session.leave()
    session.journal.path.unlink()
    return ["next"] * (at - first)


def first_sitting(planned: Planned, folder: Path, ending: str) -> Path:
    """Hold the meeting of a transcript, and return the plan that it wrote."""
    path = planned.empty(folder, ending)
    typed = "\n".join(typed_in(planned.transcript))
    assert talk.hold(path, typed, prompts=planned.prompts, planning=True)[0] == 0
    return path


def known(path: Path, planned: Planned) -> Plan:
    """Return a plan with its meetings as this computer knows them."""
    return as_held(open_plan(path, planned.prompts), planned.prompts).plan


@pytest.mark.parametrize("ending", ENDINGS)
@pytest.mark.parametrize("planned", PLANNED, ids=lambda one: one.format)
def test_the_first_review_asks_after_what_was_agreed_at_either_meeting(
    planned: Planned, ending: str, tmp_path: Path
) -> None:
    path = first_sitting(planned, tmp_path, ending)
    first = [one.what for one in known(path, planned).last_actions()]
    lines = ["today", "next", "end early because the rest is done", "end", "write", "no"]
    code, said = talk.hold(path, "\n".join(lines), prompts=planned.prompts, planning=True, later=7)
    assert code == 0, said
    plan = known(path, planned)
    assert len(plan.planning) == 2
    assert [one.what for one in plan.last_actions()] == first
    adults = {one.name for one in plan.planning[0].people if one.perspective != "child"}
    assert {one.name for one in plan.planning[1].people} >= adults, "who was there before is proposed"
    session = Session.begin(open_plan(path, planned.prompts), prompts=planned.prompts)
    asked = [one for one in session.meeting.agenda.places if str(one.turn.path) == "action.status"]
    assert len(asked) == len(first)
