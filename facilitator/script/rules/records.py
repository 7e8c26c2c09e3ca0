"""Every answer goes somewhere: what a turn records fits its kind of answer, its loop and the format."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from facilitator.plan.manners import BANDS, GIVEN
from facilitator.script.answer_kinds import IN_SCRIPT, KEYS
from facilitator.script.form import Form, Place
from facilitator.script.models import AnswerKind, ForEach, Records
from facilitator.script.source import Finding


class Fits(NamedTuple):
    """What goes with one kind of record; `options` are all that it may have, empty = any."""

    answer: AnswerKind
    loop: ForEach | None = None
    options: tuple[str, ...] = ()


FITS: dict[Records, Fits] = {
    "statement": Fits("lines"),
    "outcome_statement": Fits("lines", "outcomes"),
    "action_note": Fits("lines", "last_actions"),
    "delivered": Fits("choice", "outcomes", ("yes", "partly", "no")),
    "decision": Fits("choice", "outcomes", ("keep", "amend", "remove", "achieved")),
    "choice": Fits("choice"),
    "outcome_choice": Fits("choice", "outcomes"),
    "action_status": Fits("choice", "last_actions", ("done", "part", "not_done", "not_needed")),
    "first_scores": Fits("scores", "outcomes"),
    "second_scores": Fits("scores", "outcomes"),
    "score": Fits("agree", "outcomes"),
    "objection_reason": Fits("lines", "sides"),
    "objection_would_change": Fits("lines", "sides"),
    "disagreement_next": Fits("lines", "outcomes"),
    "disagreement_date": Fits("date", "outcomes"),
    "action": Fits("action"),
    "match": Fits("choice", "concerns", ("action", "outcome", "watch", "not_now")),
    "match_outcome": Fits("outcome", "concerns"),
    "match_because": Fits("lines", "concerns"),
    "amended_wording": Fits("lines", "outcomes"),
    "people": Fits("people"),
    "child_presence": Fits("choice", None, ("all", "part", "no")),
    "date": Fits("date"),
    "minutes": Fits("choice"),
    "next_date": Fits("date"),
    "period": Fits("period"),
    "read_back": Fits("choice", "present", ("yes", "yes_but", "no")),
    "set_up": Fits("text"),
    "sorted": Fits("board"),
}

SET_UP: dict[str, Fits] = {
    "known_as": Fits("text"),
    "communication": Fits("text"),
    "helper": Fits("text"),
    "starts_with": Fits("text"),
    "ways": Fits("several", None, GIVEN),
    "topics_away": Fits("several"),
    "says_by": Fits("choice", None, ("talk", "both", "board")),
    "rate": Fits("choice"),
    "age_band": Fits("choice", None, BANDS),
}
"""The parts of a child's set-up that a turn may ask for, each by the `field` of a turn that records it."""


def findings(form: Form) -> Iterator[Finding]:
    """Yield turns whose answer is lost, or goes where it does not belong."""
    looked_up = {name for place in form.everywhere for name in _looked_up(place)}
    for place in form.everywhere:
        if place.turn.records is None and place.turn.id not in looked_up:
            yield place.finding("script.records-nothing", "answer")
        yield from _fit(place, form)
        yield from _topic_and_field(place, form)
        yield from _keys(place)
        yield from _columns(place, form)


def _looked_up(place: Place) -> Iterator[str]:
    """Yield the turns whose answers a condition of this turn asks after."""
    yield from place.turn.when.answers
    for follow_up in place.turn.follow_ups:
        yield from follow_up.when.answers


def _fit(place: Place, form: Form) -> Iterator[Finding]:
    turn = place.turn
    if turn.records is None:
        return
    fits = FITS[turn.records]
    if turn.records == "set_up":
        fits = SET_UP.get(turn.field or "", FITS["set_up"])
    if turn.answer != fits.answer:
        yield place.finding("script.wrong-answer", "answer", records=turn.records, answer=fits.answer)
    if fits.loop and fits.loop not in place.loops:
        yield place.finding("script.wrong-loop", "records", records=turn.records, loop=fits.loop)
    allowed = fits.options
    if turn.records == "minutes":
        allowed = tuple(str(agenda.minutes) for agenda in form.file.agendas)
    for index, option in enumerate(turn.options):
        if allowed and option.id not in allowed:
            values = {"option": option.id, "allowed": ", ".join(allowed)}
            yield place.finding("script.wrong-option", "options", index, **values)


def _topic_and_field(place: Place, form: Form) -> Iterator[Finding]:
    turn, file = place.turn, form.file
    of_topic = {"statement": file.topics, "outcome_statement": file.outcome_fields}
    topics: Iterable[str] | None = of_topic.get(turn.records or "")
    fields: Iterable[str] | None = file.choices if turn.records in ("choice", "outcome_choice") else None
    if turn.records == "set_up":
        fields = SET_UP
    for key, given, known in (("topic", turn.topic, topics), ("field", turn.field, fields)):
        if known is None and given is not None:
            yield place.finding("script.needless-key", key, key=key)
        elif known is not None and given is None:
            yield place.finding("script.lacks-key", "id", key=key, known=", ".join(known))
        elif known is not None and given is not None and given not in known:
            yield place.finding("script.unknown-name", key, key=key, given=given, format=file.id)


def _keys(place: Place) -> Iterator[Finding]:
    """Yield keys that a turn's kind of answer has no use for, and lists of which one must be chosen from."""
    turn, known = place.turn, IN_SCRIPT[place.turn.answer].keys
    given = [key for key in KEYS if getattr(turn, key)]
    for key in given:
        if key not in known or (key == "options" and turn.options_from):
            yield place.finding("script.needless-key", key, key=key)
    for key in ("options", "columns"):
        if key in known and len(getattr(turn, key)) < 2 and not turn.options_from:
            yield place.finding(f"script.too-few-{key}", key)


def _columns(place: Place, form: Form) -> Iterator[Finding]:
    """Each column of a board is on a topic of the format, and there once."""
    turn = place.turn
    for index, column in enumerate(turn.columns):
        if column.topic not in form.file.topics:
            values = {"key": "topic", "given": column.topic, "format": form.file.id}
            yield place.finding("script.unknown-name", "columns", index, "topic", **values)
        if column.id in [other.id for other in turn.columns[:index]]:
            yield place.finding("script.repeated-option", "columns", index, option=column.id)
