"""Files that are made to take long or to fill a computer's memory, and what a command costs on them."""

from __future__ import annotations

import io
import json
import os
import shutil
import subprocess
import sys
import tempfile
import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import NamedTuple

PROJECT = Path(__file__).parent.parent
PROMPTS = PROJECT / "prompts"
COMMAND = [
    sys.executable,
    "-c",
    """import sys
from facilitator.cli import main
code = main(sys.argv[2:])
open(sys.argv[1], "w").write(open("/proc/self/status").read().split("VmHWM:")[1].split()[0])
sys.exit(code)""",
]
"""The program, which leaves behind how many kilobytes it took at most: what the system says of a child
process would hold those of the process that started it."""

STARTS, MEGABYTES = 24, 200
"""Limits: so many times the processor time of a start that does nothing (about a second), and memory."""

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"


class Cost(NamedTuple):
    """What a command took: seconds of CPU, megabytes at most, its exit code and what it said."""

    seconds: float
    megabytes: float
    code: int
    said: str


def cost(*arguments: str | Path, data: Path | None = None, given: bytes = b"") -> Cost:
    """Run a command in a process of its own and measure it; stopped by the system after a minute of CPU."""
    environment = {**os.environ, **({"FACILITATOR_DATA": str(data)} if data else {})}
    taken = Path(tempfile.mkdtemp()) / "kilobytes"
    command = ["sh", "-c", 'ulimit -t 60; exec "$@"', "sh", *COMMAND, *map(str, (taken, *arguments))]
    process = subprocess.Popen(
        command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, env=environment
    )
    assert process.stdin
    assert process.stdout
    try:
        process.stdin.write(given)
        process.stdin.close()
    except BrokenPipeError:
        pass
    said = process.stdout.read().decode("utf-8", "replace")
    process.stdout.close()
    _, status, used = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    megabytes = int(taken.read_text()) / 1024 if taken.exists() else float("inf")
    shutil.rmtree(taken.parent)
    return Cost(used.ru_utime + used.ru_stime, megabytes, process.returncode, said)


def least_cost(*arguments: str | Path, data: Path) -> tuple[Cost, float]:
    """Run a command, and again where it took too long: a busy machine makes the same work longer.

    Returns its cost, and how many times that of a start that does nothing it is.
    """
    tried = 0
    while True:
        taken, start = cost(*arguments, data=data), cost("--help", data=data)
        tried, starts = tried + 1, taken.seconds / start.seconds
        if starts < STARTS or tried == 3:
            return taken, starts


# Word documents


def word(body: str, **others: str) -> bytes:
    """Return a Word document with a body, and other parts by their names."""
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as package:
        package.writestr("[Content_Types].xml", _TYPES)
        package.writestr("_rels/.rels", _RELATIONS)
        document = f'<w:document xmlns:w="{W}"><w:body>{body}</w:body></w:document>'
        package.writestr("word/document.xml", document)
        for name, content in others.items():
            package.writestr(name, content)
    return made.getvalue()


_TYPES = (
    '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="xml" '
    'ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/></Types>'
)
_RELATIONS = (
    '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
    '<Relationship Id="r" Target="word/document.xml" '
    'Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument"/>'
    "</Relationships>"
)


def _p(text: str = "") -> str:
    return f"<w:p><w:r><w:t xml:space='preserve'>{text}</w:t></w:r></w:p>"


def _row(*cells: str) -> str:
    return "<w:tr>" + "".join(f"<w:tc>{cell}</w:tc>" for cell in cells) + "</w:tr>"


