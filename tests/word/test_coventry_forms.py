"""My Support Plan in Word: the sample and awkward forms of it are read, and a review stands in its cells."""

from __future__ import annotations

from collections import Counter
from datetime import date
from pathlib import Path

import pytest
from lxml import etree

from facilitator.meeting.plan_after_review import write_into
from facilitator.plan.entries import Entry
from facilitator.plan.people import EVERYONE, Person
from facilitator.plan.plan import Plan
from facilitator.plan.refusal import NeedsDecision, Refusal
from facilitator.plan.reviews import Review
from facilitator.plan.scores import Position, Score
from facilitator.script.loading import load_script
from facilitator.script.whole_support import WholeSupport
from facilitator.word.filled_document import Filled, fill
from facilitator.word.plan import WordPlan, open_word
from facilitator.word.writing_choices import REPLACE, Choices
from tests.word.awkward import MAIN, w
from tests.word.coventry_forms import Form, form
from tests.word.coventry_variants import VARIANTS, Vary
from tests.word.judging import FOR, parts, words_in

SCRIPT = load_script("coventry")
DAY = date(2026, 3, 16)
_WORDINGS = {"o1": "Ignatius will read 80", "o2": "Ignatius will use", "o3": "Ignatius will join"}
_AFTER = {"Reading": "Year 3 begun", "Writing": "Year 2 begun", "Maths": "Year 3 secure"}
_SUPPORT = {"o1": ["yes", "partly"], "o2": ["yes"], "o3": ["no"]}


def opened(data: bytes) -> WordPlan:
    """Return a document as it is read."""
    return open_word(Path("/nowhere/plan.docx"), data)


def called(plan: Plan, outcome_id: str) -> str:
    """Return what the tests call an outcome of a plan."""
    words = plan.item(outcome_id).words("wording")
    return next((name for name, begins in _WORDINGS.items() if words.startswith(begins)), words[:18])


def review_of(plan: Plan) -> Review:
    """Return a review of everything that the sample has in a plan."""
    entries: list[Entry] = []

    def say(field: str, value: str, about: str | None = None, by: str = EVERYONE) -> None:
        entries.append(Entry(id=f"e{len(entries)}", field=field, value=value, about=about, by=by))

    for subject in plan.of("subject"):
        if after := _AFTER.get(subject.words("name")):
            say("after", after, subject.id)
    known = {called(plan, one.id): one.id for one in plan.of("outcome")}
    for name, given in _SUPPORT.items():
        for line, answer in zip(plan.of("provision", known.get(name, "-")), given, strict=False):
            say("implemented", answer, line.id)
    answers = {(one.field, one.about): one.value for one in entries if one.about}
    for path, about, value in list(WholeSupport(answers, plan.items, SCRIPT.format).missing()):
        say(path.field, value, about)
    scores = []
    if one := known.get("o1"):
        say("achieved", "Yes, he reads 85 of them.", one)
        say("decision", "keep", one)
        scores.append(Score(field="reached", about=one, result="agreed", option="yes"))
    if one := known.get("o2"):
        say("achieved", "Four tasks, most days.", one, "d")
        say("decision", "keep", one)
        scores.append(Score(field="reached", about=one, result="agreed", option="partly"))
    if one := known.get("o3"):
        say("achieved", "He plays with Elodie.", one)
        say("decision", "remove", one)
        say("ended_because", "It is too noisy.", one)
        shows = [[Position(person="m", option="no"), Position(person="d", option="yes")]]
        apart = Score(field="reached", about=one, result="not_agreed", shows=shows, support_not_given=True)
        next_step = {"next_step": "A week of counting", "by": date(2026, 4, 1)}
        scores.append(apart.model_copy(update=next_step))
    people = [
        Person(id="child", name="Ignatius", perspective="child"),
        Person(id="m", name="Folake", role="mum", perspective="parent"),
        Person(id="d", name="Mr Dunphy", role="class teacher", perspective="school"),
    ]
    return Review(id="r1", date=DAY, period=1, people=people, entries=entries, scores=scores)


