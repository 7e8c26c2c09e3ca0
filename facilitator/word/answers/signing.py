"""Who signed what in a form, as somebody typed it there; never drawn or guessed."""

from __future__ import annotations

from collections.abc import Iterator

from facilitator.plan.people import EVERYONE
from facilitator.plan.reviews import Signature
from facilitator.script.layouts import ON, SIGNED
from facilitator.word.answers.answers import Answers


def signatures(answers: Answers, review: int) -> Iterator[Signature]:
    """Yield who signed in a review, or (0) the plan itself; a day alone is nobody's signature."""
    for key in answers.keys(SIGNED, review):
        if not key.path.part:
            on = answers.day(key._replace(records=f"{key.records}.{ON}"))
            yield Signature(to=key.path.field, party=key.of or EVERYONE, name=answers.line(key), on=on)
