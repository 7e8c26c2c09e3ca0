"""What the chair marks in a meeting as not for sharing, from the typed line to the papers."""

from __future__ import annotations

from pathlib import Path

import pytest

from facilitator.dialogue.plan_told import history_lines
from facilitator.dialogue.read_back import read_back
from facilitator.files.change_record import kept_changes
from facilitator.files.plans import new_plan, open_plan
from facilitator.files.reviews_as_held import as_held
from facilitator.meeting import events as ev
from facilitator.plan.people import EVERYONE
from facilitator.script.loading import load_script
from facilitator.script.words_by_key import say
from facilitator.summary.as_text import as_text
from facilitator.summary.audiences import audiences
from facilitator.work.demo import demo_plan
from facilitator.work.first_event import plan_asked_after
from facilitator.work.papers_of_plan import PapersOfPlan
from facilitator.work.session import Session
from tests.plain.talk import TODAY, hold

NAME = "Quillfeather"


A_MEETING = f"""go to home
Mum: {NAME} rang.
Mum: He sleeps well.
not for sharing 1
go to what we will do
Ring {NAME}
Mum
1 May
Buy a timer
Mum
2 May
not for sharing action 1
plan
by: Mr Lindqvist
not for sharing 2
done
said
actions
end early because we ran out
write
"""


@pytest.mark.parametrize("ending", ["plan.json", "docx"])
def test_what_is_marked_in_a_meeting_is_in_no_paper_and_in_no_form(tmp_path: Path, ending: str) -> None:
    path = new_plan(tmp_path / f"demo.{ending}", demo_plan(TODAY)).path
    code, said = hold(path, A_MEETING + ("nowhere\n" if ending == "docx" else ""))
    assert code == 0, said[-2500:]
    after = said[said.index("> said") :]
    assert NAME not in after
    assert after.count(say("manner.not-shared")) >= len(("a line", "an action"))
    opened = open_plan(path)
    held = as_held(opened).plan
    review = held.reviews[-1]
    assert [entry.text for entry in review.entries if entry.not_shared] == [f"{NAME} rang."]
    assert [(one.what, one.not_shared) for one in review.actions] == [
        (f"Ring {NAME}", True),
        ("Buy a timer", False),
    ]
    if opened.word is not None:
        assert NAME not in str(opened.word.plan)
        assert say("session.not-shared-here", count=2) in " ".join(said.split())
    assert "ask for a break" in load_script("support-plan").format.words_of(held.of("outcome")[1])
    home = PapersOfPlan(opened, held, review, load_script("support-plan"))
    for audience in audiences():
        paper = as_text(home.page(audience))
        assert NAME not in paper
        assert "ask for a break" not in " ".join(paper.split())
    assert "He sleeps well." in as_text(home.page("everyone"))
    if opened.word is not None:
        kept = kept_changes(opened.ids)
        assert [one.not_shared for one in kept if one.of] == [True]
        assert history_lines(kept) == []
    begun = plan_asked_after(opened)
    assert [item.kind for item in begun.items if item.not_shared] == ["outcome"]


@pytest.mark.parametrize("ending", ["plan.json", "docx"])
def test_a_mark_is_read_back_to_nobody(tmp_path: Path, ending: str) -> None:
    path = new_plan(tmp_path / f"demo.{ending}", demo_plan(TODAY)).path
    session = Session.begin(open_plan(path))
    session.record(ev.LineSaid(turn="home.working", speaker=EVERYONE, text=f"{NAME} rang."))
    line = list(session.meeting.minutes.said)[-1]
    assert NAME in str(read_back(session))
    session.record(ev.LineChanged(line=line, not_shared=True))
    assert NAME not in str(read_back(session))
    session.view.hidden.toggle()
    assert NAME not in str(read_back(session))
    session.leave()
