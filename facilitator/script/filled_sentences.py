"""The sentences of `prompts/` with their variables filled in; what people typed is only ever a value."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from facilitator.plan.letters import clean
from facilitator.plan.refusal import Refusal

if TYPE_CHECKING:
    from collections.abc import Mapping

    from jinja2 import Template

    from facilitator.script.sandbox import Sandbox

MAY_BE_MISSING: dict[str, object] = {"finish": ""}
"""What stands for a variable that a meeting does not know."""


_NAME = re.compile(r"\{\{ ([a-z_]+)(?:\.([a-z_]+))? \}\}")


def _filled_simply(template: str, values: Mapping[str, Any]) -> str | None:
    """Fill a sentence that only names variables, or return None where jinja2 is needed or a value missing.

    Most sentences are like that, and the first screen need not wait for jinja2 to be loaded.
    """
    parts = _NAME.split(template)
    if any("{" in text or "}" in text for text in parts[::3]):
        return None
    filled = [parts[0]]
    for name, attribute, text in zip(parts[1::3], parts[2::3], parts[3::3], strict=True):
        value = values.get(name)
        value = getattr(value, attribute, None) if attribute else value
        if not isinstance(value, str | int):
            return None
        filled += [str(value), text]
    return "".join(filled)


def _first_line(error: Exception) -> str:
    return str(error).partition("\n")[0] or type(error).__name__


class Wording:
    """Renders sentences; keeps each one compiled, since a meeting says them again and again."""

    def __init__(self) -> None:
        self._environment: Sandbox | None = None
        self._compiled: dict[str, Template] = {}

    def render(self, template: str, values: Mapping[str, Any]) -> str:
        """Return the sentence with its variables filled in, as plain text.

        Values are put in to the letter, whatever braces or brackets they hold; a template may itself make
        letters that pass no gate, so that all of it passes again. Raises Refusal
        `script.wording` for an unknown variable or a sentence that cannot be read.
        """
        if "{" not in template:
            return template
        simple = _filled_simply(template, values)
        if simple is not None:
            return simple
        try:
            from facilitator.script.sandbox import rendered

            return clean(rendered(self._template(template), values))
        except Exception as error:  # what somebody wrote in Jinja can raise anything: {{ 1/0 }}
            raise Refusal("script.wording", sentence=template, problem=_first_line(error)) from error

    def variables(self, template: str) -> set[str]:
        """Return the names of the variables that a sentence uses; raises Refusal as `render` does."""
        if "{" not in template:
            return set()
        from jinja2 import meta

        try:
            return set(meta.find_undeclared_variables(self.environment.parse(template)))
        except Exception as error:  # deep brackets go further than Python's own parser
            raise Refusal("script.wording", sentence=template, problem=_first_line(error)) from error

    @property
    def environment(self) -> Sandbox:
        """The sandbox, made on first use: jinja2 is dear to import, and many sentences need none."""
        if self._environment is None:
            from facilitator.script.sandbox import Sandbox

            # Plain text: nothing is escaped here, each front end shows text as text.
            self._environment = Sandbox(autoescape=False)
            self._environment.globals.update(MAY_BE_MISSING)
        return self._environment

    def _template(self, template: str) -> Template:
        if template not in self._compiled:
            self._compiled[template] = self.environment.from_string(template)
        return self._compiled[template]
