"""Every kind of answer, by the name that a script gives it."""

from __future__ import annotations

from facilitator.meeting.answers.action import Action
from facilitator.meeting.answers.agreed_score import Agree
from facilitator.meeting.answers.answer_kind import Kind
from facilitator.meeting.answers.board import Board
from facilitator.meeting.answers.choice import Choice
from facilitator.meeting.answers.date import Date
from facilitator.meeting.answers.lines import Lines
from facilitator.meeting.answers.outcome import Outcome
from facilitator.meeting.answers.people import People
from facilitator.meeting.answers.period import Period
from facilitator.meeting.answers.several import Several
from facilitator.meeting.answers.shown_scores import Scores
from facilitator.meeting.answers.text import Text
from facilitator.script.formats_and_turns import AnswerKind

KINDS: dict[AnswerKind, Kind] = {
    "lines": Lines(),
    "choice": Choice(),
    "scores": Scores(),
    "agree": Agree(),
    "date": Date(),
    "people": People(),
    "action": Action(),
    "period": Period(),
    "outcome": Outcome(),
    "text": Text(),
    "several": Several(),
    "board": Board(),
}
