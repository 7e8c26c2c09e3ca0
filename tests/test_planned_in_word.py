"""A plan written into a Word form: on this computer its first review asks after what was agreed then."""

from __future__ import annotations

import os
from datetime import timedelta
from pathlib import Path

import docx
import pytest

from facilitator.files.folders import meetings_path
from facilitator.files.plans import open_plan
from facilitator.files.records import recorded
from facilitator.files.reviews_as_held import as_held
from facilitator.meeting import events as ev
from facilitator.meeting.agenda_place import Place
from facilitator.plan.plan import Plan
from facilitator.plan.refusal import NeedsDecision
from facilitator.script.loading import load_script
from facilitator.word.writing_choices import REPLACE, Choices
from facilitator.work.session import Closed, Session, unfinished
from tests.plain import talk
from tests.plain.test_planning import written
from tests.shapes import PLANNED, Planned, typed_in
from tests.summary.rendering import render

pytestmark = pytest.mark.sampled(2)

CHOICES = Choices(append=True, one_value=REPLACE, add=True, seen=True)


@pytest.fixture(params=PLANNED, ids=lambda planned: planned.format)
def planned(request: pytest.FixtureRequest) -> Planned:
    """Each format in turn."""
    found: Planned = request.param
    return found


def agreed(plan: Plan) -> list[tuple[str, str]]:
    """Return what was agreed in the meeting that wrote a plan, and who does it."""
    return [(one.what, one.who) for held in plan.planning for one in held.actions]


def asked_after(session: Session) -> dict[str, Place]:
    """Return the questions what became of each action of the last meeting, by what it says."""
    actions = {one.id: one for one in session.meeting.plan.last_actions()}
    every = [one for one in session.meeting.agenda.places if str(one.turn.path) == "action.status"]
    return {actions[one.key.parts[-1]].what: one for one in every}


def test_the_first_review_asks_after_what_was_agreed_and_the_summary_tells_it(
    planned: Planned, tmp_path: Path
) -> None:
    (tmp_path / "native").mkdir()
    wanted = agreed(written(planned, planned.empty(tmp_path / "native")))
    path = planned.empty(tmp_path, ".docx")
    typed = "\n".join(typed_in(planned.transcript))
    assert talk.hold(path, typed, prompts=planned.prompts, planning=True)[0] == 0
    opened = open_plan(path, planned.prompts)
    assert opened.plan.planning == [], "a form has no place for it"
    known = as_held(opened, planned.prompts).plan
    assert agreed(known) == wanted
    items = {item.id for item in known.items}
    assert {one.about for one in known.last_actions()} <= {None, *items, *(one.id for one in known.children)}
    session = Session.begin(opened, prompts=planned.prompts, now=lambda: talk.BEGINNING + timedelta(days=60))
    adults = {one.name for one in known.planning[0].people if one.perspective != "child"}
    assert {one.name for one in session.meeting.minutes.people.values()} >= adults
    places = asked_after(session)
    assert list(places) == [what for what, _ in wanted]
    for place in places.values():
        session.record(ev.ChoiceMade(turn=place.turn.id, item=place.key.item, option="done"))
    session.leave()
    carried = carried_on(path, planned)
    assert list(asked_after(carried)) == list(places)
    carried.record(ev.MeetingEnded(early=True, because="The fire bell rang"))
    closed = written_with(carried)
    again = open_plan(path, planned.prompts)
    (record,) = recorded(again, planned.prompts)
    became = {one.about: one.value for one in record.review.entries if one.field == "status"}
    assert list(became.values()) == ["done"] * len(wanted)
    script = load_script(planned.format, planned.prompts)
    for plan, review in ((closed.opened.plan, closed.review), (record.plan, record.review)):
        page = " ".join(render(plan, review, script, kind="txt", prompts=planned.prompts).split())
        assert all(" ".join(what.split()) in page for what, _ in wanted)
    held = as_held(again, planned.prompts).plan
    assert agreed(held) == wanted
    assert [one.about for one in held.reviews[-1].entries if one.field == "status"] == [
        one.id for one in held.planning[0].actions
    ]


def carried_on(path: Path, planned: Planned) -> Session:
    """Carry the meeting on that was left."""
    opened = open_plan(path, planned.prompts)
    found = unfinished(opened, planned.prompts)
    assert found is not None
    return Session.carry_on(opened, found.path, prompts=planned.prompts)


def written_with(session: Session) -> Closed:
    """Write the review, with the usual answers where a person must decide."""
    try:
        return session.write()
    except NeedsDecision:
        return session.write(CHOICES)


def test_it_is_known_after_the_words_were_put_right_by_hand_and_by_the_day_of_the_meeting(
    planned: Planned, tmp_path: Path
) -> None:
    """A data folder that was copied has all its files from today: what is newest is told by the meetings."""
    path = planned.empty(tmp_path, ".docx")
    typed = "\n".join(typed_in(planned.transcript))
    assert talk.hold(path, typed, prompts=planned.prompts, planning=True)[0] == 0
    again = "today\nnext\nend early because the rest is done\nend\nwrite\nno\n"
    assert talk.hold(path, again, prompts=planned.prompts, planning=True, later=7)[0] == 0
    for number, file in enumerate(sorted(meetings_path().rglob("*"), key=lambda one: -one.stat().st_mtime)):
        os.utime(file, (number, number))
    opened = open_plan(path, planned.prompts)
    wanted = [one.what for one in as_held(opened, planned.prompts).plan.last_actions()]
    assert len(as_held(opened, planned.prompts).plan.planning) == 2
    for words in opened.plan.headings():
        rewrite(path, words, f"{words.rstrip('.')} as we said")
    changed = open_plan(path, planned.prompts)
    assert changed.plan.headings() != opened.plan.headings() or not opened.plan.headings()
    assert [one.what for one in as_held(changed, planned.prompts).plan.last_actions()] == wanted


def rewrite(path: Path, old: str, new: str) -> None:
    """Put words of a document right as somebody would in Word."""
    document = docx.Document(str(path))
    cells = [cell for table in document.tables for row in table.rows for cell in row.cells]
    for part in (*document.paragraphs, *(one for cell in cells for one in cell.paragraphs)):
        if old in part.text:
            part.text = part.text.replace(old, new)
    document.save(str(path))
