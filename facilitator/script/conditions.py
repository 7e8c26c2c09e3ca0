"""When a turn is asked: the conditions that prompts can set."""

from typing import Annotated, Literal

from pydantic import BeforeValidator

from facilitator.plan.people import Perspective
from facilitator.script.prompt_data import Data, as_list, as_strings
from facilitator.script.routes import Range

SaysBy = Literal["talk", "both", "board"]

ANYTHING, NOTHING = "anything", "nothing"
"""What a condition calls any answer, and none."""

Values = Annotated[list[str], BeforeValidator(as_strings)]
Perspectives = Annotated[list[Perspective], BeforeValidator(as_list)]
WaysToSay = Annotated[list[SaysBy], BeforeValidator(as_list)]


class Condition(Data):
    """When a turn is asked; every field given must hold.

    `answers` maps a turn's id to the option ids of which one was chosen, or to `anything` (at least one
    line, number or option) or `nothing`. A turn of the same loop is looked up for the same item.
    `next_before` is whether the last review said in words alone what comes next for the item.
    `before_known` is whether the plan has where the item or the child in hand began.
    `age_known` is whether the plan has the child's date of birth; `says_by` how the child's set-up has it
    that the child says what is good and hard, *talk* where nobody has said; of the ways on `offered` one is.
    `loose` is whether something hangs loose in the golden thread; `pictures` whether the school has any.
    """

    answers: dict[str, Values] = {}
    spread: Range | None = None
    second_spread: Range | None = None
    score: Range | None = None
    score_result: Values = []
    low_before: bool | None = None
    next_before: bool | None = None
    before_known: bool | None = None
    present: Perspectives = []
    absent: Perspectives = []
    sent_in: Perspectives = []
    not_sent_in: Perspectives = []
    school_year: Range | None = None
    had_review: bool | None = None
    last_period: bool | None = None
    minutes: Range | None = None
    age_known: bool | None = None
    says_by: WaysToSay = []
    offered: Values = []
    loose: bool | None = None
    pictures: bool | None = None
