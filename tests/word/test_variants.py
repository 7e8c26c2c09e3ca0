"""Awkward Word plans, one by one and in pairs: a correct write, a question, or a refusal; never harm."""

from __future__ import annotations

import random
from collections.abc import Iterator
from itertools import combinations

import pytest

from facilitator.plan.refusal import Refusal
from facilitator.word.filled_document import fill
from facilitator.word.writing_choices import Choices
from tests.word.awkward import WORD, Document, NotHere, cell, paragraph, row, table
from tests.word.holding import Meeting, Result, begin, forced_twice, judged, opened, results, twice
from tests.word.judging import judge
from tests.word.variants import VARIANTS, Variant, add_row, paste_box

pytestmark = pytest.mark.sampled(3)


@pytest.mark.sampled(2)
@pytest.mark.parametrize("one", VARIANTS, ids=lambda one: one.name)
def test_a_variant_is_read_written_asked_or_refused_as_it_must(one: Variant) -> None:
    document = one.document()
    faults = faults_of(document)
    assert not faults, faults


def faults_of(document: Document) -> list[str]:
    """Return everything that is not as the document's expectations say."""
    data = document.data()
    try:
        meeting = begin(data, document.path)
    except Refusal as refusal:
        return [] if refusal.code in document.refused else [f"refused at opening: {refusal!r}"]
    faults = list(_read_faults(document, meeting))
    ways = list(results(meeting))
    if ways[0].asked != document.asked:
        faults.append(f"asked {ways[0].asked}, not {document.asked}")
    for way in ways:
        if way.filled is None:
            if way.refused not in document.refused:
                faults.append(f"refused: {way.refused}")
            continue
        if document.refused:
            faults.append(f"was not refused with {document.refused}")
        found = judged(data, meeting, way)
        faults += found.faults
        if document.block and found.block != document.block:
            faults.append(f"block {found.block} was filled, not {document.block}")
        left = {piece.key.path.field for piece in way.filled.left}
        if found.nowhere - left != document.gone - left:
            faults.append(f"nowhere: {sorted(found.nowhere)}, not {sorted(document.gone)}")
        if way is ways[0]:
            faults += _twice_faults(document, data, meeting, way)
    return faults


def _read_faults(document: Document, meeting: Meeting) -> Iterator[str]:
    word = meeting.word
    if word.plan.child.full_name != document.name:
        yield f"the name reads as {word.plan.child.full_name}"
    numbers = [outcome.number for outcome in word.plan.of("outcome", ended=True)]
    if numbers != document.outcomes:
        yield f"the outcomes read as {numbers}"
    told = {notice.code for notice in word.reading.notices}
    if told != document.notes:
        yield f"told {told}, not {document.notes}"
    assert all(word.notices)
    unread = {one.text for one in word.reading.unread}
    if not document.unread <= unread:
        yield f"unread is {unread}, not {document.unread}"


def _twice_faults(document: Document, data: bytes, meeting: Meeting, way: Result) -> Iterator[str]:
    assert way.filled is not None
    if "date" not in document.gone and twice(meeting, way).data != way.filled.data:
        yield "a second run wrote again"
    replaces = bool(way.choices.one_value)
    again = judge(data, forced_twice(meeting, way), meeting.numbers, adds=True, replaces=replaces)
    yield from again.faults


# Pairs

PAIRS, USUALLY = 120, 30
SEED = 20260312
_SAME_START = [one for one in VARIANTS if one.start in ("s000_01_word", "own")]
_ALL_PAIRS = [pair for pair in combinations(_SAME_START, 2) if pair[0].start == pair[1].start]


def _pairs() -> list[tuple[Variant, Variant]]:
    """Return pairs of variations that can be made of the same document, the same ones each time."""
    chosen: list[tuple[Variant, Variant]] = []
    for first, second in random.Random(SEED).sample(_ALL_PAIRS, len(_ALL_PAIRS)):  # noqa: S311
        if len(chosen) == PAIRS:
            break
        try:
            both(first, second)
        except NotHere:
            continue
        chosen.append((first, second))
    return chosen


def both(first: Variant, second: Variant) -> Document:
    """Return a document with two variations; NotHere where the second finds nothing to vary."""
    document = first.document()
    second.vary(document)
    return document


def pair_faults(document: Document) -> list[str]:
    """Return what does harm in a document with two variations, whatever is asked or refused."""
    data = document.data()
    try:
        meeting = begin(data, document.path)
    except Refusal:
        return []
    faults = []
    ways = list(results(meeting))
    for way in ways:
        if way.filled is None:
            continue
        found = judged(data, meeting, way)
        faults += found.faults
        if document.block and found.block != document.block:
            faults.append(f"block {found.block} was filled, not {document.block}")
        if way is ways[0] and "date" not in found.nowhere and twice(meeting, way).data != way.filled.data:
            faults.append("a second run wrote again")
    return faults


@pytest.mark.parametrize(
    "pair",
    [
        pytest.param(
            (first, second),
            id=f"{first.name}+{second.name}",
            marks=pytest.mark.thorough if place >= USUALLY else (),
        )
        for place, (first, second) in enumerate(_pairs())
    ],
)
def test_two_variations_together_do_no_harm(pair: tuple[Variant, Variant]) -> None:
    assert not (faults := pair_faults(both(*pair))), faults


# Sizes


def test_very_long_answers_are_written_whole_and_read_again() -> None:
    document = next(one for one in VARIANTS if one.name == f"as_it_is-{WORD}").document()
    meeting = begin(document.data())
    assert meeting.review is not None
    assert meeting.plan is not None
    long = " ".join(f"Word{number}" for number in range(1, 1_200))
    said = [one.model_copy(update={"value": f"{one.text}. {long}"}) for one in meeting.review.entries]
    review = meeting.review.model_copy(update={"entries": said})
    plan = meeting.plan.model_copy(
        update={"reviews": [review if one.id == review.id else one for one in meeting.plan.reviews]}
    )
    filled = fill(meeting.word, plan, Choices())
    again = opened(filled.data)
    assert again.standing(review, plan).whole
    texts = {one.text for held in again.plan.reviews for one in held.entries}
    assert {one.text for one in said} <= texts


def test_sixty_outcomes_and_three_hundred_tables_are_read_and_written_right() -> None:
    document = next(one for one in VARIANTS if one.name == f"as_it_is-{WORD}").document()
    for number in range(4, 61):
        paste_box(document, number, f"Outcome number {number} in words.")
        for block in document.blocks:
            add_row(document, block, number)
    last = document.body()[-1]
    for number in range(240):
        last.addprevious(table(row(cell(f"Appendix {number}"), cell("See the file"))))
        last.addprevious(paragraph(""))
    document.outcomes = list(range(1, 61))
    assert len(document.all("tbl")) > 300
    assert not (faults := faults_of(document)), faults
