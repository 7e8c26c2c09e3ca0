"""What a plan format declares: the kinds of items, the fields of everything, their types and their roles.

Rules and summaries ask for a field by its role (`delivered`, `concern`), never by its name, so that a new
format needs no Python.
"""

from collections.abc import Iterable, Iterator
from typing import Annotated, Literal, NamedTuple, Self

from pydantic import BeforeValidator, Field

from facilitator.plan.entries import Entry
from facilitator.plan.items import HowEnded, Item
from facilitator.plan.people import Perspective
from facilitator.plan.plan import Plan
from facilitator.plan.reviews import MeetingRecord
from facilitator.plan.text import Id
from facilitator.script.data import Data, WordId

FieldType = Literal["words", "line", "said", "date", "number", "cost", "tick", "choice", "several", "score"]
"""`words` and `line` are agreed, `said` stands under a name; `score` is found by a show of fingers."""

FieldRole = Literal[
    "", "wording", "place", "who", "how_often", "cost", "paid_by", "need", "due", "working", "concern",
    "read_back", "delivered", "achieved", "barriers", "next", "decision", "new_wording", "because",
    "progress", "status", "before", "after", "disagreement", "will_know",
]  # fmt: skip
"""What a field is to the rules: `wording` names an item, `because` is why it ended, `status` what became of
an action, `concern` what is not working, `before` and `after` a measure at the two ends of a plan;
`disagreement` is what somebody does not agree with, `will_know` how a child will know that it is done."""

VIEWS: tuple[FieldRole, ...] = ("working", "concern")
"""The two sides of what everybody is asked for: what is working, and what is not."""

KindRole = Literal["", "outcome", "step", "target", "provision"]


class DeclaredOption(Data):
    """One option of a choice, and what it is called on paper; in a decision, how it `ends` an item."""

    id: WordId
    label: str = ""
    ends: HowEnded | None = None


def _options(value: object) -> object:
    if not isinstance(value, list):
        return value
    return [one if isinstance(one, dict) else {"id": one} for one in value]


class DeclaredField(Data):
    """One field: its type, the label that people know, and the child's words for it.

    A `required` one is a box of the form that must not stay empty: every agenda asks for it. A `sensitive`
    one is hidden on the shared screen, `of` is whose it is. At an option of `low` a barrier and a change are
    required. `sample` stands for it where the sentences of a script are checked.
    """

    type: FieldType = "said"
    label: str = ""
    child: str = ""
    role: FieldRole = ""
    options: Annotated[list[DeclaredOption], BeforeValidator(_options)] = []
    low: list[WordId] = []
    of: Perspective | None = None
    required: bool = False
    sensitive: bool = False
    sample: str = ""

    @property
    def option_ids(self) -> list[str]:
        """The ids of the options, in order."""
        return [option.id for option in self.options]

    def says_no(self, option: object) -> bool:
        """Whether an answer to the read-back is a no: one of `low`, else the last option."""
        return option in (self.low or self.option_ids[-1:])

    def ends(self, option: object) -> HowEnded | None:
        """Return how a decision for that option ends an item, or None where it goes on."""
        return next((one.ends for one in self.options if one.id == option), None)


def _field(value: object) -> object:
    return {"type": value} if isinstance(value, str) else value


Fields = dict[Id, Annotated[DeclaredField, BeforeValidator(_field)]]


class ItemKind(Data):
    """One kind of item: `numbered` ones are called by their number, `ends` = they may end before the plan."""

    label: str = ""
    child: str = ""
    role: KindRole = ""
    under: Id | None = None
    numbered: bool = False
    ends: bool = False
    fields: Fields

    def role_field(self, role: FieldRole) -> str | None:
        """Return the field of that role, or None."""
        return next((name for name, field in self.fields.items() if field.role == role), None)


def _no_limit(value: object) -> object:
    return None if value in ("null", "~", "") else value


class HowMany(Data):
    """How many children a plan of the format has, and whether they are in the room at its meetings.

    `most` is null where there may be any number of them.
    """

    in_room: bool = True
    least: int = Field(default=1, ge=1)
    most: Annotated[int | None, BeforeValidator(_no_limit)] = 1


NEW = "new"
"""What a path begins with that makes a new item: `new.target` its wording, `new.target.due` a field of it."""


class Path(NamedTuple):
    """What is recorded, and where: `review.working`, `outcome.achieved`, `outcome.progress.first`.

    `of` is `plan`, `review`, `child`, `action`, `concern`, `person` or a kind of item; `part` is one of a
    score (`first` and `second` show, `reason`, `would_change`, `next_step`, `by`) or of how a concern ends.
    In `new.target.due` the kind of the new item is `field`, and a field of it `part`.
    """

    of: str
    field: str = ""
    part: str = ""

    @classmethod
    def read(cls, text: str) -> Self:
        """Return the path that a text such as `outcome.progress.first` names."""
        return cls(*text.split(".", 2))

    def __str__(self) -> str:
        """Return the path as prompts write it."""
        return ".".join(part for part in self if part)

    @property
    def entry_field(self) -> str:
        """The field under which a review keeps what was said here; nothing where a turn records nothing."""
        return str(self) if self.of == NEW else ".".join(part for part in self[1:] if part)


def new_kind(field: str) -> str | None:
    """Return the kind of the item that a line of that field makes, or None where it makes none."""
    path = Path.read(field)
    return path.field if path.of == NEW and path.field and not path.part else None


def _labelled(value: object) -> object:
    return {str(one): "" for one in value} if isinstance(value, list) else value


