"""The names that every part of a Word file uses."""

from __future__ import annotations

from typing import NamedTuple, Self

from lxml import etree

Element = etree._Element  # noqa: SLF001 - lxml has no public name for it

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
STRICT = "http://purl.oclc.org/ooxml/wordprocessingml/main"


class Names(NamedTuple):
    """The tags of one document, in the namespace (transitional or strict) that it uses."""

    ns: str

    def w(self, local: str) -> str:
        """Return a WordprocessingML tag or attribute name in the form that lxml takes."""
        return f"{{{self.ns}}}{local}"

    @classmethod
    def of(cls, root: Element) -> Self:
        """Return the names of the document that an element belongs to."""
        return cls(STRICT if str(root.tag).startswith(f"{{{STRICT}}}") else W)
