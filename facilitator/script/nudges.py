"""What the chair is asked about the words of a plan while they are written: data from `shared/nudges.yaml`.

Grounds: the SEND Code of Practice, 9.66 to 9.69: outcomes are personal and no service; provision is specific
and quantified.
"""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING, Literal

from pydantic import Field, ValidationInfo, field_validator

from facilitator.script.declared_fields import FieldRole, KindRole
from facilitator.script.loading import SHARED, read_file
from facilitator.script.prompt_data import Data, WordId
from facilitator.script.prompts_folder import find_prompts

if TYPE_CHECKING:
    from pathlib import Path

    from facilitator.script.declared_fields import ItemKind

NUDGES_FILE = "nudges.yaml"
_NAME = re.compile(r"\{([a-z_]+)\}")
_MOST = 400
"""Letters of words that are asked about: whoever writes more is past a question, and patterns take long."""


class NudgeRule(Data):
    """One rule: it finds words, or speaks of all, unless something in them silences it; it asks one question.

    `of` are kinds of items by their role, or actions; `field` is the role of the box. One that is `off`
    speaks only where a school turns it on. It looks no further than to what is `before`. It rests where the
    kind `with_boxes` of those roles has room for what it asks after; one that is `dated` speaks only of a
    kind whose words are to say by when. `shape` is how better words may run, with `{words}` for these.
    """

    id: WordId
    of: list[KindRole | Literal["action"]] = Field(min_length=1)
    field: FieldRole = "wording"
    off: bool = False
    before: str = ""
    finds: list[str] = []
    unless: list[str] = []
    with_boxes: list[FieldRole] = []
    dated: bool = False
    asks: str
    shape: str = ""

    def better(self, words: str = "…") -> str:
        """Return how better words may run, with those that were written in their place."""
        return self.shape.replace("{words}", words.rstrip(" ."))

    @property
    def patterns(self) -> list[str]:
        """Every pattern of the rule."""
        return [*self.finds, *self.unless, *([self.before] if self.before else [])]


class Nudges(Data):
    """The rules, the patterns that they share, how many of them speak in a meeting, and when one rests.

    A rule rests for the meeting after it was passed over `rests_after` times. What is `apart` counts nothing,
    though it has numbers: days, terms, school years.
    """

    apart: str
    most: int = Field(ge=0)
    rests_after: int = Field(ge=1)
    patterns: dict[str, str] = {}
    rules: list[NudgeRule]

    @field_validator("rules")
    @classmethod
    def _readable(cls, rules: list[NudgeRule], info: ValidationInfo) -> list[NudgeRule]:
        for rule in rules:
            for pattern in rule.patterns:
                try:
                    _compiled(_filled(pattern, info.data.get("patterns", {})))
                except (re.error, KeyError) as error:
                    raise ValueError(f"{rule.id}: {pattern}") from error
        return rules

    def of(self, words: str, kind: ItemKind | None, field: FieldRole = "wording") -> NudgeRule | None:
        """Return the first rule that has something to ask about the words of a box, or None.

        They are those of an item of that kind, None = of an action.
        """
        whole = " ".join(words.replace("’", "'").split())
        if len(whole) > _MOST:
            return None
        plain = " ".join(self._compiled(self.apart).sub(" ", whole).split())
        for rule in self.rules:
            if _is_for(rule, kind, field) and self._speaks(rule, whole if rule.dated else plain):
                return rule
        return None

    def _speaks(self, rule: NudgeRule, words: str) -> bool:
        said = self._compiled(rule.before).split(words, 1)[0] if rule.before else words
        if rule.finds and not any(self._compiled(one).search(said) for one in rule.finds):
            return False
        return not any(self._compiled(one).search(words) for one in rule.unless)

    def _compiled(self, pattern: str) -> re.Pattern[str]:
        return _compiled(_filled(pattern, self.patterns))


def _filled(pattern: str, patterns: dict[str, str]) -> str:
    return _NAME.sub(lambda name: patterns[name[1]], pattern)


def _is_for(rule: NudgeRule, kind: ItemKind | None, field: FieldRole) -> bool:
    """Whether a rule speaks of that box, and the form has no other place for what it asks after."""
    if rule.off or rule.field != field or (kind.role if kind else "action") not in rule.of:
        return False
    if kind is None:
        return True
    boxes = {one.role for one in kind.fields.values()}
    return not boxes & set(rule.with_boxes) and (kind.dated or not rule.dated)


@cache
def _compiled(pattern: str) -> re.Pattern[str]:
    return re.compile(pattern, re.IGNORECASE)


def load_nudges(prompts: Path | None = None) -> Nudges:
    """Return the rules as a folder of prompts has them, else as the program does; raises Refusal."""
    own = (prompts or find_prompts()) / SHARED / NUDGES_FILE
    return read_file(own if own.is_file() else find_prompts() / SHARED / NUDGES_FILE, Nudges)
