"""Every system call of a command that has to do with its files, failed and killed at every place."""

from __future__ import annotations

import itertools
import json
from collections.abc import Callable, Iterator
from pathlib import Path
from random import Random
from typing import NamedTuple

from _faults.computer import Computer, mistakes_in, told_in, told_written
from _faults.row import Row, Tally, Tries, Work
from _faults.traced import Traced, calls_under
from facilitator.plan.refusal import Refusal
from facilitator.script.words_by_key import explain

FAULTS = ("error=EIO", "error=ENOSPC", "error=EACCES", "error=EINTR", "signal=KILL")
WORD = "w1x0"
LINES = 2
LOOKS = {"newfstatat", "lseek", "read", "getdents64", "access", "ioctl", "statfs", "listxattr", "fstat"}
"""They change nothing; the others are tried first."""


class Act(NamedTuple):
    """A command that changes or makes a file."""

    name: str
    kind: str
    arguments: Callable[[Computer], list[str | Path]]
    typed: tuple[str, ...] = ()
    before: Callable[[Computer], object] = lambda _: None
    done: Callable[[Computer], bool] = lambda computer: WORD in computer.in_plan()
    """Whether what it says it did is there; asked where its exit code is 0."""


def _review(computer: Computer) -> list[str | Path]:
    return ["review", computer.plan, "--plain"]


def _record(computer: Computer) -> list[str | Path]:
    line = {"text": WORD, "speaker": "child", "topic": "working"}
    given = computer.folder / "review.json"
    given.write_text(json.dumps({"date": "2027-03-12", "statements": [line]}), encoding="utf-8")
    return ["record", computer.plan, given, "--period", "2"]


def _held(computer: Computer) -> None:
    computer.run(*_record(computer))


def _made(*names: str) -> Callable[[Computer], bool]:
    def there(computer: Computer) -> bool:
        paths = [computer.folder / name for name in names]
        return all(path.exists() and path.stat().st_size > 500 for path in paths)

    return there


def acts() -> Iterator[Act]:
    """Yield the commands that write."""
    for kind in ("native", "word"):
        child = "Mina" if kind == "word" else "Ravi"
        lines = [f"{child}: w1x{number}" for number in range(LINES)]
        yield Act("review", kind, _review, ("go to 4", *lines, "end early because tea", "write"))
        yield Act("record", kind, _record)
        yield Act(
            "undo", kind, lambda computer: ["undo", computer.plan], ("yes",), _held,
            lambda computer: WORD not in computer.in_plan(),
        )  # fmt: skip
        yield Act(
            "edit", kind, lambda computer: ["edit", computer.plan, "--plain", "--by", "Ms Khan"],
            (f"change 1: {WORD}",),
        )  # fmt: skip
        yield Act(
            "export", kind,
            lambda computer: ["export", computer.plan, "--for", "everyone", "--to", "html", "-o",
                              computer.folder / "a.html"],
            (), _held, _made("a.html"),
        )  # fmt: skip
    yield Act(
        "actions", "native",
        lambda computer: ["actions", computer.plan, "--done", "1", "--because", WORD, "--noted-by", "A"],
    )  # fmt: skip
    yield Act(
        "convert", "native", lambda computer: ["convert", computer.plan, computer.folder / "a.docx", "--yes"],
        done=_made("a.docx"),
    )  # fmt: skip


def broken_calls(work: Work, *, looking: bool) -> Tries:
    """Let each call of each command fail in each way, and kill it there; the commands take turns."""
    listed: dict[tuple[str, str], list[tuple[str, int, str]]] = {}
    number = itertools.count()
    for turn in itertools.count():
        for act in acts():
            key = act.name, act.kind
            if key not in listed:
                listed[key] = _in_order(work, act, looking=looking)
            if turn < len(listed[key]) and next(number) >= work.done:
                yield _tried(work, act, *listed[key][turn])
        if turn > max(map(len, listed.values())):
            return


def _in_order(work: Work, act: Act, *, looking: bool) -> list[tuple[str, int, str]]:
    calls = [one for one in _calls_of(work, act) if (one[0] in LOOKS) == looking]
    everything = [(call, nth, fault) for call, nth in calls for fault in FAULTS]
    Random(act.name).shuffle(everything)  # noqa: S311 - an order, no secret
    return everything


def _computer(work: Work, act: Act) -> Computer:
    computer = Computer(work.fresh(), act.kind)
    act.before(computer)
    return computer


def _calls_of(work: Work, act: Act) -> list[tuple[str, int]]:
    computer = _computer(work, act)
    log = work.folder / "calls.log"
    traced = Traced(computer, act.arguments(computer), log, "-e", "trace=%file,%desc")
    traced.send(*act.typed)
    code = traced.end()
    if code not in (0, 3) or not act.done(computer):
        message = f"{act.name} of a {act.kind} plan does not do what it should ({code}): {traced.said}"
        raise RuntimeError(message)
    return calls_under(computer.folder, traced.lines())


def _tried(work: Work, act: Act, call: str, nth: int, fault: str) -> Tally:
    computer = _computer(work, act)
    arguments = act.arguments(computer)
    log = work.folder / "calls.log"
    inject = ["-e", f"trace={call}", "-e", f"inject={call}:{fault}:when={nth}"]
    traced = Traced(computer, arguments, log, *inject)
    traced.send(*act.typed)
    code = traced.end()
    hit = any(str(computer.folder) in line for line in traced.lines() if "INJECTED" in line) or code == -9
    where = f"{act.name} of a {act.kind} plan, {call} {nth}, {fault}"
    if act.name == "review":
        tally = computer.judged(
            told_in(traced.said, [line for line in act.typed if ": " in line]), traced.said if hit else ""
        )
        effect = told_written(traced.said)
    else:
        tally = Tally(tried=1)
        tally.found += mistakes_in(traced.said) if hit else []
        tally.faults = len(tally.found)
        effect = code == 0
        try:
            computer.in_plan()
        except Refusal as refusal:
            tally.torn += 1
            tally.found.append(f"the plan cannot be opened: {explain(refusal)}")
    if effect and not tally.torn and not act.done(computer):
        tally.lost += 1
        tally.found.append("it is said to be done, and is not")
    if hit and code > 0 and not traced.said.strip():
        tally.found.append(f"exit code {code} without a word")
    tally.hits, tally.told = int(hit), tally.told + effect
    tally.found = [f"{where}: {sentence}" for sentence in tally.found]
    return work.keep(computer.folder, tally, traced.said)


ROWS = [
    Row(
        f"each system call that {name} files fails or kills",
        0,
        lambda work, looking=name == "reads": broken_calls(work, looking=looking),  # type: ignore[misc]
        ("strace",),
        share,
        short,
    )
    for name, share, short in (("changes", 4.0, 4), ("reads", 3.0, 1))
]
