"""Figures of papers for bench.py: what they take, against what typst itself takes for the same pages.

Each page is new, so that nothing is remembered from the one before. For one page fonts are loaded on both
sides; the whole set is made by a process of its own, and so are its PDFs alone.
"""

from __future__ import annotations

import json
import os
import pickle
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import typst

from facilitator.summary.as_pdf import Press
from facilitator.summary.page import (
    Block,
    Box,
    Heading,
    Items,
    Page,
    Pairs,
    Para,
    Said,
    Span,
    Table,
    Text,
    Words,
    inside,
    plain,
)
from facilitator.summary.paper_fonts import own_fonts

RUNS, RUNS_OF_SET = 12, 7
# All words of the page in plain elements, with none of its looks and nothing kept together.
PLAIN = """
#set document(title: "A long page")
#set text(font: "Noto Sans", size: 12pt)
#set page(paper: "a4", margin: 16mm, numbering: "1")
#let one(b) = {
  if b.block == "heading" { heading(level: b.level, b.text) }
  else if b.block == "said" { block(stroke: (left: 3pt), inset: (left: 8pt))[#strong(b.who) \\ #b.text] }
  else if b.block == "table" { table(columns: b.head.len(), table.header(..b.head.map(strong)), ..b.cells) }
  else { par(b.text) }
}
#json(bytes(sys.inputs.page)).map(one).join()
"""


def pdf_and_typst(_folder: Path) -> Iterator[tuple[float, float]]:
    """Yield the seconds for a page of 12 outcomes and 200 lines, and typst's alone for one like it."""
    press = Press(of_system=False)
    for number in range(RUNS):
        page, compiler = _page(2 * number), press.compiler(_page(2 * number + 1))
        yield _seconds(press.pdf, page), _seconds(_made, compiler)


def pdf_and_plain(folder: Path) -> Iterator[tuple[float, float]]:
    """Yield the seconds for the same page, and for its words in plain elements."""
    press, fonts = Press(of_system=False), own_fonts()
    template = folder / "plain.typ"
    template.write_text(PLAIN, encoding="utf-8")
    for number in range(RUNS):
        page = _page(number)
        words = json.dumps([_plain(block) for block in _flat(page.blocks)])
        compiler = typst.Compiler(template, root=folder, font_paths=fonts, sys_inputs={"page": words})
        yield _seconds(press.pdf, page), _seconds(_made, compiler)


EXPORT = "import sys; from facilitator.cli import main; sys.exit(main())"
TYPST_ALONE = """
import pickle, sys
from pathlib import Path
from facilitator.summary.as_pdf import Press
press = Press(of_system=False)
for page in pickle.loads(Path(sys.argv[1]).read_bytes()):
    press.compiler(page).compile(format="pdf", pdf_standards=["ua-1"], timestamp=0)
"""


def set_and_its_pdfs(folder: Path) -> Iterator[tuple[float, float]]:
    """Yield the CPU seconds of the whole set of 12 outcomes and 200 lines, and of its PDFs in typst alone.

    Both with their start.
    """
    plan = _full_plan(folder)
    pages = folder / "pages.pickle"
    pages.write_bytes(pickle.dumps(_printed_pages(plan)))
    for number in range(RUNS_OF_SET + 1):
        out = folder / f"set-{number}"
        pair = (
            _of_process([EXPORT, "export", str(plan), "--all", str(out)]),
            _of_process([TYPST_ALONE, str(pages)]),
        )
        if number:  # the first warms the caches
            yield pair


def _full_plan(folder: Path) -> Path:
    from facilitator.files.plans import new_plan
    from tests.summary.full_reviews import full

    plan = full(12, 200, 30).model_copy(update={"format": "support-plan", "id": "full"})
    return new_plan(folder / "full.plan.json", plan).path


def _printed_pages(plan: Path) -> list[Page]:
    """Return the pages of the set that are PDFs; the one in an e-mail is one of them."""
    from facilitator.files.plans import open_plan
    from facilitator.script.loading import load_script
    from facilitator.work.paper_set import papers_in_set
    from facilitator.work.papers_of_plan import PapersOfPlan

    opened = open_plan(plan)
    papers = PapersOfPlan(opened, opened.plan, opened.plan.reviews[-1], load_script(opened.plan.format))
    wanted = [one.audience.id for one in papers_in_set(papers.script.format) if one.kind == "pdf"]
    return [papers.page(audience) for audience in wanted]


def _of_process(arguments: list[str]) -> float:
    """Return the CPU time of a Python of its own, from its start to its end."""
    process = subprocess.Popen([sys.executable, "-c", *arguments], stdout=subprocess.DEVNULL)
    _, status, used = os.wait4(process.pid, 0)
    if status:
        raise subprocess.CalledProcessError(status, arguments)
    return used.ru_utime + used.ru_stime


def _made(compiler: typst.Compiler) -> object:
    return compiler.compile(format="pdf", pdf_standards=["ua-1"], timestamp=0)


def _seconds(action: Callable[[Any], object], given: object) -> float:
    started = time.perf_counter()
    action(given)
    return time.perf_counter() - started


def _page(number: int) -> Page:
    said = [
        Said(_line("Mr Lindqvist, own words"), f"She began alone on four days out of five, {number}.{nth}.")
        for nth in range(200)
    ]
    things = [_thing(number, outcome) for outcome in range(12)]
    head = (Heading(1, _line("Orla’s review")), Heading(2, _line("What people said")))
    return Page("A long page", (*head, *said, Heading(2, _line("What we looked at")), *things))


def _thing(number: int, outcome: int) -> Block:
    rows = tuple(
        (
            (Para(_line(who)),),
            (Para(_line("2 of 5")),),
            (Words(f"Homework {number}.{outcome} ends in tears."),),
        )
        for who in ("Mum", "Dad", "Mr Lindqvist", "Ms Reed")
    )
    return Box(
        "thing",
        (
            Heading(3, _line(f"Outcome {outcome}")),
            Words(f"Orla starts her work by herself within {number} minutes.", strong=True),
            Pairs(((_line("Was it done?"), (Para(_line("Most of it")),)),)),
            Table(_line("Everybody’s own answer"), tuple(map(_line, ("Name", "Answer", "Reason"))), rows),
            Items(((Para(_line("Ms Reed will find a quiet place by Friday.")),),)),
        ),
    )


def _line(text: str) -> Text:
    return (Span(text),)


def _flat(blocks: tuple[Block, ...]) -> Iterator[Block]:
    for block in blocks:
        yield from _flat(block.blocks) if isinstance(block, Box) else (block,)


def _plain(block: Block) -> dict[str, Any]:
    match block:
        case Heading(level=level, text=text):
            return {"block": "heading", "level": level, "text": plain(text)}
        case Said(who=who, words=words):
            return {"block": "said", "who": plain(who), "text": words}
        case Table(head=head, rows=rows):
            cells = [_words(cell) for row in rows for cell in row]
            return {"block": "table", "head": [plain(one) for one in head], "cells": cells}
    return {"block": "par", "text": _words((block,))}


def _words(blocks: tuple[Block, ...]) -> str:
    found = []
    for one in (one for block in blocks for one in inside(block)):
        match one:
            case Words(text=words):
                found.append(words)
            case Para(text=text):
                found.append(plain(text))
    return " ".join(found)
