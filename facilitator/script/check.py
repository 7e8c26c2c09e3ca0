"""Checks a folder of prompts: what would make a bad meeting, each with its file and line.

Loading refuses what cannot be read at all. The check also finds dead ends, questions that can never be
asked, sentences that are too hard and boxes that nobody fills. `prompts/words/script.yaml` has the
sentence for each finding's code.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from facilitator.plan.refusal import Refusal
from facilitator.script import loading
from facilitator.script.formats_and_turns import FormatFile, Segment
from facilitator.script.jargon import JARGON_FILE, Jargon
from facilitator.script.layouts import LAYOUT_FILE, LayoutFile
from facilitator.script.nudges import NUDGES_FILE, Nudges
from facilitator.script.phrases_in_forms import PHRASES_FILE, Phrases
from facilitator.script.pictures import PICTURES_FILE, Pictures, picture_findings
from facilitator.script.rules import (
    agendas,
    conditions,
    flow,
    golden_thread,
    layouts,
    length,
    readability,
    records,
    routes,
    sentences,
)
from facilitator.script.school import SCHOOL_FILE, School, school_findings
from facilitator.script.shared_declarations import SharedDeclarations, with_shared
from facilitator.script.spoken import SPOKEN_FILE, Spoken
from facilitator.script.turns_in_order import Form, Part
from facilitator.script.vocabulary import Vocabulary
from facilitator.script.words_by_key import words_findings
from facilitator.script.yaml_source import Finding, Source, model_findings, read_source

if TYPE_CHECKING:
    from pydantic import BaseModel

_Model = TypeVar("_Model", bound="BaseModel")
_SHARED_FILES: dict[str, type[BaseModel]] = {
    "vocabulary.yaml": Vocabulary,
    PHRASES_FILE: Phrases,
    SPOKEN_FILE: Spoken,
    NUDGES_FILE: Nudges,
    JARGON_FILE: Jargon,
}
RULES = (flow, conditions, records, golden_thread, routes, agendas, length, sentences, readability)


def check_prompts(folder: Path) -> list[Finding]:
    """Return everything that is wrong in a folder of prompts, by file and line; empty = sound.

    Raises Refusal where there is no such folder.
    """
    declared = sorted((folder / loading.SHARED / "declarations").glob("*.yaml"))
    found = [finding for path in declared for finding in _read(path, SharedDeclarations)[1]]
    found += [finding for name in loading.format_ids(folder) for finding in _format_findings(folder, name)]
    for name, model in _SHARED_FILES.items():
        path = folder / loading.SHARED / name
        if path.is_file():
            found += _read(path, model)[1]
    found += _file_findings(folder / SCHOOL_FILE, School, school_findings)
    found += _file_findings(folder / PICTURES_FILE, Pictures, picture_findings)
    found += words_findings(folder)
    # A shared segment is checked with every format that uses it; what is found twice is said once.
    once: dict[tuple[Path, int, str, str], Finding] = {}
    for one in found:
        before = once.setdefault((one.file, one.line, one.code, str(one.values)), one)
        formats = tuple(dict.fromkeys((*before.formats, *one.formats)))
        once[one.file, one.line, one.code, str(one.values)] = one._replace(formats=formats)
    return [once[key] for key in sorted(once)]


def _format_findings(folder: Path, format_id: str) -> list[Finding]:
    """Return what is wrong with one format; the rules are for files that have the right shape."""
    source, found = _read(folder / format_id / loading.FORMAT_FILE, FormatFile, folder)
    if source is None or found:
        return found
    form_file = FormatFile.model_validate(source.values)
    of_layout = partial(layouts.findings, form=form_file)
    found += _file_findings(folder / format_id / LAYOUT_FILE, LayoutFile, of_layout)
    for meeting in (form_file, form_file.of_planning):
        if meeting is not None:
            found += _meeting_findings(folder, source, meeting, planning=meeting is not form_file)
    return found


def _meeting_findings(folder: Path, source: Source, file: FormatFile, *, planning: bool) -> list[Finding]:
    """Return what is wrong with the meetings of one sort: the reviews, or the one that writes the plan."""
    form = Form(source.path.parent, source, file, parts := [], planning)
    found: list[Finding] = []
    for index, name in enumerate(file.segments):
        path = loading.segment_path(folder, source.path.parent.name, name)
        if not path.is_file():
            found.append(form.finding("script.unknown-segment", "segments", index, segment=name))
            continue
        segment, wrong = _read(path, Segment)
        found += wrong
        if segment is not None and not wrong:
            parts.append(Part(segment, Segment.model_validate(segment.values)))
    if found:
        return found
    found = [finding for rule in RULES for finding in rule.findings(form)]
    shared = [one for one in found if not one.file.is_relative_to(form.folder)]
    return [one._replace(formats=(form.folder.name,)) if one in shared else one for one in found]


def _file_findings(
    path: Path, model: type[_Model], rule: Callable[[Source, _Model], Iterator[Finding]]
) -> list[Finding]:
    """Return what is wrong with a file that a folder may have; the rule is for one of the right shape."""
    if not path.exists():
        return []
    source, found = _read(path, model)
    if source is None or found:
        return found
    return list(rule(source, model.model_validate(source.values)))


def _read(
    path: Path, model: type[BaseModel], shared: Path | None = None
) -> tuple[Source | None, list[Finding]]:
    """Return a file, or None where it cannot be read, and what is wrong with its shape.

    `shared` is the folder of prompts that it may take more in from.
    """
    try:
        source = read_source(path)
        if shared:
            source.values = with_shared(path, source.values, shared)
    except Refusal as refusal:
        return None, [Finding.of(refusal, path)]
    return source, list(model_findings(source, model))
