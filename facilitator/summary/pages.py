"""A review laid out by the templates of `prompts/summaries/`, in a sandbox."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Sequence
from functools import cache, partial
from pathlib import Path
from typing import TYPE_CHECKING

from facilitator.phrases.field import labelled
from facilitator.phrases.person import with_role
from facilitator.plan.plan import Plan
from facilitator.plan.refusal import Refusal
from facilitator.plan.reviews import HeldMeeting
from facilitator.script.declared_fields import FieldRole
from facilitator.script.formats_and_turns import Script
from facilitator.script.school import Contact
from facilitator.script.words_by_key import UnknownWords, say
from facilitator.script.yaml_source import text_of
from facilitator.summary import layout
from facilitator.summary.audiences import EVERYONE, audience_of, kinds_of, template_folders
from facilitator.summary.escaping import of_summary, safe
from facilitator.summary.letter import make_letter
from facilitator.summary.letter_on_one_page import fitted
from facilitator.summary.letter_shapes import Told
from facilitator.summary.review_summary import make_sheet

if TYPE_CHECKING:
    from jinja2 import Environment

_NUMBER = re.compile(rb"[0-9a-f]{16}")


def render(  # noqa: PLR0913 - what a summary is made of, each by its name
    plan: Plan,
    review: HeldMeeting,
    script: Script,
    *,
    kind: str,
    audience: str = EVERYONE,
    prompts: Path | None = None,
    contacts: Sequence[Contact] = (),
) -> str:
    """Return the summary of a review as a whole HTML page or as text, ending in the line that seals it.

    Letters are cut to one page. `prompts` is a school's own folder, whose templates come before the
    program's; `contacts` are the school's own. What people said is only ever a value, kept to the letter.
    Raises Refusal: no such audience or kind, or a template that fails.
    """
    laid_out_from = audience_of(audience).of
    known = kinds_of(audience, prompts)
    if kind not in known:
        raise Refusal("summary.unknown-kind", kind=kind, known=", ".join(known))
    try:
        values = _values(plan, review, script, kind, laid_out_from) | {"contacts": _near(contacts)}
    except UnknownWords as error:
        raise Refusal("summary.words", problem=str(error)) from error
    return _sealed(_filled(f"{audience}.{kind}.j2", values, prompts), seal_of(review, audience), kind)


def seal_of(review: HeldMeeting, audience: str) -> str:
    """Return what a summary is sealed for: a letter never takes the place of a summary, nor the reverse."""
    return review.id if audience == EVERYONE else f"{review.id} {audience}"


def is_sealed(data: bytes, seal: str) -> bool:
    """Whether a file is our own summary of that seal, just as we wrote it.

    One that somebody has put their own words into is theirs, and no longer ours to replace.
    """
    body, _, last = data.rstrip(b"\n").rpartition(b"\n")
    number = _NUMBER.search(last)
    return number is not None and number[0].decode() == _number(body.rstrip(b"\n") + b"\n", seal)


def _sealed(body: str, seal: str, kind: str) -> str:
    """Return a summary with its last line: a number by which it is known while nobody has changed it."""
    body = body.rstrip("\n") + "\n"
    mark = say("summary.mark", number=_number(body.encode(), seal))
    return f"{body}<!-- {mark} -->\n" if kind == "html" else f"{body}\n{mark}\n"


def _number(body: bytes, seal: str) -> str:
    return hashlib.sha256(seal.encode() + b"\n" + body).hexdigest()[:16]


def _values(plan: Plan, review: HeldMeeting, script: Script, kind: str, of: str) -> dict[str, object]:
    if of == "letter":
        return {"letter": fitted(make_letter(plan, review, script))}
    sheet = make_sheet(plan, review, script, safe if kind == "html" else say)
    return {
        "sheet": sheet,
        "labels": {
            "working": _label("working", script),
            "not_working": _label("concern", script),
            "would_change": labelled("progress.would_change", script.format),
        },
    }


def _near(contacts: Sequence[Contact]) -> list[str]:
    """Return whom to turn to where people do not agree, each in one line."""
    told = [one for one in contacts if one.for_disagreements]
    parts = [(one.name, one.telephone, one.email, one.website, one.address) for one in told]
    return [", ".join(filter(None, each)) for each in parts]


def _label(role: FieldRole, script: Script) -> str:
    """Return the label of the form's own column for a side of each view; nothing where it has none."""
    fields = script.format.names(role, "review")
    return labelled(fields[0], script.format, "review") if fields else ""


def _filled(name: str, values: dict[str, object], prompts: Path | None) -> str:
    try:
        from facilitator.script.sandbox import rendered

        return rendered(_environment(name.endswith(".html.j2"), prompts).get_template(name), values)
    except Exception as error:  # what somebody wrote in Jinja can raise anything: {{ 1/0 }}
        line = getattr(error, "lineno", None) or _line_in_template(error, name)
        raise Refusal("summary.template", file=name, line=line, problem=str(error)) from error


def _line_in_template(error: BaseException, name: str) -> int:
    """Return the line of the template where an error came up; 1 where that is not known."""
    line, trace = 1, error.__traceback__
    while trace:
        if Path(trace.tb_frame.f_code.co_filename).name == name:
            line = trace.tb_lineno
        trace = trace.tb_next
    return line


@cache
def _environment(html: bool, prompts: Path | None) -> Environment:
    """Return the sandbox in which templates run; jinja2 is dear to import, so it is made on first use."""
    from jinja2 import FunctionLoader
    from jinja2.loaders import split_template_path

    from facilitator.script.sandbox import Sandbox

    folders = template_folders(prompts)

    def source(name: str) -> tuple[str, str, None] | None:
        paths = (folder.joinpath(*split_template_path(name)) for folder in folders)
        path = next((path for path in paths if path.is_file()), None)
        return (text_of(path), str(path), None) if path else None

    environment = Sandbox(autoescape=html, loader=FunctionLoader(source), blocks=True)
    tell = safe if html else say
    environment.globals["say"] = of_summary(tell)
    environment.globals["tell"] = tell
    environment.globals["with_role"] = partial(with_role, tell=tell)
    environment.filters["told"] = Told.marked if html else Told.plain
    environment.filters["lines"] = layout.lines
    environment.filters["heading"] = lambda text: layout.underlined(text, "=")
    environment.filters["subheading"] = lambda text: layout.underlined(text, "-")
    return environment
