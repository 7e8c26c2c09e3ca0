"""Judges a written Word plan without our own reader: by marks on the cells, put there before it was read.

Every answer cell of a form in the tests carries an attribute of a namespace of its own that says what the
cell is for: "r2.child.working" is the child's view in the block of Term 2, "r2.o3.score" a score. The program
knows nothing of it, and copies carry it too. Only zipfile and lxml are used to look.
"""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterator
from copy import deepcopy
from dataclasses import dataclass, field
from datetime import date
from typing import NamedTuple

from lxml import etree

from facilitator.plan.entries import Entry
from facilitator.plan.people import CHILD, Person, Perspective
from facilitator.plan.reviews import Review
from facilitator.plan.scores import Score

Element = etree._Element

FOR = "{urn:tests:purpose}for"
MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
SPACES = (
    "http://schemas.openxmlformats.org/wordprocessingml/2006/main",
    "http://purl.oclc.org/ooxml/wordprocessingml/main",
)
_CELLS = tuple(f"{{{space}}}tc" for space in SPACES)
DAY = date(2026, 3, 12)
VIEWS: tuple[Perspective, ...] = ("child", "parent", "school", "practitioner")
TOPICS = ("working", "not_working")
FIELDS = ("achieved", "barriers", "next")
_NAMES = {"child": "", "parent": "Mum: ", "school": "Mr Lacey: ", "practitioner": "Ms Okafor-Lind: "}
_LEADERS = re.compile(r"[\s._…‥⋯/]*")


PROMPTS = (
    "Click or tap here to enter text.",
    "Please write here...",
    "Please write here",
    "Click here to enter text.",
    "Type here",
    "Enter text here",
    "[Insert text]",
    "<insert date>",
    "(please write here)",
    "Insert comments here",
    "Please select",
    "Choose an item",
    "Select from the list",
    "dd/mm/yyyy",
    "DD / MM / YY",
)
"""What forms print into a box for people to write over; it goes when an answer comes."""

FIELD_PROMPT = "Write down what was said"
"""What an old form's text field shows as long as nobody has filled it in."""


# What is to be written


def review_of(period: int, outcomes: list[tuple[int, str]]) -> Review:
    """Return a review whose every answer is unlike any other; `outcomes` are numbers and ids."""
    people = [
        Person(id=CHILD, name="Mina", perspective="child"),
        Person(id="mum", name="Mum", perspective="parent"),
        Person(id="lacey", name="Mr Lacey", perspective="school"),
        Person(id="okafor", name="Ms Okafor-Lind", perspective="practitioner"),
    ]
    entries = [
        Entry(id=f"s{who}{topic}", value=_answer(f"{who}.{topic}"), by=person.id, field=topic)
        for who, person in zip(VIEWS, people, strict=True)
        for topic in TOPICS
    ]
    entries += [
        Entry(id=f"s{number}{field}", value=_answer(f"o{number}.{field}"), field=field, about=one)
        for number, one in outcomes
        for field in FIELDS
    ]
    scores = [
        Score(field="progress", about=one, result="agreed", number=_score(number)) for number, one in outcomes
    ]
    return Review(id="new", period=period, date=DAY, people=people, entries=entries, scores=scores)


def _answer(purpose: str) -> str:
    return f"Zq{purpose.replace('.', '').replace('_', '')} stays calm"


def _score(number: int) -> int:
    return (4, 5, 1, 2)[(number - 1) % 4]


def answers(outcomes: list[int]) -> dict[str, list[str]]:
    """Return the lines of that review by what they are for, as they must stand in the form."""
    wanted = {"date": [f"{DAY:%d/%m/%Y}"]}
    for who in VIEWS:
        for topic in TOPICS:
            words = _answer(f"{who}.{topic}")
            wanted[f"{who}.{topic}"] = [f"{_NAMES[who]}{words}"]
    for number in outcomes:
        wanted[f"o{number}.number"] = [str(number)]
        wanted[f"o{number}.score"] = [str(_score(number))]
        wanted.update({f"o{number}.{topic}": [_answer(f"o{number}.{topic}")] for topic in FIELDS})
    return wanted


