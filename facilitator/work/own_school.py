"""Where a school's own file is: in the folder that `--prompts` names, else in the data folder."""

from __future__ import annotations

from pathlib import Path

from facilitator.files.folders import school_path
from facilitator.script.school import SCHOOL_FILE, School, load_school


def own_school(prompts: Path | None = None) -> School:
    """Return what the school has set down about itself; Refusal where its file is wrong."""
    for path in (*([prompts / SCHOOL_FILE] if prompts else []), school_path()):
        if path.exists():
            return load_school(path)
    return School.model_construct()
