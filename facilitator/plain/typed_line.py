"""A line that was typed: an answer to what was asked back, a command, or an answer to the question."""

from __future__ import annotations

from dataclasses import replace

from facilitator.dialogue.requests import Add, Misused, Unsure
from facilitator.dialogue.typed_at_question import typed_text
from facilitator.meeting.speaker_labels import has_colon
from facilitator.plain.conversation import Conversation, Waiting
from facilitator.plain.dialogue_in_lines import NO_ANSWER, InputEnded, answer_to, only_choice
from facilitator.plain.typed_commands import is_command, run
from facilitator.plan.refusal import Refusal
from facilitator.script.words_by_key import explain, say


def take(conversation: Conversation, typed: str) -> None:
    """Do what a typed line means, or say why not; nothing that was typed is dropped unseen."""
    try:
        _take(conversation, typed)
    except InputEnded:
        conversation.cut_off()


def _take(conversation: Conversation, typed: str) -> None:
    conversation.aloud.stop()
    insist, conversation.refused = typed == conversation.refused, None
    waiting, conversation.waiting = conversation.waiting, None
    if waiting is not None and _answers(conversation, waiting, typed):
        return
    conversation.keep("")
    try:
        if insist or not run(conversation, typed):
            _answer(conversation, typed, insist=insist)
    except Refusal as refusal:
        _refuse(conversation, typed, refusal)


def _answer(conversation: Conversation, typed: str, *, insist: bool) -> None:
    if conversation.covered:
        raise Refusal("plain.covered")
    question, session = conversation.asking.question, conversation.session
    suggestion = question.suggestion if question else ""
    conversation.carry(typed_text(session, typed, insist=insist, suggestion=suggestion), typed)


def _answers(conversation: Conversation, waiting: Waiting, typed: str) -> bool:
    """Whether a line answers what waits for one; else that is left, and the line is taken for itself."""
    answer = _answer_of(conversation, waiting, typed)
    if answer is _OFFERED:
        return True
    if answer is NO_ANSWER and (typed_so := only_choice(waiting.ask, typed)):
        conversation.lines.put(say("plain.ask-only", typed=typed_so), 1)
        conversation.waiting = waiting
        return True
    if answer is NO_ANSWER:
        _leave(conversation, waiting)
        return False
    conversation.is_recorded(waiting.left)
    try:
        conversation.go_on(waiting.carried, waiting.typed, answer)
    except Refusal as refusal:
        _refuse(conversation, waiting.typed, refusal)
    return True


_OFFERED = object()


def _answer_of(conversation: Conversation, waiting: Waiting, typed: str) -> object:
    ask, which = waiting.ask, waiting.ask.which
    if which is None:
        names_somebody = ask.typed is not None and has_colon(typed)
        answer = answer_to(ask, typed)
        words = answer is typed and ask.typed is not None
        return NO_ANSWER if words and (names_somebody or is_command(typed)) else answer
    if which.again is not None and typed == waiting.typed:
        return which.again
    answer = answer_to(ask, typed)
    if answer is not NO_ANSWER or conversation.covered:
        return answer
    if typed == waiting.offered:
        return Add(typed)
    if (offer := which.offered(typed)) and not is_command(typed):
        if waiting.offered:
            conversation.not_recorded.append(waiting.offered)
        conversation.tell(offer)
        conversation.waiting = replace(waiting, offered=typed)
        return _OFFERED
    return NO_ANSWER


def _leave(conversation: Conversation, waiting: Waiting) -> None:
    waiting.carried.leave()
    left = [waiting.left] if waiting.left else []
    if waiting.offered:
        conversation.not_recorded.append(waiting.offered)
        left.append(waiting.offered)
    if conversation.lines.by_hand:  # in a transcript it was said at once
        for words in left:
            conversation.lines.put(say("plain.not-recorded", typed=words), 1)


def _refuse(conversation: Conversation, typed: str, refusal: Refusal) -> None:
    lines = conversation.lines
    lines.put(explain(refusal), 1)
    if conversation.covered or isinstance(refusal, Misused):
        return
    if isinstance(refusal, Unsure):
        conversation.refused = typed
    conversation.note_left(typed)
