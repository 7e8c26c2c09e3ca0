"""Each format from its first file to the plan that follows: written, reviewed, made final, made anew.

The plan is written as its transcript has it, and in its reviews every question is answered. What each step
did to the file stands in `years/`, native and in the format's Word form; where it is right:

    UPDATE_TRANSCRIPTS=1 .venv/bin/python -m pytest --thorough tests/test_whole_years.py
"""

from __future__ import annotations

import difflib
import io
import os
from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

import docx
import pytest

from facilitator.dialogue.confirm_plan import Given, Told, confirm_plan
from facilitator.files.kept_beside_form import with_kept
from facilitator.files.plans import open_plan
from facilitator.files.reviews_as_held import as_held
from facilitator.meeting.plan_versions import family_of, standing_of
from facilitator.plain.lines_in_and_out import Lines
from facilitator.plain.outside_meetings import carried_in_lines
from facilitator.plan.people import Child
from facilitator.plan.refusal import Refusal
from facilitator.script.loading import find_prompts, load_script
from facilitator.work.session import local_now
from tests.answering import answered, has_all_that_was_said, is_sound
from tests.cli.running import call
from tests.plain import talk
from tests.plain.test_transcripts import UPDATE
from tests.plain.told import whole
from tests.shapes import LATER, PLANNED, Planned, typed_in

if TYPE_CHECKING:
    from _pytest.mark.structures import ParameterSet

YEARS = Path(__file__).parent / "years"
OURS = [one for one in PLANNED if one.prompts == find_prompts()]


def started(planned: Planned, folder: Path, ending: str) -> Path:
    """Start the plan by the command, as a chair would."""
    path = folder / f"plan{ending}"
    given = [one for name in planned.names for one in ("--name", name)]
    born = ["--born", planned.born.isoformat()] if planned.born else []
    done = call("new", path, "--format", planned.format, *given, *born)
    assert done.code == 0, done.err
    return path


def standing(path: Path) -> list[str]:
    """Return what a file tells: every fact of a native plan, or every line of a document."""
    if path.suffix != ".docx":
        return whole(open_plan(path).plan)
    return [text for text in _texts(docx.Document(str(path))) if text]


def _texts(of: object) -> Iterator[str]:
    for block in of.iter_inner_content():  # type: ignore[attr-defined]
        if hasattr(block, "rows"):
            for row in block.rows:
                cells = {id(cell._tc): cell for cell in row.cells}.values()
                yield " | ".join("; ".join(_texts(cell)) for cell in cells).rstrip(" |")
        else:
            yield block.text.strip()


class Story:
    """What became of a file, step by step: the lines that came and went."""

    def __init__(self, path: Path) -> None:
        self.path, self.before, self.day = path, standing(path), local_now().date()
        self.lines = ["# new", *self.before]
        self.new = frozenset(self.before)

    def after(self, step: str) -> None:
        now = standing(self.path)
        changed = difflib.ndiff(self.before, now)
        self.lines += ["", f"# {step}", *(one for one in changed if one[0] in "+-")]
        self.before = now

    def without_today(self, line: str) -> str:
        """Return a line that the command wrote without the day on which it was called."""
        if line.removeprefix("- ") not in self.new:
            return line
        return line.replace(self.day.isoformat(), "(today)").replace(f"{self.day:%d/%m/%Y}", "(today)")

    def is_as_kept(self, name: str) -> None:
        text, golden = "\n".join([*map(self.without_today, self.lines), ""]), YEARS / name
        if os.environ.get(UPDATE):
            golden.write_text(text, encoding="utf-8")
        assert text == golden.read_text(encoding="utf-8"), f"{UPDATE}=1 renews it, if this is right"


def made_final(path: Path, later: int) -> None:
    """Say of everybody of the family that they agree, and of a group's plan that its teacher does."""
    plan = with_kept(open_plan(path))
    names = [one.on_record if isinstance(one, Child) else one.name for one in family_of(plan)]
    told = Told([Given(name, "agreed") for name in names or ["Mr Fenn"]])
    lines = Lines(io.StringIO(), io.StringIO())
    assert carried_in_lines(confirm_plan(path, told=told, now=lambda: day_of(later)), lines)
    assert standing_of(with_kept(open_plan(path)), load_script(plan.format).format).state == "final"


def day_of(later: int) -> datetime:
    return talk.BEGINNING + timedelta(days=later)


def follows(path: Path, ending: str) -> None:
    """Make the plan that follows with all that goes on, and begin its first meeting."""
    before, old = path.read_bytes(), as_held(open_plan(path)).plan
    new = path.with_name(f"next{ending}")
    done = call("new", new, "--from", path, "--keep", "all")
    assert done.code == 0, done.err
    assert path.read_bytes() == before
    plan = is_sound(new)
    assert (plan.number, plan.meetings()) == (old.number + 1, [])
    code, said = talk.hold(new, "today\nnext\n", planning=True, later=400)
    assert code == 3, said
    assert "Noted: Friday 16 April 2027" in said


def chains() -> Iterator[ParameterSet]:
    """Yield each format and kind of file; what takes long is for a thorough run."""
    for planned in OURS:
        for ending in (".plan.json", ".docx"):
            long = ending == ".docx" and planned.format != "group-intervention"
            marks = [pytest.mark.thorough] if long else []
            yield pytest.param(planned, ending, marks=marks, id=f"{planned.format}{ending}")


@pytest.mark.sampled(2)
@pytest.mark.slow
@pytest.mark.parametrize(("planned", "ending"), chains())
def test_a_plan_from_its_first_file_to_the_one_that_follows(
    planned: Planned, ending: str, tmp_path: Path
) -> None:
    path = started(planned, tmp_path, ending)
    story = Story(path)
    typed = "\n".join(typed_in(planned.transcript))
    code, said = talk.hold(path, typed, planning=True)
    assert code == 0, said[-1500:]
    written = is_sound(path)
    assert written.planning[0].left_open == []
    form = load_script(planned.format).format
    assert written.started in (talk.TODAY, None if ending == ".docx" else talk.TODAY)
    made_final(path, 1)
    story.after("planning, seen by the family")
    last = len(form.period.names)
    for number in range(1, last + 1):
        before = path.read_bytes()
        walk, said = answered(path, find_prompts(), later=LATER * number, mark=f"R{number}")
        assert path.read_bytes() != before
        plan = is_sound(path)
        assert [one.period for one in plan.reviews] == [*range(1, number + 1)]
        has_all_that_was_said(plan.reviews[-1], walk)
        story.after(f"review {number}")
    before = path.read_bytes()
    with pytest.raises(Refusal, match=r"review\.plan-used-up"):
        answered(path, find_prompts(), later=LATER * (last + 1))
    assert path.read_bytes() == before
    made_final(path, LATER * last)
    story.after("final")
    story.is_as_kept(f"{planned.format}{ending}.txt")
    follows(path, ending)
