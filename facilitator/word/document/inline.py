"""What one paragraph says, piece by piece, and where in the XML each piece stands.

The text is the accepted view: insertions in, deletions out, field codes and hidden text out, check boxes
of every make as one character each, `TICKED` or `UNTICKED`.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import cache
from typing import NamedTuple

from facilitator.word.document.xml import Element, Names, find, value

TICKED = "☒"
UNTICKED = "☐"

MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
W14 = "{http://schemas.microsoft.com/office/word/2010/wordml}"
W15 = "{http://schemas.microsoft.com/office/word/2012/wordml}"
MATHS = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"

_SYMBOLS = {
    "wingdings": {0x6F: UNTICKED, 0x71: UNTICKED, 0xA8: UNTICKED, 0xFE: TICKED, 0xFD: TICKED, 0x78: TICKED,
                  0xFC: "✓", 0xFB: "✗", 0xA7: "▪", 0xD8: "➢", 0xE0: "→"},
    "wingdings 2": {0xA3: UNTICKED, 0x2A: UNTICKED, 0x52: TICKED, 0x53: TICKED, 0x54: TICKED,
                    0x50: "✓", 0x4F: "✗"},
    "symbol": {0xB7: "•"},
}  # fmt: skip
_ASKS = re.compile(r"\W*(click|tap|choose|enter|select|pick|type)\b", re.IGNORECASE)
_UNKNOWN_SYMBOL = "\ufffc"
_CHARACTERS = {"tab": "\t", "ptab": "\t", "br": "\n", "cr": "\n", "noBreakHyphen": "-"}
_SHOWN = {"text", "symbol", *_CHARACTERS.values()}
"""Kinds of what shows characters: `w:t`, a symbol, or the characters themselves."""
_TICKS = frozenset("☒☑✓✔✗✘xX")


@dataclass(eq=False)
class ComplexField:
    """A field between the runs of its `w:fldChar` marks; `end` may be in another paragraph (None)."""

    begin: Element
    end: Element | None = None
    separated: bool = False
    tick_box: bool = False
    input: Element | None = None
    """The `w:textInput` of an old form's text field."""
    first: int = 0


class Piece(NamedTuple):
    """Some characters of a paragraph and the node that holds them: `w:t`, `w:tab`, a check box's `w:sdt` ...

    `field` is the outermost complex field around it. `run` is None for a check box control and in a formula.
    """

    text: str
    node: Element
    run: Element | None
    struck: bool = False
    placeholder: bool = False
    field: ComplexField | None = None


class Inline(NamedTuple):
    """A paragraph's pieces in order, the `w:txbxContent` of its text boxes, and how many pictures it has."""

    pieces: list[Piece]
    boxes: list[Element]
    pictures: int


def with_offsets(pieces: Iterable[Piece]) -> Iterator[tuple[int, Piece]]:
    """Yield each piece of a paragraph with the offset in the paragraph's text at which it begins."""
    at = 0
    for piece in pieces:
        yield at, piece
        at += len(piece.text)


def read_inline(paragraph: Element, names: Names, *, placeholder: bool = False) -> Inline:
    """Return what a `w:p` says; `placeholder` = it stands in a control that shows only its placeholder."""
    plain = _plain_pieces(paragraph, _plain_tags(names), placeholder=placeholder)
    return _read_any(paragraph, names, placeholder=placeholder) if plain is None else Inline(plain, [], 0)


def _plain_pieces(paragraph: Element, tags: _PlainTags, *, placeholder: bool) -> list[Piece] | None:
    """Return the pieces of a paragraph that has nothing but runs of plain words, None for any other.

    Most of a form are such, or empty: it is worth being quick.
    """
    pieces: list[Piece] = []
    for run in paragraph:
        if run.tag != tags.run:
            if run.tag in tags.passed_over:
                continue
            return None
        for node in run:
            tag = node.tag
            if tag == tags.text:
                if node.text:
                    pieces.append(Piece(node.text, node, run, placeholder=placeholder))
            elif tag in tags.characters:
                pieces.append(Piece(tags.characters[tag], node, run, placeholder=placeholder))
            elif tag != tags.properties or next(node.iterchildren(*tags.looks), None) is not None:
                return None
    return pieces


class _PlainTags(NamedTuple):
    """The tags that a plain paragraph may have; `looks` are those of a run that is hidden or struck."""

    run: str
    text: str
    properties: str
    characters: dict[object, str]
    passed_over: frozenset[str]
    looks: tuple[str, ...]


@cache
def _plain_tags(names: Names) -> _PlainTags:
    w = names.w
    return _PlainTags(
        run=w("r"),
        text=w("t"),
        properties=w("rPr"),
        characters={w(local): character for local, character in _CHARACTERS.items()},
        passed_over=frozenset({w("pPr"), w("proofErr")}),
        looks=(w("vanish"), w("strike"), w("dstrike")),
    )


def _read_any(paragraph: Element, names: Names, *, placeholder: bool) -> Inline:
    """Return what a paragraph says, whatever stands in it."""
    reader = _Reader(names)
    reader.content(paragraph, _Around(placeholder=placeholder))
    pieces = [piece for piece, hiding in reader.found if not any(each.separated for each in hiding)]
    return Inline(pieces, reader.boxes, reader.pictures)


