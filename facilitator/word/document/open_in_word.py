"""Whether a document is open in Word or LibreOffice just now, from the note that they keep beside it."""

from __future__ import annotations

import re
import struct
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

_NAME_AT = 54
"""Where in Word's note the user's name stands in UTF-16, after its length; before that it stands in one byte
a letter. As LibreOffice found it in Word 2016, in `svl/source/misc/msodocumentlockfile.cxx`."""
_LONGEST = 52
_NOTE_SIZE = 1024
_FIELD = re.compile(r"((?>\\.|[^\\,;])*+)[,;]")
_ESCAPED = re.compile(r"\\(.)")


def owner_file(path: Path) -> Path:
    """Return where Word keeps its note that the document is open.

    It is `~$` and the document's name, which loses its first two letters if eight or more stand before the
    ending, and one letter if there are seven.
    """
    dropped = max(0, min(2, len(path.stem) - 6))
    return path.with_name(f"~${path.name[dropped:]}")


def lock_file(path: Path) -> Path:
    """Return where LibreOffice keeps its note that the document is open."""
    return path.with_name(f".~lock.{path.name}#")


def open_in_word(path: Path) -> str | None:
    """Return who has the document open elsewhere: a name, "" where it is not said, None for nobody.

    A note that cannot be read counts too, as Word keeps it shut. A note may be left over from a crash.
    """
    for place in dict.fromkeys((path, path.resolve())):
        whole = place.with_name(f"~${place.name}")
        shorter = place.with_name(f"~${place.name[2:]}") if len(place.stem) > 6 else whole
        for note in dict.fromkeys((owner_file(place), whole, shorter)):
            if (data := _read(note)) is not None:
                return _word_user(data)
        if (data := _read(lock_file(place))) is not None:
            return _office_user(data)
    return None


def _read(note: Path) -> bytes | None:
    """Return what a note says; nothing where another program keeps it shut, None where there is no note."""
    try:
        with note.open("rb") as stream:
            return stream.read(_NOTE_SIZE)
    except PermissionError:
        return b"" if note.is_file() else None
    except OSError:  # no such file, or a name too long for there to be one
        return None


def _word_user(note: bytes) -> str:
    """Return the user that Word's note names."""
    if len(note) < _NAME_AT + 2 or not 0 < note[0] <= _LONGEST:
        return ""
    length = struct.unpack_from("<H", note, _NAME_AT)[0]
    if 0 < length <= _LONGEST:
        name = note[_NAME_AT + 2 : _NAME_AT + 2 + 2 * length].decode("utf-16-le", "replace")
    else:
        name = note[1 : 1 + note[0]].decode("cp1252", "replace")
    return _tidy(name)


def _office_user(note: bytes) -> str:
    """Return the user that LibreOffice's note names: the first field, or the second, the system's user."""
    text, at = note.decode("utf-8", "replace"), 0
    for _ in range(2):
        field = _FIELD.match(text, at)
        if field is None:
            return ""
        if name := _tidy(_ESCAPED.sub(r"\1", field[1])):
            return name
        at = field.end()
    return ""


def _tidy(name: str) -> str:
    return "".join(letter for letter in name if letter.isprintable()).strip()
