"""A form of My Support Plan on its way to an awkward one, and what must stand in its cells after a review.

The cells are marked before anything is varied, and are looked at without the program's own reader.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from lxml import etree

from tests.word.awkward import (
    MAIN,
    packed,
    paragraph,
    take_out,
    w,
)
from tests.word.judging import FOR, Element, parts, words_in
from tests.word.packing import sample

SAMPLE = "s002_05_word"
ACHIEVED = {
    "o1": "Achieved\nEveryone: Yes, he reads 85 of them.\nIt goes into the new plan",
    "o2": "Partly achieved\nMr Dunphy: Four tasks, most days.\nIt goes into the new plan",
    "o3": "Not agreed: Folake (mum) Not achieved, Mr Dunphy Achieved (support not given)"
    "\nHe plays with Elodie.\nA week of counting \u2013 owner not yet agreed, by 01/04/2026"
    "\nThis outcome ends here. Reason: It is too noisy.",
}
CELLS = {
    "date": "16/03/2026",
    "s1": "Year 3 begun",
    "s2": "Year 2 begun",
    "s3": "Year 3 secure",
    "o1.support": "Yes\nPartly",
    "o2.support": "Yes",
    "o3.support": "No",
    **{f"{outcome}.achieved": words for outcome, words in ACHIEVED.items()},
}
"""What stands in each marked cell when the review has been written."""


@dataclass
class Form:
    """One form on its way to an awkward one, and what is expected: `cells` as `CELLS`, None = there is none.

    `lines` is how much support each outcome has, `refused` the code of a refusal, `asked` the codes of
    questions to a person, `unread` words that nobody understood, `problems` codes of answers, `adds` what the
    review says more for having stood there before.
    """

    held: dict[str, bytes]
    root: Element
    cells: dict[str, str | None] = field(default_factory=lambda: dict(CELLS))
    outcomes: list[str] = field(default_factory=lambda: ["o1", "o2", "o3"])
    subjects: list[str] = field(default_factory=lambda: ["Reading", "Writing", "Maths"])
    lines: dict[str, int] = field(default_factory=lambda: {"o1": 2, "o2": 1, "o3": 1})
    refused: str = ""
    asked: list[str] = field(default_factory=list)
    unread: set[str] = field(default_factory=set)
    problems: set[str] = field(default_factory=set)
    adds: set[object] = field(default_factory=set)

    def data(self) -> bytes:
        """Return the file."""
        held = dict(self.held)
        held[MAIN] = etree.tostring(self.root, xml_declaration=True, encoding="UTF-8", standalone=True)
        return packed(held)

    @property
    def body(self) -> Element:
        """The body of the document."""
        return self.root[0]

    def table(self, label: str) -> Element:
        """Return the first table that has a text in it."""
        return next(one for one in self.root.iter(w("tbl")) if label in words_in(one))

    def line(self, text: str) -> Element:
        """Return the first paragraph that begins with a text."""
        return next(one for one in self.root.iter(w("p")) if words_in(one).strip().startswith(text))

    def marked(self, mark: str) -> Element:
        """Return the cell with a mark."""
        return next(one for one in self.root.iter(w("tc")) if one.get(FOR) == mark)

    def row(self, outcome: str) -> Element:
        """Return the row of an outcome."""
        return next(self.marked(f"{outcome}.support").iterancestors(w("tr")))


def rows_of(one: Element) -> list[Element]:
    """Return the rows of a table."""
    return list(one.iterchildren(w("tr")))


def cells_of(one: Element) -> list[Element]:
    """Return the cells of a row."""
    return list(one.iterchildren(w("tc")))


def say(one: Element, words: str) -> None:
    """Put words into an empty cell."""
    for line in list(one.iterchildren(w("p"))):
        take_out(line)
    one.append(paragraph(words))


def form() -> Form:
    """Return the sample with its cells marked."""
    held = parts(sample(SAMPLE))
    made = Form(held, etree.fromstring(held[MAIN]))
    cells_of(rows_of(made.table("Plan review date"))[3])[1].set(FOR, "date")
    for number, one in enumerate(rows_of(made.table("Subject / area"))[2:], 1):
        cells_of(one)[2].set(FOR, f"s{number}")
    for number, one in enumerate(rows_of(made.table("Outcomes Sought"))[2:], 1):
        cells_of(one)[2].set(FOR, f"o{number}.support")
        cells_of(one)[3].set(FOR, f"o{number}.achieved")
    return made
