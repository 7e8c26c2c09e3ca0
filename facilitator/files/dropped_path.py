"""The file that somebody typed, or dragged onto the window: terminals write a dragged one in several ways."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import unquote, urlsplit

_QUOTES = "\"'"
_ESCAPED = re.compile(r"\\(.)")


def dropped_path(typed: str) -> Path:
    """Return the path: as it stands, in quotation marks, with signs escaped, or as the address of a file.

    The first of these that there is; where there is none, the simplest.
    """
    ways = [_at_home(one) for one in _ways(typed.strip())]
    return next((path for path in ways if _is_there(path)), ways[-1])


def looks_like_path(typed: str) -> bool:
    """Whether typed words have the look of a file: a folder before it, or an ending behind it."""
    plain = typed.strip().strip(_QUOTES)
    return bool(re.search(r"[/\\]|^~", plain) or re.search(r"\.[A-Za-z0-9]{2,5}$", plain))


def _ways(typed: str) -> Iterator[str]:
    yield typed
    bare = typed
    if len(typed) > 1 and typed[0] in _QUOTES and typed[-1] == typed[0]:
        bare = typed[1:-1]
        yield bare
    if bare.casefold().startswith("file:"):
        bare = _of_address(bare)
        yield bare
    if os.name != "nt" and "\\" in bare:
        yield _ESCAPED.sub(r"\1", bare)


def _of_address(address: str) -> str:
    try:
        path = unquote(urlsplit(address.replace("#", "%23").replace("?", "%3F")).path)
    except ValueError:  # no address after all
        return address
    return path.lstrip("/") if os.name == "nt" else path


def _at_home(typed: str) -> Path:
    path = Path(typed)
    try:
        return path.expanduser()
    except RuntimeError:  # nobody's home
        return path


def _is_there(path: Path) -> bool:
    try:
        path.lstat()
    except (OSError, ValueError):
        return False
    return True
