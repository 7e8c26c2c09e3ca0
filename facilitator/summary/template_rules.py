"""What is wrong in a template of a paper, each with its line, before anything is laid out by it."""

from __future__ import annotations

import inspect
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import fields
from difflib import get_close_matches
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

from jinja2 import nodes

from facilitator.script.words_by_key import fields_of_words
from facilitator.script.yaml_source import Finding
from facilitator.summary.audiences import LaidOutFrom
from facilitator.summary.evidence_shapes import Evidence
from facilitator.summary.letter_shapes import Letter
from facilitator.summary.page_builder import PageBuilder
from facilitator.summary.pages import LABELS
from facilitator.summary.room import Room
from facilitator.summary.summary_shapes import Sheet

Values = dict[str, object]

Shapes = dict[str, frozenset[str]]
"""The names that stand in a template, each with what may stand behind its dot; no names = not looked at."""

_SAYING = {"tell": "", "say": "summary."}
_FILLED = "with_role"
_IMPORTS = (nodes.Include, nodes.FromImport, nodes.Import, nodes.Extends)
_JINJA = frozenset({"caller", "loop", "self", "varargs", "kwargs"})
_SET_APART = (nodes.Macro, nodes.AssignBlock, nodes.FilterBlock)
"""What a template writes inside of these goes to wherever they are used."""


class Template(NamedTuple):
    """A template as Jinja reads it, laid out from `of`; None = others take macros from it."""

    path: Path
    tree: nodes.Template
    of: LaidOutFrom | None


@cache
def blocks() -> dict[str, inspect.Signature]:
    """Return what a template may call of `page`, each with what it takes."""
    found = inspect.getmembers(PageBuilder, inspect.isfunction)
    return {name: inspect.signature(one) for name, one in found if name[0] != "_" and name != "made"}


@cache
def shapes_of(of: LaidOutFrom | None) -> Shapes:
    """Return what a template may use that is laid out from that; None = from anything."""
    every: dict[LaidOutFrom, Shapes] = {
        "summary": {"sheet": _names_of(Sheet), "labels": frozenset(LABELS), "contacts": frozenset()},
        "letter": {"letter": _names_of(Letter), "contacts": frozenset()},
        "evidence": {"pack": _names_of(Evidence), "labels": frozenset(LABELS)},
    }
    own = [every[of]] if of else every.values()
    always = {"page": frozenset(blocks()), "room": frozenset({"some", "left"} & _names_of(Room))}
    return {name: names for shapes in (*own, always) for name, names in shapes.items()}


def _names_of(shape: type[Any]) -> frozenset[str]:
    own = {one.name for one in fields(shape)} if hasattr(shape, "__dataclass_fields__") else set()
    return frozenset(own | {name for name in vars(shape) if not name.startswith("_")})


def template_findings(template: Template, folders: Sequence[Path]) -> Iterator[Finding]:
    """Yield what is wrong in a template; its files are looked for in these folders."""
    yield from _unknown_names(template)
    yield from _unknown_fields(template)
    for call, around in _calls(template.tree):
        yield from _misused_block(template, call, around=around)
        yield from _unknown_words(template, call)
    for name, line in imports(template.tree):
        if not any((folder / name).is_file() for folder in folders):
            yield Finding(template.path, line, "script.template-not-there", {"name": name})
    if template.of is not None:
        yield from (
            Finding(template.path, line, "summary.outside-blocks", {"words": " ".join(words.split())[:60]})
            for line, words in _outside(template.tree.body)
        )


def imports(tree: nodes.Template) -> Iterator[tuple[str, int]]:
    """Yield each template that one takes something from, with the line."""
    for node in tree.find_all(_IMPORTS):
        name = getattr(node, "template", None)
        if isinstance(name, nodes.Const) and isinstance(name.value, str):
            yield name.value, node.lineno


def keys_told(tree: nodes.Template) -> Iterator[str]:
    """Yield the key of all of our own words that a template may say, where it is written out."""
    for call, _ in _calls(tree):
        yield from _keys(call)


def fields_told(tree: nodes.Template) -> Iterator[tuple[str, str]]:
    """Yield each field of our own words that a template fills in, with the key of the words."""
    for call, _ in _calls(tree):
        yield from ((key, one.key) for key in _keys(call) for one in call.kwargs)


def _unknown_names(template: Template) -> Iterator[Finding]:
    known = {*shapes_of(template.of), *_SAYING, _FILLED}
    made = set(_made_here(template.tree)) | _JINJA
    for node in template.tree.find_all(nodes.Name):
        if node.name not in known | made:
            made.add(node.name)
            values: Values = {"name": node.name, "known": ", ".join(sorted(known))}
            yield Finding(template.path, node.lineno, "script.template-no-value", values)


def _made_here(tree: nodes.Template) -> Iterator[str]:
    """Yield the names that a template itself makes anywhere: by setting, in loops, as macros, by imports."""
    yield from (one.name for one in tree.find_all(nodes.Name) if one.ctx != "load")
    yield from (one.name for one in tree.find_all(nodes.Macro))
    yield from (one.target for one in tree.find_all(nodes.Import))
    for one in tree.find_all(nodes.FromImport):
        yield from (name if isinstance(name, str) else name[1] for name in one.names)


