"""The scale on which people agree how it is going: numbers with words, or the options of a choice."""

from pydantic import Field

from facilitator.plan.scores import Position, Score
from facilitator.script.prompt_data import Data, WordId


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
    def in_short(self) -> str:
        """Its points with their numbers, one after the other."""
        return ", ".join(f"{point.number} {point.adult.lower()}" for point in self.points)

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
