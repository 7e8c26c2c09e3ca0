"""JSON that somebody wrote by hand, rather than a plan file of our own."""

from __future__ import annotations

from facilitator.plan.refusal import Refusal


def of_given(refusal: Refusal) -> Refusal:
    """Return a plan file's refusal in words for such a file, which has no backups and no earlier version."""
    kind, _, rest = refusal.code.partition(".")
    return Refusal(f"given.{rest}", **refusal.values) if kind in ("plan", "conformity") else refusal
