"""A zip file as bytes: its entries checked one by one, and one of them replaced in place or added.

Python's own `zipfile` writes every entry anew, with names, flags and extra fields as it likes them. Here the
bytes of all other entries are never touched. Source: APPNOTE.TXT of PKWARE, version 6.3.
"""

from __future__ import annotations

import struct
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise
from typing import NamedTuple

from facilitator.plan.refusal import Refusal

MOST_UNPACKED = 128 * 1024 * 1024
MOST_ENTRIES = 4000

_STORED, _DEFLATED = 0, 8
_LOCAL, _RECORD, _END, _END_64 = b"PK\x03\x04", b"PK\x01\x02", b"PK\x05\x06", b"PK\x06\x07"
_LOCAL_SIZE, _RECORD_SIZE, _END_SIZE = 30, 46, 22
_ENCRYPTED, _LATER_SIZES, _PATCH, _STRONG, _UTF_8 = 0x1, 0x8, 0x20, 0x40, 0x800
_SPEED = 0x6
_NOT_HERE = 0xFFFFFFFF
_ZIP_64 = 1
_PIECE = 16 * 1024
"""What is unpacked at once: it can grow 1032 times, to 16 MB, before its size is looked at."""


class Entry(NamedTuple):
    """One entry of a zip file; offsets are into the file's bytes."""

    name: str
    flags: int
    method: int
    crc: int
    packed: int
    size: int
    start: int
    body: int
    stop: int
    record: bytes
    """Its record in the directory at the end of the file."""


@dataclass(frozen=True)
class Zipped:
    """A zip file whose directory is sound: no entry overlaps another and none is odd."""

    data: bytes
    entries: tuple[Entry, ...]
    """In the order of the directory."""
    directory: int
    end: int

    @cached_property
    def by_name(self) -> dict[str, list[Entry]]:
        """Entries by folded name: names in Word files differ by more than their case."""
        found: dict[str, list[Entry]] = {}
        for entry in self.entries:
            found.setdefault(fold(entry.name), []).append(entry)
        return found

    def find(self, name: str) -> Entry | None:
        """Return the entry of a name; raises Refusal where two have it: readers differ over which counts."""
        found = self.by_name.get(fold(name), [])
        if len(found) > 1:
            raise Refusal("word.part-twice", part=name)
        return found[0] if found else None

    def entry(self, name: str) -> Entry:
        """Return the entry of a name; raises Refusal where there is none, or two."""
        found = self.find(name)
        if found is None:
            raise Refusal("word.damaged", part=name)
        return found


def fold(name: str) -> str:
    """Return a name as readers compare it; some old writers put backslashes."""
    return name.replace("\\", "/").lstrip("/").casefold()


def read_zip(data: bytes) -> Zipped:
    """Read the directory of a zip file; raises Refusal where it is damaged, cut short, encrypted or odd."""
    end, directory, count = _find_end(data)
    if count > MOST_ENTRIES:
        raise Refusal("word.too-many-parts", count=count, most=MOST_ENTRIES)
    entries = []
    at = directory
    for _ in range(count):
        entry = _read_entry(data, at, directory)
        entries.append(entry)
        at += len(entry.record)
    if at != end:
        raise Refusal("word.damaged", part="")
    in_order = sorted(entries, key=lambda entry: entry.start)
    if any(entry.stop > after.start for entry, after in pairwise(in_order)):
        raise Refusal("word.damaged", part="")
    if sum(entry.size for entry in entries) > MOST_UNPACKED:
        raise too_large()
    return Zipped(data, tuple(entries), directory, end)


