"""What may be asked about words of a plan, wherever they were written."""

from __future__ import annotations

import re
from collections import Counter
from pathlib import Path
from typing import NamedTuple

from facilitator.dialogue.requests import Ask, Asked, ByHands, Typed, Words
from facilitator.plan.changes import PlanChange
from facilitator.plan.refusal import Refusal
from facilitator.script.declared_fields import FieldRole, ItemKind
from facilitator.script.format_declaration import Declaration
from facilitator.script.jargon import load_jargon
from facilitator.script.nudges import NudgeRule, load_nudges
from facilitator.script.words_by_key import say
from facilitator.work.own_school import own_school

_GAP = re.compile(r"\([^)]+\)")
"""What is to be filled in, in words that may be better."""


class Box(NamedTuple):
    """Words that were agreed, the kind of item that they are of, and the role of its box.

    No kind = what will be done. What has no role is looked at for words of the trade alone.
    """

    words: str
    kind: ItemKind | None = None
    role: FieldRole | None = None


class Nudge(NamedTuple):
    """What is asked about words: by a rule, or what a word of the trade `means`."""

    words: str
    rule: NudgeRule | None = None
    means: str = ""

    @property
    def better(self) -> str:
        """How better words may run, to be filled in; nothing where the rule has no shape for it."""
        return self.rule.better(self.words) if self.rule else ""

    def told(self, where: str) -> Words:
        """Return it in the words of a meeting, `dialogue`, or of changing a plan, `edit`."""
        if self.rule is None:
            return self.means
        if not self.rule.shape:
            return say(f"{where}.nudge", asks=self.rule.asks)
        return ByHands(f"{where}.nudge-better", {"asks": self.rule.asks, "shape": self.rule.better()})


class Asking:
    """What is asked in one sitting: so many things, by a rule until it was passed over, of a word once."""

    def __init__(self, prompts: Path | None) -> None:
        self._nudges, self._jargon = load_nudges(prompts), load_jargon(prompts)
        self._passed: Counter[str] = Counter()
        self._explained: set[str] = set()

    def about(self, box: Box) -> Nudge | None:
        """Return what is asked about words, and count it as asked."""
        rule = self._nudges.of(box.words, box.kind, box.role) if box.role is not None else None
        enough = self._passed.total() >= self._nudges.most
        if rule is None or enough or self._passed[rule.id] >= self._nudges.rests_after:
            return self._not_plain(box.words)
        self._passed[rule.id] += 1
        return Nudge(box.words, rule)

    def _not_plain(self, words: str) -> Nudge | None:
        for word, term in self._jargon.found_in(words):
            if term.private or term.says[0] in self._explained:
                continue
            self._explained.add(term.says[0])
            key = "dialogue.jargon-which" if len(term.means) > 1 else "dialogue.jargon"
            return Nudge(words, means=say(key, word=word, means=say("dialogue.jargon-or").join(term.means)))
        return None


def asking_of_school(prompts: Path | None) -> Asking | None:
    """Return what is asked where a plan is changed; None where a school wants none, or its files are wrong.

    `formats check` tells what is wrong with them: here it is in nobody's way.
    """
    try:
        return Asking(prompts) if own_school(prompts).nudges else None
    except Refusal:
        return None


def box_of_change(change: PlanChange, form: Declaration) -> Box | None:
    """Return the words that a change wrote into an item of a plan; None for anything else."""
    kind = form.items.get(change.kind)
    if kind is None or change.deed not in ("added", "reworded"):
        return None
    declared = kind.fields.get(change.field or kind.role_field("wording") or "")
    if not change.value or declared is None or declared.hidden or declared.type not in ("words", "line"):
        return None
    return Box(str(change.value), kind, declared.role)


def filled_in(nudge: Nudge) -> Asked[str | None]:
    """Put better words into a box, to be filled in; returns them, None where all stays as it is."""
    assert nudge.rule is not None  # noqa: S101 - for mypy: only a rule has a shape
    asks, lead, notice = nudge.rule.asks, f"“{nudge.words}”", ""
    while True:
        given = yield Ask(asks, lead=lead, typed=Typed(refused=nudge.better), at=None, notice=notice)
        words = str(given or "").strip()
        if words in ("", nudge.words):
            return None
        if not any(gap in words for gap in _GAP.findall(nudge.rule.shape)):
            return words
        notice = say("dialogue.fill-in")
