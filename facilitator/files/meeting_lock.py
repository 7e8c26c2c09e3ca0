"""Whether the review of a plan is open somewhere: a lock file beside the plan for as long as a meeting is.

It forbids nothing: a second chair is told, and may take the review over. Whoever held it learns of that, and
no save overwrites the other (see `saving`). It never disturbs a meeting.
"""

from __future__ import annotations

import atexit
import contextlib
import os
import threading
import time
from collections.abc import Iterator, Sequence
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from facilitator.files.folders import meetings_folder
from facilitator.files.lock_file import LockFile, Note, Watch, in_use_here, look, name_beside
from facilitator.plan.refusal import NeedsDecision, Refusal

if TYPE_CHECKING:
    from facilitator.files.open_plan import OpenPlan

BUMP_SECONDS = 30.0
STALE_SECONDS = 90.0

TAKE_OVER, LOOK_ONLY = "take-over", "look-only"

_TRIES, _PAUSE = 20, 0.01


class PlanIsOpen(NeedsDecision):
    """The review of a plan is open in another window, or on another computer; `found` says which one."""

    def __init__(self, path: Path, found: Note) -> None:
        since = _time(found.since)
        where = "here" if in_use_here(found) else "elsewhere"
        super().__init__(
            f"session.open-{where}" if since else f"session.open-{where}-some-time",
            (TAKE_OVER, LOOK_ONLY),
            since=since,
        )
        self.path, self.found = path, found
        self.here = where == "here"


class MeetingLock:
    """The lock of one meeting; make one with `take`. Without a place for its file it holds nothing.

    It has a second file where a chair with a version before holds one. `lost` says that somebody took the
    review over.
    """

    def __init__(self, *files: LockFile) -> None:
        self._files = list(files)
        self.lost = False
        self._done = threading.Event()
        self._mutex = threading.Lock()
        if files:
            threading.Thread(target=self._keep_alive, name="meeting-lock", daemon=True).start()
            atexit.register(self.let_go)

    @classmethod
    def of(cls, opened: OpenPlan, at: datetime, over: Note | None = None) -> MeetingLock:
        """Take the lock of a plan that is open; raises PlanIsOpen. `over` is as `take` has it."""
        plan_id = "" if opened.word else opened.plan.id
        return cls.take(opened.path, plan_id, at, over, opened.earlier)

    @classmethod
    def take(
        cls, plan: Path, plan_id: str, at: datetime, over: Note | None = None, earlier: Sequence[str] = ()
    ) -> MeetingLock:
        """Take the lock of a plan file; raises PlanIsOpen.

        `plan_id` is empty for a document: on another computer it has another id, and the file alone tells
        that it is the same. `earlier` are ids under which a chair with a version before may hold it. `over`
        is what was found there by somebody who knowingly takes the review over. What a crash of this computer
        left behind is taken at once.
        """
        real, held = Path(os.path.realpath(plan)), list[LockFile]()
        try:
            for one in earlier:
                for path in _places(real, one):
                    if look(path) is not None:
                        with contextlib.suppress(OSError):
                            held.append(_taken(path, at.isoformat(), over))
            for path in _places(real, plan_id):
                with contextlib.suppress(OSError):
                    held.append(_taken(path, at.isoformat(), over))
                    break
        except BaseException:
            for file in held:
                file.let_go()
            raise
        return cls(*held)

    def check(self) -> bool:
        """Look whether somebody took the review over by now; the same as `lost` from then on."""
        with self._mutex:
            for file in self._files:
                found = look(file.path)
                self.lost |= found is not None and found.token != file.note.token
            return self.lost

    def beat(self) -> None:
        """Let others see that the meeting goes on, and look whether it was taken over."""
        if self.check():
            return
        with self._mutex, contextlib.suppress(OSError):
            if not self._done.is_set():
                ours = [file.bump() for file in self._files]
                self.lost = not all(ours)

    def let_go(self) -> None:
        """Remove the file, unless it is another's by now; may be called twice."""
        self._done.set()
        with self._mutex:
            files, self._files = self._files, []
        if files:
            atexit.unregister(self.let_go)
        for file in files:
            file.let_go()

    def _keep_alive(self) -> None:
        while not self.lost and not self._done.wait(BUMP_SECONDS):
            self.beat()


class Waiting:
    """Looks again and again whether a review that is open elsewhere still is."""

    def __init__(self, is_open: PlanIsOpen, watch: Watch | None = None) -> None:
        self._path, self._watch = is_open.path, watch or Watch()
        self._watch.still(is_open.found)

    def news(self) -> str:
        """Return what another look shows, as a key of the catalogue: gone, in use, silent or no change."""
        found = look(self._path)
        if found is None:
            return "session.open-gone"
        still = self._watch.still(found)
        if still >= STALE_SECONDS:
            return "session.open-silent"
        return "session.open-moves" if self._watch.moved else "session.open-unchanged"


def _places(real: Path, plan_id: str) -> Iterator[Path]:
    """Yield where the file may lie: beside the plan, else with the meetings of this computer."""
    yield name_beside(real, "open", plan_id)
    with contextlib.suppress(Refusal):  # its drive may be out: the record is then in another folder
        yield meetings_folder() / name_beside(real, "open", f"{plan_id}/{real.parent}").name


def _taken(path: Path, since: str, over: Note | None) -> LockFile:
    found = None
    for _ in range(_TRIES):
        if file := LockFile.make(path, since) or LockFile.inherit(path, since):
            return file
        found = look(path)
        if found is None:
            continue
        if found.blank and over is None:
            time.sleep(_PAUSE)
            continue
        taken = LockFile.take_over(path, found, since) if over is not None and _same(found, over) else None
        if taken is not None:
            return taken
        raise PlanIsOpen(path, found)
    if found is not None:
        if file := LockFile.inherit(path, since, blank=True):
            return file
        raise PlanIsOpen(path, found)
    raise OSError  # it comes and goes: no place for it


def _same(found: Note, over: Note) -> bool:
    return found.token == over.token if over.token else found.raw == over.raw


def _time(since: str) -> str:
    """Return the time of a lock for people, or nothing where it cannot be read."""
    try:
        return f"{datetime.fromisoformat(since):%H:%M}"
    except ValueError:
        return ""
