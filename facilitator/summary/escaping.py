"""Sentences of the catalogue with names and words filled in, for a page of text and for HTML."""

from __future__ import annotations

import re

from facilitator.script.ladder import Say
from facilitator.script.words_by_key import say

_PLACE = re.compile("\x00([a-z_]+)\x00")


def safe(key: str, /, **values: object) -> str:
    """Return a sentence by its whole key, safe in HTML: each value escaped and set apart.

    A name in Urdu then stays in its place in an English line. A value that is marked already is kept.
    """
    from markupsafe import Markup, escape

    # The text gate lets no NUL through, so these places cannot be part of a value.
    places = {name: f"\x00{name}\x00" for name, value in values.items() if isinstance(value, str)}
    sentence = str(escape(say(key, **{**values, **places})))
    return Markup(_PLACE.sub(lambda match: f"<bdi>{escape(values[match[1]])}</bdi>", sentence))  # noqa: S704


def of_summary(tell: Say) -> Say:
    """Return what says a summary's own sentences by their keys without the prefix, as `tell` does."""

    def own(key: str, /, **values: object) -> str:
        return tell(f"summary.{key}", **values)

    return own