def word_files() -> Iterator[tuple[str, Callable[[], bytes]]]:
    """Yield the Word documents that took long, or might, each with how it is made."""
    yield "209 bytes of comments", lambda: b"<!--a-->" * 26 + b"x"
    yield "321 bytes of comments", lambda: b"<!--a-->" * 40 + b"x"
    yield "4 MB of comments", lambda: b"<!--a-->" * 500_000 + b"x"
    yield "60 MB of JSON", lambda: b"[" + b'{"a":1},' * 7_500_000 + b"{}]"
    yield "60 MB of numbers", lambda: b"[" + b"1," * 30_000_000 + b"1]"
    yield "60 MB of words", lambda: b"and then " * 6_600_000
    yield "60 MB of UTF-16", lambda: b"\xff\xfe" + b"a\0" * 30_000_000
    yield "60 MB of zeros", lambda: bytes(60_000_000)
    yield "60 MB after PK", lambda: b"PK\x03\x04" + bytes(60_000_000)
    yield "60 MB of ends of a zip", lambda: b"PK\x05\x06" * 15_000_000
    yield "60 MB of an old document", lambda: b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\x01" * 60_000_000
    yield "300,000 empty paragraphs", lambda: word("<w:p/>" * 300_000)
    yield "349,000 empty paragraphs", lambda: word("<w:p/>" * 349_000)
    yield "2 million empty paragraphs", lambda: word("<w:p/>" * 2_000_000)
    yield "200,000 paragraphs of a letter", lambda: word(_p("a") * 80_000)
    yield "40,000 rows", lambda: word("<w:tbl>" + _row(_p("a"), _p("b")) * 40_000 + "</w:tbl>")
    yield (
        "100,000 empty rows",
        lambda: word("<w:tbl>" + "<w:tr><w:tc><w:p/></w:tc></w:tr>" * 100_000 + "</w:tbl>"),
    )
    yield "60,000 cells in a row", lambda: word("<w:tbl>" + _row(*[_p("a")] * 60_000) + "</w:tbl>")
    yield "10,000 tables", lambda: word(("<w:tbl>" + _row(_p("a"), _p("b")) + "</w:tbl>") * 10_000)
    yield (
        "100,000 runs in a paragraph",
        lambda: word("<w:p>" + "<w:r><w:t>a</w:t></w:r>" * 100_000 + "</w:p>"),
    )
    yield "300,000 texts in a run", lambda: word("<w:p><w:r>" + "<w:t>a</w:t>" * 200_000 + "</w:r></w:p>")
    yield "100,000 breaks in a paragraph", lambda: word("<w:p><w:r>" + "<w:br/>" * 300_000 + "</w:r></w:p>")
    yield "a paragraph of 8 million letters", lambda: word(_p("ab " * 2_700_000))
    yield "a paragraph of 4 million tabs", lambda: word(_p("\t" * 4_000_000))
    yield "a paragraph of boxes", lambda: word(_p("\u2610 Date: " * 50_000))
    yield "a paragraph of labels", lambda: word(_p("Date of review:\tName:\t" * 50_000))
    yield "20,000 labels", lambda: word(_p("Outcome 1") * 20_000)
    yield "20,000 reviews", lambda: word(_p("Term 1 review meeting") * 20_000)
    yield (
        "10,000 rows of labels",
        lambda: word("<w:tbl>" + _row(_p("Name"), _p("Date of review")) * 10_000 + "</w:tbl>"),
    )
    yield (
        "tables in tables",
        lambda: word("<w:tbl><w:tr><w:tc>" * 80 + "<w:p/>" + "<w:p/></w:tc></w:tr></w:tbl>" * 80),
    )
    yield (
        "controls in controls",
        lambda: word("<w:sdt><w:sdtContent>" * 80 + "<w:p/>" + "</w:sdtContent></w:sdt>" * 80),
    )
    yield (
        "50,000 controls",
        lambda: word("<w:sdt><w:sdtPr/><w:sdtContent><w:p/></w:sdtContent></w:sdt>" * 50_000),
    )
    yield (
        "a cell over 100,000 columns",
        lambda: word(
            "<w:tbl>"
            + "<w:tr><w:tc><w:tcPr><w:gridSpan w:val='100000'/></w:tcPr><w:p/></w:tc></w:tr>" * 5_000
            + "</w:tbl>"
        ),
    )
    yield (
        "a cell over 10^9 columns",
        lambda: word(
            "<w:tbl><w:tr><w:tc><w:tcPr><w:gridSpan w:val='1000000000'/></w:tcPr><w:p/></w:tc></w:tr></w:tbl>"
        ),
    )
    yield "a zip bomb", lambda: word("<w:p/>", **{"word/big.xml": "0" * 130_000_000})
    yield "a comment of 15 MB", lambda: word("<!--" + "x" * 15_000_000 + "-->")
    yield "an attribute of 9 MB", lambda: word(f"<w:p w:a='{'x' * 9_000_000}'/>")
    for name, body in _DEAREST.items():
        yield f"as much as is let in: {name}", lambda body=body: word(_as_much_as_is_let_in(body))  # type: ignore[misc]