def filled(word: WordPlan, plan: Plan, asked: list[str]) -> Filled:
    """Fill a plan in; what is asked is answered by its first option."""
    choices = Choices()
    answers = {
        "word.one-value": choices._replace(one_value=REPLACE),
        "word.half-filled": choices._replace(append=True),
    }
    while True:
        try:
            return fill(word, plan, choices)
        except NeedsDecision as decision:
            asked.append(decision.code)
            choices = answers[decision.code]


def told(plan: Plan) -> list[object]:
    """Return what a reviewed plan says, without ids of people."""
    review = plan.reviews[0]
    return [
        review.date,
        *((item.kind, called_item(plan, item.id), item.ended and item.ended.how) for item in plan.items),
        *sorted((one.field, called_item(plan, one.about or ""), str(one.value)) for one in review.entries),
        *sorted((called_item(plan, one.about), one.result, str(one.option)) for one in review.scores),
    ]


def called_item(plan: Plan, item_id: str) -> str:
    """Return the words of an item."""
    return SCRIPT.format.words_of(plan.item(item_id)) if item_id else ""


@pytest.mark.sampled(2)
@pytest.mark.parametrize("vary", VARIANTS, ids=lambda vary: vary.__name__)
def test_a_form_is_read_and_each_answer_stands_in_its_cell(vary: Vary) -> None:
    made = form()
    vary(made)
    data = made.data()
    if made.refused:
        with pytest.raises(Refusal) as refused:
            opened(data)
        assert refused.value.code == made.refused
        return
    word = opened(data)
    _is_read(word, made)
    plan = write_into(word.plan, review_of(word.plan), SCRIPT)
    asked: list[str] = []
    done = filled(word, plan, asked)
    assert asked == made.asked
    _stands(done.data, made)
    before, after = _texts(data), _texts(done.data)
    assert not before - after - Counter(_prompts(made)), "nothing that stood there is gone"
    again = opened(done.data)
    more = Counter(told(again.plan))
    more.subtract(told(plan))
    assert {one for one, count in more.items() if count} == made.adds
    assert fill(again, again.plan, Choices()).data == done.data, "a second time changes nothing"


def _is_read(word: WordPlan, made: Form) -> None:
    plan = word.plan
    assert plan.child.full_name == "Ignatius Pell-Adewale"
    assert [called(plan, one.id) for one in plan.of("outcome")] == made.outcomes
    assert [one.words("name") for one in plan.of("subject")] == made.subjects
    lines = {called(plan, one.id): len(plan.of("provision", one.id)) for one in plan.of("outcome")}
    assert {name: count for name, count in lines.items() if name in made.lines} == {
        name: made.lines[name] for name in lines if name in made.lines
    }
    assert {one.text for one in word.reading.unread} == made.unread
    assert {one.code for one in word.problems} - {"word.not-held"} == made.problems
    views = {entry.field: entry.text for entry in plan.entries}
    assert views["my_views"] == "Noise makes my ears hot."
    assert views["sensory"] == "Wears ear defenders in the hall."
    assert views["social_care"] == "None" if "social_care" in views else True


def _stands(data: bytes, made: Form) -> None:
    root = etree.fromstring(parts(data)[MAIN])
    cells = {one.get(FOR): one for one in root.iter(w("tc")) if one.get(FOR)}
    there = {
        mark: "\n".join(filter(None, (words_in(line) for line in one.iter(w("p")))))
        for mark, one in cells.items()
    }
    expected = {mark: words for mark, words in made.cells.items() if words is not None}
    assert there == expected


def _texts(data: bytes) -> Counter[str]:
    root = etree.fromstring(parts(data)[MAIN])
    return Counter(word for one in root.iter(w("t")) for word in (one.text or "").split())


def _prompts(made: Form) -> list[str]:
    """Return the words that may go: what a control shows, a day that is replaced, a box that is ticked."""
    gone = ["Choose", "an", "item.", "Choose", "an", "item.", "\u2610", "\u2610"]
    return [*gone, "23/03/2026", "Amber"] if made.asked == ["word.one-value"] else gone
