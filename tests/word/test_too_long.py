"""A document near the limit of what can be read: it is never filled beyond it, and never without warning."""

from __future__ import annotations

from copy import deepcopy
from functools import cache
from typing import TYPE_CHECKING

import pytest

from facilitator.files.plans import open_plan, save_plan
from facilitator.plan.refusal import Refusal
from facilitator.script.words_by_key import explain
from facilitator.word.document.container import open_package, rewrite
from facilitator.word.document.xml import MOST_WORK, ROOM, Names, serialise, work_of
from tests.word.holding import begin, opened
from tests.word.packing import sample

if TYPE_CHECKING:
    from pathlib import Path

    from facilitator.word.document.xml import Element

LINE = "Something else that somebody keeps here. " * 40
_PARAGRAPH = 8 + 5 + 9


@cache
def _long(work: int, kind: str) -> bytes:
    """Return a plan with things of one kind behind it until it is just that much work to read."""
    package = open_package(sample("s000_01_word"))
    body = package.root[0]
    table = next(body.iterchildren("{*}tbl"))
    missing = work - work_of(package.root)
    if kind == "tables":
        each = work_of(table) + _PARAGRAPH
        for _ in range((missing - _PARAGRAPH) // each):
            _add(body, _without_words(table), "")
            missing -= each
    while missing > 2 * _PARAGRAPH:
        words = LINE[: min(len(LINE), missing - _PARAGRAPH)]
        _add(body, None, words)
        missing -= _PARAGRAPH + len(words)
    return rewrite(package, serialise(package.root, package.part(package.main)))


def _without_words(table: Element) -> Element:
    copied = deepcopy(table)
    for text in copied.iter("{*}t"):
        text.text = "x" * len(text.text or "")
    return copied


def _add(body: Element, table: Element | None, words: str) -> None:
    """Put a table, and a paragraph with some words, before the last properties of a document."""
    w = Names.of(body).w
    paragraph, run, text = (body.makeelement(w(local)) for local in ("p", "r", "t"))
    text.text = words
    run.append(text)
    paragraph.append(run)
    for element in (table, paragraph):
        if element is not None:
            body.insert(len(body) - 1, element)


KINDS = ["letters", "tables"]


@pytest.mark.parametrize("kind", KINDS)
def test_a_review_is_not_begun_in_a_document_that_has_no_room_for_it(kind: str) -> None:
    data = _long(MOST_WORK - ROOM + 200, kind)
    assert opened(data).plan.items
    with pytest.raises(Refusal) as refused:
        begin(data)
    assert refused.value.code == "word.no-room-for-review"
    assert "no room for one more review" in explain(refused.value)


@pytest.mark.parametrize("kind", KINDS)
def test_a_document_that_just_has_room_can_be_opened_with_its_review(kind: str, tmp_path: Path) -> None:
    data = _long(MOST_WORK - ROOM - 200, kind)
    meeting = begin(data)
    path = tmp_path / "plan.docx"
    path.write_bytes(data)
    assert meeting.plan is not None
    save_plan(open_plan(path), meeting.plan)
    again = open_plan(path).word
    assert again is not None
    assert meeting.review is not None
    assert again.standing(meeting.review, meeting.plan).whole


@pytest.mark.parametrize("kind", KINDS)
def test_what_could_not_be_opened_again_is_not_written(kind: str, tmp_path: Path) -> None:
    data = _long(MOST_WORK - 100, kind)
    path = tmp_path / "plan.docx"
    path.write_bytes(data)
    was = open_plan(path)
    meeting = begin(sample("s000_01_word"))
    assert meeting.plan is not None
    with pytest.raises(Refusal) as refused:
        save_plan(was, meeting.plan)
    assert refused.value.code == "word.grown-too-large"
    assert "the document is as it was" in explain(refused.value)
    assert path.read_bytes() == data
    assert [one.name for one in tmp_path.glob("*.docx")] == ["plan.docx"]
    with pytest.raises(Refusal):
        open_plan(path_of_longer(tmp_path, kind))


def path_of_longer(folder: Path, kind: str) -> Path:
    """Return a document that is over the limit, as what was refused above would have been."""
    path = folder / "longer.docx"
    path.write_bytes(_long(MOST_WORK + 100, kind))
    return path
