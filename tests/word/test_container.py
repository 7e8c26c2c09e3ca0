"""A Word file is opened with care, and what is wrong with one is said."""

from __future__ import annotations

import io
import struct
import tracemalloc
import warnings
import zipfile
from collections.abc import Callable

import pytest

from facilitator.plan.refusal import Refusal
from facilitator.word.document import container, zipped
from facilitator.word.document.container import as_document, open_package, rewrite
from facilitator.word.document.xml import STRICT, W
from tests.effort import effort_below
from tests.word.packing import (
    MAIN,
    READABLE,
    RELATIONS,
    SETTINGS,
    SHORT,
    TYPES,
    changed,
    code_of,
    pack,
    parts_of,
    patched,
    sample,
)

# --- what opens ---


@pytest.mark.parametrize("name", READABLE)
def test_the_samples_open(name: str) -> None:
    package = open_package(sample(name))
    assert package.main == MAIN
    assert {part: package.part(part) for part in package.names} == parts_of(sample(name))
    assert (package.protected, package.track_changes, package.template, package.macros) == (
        "",
        False,
        False,
        False,
    )
    assert not package.signed


@pytest.mark.parametrize(
    "target",
    ["word/document2.xml", "/word/document2.xml", "./word/../word/document2.xml", "word\\document2.xml"],
)
def test_the_main_part_is_found_through_the_relationships(target: str) -> None:
    parts = parts_of(sample())
    parts["word/document2.xml"] = parts.pop(MAIN)
    parts["word/_rels/document2.xml.rels"] = parts.pop("word/_rels/document.xml.rels")
    parts[RELATIONS] = parts[RELATIONS].replace(b"word/document.xml", target.encode())
    parts[TYPES] = parts[TYPES].replace(b"/word/document.xml", b"/word/document2.xml")
    parts[SETTINGS] = parts[SETTINGS].replace(b"</w:settings>", b"<w:trackRevisions/></w:settings>")
    package = open_package(pack(parts))
    assert package.main == "word/document2.xml"
    assert package.track_changes


def test_names_are_compared_without_case_and_with_either_slash() -> None:
    parts = {name.replace("/", "\\").upper(): content for name, content in parts_of(sample()).items()}
    assert open_package(pack(parts)).main == "WORD\\DOCUMENT.XML"


def test_the_strict_kind_opens_and_its_settings_are_read() -> None:
    relations = b"http://schemas.openxmlformats.org/officeDocument/2006/relationships/"
    strict = b"http://purl.oclc.org/ooxml/officeDocument/relationships/"
    data = changed(
        sample(),
        (MAIN, W.encode(), STRICT.encode()),
        (SETTINGS, W.encode(), STRICT.encode()),
        (SETTINGS, b"</w:settings>", b"<w:trackRevisions/></w:settings>"),
        (RELATIONS, relations + b"officeDocument", strict + b"officeDocument"),
        ("word/_rels/document.xml.rels", relations, strict),
    )
    package = open_package(data)
    assert package.root.tag == f"{{{STRICT}}}document"
    assert package.track_changes


@pytest.mark.parametrize(
    ("content_type", "template", "macros"),
    [
        ("application/vnd.openxmlformats-officedocument.wordprocessingml.template.main+xml", True, False),
        ("application/vnd.ms-word.document.macroEnabled.main+xml", False, True),
        ("application/vnd.ms-word.template.macroEnabledTemplate.main+xml", True, True),
    ],
)
def test_templates_and_macros_are_known_by_their_content_type(
    content_type: str, template: bool, macros: bool
) -> None:
    plain = b"application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
    package = open_package(changed(sample(), (TYPES, plain, content_type.encode())))
    assert (package.template, package.macros) == (template, macros)
    document = open_package(as_document(package))
    assert (document.template, document.macros) == (False, macros)
    before, after = parts_of(package.data), parts_of(document.data)
    assert {name for name in before if before[name] != after[name]} == ({TYPES} if template else set())


def test_dangling_and_outside_relationships_are_no_error() -> None:
    first = b'<Relationship Id="x0" Type="x/officeDocument" Target="word/styles.xml" TargetMode="External"/>'
    more = (
        b'<Relationship Id="x1" Type="http://schemas.openxmlformats.org/package/2006/relationships/metadata/'
        b'thumbnail" Target="docProps/gone.jpeg"/><Relationship Id="x2" Type="http://schemas.openxmlformats.org/'
        b'officeDocument/2006/relationships/officeDocument" Target="file:///x.docx" TargetMode="External"/>'
        b'<Relationship Id="x3" Type="x" Target="../../../etc/passwd"/></Relationships>'
    )
    data = changed(
        sample(),
        (RELATIONS, b"</Relationships>", more),
        (RELATIONS, b'<Relationship Id="rId1"', first + b'<Relationship Id="rId1"'),
    )
    assert open_package(data).main == MAIN


