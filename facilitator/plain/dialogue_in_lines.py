"""A dialogue's question, line by line: its options by number or by their words, and words as they come."""

from __future__ import annotations

from collections.abc import Callable

from facilitator.dialogue.command_shapes import shapes_of, understood
from facilitator.dialogue.requests import ALWAYS, LINES, UNTOLD, Ask, Do, LookAt, Option, Show, Want, in_words
from facilitator.plain.lines_in_and_out import Lines
from facilitator.plan.refusal import NeedsDecision
from facilitator.script.words_by_key import say

NO_ANSWER = object()
"""What a line comes to that answers nothing."""


class InputEnded(Exception):
    """The input is at its end while a question waits."""


def put(ask: Ask, lines: Lines) -> None:
    """Say a question, and how it can be answered."""
    if ask.sentence or ask.takes_lines:
        for words in filter(None, (in_words(ask.notice, LINES), ask.sentence)):
            lines.put(words, 1)
        return
    told(ask, lines)
    for number, option in enumerate(ask.options, start=1):
        words = f"{option.words}, {option.note}" if option.note else option.words
        typed = _typed(option)
        key = "plain.ask-option" if typed else "plain.option"
        lines.put(say(key, number=number, words=words, typed=typed), 1)


def told(ask: Ask, lines: Lines) -> None:
    """Say what a question is about."""
    lines.put(ask.title)
    if ask.lead:
        lines.put(ask.lead)
    for line in ask.lines:
        lines.put(line, 1)
    if notice := in_words(ask.notice, LINES):
        lines.put(notice, 1)


def put_hint(ask: Ask, lines: Lines) -> None:
    """Say what can be typed."""
    if ask.sentence or ask.takes_lines:
        return
    if ask.typed is None:
        lines.say("plain.ask-pick")
    elif ask.options:
        lines.say("plain.ask-pick-or-type")
    elif ask.typed.text:
        lines.say("plain.ask-type-or-take", text=ask.typed.text)
    else:
        lines.say("plain.ask-type")


def done_at_once(wants: Want, lines: Lines, cover: Callable[[], None]) -> object:
    """Return what a dialogue wants that waits for no other line; raises what is refused of it."""
    if isinstance(wants, Ask):
        return _answered(wants, lines, cover)
    if isinstance(wants, Do):
        return wants.work()
    if isinstance(wants, Show | LookAt):
        for line in wants.lines:
            lines.put(line, 1 if isinstance(wants, Show) else 0)
    return None


def under_cover(lines: Lines) -> None:
    """Take away what is on the screen, and drop what is typed until the chair goes on (MEETING, rule 12).

    Raises InputEnded where the chair leaves instead.
    """
    lines.clear()
    lines.say("plain.cover")
    while (typed := lines.ask(hidden=True)) is not None and understood(typed, "leave") is None:
        if understood(typed, "go-on") is not None:
            return
        lines.put(say("plain.covered"), 1)
    raise InputEnded


def _answered(ask: Ask, lines: Lines, cover: Callable[[], None]) -> object:
    """Put a question that stays until it is answered; returns the answer, None for going back.

    Raises InputEnded at the end, and where nobody types by hand what the question needs.
    """
    if not lines.by_hand and ask.unasked is UNTOLD:
        return UNTOLD
    if not lines.by_hand and ask.unasked is not ALWAYS:
        told(ask, lines)
        return ask.unasked
    needed = ask.needs.options if ask.needs else ()
    shapes = tuple(_typed(option) for value in needed for option in ask.options if option.value == value)
    if ask.needs is not None and not (lines.by_hand or shapes):
        raise ask.needs  # nobody decides that by a file of lines
    put(ask, lines)
    while True:
        put_hint(ask, lines)
        typed = lines.ask()
        if typed is not None and understood(typed, "cover") is not None:
            cover()
            put(ask, lines)
            continue
        answer = NO_ANSWER if typed is None else answer_to(ask, typed)
        if answer is not NO_ANSWER:
            return answer
        if ask.needs is not None and not lines.by_hand:
            raise NeedsDecision(ask.needs.code, shapes, **ask.needs.values)
        if typed is None:
            raise InputEnded


def answer_to(ask: Ask, line: str) -> object:
    """Return what a line answers: an option's value, None for going back, words, or NO_ANSWER."""
    if ask.takes_lines:
        return line or NO_ANSWER
    if (option := _picked(ask, line)) is not None:
        return option.value
    if ask.which is not None:
        meant = ask.which.meant(line)
        if meant is not None or ask.which.by_itself:
            return NO_ANSWER if meant is None else meant
    if line and understood(line, "back-out") is not None:
        return None
    if ask.typed is None:
        return NO_ANSWER
    if not line and ask.typed.optional:
        return ""
    if not line or (ask.typed.text and understood(line, "decide-yes") is not None):
        return ask.typed.text or NO_ANSWER
    return line


def _picked(ask: Ask, line: str) -> Option | None:
    """Return the option of a number or of its words; of an empty line the one that the question starts at."""
    if not line:
        return ask.options[ask.at] if ask.options and ask.at is not None else None
    if line.isdecimal() and not ask.sentence and 1 <= int(line) <= len(ask.options):
        return ask.options[int(line) - 1]
    return next((option for option in ask.options if option.typed and _is_typed(option, line)), None)


def only_choice(ask: Ask, line: str) -> str:
    """Return how the option is typed of which a line has the words with other fields; else nothing."""
    near = (option for option in ask.options if option.given and understood(line, option.typed) is not None)
    return next((_typed(option) for option in near), "")


def _is_typed(option: Option, line: str) -> bool:
    found = understood(line, option.typed)
    return found is not None and all(
        found[field].casefold() == option.given[field].casefold() for field in found
    )


def _typed(option: Option) -> str:
    """Return the words that pick an option, as they can be typed."""
    if not option.typed:
        return ""
    shape = next(iter(shapes_of(option.typed)))
    for field, value in option.given.items():
        shape = shape.replace(f"{{{field}}}", value)
    return shape