_DEAREST: dict[str, Callable[[int], str]] = {
    "reviews": lambda count: _p("Term 1 review meeting") * count,
    "labels": lambda count: _p("Date of review") * count,
    "rows of labels": lambda count: f"<w:tbl>{_row(_p('Name'), _p('Date of review')) * count}</w:tbl>",
    "paragraphs of boxes": lambda count: _p("\u2610 Date: " * 1_500) * count,
    "paragraphs of labels": lambda count: _p("Date of review:\tName:\t" * 150) * count,
    "letters": lambda count: _p("ab " * count),
    "letters behind a label": lambda count: _p("Name: " + "ab " * count),
    "tables": lambda count: f"<w:tbl>{_row(_p('a'), _p('b'))}</w:tbl>" * count,
    "tables of labels": lambda count: f"<w:tbl>{_row(_p('Outcome 1'), _p('Date of review'))}</w:tbl>" * count,
}
"""Bodies of so many of what is dear to read, which a document may hold up to a limit."""


def _as_much_as_is_let_in(body: Callable[[int], str]) -> str:
    from lxml import etree

    from facilitator.word.document.xml import MOST_WORK, work_of

    def is_let_in(count: int) -> bool:
        return work_of(etree.fromstring(f'<w:body xmlns:w="{W}">{body(count)}</w:body>')) <= MOST_WORK

    least, most = 1, 2
    while is_let_in(most):
        least, most = most, 2 * most
    while most - least > 1 + least // 50:
        middle = (least + most) // 2
        least, most = (middle, most) if is_let_in(middle) else (least, middle)
    return body(least)


# Native plans


def json_files() -> Iterator[tuple[str, Callable[[], bytes]]]:
    """Yield native plans that took long, or might, each with how it is made."""
    from facilitator.files import plan_text
    from tests.meeting.plans import a_plan

    good = plan_text.render(a_plan(reviews=1))

    def with_statements(statements: list[object]) -> bytes:
        data = json.loads(good)
        data["reviews"][0]["statements"] = statements
        return json.dumps(data).encode()

    yield "8 MB of commas", lambda: b"[" + b"," * 8_000_000 + b"]"
    yield "99,000 numbers", lambda: b'{"a":[' + b"1," * 99_000 + b"1]}"
    yield "statements without anything", lambda: with_statements([{}] * 19_000)
    yield "wrong statements", lambda: with_statements([{"id": 1, "x": 2}] * 19_000)
    yield "80,000 wrong statements", lambda: with_statements([1] * 80_000)
    yield "a million wrong statements", lambda: with_statements([1] * 1_000_000)
    yield "49,000 statements without anything", lambda: with_statements([{}] * 49_000)
    yield "49,000 keys", lambda: b"{" + b",".join(b'"%d":"%s"' % (n, b"a" * 60) for n in range(49_000)) + b"}"
    yield "8 MB of quotes", lambda: b'"' * 8_000_000
    yield "8 MB of backslashes", lambda: b'{"' + b"\\" * 8_000_000
    yield "8 MB of brackets", lambda: b"[" * 8_000_000
    yield "90,000 brackets", lambda: b"[" * 90_000 + b"]" * 9_999
    yield "8 MB of one number", lambda: b'{"a":' + b"9" * 8_000_000 + b"}"