def is_on(properties: Element | None, name: str) -> bool:
    """Return whether an on/off property such as `w:vanish` (given as a full tag) is there and on."""
    found = None if properties is None else properties.find(name)
    if found is None:
        return False
    value = found.get(name.partition("}")[0] + "}val", "true")
    return value.casefold() not in {"0", "false", "off", "none"}


def shows_placeholder(control: Element, names: Names) -> bool:
    """Return whether a `w:sdt` shows nothing but its placeholder.

    Its mark alone is not believed: some editors leave it on words that people wrote. The words must also
    have the placeholder style, or ask for something to be put in.
    """
    if not is_on(control.find(names.w("sdtPr")), names.w("showingPlcHdr")):
        return False
    content = control.find(names.w("sdtContent"))
    if content is None:
        return True
    runs = [run for run in content.iter(names.w("r")) if "".join(run.itertext()).strip()]
    if all("placeholder" in value(find(run, "rPr/rStyle")).casefold() for run in runs):
        return True
    return bool(_ASKS.match("".join(text for run in runs for text in run.itertext())))


def choice_of(alternate: Element) -> Element | None:
    """Return the branch of an `mc:AlternateContent` that counts: the first choice, or else the fallback."""
    choice = alternate.find(f"{MC}Choice")
    return alternate.find(f"{MC}Fallback") if choice is None else choice


def number_of(code: str) -> int:
    """Return what a hexadecimal code says, 0 where it is none."""
    try:
        return int(code, 16)
    except ValueError:
        return 0


def symbol_of(font: str, code: str) -> str:
    """Return the character that a `w:sym` shows, by its font and its hexadecimal code."""
    number = number_of(code)
    known = _SYMBOLS.get(font.strip().casefold(), {}).get(number & 0xFF)
    return known or (chr(number) if 0x20 < number < 0xD800 else _UNKNOWN_SYMBOL)


def tick_box_of(control: Element) -> Element | None:
    """Return the `w14:checkbox` of a content control, or None if it is no check box."""
    return control.find(f"*/{W14}checkbox")


def ticked(box: Element, shown: str) -> bool:
    """Return whether a `w14:checkbox` is ticked: what is on the page counts before its attribute."""
    glyph = shown.strip()
    if glyph in {UNTICKED, "□", "◻"}:
        return False
    if glyph and glyph in _TICKS:
        return True
    checked = box.find(f"{W14}checked")
    return checked is not None and checked.get(f"{W14}val", "1") in {"1", "true", "on"}


class _Around(NamedTuple):
    """What stands around the characters that are being read; `run` is None outside of runs."""

    placeholder: bool = False
    run: Element | None = None
    struck: bool = False
    hidden: bool = False


