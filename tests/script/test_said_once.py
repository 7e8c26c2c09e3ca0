"""No text of the catalogue stands twice: a fact is worded in one place."""

from __future__ import annotations

from collections import defaultdict

import yaml

from tests.needs import PROJECT

_CHILD_OR_ADULT = "the question itself, for a child or an adult: a school may word the two differently"
_TYPED = "what stands over the line that is typed into, whatever the question itself is"
_BY_NAME = "looked up by the kind of file or of answer that it is about"
_OTHERWISE = "of actions that are followed up, which a school may word otherwise than in a meeting"

ON_PURPOSE: dict[str, str] = {
    "follow.nothing": _OTHERWISE,
    "follow.who-title": _OTHERWISE,
    "given.number-too-long": _BY_NAME,
    "plain.hint-period": _BY_NAME,
    "parts.by-child": _CHILD_OR_ADULT,
    "parts.who-child": _CHILD_OR_ADULT,
    "screen.says-action-by": _TYPED,
    "screen.says-action-who": _TYPED,
}
"""Keys whose text may stand a second time, and the reason."""


def _texts() -> dict[str, list[str]]:
    keys = defaultdict(list)
    for path in sorted((PROJECT / "prompts" / "words").glob("*.yaml")):
        for key, text in yaml.safe_load(path.read_text(encoding="utf-8")).items():
            if key not in ON_PURPOSE and len(str(text).split()) > 2:
                keys[" ".join(str(text).split())].append(key)
    return keys


def test_no_text_of_more_than_two_words_stands_twice() -> None:
    twice = {text: keys for text, keys in _texts().items() if len(keys) > 1}
    assert not twice
