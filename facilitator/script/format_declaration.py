"""What a plan format declares: the kinds of items, the fields of everything, their types and their roles.

Rules and summaries ask for a field by its role (`delivered`, `concern`), never by its name, so that a new
format needs no Python.
"""

from collections.abc import Callable, Iterable, Iterator
from functools import cache
from typing import Annotated, NamedTuple, Self

from pydantic import BeforeValidator, Field

from facilitator.plan.entries import Entry
from facilitator.plan.items import Item
from facilitator.plan.plan import Plan
from facilitator.plan.reviews import MeetingRecord
from facilitator.plan.text import Id
from facilitator.script.declared_fields import DeclaredField, FieldRole, Fields, ItemKind, KindRole
from facilitator.script.prompt_data import Data


def _no_limit(value: object) -> object:
    return None if value in ("null", "~", "") else value


class HowMany(Data):
    """How many children a plan of the format has, and whether they are in the room at its meetings.

    `most` is null where there may be any number of them.
    """

    in_room: bool = True
    least: int = Field(default=1, ge=1)
    most: Annotated[int | None, BeforeValidator(_no_limit)] = 1


ACTIONS = "actions"
"""What was agreed on a thing to be done, as a field where its format declares none for what comes next."""

NEW = "new"
"""What a path begins with that makes a new item: `new.target` its wording, `new.target.due` a field of it."""

ANY = "any"
"""What a loop begins with over the items of a kind in the plan, and those that the meeting has made."""

PLAN, SIGNED = "plan", "signed"
"""What a path begins with that goes into the plan itself: a box of it, or that somebody signs it."""


class Path(NamedTuple):
    """What is recorded, and where: `review.working`, `outcome.achieved`, `outcome.progress.first`.

    `of` is `plan`, `signed`, `review`, `child`, `action`, `concern`, `person` or a kind of item; `part` is
    one of a score (`first` and `second` show, `reason`, `would_change`, `next_step`, `by`) or of how a
    concern ends. In `new.target.due` the kind of the new item is `field`, and a field of it `part`.
    """

    of: str
    field: str = ""
    part: str = ""

    @classmethod
    @cache
    def read(cls, text: str) -> Self:
        """Return the path that a text such as `outcome.progress.first` names."""
        return cls(*text.split(".", 2))

    def __str__(self) -> str:
        """Return the path as prompts write it."""
        return ".".join(part for part in self if part)

    @property
    def entry_field(self) -> str:
        """The field under which a review keeps what was said here; nothing where a turn records nothing."""
        return str(self) if self.of in (NEW, PLAN) else ".".join(part for part in self[1:] if part)


def new_kind(field: str) -> str | None:
    """Return the kind of the item that a line of that field makes, or None where it makes none."""
    path = Path.read(field)
    return path.field if path.of == NEW and path.field and not path.part else None


def any_kind(for_each: str) -> str | None:
    """Return the kind of the items over which a loop runs wherever they stand, or None."""
    path = Path.read(for_each)
    return path.field if path.of == ANY and path.field and not path.part else None


def _labelled(value: object) -> object:
    return {str(one): "" for one in value} if isinstance(value, list) else value


