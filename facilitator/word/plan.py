"""A school's Word plan: opened and understood, filled in, made new. The one door to this room."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from functools import cached_property
from pathlib import Path

from facilitator.plan.plan import Plan
from facilitator.plan.refusal import Refusal
from facilitator.plan.reviews import Review
from facilitator.plan.text import clean_line
from facilitator.script.formats_and_turns import Script
from facilitator.script.layouts import CHILD, load_layout, load_layouts
from facilitator.script.loading import find_prompts, load_script
from facilitator.script.words_by_key import say
from facilitator.word.answers.agreements import has_agreed
from facilitator.word.answers.field_codecs import Language
from facilitator.word.answers.item_spots import same_items
from facilitator.word.answers.marks import has_marks
from facilitator.word.answers.plan_from_form import ReadPlan, read_plan
from facilitator.word.answers.plan_to_form import Piece, Writer, pieces_of, pieces_of_review
from facilitator.word.answers.understood_answers import Problem
from facilitator.word.answers.without_place import unplaced, unplaced_of_plan
from facilitator.word.document.container import Package, open_package
from facilitator.word.document.open_in_word import open_in_word
from facilitator.word.document.runs import Manner
from facilitator.word.document.view import view_of
from facilitator.word.document.xml import MOST_WORK, ROOM, work_of
from facilitator.word.empty_form import open_form
from facilitator.word.form.form_contents import Notice, Reading, State
from facilitator.word.form.format_guess import Likeness, recognise
from facilitator.word.form.keys import Key, Values, key_of_kept
from facilitator.word.form.missing_rows import room_for
from facilitator.word.form.prepared_layout import called, quoted
from facilitator.word.form_report import SHOWN, ReportLine, report, struck_labels, where, why_lines
from facilitator.word.write import write
from facilitator.word.writing_choices import Choices
from facilitator.word.written_already import Standing, standing

NAME = Key("child.full_name")

NEW_ITEMS = 3
"""A new document of a plan that has no items of a kind yet has room for so many."""
_NEW = Choices(append=True, add=True, tracked=False, unprotected=True)
"""A form that is grown into a new plan is nobody's document yet."""


