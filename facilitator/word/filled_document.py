"""A Word document that is filled in: the school's own, with what a plan has more than it, or a new one."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from functools import cached_property
from pathlib import Path

from facilitator.plan.plan import Plan
from facilitator.plan.refusal import Refusal
from facilitator.plan.text import clean_line
from facilitator.script.layouts import CHILD, load_layout
from facilitator.script.loading import find_prompts, load_script
from facilitator.script.words_by_key import say
from facilitator.word.answers.actions_without_box import host_of_actions
from facilitator.word.answers.child_rows import Rows
from facilitator.word.answers.edits_to_form import moved, pieces_of_edit, pieces_of_notes
from facilitator.word.answers.field_codecs import Language
from facilitator.word.answers.item_spots import same_items
from facilitator.word.answers.items import ItemSpot
from facilitator.word.answers.labels import Labels
from facilitator.word.answers.noted_actions import ActionSpot
from facilitator.word.answers.owners import owners_of, with_newer
from facilitator.word.answers.pieces import Piece
from facilitator.word.answers.plan_to_form import Writer, pieces_of
from facilitator.word.answers.without_place import unplaced, unplaced_of_plan
from facilitator.word.document.runs import Manner
from facilitator.word.empty_form import open_form
from facilitator.word.form.form_contents import Reading
from facilitator.word.form.keys import Key
from facilitator.word.form.missing_rows import room_for
from facilitator.word.pen import place_of
from facilitator.word.plan import WordPlan, refuse_open_elsewhere
from facilitator.word.write import ask_about_the_document, write
from facilitator.word.writing_choices import REPLACE, Choices

NEW_ITEMS = 3
"""A new document of a plan that has no items of a kind yet has room for so many."""

_NEW = Choices(append=True, one_value=REPLACE, add=True, tracked=False, unprotected=True, seen=True)
"""A form that is grown into a new plan is nobody's document yet."""


@dataclass(frozen=True)
class Filled:
    """A document that was filled in: its bytes, and how it reads now.

    `closed` are the answers that no box took, `left` those for which another stays that stood there.
    `plan` is what was meant, and `was` as it was before, None = it is new. `edited` = not a review alone, but
    anything in the plan may have been changed.
    """

    data: bytes
    word: WordPlan
    closed: tuple[Piece, ...]
    plan: Plan
    was: Plan | None = None
    left: tuple[Piece, ...] = ()
    edited: bool = False

    @cached_property
    def left_out(self) -> tuple[str, ...]:
        """What the document does not show of what was meant, in words; its answers are read for that."""
        shown, form = self.word.plan, self.word.script.format
        if self.was is None or self.edited:
            nowhere = unplaced_of_plan(self.plan, shown, form)
        else:
            held, known = {one.period for one in self.was.reviews}, same_items(self.plan, self.was)
            reviews = {review.period for review in self.plan.reviews} - held
            items = {item.id for item in self.plan.items if known.get(item.id) != item}
            nowhere = unplaced(self.plan, shown, form, reviews=reviews, items=items)
        closed = (say("word.closed-place", about=piece.about) for piece in self.closed)
        left = (say("word.left-as-it-was", about=piece.about) for piece in self.left)
        return (*closed, *left, *(one.about for one in nowhere))


def fill(
    word: WordPlan, plan: Plan, choices: Choices, *, edited_by: str | None = None, fresh: bool = False
) -> Filled:
    """Fill in what a plan has more than the document: reviews, and outcomes that replace others.

    Where somebody changed it outside a meeting (`edited_by`), what it says otherwise takes the place of what
    stands there. `fresh` = the document was made just now, and nothing is struck through in it yet.
    Raises NeedsDecision where a person must say how, and Refusal.
    """
    shown = _with_nothing_ended(word.plan) if fresh else word.plan
    plan = plan if fresh else _as_in_form(plan, word.plan, edited=edited_by is not None)
    if choices.to is None:
        refuse_open_elsewhere(word.path)
        ask_about_the_document(word.package, choices)
    held = {review.period for review in word.plan.reviews}
    known = same_items(plan, shown)
    reviews = [review for review in plan.reviews if review.period not in held]
    ids = {other.id: mine for mine, other in known.items()} | {child.id: child.id for child in plan.children}
    spots = {ids[item_id]: spot for item_id, spot in word.read.spots.items() if item_id in ids}
    rows = {(review, ids[one]): row for (review, one), row in word.read.rows.items() if one in ids}
    language = Language(word.script, word.reading.layout)
    host = host_of_actions(reviews, plan, word.reading.found, language, choices.actions_in)
    writer = Writer(plan, language, spots, rows, host, shown)
    if edited_by is not None:
        pieces = list(_edited(word, plan, language, spots, rows))
    else:
        pieces = list(writer.of_items(item for item in plan.items if item.id not in known))
        old = [(item, known[item.id]) for item in plan.items if item.id in known]
        pieces += [piece for item, was in old for piece in writer.of_changes(item, was)]
    pieces += [piece for review in reviews for piece in writer.of_review(review)]
    # A save that is tried again is the same to the letter, and so not a conflict with the first try.
    closed = next((review.closed_at for review in reversed(reviews) if review.closed_at), None)
    # Where somebody adds a part outside a meeting, the document itself must say what it is under.
    parts = None if not edited_by else known.keys()
    was, owners = word.plan, with_newer(word.owners, owners_of(plan, word.script.format, parts))
    word = replace(word, owners=owners)
    filled = _filled(word, pieces, choices, plan, was=was, at=closed, author=edited_by or "")
    return replace(filled, edited=edited_by is not None)


