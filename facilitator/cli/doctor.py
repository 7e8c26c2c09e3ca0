"""`facilitator doctor`: what works on this computer."""

from __future__ import annotations

import os
import platform
import shutil
import sys
from collections.abc import Iterator
from importlib import metadata
from pathlib import Path

import click

from facilitator.cli.worded import command as worded_command
from facilitator.cli.worded import option
from facilitator.printing import put

_PACKAGES = ("textual", "pydantic", "jinja2", "pyyaml", "click", "platformdirs", "lxml", "pyttsx3")
_LEAST_COLUMNS, _LEAST_ROWS = 40, 15


def say(key: str, **values: object) -> str:
    """Return words; the catalogue is loaded when the first are asked for."""
    from facilitator.script.words import say as look_up

    return look_up(key, **values)


Finding = tuple[bool, str]
"""Whether it is well, and the sentence."""


@worded_command("doctor")
@option("--prompts", type=click.Path(path_type=Path), metavar="DIR")
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
        from facilitator.cli.doctor_voice import voice_findings

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
    from facilitator.files.folders import data_folder, meetings_folder
    from facilitator.plan.refusal import Refusal
    from facilitator.script.words import explain

    for key, find in (("doctor.data", data_folder), ("doctor.meetings", meetings_folder)):
        try:
            folder = find()
        except Refusal as refusal:
            yield False, explain(refusal)
            continue
        writable = os.access(folder, os.W_OK | os.X_OK)
        yield writable, say(key if writable else "doctor.not-writable", folder=folder)


def _prompts(prompts: Path | None) -> Iterator[Finding]:
    from facilitator.plan.refusal import Refusal
    from facilitator.script.check import check_prompts
    from facilitator.script.loading import find_prompts, format_ids
    from facilitator.script.words import explain

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