# What stands there


class Marked(NamedTuple):
    """One marked cell: what it is for, which one of that mark, its words, and those of its row's number."""

    purpose: str
    place: int
    words: str
    row_number: str
    element: Element


def parts(data: bytes) -> dict[str, bytes]:
    """Return the parts of a Word file."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return {info.filename: archive.read(info) for info in archive.infolist()}


def main_of(held: dict[str, bytes]) -> str:
    """Return the name of the main part."""
    found = re.search(rb'<Relationship\b[^>]*?/officeDocument"[^>]*>', held["_rels/.rels"])
    assert found
    target = re.search(rb'Target="/?([^"]+)"', found[0])
    assert target
    return target[1].decode()


def marked(root: Element) -> list[Marked]:
    """Return the marked cells in the order of the document."""
    counts: dict[str, int] = {}
    numbers: dict[Element | None, str] = {}
    found = []
    for element in _cells(root):
        purpose = element.get(FOR)
        if purpose:
            place = counts[purpose] = counts.get(purpose, -1) + 1
            row = next((one for one in element.iterancestors() if etree.QName(one).localname == "tr"), None)
            if row not in numbers:
                numbers[row] = _row_number(row)
            found.append(Marked(purpose, place, words_in(element), numbers[row], element))
    return found


def _cells(root: Element) -> list[Element]:
    return [one for one in root.iter("{*}tc") if one.tag in _CELLS]


def _row_number(row: Element | None) -> str:
    cells = (
        [one for one in _cells(row) if (one.get(FOR) or "").endswith(".number")] if row is not None else []
    )
    return words_in(cells[0]) if cells else ""


def words_in(element: Element) -> str:
    """Return the words that people see in a place, without lines to write on and without placeholders."""
    if next(element.iter("{*}t"), None) is None:
        return ""
    lines = ["".join(_texts(each)) for each in _paragraphs(element)]
    own = (
        line
        for line in lines
        if not _LEADERS.fullmatch(line) and line.strip() not in (*PROMPTS, FIELD_PROMPT)
    )
    return "\n".join(map(_without_rule, own))


def _without_rule(line: str) -> str:
    """Return a line without the rest of a line to write on behind its words."""
    return re.sub(r" ([_./]{4,}|[_./]*…[_./…]+)$", "", line.strip())


def _paragraphs(element: Element) -> Iterator[Element]:
    for each in element.iter():
        if isinstance(each.tag, str) and etree.QName(each).localname == "p" and _shown(each, element):
            yield each


def _texts(paragraph: Element) -> Iterator[str]:
    for each in paragraph.iter():
        name = etree.QName(each).localname if isinstance(each.tag, str) else ""
        own = next((one for one in each.iterancestors() if etree.QName(one).localname == "p"), None)
        if own is not paragraph or not _shown(each, paragraph):
            continue
        if name == "t":
            yield each.text or ""
        elif name in ("tab", "br", "cr"):
            parent = each.getparent()
            if parent is not None and etree.QName(parent).localname == "r":
                yield "\t" if name == "tab" else "\n"


_HIDDEN = ("del", "moveFrom", "Fallback")


def _shown(element: Element, inside: Element) -> bool:
    """Whether a place is seen: not deleted, not an older copy, not the placeholder of a control."""
    for around in element.iterancestors():
        name = etree.QName(around).localname
        if name in _HIDDEN or (name == "sdt" and _waits(around)):
            return False
        if around is inside and name != "tc":
            break
    return True


def _waits(control: Element) -> bool:
    return any(
        etree.QName(each).localname == "showingPlcHdr" for properties in control[:1] for each in properties
    )


# The judgement


@dataclass
class Judged:
    """What was found: the marks that were filled, the answers without a place, and faults in words."""

    block: str = ""
    filled: dict[str, str] = field(default_factory=dict)
    nowhere: set[str] = field(default_factory=set)
    faults: list[str] = field(default_factory=list)


def judge(
    before: bytes, after: bytes, outcomes: list[int], *, adds: bool = False, replaces: bool = False
) -> Judged:
    """Compare two Word files; `adds` = rows and blocks may have come in, `replaces` = the date may be new."""
    judged = Judged()
    old_parts, new_parts = parts(before), parts(after)
    main = main_of(old_parts)
    for name in old_parts.keys() | new_parts.keys():
        untyped = name == "[Content_Types].xml" and b"template.main+xml" in old_parts[name]
        if name != main and not untyped and old_parts.get(name) != new_parts.get(name):
            judged.faults.append(f"part {name} is not the same")
    old, new = etree.fromstring(old_parts[main]), etree.fromstring(new_parts[main])
    _judge_cells(old, new, outcomes, judged, adds=adds, replaces=replaces)
    _judge_rest(old, new, judged, adds=adds)
    return judged


def _came_in(
    one: Marked, before: Marked | None, label: str, stood: list[Marked], *, replaces: bool
) -> str | None:
    """Return what a cell has more than before, or than its label in a copy; None = words are lost."""
    more = _more(before.words if before else label, one.words)
    if replaces and before and one.purpose.endswith((".date", ".score")) and one.words != before.words:
        return one.words.strip()
    return _without_print(more, stood) if before is None and more else more


def _judge_cells(
    old: Element, new: Element, outcomes: list[int], judged: Judged, *, adds: bool, replaces: bool
) -> None:
    wanted = answers(outcomes)
    stood = marked(old)
    was = {(one.purpose, one.place): one for one in stood}
    labels = {purpose: one.words for (purpose, _), one in was.items() if ".label." in purpose}
    blocks = set()
    written: set[str] = set()
    for one in marked(new):
        before = was.pop((one.purpose, one.place), None)
        more = _came_in(one, before, labels.get(one.purpose, ""), stood, replaces=replaces)
        if more is None:
            judged.faults.append(
                f"{one.purpose}: words are lost: {before and before.words!r} -> {one.words!r}"
            )
            continue
        if not more:
            continue
        block, _, kind = one.purpose.partition(".")
        if before is None and not adds:
            judged.faults.append(f"{one.purpose} came in")
        kind = kind.removeprefix("label.")
        if before is None or not before.row_number:
            kind = _kind_of_row(kind, one)
        blocks.add((block, before is None and not _is_row(one)))
        if more != "\n".join(wanted.get(kind, ["?"])):
            judged.faults.append(f"{one.purpose} ({kind}) got {more!r}")
        if kind in written:
            judged.faults.append(f"{kind} stands twice")
        written.add(kind)
        judged.filled[one.purpose] = more
    judged.faults += [f"{purpose} is gone" for purpose, _ in was]
    names = {name for name, _ in blocks}
    if len(names) > 1:
        judged.faults.append(f"several blocks were filled: {sorted(names)}")
    judged.block = min(names, default="")
    judged.nowhere = {kind for kind in wanted if kind not in written and not _stood(kind, judged, stood)}


def _stood(kind: str, judged: Judged, stood: list[Marked]) -> bool:
    """Whether an outcome's number, or the day, stood there before."""
    if kind == "date":
        return any(one.purpose == f"{judged.block}.date" and one.words == f"{DAY:%d/%m/%Y}" for one in stood)
    if not kind.endswith(".number"):
        return False
    mine = [one for one in stood if one.purpose == f"{judged.block}.{kind}"]
    return any(one.words for one in mine)


