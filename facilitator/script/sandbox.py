"""The sandbox for what schools write in Jinja: it reaches nothing, and it takes neither long nor much memory.

A thread cannot be stopped, so that the limits are inside: each turn of a loop, each call and each text that
is put together takes something off what one page or sentence may cost.
"""

from __future__ import annotations

from contextvars import ContextVar
from typing import TYPE_CHECKING, Any

from jinja2 import StrictUndefined, TemplateRuntimeError, nodes, pass_eval_context
from jinja2.exceptions import SecurityError
from jinja2.filters import do_join
from jinja2.sandbox import ImmutableSandboxedEnvironment

from facilitator.script.words_by_key import say

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from jinja2 import BaseLoader, Template
    from jinja2.nodes import EvalContext
    from jinja2.runtime import Context

LONGEST_TEMPLATE = 64 * 1024
"""Characters of a template; the program's longest has 15,000."""
MOST_STEPS = 400_000
"""Parts of a template that are gone through, each as often as that; a usual summary takes a hundredth."""
MOST_TEXT = 4_000_000
"""Characters that are put together on the way, each as often as that."""

_FILTERS = (
    "abs", "capitalize", "count", "d", "default", "e", "escape", "first", "float", "forceescape", "int",
    "last", "length", "list", "lower", "map", "max", "min", "reject", "rejectattr", "reverse", "round",
    "safe", "select", "selectattr", "sort", "string", "striptags", "sum", "title", "trim", "unique", "upper",
)  # fmt: skip
"""Filters whose answer is about as long as what they are given."""
_OF_TEXT = (
    "capitalize", "casefold", "count", "endswith", "find", "isalpha", "isdigit", "islower", "isupper",
    "lower", "lstrip", "partition", "removeprefix", "removesuffix", "rpartition", "rstrip", "split",
    "startswith", "strip", "title", "upper",
)  # fmt: skip
"""Methods of a text that do not make a longer one."""


class _Left:
    """What one page or sentence may still cost."""

    def __init__(self, share: float = 1) -> None:
        self.steps, self.text = int(MOST_STEPS * share), int(MOST_TEXT * share)

    def take(self, steps: int = 1, text: int = 0) -> None:
        self.steps -= steps
        self.text -= text
        if self.steps < 0 or self.text < 0:
            raise TemplateRuntimeError(say("script.costs-too-much"))


_left: ContextVar[_Left] = ContextVar("_left")


def rendered(template: Template, values: Mapping[str, Any], share: float = 1) -> str:
    """Return a template filled in, at the cost of a share of what one page or sentence may cost.

    Raises TemplateRuntimeError where it takes too long or makes too much.
    """
    left = _Left(share)
    token = _left.set(left)
    try:
        parts = []
        for part in template.generate(values):
            left.take(0, len(part))
            parts.append(part)
        return "".join(parts)
    finally:
        _left.reset(token)


