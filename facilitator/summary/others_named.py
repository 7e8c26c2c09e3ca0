"""Names in a paper that nobody of the plan has: they may be those of other children."""

from __future__ import annotations

import re
from collections.abc import Iterator

from facilitator.phrases.day import MONTHS, WEEKDAYS
from facilitator.plan.plan import Plan
from facilitator.plan.reviews import HeldMeeting
from facilitator.script.formats_and_turns import Script
from facilitator.script.reading_grade import is_common_word, sentences
from facilitator.summary.page import Page, Said, Words, inside

_WORD = re.compile(r"[^\W\d_]+(?:['\u2019-][^\W\d_]+)*")


def others_named(page: Page, plan: Plan, review: HeldMeeting, script: Script) -> list[str]:
    """Return the names in what people said on a page that nobody of the plan or the review has, each once.

    Found by a capital inside a sentence; what begins one, a day, and an adult with a title are passed over.
    """
    known = _known(plan, review)
    names = (name for text in _texts(page) for name in _names_in(text, script))
    return list(dict.fromkeys(name for name in names if _bare(name) not in known))


def _known(plan: Plan, review: HeldMeeting) -> set[str]:
    people = [text for one in review.people for text in (one.name, one.role)]
    children = [
        text
        for one in plan.children
        for text in (one.full_name, one.called, one.class_name, one.set_up.helper)
    ]
    items = [str(value) for item in plan.items for value in item.fields.values()]
    return {_bare(word) for text in (*people, *children, *items) for word in _WORD.findall(text)}


def _texts(page: Page) -> Iterator[str]:
    for block in (one for whole in page.blocks for one in inside(whole)):
        if isinstance(block, Words):
            yield block.text
        elif isinstance(block, Said):
            yield block.words


def _names_in(text: str, script: Script) -> Iterator[str]:
    vocabulary = script.vocabulary
    days = {name.casefold() for name in (*MONTHS, *WEEKDAYS)}
    for sentence in sentences(text):
        before = ""
        for at, word in enumerate(_WORD.findall(sentence)):
            bare, titled = _bare(word), (before.casefold(),) in vocabulary.title_words
            a_name = (bare,) in vocabulary.name_words or not (
                (bare,) in vocabulary.thing_words or is_common_word(bare)
            )
            if at and word[0].isupper() and not word.isupper() and not titled and bare not in days and a_name:
                yield word.removesuffix("'s").removesuffix("\u2019s")
            before = word


def _bare(word: str) -> str:
    return re.sub("['\u2019]s?$", "", word.casefold())
