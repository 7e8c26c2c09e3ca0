"""Whose plan a Word document is where several names may be the child's: a person says it once."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from facilitator.files.open_plan import OpenPlan
from facilitator.plan.refusal import NeedsDecision

if TYPE_CHECKING:
    from facilitator.word.plan import WordPlan

CHILD = "--child"


class WhoseIsIt(NeedsDecision):
    """Several `names` in a document may be the child's."""

    def __init__(self, path: Path, names: tuple[str, ...]) -> None:
        """Take the document's file, and the names in the order in which they stand there."""
        from facilitator.word.form.prepared_layout import quoted

        options = tuple(f'{CHILD} "{name}"' for name in names)
        super().__init__("word.which-name", options, path=str(path), names=quoted(names))
        self.names = names


def with_known_child(word: WordPlan) -> WordPlan:
    """Return a document with the name that was chosen for the plan that lies there, where one was."""
    if not word.names_to_choose:
        return word
    from facilitator.files.document_id import place_of
    from facilitator.files.document_id_table import table
    from facilitator.word.answers.phrasing import fold

    known = table()
    plans = known.with_mark("place", known.mark("place", place_of(word.path)))
    chosen = {mark for plan in plans for mark in known.plans[plan].get("chosen", ())}
    name = next((one for one in word.names_to_choose if known.mark("chosen", fold(one)) in chosen), "")
    return word.of_child(name) if name else word


def settled_child(opened: OpenPlan, name: str = "") -> OpenPlan:
    """Return a document as that of the child whom a person named; raises WhoseIsIt where nobody has.

    Where the document itself tells, it stays as it is.
    """
    word = opened.word
    if word is None or not word.names_to_choose:
        return opened
    from facilitator.files.document_id import identified, remembered
    from facilitator.word.answers.phrasing import fold

    chosen = next((one for one in word.names_to_choose if fold(one) == fold(name)), "")
    if not chosen:
        raise WhoseIsIt(opened.path, word.names_to_choose)
    word = word.of_child(chosen)
    return remembered(identified(replace(opened, plan=word.plan, word=word)))
