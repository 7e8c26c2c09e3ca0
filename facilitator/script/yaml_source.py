"""A YAML file of `prompts/` as plain values, with the line of each, for errors that say where.

Every scalar stays the text that was typed: YAML's own guesses would read the option `no` as a truth and
`1:30` as ninety minutes. The models turn text into numbers where they want numbers. Leaving the guesses
out is also what makes reading fast: the C parser does all of the work.
"""

from __future__ import annotations

import stat
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from facilitator.plan.letters import clean
from facilitator.plan.refusal import Refusal

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pydantic import BaseModel
    from pydantic_core import ErrorDetails

    from facilitator.script.prompt_data import Loc

Node = Any
"""One of PyYAML's nodes, with `id`, `value` and `start_mark`; its type stubs lack the first."""

Values = dict[str, Any]


MOST_BYTES = 256 * 1024
"""Bytes of one file; the program's longest has 40,000."""
MOST_PARTS = 50_000
"""Lists, keys and values of one file."""

MOST_FINDINGS = 100
"""What is told of one file at a time."""


class Finding(NamedTuple):
    """One thing that is wrong in a folder of prompts; lines count from 1, `code` names its sentence.

    `formats` are those in which it is so, of a part that formats share.
    """

    file: Path
    line: int
    code: str
    values: dict[str, object]
    formats: tuple[str, ...] = ()

    @classmethod
    def of(cls, refusal: Refusal, file: Path) -> Finding:
        """Return why a file cannot be read as a finding."""
        values = {key: value for key, value in refusal.values.items() if key not in ("file", "line")}
        line = refusal.values.get("line", 1)
        return cls(file, line if isinstance(line, int) else 1, refusal.code, values)

    def refusal(self) -> Refusal:
        """Return the finding as what stops a meeting from being loaded."""
        formats = {"formats": ", ".join(self.formats)} if self.formats else {}
        return Refusal(self.code, file=str(self.file), line=self.line, **formats, **self.values)


class Source:
    """One file: its values, and where each of them stands."""

    def __init__(self, path: Path, root: Node | None) -> None:
        self.path = path
        self._root = root
        self.repeated: list[Finding] = []
        self._keys: dict[int, dict[str | int, tuple[Node, int]]] = {}
        self._parts = 0
        self.values: Any = {} if root is None else self._plain(root)

    def _plain(self, node: Node) -> Any:
        self._parts += 1
        if self._parts > MOST_PARTS:  # a few names for parts of parts make millions
            raise self.finding_at(node, "script.too-many-parts").refusal()
        if node.id == "scalar":
            return clean(node.value)
        if node.id == "sequence":
            return [self._plain(item) for item in node.value]
        values: Values = {}
        for key, item in node.value:
            name = str(key.value)
            if name in values:
                self.repeated.append(self.finding_at(key, "script.repeated-key", key=name))
            values[name] = self._plain(item)
        return values

    def finding_at(self, node: Node, code: str, **values: object) -> Finding:
        """Return a finding on the line of a node."""
        return Finding(self.path, node.start_mark.line + 1, code, values)

    def finding(self, loc: Loc, code: str, **values: object) -> Finding:
        """Return a finding on the line of the value at `loc`: keys and places from the top."""
        return Finding(self.path, self.line(loc), code, values)

    def line(self, loc: Loc) -> int:
        """Return the line of a key or an item; of the nearest thing around it where it is not there."""
        node, line = self._root, 1
        for part in loc:
            step = self._step(node, part)
            if step is None:
                break
            node, line = step
        return line

    def _step(self, node: Node | None, part: str | int) -> tuple[Node, int] | None:
        if node is None or node.id == "scalar":
            return None
        if node.id == "sequence":
            if not isinstance(part, int) or part >= len(node.value):
                return None
            item = node.value[part]
            return item, item.start_mark.line + 1
        if id(node) not in self._keys:  # a hostile file has many keys, and something wrong with each
            self._keys[id(node)] = {
                key.value: (item, key.start_mark.line + 1) for key, item in node.value if key.id == "scalar"
            }
        return self._keys[id(node)].get(part)


