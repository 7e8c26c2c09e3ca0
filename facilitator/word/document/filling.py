"""Filling the places of a form with words, in the form's own hand.

Words that stand there stay; new ones come after them. What a place is, is in `slots`; how a run is made and
put in, in `runs`; content controls and tick boxes, in `controls`.
"""

from __future__ import annotations

from dataclasses import dataclass

from facilitator.plan.refusal import Refusal
from facilitator.word.document.controls import (
    PLAIN_KINDS,
    choice_for,
    controls_around,
    controls_between,
    controls_in,
    fill_inline,
    is_bound,
    is_locked,
    kind_of,
    open_for_words,
    takes,
    tick,
    waits,
)
from facilitator.word.document.inline import UNTICKED, Inline, read_inline, shows_placeholder
from facilitator.word.document.runs import (
    Manner,
    as_inserted,
    clean_properties,
    make_paragraph,
    make_run,
    mark_properties,
    place_at,
    put_beside,
    safe,
)
from facilitator.word.document.slots import AfterSlot, BoxSlot, CellSlot, Slot, UnderSlot, is_blank
from facilitator.word.document.verifying import Changes
from facilitator.word.document.view import Paragraph, Spot, mark_is_deleted, unwrapped
from facilitator.word.document.xml import Element, Names

__all__ = [
    "AfterSlot",
    "BoxSlot",
    "CellSlot",
    "ClosedPlace",
    "Manner",
    "Slot",
    "Spot",
    "UnderSlot",
    "locked",
    "put",
]


class ClosedPlace(Refusal):
    """A place that does not take the words: a content control is locked, or knows other answers alone."""


def put(slot: Slot, lines: list[str], manner: Manner, changes: Changes) -> None:
    """Write lines into a place, and note in `changes` what was filled and what was added.

    A line becomes a paragraph; after a label, a line of the same paragraph. A box is ticked by any words but
    `UNTICKED`. No lines = nothing happens. Raises Refusal where a content control does not allow it.
    """
    lines = [line for each in lines for line in safe(each).split("\n") if line.strip()]
    if not lines:
        return
    if locked(slot):
        raise _refusal("locked-control", slot.place)
    names = _names_of(slot)
    filler = _Filler(names, manner, changes, slot.place)
    if isinstance(slot, BoxSlot):
        at = _now(slot.paragraph, slot.at)
        try:
            changed = tick(slot.paragraph.element, names, at, on=lines != [UNTICKED])
        except LookupError as error:
            raise _refusal("no-box", slot.place) from error
        filler.note_filled(changed)
    elif isinstance(slot, AfterSlot):
        _put_after(slot, lines, filler)
    else:
        label = slot.label.element if isinstance(slot, UnderSlot) else None
        filler.paragraphs(_own(slot, names), lines, _home(slot), label)


def locked(slot: Slot) -> bool:
    """Return whether a content control forbids writing into a place."""
    names = _names_of(slot)
    if isinstance(slot, CellSlot | UnderSlot):
        last, free = _last_and_free([(each, read_inline(each, names)) for each in _own(slot, names)], names)
        behind = _own(slot, names)[last] if last >= 0 else _home(slot)
        return _is_locked_in(free[0] if free else behind, names)
    paragraph = slot.paragraph
    start, end = (slot.at, slot.at + 1) if isinstance(slot, BoxSlot) else (slot.start, slot.end)
    inside = controls_between(paragraph.element, names, _now(paragraph, start), _now(paragraph, end))
    return is_locked(paragraph.element, names) or any(is_locked(each, names) for each in inside)


def _own(slot: CellSlot | UnderSlot, names: Names) -> list[Element]:
    """Return the paragraphs of a place as they are now."""
    if isinstance(slot, UnderSlot):
        return [paragraph.element for paragraph in slot.paragraphs]
    return [paragraph for paragraph, _ in unwrapped(slot.cell.element, names, ("p",))]


def _home(slot: CellSlot | UnderSlot) -> Element:
    return slot.cell.element if isinstance(slot, CellSlot) else slot.label.element


