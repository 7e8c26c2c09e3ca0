"""What the chair is asked about the words of a plan while they are written: data from `shared/nudges.yaml`.

Grounds: the SEND Code of Practice, 9.66 to 9.69: outcomes are personal and no service; provision is specific
and quantified.
"""

from __future__ import annotations

import re
from functools import cache, cached_property
from typing import TYPE_CHECKING

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


class NudgeRule(Data):
    """One rule: it finds words, unless something in them silences it, and asks one question.

    `of` are kinds of items by their role, `field` is the role of the box. One that is `off` speaks only where
    a school turns it on. It rests where the kind `with_boxes` of those roles has room for what it asks after.
    """

    id: WordId
    of: list[KindRole] = Field(min_length=1)
    field: FieldRole = "wording"
    off: bool = False
    finds: list[str] = Field(min_length=1)
    unless: list[str] = []
    with_boxes: list[FieldRole] = []
    asks: str


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
        patterns = info.data.get("patterns", {})
        for rule in rules:
            for pattern in (*rule.finds, *rule.unless):
                try:
                    _compiled(_NAME.sub(lambda name: patterns[name[1]], pattern))
                except (re.error, KeyError) as error:
                    raise ValueError(f"{rule.id}: {pattern}") from error
        return rules

    @cached_property
    def _by_rule(self) -> dict[str, tuple[list[re.Pattern[str]], list[re.Pattern[str]]]]:
        filled = {
            one: _NAME.sub(lambda name: self.patterns[name[1]], one)
            for rule in self.rules
            for one in (*rule.finds, *rule.unless)
        }
        return {
            rule.id: (
                [_compiled(filled[one]) for one in rule.finds],
                [_compiled(filled[one]) for one in rule.unless],
            )
            for rule in self.rules
        }

    def of(self, words: str, kind: ItemKind, field: FieldRole = "wording") -> NudgeRule | None:
        """Return the first rule that has something to ask about the words of an item's box, or None."""
        plain = " ".join(_compiled(self.apart).sub(" ", words.casefold().replace("’", "'")).split())
        boxes = {one.role for one in kind.fields.values()}
        for rule in self.rules:
            if rule.off or kind.role not in rule.of or rule.field != field or boxes & set(rule.with_boxes):
                continue
            finds, unless = self._by_rule[rule.id]
            if any(one.search(plain) for one in finds) and not any(one.search(plain) for one in unless):
                return rule
        return None


@cache
def _compiled(pattern: str) -> re.Pattern[str]:
    return re.compile(pattern)


def load_nudges(prompts: Path | None = None) -> Nudges:
    """Return the rules as a folder of prompts has them, else as the program does; raises Refusal."""
    own = (prompts or find_prompts()) / SHARED / NUDGES_FILE
    return read_file(own if own.is_file() else find_prompts() / SHARED / NUDGES_FILE, Nudges)
