"""The stages that a plan goes through, as a format names them: each with what tells that it is done."""

from __future__ import annotations

from typing import Annotated

from pydantic import BeforeValidator

from facilitator.plan.text import Id
from facilitator.script.format_declaration import Path
from facilitator.script.prompt_data import Data, as_strings
from facilitator.script.routes import Wanted


class Stage(Data):
    """One stage: its `words`, and what is `to_do` in it.

    It is done where all that it `has` stands in the plan (a box `plan.grounds`, a signature `signed.talk`, an
    item of a kind such as `outcome`) and every fact of `done` is so; without either it is left to people.
    `only` names answers of the last review without which it is none of this plan.
    """

    id: Id
    words: str
    to_do: str
    has: list[str] = []
    done: Wanted = {}
    only: dict[str, Annotated[list[str], BeforeValidator(as_strings)]] = {}

    @property
    def needs(self) -> list[Path]:
        """What must stand in the plan."""
        return [Path.read(name) for name in self.has]

    @property
    def is_left_to_people(self) -> bool:
        """Whether the plan tells nothing of it."""
        return not self.has and not self.done
