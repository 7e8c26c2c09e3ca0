"""The part of `facilitator doctor` that tries the voice; a person may send what it says in."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from facilitator.script.words import say

if TYPE_CHECKING:
    from facilitator.voice.selfcheck import Check, Reading


def voice_findings() -> Iterator[tuple[bool, str]]:
    """Yield what reading aloud does here; that a computer has no engine or no sound is nothing amiss."""
    from facilitator.voice.selfcheck import check_voice

    check = check_voice(say("voice.sample"))
    if check.driver:
        yield True, _engine(check)
        yield True, say("doctor.voice-voices", count=check.voices, english=check.english)
    if check.unavailable:
        reason = say(f"voice.{check.unavailable}", detail=check.driver or "-")
        fine = check.unavailable == "no-engine"
        yield fine, say("doctor.voice-trouble", reason=reason, detail=check.detail or "-")
    if check.no_sound:
        yield True, say("doctor.voice-trouble", reason=say("voice.no-sound"), detail=check.no_sound)
    if check.first is not None:
        yield check.first.is_whole, say("doctor.voice-read", rate=check.first.rate, **_read(check.first))
    if check.after_stop is not None:
        stopped = _milliseconds(check.stopped_after)
        yield (
            check.after_stop.is_whole,
            say("doctor.voice-after-stop", stopped=stopped, **_read(check.after_stop)),
        )
    for reading in (check.first, check.after_stop):
        if reading is not None:
            yield True, say("doctor.voice-times", times=" ".join(map(_milliseconds, reading.lit)) or "-")
    for line in check.log:
        yield True, say("doctor.voice-log", line=line)


def _engine(check: Check) -> str:
    return say(
        "doctor.voice-engine",
        driver=check.driver,
        library=check.library or "-",
        player=check.player,
        ready=_milliseconds(check.ready_after),
    )


def _read(reading: Reading) -> dict[str, object]:
    first = _milliseconds(reading.lit[0]) if reading.lit else "-"
    seconds = f"{reading.seconds:.1f}"
    return {"lit": len(reading.lit), "words": reading.words, "first": first, "seconds": seconds}


def _milliseconds(seconds: float) -> str:
    return str(round(seconds * 1000))