@dataclass(frozen=True)
class WordPlan:
    """A Word document with the plan that it is read as, and everything that was not understood.

    Its answers are understood when they are first asked for: of one that was just filled in, nobody may ask.
    """

    path: Path
    package: Package
    reading: Reading
    script: Script
    known: frozenset[int] = frozenset()
    """Reviews that are known to have been held, however few answers they have."""
    likeness: Likeness | None = None
    own_id: str = ""
    """The id that this computer has given the plan; a document itself says none."""

    # What it says

    @cached_property
    def held(self) -> frozenset[int]:
        """The reviews that have been held, as is known or as the document itself says."""
        periods = self.reading.periods()
        found = {period for period in periods if _was_held(period, self.reading, self._answers)}
        return frozenset(found.union(self.known).intersection(periods))

    @cached_property
    def _answers(self) -> Values:
        return self.reading.values()

    @cached_property
    def _values(self) -> Values:
        held = {0, *self.held}  # into the rows of others a form prints numbers
        return {key: lines for key, lines in self._answers.items() if not key.is_number or key.review in held}

    @cached_property
    def _understood(self) -> tuple[ReadPlan, tuple[Problem, ...]]:
        problems: list[Problem] = []
        values = self._values
        if not self._named:  # a form may have no label for it; the chair is told
            values = {**values, NAME: [self.path.stem]}
        layout, held = self.reading.layout, self.held
        read = read_plan(values, self.script, layout, held=held, problems=problems, path=self.path)
        return read, tuple(problems)

    @property
    def _named(self) -> bool:
        names = ("full_name", "first_name", "surname")
        return any(key.path.of == CHILD and key.path.field in names for key in self._values)

    @property
    def plan(self) -> Plan:
        """The plan that stands in the document."""
        plan = self._understood[0].plan
        return plan.model_copy(update={"id": self.own_id}) if self.own_id else plan

    @property
    def read(self) -> ReadPlan:
        """The plan, and where its items stand in the document, by their ids."""
        return self._understood[0]

    @property
    def problems(self) -> tuple[Problem, ...]:
        """What was not understood of its answers."""
        return self._understood[1]

    # What the chair should know

    @cached_property
    def notices(self) -> tuple[str, ...]:
        """What the chair should know before the meeting, in words."""
        return tuple(self._notices())

    def _notices(self) -> Iterator[str]:
        for notice in self.reading.notices:
            yield self._say(notice)
        if not self._named:
            yield say("word.name-of-file", name=self.path.stem)
        for period in self.reading.periods():
            if self.undated(period) and self._begun(period) and period not in self.held:
                yield say("word.is-half-filled", period=self.script.period_name(period))
        unclear = [problem for problem in self.problems if problem.code != "word.not-held"]
        if unclear:
            yield say("word.not-understood", count=len(unclear))
        if self.reading.unread:
            yield say("word.unread", count=len(self.reading.unread))
        struck = struck_labels(self.reading)
        if struck:
            yield say("word.is-struck", labels=quoted(struck))
        if self.package.signed:
            yield say("word.is-signed")

    def _say(self, notice: Notice) -> str:
        of_review = "number" if notice.code.endswith("-review") else "review"
        number = notice.values.get("review", notice.values.get(of_review))
        period = self.script.period_name(number) if isinstance(number, int) else ""
        return say(notice.code, **notice.values, period=period)

    def undated(self, period: int) -> bool:
        """Whether a review stands in the document but not in the plan."""
        return period not in {review.period for review in self.plan.reviews}

    def _begun(self, period: int) -> bool:
        return self.reading.state(period, self._answers) is not State.EMPTY

    @property
    def prepared(self) -> frozenset[int]:
        """The reviews that have something, and too little to tell whether they have been held.

        Somebody may have filled them in before the meeting, or the meeting ended early.
        """
        return frozenset(
            period for period in self.reading.periods() if period not in self.held and self._begun(period)
        )

    def has_date(self, period: int) -> bool:
        """Whether a day stands in the box for a review's date, in whatever words."""
        return bool(self.reading.text(Key("review.date", review=period)))

    def with_held(self, periods: Collection[int]) -> WordPlan:
        """Return the document read with some more reviews that are known to have been held."""
        return replace(self, known=self.held.union(periods))

    def called(self, plan_id: str) -> WordPlan:
        """Return the document as that of the plan with an id."""
        named = replace(self, own_id=plan_id)
        known = ("held", "_answers", "_values", "_understood", "notices")
        vars(named).update({name: vars(self)[name] for name in known if name in vars(self)})
        return named

    @property
    def next_period(self) -> int | None:
        """The review that has the next empty place: one that was never held may be gone from the document."""
        return next((period for period in self.reading.periods() if period not in self.held), None)

    def ready_for_review(self) -> None:
        """Raise a Refusal where the next review cannot be held with this document as it is."""
        reading = self.reading
        for period in reading.periods():
            if period in self.held and self.undated(period):
                raise Refusal("word.held-without-date", period=self.script.period_name(period))
        if not reading.periods():
            raise Refusal("word.no-place-for-reviews")
        if work_of(self.package.root) > MOST_WORK - ROOM:
            raise Refusal("word.no-room-for-review")

    # For `check`

    @property
    def recognised(self) -> str:
        """Which plan format the document is, and by which labels it was known, in words."""
        found = self.likeness.found if self.likeness else []
        labels = quoted(called(spec.place) for spec in found[:4])
        return say("word.recognised", format=self.script.format.name, count=len(found), labels=labels)

    @property
    def not_found(self) -> tuple[str, ...]:
        """The labels of the form that the document does not have."""
        missing = self.likeness.not_found if self.likeness else []
        return tuple(dict.fromkeys(called(spec.place) for spec in missing))

    @property
    def unread(self) -> tuple[str, ...]:
        """The words of the document that were not understood, each with its place."""
        return tuple(
            say("word.unread-line", where=where(one.spot), text=one.text[:SHOWN])
            for one in self.reading.unread
        )

    def report(self) -> list[ReportLine]:
        """Return, answer by answer, what was understood and where it stands; an empty answer says nothing."""
        return report(self.reading, self.problems)

    def why(self) -> list[str]:
        """Return how each box of the layout was found, or that it was not; for those who write layouts."""
        return list(why_lines(self.reading))

    def standing(self, review: Review, plan: Plan) -> Standing:
        """Return how much of a review stands in the document; `plan` as it is with the review."""
        return self.standing_of(self.answers_of(review, plan))

    def standing_of(self, answers: Iterable[Piece]) -> Standing:
        """Return how much of the answers of a review stands in the document."""
        return standing(self.reading, self.package, answers)

    def as_answers(self, kept: Iterable[tuple[tuple[str | int, ...], tuple[str, ...]]]) -> list[Piece]:
        """Return answers that were kept, by the parts of their keys; of an unknown version none."""
        keys = ((key_of_kept(parts), lines) for parts, lines in kept)
        return [Piece(key, list(lines), "") for key, lines in keys if key is not None]

    def answers_of(self, review: Review, plan: Plan) -> list[Piece]:
        """Return a review as what is written into a form of this kind; `plan` as it is with the review."""
        rows = {one: row for one, row in self.read.rows.items() if one[0] == 0}
        return pieces_of_review(review, plan, self.script, self.reading.layout, rows)


@dataclass(frozen=True)
class Filled:
    """A document that was filled in: its bytes, and how it reads now.

    `closed` are the answers that no box took; `plan` is what was meant, and `was` as it was before, None = it
    is new.
    """

    data: bytes
    word: WordPlan
    closed: tuple[Piece, ...]
    plan: Plan
    was: Plan | None = None

    @cached_property
    def left_out(self) -> tuple[str, ...]:
        """What the document does not show of what was meant, in words; its answers are read for that."""
        shown, form = self.word.plan, self.word.script.format
        if self.was is None:
            nowhere = unplaced_of_plan(self.plan, shown, form)
        else:
            held, known = {one.period for one in self.was.reviews}, same_items(self.plan, self.was)
            reviews = {review.period for review in self.plan.reviews} - held
            items = {item.id for item in self.plan.items if known.get(item.id) != item}
            nowhere = unplaced(self.plan, shown, form, reviews=reviews, items=items)
        closed = (say("word.closed-place", about=piece.about) for piece in self.closed)
        return (*closed, *(one.about for one in nowhere))