@cache
def _parser() -> type[Any]:
    """Return a YAML parser without guesses about types; PyYAML is dear to import, so only when needed."""
    import yaml

    try:
        from yaml import _yaml

        base: Any = _yaml.CParser
    except ImportError:
        from facilitator.script import slow_yaml

        base = slow_yaml.Parser

    class Untyped(base):  # type: ignore[misc]
        def resolve(self, kind: object, _value: object, _implicit: object) -> str:
            return "map" if kind is yaml.MappingNode else "seq" if kind is yaml.SequenceNode else "str"

        def descend_resolver(self, _node: object, _index: object) -> None:
            """Nothing is resolved by its place."""

        def ascend_resolver(self) -> None:
            """Nothing is resolved by its place."""

    return Untyped


def read_source(path: Path) -> Source:
    """Read one YAML file. Raises Refusal: not there, not text, or not YAML (with the line)."""
    return source_of(path, text_of(path))


def text_of(path: Path) -> str:
    """Return the text of a file of prompts. Raises Refusal: not there, no file, too large, or not text."""
    try:
        if not stat.S_ISREG(path.stat().st_mode):  # opening a pipe would wait for ever
            raise Refusal("script.not-a-file", file=str(path))
        with path.open("rb") as stream:
            data = stream.read(MOST_BYTES + 1)
        if len(data) > MOST_BYTES:
            raise Refusal("script.file-too-large", file=str(path), most=MOST_BYTES // 1024)
        return data.decode("utf-8-sig").replace("\r\n", "\n").replace("\r", "\n")
    except FileNotFoundError as error:
        raise Refusal("script.file-not-found", file=str(path)) from error
    except (OSError, UnicodeDecodeError) as error:
        raise Refusal("script.not-readable", file=str(path)) from error


def source_of(path: Path, text: str) -> Source:
    """Return what a file's text says. Raises Refusal where it is not YAML (with the line)."""
    node = _compose(text, path)
    try:
        return Source(path, node)
    except RecursionError as error:  # a list that holds itself
        raise Finding(path, 1, "script.holds-itself", {}).refusal() from error


def _compose(text: str, path: Path) -> Node | None:
    import yaml

    try:
        node: Node | None = _parser()(text).get_single_node()
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        line = mark.line + 1 if mark else 1
        raise Finding(path, line, "script.not-yaml", {"problem": error.problem or ""}).refusal() from error
    except (yaml.YAMLError, RecursionError) as error:
        raise Finding(path, 1, "script.not-yaml", {"problem": ""}).refusal() from error
    return node


def model_findings(source: Source, model: type[BaseModel]) -> Iterator[Finding]:
    """Yield everything that keeps a file's values from being what the model describes."""
    from pydantic import ValidationError

    yield from source.repeated
    try:
        model.model_validate(source.values)
    except ValidationError as error:
        problems = error.errors(include_url=False)[:MOST_FINDINGS]
        found = [_finding(source, problem) for problem in problems]
        # A misspelt key is both unknown and missing, and the first says more.
        yield from sorted(found, key=lambda one: one.code == _CODES["missing"])


_CODES = {
    "extra_forbidden": "script.unknown-key",
    "missing": "script.missing-key",
    "literal_error": "script.not-one-of",
    "int_parsing": "script.not-a-number",
    "greater_than_equal": "script.too-low",
    "less_than_equal": "script.too-high",
    "list_type": "script.not-a-list",
    "dict_type": "script.not-keys",
    "model_type": "script.not-keys",
    "bool_parsing": "script.not-yes-or-no",
    "not_a_day": "script.not-a-day",
    "not_a_urn": "script.not-a-urn",
    "string_pattern_mismatch": "script.not-an-id",
}


def _finding(source: Source, problem: ErrorDetails) -> Finding:
    loc = tuple(part for part in problem["loc"] if part != "[key]")
    code = _CODES.get(problem["type"], "script.wrong-value")
    names = [part for part in loc if isinstance(part, str)]
    given = problem["input"]
    return source.finding(
        loc,
        code,
        key=names[-1] if names else source.path.name,
        given=given if isinstance(given, str) else "",
        expected=problem.get("ctx", {}).get("expected", ""),
        problem=problem["msg"],
        bound=next((problem["ctx"][end] for end in ("ge", "le") if end in problem.get("ctx", {})), ""),
    )
