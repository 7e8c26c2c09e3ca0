"""What is open, by typed lines: what can be typed, what is said back, what is refused and changes nothing."""

from __future__ import annotations

import io
import re
from collections.abc import Iterable
from datetime import date
from pathlib import Path

import pytest

from facilitator.dialogue.follow_up import FollowUp
from facilitator.dialogue.follow_up_lines import COMMANDS
from facilitator.dialogue.what_is_open import what_is_open
from facilitator.files.plans import open_plan, save_plan
from facilitator.plain.lines_in_and_out import Lines
from facilitator.plain.outside_meetings import carried_in_lines
from facilitator.plan.actions import Action
from facilitator.plan.refusal import NeedsDecision
from facilitator.script.words_by_key import say
from facilitator.work.session import Now
from tests.followed import CARDS, CLUB, RING, plan_with_actions, state
from tests.plain.talk import BEGINNING, demo, hold

TODAY = BEGINNING.date()


def typed(
    paths: Path | Iterable[Path], *lines: str, by: str = "Ms Khan", now: Now = lambda: BEGINNING
) -> tuple[int, str]:
    """Type lines on the twelfth of March, and return how many were refused and what was said."""
    places = [paths] if isinstance(paths, Path) else list(paths)
    follow_up, target = FollowUp(places, by=by, now=now), io.StringIO()
    with Lines.between(io.StringIO("".join(f"{line}\n" for line in lines)), target) as said:
        carried_in_lines(what_is_open(follow_up), said)
    return follow_up.refused, target.getvalue()


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return demo(tmp_path)


def last(path: Path) -> list[Action]:
    return open_plan(path).plan.last_actions()


def test_a_whole_talk(path: Path) -> None:
    refused, said = typed(
        path,
        "show",
        "done 1: the hall is calm",
        "part 2",
        "hand on 3 to mrs holroyd",
        "hand on 3 to Mr Lindqvist",
        "move 3 to 17 April, agreed with Mum",
        "drop 2 because she reads by herself",
        "by date",
        "undo",
        "done",
    )
    assert refused == 1, said
    assert said.splitlines()[0] == "  What is open for Orla Fenwick"
    assert "It is down for Mrs Holroyd already. Nothing was changed." in said
    first, second, third = last(path)
    assert [(one.status, one.because) for one in first.changes] == [("done", "the hall is calm")]
    assert [one.status for one in second.changes] == ["part"], "the last thing was taken back"
    assert (third.now.who, third.now.by) == ("Mr Lindqvist", date(2026, 4, 17))
    assert [(one.on, one.by, one.agreed) for one in third.changes] == [
        (TODAY, "Ms Khan", ""),
        (TODAY, "Ms Khan", "Mum"),
    ]
    assert "Taken back:" in said


@pytest.mark.parametrize(
    ("line", "why"),
    [
        ("done 4", "There is no action 4 here: they go from 1 to 3. Nothing was changed."),
        ("done 0", "There is no action 0 here"),
        ("move 1 to 1 February 2026", "Sunday 1 February 2026 is over."),
        ("move 1 to soon", "“soon” is no day."),
        ("move 1 to", "is not understood here"),
        ("move 1 to 1/4/2090", "is more than 30 years from today"),
        ("drop 1", "Give the reason"),
        ("not done 1", "It is not down as done."),
        ("hand on 1 to", "is not understood here"),
        ("jump 1", "“jump 1” is not understood here."),
        ("done one", "is not understood here"),
        ("undo", "There is no change to undo."),
    ],
)
def test_a_line_that_does_not_fit_changes_nothing(path: Path, line: str, why: str) -> None:
    before = path.read_bytes()
    refused, said = typed(path, line)
    assert refused == 1
    assert why in said
    assert path.read_bytes() == before


def test_what_is_done_already_is_told_with_who_noted_it(path: Path) -> None:
    refused, said = typed(path, "done 1", "done 1", "move 1 to 1 May", "not done 1", "done 1")
    assert refused == 2
    assert said.count("It was ticked off on Thursday 12 March 2026, by Ms Khan. Nothing was changed.") == 2
    assert [one.status for one in last(path)[0].changes] == ["done", "not_done", "done"]


def test_somebody_whom_the_plan_does_not_know_is_asked_about(path: Path) -> None:
    before = path.read_bytes()
    with pytest.raises(NeedsDecision, match=r"follow\.who-is-it"):
        typed(path, "hand on 1 to Dr Quill", "show")
    _, said = typed(path, "hand on 1 to Dr Quill", "back")
    assert path.read_bytes() == before
    assert "Nobody in this plan is called that." in said
    typed(path, "hand on 1 to Dr Quill", "new")
    assert last(path)[0].now.who == "Dr Quill"
    typed(path, "hand on 2 to dr quill")
    assert last(path)[1].now.who == "Dr Quill", "who does something is known then"


