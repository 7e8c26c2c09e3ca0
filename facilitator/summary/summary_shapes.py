"""What a summary holds, in the order in which it is read: names and labels found, nothing left out.

Text that people said or typed is plain `str`; a sentence of the catalogue is finished, with what people
typed set apart inside it.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from facilitator.summary.progress import Progress


@dataclass(frozen=True)
class Attendee:
    """Somebody of the review: `parts` says for which parts of the meeting they were there."""

    name: str
    role: str
    perspective: str
    parts: list[str]


@dataclass(frozen=True)
class Task:
    """One action: `state` says that it is agreed, or what is missing; `who_by` is the owner and the day.

    `of` says what it is for, and `for_words` are the words of that, where it does not say them; `since` is
    what was noted of it since.
    """

    what: str
    who: str
    by: str
    who_by: str
    of: str
    for_words: str
    agreed: bool
    state: str
    since: list[str] = field(default_factory=list)


@dataclass(frozen=True)
class Slip:
    """What one person said they would do; `name` is how the actions have it, empty where nobody is named."""

    name: str
    tasks: list[Task]


@dataclass(frozen=True)
class Ending:
    """How a *not working* ends: a label, and what belongs to it."""

    label: str
    words: str = ""
    task: Task | None = None
    because: str = ""


@dataclass(frozen=True)
class Said:
    """What one person said: who, how and when, and how it ends where it must."""

    text: str
    speaker: str
    how: str
    ending: Ending | None = None


@dataclass(frozen=True)
class Topic:
    """What was said for one field, the children's words first; what comes next may be what was agreed on."""

    label: str
    said: list[Said]
    tasks: list[Task] = field(default_factory=list)


@dataclass(frozen=True)
class Views:
    """One perspective's views; `more` are other fields, which only a child's views carry here."""

    title: str
    role: str
    of_child: bool
    of_family: bool
    working: list[Said]
    not_working: list[Said]
    more: list[Topic]

    @property
    def has_words(self) -> bool:
        """Whether anything is told here."""
        return bool(self.working or self.not_working or self.more)


@dataclass(frozen=True)
class Answer:
    """A format's own question and the answer that was chosen or typed, with the note that goes with it."""

    label: str
    answer: str
    note: str = ""


@dataclass(frozen=True)
class Signed:
    """A signature: what was signed, by whom and when in one line; how, where it was not simply agreed."""

    line: str
    how: str
    note: str


@dataclass(frozen=True)
class Standing:
    """Where one person stands on a score: first number, number after talking, reasons."""

    name: str
    first: str
    second: str
    reasons: list[str]
    would_change: str


@dataclass(frozen=True)
class Score:
    """A score in words, with everybody's own number or option kept beside it, each child's own apart.

    `name` is what the format calls what was asked.
    """

    name: str
    label: str
    support_not_given: str
    children: list[Standing]
    others: list[Standing]
    disputed: bool
    next_step: str
    by: str

    @property
    def talked(self) -> bool:
        """Whether anybody showed a number for a second time."""
        return any(other.second for other in self.others)

    @property
    def reasoned(self) -> bool:
        """Whether anybody but a child gave a reason."""
        return any(other.reasons for other in self.others)

    @property
    def minds(self) -> bool:
        """Whether anybody said what would change their mind."""
        return any(other.would_change for other in self.others)


@dataclass(frozen=True)
class Decision:
    """What becomes of an item: the new words or the reason, by whom they were said or as in the plan."""

    label: str
    said: list[Said]
    words: str
    note: str = ""


@dataclass(frozen=True)
class Thing:
    """One item, child or person as it was reviewed.

    `before` is the score of last time; `name` is what a sentence calls it; `short`
    its score in a few words, empty where none is asked for. `lines` say of each line of its support whether
    that was given. `marks` are when it came, and how it ended where no decision says so.
    """

    title: str
    name: str
    wording: str
    delivered: Answer | None
    lines: list[Answer]
    fields: list[Topic]
    answers: list[Answer]
    score: Score | None
    short: str
    before: str
    decision: Decision | None
    marks: list[str]


@dataclass(frozen=True)
class Checked:
    """An action of last time: what became of it, and what was said about it."""

    task: Task
    status: str
    notes: list[Said]
    answers: list[Answer]
    note: str = ""


@dataclass(frozen=True)
class Open:
    """A question that was left: how, about what unless it says so, and the reason where one was given."""

    kind: str
    question: str
    about: list[str]
    because: str


@dataclass(frozen=True)
class Sheet:
    """A whole review, ready to be laid out.

    `kind` is the one kind of all that was scored, else empty; `no_scores` and `no_read_back` say that
    nothing was, where the format asks for it; `several` that the page names more children than one, and
    `standing` that the plan is a draft, or final, and `changed` what a new version changed. `called` is what
    people call the child, or the children. `progress` is of what was judged more than once. `objections` are
    what people said that they do not agree with.
    """

    child: str
    called: str
    day: str
    period: str
    format: str
    several: str
    length: str
    closed: str
    standing: str
    changed: list[str]
    early: bool
    early_because: str
    present: list[Attendee]
    away: list[Attendee]
    next_date: str
    tasks: list[Task]
    tasks_now: list[Task]
    slips: list[Slip]
    views: list[Views]
    topics: list[Topic]
    things: list[Thing]
    progress: list[Progress]
    not_looked_at: list[Thing]
    added: list[Thing]
    changes: list[str]
    checks: list[Checked]
    answers: list[Answer]
    answers_of_all: list[Answer]
    beside: list[Said]
    parked: list[Said]
    left_open: list[Open]
    read_back: list[Answer]
    put_right: list[Said]
    disagreements: list[str]
    objections: list[Said]
    signed: list[Signed]
    kind: str
    no_scores: str
    no_read_back: str

    @property
    def decided(self) -> list[Thing]:
        """What was judged, or of which something was decided."""
        return [thing for thing in self.things if thing.short or thing.decision]

    @property
    def disputed(self) -> list[Thing]:
        """What people did not agree about."""
        return [thing for thing in self.things if thing.score and thing.score.disputed]

    @property
    def scored(self) -> list[Thing]:
        """What has a score, or should have one."""
        return [thing for thing in self.things if thing.short]
