"""Content controls and tick boxes: what may be written into them, and how each kind takes an answer."""

from __future__ import annotations

import re
from collections.abc import Iterator

from facilitator.word.document.inline import (
    MC,
    TICKED,
    UNTICKED,
    W14,
    Piece,
    shows_placeholder,
    tick_box_of,
)
from facilitator.word.document.runs import (
    Manner,
    as_inserted,
    clean_properties,
    make,
    make_run,
    mark_properties,
    pieces_of,
)
from facilitator.word.document.xml import Element, Names

PLAIN_KINDS = frozenset({"text", "date", "dropDownList", "comboBox"})
"""The controls that hold a single paragraph of plain text."""

_OTHER_KINDS = ("picture", "citation", "bibliography", "equation", "docPartObj", "docPartList", "group")
_DAY = re.compile(r"(\d{1,2})/(\d{1,2})/(\d{4})")
_LEADING_NUMBER = re.compile(r"\s*(\d+)\b")
_W15 = "{http://schemas.microsoft.com/office/word/2012/wordml}"
_TICKED_SYMBOLS = {"6f": "FE", "71": "FE", "a8": "FE", "a3": "52", "2a": "52"}
_UNTICKED_SYMBOLS = {"wingdings": "A8", "wingdings 2": "A3"}


def kind_of(control: Element, names: Names) -> str:
    """Return what kind of control a `w:sdt` is: `text`, `date`, ..., `checkbox`, or `richText`."""
    if tick_box_of(control) is not None:
        return "checkbox"
    properties = control.find(names.w("sdtPr"))
    for kind in (*PLAIN_KINDS, *_OTHER_KINDS):
        if properties is not None and properties.find(names.w(kind)) is not None:
            return kind
    if properties is not None and properties.find(f"{_W15}repeatingSection") is not None:
        return "repeatingSection"
    return "richText"


def controls_around(element: Element, names: Names) -> Iterator[Element]:
    """Yield the content controls around an element, the nearest first."""
    return element.iterancestors(names.w("sdt"))


def controls_in(paragraph: Element, names: Names) -> list[Element]:
    """Return the content controls inside a paragraph, not those of text boxes that hang on it."""
    aside = (names.w("p"), names.w("del"), names.w("moveFrom"), f"{MC}Fallback")
    controls = paragraph.iter(names.w("sdt"))
    return [control for control in controls if next(control.iterancestors(*aside), None) is paragraph]


def controls_between(paragraph: Element, names: Names, start: int, end: int) -> list[Element]:
    """Return the controls that stand in (or are empty at) a stretch of a paragraph's text, in order."""
    controls = controls_in(paragraph, names)
    if not controls:
        return []
    pieces = pieces_of(paragraph, names)
    order = {node: place for place, node in enumerate(paragraph.iter())}
    found = []
    for control in controls:
        inside = set(control.iter())
        first = sum(len(piece.text) for piece in pieces if order[piece.node] < order[control])
        length = sum(len(piece.text) for piece in pieces if piece.node in inside)
        if start <= first and first + length <= end:
            found.append(control)
    return found


def is_locked(element: Element, names: Names) -> bool:
    """Return whether a control on or around an element forbids changing its content.

    In a group only the controls inside it may be filled.
    """
    near = [element] if element.tag == names.w("sdt") else []
    for depth, control in enumerate((*near, *controls_around(element, names))):
        lock = control.find(f"{names.w('sdtPr')}/{names.w('lock')}")
        if lock is not None and lock.get(names.w("val")) in {"contentLocked", "sdtContentLocked"}:
            return True
        if depth == 0 and kind_of(control, names) == "group":
            return True
    return False


def is_bound(control: Element, names: Names) -> bool:
    """Return whether Word fills a control from data elsewhere in the file, over whatever stands in it."""
    properties = control.find(names.w("sdtPr"))
    return properties is not None and any(
        properties.find(name) is not None for name in (names.w("dataBinding"), f"{_W15}dataBinding")
    )


def waits(control: Element, names: Names) -> bool:
    """Return whether a control inside a line waits for words: it shows a placeholder or nothing at all."""
    if kind_of(control, names) in {"checkbox", "repeatingSection", *_OTHER_KINDS}:
        return False
    if shows_placeholder(control, names):
        return True
    content = control.find(names.w("sdtContent"))
    return content is not None and not "".join(piece.text for piece in pieces_of(content, names)).strip()


def choice_for(control: Element, names: Names, words: str) -> str | None:
    """Return the words of a list's item that an answer means, by its words, value or leading number, or None.

    A `comboBox` takes any words; in another control there is nothing to choose.
    """
    kind = kind_of(control, names)
    if kind not in {"dropDownList", "comboBox"}:
        return words
    items = [
        (
            item.get(names.w("displayText"), "") or item.get(names.w("value"), ""),
            item.get(names.w("value"), ""),
        )
        for item in control.iterfind(f"{names.w('sdtPr')}/{names.w(kind)}/{names.w('listItem')}")
    ]
    wanted = words.strip().casefold()
    for shown, value in items:
        if wanted in {shown.strip().casefold(), value.strip().casefold()} and wanted:
            return shown
    numbered = [shown for shown, _ in items if (found := _LEADING_NUMBER.match(shown)) and found[1] == wanted]
    if len(numbered) == 1:
        return numbered[0]
    return words if kind == "comboBox" else None


def takes(control: Element, names: Names, lines: list[str]) -> bool:
    """Return whether a control may hold these lines: it is not bound, and has such a choice."""
    return not is_bound(control, names) and choice_for(control, names, "\n".join(lines)) is not None


