"""A meeting held in a test the way a chair holds it: by going to a question and typing."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from facilitator.meeting import events as ev
from facilitator.meeting.meeting import Meeting
from facilitator.meeting.minutes import Key
from facilitator.meeting.plan_after_review import write_into
from facilitator.meeting.question import Question, View
from facilitator.meeting.review_record import to_review
from facilitator.meeting.typed_answer import interpret
from facilitator.plan.people import Person
from facilitator.plan.plan import Plan
from facilitator.plan.reviews import Review
from facilitator.script.filled_sentences import Wording
from facilitator.script.formats_and_turns import Script
from facilitator.script.loading import load_script
from facilitator.script.review_by_role import Reviewed, reviewed
from facilitator.script.words_by_key import say
from tests.meeting.plans import a_plan, a_start

START = datetime(2027, 3, 12, 14, 0, tzinfo=UTC)


class Talk:
    """A meeting, its clock and its view; every event takes twenty seconds."""

    def __init__(
        self, plan: Plan | None = None, people: list[Person] | None = None, script: Script | None = None
    ) -> None:
        self.plan = plan or a_plan(reviews=1)
        self.script = script or load_script("support-plan")
        self.at = START
        self.meeting = Meeting(self.script, self.plan, a_start(self.plan, START, people))
        self.view = View(self.meeting, Wording(), say)

    def add(self, event: ev.Event) -> ev.Event:
        """Add an event twenty seconds later."""
        self.at += timedelta(seconds=20)
        return self.meeting.add(event, self.at)

    def go(self, turn: str, item: str = "") -> None:
        """Go to a question."""
        self.add(ev.WentTo(turn=turn, item=item))

    def type(self, text: str, *, insist: bool = False, suggestion: str = "") -> ev.Event:
        """Type words and press Enter."""
        return self.add(interpret(self.meeting, text, insist=insist, suggestion=suggestion))

    def tab(self) -> None:
        """Move on to the next question."""
        key = self.here
        assert key is not None
        self.add(ev.TurnDone(turn=key.turn, item=key.item))

    def answer(self, turn: str, *texts: str, item: str = "") -> None:
        """Go to a question and type these answers."""
        if self.here != Key(turn, item):
            self.go(turn, item)
        for text in texts:
            self.type(text)

    def support(self, *answers: str, outcome: str = "o1") -> None:
        """Say of each line of an outcome's support whether it was given; one answer is that of every line."""
        keys = [place.key for place in self.meeting.agenda.places if place.turn.id == "goal.delivered"]
        lines = [key.item for key in keys if key.parts[0] == outcome]
        for line, text in zip(lines, answers if len(answers) > 1 else answers * len(lines), strict=True):
            self.answer("goal.delivered", text, item=line)

    @property
    def here(self) -> Key | None:
        """The question that is put now."""
        return self.meeting.minutes.standing.current

    @property
    def question(self) -> Question:
        """The question as people see it."""
        question = self.view.question()
        assert question is not None
        return question

    @property
    def asked(self) -> list[str]:
        """The ids of the turns on the agenda as it stands, in order."""
        return [place.key.turn for place in self.meeting.agenda.places]

    def review(self) -> Review:
        """The review as it would be written now."""
        return to_review(self.meeting.minutes, self.at)

    def outcome(self, outcome: str = "o1") -> Reviewed:
        """What the review says of an outcome."""
        things = reviewed(self.plan, self.review(), self.script.format)
        return next(thing for thing in things if thing.about == outcome)

    def written(self) -> Plan:
        """The plan with the review written into it."""
        return write_into(self.plan, self.review(), self.script)