def test_a_name_may_be_cut_short_and_two_may_do_it(path: Path) -> None:
    typed(path, "hand on 1 to holroyd", "hand on 2 to Mum and Mr Lindqvist")
    first, second, _ = last(path)
    assert first.now.who == "Mrs Holroyd"
    assert second.now.who.endswith("and Mr Lindqvist")


def test_who_notes_it_is_asked_by_hand_and_needed_in_a_file(path: Path) -> None:
    with pytest.raises(NeedsDecision, match=r"edit\.by-whom"):
        typed(path, "done 1", by="")
    typed(path, "by: Mrs Holroyd", "done 1", by="")
    assert last(path)[0].changes[0].by == "Mrs Holroyd"


def private(path: Path) -> Path:
    """Make the second action of a plan one that is not for sharing."""
    opened = open_plan(path)
    action = opened.plan.last_actions()[1].model_copy(update={"not_shared": True})
    save_plan(opened, opened.plan.with_action(action))
    return path


def test_what_is_not_for_sharing_is_shown_when_it_is_asked_for(path: Path) -> None:
    words = last(private(path))[1].what
    _, said = typed(path, "show", "show 2", "done 2")
    assert words not in said
    assert "One more is not for sharing" in said
    assert "It is not for sharing. “show private” shows it." in said
    assert "An action that is not for sharing: done." in said
    assert last(path)[1].now.status == "done"
    _, said = typed(path, "show private", "show 2")
    assert words in said
    assert "Noted on" in said


def test_of_several_plans_each_action_has_one_number_and_its_child(tmp_path: Path, path: Path) -> None:
    other = plan_with_actions("kirklees", tmp_path)
    refused, said = typed([path, other], "done 5: glasses", "undo", "done 4", "of lee", "leave")
    assert refused == 0, said
    assert say("follow.several-children") in said
    assert re.search(r"  5\. Ring the nurse about glasses \(.*; Tamsin Oyelaran\)", said)
    plan = open_plan(other).plan
    assert [state(plan, one).now.is_open for one in (CARDS, RING, CLUB)] == [False, True, True]
    assert all(action.now.is_open for action in last(path))


def test_a_plan_that_was_changed_since_it_was_listed_is_looked_at_again(path: Path) -> None:
    follow_up = FollowUp([path], by="Ms Khan", now=lambda: BEGINNING)
    list(what_is_listed(follow_up))
    typed(path, "done 1", by="Mr Webb")
    row = follow_up.numbered(1)
    with Lines.between(io.StringIO(), io.StringIO()) as said:
        carried_in_lines(follow_up.tick(row, "part"), said)
    assert "Somebody else has changed the file" in str(follow_up.told())
    assert [one.by for one in last(path)[0].changes] == ["Mr Webb"]
    assert not follow_up.numbered(1).now.is_open


def what_is_listed(follow_up: FollowUp) -> list[str]:
    from facilitator.dialogue.follow_up_lines import listing

    with Lines.between(io.StringIO(), io.StringIO()) as said:
        carried_in_lines(follow_up.look(), said)
    return [*listing(follow_up)]


def test_a_plan_whose_meeting_is_not_finished_is_listed_and_not_changed(path: Path) -> None:
    hold(path, "leave\n")
    before = path.read_bytes()
    refused, said = typed(path, "done 1")
    assert refused == 1
    assert "A meeting of this plan is not finished." in said
    assert path.read_bytes() == before


def test_the_help_has_a_line_for_every_command(path: Path) -> None:
    _, said = typed(path, "help")
    for word in (
        "done 3",
        "part 3",
        "not done 3",
        "move 3 to",
        "hand on 3",
        "drop 3",
        "show 3",
        "by date",
        "of Mr",
    ):
        assert word in said
    assert {"follow-done", "follow-move", "follow-hand-on"} <= set(COMMANDS)


def test_the_next_review_tells_what_was_noted_and_one_line_takes_it(path: Path) -> None:
    typed(path, "done 1: she goes in first", "move 2 to 20 April", "hand on 2 to Mr Lindqvist")
    code, said = hold(path, "go to last actions\n1\n1\nleave\n", later=30)
    assert code == 0, said
    asked = said[said.index("Let Orla go into the dinner hall") :]
    assert "Since then: It is done. Noted on Thursday 12 March 2026 by Ms Khan. “she goes in first”" in asked
    assert "1. Yes, it is done (noted)" in asked
    assert "Mr Lindqvist: “Send the word box home" in asked
    assert "Since then: The date is Monday 20 April 2026 now." in asked


def test_home_shows_what_is_open_in_its_plans(path: Path) -> None:
    from facilitator.dialogue.home import home

    target = io.StringIO()
    with Lines.between(io.StringIO("actions\nleave\nleave\n"), target) as said:
        carried_in_lines(home(path.parent), said)
    assert "What is open for Orla Fenwick" in target.getvalue()
