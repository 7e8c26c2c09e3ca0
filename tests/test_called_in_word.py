"""What a child likes to be called, said at a review of a Word plan, stands in its form from then on."""

from __future__ import annotations

from pathlib import Path

import pytest

from facilitator.files.plans import open_plan
from facilitator.script.loading import find_prompts, format_ids, load_script
from facilitator.script.words_by_key import say
from facilitator.work.convert import conversion
from tests.plain import talk
from tests.plain.test_plan_changed import sample

OF_ONE = [name for name in format_ids(find_prompts()) if load_script(name).format.children.most == 1]
BEGIN = "today\nMrs Ash, class teacher, school\nnext\nall\nyes\n{name}\n"
END = "end early because the bell rang\nend\nwrite\n"


@pytest.mark.parametrize("name", OF_ONE)
def test_the_name_goes_into_its_box_and_nothing_says_that_it_was_lost(name: str, tmp_path: Path) -> None:
    path = tmp_path / "plan.docx"
    conversion(sample(name, tmp_path), path, find_prompts()).write()
    was = open_plan(path).plan
    code, said = talk.hold(path, BEGIN.format(name="Bo") + END)
    assert code == 0, said
    now = open_plan(path).plan
    assert (now.child.known_as, now.child.full_name) == ("Bo", was.child.full_name)
    assert now.items == was.items
    assert say("session.set-up-not-kept", name="Bo") not in said
    if len(load_script(name).format.period.names) > len(now.reviews):
        _, later = talk.hold(path, "today\npeople\n", later=60)
        assert "Bo, the child: here" in later
