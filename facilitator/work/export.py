"""Writes the summary of a review to a file that may be sent to everyone who was there.

Whole or not at all, and never over a file that is not our own.
"""

from __future__ import annotations

import contextlib
import os
import re
import stat
from collections.abc import Iterator
from datetime import UTC, datetime
from itertools import count
from pathlib import Path
from typing import TYPE_CHECKING

from facilitator.files import os_errors, system_calls
from facilitator.plan.plan import Plan
from facilitator.plan.refusal import Refusal
from facilitator.plan.reviews import HeldMeeting
from facilitator.script.formats_and_turns import Script
from facilitator.script.words_by_key import known, say
from facilitator.summary.audiences import EVERYONE, audience_of, audiences
from facilitator.summary.kinds import Look
from facilitator.summary.papers import Papers
from facilitator.summary.seals import is_sealed, seal_of
from facilitator.work.own_school import own_school
from facilitator.work.plan_before import plans_before

if TYPE_CHECKING:
    from facilitator.summary.as_pdf import Press

_NOT_IN_NAMES = re.compile(r"[^\w.-]+")
_PLAN_ENDINGS = (".json", ".age", ".docx")


def export(  # noqa: PLR0913 - a contract that the commands and both front ends rely on
    plan: Plan,
    review: HeldMeeting,
    script: Script,
    *,
    audience: str = EVERYONE,
    kind: str = "html",
    target: Path | None = None,
    beside: Path | None = None,
    prompts: Path | None = None,
) -> Path:
    """Write the summary of a review and return the file: `target`, else a name of its own beside the plan.

    `beside` is the plan's file, whose name the summary's begins with, so that no child's name gets into a
    file name. The same summary written again replaces itself; a file that is not ours, or that
    somebody has changed, stays: then `target` is refused, and beside the plan the next free name is taken.
    The file is whole or not there. Raises Refusal, never OSError.
    """
    data = papers_of(plan, review, script, beside, prompts).paper(audience, kind)
    stem = stem_of(beside, audience, script, review) if beside else ""
    return put_paper(data, kind, seal_of(review, audience), target=target, beside=beside, stem=stem)


def papers_of(
    plan: Plan,
    review: HeldMeeting,
    script: Script,
    plan_file: Path | None,
    prompts: Path | None,
    press: Press | None = None,
) -> Papers:
    """Return the papers of a review, with what the school has of its own and the plans before; Refusal."""
    school = own_school(prompts)
    before = [one.held for one in plans_before(plan, plan_file, prompts)] if plan_file else []
    look = Look(prompts, school.letterhead, press)
    return Papers(plan, review, script, look, school.contacts, before, _saved(plan_file))


def put_paper(
    data: bytes, kind: str, seal: str, *, target: Path | None, beside: Path | None, stem: str
) -> Path:
    """Write a paper to `target`, else beside the plan as `stem`, and return its file; see `export`."""
    try:
        if target is not None:
            if not _put(Path(os.path.realpath(target)), data, kind, seal):
                raise Refusal("summary.already-there")
            return target
        if beside is None:
            raise Refusal("summary.no-place")
        names = _names(beside, f"{stem}.{kind}")
        return next(path for path in names if _put(path, data, kind, seal))
    except OSError as error:
        raise os_errors.summary_refusal(error) from error


def _saved(plan_file: Path | None) -> datetime | None:
    """Return when a plan was last written, where there is a file of it."""
    try:
        return datetime.fromtimestamp(plan_file.stat().st_mtime, UTC) if plan_file else None
    except OSError:
        return None


def papers_beside(plan_file: Path, review: HeldMeeting, script: Script) -> list[Path]:
    """Return the papers of a review that stand beside its plan under their own names."""
    stems = [stem_of(plan_file, audience, script, review) for audience in audiences()]
    wanted = re.compile(rf"(?:{'|'.join(map(re.escape, stems))})(?:-\d+)?\.[^.]+")
    try:
        found = [path for path in plan_file.parent.iterdir() if wanted.fullmatch(path.name)]
    except OSError:
        return []
    return sorted(path for path in found if path != plan_file)


def stem_of(plan_file: Path, audience: str, script: Script, review: HeldMeeting | None) -> str:
    """Return what a paper is called beside its plan, without its ending; evidence is of no single review."""
    of_plan = audience_of(audience).of == "evidence" or review is None
    own = "evidence.file-name" if of_plan else f"summary.file-name-{audience}"
    period = "" if review is None else script.period_name(review.period)
    name = say(
        own if known(own) else "summary.file-name",
        audience=audience,
        plan=_without_endings(plan_file.name) or plan_file.stem,
        period=_NOT_IN_NAMES.sub("-", period.casefold()).strip("-."),
    )
    return name.replace("/", "-").replace(chr(92), "-")


def _without_endings(name: str) -> str:
    while name.endswith(_PLAN_ENDINGS):
        name = name.rpartition(".")[0]
    return name.removesuffix(".plan")


def _names(plan_file: Path, name: str) -> Iterator[Path]:
    """Yield the wanted name beside the plan, and then those to take where another file has it."""
    wanted = plan_file.with_name(name)
    yield wanted
    for number in count(2):
        yield wanted.with_name(f"{wanted.stem}-{number}{wanted.suffix}")


def _put(path: Path, data: bytes, kind: str, seal: str) -> bool:
    """Write one file in one step; False, and nothing written, where another file has the name."""
    old = _bytes_now(path)
    if old == data:
        return True
    if old is not None and not is_sealed(old, kind, seal):
        return False
    temporary = system_calls.write_beside(path, data)
    try:
        if old is None:
            system_calls.move_to_free_name(temporary, path)
        elif _bytes_now(path) != old:  # somebody changed it while ours was written
            return False
        else:
            system_calls.replace(temporary, path)
    except FileExistsError:
        return False
    finally:
        system_calls.forget(temporary)
    with contextlib.suppress(OSError):  # the file itself is whole by now
        system_calls.sync_folder(path.parent)
    return True


def _bytes_now(path: Path) -> bytes | None:
    """Return what stands under a name: None = nothing, and a broken link counts as something else's."""
    try:
        found = path.lstat()
    except FileNotFoundError:
        return None
    if stat.S_ISREG(found.st_mode):
        return system_calls.read_all(path)
    if stat.S_ISLNK(found.st_mode):
        return b""
    raise Refusal("summary.not-a-file")
