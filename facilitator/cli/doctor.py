"""`facilitator doctor`: what works on this computer."""

from __future__ import annotations

import os
import platform
import shutil
import sys
from collections.abc import Iterator
from importlib import metadata
from pathlib import Path
from typing import TYPE_CHECKING

from facilitator.cli.command_help import declare, option, prompts_option
from facilitator.plan.refusal import Refusal
from facilitator.printing import put
from facilitator.script.words_by_key import explain, say

if TYPE_CHECKING:
    from facilitator.voice.selfcheck import Check, Reading

_PACKAGES = ("textual", "pydantic", "jinja2", "pyyaml", "click", "platformdirs", "lxml", "pyttsx3")
_LEAST_COLUMNS, _LEAST_ROWS = 40, 15


Finding = tuple[bool, str]
"""Whether it is well, and the sentence."""


@declare("doctor")
@prompts_option
@option("--no-voice", is_flag=True)
def command(prompts: Path | None, no_voice: bool) -> int:
    """Look at the terminal, the folders, the wording, the packages and the voice; 1 if something is amiss."""
    well = True
    for fine, sentence in _findings(prompts, voice=not no_voice):
        put(say("doctor.fine" if fine else "doctor.amiss", sentence=sentence))
        well = well and fine
    return 0 if well else 1


def _findings(prompts: Path | None, *, voice: bool) -> Iterator[Finding]:
    yield from _terminal()
    yield from _folders()
    yield from _prompts(prompts)
    yield from _packages()
    if voice:
        yield from voice_findings()


def _terminal() -> Iterator[Finding]:
    if not sys.stdout.isatty():
        yield True, say("doctor.no-terminal")
    else:
        size = shutil.get_terminal_size()
        enough = size.columns >= _LEAST_COLUMNS and size.lines >= _LEAST_ROWS
        words = {"columns": size.columns, "rows": size.lines}
        yield enough, say("doctor.size" if enough else "doctor.size-small", **words)
    kind = os.environ.get("TERM", "")
    draws = kind not in ("dumb", "unknown")
    yield draws, say("doctor.terminal" if draws else "doctor.terminal-dumb", kind=kind or "-")
    many = os.environ.get("COLORTERM", "") in ("truecolor", "24bit") or "256" in kind or os.name == "nt"
    yield True, say("doctor.colours" if many else "doctor.colours-few")
    encoding = (sys.stdout.encoding or "").lower().replace("-", "")
    yield encoding == "utf8", say("doctor.encoding", encoding=sys.stdout.encoding)


def _folders() -> Iterator[Finding]:
    from facilitator.files.folders import data_folder, meetings_folder, others_can_enter

    for key, find in (("doctor.data", data_folder), ("doctor.meetings", meetings_folder)):
        try:
            folder = find()
        except Refusal as refusal:
            yield False, explain(refusal)
            continue
        writable = os.access(folder, os.W_OK | os.X_OK)
        yield writable, say(key if writable else "doctor.not-writable", folder=folder)
    if (shared := others_can_enter()) is not None:
        yield False, say("doctor.open-to-others", folder=shared)


def _prompts(prompts: Path | None) -> Iterator[Finding]:
    from facilitator.script.check import check_prompts
    from facilitator.script.loading import find_prompts, format_ids

    folder = prompts or find_prompts()
    try:
        known, found = format_ids(folder), check_prompts(folder)
    except Refusal as refusal:
        yield False, explain(refusal)
        return
    yield bool(known), say("doctor.prompts", folder=folder, formats=", ".join(known) or "-")
    yield not found, say("doctor.prompts-found" if found else "commands.formats.sound", count=len(found))


def _packages() -> Iterator[Finding]:
    from facilitator import __version__

    yield (
        True,
        say("doctor.versions", ours=__version__, python=platform.python_version(), system=platform.system()),
    )
    for name in _PACKAGES:
        try:
            yield True, say("doctor.package", name=name, version=metadata.version(name))
        except metadata.PackageNotFoundError:
            yield False, say("doctor.package-missing", name=name)


def voice_findings() -> Iterator[Finding]:
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
