"""The child's letter as sentences to be read aloud, in the order of the page."""

from __future__ import annotations

import re
from collections.abc import Iterator

from facilitator.plan.plan import Plan
from facilitator.plan.refusal import Refusal
from facilitator.plan.reviews import HeldMeeting
from facilitator.script.formats_and_turns import Script
from facilitator.script.review_by_role import paths_of
from facilitator.script.words_by_key import UnknownWords
from facilitator.summary.letter import make_letter
from facilitator.summary.letter_on_one_page import fitted
from facilitator.summary.letter_shapes import Aim, Group, Job, Letter, Own, Told

_SENTENCE_END = re.compile(r"(?<=[.!?…])(?<!\bMr\.)(?<!\bMrs\.)(?<!\bMs\.)(?<!\bDr\.)(?<!\bSt\.)\s+|\n+")


def letter_sentences(plan: Plan, review: HeldMeeting, script: Script) -> list[str]:
    """Return what the child's letter says, sentence by sentence, as it stands on the page.

    What a shared screen hides is not read aloud. People's words are cut only where a sentence or a line ends;
    drawings of faces are left out, and so is what has no letter or figure to say. Raises Refusal where the
    words of a school's own folder fail.
    """
    try:
        letter = fitted(make_letter(plan, _in_sight(plan, review, script), script))
        return [part for text in _letter(letter) for part in _sentences(text)]
    except UnknownWords as error:
        raise Refusal("summary.words", problem=str(error)) from error


def _in_sight(plan: Plan, review: HeldMeeting, script: Script) -> HeldMeeting:
    """Return the record of a meeting without what a shared screen hides, nor words that stand beside that."""
    form, turns = script.format, script.turns_by_id()
    kept = [
        entry
        for entry in review.entries
        if not any(map(form.is_hidden, paths_of(entry, plan, review, form, turns)))
    ]
    return review.model_copy(update={"entries": kept})


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
    if letter.shows_tasks:
        yield _head(letter, "tasks")
    yield from _jobs(letter.tasks)
    yield from _groups(letter.will_know, letter)
    yield from _told(letter.more_tasks)
    yield from _told(letter.no_tasks)
    if letter.goals or letter.more_goals:
        yield _head(letter, "goals")
    for aim in letter.goals:
        yield from _aim(aim, letter)
    yield from _told([*letter.more_goals, *letter.more_on_goals])
    yield _head(letter, "meet")
    yield from _told([*letter.differ, *letter.meet])


def _aim(aim: Aim, letter: Letter) -> Iterator[str]:
    yield _ended(aim.title.plain())
    yield aim.wording
    yield from _told(aim.notes)
    yield from _groups(aim.groups, letter)
    yield from _jobs(aim.tasks)


def _jobs(jobs: list[Job]) -> Iterator[str]:
    for job in jobs:
        yield job.lead.plain()
        yield job.what
        yield from _told(job.notes)


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
