"""A form as Kirklees schools have it, filled in for an invented child, to be changed in awkward ways."""
# ruff: noqa: E501, ISC004 - a form stands as a line a box

from __future__ import annotations

import io
import re
from dataclasses import dataclass, field
from typing import Any

import docx
from docx.oxml.ns import qn

LEFT = "<"
"""A cell that is one with the cell to its left."""

_STRUCK = re.compile(r"(~~.*?~~)", re.DOTALL)
Row = list[str]
AREAS = "The area(s) of my needs this outcome will address"
CHANGES = "(to include whether the steps I will make towards achieving this outcome have been met)"


def outcome(number: int, areas: str, words: str, *supported: str) -> Row:
    """Return the row of an outcome; one that says nothing is empty but for its number."""
    ticks = ["✓" if one in supported else "" for one in ("education", "health", "care")]
    return [f"Outcome\n{number}", f"{AREAS}: {areas}\n\n{words}" if words else "\n", *ticks]


def heading(day: str, name: str) -> Row:
    """Return the first row of a review, with its day inside the line."""
    gap = " " * 30
    return [f"Section 6: Reviewing My Support Plan{gap}Date of review: {day}{gap}{name}", LEFT]


def review(
    day: str, name: str, progress: list[str], well: str = "", not_well: str = "", new: str = ""
) -> list[Row]:
    """Return the table of a review, with as many outcomes as have a line."""
    return [
        heading(day, name),
        ["No. of outcome", f"Progress towards outcomes in My Support Plan\n{CHANGES}"],
        *([str(number), words] for number, words in enumerate(progress, 1)),
        [f"What is working well with provision and support and needs to continue?\n{well}", LEFT],
        [
            f"What isn’t working well with provision and support and needs to finish or change?\n{not_well}",
            LEFT,
        ],
        [
            f"Should anything new be introduced to match the parent/child’s goals and aspirations?\n{new}",
            LEFT,
        ],
        [
            "At this review, update My Support Plan to set new targets, make adjustments to provision etc.",
            LEFT,
        ],
    ]


@dataclass
class Form:
    """The parts of a form, in order: a line of the page, or a table; ~~struck~~ words are struck through."""

    parts: dict[str, str | list[Row]] = field(default_factory=lambda: whole_form())  # noqa: PLW0108 - it stands below

    def table(self, name: str) -> list[Row]:
        """Return one of the tables, to be changed."""
        found = self.parts[name]
        assert isinstance(found, list)
        return found

    def data(self) -> bytes:
        """Return the document."""
        made = docx.Document()
        for part in self.parts.values():
            if isinstance(part, str):
                _write(made.add_paragraph(), part)
            else:
                _table(made, part)
                made.add_paragraph()
        stream = io.BytesIO()
        made.save(stream)
        return stream.getvalue()


def _table(made: Any, rows: list[Row]) -> None:
    table = made.add_table(len(rows), max(map(len, rows)))
    for at, texts in enumerate(rows):
        cells = list(table.rows[at].cells)
        for place, text in reversed(list(enumerate(texts))):
            if text == LEFT:
                cells[place - 1].merge(cells[place])
        for place, text in enumerate(texts):
            if text != LEFT:
                _fill(cells[place], text)


def _fill(cell: Any, text: str) -> None:
    for extra in cell.paragraphs[1:]:
        extra._p.getparent().remove(extra._p)
    first, *more = text.split("\n")
    _write(cell.paragraphs[0], first)
    for line in more:
        _write(cell.add_paragraph(), line)


def _write(paragraph: Any, text: str) -> None:
    for part in filter(None, _STRUCK.split(text)):
        run = paragraph.add_run(part.strip("~"))
        run.font.strike = part.startswith("~~") or None


def words_of(data: bytes) -> str:
    """Return all words of a document, in order."""
    body = docx.Document(io.BytesIO(data)).element.body
    return "\n".join("".join(one.text or "" for one in p.iter(qn("w:t"))) for p in body.iter(qn("w:p")))


