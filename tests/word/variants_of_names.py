"""Awkward Word plans: names of other people round the child's, and other labels of the child's own."""

from __future__ import annotations

from tests.word.awkward import WORD, Document, NotHere, cell, paragraph, retype, row, table, w, x
from tests.word.judging import Element, words_in
from tests.word.varying import VARIANTS, Variant

Words = list[list[str]]

OTHERS: dict[str, str | Words] = {
    "a_table_of_people": [["Name", "Role", "Telephone"], ["Jo Orr", "Key worker", "01482 1"], ["", "", ""]],
    "a_table_of_contacts": [["Name", "Email", "Mobile"], ["Jo Orr", "jo@example.org", "07"]],
    "a_table_of_those_who_came": [["Names", "Job title", "Signature"], ["Jo Orr", "SENCO", ""]],
    "a_table_to_sign": [["Name", "Signature", "Date"], ["", "", ""]],
    "a_table_of_views": [["Name", "Relationship to child", "Comments"], ["Jo Orr", "Aunt", "Kind"]],
    "a_line_of_who_completed_it": "Completed by: Name: Jo Orr",
    "lines_of_who_completed_it": "Completed by:\nName: Jo Orr\nRole: SENCO",
    "lines_with_the_role_first": "This form was filled in by\nRole: SENCO\nName: Jo Orr",
    "a_row_of_who_completed_it": [["Completed by", "Name", "Jo Orr", "Date", "01/02/2026"]],
    "a_table_of_who_completed_it": [["Plan completed by"], ["Name", "Jo Orr"], ["Telephone", "01482 1"]],
    "the_key_worker": [["Key worker", "Name: Jo Orr"]],
    "the_key_workers_details": [["Key worker details"], ["Name", "Jo Orr"], ["Email", "jo@example.org"]],
    "the_headteachers_name": [["Headteacher's name", "Mrs Hill"]],
    "the_head_teacher": [["Head teacher", "Name", "Mrs Hill"]],
    "the_school_and_its_head": [
        ["Name of school", "Hill School", "", ""],
        ["Name", "Mrs Hill", "Role", "Head"],
    ],
    "a_role_behind_the_name": "Name: Mrs Hill\tRole: Head",
    "a_signature": "Signed:\nName: Mrs Hill\nPosition: Head",
    "parents": [["Parent/carer"], ["Name", "Sam Farrow"], ["Telephone", "01482 2"]],
    "somebody_far_from_a_birth": [["Name", "Jo Orr"], ["School", "Hill School"]],
}
"""What stands on top of a plan, about others than the child: lines, or a table by its rows."""

OWN = (
    "Name of Child/Young Person",
    "Name of child or young person",
    "Child/Young Person's Name",
    "Young person's name",
    "Student name",
    "Name of pupil",
    "1. Name",
    "Child's full name",
)
"""Labels of the child's own name."""


def on_top(d: Document, what: str | Words) -> None:
    """Put lines, or a table, on top of a document."""
    first = d.body()[0]
    for one in _made(what):
        first.addprevious(one)


def _made(what: str | Words) -> list[Element]:
    if isinstance(what, str):
        return [paragraph(line) for line in what.split("\n")]
    width = max(map(len, what))
    rows = [row(*(cell(text, span=width if len(texts) == 1 else 1) for text in texts)) for texts in what]
    return [table(*rows, columns=width), x("<w:p/>")]


def relabel(d: Document, label: str) -> None:
    """Give the child's name another label."""
    for one in d.root.iter(w("p")):
        if words_in(one).startswith("Name:"):
            retype(one, words_in(one).replace("Name", label, 1))
            return
    raise NotHere("Name:")


for _name, _what in OTHERS.items():

    def _with_others(d: Document, what: str | Words = _what) -> None:
        on_top(d, what)

    VARIANTS.append(Variant(f"on_top_{_name}", WORD, _with_others))

for _label in OWN:

    def _labelled(d: Document, label: str = _label) -> None:
        relabel(d, label)

    VARIANTS.append(Variant(f"name_labelled_{_label}", WORD, _labelled))
