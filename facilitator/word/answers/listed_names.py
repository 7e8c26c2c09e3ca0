"""Names that stand together in one box, such as those of the pupils of a group."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby

from facilitator.plan.people import Child
from facilitator.plan.similar_names import alike, folded
from facilitator.script.words_by_key import say
from facilitator.word.answers.field_codecs import Language
from facilitator.word.answers.marks import with_end

_LINES, _IN_LINE = re.compile(r"[\n;]"), re.compile(r",|(?<=\s)(?:and|&)(?=\s)")
_BULLET = re.compile(r"^\s*(?:[•\-\u2013*·]|\d+[.)])\s*")
_CLASS = re.compile(r"(?:year|yr|y)\.?\s*\d{1,2}\b.*|reception|nursery|\d{1,2}\s?[A-Z]{1,2}", re.IGNORECASE)


def listed_names(text: str, *, apart: bool) -> Iterator[str]:
    """Yield the names of a box, in order: they stand apart by lines, semicolons, commas or "and".

    Where semicolons part them (`apart`), a comma is in a name ("Rai, Asha"). A class stays with the name
    before it.
    """
    for line in (_BULLET.sub("", one) for one in _LINES.split(text)):
        names: list[str] = []
        for part in filter(None, (part.strip() for part in ([line] if apart else _IN_LINE.split(line)))):
            if names and _CLASS.fullmatch(part):
                names[-1] += f", {part}"
            else:
                names.append(part)
        yield from names


def listed(names: Sequence[str]) -> str:
    """Return names as they stand in one box, so that each is read again."""
    return ("; " if any("," in name for name in names) else ", ").join(names)


def lines_of_names(children: Iterable[Child], language: Language) -> Iterator[str]:
    """Yield the names of a group, line by line: who has left stands in an own line, with when and why."""
    for left, some in groupby(children, key=lambda child: child.ended is not None):
        if left:
            yield from (_with_leaving(child, language) for child in some)
        else:
            yield listed([child.full_name for child in some])


def _with_leaving(child: Child, language: Language) -> str:
    over = child.ended
    if over is None:
        return child.full_name
    because = " ".join(over.because.split())
    update = {"review": None, "by": over.by or say("word.ended-by-review"), "because": because}
    over = over.model_copy(update=update)
    return with_end(child.full_name, over, language.phrases, language.layout.date)


def not_among(names: Iterable[str], known: Sequence[str]) -> Iterator[str]:
    """Yield those names that are none of some known ones, nor a slip for one; each is taken once."""
    left, rest = list(known), []
    for name in names:
        same = next((one for one in left if folded(one) == folded(name)), None)
        left.remove(same) if same is not None else rest.append(name)
    for name in rest:
        slip = next((one for one in left if alike("".join(folded(one)), "".join(folded(name)))), None)
        if slip is None:
            yield name
        else:
            left.remove(slip)
