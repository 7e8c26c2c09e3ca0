"""What several formats declare alike, written once: `takes_in: [meeting]` in a format's file.

Each name is a file in `shared/declarations/`. What the format says itself comes first, and stands where both
say something.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from facilitator.plan.text import Id
from facilitator.script.declared_fields import Fields
from facilitator.script.parsed_prompts import values_of
from facilitator.script.prompt_data import Data, ForChild
from facilitator.script.routes import Routes
from facilitator.script.scales import Scale
from facilitator.script.yaml_source import source_of, text_of

if TYPE_CHECKING:
    from pathlib import Path

TAKES_IN = "takes_in"


class SharedDeclarations(Data):
    """One file of what several formats declare alike."""

    plan: Fields = {}
    review: Fields = {}
    about: dict[Id, Fields] = {}
    cards: list[ForChild] = []
    scale: Scale | None = None
    routes: Routes = {}


def declarations_path(prompts: Path, name: str) -> Path:
    """Return the file of what is declared for several formats under a name."""
    return prompts / "shared" / "declarations" / f"{name}.yaml"


def with_shared(path: Path, values: Any, prompts: Path) -> Any:
    """Return what a format says, and behind it what it takes in; Refusal where there is no such file."""
    names = values.get(TAKES_IN) if isinstance(values, dict) else None
    for place, name in enumerate(names if isinstance(names, list) else []):
        shared = declarations_path(prompts, str(name))
        if not shared.is_file():
            source = source_of(path, text_of(path))
            raise source.finding((TAKES_IN, place), "script.unknown-declarations", name=name).refusal()
        values = _merged(values, values_of(shared, text_of(shared)))
    return values


def _merged(own: Any, shared: Any) -> Any:
    if not isinstance(own, dict) or not isinstance(shared, dict):
        return own
    both = {key: _merged(own[key], shared[key]) for key in own if key in shared}
    return {**own, **both, **{key: value for key, value in shared.items() if key not in own}}
