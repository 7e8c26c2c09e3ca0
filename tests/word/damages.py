"""Damage done to a Word plan at random, the same for the same seed; the marks of its cells are kept."""

from __future__ import annotations

import re
from collections.abc import Callable
from copy import deepcopy
from functools import cache
from random import Random

from tests.word.awkward import HEADING, MAIN, OWN, WORD, Document, base, packed, take_out, texts_of, w
from tests.word.judging import FOR, Element, words_in

_MARKS = re.compile(rb'[\w.]*:(?:for|heading)="[^"]*"|xmlns:\w+="urn:tests:purpose"')


@cache
def _lean(name: str) -> Document:
    """Return a small plan: two outcomes, a term that was held and one that was not."""
    made = base(OWN if name == "own" else WORD)
    take_out(made.outcome_table(3))
    for block in ("r1", "r2"):
        take_out(made.row(f"{block}.o3.score"))
        if name == "numbered":
            for number in (1, 2):
                made.say(f"{block}.o{number}.number", str(number))
    for one in [
        one for one in made.all("tbl") if any((c.get(FOR) or "").startswith("r3") for c in one.iter())
    ]:
        take_out(one)
    take_out(made.heading("r3"))
    made.blocks, made.outcomes = ["r1", "r2"], [1, 2]
    return made


def lean(name: str) -> Document:
    """Return a fresh copy of a small plan: "word", "numbered" (rows with numbers), or "own"."""
    made = _lean(name)
    return Document(dict(made.parts), deepcopy(made.root), blocks=list(made.blocks), outcomes=[1, 2])


STARTS = ("word", "numbered", "own")


# Of bytes


def flipped_in_the_file(document: Document, chance: Random) -> bytes:
    """Flip bits of a few bytes anywhere in the file."""
    data = bytearray(document.data())
    for _ in range(chance.randint(1, 4)):
        data[chance.randrange(len(data))] ^= 1 << chance.randrange(8)
    return bytes(data)


def flipped_in_the_main_part(document: Document, chance: Random) -> bytes:
    """Replace a few bytes of the main part's XML, and pack it soundly again."""
    held = _held(document)
    data = bytearray(held[MAIN])
    kept = [found.span() for found in _MARKS.finditer(held[MAIN])]
    for _ in range(chance.randint(1, 3)):
        place = chance.randrange(len(data))
        if not any(start <= place < end for start, end in kept):
            data[place] = (
                chance.choice(b"abcxyzXYZ 019<>&/\"'=") if chance.random() < 0.5 else data[place] ^ 1
            )
    return packed({**held, MAIN: bytes(data)})


def cut_short_in_the_main_part(document: Document, chance: Random) -> bytes:
    """Take a stretch out of the main part's XML, and pack it soundly again."""
    held = _held(document)
    data = held[MAIN]
    start = chance.randrange(len(data))
    return packed({**held, MAIN: data[:start] + data[start + chance.randint(1, 40) :]})


def _held(document: Document) -> dict[str, bytes]:
    from lxml import etree

    return {**document.parts, MAIN: etree.tostring(document.root, xml_declaration=True, encoding="UTF-8")}


# Of elements


def _some(document: Document, chance: Random, *names: str) -> Element:
    return chance.choice([one for name in names for one in document.all(name)])


def element_removed(document: Document, chance: Random) -> bytes:
    """Remove any element of the body."""
    take_out(chance.choice(list(document.body().iter("*"))[1:]))
    return document.data()


def rows_dropped(document: Document, chance: Random) -> bytes:
    """Remove one or two rows."""
    for _ in range(chance.randint(1, 2)):
        take_out(_some(document, chance, "tr"))
    return document.data()


def cells_dropped(document: Document, chance: Random) -> bytes:
    """Remove one or two cells."""
    for _ in range(chance.randint(1, 2)):
        take_out(_some(document, chance, "tc"))
    return document.data()


def attributes_removed(document: Document, chance: Random) -> bytes:
    """Remove attributes of some elements."""
    having = [one for one in document.body().iter("*") if one.attrib]
    for one in chance.sample(having, min(len(having), chance.randint(1, 20))):
        name = chance.choice(list(one.attrib))
        if name not in (FOR, HEADING):
            del one.attrib[name]
    return document.data()