@dataclass
class _Reader:
    """Reads one paragraph; `found` pairs each piece with the fields that hide it if they have a result."""

    names: Names
    found: list[tuple[Piece, list[ComplexField]]] = field(default_factory=list)
    boxes: list[Element] = field(default_factory=list)
    open: list[ComplexField] = field(default_factory=list)
    pictures: int = 0

    def content(self, element: Element | None, around: _Around) -> None:
        """Read runs and whatever wraps runs, or what stands in a run."""
        kinds = _kinds(self.names)
        in_run = around.run is not None
        for child in () if element is None else element:
            kind = kinds.get(child.tag, "wrap")
            if kind == "choice":
                self.content(choice_of(child), around)
            elif kind == "ruby":
                self.content(child, _Around(around.placeholder))
            elif kind == "run" and not in_run:
                self.run(child, around)
            elif kind == "control" and not in_run:
                self.control(child)
            elif kind == "wrap" and not in_run:
                self.content(child, around)
            elif kind == "picture" and in_run:
                self.picture(child)
            elif kind == "mark" and around.run is not None:
                self.field_mark(child, around.run, around)
            elif kind in _SHOWN and not around.hidden:
                self.character(child, kind, around)

    def control(self, control: Element) -> None:
        """Read a content control; a check box is one piece, whatever shows it."""
        content = control.find(self.names.w("sdtContent"))
        if content is None:
            return
        before = len(self.found)
        self.content(content, _Around(shows_placeholder(control, self.names)))
        box = tick_box_of(control)
        if box is not None:
            shown = "".join(piece.text for piece, _ in self.found[before:])
            del self.found[before:]
            text = TICKED if ticked(box, shown) else UNTICKED
            self.add(Piece(text, control, None))

    def run(self, run: Element, around: _Around) -> None:
        """Read a run; hidden ones say nothing, but text boxes hang on them all the same."""
        w = self.names.w
        properties = run.find(w("rPr"))
        hidden = False
        struck = False
        if properties is not None and len(properties):
            said = {child.tag for child in properties}  # most runs say none of these, and looking is dear
            hidden = w("vanish") in said and is_on(properties, w("vanish"))
            struck = any(name in said and is_on(properties, name) for name in (w("strike"), w("dstrike")))
        self.content(run, _Around(around.placeholder, run, struck, hidden))

    def character(self, node: Element, kind: str, around: _Around) -> None:
        """Add the characters that one node stands for; `kind` is them, or `text` or `symbol`."""
        text = kind
        if kind == "text":
            text = node.text or ""
        elif kind == "symbol":
            text = symbol_of(node.get(self.names.w("font"), ""), node.get(self.names.w("char"), ""))
        if text:
            outer = self.open[0] if self.open else None
            self.add(Piece(text, node, around.run, around.struck, around.placeholder, outer))

    def add(self, piece: Piece) -> None:
        """Keep a piece, with the fields whose code it would stand in."""
        self.found.append((piece, [each for each in self.open if not each.separated or each.tick_box]))

    def field_mark(self, mark: Element, run: Element, around: _Around) -> None:
        """Follow the begin, middle and end of a complex field; an old form's check box is one piece."""
        kind = mark.get(self.names.w("fldCharType"), "")
        if kind == "begin":
            box = mark.find(self.names.w("ffData/checkBox"))
            opened = ComplexField(run, tick_box=box is not None and not around.hidden)
            if box is not None and opened.tick_box:
                outer = self.open[0] if self.open else opened
                text = TICKED if old_box_ticked(box, self.names) else UNTICKED
                self.add(Piece(text, mark, run, False, around.placeholder, outer))
            listed = mark.find(self.names.w("ffData/ddList"))
            if listed is not None and not around.hidden:
                self.choice(listed, mark, run, around)
                opened.tick_box = True  # it shows itself
            opened.input = mark.find(self.names.w("ffData/textInput"))
            opened.first = len(self.found)
            self.open.append(opened)
        elif kind == "separate" and self.open:
            self.open[-1].separated = True
        elif kind == "end" and self.open:
            closed = self.open.pop()
            closed.end = run
            self.hold_prompt(closed)

    def choice(self, listed: Element, mark: Element, run: Element, around: _Around) -> None:
        """Add what an old form's list shows; as long as nobody has chosen, that only asks."""
        entries, chosen = entries_of(listed), listed.find(self.names.w("result"))
        at = number_in(chosen, self.names)
        if at < len(entries):
            outer = self.open[0] if self.open else ComplexField(run)
            waits = around.placeholder or chosen is None
            self.add(Piece(entries[at], mark, run, around.struck, waits, outer))

    def hold_prompt(self, closed: ComplexField) -> None:
        """Take what an old form's text field shows as a prompt where it is only that."""
        if closed.input is None:
            return
        shown = self.found[closed.first :]
        if is_prompt_of(closed.input, "".join(piece.text for piece, _ in shown)):
            self.found[closed.first :] = [(piece._replace(placeholder=True), hides) for piece, hides in shown]

    def picture(self, drawing: Element) -> None:
        """Count a picture, or collect the text boxes that stand in it."""
        before = len(self.boxes)
        self.find_boxes(drawing)
        self.pictures += len(self.boxes) == before

    def find_boxes(self, element: Element | None) -> None:
        """Collect the text boxes of a drawing, each once, outermost only."""
        for child in () if element is None else element:
            if child.tag == self.names.w("txbxContent"):
                self.boxes.append(child)
            else:
                self.find_boxes(choice_of(child) if child.tag == f"{MC}AlternateContent" else child)


def number_in(element: Element | None, names: Names) -> int:
    """Return the number that an element's `w:val` is, 0 where it is none."""
    said = "" if element is None else element.get(names.w("val"), "")
    return int(said) if said.isascii() and said.isdecimal() and len(said) < 4 else 0


def entries_of(listed: Element | None) -> list[str]:
    """Return the choices of an old form's `w:ddList`."""
    if listed is None:
        return []
    w = Names.of(listed).w
    return [entry.get(w("val"), "") for entry in listed.iterchildren(w("listEntry"))]


def is_prompt_of(text_input: Element | None, shown: str) -> bool:
    """Whether a text field shows only its own default text, or nothing."""
    default = value(find(text_input, "default"))
    return not shown.strip() or shown.strip() == default.strip()


def old_box_ticked(box: Element, names: Names) -> bool:
    """Return whether the `w:checkBox` of an old form field is ticked, by its state or else its default."""
    state = names.w("checked")
    return is_on(box, state) if box.find(state) is not None else is_on(box, names.w("default"))


@cache
def _kinds(names: Names) -> dict[object, str]:
    """Return what each tag inside a paragraph is; a tag that is not here only wraps."""
    locals_of = {
        "skip": """
            del moveFrom pPr rPr rt rubyPr instrText delText delInstrText
            sdtPr sdtEndPr customXmlPr smartTagPr proofErr
        """,
        "picture": "drawing pict object",
        "run": "r",
        "control": "sdt",
        "text": "t",
        "symbol": "sym",
        "mark": "fldChar",
        "ruby": "ruby",
    }
    kinds: dict[object, str] = {
        names.w(local): kind for kind, locals_ in locals_of.items() for local in locals_.split()
    }
    kinds |= {names.w(local): character for local, character in _CHARACTERS.items()}
    return kinds | {f"{MC}AlternateContent": "choice", f"{MATHS}t": "text"}
