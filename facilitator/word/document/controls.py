"""Content controls and tick boxes: what may be written into them, and how each kind takes an answer."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence

from lxml import etree

from facilitator.word.document import zipped as zips
from facilitator.word.document.container import Package, open_package
from facilitator.word.document.control_kinds import (
    OTHER_KINDS,
    PLAIN_KINDS,
    is_bound,
    kind_of,
)
from facilitator.word.document.inline import (
    MC,
    TICKED,
    UNTICKED,
    W14,
    Piece,
    number_of,
    shows_placeholder,
    tick_box_of,
    with_offsets,
)
from facilitator.word.document.runs import (
    Manner,
    child_of,
    look_of,
    make,
    mark_look,
    new_run,
    pieces_of,
    safe,
)
from facilitator.word.document.xml import Element, Names, find, parse, serialise, take_out, value

_DAY = re.compile(r"(\d{1,2})/(\d{1,2})/(\d{4})")
_LEADING_NUMBER = re.compile(r"\s*(\d+)\b")
_TICKED_SYMBOLS = {"6f": "FE", "71": "FE", "a8": "FE", "a3": "52", "2a": "52"}
_UNTICKED_SYMBOLS = {"wingdings": "A8", "wingdings 2": "A3"}
_MARGIN = re.compile(r"word/(?:header|footer)\d*\.xml", re.IGNORECASE)


def is_narrow(control: Element) -> bool:
    """Return whether a control around a paragraph holds one paragraph only, or is filled by Word."""
    return kind_of(control) in PLAIN_KINDS or is_bound(control)


def shows_prompt(control: Element) -> bool:
    """Return whether a control shows nothing but its placeholder; see `shows_placeholder`."""
    return shows_placeholder(control, Names.of(control))


def around(element: Element) -> Iterator[Element]:
    """Yield the content controls around an element, the nearest first."""
    return element.iterancestors(Names.of(element).w("sdt"))


def within(paragraph: Element) -> list[Element]:
    """Return the content controls inside a paragraph, not those of text boxes that hang on it."""
    w = Names.of(paragraph).w
    aside = (w("p"), w("del"), w("moveFrom"), f"{MC}Fallback")
    controls = paragraph.iter(w("sdt"))
    return [control for control in controls if next(control.iterancestors(*aside), None) is paragraph]


def is_free_text(paragraph: Element) -> bool:
    """Return whether any words may stand in a paragraph: no control and no field has a say in it."""
    w = Names.of(paragraph).w
    near = next(around(paragraph), None)
    if within(paragraph) or (near is not None and (is_narrow(near) or shows_prompt(near))):
        return False
    return next(paragraph.iter(w("fldChar"), w("fldSimple")), None) is None


def between(paragraph: Element, start: int, end: int) -> list[Element]:
    """Return the controls that stand in (or are empty at) a stretch of a paragraph's text, in order."""
    return [control for control, first, last in _stretches(paragraph) if start <= first and last <= end]


def round_place(paragraph: Element, at: int) -> list[Element]:
    """Return the controls inside a paragraph that begin before an offset of its text and end behind it."""
    return [control for control, first, last in _stretches(paragraph) if first < at < last]


def _stretches(paragraph: Element) -> Iterator[tuple[Element, int, int]]:
    """Yield the controls inside a paragraph, each with the offsets between which its text stands."""
    controls = within(paragraph)
    pieces = pieces_of(paragraph) if controls else []
    order = {node: place for place, node in enumerate(paragraph.iter() if controls else ())}
    for control in controls:
        inside = set(control.iter())
        first = sum(len(piece.text) for piece in pieces if order[piece.node] < order[control])
        yield control, first, first + sum(len(piece.text) for piece in pieces if piece.node in inside)


def is_locked(element: Element) -> bool:
    """Return whether a control on or around an element forbids changing its content.

    In a group only the controls inside it may be filled.
    """
    near = [element] if element.tag == Names.of(element).w("sdt") else []
    for depth, control in enumerate((*near, *around(element))):
        if value(find(control, "sdtPr/lock")) in {"contentLocked", "sdtContentLocked"}:
            return True
        if depth == 0 and kind_of(control) == "group":
            return True
    return False