def whole_form() -> dict[str, str | list[Row]]:
    return {
        "title": "My Support Plan",
        "name": [
            [
                "My name is Ravi Holloway\nI am known as Rav\nMy date of birth is 03/05/2017\nMy school/setting is Elmgate Primary School"
            ]
        ],
        "photo": "Current photo of me",
        "number": "My Support Plan:    Number 2      Date 14/01/2026",
        "days": [
            ["Date of 1st review (R1):", "23/02/2026"],
            ["Date of 2nd review (R2):", ""],
            ["Date of 3rd review:", ""],
        ],
        "plans": [
            [
                "Introduction to My Support Plan\nI might already have other plans in place such as (please tick as appropriate):-\n"
                "☐         Team around the Family (TAF) Plan\n☐         Child in Need Plan\n☐         Child Protection Plan\n"
                "☐         Personal Education Plan (PEP)\n☐        Looked After Child Care Plan\n☒        Health Care Plan\n"
                "Signed by parent/carer…………………………………………"
            ]
        ],
        "profile": [
            [
                "Section 1: About me\na) my profile\nMy profile has been written by:\n☐ Me          ☒  Me with help from Miss Ablett"
            ],
            ["When and how I communicate best, and what help I need\nIn the morning, with a picture."],
            ["What people like and admire about me\nHe sings to the rabbits."],
            [
                "What I enjoy doing and what I do well\nIn school/setting:\nCounting\nOut of school/setting:\nThe allotment"
            ],
            ["What is important to me now\nMy rabbits\nGran"],
            [
                "What are my goals and aspirations for the future –\nShort term - the next 6-12 months\nJoin the choir\n"
                "Long term - what I want for my future beyond next year and ‘when I am an adult’\nGrow beans to sell"
            ],
        ],
        "parents": [
            [
                "Section 1: About me\nd) my parents/carers views\nWritten by: ☒ My parent  ☐  My carer\nwith help from………………….."
            ],
            ["What is important for my child now\nThat he sleeps."],
            [
                "What are my goals and aspirations for my child\nShort term - the next 6-12 months\nA friend to tea.\n"
                "Long term - what I want for my child’s future beyond next year and ‘when they are an adult’\nWork he likes."
            ],
        ],
        "needs": [
            ["Section 2: My special educational needs"],
            ["A summary of my needs\nRavi stammers and tires quickly."],
            ["Cognition and Learning\nAt his age."],
        ],
        "health": [
            ["Section 3: My health needs which relate to my special educational needs"],
            ["Tablets at noon."],
        ],
        "care": [["Section 4: My social care needs which relate to my special educational needs"], [""]],
        "outcomes": [
            ["Section 5: Outcomes and provision", LEFT, "Supported\nby", LEFT, LEFT],
            [
                "My Outcomes:-\nare what I will be able to do by the end of a phase or stage of education",
                LEFT,
                "Education",
                "Health",
                "Social Care",
            ],
            outcome(
                1,
                "Communication and Interaction",
                "By the end of key stage 2 Ravi will be able to ask a question in class.",
                "education",
            ),
            outcome(
                2,
                "Sensory and/or Physical/Health needs",
                "By the end of key stage 2 Ravi will be able to plan his rests.",
                "education",
                "health",
            ),
            outcome(3, "", ""),
        ],
        "key": [
            [
                "Provision\nThe provision (support) to meet my special educational needs (Section 2)\nKey\nAt each review, update My Support Plan"
            ]
        ],
        "provision": [
            [
                "No. of outcome",
                "Steps I will make towards achieving this outcome",
                "Short term targets",
                "What needs to happen to help me achieve this outcome?",
                "Who will do it?",
                "How often?\n(frequency and duration)",
                "Resources required (including weekly costs)",
            ],
            [
                "1",
                "Asks one friend",
                "Asks twice by Easter",
                "~~Whole class talk~~\nTalking pairs\nR1 23/02/2026: A card to point to",
                "Miss Ablett",
                "Daily, 10 minutes",
                "Education £8.50 a week",
            ],
            [
                "2",
                "Says when he is tired",
                "Rests once a day",
                "A quiet room",
                "Mr Orme",
                "As needed",
                "Health",
            ],
            ["3", "", "", "", "", "", ""],
        ],
        "r1": review(
            "23/02/2026",
            "1st review (R1)",
            ["He asks his friend Tom.", "He rests when told.", ""],
            "The pairs.",
            "The room is shared.",
            "The choir.",
        ),
        "r2": review("", "2nd review (R2)", ["", "", ""]),
        "r3": review("", "3rd review", ["", "", ""]),
        "papers": [
            ["Section 7: Appendices\nDocuments that inform My Support Plan"],
            ["Family/Young person\n(Reference (and date) below)"],
            ["Ravi’s page (10/01/2026)"],
            [""],
            ["Education"],
            ["Reading test (12/12/2025)"],
            ["Speech screen (05/01/2026)"],
            ["Health\n(Reference (and date) eg. Health Care Plan)"],
            [""],
            ["Social Care"],
            [""],
            ["Careers"],
            [""],
            ["Other evidence from other people or agencies"],
            [""],
        ],
    }
