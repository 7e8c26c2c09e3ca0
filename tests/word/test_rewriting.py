"""A Word file is written with one part changed; whatever the bytes are, it opens or is refused."""

from __future__ import annotations

import io
import random
import struct
import time
import tracemalloc
import zipfile
import zlib
from collections.abc import Callable
from itertools import pairwise

import pytest

from facilitator.plan.refusal import Refusal
from facilitator.script.words_by_key import explain
from facilitator.word.document import zipped
from facilitator.word.document.container import Package, open_package, rewrite
from facilitator.word.document.xml import serialise
from tests.effort import effort_below
from tests.word.packing import (
    MAIN,
    READABLE,
    RELATIONS,
    SETTINGS,
    SHORT,
    TYPES,
    pack,
    parts_of,
    patched,
    sample,
)

pytestmark = pytest.mark.sampled(2)

# --- writing ---


def hold_rewritten(package: Package, after: bytes, main: bytes) -> None:
    """Compare by Python's own zipfile: all but the main part's content and sizes is as it was."""
    with zipfile.ZipFile(io.BytesIO(package.data)) as old, zipfile.ZipFile(io.BytesIO(after)) as new:
        assert new.testzip() is None
        assert new.comment == old.comment
        for was, now in zip(old.infolist(), new.infolist(), strict=True):
            kept = ("filename", "date_time", "compress_type", "comment", "create_system", "external_attr")
            assert [getattr(was, key) for key in kept] == [getattr(now, key) for key in kept]
            if was.filename == package.main:
                assert new.read(now) == main
                assert not now.flag_bits & 8
                assert now.extra == was.extra.removeprefix(LARGE)
                local = after[now.header_offset : now.header_offset + 200]
                assert LARGE[:4] not in local[30 + len(now.filename) :][: local[28]]
                continue
            assert (was.extra, was.flag_bits, was.CRC, was.compress_size) == (
                now.extra,
                now.flag_bits,
                now.CRC,
                now.compress_size,
            )
    before_entries, after_entries = package.zipped.entries, open_package(after).zipped.entries
    for was_entry, now_entry in zip(before_entries, after_entries, strict=True):
        if was_entry.name != package.main:
            local = package.data[was_entry.start : was_entry.stop]
            assert local == after[now_entry.start : now_entry.stop]
    for entries in (before_entries, after_entries):  # nothing is left lying between them
        in_order = sorted(entries, key=lambda entry: entry.start)
        assert all(entry.stop == behind.start for entry, behind in pairwise(in_order))


def with_later_sizes() -> bytes:
    """Return the sample as a program writes it that cannot go back in its output."""

    class Pipe(io.BytesIO):
        def seekable(self) -> bool:
            return False

        def seek(self, *_: int) -> int:
            raise OSError

        def tell(self) -> int:
            raise OSError

    stream = Pipe()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts_of(sample()).items():
            archive.writestr(name, content)
    data = stream.getvalue()
    assert zipped.read_zip(data).entries[1].flags & 8
    return data


def with_odd_entries() -> bytes:
    """Return the sample with a comment, extra fields, a folder, stored parts, odd names and times."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.comment = "Zoë".encode()
        for number, (name, content) in enumerate(parts_of(sample()).items()):
            info = zipfile.ZipInfo(name, (1980 + number, 1, 2, 3, 4, 6))
            info.compress_type = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)[number % 3 > 0]
            info.extra = struct.pack("<2H4s", 0xA220, 4, b"\0\1\2\3")
            info.comment = b"note"
            info.external_attr = number << 16
            archive.writestr(info, content)
        archive.writestr("word/", b"")
        archive.writestr("word/media/größe.png", b"x" * 100)
    return stream.getvalue()


LARGE = struct.pack("<2H2Q", 1, 16, 5, 5)


def with_large_sizes_noted() -> bytes:
    """Return the sample with 64-bit sizes in extra fields that nothing calls for."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts_of(sample()).items():
            info = zipfile.ZipInfo(name)
            info.extra = LARGE + struct.pack("<2H4s", 0xA220, 4, b"\0\1\2\3")
            archive.writestr(info, content, zipfile.ZIP_DEFLATED)
    return stream.getvalue()


def with_a_deflated_folder() -> bytes:
    """Return the sample with a folder that is called deflated and holds no byte."""
    return patched(pack(parts_of(sample()) | {"empty/": b""}, zipfile.ZIP_STORED), "empty/", 10, b"\x08\0")


