"""`facilitator schema plan|review|event`: the JSON Schema of what is in the files."""

from __future__ import annotations

import json
from typing import Any

import click

from facilitator.cli.command_help import declare
from facilitator.printing import put


@declare("schema")
@click.argument("kind", type=click.Choice(["plan", "review", "event"]))
def command(kind: str) -> int:
    """Print a JSON Schema."""
    put(json.dumps(_schema(kind), indent=2, ensure_ascii=False))
    return 0


def _schema(kind: str) -> dict[str, Any]:
    if kind == "event":
        from facilitator.meeting.event_json import event_adapter

        return event_adapter().json_schema(by_alias=True)
    from facilitator.plan.plan import Plan
    from facilitator.plan.reviews import Review

    model = Plan if kind == "plan" else Review
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        **model.model_json_schema(by_alias=True),
    }
