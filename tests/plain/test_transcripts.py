"""Whole meetings, piped in from `transcripts/NAME.txt`; what is said back stands in `transcripts/NAME.out`.

When the wording has changed, look at the difference and renew what is said back:

    UPDATE_TRANSCRIPTS=1 .venv/bin/python -m pytest tests/plain/test_transcripts.py
"""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from facilitator.files.plans import open_plan
from facilitator.plan.reviews import Review
from facilitator.script.loading import load_script
from facilitator.work.convert import conversion
from tests.looking import became, every_word, read_back, views
from tests.plain import plans, talk
from tests.summary.rendering import render

TRANSCRIPTS = Path(__file__).parent / "transcripts"
UPDATE = "UPDATE_TRANSCRIPTS"

WHOLE = (
    "smooth-60",
    "smooth-60-six",
    "smooth-45",
    "smooth-45-not-agreed",
    "short-30",
    "short-30-six",
    "child-absent",
    "child-leaves",
    "spread-1",
    "spread-3",
    "removed-amended",
    "not-delivered",
    "half-done",
    "all-skipped",
    "late-edit",
    "child-part",
    "revised",
)
REFUSED_ON_PURPOSE = {"spread-3": ["3"], "child-part": ["1, 3, drawing", "99", "3", "purple"]}


def hold(
    name: str, path: Path, *, prompts: Path | None = None, later: int = 0, planning: bool = False
) -> tuple[int, str]:
    """Hold the meeting of a transcript; what is said must be what is kept."""
    typed = (TRANSCRIPTS / f"{name}.txt").read_text(encoding="utf-8")
    code, said = talk.hold(path, typed, prompts=prompts, later=later, planning=planning)
    golden = TRANSCRIPTS / f"{name}.out"
    if os.environ.get(UPDATE):
        golden.write_text(said, encoding="utf-8")
    assert said == golden.read_text(encoding="utf-8"), f"{UPDATE}=1 renews it, if this is right"
    return code, said


def _review(name: str, folder: Path) -> Review:
    path = talk.demo(folder)
    code, _ = hold(name, path)
    assert code == 0
    return talk.last_review(path)


@pytest.mark.parametrize("name", WHOLE)
def test_a_whole_meeting_reads_as_it_should_and_every_line_is_taken(name: str, tmp_path: Path) -> None:
    path = talk.demo(tmp_path)
    code, said = hold(name, path)
    assert code == 0
    refused = [line.partition(": ")[2] for line in said.splitlines() if line.startswith("  Not recorded")]
    assert refused == REFUSED_ON_PURPOSE.get(name, [])
    assert len(open_plan(path).plan.reviews) == 2


@pytest.mark.parametrize("name", [*WHOLE, "cut-off-1", "cut-off-2", "other-format", "word-plan"])
def test_no_line_that_is_said_back_is_wider_than_it_need_be(name: str) -> None:
    said = (TRANSCRIPTS / f"{name}.out").read_text(encoding="utf-8")
    assert not any(line != line.rstrip() for line in said.splitlines())
    assert "{" not in said, "a field was not filled in"


def test_a_smooth_meeting_writes_three_agreed_scores(tmp_path: Path) -> None:
    review = _review("smooth-60", tmp_path)
    assert (review.period, review.minutes, review.ended) == (2, 60, "in_full")
    scores = review.scores
    assert [(score.result, score.number) for score in scores] == [("agreed", 4), ("agreed", 3), ("agreed", 3)]
    assert [action.agreed for action in review.actions] == [True] * 6
    assert became(review) == ["done", "done", "part"]
    assert {said.match.kind for said in views(review) if said.match} == {"action", "outcome", "not_now"}
    assert {answer for _, answer in read_back(review)} == {"yes"}
    sent_in = [said for said in views(review) if said.manner.when == "sent_in"]
    assert [review.person(said.by).name for said in sent_in] == ["Ms Petrova", "Ms Petrova"]


def test_a_short_meeting_gives_the_child_as_much_room(tmp_path: Path) -> None:
    review = _review("short-30", tmp_path)
    assert (review.minutes, review.ended) == (30, "in_full")
    assert len([said for said in views(review) if said.manner.turn.startswith("child.")]) == 7


def test_an_absent_child_is_asked_by_somebody_within_five_school_days(tmp_path: Path) -> None:
    review = _review("child-absent", tmp_path)
    assert review.person("child").apologies
    (action,) = review.actions
    assert action.agreed
    assert action.by is not None
    assert (action.by - review.date).days == 7


def test_a_child_who_leaves_and_comes_back_is_there_twice(tmp_path: Path) -> None:
    review = _review("child-leaves", tmp_path)
    first, second = review.person("child").present
    assert first.left is not None
    assert second.left is None
    (said_for,) = [said for said in views(review) if said.manner.how == "said_for"]
    assert (said_for.by, said_for.text) == ("child", "She hates the bus.")


def test_one_apart_is_agreed_after_talking_and_keeps_the_first_numbers(tmp_path: Path) -> None:
    (score,) = _review("spread-1", tmp_path).scores
    assert (score.result, score.number) == ("agreed_after_talking", 3)
    assert [position.number for position in score.positions] == [None, 3, 4, 4]


def test_three_apart_stays_not_agreed_with_every_number_and_both_sides(tmp_path: Path) -> None:
    (score,) = _review("spread-3", tmp_path).scores
    assert (score.result, score.number) == ("not_agreed", None)
    assert [position.number for position in score.positions] == [None, 1, 4, 3]
    assert [position.number for position in score.second_positions] == [None, 2, 5, None]
    assert [bool(side.reason) for side in score.sides] == [True, True, True]
    assert score.next_step
    assert score.by


