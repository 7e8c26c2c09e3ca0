"""The fields that a plan format declares for items, plans and reviews: their types, roles and options."""

from collections.abc import Iterable
from typing import Annotated, Literal

from pydantic import BeforeValidator

from facilitator.plan.nouns import HowEnded
from facilitator.plan.people import Perspective
from facilitator.plan.text import Id
from facilitator.script.prompt_data import Data, WordId

FieldType = Literal["words", "line", "said", "date", "number", "cost", "tick", "choice", "several", "score"]
"""`words` and `line` are agreed, `said` stands under a name; `score` is found by a show of fingers."""

FieldRole = Literal[
    "", "wording", "place", "who", "how_often", "cost", "paid_by", "need", "due", "working", "concern",
    "read_back", "delivered", "achieved", "barriers", "next", "decision", "new_wording", "because",
    "progress", "status", "before", "after", "disagreement", "will_know", "range", "total", "hope",
    "done", "setting",
]  # fmt: skip
"""What a field is to the rules: `wording` names an item, `because` is why it ended, `status` what became of
an action, `concern` what is not working, `before` and `after` a measure at the two ends of a plan;
`disagreement` is what somebody does not agree with, `will_know` how a child will know that it is done,
`range` how great a need is by the council's own measure, `total` what all support costs together, `done` the
day on which something was done, `setting` the school; the golden thread begins at `hope` and `need`."""

VIEWS: tuple[FieldRole, ...] = ("working", "concern")
"""The two sides of what everybody is asked for: what is working, and what is not."""

BEGINNINGS: tuple[Literal["hope", "need"], ...] = ("hope", "need")
"""Where the golden thread begins."""

KindRole = Literal["", "outcome", "step", "target", "provision"]


class DeclaredOption(Data):
    """One option of a choice, and what it is called on paper; in a decision, how it `ends` an item.

    `child` is what it is called in the child's letter. In a list of needs `need` is the box of the plan in
    which that one is told.
    """

    id: WordId
    label: str = ""
    child: str = ""
    ends: HowEnded | None = None
    need: WordId | None = None


def _options(value: object) -> object:
    if not isinstance(value, list):
        return value
    return [one if isinstance(one, dict) else {"id": one} for one in value]


class DeclaredField(Data):
    """One field: its type, the label that people know, and the child's words for it.

    A `required` one is a box of the form that must not stay empty: every agenda asks for it. A `sensitive`
    one is hidden on the shared screen; a `private` one, such as a telephone number, is not read back nor in a
    summary either. `of` is whose it is. At an option of `low` a barrier and a change are required. `sample`
    stands for it where the sentences of a script are checked. `per` is what a cost is for where it does not
    say. A tick with `consent` needs a parent's signature. `options_from` are the plan's hopes and needs.
    """

    type: FieldType = "said"
    label: str = ""
    child: str = ""
    role: FieldRole = ""
    options: Annotated[list[DeclaredOption], BeforeValidator(_options)] = []
    options_from: Literal["", "thread"] = ""
    low: list[WordId] = []
    of: Perspective | None = None
    required: bool = False
    sensitive: bool = False
    private: bool = False
    sample: str = ""
    per: Literal["", "week", "term", "year"] = ""
    consent: str = ""

    @property
    def hidden(self) -> bool:
        """Whether a screen that others see hides it at first."""
        return self.sensitive or self.private

    @property
    def option_ids(self) -> list[str]:
        """The ids of the options, in order."""
        return [option.id for option in self.options]

    @property
    def lowest_first(self) -> list[DeclaredOption]:
        """The options as they are judged: turned round where the form has its `low` ones at the end."""
        ids = self.option_ids
        ends_low = bool(ids) and ids[-1] in self.low and ids[0] not in self.low
        return self.options[::-1] if ends_low else self.options

    def whole(self, given: Iterable[object]) -> str | None:
        """Return the one answer that stands for several: theirs where all are alike, else the middle option.

        None where there is none, or where one of them is no option.
        """
        answers, options = list(dict.fromkeys(map(str, given))), self.option_ids
        if not answers or not set(answers) <= set(options):
            return None
        return answers[0] if len(answers) == 1 else options[len(options) // 2]

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
    """One kind of item: `numbered` ones are called by their number, `ends` = they may end before the plan.

    `many` is what several are called, where that is more than an "s" behind the label. The words of `dated`
    ones are to say by when.
    """

    label: str = ""
    many: str = ""
    child: str = ""
    role: KindRole = ""
    under: Id | None = None
    numbered: bool = False
    ends: bool = False
    dated: bool = False
    fields: Fields

    def role_field(self, role: FieldRole) -> str | None:
        """Return the field of that role, or None."""
        return next((name for name, field in self.fields.items() if field.role == role), None)
