"""Holds a review with a Word plan in memory, as the session does, and follows every answer to a question."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime
from functools import cache
from pathlib import Path

from facilitator.meeting.periods import free_periods
from facilitator.plan.plan import Plan
from facilitator.plan.refusal import NeedsDecision, Refusal
from facilitator.plan.reviews import Review
from facilitator.script.formats_and_turns import Script
from facilitator.script.layouts import Layout, load_layouts
from facilitator.script.loading import find_prompts, load_script
from facilitator.word.answers.plan_to_form import pieces_of_review
from facilitator.word.document.container import open_package
from facilitator.word.document.runs import Manner
from facilitator.word.document.view import view_of
from facilitator.word.filled_document import Filled, fill
from facilitator.word.form.form_contents import State
from facilitator.word.form.format_guess import recognise
from facilitator.word.plan import WordPlan
from facilitator.word.write import write
from facilitator.word.writing_choices import REPLACE, TO, Choices
from tests.word.judging import Judged, answers, judge, review_of

EVERYTHING = Choices(append=True, add=True, tracked=False, unprotected=True)
COPY = Path("/nowhere/copy.docx")


@cache
def layouts() -> dict[str, Layout]:
    """Return the program's layouts, read once."""
    return load_layouts(find_prompts())


@cache
def script_of(format_id: str) -> Script:
    """Return a script, read once."""
    return load_script(format_id)


def opened(data: bytes, path: str = "/nowhere/plan.docx") -> WordPlan:
    """Read a Word plan as `open_word` does, with the prompts of before."""
    package = open_package(data)
    likeness = recognise(view_of(package.root), layouts())
    script = script_of(likeness.reading.format_id)
    return WordPlan(Path(path), package, likeness.reading, script, likeness=likeness)


@dataclass
class Meeting:
    """One review that was to be written: what was asked on the way, and every file that came of it."""

    word: WordPlan
    review: Review | None = None
    plan: Plan | None = None
    numbers: list[int] = field(default_factory=list)
    asked: list[str] = field(default_factory=list)
    options: list[str] = field(default_factory=list)


@dataclass
class Result:
    """One way to the end: the decisions taken, and the file, or why there is none."""

    choices: Choices
    asked: list[str]
    filled: Filled | None
    refused: str = ""


def begin(data: bytes, path: str = "/nowhere/plan.docx") -> Meeting:
    """Open a plan and hold its next review; raises Refusal where the program does."""
    word = opened(data, path)
    if not free_periods(word.plan, word.script):
        raise Refusal("review.plan-used-up")
    word.ready_for_review()
    period = word.next_period or free_periods(word.plan, word.script)[0]
    current = [(outcome.number or 0, outcome.id) for outcome in word.plan.of("outcome")]
    review = review_of(period, current)
    reviews = sorted([*word.plan.reviews, review], key=lambda one: one.period)
    plan = word.plan.model_copy(update={"reviews": reviews})
    return Meeting(word, review, plan, [number for number, _ in current])


def results(
    meeting: Meeting, choices: Choices | None = None, asked: tuple[str, ...] = ()
) -> Iterator[Result]:
    """Yield what comes of every way to answer what is asked; the first takes each first option."""
    choices = choices or Choices()
    assert meeting.plan is not None
    try:
        filled = fill(meeting.word, meeting.plan, choices)
    except NeedsDecision as decision:
        if decision.code in asked or not decision.options:
            raise AssertionError(f"asked twice, or without a choice: {decision.code}") from decision
        for option in decision.options:
            to = COPY if option.split()[0] == TO else None
            yield from results(meeting, choices.answering(option, to), (*asked, decision.code))
    except Refusal as refusal:
        yield Result(choices, list(asked), None, refusal.code)
    else:
        yield Result(choices, list(asked), filled)


