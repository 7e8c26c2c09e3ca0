"""A copy of a picture that a child brought, beside the plan: only where the chair says so."""

from __future__ import annotations

from pathlib import Path

from facilitator.files.picture_copies import mark_of, put_copy
from facilitator.pictures.brought_picture import BroughtPicture
from facilitator.script.words_by_key import say
from facilitator.work.paper_files import name_of_plan
from facilitator.work.session import Session


def keep_copy(session: Session, picture: BroughtPicture) -> Path:
    """Write the copy, made anew so that it holds the picture alone, and return its path. Raises Refusal."""
    plan_file = session.opened.path
    name = say("brought.file-name", plan=name_of_plan(plan_file))
    return put_copy(plan_file, name, picture.jpeg(mark_of(session.opened.plan.id)))
