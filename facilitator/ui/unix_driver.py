"""Textual's driver for terminals that are no Windows, which a letter that is no UTF-8 does not stop.

Textual decodes what is typed and pasted as UTF-8 and nothing else: one byte of an older terminal, or of text
that is pasted through one, would end its thread, and with it all keys. And an older terminal does not mark
what is pasted: a tab or a soft return in it would be a key that goes on, or takes words away.

What is typed under the cover is let go here, before anything is made of it: of words that only wait to be
thrown away, copies would stay in memory.
"""

from __future__ import annotations

import codecs
import ctypes
import re
from collections.abc import Callable
from typing import TYPE_CHECKING, ClassVar, Protocol, cast

from textual.drivers import linux_driver

if TYPE_CHECKING:
    from typing_extensions import Buffer

_READ_OTHERWISE = "facilitator.windows-1252"


class _Cover(Protocol):
    @property
    def drops_words(self) -> bool: ...


class _App(Protocol):
    covering: _Cover

    def say_not_utf_8(self) -> None: ...


class KeyboardDriver(linux_driver.LinuxDriver):
    """Reads such a byte as Windows-1252, and has the app say so once."""

    _told = False

    def run_input_thread(self) -> None:
        """Wait for input and dispatch events."""
        codecs.register_error(_READ_OTHERWISE, self._read_otherwise)
        _Decoder.drops_words = lambda _: cast("_App", self._app).covering.drops_words
        super().run_input_thread()

    def _read_otherwise(self, error: UnicodeError) -> tuple[str, int]:
        if not isinstance(error, UnicodeDecodeError):
            raise error
        if not self._told:
            self._told = True
            self._app.call_later(cast("_App", self._app).say_not_utf_8)
        return error.object[error.start : error.end].decode("cp1252", "replace"), error.end


_PASTE = ("\x1b[200~", "\x1b[201~")
_SEQUENCE = re.compile(r"(\x1b(?:\[[0-?]*[ -/]*[@-~]|O[ -~]|[^\[O])?)")
_LETTER = r"[^\s\x00-\x1f\x7f]"
_INSIDE = "[\t\n\x0b\x0c\x85\u00a0\u2028\u2029]"
_IN_ONE_GO = re.compile(f"{_LETTER} *{_INSIDE}[ {_INSIDE[1:]}*(?={_LETTER})")
"""White space between letters that came in one go: fingers are not as fast."""


class MarksPastes:
    """Marks text that came in one go, with white space in it that would be a key, as the paste that it is.

    An Enter that comes last stays one.
    """

    def __init__(self) -> None:
        self._marked = False

    def __call__(self, text: str) -> str:
        """Return what was read, with such text between the marks of a paste."""
        return "".join(map(self._piece, _SEQUENCE.split(text)))

    def _piece(self, piece: str) -> str:
        if piece in _PASTE:
            self._marked = piece == _PASTE[0]
        if self._marked or piece.startswith("\x1b") or not _IN_ONE_GO.search(piece):
            return piece
        words = piece.rstrip("\r\n\t")
        return f"{_PASTE[0]}{words}{_PASTE[1]}{piece[len(words) :]}"


_KEYS_ALONE = re.compile(_SEQUENCE.pattern.encode() + rb"|[\x00-\x1f\x7f]")


def without_words(data: bytes) -> bytes:
    """Return the keys in what was read that are no letters, and wipe the rest out of memory."""
    kept = b"".join(found[0] for found in _KEYS_ALONE.finditer(data))
    if len(data) > 1 and kept != data:  # which may be the very same; and Python shares those of one byte
        ctypes.memset(id(data) + bytes.__basicsize__ - 1, 0, len(data))
    return kept


class _Decoder(codecs.IncrementalDecoder):
    """Decodes what is typed, and marks what was pasted."""

    drops_words: ClassVar[Callable[[_Decoder], bool]] = lambda _: False

    def __init__(self, encoding: str) -> None:
        super().__init__(_READ_OTHERWISE)
        self._decoder = codecs.getincrementaldecoder(encoding)(_READ_OTHERWISE)
        self._marks = MarksPastes()

    def decode(self, data: Buffer, final: bool = False) -> str:
        """Return the bytes that were read as text."""
        if isinstance(data, bytes) and self.drops_words():
            data = without_words(data)
        return self._marks(self._decoder.decode(data, final))


def _decoder_of(encoding: str) -> object:
    """Stand in for `getincrementaldecoder`, which Textual's driver calls without a word on errors."""
    return lambda: _Decoder(encoding)


# There is no other way in: the driver names neither the decoder nor what it does with errors.
linux_driver.getincrementaldecoder = _decoder_of  # type: ignore[assignment, attr-defined]