def judged(data: bytes, meeting: Meeting, result: Result, *, anew: bool = True) -> Judged:
    """Return what an independent look finds in a file that was written, and what our own reading says of it.

    `anew` = the file is opened again for that; else as the program read it after writing.
    """
    assert result.filled is not None
    found = judge(
        data,
        result.filled.data,
        meeting.numbers,
        adds=result.choices.add or bool(result.choices.to),
        replaces=result.choices.one_value == REPLACE,
    )
    again = opened(result.filled.data) if anew else result.filled.word
    if result.filled.left:  # somebody wanted the other answers to stay
        return found
    found.faults += _read_again(meeting, again, found)
    if found.nowhere and not result.filled.left_out:
        found.faults.append(f"nothing is told of {sorted(found.nowhere)}")
    return found


def _read_again(meeting: Meeting, again: WordPlan, found: Judged) -> Iterator[str]:
    """Yield what of the review is not in the file when it is read again."""
    review, plan = meeting.review, meeting.plan
    assert review is not None
    assert plan is not None
    if not again.standing(review, plan).whole:
        yield "the review is not held by the file when it is opened again"
    state = again.reading.state(review.period, again.reading.values())
    if state is State.HALF and not again.notices:
        yield "the review reads as half held, and nothing is said of it"
    if state is State.HELD and "date" not in found.nowhere:
        yield from _review_again(again, review, meeting, found)
    yield from _earlier_again(again, meeting)


def _review_again(again: WordPlan, review: Review, meeting: Meeting, found: Judged) -> Iterator[str]:
    mine = next((one for one in again.plan.reviews if one.period == review.period), None)
    if mine is None:
        yield f"no review of period {review.period} when it is opened again"
        return
    if mine.date != review.date:
        yield f"the date reads as {mine.date}"
    wanted = answers(meeting.numbers)
    texts = {said.text for said in mine.entries}
    for said in review.entries:
        kind = next(kind for kind, lines in wanted.items() if any(said.text in line for line in lines))
        if kind not in found.nowhere and said.text not in texts:
            yield f"{kind} does not read back"
    numbers = {outcome.id: outcome.number for outcome in again.plan.items}
    scores = {numbers[one.about]: one.number for one in mine.scores}
    known = {outcome.id: outcome.number for outcome in meeting.word.plan.items}
    for score in review.scores:
        number = known[score.about]
        if f"o{number}.score" not in found.nowhere and scores.get(number) != score.number:
            yield f"the score of outcome {number} reads as {scores.get(number)}"


def _earlier_again(again: WordPlan, meeting: Meeting) -> Iterator[str]:
    """Yield what of the plan as it was does not read as before."""
    before, after = meeting.word.plan, again.plan
    if (before.child, _ticks(before)) != (after.child, _ticks(after)):
        yield "the child reads differently"
    if [one.fields for one in before.items] != [one.fields for one in after.items]:
        yield "the outcomes read differently"
    later = [_plainly(review) for review in after.reviews]
    for review in before.reviews:
        if _plainly(review) not in later:
            yield f"the review of period {review.period} reads differently"


def _ticks(plan: Plan) -> list[object]:
    return [(one.field, one.value, one.note) for one in plan.entries]


def _plainly(review: Review) -> object:
    """Return a review with the names of people for their ids, which are numbered over the whole document."""
    names = {person.id: (person.name, person.perspective) for person in review.people}
    said = [(names.get(one.by), one.field, one.about, one.value) for one in review.entries]
    scores = [(one.about, one.number) for one in review.scores]
    return review.period, review.date, said, scores, [action.what for action in review.actions]


def twice(meeting: Meeting, result: Result) -> Filled:
    """Fill the same plan into the written file once more, as after a crash between saving and noting it."""
    assert result.filled is not None
    assert meeting.plan is not None
    choices = EVERYTHING._replace(one_value=result.choices.one_value, to=result.choices.to)
    return fill(opened(result.filled.data), meeting.plan, choices)


def forced_twice(meeting: Meeting, result: Result) -> bytes:
    """Write the same answers into the written file once more."""
    assert result.filled is not None
    assert meeting.plan is not None
    assert meeting.review is not None
    again = opened(result.filled.data)
    pieces = pieces_of_review(meeting.review, meeting.plan, again.script, again.reading.layout)
    choices = EVERYTHING._replace(one_value=result.choices.one_value, to=result.choices.to)
    manner = Manner(at=datetime(2026, 3, 12, tzinfo=UTC))
    return write(again.reading, again.package, pieces, choices, manner).package.data
