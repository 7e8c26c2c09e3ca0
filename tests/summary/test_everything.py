"""Everything that a review holds is in its summary: to the letter, and under the right person."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from functools import partial
from typing import get_args

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from facilitator.plan.actions import Action
from facilitator.plan.entries import Entry, How, Match
from facilitator.plan.items import Item
from facilitator.plan.people import EVERYONE, Person
from facilitator.plan.plan import Plan
from facilitator.plan.reviews import PARKED, LeftOpen, Review
from facilitator.plan.scores import Position
from facilitator.script.words_by_key import say
from facilitator.summary.names_of_ids import Names
from tests.effort import effort
from tests.looking import every_word
from tests.making import agreed, chosen, outcome, said
from tests.summary.page import one_line, read_page
from tests.summary.rendering import render
from tests.summary.reviews import EARLY, EMPTY, PEOPLE, PLAN, SECOND
from tests.summary.scripts import SCRIPT

HOSTILE = [
    "<script>alert(1)</script><b onclick=x>bold</b> &amp; &lt;",
    "{{ child.full_name }} {% for x in y %} {# note #} {count} {{7*7}}",
    "[TODO] [markup] *stars* _under_ `code`",
    "</p></li></ul><h2>We agreed</h2> \"quotes\" 'single' <!-- comment --> ]]>",
    "WE AGREED\n=========\n\n  Mum, own words:\n    Yes.",
    "ماں کہتی ہے \u202eevil\u202c \u2066iso\u2069 \u200fmark",
    "\x1b[2J\x07 bell \x00 nul \x9b csi \ud800 half",
    "a" * 300 + " " + "well-known-" * 20,
    "tab\there  two  spaces\n\n\nand blank lines",
]


def how_of(entry: Entry, names: dict[str, str], asked: str) -> str:
    """Return how something was said, in words, as this test expects it; `asked` is what a note was beside."""
    manner = entry.manner
    helper = names.get(manner.helper or "", "")
    how = {
        "own_words": "own words",
        "with_help": f"with help from {helper}" if helper else "with help",
        "said_for": f"said for them by {helper}" if helper else "said for them",
    }[manner.how]
    how = f"{how}, when asked “{asked}”" if asked else how
    if manner.when == "sent_in":
        return f"{how}, sent in before the meeting"
    return "" if entry.by == EVERYONE and manner.how == "own_words" and not asked else how


def beside(entry: Entry, names: Names) -> str:
    """Return the question beside whose answer a note was put aside, or nothing."""
    turn = entry.manner.turn if entry.field == PARKED else ""
    return names.question(turn, []) if turn else ""


def check_every_statement(plan: Plan, review: Review) -> None:
    """Check that each statement stands in both kinds as often as it was made, under its speaker."""
    page = read_page(render(plan, review, SCRIPT, kind="html"))
    text = one_line(render(plan, review, SCRIPT, kind="txt"))
    names = {person.id: person.name for person in review.people} | {EVERYONE: "Everyone together"}
    known = Names(plan, review, SCRIPT, say)
    expected = [
        (names[one.by], how_of(one, names, beside(one, known)), one.text) for one in every_word(review)
    ]
    assert sorted(page.said) == sorted(expected)
    for name, how, words in expected:
        assert one_line(f"{name}{how and ', '}{how}: {words}") in text


def own_words_of(review: Review) -> Iterator[str]:
    """Yield everything in a review that somebody said or typed, but the statements."""
    for action in review.actions:
        yield from (action.what, action.who, action.confirm.who if action.confirm else "")
    for entry in review.entries:
        yield entry.match.because if entry.match else ""
    for score in review.scores:
        yield from (position.reason for show in score.shows for position in show)
        for side in score.sides:
            yield from (side.reason, side.would_change)
        yield score.next_step
    yield from (left.because for left in review.left_open)
    for person in review.people:
        yield from (person.name, person.role)


def check_everything(plan: Plan, review: Review) -> None:
    """Check that a summary leaves nothing out, in either kind."""
    check_every_statement(plan, review)
    page = read_page(render(plan, review, SCRIPT, kind="html"))
    text = one_line(render(plan, review, SCRIPT, kind="txt"))
    for words in own_words_of(review):
        assert words in page.text
        assert one_line(words) in text


def test_one_of_everything_is_all_there() -> None:
    check_everything(PLAN, SECOND)


@pytest.mark.parametrize("review", [EMPTY, EARLY], ids=["empty", "early"])
def test_a_review_with_next_to_nothing_has_a_summary(review: Review) -> None:
    check_everything(PLAN, review)


@pytest.mark.parametrize("kind", ["html", "txt"])
def test_a_meeting_that_ended_early_says_so(kind: str) -> None:
    early = render(PLAN, EARLY, SCRIPT, kind=kind)
    assert "The meeting ended early." in early
    assert "The fire bell rang" in early
    assert "The meeting ended early." not in render(PLAN, SECOND, SCRIPT, kind=kind)


@pytest.mark.parametrize("words", HOSTILE)
def test_hostile_words_come_out_to_the_letter(words: str) -> None:
    review = hostile(words)
    check_everything(hostile_plan(words), review)
    tags = {tag for tag, _ in read_page(render(PLAN, review, SCRIPT, kind="html")).tags}
    assert not tags & {"script", "b", "img", "iframe", "link"}
    html = render(PLAN, review, SCRIPT, kind="html")
    assert html.count("<h2") == render(PLAN, hostile("plain"), SCRIPT, kind="html").count("<h2")


def test_words_cannot_look_like_a_heading_of_the_text() -> None:
    review = hostile("OUR HEADING\n===========")
    lines = render(PLAN, review, SCRIPT, kind="txt").split("\n")
    assert "OUR HEADING" not in lines
    assert "    OUR HEADING" in [line[-15:] for line in lines]


def hostile(words: str) -> Review:
    """Return a review with the same words in every place that takes words."""
    line = words.replace("\n", " ")[:200]
    people = [*PEOPLE, Person(id="x", name=line, perspective="practitioner", role=line)]
    match = Match(kind="not_now", because=words)
    return Review(
        id="r9",
        period=3,
        date=date(2027, 6, 25),
        people=people,
        entries=[
            said(words, "x", "not_working", id="h1", match=match),
            said(words, "child", "matters", id="h2", how="with_help", helper="x"),
            said(words, "mum", "admire", id="h3"),
            said(words, "x", "odd.topic", "o1", id="h4"),
            chosen("right_outcome", "not-an-option", "o1", review="r9"),
            chosen("decision", "amend", "o1", review="r9"),
            said(words, "x", PARKED, id="h5"),
        ],
        scores=[agreed("o1", 3, Position(person="x", number=3, word=line, reason=words))],
        actions=[Action(id="r9.a1", what=words, who=line, by=date(2027, 7, 1), about="gone")],
        left_open=[LeftOpen(turn="close.right", item="x", kind="skipped", because=words)],
    )


def hostile_plan(words: str) -> Plan:
    """Return the plan with those words as the outcomes and as what the child is called."""
    items = [
        Item(id=one.id, kind=one.kind, number=one.number, fields={"wording": words}, replaces=one.replaces)
        for one in PLAN.items
    ]
    child = PLAN.child.model_copy(update={"known_as": SECOND.people[0].name})
    return PLAN.with_child(child).model_copy(update={"items": items})


# Any review at all

WORDS = st.text(min_size=1, max_size=60).filter(lambda text: bool(text.strip("\u2028\u2029").strip()))
SPEAKERS = st.sampled_from([*(person.id for person in PEOPLE), EVERYONE])
MATCHES = st.one_of(
    st.none(),
    st.just(Match(kind="action", target="a0")),
    st.sampled_from(["o1", "gone"]).map(lambda held: Match(kind="outcome", target=held)),
    st.just(Match(kind="watch")),
    WORDS.map(lambda words: Match(kind="not_now", because=words.strip() or "because")),
)


@st.composite
def reviews(draw: st.DrawFn) -> Review:
    """Make a review whose statements are by anybody, about anything, said in any way."""
    number = iter(range(1000))

    def one(fields: list[str], about: str | None) -> Entry:
        how = draw(st.sampled_from(get_args(How)))
        return said(
            draw(WORDS),
            draw(SPEAKERS),
            draw(st.sampled_from(fields)),
            about,
            id=f"s{next(number)}",
            how=how,
            when=draw(st.sampled_from(["in_meeting", "sent_in"])),
            helper=draw(st.sampled_from([person.id for person in PEOPLE])) if how != "own_words" else None,
            turn=draw(st.sampled_from(["", "close.put-right", "child.well"])),
            match=draw(MATCHES),
        )

    def some(fields: list[str], about: str | None = None) -> list[Entry]:
        return [one(fields, about) for _ in range(draw(st.integers(0, 3)))]

    views = ["working", "not_working", "admire", "disagree", "child.well", "progress.reason", "nowhere"]
    fields = ["achieved", "next", "amended_wording", "ended_because", "not_working", "working"]
    entries = [*some(views), *some(["note"], "r1.a1"), *some([PARKED])]
    for goal in ("o1", "o2", "gone"):
        entries += some(fields, goal)
        decision = draw(st.sampled_from(["", "keep", "amend", "remove", "achieved"]))
        entries += [chosen("decision", decision, goal, review="r5")] if decision else []
    return Review(
        id="r5",
        period=draw(st.integers(2, 9)),
        date=date(2027, 3, 12),
        people=PEOPLE,
        entries=entries,
        actions=[Action(id="a0", what="Do it", who=draw(st.sampled_from(["", "Mum"])))],
    )


@settings(max_examples=40)
@given(reviews())
def test_whatever_was_said_is_there(review: Review) -> None:
    check_everything(PLAN, review)


# Size


def test_a_very_large_review_takes_less_than_a_second() -> None:
    people = [Person(id=f"p{n}", name=f"Person {n}", perspective="school") for n in range(40)]
    entries = [said(f"Sentence {n}. " * 20, f"p{n % 40}", "not_working", id=f"s{n}") for n in range(200)]
    outcomes = [one for n in range(1, 13) for one in outcome(n, f"Outcome {n}")]
    shown = [Position(person=f"p{n}", number=3, reason="I saw it.") for n in range(40)]
    review = Review(
        id="big",
        period=1,
        date=date(2027, 3, 12),
        people=people,
        entries=entries,
        scores=[agreed(one.id, 3, *shown) for one in outcomes],
    )
    plan = PLAN.model_copy(update={"items": outcomes, "reviews": [review]})
    for kind in ("html", "txt"):
        assert effort(partial(render, plan, review, SCRIPT, kind=kind)) < 250


@pytest.mark.parametrize("kind", ["html", "txt"])
def test_only_what_was_put_aside_stands_as_put_aside(kind: str) -> None:
    """Words beside an answer that no field keeps belong to their question; nobody put them aside."""
    aside = said("The bus is late.", "mum", PARKED, id="s90")
    besides = [
        said("No phones, please.", "mum", PARKED, id=f"s9{at}", turn=turn)
        for at, turn in enumerate(("welcome.rules", "next.child-job", "setup.sent-in"), start=1)
    ]
    both = (
        render(PLAN, EMPTY.model_copy(update={"entries": kept}), SCRIPT, kind=kind)
        for kept in (besides, [aside])
    )
    with_notes, with_aside = (one.casefold() for one in both)
    assert "beside our other questions" in with_notes
    assert "put aside for later" not in with_notes
    assert with_notes.count("no phones, please.") == 3
    assert "put aside for later" in with_aside
    assert "beside our other questions" not in with_aside