def with_forced_zip_64() -> bytes:
    """Return the sample with 64-bit sizes before its entries, as some .NET programs leave them."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts_of(sample()).items():
            with archive.open(name, "w", force_zip64=True) as entry:
                entry.write(content)
    return stream.getvalue()


PACKED = {
    **{name: sample(name) for name in READABLE},
    "stored": pack(parts_of(sample()), zipfile.ZIP_STORED),
    "sizes later": with_later_sizes(),
    "odd entries": with_odd_entries(),
    "64-bit sizes": with_forced_zip_64(),
    "64-bit sizes noted": with_large_sizes_noted(),
    "a deflated folder": with_a_deflated_folder(),
    "bytes behind the end": sample() + b"\r\n\0\0",
    "main part last": pack(dict(sorted(parts_of(sample()).items(), key=lambda part: part[0] == MAIN))),
}


@pytest.mark.parametrize("data", PACKED.values(), ids=PACKED)
@pytest.mark.parametrize(
    "main", [SHORT, SHORT + b"<!--" + bytes(range(33, 45)) * 9000 + b"-->"], ids=["short", "long"]
)
def test_only_the_main_part_is_written_anew(data: bytes, main: bytes) -> None:
    package = open_package(data)
    after = rewrite(package, main)
    hold_rewritten(package, after, main)
    assert open_package(after).part(MAIN) == main
    back = open_package(rewrite(open_package(after), package.part(MAIN)))
    hold_rewritten(back, back.data, package.part(MAIN))


def test_a_name_that_is_not_utf_8_comes_through_to_the_byte() -> None:
    data = pack(parts_of(sample()) | {"word/media/gr????e.png": b"x"})
    odd = data.replace(b"gr????e", b"gr\xf6\xdf\xff\xfee")
    flagged = patched(odd, b"word/media/gr\xf6", 8, struct.pack("<H", 0x800))
    for each in (odd, flagged):
        assert rewrite(open_package(each), SHORT).count(b"word/media/gr\xf6\xdf\xff\xfee.png") == 2


def best(work: Callable[[], object]) -> float:
    """Return the least of several runs, in seconds of the processor: a busy computer does not decide."""
    times = []
    for _ in range(10):
        start = time.process_time()
        work()
        times.append(time.process_time() - start)
    return min(times)


@pytest.mark.parametrize(("pictures", "most"), [(0, 5.0), (3_000_000, 0.7)])
def test_opening_and_writing_against_a_bare_zip_rewrite(pictures: int, most: float) -> None:
    """A small file is all XML, which a bare rewrite does not read; pictures are not packed anew."""
    data = pack(parts_of(sample()) | {"word/media/photo.jpeg": random.Random(1).randbytes(pictures)})  # noqa: S311

    def ours() -> bytes:
        package = open_package(data)
        return rewrite(package, serialise(package.root, package.part(package.main)))

    assert best(ours) < most * best(lambda: pack(parts_of(data)))


# --- anything at all ---


def opened_or_refused(data: bytes) -> str:
    with effort_below(800):
        return outcome_of(data)


def outcome_of(data: bytes) -> str:
    try:
        package = open_package(data)
    except Refusal as refusal:
        return refusal.code if explain(refusal) else ""
    hold_rewritten_soundly(package)
    return "opened"


def hold_rewritten_soundly(package: Package) -> None:
    again = open_package(rewrite(package, SHORT))
    assert again.part(again.main) == SHORT
    assert again.names == package.names


@pytest.mark.parametrize("seed", range(6))
def test_flipped_bytes_open_or_are_refused(seed: int) -> None:
    chance = random.Random(seed)  # noqa: S311
    outcomes = set()
    for name in (*READABLE, "s000_20_password", "s000_23_truncated"):
        whole = sample(name)
        directory = max(0, len(whole) - 2000)
        for _ in range(12):
            data = bytearray(whole)
            for _ in range(chance.choice((1, 1, 2, 20))):
                at = chance.choice(
                    (
                        chance.randrange(len(data)),
                        chance.randrange(directory, len(data)),
                        chance.randrange(60),
                    )
                )
                data[at] = chance.randrange(256)
            outcomes.add(opened_or_refused(bytes(data)))
    assert {"word.damaged"} < outcomes


@pytest.mark.parametrize("seed", range(3))
def test_cut_and_stretched_files_open_or_are_refused(seed: int) -> None:
    chance = random.Random(seed)  # noqa: S311
    outcomes = set()
    for name in (*READABLE, "s000_20_password"):
        whole = sample(name)
        for _ in range(20):
            start, end = sorted(chance.randrange(len(whole)) for _ in range(2))
            for data in (
                whole[:end],
                whole[start:],
                whole[:start] + whole[end:],
                whole[:end] + whole[start:],
            ):
                outcomes.add(opened_or_refused(data))
    assert {"word.cut-short", "word.damaged", "word.not-word"} <= outcomes


@pytest.mark.parametrize("seed", range(4))
def test_parts_of_broken_xml_open_or_are_refused(seed: int) -> None:
    """The packing is sound here, so that the damage reaches what reads the parts."""
    chance = random.Random(seed)  # noqa: S311
    parts = parts_of(sample("s002_01_word"))
    outcomes = set()
    for _ in range(40):
        name = chance.choice((MAIN, SETTINGS, TYPES, RELATIONS, "word/_rels/document.xml.rels"))
        content = bytearray(parts[name])
        for _ in range(chance.choice((1, 3, 30))):
            content[chance.randrange(len(content))] = chance.choice((*b'<>/"&=x \xff', 0))
        outcomes.add(opened_or_refused(pack(parts | {name: bytes(content)})))
    assert {"word.damaged"} < outcomes


def test_unpacking_stops_at_the_size_that_was_said(monkeypatch: pytest.MonkeyPatch) -> None:
    packer = zlib.compressobj(9, zlib.DEFLATED, -15)
    body = packer.compress(bytes(300 * 1024 * 1024)) + packer.flush()
    small = pack({"x": b""}, zipfile.ZIP_STORED)
    pieces: list[int] = []
    crc32 = zlib.crc32

    def counted(data: bytes, start: int = 0) -> int:
        pieces.append(len(data))
        return crc32(data, start)

    monkeypatch.setattr(zlib, "crc32", counted)
    entry = zipped.read_zip(small).entries[0]._replace(method=8, body=0, packed=len(body), size=10)
    tracemalloc.start()
    try:
        for unpack in (zipped.check, zipped.unpack):
            with pytest.raises(Refusal):
                unpack(zipped.Zipped(body, (entry,), len(body), len(body)), entry)
        assert tracemalloc.get_traced_memory()[1] < 64 * 1024 * 1024
        assert len([size for size in pieces if size]) <= 2
    finally:
        tracemalloc.stop()
