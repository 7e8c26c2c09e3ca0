"""The words that the chair may type, and what they mean: data from `prompts/shared/vocabulary.yaml`."""

from __future__ import annotations

from pydantic import BaseModel, ConfigDict

from facilitator.plan.manners import Given
from facilitator.plan.people import Perspective


class Vocabulary(BaseModel):
    """Typed words by meaning, lower case; a word of several parts is matched as typed, with single spaces.

    `perspectives` maps words in a name or a role (*mum*, *therapist*) to whose view that person gives;
    `given` maps how an answer was given to words that may stand after a name ("Mina pointed: ...").
    """

    model_config = ConfigDict(extra="forbid", frozen=True, defer_build=True)

    perspectives: dict[Perspective, list[str]] = {}
    yes: list[str] = ["yes"]
    everyone: list[str] = ["everyone"]
    dont_know: list[str] = ["k"]
    not_agreed: list[str] = ["n"]
    apologies: list[str] = []
    said_for: list[str] = ["for"]
    with_help: list[str] = ["with"]
    because: list[str] = ["because"]
    given: dict[Given, list[str]] = {}
    dont_understand: list[str] = []
    something_else: list[str] = ["something else"]
    none: list[str] = ["none"]
