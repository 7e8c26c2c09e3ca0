"""What can happen in a meeting, one immutable event each; the list of them is the meeting.

An event names the turn and the item that it answers, so it means the same wherever the chair is by then.
`n` is its place in the list, from 1, and `at` when it happened; both are given by the meeting. Things that
an event makes (lines, actions, people) take their ids from `n`, so the same events give the same ids.
"""

from datetime import date
from typing import Annotated, Literal

from pydantic import AwareDatetime, BaseModel, ConfigDict, Field

from facilitator.meeting.minutes_parts import Key
from facilitator.meeting.planned_as_in_plan import AsInAPlan
from facilitator.plan.changes import PlanChange
from facilitator.plan.entries import How
from facilitator.plan.manners import Given, Rung
from facilitator.plan.people import Person, Perspective
from facilitator.plan.reviews import PlanningMeeting
from facilitator.plan.text import Id, Line, Name, SaidWords, Words


class Happening(BaseModel):
    """The base of every event."""

    model_config = ConfigDict(extra="forbid", frozen=True, defer_build=True)

    n: int = 0
    at: AwareDatetime | None = None


class OfTurn(Happening):
    """The base of what belongs to one turn; `item` is empty for a turn that is asked once."""

    turn: Id
    item: Line = ""

    @property
    def key(self) -> Key:
        """The asking that it belongs to."""
        return Key(self.turn, self.item)


class Note(BaseModel):
    """Words beside an answer that is no words: under whoever said them, or everyone together."""

    model_config = ConfigDict(extra="forbid", frozen=True, defer_build=True)

    speaker: Id
    text: SaidWords
    how: How = "own_words"
    helper: Id | None = None
    given: Given | None = None


class MeetingStarted(Happening):
    """The first event: whose plan, which script, and the people and times to start from.

    `period` is which review of the plan this is, unless the chair says otherwise; None = the first that is
    not held, as meetings of earlier versions have it. `planning` = it writes the plan, and is no review.
    `planned` are the meetings that wrote the plan, where the plan file has no place for them.
    """

    type: Literal["started"] = "started"
    plan: Id
    format: Id
    review: Id
    date: date
    minutes: int = Field(ge=1)
    people: list[Person]
    period: int | None = None
    planning: bool = False
    planned: list[Annotated[PlanningMeeting, AsInAPlan()]] = []


class LineSaid(OfTurn):
    """A person said something, in their own words, with help, or somebody said it for them.

    `given` is how: spoken, signed, pointed at, written or drawn; None = not noted. `picture` is the one that
    was seen beside the child's words when they were sent; nobody else's have one.
    """

    type: Literal["said"] = "said"
    speaker: Id
    text: SaidWords
    how: How = "own_words"
    helper: Id | None = None
    given: Given | None = None
    picture: Line = ""


class LineChanged(Happening):
    """A line's words, speaker or manner were put right; None leaves that part as it is.

    `not_shared` says that it is not for sharing, or is so no more. A `picture` that is empty is taken away;
    that of other words or of another speaker goes with these, where the event names none.
    """

    type: Literal["line_changed"] = "line_changed"
    line: Id
    text: SaidWords | None = None
    speaker: Id | None = None
    how: How | None = None
    helper: Id | None = None
    given: Given | None = None
    not_shared: bool | None = None
    picture: Line | None = None


class LineMoved(Happening):
    """A line answers another question of words than the one at which it was written down."""

    type: Literal["line_moved"] = "line_moved"
    line: Id
    turn: Id
    item: Line = ""


class LineRemoved(Happening):
    """A line was taken out."""

    type: Literal["line_removed"] = "line_removed"
    line: Id


class NoteBeside(OfTurn):
    """Somebody said something beside an answer that is picked; the question stays as it is."""

    type: Literal["beside"] = "beside"
    note: Note


class ChoiceMade(OfTurn):
    """One of a turn's set answers was chosen: an option's id, a term's number or an outcome's id.

    A `note` that came with an answer is taken back with it.
    """

    type: Literal["chosen"] = "chosen"
    option: Id
    given: Given | None = None
    note: Note | None = None


class SeveralChosen(OfTurn):
    """All the set answers that hold at a question which takes several; none is an answer too.

    Not `complete` = they are being ticked one by one, and there may be more.
    """

    type: Literal["several"] = "several"
    options: list[Id]
    complete: bool = True
    note: Note | None = None


class TextGiven(OfTurn):
    """A short text that answers a question of the set-up; it replaces the one before, and may be empty."""

    type: Literal["text"] = "text"
    text: Words


class CardSorted(OfTurn):
    """The child put a card into a column of a board; sorted again, it moves there.

    `picture` is the one that was seen beside a new card when its words were sent.
    """

    type: Literal["sorted"] = "sorted"
    card: SaidWords
    column: Id
    how: How = "own_words"
    helper: Id | None = None
    given: Given = "pointed"
    picture: Line = ""


class DateGiven(OfTurn):
    """A day was named."""

    type: Literal["date"] = "date"
    on: date


class ScoreShown(OfTurn):
    """One person's own score; neither number nor word = "don't know". Shown again, it replaces the first."""

    type: Literal["score"] = "score"
    person: Id
    number: int | None = None
    word: Line = ""
    reason: Words = ""
    given: Given | None = None


class ScoreSettled(OfTurn):
    """What the room agreed; no number = not agreed."""

    type: Literal["settled"] = "settled"
    number: int | None = None
    note: Note | None = None


