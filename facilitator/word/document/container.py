"""A Word file as a package of parts: opened with care, and written with one part changed.

The main part is found as ECMA-376 part 2 says: through the package's relationships, whatever its name.
"""

from __future__ import annotations

import posixpath
import re
from dataclasses import dataclass, field
from typing import NamedTuple
from urllib.parse import unquote

from facilitator.plan.refusal import Refusal
from facilitator.word.document import zipped as zips
from facilitator.word.document.file_kind import refuse_unless_zip
from facilitator.word.document.xml import MOST_BYTES as MOST_PART
from facilitator.word.document.xml import STRICT, Element, Names, W, find, parse, value
from facilitator.word.document.zipped import Entry, Zipped

MOST_BYTES = 64 * 1024 * 1024

_TYPES = "[Content_Types].xml"
_OFFICE = (
    "http://schemas.openxmlformats.org/officeDocument/2006/relationships/",
    "http://purl.oclc.org/ooxml/officeDocument/relationships/",
)
_SIGNED = "http://schemas.openxmlformats.org/package/2006/relationships/digital-signature/origin"
_OTHER_KINDS = {
    "spreadsheetml": "word.excel",
    "ms-excel": "word.excel",
    "presentationml": "word.powerpoint",
    "ms-powerpoint": "word.powerpoint",
}
_TEMPLATES = (
    (
        re.compile(rb"wordprocessingml\.template\.main\+xml", re.IGNORECASE),
        b"wordprocessingml.document.main+xml",
    ),
    (
        re.compile(rb"ms-word\.template\.macroEnabledTemplate\.main\+xml", re.IGNORECASE),
        b"ms-word.document.macroEnabled.main+xml",
    ),
)
_OFF = {"0", "false", "off"}


class Settings(NamedTuple):
    """What the settings of a Word file ask of whoever changes it."""

    protected: str = ""
    """What the document is restricted to, as Word calls it: "readOnly", "forms", "comments",
    "trackedChanges"; empty = nothing, or the restriction is not in force."""
    track_changes: bool = False
    """Changes are to be marked as changes: switched on, or all that the restriction allows."""


@dataclass(frozen=True)
class Package:
    """A Word file whose parts are all whole. `main` is the name of its main part."""

    data: bytes = field(repr=False)
    zipped: Zipped = field(repr=False)
    main: str
    root: Element = field(repr=False)
    """The main part as it was opened, until it is filled (`View.spent`); `data` is never changed."""
    settings: Settings
    template: bool
    """A template (.dotx, .dotm): what is filled in goes to a new document."""
    macros: bool
    """A document or template with macros (.docm, .dotm); its name must keep that ending."""
    signed: bool
    """Signed digitally; any change makes the signature invalid, and Word says so."""

    @property
    def protected(self) -> str:
        """What the document is restricted to; see `Settings.protected`."""
        return self.settings.protected

    @property
    def track_changes(self) -> bool:
        """Whether changes are to be marked as changes."""
        return self.settings.track_changes

    @property
    def names(self) -> list[str]:
        """The names of all parts, in the order of the file."""
        return [entry.name for entry in self.zipped.entries]

    def fresh_root(self) -> Element:
        """Return the main part in a tree of its own, to be changed, serialised and given to `rewrite`."""
        return parse(self.part(self.main), self.main)

    def related(self, kind: str, of: str | None = None) -> str:
        """Return the part to which a relationship of a kind, such as `styles`, leads; empty = there is none.

        It is one `of` a part ("" = of the package); None = of the main part.
        """
        for relation in _relations(self.zipped, self.main if of is None else of):
            found = self.zipped.find(relation.target) if relation.kind.endswith(f"/{kind}") else None
            if found is not None:
                return found.name
        return ""

    def part(self, name: str) -> bytes:
        """Return what a part holds; raises Refusal where there is none, two, or a very large one."""
        return _content(self.zipped, self.zipped.entry(name))


class _Relation(NamedTuple):
    kind: str
    target: str


