"""What eSpeak NG makes of a text: the sounds that people hear, as it writes them.

It is asked in a process of its own: the library is made for one voice in a process, and tests of the voice
may have loaded it as well.
"""

from __future__ import annotations

import ctypes
import json
import re
import subprocess
import sys
from functools import cache
from pathlib import Path

_TEXT_ONLY, _UTF8, _NO_EXIT = 2, 1, 0x8000
_VOICE = b"gmw/en"
"""The British voice that speaks where none is chosen."""

_STRESS_AND_PAUSES = re.compile(r"[',%=;|! ]|_[:!]*|-|\(\w+\)")
_CODE, _MARK = "Et3_", "_|"
"""What is in "letter one-e-c-five", and in "e acute"; the latter is also in some words of English letters."""


def phonemes(text: str) -> str:
    """Return the sounds of a text, without stress and pauses."""
    return _STRESS_AND_PAUSES.sub("", _sounds(text))


def is_by_code(text: str) -> bool:
    """Whether a letter is called by the name of its mark, or by a number."""
    sounds = _sounds(text)
    return _CODE in sounds or (_MARK in sounds and not text.isascii())


def _sounds(text: str) -> str:
    speaker = _speaker()
    assert speaker.stdin is not None and speaker.stdout is not None  # noqa: PT018 - for mypy: both are pipes
    speaker.stdin.write(json.dumps(text) + "\n")
    speaker.stdin.flush()
    found: str = json.loads(speaker.stdout.readline())
    return found


@cache
def _speaker() -> subprocess.Popen[str]:
    """Start the process that is asked; it ends when its input does, with the tests."""
    return subprocess.Popen(
        [sys.executable, "-m", "tests.voice.phonemes"],
        cwd=Path(__file__).parents[2],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
        encoding="utf-8",
    )


# In that process


def _answer_all() -> None:
    library = _library()
    for line in sys.stdin:
        sys.stdout.write(json.dumps(_sounds_by(library, json.loads(line))) + "\n")
        sys.stdout.flush()


def _sounds_by(library: ctypes.CDLL, text: str) -> str:
    letters = ctypes.create_string_buffer(text.encode("utf-8") + b"\0")
    rest = ctypes.c_void_p(ctypes.addressof(letters))
    found = []
    while rest.value:
        found.append(library.espeak_TextToPhonemes(ctypes.byref(rest), _UTF8, 0).decode("utf-8"))
    return " ".join(found)


def _library() -> ctypes.CDLL:
    import espeakng_loader

    library = ctypes.CDLL(espeakng_loader.get_library_path())
    data = espeakng_loader.get_data_path().encode()
    assert library.espeak_Initialize(_TEXT_ONLY, 0, data, _NO_EXIT) > 0
    assert library.espeak_SetVoiceByName(_VOICE) == 0
    library.espeak_TextToPhonemes.restype = ctypes.c_char_p
    library.espeak_TextToPhonemes.argtypes = [ctypes.POINTER(ctypes.c_void_p), ctypes.c_int, ctypes.c_int]
    return library


if __name__ == "__main__":
    _answer_all()
