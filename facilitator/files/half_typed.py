"""Words that were typed and not sent, kept apart from the record until they are: a kill must not take them.

One small file for each meeting, or for the pages of one plan, among the records of meetings. Its name begins
as theirs do, so that whatever finds, ages or removes them finds it too. It is gone once the words are sent,
cleared or left knowingly.
"""

from __future__ import annotations

import contextlib
import hashlib
import json
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

from facilitator.files import kept_file, system_calls
from facilitator.files.folders import meetings_path, short_name
from facilitator.files.journal_lines import Header
from facilitator.plan.letters import clean
from facilitator.plan.refusal import Refusal

ENDING = ".typed"
_MOST_BYTES = 1 << 20
_DIGITS = 16


@dataclass(frozen=True)
class HalfTyped:
    """Words that were typed in one box.

    `turn` and `item` are the question that was asked then, `speaker` who was noted as speaking, and `after`
    how many events the meeting had. `page` is what the page was called where they were typed, empty for the
    question itself; a `card` is one of the child's own that lacks its column.
    """

    words: str
    turn: str = ""
    item: str = ""
    speaker: str = ""
    after: int = 0
    page: str = ""
    card: bool = False


def path_of_meeting(header: Header) -> Path:
    """Return where the words of a meeting are kept."""
    return meetings_path() / f"{short_name(header.plan_id)}-{header.meeting}{ENDING}"


def path_of_plan(plan_id: str, place: str) -> Path:
    """Return where the words are kept that are typed on the pages of a plan file."""
    of_place = hashlib.sha256(place.encode("utf-8", "surrogatepass")).hexdigest()[:_DIGITS]
    return meetings_path() / f"{short_name(plan_id)}-{of_place}{ENDING}"


def keep(path: Path, typed: Sequence[HalfTyped]) -> None:
    """Put the words there in place of what was kept, durably; without any the file goes.

    What cannot be read stays under another name. Raises OSError and Refusal.
    """
    if not typed:
        path.unlink(missing_ok=True)
        return
    if kept(path) is None:
        kept_file.set_aside(path)
    words = json.dumps([asdict(one) for one in typed])
    system_calls.make_private_folder(path.parent)
    kept_file.put(path, f"{_sum(words)}\n{words}\n".encode())


def kept(path: Path) -> list[HalfTyped] | None:
    """Return the words that are kept there; None where the file is damaged."""
    try:
        if path.is_symlink() or not path.is_file():
            return []
        data = kept_file.read(path) if path.stat().st_size <= _MOST_BYTES else b""
        total, _, words = data.decode().rstrip("\n").partition("\n")
        if total != _sum(words):
            return None
        found = [HalfTyped(**one) for one in json.loads(words)]
    except (OSError, Refusal, ValueError, TypeError):
        return None
    return [one for one in found if clean(one.words).strip()]


def forget(path: Path) -> None:
    """Remove what is kept there; what cannot be read stays under another name."""
    with contextlib.suppress(OSError):
        if kept(path) is None:
            kept_file.set_aside(path)
        path.unlink(missing_ok=True)


def _sum(words: str) -> str:
    return hashlib.sha256(words.encode()).hexdigest()[:_DIGITS]
