"""The sheet of paper that the child's letter is printed on, and how much of it a letter takes, in any font.

The sizes are those of `prompts/summaries/child.j2`. All of them grow and shrink with the letters, so
that heights and widths are in 14ths of the size of the text here: points, while that is 14 points.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from facilitator.summary.letter_shapes import Aim, Group, Job, Letter, Own, Told
from facilitator.summary.line_count import line_count
from facilitator.summary.page import Drawing

_TEXT, _TITLE, _HEAD = 14.0, 24.0, 17.0
"""The sizes of the letters: of the text, the title and a heading."""

_LINE, _TITLE_LINE, _HEAD_LINE = 18.2, 31.0, 22.0
"""The heights of their lines."""

_FOOT, _FOOT_LINE, _ABOVE_FOOT = 9.0, 11.0, 2.0
"""The size of the letters at the foot, the height of their lines, and the space above."""

_AFTER, _AROUND = 5.0, 17.0
"""The space after a row, and around a heading."""

_PICTURE, _BESIDE_PICTURE = 26.0, 32.0
"""The height of a picture, and how much narrower it makes the words that it stands beside."""

_LABEL, _BESIDE, _MARK = 148.0, 159.0, 15.0
"""The width of a label, of the label with the space beside it, and of the mark beside what is indented."""


@dataclass(frozen=True)
class Sheet:
    """An A4 page inside its margins, with some to spare; `size` is that of the text, in points."""

    size: float

    @property
    def height(self) -> float:
        """How much goes onto it from top to bottom."""
        return 768.0 * _TEXT / self.size

    @property
    def width(self) -> float:
        """The width of a line that is not indented."""
        return 515.0 * _TEXT / self.size

    def holds(self, letter: Letter) -> bool:
        """Whether the letter is no more than this one page."""
        return self._whole(letter) <= self.height

    def said(self, letter: Letter) -> float:
        """Return the height of what the child said."""
        rows = self._rows(letter.said, letter) + self._paragraph(letter.more_said)
        return self._head(letter, "said") + rows if rows else 0.0

    def _whole(self, letter: Letter) -> float:
        return (
            _TITLE_LINE * line_count(letter.title.plain(), self.width / _TITLE)
            + _AFTER
            + self._paragraph(letter.lead)
            + self.said(letter)
            + self._tasks(letter)
            + self.goals(letter)
            + self._head(letter, "meet")
            + self._paragraph(letter.differ)
            + self._paragraph(letter.meet)
            + sum(map(self._small, filter(None, (letter.credit, letter.foot))))
        )

    def _small(self, line: str) -> float:
        return _FOOT_LINE * line_count(line, self.width / _FOOT) + _ABOVE_FOOT

    def _tasks(self, letter: Letter) -> float:
        rows = sum(self._indented(job.lead.plain(), _quoted(job)) for job in letter.tasks)
        rows += self._rows(letter.will_know, letter)
        rows += self._paragraph(letter.no_tasks) + self._paragraph(letter.more_tasks)
        return self._head(letter, "tasks") + rows if rows else 0.0

    def goals(self, letter: Letter) -> float:
        """Return the height of what the child works on."""
        rows = sum(self._aim(aim, letter) for aim in letter.goals)
        rows += self._paragraph([*letter.more_goals, *letter.more_on_goals])
        return self._head(letter, "goals") + rows if rows else 0.0

    def _aim(self, aim: Aim, letter: Letter) -> float:
        width = self.width - _MARK
        faces = [("" if aim.picture else aim.face) + _joined(aim.notes)] if aim.notes else []
        words = [(group.label, own) for group in aim.groups for own in group.words]
        return (
            sum(self._pictured(text, aim.picture, width) for text in faces)
            + sum(self._labelled(label, own, letter, width) for label, own in words)
            + self._indented(
                f"{aim.title.plain()}: “{aim.wording}”",
                *(f"{job.lead.plain()} {_quoted(job)}" for job in aim.tasks),
            )
        )

    def _head(self, letter: Letter, part: str) -> float:
        return _HEAD_LINE * line_count(letter.heads[part].plain(), self.width / _HEAD) + _AROUND

    def _paragraph(self, sentences: Iterable[Told]) -> float:
        text = _joined(sentences)
        return self._lines(text, self.width) + _AFTER if text else 0.0

    def _indented(self, *texts: str) -> float:
        return sum(self._lines(text, self.width - _MARK) for text in texts) + _AFTER

    def _rows(self, groups: list[Group], letter: Letter) -> float:
        return sum(self._row(group, letter) for group in groups)

    def _row(self, group: Group, letter: Letter) -> float:
        width = self.width - _BESIDE
        words = sum(self._pictured(_in_full(own, letter), own.picture, width) for own in group.words)
        return max(self._lines(group.label, _LABEL), words) + _AFTER

    def _labelled(self, label: str, own: Own, letter: Letter, width: float) -> float:
        """Return the height of words behind their label; where both do not fit, a picture goes below it."""
        if own.picture is None:
            return self._lines(f"{label}: {_in_full(own, letter)}", width)
        return self._lines(label, width) + self._pictured(_in_full(own, letter), own.picture, width)

    def _pictured(self, text: str, picture: Drawing | None, width: float) -> float:
        if picture is None:
            return self._lines(text, width)
        return max(_PICTURE, self._lines(text, width - _BESIDE_PICTURE)) + _AFTER

    @staticmethod
    def _lines(text: str, width: float) -> float:
        return _LINE * line_count(text, width / _TEXT)


def _in_full(own: Own, letter: Letter) -> str:
    asked = f"{letter.asked.plain()} “{own.asked}” " if own.asked else ""
    return f"{asked}“{own.text}”{_joined(own.notes)}"


def _quoted(job: Job) -> str:
    return f"“{job.what}”{_joined(job.notes)}"


def _joined(sentences: Iterable[Told]) -> str:
    return "".join(f" {told.plain()}" for told in sentences)
