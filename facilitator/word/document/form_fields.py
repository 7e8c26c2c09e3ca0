"""The fields of old forms, `FORMTEXT` and `FORMDROPDOWN`: which of them wait, and how each is filled in."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from facilitator.word.document.controls import item_for
from facilitator.word.document.inline import entries_of, is_prompt_of
from facilitator.word.document.runs import Manner, child_of, look_of, make, new_run
from facilitator.word.document.xml import Element, Names, find, value


@dataclass(frozen=True)
class FormField:
    """One field in a paragraph: the `w:fldChar` that begins it, and the runs of what it shows."""

    begin: Element
    separate: Element | None
    end: Element
    shown: list[Element]

    @property
    def entries(self) -> list[str]:
        """The choices of a drop-down list; none of a text field."""
        return entries_of(find(self.begin, "ffData/ddList"))

    @property
    def text(self) -> str:
        """What a text field shows."""
        w = Names.of(self.begin).w
        return "".join(text.text or "" for run in self.shown for text in run.iter(w("t")))


def waiting_field(paragraph: Element) -> FormField | None:
    """Return the first form field of a paragraph that nobody has filled in, or None."""
    w = Names.of(paragraph).w
    open_at: Element | None = None
    separate: Element | None = None
    shown: list[Element] = []
    for run in paragraph.iter(w("r")):
        mark = find(run, "fldChar")
        kind = value(mark, "fldCharType")
        if kind == "begin" and open_at is None and find(mark, "ffData") is not None:
            open_at, separate, shown = mark, None, []
        elif kind == "separate" and open_at is not None:
            separate = run
        elif kind == "end" and open_at is not None:
            field = FormField(open_at, separate, run, shown)
            if _waits(field):
                return field
            open_at = None
        elif separate is not None and open_at is not None:
            shown.append(run)
    return None


def _waits(field: FormField) -> bool:
    data = find(field.begin, "ffData")
    if find(data, "ddList") is not None:
        return find(data, "ddList/result") is None
    return find(data, "textInput") is not None and is_prompt_of(find(data, "textInput"), field.text)


def fill_field(field: FormField, lines: Sequence[str], manner: Manner) -> str | None:
    """Put lines into a field; returns the prompt that went, None where a list has no such choice."""
    listed = find(field.begin, "ffData/ddList")
    if listed is not None:
        chosen = item_for([(entry, entry) for entry in field.entries], "\n".join(lines))
        if chosen is None:
            return None
        w = Names.of(listed).w
        child_of(listed, w("result"), 0).set(w("val"), str(field.entries.index(chosen)))
        return ""
    prompt, w = field.text, Names.of(field.begin).w
    look = look_of(field.shown[0]) if field.shown else None
    for run in field.shown:
        for text in run.iter(w("t")):
            text.text = None
    behind = field.separate
    if behind is None:
        behind = make(field.end, w("r"))
        child_of(behind, w("fldChar")).set(w("fldCharType"), "separate")
        field.end.addprevious(behind)
    behind.addnext(new_run(field.end, "\n".join(lines), look, manner))
    return prompt
