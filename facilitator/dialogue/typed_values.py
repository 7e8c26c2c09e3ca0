"""What somebody typed for a field of a plan, as the plan holds it: by the declared type, never guessed."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from facilitator.meeting.dates import read_date
from facilitator.phrases.day import in_full
from facilitator.plan.field_values import UNKNOWN, Value, cost_of, number_of, options_apart
from facilitator.plan.letters import clean, clean_line
from facilitator.plan.refusal import Refusal
from facilitator.plan.similar_names import folded
from facilitator.plan.text import LONGEST_LINE, LONGEST_WORDS
from facilitator.script.declared_fields import DeclaredField, DeclaredOption
from facilitator.script.words_by_key import say

_MOST_YEARS = 30
"""No day of a plan for a child or a young person is further from today."""


def typed_value(text: str, declared: DeclaredField, today: date) -> Value:
    """Return what a field holds where somebody types this; raises Refusal, which says what would fit."""
    text = clean(text).strip()
    if not text:
        raise Refusal("edit.no-words", label=declared.label)
    return _READERS[declared.type](text, declared, today)


def _words(text: str, _declared: DeclaredField, _today: date) -> Value:
    if len(text) > LONGEST_WORDS:
        raise Refusal("edit.too-long", most=LONGEST_WORDS)
    return text


def _line(text: str, _declared: DeclaredField, _today: date) -> Value:
    line = clean_line(text)
    if len(line) > LONGEST_LINE:
        raise Refusal("edit.too-long", most=LONGEST_LINE)
    return line


def _date(text: str, declared: DeclaredField, today: date) -> Value:
    found = read_date(text, today)
    if found is None:
        raise Refusal("edit.no-date", text=text)
    if declared.role == "done" and found > today:
        raise Refusal("edit.not-done-yet", day=in_full(found), label=declared.label)
    if abs(found.year - today.year) > _MOST_YEARS:
        raise Refusal("edit.day-far", day=in_full(found), most=_MOST_YEARS)
    return found.isoformat()


def _number(text: str, declared: DeclaredField, _today: date) -> Value:
    number = number_of(text)
    if number is None:
        raise Refusal("edit.no-number", text=text, label=declared.label)
    return number


def _cost(text: str, declared: DeclaredField, _today: date) -> Value:
    if cost_of(text) is None:
        raise Refusal("edit.no-cost", text=text, label=declared.label)
    return clean_line(text)


def _tick(text: str, declared: DeclaredField, _today: date) -> Value:
    answers: dict[str, Value] = {"yes": True, "no": False, "unknown": UNKNOWN}
    for one, value in answers.items():
        if folded(text) in [folded(words) for words in say(f"edit.typed-{one}").split("|")]:
            return value
    raise Refusal("edit.no-tick", text=text, label=declared.label)


def _choice(text: str, declared: DeclaredField, _today: date) -> Value:
    return _option(text, declared)


def _several(text: str, declared: DeclaredField, _today: date) -> Value:
    whole = _options_named(text, declared.options)
    chosen = whole or [_option(part, declared) for part in options_apart(text)]
    return [one for one in declared.option_ids if one in chosen]


def _option(text: str, declared: DeclaredField) -> str:
    """Return the option of a number, or of its words or the beginning of these; Refusal for none or two."""
    text = text.strip()
    if text.isdecimal() and 1 <= int(text) <= len(declared.options):
        return declared.option_ids[int(text) - 1]
    found = _options_named(text, declared.options)
    if len(found) != 1:
        known = ", ".join(one.label or one.id for one in declared.options)
        raise Refusal("edit.no-option", text=text, label=declared.label, known=known)
    return found[0]


def _options_named(text: str, options: list[DeclaredOption]) -> list[str]:
    said = " ".join(folded(text))
    words = {one.id: [" ".join(folded(name)) for name in (one.label, one.id)] for one in options}
    exact = [one for one, names in words.items() if said in names]
    begun = [one for one, names in words.items() if said and any(name.startswith(said) for name in names)]
    return exact or begun


def _score(_text: str, declared: DeclaredField, _today: date) -> Value:
    raise Refusal("edit.of-meeting", label=declared.label)


_READERS: dict[str, Callable[[str, DeclaredField, date], Value]] = {
    "words": _words,
    "said": _words,
    "line": _line,
    "date": _date,
    "number": _number,
    "cost": _cost,
    "tick": _tick,
    "choice": _choice,
    "several": _several,
    "score": _score,
}
