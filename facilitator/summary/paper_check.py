"""Tries the papers of a folder of prompts: its templates, who they are for, and meetings of each format.

Nothing but `facilitator formats check` asks for this: every template is laid out many times.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import NamedTuple, TypeVar

from facilitator.plan.refusal import Refusal
from facilitator.plan.text import in_short
from facilitator.script.loading import format_ids, load_script
from facilitator.script.prompts_folder import find_prompts
from facilitator.script.words_by_key import ids, say, speaking
from facilitator.script.yaml_source import Finding, read_source, text_of
from facilitator.summary.as_text import as_text
from facilitator.summary.audiences import (
    Audience,
    LaidOutFrom,
    audiences,
    audiences_of,
    keys_of_audiences,
    template_folders,
)
from facilitator.summary.invented import Invented, invented
from facilitator.summary.kinds import KINDS, kinds_of
from facilitator.summary.pages import environment, lay_out, place_of, values_of
from facilitator.summary.room import Room
from facilitator.summary.template_rules import Template, fields_told, imports, template_findings

_ENDING = ".j2"
_ID = re.compile(r"[A-Za-z0-9][A-Za-z0-9_-]*")
_SET = "summary.set."
_SHARE = 1 / 8
"""What a template may cost here, of all that it may cost: invented meetings are small."""
_OF_WHOLE = (0, 2)
"""The invented meetings that a paper on the whole plan is tried with: others hardly change it."""
_LONGEST_PROBLEM = 200

_Made = TypeVar("_Made")


class _Papers(NamedTuple):
    """A folder of prompts, where templates are looked for, who papers are for, and the folder's templates."""

    folder: Path
    folders: list[Path]
    audiences: dict[str, Audience]
    templates: list[Template]


def with_papers(folder: Path, found: Sequence[Finding]) -> list[Finding]:
    """Return what is wrong in a folder of prompts together with what is wrong with its papers.

    `found` is what was found before: while a format is not sound, papers are tried with one that is. What a
    template fills in is no unknown field of the words.
    """
    with speaking(folder):
        try:
            every = audiences()
        except Refusal:  # words that cannot be read are found already
            return list(found)
        templates, wrong = _templates(folder, every)
        papers = _Papers(folder, template_folders(folder), every, templates)
        wrong += [*_of_words(papers), *_of_nobody(papers)]
        for one in templates:
            wrong += template_findings(one, papers.folders)
        unsound = {name for one in found for name in _formats(one, folder)}
        wrong += _tried(papers, {one.file for one in wrong}, unsound)
    told = {each for one in templates for each in fields_told(one.tree)}
    kept = [one for one in found if (one.values.get("key"), one.values.get("field")) not in told]
    once = {(one.file, one.line, one.code, str(one.values)): one for one in wrong}
    return [*kept, *(once[key] for key in sorted(once))]


def _formats(finding: Finding, folder: Path) -> Iterable[str]:
    """Return the formats in which something is wrong."""
    if finding.formats or not finding.file.is_relative_to(folder):
        return finding.formats
    return finding.file.relative_to(folder).parts[:1]


# What stands in the words


def _of_words(papers: _Papers) -> Iterator[Finding]:
    """Yield each audience and each set that the words declare, and that comes to nothing."""
    for key, name in keys_of_audiences():
        if not _ID.fullmatch(name):
            yield _in_words(key, papers, "script.not-an-id", {"key": key, "given": name})
        elif not kinds_of(name, papers.folder):
            yield _in_words(key, papers, "script.paper-no-template", {"name": name})
    for name in ids(_SET):
        key = f"{_SET}{name}"
        if name not in papers.audiences:
            known = ", ".join(papers.audiences)
            yield _in_words(key, papers, "script.set-of-nobody", {"name": name, "known": known})
            continue
        can_be = kinds_of(name, papers.folder) or KINDS
        for kind in say(key).split():
            if kind not in can_be:
                values = {"kind": kind, "known": " ".join(can_be)}
                yield _in_words(key, papers, "script.set-kind", values)


def _in_words(key: str, papers: _Papers, code: str, values: Mapping[str, object]) -> Finding:
    """Return a finding on the line on which a key of the words stands."""
    name = f"{key.partition('.')[0]}.yaml"
    paths = [folder / "words" / name for folder in (papers.folder, find_prompts())]
    sources = [read_source(path) for path in paths if path.is_file()]
    own = next((one for one in sources if key in one.values), sources[0])
    return Finding(own.path, own.line((key,)), code, dict(values))


# What stands in the templates


