"""Words that nobody could see where they are written: the chair is asked, and with a yes they are seen."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from lxml import etree

from facilitator.plan.refusal import NeedsDecision
from facilitator.word.filled_document import fill
from facilitator.word.writing_choices import SEEN, UNSEEN, Choices
from tests.word.awkward import WORD, Document, base, w, x
from tests.word.holding import begin, judged, opened, results
from tests.word.packing import MAIN, parts_of

Kinds = dict[str, Callable[[Document], None]]
WHITE, BLUE = "FFFFFF", "1F3864"


def with_height(d: Document, purpose: str, twips: int, rule: str = "exact") -> None:
    """Give a row a height."""
    row = d.row(purpose)
    shape = row.find(w("trPr"))
    if shape is None:
        shape = x("<w:trPr/>")
        row.insert(0, shape)
    for old in shape.findall(w("trHeight")):
        shape.remove(old)
    shape.append(x(f"<w:trHeight w:val='{twips}' w:hRule='{rule}'/>"))


def with_colour(d: Document, purpose: str, colour: str, ground: str = "") -> None:
    """Give the words of an empty box a colour, and the box one."""
    for line in d.cell(purpose).iter(w("p")):
        shape = line.find(w("pPr"))
        if shape is None:
            shape = x("<w:pPr/>")
            line.insert(0, shape)
        for old in shape.findall(w("rPr")):
            shape.remove(old)
        shape.append(x(f"<w:rPr><w:color w:val='{colour}'/></w:rPr>"))
    if ground:
        properties = d.cell(purpose).find(w("tcPr"))
        assert properties is not None
        for old in properties.findall(w("shd")):
            properties.remove(old)
        properties.append(x(f"<w:shd w:val='clear' w:color='auto' w:fill='{ground}'/>"))


def hidden_row(d: Document) -> None:
    with_height(d, "r2.child.working", 400, "atLeast")
    d.row("r2.child.working").find(w("trPr")).append(x("<w:hidden/>"))  # type: ignore[union-attr]


HIDING: Kinds = {
    "a_row_too_low": lambda d: with_height(d, "r2.child.working", 120),
    "a_score_row_too_low": lambda d: with_height(d, "r2.o1.score", 100),
    "a_hidden_row": hidden_row,
    "white_on_white": lambda d: with_colour(d, "r2.school.working", WHITE),
    "nearly_white": lambda d: with_colour(d, "r2.school.working", "F2F2F2"),
    "blue_on_blue": lambda d: with_colour(d, "r2.school.working", BLUE, BLUE),
}

SEEN_WELL: Kinds = {
    "white_on_blue": lambda d: with_colour(d, "r2.school.working", WHITE, BLUE),
    "black": lambda d: with_colour(d, "r2.school.working", "000000"),
    "automatic": lambda d: with_colour(d, "r2.school.working", "auto"),
    "a_high_row": lambda d: with_height(d, "r2.child.working", 4000),
    "a_row_that_grows": lambda d: with_height(d, "r2.child.working", 100, "atLeast"),
}


def made(hiding: str, kinds: Kinds) -> Document:
    """Return a plan that hides something in its next review, or seems to."""
    document = base(WORD)
    kinds[hiding](document)
    return document


@pytest.mark.parametrize("hiding", HIDING)
def test_what_nobody_could_see_is_asked_about_and_made_seen(hiding: str) -> None:
    data = made(hiding, HIDING).data()
    meeting = begin(data)
    ways = list(results(meeting))
    assert [way.asked for way in ways] == [["word.would-be-hidden"]] * 3
    seen, left, _ = ways
    assert seen.choices.seen is True
    assert left.choices.seen is False
    assert judged(data, meeting, left).faults == []
    assert seen.filled is not None
    assert not asks_again(seen.filled.data)
    assert [fault for fault in judged(data, meeting, seen).faults if "the rest is not" not in fault] == []


def asks_again(data: bytes) -> bool:
    """Whether the review that stands there would be hidden if it were written now."""
    root = etree.fromstring(parts_of(data)[MAIN])
    exact = [one for one in root.iter(w("trHeight")) if one.get(w("hRule")) == "exact"]
    hidden = [*root.iter(w("hidden"))]
    said = [run for run in root.iter(w("r")) if "Zqschoolworking" in "".join(run.itertext())]
    colours = [one.get(w("val")) for run in said for one in run.iter(w("color"))]
    return bool(exact or hidden) or any(colour not in ("auto", None) for colour in colours)


@pytest.mark.parametrize("kind", SEEN_WELL)
def test_what_can_be_seen_is_no_question(kind: str) -> None:
    data = made(kind, SEEN_WELL).data()
    meeting = begin(data)
    way = next(results(meeting))
    assert way.asked == []
    assert judged(data, meeting, way).faults == []


def test_the_question_names_the_boxes_and_the_ways() -> None:
    meeting = begin(made("a_row_too_low", HIDING).data())
    assert meeting.plan is not None
    with pytest.raises(NeedsDecision) as asked:
        fill(meeting.word, meeting.plan, Choices())
    assert asked.value.options[:2] == (SEEN, UNSEEN)
    assert "Child View" in str(asked.value.values["labels"])


def test_hidden_words_that_stand_there_are_told() -> None:
    document = base(WORD)
    line = next(document.cell("r2.child.working").iter(w("p")))
    line.append(x("<w:r><w:rPr><w:vanish/></w:rPr><w:t>For the office only.</w:t></w:r>"))
    assert any("hidden" in notice for notice in opened(document.data()).notices)
    assert not any("hidden" in notice for notice in opened(base(WORD).data()).notices)
