"""What was written: which review, where, and what it holds."""

from __future__ import annotations

from facilitator.dialogue.requests import Written
from facilitator.phrases import action
from facilitator.plain.lines_in_and_out import Lines
from facilitator.script.words_by_key import say


def put_written(written: Written, lines: Lines) -> None:
    """Say where the review stands now, which may be in a copy, and what is in it."""
    account = written.account
    lines.put()
    lines.put(account.where[0])
    for line in (*account.where[1:], *account.files, *([account.copy] if account.copy else [])):
        lines.put(line, 1)
    for item, words in account.items:
        lines.put(say("plain.written-item", item=item, words=words), 1)
    for one in written.closed.review.actions:
        state = action.state(one.who, one.by, to_be_asked=one.confirm is not None)
        what = say("hidden.here") if one.not_shared else one.what
        words = action.sentence(what, one.who, one.by)
        lines.put(say("plain.written-action", action=words, state=state), 1)
    if account.left_out:
        lines.say("review.left-out")
    for line in (*account.left_out, *account.after):
        lines.put(line, 1)
