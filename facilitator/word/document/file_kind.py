"""What a file is that should be a Word document, from its first bytes and from what it holds."""

from __future__ import annotations

import json
import re
import struct

from facilitator.plan.refusal import Refusal

_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_FREE = 0xFFFFFFF9
"""Sector numbers above are marks, not sectors."""

_HEAD = 4096
# What is taken once is never given back ("++", "(?>"): a few hundred comments would take days otherwise.
_WEB = re.compile(
    r"\s*+(?:<\?xml[^>]*+(?<=\?)>)?(?>\s++|<!--.*?-->)*+"
    r"<(?:!doctype\s++html|html|head|body|meta|table|div)\b",
    re.DOTALL,
)
_MAIL = re.compile(r"\s*+(mime-version|content-type|from|received|message-id):\s", re.IGNORECASE)
_WORD_XML = re.compile(
    r"\s*+<\?xml[^>]*+(?<=\?)>.*(<w:worddocument|<pkg:package|progid=.word\.document)", re.DOTALL
)
_JSON_BEGINS = re.compile(r'(?:\{\s*+"|\[\s*+[\[{"0-9])')
_LONGEST_JSON = 200_000
"""Characters of JSON that are read to see that they are JSON: 60 MB would take 1.6 GB of memory."""
_OWNER_SIZE = 162
"""A file of the name `~$...` that Word keeps beside an open document; it begins with the length of a name."""


def refuse_unless_zip(data: bytes) -> None:
    """Raise the Refusal that says what the file is, unless it begins as a zip file does."""
    if data.startswith(b"PK"):
        return
    if not data.strip(b"\0"):
        raise Refusal("file.empty")
    if data.startswith(_OLE):
        raise Refusal(_kind_of_ole(data))
    raise Refusal(_kind_of_head(data) or _kind_of_text(data) or "word.not-word")


def _kind_of_head(data: bytes) -> str:
    if data.startswith(b"{\\rtf"):
        return "word.rtf"
    if b"%PDF-" in data[:1024]:
        return "word.pdf"
    if (
        data.startswith((b"\x89PNG\r\n", b"\xff\xd8\xff", b"GIF8", b"II*\0", b"MM\0*"))
        or data[4:8] == b"ftyp"
    ):
        return "word.picture"
    if len(data) == _OWNER_SIZE and 0 < data[0] <= 54:
        return "word.owner-file"
    return ""


def _kind_of_text(data: bytes) -> str:
    """Return the kind of a file of text, or nothing if it is not text."""
    text = _text(data)
    head = text[:_HEAD].lower()
    if _WORD_XML.match(head):
        return "word.word-xml"
    if _WEB.match(head) or (_MAIL.match(head) and ("html" in head or "multipart" in head)):
        return "word.html"
    if text[:1] in {"{", "["} and _is_json(text):
        return "word.json"
    return "word.plain-text" if text else ""


def _text(data: bytes) -> str:
    """Return the file as text, or nothing: text has no control characters but white space."""
    wide = data.startswith((b"\xff\xfe", b"\xfe\xff"))
    for encoding in ("utf-16",) if wide else ("utf-8-sig", "cp1252"):
        try:
            text = data.decode(encoding)
        except UnicodeDecodeError:
            continue
        if not re.search(r"[\x00-\x08\x0e-\x1f]", text):
            return text.lstrip()
    return ""


def _is_json(text: str) -> bool:
    """Whether a text is JSON; of a very large one, whether it begins and ends as JSON does."""
    if len(text) > _LONGEST_JSON:
        return _JSON_BEGINS.match(text) is not None and text.rstrip()[-1:] in "}]"
    try:
        json.loads(text)
    except (ValueError, RecursionError):
        return False
    return True


def _kind_of_ole(data: bytes) -> str:
    """Return what a compound file of old is, by the names of its streams ([MS-CFB])."""
    names = _stream_names(data)
    if "EncryptedPackage" in names:
        return "word.rights" if "DRMEncryptedTransform" in names else "word.has-password"
    if "WordDocument" in names:
        return "word.old-doc"
    if names & {"Workbook", "Book", "PowerPoint Document"}:
        return "word.other-office"
    return "word.not-word" if names else "word.damaged"


def _stream_names(data: bytes) -> set[str]:
    """Return the names in the directory of a compound file; none where it cannot be followed."""
    try:
        size = 1 << struct.unpack_from("<H", data, 30)[0]
        if size not in {512, 4096}:
            return set()
        table = _sector_table(data, size)
        directory = _chain(data, size, struct.unpack_from("<L", data, 48)[0], table)
    except (struct.error, IndexError):
        return set()
    return {
        entry[: max(0, struct.unpack_from("<H", entry, 64)[0] - 2)].decode("utf-16-le", "replace")
        for at in range(0, len(directory) - 127, 128)
        if (entry := directory[at : at + 128])[66]
    }


def _sector_table(data: bytes, size: int) -> list[int]:
    """Return for each sector the one after it; raises struct.error and IndexError where it is cut short."""
    numbers = list(struct.unpack_from("<109L", data, 76))
    more, count = struct.unpack_from("<2L", data, 68)
    for _ in range(min(count, len(data) // size)):
        if more > _FREE:
            break
        *further, more = struct.unpack_from(f"<{size // 4}L", data, size * (more + 1))
        numbers += further
    table: list[int] = []
    for number in numbers:
        if number < _FREE and len(table) * size < 4 * len(data) + 4 * size:
            table += struct.unpack_from(f"<{size // 4}L", data, size * (number + 1))
    return table


def _chain(data: bytes, size: int, sector: int, table: list[int]) -> bytes:
    """Return the bytes of a chain of sectors, at most once round."""
    found = []
    for _ in range(len(data) // size + 1):
        if sector >= _FREE:
            break
        found.append(data[size * (sector + 1) : size * (sector + 2)])
        sector = table[sector]
    return b"".join(found)
