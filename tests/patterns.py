"""Every regular expression of the program, and the texts on which each would take longest.

A pattern is found by reading the source, so that none is forgotten. Against each stand texts made from the
pattern itself: whatever it may repeat, repeated, and then something that does not fit.
"""

from __future__ import annotations

import ast
import importlib
import itertools
import re
import time
from collections.abc import Iterable, Iterator
from functools import cached_property
from pathlib import Path
from re import _constants as sre  # type: ignore[attr-defined]
from re import _parser as parser  # type: ignore[attr-defined]
from types import ModuleType
from typing import Any, NamedTuple

import facilitator

ROOT = Path(facilitator.__file__).parent
FUNCTIONS = {"compile", "match", "search", "fullmatch", "split", "findall", "finditer", "sub", "subn"}

LONGEST = 20_000
"""Characters of a text: as many as somebody may type."""
BUDGET = 0.08
"""Seconds of CPU for one text. A pattern that reads a text once takes about a thousandth of a second; one
whose work grows with the square of the text takes more than a tenth."""

_UNLIKE = ("\x01", "", "\n")
"""Ends that make a text not fit."""

Pattern = re.Pattern[Any]


class Written(NamedTuple):
    """One use of `re` in the source: its place, the pattern where the source alone says what it is, and how.

    `uses` are the methods that are called on it.
    """

    place: str
    pattern: Pattern | None
    uses: frozenset[str]


def written() -> Iterator[Written]:
    """Yield every pattern that the program writes down, and every call that makes one as it runs."""
    for path in sorted(ROOT.rglob("*.py")):
        text = path.read_text()
        if "import re\n" not in text:
            continue
        name = ".".join(path.relative_to(ROOT.parent).with_suffix("").parts)
        module = importlib.import_module(name)
        nodes = list(ast.walk(ast.parse(text)))
        names = _named(nodes)
        for call in _calls(nodes):
            uses = _uses(call, names.get(id(call), ""), nodes)
            yield Written(f"{name}: {ast.unparse(call.args[0])}", _value(call, module), uses)


def _named(nodes: list[ast.AST]) -> dict[int, str]:
    """Return the name that each call's value is given."""
    return {
        id(node.value): node.targets[0].id
        for node in nodes
        if isinstance(node, ast.Assign) and isinstance(node.targets[0], ast.Name)
    }


def _uses(call: ast.Call, name: str, nodes: list[ast.AST]) -> frozenset[str]:
    """Return the methods that a pattern is used with; every one where the module does not say."""
    assert isinstance(call.func, ast.Attribute)
    if call.func.attr != "compile":
        return frozenset({call.func.attr})
    called = {
        node.attr
        for node in nodes
        if isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name) and node.value.id == name
    }
    others = sum(isinstance(node, ast.Name) and node.id == name for node in nodes) - 1
    known = called & FUNCTIONS
    return frozenset(known if known and others <= _count(nodes, name) else FUNCTIONS)


def _count(nodes: list[ast.AST], name: str) -> int:
    """Return how often a name stands before a dot."""
    return sum(
        isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name) and node.value.id == name
        for node in nodes
    )


def _calls(nodes: list[ast.AST]) -> Iterator[ast.Call]:
    for node in nodes:
        if (
            isinstance(node, ast.Call)
            and isinstance(node.func, ast.Attribute)
            and isinstance(node.func.value, ast.Name)
            and node.func.value.id == "re"
            and node.func.attr in FUNCTIONS
        ):
            yield node


def _value(call: ast.Call, module: ModuleType) -> Pattern | None:
    """Return the pattern of a call, or None where it is put together as the program runs."""
    flags = next((each.value for each in call.keywords if each.arg == "flags"), None)
    assert isinstance(call.func, ast.Attribute)
    if call.func.attr == "compile" and len(call.args) > 1:
        flags = call.args[1]
    elif call.func.attr in {"match", "search", "fullmatch", "findall"} and len(call.args) > 2:
        flags = call.args[2]
    try:
        values = [_evaluated(node, module) for node in (call.args[0], flags) if node is not None]
    except NameError:
        return None
    return re.compile(*values)


def _evaluated(node: ast.expr, module: ModuleType) -> Any:
    return eval(compile(ast.Expression(node), "<pattern>", "eval"), vars(module))  # noqa: S307


# The texts