def too_large() -> Refusal:
    """Say that a file holds more than it may."""
    return Refusal("word.too-large", most=MOST_UNPACKED // (1024 * 1024))


def _find_end(data: bytes) -> tuple[int, int, int]:
    """Return where the last record and the directory start, and how many entries there are."""
    lowest = max(0, len(data) - _END_SIZE - 0xFFFF)
    at = data.rfind(_END, lowest)
    found = at >= 0
    while at >= 0:
        if data[max(0, at - 20) : at].startswith(_END_64):
            raise Refusal("word.odd-packing")
        if at + _END_SIZE <= len(data):
            disk, first, here, count, size, directory = struct.unpack_from("<4H2L", data, at + 4)
            if not disk and not first and here == count and directory + size == at:
                return at, directory, count
        at = data.rfind(_END, lowest, at)
    raise Refusal("word.damaged" if found else "word.cut-short", part="")


def _read_entry(data: bytes, at: int, directory: int) -> Entry:
    damaged = Refusal("word.damaged", part="")
    if data[at : at + 4] != _RECORD or at + _RECORD_SIZE > len(data):
        raise damaged
    _, _, flags, method, _, _, crc, packed, size, name, extra, comment, _, _, _, start = struct.unpack_from(
        "<6H3L5H2L", data, at + 4
    )
    if _NOT_HERE in (packed, size, start) or flags & _PATCH or method not in {_STORED, _DEFLATED}:
        raise Refusal("word.odd-packing")
    if flags & (_ENCRYPTED | _STRONG):
        raise Refusal("word.zip-password")
    raw = data[at + _RECORD_SIZE : at + _RECORD_SIZE + name]
    record = data[at : at + _RECORD_SIZE + name + extra + comment]
    if start + _LOCAL_SIZE > directory or data[start : start + 4] != _LOCAL:
        raise damaged
    names, extras = struct.unpack_from("<2H", data, start + 26)
    body = start + _LOCAL_SIZE + names + extras
    if data[start + _LOCAL_SIZE : start + _LOCAL_SIZE + names] != raw or body + packed > directory:
        raise damaged
    stop = body + packed
    if flags & _LATER_SIZES:
        stop += _later_sizes(data, stop, (crc, packed, size))
    text = raw.decode("utf-8" if flags & _UTF_8 else "cp437", "surrogateescape")
    return Entry(text, flags, method, crc, packed, size, start, body, min(stop, directory), record)


def _later_sizes(data: bytes, at: int, numbers: tuple[int, int, int]) -> int:
    """Return how long the record of CRC and sizes after an entry is; it has four forms, or is missing."""
    for head in (b"PK\x07\x08", b""):
        for form in ("<3L", "<L2Q"):
            record = head + struct.pack(form, *numbers)
            if data.startswith(record, at):
                return len(record)
    return 0


def check(zipped: Zipped, entry: Entry) -> None:
    """Unpack an entry, keeping nothing; raises Refusal where its size or CRC is not right."""
    for _ in _pieces(zipped, entry):
        pass


def unpack(zipped: Zipped, entry: Entry) -> bytes:
    """Return what an entry holds; raises Refusal where its size or CRC is not right."""
    return b"".join(_pieces(zipped, entry))


def _pieces(zipped: Zipped, entry: Entry) -> Iterator[bytes | memoryview]:
    """Yield what an entry holds piece by piece, and hold it to its size and CRC."""
    body = memoryview(zipped.data)[entry.body : entry.body + entry.packed]
    packed = entry.method == _DEFLATED and entry.packed  # some writers call an empty folder deflated
    unpacker = zlib.decompressobj(-zlib.MAX_WBITS) if packed else None
    size = crc = 0
    try:
        for at in range(0, entry.packed, _PIECE):
            piece = unpacker.decompress(body[at : at + _PIECE]) if unpacker else body[at : at + _PIECE]
            size += len(piece)
            crc = zlib.crc32(piece, crc)
            _hold(entry, size <= entry.size)
            yield piece
    except zlib.error as error:
        raise Refusal("word.damaged", part=entry.name) from error
    ended = unpacker is None or (unpacker.eof and not unpacker.unused_data)
    _hold(entry, ended and size == entry.size and crc == entry.crc)


def _hold(entry: Entry, sound: bool) -> None:
    if not sound:
        raise Refusal("word.damaged", part=entry.name)


def replace(zipped: Zipped, entry: Entry, content: bytes) -> bytes:
    """Return the file with what one entry holds replaced, and every other byte of the entries as it was.

    The entry keeps its place, name, date and method. Its sizes now stand before it, not after.
    """
    data = zipped.data
    packed = content if entry.method == _STORED else _deflate(content)
    sizes = struct.pack("<3L", zlib.crc32(content), len(packed), len(content))
    flags = struct.pack("<H", entry.flags & ~(_LATER_SIZES | _SPEED))
    local = _with_sizes(data[entry.start : entry.body], 6, _LOCAL_SIZE, flags, sizes)
    grown = len(local) + len(packed) - (entry.stop - entry.start)
    records = []
    for other in zipped.entries:
        record = other.record
        if other.start > entry.start:
            record = record[:42] + struct.pack("<L", other.start + grown) + record[46:]
        elif other.start == entry.start:
            record = _with_sizes(record, 8, _RECORD_SIZE, flags, sizes)
        records.append(record)
    directory = b"".join(records)
    end = struct.pack("<2L", len(directory), zipped.directory + grown)
    before, between = data[: entry.start], data[entry.stop : zipped.directory]
    behind = data[zipped.end : zipped.end + 12] + end + data[zipped.end + 20 :]
    return b"".join((before, local, packed, between, directory, behind))


def add(zipped: Zipped, name: str, content: bytes) -> bytes:
    """Return the file with one entry more, behind all others; their bytes stay as they are.

    It is of the first day that a zip file knows, so that the same content gives the same bytes.
    """
    packed, raw = _deflate(content), name.encode()
    first_day = 1 << 5 | 1
    head = struct.pack(
        "<5H3L2H",
        *(20, _UTF_8, _DEFLATED, 0, first_day),
        *(zlib.crc32(content), len(packed), len(content), len(raw), 0),
    )
    record = _RECORD + struct.pack("<H", 20) + head + struct.pack("<3H2L", 0, 0, 0, 0, zipped.directory) + raw
    local = _LOCAL + head + raw + packed
    data, count = zipped.data, len(zipped.entries) + 1
    directory = data[zipped.directory : zipped.end] + record
    sizes = struct.pack("<2H2L", count, count, len(directory), zipped.directory + len(local))
    behind = data[zipped.end : zipped.end + 8] + sizes + data[zipped.end + 20 :]
    return b"".join((data[: zipped.directory], local, directory, behind))


def _with_sizes(head: bytes, at: int, length: int, flags: bytes, sizes: bytes) -> bytes:
    """Return an entry's local head, or its record in the directory, with other flags, CRC and sizes.

    Its flags are `at` a place, and at fixed places behind them all that is changed here; its name begins
    after a `length`. Large sizes go from the extra fields: they would no longer be true.
    """
    names, extras = struct.unpack_from("<2H", head, at + 20)
    start = length + names
    extra = _without_zip_64(head[start : start + extras])
    return b"".join(
        (
            *(head[:at], flags, head[at + 2 : at + 8], sizes),
            *(head[at + 20 : at + 22], struct.pack("<H", len(extra)), head[at + 24 : start]),
            *(extra, head[start + extras :]),
        )
    )


def _deflate(content: bytes) -> bytes:
    packer = zlib.compressobj(zlib.Z_DEFAULT_COMPRESSION, zlib.DEFLATED, -zlib.MAX_WBITS)
    return packer.compress(content) + packer.flush()


def _without_zip_64(extra: bytes) -> bytes:
    """Return extra fields less the one with large sizes."""
    kept = []
    at = 0
    while at + 4 <= len(extra):
        kind, length = struct.unpack_from("<2H", extra, at)
        if kind != _ZIP_64:
            kept.append(extra[at : at + 4 + length])
        at += 4 + length
    return b"".join((*kept, extra[at:]))
