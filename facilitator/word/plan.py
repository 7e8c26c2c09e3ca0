"""A school's Word plan: opened and understood, filled in, made new. The one door to this room."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, field, replace
from datetime import date
from functools import cached_property
from pathlib import Path

from facilitator.phrases.day import in_full
from facilitator.plan.plan import Plan
from facilitator.plan.refusal import Refusal
from facilitator.plan.reviews import Review
from facilitator.script.conformity import refuse_children
from facilitator.script.formats_and_turns import Script
from facilitator.script.layouts import CHILD, load_layouts
from facilitator.script.loading import find_prompts, load_script
from facilitator.script.words_by_key import say
from facilitator.word.answers.actions_without_box import kinds_with_actions
from facilitator.word.answers.agreements import has_agreed
from facilitator.word.answers.days import read_day
from facilitator.word.answers.field_codecs import Language
from facilitator.word.answers.labels import Labels
from facilitator.word.answers.marks import has_marks
from facilitator.word.answers.noted_actions import with_noted
from facilitator.word.answers.owners import Owners
from facilitator.word.answers.phrasing import to_lines
from facilitator.word.answers.pieces import Piece
from facilitator.word.answers.plan_from_form import ReadPlan, read_plan
from facilitator.word.answers.plan_to_form import pieces_of_review
from facilitator.word.answers.understood_answers import Problem
from facilitator.word.document.container import Package, open_package
from facilitator.word.document.open_in_word import open_in_word
from facilitator.word.document.view import view_of
from facilitator.word.document.xml import MOST_WORK, ROOM, work_of
from facilitator.word.form.form_contents import Notice, Reading, State
from facilitator.word.form.format_guess import Likeness, recognise
from facilitator.word.form.keys import Key, Values, is_answer, key_of_kept
from facilitator.word.form.prepared_layout import called, quoted
from facilitator.word.form_report import (
    SHOWN,
    ReportLine,
    elsewhere_in,
    lacking_in,
    not_read,
    report,
    struck_labels,
    where,
    why_lines,
)
from facilitator.word.merged_answers import joined
from facilitator.word.written_already import (
    Standing,
    as_they_stand,
    standing,
    stands_there,
    without_days_to_come,
)

NAME = Key("child.full_name")


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
    name: str = ""
    """The child's name, where a person chose it from several."""
    owners: Owners = field(default_factory=dict)
    """What the parts were put under that share a box with those of another one."""

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
        elif self.name:
            values = {**values, NAME: [self.name]}
        layout, held = self.reading.layout, self.held
        read = read_plan(
            values, self.script, layout, held=held, problems=problems, path=self.path, owners=self.owners
        )
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
        yield from self._of_reading()
        if lacking := lacking_in(self.reading, self.next_period):
            yield self._say(
                Notice("word.next-lacks", {"review": self.next_period, "labels": quoted(lacking[:4])})
            )
        for period in self.reading.periods():
            if self.undated(period) and self._begun(period) and period not in self.held:
                day, name = self.planned(period), self.script.period_name(period)
                half = say("word.is-half-filled", period=name)
                yield say("word.is-planned", period=name, day=in_full(day)) if day else half
        unclear = [problem for problem in self.problems if problem.code != "word.not-held"]
        if unclear:
            yield say("word.not-understood", count=len(unclear))
        if self.reading.unread:
            yield say("word.unread", count=len(self.reading.unread))
        if struck := struck_labels(self.reading):
            yield say("word.is-struck", labels=quoted(struck))
        yield from not_read(self.package.root)
        if self.package.signed:
            yield say("word.is-signed")
        coming = self.next_period
        if coming is not None and (lacking := self.without_box(coming)):
            yield say("word.no-box-for", period=self.script.period_name(coming), what="; ".join(lacking))

    def _of_reading(self) -> Iterator[str]:
        """Yield how the document was read where that is not certain, and whose name was taken."""
        yield from map(self._say, self.reading.notices)
        if not self._named:
            yield say("word.name-of-file", name=self.path.stem)
        if self.names_to_choose:
            yield say("word.two-names", names=quoted(self.names_to_choose), taken=self.names_to_choose[0])

    def _say(self, notice: Notice) -> str:
        of_review = "number" if notice.code.endswith("-review") else "review"
        number = notice.values.get("review", notice.values.get(of_review))
        period = self.script.period_name(number) if isinstance(number, int) else ""
        return say(notice.code, **notice.values, period=period)

    def without_box(self, period: int) -> list[str]:
        """Return, in words, what a review says that the form has a box for elsewhere, and the document none.

        Also actions, where there is no box that could take those of the whole plan.
        """
        language = Language(self.script, self.reading.layout)
        labels = Labels(self.read.plan, self.script.format)
        found = {key._replace(item=0, line=0, review=1) for key in self.reading.found if key.review == period}
        boxes = (box for box in language.boxes if box.key.review and not language.boxes.is_repeated(box.key))
        lacking = [labels.about(box.path, box.key.of) for box in boxes if box.key not in found]
        if not kinds_with_actions(period, self.reading.found, language):
            lacking.append(say("word.about-actions"))
        return list(dict.fromkeys(lacking))

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

    def prepared_words(self, period: int) -> str:
        """Return what stands in the boxes of a review, line by line."""
        lines = (lines for key, lines in self._answers.items() if key.review == period)
        return "\n".join(line for each in lines for line in each)

    def planned(self, period: int) -> date | None:
        """Return the day of a review that stands in the form before it is held, where nothing else does."""
        own = [key for key in self._answers if key.review == period and is_answer(key, self.script.format)]
        text = "" if own or period in self.held else self.reading.text(Key("review.date", review=period))
        return read_day(text) if text else None

    def has_date(self, period: int) -> bool:
        """Whether a day stands in the box for a review's date, in whatever words."""
        return bool(self.reading.text(Key("review.date", review=period)))

    def with_held(self, periods: Collection[int]) -> WordPlan:
        """Return the document read with some more reviews that are known to have been held."""
        return replace(self, known=self.held.union(periods))

    @property
    def names_to_choose(self) -> tuple[str, ...]:
        """The names of which a person must say which is the child's, as long as nobody has."""
        return () if self.name else self.reading.names

    def with_owners(self, owners: Owners) -> WordPlan:
        """Return the document read with what its parts were put under, as this computer knows it."""
        return replace(self, owners=owners)

    def of_child(self, name: str) -> WordPlan:
        """Return the document as that of the child whose name a person chose."""
        return replace(self, name=name)

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
        refuse_children(self.plan, self.script.format)
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

    def standing_of(self, answers: Iterable[Piece], since: Iterable[Piece] = ()) -> Standing:
        """Return how much of the answers of a review stands in the document.

        `since` are those that the program itself has put in the place of some of them later; what was noted
        of its actions since is no other answer.
        """
        noted = [(spot.key, to_lines(spot.text)) for spot in self.read.actions.values() if "\n" in spot.text]
        own = as_they_stand(self.reading, without_days_to_come(answers, self.held), since)
        layout = self.reading.layout
        return standing(self.reading, self.package, (with_noted(one, noted, layout) for one in own))

    def stands(self, parts: tuple[str | int, ...], lines: tuple[str, ...]) -> bool:
        """Return whether an answer that was kept, by the parts of its key, stands in the document."""
        return any(stands_there(self.reading, piece) for piece in self.as_answers([(parts, lines)]))

    def lines_at(self, parts: tuple[str | int, ...]) -> tuple[str, ...]:
        """Return what stands in the first box of an answer, by the parts of its key."""
        key = key_of_kept(parts)
        found = self.reading.found.get(key, []) if key else []
        return tuple(self.reading.said(key, found[0]).split("\n")) if key and found else ()

    def as_answers(self, kept: Iterable[tuple[tuple[str | int, ...], tuple[str, ...]]]) -> list[Piece]:
        """Return answers that were kept, by the parts of their keys; of an unknown version none."""
        keys = ((key_of_kept(parts), lines) for parts, lines in kept)
        return [Piece(key, list(lines), "") for key, lines in keys if key is not None]

    def answers_of(self, review: Review, plan: Plan) -> list[Piece]:
        """Return a review as what is written into a form of this kind; `plan` as it is with the review."""
        rows = {one: row for one, row in self.read.rows.items() if one[0] == 0}
        return joined(self.reading, pieces_of_review(review, plan, self.script, self.reading.layout, rows))


def open_word(path: Path, data: bytes, prompts: Path | None = None) -> WordPlan:
    """Read a Word plan; Refusal where somebody has it open, or where it cannot be read or is no plan."""
    refuse_open_elsewhere(path)
    package = open_package(data)
    if work_of(package.root) > MOST_WORK:
        raise Refusal("word.part-too-large", part=package.main)
    layouts = load_layouts(prompts or find_prompts())
    likeness = recognise(view_of(package.root), layouts, *elsewhere_in(package.root))
    script = load_script(likeness.reading.format_id, prompts)
    return WordPlan(path, package, likeness.reading, script, likeness=likeness)


def refuse_open_elsewhere(path: Path) -> None:
    """Raise Refusal where somebody has a document open in Word."""
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
