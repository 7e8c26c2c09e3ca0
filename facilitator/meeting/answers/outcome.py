"""An outcome of the plan: a choice of those that go on."""

from __future__ import annotations

from facilitator.meeting.answers.choice import Choice


class Outcome(Choice):
    """One of the plan's current outcomes, by its number and wording."""