def paragraphs_swapped(document: Document, chance: Random) -> bytes:
    """Swap two paragraphs, of which one at most is a label of a review: labels say what a cell is for."""
    labels, every = list(document.labels()), document.all("p")
    first = chance.choice(every)
    second = chance.choice([one for one in every if one not in labels] if first in labels else every)
    _swap(first, second)
    return document.data()


def tables_swapped(document: Document, chance: Random) -> bytes:
    """Swap two tables."""
    _swap(_some(document, chance, "tbl"), _some(document, chance, "tbl"))
    return document.data()


def rows_swapped(document: Document, chance: Random) -> bytes:
    """Swap two rows, in one table or in two; what comes into another review is for that one."""
    first, second = _some(document, chance, "tr"), _some(document, chance, "tr")
    one, other = _block_of(first), _block_of(second)
    if one and other and one != other:
        _mark_for(first, other)
        _mark_for(second, one)
    _swap(first, second)
    return document.data()


def _block_of(row: Element) -> str:
    return next(((one.get(FOR) or "")[:2] for one in row.iter(w("tc")) if one.get(FOR)), "")


def _mark_for(row: Element, block: str) -> None:
    for one in row.iter(w("tc")):
        if one.get(FOR):
            one.set(FOR, block + (one.get(FOR) or "")[2:])


def _swap(first: Element, second: Element) -> None:
    if first is second or first in second.iterancestors() or second in first.iterancestors():
        return
    one, other = first.getparent(), second.getparent()
    assert one is not None
    assert other is not None
    at, place = one.index(first), other.index(second)
    here, there = deepcopy(first), deepcopy(second)
    one[at] = there
    other[place] = here


# Of labels; the review must come through these whole


def runs_split(document: Document, chance: Random) -> bytes:
    """Split runs at random, with what Word puts between them."""
    for text in texts_of(document.body()):
        run = text.getparent()
        words = text.text or ""
        if run is None or len(words) < 2 or chance.random() < 0.6:
            continue
        at = chance.randrange(1, len(words))
        second = deepcopy(run)
        text.text = words[:at]
        own = second.find(w("t"))
        assert own is not None
        own.text = words[at:]
        for each in (text, own):
            each.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")
        for each in second.findall(w("br")):
            second.remove(each)
        run.addnext(second)
    return document.data()


_RETYPED: tuple[Callable[[str], str], ...] = (
    str.upper,
    str.lower,
    str.title,
    lambda text: text.replace("’", "'"),
    lambda text: text.replace("’", "‘"),
    lambda text: text.replace(" ", "\u00a0"),
    lambda text: text.replace(" ", "   "),
    lambda text: text.replace(" ", "\u2009"),
    lambda text: text + " ",
    lambda text: text.rstrip(":") + ":",
    lambda text: text.replace("-", "–"),
    lambda text: text.replace("e", "e\u00ad"),
)


def labels_retyped(document: Document, chance: Random) -> bytes:
    """Retype labels in other case, quotes and spaces."""
    for one in document.labels():
        change = chance.choice(_RETYPED)
        if len(texts_of(one)) == 1:
            text = texts_of(one)[0]
            text.text = change(text.text or "")
            text.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")
    return document.data()


def labels_mistyped(document: Document, chance: Random) -> bytes:
    """Spoil one or two labels, so that they are none any more, or one of something else."""
    labels = list(document.labels())
    for one in chance.sample(labels, chance.randint(1, 2)):
        words = words_in(one)
        at = chance.randrange(len(words))
        changed = chance.choice(
            [words[:at], words[at:], words[:at] + "q" + words[at + 1 :], "Something else"]
        )
        texts = texts_of(one)
        texts[0].text = changed
        for each in texts[1:]:
            each.text = ""
    return document.data()


Damage = Callable[[Document, Random], bytes]
DAMAGES: dict[Damage, int] = {
    flipped_in_the_file: 200,
    flipped_in_the_main_part: 300,
    cut_short_in_the_main_part: 100,
    element_removed: 300,
    rows_dropped: 200,
    cells_dropped: 200,
    attributes_removed: 150,
    paragraphs_swapped: 120,
    tables_swapped: 60,
    rows_swapped: 100,
    runs_split: 70,
    labels_retyped: 100,
    labels_mistyped: 100,
}
"""How often each is done; two thousand in all."""

WHOLE = (runs_split, labels_retyped)
"""After these every answer must still be written."""
