"""The sentences of a summary, from `prompts/words/summary.yaml`, for text and for HTML."""

from __future__ import annotations

import re
from collections.abc import Callable

from facilitator.script.words import say

Say = Callable[..., str]
"""Says a sentence by its key without the prefix: `say("how.with_help", helper="Mum")`."""

_PLACE = re.compile("\x00([a-z_]+)\x00")


def plain(key: str, /, **values: object) -> str:
    """Return a sentence with its values as they are."""
    return say(f"summary.{key}", **values)


def marked(key: str, /, **values: object) -> str:
    """Return a sentence of the summary that is safe in HTML: see `safe`."""
    return safe(f"summary.{key}", **values)


def safe(key: str, /, **values: object) -> str:
    """Return a sentence by its whole key, safe in HTML: each value escaped and set apart.

    A name in Urdu then stays in its place in an English line. A value that is marked already is kept.
    """
    from markupsafe import Markup, escape

    # The text gate lets no NUL through, so these places cannot be part of a value.
    places = {name: f"\x00{name}\x00" for name, value in values.items() if isinstance(value, str)}
    sentence = str(escape(say(key, **{**values, **places})))
    return Markup(_PLACE.sub(lambda match: f"<bdi>{escape(values[match[1]])}</bdi>", sentence))  # noqa: S704
