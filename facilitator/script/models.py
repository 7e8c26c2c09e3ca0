"""The language of `prompts/`: formats, segments and turns, as data.

A plan format is a folder with `format.yaml`; the segments that it lists are files beside it or in
`shared/segments/`. Nothing here knows a particular format: that is the point.
"""

from functools import cache, cached_property
from typing import Annotated, Literal

from pydantic import BeforeValidator, Field

from facilitator.plan.people import CHILD, Perspective
from facilitator.plan.plan import Plan
from facilitator.plan.scores import Position, Score
from facilitator.plan.text import Id
from facilitator.script.data import Data, ForChild, WordId, as_list, as_strings, no_words
from facilitator.script.fields import Declaration, DeclaredField, FieldRole, Path
from facilitator.script.vocabulary import Vocabulary

PutTo = Literal["child", "parent", "school", "practitioner", "everyone", "chair", "item"]
AnswerKind = Literal[
    "lines", "choice", "scores", "agree", "date", "people", "action", "period", "outcome", "text", "several",
    "board",
]  # fmt: skip
SaysBy = Literal["talk", "both", "board"]
PEOPLE = ("parents", "school", "practitioners", "sent_in", "present", "sides")
"""Loops over people; they may stand inside a loop over things."""
THINGS = ("last_actions", "concerns", "loose_actions")
"""What a turn may be asked for each of, beside people, children and the format's own kinds of items."""
CHILDREN = "children"

ANYTHING, NOTHING = "anything", "nothing"
"""What a condition calls any answer, and none."""

Values = Annotated[list[str], BeforeValidator(as_strings)]
Perspectives = Annotated[list[Perspective], BeforeValidator(as_list)]
WaysToSay = Annotated[list[SaysBy], BeforeValidator(as_list)]


class Range(Data):
    """A range of whole numbers, both ends counted."""

    at_least: int | None = None
    at_most: int | None = None

    def holds(self, number: int | None) -> bool:
        """Whether a number lies in the range; no number never does."""
        if number is None:
            return False
        return (self.at_least is None or number >= self.at_least) and (
            self.at_most is None or number <= self.at_most
        )


class Condition(Data):
    """When a turn is asked; every field given must hold.

    `answers` maps a turn's id to the option ids of which one was chosen, or to `anything` (at least one
    line, number or option) or `nothing`. A turn of the same loop is looked up for the same item.
    `age_known` is whether the plan has the child's date of birth; `says_by` how the child's set-up has it
    that the child says what is good and hard, *talk* where nobody has said.
    """

    answers: dict[str, Values] = {}
    spread: Range | None = None
    second_spread: Range | None = None
    score: Range | None = None
    score_result: Values = []
    low_before: bool | None = None
    present: Perspectives = []
    absent: Perspectives = []
    sent_in: Perspectives = []
    not_sent_in: Perspectives = []
    school_year: Range | None = None
    had_review: bool | None = None
    last_period: bool | None = None
    minutes: Range | None = None
    age_known: bool | None = None
    says_by: WaysToSay = []


_always = cache(Condition.model_construct)
"""Makes one for all turns: nothing changes it, and a default that is a model is copied deep."""


class Option(Data):
    """One set answer of a choice: the key to press is its place in the list."""

    id: WordId
    child: ForChild = Field(default_factory=no_words)
    adult: str


class Column(Data):
    """One column of a board: a card that is sorted into it is recorded there, as said by the child."""

    id: WordId
    child: ForChild
    adult: str
    records: str

    @property
    def field(self) -> str:
        """The field of the review that it records."""
        return Path.read(self.records).field


class FollowUp(Data):
    """A turn that may follow another, by id, with its condition."""

    turn: Id
    when: Condition = Field(default_factory=_always)


class SuggestedAction(Data):
    """What a turn proposes for an action: its words, its owner, and a date so many school days on."""

    what: str = ""
    owner: Literal["child"] | None = None
    school_days: int | None = Field(default=None, ge=1)


class AnotherWay(Data):
    """Other words for the same question, for when no answer comes (MEETING, rule 1), easiest last.

    The ladder goes: the same words, `simpler` words, one of two `choices` or something else, the
    question as `yes_no`, a trusted adult, pass. All are put to the child; empty ones are left out, and
    `facilitator.script.ladder` knows which a kind of answer needs.
    """

    simpler: ForChild = Field(default_factory=no_words)
    choices: list[ForChild] = []
    yes_no: ForChild = Field(default_factory=no_words)


