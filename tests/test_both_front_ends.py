"""The demo's review held twice, by keys in a terminal and piped into `--plain`: the same review in the plan.

Nobody writes the answers down beforehand: they are worked out question by question on the same meeting, so
that the whole script is walked, whatever it comes to hold.
"""

from __future__ import annotations

import re
import subprocess
import sys
from collections.abc import Iterator
from functools import partial
from pathlib import Path

import pytest

from facilitator.files.plans import open_plan
from facilitator.meeting import events as ev
from facilitator.meeting.question import Question
from facilitator.meeting.typed_answer import interpret
from facilitator.plan.plan import Plan
from facilitator.work.session import Session
from tests.answering import Step
from tests.looking import every_word
from tests.terminal import Terminal
from tests.word.packing import MAIN, parts_of
from tests.word_plans import word_plan

COMMAND = [sys.executable, "-m", "facilitator.cli"]


def demo(folder: Path) -> Path:
    folder.mkdir()
    subprocess.run([*COMMAND, "demo", "--here", str(folder)], check=True, capture_output=True)
    return next(folder.glob("*.plan.json"))


def steps_of(path: Path) -> list[Step]:
    """Hold the meeting in this process, and note what was done at each question."""
    session = Session.begin(open_plan(path))
    steps = list(_hold(session))
    session.leave()
    session.journal.path.unlink()
    return steps


def _hold(session: Session) -> Iterator[Step]:
    lines = -1  # from here on no outcome gets more next steps than the form has rows for
    while (question := session.view.question()) is not None:
        shown = question.child if question.to_child else question.adult
        kind, text = answer_to(question, lines, session)
        lines += 1
        yield Step(shown, kind, text)
        if kind == "next":
            session.record(ev.TurnDone(turn=question.key.turn, item=question.key.item))
        else:
            session.record(interpret(session.meeting, text, suggestion=question.suggestion))


def answer_to(question: Question, count: int, session: Session) -> tuple[str, str]:
    """Return a fitting answer; numbers far apart the first time, and nearer the second.

    All of the child's set-up is gone through, the child talks and sorts cards, and the next review is held.
    """
    if question.answer in ("text", "several", "board") and not question.said:
        return childs_answer(question, count)
    if question.answer in ("choice", "period", "outcome"):
        fixed = {"setup.takes-part": "2", "setup.says-by": "2", "close.period": "1"}
        fixed["decide.outcome"] = "134"[count % 3]  # with other words it would need a box of its own
        return "choose", fixed.get(question.key.turn, str(1 + count % len(question.options)))
    if question.answer == "scores":
        number = {"goal.show": (2, 4), "goal.show-again": (3, 4)}[question.key.turn][count % 2]
        return "type", f"{question.asks}: {number}"
    if question.answer in ("agree", "date"):
        agreed = {"goal.score": "3", "goal.score-again": "3", "setup.date": "today"}
        return "type", agreed.get(question.key.turn, "in 60 school days")
    if question.answer == "people" or question.said or (question.actions and not question.part):
        unknown = session.meeting.minutes.people.called("Mum") is None
        return ("type", "Mum, parent") if unknown else ("next", "")
    if question.suggestion or question.suggested_day:
        return "accept", "yes"
    if question.answer == "action":
        return "type", {"who": "Mum", "by": "in 15 school days"}.get(question.part, f"Do thing {count}")
    child = session.meeting.plan.child.called
    return "type", f"{'Mum' if count % 3 else child}: line {count} [b]words[/b]"


def childs_answer(question: Question, count: int) -> tuple[str, str]:
    """Return a fitting part of the child's set-up, or a card for the last column of the board."""
    if question.answer == "several":
        return "type", f"{1 + count % len(question.options)}"
    if question.answer == "board":
        return "type", f"{question.cards[count % len(question.cards)]}: {question.columns[-1].child}"
    return ("accept", "yes") if question.suggestion else ("type", "Mina")


