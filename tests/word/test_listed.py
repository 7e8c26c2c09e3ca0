"""Whatever stands in a document is in the plan, or `check` lists it: no sentence goes unseen."""

from __future__ import annotations

import pytest
from lxml import etree

from facilitator.script.words_by_key import say
from tests.word.holding import opened
from tests.word.packing import MAIN, WORD, pack, parts_of, sample
from tests.word_plans import W, put

WORDS = "Nan saw a heron"


def with_words(table: int, box: tuple[int, int], words: str) -> bytes:
    """Return the sample with words behind what stands in a box."""
    parts = parts_of(sample(WORD))
    root = etree.fromstring(parts[MAIN])
    put(root, table, box, words)
    parts[MAIN] = etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)
    return pack(parts)


def with_lines(*lines: str) -> bytes:
    """Return the sample with the lines of Mina's view of what is working replaced."""
    parts = parts_of(sample(WORD))
    root = etree.fromstring(parts[MAIN])
    row = list(list(root.iter(f"{W}tbl"))[5].iter(f"{W}tr"))[1]
    cell = row.findall(f"{W}tc")[1]
    for paragraph in cell.findall(f"{W}p"):
        cell.remove(paragraph)
    for line in lines:
        run = etree.SubElement(etree.SubElement(cell, f"{W}p"), f"{W}r")
        etree.SubElement(run, f"{W}t").text = line
    parts[MAIN] = etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)
    return pack(parts)


def with_paragraph(words: str) -> bytes:
    """Return the sample with a line over everything else."""
    parts = parts_of(sample(WORD))
    root = etree.fromstring(parts[MAIN])
    paragraph = etree.Element(f"{W}p")
    etree.SubElement(etree.SubElement(paragraph, f"{W}r"), f"{W}t").text = words
    root[0].insert(0, paragraph)
    parts[MAIN] = etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)
    return pack(parts)


@pytest.mark.parametrize(
    ("table", "box"),
    [(1, (0, 3)), (2, (1, 0)), (2, (3, 0)), (5, (0, 2)), (5, (4, 0)), (5, (6, 1)), (6, (4, 0))],
    ids=["field", "steps", "provision", "heading", "row", "progress", "review-to-come"],
)
def test_words_behind_a_label_in_its_own_box_are_listed(table: int, box: tuple[int, int]) -> None:
    word = opened(with_words(table, box, f" {WORDS}"))
    assert WORDS not in word.plan.model_dump_json()
    assert [line for line in word.unread if WORDS in line]


def test_small_print_that_stands_behind_a_label_each_time_is_the_forms_own() -> None:
    data = sample(WORD)
    for table in (5, 6, 7):
        parts = parts_of(data)
        root = etree.fromstring(parts[MAIN])
        put(root, table, (0, 2), " (please be honest)")
        parts[MAIN] = etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)
        data = pack(parts)
    assert opened(data).unread == ()


def test_a_line_that_only_begins_like_the_forms_title_is_listed() -> None:
    assert opened(with_paragraph("Support Plan")).unread == ()
    unread = opened(with_paragraph(f"Support plan talk with Dad: {WORDS}")).unread
    assert [line for line in unread if WORDS in line]


@pytest.mark.parametrize("line", ["Choose an item of clothing herself.", "Click or tap the right picture."])
def test_an_answer_that_begins_like_a_prompt_of_word_is_an_answer(line: str) -> None:
    word = opened(with_lines("I like trains.", line))
    said = [one.text for one in word.plan.reviews[0].entries]
    assert "I like trains." in said
    assert line in said


@pytest.mark.parametrize("prompt", ["Choose an item.", "Click or tap here to enter text."])
def test_a_prompt_of_word_is_no_answer(prompt: str) -> None:
    word = opened(with_lines("I like trains.", prompt))
    assert prompt not in word.plan.model_dump_json()


def test_a_picture_in_an_answer_is_named() -> None:
    parts = parts_of(sample(WORD))
    root = etree.fromstring(parts[MAIN])
    row = list(list(root.iter(f"{W}tbl"))[5].iter(f"{W}tr"))[1]
    run = row.findall(f"{W}tc")[2].find(f"{W}p/{W}r")
    assert run is not None
    run.insert(0, etree.Element(f"{W}drawing"))
    parts[MAIN] = etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)
    named = [line for line in opened(pack(parts)).report() if say("word.has-picture") in line.problem]
    assert [line.where for line in named] == ["table 6, row 2, box 3"]
