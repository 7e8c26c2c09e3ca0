"""The base of everything that is read from `prompts/`, and how YAML's own values become ids."""

from typing import Annotated

from pydantic import BaseModel, BeforeValidator, ConfigDict

from facilitator.plan.text import Id


def as_list(value: object) -> object:
    """Return a value that may stand alone as a list."""
    return value if isinstance(value, list) else [value]


def as_strings(value: object) -> object:
    """Return words as a list: an id is always a word, though YAML reads `60` and `yes` as something else."""
    words = {True: "yes", False: "no"}
    return [words[item] if isinstance(item, bool) else str(item) for item in as_list(value)]  # type: ignore[attr-defined]


def _as_id(value: object) -> object:
    return as_strings(value)[0]  # type: ignore[index]


WordId = Annotated[Id, BeforeValidator(_as_id)]


class Data(BaseModel):
    """The base of everything read from `prompts/`: immutable, and an unknown key is an error."""

    model_config = ConfigDict(extra="forbid", frozen=True, defer_build=True)
