"""The language of `prompts/`: formats, segments and turns, as data.

A plan format is a folder with `format.yaml`; the segments that it lists are files beside it or in
`shared/segments/`. Nothing here knows a particular format: that is the point.
"""

from collections.abc import Iterator
from functools import cache, cached_property
from itertools import groupby
from typing import Literal, Self

from pydantic import Field

from facilitator.plan.people import CHILD
from facilitator.plan.plan import Plan
from facilitator.plan.reviews import PLANNING_PERIOD
from facilitator.plan.scores import Score
from facilitator.plan.text import Id, Name
from facilitator.script.conditions import Condition
from facilitator.script.declared_fields import DeclaredField
from facilitator.script.format_declaration import Declaration, Path
from facilitator.script.prompt_data import Data, ForChild, WordId, no_words
from facilitator.script.routes import Routes, WeeklyCost
from facilitator.script.scales import NO_SCALE, Point, Scale
from facilitator.script.school_days import Term
from facilitator.script.stages import Stage
from facilitator.script.vocabulary import Vocabulary

PutTo = Literal["child", "parent", "school", "practitioner", "adults", "everyone", "chair", "item"]
AnswerKind = Literal[
    "lines", "choice", "scores", "agree", "date", "people", "action", "period", "outcome", "text", "several",
    "board",
]  # fmt: skip
PEOPLE = ("parents", "school", "practitioners", "sent_in", "present", "sides")
"""Loops over people; they may stand inside a loop over things."""
THINGS = ("last_actions", "concerns", "loose_actions")
"""What a turn may be asked for each of, beside people, children and the format's own kinds of items."""
CHILDREN = "children"


_always = cache(Condition.model_construct)
"""Makes one for all turns: nothing changes it, and a default that is a model is copied deep."""


class Option(Data):
    """One set answer of a choice: the key to press is its place in the list.

    One that is `apart` is no answer: people do not all say the same, and what follows finds one.
    """

    id: WordId
    child: ForChild = Field(default_factory=no_words)
    adult: str
    apart: bool = False


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
    """What a turn proposes: an action with owner and school days, or a day so many `weeks` on."""

    what: str = ""
    owner: Literal["child"] | None = None
    school_days: int | None = Field(default=None, ge=1)
    weeks: int | None = Field(default=None, ge=1)


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
    that were sent in; `shows` is what stands beside it, *followed* what was said where it follows up.
    `options_from` are the child's own questions, or the plan's hopes and needs. `columns` are a board's.
    `for_each` is a list of people, children or things, or a kind of item; of a kind under the item in hand,
    one that has none is asked about itself. `short` names the turn on its page. In a `round` all who are
    asked say something. `formerly` are ids that it had in old records. `fixed` holds for every new item.
    """

    id: Id
    to: PutTo
    child: ForChild = Field(default_factory=no_words)
    adult: str
    tip: str = ""
    another_way: AnotherWay = Field(default_factory=_no_other_way)
    answer: AnswerKind
    records: str | None = None
    fixed: dict[Id, WordId] = Field(default={}, alias="with")
    options: list[Option] = []
    options_from: Literal["", "child_topics", "thread"] = ""
    columns: list[Column] = []
    suggests: SuggestedAction | None = None
    when: Condition = Field(default_factory=_always)
    for_each: Id | None = None
    short: str = ""
    round: bool = False
    formerly: list[Id] = []
    required: bool = False
    agreed: bool = False
    sent_in: bool = False
    shows: Literal[
        "", "sent_in", "last_time", "everything", "open", "set_up", "concerns", "scores", "routes",
        "followed", "thread",
    ] = ""  # fmt: skip
    follow_ups: list[FollowUp] = []

    @cached_property
    def path(self) -> Path:
        """What the turn records; an empty path where its answer only decides what is asked next."""
        return Path.read(self.records or "")

    @property
    def is_choice(self) -> bool:
        """Whether one of set answers is picked."""
        return self.answer == "choice"

    @property
    def agrees(self) -> bool:
        """Whether one answer is agreed of what everybody showed."""
        return self.answer == "agree"

    @cached_property
    def apart(self) -> frozenset[str]:
        """The options that say only that people do not all say the same."""
        return frozenset(option.id for option in self.options if option.apart)


class Page(Data):
    """Turns of a segment that stand on one page: all of them are in sight, and are asked one after the other.

    There is one page for each item of the segment, and with `each` for each thing that the turns are asked
    of. `child` and `adult` stand above them. A turn stands on the first page that names it and whose `when`
    holds; that may look at the length of the meeting alone.
    """

    id: Id
    turns: list[Id] = Field(min_length=1)
    each: bool = False
    when: Condition = Field(default_factory=_always)
    child: ForChild = Field(default_factory=no_words)
    adult: str = ""


class Title(Data):
    """A segment's name on the agenda: for the child, and for adults."""

    child: ForChild = Field(default_factory=no_words)
    adult: str


