"""Where a school's own file is: in the folder that `--prompts` names, else in the data folder."""

from __future__ import annotations

from pathlib import Path

from facilitator.files.folders import school_path
from facilitator.files.system_calls import may_be_there
from facilitator.script.formats_and_turns import Script
from facilitator.script.school import SCHOOL_FILE, School, load_school


def own_school(prompts: Path | None = None) -> School:
    """Return what the school has set down about itself; Refusal where its file is wrong."""
    for path in (*([prompts / SCHOOL_FILE] if prompts else []), school_path()):
        if may_be_there(path):
            return load_school(path)
    return School.model_construct()


def of_school(script: Script, school: School) -> Script:
    """Return a script that knows what a school has set down: its budget, terms, papers, pictures or none."""
    own = {
        "weekly_cost": school.weekly_cost,
        "papers": school.supporting_papers,
        "terms": list(school.terms),
        "pictures": school.pictures,
    }
    return script.model_copy(update=own)
