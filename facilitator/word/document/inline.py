"""What one paragraph says, piece by piece, and where in the XML each piece stands.

The text is the accepted view: insertions in, deletions out, field codes and hidden text out, check boxes
of every make as one character each, `TICKED` or `UNTICKED`.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import cache
from typing import NamedTuple

from facilitator.word.document.xml import Element, Names

TICKED = "☒"
UNTICKED = "☐"

MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
W14 = "{http://schemas.microsoft.com/office/word/2010/wordml}"
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
_TICKS = frozenset("☒☑✓✔✗✘xX")


@dataclass(eq=False)
class ComplexField:
    """A field between the runs of its `w:fldChar` marks; `end` may be in another paragraph (None)."""

    begin: Element
    end: Element | None = None
    separated: bool = False
    tick_box: bool = False


class Piece(NamedTuple):
    """Some characters of a paragraph and the node that holds them: `w:t`, `w:tab`, a check box's `w:sdt` ...

    `control` is the nearest content control around it inside the paragraph, `field` the outermost complex
    field. `run` is None for a check box control and in a formula.
    """

    text: str
    node: Element
    run: Element | None
    struck: bool = False
    placeholder: bool = False
    control: Element | None = None
    field: ComplexField | None = None


class Inline(NamedTuple):
    """A paragraph's pieces in order, the `w:txbxContent` of its text boxes, and how many pictures it has."""

    pieces: list[Piece]
    boxes: list[Element]
    pictures: int


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
    styles = (run.find(f"{names.w('rPr')}/{names.w('rStyle')}") for run in runs)
    if all(style is not None and _is_placeholder_style(style.get(names.w("val"), "")) for style in styles):
        return True
    return bool(_ASKS.match("".join(text for run in runs for text in run.itertext())))


def _is_placeholder_style(style: str) -> bool:
    return "placeholder" in style.casefold()


def choice_of(alternate: Element) -> Element | None:
    """Return the branch of an `mc:AlternateContent` that counts: the first choice, or else the fallback."""
    choice = alternate.find(f"{MC}Choice")
    return alternate.find(f"{MC}Fallback") if choice is None else choice


def symbol_of(font: str, code: str) -> str:
    """Return the character that a `w:sym` shows, by its font and its hexadecimal code."""
    try:
        number = int(code, 16)
    except ValueError:
        return _UNKNOWN_SYMBOL
    known = _SYMBOLS.get(font.strip().casefold(), {}).get(number & 0xFF)
    if known:
        return known
    return chr(number) if 0x20 < number < 0xD800 else _UNKNOWN_SYMBOL


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
    """What stands around the run that is being read."""

    placeholder: bool = False
    control: Element | None = None


