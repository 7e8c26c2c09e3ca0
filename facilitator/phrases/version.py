"""Draft or final, in words: which version a plan is, of which day, who has seen it, and what changed."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from facilitator.phrases.day import in_full
from facilitator.plan.plan import Version
from facilitator.script.ladder import Say
from facilitator.script.words_by_key import say


def stands(state: str, number: int = 0, day: date | None = None, *, tell: Say = say) -> str:
    """Return how a plan stands, as a sentence: `state` is draft, final, or changed since a version."""
    return tell(f"version.{state}", number=number, day=in_full(day) if day else "")


def history(version: Version) -> Iterator[str]:
    """Yield a version: its number and day, what changed, and what each of the family said, notes in full."""
    yield say("version.was-final", number=version.number, day=in_full(version.on))
    for line in version.changed.splitlines():
        yield say("version.changed-line", words=line)
    for one in version.signatures:
        name = one.name or one.party
        how = say(f"version.{one.answer.replace('_', '-')}", name=name, note=one.note)
        yield f"  {how}"