def open_for_words(control: Element, names: Names, lines: list[str]) -> Element | None:
    """Take the placeholder out of a control and note the date; return the properties to write with."""
    properties = control.find(names.w("sdtPr"))
    content = control.find(names.w("sdtContent"))
    own = None if properties is None else clean_properties(properties.find(names.w("rPr")), names)
    if content is not None and shows_placeholder(control, names):
        runs = list(content.iter(names.w("r")))
        if own is None and runs:
            own = clean_properties(runs[0].find(names.w("rPr")), names)
        for run in runs:
            _take_out(run)
    if properties is not None:
        for shown in properties.findall(names.w("showingPlcHdr")):
            _take_out(shown)
        _note(properties, names, lines)
    return own


def fill_inline(control: Element, paragraph: Element, names: Names, lines: list[str], manner: Manner) -> None:
    """Put lines into a control inside a paragraph, in the place of its placeholder; see `takes`."""
    words = choice_for(control, names, "\n".join(lines)) or ""
    own = open_for_words(control, names, lines)
    content = control.find(names.w("sdtContent"))
    if content is None:
        content = make(control, names.w("sdtContent"))
        control.append(content)
    look = mark_properties(paragraph, names) if own is None else own
    content.append(as_inserted(make_run(paragraph, names, words, look), paragraph, names, manner))


def tick(paragraph: Element, names: Names, at: int, *, on: bool) -> Element:
    """Tick (or clear) the box at an offset of a paragraph's text; return the element that changed.

    Boxes are controls, old form fields, symbols and plain characters. Raises LookupError where there is none.
    """
    offset = at
    for piece in pieces_of(paragraph, names):
        if offset < len(piece.text):
            return _tick_piece(piece, paragraph, names, offset, on=on)
        offset -= len(piece.text)
    raise LookupError(at)


def _tick_piece(piece: Piece, paragraph: Element, names: Names, offset: int, *, on: bool) -> Element:
    node = piece.node
    controls = (
        control for control in (node, *node.iterancestors(names.w("sdt"))) if control.tag == names.w("sdt")
    )
    control = next((each for each in controls if tick_box_of(each) is not None), None)
    if control is not None:
        _tick_control(control, names, on=on)
        return paragraph if control in controls_in(paragraph, names) else control
    if node.tag == names.w("fldChar"):
        _tick_old_field(node, names, on=on)
    elif node.tag == names.w("sym"):
        _tick_symbol(node, names, on=on)
    else:
        text = node.text or ""
        node.text = text[:offset] + (TICKED if on else UNTICKED) + text[offset + 1 :]
    return paragraph


def _tick_control(control: Element, names: Names, *, on: bool) -> None:
    box = tick_box_of(control)
    if box is None:
        return
    checked = box.find(f"{W14}checked")
    if checked is None:
        checked = make(box, f"{W14}checked")
        box.insert(0, checked)
    checked.set(f"{W14}val", "1" if on else "0")
    for shown in control.findall(f"{names.w('sdtPr')}/{names.w('showingPlcHdr')}"):
        _take_out(shown)
    state = box.find(f"{W14}{'checkedState' if on else 'uncheckedState'}")
    font = "" if state is None else state.get(f"{W14}font", "")
    code = ("2612" if on else "2610") if state is None else state.get(f"{W14}val", "")
    content = control.find(names.w("sdtContent"))
    run = None if content is None else next(content.iter(names.w("r")), None)
    if run is None:
        return
    for shown in [child for child in run if child.tag != names.w("rPr")]:
        run.remove(shown)
    if font.casefold().startswith(("wingdings", "webdings", "symbol")):
        glyph = make(run, names.w("sym"))
        glyph.set(names.w("font"), font)
        glyph.set(names.w("char"), f"F0{code[-2:]}".upper())
    else:
        glyph = make(run, names.w("t"))
        glyph.text = _character(code, TICKED if on else UNTICKED)
    run.append(glyph)


def _character(code: str, otherwise: str) -> str:
    try:
        number = int(code, 16)
    except ValueError:
        return otherwise
    return chr(number) if 0x20 < number < 0xD800 else otherwise


def _tick_old_field(mark: Element, names: Names, *, on: bool) -> None:
    box = mark.find(f"{names.w('ffData')}/{names.w('checkBox')}")
    if box is None:
        return
    checked = box.find(names.w("checked"))
    if checked is None:
        checked = make(box, names.w("checked"))
        box.append(checked)
    checked.set(names.w("val"), "1" if on else "0")


def _tick_symbol(node: Element, names: Names, *, on: bool) -> None:
    code = node.get(names.w("char"), "")
    font = node.get(names.w("font"), "").strip().casefold()
    wanted = _TICKED_SYMBOLS.get(code[-2:].casefold()) if on else _UNTICKED_SYMBOLS.get(font)
    if wanted:
        node.set(names.w("char"), code[:-2] + wanted)


def _note(properties: Element, names: Names, lines: list[str]) -> None:
    """Note a day in a date picker, and that a plain text control has several lines."""
    day = _DAY.fullmatch("\n".join(lines).strip())
    picker = properties.find(names.w("date"))
    if picker is not None and day:
        picker.set(names.w("fullDate"), f"{day[3]}-{int(day[2]):02}-{int(day[1]):02}T00:00:00Z")
    text = properties.find(names.w("text"))
    if text is not None and len(lines) > 1:
        text.set(names.w("multiLine"), "1")


def _take_out(element: Element) -> None:
    """Remove an element; white space behind it stays."""
    parent = element.getparent()
    if parent is None:
        return
    tail = element.tail
    previous = element.getprevious()
    parent.remove(element)
    if tail and previous is not None:
        previous.tail = (previous.tail or "") + tail