def test_an_outcome_is_ended_and_another_gets_new_words(tmp_path: Path) -> None:
    path = talk.demo(tmp_path)
    hold("removed-amended", path)
    plan = open_plan(path).plan
    outcomes = plan.of("outcome", ended=True)
    assert [one.ended and one.ended.how for one in outcomes] == ["achieved", "amended", "removed", None]
    assert outcomes[3].replaces == "o2"
    steps = [
        [step.words("wording") for step in plan.of("step", one.id, ended=True)]
        for one in (outcomes[3], outcomes[1])
    ]
    assert steps[0] == steps[1]
    assert outcomes[2].ended
    assert outcomes[2].ended.because == "She reads with the rest of her class now."


def test_support_that_was_not_given_is_said_with_the_score(tmp_path: Path) -> None:
    review = _review("not-delivered", tmp_path)
    (score,) = review.scores
    assert review.chosen("delivered", score.about) == "no"
    assert score.support_not_given


def test_an_action_that_is_half_done_is_taken_up_again(tmp_path: Path) -> None:
    review = _review("half-done", tmp_path)
    assert became(review) == ["done", "part", "not_needed"]
    (again,) = review.actions
    assert again.agreed


def test_a_meeting_in_which_everything_is_left_out_is_written_with_the_reasons(tmp_path: Path) -> None:
    review = _review("all-skipped", tmp_path)
    assert list(every_word(review)) == []
    assert {left.because for left in review.left_open} == {"we ran out of time"}
    assert review.period == 2


def test_a_line_of_the_beginning_can_be_put_right_at_the_end(tmp_path: Path) -> None:
    review = _review("late-edit", tmp_path)
    first, second = views(review)
    assert (first.text, first.manner.how) == ("I show my red card.", "with_help")
    assert review.person(str(first.manner.helper)).name == "Mum"
    assert review.person(second.by).name == "Mrs Holroyd"


def test_the_end_of_the_input_keeps_everything_and_the_next_run_carries_on(tmp_path: Path) -> None:
    path = talk.demo(tmp_path)
    before = path.read_bytes()
    code, said = hold("cut-off-1", path)
    assert code == 3
    assert "--plain" in said
    assert path.read_bytes() == before
    code, _ = hold("cut-off-2", path, later=2)
    assert code == 0
    review = talk.last_review(path)
    assert [statement.text for statement in views(review)] == [
        "My hand.",
        "I like art.",
        "She likes the talk group, too.",
        "Jo helps me.",
    ]
    assert review.ended == "early"


def test_an_invented_format_goes_through_meeting_file_and_summary(tmp_path: Path) -> None:
    path = talk.write(tmp_path, plans.passport())
    code, _ = hold("other-format", path, prompts=plans.FORMATS)
    assert code == 0
    plan = open_plan(path).plan
    (review,) = plan.reviews
    assert [score.number for score in review.scores] == [3, 1]
    assert [one.ended and one.ended.how for one in plan.of("outcome", ended=True)] == [None, "removed"]
    assert review.chosen("route", "o1") == "yes"
    script = load_script("two-reviews", plans.FORMATS)
    summary = render(plan, review, script, kind="txt")
    for words in ("Winter stamp", "A library card.", "What to pack for the next leg"):
        assert words in summary


def test_steps_and_support_are_revised_and_nothing_is_lost(tmp_path: Path) -> None:
    path = talk.demo(tmp_path)
    hold("revised", path)
    plan = open_plan(path).plan
    told = {item.words("wording") or item.words("what"): item for item in plan.items}
    ended = {words: (one.ended.how, one.ended.because) for words, one in told.items() if one.ended}
    assert ended == {
        "Put three pictures in order and say what happens.": ("achieved", ""),
        "Tell what happened at the weekend, with first, then and last.": (
            "removed",
            "The weekend is told at the table now.",
        ),
        "Talk group of four children": ("removed", "The group has come to its end."),
    }
    new = {words: one.fields for words, one in told.items() if one.added.review == 2}
    assert new == {
        "Tell a story to another class.": {"wording": "Tell a story to another class."},
        "Story club on Mondays": {
            "place": "education",
            "what": "Story club on Mondays",
            "who": "Miss Brannigan",
            "how_often": "Once a week, 20 minutes",
        },
        "Reading to her brother": {
            "place": "outside",
            "what": "Reading to her brother",
            "who": "Orla",
            "how_often": "At the weekend",
        },
    }
    assert {told[words].under for words in new} == {"o1"}


def test_what_a_review_ends_and_adds_stands_in_the_word_form(tmp_path: Path) -> None:
    path = tmp_path / "demo.docx"
    conversion(talk.demo(tmp_path), path, None).write()
    typed = (TRANSCRIPTS / "revised.txt").read_text(encoding="utf-8").partition("for everyone")[0]
    assert talk.hold(path, f"{typed}with 1\nadd\nno\n")[0] == 0
    told = {item.words("wording") or item.words("what"): item for item in open_plan(path).plan.items}
    assert {words: (one.ended.how, one.ended.because) for words, one in told.items() if one.ended} == {
        "Put three pictures in order and say what happens.": ("achieved", ""),
        "Tell what happened at the weekend, with first, then and last.": (
            "removed",
            "The weekend is told at the table now.",
        ),
        "Talk group of four children": ("removed", "The group has come to its end."),
    }
    assert told["Reading to her brother"].fields["place"] == "outside"
    assert told["Story club on Mondays"].fields["who"] == "Miss Brannigan"
    assert told["Tell a story to another class."].under == told["Story club on Mondays"].under
