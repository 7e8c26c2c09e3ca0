"""What a Word form has no place for of its plan as a whole, as this computer keeps it.

That is its number, the plan that it follows, and its versions: who of the family has seen which, and when. It
lies beside the plan's earlier versions. A native plan has all of it in its file.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from pathlib import Path

from pydantic import ValidationError

from facilitator.files import kept_file
from facilitator.files.change_record import kept_changes
from facilitator.files.folders import backups_path
from facilitator.files.kept_marks import with_kept_marks
from facilitator.files.open_plan import OpenPlan
from facilitator.plan.plan import Plan, Version
from facilitator.plan.refusal import Refusal

NAME = "beside.json"
"""The file of it, beside the earlier versions of a plan."""
_FIELDS = ("number", "continues", "versions")


def keep_beside(plan: Plan) -> bool:
    """Keep what a form has no place for, durably; returns False where this computer has no room for it."""
    return kept_file.keep(backups_path(plan.id) / NAME, plan.model_dump_json(include=set(_FIELDS)).encode())


def with_kept(opened: OpenPlan) -> Plan:
    """Return a plan with what is kept beside its form; what is damaged says nothing."""
    plan = opened.plan
    if opened.word is None:
        return plan
    plan = with_kept_marks(plan, kept_changes(opened.ids), opened.word.script.format)
    kept = next(_found(opened.ids), {})
    if plan.number != 1:  # the form has a box for it
        kept.pop("number", None)
    return plan.model_copy(update=kept)


def _found(plan_ids: Iterable[str]) -> Iterator[dict[str, object]]:
    for one in plan_ids:
        try:
            given = json.loads(kept_file.read(Path(backups_path(one) / NAME)))
            versions = [Version.model_validate_json(json.dumps(each)) for each in given["versions"]]
            yield {
                "number": int(given["number"]),
                "continues": given["continues"] and str(given["continues"]),
                "versions": versions,
            }
        except (OSError, Refusal, ValueError, TypeError, LookupError, ValidationError, RecursionError):
            continue