class Worst:
    """The texts on which a pattern would take longest, made from what it repeats."""

    def __init__(self, pattern: Pattern) -> None:
        self.pattern = pattern
        self._tree = parser.parse(pattern.pattern, pattern.flags & ~re.DEBUG)

    @cached_property
    def pumps(self) -> list[tuple[str, str]]:
        """What leads to each repeat, and what may be repeated there; and whatever else the pattern names."""
        found: list[tuple[str, str]] = []
        self._walk(list(self._tree), "", found)
        letters = dict.fromkeys(itertools.chain(" a1A.", *(body for _, body in found)))
        few = list(letters)[:10]
        found += [("", one) for one in letters]
        found += [("", one + other) for one in few for other in few if one != other]
        return list(dict.fromkeys(pair for pair in found if pair[1]))

    def _walk(self, nodes: list[Any], before: str, found: list[tuple[str, str]]) -> str:
        for kind, value in nodes:
            if kind in (sre.MAX_REPEAT, sre.MIN_REPEAT, sre.POSSESSIVE_REPEAT):
                _, most, body = value
                if most is sre.MAXREPEAT or most > 50:
                    found += [(before, one) for one in _examples(list(body))]
                self._walk(list(body), before, found)
            elif kind is sre.BRANCH:
                for branch in value[1]:
                    self._walk(list(branch), before, found)
            elif kind is sre.SUBPATTERN:
                self._walk(list(value[-1]), before, found)
            elif kind is sre.ATOMIC_GROUP:
                self._walk(list(value), before, found)
            elif kind in (sre.ASSERT, sre.ASSERT_NOT):
                self._walk(list(value[1]), before, found)
            before += _examples([(kind, value)])[0]
        return before


def _examples(nodes: list[Any]) -> list[str]:
    """Return some texts that a part of a pattern takes; not every one of them is right."""
    found = [""]
    for kind, value in nodes:
        found = [one + more for one in found for more in _choices(kind, value)][:24]
    return found or [""]


def _choices(kind: Any, value: Any) -> list[str]:
    if kind is sre.LITERAL:
        return [chr(value)]
    if kind in (sre.NOT_LITERAL, sre.ANY):
        return [one for one in ("a", " ") if value != ord(one)]
    if kind is sre.IN:
        return _of_set(value)
    if kind is sre.BRANCH:
        return [one for branch in value[1] for one in _examples(list(branch))][:12]
    if kind in (sre.SUBPATTERN, sre.ATOMIC_GROUP):
        return _examples(list(value if kind is sre.ATOMIC_GROUP else value[-1]))
    if kind in (sre.MAX_REPEAT, sre.MIN_REPEAT, sre.POSSESSIVE_REPEAT):
        least, _, body = value
        bodies = _examples(list(body))[:6]
        once = [one * max(least, 1) for one in bodies]
        return [*once, ""] if least == 0 else once
    return [""]


_CATEGORIES = {
    sre.CATEGORY_SPACE: " ",
    sre.CATEGORY_DIGIT: "1",
    sre.CATEGORY_WORD: "a",
    sre.CATEGORY_NOT_SPACE: "a",
    sre.CATEGORY_NOT_WORD: " ",
    sre.CATEGORY_NOT_DIGIT: "a",
}


def _of_set(items: list[Any]) -> list[str]:
    """Return one character of each member of a set; of one that is turned round, a few that are not in it."""
    taken = []
    for kind, value in items:
        if kind is sre.LITERAL:
            taken.append(chr(value))
        elif kind is sre.RANGE:
            taken += [chr(value[0]), chr(value[1])]
        elif kind is sre.CATEGORY:
            taken.append(_CATEGORIES[value])
    if items[0][0] is sre.NEGATE:
        return [one for one in "a 1,A" if one not in taken] or ["é"]
    return taken[:8]


# How long it takes


def slow_texts(pattern: Pattern, uses: Iterable[str]) -> Iterator[str]:
    """Yield, shortly described, each text on which a pattern takes longer than the budget."""
    names = sorted({_LIKE.get(use, use) for use in uses})
    for before, body in Worst(pattern).pumps:
        for after in _UNLIKE:
            for count in _counts(len(body)):
                text = before + body * count + after
                if all(_seconds(pattern, names, text) > BUDGET for _ in range(2)):
                    yield f"{before!r} + {body!r} * {count} + {after!r}"
                    break


_LIKE = {
    "split": "finditer",
    "sub": "finditer",
    "subn": "finditer",
    "findall": "finditer",
    "compile": "finditer",
}


def _counts(length: int) -> Iterator[int]:
    """Yield how often something is repeated: slowly more at first, so that nothing takes for ever."""
    size = 12
    while size < 130:
        yield max(1, size // length)
        size += size // 3
    for size in (500, 4_000, LONGEST):
        yield size // length


def _seconds(pattern: Pattern, uses: list[str], text: str) -> float:
    given = text.encode("utf-8", "replace") if isinstance(pattern.pattern, bytes) else text
    start = time.process_time()
    for use in uses:
        found = getattr(pattern, use)(given)
        if use == "finditer":
            for _ in found:
                pass
    return time.process_time() - start