def _templates(folder: Path, every: dict[str, Audience]) -> tuple[list[Template], list[Finding]]:
    """Return the folder's own templates, and why the others cannot be read."""
    found, wrong = [], []
    for path in sorted((folder / "summaries").rglob(f"*{_ENDING}")):
        audience = every.get(_name(path, folder).removesuffix(_ENDING))
        try:
            found.append(_parsed(path, folder, audience.of if audience else None))
        except Refusal as refusal:
            wrong.append(_finding(refusal))
    return found, wrong


def _name(path: Path, folder: Path) -> str:
    return path.relative_to(folder / "summaries").as_posix()


def _parsed(path: Path, folder: Path, of: LaidOutFrom | None) -> Template:
    sandbox = environment(folder)
    return Template(path, _or_refuse(path, lambda: sandbox.parse(text_of(path), path.name, str(path))), of)


def _of_nobody(papers: _Papers) -> Iterator[Finding]:
    """Yield each template that is laid out for nobody, and of which no other takes a part."""
    alone = [one for one in papers.templates if one.of is None]
    ours = find_prompts()
    other = [] if papers.folder == ours or not alone else _templates(ours, papers.audiences)[0]
    used = {name for one in (*papers.templates, *other) for name, _ in imports(one.tree)}
    for one in alone:
        name = _name(one.path, papers.folder)
        if name not in used:
            yield Finding(one.path, 1, "script.template-of-nobody", {"name": name.removesuffix(_ENDING)})


# What comes of laying them out


def _tried(papers: _Papers, wrong: Collection[Path], unsound: Collection[str]) -> Iterator[Finding]:
    """Yield why templates cannot be laid out: of each what is found first, but of those that are wrong.

    The papers of the program itself are tried too, since words and formats of a school's own stand in them.
    """
    paths = {name: _path(f"{name}{_ENDING}", papers) for name in papers.audiences}
    waiting = {name: path for name, path in paths.items() if path and path not in wrong}
    for number, meeting in _meetings(papers.folder, unsound):
        values: dict[LaidOutFrom, dict[str, object]] = {}
        for audience in audiences_of(meeting.script.format):
            path = waiting.get(audience.id)
            if path is None or (audience.of == "evidence" and number not in _OF_WHOLE):
                continue
            try:
                if audience.of not in values:
                    values[audience.of] = values_of(*meeting, audience.of)
                _lay_out(path, audience, values[audience.of], papers, cut=number == 0)
            except Refusal as refusal:
                if refusal.code == "summary.words":  # found already, in the words
                    continue
                del waiting[audience.id]
                if (finding := _finding(refusal)).file not in wrong:
                    yield finding


def _path(name: str, papers: _Papers) -> Path | None:
    paths = (folder / name for folder in papers.folders)
    return next((path for path in paths if path.is_file()), None)


def _meetings(folder: Path, unsound: Collection[str]) -> Iterator[tuple[int, Invented]]:
    """Yield invented meetings of each format, numbered, or while some are not sound, of a single one.

    Where none is, they are of the program's own.
    """
    ours, every = find_prompts(), format_ids(folder)
    own = [(folder, name) for name in every if name not in unsound]
    tried = own or [(ours, name) for name in format_ids(ours)]
    for nth, (prompts, name) in enumerate(tried if len(own) == len(every) else tried[:1]):
        try:
            reviews = load_script(name, prompts)
            planning = load_script(name, prompts, planning=True) if reviews.format.planning else None
        except Refusal:  # found already
            continue
        yield from enumerate(invented(reviews, planning, much=not nth))


def _lay_out(
    path: Path, audience: Audience, values: dict[str, object], papers: _Papers, *, cut: bool
) -> None:
    """Lay a template out with everything, and where it is `cut` with nothing that may be left out."""

    def page_in(room: Room) -> str:
        name = f"{audience.id}{_ENDING}"
        return as_text(lay_out(name, audience.paper, values, papers.folder, room, _SHARE))

    whole = Room()
    _or_refuse(path, lambda: page_in(whole))
    if cut and whole.length:
        _or_refuse(path, lambda: page_in(Room(whole, 0)))


def _or_refuse(path: Path, make: Callable[[], _Made]) -> _Made:
    """Return what somebody's Jinja makes; raises Refusal, with the file and the line, where it fails."""
    try:
        return make()
    except Exception as error:  # it can raise anything: {{ 1/0 }}
        place, line = place_of(error, path)
        problem = in_short(str(error), _LONGEST_PROBLEM) or type(error).__name__
        why = error if isinstance(error, Refusal) else Refusal("script.template-fails", problem=problem)
        raise Refusal(why.code, **{**why.values, "file": str(place), "line": line}) from error


def _finding(refusal: Refusal) -> Finding:
    return Finding.of(refusal, Path(str(refusal.values["file"])))
