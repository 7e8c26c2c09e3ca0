"""Reads a plan format's script from `prompts/`."""

from __future__ import annotations

import os
import re
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple, TypeVar, cast

from facilitator.plan.refusal import Refusal
from facilitator.script.formats_and_turns import FormatFile, Script, Segment
from facilitator.script.parsed_prompts import values_of
from facilitator.script.prompts_folder import find_prompts
from facilitator.script.shared_declarations import with_shared
from facilitator.script.vocabulary import Vocabulary
from facilitator.script.yaml_source import model_findings, read_source, source_of, text_of

if TYPE_CHECKING:
    from pydantic import BaseModel

__all__ = ["Listed", "find_prompts", "format_ids", "formats", "load_script", "segment_path"]

SHARED = "shared"
FORMAT_FILE = "format.yaml"

_FOLDER = re.compile(r"[A-Za-z0-9][A-Za-z0-9_-]*")
_Model = TypeVar("_Model", bound="BaseModel")


class Listed(NamedTuple):
    """A plan format as it is listed."""

    id: str
    name: str
    about: str


def load_script(format_id: str, prompts: Path | None = None, *, planning: bool = False) -> Script:
    """Read a plan format: its `format.yaml`, its segments and the shared vocabulary.

    `planning` = the meeting that writes a plan, not its reviews; Refusal where the format has none. Also
    raises Refusal with file and line for the first thing that keeps it from being used; what makes a
    sound script a bad meeting is found by `check_prompts`.
    """
    folder = prompts or find_prompts()
    form = load_format(format_id, folder) if _FOLDER.fullmatch(format_id) else None
    if form is None:
        raise Refusal("script.unknown-format", format=format_id, known=", ".join(format_ids(folder)))
    if planning:
        if form.of_planning is None:
            raise Refusal("script.no-planning", format=form.name)
        form = form.of_planning
    segments = [_segment(segment_path(folder, format_id, name)) for name in form.segments]
    vocabulary = _vocabulary(folder)
    return Script.model_construct(format=form, segments=segments, vocabulary=vocabulary, planning=planning)


def formats(prompts: Path | None = None) -> list[Listed]:
    """Return the plan formats of a folder of prompts, by id."""
    folder = prompts or find_prompts()
    read = (_format(folder / name / FORMAT_FILE, folder) for name in format_ids(folder))
    return [Listed(form.id, form.name, form.description) for form in read]


def format_ids(prompts: Path) -> list[str]:
    """Return the ids of the plan formats of a folder, which are the names of their folders."""
    try:
        there = prompts.is_dir()
    except OSError:  # a name that no folder can have
        there = False
    if not there:
        raise Refusal("script.folder-not-found", folder=str(prompts))
    found = (folder for folder in prompts.glob("*") if _FOLDER.fullmatch(folder.name))
    # Also one whose file is a link that leads nowhere: it is refused by name, not left out unsaid.
    return sorted(folder.name for folder in found if os.path.lexists(folder / FORMAT_FILE))


def load_format(format_id: str, prompts: Path | None = None) -> FormatFile | None:
    """Return what a format declares, or None where there is no such format; Refusal where it is wrong."""
    folder = prompts or find_prompts()
    path = folder / format_id / FORMAT_FILE
    return _format(path, folder) if path.is_file() else None


def segment_path(prompts: Path, format_id: str, name: str) -> Path:
    """Return where a segment stands: in the format's own folder, else among the shared ones."""
    own = prompts / format_id / "segments" / f"{name}.yaml"
    return own if own.is_file() else prompts / SHARED / "segments" / f"{name}.yaml"


def _segment(path: Path) -> Segment:
    """Read a segment; a meeting cannot go on to a follow-up that is not there."""
    segment = read_file(path, Segment)
    pool = {turn.id for turn in segment.pool}
    if all(follow_up.turn in pool for turn in segment.every_turn() for follow_up in turn.follow_ups):
        return segment
    from facilitator.script.turns_in_order import Part, unknown_follow_ups

    raise next(unknown_follow_ups(Part(read_source(path), segment))).refusal()


def _vocabulary(prompts: Path) -> Vocabulary:
    """Return the folder's own vocabulary; for what it does not name it speaks as the program does.

    A copy of an earlier version lacks the lists by which it is known that something may be a name.
    """
    path, usual = (folder / SHARED / "vocabulary.yaml" for folder in (prompts, find_prompts()))
    ours = read_file(usual, Vocabulary)
    if path == usual or not path.is_file():
        return ours
    own = read_file(path, Vocabulary)
    return Vocabulary.model_validate({**ours.model_dump(), **own.model_dump(exclude_unset=True)})


def _format(path: Path, prompts: Path) -> FormatFile:
    return cast("FormatFile", _read(path, text_of(path), FormatFile, prompts))


def read_file(path: Path, model: type[_Model]) -> _Model:
    """Return what a file of prompts says as a model. Raises Refusal with file and line."""
    return cast("_Model", _read(path, text_of(path), model, None))


@lru_cache(maxsize=256)
def _read(path: Path, text: str, model: type[BaseModel], shared: Path | None) -> BaseModel:
    """Return a file's text as a model, which nothing changes; one command may read the same words often.

    `shared` is the folder of prompts that it may take more in from.
    """
    from pydantic import ValidationError

    values = values_of(path, text)
    if shared:
        values = with_shared(path, values, shared)
    try:
        return model.model_validate(values)
    except ValidationError as error:
        source = source_of(path, text)
        source.values = values
        raise next(model_findings(source, model)).refusal() from error
