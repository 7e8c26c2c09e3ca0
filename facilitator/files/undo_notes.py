"""A note among the meetings that a review is being taken back, so that a crash leaves it done or not done.

It is there from before the plan file is put back until the records of the meeting say the same. The next
start that finds it looks at the plan: put back, the rest is done as well; as it was, nothing was done.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable
from pathlib import Path
from typing import NamedTuple

from facilitator.files import kept_file, os_errors, system_calls
from facilitator.files.folders import Ids, begins_with, meetings_folder, meetings_path, short_name
from facilitator.plan.refusal import Refusal

ENDING = ".undoing"


class UndoNote(NamedTuple):
    """A review that is taken back: the plan and its file, the review, and the file's digests.

    `review_id` is empty where no meeting is to go on. `after` is the digest with the review in it, `before`
    the one without.
    """

    plan_id: str
    path: str
    review_id: str
    before: str
    after: str

    @property
    def file(self) -> Path:
        """Where the note lies; its name says nothing about child or review."""
        review = hashlib.sha256(self.review_id.encode()).hexdigest()[:16]
        return meetings_path() / f"{short_name(self.plan_id)}-{review}{ENDING}"

    def leave(self) -> None:
        """Leave the note, durably; raises Refusal."""
        folder = meetings_folder()
        try:
            kept_file.put(self.file, json.dumps(self._asdict()).encode())
        except OSError as error:
            raise os_errors.folder_refusal(error, folder) from error

    def take_away(self) -> None:
        """Take the note away: all is done, or nothing."""
        system_calls.forget(self.file)


def notes_of(plan_ids: Ids) -> Iterable[UndoNote]:
    """Return the notes of a plan; one that cannot be read says nothing."""
    found = []
    for path in system_calls.files_in(meetings_path(), f"*{ENDING}"):
        if not begins_with(path.name, plan_ids):
            continue
        try:
            found.append(UndoNote(**json.loads(kept_file.read(path))))
        except (OSError, Refusal, ValueError, TypeError):
            continue
    return found
