"""Anything at all in each input: a sentence, never a mistake of the program, and never long."""

from __future__ import annotations

import json
import os
import random
import shutil
from collections.abc import Callable
from functools import cache
from pathlib import Path

from _faults import batch
from _faults.computer import Computer
from _faults.row import Row, Tally, Tries, Work
from facilitator.files.journal_lines import check, line
from facilitator.script.prompts_folder import find_prompts
from facilitator.script.words_by_key import use_prompts
from tests.odd_values import REVIEW, changed
from tests.test_hostile_files import FORMATS
from tests.word.packing import MAIN, pack, parts_of

CHECK_SECONDS = 8.0
"""It lays out every paper of every format, which takes two seconds where nothing is wrong."""

_PIECES = (
    *(b"", b"\0", b"\x1b", b"\xff", b"\xc3", b'"', b"{", b"}", b"[", b"]", b":", b",", b"\\", b"\n", b"null"),
    *(
        b"-1",
        b"1e999",
        b"\\ud800",
        b'"id":',
        b"<w:p/>",
        b"&amp;",
        b"<!--",
        b"]]>",
        b"{{",
        b"}}",
        b"{%",
        b"%}",
    ),
    *(b"{nobody}", b"*a", b"&a ", b"!!python/none", b"? ", b"- ", b"\xe2\x80\xae", b"9" * 40, b"a" * 500),
)
_LINES = """
next|back|skip|skip because x|pass|park: x|undo|redo|another way|again|go to 4|go to 99|settle 1|agenda|said
actions|open|people|turns|help|plan|Ravi: x|Mum: a; b|Mum for Ravi: y|Mum 3, Mr Lacey 9|Mum will ring
1|2: x|edit 1: z|remove 1|by 1: Mum|move 1|how 1: drawn|action 1 by: 31/2|action 1 who: Mum|add: Ms Grey
rename Mum: Dad|take off Mum|Mum left|here Mum|pause|go on|cover|better|given|we stop|end early because tea
close|write|today|Fri|in six weeks|30.2.|save in /nowhere/x|copy to /nowhere|group plan: nothing.docx|yes|no
all|60|-1|99999999999999|show private|slower|done|change 2: a|end 1|take over|not now|\u202eabc|\x00|“|ا ب ت
"""
_TYPED = (*_LINES.strip().replace("\n", "|").split("|"), "", "  ", "(" * 400, "a" * 20_000, "\U0001f642" * 50)


def mutated(data: bytes, dice: random.Random) -> bytes:
    """Return bytes with one to five places changed, put in, taken out or doubled."""
    made = bytearray(data)
    for _ in range(dice.randrange(1, 6)):
        place = dice.randrange(len(made) + 1)
        way = dice.randrange(4)
        if way == 0 and place < len(made):
            made[place] ^= 1 << dice.randrange(8)
        elif way == 1:
            made[place:place] = dice.choice(_PIECES)
        elif way == 2:
            del made[place : place + dice.randrange(1, 60)]
        else:
            made[place:place] = made[place : place + dice.randrange(1, 200)]
    return bytes(made)


def mutated_json(data: bytes, dice: random.Random) -> bytes:
    """Return JSON in which odd values stand in a few places, or whose bytes were changed."""
    if dice.random() < 0.3:
        return mutated(data, dice)
    return json.dumps(changed(json.loads(data), dice)).encode()


Fuzz = Callable[[Computer, random.Random, str], Tally]


def record(computer: Computer, dice: random.Random, what: str) -> Tally:
    """Write a review held elsewhere, of any contents."""
    given = computer.folder / "review.json"
    given.write_bytes(mutated_json(json.dumps(REVIEW).encode(), dice))
    return batch.counted(["record", computer.plan, given, *dice.choice(([], ["--period", "2"]))], what)


def plan(computer: Computer, dice: random.Random, what: str) -> Tally:
    """Open a plan of any contents with a command of any kind."""
    path = computer.folder / "fuzzed.plan.json"
    path.write_bytes(mutated_json(_bytes(computer.plan), dice))
    out = computer.folder / "out"
    shutil.rmtree(out, ignore_errors=True)
    out.mkdir()
    commands: list[list[str | Path]] = [
        ["check", path],
        ["show", path],
        ["show", path, "--json"],
        ["actions", path],
        ["convert", path, out / "a.docx", "--yes"],
        ["export", path, "--for", "family", "--to", "txt", "-o", out / "a.txt"],
        ["export", path, "--for", "everyone", "--to", "html", "-o", out / "a.html"],
    ]
    return batch.counted(dice.choice(commands), what)


def word(computer: Computer, dice: random.Random, what: str) -> Tally:
    """Open a Word plan whose document is of any contents."""
    path = computer.folder / "fuzzed.docx"
    if dice.random() < 0.2:
        path.write_bytes(mutated(_bytes(computer.plan), dice))
    else:
        parts = parts_of(_bytes(computer.plan))
        name = MAIN if dice.random() < 0.8 else dice.choice(sorted(parts))
        path.write_bytes(pack({**parts, name: mutated(parts[name], dice)}))
    given = computer.folder / "review.json"
    given.write_text(json.dumps({"date": "2027-03-12", "statements": [
        {"text": "It is loud", "speaker": "child", "topic": "working"}]}))  # fmt: skip
    commands: list[list[str | Path]] = [
        ["check", path],
        ["show", path],
        ["record", path, given, "--period", "2"],
    ]
    return batch.counted(dice.choice(commands), what)