def open_word(path: Path, data: bytes, prompts: Path | None = None) -> WordPlan:
    """Read a Word plan; Refusal where somebody has it open, or where it cannot be read or is no plan."""
    _refuse_open_elsewhere(path)
    package = open_package(data)
    if work_of(package.root) > MOST_WORK:
        raise Refusal("word.part-too-large", part=package.main)
    likeness = recognise(view_of(package.root), load_layouts(prompts or find_prompts()))
    script = load_script(likeness.reading.format_id, prompts)
    return WordPlan(path, package, likeness.reading, script, likeness=likeness)


def _refuse_open_elsewhere(path: Path) -> None:
    who = open_in_word(path)
    if who is not None:
        raise Refusal("word.open-elsewhere-by" if who else "word.open-elsewhere", name=who)


def _was_held(period: int, reading: Reading, values: Values) -> bool:
    """Whether the document itself says that a review was held; few words and a date may be a preparation."""
    if reading.state(period, values) is State.HELD:
        return True
    if Key("review.date", review=period) not in values:
        return False
    return has_agreed(values, period, reading.layout) or has_marks(values, period, reading.layout)


def fill(word: WordPlan, plan: Plan, choices: Choices) -> Filled:
    """Fill in what a plan has more than the document: reviews, and outcomes that replace others.

    Raises NeedsDecision where a person must say how, and Refusal.
    """
    if choices.to is None:
        _refuse_open_elsewhere(word.path)
    held = {review.period for review in word.plan.reviews}
    known = same_items(plan, word.plan)
    reviews = [review for review in plan.reviews if review.period not in held]
    ids = {other.id: mine for mine, other in known.items()} | {child.id: child.id for child in plan.children}
    spots = {ids[item_id]: spot for item_id, spot in word.read.spots.items() if item_id in ids}
    rows = {(review, ids[one]): row for (review, one), row in word.read.rows.items() if one in ids}
    writer = Writer(plan, Language(word.script, word.reading.layout), spots, rows)
    pieces = list(writer.of_items(item for item in plan.items if item.id not in known))
    old = [(item, known[item.id]) for item in plan.items if item.id in known]
    pieces += [piece for item, was in old for piece in writer.of_changes(item, was)]
    pieces += [piece for review in reviews for piece in writer.of_review(review)]
    # A save that is tried again is the same to the letter, and so not a conflict with the first try.
    closed = next((review.closed_at for review in reversed(reviews) if review.closed_at), None)
    return _filled(word, pieces, choices, plan, was=word.plan, at=closed)


def new_word(path: Path, plan: Plan, prompts: Path | None = None) -> Filled:
    """Make a new Word document of a plan from the empty form of its format; Refusal where it has none."""
    script = load_script(plan.format, prompts)
    layout = load_layout(plan.format, prompts or find_prompts())
    if layout is None:
        raise Refusal("word.no-layout", format=script.format.name)
    name = clean_line(plan.child.full_name)
    package, reading = open_form(plan.format, layout, prompts or find_prompts(), name)
    word = WordPlan(path, package, reading, script)
    room = [key for kind, count in _sizes(plan, reading) for key in room_for(reading, kind, count)]
    pieces = pieces_of(plan, script, layout)
    said = {piece.key for piece in pieces}
    pieces += [Piece(key, [str(key.item)], "") for key in room if key.is_number and key not in said]
    made = _filled(word, pieces, _NEW, plan, room=room)
    if not any(item.ended for item in plan.items):
        return made
    struck = fill(made.word, plan, _NEW)  # what has ended is struck through once it stands there
    return replace(struck, was=None, closed=(*made.closed, *struck.closed))


def _sizes(plan: Plan, reading: Reading) -> Iterator[tuple[str, int]]:
    """Yield how many items of each kind that has blocks or rows a new document has room for."""
    for kind in sorted({key.anchor for key in reading.found if key.item}):
        items = plan.of(kind, ended=True)
        count = max((item.number or place for place, item in enumerate(items, 1)), default=NEW_ITEMS)
        yield kind, len(plan.children) if kind == CHILD else count


def _filled(  # noqa: PLR0913 - a document, what goes into it, and how
    word: WordPlan,
    pieces: list[Piece],
    choices: Choices,
    plan: Plan,
    *,
    was: Plan | None = None,
    at: datetime | None = None,
    room: Collection[Key] = (),
) -> Filled:
    """Fill answers in; all reviews of the plan have been held."""
    manner = Manner(tracked=False, author=say("word.author"), at=at or datetime.now(UTC))
    written = write(word.reading, word.package, pieces, choices, manner, room)
    known = frozenset(review.period for review in plan.reviews)
    after = replace(word, package=written.package, reading=written.reading, known=known)
    return Filled(written.package.data, after, tuple(written.closed), plan, was)