class Segment(Data):
    """A part of the meeting: turns in order, asked once or once for each item.

    `protected` segments are never hurried: no nudge, no pace line. `pool` holds turns that are asked
    only as follow-ups. A turn that no page names has one to itself.
    """

    id: Id
    title: Title
    for_each: Id | None = None
    protected: bool = False
    setup: bool = False
    turns: list[Turn]
    pool: list[Turn] = []
    pages: list[Page] = []

    def page_of(self, turn: str, minutes: int) -> Page | None:
        """Return the page on which a turn stands in a meeting of so many minutes; None = one to itself."""
        return self._arranged(minutes)[0].get(turn)

    def together(self, minutes: int) -> list[list[Turn]]:
        """Return the turns in order; those of one page that loop over the same things come together."""
        return self._arranged(minutes)[1]

    def _arranged(self, minutes: int) -> tuple[dict[str, Page], list[list[Turn]]]:
        if minutes not in self._by_length:
            held = [page for page in self.pages if not page.when.minutes or page.when.minutes.holds(minutes)]
            pages = {turn: page for page in reversed(held) for turn in page.turns}
            self._by_length[minutes] = pages, list(_together(self.turns, pages))
        return self._by_length[minutes]

    @cached_property
    def _by_length(self) -> dict[int, tuple[dict[str, Page], list[list[Turn]]]]:
        return {}

    def every_turn(self) -> list[Turn]:
        """Return the turns and those of the pool."""
        return [*self.turns, *self.pool]


def _together(turns: list[Turn], pages: dict[str, Page]) -> Iterator[list[Turn]]:
    def shared(turn: Turn) -> tuple[str, str | None]:
        page = pages.get(turn.id)
        return page.id if page and turn.for_each else turn.id, turn.for_each

    yield from (list(run) for _, run in groupby(turns, key=shared))


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


class Planning(Data):
    """How the meeting goes that writes a plan of the format, and what it is called."""

    name: str
    agendas: list[Agenda] = Field(min_length=1)
    segments: list[str] = Field(min_length=1)


class FormatFile(Declaration):
    """A plan format's `format.yaml`: what its plans hold, and how its meetings go.

    `cards` are what a child may sort on a board, beside the plan's own; a format may have no `scale`.
    `routes` are the ways on that it offers, `weekly_cost` what costs are counted against by default.
    `takes_in` are names of what it declares as others do: see `facilitator.script.shared_declarations`.
    """

    takes_in: list[Id] = []
    id: Id
    name: str
    description: str
    period: Period
    when_used_up: str
    cards: list[ForChild] = []
    scale: Scale | None = None
    routes: Routes = {}
    stages: list[Stage] = []
    weekly_cost: WeeklyCost | None = None
    agendas: list[Agenda] = Field(min_length=1)
    segments: list[str] = Field(min_length=1)
    planning: Planning | None = None

    @property
    def of_planning(self) -> Self | None:
        """The format as its planning meeting goes, or None where it has none."""
        if self.planning is None:
            return None
        return self.model_copy(update={"agendas": self.planning.agendas, "segments": self.planning.segments})

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
            Point(number=number, adult=option.label or option.id, child=option.child, id=option.id)
            for number, option in enumerate(declared.lowest_first, start=1)
        ]
        low = [point.number for point in points if point.id in declared.low]
        return Scale(label=declared.label, points=points, low=max(low, default=0))

    def scale_of_score(self, score: Score, plan: Plan) -> Scale | None:
        """Return the scale on which a score of a plan was agreed: of a kind of item, or of a child."""
        kind = next((item.kind for item in plan.items if item.id == score.about), CHILD)
        return self.scale_of(Path(kind, score.field))

    def name_of_meeting(self, number: int) -> str:
        """Return what a meeting is called: a review by its number, from 1, and 0 the planning meeting.

        A review that the format does not have gets its number.
        """
        if number == PLANNING_PERIOD and self.planning:
            return self.planning.name
        return self.period.name_of(number)


class Script(Data):
    """The segments, turns and follow-ups of one plan format, as asked in a meeting.

    `planning` = in the one that writes the plan, else in a review.
    """

    format: FormatFile
    segments: list[Segment]
    vocabulary: Vocabulary = Field(default_factory=Vocabulary)
    planning: bool = False
    weekly_cost: WeeklyCost | None = None
    papers: dict[Name, list[Name]] = {}
    terms: list[Term] = []
    pictures: bool = True
    """What the school itself has: what weekly costs count against, papers by what they go with, and so on."""

    def agenda(self, minutes: int) -> Agenda:
        """Return the longest agenda that fits the minutes, or the shortest there is."""
        fitting = [agenda for agenda in self.format.agendas if agenda.minutes <= minutes]
        if fitting:
            return max(fitting, key=lambda agenda: agenda.minutes)
        return min(self.format.agendas, key=lambda agenda: agenda.minutes)

    def period_name(self, number: int) -> str:
        """Return what a meeting is called, as the format has it."""
        return self.format.name_of_meeting(number)

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