def _last_and_free(read: list[tuple[Element, Inline]], names: Names) -> tuple[int, list[Element]]:
    """Return the place of the last paragraph with words (-1 = none) and the free ones behind it.

    One that is not locked is enough; where all are, they are returned all the same.
    """
    used = [place for place, (element, inline) in enumerate(read) if not _is_free(element, inline, names)]
    last = used[-1] if used else -1
    free = [element for element, _ in read[last + 1 :] if not mark_is_deleted(element, names)]
    return last, [each for each in free if not is_locked(each, names)] or free


def _is_free(element: Element, inline: Inline, names: Names) -> bool:
    """Return whether nobody has written into a paragraph, beyond a line to write on or a placeholder."""
    held = any(shows_placeholder(each, names) for each in controls_around(element, names))
    words = "".join(piece.text for piece in inline.pieces if not piece.placeholder)
    return held or (is_blank(words) and not inline.pictures)


def _is_locked_in(paragraph: Element, names: Names) -> bool:
    """Return whether a paragraph stands in a locked control, or is one that waits for words but is locked."""
    return is_locked(paragraph, names) or any(
        waits(each, names) and is_locked(each, names) for each in controls_in(paragraph, names)
    )


@dataclass
class _Filler:
    """Writes lines into one place of a document."""

    names: Names
    manner: Manner
    changes: Changes
    place: Spot

    def note_filled(self, element: Element) -> None:
        """Note an element whose inside was changed, unless it is new itself or noted already."""
        known = [*self.changes.filled, *self.changes.added]
        if not any(each in known for each in (element, *element.iterancestors())):
            self.changes.filled.append(element)

    def paragraphs(self, own: list[Element], lines: list[str], cell: Element, label: Element | None) -> None:
        """Write lines into the first empty one of some paragraphs, or behind the last with words."""
        read = [(each, read_inline(each, self.names)) for each in own]
        last, free = _last_and_free(read, self.names)
        look = self._label_look(label) if label is not None and last < 0 else self._look_near(read, last)
        if free:
            self._into_free(free, lines, look)
        elif last >= 0:
            self._behind(own[last], lines, look)
        elif label is not None:
            self._under_label(label, lines)
        else:
            for line in lines:
                made = make_paragraph(cell, self.names, None, self.manner)
                self._write(made, line, None)
                cell.append(made)
                self.changes.added.append(made)

    def _into_free(self, free: list[Element], lines: list[str], look: Element | None) -> None:
        """Fill the first free paragraph; a numbered list goes on in the next, else in copies of the first."""
        target = free[0]
        control = next(controls_around(target, self.names), None)
        if control is not None and self._is_narrow(control):
            self._into_control(control, target, lines, look)
            return
        waiting = (each for each in controls_in(target, self.names) if waits(each, self.names))
        inline_control = next(waiting, None)
        if inline_control is not None:
            self.note_filled(target)
            if takes(inline_control, self.names, lines):
                fill_inline(inline_control, target, self.names, lines, self.manner)
                return
            run = make_run(target, self.names, " " + lines[0], self._own_look(target, look))
            put_beside(inline_control, self._signed(run, target), target, self.names, self.manner)
        else:
            for each in list(controls_around(target, self.names)):
                if shows_placeholder(each, self.names):
                    own = open_for_words(each, self.names, lines)
                    self.note_filled(each)
                    look = look if own is None else own
            self._write(target, lines[0], look)
            self.note_filled(target)
        rest = lines[1:]
        after = target
        while rest and len(free) > 1 and _numbered(target, self.names) and _numbered(free[1], self.names):
            after = free.pop(1)
            self._write(after, rest.pop(0), look)
            self.note_filled(after)
        self._add_behind(after, after, rest, self._own_look(target, look))

    def _is_narrow(self, control: Element) -> bool:
        """Return whether a control around a paragraph holds one paragraph only, or is filled by Word."""
        return kind_of(control, self.names) in PLAIN_KINDS or is_bound(control, self.names)

    def _into_control(
        self, control: Element, target: Element, lines: list[str], look: Element | None
    ) -> None:
        """Fill a plain control around a paragraph, or write behind it where it takes no such words."""
        if not takes(control, self.names, lines):
            self._beside(control, target, lines, look)
            return
        words = choice_for(control, self.names, "\n".join(lines)) or ""
        own = open_for_words(control, self.names, lines)
        self._write(target, words, look if own is None else own)
        self.note_filled(control)

    def _beside(self, control: Element, paragraph: Element, lines: list[str], look: Element | None) -> None:
        """Write in new paragraphs behind a control; raises Refusal where the control holds the whole cell."""
        if next(paragraph.iterancestors(self.names.w("tc"), self.names.w("sdt"))) is not control:
            raise _refusal("bound-control" if is_bound(control, self.names) else "no-such-choice", self.place)
        self._add_behind(control, paragraph, lines, look)

    def _behind(self, last: Element, lines: list[str], look: Element | None) -> None:
        """Write after the last paragraph that has words."""
        control = next(controls_around(last, self.names), None)
        if control is None or not self._is_narrow(control):
            self._add_behind(last, last, lines, look)
        elif next(last.iterancestors(self.names.w("tc"), self.names.w("sdt"))) is control:
            self._add_behind(control, last, lines, look)
        elif is_bound(control, self.names) or kind_of(control, self.names) == "dropDownList":
            self._beside(control, last, lines, look)
        else:
            run = make_run(last, self.names, "\n" + "\n".join(lines), look)
            last.append(self._signed(run, last))
            self.note_filled(control)

    def _under_label(self, label: Element, lines: list[str]) -> None:
        """Write in new paragraphs under a label, without its number, heading style and bold."""
        look = self._label_look(label)
        control = next(controls_around(label, self.names), None)
        behind = label if control is None or not self._is_narrow(control) else control
        for line in reversed(lines):
            made = make_paragraph(label, self.names, None, self.manner)
            self._write(made, line, look)
            behind.addnext(made)
            self.changes.added.append(made)

    def _label_look(self, label: Element) -> Element | None:
        """Return the look of a label's words, less what makes them a label."""
        runs = [piece.run for piece in read_inline(label, self.names).pieces if piece.run is not None]
        properties = runs[-1].find(self.names.w("rPr")) if runs else None
        return clean_properties(properties, self.names, label=True)

    def _add_behind(self, behind: Element, like: Element, lines: list[str], look: Element | None) -> None:
        """Add a paragraph a line behind an element, shaped like another paragraph."""
        for line in reversed(lines):
            made = make_paragraph(like, self.names, like.find(self.names.w("pPr")), self.manner)
            run = make_run(made, self.names, line, look)
            made.append(self._signed(run, like))
            behind.addnext(made)
            self.changes.added.append(made)

    def _write(self, paragraph: Element, line: str, look: Element | None) -> None:
        """Write a line into a paragraph without words: before a line to write on, else at its end."""
        pieces = read_inline(paragraph, self.names).pieces
        ruled = any(piece.field is None and not piece.text.isspace() for piece in pieces)
        words = line + " " if ruled else line
        run = make_run(paragraph, self.names, words, self._own_look(paragraph, look))
        if any(piece.field is not None or not piece.text.isspace() for piece in pieces):
            place_at(paragraph, self.names, 0, self._signed(run, paragraph), self.manner)
        else:
            paragraph.append(self._signed(run, paragraph))

    def _signed(self, run: Element, near: Element) -> Element:
        return as_inserted(run, near, self.names, self.manner)

    def _own_look(self, paragraph: Element, otherwise: Element | None) -> Element | None:
        """Return how a paragraph without words wants its words: as its empty run, its mark, or otherwise."""
        only = {self.names.w(name) for name in ("rPr", "t", "tab", "br", "lastRenderedPageBreak")}
        for run in paragraph.iterchildren(self.names.w("r")):
            if all(child.tag in only for child in run):
                own = clean_properties(run.find(self.names.w("rPr")), self.names)
                if own is not None:
                    return own
        mark = mark_properties(paragraph, self.names)
        return otherwise if mark is None else mark

    def _look_near(self, read: list[tuple[Element, Inline]], last: int) -> Element | None:
        """Return the look of the words nearest to where new ones go: the last run of the last words."""
        pieces = read[last][1].pieces if last >= 0 else []
        plain = [
            piece for piece in pieces if piece.run is not None and piece.text.strip() and not piece.field
        ]
        if not plain or plain[-1].run is None:
            return mark_properties(read[last][0], self.names) if last >= 0 else None
        return clean_properties(plain[-1].run.find(self.names.w("rPr")), self.names)


