"""A review laid out as a page by the templates of `prompts/summaries/`, in a sandbox."""

from __future__ import annotations

from collections.abc import Callable, Sequence
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
from facilitator.script.words_by_key import explain, say
from facilitator.script.yaml_source import text_of
from facilitator.summary.as_much_as_fits import fitted as fitted_page
from facilitator.summary.as_pdf import press_of_run
from facilitator.summary.audiences import EVERYONE, audience_of, template_folders
from facilitator.summary.evidence import make_evidence
from facilitator.summary.evidence_shapes import HeldPlan
from facilitator.summary.letter import make_letter
from facilitator.summary.letter_on_one_page import fitted
from facilitator.summary.page import Page
from facilitator.summary.page_builder import PageBuilder, nothing_between
from facilitator.summary.progress import PlanBefore
from facilitator.summary.review_summary import make_sheet
from facilitator.summary.room import Room
from facilitator.summary.sentences import of_summary, told

if TYPE_CHECKING:
    from jinja2 import Environment


def make_page(  # noqa: PLR0913 - what a page is made of, each by its name
    plan: Plan,
    review: HeldMeeting,
    script: Script,
    *,
    audience: str = EVERYONE,
    prompts: Path | None = None,
    contacts: Sequence[Contact] = (),
    before: Sequence[PlanBefore] = (),
) -> Page:
    """Return the page of a review for an audience, ready for every kind of file; letters are cut to one page.

    `prompts` is a school's own folder, whose templates come before the program's; `contacts` are the
    school's own; `before` are the plans that this one follows. What people said is only ever a value, kept to
    the letter. Raises Refusal: no such audience, or a template that fails.
    """
    wanted = audience_of(audience)
    if wanted.for_one and len(plan.children) > 1:
        raise Refusal("summary.for-one-child", paper=wanted.paper)
    values = _values(plan, review, script, wanted.of, before) | {"contacts": _near(contacts)}
    return fitted_page(partial(_filled, f"{audience}.j2", wanted.paper, values, prompts), press_of_run)


def make_evidence_page(plans: Sequence[HeldPlan], *, audience: str, prompts: Path | None = None) -> Page:
    """Return the page of the last of these plans as evidence, with those that it follows before it.

    Raises Refusal: no such audience, a plan of several children, or a template that fails.
    """
    script = plans[-1].script
    values: dict[str, object] = {"pack": make_evidence(plans, told), "labels": _labels(script)}
    return _filled(f"{audience}.j2", audience_of(audience).paper, values, prompts, Room())


def _labels(script: Script) -> dict[str, str]:
    return {
        "working": _label("working", script),
        "not_working": _label("concern", script),
        "would_change": labelled("progress.would_change", script.format),
    }


def _values(
    plan: Plan, review: HeldMeeting, script: Script, of: str, before: Sequence[PlanBefore]
) -> dict[str, object]:
    if of == "letter":
        return {"letter": fitted(make_letter(plan, review, script))}
    return {"sheet": make_sheet(plan, review, script, told, before), "labels": _labels(script)}


def _near(contacts: Sequence[Contact]) -> list[str]:
    """Return whom to turn to where people do not agree, each in one line."""
    near = [one for one in contacts if one.for_disagreements]
    parts = [(one.name, one.telephone, one.email, one.website, one.address) for one in near]
    return [", ".join(filter(None, each)) for each in parts]


def _label(role: FieldRole, script: Script) -> str:
    """Return the label of the form's own column for a side of each view; nothing where it has none."""
    fields = script.format.names(role, "review")
    return labelled(fields[0], script.format, "review") if fields else ""


def _filled(name: str, title: str, values: dict[str, object], prompts: Path | None, room: Room) -> Page:
    page = PageBuilder(title=title, language=say("summary.language"))
    values = values | {"page": page, "room": room}
    try:
        from facilitator.script.sandbox import rendered

        nothing_between(rendered(_environment(prompts).get_template(name), values))
        return page.made()
    except Exception as error:  # what somebody wrote in Jinja can raise anything: {{ 1/0 }}
        line = getattr(error, "lineno", None) or _line_in_template(error, name)
        problem = explain(error) if isinstance(error, Refusal) else str(error)
        raise Refusal("summary.template", file=name, line=line, problem=problem) from error


def _line_in_template(error: BaseException, name: str) -> int:
    """Return the line of the template where an error came up; 1 where that is not known."""
    line, trace = 1, error.__traceback__
    while trace:
        if Path(trace.tb_frame.f_code.co_filename).name == name:
            line = trace.tb_lineno
        trace = trace.tb_next
    return line


@cache
def _environment(prompts: Path | None) -> Environment:
    """Return the sandbox in which templates run; jinja2 is dear to import, so it is made on first use."""
    from jinja2 import FunctionLoader
    from jinja2.loaders import split_template_path

    from facilitator.script.sandbox import Sandbox

    folders = template_folders(prompts)

    def read(name: str) -> tuple[str, str]:
        paths = (folder.joinpath(*split_template_path(name)) for folder in folders)
        path = next((path for path in paths if path.is_file()), None)
        return (text_of(path), str(path)) if path else ("", "")

    def source(name: str) -> tuple[str, str, Callable[[], bool]] | None:
        found = read(name)
        return (*found, lambda: read(name) == found) if found[1] else None

    environment = Sandbox(autoescape=False, loader=FunctionLoader(source), blocks=True)
    environment.globals["say"] = of_summary(told)
    environment.globals["tell"] = told
    environment.globals["with_role"] = partial(with_role, tell=told)
    return environment