def _is_row(one: Marked) -> bool:
    """Whether a copied cell may be in a copied row rather than in a copied block."""
    return ".o" in one.purpose


def _kind_of_row(kind: str, one: Marked) -> str:
    """Return what a cell of a row without a number is for: the outcome that the row names now."""
    parted = re.fullmatch(r"o\d+\.(\w+)", kind)
    if not one.row_number:
        return kind
    return f"o{one.row_number}.{parted[1]}" if parted else kind


def _more(before: str, after: str) -> str | None:
    """Return the words that came behind others, or of a box that was ticked; None where any are gone."""
    if not before.strip():
        return after.strip()
    if before != after and _BOX.sub("☐", before) == _BOX.sub("☐", after):
        return _ticked(before, after)
    if not after.startswith(before):
        return None
    return after[len(before) :].strip()


_POINTS = (
    "No progress or worse",
    "Limited progress",
    "Moderate progress",
    "Significant progress",
    "Achieved",
)
_BOX = re.compile(r"[☐☒□]|(?<=[\[(])[ ☒](?=[\])])")


def _without_print(words: str, stood: list[Marked]) -> str:
    """Return what was put into a copied cell, not what the form prints in such cells; of boxes the ticked."""
    if "☒" in words:
        return _ticked(_BOX.sub("☐", words), words)
    printed = {line for one in stood for line in one.words.split("\n")}
    return "\n".join(line for line in words.split("\n") if line not in printed or not _BOX.search(line))