def held_by_keys(path: Path, steps: list[Step], *, ahead: bool, decide: str = "") -> None:
    """Hold the review in a terminal, pressing keys alone; *ahead* without ever looking at the screen."""
    with Terminal([*COMMAND, "review", str(path)], columns=120, rows=40) as terminal:
        terminal.wait_until(partial(shows, steps[0].question), steps[0].question)
        for step in steps:
            if not ahead:
                terminal.wait_until(partial(shows, step.question), step.question)
            if step.kind == "next":
                terminal.press("tab")
            elif step.kind == "choose" or step.keys:
                terminal.type(step.keys or step.text)
            elif step.kind == "accept":
                terminal.press("enter")
            else:
                terminal.type(step.text)
                terminal.press("enter")
        terminal.wait_for("Close the meeting")
        terminal.wait_until(partial(shows, "Back to the meeting"), "all the ways to end")
        terminal.type(number_of("Close the meeting", terminal.lines))
        if decide:
            terminal.wait_for(decide)
            terminal.type(number_of(decide, terminal.lines))
        terminal.wait_for("written")
        terminal.press("ctrl+q")
        assert terminal.wait_for_exit() == 0


def number_of(option: str, lines: list[str]) -> str:
    """Return the number before an option, which picks it."""
    line = next(line for line in lines if option in line)
    return line.split(option)[0].strip(" ▸")


def shows(question: str, lines: list[str]) -> bool:
    """Whether the first words of a question stand on the screen."""
    words = " ".join(" ".join(lines).split())
    return " ".join(question.split()[:5]) in words


def held_by_pipe(path: Path, steps: list[Step], *, decide: str = "write") -> str:
    typed = [step.text or "next" for step in steps] + ["write", decide, ""]
    done = subprocess.run(
        [*COMMAND, "review", str(path), "--plain"],
        input="\n".join(typed),
        text=True,
        capture_output=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout[-2000:] + done.stderr
    return done.stdout


def without_ids_and_times(path: Path) -> str:
    """Return the plan as JSON with what each meeting makes anew taken out."""
    plan: Plan = open_plan(path).plan
    review = plan.reviews[-1]
    text = plan.model_copy(
        update={"reviews": [*plan.reviews[:-1], review.model_copy(update={"closed_at": None})]}
    )
    json = text.model_dump_json(indent=1, by_alias=True).replace(review.id, "r").replace(plan.id, "p")
    numbers: dict[str, str] = {}
    return re.sub(r'"r\.[a-z]\d+"', lambda found: numbers.setdefault(found[0], f"id{len(numbers)}"), json)


@pytest.mark.slow
def test_keys_and_pipe_leave_the_same_word_document(tmp_path: Path) -> None:
    """To the letter, and what stands there is the review that the meeting came to."""
    by_keys, by_pipe = (word_plan(tmp_path / f"{way}.docx") for way in ("keys", "pipe"))
    before = parts_of(by_keys.read_bytes())
    steps = steps_of(by_keys)
    assert len(steps) > 60
    held_by_pipe(by_pipe, steps, decide="nowhere")
    held_by_keys(by_keys, steps, ahead=True, decide="Nowhere in the form")
    after = parts_of(by_keys.read_bytes())
    assert after == parts_of(by_pipe.read_bytes())
    assert {name for name in before if before[name] != after[name]} == {MAIN}
    plan = open_plan(by_keys).plan
    assert [review.period for review in plan.reviews] == [1, 2]
    said = {statement.text for statement in every_word(plan.reviews[-1])}
    lines = [step.text.partition(": ")[2] for step in steps if ": line " in step.text]
    assert len(said & set(lines)) > len(lines) / 3  # next steps are actions, and so no lines


@pytest.mark.slow
@pytest.mark.parametrize(
    "ahead",
    [pytest.param(False, marks=pytest.mark.thorough), True],
    ids=["watching", "typing-ahead"],
)
def test_keys_and_pipe_leave_the_same_review(tmp_path: Path, ahead: bool) -> None:
    by_keys, by_pipe = demo(tmp_path / "keys"), demo(tmp_path / "pipe")
    steps = steps_of(by_keys)
    assert len(steps) > 60
    held_by_pipe(by_pipe, steps)
    held_by_keys(by_keys, steps, ahead=ahead)
    assert without_ids_and_times(by_keys) == without_ids_and_times(by_pipe)
    assert len(open_plan(by_keys).plan.reviews) == 2
