"""Who a paper can be for: a line of wording each, and a template in `prompts/summaries/`.

`summary.for.ID` in `prompts/words/summary.yaml` declares one that is laid out from all that was said,
`summary.for-one.ID` the same for plans of one child alone, `letter.for.ID` in `letter.yaml` one that is laid
out from the child's letter, and `evidence.for.ID` in `evidence.yaml` one that is laid out from the whole plan
and those that it follows; the words are its name.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Literal, NamedTuple

from facilitator.plan.refusal import Refusal
from facilitator.script.prompts_folder import find_prompts
from facilitator.script.words_by_key import ids, say

if TYPE_CHECKING:
    from facilitator.script.formats_and_turns import FormatFile

EVERYONE = "everyone"
"""Whose summary it is unless somebody asks for another one: the one that leaves nothing out."""


LaidOutFrom = Literal["summary", "letter", "evidence"]
"""What a paper is laid out from: a review, a review as the child's letter, or a plan as evidence."""

_DECLARED: tuple[tuple[str, LaidOutFrom, bool], ...] = (
    ("summary.for.", "summary", False),
    ("summary.for-one.", "summary", True),
    ("letter.for.", "letter", True),
    ("evidence.for.", "evidence", True),
)


class Audience(NamedTuple):
    """Whom a summary is for, by its id, and what it is laid out from."""

    id: str
    of: LaidOutFrom
    paper: str
    for_one: bool = False
    """Whether it is for one child, and names no other."""


def audiences() -> dict[str, Audience]:
    """Return all that are declared, by their ids."""
    found: dict[str, Audience] = {}
    for key, of, for_one in _DECLARED:
        found |= {one: Audience(one, of, say(f"{key}{one}"), for_one) for one in ids(key)}
    return found


def keys_of_audiences() -> list[tuple[str, str]]:
    """Return the key of the words that declares each audience, and its id."""
    return [(f"{key}{one}", one) for key, _, _ in _DECLARED for one in ids(key)]


def audience_of(name: str) -> Audience:
    """Return an audience by its id; raises Refusal, with those that there are."""
    known = audiences()
    if name not in known:
        raise Refusal("summary.unknown-audience", audience=name, known=", ".join(known))
    return known[name]


def audiences_of(form: FormatFile) -> list[Audience]:
    """Return those that a plan of this format can have a paper for."""
    return [one for one in audiences().values() if form.children.in_room or not one.for_one]


def template_folders(prompts: Path | None) -> list[Path]:
    """Return the folders of templates: a school's own comes first."""
    return [folder / "summaries" for folder in (prompts, find_prompts()) if folder]