@pytest.mark.parametrize("name", ["word/my plan.xml", "word/my%20plan.xml"])
def test_a_target_with_signs_for_its_spaces_is_found(name: str) -> None:
    parts = parts_of(sample())
    parts[name] = parts.pop(MAIN)
    parts[RELATIONS] = parts[RELATIONS].replace(b"word/document.xml", b"word/my%20plan.xml")
    parts[TYPES] = parts[TYPES].replace(b"/word/document.xml", b"/word/my%20plan.xml")
    parts[TYPES] = parts[TYPES].replace(b"wordprocessingml.document.main", b"wordprocessingml.template.main")
    package = open_package(pack(parts))
    assert (package.main, package.template) == (name, True)


def test_names_that_lead_outside_are_left_alone() -> None:
    parts = parts_of(sample()) | {"../../evil.txt": b"x", "/absolute.txt": b"y", "C:\\evil.txt": b"z"}
    package = open_package(pack(parts))
    assert parts_of(rewrite(package, SHORT)) == parts | {MAIN: SHORT}


def test_a_signed_document_is_known() -> None:
    origin = (
        b'<Relationship Id="s" Type="http://schemas.openxmlformats.org/package/2006/relationships/'
        b'digital-signature/origin" Target="_xmlsignatures/origin.sigs"/></Relationships>'
    )
    assert open_package(changed(sample(), (RELATIONS, b"</Relationships>", origin))).signed


@pytest.mark.parametrize(
    ("setting", "protected", "tracked"),
    [
        ("<w:trackRevisions/>", "", True),
        ('<w:trackRevisions w:val="1"/>', "", True),
        ('<w:trackRevisions w:val="false"/>', "", False),
        ('<w:trackRevisions w:val="0"/>', "", False),
        ('<w:trackRevisions w:val="off"/>', "", False),
        ('<w:documentProtection w:edit="readOnly" w:enforcement="1"/>', "readOnly", False),
        ('<w:documentProtection w:edit="forms" w:enforcement="on"/>', "forms", False),
        (
            '<w:documentProtection w:edit="trackedChanges" w:enforcement="true"/>',
            "trackedChanges",
            True,
        ),
        ('<w:documentProtection w:edit="forms" w:enforcement="0"/>', "", False),
        ('<w:documentProtection w:edit="forms"/>', "", False),
        ('<w:documentProtection w:edit="none" w:enforcement="1"/>', "", False),
    ],
)
def test_what_the_settings_ask(setting: str, protected: str, tracked: bool) -> None:
    package = open_package(
        changed(sample(), (SETTINGS, b"</w:settings>", setting.encode() + b"</w:settings>"))
    )
    assert package.settings == (protected, tracked)
    assert (package.protected, package.track_changes) == (protected, tracked)


def test_a_document_without_settings_asks_nothing() -> None:
    parts = parts_of(sample())
    del parts[SETTINGS]
    assert open_package(pack(parts)).settings == ("", False)


# --- what is wrong with it ---


def without(*names: str) -> bytes:
    return pack({name: content for name, content in parts_of(sample()).items() if name not in names})


def twice(name: str) -> bytes:
    """Return the sample with a part twice, of which `zipfile` warns if the case is the same too."""
    stream = io.BytesIO(sample())
    with zipfile.ZipFile(stream, "a") as archive, warnings.catch_warnings():
        warnings.simplefilter("ignore", UserWarning)
        archive.writestr(name, b"x")
    return stream.getvalue()


def test_a_file_cut_short_is_said_to_be_that() -> None:
    assert code_of(sample("s000_23_truncated")) == "word.cut-short"
    assert code_of(sample()[:-1000]) == "word.cut-short"
    assert code_of(b"PK\x03\x04") == "word.cut-short"


def test_one_wrong_byte_in_any_part_is_damage() -> None:
    whole = sample()
    for entry in zipped.read_zip(whole).entries:
        middle = (entry.body + entry.stop) // 2
        data = whole[:middle] + bytes([whole[middle] ^ 1]) + whole[middle + 1 :]
        assert code_of(data) == "word.damaged", entry.name


def test_a_part_that_is_read_may_stand_only_once_and_others_as_they_like() -> None:
    assert code_of(twice(MAIN)) == "word.part-twice"
    assert code_of(twice("WORD/Settings.xml")) == "word.part-twice"
    package = open_package(twice("word/fontTable.xml"))
    with pytest.raises(Refusal, match=r"part-twice"):
        package.part("word/fontTable.xml")
    assert rewrite(package, package.part(MAIN)).count(b"word/fontTable.xml") == 4


