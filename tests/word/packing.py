"""Word files to test with: the samples, and the same with parts changed, added or packed in another way."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

import pytest

from facilitator.plan.refusal import Refusal
from facilitator.script.words_by_key import explain
from facilitator.word.document.container import open_package
from facilitator.word.document.xml import W

SAMPLES = Path(__file__).parent / "samples"
WORD = "s000_01_word"
READABLE = ("s000_01_word", "s000_09_all_full", "s000_18_python_docx", "s001_01_word", "s002_01_word")
MAIN = "word/document.xml"
SETTINGS = "word/settings.xml"
SHORT = b'<w:document xmlns:w="%s"><w:body><w:p/></w:body></w:document>' % W.encode()
"""A main part of one empty paragraph."""

TYPES = "[Content_Types].xml"
RELATIONS = "_rels/.rels"


def sample(name: str = WORD) -> bytes:
    """Return the bytes of a sample."""
    return (SAMPLES / f"{name}.docx").read_bytes()


def parts_of(data: bytes) -> dict[str, bytes]:
    """Return what each part of a Word file holds, as Python's own zipfile reads it."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return {info.filename: archive.read(info) for info in archive.infolist()}


def pack(parts: dict[str, bytes], method: int = zipfile.ZIP_DEFLATED) -> bytes:
    """Return a zip file of parts: the same bytes whenever it is made."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        for name, content in parts.items():
            archive.writestr(zipfile.ZipInfo(name), content, method)
    return stream.getvalue()


def changed(data: bytes, *replacements: tuple[str, bytes, bytes]) -> bytes:
    """Return a Word file with some bytes of some parts replaced, which must be there: (part, old, new)."""
    parts = parts_of(data)
    for name, old, new in replacements:
        assert old in parts[name], (name, old)
        parts[name] = parts[name].replace(old, new)
    return pack(parts)


def code_of(data: bytes) -> str:
    """Return the code with which a file is refused, having seen that there are words for it."""
    with pytest.raises(Refusal) as refused:
        open_package(data)
    assert len(explain(refused.value)) > 40
    return refused.value.code


def patched(data: bytes, name: str | bytes, at: int, value: bytes) -> bytes:
    """Return a zip file with some bytes of an entry's record in the directory replaced."""
    start = data.rindex(name if isinstance(name, bytes) else name.encode()) - 46
    assert data[start : start + 4] == b"PK\x01\x02"
    start += at
    return data[:start] + value + data[start + len(value) :]