class ActionAdded(OfTurn):
    """Something that will be done; who and when may still be missing."""

    type: Literal["action"] = "action"
    what: SaidWords
    who: Line = ""
    by: date | None = None


class ActionChanged(Happening):
    """An action's words, owner, date or confirmation were given or put right; None leaves that part.

    `not_shared` says that it is not for sharing, or is so no more.
    """

    type: Literal["action_changed"] = "action_changed"
    action: Id
    what: SaidWords | None = None
    who: Line | None = None
    by: date | None = None
    confirm_who: Line | None = None
    confirm_by: date | None = None
    not_shared: bool | None = None


class ActionRemoved(Happening):
    """An action was taken out."""

    type: Literal["action_removed"] = "action_removed"
    action: Id


class PlanChanged(Happening):
    """The plan was changed beside the questions; what is added takes its id from the event."""

    type: Literal["plan_changed"] = "plan_changed"
    change: PlanChange


class PersonAdded(Happening):
    """Somebody was put on the list: in the room, or absent with apologies."""

    type: Literal["person"] = "person"
    name: Name
    perspective: Perspective
    role: Line = ""
    present: bool = True


class PersonChanged(Happening):
    """A person's name, role or perspective was put right; None leaves that part."""

    type: Literal["person_changed"] = "person_changed"
    person: Id
    name: Name | None = None
    role: Line | None = None
    perspective: Perspective | None = None


class PersonRemoved(Happening):
    """Somebody was taken off the list, who had said nothing."""

    type: Literal["person_removed"] = "person_removed"
    person: Id


class PersonArrived(Happening):
    """Somebody came in, or came back."""

    type: Literal["arrived"] = "arrived"
    person: Id


class PersonLeft(Happening):
    """Somebody left the room; one who was only expected, or `never_came`, was not there at all."""

    type: Literal["left"] = "left"
    person: Id
    never_came: bool = False


class TurnDone(OfTurn):
    """The chair moved on to the next question."""

    type: Literal["done"] = "done"


class TurnSkipped(OfTurn):
    """A question was left out, with the reason."""

    type: Literal["skipped"] = "skipped"
    because: SaidWords


class TurnPassed(OfTurn):
    """The person asked chose to pass."""

    type: Literal["passed"] = "passed"


class TurnParked(OfTurn):
    """A question was put aside for later in the meeting."""

    type: Literal["parked"] = "parked"


class NoteParked(Happening):
    """Something that came up was put aside, in somebody's words."""

    type: Literal["note"] = "note"
    speaker: Id
    text: SaidWords


class WentTo(OfTurn):
    """The chair went to a question, earlier or later."""

    type: Literal["went_to"] = "went_to"


class WentBack(Happening):
    """The chair went back one question."""

    type: Literal["went_back"] = "went_back"


class AskedAnotherWay(OfTurn):
    """The question was put to the child one rung further on the ladder, in these words (MEETING, rule 1).

    `answers` are the set answers that were offered with it; `not_understood` says that the child had said
    so of the words before.
    """

    type: Literal["another_way"] = "another_way"
    rung: Rung
    words: Words = ""
    answers: list[Line] = []
    not_understood: bool = False


class VoiceChosen(Happening):
    """The voice or the rate (words a minute) of the reading aloud was changed; None leaves it."""

    type: Literal["voice"] = "voice"
    voice: Line | None = None
    rate: int | None = Field(default=None, ge=60, le=240)


class SpeakerChosen(Happening):
    """The chair noted who is speaking."""

    type: Literal["speaker"] = "speaker"
    person: Id


class Paused(Happening):
    """The meeting paused; the journal holds no reason."""

    type: Literal["paused"] = "paused"


class Resumed(Happening):
    """The meeting went on, after a pause or a restart; the time before this does not count."""

    type: Literal["resumed"] = "resumed"


class Undone(Happening):
    """The last thing recorded was taken back."""

    type: Literal["undone"] = "undone"


class Redone(Happening):
    """What was taken back last was put back."""

    type: Literal["redone"] = "redone"


class MeetingEnded(Happening):
    """The meeting ended, in full or early with the reason."""

    type: Literal["ended"] = "ended"
    early: bool = False
    because: Words = ""


Event = Annotated[
    MeetingStarted | LineSaid | LineChanged | LineMoved | LineRemoved | ChoiceMade | SeveralChosen | TextGiven
    | NoteBeside | CardSorted | AskedAnotherWay | VoiceChosen | DateGiven | ScoreShown | ScoreSettled
    | ActionAdded | ActionChanged | ActionRemoved | PlanChanged | PersonAdded | PersonChanged | PersonRemoved
    | PersonArrived | PersonLeft | TurnDone | TurnSkipped | TurnPassed | TurnParked | NoteParked
    | WentTo | WentBack | SpeakerChosen | Paused | Resumed | Undone | Redone | MeetingEnded,
    Field(discriminator="type"),
]  # fmt: skip

WithNote = ChoiceMade | SeveralChosen | ScoreSettled
"""The answers that are picked, which words may come with."""

NAVIGATION = (WentTo, WentBack, TurnDone, SpeakerChosen, AskedAnotherWay)
"""Events that only move about or put a question again: taking back skips over them."""

BESIDE = (Paused, Resumed, VoiceChosen)
"""Events beside what is said: time, and how the program reads aloud. They are never taken back."""