def journal(computer: Computer, dice: random.Random, what: str) -> Tally:
    """Go on with a meeting whose record is of any contents, mostly with sums that hold."""
    (path,) = _begun(computer).glob("*.journal")
    data = path.read_bytes().rstrip(b"\0")
    meetings = computer.folder / "data" / "meetings"
    shutil.rmtree(meetings, ignore_errors=True)
    meetings.mkdir(parents=True)
    (meetings / path.name).write_bytes(_resummed(data, dice) if dice.random() < 0.7 else mutated(data, dice))
    lines = b"said\nRavi: and more\nend early because tea\nwrite\nno\nleave\n"
    return batch.counted(["review", computer.plan, "--plain"], what, lines)


def typed(computer: Computer, dice: random.Random, what: str) -> Tally:
    """Type anything into a meeting."""
    lines = [
        mutated(one.encode(), dice) if dice.random() < 0.2 else one.encode("utf-8", "surrogatepass")
        for one in dice.choices(_TYPED, k=dice.randrange(5, 40))
    ]
    return batch.counted(["review", computer.plan, "--plain"], what, b"\n".join([*lines, b""]))


def prompts(computer: Computer, dice: random.Random, what: str) -> Tally:
    """Check a folder of wording of which one file is of any contents, or hold a meeting by it."""
    folder = computer.folder / "prompts"
    if not folder.exists():
        shutil.copytree(find_prompts(), folder)
    files = [path for path in sorted(folder.rglob("*")) if path.suffix in {".yaml", ".j2", ".md"}]
    path = dice.choice(files)
    data = path.read_bytes()
    if dice.random() < 0.2:
        FORMATS[dice.choice(sorted(FORMATS))](path)
    else:
        path.write_bytes(mutated(data, dice))
    try:
        if dice.random() < 0.2:
            arguments: list[str | Path] = ["formats", "check", folder]
            return batch.counted(arguments, f"{what} {path.name}", most=CHECK_SECONDS)
        lines = b"go to 4\nRavi: x\nnext\nhelp\nagenda\nend early because tea\nwrite\nno\nleave\n"
        arguments = ["review", computer.plan, "--plain", "--prompts", folder]
        return batch.counted(arguments, f"{what} {path.name}", lines)
    finally:
        use_prompts(None)
        if path.is_dir() and not path.is_symlink():
            path.rmdir()
        else:
            path.unlink()
        path.write_bytes(data)


def fuzzed(work: Work, act: Fuzz, kind: str, batch_size: int) -> Tries:
    """Try an input again and again, in forks."""
    while True:
        folder, seed = work.fresh(), work.dice.getrandbits(32)

        def some(folder: Path = folder, seed: int = seed) -> Tally:
            tally = Tally()
            for number in range(batch_size):
                # A plan of its own for each: what one wrote is not in the way of the next.
                one = folder / "same" if act in (prompts, plan, word) else folder / str(number)
                computer = Computer(one, kind)
                _use(computer)
                tally.add(act(computer, random.Random(f"{seed} {number}"), f"{seed} {number}"))  # noqa: S311
            return tally

        yield work.keep(folder, batch.batch(some, folder / "data"))


def _use(computer: Computer) -> None:
    os.environ["FACILITATOR_DATA"] = computer.environment["FACILITATOR_DATA"]
    os.environ["XDG_STATE_HOME"] = computer.environment["XDG_STATE_HOME"]


def _resummed(data: bytes, dice: random.Random) -> bytes:
    """Return a record in which an event has odd values, with a sum that holds."""
    lines = data.split(b"\n")
    place = dice.randrange(1, len(lines) - 1)
    meeting = json.loads(lines[0])["journal"]["meeting"]
    found = check(lines[place], meeting)
    assert found  # noqa: S101 - it was whole
    number, kind, value = found
    raw = json.dumps(changed(value, dice), separators=(",", ":")).encode()
    lines[place] = line(meeting, number, kind, raw if raw.startswith(b"{") else b"{}").rstrip(b"\n")
    return b"\n".join(lines)


def _begun(computer: Computer) -> Path:
    meetings = computer.folder / "data" / "meetings"
    if not list(meetings.glob("*.journal")):
        batch.command(["review", computer.plan, "--plain"], b"go to 4\nRavi: x\nundo\nRavi: y\nleave\n")
    return meetings


@cache
def _bytes(path: Path) -> bytes:
    return path.read_bytes()


def _row(name: str, act: Fuzz, batch_size: int, kind: str = "native") -> Row:
    return Row(f"fuzz: {name}", 0, lambda work: fuzzed(work, act, kind, batch_size), short=1)


ROWS = [
    _row("record", record, 20),
    _row("plan", plan, 20),
    _row("journal", journal, 6),
    _row("typed lines", typed, 6),
    _row("Word document", word, 6, "word"),
    _row("wording", prompts, 2),
]
