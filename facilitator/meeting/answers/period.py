"""Which review of the plan this is: a choice of those that are not yet held."""

from __future__ import annotations

from facilitator.meeting.answers.choice import Choice


class Period(Choice):
    """One of the free reviews of the plan, by its name."""
