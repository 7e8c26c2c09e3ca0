"""Parts of a Word file put in or changed beside its main part, with what leads to them; all others stay."""

from __future__ import annotations

import posixpath

from lxml import etree

from facilitator.word.document import zipped as zips
from facilitator.word.document.container import Package
from facilitator.word.document.xml import Element, parse, serialise
from facilitator.word.document.zipped import Zipped

_TYPES = "[Content_Types].xml"
_RELATIONS = "http://schemas.openxmlformats.org/package/2006/relationships"
_NO_RELATIONS = (
    f'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n<Relationships xmlns="{_RELATIONS}"/>'.encode()
)


class Parts:
    """The bytes of a Word file while parts of it are put in; those of all others are never touched."""

    def __init__(self, package: Package) -> None:
        self.data = package.data

    def put(self, name: str, content: bytes) -> None:
        """Let a part hold this; one that is not there yet comes behind all others."""
        zipped = self._zipped
        entry = zipped.find(name)
        self.data = zips.add(zipped, name, content) if entry is None else zips.replace(zipped, entry, content)

    def new_name(self, name: str) -> str:
        """Return a name for a part that no part has: `word/footer.xml`, else `word/footer2.xml` and so on."""
        stem, ending = posixpath.splitext(name)
        taken, number, free = self._zipped.by_name, 1, name
        while zips.fold(free) in taken:
            number += 1
            free = f"{stem}{number}{ending}"
        return free

    def add(self, name: str, content: bytes, content_type: str, *, kind: str, of: str = "") -> str:
        """Put in a new part and what leads to it, a relationship `of` a part; return the relationship's id.

        `of` "" is the package, `kind` the relationship's whole type. Raises Refusal where the
        package does not list its types.
        """
        self.put(name, content)
        before = zips.unpack(self._zipped, self._zipped.entry(_TYPES))
        types = parse(before, _TYPES)
        _child(types, "Override", PartName=f"/{name}", ContentType=content_type)
        self.put(_TYPES, serialise(types, before))
        return self._relate(of, kind, name)

    @property
    def _zipped(self) -> Zipped:
        return zips.read_zip(self.data)

    def _relate(self, of: str, kind: str, name: str) -> str:
        folder, own = posixpath.split(of.replace("\\", "/"))
        wanted = posixpath.join(folder, "_rels", f"{own}.rels")
        zipped = self._zipped
        entry = zipped.find(wanted)
        before = _NO_RELATIONS if entry is None else zips.unpack(zipped, entry)
        relations = parse(before, wanted)
        ids = {one.get("Id") for one in relations}
        number = len(ids) + 1
        while f"rId{number}" in ids:
            number += 1
        _child(relations, "Relationship", Id=f"rId{number}", Type=kind, Target=f"/{name}")
        self.put(wanted if entry is None else entry.name, serialise(relations, before))
        return f"rId{number}"


def _child(parent: Element, name: str, **attributes: str) -> None:
    """Add a last child in the namespace of its parent."""
    space = etree.QName(parent).namespace
    etree.SubElement(parent, f"{{{space}}}{name}" if space else name, attributes)