def _put_after(slot: AfterSlot, lines: list[str], filler: _Filler) -> None:
    """Write into the line of a label: into the control that waits there, or at the first free character."""
    paragraph, names = slot.paragraph, filler.names
    element = paragraph.element
    start, end = _now(paragraph, slot.start), _now(paragraph, slot.end)
    pieces = read_inline(element, names).pieces
    text = "".join(piece.text for piece in pieces)
    waiting = [each for each in controls_between(element, names, start, end) if waits(each, names)]
    filler.note_filled(element)
    if waiting and takes(waiting[0], names, lines):
        fill_inline(waiting[0], element, names, lines, filler.manner)
        change = sum(len(piece.text) for piece in read_inline(element, names).pieces) - len(text)
        paragraph.shifts.append((slot.end, change))
        return
    words = "".join("\0" * len(piece.text) if piece.placeholder else piece.text for piece in pieces)
    at, said = _free_place(words, start, end)
    more = not is_blank(words[end:].replace("\0", ""))
    new = ("\n" if said and not more else "") + "\n".join(lines)
    if waiting or (at and not text[at - 1].isspace() and not new.startswith("\n")):
        new = " " + new
    if at < len(text) and not text[at].isspace():
        new += " "
    run = make_run(element, names, new, _look_at(element, names, at, more=more, said=said))
    run = as_inserted(run, element, names, filler.manner)
    if waiting:
        put_beside(waiting[0], run, element, names, filler.manner)
    else:
        place_at(element, names, at, run, filler.manner)
    paragraph.shifts.append((slot.end, len(new)))