def open_package(data: bytes) -> Package:
    """Open the bytes of a Word file; raises Refusal, which says what it is instead or what is wrong with it.

    Every entry is unpacked to test its CRC and its size; nothing is written to disk, so that the names of
    entries can do no harm. A relationship to a part that is not there is no error.
    """
    refuse_unless_zip(data)
    if len(data) > MOST_BYTES:
        raise Refusal("word.too-large", most=MOST_BYTES // (1024 * 1024))
    zipped = zips.read_zip(data)
    for entry in zipped.entries:
        zips.check(zipped, entry)
    relations = _relations(zipped, "")
    main = _main_part(zipped, relations)
    content_type = _content_type(zipped, main.name)
    for sign, code in _OTHER_KINDS.items():  # a type that is missing or odd says nothing
        if sign in content_type:
            raise Refusal(code)
    root = parse(_content(zipped, main), main.name)
    if root.tag not in {f"{{{W}}}document", f"{{{STRICT}}}document"}:
        raise Refusal("word.not-word")
    return Package(
        data=data,
        zipped=zipped,
        main=main.name,
        root=root,
        settings=_settings(zipped, main.name),
        template="template" in content_type,
        macros="macroenabled" in content_type,
        signed=any(relation.kind == _SIGNED for relation in relations),
    )


def rewrite(package: Package, main: bytes) -> bytes:
    """Return the file with a new main part; the bytes of every other entry, packed as they are, stay."""
    return zips.replace(package.zipped, package.zipped.entry(package.main), main)


def as_document(package: Package) -> bytes:
    """Return the file of a template as that of a document; a document comes back as it is.

    Word does not open a .docx whose main part says that it is a template.
    """
    entry = package.zipped.find(_TYPES)
    if entry is None or not package.template:
        return package.data
    types = _content(package.zipped, entry)
    for template, document in _TEMPLATES:
        types = template.sub(document, types)
    return zips.replace(package.zipped, entry, types)


def _content(zipped: Zipped, entry: Entry) -> bytes:
    if entry.size > MOST_PART:
        raise Refusal("word.part-too-large", part=entry.name)
    return zips.unpack(zipped, entry)


def _main_part(zipped: Zipped, relations: list[_Relation]) -> Entry:
    for relation in relations:
        if relation.kind.endswith("/officeDocument") and (found := zipped.find(relation.target)):
            return found
    raise Refusal(_kind_without_main(zipped))


def _kind_without_main(zipped: Zipped) -> str:
    """Return what a zip file is that has no main part to which its relationships lead."""
    mime = zipped.find("mimetype")
    if mime and mime.size < 200:
        text = zips.unpack(zipped, mime)
        if b"opendocument.text" in text:
            return "word.open-document"
        return "word.other-office" if b"opendocument" in text else "word.not-word"
    names = zipped.by_name
    if zips.fold(_TYPES) in names or any(name.startswith("word/") for name in names):
        return "word.no-main-part"
    return "word.zip-folder" if names else "word.not-word"


def _relations(zipped: Zipped, part: str) -> list[_Relation]:
    """Return the relationships of a part inside the package ("" = the package's own), targets resolved."""
    folder, name = posixpath.split(part.replace("\\", "/"))
    entry = zipped.find(posixpath.join(folder, "_rels", f"{name}.rels"))
    if entry is None:
        return []
    found = []
    for element in parse(_content(zipped, entry), entry.name).iter("{*}Relationship"):
        target = (element.get("Target") or "").replace("\\", "/")
        if element.get("TargetMode") == "External" or not target:
            continue
        resolved = posixpath.normpath(posixpath.join("/", folder, target)).lstrip("/")
        if zips.fold(resolved) not in zipped.by_name:
            resolved = unquote(resolved)
        found.append(_Relation(element.get("Type") or "", resolved))
    return found


def _content_type(zipped: Zipped, name: str) -> str:
    """Return the content type of a part in small letters; empty where the package does not say."""
    entry = zipped.find(_TYPES)
    if entry is None:
        return ""
    wanted = zips.fold(name)
    ending = wanted.rpartition(".")[2]
    by_ending = ""
    for element in parse(_content(zipped, entry), entry.name):
        named = zips.fold(element.get("PartName") or "")
        if wanted in {named, unquote(named)}:
            return (element.get("ContentType") or "").lower()
        if (element.get("Extension") or "").lower() == ending:
            by_ending = (element.get("ContentType") or "").lower()
    return by_ending


def _settings(zipped: Zipped, main: str) -> Settings:
    """Read the settings that the main part leads to; a file without them has none."""
    kinds = {f"{office}settings" for office in _OFFICE}
    entries = (zipped.find(target) for kind, target in _relations(zipped, main) if kind in kinds)
    entry = next(filter(None, entries), None)
    if entry is None:
        return Settings()
    root = parse(_content(zipped, entry), entry.name)
    protection = find(root, "documentProtection")
    protected = value(protection, "edit") if _is_on(protection, "enforcement", absent=False) else ""
    tracked = _is_on(find(root, "trackRevisions"), "val", absent=True)
    return Settings(
        protected="" if protected == "none" else protected,
        track_changes=tracked or protected == "trackedChanges",
    )


def _is_on(element: Element | None, name: str, *, absent: bool) -> bool:
    """Return an on/off value (ECMA-376 part 1, 22.9.2.7); `absent` = what an element without one says."""
    if element is None:
        return False
    said = element.get(Names.of(element).w(name))
    return absent if said is None else said.lower() not in _OFF
