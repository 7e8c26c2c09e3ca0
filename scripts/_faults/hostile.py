"""Hostile files, each with what it cost, and hostile text on its way to a terminal."""

from __future__ import annotations

import re
import unicodedata
from itertools import cycle

from _faults.computer import Computer, mistakes_in
from _faults.row import Row, Tally, Tries, Work
from _faults.screens import screen_of
from tests.forked import Forked
from tests.heavy_files import MEGABYTES, cost, json_files, word_files
from tests.hostile import NAME, came_through, hostile_folder
from tests.terminal import Terminal
from tests.test_gate import _commands as commands

CPU_SECONDS = 1.0
_CUT_OFF = re.compile(rb"\x1b[\[\]()]?[0-?]*\Z")
KEYS = ("escape", "f1", "escape", "f4", "escape", "f10", "escape", "ctrl+p", "escape")
HARMLESS = (
    "[TODO]",
    "[/]",
    "{{7*7}}",
    "$ink",
    "%s",
    "cafe\u0301",
    "\u0627\u0631\u062f\u0648",
    "<b>",
    "a&b",
    "\\n",
)


def files(work: Work) -> Tries:
    """Open each file that is made to be dear, in a process of its own: what it took beyond a mere start."""
    everything = [(name, make, "a.docx") for name, make in word_files()]
    everything += [(name, make, "a.plan.json") for name, make in json_files()]
    for name, make, called in everything[work.done % len(everything) :]:
        folder = work.fresh()
        path = folder / called
        path.write_bytes(make())
        floor = min(cost("--help", data=folder / "data").seconds for _ in range(2))
        taken = min(cost("check", path, data=folder / "data") for _ in range(2))
        seconds = taken.seconds - floor
        tally = Tally(tried=1, hits=int(taken.code != 0), slowest=seconds, found=mistakes_in(taken.said))
        tally.faults = len(tally.found)
        if seconds > CPU_SECONDS or taken.megabytes > MEGABYTES:
            tally.found.append(f"{name}: {seconds:.2f} s, {taken.megabytes:.0f} MB")
        yield tally


def text(work: Work) -> Tries:
    """Run every command on names and wording full of escapes; `told` are bytes on the terminal."""
    number = 0
    while True:
        place = work.fresh()
        folder = hostile_folder(place)
        environment = {"FACILITATOR_DATA": str(place / "data"), "FACILITATOR_PLAYER": "silent"}
        for command in [["review", str(folder / f"{NAME}.plan.json")], [], *commands(folder)]:
            number += 1
            if command[:1] in (["say"], ["voices"], ["doctor"]):
                continue  # a voice is no business of a fork
            with Terminal(
                command, folder=folder, columns=120, rows=40, environment=environment, start=Forked
            ) as terminal:
                for key in () if "--plain" in command else KEYS:  # readline rings the bell at them
                    if not terminal.take_in(seconds=0.2):
                        break
                    terminal.press(key)
                while terminal.take_in(seconds=0.3):
                    pass
                output = terminal.output
            found = [f"{command[:1]}: {sign!a} came through" for sign in came_through(_without_ours(output))]
            yield Tally(tried=1, hits=1, told=len(output), found=found)


def words(work: Work) -> Tries:
    """Say words that look like markup, commands or templates: not one is altered."""
    for show in cycle((_in_paper, _in_lines, _on_screen)):
        computer = Computer(work.fresh())
        shown = _composed(show(computer))
        found = [
            f"{show.__name__}: {word!a} is altered"
            for word in HARMLESS
            if _composed(f"so {word} so") not in shown
        ]
        yield Tally(tried=len(HARMLESS), hits=len(HARMLESS), lost=len(found), found=found)


def _composed(text: str) -> str:
    """The terminal of the tests composes letters and marks."""
    return unicodedata.normalize("NFC", text)


def _said_in_lines(computer: Computer) -> str:
    return computer.review("go to 4", *(f"Ravi: so {word} so" for word in HARMLESS), "said", "leave")[1]


def _in_lines(computer: Computer) -> str:
    return _said_in_lines(computer).partition("> said\n")[2]


def _in_paper(computer: Computer) -> str:
    _said_in_lines(computer)
    computer.review("end early because tea", "write", "no")
    paper = computer.folder / "a.txt"
    computer.run("export", computer.plan, "--for", "everyone", "--to", "txt", "-o", paper)
    return " ".join(paper.read_text(encoding="utf-8").split())


def _on_screen(computer: Computer) -> str:
    _said_in_lines(computer)
    with screen_of(computer) as terminal:
        terminal.wait_for("Carry on")
        terminal.press("enter")
        terminal.wait_until(lambda lines: any(HARMLESS[-1] in line for line in lines), "the last line")
        return terminal.text


def _without_ours(output: bytes) -> bytes:
    """Take away what readline and our own clearing of the screen send, and what was cut off at the end."""
    for ours in (b"\x1b[?2004h", b"\x1b[?2004l", b"\x1b[H\x1b[2J\x1b[3J"):
        output = output.replace(ours, b"")
    return _CUT_OFF.sub(b"", output)


ROWS = [
    Row("hostile files, started anew", 0, files, ("proc",), share=2),
    Row("hostile text, pty", 0, text),
    Row("words that look like markup", 200, words, share=0.2, short=3),
]