def waits(control: Element) -> bool:
    """Return whether a control inside a line waits for words: it shows a placeholder or nothing at all."""
    if kind_of(control) in {"checkbox", "repeatingSection", *OTHER_KINDS}:
        return False
    if shows_prompt(control):
        return True
    content = find(control, "sdtContent")
    return content is not None and not "".join(piece.text for piece in pieces_of(content)).strip()


def choice_for(control: Element, words: str) -> str | None:
    """Return the words of a list's item that an answer means, by its words, value or leading number, or None.

    A `comboBox` takes any words; in another control there is nothing to choose.
    """
    kind = kind_of(control)
    if kind not in {"dropDownList", "comboBox"}:
        return words
    items = [
        (value(item, "displayText") or value(item, "value"), value(item, "value"))
        for item in control.iterfind(Names.of(control).w(f"sdtPr/{kind}/listItem"))
    ]
    chosen = item_for(items, words)
    return words if chosen is None and kind == "comboBox" else chosen


def item_for(items: Sequence[tuple[str, str]], words: str) -> str | None:
    """Return the item of a list, each as it is shown and its value, that an answer means, or None."""
    wanted = words.strip().casefold()
    for shown, own in items:
        if wanted in {shown.strip().casefold(), own.strip().casefold()} and wanted:
            return shown
    numbered = [shown for shown, _ in items if (found := _LEADING_NUMBER.match(shown)) and found[1] == wanted]
    return numbered[0] if len(numbered) == 1 else None


def takes(control: Element, lines: list[str]) -> bool:
    """Return whether a control may hold these lines: it is not bound, and has such a choice."""
    return not is_bound(control) and choice_for(control, "\n".join(lines)) is not None


def open_for_words(control: Element, lines: list[str]) -> Element | None:
    """Take the placeholder out of a control and note the date; return the properties to write with."""
    properties = find(control, "sdtPr")
    content = find(control, "sdtContent")
    own = look_of(properties)
    if content is not None and shows_prompt(control):
        runs = list(content.iter(Names.of(control).w("r")))
        if own is None and runs:
            own = look_of(runs[0])
        for run in runs:
            take_out(run)
    if properties is not None:
        for shown in properties.findall(Names.of(control).w("showingPlcHdr")):
            take_out(shown)
        _note(properties, lines)
    return own


def fill_inline(control: Element, paragraph: Element, lines: list[str], manner: Manner) -> None:
    """Put lines into a control inside a paragraph, in the place of its placeholder; see `takes`."""
    words = choice_for(control, "\n".join(lines)) or ""
    own = open_for_words(control, lines)
    look = mark_look(paragraph) if own is None else own
    child_of(control, Names.of(control).w("sdtContent")).append(new_run(paragraph, words, look, manner))


def note_words(run: Element, lines: list[str]) -> list[Element]:
    """Have the controls round words that were just put in know of them; return those that changed.

    They show words, and no placeholder; a date picker has the day, where it is one.
    """
    changed = []
    for control in around(run):
        properties = find(control, "sdtPr")
        if properties is None or kind_of(control) in OTHER_KINDS:
            continue
        before = etree.tostring(properties)
        for shown in properties.findall(Names.of(control).w("showingPlcHdr")):
            take_out(shown)
        _note(properties, lines)
        if etree.tostring(properties) != before:
            changed.append(control)
    return changed


def forget_days(paragraph: Element) -> list[Element]:
    """Take the day out of date pickers in and round a paragraph that say none; return those that changed."""
    changed = []
    for control in (*within(paragraph), *around(paragraph)):
        picker, content = find(control, "sdtPr/date"), find(control, "sdtContent")
        texts = content.iter(Names.of(control).w("t")) if content is not None else ()
        if picker is not None and not any((one.text or "").strip() for one in texts):
            changed += [control] if picker.attrib.pop(Names.of(control).w("fullDate"), None) else []
    return changed