class Declaration(Data):
    """What plans of a format are made of; the base of a format's file.

    `signs` is what people sign, each with what it is called on paper. `about` has the fields of what a review
    says of one item, child, action or person, by the kind of it.
    """

    children: HowMany = HowMany.model_construct()
    items: dict[Id, ItemKind] = {}
    plan: Fields = {}
    review: Fields = {}
    about: dict[Id, Fields] = {}
    signs: Annotated[dict[Id, str], BeforeValidator(_labelled)] = {}

    def kinds(self, role: KindRole) -> list[str]:
        """Return the kinds of items that have a role, in order."""
        return [kind for kind, declared in self.items.items() if declared.role == role]

    def of_role(
        self, plan: Plan, role: KindRole, under: str | None = None, *, ended: bool = False
    ) -> list[Item]:
        """Return the items of a plan whose kind has a role, in order; the ended ones only if asked."""
        kinds = self.kinds(role)
        return [
            item
            for item in plan.items
            if item.kind in kinds and under in (None, item.under) and (ended or plan.is_current(item))
        ]

    def parts(self, plan: Plan, item: Item) -> list[Item]:
        """Return what belongs to an item itself, kind by kind in the order of the format."""
        return [one for kind in self.items for one in plan.of(kind, item.id, ended=True)]

    def words_of(self, item: Item, role: FieldRole = "wording") -> str:
        """Return the words of an item's field of that role; nothing where its kind has no such field."""
        declared = self.items.get(item.kind)
        field = declared.role_field(role) if declared else None
        return item.words(field) if field else ""

    def fields_of(self, of: str) -> Fields:
        """Return what a review may record of something, or of itself (`review`), or the plan holds."""
        own = {"review": self.review, "plan": self.plan}
        return own[of] if of in own else self.about.get(of, {})

    def field(self, path: Path) -> DeclaredField | None:
        """Return what is declared at a path, or None; of a new item it is its wording, or the field named."""
        if path.of == NEW:
            kind = self.items.get(path.field)
            return kind.fields.get(path.part or kind.role_field("wording") or "") if kind else None
        return self.fields_of(path.of).get(path.field)

    def is_score(self, path: Path) -> bool:
        """Whether what is recorded at a path is a score, or a part of one."""
        declared = self.field(path)
        return declared is not None and declared.type == "score"

    def new_under(self, kind: str | None) -> Fields:
        """Return the fields in which a review notes new items under one of a kind (None: of the plan)."""
        found = {one: self.field(Path(NEW, one)) for one, item in self.items.items() if item.under == kind}
        return {str(Path(NEW, one)): declared for one, declared in found.items() if declared}

    def of_new(self, kind: str) -> Fields:
        """Return the fields in which a review notes what else is agreed of a new item."""
        fields = self.items[kind].fields if kind in self.items else {}
        return {str(Path(NEW, kind, name)): declared for name, declared in fields.items()}

    def paths(self, role: FieldRole) -> list[Path]:
        """Return where a review records what has this role, in order."""
        every = {"review": self.review, **self.about}
        return [
            Path(of, name) for of, fields in every.items() for name, one in fields.items() if one.role == role
        ]

    def path(self, role: FieldRole) -> Path | None:
        """Return the first place of a role, or None."""
        return next(iter(self.paths(role)), None)

    def said(self, review: MeetingRecord) -> Iterator[Entry]:
        """Yield what a review has in words, each under whoever said it: all but choices, numbers and days."""
        of_new = [self.of_new(kind) for kind in self.items]
        of_review, of_things = _not_in_words([self.review]), _not_in_words([*self.about.values(), *of_new])
        return (
            entry
            for entry in review.entries
            if entry.field not in (of_review if entry.about is None else of_things)
        )

    def became(self, plan: Plan) -> dict[str, str]:
        """Return what became of each action that was asked after since, or that was changed, by its id."""
        status = next((path.field for path in self.paths("status")), None)
        found: dict[str, str] = {}
        for review in plan.reviews:
            for action in review.actions:
                found.update((action.id, one.status) for one in action.changes if one.status)
            found |= {one.about: one.text for one in review.entries if one.about and one.field == status}
        return found

    def option_label(self, field: str, option: str, of: str = "") -> str:
        """Return what an option of a field is called on paper; the option itself where there are no words."""
        options = (one for declared in self._declared(field, of) for one in declared.options)
        return next((one.label for one in options if one.id == option and one.label), option)

    def own_words(self, answer: Entry, of: str) -> str:
        """Return what the format calls the option of an answer on paper, or nothing."""
        declared = self.fields_of(of).get(answer.field)
        return next((one.label for one in declared.options if one.id == answer.value), "") if declared else ""

    def sign_label(self, to: str) -> str:
        """Return what something that people sign is called on paper."""
        return self.signs.get(to) or to.replace("_", " ").capitalize()

    def child_words(self, field: str, of: str = "") -> str:
        """Return the child's words for a field; nothing where it has none."""
        return next((one.child for one in self._declared(field, of) if one.child), "")

    def label(self, field: str, of: str = "") -> str:
        """Return the label of a field; the id itself where it has none."""
        return next((one.label for one in self._declared(field, of) if one.label), field)

    def _declared(self, field: str, of: str) -> Iterator[DeclaredField]:
        """Yield what is declared under a name: for `of` first, then wherever else it is."""
        kinds = (kind.fields for kind in self.items.values())
        new = (self.of_new(kind) for kind in self.items)
        everywhere = (self.fields_of(of), self.review, *self.about.values(), self.plan, *kinds, *new)
        return (fields[field] for fields in everywhere if field in fields)


def _not_in_words(places: Iterable[Fields]) -> set[str]:
    return {name for fields in places for name, one in fields.items() if one.type not in ("said", "words")}
