"""Small forms of other shapes than a support plan's: a format, a layout and a document, for one test."""

from __future__ import annotations

import io
import re
from pathlib import Path

import docx
import yaml

from facilitator.plan.plan import Plan
from facilitator.script.conformity import misfits
from facilitator.script.formats_and_turns import FormatFile, Script
from facilitator.script.layouts import Layout, LayoutFile
from facilitator.script.loading import find_prompts, load_script
from facilitator.script.phrases_in_forms import load_phrases
from facilitator.script.rules import layouts as rules
from facilitator.script.yaml_source import source_of
from facilitator.word.document.container import open_package
from facilitator.word.document.view import view_of
from facilitator.word.filled_document import Filled, fill
from facilitator.word.form.format_guess import recognise
from facilitator.word.plan import WordPlan
from facilitator.word.writing_choices import Choices
from tests.word.packing import MAIN, parts_of

_FORMAT = """
id: shape
name: Shape
description: A form for a test.
period: {noun: review, names: [R1, R2, R3]}
when_used_up: All have been held.
agendas: [{minutes: 30, segments: {}}]
segments: [none]
"""
_STRUCK = re.compile(r"(~~.*?~~)", re.DOTALL)

Cell = str
Table = list[list[Cell]]


class Shape:
    """A format and a layout, in YAML, and what its documents say."""

    def __init__(self, form: str, layout: str) -> None:
        self.form = FormatFile.model_validate({**yaml.safe_load(_FORMAT), **yaml.safe_load(form)})
        self.file = LayoutFile.model_validate(yaml.safe_load(layout))
        phrases = load_phrases(find_prompts())
        self.layout = Layout.model_construct(**dict(self.file), phrases=phrases, form=self.form)
        vocabulary = load_script("support-plan").vocabulary
        self.script = Script.model_construct(format=self.form, segments=[], vocabulary=vocabulary)
        found = rules.findings(source_of(Path("layout.yaml"), layout), self.file, self.form)
        assert not [(one.code, one.line, one.values) for one in found]

    def opened(self, data: bytes) -> WordPlan:
        """Read a document of the form."""
        package = open_package(data)
        likeness = recognise(view_of(package.root), {"shape": self.layout})
        return WordPlan(Path("/nowhere/plan.docx"), package, likeness.reading, self.script)

    def read(self, *parts: str | Table) -> WordPlan:
        """Read a document of these lines and tables, all of which must be understood."""
        word = self.opened(document(*parts))
        assert (word.problems, word.unread) == ((), ())
        assert not list(misfits(word.plan, self.form))
        return word

    def opened_with(self, *parts: str | Table) -> WordPlan:
        """Read a document of these lines and tables."""
        return self.opened(document(*parts))

    def filled(self, word: WordPlan, plan: Plan, choices: Choices | None = None) -> Filled:
        """Fill a plan in; what is written reads as it was meant."""
        made = fill(word, plan, choices or Choices())
        assert made.word.problems == ()
        return made


def document(*parts: str | Table) -> bytes:
    """Return a document; cells and lines may have several paragraphs, and ~~struck~~ words."""
    made = docx.Document()
    for part in parts:
        if isinstance(part, str):
            _write(made.add_paragraph(), part)
            continue
        table = made.add_table(len(part), len(part[0]))
        for row, texts in zip(table.rows, part, strict=True):
            for cell, text in zip(row.cells, texts, strict=True):
                first, *more = text.split("\n")
                _write(cell.paragraphs[0], first)
                for line in more:
                    _write(cell.add_paragraph(), line)
        made.add_paragraph()
    stream = io.BytesIO()
    made.save(stream)
    return stream.getvalue()


def _write(paragraph: object, text: str) -> None:
    for part in filter(None, _STRUCK.split(text)):
        run = paragraph.add_run(part.strip("~"))  # type: ignore[attr-defined]
        run.font.strike = part.startswith("~~") or None


def tables_of(data: bytes) -> list[Table]:
    """Return the tables of a document as python-docx has them, with ~~struck~~ words."""
    assert MAIN in parts_of(data)
    return [
        [["\n".join(map(_marked, cell.paragraphs)) for cell in row.cells] for row in table.rows]
        for table in docx.Document(io.BytesIO(data)).tables
    ]


def _marked(paragraph: object) -> str:
    runs = paragraph.runs  # type: ignore[attr-defined]
    return "".join(f"~~{run.text}~~" if run.font.strike and run.text else run.text for run in runs)


NO_PLAN = document("Summer fair", [["Stall", "Who"], ["Cakes", "Mr Hart"]], "Thank you all.")
"""A document that is no plan of any form."""