def _ticked(before: str, after: str) -> str:
    """Return what stands beside the boxes that were ticked: behind them, or before them where words begin."""
    at = [place for place, (old, new) in enumerate(zip(before, after, strict=True)) if old != new]
    boxes_first = bool(_BOX.match(after, 0) or _BOX.match(after, 1))
    parts = [
        _BOX.split(after[place + 1 :])[0] if boxes_first else _BOX.split(after[:place])[-1] for place in at
    ]
    ticked = "; ".join(part.strip(" []()\n") for part in parts)
    return str(_POINTS.index(ticked) + 1) if ticked in _POINTS else ticked


def _judge_rest(old: Element, new: Element, judged: Judged, *, adds: bool) -> None:
    """Compare all that is outside of marked cells: as text where that will do, else tag by tag."""
    if _blanked(old) == _blanked(new):
        return
    left, right = list(_stream(old)), list(_stream(new))
    if left == right:
        return
    if not adds:
        at = next(
            (place for place, pair in enumerate(zip(left, right, strict=False)) if pair[0] != pair[1]), -1
        )
        judged.faults.append(f"the rest is not the same: {left[at : at + 2]} {right[at : at + 2]}")
        return
    rest = iter(right)
    for one in left:
        if not any(one == other for other in rest):
            judged.faults.append(f"lost outside of the cells: {one}")
            return


def _blanked(root: Element) -> bytes:
    root = deepcopy(root)
    for one in _cells(root):
        if one.get(FOR):
            for child in list(one):
                if etree.QName(child).localname != "tcPr":
                    one.remove(child)
    return etree.tostring(root, method="c14n")


def _stream(root: Element) -> Iterator[tuple[object, ...]]:
    """Yield what stands outside of marked cells; a control round one marked cell may lose its placeholder."""
    if not isinstance(root.tag, str):
        yield ("#", root.text)
        return
    name = etree.QName(root).localname
    if name == "showingPlcHdr" and _round_one_cell(root):
        return
    attributes = () if name == "date" and _round_one_cell(root) else tuple(sorted(root.attrib.items()))
    text = (root.text or "").strip() if len(root) else (root.text or "")
    yield (root.tag, attributes, "" if root.get(FOR) else text)
    for child in root:
        if root.get(FOR) is None or etree.QName(child).localname == "tcPr":
            yield from _stream(child)
    yield ("/", root.tag)


def _round_one_cell(element: Element) -> bool:
    control = next((one for one in element.iterancestors() if etree.QName(one).localname == "sdt"), None)
    return control is not None and sum(1 for one in control.iter() if one.get(FOR)) == 1
