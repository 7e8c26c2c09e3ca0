"""Awkward Word plans, one by one and in pairs: a correct write, a question, or a refusal; never harm."""

from __future__ import annotations

import random
from collections.abc import Iterator
from itertools import combinations

import pytest

from facilitator.plan.refusal import Refusal
from tests.files.word.awkward import Document, NotHere
from tests.files.word.holding import Meeting, Result, begin, forced_twice, judged, results, twice
from tests.files.word.judging import judge
from tests.files.word.variants import VARIANTS, Variant


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
        if found.nowhere != document.gone:
            faults.append(f"nowhere: {sorted(found.nowhere)}, not {sorted(document.gone)}")
        if way is ways[0]:
            faults += _twice_faults(document, data, meeting, way)
    return faults


def _read_faults(document: Document, meeting: Meeting) -> Iterator[str]:
    word = meeting.word
    if word.plan.child.full_name != document.name:
        yield f"the name reads as {word.plan.child.full_name}"
    numbers = [outcome.number for outcome in word.plan.outcomes]
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
    again = judge(data, forced_twice(meeting, way), meeting.numbers, adds=True)
    yield from again.faults


# Pairs

PAIRS = 120
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
        if way is ways[0]:
            faults += _twice_faults(document, data, meeting, way)
    return faults


@pytest.mark.parametrize("pair", _pairs(), ids=lambda pair: f"{pair[0].name}+{pair[1].name}")
def test_two_variations_together_do_no_harm(pair: tuple[Variant, Variant]) -> None:
    assert not (faults := pair_faults(both(*pair))), faults