_no_other_way = cache(AnotherWay.model_construct)


class Turn(Data):
    """One prompt and the answer that it waits for.

    `child` and `adult` are Jinja2 sentences; the child's are missing only where a turn is put to the
    chair. `answer` is the kind of answer, `records` the path to where it goes (`review.working`,
    `outcome.achieved`, `child.helper`). A `required` turn is named before closing while it has no answer.
    What is `agreed` is asked of the room as one: words without a name are everyone's. `sent_in` marks words
    that were sent in before; `shows` is what stands beside the question. `options_from` takes the options
    from the script: `child_topics` are those of the child's own questions. `columns` are those of a board.
    `for_each` is a list of people, children or things, or a kind of item.
    """

    id: Id
    to: PutTo
    child: ForChild = Field(default_factory=no_words)
    adult: str
    tip: str = ""
    another_way: AnotherWay = Field(default_factory=_no_other_way)
    answer: AnswerKind
    records: str | None = None
    options: list[Option] = []
    options_from: Literal["", "child_topics"] = ""
    columns: list[Column] = []
    suggests: SuggestedAction | None = None
    when: Condition = Field(default_factory=_always)
    for_each: Id | None = None
    required: bool = False
    agreed: bool = False
    sent_in: bool = False
    shows: Literal["", "sent_in", "last_time", "everything", "open", "set_up"] = ""
    follow_ups: list[FollowUp] = []

    @cached_property
    def path(self) -> Path:
        """What the turn records; an empty path where its answer only decides what is asked next."""
        return Path.read(self.records or "")


class Title(Data):
    """A segment's name on the agenda: for the child, and for adults."""

    child: ForChild = Field(default_factory=no_words)
    adult: str


class Segment(Data):
    """A part of the meeting: turns in order, asked once or once for each item.

    `protected` segments are never hurried: no nudge, no pace line. `pool` holds turns that are asked
    only as follow-ups.
    """

    id: Id
    title: Title
    for_each: Id | None = None
    protected: bool = False
    setup: bool = False
    turns: list[Turn]
    pool: list[Turn] = []

    def every_turn(self) -> list[Turn]:
        """Return the turns and those of the pool."""
        return [*self.turns, *self.pool]


class Point(Data):
    """One point of a format's scale; `id` is the option that it stands for, where a choice is judged."""

    number: int
    adult: str
    child: str = ""
    id: str = ""


class Face(Data):
    """One of the child's own words for how it is going.

    `drawing` is a face of a few characters, `large` one of several lines, and `mark` what stands in place of
    a face for the oldest, who would not thank us for one.
    """

    id: WordId
    word: str
    drawing: str
    large: str = ""
    mark: str = ""


class Scale(Data):
    """The scale on which people agree progress; at or below `low` a barrier and a change are required."""

    label: str
    points: list[Point] = Field(min_length=2)
    low: int
    faces: list[Face] = []

    @property
    def lowest(self) -> int:
        """The smallest number of the scale."""
        return self.points[0].number

    @property
    def of_options(self) -> bool:
        """Whether its points are the options of a choice, which are said by name."""
        return bool(self.points[0].id)

    @property
    def highest(self) -> int:
        """The largest number of the scale."""
        return self.points[-1].number

    @property
    def in_words(self) -> str:
        """Its points by their words, one after the other."""
        return ", ".join(point.adult for point in self.points)

    @property
    def sample(self) -> str:
        """What somebody might type for the lowest but one: its number, or its name."""
        return self.name_of(self.points[:2][-1].number).lower()

    @property
    def of_names(self) -> dict[str, int]:
        """The place of each option of a choice, under its name and its id; nothing on a scale of numbers."""
        return {name: point.number for point in self.points if point.id for name in (point.adult, point.id)}

    def label_of(self, number: int) -> str:
        """Return the words for a number of the scale; none for a number that is not on it."""
        return next((point.adult for point in self.points if point.number == number), "")

    def name_of(self, number: int) -> str:
        """Return what a number of the scale is called: itself, or the option that it stands for."""
        return self.label_of(number) if self.of_options else str(number)

    def number_of(self, score: Score | Position) -> int | None:
        """Return the number of a score or position; of an option of a choice its place, from 1."""
        if score.option is None:
            return score.number
        return next((point.number for point in self.points if point.id == score.option), None)


