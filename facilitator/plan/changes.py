"""One change to a plan, as it is kept: what was done to which part of it, and who did it."""

from typing import Literal

from facilitator.plan.field_values import Value
from facilitator.plan.nouns import HowEnded, Noun
from facilitator.plan.text import Id, Line, Words

Deed = Literal["added", "reworded", "emptied", "ended", "put_back", "kept_back", "shared", "followed_up"]
MARKS: tuple[Deed, ...] = ("kept_back", "shared")
"""What says that a part is not for sharing, or may be shared again."""


class PlanChange(Noun):
    """A part of a plan that was added, reworded, ended for a reason, put back, or an action followed up.

    Or one that is not for sharing (`kept_back`), or may be `shared` again.

    `kind` and `part` are which one: a kind of items with an id, or `plan` without; what is yet to be added
    has no id either. `value` is what `field` says from then on, `was` what it said before. `under` is what an
    item was added to; `role` and `speaker` are those of a person and of words that were added; `into` is
    what took the place of what ended. Of a signature `field` is what was signed, `speaker` whose it is,
    `name` who signed, `value` the day and `because` the note. Of an action that is followed up, `field` is
    its status, who or due (`facilitator.meeting.follow_up`), and `agreed` who agreed to that.
    """

    deed: Deed
    kind: Id
    part: Line = ""
    field: Line = ""
    value: Value | None = None
    was: Value | None = None
    under: Id | None = None
    role: Line = ""
    speaker: Id | None = None
    name: Line = ""
    how: HowEnded | None = None
    because: Words = ""
    into: Id | None = None
    by: Line = ""
    agreed: Line = ""