def _free_place(text: str, start: int, end: int) -> tuple[int, bool]:
    """Return the offset where words go in `text[start:end]`, and whether there are words before it."""
    answer = text[start:end]
    if not is_blank(answer.replace("\0", "")):
        return start + len(answer.rstrip(" \t\n\0")), True
    return (start + 1 if answer[:1].isspace() else start), False


def _look_at(paragraph: Element, names: Names, at: int, *, more: bool, said: bool) -> Element | None:
    """Return how words at an offset of a labelled line look.

    As the blank's own run, or as the words that they follow; as the paragraph's mark; else as the label, bold
    only where the line goes on behind them.
    """
    before = after = None
    place = 0
    for piece in read_inline(paragraph, names).pieces:
        if piece.run is not None and place < at:
            before = piece
        place += len(piece.text)
        if piece.run is not None and place > at and after is None:
            after = piece
    for near in (after, before):
        if near is not None and near.run is not None and is_blank("".join(near.run.itertext())):
            own = clean_properties(near.run.find(names.w("rPr")), names)
            if own is not None:
                return own
    properties = None if before is None or before.run is None else before.run.find(names.w("rPr"))
    if said or more:
        return clean_properties(properties, names)
    mark = mark_properties(paragraph, names)
    return clean_properties(properties, names, label=True) if mark is None else mark


def _numbered(paragraph: Element, names: Names) -> bool:
    return paragraph.find(f"{names.w('pPr')}/{names.w('numPr')}") is not None


def _now(paragraph: Paragraph, offset: int) -> int:
    """Return where an offset of the view's text is after what was put in since."""
    return offset + sum(more for at, more in paragraph.shifts if at <= offset)


def _names_of(slot: Slot) -> Names:
    if isinstance(slot, CellSlot):
        return Names.of(slot.cell.element)
    return (slot.label if isinstance(slot, UnderSlot) else slot.paragraph).names


def _refusal(code: str, place: Spot) -> Refusal:
    """Return a refusal that says where: in which cell, or in which paragraph outside of tables."""
    where = "" if place.table else "-outside"
    return ClosedPlace(
        f"word.{code}{where}", table=place.table, row=place.row, cell=place.cell, paragraph=place.paragraph
    )
