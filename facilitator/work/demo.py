"""A fictional child's plan with one review held, so that somebody can try a meeting at once."""

from __future__ import annotations

import json
import re
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from facilitator.files.open_plan import OpenPlan
from facilitator.files.plan_ids import fresh_id
from facilitator.files.plans import new_plan
from facilitator.plan.plan import Plan
from facilitator.script.loading import find_prompts

FILE_NAME = "demo.plan.json"

_DAY = re.compile(r"(\d{4}-\d{2}-\d{2})(T.*)?")


def demo_plan(today: date) -> Plan:
    """Return the demo's plan as it would stand today, with its next review due.

    Every date is moved by the same whole weeks, so that weekdays and ages stay. Each plan has an id of
    its own: two demos are two children, and neither carries on the other's meeting.
    """
    data = json.loads((find_prompts() / "demo" / FILE_NAME).read_text(encoding="utf-8"))
    last = data["reviews"][-1]
    held, due = (date.fromisoformat(last[field]) for field in ("date", "next_date"))
    by = timedelta(weeks=(today - due).days // 7)
    if _in_the_summer_holidays(held + by):
        by -= timedelta(weeks=5)
    return Plan.model_validate_json(json.dumps({**_moved(data, by), "id": fresh_id("demo")}))


def _in_the_summer_holidays(day: date) -> bool:
    return date(day.year, 7, 21) <= day <= date(day.year, 8, 31)


def write_demo(folder: Path, today: date) -> OpenPlan:
    """Write the demo's plan into a folder and return it; Refusal where there is one already."""
    return new_plan(folder / FILE_NAME, demo_plan(today))


def _moved(value: Any, by: timedelta) -> Any:
    if isinstance(value, dict):
        return {key: _moved(item, by) for key, item in value.items()}
    if isinstance(value, list):
        return [_moved(item, by) for item in value]
    match = _DAY.fullmatch(value) if isinstance(value, str) else None
    return f"{date.fromisoformat(match[1]) + by}{match[2] or ''}" if match else value