def _unknown_fields(template: Template) -> Iterator[Finding]:
    shapes = shapes_of(template.of)
    for node in template.tree.find_all(nodes.Getattr):
        of = _name(node.node)
        known = shapes.get(of)
        if known and node.attr not in known:
            near = get_close_matches(node.attr, known, 3) or sorted(known)
            values: Values = {"of": of, "name": node.attr, "known": ", ".join(near)}
            yield Finding(template.path, node.lineno, "script.template-no-field", values)


def _calls(tree: nodes.Node) -> Iterator[tuple[nodes.Call, bool]]:
    """Yield each call, and whether blocks stand between it and its `endcall`."""
    around = {id(block.call) for block in tree.find_all(nodes.CallBlock)}
    yield from ((call, id(call) in around) for call in tree.find_all(nodes.Call))


def _misused_block(template: Template, call: nodes.Call, *, around: bool) -> Iterator[Finding]:
    name = _block_of(call)
    takes = blocks().get(name)
    if takes is None or call.dyn_args is not None or call.dyn_kwargs is not None:
        return
    caller = {"caller": None} if around else {}
    try:
        takes.bind(None, *call.args, **dict.fromkeys(one.key for one in call.kwargs), **caller)
    except TypeError:
        yield Finding(template.path, call.lineno, "script.template-block", {"usage": usage(name)})


def _block_of(call: nodes.Call) -> str:
    node = call.node
    of_page = (
        isinstance(node, nodes.Getattr) and isinstance(node.node, nodes.Name) and node.node.name == "page"
    )
    return node.attr if of_page else ""  # type: ignore[attr-defined]


def usage(name: str) -> str:
    """Return how a block is written in a template."""
    takes = blocks()[name].parameters
    given = [_parameter(one) for one in takes.values() if one.name not in ("self", "caller")]
    call = f"page.{name}({', '.join(given)})"
    if "caller" in takes and takes["caller"].default is inspect.Parameter.empty:
        return f"{{% call {call} %}} ... {{% endcall %}}"
    return f"{{{{ {call} }}}}"


def _parameter(one: inspect.Parameter) -> str:
    if one.kind is one.VAR_POSITIONAL:
        return f"{one.name}, ..."
    return one.name if one.default is one.empty else f"{one.name}=..."


def _unknown_words(template: Template, call: nodes.Call) -> Iterator[Finding]:
    given = {one.key for one in call.kwargs}
    for key in _keys(call):
        wanted = fields_of_words(key)
        if wanted is None:
            yield Finding(template.path, call.lineno, "script.template-no-words", {"key": key})
        elif call.dyn_kwargs is None and wanted - given:
            values: Values = {"key": key, "field": min(wanted - given)}
            yield Finding(template.path, call.lineno, "script.template-words-field", values)


def _keys(call: nodes.Call) -> Iterator[str]:
    """Yield the keys of our own words that a call may say, where they are written out."""
    saying = _name(call.node)
    if saying in _SAYING and call.args:
        for one in _written_out(call.args[0]):
            yield f"{_SAYING[saying]}{one}"


def _written_out(node: nodes.Expr | None) -> Iterator[str]:
    if isinstance(node, nodes.Const) and isinstance(node.value, str):
        yield node.value
    elif isinstance(node, nodes.CondExpr):
        yield from (*_written_out(node.expr1), *_written_out(node.expr2))


def _outside(body: Iterable[nodes.Node]) -> Iterator[tuple[int, str]]:
    """Yield what would be written outside of any block, with its line."""
    for node in body:
        if isinstance(node, nodes.Output):
            for one in node.nodes:
                yield from _written(one)
        elif isinstance(node, nodes.CallBlock):
            if _block_of(node.call):
                yield from _outside(node.body)
        elif not isinstance(node, _SET_APART):
            parts = (part for part in ("body", "elif_", "else_") if hasattr(node, part))
            for part in parts:
                yield from _outside(getattr(node, part))


def _written(node: nodes.Expr) -> Iterator[tuple[int, str]]:
    """Yield what an expression writes that calls neither a block nor a macro."""
    if isinstance(node, nodes.TemplateData):
        text = node.data
        if text.strip():
            yield node.lineno + text[: len(text) - len(text.lstrip())].count("\n"), text
        return
    if isinstance(node, nodes.Filter) and node.name == "_steps":  # the sandbox's own
        return
    called = [_name(one.node) for one in _with_itself(node, nodes.Call)]
    named = [one.name for one in _with_itself(node, nodes.Name) if one.name in shapes_of(None)]
    if all(name in (*_SAYING, _FILLED) for name in called) and (called or named):
        yield node.lineno, f"{{{{ {(called or named)[0]} ... }}}}"


def _with_itself(node: nodes.Node, kind: type[Any]) -> list[Any]:
    return [*([node] if isinstance(node, kind) else []), *node.find_all(kind)]


def _name(node: nodes.Node) -> str:
    return node.name if isinstance(node, nodes.Name) else ""