def _note(properties: Element, lines: list[str]) -> None:
    """Note a day in a date picker, and that a plain text control has several lines."""
    w = Names.of(properties).w
    day = _DAY.fullmatch("\n".join(lines).strip())
    picker, text = find(properties, "date"), find(properties, "text")
    if picker is not None and day:
        picker.set(w("fullDate"), f"{day[3]}-{int(day[2]):02}-{int(day[1]):02}T00:00:00Z")
    if text is not None and len(lines) > 1:
        text.set(w("multiLine"), "1")


# --- tick boxes ----------------------------------------------------------------------------------


def tick(paragraph: Element, at: int, *, on: bool) -> Element:
    """Tick (or clear) the box at an offset of a paragraph's text; return the element that changed.

    Boxes are controls, old form fields, symbols and plain characters. Raises LookupError where there is none.
    """
    for start, piece in with_offsets(pieces_of(paragraph)):
        if at < start + len(piece.text):
            return _tick_piece(piece, paragraph, at - start, on=on)
    raise LookupError(at)


def _tick_piece(piece: Piece, paragraph: Element, offset: int, *, on: bool) -> Element:
    node, w = piece.node, Names.of(paragraph).w
    near = [node] if node.tag == w("sdt") else []
    for control in (*near, *around(node)):
        if tick_box_of(control) is not None:
            _tick_control(control, on=on)
            return paragraph if control in within(paragraph) else control
    if node.tag == w("fldChar"):
        box = find(node, "ffData/checkBox")
        if box is not None:
            child_of(box, w("checked")).set(w("val"), "1" if on else "0")
    elif node.tag == w("sym"):
        code, font = value(node, "char"), value(node, "font").strip().casefold()
        wanted = _TICKED_SYMBOLS.get(code[-2:].casefold()) if on else _UNTICKED_SYMBOLS.get(font)
        if wanted:
            node.set(w("char"), code[:-2] + wanted)
    else:
        text = node.text or ""
        node.text = text[:offset] + (TICKED if on else UNTICKED) + text[offset + 1 :]
    return paragraph


def _tick_control(control: Element, *, on: bool) -> None:
    box = tick_box_of(control)
    if box is None:
        return
    w = Names.of(control).w
    child_of(box, f"{W14}checked", 0).set(f"{W14}val", "1" if on else "0")
    for shown in control.findall(w("sdtPr/showingPlcHdr")):
        take_out(shown)
    state = box.find(f"{W14}{'checkedState' if on else 'uncheckedState'}")
    font = "" if state is None else state.get(f"{W14}font", "")
    code = ("2612" if on else "2610") if state is None else state.get(f"{W14}val", "")
    content = find(control, "sdtContent")
    run = None if content is None else next(content.iter(w("r")), None)
    if run is None:
        return
    for shown in [child for child in run if child.tag != w("rPr")]:
        run.remove(shown)
    if font.casefold().startswith(("wingdings", "webdings", "symbol")):
        glyph = make(run, w("sym"))
        glyph.set(w("font"), font)
        glyph.set(w("char"), f"F0{code[-2:]}".upper())
    else:
        number = number_of(code)
        glyph = make(run, w("t"))
        glyph.text = chr(number) if 0x20 < number < 0xD800 else TICKED if on else UNTICKED
    run.append(glyph)


# --- headers and footers -------------------------------------------------------------------------


def with_words(package: Package, words: Mapping[str, str]) -> Package:
    """Return a document with words in the controls of its margins that wait for them, by the tag of each.

    Only what waits is filled in: whatever else stands in a margin is as it was.
    """
    for name in [entry.name for entry in package.zipped.entries if _MARGIN.fullmatch(entry.name)]:
        entry = package.zipped.entry(name)
        before = zips.unpack(package.zipped, entry)
        root = parse(before, name)
        if _fill_margin(root, words):
            package = open_package(zips.replace(package.zipped, entry, serialise(root, before)))
    return package


def _fill_margin(root: Element, words: Mapping[str, str]) -> bool:
    w = Names.of(root).w
    filled = False
    for control in list(root.iter(w("sdt"))):
        line = safe(words.get(value(find(control, "sdtPr/tag")), "")).replace("\n", " ")
        paragraph = next(control.iterancestors(w("p")), None)
        if line and paragraph is not None and waits(control) and takes(control, [line]):
            fill_inline(control, paragraph, [line], Manner())
            filled = True
    return filled