NO_SCALE = Scale.model_construct(
    label="", points=[Point.model_construct(number=0, adult="", child="")], low=-1, faces=[]
)
"""The scale of a format in which nothing is scored."""


class Period(Data):
    """What a format calls the time between reviews, and the name of each review of a plan.

    `in_order` = none is held before those that come before it.
    """

    noun: str
    names: list[str] = Field(min_length=1)
    in_order: bool = False

    def name_of(self, number: int) -> str:
        """Return what a review is called, from 1; one that the format does not have gets its number."""
        return self.names[number - 1] if number <= len(self.names) else f"{self.noun.capitalize()} {number}"


class Agenda(Data):
    """How long a meeting takes: minutes for each segment, in the order in which they are held."""

    minutes: int = Field(ge=1)
    segments: dict[str, int]


class FormatFile(Declaration):
    """A plan format's `format.yaml`: what its plans hold, and how its meetings go.

    `cards` are what a child may sort on a board, beside the plan's own; a format may have no `scale`.
    """

    id: Id
    name: str
    description: str
    period: Period
    when_used_up: str
    cards: list[ForChild] = []
    scale: Scale | None = None
    agendas: list[Agenda] = Field(min_length=1)
    segments: list[str] = Field(min_length=1)

    @property
    def ends_of_scale(self) -> tuple[int, int]:
        """The smallest and the largest number that people can show: of the scale, else of judged options."""
        if self.scale is not None:
            return self.scale.lowest, self.scale.highest
        return 1, max([len(field.options) for field in self._judged()] or [1])

    def _judged(self) -> list[DeclaredField]:
        return [field for fields in self.about.values() for field in fields.values() if field.type == "score"]

    def scale_of(self, path: Path) -> Scale | None:
        """Return the scale on which a score is agreed: the format's, or its own options, lowest first."""
        declared = self.field(path)
        if declared is None or not declared.options:
            return self.scale
        points = [
            Point(number=number, adult=option.label or option.id, id=option.id)
            for number, option in enumerate(declared.options, start=1)
        ]
        low = [n for n, option in enumerate(declared.option_ids, start=1) if option in declared.low]
        return Scale(label=declared.label, points=points, low=max(low, default=0))

    def scale_of_score(self, score: Score, plan: Plan) -> Scale | None:
        """Return the scale on which a score of a plan was agreed: of a kind of item, or of a child."""
        kind = next((item.kind for item in plan.items if item.id == score.about), CHILD)
        return self.scale_of(Path(kind, score.field))


class Script(Data):
    """The segments, turns and follow-ups of one plan format, as asked in a meeting."""

    format: FormatFile
    segments: list[Segment]
    vocabulary: Vocabulary = Field(default_factory=Vocabulary)

    def agenda(self, minutes: int) -> Agenda:
        """Return the longest agenda that fits the minutes, or the shortest there is."""
        fitting = [agenda for agenda in self.format.agendas if agenda.minutes <= minutes]
        if fitting:
            return max(fitting, key=lambda agenda: agenda.minutes)
        return min(self.format.agendas, key=lambda agenda: agenda.minutes)

    def period_name(self, number: int) -> str:
        """Return what a review is called, from 1; one that the format does not have gets its number."""
        return self.format.period.name_of(number)

    def turns_by_id(self) -> dict[str, Turn]:
        """Return every turn under its id."""
        return {turn.id: turn for segment in self.segments for turn in segment.every_turn()}

    def child_topics(self) -> list[str]:
        """Return the fields of the child's own questions, in order: a child may wish not to be asked."""
        found = [
            turn.path.field
            for segment in self.segments
            if segment.protected
            for turn in segment.every_turn()
            if turn.to == "child" and turn.path.of == "review"
        ]
        fields = self.format.review
        return [name for name in dict.fromkeys(found) if name in fields and fields[name].type == "said"]

    @property
    def scale(self) -> Scale:
        """The scale of the format's progress; where nothing is scored in numbers, of its first judgement.

        A format without either has one of no points: no question of it asks for a number.
        """
        path = self.format.path("progress")
        return (self.format.scale_of(path) if path else self.format.scale) or NO_SCALE

    def scale_of(self, score: Score, plan: Plan) -> Scale:
        """Return the scale on which a score of a plan was agreed."""
        return self.format.scale_of_score(score, plan) or self.scale

    def paths_of(self, role: FieldRole) -> list[Path]:
        """Return where a review records what has this role to the rules."""
        return self.format.paths(role)
