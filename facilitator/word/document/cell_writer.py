"""Filling the places of a form with words, in the form's own hand.

Words that stand there stay; new ones come after them. What a place is, is in `slots`; how a run is made and
put in, in `runs`; content controls and tick boxes, in `controls`.
"""

from __future__ import annotations

from dataclasses import dataclass

from facilitator.plan.refusal import Refusal
from facilitator.word.document import controls
from facilitator.word.document.change_check import Changes
from facilitator.word.document.control_kinds import is_bound, kind_of, takes_words_between
from facilitator.word.document.form_fields import FormField, fill_field, waiting_field
from facilitator.word.document.inline import UNTICKED, Inline, Piece, read_inline, with_offsets
from facilitator.word.document.looks import look_at, look_near
from facilitator.word.document.runs import (
    Manner,
    label_look,
    make_paragraph,
    new_run,
    own_look,
    pieces_of,
    place_at,
    put_beside,
    safe,
)
from facilitator.word.document.slots import AfterSlot, BoxSlot, CellSlot, Line, Slot, UnderSlot
from facilitator.word.document.view import Paragraph, Spot, mark_is_deleted, unwrapped
from facilitator.word.document.xml import Element, Names, find
from facilitator.word.lines_to_write_on import is_blank


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
        raise closed("locked-control", slot.place)
    filler = _Filler(manner, changes, slot.place)
    if isinstance(slot, BoxSlot):
        at = offset_now(slot.paragraph, slot.at)
        try:
            changed = controls.tick(slot.paragraph.element, at, on=lines != [UNTICKED])
        except LookupError as error:
            raise closed("no-box", slot.place) from error
        filler.note_filled(changed)
    elif isinstance(slot, AfterSlot):
        filler.after_label(slot, lines)
    else:
        label = slot.label.element if isinstance(slot, UnderSlot) else None
        filler.paragraphs(_own(slot), lines, _home(slot), label)


def take_out_prompt(line: Line, changes: Changes) -> None:
    """Take out what a form prints for people to write over; what is in a field or a control stays."""
    paragraph, element = line.paragraph, line.paragraph.element
    start, end = offset_now(paragraph, line.start), offset_now(paragraph, line.end)
    w = Names.of(element).w
    gone = 0
    for at, piece in with_offsets(pieces_of(element)):
        first, last = max(start - at, 0), min(end - at, len(piece.text))
        if first < last and piece.node.tag == w("t") and piece.field is None and not piece.placeholder:
            piece.node.text = piece.text[:first] + piece.text[last:] or None
            gone += last - first
    if gone:
        paragraph.shifts.append((line.end, -gone))
        changes.prompts.append(line.text)
        changes.filled += [] if any(element is each for each in changes.filled) else [element]


def locked(slot: Slot) -> bool:
    """Return whether a content control forbids writing into a place."""
    if isinstance(slot, CellSlot | UnderSlot):
        own = _own(slot)
        last, free = _last_and_free([(each, _inline(each)) for each in own])
        behind = own[last] if last >= 0 else _home(slot)
        return _is_locked_in(free[0] if free else behind)
    paragraph = slot.paragraph
    element = paragraph.element
    start, end = (slot.at, slot.at + 1) if isinstance(slot, BoxSlot) else (slot.start, slot.end)
    start, end = offset_now(paragraph, start), offset_now(paragraph, end)
    near = [element, *controls.between(element, start, end)]
    near += [] if isinstance(slot, BoxSlot) else controls.round_place(element, start)
    return any(map(controls.is_locked, near))


def _own(slot: CellSlot | UnderSlot) -> list[Element]:
    """Return the paragraphs of a place as they are now."""
    if isinstance(slot, UnderSlot):
        return [paragraph.element for paragraph in slot.paragraphs]
    cell = slot.cell.element
    return [paragraph for paragraph, _ in unwrapped(cell, Names.of(cell), ("p",))]


def _home(slot: CellSlot | UnderSlot) -> Element:
    return slot.cell.element if isinstance(slot, CellSlot) else slot.label.element


def _inline(paragraph: Element) -> Inline:
    return read_inline(paragraph, Names.of(paragraph))


def _last_and_free(read: list[tuple[Element, Inline]]) -> tuple[int, list[Element]]:
    """Return the place of the last paragraph with words (-1 = none) and the free ones behind it.

    One that is not locked is enough; where all are, they are returned all the same.
    """
    used = [place for place, (element, inline) in enumerate(read) if not _is_free(element, inline)]
    last = used[-1] if used else -1
    free = [element for element, _ in read[last + 1 :] if not mark_is_deleted(element, Names.of(element))]
    return last, [each for each in free if not controls.is_locked(each)] or free


