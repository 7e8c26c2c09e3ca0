"""What everything that is read from `prompts/` is made of: ids, lists, and words for a child by age."""

from collections.abc import Iterator
from functools import cache
from typing import Annotated, Self

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field

from facilitator.plan.manners import BANDS, MIDDLE, Band
from facilitator.plan.text import Id

Loc = tuple[str | int, ...]
"""Where something stands in a file of `prompts/`: keys, and numbers in a list."""


def as_list(value: object) -> object:
    """Return a value that may stand alone as a list."""
    return value if isinstance(value, list) else [value]


def as_strings(value: object) -> object:
    """Return words as a list: an id is always a word, though YAML reads `60` and `yes` as something else."""
    words = {True: "yes", False: "no"}
    return [words[item] if isinstance(item, bool) else str(item) for item in as_list(value)]  # type: ignore[attr-defined]


def _as_id(value: object) -> object:
    return as_strings(value)[0]  # type: ignore[index]


WordId = Annotated[Id, BeforeValidator(_as_id)]


class Data(BaseModel):
    """The base of everything read from `prompts/`: immutable, and an unknown key is an error."""

    model_config = ConfigDict(extra="forbid", frozen=True, defer_build=True)

    def __copy__(self) -> Self:
        """Return a copy that finds out anew what follows from its fields."""
        copied = super().__copy__()
        for found in copied.__dict__.keys() - type(self).model_fields.keys():
            del copied.__dict__[found]
        return copied


# Words for a child, by age: one text for all, or a text for each of the age bands


def _as_map(value: object) -> object:
    return {"all": value} if isinstance(value, str) else value


class ByAge(Data):
    """A text for a child: `all`, or one for each band; a band's own comes before that for all.

    In YAML it is one text, or a map such as `{all: What is hard?, "12-18": What is hard going?}`.
    """

    for_all: str = Field(default="", alias="all")
    young: str = Field(default="", alias="4-7")
    middle: str = Field(default="", alias="8-11")
    older: str = Field(default="", alias="12-18")

    def at(self, band: Band) -> str:
        """Return the text for an age band: its own, else that for all, else the nearest there is."""
        by_band = {"4-7": self.young, "8-11": self.middle, "12-18": self.older}
        return by_band[band] or self.for_all or self.middle or self.young or self.older

    @property
    def given(self) -> Iterator[tuple[str, str]]:
        """Yield each text that is written out, with its key in YAML (empty where there is only one)."""
        own = [("4-7", self.young), ("8-11", self.middle), ("12-18", self.older)]
        banded = [(key, text) for key, text in own if text]
        if self.for_all:
            yield ("all" if banded else ""), self.for_all
        yield from banded

    @property
    def missing(self) -> list[str]:
        """The bands without any text of their own, where there is none for all; none where all are empty."""
        given = dict(self.given)
        return [] if self.for_all or not given else [band for band in BANDS if band not in given]

    def __bool__(self) -> bool:
        return bool(self.for_all or self.young or self.middle or self.older)

    def __str__(self) -> str:
        return self.at(MIDDLE)


no_words = cache(ByAge.model_construct)
"""Makes the one text of whatever is not said to a child; nothing changes it."""


def for_all(text: str) -> ByAge:
    """Return a text that is the same for every age."""
    return ByAge.model_validate({"all": text})


ForChild = Annotated[ByAge, BeforeValidator(_as_map)]
"""A key of a prompt that may be one text or a map of texts by age band."""
