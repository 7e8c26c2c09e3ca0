"""What is changed in documents of our own forms, and in what is to be read of them."""

from __future__ import annotations

import io
from collections.abc import Callable
from typing import Any

import docx

from tests.word.own_forms import Facts, Parts
from tests.word.shapes import Table

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
W14 = "http://schemas.microsoft.com/office/word/2010/wordml"


def rows(parts: Parts, name: str) -> Table:
    """Return the rows of a part that is a table."""
    part = parts[name]
    assert isinstance(part, list)
    return part


def edited(change: Callable[[Any], object]) -> Callable[[bytes], bytes]:
    """Return what changes the bytes of a document as python-docx has it."""

    def edit(data: bytes) -> bytes:
        made = docx.Document(io.BytesIO(data))
        change(made)
        stream = io.BytesIO()
        made.save(stream)
        return stream.getvalue()

    return edit


def table_with(made: Any, heading: str) -> Any:
    """Return the table whose first cell begins with some words."""
    return next(one for one in made.tables if one.rows[0].cells[0].text.startswith(heading))


def put_in(parts: Parts, name: str, row: int, *texts: str) -> None:
    """Put texts into a row of a part, from the left."""
    rows(parts, name)[row][: len(texts)] = texts


def swapped(parts: Parts, name: str, behind: str) -> None:
    """Move a part behind another one."""
    part = parts.pop(name)
    names = list(parts)
    later = {one: parts.pop(one) for one in names[names.index(behind) + 1 :]}
    parts[name] = part
    parts.update(later)


def each(*changes: Callable[[Parts], object]) -> Callable[[Parts], None]:
    """Return what makes several changes, one after the other."""

    def change(parts: Parts) -> None:
        for one in changes:
            one(parts)

    return change


def moved(name: str, behind: str) -> Callable[[Parts], None]:
    """Return what moves a part behind another one."""
    return lambda parts: swapped(parts, name, behind)


def putting(name: str, row: int, *texts: str) -> Callable[[Parts], None]:
    """Return what puts texts into a row of a part."""
    return lambda parts: put_in(parts, name, row, *texts)


def both(*changes: Callable[[Facts], object]) -> Callable[[Facts], None]:
    """Return what makes several changes to the facts."""

    def change(facts: Facts) -> None:
        for one in changes:
            one(facts)

    return change


def without(*words: object) -> Callable[[Facts], None]:
    """Return what takes out each fact that has one of some values."""

    def change(facts: Facts) -> None:
        kept = [fact for fact in facts if not set(words) & set(fact)]
        assert len(kept) < len(facts)
        facts[:] = kept

    return change


def instead(**new: object) -> Callable[[Facts], None]:
    """Return what gives facts of some fields another value."""

    def change(facts: Facts) -> None:
        for place, fact in enumerate(facts):
            if fact[0] in new:
                facts[place] = (fact[0], new[str(fact[0])], *fact[2:])

    return change


def also(*more: tuple[object, ...]) -> Callable[[Facts], None]:
    """Return what adds facts."""
    return lambda facts: facts.extend(more)


def renamed(*pairs: tuple[object, object]) -> Callable[[Facts], None]:
    """Return what changes a value wherever it stands."""

    def change(facts: Facts) -> None:
        facts[:] = [tuple(dict(pairs).get(value, value) for value in fact) for fact in facts]

    return change


def all_in_one_cell(made: Any) -> None:
    """Put all of a document into one cell of a table that is there for the layout."""
    inside = [one for one in made.element.body if not one.tag.endswith("sectPr")]
    cell = made.add_table(1, 1).rows[0].cells[0]
    for one in inside:
        cell._tc.append(one)
    cell.add_paragraph()
