"""Finds the eSpeak NG library: the one in the `espeakng-loader` wheel, else the system's own."""

from __future__ import annotations

import ctypes
import os

SYSTEM = "the system's own"


def load_espeak() -> str:
    """Load the wheel's library, so that pyttsx3 finds it, and return where it is; else say the system's own.

    pyttsx3 opens `libespeak-ng.so.1`, and the C library answers with the one of that name that is loaded
    already. Its data goes by an environment variable, which the library reads as it starts.
    """
    try:
        import espeakng_loader

        path, data = espeakng_loader.get_library_path(), espeakng_loader.get_data_path()
        ctypes.CDLL(path, mode=ctypes.RTLD_GLOBAL)
    except (ImportError, OSError, RuntimeError):  # not installed, of another kind of computer, incomplete
        return SYSTEM
    os.environ["ESPEAK_DATA_PATH"] = data
    return str(path)