class Declaration(Data):
    """What plans of a format are made of; the base of a format's file.

    `signs` is what people sign, each with what it is called on paper, and `agreement` which of it is that the
    plan is agreed. `about` has the fields of what a review
    says of one item, child, action or person, by the kind of it.
    """

    children: HowMany = HowMany.model_construct()
    items: dict[Id, ItemKind] = {}
    plan: Fields = {}
    review: Fields = {}
    about: dict[Id, Fields] = {}
    signs: Annotated[dict[Id, str], BeforeValidator(_labelled)] = {}
    agreement: Id = ""

    def upwards(self, kind: str) -> list[str]:
        """Return a kind of item and those that it is under, the nearest first, each once."""
        found = [kind]
        while found[-1] in self.items and (above := self.items[found[-1]].under) and above not in found:
            found.append(above)
        return found

    def linking(self, kind: str) -> list[str]:
        """Return the fields that link items of a kind to hopes and needs of the plan; no form has boxes."""
        fields = self.items[kind].fields if kind in self.items else {}
        return [name for name, one in fields.items() if one.options_from]

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

    def called(self, item: Item) -> str:
        """Return what an item is called as a heading: "Outcome 2"; one without a number by its words."""
        label, words = self.items[item.kind].label or item.kind, self.words_of(item).removesuffix(".")
        return words or label if item.number is None else f"{label} {item.number}"

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

    def is_private(self, path: Path) -> bool:
        """Whether what is recorded at a path is for the plan alone."""
        return bool((declared := self.field(path)) and declared.private)

    def is_hidden(self, path: Path) -> bool:
        """Whether a screen that others see hides what is recorded at a path at first."""
        return bool((declared := self.field(path)) and declared.hidden)

    def label_at(self, path: Path) -> str:
        """Return the label of what is recorded at a path; the name of the field where it has none."""
        declared = self.field(path)
        return (declared.label if declared else "") or path.part or path.field

    def path_of(self, entry: Entry, kind: str = "") -> Path:
        """Return where what an entry of a meeting has is declared; `kind` is that of what it is about."""
        own, of = Path.read(entry.field), kind if entry.about and kind else "review"
        return own if own.of in (NEW, PLAN) else Path(of, *entry.field.split(".", 1))

    def without_private(self, item: Item) -> Item:
        """Return an item without its private fields."""
        return self._without(item, lambda declared: declared.private)

    def without_hidden(self, item: Item) -> Item:
        """Return an item without the fields that a shared screen hides."""
        return self._without(item, lambda declared: declared.hidden)

    def _without(self, item: Item, left_out: Callable[[DeclaredField], bool]) -> Item:
        declared = self.items[item.kind].fields if item.kind in self.items else {}
        names = {name for name, one in declared.items() if left_out(one)}
        kept = {name: value for name, value in item.fields.items() if name not in names}
        return item.model_copy(update={"fields": kept}) if len(kept) < len(item.fields) else item

    def is_score(self, path: Path) -> bool:
        """Whether what is recorded at a path is a score, or a part of one; a choice may be judged as well."""
        declared = self.field(path)
        if declared is None:
            return False
        judged = declared.type == "choice" and bool(path.part) and path.of in self.items
        return declared.type == "score" or judged

    def new_under(self, kind: str | None) -> Fields:
        """Return the fields in which a review notes new items under one of a kind (None: of the plan)."""
        found = {one: self.field(Path(NEW, one)) for one, item in self.items.items() if item.under == kind}
        return {str(Path(NEW, one)): declared for one, declared in found.items() if declared}

    def of_new(self, kind: str) -> Fields:
        """Return the fields in which a review notes what else is agreed of a new item."""
        fields = self.items[kind].fields if kind in self.items else {}
        return {str(Path(NEW, kind, name)): declared for name, declared in fields.items()}

    def of_plan(self) -> Fields:
        """Return the fields in which a meeting notes what the plan itself is to hold."""
        return {str(Path(PLAN, name)): declared for name, declared in self.plan.items()}

    def paths(self, role: FieldRole) -> list[Path]:
        """Return where a review records what has this role, in order."""
        every = {"review": self.review, **self.about}
        return [
            Path(of, name) for of, fields in every.items() for name, one in fields.items() if one.role == role
        ]

    def names(self, role: FieldRole, of: str | None = None) -> list[str]:
        """Return the names of the fields of a role in a review, in order: of one kind, or of all."""
        return [path.field for path in self.paths(role) if of in (None, path.of)]

    def path(self, role: FieldRole) -> Path | None:
        """Return the first place of a role, or None."""
        return next(iter(self.paths(role)), None)

    def next_of(self, kind: str) -> str:
        """Return the field under which a review tells what comes next for a kind: words or an action."""
        return next(iter(self.names("next", kind)), ACTIONS)

    def whole_support(self, kind: str) -> Path | None:
        """Return where one answer stands for all lines of support of a kind: for what they are under.

        None where it stands for no other, because the kind or what is above it is not asked after.
        """
        if not self.names("delivered", kind):
            return None
        above = self.upwards(kind)[1:]
        return next((path for path in self.paths("delivered") if path.of in above), None)

    def said(self, review: MeetingRecord) -> Iterator[Entry]:
        """Yield what a review has in words, each under whoever said it: all but choices, numbers and days."""
        of_review = _not_in_words([self.review, self.of_plan()])
        of_things = _not_in_words([*self.about.values(), *map(self.of_new, self.items)])
        return (one for one in review.entries if one.field not in (of_things if one.about else of_review))

    def became(self, plan: Plan) -> dict[str, str]:
        """Return what became of each action that was asked after since, or that was changed, by its id."""
        status = next(iter(self.names("status")), None)
        found: dict[str, str] = {}
        for held in plan.meetings():
            for action in held.actions:
                found.update((action.id, one.status) for one in action.changes if one.status)
            found |= {one.about: one.text for one in held.entries if one.about and one.field == status}
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
        own = (self.plan, self.of_plan())
        everywhere = (self.fields_of(of), self.review, *self.about.values(), *own, *kinds, *new)
        return (fields[field] for fields in everywhere if field in fields)


def _not_in_words(places: Iterable[Fields]) -> set[str]:
    return {name for fields in places for name, one in fields.items() if one.type not in ("said", "words")}