def _as_in_form(plan: Plan, there: Plan, *, edited: bool) -> Plan:
    """Return a plan with what its document says, whether or not it is for sharing: a form has no such mark.

    What was said just now and is not for sharing stays out, unless somebody `edited` the plan.
    """
    known = {entry.id for entry in there.entries}
    stands = {"not_shared": False}
    return plan.model_copy(
        update={
            "items": [item.model_copy(update=stands) for item in plan.items],
            "people": [person.model_copy(update=stands) for person in plan.people],
            "entries": [
                entry.model_copy(update=stands) if edited or entry.id in known else entry
                for entry in plan.entries
            ],
        }
    )


def _with_nothing_ended(plan: Plan) -> Plan:
    return plan.model_copy(update={"items": [item.model_copy(update={"ended": None}) for item in plan.items]})


def _edited(
    word: WordPlan, plan: Plan, language: Language, spots: dict[str, ItemSpot], rows: Rows
) -> Iterator[Piece]:
    """Yield what is to be changed in a document whose plan was changed outside a meeting."""
    before, known = Writer(word.plan, language, word.read.spots, word.read.rows), same_items(plan, word.plan)
    pairs = [(item, known.get(item.id)) for item in plan.items]
    gone = [was for item, was in pairs if was and moved(item, was, language.boxes.of_plan(item.kind))]
    ids = {item.id for item, was in pairs if was in gone}
    stay = {item_id: spot for item_id, spot in spots.items() if item_id not in ids}
    for was in gone:
        yield from before.cleared(was)
    of_items = [(item, None if item.id in ids else was) for item, was in pairs]
    now = Writer(plan, language, stay, rows, was=word.plan)
    yield from pieces_of_edit(now, before, of_items, language.form)
    labels, layout = Labels(word.plan, language.form), language.layout
    yield from pieces_of_notes(plan, word.plan, dict(_actions_in(word)), labels, layout)


def _actions_in(word: WordPlan) -> Iterator[tuple[str, tuple[ActionSpot, int]]]:
    """Yield where the actions of a document stand: the box, and which of its statements it is."""
    for action, spot in word.read.actions.items():
        places = {place_of(spot.text, found, word.reading) for found in word.reading.found.get(spot.key, ())}
        if len(places) == 1 and (place := places.pop()) is not None:
            yield action, (spot, place)


def new_word(path: Path, plan: Plan, prompts: Path | None = None) -> Filled:
    """Make a new Word document of a plan from the empty form of its format; Refusal where it has none."""
    script = load_script(plan.format, prompts)
    layout = load_layout(plan.format, prompts or find_prompts())
    if layout is None:
        raise Refusal("word.no-layout", format=script.format.name)
    several = len(plan.children)
    name = say("word.new-children", count=several) if several > 1 else clean_line(plan.child.full_name)
    package, reading = open_form(plan.format, layout, prompts or find_prompts(), name)
    word = WordPlan(path, package, reading, script, owners=owners_of(plan, script.format))
    room = [key for kind, count in _sizes(plan, reading) for key in room_for(reading, kind, count)]
    pieces = pieces_of(plan, script, layout)
    said = {piece.key for piece in pieces}
    pieces += [Piece(key, [str(key.item)], "") for key in room if key.is_number and key not in said]
    made = _filled(word, pieces, _NEW, plan, room=room)
    if not any(item.ended for item in plan.items):
        return made
    struck = fill(made.word, plan, _NEW, fresh=True)  # what has ended is struck through once it stands there
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
    author: str = "",
) -> Filled:
    """Fill answers in; all reviews of the plan have been held."""
    manner = Manner(tracked=False, author=author or say("word.author"), at=at or datetime.now(UTC))
    written = write(word.reading, word.package, pieces, choices, manner, room)
    known = frozenset(review.period for review in plan.reviews)
    after = replace(word, package=written.package, reading=written.reading, known=known)
    closed, left = tuple(written.closed), tuple(written.left)
    return Filled(written.package.data, after, closed, plan, was, left)