def test_what_is_missing_is_said() -> None:
    assert code_of(without(RELATIONS)) == "word.no-main-part"
    assert code_of(without(MAIN)) == "word.no-main-part"
    assert code_of(changed(sample(), (MAIN, b"w:document", b"w:glossaryDocument"))) == "word.not-word"
    with pytest.raises(Refusal, match=r"damaged"):
        open_package(sample()).part("word/gone.xml")


@pytest.mark.parametrize("name", [MAIN, SETTINGS, TYPES, RELATIONS, "word/_rels/document.xml.rels"])
def test_a_part_that_is_no_xml_is_damage_and_a_document_type_unsafe(name: str) -> None:
    parts = parts_of(sample())
    assert code_of(pack(parts | {name: parts[name][:-20]})) == "word.damaged"
    root = parts[name].partition(b"?>")[2]
    assert code_of(pack(parts | {name: b"<!DOCTYPE x>" + root})) == "word.unsafe"


def test_odd_and_encrypted_entries_are_said() -> None:
    flags = zipped.read_zip(sample()).entries[1].flags
    assert code_of(patched(sample(), MAIN, 8, struct.pack("<H", flags | 1))) == "word.zip-password"
    assert code_of(patched(sample(), MAIN, 8, struct.pack("<H", flags | 0x20))) == "word.odd-packing"
    assert code_of(patched(sample(), MAIN, 20, b"\xff\xff\xff\xff")) == "word.odd-packing"
    assert code_of(pack(parts_of(sample()), zipfile.ZIP_LZMA)) == "word.odd-packing"
    end = sample().rindex(b"PK\x05\x06")
    assert code_of(sample()[:end] + b"PK\x06\x07" + bytes(16) + sample()[end:]) == "word.odd-packing"


def with_directory(data: bytes, directory: bytes, count: int) -> bytes:
    """Return a zip file with another directory at its end."""
    whole = zipped.read_zip(data)
    end = struct.pack("<4H2LH", 0, 0, count, count, len(directory), whole.directory, 0)
    return data[: whole.directory] + directory + b"PK\x05\x06" + end


def test_a_directory_that_does_not_fit_is_damage() -> None:
    data = sample()
    records = [entry.record for entry in zipped.read_zip(data).entries]
    assert with_directory(data, b"".join(records), len(records)) == data
    assert code_of(with_directory(data, b"".join(records), len(records) - 1)) == "word.damaged"
    assert code_of(with_directory(data, b"".join(records), len(records) + 1)) == "word.damaged"
    assert (
        code_of(with_directory(data, b"".join((*records, records[-1])), len(records) + 1)) == "word.damaged"
    )


# --- how large it is ---


def bomb(name: str, megabytes: int, said: int | None = None) -> bytes:
    """Return a document with a part of zeros, which may lie about its size."""
    data = pack(parts_of(sample()) | {name: bytes(megabytes * 1024 * 1024)})
    return data if said is None else patched(data, name, 24, struct.pack("<L", said))


def many_parts() -> bytes:
    return pack(parts_of(sample()) | {f"x{n}": b"" for n in range(zipped.MOST_ENTRIES)})


BOMBS: dict[str, tuple[Callable[[], bytes], str]] = {
    "says its size": (lambda: bomb("word/media/x.bin", 250), "too-large"),
    "lies about its size": (lambda: bomb("word/media/x.bin", 250, 1000), "damaged"),
    "is the text": (lambda: bomb(MAIN, 60), "part-too-large"),
    "is the text and lies": (lambda: bomb(MAIN, 60, 1000), "damaged"),
    "is the settings": (lambda: bomb(SETTINGS, 60), "part-too-large"),
    "has many parts": (many_parts, "too-many-parts"),
    "is a large file": (lambda: sample() + bytes(container.MOST_BYTES), "too-large"),
    "is all tags": (
        lambda: pack(parts_of(sample()) | {MAIN: SHORT.replace(b"<w:p/>", b"<w:p/>" * 1_000_000)}),
        "part-too-large",
    ),
}


@pytest.mark.parametrize(("make", "code"), BOMBS.values(), ids=BOMBS)
def test_a_bomb_is_refused_quickly_and_in_little_room(make: Callable[[], bytes], code: str) -> None:
    data = make()
    tracemalloc.start()
    try:
        with effort_below(800):
            assert code_of(data) == f"word.{code}"
        assert tracemalloc.get_traced_memory()[1] < 64 * 1024 * 1024
    finally:
        tracemalloc.stop()


def test_a_large_picture_opens_without_being_held_in_memory() -> None:
    data = pack(parts_of(sample()) | {"word/media/scan.png": bytes(100 * 1024 * 1024)})
    tracemalloc.start()
    try:
        assert open_package(data).main == MAIN
        assert tracemalloc.get_traced_memory()[1] < 64 * 1024 * 1024
    finally:
        tracemalloc.stop()
