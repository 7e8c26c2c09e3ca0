"""Papers of a Word plan that are made later: they tell what was noted, handed on and confirmed since."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from facilitator.meeting import events as ev
from tests.cli.running import run
from tests.making import support_answered
from tests.test_records import parent
from tests.test_session_word import begun
from tests.word_plans import word_plan


@pytest.fixture
def plan(tmp_path: Path) -> Path:
    """A Word plan with a review in which somebody agreed to do something."""
    session = begun(word_plan(tmp_path / "mina.docx"))
    session.record(ev.DateGiven(turn="setup.date", on=date(2026, 11, 20)))
    parent(session, "Mum")
    for answer in support_answered(session.opened.plan, "o1", "partly"):
        session.record(answer)
    by = date(2027, 4, 1)
    session.record(ev.ActionAdded(turn="goal.put-right", item="o1", what="Ring the clinic", who="Mum", by=by))
    session.record(ev.MeetingEnded(early=True, because="Tea."))
    session.write()
    return session.opened.path


def text(plan: Path, audience: str, kind: str = "txt") -> str:
    target = plan.with_name(f"{audience}.{kind}")
    target.unlink(missing_ok=True)
    done = run("export", plan, "--for", audience, "--to", kind, "-o", target)
    assert done.code == 0, done.err
    return " ".join(target.read_text("utf-8").split())


def number_of(plan: Path) -> str:
    listed = run("actions", plan).out.splitlines()
    return next(line.split()[0].strip(".") for line in listed if "Ring the clinic" in line)


def test_a_day_that_was_moved_is_in_the_calendar_and_on_the_slip(plan: Path) -> None:
    assert "20270401" in text(plan, "everyone", "ics")
    moved = run("actions", plan, "--move", number_of(plan), "--to", "20 May 2027", "--noted-by", "Ms Grey")
    assert moved.code == 0, moved.err
    assert "20270520" in text(plan, "everyone", "ics")
    for audience in ("actions", "family", "everyone"):
        assert "20 May 2027" in text(plan, audience), audience


def test_who_it_was_handed_on_to_has_the_slip(plan: Path) -> None:
    handed = run(
        "actions", plan, "--hand-on", number_of(plan), "--who", "Dad", "--new-person", "--noted-by", "Ms Grey"
    )
    assert handed.code == 0, handed.err
    slips = text(plan, "actions")
    assert slips.index("Dad") < slips.index("Ring the clinic")
    assert "Dad does it now" in text(plan, "family")


def test_a_plan_that_is_final_by_now_says_so_on_every_paper(plan: Path) -> None:
    assert "Draft" in text(plan, "family")
    done = run("confirm", plan, "--agreed", "Mum")
    assert done.code == 0, done.err
    for audience in ("everyone", "family", "actions", "child", "panel"):
        assert "Draft" not in text(plan, audience), audience
