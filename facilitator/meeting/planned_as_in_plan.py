"""How an event holds a meeting that wrote the plan: as a plan does, and checked as one."""

import json

from pydantic_core import core_schema

from facilitator.plan.reviews import PlanningMeeting


class AsInAPlan:
    """Reads a record that a journal has as a plan has it: its nouns take days from JSON alone.

    What checks such a record is dear to make, and few meetings begin with one: it is made for the first.
    """

    def __get_pydantic_core_schema__(self, _source: object, _handler: object) -> core_schema.CoreSchema:
        return core_schema.no_info_plain_validator_function(self._read)

    @staticmethod
    def _read(value: object) -> PlanningMeeting:
        if isinstance(value, dict):
            return PlanningMeeting.model_validate_json(json.dumps(value))
        return PlanningMeeting.model_validate(value)
