"""A file that is no Word document is said to be what it is."""

from __future__ import annotations

import json
import struct

import pytest

from tests.effort import effort_below
from tests.word.packing import (
    RELATIONS,
    TYPES,
    code_of,
    pack,
    sample,
)


def ole(*names: str) -> bytes:
    """Return a compound file of one table sector and a directory of these names."""
    head = bytearray(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(504))
    struct.pack_into("<2H", head, 30, 9, 6)
    struct.pack_into("<L", head, 48, 1)
    struct.pack_into("<2L", head, 68, 0xFFFFFFFE, 0)
    struct.pack_into("<109L", head, 76, 0, *[0xFFFFFFFF] * 108)
    sectors = -(-len(names) // 4)
    chain = [0xFFFFFFFD, *range(2, sectors + 1), 0xFFFFFFFE]
    table = struct.pack("<128L", *chain, *[0xFFFFFFFF] * (128 - len(chain)))
    directory = b""
    for name in names:
        text = f"{name}\0".encode("utf-16-le")
        directory += text.ljust(64, b"\0") + struct.pack("<HB", len(text), 2) + bytes(61)
    return bytes(head) + table + directory.ljust(sectors * 512, b"\0")


def office_file(kind: str) -> bytes:
    types = f'<Types><Override PartName="/x/main.xml" ContentType="application/vnd.{kind}.main+xml"/></Types>'
    relations = (
        '<Relationships><Relationship Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/'
        'officeDocument" Target="x/main.xml"/></Relationships>'
    )
    return pack({TYPES: types.encode(), RELATIONS: relations.encode(), "x/main.xml": b"<workbook/>"})


def owner_note(name: str) -> bytes:
    letters = name.encode("cp1252", "replace")
    head = (bytes([len(letters)]) + letters).ljust(54, b"\0")
    return (head + struct.pack("<H", len(name)) + name.encode("utf-16-le")).ljust(162, b"\0")


INSTEAD = {
    "no bytes": (b"", "file.empty"),
    "only zeros": (bytes(20_000), "file.empty"),
    "a password": (sample("s000_20_password"), "has-password"),
    "rights": (
        ole("Root Entry", "EncryptedPackage", "\x06DataSpaces", "x", "DRMEncryptedTransform"),
        "rights",
    ),
    "an old document": (ole("Root Entry", "1Table", "Data", "x", "y", "z", "WordDocument"), "old-doc"),
    "an old workbook": (ole("Root Entry", "Workbook"), "other-office"),
    "another compound file": (ole("Root Entry", "__properties_version1.0"), "not-word"),
    "the words without the streams": (
        ole("Root Entry", "x") + "EncryptedPackage WordDocument".encode("utf-16-le"),
        "not-word",
    ),
    "a broken compound file": (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\x07" * 600, "damaged"),
    "Excel": (office_file("openxmlformats-officedocument.spreadsheetml.sheet"), "excel"),
    "Excel with macros": (office_file("ms-excel.sheet.macroEnabled"), "excel"),
    "PowerPoint": (office_file("openxmlformats-officedocument.presentationml.presentation"), "powerpoint"),
    "another office file": (office_file("ms-visio.drawing"), "not-word"),
    "OpenDocument text": (pack({"mimetype": b"application/vnd.oasis.opendocument.text"}), "open-document"),
    "OpenDocument sheet": (
        pack({"mimetype": b"application/vnd.oasis.opendocument.spreadsheet"}),
        "other-office",
    ),
    "a book": (pack({"mimetype": b"application/epub+zip", "x": b""}), "not-word"),
    "a zip folder": (pack({"plan.docx": b"x", "letter.docx": b"y"}), "zip-folder"),
    "an empty zip folder": (pack({}), "not-word"),
    "a web page": (b"\xef\xbb\xbf<!DOCTYPE html>\n<html><body>Plan</body></html>", "html"),
    "a web page from Word": (b'<html xmlns:w="urn:schemas-microsoft-com:office:word"><head>', "html"),
    "a web page in one file": (
        b'MIME-Version: 1.0\nContent-Type: multipart/related; type="text/html"',
        "html",
    ),
    "XML": (b'<?xml version="1.0"?><?mso-application progid="Word.Document"?><w:wordDocument>', "word-xml"),
    "flat XML": (b'<?xml version="1.0"?>\n<pkg:package xmlns:pkg="x">', "word-xml"),
    "rich text": (b"{\\rtf1\\ansi Plan}", "rtf"),
    "PDF": (b"%PDF-1.7\n%\xe2\xe3", "pdf"),
    "a photo": (b"\xff\xd8\xff\xe0\0\x10JFIF", "picture"),
    "a scan": (b"\x89PNG\r\n\x1a\n\0\0", "picture"),
    "text": ("Zoë's plan\r\nlikes water".encode(), "plain-text"),
    "text of Windows": ("Zoë’s plan".encode("cp1252"), "plain-text"),
    "text in UTF-16": ("Zoë's plan".encode("utf-16"), "plain-text"),
    "a native plan": (json.dumps({"schema_version": 2}).encode(), "json"),
    "text like JSON": (b"{ not JSON", "plain-text"),
    "Word's note": (owner_note("Ms Hall"), "owner-file"),
    "anything": (bytes(range(256)) * 4, "not-word"),
}


@pytest.mark.parametrize(("data", "code"), INSTEAD.values(), ids=INSTEAD)
def test_a_file_that_is_no_word_document_is_named(data: bytes, code: str) -> None:
    assert code_of(data) == (code if "." in code else f"word.{code}")


def test_a_table_of_sectors_that_goes_round_ends() -> None:
    data = bytearray(ole("Root Entry", "WordDocument"))
    struct.pack_into("<L", data, 512 + 4, 1)  # the directory's sector leads to itself
    with effort_below(400):
        assert code_of(bytes(data)) == "word.old-doc"
