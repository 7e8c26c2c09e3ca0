"""Who signed what is noted on the plan's page, by keys, in a plan file and in a Word form."""

from __future__ import annotations

from datetime import date
from functools import partial
from pathlib import Path

import pytest

from facilitator.files.plans import open_plan
from facilitator.files.reviews_as_held import as_held
from facilitator.script.words_by_key import say
from facilitator.ui.screens.plan_page import PlanPage
from tests.shapes import PLANNED
from tests.ui.room import SIZES, open_app, until
from tests.ui.test_edit_pages import pick

COVENTRY = next(one for one in PLANNED if one.format == "coventry")


@pytest.mark.sampled(3)
@pytest.mark.parametrize("ending", [".plan.json", ".docx"])
@pytest.mark.parametrize("size", SIZES)
async def test_a_consent_is_noted_shown_and_taken_back(
    tmp_path: Path, size: tuple[int, int], ending: str
) -> None:
    path = COVENTRY.empty(tmp_path, ending)
    async with open_app(partial(PlanPage, path, None, "Mrs Okoro"), size) as room:
        await until(room, say("edit.people"))
        await pick(room, say("edit.signatures"))
        await pick(room, say("edit.sign-add"))
        await pick(room, "We may talk")
        await room.type("Rosa Lund, uncle")
        await until(room, "uncle”")
        await room.type("Rosa Lund, parent")
        await room.type("1 March 2099")
        await until(room, "still")
        await room.type("1 March 2026")
        await room.type("not the old school")
        await until(room, "Saved.")
        [signed] = as_held(open_plan(path)).plan.signatures
        assert (signed.to, signed.party, signed.name) == ("talk", "parent", "Rosa Lund")
        assert (signed.on, signed.answer) == (date(2026, 3, 1), "with_note")
        assert signed.note == "not the old school"
        await room.press("ctrl+z")
        await until(room, "Taken")
        assert as_held(open_plan(path)).plan.signatures == []
        await room.press("escape")
        await until(room, "Signatures")