@dataclass
class _Reader:
    """Reads one paragraph; `found` pairs each piece with the fields that hide it if they have a result."""

    names: Names
    found: list[tuple[Piece, list[ComplexField]]] = field(default_factory=list)
    boxes: list[Element] = field(default_factory=list)
    open: list[ComplexField] = field(default_factory=list)
    pictures: int = 0

    def content(self, element: Element, around: _Around) -> None:
        """Read runs and whatever wraps runs."""
        kinds = _kinds(self.names)
        for child in element:
            kind = kinds.get(child.tag)
            if kind == "run":
                self.run(child, around)
            elif kind == "control":
                self.control(child, around)
            elif kind == "choice":
                branch = choice_of(child)
                if branch is not None:
                    self.content(branch, around)
            elif kind in {"wrap", "ruby", None}:
                self.content(child, around)
            elif kind not in {"skip", "mark", "picture"}:
                self.character(child, kind, None, around, struck=False)

    def control(self, control: Element, around: _Around) -> None:
        """Read a content control; a check box is one piece, whatever shows it."""
        content = control.find(self.names.w("sdtContent"))
        if content is None:
            return
        inside = around._replace(control=control, placeholder=shows_placeholder(control, self.names))
        before = len(self.found)
        self.content(content, inside)
        box = tick_box_of(control)
        if box is not None:
            shown = "".join(piece.text for piece, _ in self.found[before:])
            del self.found[before:]
            text = TICKED if ticked(box, shown) else UNTICKED
            self.add(Piece(text, control, None, control=control))

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
        self.inside_run(run, run, around, struck=struck, hidden=hidden)

    def inside_run(
        self, element: Element, run: Element, around: _Around, *, struck: bool, hidden: bool
    ) -> None:
        """Read what stands in a run, or in the chosen branch of an alternative in it."""
        kinds = _kinds(self.names)
        for child in element:
            kind = kinds.get(child.tag)
            if kind == "picture":
                before = len(self.boxes)
                self.find_boxes(child)
                self.pictures += len(self.boxes) == before
            elif kind == "choice":
                branch = choice_of(child)
                if branch is not None:
                    self.inside_run(branch, run, around, struck=struck, hidden=hidden)
            elif kind == "mark":
                self.field_mark(child, run, around, hidden=hidden)
            elif kind == "ruby":
                self.content(child, around)
            elif kind and kind not in {"skip", "wrap", "run", "control"} and not hidden:
                self.character(child, kind, run, around, struck=struck)

    def character(
        self, node: Element, kind: str, run: Element | None, around: _Around, *, struck: bool
    ) -> None:
        """Add the characters that one node stands for; `kind` is them, or `text` or `symbol`."""
        text = kind
        if kind == "text":
            text = node.text or ""
        elif kind == "symbol":
            text = symbol_of(node.get(self.names.w("font"), ""), node.get(self.names.w("char"), ""))
        if text:
            outer = self.open[0] if self.open else None
            self.add(Piece(text, node, run, struck, around.placeholder, around.control, outer))

    def add(self, piece: Piece) -> None:
        """Keep a piece, with the fields whose code it would stand in."""
        self.found.append((piece, [each for each in self.open if not each.separated or each.tick_box]))

    def field_mark(self, mark: Element, run: Element, around: _Around, *, hidden: bool) -> None:
        """Follow the begin, middle and end of a complex field; an old form's check box is one piece."""
        kind = mark.get(self.names.w("fldCharType"), "")
        if kind == "begin":
            box = mark.find(f"{self.names.w('ffData')}/{self.names.w('checkBox')}")
            if box is not None and not hidden:
                opened = ComplexField(run, tick_box=True)
                outer = self.open[0] if self.open else opened
                text = TICKED if old_box_ticked(box, self.names) else UNTICKED
                self.add(Piece(text, mark, run, False, around.placeholder, around.control, outer))
                self.open.append(opened)
            else:
                self.open.append(ComplexField(run))
        elif kind == "separate" and self.open:
            self.open[-1].separated = True
        elif kind == "end" and self.open:
            self.open.pop().end = run

    def find_boxes(self, element: Element) -> None:
        """Collect the text boxes of a drawing, each once, outermost only."""
        for child in element:
            if child.tag == self.names.w("txbxContent"):
                self.boxes.append(child)
            elif child.tag == f"{MC}AlternateContent":
                branch = choice_of(child)
                if branch is not None:
                    self.find_boxes(branch)
            elif len(child):
                self.find_boxes(child)


def old_box_ticked(box: Element, names: Names) -> bool:
    """Return whether the `w:checkBox` of an old form field is ticked, by its state or else its default."""
    state = names.w("checked")
    return is_on(box, state) if box.find(state) is not None else is_on(box, names.w("default"))


@cache
def _kinds(names: Names) -> dict[object, str]:
    """Return what each tag inside a paragraph is; a tag that is not here only wraps."""
    w = names.w
    kinds: dict[object, str] = {
        w("r"): "run",
        w("sdt"): "control",
        f"{MC}AlternateContent": "choice",
        w("t"): "text",
        f"{MATHS}t": "text",
        w("sym"): "symbol",
        w("fldChar"): "mark",
        w("ruby"): "ruby",
    }
    kinds |= {w(local): character for local, character in _CHARACTERS.items()}
    kinds |= {w(name): "picture" for name in ("drawing", "pict", "object")}
    kinds |= {
        w(name): "wrap" for name in ("ins", "moveTo", "smartTag", "customXml", "dir", "bdo", "rubyBase")
    }
    dropped = ("del", "moveFrom", "pPr", "rPr", "rt", "rubyPr", "instrText", "delText", "delInstrText")
    kinds |= {
        w(name): "skip" for name in (*dropped, "sdtPr", "sdtEndPr", "customXmlPr", "smartTagPr", "proofErr")
    }
    return kinds