class Sandbox(ImmutableSandboxedEnvironment):
    """An environment without globals, with the filters that are safe; unknown variables are errors."""

    intercepted_binops = frozenset({"+", "*", "**", "%"})

    def __init__(self, *, autoescape: bool, loader: BaseLoader | None = None, blocks: bool = False) -> None:
        super().__init__(
            undefined=StrictUndefined,
            autoescape=autoescape,
            loader=loader,
            trim_blocks=blocks,
            lstrip_blocks=blocks,
            keep_trailing_newline=blocks,
        )
        self.globals.clear()
        self.filters = {name: self.filters[name] for name in _FILTERS}
        self.filters |= {"join": _join, "_turns": _turns, "_steps": _steps, "_text": _text}

    def _parse(self, source: str, name: str | None, filename: str | None) -> nodes.Template:
        if len(source) > LONGEST_TEMPLATE:
            raise TemplateRuntimeError(say("script.longer-than", count=LONGEST_TEMPLATE))
        return _limited(super()._parse(source, name, filename))

    def _load_template(self, name: Any, globals: Any) -> Template:  # noqa: A002 - jinja2 names it so
        left = _left.get(None)
        if left is not None:  # one template includes another
            left.take(MOST_STEPS // 100)
        return super()._load_template(name, globals)

    def call_binop(self, context: Context, operator: str, left: Any, right: Any) -> Any:
        """Put two values together where that cannot make a large one; see jinja2."""
        if operator == "+":
            sizes = [len(one) for one in (left, right) if hasattr(one, "__len__")]
            _left.get(_Left()).take(1, sum(sizes))
        elif not (_is_small(left) and _is_small(right)):
            raise SecurityError(say("script.only-small-numbers", operator=operator))
        return super().call_binop(context, operator, left, right)

    def call(self, context: Context, obj: Any, /, *args: Any, **kwargs: Any) -> Any:
        """Call something, at the cost of what it is given and gives back; of a text what makes no longer one.

        What it is given counts, since a page keeps it: the same long words may be put there again and again.
        """
        name = getattr(obj, "__name__", "")
        of_text = isinstance(getattr(obj, "__self__", None), str) or name in ("format", "format_map")
        if of_text and name not in _OF_TEXT:
            raise SecurityError(say("script.not-usable-here", name=name))
        left = _left.get(None) or _Left()
        left.take(1, sum(len(one) for one in (*args, *kwargs.values()) if isinstance(one, str)))
        found = super().call(context, obj, *args, **kwargs)
        left.take(0, len(found) if isinstance(found, str | list) else 0)
        return found


def _is_small(value: object) -> bool:
    return isinstance(value, int | float) and abs(value) < 10_000


def _limited(template: nodes.Template) -> nodes.Template:
    """Return a template in which loops, macros and joined texts take off what they cost."""
    for loop in list(template.find_all(nodes.For)):
        if loop.recursive:
            raise TemplateRuntimeError(say("script.no-recursive-loop"))
        loop.iter = _filtered(loop.iter, "_turns", _size(loop))
    macros: list[Any] = [*template.find_all(nodes.Macro), *template.find_all(nodes.CallBlock)]
    for macro in macros:
        cost = _filtered(nodes.Const("", lineno=macro.lineno), "_steps", _size(macro))
        macro.body.insert(0, nodes.Output([cost], lineno=macro.lineno))
    _wrap_joined(template)
    return template


def _wrap_joined(node: nodes.Node) -> None:
    for name, value in node.iter_fields():
        if isinstance(value, nodes.Node):
            _wrap_joined(value)
            if isinstance(value, nodes.Concat):
                setattr(node, name, _filtered(value, "_text"))
        elif isinstance(value, list):
            for place, one in enumerate(value):
                if isinstance(one, nodes.Node):
                    _wrap_joined(one)
                    if isinstance(one, nodes.Concat):
                        value[place] = _filtered(one, "_text")


def _size(node: nodes.Node) -> int:
    return sum(1 for _ in node.find_all(nodes.Node))


def _filtered(node: Any, name: str, *given: int) -> nodes.Filter:
    arguments: list[nodes.Expr] = [nodes.Const(one, lineno=node.lineno) for one in given]
    return nodes.Filter(node, name, arguments, [], None, None, lineno=node.lineno)


# What stands in a template after it was limited. `pass_eval_context` keeps them from being worked out early.


@pass_eval_context
def _turns(_context: EvalContext, items: Iterable[Any], cost: int) -> Iterator[Any]:
    left = _left.get(_Left())
    for item in items:
        left.take(cost)
        yield item


@pass_eval_context
def _steps(_context: EvalContext, value: str, cost: int) -> str:
    _left.get(_Left()).take(cost)
    return value


@pass_eval_context
def _text(_context: EvalContext, value: Any) -> Any:
    _left.get(_Left()).take(1, len(value))
    return value


@pass_eval_context
def _join(context: EvalContext, value: Iterable[Any], d: str = "", attribute: str | None = None) -> str:
    items = list(value)
    _left.get(_Left()).take(len(items), len(items) * len(str(d)))
    joined: str = do_join(context, items, d, attribute)
    return joined
