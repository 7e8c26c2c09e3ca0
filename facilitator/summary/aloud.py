"""The child's letter as sentences to be read aloud, in the order of the page."""

from __future__ import annotations

import re
from collections.abc import Iterator

from facilitator.plan.plan import Plan
from facilitator.plan.refusal import Refusal
from facilitator.plan.reviews import Review
from facilitator.script.formats_and_turns import Script
from facilitator.script.words_by_key import UnknownWords
from facilitator.summary.letter import make_letter
from facilitator.summary.letter_on_one_page import fitted
from facilitator.summary.letter_shapes import Aim, Group, Letter, Own, Told

_SENTENCE_END = re.compile(r"(?<=[.!?…])(?<!\bMr\.)(?<!\bMrs\.)(?<!\bMs\.)(?<!\bDr\.)(?<!\bSt\.)\s+|\n+")


def letter_sentences(plan: Plan, review: Review, script: Script) -> list[str]:
    """Return what the child's letter says, sentence by sentence, as it stands on the page.

    People's words are cut only where a sentence or a line ends; drawings of faces are left out, and so is
    what has no letter or figure to say. Raises Refusal where the words of a school's own folder fail.
    """
    try:
        letter = fitted(make_letter(plan, review, script))
        return [part for text in _letter(letter) for part in _sentences(text)]
    except UnknownWords as error:
        raise Refusal("summary.words", problem=str(error)) from error


def _sentences(text: str) -> list[str]:
    parts = (part.strip() for part in _SENTENCE_END.split(text))
    return [part for part in parts if any(map(str.isalnum, part))]


def _letter(letter: Letter) -> Iterator[str]:
    yield _ended(letter.title.plain())
    yield from _told(letter.lead)
    if letter.said or letter.more_said:
        yield _head(letter, "said")
    yield from _groups(letter.said, letter)
    yield from _told(letter.more_said)
    yield _head(letter, "tasks")
    for job in letter.tasks:
        yield job.lead.plain()
        yield job.what
        yield from _told(job.notes)
    yield from _groups(letter.will_know, letter)
    yield from _told(letter.more_tasks)
    if not (letter.tasks or letter.will_know or letter.more_tasks):
        yield letter.no_tasks.plain()
    if letter.goals or letter.more_goals:
        yield _head(letter, "goals")
    for aim in letter.goals:
        yield from _aim(aim, letter)
    yield from _told(letter.more_goals)
    yield _head(letter, "meet")
    yield from _told([*letter.differ, *letter.meet])


def _aim(aim: Aim, letter: Letter) -> Iterator[str]:
    yield _ended(aim.title.plain())
    yield aim.wording
    yield from _told(aim.notes)
    yield from _groups(aim.groups, letter)
    yield from _told(aim.more)


def _groups(groups: list[Group], letter: Letter) -> Iterator[str]:
    for group in groups:
        yield _ended(group.label)
        for own in group.words:
            yield from _own(own, letter)


def _own(own: Own, letter: Letter) -> Iterator[str]:
    if own.asked:
        yield letter.asked.plain()
        yield own.asked
    yield own.text
    yield from _told(own.notes)


def _head(letter: Letter, part: str) -> str:
    return _ended(letter.heads[part].plain())


def _told(sentences: list[Told]) -> Iterator[str]:
    return (told.plain() for told in sentences)


def _ended(heading: str) -> str:
    """Return a heading with a full stop, so that the voice pauses after it."""
    return heading if heading.endswith((".", "?", "!", ":")) else f"{heading}."
