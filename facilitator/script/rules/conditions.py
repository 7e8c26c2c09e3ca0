"""Conditions that can hold: on turns asked before, on options that exist, on ranges that are not empty."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from facilitator.script.conditions import ANYTHING, NOTHING, Condition
from facilitator.script.routes import Range
from facilitator.script.turns_in_order import Form, Place
from facilitator.script.yaml_source import Finding

RESULTS = {"agreed", "agreed_after_talking", "not_agreed"}
SCHOOL_YEARS = Range(at_least=0, at_most=14)

_NEEDS = {"spread": "first", "second_spread": "second", "score": "", "score_result": "", "low_before": ""}
"""Which part of a score must have been asked for before a condition of each kind can be looked up."""


class When(NamedTuple):
    """One condition: the place at which it decides, and where it stands in its turn."""

    place: Place
    when: Condition
    loc: tuple[str | int, ...]
    target: str

    def finding(self, code: str, key: str, **values: object) -> Finding:
        """Return a finding on the line of one key of the condition, naming the turn that it decides on."""
        return self.place.finding(code, *self.loc, key, key=key, target=self.target, **values)


def findings(form: Form) -> Iterator[Finding]:
    """Yield conditions that can never hold, or that ask after what is not yet known."""
    for place in form.everywhere:
        for one in _whens(place):
            yield from _answers(one, form)
            yield from _ranges(one, form)
            yield from _never_true(one)
    yield from _too_early(form)


def _whens(place: Place) -> Iterator[When]:
    yield When(place, place.turn.when, ("when",), place.turn.id)
    for index, follow_up in enumerate(place.turn.follow_ups):
        yield When(place, follow_up.when, ("follow_ups", index, "when"), follow_up.turn)


def _answers(one: When, form: Form) -> Iterator[Finding]:
    for turn_id, values in one.when.answers.items():
        at = When(one.place, one.when, (*one.loc, "answers"), one.target)
        turn = form.turns.get(turn_id)
        if turn is None:
            yield at.finding("script.unknown-condition-turn", turn_id)
            continue
        known = {option.id for option in turn.options} | {ANYTHING, NOTHING}
        for value in values:
            if value not in known:
                yield at.finding("script.unknown-condition-option", turn_id, option=value)


def _ranges(one: When, form: Form) -> Iterator[Finding]:
    """A range must have room, and overlap with what can be."""
    lengths = [agenda.minutes for agenda in form.file.agendas]
    lowest, highest = form.file.ends_of_scale
    width = Range(at_least=0, at_most=highest - lowest)
    possible = {
        "spread": width,
        "second_spread": width,
        "score": Range(at_least=lowest, at_most=highest),
        "school_year": SCHOOL_YEARS,
        "minutes": Range(at_least=min(lengths), at_most=max(lengths)),
    }
    for key, wide in possible.items():
        given: Range | None = getattr(one.when, key)
        if given is None or (key == "minutes" and not form.has(one.place.part)):
            continue
        least, most = (0 if wide.at_least is None else wide.at_least), wide.at_most or 0
        low = least if given.at_least is None else max(given.at_least, least)
        high = most if given.at_most is None else min(given.at_most, most)
        if low > high:
            yield one.finding("script.empty-range", key, least=least, most=most)


def _never_true(one: When) -> Iterator[Finding]:
    when = one.when
    for result in when.score_result:
        if result not in RESULTS:
            yield one.finding("script.unknown-result", "score_result", result=result)
    if set(when.present) & set(when.absent):
        yield one.finding("script.never-true", "absent", other="present")
    if set(when.sent_in) & set(when.not_sent_in):
        yield one.finding("script.never-true", "not_sent_in", other="sent_in")
    if one.place.turn.to in when.absent and one.loc == ("when",):
        yield one.finding("script.never-true", "absent", other="to")


def _too_early(form: Form) -> Iterator[Finding]:
    """What a condition asks after must be asked before it in at least one agenda."""
    in_time: dict[tuple[str, str, str], bool] = {}
    first: dict[tuple[str, str, str], tuple[When, str]] = {}
    for _, way in form.ways:
        turns: set[str] = set()
        judged: set[str] = set()
        for place in way:
            for one in _whens(place):
                if one.loc != ("when",):
                    turns.add(place.turn.id)
                    judged |= _judged(place, form)
                for key, asked, known in _asked_after(one, turns, judged, form):
                    name = (place.turn.id, str(one.loc), asked)
                    in_time[name] = in_time.get(name, False) or known
                    first.setdefault(name, (one, key))
            turns.add(place.turn.id)
            judged |= _judged(place, form)
    for name, known in in_time.items():
        if not known:
            one, key = first[name]
            yield one.finding("script.condition-too-early", key, asked=name[2])


def _asked_after(one: When, turns: set[str], judged: set[str], form: Form) -> Iterator[tuple[str, str, bool]]:
    """Yield what a condition asks after: its key, the turn or record, and whether that came before."""
    for turn_id, values in one.when.answers.items():
        if turn_id in form.turns and values != [NOTHING]:
            yield "answers", turn_id, turn_id in turns
    for key, needed in _NEEDS.items():
        if getattr(one.when, key) not in (None, []):
            yield key, needed or "score", needed in judged


def _judged(place: Place, form: Form) -> set[str]:
    """Return the part of a score that a turn asks for, "" what is agreed; nothing of any other turn."""
    path = place.turn.path
    return {path.part} if place.turn.answer == "agree" or form.file.is_score(path) else set()
