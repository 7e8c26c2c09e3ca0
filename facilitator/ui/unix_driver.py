"""Textual's driver for terminals that are no Windows, which a letter that is no UTF-8 does not stop.

Textual decodes what is typed and pasted as UTF-8 and nothing else: one byte of an older terminal, or of text
that is pasted through one, would end its thread, and with it all keys.
"""

from __future__ import annotations

import codecs
from typing import Protocol, cast

from textual.drivers import linux_driver

_READ_OTHERWISE = "facilitator.windows-1252"


class _SaysSo(Protocol):
    def say_not_utf_8(self) -> None: ...


class KeyboardDriver(linux_driver.LinuxDriver):
    """Reads such a byte as Windows-1252, and has the app say so once."""

    _told = False

    def run_input_thread(self) -> None:
        """Wait for input and dispatch events."""
        codecs.register_error(_READ_OTHERWISE, self._read_otherwise)
        super().run_input_thread()

    def _read_otherwise(self, error: UnicodeError) -> tuple[str, int]:
        if not isinstance(error, UnicodeDecodeError):
            raise error
        if not self._told:
            self._told = True
            self._app.call_later(cast("_SaysSo", self._app).say_not_utf_8)
        return error.object[error.start : error.end].decode("cp1252", "replace"), error.end


def _decoder_of(encoding: str) -> object:
    """Stand in for `getincrementaldecoder`, which Textual's driver calls without a word on errors."""
    return lambda: codecs.getincrementaldecoder(encoding)(_READ_OTHERWISE)


# There is no other way in: the driver names neither the decoder nor what it does with errors.
linux_driver.getincrementaldecoder = _decoder_of  # type: ignore[assignment, attr-defined]
