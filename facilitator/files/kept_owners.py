"""Which step each target of a Word plan is of, where several stand in one box: this computer keeps it.

It lies beside the plan's earlier versions, by words: what is read from a document has new ids every time.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from pathlib import Path

from facilitator.files import kept_file
from facilitator.files.folders import backups_path
from facilitator.plan.refusal import Refusal

NAME = "owners.json"
"""The file of it, beside the earlier versions of a plan."""

Owners = dict[str, list[str]]


def keep_owners(plan_id: str, owners: Mapping[str, list[str]]) -> bool:
    """Keep owners durably; returns False where this computer has no room for them."""
    return kept_file.keep(backups_path(plan_id) / NAME, json.dumps(owners, ensure_ascii=False).encode())


def owners_kept(plan_ids: Iterable[str]) -> Owners:
    """Return the owners that are kept of a plan, under its own or an earlier id; damaged ones are none."""
    return next((found for found in map(_read, plan_ids) if found is not None), {})


def _read(plan_id: str) -> Owners | None:
    try:
        given = json.loads(kept_file.read(Path(backups_path(plan_id) / NAME)))
        return {str(part): [str(one) for one in words] for part, words in given.items()}
    except (OSError, Refusal, ValueError, TypeError, AttributeError, RecursionError):
        return None