def _is_free(element: Element, inline: Inline) -> bool:
    """Return whether nobody has written into a paragraph, beyond a line to write on or a placeholder."""
    words = "".join(piece.text for piece in inline.pieces if not piece.placeholder)
    return any(map(controls.shows_prompt, controls.around(element))) or (
        is_blank(words) and not inline.pictures
    )


def _is_locked_in(paragraph: Element) -> bool:
    """Return whether a paragraph stands in a locked control, or is one that waits for words but is locked."""
    return controls.is_locked(paragraph) or any(
        controls.waits(each) and controls.is_locked(each) for each in controls.within(paragraph)
    )


@dataclass
class _Filler:
    """Writes lines into one place of a document."""

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
        read = [(each, _inline(each)) for each in own]
        last, free = _last_and_free(read)
        look = label_look(label) if label is not None and last < 0 else look_near(read, last)
        if free:
            self._into_free(free, lines, look)
        elif last >= 0:
            self._behind(own[last], lines, look)
        elif label is not None:
            control = next(controls.around(label), None)
            behind = label if control is None or not controls.is_narrow(control) else control
            self._add_behind(behind, label, lines, look, alike=False)
        else:
            for line in lines:
                made = make_paragraph(cell, None, self.manner)
                self._write(made, line, None)
                cell.append(made)
                self.changes.added.append(made)

    def _into_free(self, free: list[Element], lines: list[str], look: Element | None) -> None:
        """Fill the first free paragraph; a numbered list goes on in the next, else in copies of the first."""
        target = free[0]
        control = next(controls.around(target), None)
        if control is not None and controls.is_narrow(control):
            self._into_control(control, target, lines, look)
            return
        waiting = next(filter(controls.waits, controls.within(target)), None)
        field = waiting_field(target)
        if waiting is None and field is not None and self._into_field(field, target, lines):
            return
        if waiting is not None:
            self.note_filled(target)
            if controls.takes(waiting, lines):
                controls.fill_inline(waiting, target, lines, self.manner)
                return
            run = new_run(target, " " + lines[0], own_look(target, look), self.manner)
            put_beside(waiting, run, target, self.manner)
        else:
            for each in list(controls.around(target)):
                if controls.shows_prompt(each):
                    own = controls.open_for_words(each, lines)
                    self.note_filled(each)
                    look = look if own is None else own
            self._write(target, lines[0], look)
            self.note_filled(target)
        rest = lines[1:]
        after = target
        while rest and len(free) > 1 and _is_numbered(target) and _is_numbered(free[1]):
            after = free.pop(1)
            self._write(after, rest.pop(0), look)
            self.note_filled(after)
        self._add_behind(after, after, rest, own_look(target, look))

    @staticmethod
    def _stands_in(field: FormField | None, pieces: list[Piece], start: int, end: int) -> bool:
        """Whether what a field shows lies in a stretch of its paragraph's text."""
        runs = [] if field is None else [field.begin.getparent(), *field.shown]
        shown = [at for at, piece in with_offsets(pieces) if any(piece.run is run for run in runs)]
        return bool(shown) and start <= shown[0] and shown[-1] < max(end, start + 1)

    def _into_field(self, field: FormField, target: Element, lines: list[str]) -> bool:
        """Fill a field of an old form; False where it is a list without such a choice."""
        prompt = fill_field(field, lines, self.manner)
        if prompt is None:
            return False
        self.changes.prompts += [prompt] if prompt.strip() else []
        self.note_filled(target)
        return True

    def _into_control(
        self, control: Element, target: Element, lines: list[str], look: Element | None
    ) -> None:
        """Fill a plain control around a paragraph, or write behind it where it takes no such words."""
        if not controls.takes(control, lines):
            self._beside(control, target, lines, look)
            return
        words = controls.choice_for(control, "\n".join(lines)) or ""
        own = controls.open_for_words(control, lines)
        self._write(target, words, look if own is None else own)
        self.note_filled(control)

    def _beside(self, control: Element, paragraph: Element, lines: list[str], look: Element | None) -> None:
        """Write in new paragraphs behind a control; raises Refusal where the control holds the whole cell."""
        if not _is_next_around(control, paragraph):
            raise closed("bound-control" if is_bound(control) else "no-such-choice", self.place)
        self._add_behind(control, paragraph, lines, look)

    def _behind(self, last: Element, lines: list[str], look: Element | None) -> None:
        """Write after the last paragraph that has words."""
        control = next(controls.around(last), None)
        if control is None or not controls.is_narrow(control):
            self._add_behind(last, last, lines, look)
        elif _is_next_around(control, last) or is_bound(control) or kind_of(control) == "dropDownList":
            self._beside(control, last, lines, look)
        else:
            last.append(new_run(last, "\n" + "\n".join(lines), look, self.manner))
            self.note_filled(control)

    def _add_behind(
        self, behind: Element, near: Element, lines: list[str], look: Element | None, *, alike: bool = True
    ) -> None:
        """Add a paragraph a line behind an element, shaped like a paragraph nearby if they are `alike`."""
        for line in reversed(lines):
            made = make_paragraph(near, find(near, "pPr") if alike else None, self.manner)
            made.append(new_run(near, line, look, self.manner))
            behind.addnext(made)
            self.changes.added.append(made)

    def _write(self, paragraph: Element, line: str, look: Element | None) -> None:
        """Write a line into a paragraph without words: before a line to write on, else at its end."""
        shown = [piece for piece in pieces_of(paragraph) if piece.field or not piece.text.isspace()]
        words = line + " " if any(piece.field is None for piece in shown) else line
        run = new_run(paragraph, words, own_look(paragraph, look), self.manner)
        if shown:
            place_at(paragraph, 0, run, self.manner)
        else:
            paragraph.append(run)

    def after_label(self, slot: AfterSlot, lines: list[str]) -> None:
        """Write into a label's line: into the control that waits there, or at the first free character."""
        paragraph, element = slot.paragraph, slot.paragraph.element
        start, end = offset_now(paragraph, slot.start), offset_now(paragraph, slot.end)
        pieces = pieces_of(element)
        text = "".join(piece.text for piece in pieces)
        field = waiting_field(element)
        mine = field if is_blank(slot.text) and self._stands_in(field, pieces, start, end) else None
        if mine is not None and self._into_field(mine, element, lines):
            paragraph.shifts.append((slot.end, sum(len(one.text) for one in pieces_of(element)) - len(text)))
            return
        waiting = next(filter(controls.waits, controls.between(element, start, end)), None)
        self.note_filled(element)
        if waiting is not None and controls.takes(waiting, lines):
            controls.fill_inline(waiting, element, lines, self.manner)
            change = sum(len(piece.text) for piece in pieces_of(element)) - len(text)
            paragraph.shifts.append((slot.end, change))
            return
        words = "".join("\0" * len(piece.text) if piece.placeholder else piece.text for piece in pieces)
        at, said = _free_place(words, start, end)
        more = not is_blank(words[end:].replace("\0", ""))
        new = ("\n" if said and not more else "") + "\n".join(lines)
        if waiting is not None or (at and not text[at - 1].isspace() and not new.startswith("\n")):
            new = " " + new
        if at < len(text) and not text[at].isspace():
            new += " "
        run = new_run(element, new, look_at(element, at, more=more, said=said), self.manner)
        if waiting is not None:
            put_beside(waiting, run, element, self.manner)
        else:
            self._refuse_closed(element, at)
            place_at(element, at, run, self.manner)
        for control in controls.note_words(run, lines):
            self.note_filled(control)
        paragraph.shifts.append((slot.end, len(new)))

    def _refuse_closed(self, element: Element, at: int) -> None:
        """Raise ClosedPlace where a control round a place of a line takes no more words."""
        near = next(controls.around(element), None)
        block = [near] if near is not None and controls.is_narrow(near) else []
        for control in (*controls.round_place(element, at), *block):
            if not takes_words_between(control):
                raise closed("bound-control" if is_bound(control) else "no-such-choice", self.place)


def _free_place(text: str, start: int, end: int) -> tuple[int, bool]:
    """Return the offset where words go in `text[start:end]`, and whether there are words before it."""
    answer = text[start:end]
    if not is_blank(answer.replace("\0", "")):
        return start + len(answer.rstrip(" \t\n\0")), True
    return (start + 1 if answer[:1].isspace() else start), False


# --- where things stand


def _is_numbered(paragraph: Element) -> bool:
    return find(paragraph, "pPr/numPr") is not None


def _is_next_around(control: Element, paragraph: Element) -> bool:
    """Whether a control is the nearest thing around a paragraph, with no cell between them."""
    w = Names.of(paragraph).w
    return next(paragraph.iterancestors(w("tc"), w("sdt"))) is control


def offset_now(paragraph: Paragraph, offset: int) -> int:
    """Return where an offset of the view's text is after what was put in since."""
    return offset + sum(more for at, more in paragraph.shifts if at <= offset)


def closed(code: str, place: Spot) -> ClosedPlace:
    """Return a refusal that says where: in which cell, or in which paragraph outside of tables."""
    where = "" if place.table else "-outside"
    return ClosedPlace(
        f"word.{code}{where}", table=place.table, row=place.row, cell=place.cell, paragraph=place.paragraph
    )
