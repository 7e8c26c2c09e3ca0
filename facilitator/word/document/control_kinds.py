"""What kinds of content controls there are, and which of them hold whatever words somebody puts in."""

from __future__ import annotations

from facilitator.word.document.inline import W15, tick_box_of
from facilitator.word.document.xml import Element, Names, find

PLAIN_KINDS = frozenset({"text", "date", "dropDownList", "comboBox"})
"""The controls that hold a single paragraph of plain text."""

OTHER_KINDS = ("picture", "citation", "bibliography", "equation", "docPartObj", "docPartList", "group")
"""The controls that hold no words of people's own."""

_OPEN_KINDS = frozenset({"richText", "text", "date"})


def kind_of(control: Element) -> str:
    """Return what kind of control a `w:sdt` is: `text`, `date`, ..., `checkbox`, or `richText`."""
    if tick_box_of(control) is not None:
        return "checkbox"
    properties = find(control, "sdtPr")
    for kind in (*PLAIN_KINDS, *OTHER_KINDS):
        if find(properties, kind) is not None:
            return kind
    if properties is not None and properties.find(f"{W15}repeatingSection") is not None:
        return "repeatingSection"
    return "richText"


def is_bound(control: Element) -> bool:
    """Return whether Word fills a control from data elsewhere in the file, over whatever stands in it."""
    properties = find(control, "sdtPr")
    return properties is not None and any(
        properties.find(name) is not None
        for name in (Names.of(control).w("dataBinding"), f"{W15}dataBinding")
    )


def takes_words_between(control: Element) -> bool:
    """Return whether more words may stand among those of a control: it has no list, box or data of its own.

    One round a whole line holds the words of the form, and the place where people write.
    """
    return kind_of(control) in _OPEN_KINDS and not is_bound(control)
