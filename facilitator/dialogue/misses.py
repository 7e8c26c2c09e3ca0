"""How something that was typed can miss, each with its own way on."""

from __future__ import annotations

from facilitator.plan.refusal import Refusal


class NotMeant(Exception):
    """The line only looked like the command: it is tried as another one, and then as an answer."""


class Unsure(Refusal):
    """The line is probably the command, but may be what somebody said; the same again is kept as words."""


class Misused(Refusal):
    """The line is the command and lacks something; there is nothing in it to record."""
